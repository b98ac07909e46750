// Loops over the items of sequences and queries, and what folds them: sums, extremes, aggregates, collections.
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
    /// <summary>
    /// Runs an action on every item, in a loop of the traced program where their number is not known or large. With <paramref name="goesOn"/> only while that holds: then
    /// nothing of an item is computed that is not asked for.
    /// </summary>
    private void ForEach(IOperation place, Value source, Action<Value> action, Func<Value>? goesOn = null)
    {
        if (source is Value.Reference reference && _store[reference] is Content.Query query)
        {
            Value[] arguments = [.. query.Arguments];
            switch (query.Method.Name, arguments.Length)
            {
                case ("Select", 2) when arguments[1] is not Value.Closure { Method.Parameters.Length: 2 }:
                    ForEach(place, arguments[0], item => action(Apply(place, arguments[1], item)), goesOn);
                    return;
                case ("Where", 2) when arguments[1] is not Value.Closure { Method.Parameters.Length: 2 }:
                    ForEach(place, arguments[0], item => When(place, Apply(place, arguments[1], item), () => action(item)), goesOn);
                    return;
                case ("Concat", 2):
                    ForEach(place, arguments[0], action, goesOn);
                    ForEach(place, arguments[1], action, goesOn);
                    return;
                case ("Range", 2):
                    Iterate(place, arguments[1], i => Gated(Arithmetic(place, BinaryOperatorKind.Add, false, arguments[0], i, _known.Compilation.GetSpecialType(SpecialType.System_Int32))));
                    return;
                case ("Repeat", 2):
                    Iterate(place, arguments[1], _ => Gated(arguments[0]));
                    return;
            }
        }
        if (source is Value.Span or Value.Reference && LengthIsOpen(place, source))
        {
            Iterate(place, LengthOf(place, source), i => Gated(ElementOf(place, source is Value.Span span ? span.Of : (Value.Reference)source, [source is Value.Span part ? Shifted(place, i, part.Start) : i], check: false)));
            return;
        }
        using IEnumerator<Value> items = Pull(place, source).GetEnumerator();
        while (true)
        {
            Value open = goesOn?.Invoke() ?? Value.True;
            if (open is not Value.Constant)
            {
                RefuseEffects(place, source);
            }
            if (IsFalse(open) || !items.MoveNext())
            {
                return;
            }
            Step(place);
            When(place, open, () => action(items.Current));
        }

        void Gated(Value item) => When(place, goesOn?.Invoke() ?? Value.True, () => action(item));
    }

    // A search ends at the first item that decides it: where functions of the query write variables, the others are not computed.
    private Value Search(IOperation place, IMethodSymbol method, Value[] arguments, bool decides, Func<Value, Value> test)
    {
        if (!MayChange(new Content.Query(method, [.. arguments])))
        {
            return Fold(place, arguments[0], Fold(!decides), (found, item) => decides ? Any(place, [found, test(item)]) : And(place, found, test(item)));
        }
        Place.Cell found = _store.NewCell(Fold(!decides));
        ForEach(place, arguments[0], item => _store.Write(found.Id, test(item)), () => decides ? Not(place, _store.Read(found)) : _store.Read(found));
        return _store.Read(found);
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

    private Value Aggregate(IOperation place, Value source, Value? seed, Value function)
    {
        if (seed is null)
        {
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
        // An average begins with the first item, and not with a zero, unless it is that of an array or list: the sum of negative zeros is one.
        bool startsWithItem = isAverage && sum == SpecialType.System_Double && !(selector is null && source is Value.Reference held && _store[held] is Content.Sequence or Content.Numbers);
        Value total = Fold(place, source, startsWithItem ? new Value.Constant(-0.0) : Default(within), (a, b) =>
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
            return null;
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
