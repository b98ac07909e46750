// How many steps a loop takes: exactly, or at most, where integers that it counts up or down, or halves, say so before it begins.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

/// <summary>The number of steps of one loop.</summary>
internal sealed class LoopTrips
{
    // More steps than anybody keeps records of.
    private const long MostSteps = 1 << 26;

    private readonly LoopRegion _body;
    private readonly IReadOnlyList<NdArray> _carry;
    private readonly Func<NdArray, IntegerRange> _rangeOf;
    private readonly LoopFacts _before = new(), _after = new();
    private readonly bool _starts;

    // Condition and body are jaxprs of their constants, then the carry.
    private LoopTrips((Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts) condition, (Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts) body, IReadOnlyList<NdArray> carry, Func<NdArray, IntegerRange> rangeOf)
    {
        (_carry, _rangeOf) = (carry, rangeOf);
        _body = new LoopRegion(body.Jaxpr, body.Consts);
        LoopRegion test = new(condition.Jaxpr, condition.Consts);
        Consistent = _before.Assume(test, test.Outputs[0], 1);
        // What a carry has to be for the next step is what the body has to give for it.
        _starts = true;
        foreach ((int at, long value) in _before.Equalities)
        {
            _starts &= ValueOf(carry[at]) == value;
            Consistent = Consistent && _after.Assume(_body, _body.Outputs[at], value);
        }
    }

    private bool Consistent { get; }

    /// <summary>The number of steps, where it is known and no counter can wrap around.</summary>
    public static Dim? Exactly((Jaxpr, IReadOnlyList<NdArray>) condition, (Jaxpr, IReadOnlyList<NdArray>) body, IReadOnlyList<NdArray> carry) =>
        Try(() => new LoopTrips(condition, body, carry, value => IntegerRange.Of(KnownIntegers.Of(value))).Exact());

    /// <summary>The most steps there can be, where a bound is known and no counter can wrap around.</summary>
    public static Dim? AtMost((Jaxpr, IReadOnlyList<NdArray>) condition, (Jaxpr, IReadOnlyList<NdArray>) body, IReadOnlyList<NdArray> carry, Func<NdArray, IntegerRange>? rangeOf) =>
        Try(() => new LoopTrips(condition, body, carry, value => KnownIntegers.Of(value) is { } known ? IntegerRange.Of(known) : rangeOf?.Invoke(value) ?? default).Most());

    /// <summary>Bounds of what iterations begin with, of the first so many carries, where nothing wraps around; the loop goes on where the last result of the body is 0.</summary>
    public static IntegerRange[] Ranges((Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts) body, IReadOnlyList<IntegerRange> start)
    {
        LoopTrips trips = new(body);
        return start.Select((range, c) =>
        {
            try
            {
                return trips.Consistent ? trips.RangeInside(c, range) : default;
            }
            catch (OverflowException)
            {
                return default;
            }
        }).ToArray();
    }

    private LoopTrips((Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts) body)
    {
        (_carry, _rangeOf) = ([], value => IntegerRange.Of(KnownIntegers.Of(value)));
        _body = new LoopRegion(body.Jaxpr, body.Consts);
        Consistent = _after.Assume(_body, _body.Outputs[_body.Outputs.Count - 1], 0);
    }

    // A counter is between what it begins with and what the test lets pass, one step further.
    private IntegerRange RangeInside(int counter, IntegerRange start)
    {
        if (_body.Outputs[counter].Aval is not { Rank: 0, DType: { IsInteger: true } dtype } || StrideOf(_body, _body.Outputs[counter], counter) is not var (least, most) || (least < 0 && most > 0))
        {
            return default;
        }
        foreach (LoopFacts.Comparison fact in _after.Comparisons)
        {
            foreach ((Atom compared, Order order, Atom limit) in new[] { (fact.Left, fact.Order, fact.Right), (fact.Right, Mirrored(fact.Order), fact.Left) })
            {
                if (CounterOf(fact.Region, compared) is not var (carry, offset) || carry != counter || RangeOf(fact.Region, limit) is not { } bound)
                {
                    continue;
                }
                if (least >= 0 && order is (Order.Less or Order.LessOrEqual) && start.Low is { } low && start.High is { } above && bound.High is { } high)
                {
                    Dim end = Dim.Max(above, high - (order == Order.Less ? 1 : 0) - offset + most);
                    return KnownIntegers.Fits(end, dtype) && KnownIntegers.Fits(end + offset, dtype) && KnownIntegers.Fits(low + offset, dtype) ? new IntegerRange(low, end) : default;
                }
                if (most <= 0 && order is (Order.Greater or Order.GreaterOrEqual) && start.High is { } top && start.Low is { } below && bound.Low is { } last)
                {
                    Dim end = Dim.Min(below, last + (order == Order.Greater ? 1 : 0) - offset + least);
                    return KnownIntegers.Fits(end, dtype) && KnownIntegers.Fits(end + offset, dtype) && KnownIntegers.Fits(top + offset, dtype) ? new IntegerRange(end, top) : default;
                }
            }
        }
        return default;
    }

