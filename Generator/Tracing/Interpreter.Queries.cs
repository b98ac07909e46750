// LINQ: deferred where C# defers. What ends a query runs over its items, in a loop of the traced program where their number is not known.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private static readonly HashSet<string> s_deferred =
        ["Select", "Where", "SelectMany", "Zip", "Concat", "Append", "Prepend", "Take", "Skip", "TakeWhile", "SkipWhile", "Reverse", "AsEnumerable", "Cast", "Index", "Chunk", "DefaultIfEmpty"];

    private Value? Query(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        if (method.Name is "Range" or "Repeat")
        {
            RequireBetween(place, arguments[1], null);
            if (arguments[1] is Value.Constant or Value.Size { Dim.IsConstant: true } && (method.Name == "Repeat" || arguments[0] is Value.Constant))
            {
                int count = KnownInt(place, arguments[1]);
                Spend(place, count);
                return NewSequence(null, method.Name == "Repeat" ? [.. Enumerable.Repeat(arguments[0], count)] : [.. Enumerable.Range(KnownInt(place, arguments[0]), count).Select(i => (Value)new Value.Constant(i))], true);
            }
            return _store.Allocate(new Content.Query(method, [.. arguments]));
        }
        if (arguments.Length == 0)
        {
            return method.Name == "Empty" ? NewSequence(null, [], true) : null;
        }
        if (IsNull(arguments[0]))
        {
            throw ThrowsA(place, "System.ArgumentNullException");
        }
        return s_deferred.Contains(method.Name) ? _store.Allocate(new Content.Query(method, [.. arguments])) : End(place, method, arguments);
    }

    // What runs a query.
    private Value? End(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        ITypeSymbol result = _frame.Types.Of(method.ReturnType);
        Value source = arguments[0];
        switch (method.Name, arguments.Length)
        {
            case ("ToArray", 1):
                return Collected(place, source, method, true);
            case ("ToList", 1):
                return Collected(place, source, method, false);
            case ("Sum" or "Average", 1 or 2):
                return Sum(place, method, source, arguments.Length == 2 ? arguments[1] : null, result);
            case ("Min" or "Max", 1 or 2):
                return Extreme(place, method.Name == "Max", source, arguments.Length == 2 ? arguments[1] : null, result);
            case ("Aggregate", 2):
                return Aggregate(place, source, null, arguments[1]);
            case ("Aggregate", 3):
                return Aggregate(place, source, arguments[1], arguments[2]);
            case ("Aggregate", 4):
                return Apply(place, arguments[3], Aggregate(place, source, arguments[1], arguments[2]));
            case ("Count" or "LongCount", 1) when method.Name == "Count" && source is Value.Reference reference && _store[reference] is not Content.Query:
                return LengthOf(place, source);
            case ("Count", 1 or 2):
                return Fold(place, source, new Value.Constant(0), (count, item) => Conditional(place, arguments.Length == 1 ? Value.True : Apply(place, arguments[1], item), () => StepNumber(place, count, true, true, result), count));
            case ("Any", 2):
                return Search(place, method, arguments, true, item => Apply(place, arguments[1], item));
            case ("All", 2):
                return Search(place, method, arguments, false, item => Apply(place, arguments[1], item));
            case ("Contains", 2):
                return Search(place, method, arguments, true, item => EqualByDefault(place, item, arguments[1]));
        }
        switch (method.Name, arguments.Length)
        {
            case ("First" or "FirstOrDefault" or "Last" or "LastOrDefault", 1 or 2) when arguments.Length == 2 || IsOpen(place, source):
                return Chosen(place, method.Name, source, arguments.Length == 2 ? arguments[1] : null, result);
            case ("First", 1):
                return Pull(place, source).FirstOrDefault() ?? throw ThrowsA(place, "System.InvalidOperationException");
            case ("FirstOrDefault", 1):
                return Pull(place, source).FirstOrDefault() ?? Default(result);
            case ("Any", 1) when IsOpen(place, source):
                return Search(place, method, arguments, true, _ => Value.True);
            case ("Any", 1):
                return Fold(Pull(place, source).Any());
            case ("ElementAt", 2) when IsOpen(place, source) && IsPlain(source) && ViewOf(place, source) is { } view:
                RequireBetween(place, arguments[1], view.Count);
                return view.At(arguments[1]);
            case ("SequenceEqual", 2) when IsPlain(source) && IsPlain(arguments[1]) && ViewOf(place, source) is { } left && ViewOf(place, arguments[1]) is { } right && (left.IsOpen || right.IsOpen) && Least(left.Count, right.Count) is { } least:
                Place.Cell same = _store.NewCell(Arithmetic(place, BinaryOperatorKind.Equals, false, left.Count, right.Count, null));
                Iterate(place, least, i => _store.Write(same.Id, And(place, _store.Read(same), EqualByDefault(place, left.At(i), right.At(i)))));
                return _store.Read(same);
            case ("ToDictionary", 2 or 3):
                return ToTable(place, (INamedTypeSymbol)result, Pull(place, source), arguments);
        }
        RefuseEffects(place, source);
        ImmutableArray<Value> items = Items(place, source);
        return (method.Name, arguments.Length) switch
        {
            ("Last", 1) => items.Length > 0 ? items[items.Length - 1] : throw ThrowsA(place, "System.InvalidOperationException"),
            ("Single", 1) => items.Length == 1 ? items[0] : throw ThrowsA(place, "System.InvalidOperationException"),
            ("LastOrDefault", 1) => items.Length > 0 ? items[items.Length - 1] : Default(result),
            ("ElementAt", 2) => ReadElement(place, NewSequence(null, items, true), [arguments[1]]),
            ("SequenceEqual", 2) when Items(place, arguments[1]) is var others => items.Length != others.Length ? Fold(false) : items.Zip(others, (a, b) => EqualByDefault(place, a, b)).Aggregate(Value.True, (a, b) => And(place, a, b)),
            _ => null,
        };
    }

    // Which items .NET does not compute here is its own affair: it must not matter.
    private void RefuseEffects(IOperation place, Value source)
    {
        if (source is Value.Reference reference && _store[reference] is Content.Query query && MayChange(query))
        {
            throw Unsupported(place, "this part of a query whose functions write variables, or read variables that are written,");
        }
    }

    private Value ToTable(IOperation place, INamedTypeSymbol type, IEnumerable<Value> items, Value[] arguments)
    {
        Value.Reference table = _store.Allocate(new Content.Table(type, [], ImmutableDictionary<object, Value>.Empty));
        foreach (Value item in items)
        {
            Value key = Apply(place, arguments[1], item);
            Content.Table now = (Content.Table)_store[table];
            if (now.Items.ContainsKey(Key(place, key)))
            {
                throw ThrowsA(place, "System.ArgumentException");
            }
            WriteTable(place, table, now, key, arguments.Length == 3 ? Apply(place, arguments[2], item) : item);
        }
        return table;
    }

    private Value Apply(IOperation place, Value function, params Value[] arguments) => CallFunction(place, function, arguments, (function as Value.Closure)?.Method.ReturnType);

    /// <summary>The items of a query, where their number is known.</summary>
    private ImmutableArray<Value> Enumerate(IOperation place, Content.Query query) => [.. Lazily(place, query)];

    // One item after the other through all parts of a query, as in C#: what functions of one part write, those of another part read.
    private IEnumerable<Value> Pull(IOperation place, Value source) => source is Value.Reference reference && _store[reference] is Content.Query query ? Lazily(place, query) : Items(place, source);

    private IEnumerable<Value> Lazily(IOperation place, Content.Query query)
    {
        Value[] arguments = [.. query.Arguments];
        if (query.Method.Name is "Range" or "Repeat")
        {
            throw Fail(place, JitRules.NotKnown, $"the number of items of '{Excerpt(place)}'");
        }
        if (query.Method.Name is "Skip" or "Zip")
        {
            RefuseEffects(place, arguments[0]);
        }
        IEnumerable<Value> items = Pull(place, arguments[0]).Select(x =>
        {
            Step(place);
            return x;
        });
        bool Holds(Value item, int index) => Known(ApplyAt(place, arguments[1], item, index), place, "a predicate");
        return (query.Method.Name, arguments.Length) switch
        {
            ("Select", 2) => items.Select((x, i) => ApplyAt(place, arguments[1], x, i)),
            ("Where", 2) => items.Where(Holds),
            ("SelectMany", 2) => items.SelectMany((x, i) => Pull(place, ApplyAt(place, arguments[1], x, i))),
            ("SelectMany", 3) => items.SelectMany((x, i) => Pull(place, ApplyAt(place, arguments[1], x, i)).Select(y => Apply(place, arguments[2], x, y))),
            ("Zip", 2) => items.Zip(Items(place, arguments[1]), (a, b) => (Value)new Value.Tuple([a, b])),
            ("Zip", 3) => items.Zip(Items(place, arguments[1]), (a, b) => Apply(place, arguments[2], a, b)),
            ("Concat", 2) => items.Concat(new[] { arguments[1] }.SelectMany(second => Pull(place, second))),
            ("Append", 2) => items.Append(arguments[1]),
            ("Prepend", 2) => items.Prepend(arguments[1]),
            ("Take", 2) when arguments[1] is not Value.Range => items.Take(KnownInt(place, arguments[1])),
            ("Skip", 2) => items.Skip(KnownInt(place, arguments[1])),
            ("TakeWhile", 2) => items.TakeWhile(Holds),
            ("SkipWhile", 2) => items.SkipWhile(Holds),
            ("Reverse", 1) => items.Reverse(),
            ("AsEnumerable", 1) => items,
            ("DefaultIfEmpty", 1 or 2) => items.DefaultIfEmpty(arguments.Length == 2 ? arguments[1] : Default(_frame.Types.Of(query.Method.TypeArguments[0]))),
            ("Index", 1) => items.Select((x, i) => (Value)new Value.Tuple([new Value.Constant(i), x])),
            _ => throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(query.Method), "SrcGenJit has no model of it"),
        };
    }

    private Value ApplyAt(IOperation place, Value function, Value item, int index) => ApplyAt(place, function, item, new Value.Constant(index));

    private Value ApplyAt(IOperation place, Value function, Value item, Value index) =>
        function is Value.Closure { Method.Parameters.Length: 2 } ? Apply(place, function, item, index) : Apply(place, function, item);

    // True for a query whose items depend on variables that are written more than once: when it runs then makes a difference.
    private bool MayChange(Content.Query query) => query.Arguments.Any(a => a switch
    {
        Value.Closure { Lambda: { } lambda } closure => lambda.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax
            && (syntax.DescendantNodes().Any(n => n is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreIncrementExpression or (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreDecrementExpression } || IsLocalFunction(n))
                || closure.Captured!.Places.Keys.OfType<ISymbol>().Any(s => syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == s.Name) && _models.IsReassigned(s))),
        Value.Closure => true,
        Value.Reference reference => _store[reference] is Content.Query inner && MayChange(inner),
        _ => false,
    });

    // A call of a local function, which may write what is around it.
    private static bool IsLocalFunction(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax called }
        && node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Any(f => f.Identifier.ValueText == called.Identifier.ValueText) == true;
}
