// Loops over the items of sequences and queries: unrolled where the items are known and few, else in a loop of the traced program.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>
    /// Runs an action on every item, in a loop of the traced program where their number is not known or large. With <paramref name="goesOn"/> only while that holds: then
    /// nothing of an item is computed that is not asked for.
    /// </summary>
    private void ForEach(IOperation place, Value source, Action<Value> action, Func<Value>? goesOn = null)
    {
        if (ViewOf(place, source) is { IsOpen: true } view)
        {
            Iterate(place, view.Count, i => When(place, goesOn?.Invoke() ?? Value.True, () => action(view.At(i))));
            return;
        }
        if (source is Value.Reference reference && _store[reference] is Content.Query query && ForEachPart(place, query, action, goesOn))
        {
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
    }

    // The parts of a query that give fewer or more items than they take. False for others.
    private bool ForEachPart(IOperation place, Content.Query query, Action<Value> action, Func<Value>? goesOn)
    {
        Value[] arguments = [.. query.Arguments];
        Value source = arguments[0];
        Value GoesOn() => goesOn?.Invoke() ?? Value.True;
        switch (query.Method.Name, arguments.Length)
        {
            case ("Select", 2):
                ForEach(place, source, Numbered(arguments[1], (item, mapped) => action(mapped)), goesOn);
                return true;
            case ("Where", 2):
                ForEach(place, source, Numbered(arguments[1], (item, holds) => When(place, holds, () => action(item))), goesOn);
                return true;
            case ("Concat", 2):
                ForEach(place, source, action, goesOn);
                ForEach(place, arguments[1], action, goesOn);
                return true;
            case ("DefaultIfEmpty", 1 or 2):
                Place.Cell isEmpty = _store.NewCell(Value.True);
                ForEach(place, source, item =>
                {
                    _store.Write(isEmpty.Id, Fold(false));
                    action(item);
                }, goesOn);
                When(place, And(place, _store.Read(isEmpty), GoesOn()), () => action(arguments.Length == 2 ? arguments[1] : Default(_frame.Types.Of(query.Method.TypeArguments[0]))));
                return true;
            case ("Append", 2):
                ForEach(place, source, action, goesOn);
                When(place, GoesOn(), () => action(arguments[1]));
                return true;
            case ("Prepend", 2):
                When(place, GoesOn(), () => action(arguments[1]));
                ForEach(place, source, action, goesOn);
                return true;
            case ("Take", 2) when arguments[1] is not Value.Range && IsOpen(place, source):
                Place.Cell taken = _store.NewCell(new Value.Constant(0));
                ForEach(place, source, item =>
                {
                    Increment(taken);
                    action(item);
                }, () => And(place, Less(_store.Read(taken), arguments[1]), GoesOn()));
                return true;
            case ("Skip", 2) when IsOpen(place, source):
                Place.Cell skipped = _store.NewCell(new Value.Constant(0));
                ForEach(place, source, item =>
                {
                    Value first = Less(_store.Read(skipped), arguments[1]);
                    Increment(skipped);
                    When(place, Not(place, first), () => action(item));
                }, goesOn);
                return true;
            case ("TakeWhile", 2) when IsOpen(place, source):
                Place.Cell takes = _store.NewCell(Value.True);
                ForEach(place, source, Numbered(arguments[1], (item, holds) =>
                {
                    _store.Write(takes.Id, holds);
                    When(place, holds, () => action(item));
                }), () => And(place, _store.Read(takes), GoesOn()));
                return true;
            case ("SkipWhile", 2) when IsOpen(place, source):
                Place.Cell skips = _store.NewCell(Value.True);
                ForEach(place, source, item =>
                {
                    When(place, _store.Read(skips), () => _store.Write(skips.Id, Apply(place, arguments[1], item)));
                    When(place, Not(place, _store.Read(skips)), () => action(item));
                }, goesOn);
                return true;
            default:
                return false;
        }

        // With the function's value of an item, and of its number where the function takes it.
        Action<Value> Numbered(Value function, Action<Value, Value> then)
        {
            if (function is not Value.Closure { Method.Parameters.Length: 2 })
            {
                return item => then(item, Apply(place, function, item));
            }
            Place.Cell number = _store.NewCell(new Value.Constant(0));
            return item =>
            {
                Value at = _store.Read(number);
                Increment(number);
                then(item, Apply(place, function, item, at));
            };
        }

        void Increment(Place.Cell cell) => _store.Write(cell.Id, StepNumber(place, _store.Read(cell), true, false, _known.Compilation.GetSpecialType(SpecialType.System_Int32)));

        Value Less(Value a, Value b) => Arithmetic(place, BinaryOperatorKind.LessThan, false, a, b, null);
    }

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
        ImmutableList<Value> held = _held;
        NdArray holds = trace.Run(() =>
        {
            carry.Enter(this, trace);
            return Lift(place, Arithmetic(place, BinaryOperatorKind.LessThan, false, _store.Read(index), length, null));
        });
        _store.Restore(before);
        _held = held;
        carry.Leave(this, trace, holds);
        _frame.Scope = scope;
    }
}