    private static Dim? Try(Func<Dim?> count)
    {
        try
        {
            return count();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Dim? Exact()
    {
        // What the body asks of a carry besides may end the loop before.
        if (!Consistent || !_before.AreAll || !_after.AreAll || _after.Equalities.Count > 0)
        {
            return null;
        }
        return (_before.Comparisons, _after.Comparisons, _before.Equalities.Count) switch
        {
            ([var fact], [], 0) => Steps(fact, exact: true),
            // It has begun when the body says whether it goes on.
            ([], [var fact], > 0) when _starts && Steps(fact, exact: true) is { } more => more + 1,
            _ => null,
        };
    }

    private Dim? Most()
    {
        if (!Consistent)
        {
            return null;
        }
        Dim[] bounds = [.. _before.Comparisons.Select(f => Steps(f, exact: false)).Concat(_after.Comparisons.Select(f => Steps(f, exact: false) is { } more ? more + 1 : null)).OfType<Dim>()];
        return bounds.Where(b => b.IsConstant).OrderBy(b => b.Value).Concat(bounds.Where(b => !b.IsConstant)).FirstOrDefault() is { } least && (!least.IsConstant || least.Value <= MostSteps) ? least : null;
    }

    // The steps for which a comparison holds, one after the other.
    private Dim? Steps(LoopFacts.Comparison fact, bool exact) =>
        Steps(fact.Region, fact.Left, fact.Order, fact.Right, exact) ?? Steps(fact.Region, fact.Right, Mirrored(fact.Order), fact.Left, exact);

    private Dim? Steps(LoopRegion region, Atom compared, Order order, Atom limit, bool exact)
    {
        if (CounterOf(region, compared) is not var (counter, offset) || RangeOf(region, limit) is not { } bound || (exact && (bound.Low is null || !Equals(bound.Low, bound.High))))
        {
            return null;
        }
        DType dtype = _carry[counter].Dtype;
        bool upwards = order is Order.Less or Order.LessOrEqual;
        if (!exact && offset == 0 && Halves(counter, out bool towardsZero)
            && (order is Order.Greater && bound.Low?.IsAtLeast(0) == true || order is Order.GreaterOrEqual && bound.Low?.IsAtLeast(1) == true
                || order is Order.NotEqual && towardsZero && bound.Low is { IsConstant: true, Value: 0 } && bound.High is { IsConstant: true, Value: 0 }))
        {
            return dtype.ItemSize * 8;
        }
        if (StrideOf(_body, _body.Outputs[counter], counter) is not var (least, most) || (exact && least != most))
        {
            return null;
        }
        IntegerRange start = _rangeOf(_carry[counter]);
        if (order == Order.NotEqual)
        {
            // Only where the counter is known to meet the bound.
            return least == most && least != 0 && start.Low is { } here && Equals(here, start.High) && bound.Low is { } there && Equals(there, bound.High)
                && (least > 0 ? there - here - offset : here + offset - there) is var way && way.IsAtLeast(0) && Dim.Mod(way, Math.Abs(least)) == 0
                ? Dim.FloorDiv(way, Math.Abs(least))
                : null;
        }
        if ((upwards ? start.Low : start.High) is not { } first || (upwards ? bound.High : bound.Low) is not { } last || (exact && !Equals(start.Low, start.High)) || (upwards ? least <= 0 : most >= 0))
        {
            return null;
        }
        // The first value with which the loop does not go on is at most one stride past the bound.
        long size = upwards ? least : -most, furthest = upwards ? most : least;
        Dim from = first + offset;
        Dim span = (upwards ? last - from : from - last) + (order is Order.LessOrEqual or Order.GreaterOrEqual ? 1 : 0);
        Dim steps = Dim.Max(0, Dim.FloorDiv(span + (size - 1), size));
        Dim end = least == most && steps.IsConstant ? from + steps * least : last + furthest;
        return KnownIntegers.Fits(from, dtype) && KnownIntegers.Fits(end, dtype) && KnownIntegers.Fits(end - offset, dtype) ? steps : null;
    }

    private static Order Mirrored(Order order) => order switch
    {
        Order.Less => Order.Greater,
        Order.LessOrEqual => Order.GreaterOrEqual,
        Order.Greater => Order.Less,
        Order.GreaterOrEqual => Order.LessOrEqual,
        _ => order,
    };

    // A carry, also converted to a type that holds all its values, and what is added to it.
    private (int Carry, long Offset)? CounterOf(LoopRegion region, Atom atom)
    {
        long offset = 0;
        while (true)
        {
            if (region.CarryOf(atom) is { } carry)
            {
                return atom.Aval is { Rank: 0, DType.IsInteger: true } ? (carry, offset) : null;
            }
            if (region.Outside(atom) is { } outside)
            {
                (region, atom) = outside;
            }
            else if (region.DefinitionOf(atom) is not { } equation)
            {
                return null;
            }
            else if (equation.Primitive == Prims.ConvertElementType && offset == 0 && KnownIntegers.Holds(atom.Aval.DType, equation.Inputs[0].Aval.DType))
            {
                atom = equation.Inputs[0];
            }
            else if (Step(region, equation) is var (before, step))
            {
                offset = checked(offset + step);
                atom = before;
            }
            else if (LoopFacts.Choices(region, equation, atom) is { } choices && LoopFacts.ValueOf(region, equation.Inputs[0]) is { } chosen && chosen >= 0 && chosen < choices.Count)
            {
                (region, atom) = choices[(int)chosen];
            }
            else
            {
                return null;
            }
        }
    }

    // The least and the most that the body adds to a carry when the loop goes on.
    private (long Least, long Most)? StrideOf(LoopRegion region, Atom atom, int carry, int depth = 0)
    {
        if (region.CarryOf(atom) is { } same)
        {
            return same == carry ? (0, 0) : null;
        }
        if (depth > 32)
        {
            return null;
        }
        if (region.Outside(atom) is { } outside)
        {
            return StrideOf(outside.Region, outside.Atom, carry, depth + 1);
        }
        if (region.DefinitionOf(atom) is not { } equation)
        {
            return null;
        }
        if (Step(region, equation) is var (before, step))
        {
            return StrideOf(region, before, carry, depth + 1) is var (least, most) ? checked((least + step, most + step)) : null;
        }
        if (LoopFacts.Choices(region, equation, atom) is not { } choices)
        {
            return null;
        }
        (long Least, long Most)? all = null;
        foreach ((LoopRegion Region, Atom Atom) choice in LoopFacts.ValueOf(region, equation.Inputs[0]) is { } chosen && chosen >= 0 && chosen < choices.Count ? [choices[(int)chosen]] : choices)
        {
            if (StrideOf(choice.Region, choice.Atom, carry, depth + 1) is not var (least, most))
            {
                return null;
            }
            all = all is var (low, high) ? (Math.Min(low, least), Math.Max(high, most)) : (least, most);
        }
        return all;
    }

    // What is added to an atom, as a constant.
    private (Atom Before, long Step)? Step(LoopRegion region, Equation equation)
    {
        if (equation.Inputs is not [var left, var right] || (equation.Primitive != Prims.Add && equation.Primitive != Prims.Sub))
        {
            return null;
        }
        return Constant(right) is { } step ? (left, equation.Primitive == Prims.Add ? step : -step)
            : equation.Primitive == Prims.Add && Constant(left) is { } other ? (right, other)
            : null;

        long? Constant(Atom atom) => RangeOf(region, atom) is { Low: { IsConstant: true } low, High: { IsConstant: true } high } && low.Value == high.Value ? low.Value : null;
    }

    // Whether the body makes a carry half of what it was, or less.
    private bool Halves(int carry, out bool towardsZero)
    {
        towardsZero = false;
        if (_body.DefinitionOf(_body.Outputs[carry]) is not { Inputs: [var before, Literal { Value.Bits: > 0 and var by }] } equation || _body.CarryOf(before) != carry)
        {
            return false;
        }
        towardsZero = equation.Primitive == Prims.Div && by > 1 || equation.Primitive == Prims.ShiftRightLogical;
        return towardsZero || equation.Primitive == Prims.ShiftRightArithmetic;
    }

    // What is known of an integer that is the same in every step.
    private IntegerRange? RangeOf(LoopRegion region, Atom atom, int depth = 0)
    {
        if (atom.Aval is not { Rank: 0, DType.IsInteger: true } || depth > 16)
        {
            return null;
        }
        if (atom is Literal literal)
        {
            return IntegerRange.Of(KnownIntegers.Of(Core.Tracing.ValueOf(literal)));
        }
        if (region.ConstOf(atom) is { } value)
        {
            return _rangeOf(value);
        }
        if (region.Outside(atom) is { } outside)
        {
            return RangeOf(outside.Region, outside.Atom, depth + 1);
        }
        if (region.DefinitionOf(atom) is not { } equation)
        {
            return null;
        }
        if (equation.Primitive == Prims.DimAsValue)
        {
            return IntegerRange.Of(equation.Params.Dim("dim"));
        }
        IntegerRange?[] operands = [.. equation.Inputs.Select(i => RangeOf(region, i, depth + 1))];
        return operands.All(o => o is not null) && KnownIntegers.Evaluate(equation.Primitive, [.. operands.Select(o => o!.Value)]) is var result
            && (result.Low is null || KnownIntegers.Fits(result.Low, atom.Aval.DType)) && (result.High is null || KnownIntegers.Fits(result.High, atom.Aval.DType)) ? result : null;
    }

    private static long? ValueOf(NdArray value) => value.Dtype.IsBool ? value.Constant?.Bits : KnownIntegers.Of(value) is { IsConstant: true } known ? known.Value : null;
}
