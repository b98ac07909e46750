// Branches and loops from jaxprs that captured what they read: what the tracer of C# methods makes of if, switch, for, while.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using static SrcGenJit.Core.ControlFlow;
using static SrcGenJit.Core.Lists;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>
    /// One of several jaxprs without inputs, by an int32 index in range. An output that all hand on equally, the same captured value or an equal literal, needs no choice.
    /// </summary>
    internal static NdArray[] BranchOf(NdArray index, IReadOnlyList<Jaxpr> branches)
    {
        Literal?[] equal = branches[0].Outputs.Select((output, o) =>
            output is Literal literal && branches.All(b => b.Outputs[o] is Literal other && other.Value == literal.Value && other.Aval == literal.Aval) ? literal : null).ToArray();
        bool[] chosen = Not(IsPresent(equal));
        Queue<NdArray> results = new(Choose(
            index, branches.Select(b => new Jaxpr(b.ConstVars, b.InVars, b.Equations, WhereTrue(chosen, b.Outputs), b.Consts)).ToArray(), [], readOnly: true));
        return equal.Select(literal => literal is null ? results.Dequeue() : Tracing.ValueOf(literal)).ToArray();
    }

    /// <summary>
    /// The body while the condition holds; both take the carry. What never changes is a constant. What neither the condition, nor the other carries, nor the caller
    /// (<paramref name="used"/>; null: it reads all) needs is left out, and comes back as it was given. A loop that counts a number of steps known while building is a scan;
    /// another one says how many it takes at most, where what is known of integers outside (<paramref name="rangeOf"/>) gives a bound.
    /// </summary>
    internal static NdArray[] WhileOf(Jaxpr condition, Jaxpr body, IReadOnlyList<NdArray> carry, IReadOnlyList<bool>? used = null, Func<NdArray, IntegerRange>? rangeOf = null)
    {
        Closed test = Close(condition), step = Close(body);
        bool[] constant = Unchanged(step, carry);
        (NdArray[] moving, NdArray[] still) = PartitionList(constant, carry);
        test = test.WithConstant(constant, still, [true]);
        step = step.WithConstant(constant, still, Not(constant));
        bool[] wanted = used is null ? moving.Select(_ => true).ToArray() : PartitionList(constant, used).WhereFalse;

        LiveWhile live = LiveWhile.Of(new WhileParts(WhileParts.Of(test.Jaxpr, test.Consts.Count, step.Jaxpr, step.Consts.Count)), wanted);
        NdArray[] operands = WhereTrue(live.Inputs, (NdArray[])[.. test.Consts, .. step.Consts, .. moving]);
        (NdArray[] testConsts, NdArray[] stepConsts, NdArray[] kept) = live.Parts.Split(operands);
        test = new Closed(live.Parts.Condition, testConsts);
        step = new Closed(live.Parts.Body, stepConsts);
        NdArray[] last = LoopTrips.Exactly(test.Parts, step.Parts, kept) is { } steps
            ? BindScan(step, kept, [], steps).Carry
            : BindWhile(test, step, kept, LoopTrips.AtMost(test.Parts, step.Parts, kept, rangeOf));
        return MergeLists(constant, MergeLists(live.Carry, PartitionList(live.Carry, moving).WhereFalse, last), still);
    }

    /// <summary>True for a loop of jaxprs that counts a number of steps known while building: it ends whatever its other carries are.</summary>
    internal static bool Counts(Jaxpr condition, Jaxpr body, IReadOnlyList<NdArray> carry) => LoopTrips.Exactly(Close(condition).Parts, Close(body).Parts, carry) is not null;

    /// <summary>True for a loop of jaxprs of which a most number of steps is known.</summary>
    internal static bool IsBounded(Jaxpr condition, Jaxpr body, IReadOnlyList<NdArray> carry, Func<NdArray, IntegerRange> rangeOf) =>
        LoopTrips.AtMost(Close(condition).Parts, Close(body).Parts, carry, rangeOf) is not null;

    /// <summary>Bounds of the carries with which iterations begin, of a body whose last result is 0 where the loop goes on, and of which the first begins with <paramref name="start"/>.</summary>
    internal static IntegerRange[] RangesInLoop(Jaxpr body, IReadOnlyList<IntegerRange> start) => LoopTrips.Ranges(Close(body).Parts, start);

    // The carries that come back as they started: handed on, or set to what they are.
    private static bool[] Unchanged(Closed body, IReadOnlyList<NdArray> carry)
    {
        Dictionary<Atom, int> inputs = [];
        for (int i = 0; i < body.Jaxpr.InVars.Count; i++)
        {
            inputs[body.Jaxpr.InVars[i]] = i;
        }
        bool[] constant = carry.Select(_ => true).ToArray();
        while (true)
        {
            bool[] left = carry.Select((_, i) => constant[i] && IsStart(i)).ToArray();
            if (left.SequenceEqual(constant))
            {
                return constant;
            }
            constant = left;
        }

        bool IsStart(int i) => body.Jaxpr.Outputs[i] switch
        {
            Literal literal => Same(Tracing.ValueOf(literal), carry[i]),
            var output when inputs.TryGetValue(output, out int at) && at - body.Consts.Count is var from =>
                from == i || (from < 0 ? Same(body.Consts[at], carry[i]) : constant[from] && Same(carry[from], carry[i])),
            _ => false,
        };
    }

    private static bool Same(NdArray left, NdArray right) => ReferenceEquals(left, right) || (left.Aval.SameType(right.Aval)
        && (left.Variable is { } variable ? ReferenceEquals(variable, right.Variable)
            : left.Data is { } data ? ReferenceEquals(data, right.Data)
            : left.Constant is { } number && right.Constant is { } other && number.AsElement() == other.AsElement()));
}
