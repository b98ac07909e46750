// The base library at build time: a fixed list modelled here. README and docs name it.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value CallLibrary(IOperation place, IMethodSymbol method, Place? receiver, object[] given)
    {
        Value? self = receiver is null ? null : ReadRaw(receiver, place);
        Value[] arguments = [.. given.Select(a => a is Place reference ? ReadRaw(reference, place) : (Value)a)];
        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted).WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        Value? result = type switch
        {
            "System.Linq.Enumerable" => Query(place, method, arguments),
            "string" => StringMethod(method, self, arguments),
            "System.Array" => ArrayMethod(place, method, self, arguments),
            "System.MemoryExtensions" or "System.Span" or "System.ReadOnlySpan" => SpanMethod(place, method, self, arguments),
            "object" or "System.ValueType" or "System.Enum" => ObjectMethod(place, method, self, arguments),
            "System.Diagnostics.Debug" when method.Name == "Assert" => Assert(place, arguments[0]),
            "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace" or "System.IO.File" => throw Fail(place, JitRules.Effect, $"'{KnownTypes.Name(method)}'"),
            "System.Threading.Monitor" => throw new TraceFailure(JitRules.Unsupported, (place.Syntax.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.LockStatementSyntax>() ?? place.Syntax).GetLocation(), ["'lock'"]),
            "System.GC" when method.Name is "KeepAlive" or "SuppressFinalize" => Value.Unset,
            _ when method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) => ThrowIf(place, method, arguments),
            _ => CollectionMethod(place, method, self, given, arguments) ?? CallNumbers(place, method, self, arguments) ?? CallNumerics(place, method, self, arguments),
        };
        for (int i = 0; i < given.Length; i++)
        {
            // Models give what is handed out in the arguments.
            if (given[i] is Place target && method.Parameters[i].RefKind is RefKind.Out or RefKind.Ref && arguments[i] is not Value.Nothing && !ReferenceEquals(arguments[i], ReadRaw(target, place)))
            {
                Write(target, arguments[i], place);
            }
        }
        return result ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "SrcGenJit has no model of it, and its body is not in this compilation");
    }

    private Value Assert(IOperation place, Value condition)
    {
        if (condition is Value.Constant { Data: bool known })
        {
            return known ? Value.Unset : throw AlwaysThrows(place, null);
        }
        Require(place, Lift(place, condition), "the assertion holds");
        return Value.Unset;
    }

    // ArgumentNullException.ThrowIfNull and its kin: guards where the argument is traced.
    private Value? ThrowIf(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        string exception = method.ContainingType.ToDisplayString();
        Value zero = KnownTypes.ScalarOf(method.Parameters[0].Type) is null && arguments[0] is not (Value.Scalar or Value.Size or Value.Constant) ? Value.Null : Default(_frame.Types.Of(arguments.Length > 0 ? TypeOfArgument(method) : method.Parameters[0].Type));
        Value? throws = (method.Name, arguments.Length) switch
        {
            ("ThrowIfNull", _) => Fold(IsNullValue(place, arguments[0])),
            ("ThrowIfNullOrEmpty", _) when arguments[0] is Value.Constant => Fold(arguments[0] is Value.Constant { Data: null or "" }),
            ("ThrowIfNullOrWhiteSpace", _) when arguments[0] is Value.Constant { Data: var text } => Fold(string.IsNullOrWhiteSpace(text as string)),
            ("ThrowIfNegative", _) => Compare(BinaryOperatorKind.LessThan, zero),
            ("ThrowIfNegativeOrZero", _) => Compare(BinaryOperatorKind.LessThanOrEqual, zero),
            ("ThrowIfZero", _) => Compare(BinaryOperatorKind.Equals, zero),
            ("ThrowIfGreaterThan", >= 2) => Compare(BinaryOperatorKind.GreaterThan, arguments[1]),
            ("ThrowIfGreaterThanOrEqual", >= 2) => Compare(BinaryOperatorKind.GreaterThanOrEqual, arguments[1]),
            ("ThrowIfLessThan", >= 2) => Compare(BinaryOperatorKind.LessThan, arguments[1]),
            ("ThrowIfLessThanOrEqual", >= 2) => Compare(BinaryOperatorKind.LessThanOrEqual, arguments[1]),
            ("ThrowIfEqual", >= 2) => Compare(BinaryOperatorKind.Equals, arguments[1]),
            ("ThrowIfNotEqual", >= 2) => Compare(BinaryOperatorKind.NotEquals, arguments[1]),
            ("ThrowIf", >= 1) => arguments[0],
            _ => null,
        };
        switch (throws)
        {
            case null:
                return null;
            case Value.Constant { Data: bool known }:
                return known ? throw ThrowsA(place, exception) : Value.Unset;
            default:
                Require(place, Not(place, Lift(place, throws)), $"'{method.Name}' does not throw");
                return Value.Unset;
        }

        // NaN compares as .NET's CompareTo has it, below everything: such a call runs the C# body.
        Value Compare(BinaryOperatorKind kind, Value other)
        {
            if (arguments[0] is Value.Scalar { Data.Dtype.IsFloat: true } x)
            {
                Require(place, Core(place, () => Erased.Lax.Eq(x.Data, x.Data)), $"'{method.Name}' does not throw");
            }
            return Arithmetic(place, kind, false, arguments[0], other, null);
        }
    }

    private static ITypeSymbol TypeOfArgument(IMethodSymbol method) => method.TypeArguments.Length > 0 ? method.TypeArguments[0] : method.Parameters[0].Type;

    private Value? ObjectMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) => (method.Name, arguments.Length) switch
    {
        ("ReferenceEquals", 2) => ReferenceEqual(place, arguments[0], arguments[1]),
        ("Equals", 1) when self is not null => EqualObjects(place, self, arguments[0]),
        ("Equals", 2) => IsNull(arguments[0]) || IsNull(arguments[1]) ? Fold(IsNull(arguments[0]) && IsNull(arguments[1])) : EqualObjects(place, arguments[0], arguments[1]),
        ("ToString", 0) when self is Value.Constant { Data: string } => self,
        ("ToString", 0) when self is not null && IsNumber(self) => new Value.Constant(Text(place, self, (place as IInvocationOperation)?.Instance?.Type)),
        ("HasFlag", 1) when self is Value.Constant { Data: int flags } && Unboxed(arguments[0]) is Value.Constant { Data: int flag } => Fold((flags & flag) == flag),
        ("HasFlag", 1) when self is not null => HasFlag(place, self, Unboxed(arguments[0])),
        _ => null,
    };

    // A flag of another enum throws; of one whose enum only the run time knows, nothing can be said.
    private Value? HasFlag(IOperation place, Value self, Value flag)
    {
        if (place is not IInvocationOperation { Instance.Type: { TypeKind: TypeKind.Enum } type, Arguments: [{ Value: IConversionOperation { Operand.Type: { } other } }] }
            || !SymbolEqualityComparer.Default.Equals(_frame.Types.Of(type), _frame.Types.Of(other)) || !IsNumber(self) || !IsNumber(flag))
        {
            return null;
        }
        ITypeSymbol number = NumberType.Of(type) is { IsSmall: true } ? _known.Compilation.GetSpecialType(SpecialType.System_Int32) : ((INamedTypeSymbol)type).EnumUnderlyingType!;
        return Arithmetic(place, BinaryOperatorKind.Equals, false, Arithmetic(place, BinaryOperatorKind.And, false, self, flag, number), flag, null);
    }

    // object.Equals of two objects: of records, anonymous types and structs by their values, of numbers if they have one type, else by reference.
    private Value EqualObjects(IOperation place, Value left, Value right)
    {
        (Value a, Value b) = (Unboxed(left), Unboxed(right));
        if (IsNull(a))
        {
            throw ThrowsA(place, "System.NullReferenceException");
        }
        if (IsNull(b))
        {
            return Fold(false);
        }
        if (TypeOf(a) is { } type)
        {
            if (TypeOf(b) is { } other && !SymbolEqualityComparer.Default.Equals(type, other))
            {
                return Fold(false);
            }
            return MostDerived(type, ObjectEquals) is var equals && _models.Contains(equals) && !equals.IsImplicitlyDeclared
                ? Call(place, equals, a, [b])
                : type.IsRecord || type.IsAnonymousType ? RecordEquals(place, a, b)
                : type.IsValueType ? throw Unsupported(place, "'Equals' of a struct that does not define it") : ReferenceEqual(place, a, b);
        }
        return IsNumber(a) && IsNumber(b)
            ? Lift(place, a).Dtype != Lift(place, b).Dtype ? Fold(false) : throw Unsupported(place, "'Equals' of numbers as objects")
            : Same(place, a, b);
    }

    private Value ReferenceEqual(IOperation place, Value left, Value right) => (left, right) switch
    {
        (Value.Reference a, Value.Reference b) => IsMerged(a) || IsMerged(b) ? throw Unsupported(place, "the identity of an object that a traced condition or loop chose")
            : a.Address != b.Address && IsOutside(a) && IsOutside(b) && AssumeDistinct?.Invoke(a, b) != true ? throw Unsupported(place, "the identity of objects from outside")
            : Fold(a.Address == b.Address),
        _ when IsNull(left) || IsNull(right) => Fold(IsNullValue(place, left) == IsNullValue(place, right)),
        (Value.Constant { Data: string } a, Value.Constant { Data: string } b) => Fold(Equals(a.Data, b.Data)),
        _ => throw Unsupported(place, "this comparison of references"),
    };

    private bool IsMerged(Value.Reference reference) => _store[reference] is Content.Object { Shared: true } or Content.Sequence { Shared: true } or Content.Numbers { Shared: true };

    private static Value? StringMethod(IMethodSymbol method, Value? self, Value[] arguments)
    {
        if (arguments.Any(a => a is not Value.Constant))
        {
            return null;
        }
        object? result = (method.Name, (self as Value.Constant)?.Data, arguments.Select(a => ((Value.Constant)a).Data).ToArray()) switch
        {
            ("IsNullOrEmpty", null, [var s]) => string.IsNullOrEmpty(s as string),
            ("IsNullOrWhiteSpace", null, [var s]) => string.IsNullOrWhiteSpace(s as string),
            ("Concat", null, var parts) when parts.All(p => p is null or string) => string.Concat(parts),
            ("Equals", string s, [string t]) => string.Equals(s, t, StringComparison.Ordinal),
            ("op_Equality", null, [var s, var t]) => Equals(s, t),
            ("op_Inequality", null, [var s, var t]) => !Equals(s, t),
            ("Contains", string s, [string t]) => s.Contains(t),
            ("Contains", string s, [char t]) => s.Contains(t.ToString()),
            ("StartsWith", string s, [char t]) => s.Length > 0 && s[0] == t,
            ("EndsWith", string s, [char t]) => s.Length > 0 && s[s.Length - 1] == t,
            ("IndexOf", string s, [char t]) => s.IndexOf(t),
            ("LastIndexOf", string s, [char t]) => s.LastIndexOf(t),
            // Without a comparison these depend on the culture.
            ("StartsWith", string s, [string t, (int)StringComparison.Ordinal]) => s.StartsWith(t, StringComparison.Ordinal),
            ("EndsWith", string s, [string t, (int)StringComparison.Ordinal]) => s.EndsWith(t, StringComparison.Ordinal),
            ("IndexOf", string s, [string t, (int)StringComparison.Ordinal]) => s.IndexOf(t, StringComparison.Ordinal),
            ("Equals", string s, [string t, (int)StringComparison.Ordinal]) => string.Equals(s, t, StringComparison.Ordinal),
            ("Equals", string s, [string t, (int)StringComparison.OrdinalIgnoreCase]) => string.Equals(s, t, StringComparison.OrdinalIgnoreCase),
            ("Equals", null, [var s, var t, (int)StringComparison.Ordinal]) => string.Equals(s as string, t as string, StringComparison.Ordinal),
            ("Equals", null, [var s, var t, (int)StringComparison.OrdinalIgnoreCase]) => string.Equals(s as string, t as string, StringComparison.OrdinalIgnoreCase),
            ("Replace", string s, [string t, string u]) when t.Length > 0 => s.Replace(t, u),
            ("Substring", string s, [int i]) when i >= 0 && i <= s.Length => s.Substring(i),
            ("Substring", string s, [int i, int n]) when i >= 0 && n >= 0 && i + n <= s.Length => s.Substring(i, n),
            ("Trim", string s, []) => s.Trim(),
            ("ToUpperInvariant", string s, []) => s.ToUpperInvariant(),
            ("ToLowerInvariant", string s, []) => s.ToLowerInvariant(),
            ("ToString", string s, []) => s,
            _ => null,
        };
        return result is null ? null : new Value.Constant(result);
    }

    private Value ReadLibrary(IOperation place, IPropertySymbol property, Value self, Value[] arguments)
    {
        bool isNullable = property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        switch (self)
        {
            case var _ when isNullable:
                return property.Name == "HasValue" ? Fold(!IsNull(self))
                    : IsNull(self) ? throw ThrowsA(place, "System.InvalidOperationException") : self;
            case Value.Constant { Data: string text } when property.Name == "Length":
                return new Value.Constant(text.Length);
            case Value.Tuple tuple when property.Name == "Length":
                return new Value.Constant(tuple.Items.Length);
            case Value.Struct pair when pair.Fields.TryGetValue(property.Name, out Value? part):
                return part;
            case Value.Reference reference when _store[reference] is Content.Object thrown && thrown.Fields.TryGetValue(property.Name, out Value? field):
                return field;
        }
        return ReadCollection(place, property, self) ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(property), "SrcGenJit has no model of it");
    }

    private Value ConstructLibrary(IOperation place, INamedTypeSymbol type, Value[] arguments)
    {
        if (ConstructCollection(place, type, arguments) is { } collection)
        {
            return collection;
        }
        if (IsException(type))
        {
            Place.Cell cell = _store.NewCell(_store.Allocate(new Content.Object(type, ImmutableDictionary<string, Value>.Empty)));
            RunLibraryConstructor(place, type.InstanceConstructors[0], cell, arguments);
            return _store.Read(cell);
        }
        if (type.SpecialType == SpecialType.System_Object)
        {
            return _store.Allocate(new Content.Object(type, ImmutableDictionary<string, Value>.Empty));
        }
        if (type.IsTupleType)
        {
            return new Value.Tuple([.. arguments]);
        }
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return arguments.Length == 0 ? Value.Null : arguments[0];
        }
        if (type is { Name: "Index", ContainingNamespace.Name: "System" } && arguments.Length > 0)
        {
            return new Value.Index(arguments[0], arguments.Length > 1 && Known(arguments[1], place, "'fromEnd'"));
        }
        if (type is { Name: "Range", ContainingNamespace.Name: "System" } && arguments.Length == 2)
        {
            return new Value.Range(IndexOf(arguments[0]), IndexOf(arguments[1]));
        }
        if (type.IsValueType && arguments.Length == 0)
        {
            return Default(type);
        }
        throw Fail(place, JitRules.UnknownMember, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "SrcGenJit has no model of this type");
    }

    /// <summary>The zero of a struct of the base library that is modelled; null for others.</summary>
    private static Value? DefaultLibrary(INamedTypeSymbol type) => type is { Name: "Index", ContainingNamespace.Name: "System" } ? new Value.Index(new Value.Constant(0), false) : null;

    private static Value.Constant? ReadLibraryStatic(IPropertySymbol property) => property is { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } ? new Value.Constant("") : null;

    // base(...) of a type without source: of exceptions, the message is kept.
    private void RunLibraryConstructor(IOperation place, IMethodSymbol constructor, Place self, Value[] arguments)
    {
        if (IsException(constructor.ContainingType) && arguments.FirstOrDefault(a => a is Value.Constant { Data: string }) is { } message)
        {
            SetField(place, self, "Message", message);
        }
    }

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }
        return false;
    }
}
