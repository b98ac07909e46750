// Rules of while: forward derivative, batching, partial evaluation (forward mode alone can use it), and the refusal of reverse mode.
using System;
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
            WhileParts.Of(condition, parts.ConditionConsts, body, parts.BodyConsts + dotConsts),
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
            WhileParts.Of(Condition(batched).Jaxpr, parts.ConditionConsts, Body(batched).Jaxpr, parts.BodyConsts), ToFront(inputs, dims, after, size));
        return (results, Front(batched));

        BatchedJaxpr Condition(bool[] round) => BatchTransform.OfJaxpr(parts.Condition, size, [.. conditionDims, .. Front(round)], conditionBatched);

        BatchedJaxpr Body(bool[] round) => BatchTransform.OfJaxpr(parts.Body, size, [.. constDims, .. Front(round)], round);
    }

    // The loop over what is known runs by itself; the loop over everything runs again where an unknown part is wanted.
    internal static PartialEvalResult? WhilePartialEval(bool[] unknown, Equation equation)
    {
        WhileParts parts = new(equation.Params);
        (bool[] conditionConsts, bool[] consts, bool[] carry) = parts.Split(unknown);
        carry = Fixpoint(carry, round => Body(round, dropDead: false).UnknownOutputs);
        JaxprSplit condition = PartialEvalTransform.Split(parts.Condition, [.. conditionConsts, .. carry], dropDead: true);
        if (condition.UnknownOutputs[0] || carry.All(c => c))
        {
            return null;
        }
        JaxprSplit split = Body(carry, dropDead: true);
        (Var[] knownOutputs, _) = PartitionList(carry, equation.Outputs);
        // Residuals are of no use: the later loop computes everything.
        (Atom[] results, _) = SplitList(split.Known.Outputs, knownOutputs.Length);
        Jaxpr body = JaxprParts.Build(split.Known.ConstVars, split.Known.Consts, split.Known.InVars, JaxprParts.Live(split.Known.Equations, results), results);
        Equation known = new(
            equation.Primitive, PartitionList([.. conditionConsts, .. consts, .. carry], equation.Inputs).WhereFalse, knownOutputs,
            WhileParts.Of(condition.Known, Marked(Not(conditionConsts)), body, Marked(Not(consts))));
        Equation again = new(equation.Primitive, equation.Inputs, equation.Outputs.Select((o, i) => carry[i] ? o : new Var(o.Aval)).ToArray(), equation.Params);
        return new PartialEvalResult(known, again, carry);

        JaxprSplit Body(bool[] round, bool dropDead) => PartialEvalTransform.Split(parts.Body, [.. consts, .. round], round, dropDead);
    }

    internal static NdArray?[] WhileTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        throw new NotSupportedException(
            "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values. "
            + "Try using lax.scan, or using fori_loop with static start/stop.");
}
