// Loops that count: while (i < n) of an integer that goes up or down by a constant, between bounds known while building, is so many steps.
using System;
using System.Collections.Generic;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    private enum Order { Less, LessOrEqual, Greater, GreaterOrEqual, NotEqual }

    /// <summary>The number of steps of a loop where it is known, constant or symbolic, and the counter cannot wrap around.</summary>
    private static Dim? StepsOf(Closed condition, Closed body, IReadOnlyList<NdArray> carry)
    {
        try
        {
            KnownIntegers here = new(condition.Jaxpr, condition.Consts), inside = new(body.Jaxpr, body.Consts);
            return ComparisonOf(condition, here) is { } test
                && KnownIntegers.Of(carry[test.Counter]) is { } start
                && StrideOf(body, test.Counter, inside) is { } stride
                ? Steps(test.Order, start, test.Bound, stride, carry[test.Counter].Dtype)
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // The carry that the condition compares, on the left, and the bound on the right.
    private static (int Counter, Order Order, Dim Bound)? ComparisonOf(Closed condition, KnownIntegers known)
    {
        Atom result = condition.Jaxpr.Outputs[0];
        bool negated = false;
        while (known.DefinitionOf(result) is { } equation)
        {
            if (equation.Primitive == Prims.Not)
            {
                (result, negated) = (equation.Inputs[0], !negated);
                continue;
            }
            if (equation.Inputs.Count != 2 || OrderOf(equation.Primitive, negated) is not { } order)
            {
                return null;
            }
            (Atom left, Atom right) = (equation.Inputs[0], equation.Inputs[1]);
            return Counter(left) is { } i && known.Read(right) is { } high ? (i, order, high)
                : Counter(right) is { } j && known.Read(left) is { } low ? (j, Mirrored(order), low)
                : null;
        }
        return null;

        // A carry, also converted to a type that holds all its values.
        int? Counter(Atom atom)
        {
            while (known.DefinitionOf(atom) is { } equation)
            {
                if (equation.Primitive != Prims.ConvertElementType || !KnownIntegers.Holds(atom.Aval.DType, equation.Inputs[0].Aval.DType))
                {
                    return null;
                }
                atom = equation.Inputs[0];
            }
            for (int i = condition.Consts.Count; i < condition.Jaxpr.InVars.Count; i++)
            {
                if (ReferenceEquals(condition.Jaxpr.InVars[i], atom))
                {
                    return atom.Aval is { Rank: 0, DType.IsInteger: true } ? i - condition.Consts.Count : null;
                }
            }
            return null;
        }
    }

    private static Order? OrderOf(Primitive primitive, bool negated) =>
        primitive == Prims.Lt ? negated ? Order.GreaterOrEqual : Order.Less
        : primitive == Prims.Le ? negated ? Order.Greater : Order.LessOrEqual
        : primitive == Prims.Gt ? negated ? Order.LessOrEqual : Order.Greater
        : primitive == Prims.Ge ? negated ? Order.Less : Order.GreaterOrEqual
        : primitive == (negated ? Prims.Eq : Prims.Ne) ? Order.NotEqual
        : null;

    private static Order Mirrored(Order order) => order switch
    {
        Order.Less => Order.Greater,
        Order.LessOrEqual => Order.GreaterOrEqual,
        Order.Greater => Order.Less,
        Order.GreaterOrEqual => Order.LessOrEqual,
        _ => order,
    };

    // What the body adds to the counter.
    private static long? StrideOf(Closed body, int counter, KnownIntegers known)
    {
        Atom before = body.Jaxpr.InVars[body.Consts.Count + counter];
        if (known.DefinitionOf(body.Jaxpr.Outputs[counter]) is not { Inputs: [var left, var right] } equation)
        {
            return null;
        }
        return equation.Primitive == Prims.Add && ReferenceEquals(left, before) ? Constant(right)
            : equation.Primitive == Prims.Add && ReferenceEquals(right, before) ? Constant(left)
            : equation.Primitive == Prims.Sub && ReferenceEquals(left, before) ? -Constant(right)
            : null;

        long? Constant(Atom atom) => known.Read(atom) is { IsConstant: true } step ? step.Value : null;
    }

    private static Dim? Steps(Order order, Dim start, Dim bound, long stride, DType dtype)
    {
        if (order == Order.NotEqual)
        {
            // Only where the counter is known to meet the bound.
            Dim way = stride > 0 ? bound - start : start - bound;
            return stride != 0 && way.IsAtLeast(0) && Dim.Mod(way, Math.Abs(stride)) == 0 ? Dim.FloorDiv(way, Math.Abs(stride)) : null;
        }
        bool upwards = order is Order.Less or Order.LessOrEqual;
        if (upwards ? stride <= 0 : stride >= 0)
        {
            return null;
        }
        // The first value with which the loop does not go on is at most one stride past the bound.
        long size = Math.Abs(stride);
        Dim span = (upwards ? bound - start : start - bound) + (order is Order.LessOrEqual or Order.GreaterOrEqual ? 1 : 0);
        Dim steps = Dim.Max(0, Dim.FloorDiv(span + (size - 1), size));
        Dim last = steps.IsConstant ? start + steps * stride : bound + (upwards ? size : -size);
        return KnownIntegers.Fits(last, dtype) ? steps : null;
    }
}
