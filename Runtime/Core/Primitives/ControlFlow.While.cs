// Rules of while: forward derivative and batching.
using System.Linq;
using static SrcGenJit.Core.Lists;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static (NdArray[] Primals, NdArray?[] Tangents) WhileJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        WhileParts parts = new(parameters);
        (NdArray[] conditionConsts, NdArray[] consts, NdArray[] carry) = parts.Split(primals);
        (_, NdArray?[] constTangents, NdArray?[] carryTangents) = parts.Split(tangents);
        bool[] constsNonzero = IsPresent(constTangents);
        bool[] carryNonzero = Fixpoint(IsPresent(carryTangents), nonzero => Jvp(nonzero).Nonzero);
        JvpJaxpr jvp = Jvp(carryNonzero);

        int dotConsts = Marked(constsNonzero);
        (Var[] primalVars, Var[] tangentVars) = SplitList(jvp.Jaxpr.InVars, parts.Body.InVars.Count);
        (Var[] c, Var[] k) = SplitList(primalVars, parts.BodyConsts);
        (Var[] cDot, Var[] kDot) = SplitList(tangentVars, dotConsts);
        Jaxpr body = Rearrange(jvp.Jaxpr, [.. c, .. cDot, .. k, .. kDot], [.. jvp.Jaxpr.Outputs]);
        Jaxpr condition = Rearrange(parts.Condition, [.. parts.Condition.InVars, .. kDot.Select(v => new Var(v.Aval))], [.. parts.Condition.Outputs]);

        NdArray[] results = self.Bind(
            parts.With(condition, parts.ConditionConsts, body, parts.BodyConsts + dotConsts),
            [.. conditionConsts, .. consts, .. Present(constTangents), .. carry, .. CarryTangents(carryNonzero, carry, carryTangents)]);
        (NdArray[] last, NdArray[] lastDot) = SplitList(results, carry.Length);
        return (last, SpreadList(carryNonzero, lastDot));

        JvpJaxpr Jvp(bool[] nonzero) => JvpTransform.OfJaxpr(parts.Body, [.. constsNonzero, .. nonzero], nonzero);
    }

    // With a predicate an example (JAX's form): the condition gives a batch of bools, the loop runs while any is true, and finished examples keep their values.
    internal static (NdArray[] Outputs, int?[] Dims) WhileBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        WhileParts parts = new(parameters);
        (int?[] conditionDims, int?[] constDims, int?[] carryDims) = parts.Split(InFront(dims));
        bool[] conditionBatched = [parts.Condition.Outputs[0].Aval.Rank > 0];
        bool[] batched = Fixpoint(IsBatched(carryDims), round => Condition(round).Dims[0] is null ? IsBatched(Body(round).Dims) : round.Select(_ => true).ToArray());
        int?[] after = [.. conditionDims, .. constDims, .. Front(batched)];
        NdArray[] results = self.Bind(
            parts.With(Condition(batched).Jaxpr, parts.ConditionConsts, Body(batched).Jaxpr, parts.BodyConsts), ToFront(inputs, dims, after, size));
        return (results, Front(batched));

        BatchedJaxpr Condition(bool[] round) => BatchTransform.OfJaxpr(parts.Condition, size, [.. conditionDims, .. Front(round)], conditionBatched);

        BatchedJaxpr Body(bool[] round) => BatchTransform.OfJaxpr(parts.Body, size, [.. constDims, .. Front(round)], round);
    }
}
