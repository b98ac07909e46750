// A while whose condition is an array (a batch of loops): it runs while any is true, and the finished ones keep their values.
using System.Linq;

namespace SrcGenJit.Core;

internal static class BatchedWhile
{
    /// <summary>The condition, with one bool as its result: whether any goes on.</summary>
    public static Jaxpr Condition(Jaxpr condition) => Tracing.MakeJaxpr(
        inputs =>
        {
            NdArray goesOn = Tracing.EvalJaxpr(condition, inputs)[0];
            return [Erased.Lax.ReduceOr(goesOn, Enumerable.Range(0, goesOn.Rank).ToArray())];
        },
        condition.InAvals());

    /// <summary>The body of inputs: the condition's constants, the body's constants, the carries.</summary>
    public static Jaxpr Body(Jaxpr condition, int conditionConsts, Jaxpr body, int bodyConsts)
    {
        Aval[] avals = [.. condition.InAvals().Take(conditionConsts), .. body.InAvals()];
        return Tracing.MakeJaxpr(
            inputs =>
            {
                NdArray[] carry = inputs.Skip(conditionConsts + bodyConsts).ToArray();
                NdArray goesOn = Tracing.EvalJaxpr(condition, [.. inputs.Take(conditionConsts), .. carry])[0];
                NdArray[] next = Tracing.EvalJaxpr(body, inputs.Skip(conditionConsts).ToArray());
                return next.Select((after, i) => Keep(goesOn, carry[i], after)).ToArray();
            },
            avals);
    }

    private static NdArray Keep(NdArray goesOn, NdArray before, NdArray after) =>
        Erased.Lax.SelectN(Erased.Lax.BroadcastInDim(goesOn, after.Shape, Enumerable.Range(0, goesOn.Rank).ToArray()), before, after);
}
