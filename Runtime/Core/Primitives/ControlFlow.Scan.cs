// Rules of scan: forward derivative and batching.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Lists;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static (NdArray[] Primals, NdArray?[] Tangents) ScanJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        ScanParts parts = new(parameters);
        (NdArray[] consts, NdArray[] carry, NdArray[] xs) = parts.Split(primals);
        (NdArray?[] constTangents, NdArray?[] carryTangents, NdArray?[] xTangents) = parts.Split(tangents);
        bool[] constsNonzero = IsPresent(constTangents), xsNonzero = IsPresent(xTangents);
        bool[] carryNonzero = Fixpoint(IsPresent(carryTangents), nonzero => parts.SplitResults(Jvp(nonzero).Nonzero).Carry);
        JvpJaxpr jvp = Jvp(carryNonzero);

        int dotConsts = Marked(constsNonzero), dotCarries = Marked(carryNonzero);
        (Var[] primalVars, Var[] tangentVars) = SplitList(jvp.Jaxpr.InVars, parts.Jaxpr.InVars.Count);
        (Var[] c, Var[] k, Var[] x) = parts.Split(primalVars);
        (Var[] cDot, Var[] kDot, Var[] xDot) = SplitList(tangentVars, dotConsts, dotCarries);
        (Atom[] primalOutputs, Atom[] tangentOutputs) = SplitList(jvp.Jaxpr.Outputs, parts.Jaxpr.Outputs.Count);
        (Atom[] kNext, Atom[] y) = parts.SplitResults(primalOutputs);
        (Atom[] kDotNext, Atom[] yDot) = SplitList(tangentOutputs, dotCarries);
        Jaxpr body = Rearrange(jvp.Jaxpr, [.. c, .. cDot, .. k, .. kDot, .. x, .. xDot], [.. kNext, .. kDotNext, .. y, .. yDot]);

        NdArray[] results = self.Bind(
            parts.With(body, parts.Consts + dotConsts, parts.Carries + dotCarries),
            [.. consts, .. Present(constTangents), .. carry, .. CarryTangents(carryNonzero, carry, carryTangents), .. xs, .. Present(xTangents)]);
        (NdArray[] last, NdArray[] lastDot, NdArray[] stacked) = SplitList(results, parts.Carries, dotCarries);
        (NdArray[] ys, NdArray[] ysDot) = SplitList(stacked, parts.Ys);
        return ([.. last, .. ys], SpreadList(jvp.Nonzero, (NdArray[])[.. lastDot, .. ysDot]));

        JvpJaxpr Jvp(bool[] nonzero) => JvpTransform.OfJaxpr(parts.Jaxpr, [.. constsNonzero, .. nonzero, .. xsNonzero], [.. nonzero, .. parts.NoYs]);
    }

    internal static (NdArray[] Outputs, int?[] Dims) ScanBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        ScanParts parts = new(parameters);
        (NdArray[] consts, NdArray[] carry, NdArray[] xs) = parts.Split(inputs);
        (int?[] constDims, int?[] carryDims, int?[] xDims) = parts.Split(dims);
        bool[] carryBatched = Fixpoint(IsBatched(carryDims), batched => parts.SplitResults(IsBatched(Batch(batched).Dims)).Carry);
        BatchedJaxpr body = Batch(carryBatched);
        NdArray[] results = self.Bind(
            parts.With(body.Jaxpr, parts.Consts, parts.Carries),
            [
                .. ToFront(consts, constDims, constDims, size), .. ToFront(carry, carryDims, Front(carryBatched), size),
                .. xs.Select((x, i) => xDims[i] is { } axis ? MoveAxis(x, axis, 1) : x),
            ]);
        // The steps come first, then the batch.
        (int?[] last, int?[] ys) = parts.SplitResults(body.Dims);
        return (results, [.. last, .. ys.Select(d => d is null ? null : (int?)1)]);

        BatchedJaxpr Batch(bool[] batched) =>
            BatchTransform.OfJaxpr(parts.Jaxpr, size, [.. InFront(constDims), .. Front(batched), .. InFront(xDims)], [.. batched, .. parts.NoYs]);
    }

    private static int?[] Front(bool[] batched) => System.Array.ConvertAll(batched, b => b ? 0 : (int?)null);
}
