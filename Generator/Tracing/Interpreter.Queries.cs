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
        ["Select", "Where", "SelectMany", "Zip", "Concat", "Append", "Prepend", "Take", "Skip", "TakeWhile", "SkipWhile", "Reverse", "AsEnumerable", "Cast", "Index", "Chunk"];

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
                return Aggregate(place, source, null, arguments[1], result);
            case ("Aggregate", 3):
                return Aggregate(place, source, arguments[1], arguments[2], result);
            case ("Aggregate", 4):
                return Apply(place, arguments[3], Aggregate(place, source, arguments[1], arguments[2], result));
            case ("Count" or "LongCount", 1) when method.Name == "Count" && source is Value.Reference reference && _store[reference] is not Content.Query:
                return LengthOf(place, source);
            case ("Count", 1 or 2):
                return Fold(place, source, new Value.Constant(0), (count, item) => Conditional(place, arguments.Length == 1 ? Value.True : Apply(place, arguments[1], item), () => StepNumber(place, count, true, true, result), count));
            case ("Any", 2):
                return Fold(place, source, Fold(false), (found, item) => Any(place, [found, Apply(place, arguments[1], item)]));
            case ("All", 2):
                return Fold(place, source, Value.True, (all, item) => And(place, all, Apply(place, arguments[1], item)));
            case ("Contains", 2):
                return Fold(place, source, Fold(false), (found, item) => Any(place, [found, Equal(place, item, arguments[1])]));
        }
        switch (method.Name, arguments.Length)
        {
            case ("First", 1):
                return Pull(place, source).FirstOrDefault() ?? throw ThrowsA(place, "System.InvalidOperationException");
            case ("FirstOrDefault", 1):
                return Pull(place, source).FirstOrDefault() ?? Default(result);
            case ("First", 2):
                return Pull(place, source).FirstOrDefault(i => Known(Apply(place, arguments[1], i), place, "a predicate")) ?? throw ThrowsA(place, "System.InvalidOperationException");
            case ("Any", 1):
                return Fold(Pull(place, source).Any());
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
            ("SequenceEqual", 2) when Items(place, arguments[1]) is var others => items.Length != others.Length ? Fold(false) : items.Zip(others, (a, b) => Equal(place, a, b)).Aggregate(Value.True, (a, b) => And(place, a, b)),
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
            ("Index", 1) => items.Select((x, i) => (Value)new Value.Tuple([new Value.Constant(i), x])),
            _ => throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(query.Method), "SrcGenJit has no model of it"),
        };
    }

    private Value ApplyAt(IOperation place, Value function, Value item, int index) =>
        function is Value.Closure { Method.Parameters.Length: 2 } ? Apply(place, function, item, new Value.Constant(index)) : Apply(place, function, item);

    // True for a query whose items depend on variables that are written more than once: when it runs then makes a difference.
    private bool MayChange(Content.Query query) => query.Arguments.Any(a => a switch
    {
        Value.Closure { Lambda: { } lambda } closure => lambda.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax
            && (syntax.DescendantNodes().Any(n => n is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreIncrementExpression or (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreDecrementExpression })
                || closure.Captured!.Places.Keys.OfType<ISymbol>().Any(s => syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == s.Name) && _models.IsReassigned(s))),
        Value.Closure => true,
        Value.Reference reference => _store[reference] is Content.Query inner && MayChange(inner),
        _ => false,
    });

    /// <summary>Runs an action on every item, in a loop of the traced program where their number is not known or large.</summary>
    private void ForEach(IOperation place, Value source, Action<Value> action)
    {
        if (source is Value.Reference reference && _store[reference] is Content.Query query)
        {
            Value[] arguments = [.. query.Arguments];
            switch (query.Method.Name, arguments.Length)
            {
                case ("Select", 2) when arguments[1] is not Value.Closure { Method.Parameters.Length: 2 }:
                    ForEach(place, arguments[0], item => action(Apply(place, arguments[1], item)));
                    return;
                case ("Where", 2) when arguments[1] is not Value.Closure { Method.Parameters.Length: 2 }:
                    ForEach(place, arguments[0], item => When(place, Apply(place, arguments[1], item), () => action(item)));
                    return;
                case ("Concat", 2):
                    ForEach(place, arguments[0], action);
                    ForEach(place, arguments[1], action);
                    return;
                case ("Range", 2):
                    Iterate(place, arguments[1], i => action(Arithmetic(place, BinaryOperatorKind.Add, false, arguments[0], i, _known.Compilation.GetSpecialType(SpecialType.System_Int32))));
                    return;
                case ("Repeat", 2):
                    Iterate(place, arguments[1], _ => action(arguments[0]));
                    return;
            }
        }
        if (source is Value.Span or Value.Reference && LengthIsOpen(place, source))
        {
            Iterate(place, LengthOf(place, source), i => action(ElementOf(place, source is Value.Span span ? span.Of : (Value.Reference)source, [source is Value.Span part ? Shifted(place, i, part.Start) : i], check: false)));
            return;
        }
        foreach (Value item in Pull(place, source))
        {
            Step(place);
            action(item);
        }
    }

    private bool LengthIsOpen(IOperation place, Value source) => (source is Value.Span span ? _store[span.Of] : _store[(Value.Reference)source]) is Content.Numbers { Data.Rank: 1 }
        && LengthOf(place, source) is not Value.Constant { Data: <= MaxUnrolled };

    // An action where a condition holds.
    private void When(IOperation place, Value condition, Action action)
    {
        if (condition is Value.Constant { Data: bool known })
        {
            if (known)
            {
                action();
            }
            return;
        }
        Fork(place, Lift(place, condition), () => Did(action), () => At(0));
    }

    private Outcome Did(Action action)
    {
        action();
        return At(0);
    }

    private Value Conditional(IOperation place, Value condition, Func<Value> value, Value other)
    {
        Place.Cell cell = _store.NewCell(other);
        When(place, condition, () => _store.Write(cell.Id, value()));
        return _store.Read(cell);
    }

    private Value Fold(IOperation place, Value source, Value initial, Func<Value, Value, Value> step)
    {
        Place.Cell state = _store.NewCell(initial);
        ForEach(place, source, item => _store.Write(state.Id, step(_store.Read(state), item)));
        return _store.Read(state);
    }

    private Value Aggregate(IOperation place, Value source, Value? seed, Value function, ITypeSymbol result)
    {
        if (seed is null)
        {
            _ = result;
            Value? state = null;
            foreach (Value item in Pull(place, source))
            {
                state = state is null ? item : Apply(place, function, state, item);
            }
            return state ?? throw ThrowsA(place, "System.InvalidOperationException");
        }
        return Fold(place, source, seed, (a, b) => Apply(place, function, a, b));
    }

    // As .NET does: floats are added as doubles, integers are checked, and their average is that of a long sum.
    private Value Sum(IOperation place, IMethodSymbol method, Value source, Value? selector, ITypeSymbol result)
    {
        bool isAverage = method.Name == "Average";
        ITypeSymbol? element = selector is Value.Closure { Method.ReturnType: var returned } ? _frame.Types.Of(returned)
            : method.Parameters.Length > 0 && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [var item] } ? _frame.Types.Of(item)
            : method.ReducedFrom?.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [var first] } ? _frame.Types.Of(first) : result;
        SpecialType sum = element.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double => SpecialType.System_Double,
            SpecialType.System_Int32 when !isAverage => SpecialType.System_Int32,
            SpecialType.System_Int32 or SpecialType.System_Int64 => SpecialType.System_Int64,
            _ => throw Unsupported(place, $"'{method.Name}' of this type"),
        };
        ITypeSymbol within = _known.Compilation.GetSpecialType(sum);
        Place.Cell count = _store.NewCell(new Value.Constant(0));
        Value total = Fold(place, source, Default(within), (a, b) =>
        {
            Value added = ConvertNumber(place, selector is null ? b : Apply(place, selector, b), within, false);
            if (isAverage)
            {
                _store.Write(count.Id, StepNumber(place, _store.Read(count), true, false, _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
            }
            return Arithmetic(place, BinaryOperatorKind.Add, sum is SpecialType.System_Int32 or SpecialType.System_Int64, a, added, within);
        });
        if (isAverage)
        {
            RequireBetween(place, Arithmetic(place, BinaryOperatorKind.Subtract, false, _store.Read(count), new Value.Constant(1), _known.Compilation.GetSpecialType(SpecialType.System_Int32)), null);
            ITypeSymbol real = _known.Compilation.GetSpecialType(SpecialType.System_Double);
            total = Arithmetic(place, BinaryOperatorKind.Divide, false, ConvertNumber(place, total, real, false), ConvertNumber(place, _store.Read(count), real, false), real);
        }
        return ConvertNumber(place, total, result, false);
    }

    // NaN is the least of all: Min gives it where there is one, Max only where there is nothing else.
    private Value Extreme(IOperation place, bool isMax, Value source, Value? selector, ITypeSymbol result)
    {
        Place.Cell isFirst = _store.NewCell(Value.True);
        Value best = Fold(place, source, Default(result), (a, item) =>
        {
            Value b = selector is null ? item : Apply(place, selector, item);
            if (!IsNumber(b))
            {
                throw Unsupported(place, "this 'Min' or 'Max'");
            }
            bool isFloat = Lift(place, b).Dtype.IsFloat;
            Value better = Arithmetic(place, isMax ? BinaryOperatorKind.GreaterThan : BinaryOperatorKind.LessThan, false, b, a, null);
            better = isFloat ? Any(place, [better, isMax ? Arithmetic(place, BinaryOperatorKind.NotEquals, false, a, a, null) : Arithmetic(place, BinaryOperatorKind.NotEquals, false, b, b, null)]) : better;
            better = Any(place, [_store.Read(isFirst), better]);
            _store.Write(isFirst.Id, Fold(false));
            return better is Value.Constant { Data: bool known } ? known ? b : a
                : new Value.Scalar(Core(place, () => Erased.Lax.Select(Lift(place, better), As(place, Lift(place, b), Lift(place, b).Aval), As(place, Lift(place, a), Lift(place, b).Aval))));
        });
        Value empty = _store.Read(isFirst);
        if (empty is Value.Constant { Data: bool none })
        {
            return none ? throw ThrowsA(place, "System.InvalidOperationException") : best;
        }
        Require(place, Not(place, Lift(place, empty)), "the sequence is not empty");
        return best;
    }

    private Value Collected(IOperation place, Value source, IMethodSymbol method, bool isFixed)
    {
        ITypeSymbol element = method.TypeArguments.Length > 0 ? _frame.Types.Of(method.TypeArguments[0]) : _frame.Types.Of(((INamedTypeSymbol)method.ReturnType).TypeArguments[0]);
        if (isFixed && CountOf(place, source) is Value.Size count && KnownTypes.DTypeOf(element) is { } dtype)
        {
            Value.Reference made = _store.Allocate(new Content.Numbers(element, Core(place, () => Erased.Jnp.Zeros(dtype, Shape.Of([count.Dim])))));
            Place.Cell next = _store.NewCell(new Value.Constant(0));
            ForEach(place, source, item =>
            {
                WriteElementAt(place, made, _store.Read(next), item);
                _store.Write(next.Id, StepNumber(place, _store.Read(next), true, false, _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
            });
            return made;
        }
        return NewSequence(element, Items(place, source), isFixed);
    }

    private void WriteElementAt(IOperation place, Value.Reference array, Value index, Value value)
    {
        Content.Numbers numbers = (Content.Numbers)_store[array];
        NdArray element = Core(place, () => Erased.Lax.Reshape(As(place, Lift(place, value), Aval.Scalar(numbers.Data.Dtype)), Shape.Of([1])));
        _store[array] = numbers with { Data = Core(place, () => Erased.Lax.UpdateAt(numbers.Data, element, [Index(place, index)])) };
    }

    // The number of items where it is a dimension: of an array, and of what maps it one to one.
    private Value? CountOf(IOperation place, Value source) => source switch
    {
        Value.Span span => span.Length,
        Value.Reference reference => _store[reference] switch
        {
            Content.Numbers => LengthOf(place, source),
            Content.Query { Method.Name: "Select" or "AsEnumerable" } query => CountOf(place, query.Arguments[0]),
            Content.Query { Method.Name: "Range" or "Repeat" } query => query.Arguments[1],
            _ => null,
        },
        _ => null,
    };

    /// <summary>Runs an action so many times, with the index: in a loop of the traced program where the number is not known or large.</summary>
    private void Iterate(IOperation place, Value length, Action<Value> action)
    {
        if (length is Value.Constant { Data: int known } && known <= MaxUnrolled)
        {
            for (int i = 0; i < known; i++)
            {
                Step(place);
                action(new Value.Constant(i));
            }
            return;
        }
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        Place.Cell index = _store.NewCell(new Value.Constant(0));
        Store.Moment before = _store.Now;
        Scope scope = _frame.Scope;
        Carry carry = Fixpoint(before, scope, place, () =>
        {
            Value i = _store.Read(index);
            Narrow(i, null, RangeOf(length).High is { } high ? high - 1 : null);
            action(i);
            _store.Write(index.Id, Arithmetic(place, BinaryOperatorKind.Add, false, i, new Value.Constant(1), number));
            return At(0);
        }, () => true, null)!;
        JaxprTrace trace = new();
        NdArray holds = trace.Run(() =>
        {
            carry.Enter(this, trace);
            return Lift(place, Arithmetic(place, BinaryOperatorKind.LessThan, false, _store.Read(index), length, null));
        });
        _store.Restore(before);
        carry.Leave(this, trace, holds);
        _frame.Scope = scope;
    }
}
