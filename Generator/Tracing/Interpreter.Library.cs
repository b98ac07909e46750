// The base library at build time: a fixed list modelled here. README and docs name it.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value CallLibrary(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted).WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        Value? result = type switch
        {
            "System.Linq.Enumerable" => Query(place, method, arguments),
            "System.Collections.Generic.List" => ListMethod(place, method, self!, arguments),
            "string" => StringMethod(place, method, self, arguments),
            "System.Array" => ArrayMethod(place, method, self, arguments),
            "System.ArgumentNullException" when method.Name == "ThrowIfNull" => IsNull(arguments[0]) ? throw AlwaysThrows(place, null) : Value.Null,
            "System.ArgumentException" when method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal) => arguments[0] is Value.Constant { Data: not (null or "") } ? Value.Null : throw AlwaysThrows(place, null),
            "System.Diagnostics.Debug" when method.Name == "Assert" => Known(arguments[0], place, "Debug.Assert") ? Value.Null : throw AlwaysThrows(place, null),
            "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace" or "System.IO.File" => throw Fail(place, JitRules.Effect, $"'{KnownTypes.Name(method)}'"),
            _ => CallNumbers(place, method, self, arguments) ?? CallNumerics(place, method, self, arguments),
        };
        return result ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "SrcGenJit has no model of it, and its body is not in this compilation");
    }

    private Value? Query(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        if (method.Name == "Range")
        {
            int start = KnownInt(place, arguments[0]);
            int count = KnownInt(place, arguments[1]);
            Spend(place, count);
            return NewSequence(null, [.. Enumerable.Range(start, count).Select(i => (Value)new Value.Constant(i))], false);
        }
        if (method.Name == "Repeat")
        {
            int count = KnownInt(place, arguments[1]);
            Spend(place, count);
            return NewSequence(null, [.. Enumerable.Repeat(arguments[0], count)], false);
        }
        if (arguments.Length == 0)
        {
            return method.Name == "Empty" ? NewSequence(null, [], false) : null;
        }
        ImmutableArray<Value> items = Items(place, arguments[0]);
        Spend(place, items.Length);
        Value Apply(Value function, params Value[] values) => CallFunction(place, function, values, (function as Value.Closure)?.Method.ReturnType);
        Value Apply1(Value function, Value item, int index) => function is Value.Closure { Method.Parameters.Length: 2 } ? Apply(function, item, new Value.Constant(index)) : Apply(function, item);
        bool Holds(Value item, int index) => Known(Apply1(arguments[1], item, index), place, "a predicate");
        Value Sequence(IEnumerable<Value> values, bool isFixed = false) => NewSequence(null, [.. values], isFixed);
        Value Sum(IEnumerable<Value> values) => values.Aggregate(Default(_frame.Types.Of(method.ReturnType)), (a, b) => Arithmetic(place, Microsoft.CodeAnalysis.Operations.BinaryOperatorKind.Add, false, a, b, method.ReturnType));
        return (method.Name, arguments.Length) switch
        {
            ("Select", 2) => Sequence([.. items.Select((x, i) => Apply1(arguments[1], x, i))]),
            ("Where", 2) => Sequence([.. items.Where(Holds)]),
            ("SelectMany", 2) => Sequence([.. items.SelectMany((x, i) => Items(place, Apply1(arguments[1], x, i)))]),
            ("Zip", 2) => Sequence(items.Zip(Items(place, arguments[1]), (a, b) => (Value)new Value.Tuple([a, b]))),
            ("Zip", 3) => Sequence([.. items.Zip(Items(place, arguments[1]), (a, b) => Apply(arguments[2], a, b))]),
            ("Aggregate", 2) => items.Length == 0 ? throw AlwaysThrows(place, null) : items.Skip(1).Aggregate(items[0], (a, b) => Apply(arguments[1], a, b)),
            ("Aggregate", 3) => items.Aggregate(arguments[1], (a, b) => Apply(arguments[2], a, b)),
            ("Sum", 1) => Sum(items),
            ("Sum", 2) => Sum([.. items.Select((x, i) => Apply1(arguments[1], x, i))]),
            ("ToArray", 1) => Sequence(items, true),
            ("ToList" or "AsEnumerable", 1) => Sequence(items),
            ("Reverse", 1) => Sequence(items.Reverse()),
            ("Concat", 2) => Sequence(items.Concat(Items(place, arguments[1]))),
            ("Append", 2) => Sequence(items.Add(arguments[1])),
            ("Prepend", 2) => Sequence(items.Insert(0, arguments[1])),
            ("Take", 2) => Sequence(items.Take(KnownInt(place, arguments[1]))),
            ("Skip", 2) => Sequence(items.Skip(KnownInt(place, arguments[1]))),
            ("First", 1) => items.Length > 0 ? items[0] : throw AlwaysThrows(place, null),
            ("Last", 1) => items.Length > 0 ? items[items.Length - 1] : throw AlwaysThrows(place, null),
            ("ElementAt", 2) => ReadItem(place, arguments[0], arguments[1]),
            ("Count", 1) => new Value.Constant(items.Length),
            ("Any", 1) => new Value.Constant(items.Length > 0),
            ("Any", 2) => new Value.Constant(items.Select(Holds).Any(h => h)),
            ("All", 2) => new Value.Constant(items.Select(Holds).All(h => h)),
            _ => null,
        };
    }

    private Value? ListMethod(IOperation place, IMethodSymbol method, Value self, Value[] arguments)
    {
        if (self is not Value.Reference reference || _store[reference] is not Content.Sequence sequence)
        {
            return null;
        }
        ImmutableArray<Value> items = sequence.Items;
        ImmutableArray<Value>? changed = (method.Name, arguments.Length) switch
        {
            ("Add", 1) => items.Add(arguments[0]),
            ("AddRange", 1) => items.AddRange(Items(place, arguments[0])),
            ("Insert", 2) => items.Insert(KnownInt(place, arguments[0]), arguments[1]),
            ("RemoveAt", 1) => items.RemoveAt(Position(place, arguments[0], items.Length)),
            ("Clear", 0) => [],
            ("Reverse", 0) => [.. items.Reverse()],
            _ => null,
        };
        if (changed is { } after)
        {
            Spend(place, after.Length);
            _store[reference] = sequence with { Items = after };
            return Value.Null;
        }
        return (method.Name, arguments.Length) switch
        {
            ("ToArray", 0) => NewSequence(sequence.Element, items, true),
            _ => null,
        };
    }

    private Value? ArrayMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) => (method.Name, arguments.Length) switch
    {
        ("Empty", 0) => NewSequence(null, [], true),
        ("GetLength", 1) when self is not null => new Value.Constant(Items(place, self).Length),
        ("Clone", 0) when self is not null => NewSequence(null, Items(place, self), true),
        _ => null,
    };

    private static Value? StringMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        _ = place;
        if (arguments.Any(a => a is not Value.Constant))
        {
            return null;
        }
        object? result = (method.Name, (self as Value.Constant)?.Data, arguments.Select(a => ((Value.Constant)a).Data).ToArray()) switch
        {
            ("IsNullOrEmpty", null, [var s]) => string.IsNullOrEmpty(s as string),
            ("Concat", null, var parts) => string.Concat(parts),
            ("Equals", string s, [string t]) => string.Equals(s, t, StringComparison.Ordinal),
            ("StartsWith", string s, [string t]) => s.StartsWith(t, StringComparison.Ordinal),
            ("EndsWith", string s, [string t]) => s.EndsWith(t, StringComparison.Ordinal),
            ("Contains", string s, [string t]) => s.Contains(t),
            ("Replace", string s, [string t, string u]) => s.Replace(t, u),
            ("Substring", string s, [int i]) when i >= 0 && i <= s.Length => s.Substring(i),
            ("Substring", string s, [int i, int n]) when i >= 0 && n >= 0 && i + n <= s.Length => s.Substring(i, n),
            ("Trim", string s, []) => s.Trim(),
            ("ToUpperInvariant", string s, []) => s.ToUpperInvariant(),
            ("ToLowerInvariant", string s, []) => s.ToLowerInvariant(),
            _ => null,
        };
        return result is null ? null : new Value.Constant(result);
    }

    private Value ReadLibrary(IOperation place, IPropertySymbol property, Value self, Value[] arguments)
    {
        switch (self)
        {
            case Value.Constant { Data: string text } when property.Name == "Length":
                return new Value.Constant(text.Length);
            case Value.Constant { Data: string text } when property.IsIndexer:
                return new Value.Constant(text[Position(place, arguments[0], text.Length)]);
            case Value.Reference reference when _store[reference] is Content.Sequence sequence && property.Name is "Length" or "Count":
                return new Value.Constant(((Content.Sequence)_store[reference]).Items.Length);
            case Value.Reference when property.IsIndexer:
                return ReadItem(place, self, arguments[0]);
            case Value.Tuple tuple when property.Name == "Length":
                return new Value.Constant(tuple.Items.Length);
            default:
                // Nullable<T>: a value or null.
                return property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && property.Name == "Value" ? self
                    : property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && property.Name == "HasValue" ? new Value.Constant(true)
                    : throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(property), "SrcGenJit has no model of it");
        }
    }

    private Value ConstructLibrary(IOperation place, INamedTypeSymbol type, Value[] arguments)
    {
        if (type.Name == "List" && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic")
        {
            return NewSequence(type.TypeArguments[0], arguments is [Value.Reference source] ? Items(place, source) : [], false);
        }
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return _store.Allocate(new Content.Object(type, ImmutableDictionary<string, Value>.Empty));
            }
        }
        if (type.IsValueType && arguments.Length == 0)
        {
            return Default(type);
        }
        throw Fail(place, JitRules.UnknownMember, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "SrcGenJit has no model of this type");
    }
}
