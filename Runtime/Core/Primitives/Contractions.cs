// The general matrix product, and its dimension numbers.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

/// <summary>Which axes <c>dot_general</c> contracts, pairwise, and which it keeps in front of the result, pairwise.</summary>
internal sealed record DotDims(int[] LhsContracting, int[] RhsContracting, int[] LhsBatch, int[] RhsBatch)
{
    public static DotDims Of(Params parameters)
    {
        PyTuple numbers = parameters.Tuple("dimension_numbers");
        return new DotDims(Ints(0, 0), Ints(0, 1), Ints(1, 0), Ints(1, 1));

        int[] Ints(int group, int side) => ((PyTuple)((PyTuple)numbers.Items[group]!).Items[side]!).Items.Select(i => (int)(Dim)i!).ToArray();
    }

    public PyTuple ToParam() => PyTuple.Of(
    [
        PyTuple.Of([PyTuple.ListOfInts(LhsContracting), PyTuple.ListOfInts(RhsContracting)]),
        PyTuple.Of([PyTuple.ListOfInts(LhsBatch), PyTuple.ListOfInts(RhsBatch)]),
    ]);

    /// <summary>Axes of the left operand that are neither contracted nor batched, in order.</summary>
    public int[] LhsKept(int rank) => Axes.Without(rank, [.. LhsContracting, .. LhsBatch]);

    public int[] RhsKept(int rank) => Axes.Without(rank, [.. RhsContracting, .. RhsBatch]);

    public DotDims Swap() => new(RhsContracting, LhsContracting, RhsBatch, LhsBatch);
}

internal static partial class Prims
{
    public static readonly Primitive DotGeneral = new("dot_general")
    {
        Shape = Contractions.Shapes,
        Jvp = Jvp((g, y, x, q) => DotGeneral!.Bind(q, g, x[1])[0], (g, y, x, q) => DotGeneral!.Bind(q, x[0], g)[0]),
        Transpose = Contractions.DotTranspose,
        Batch = Contractions.DotBatch,
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Dot(),
        Parameters = Schema.Of(
            Parameter.Required("dimension_numbers", ParamKind.Tuple), Parameter.Optional("precision", ParamKind.Any, null),
            Parameter.Optional("preferred_element_type", ParamKind.DType, null), Parameter.Optional("out_sharding", ParamKind.Any, null)),
    };
}

internal static class Contractions
{
    /// <summary>The parameters beside the dimension numbers; those that are None are left out.</summary>
    public static Params Options(DType? preferredElementType) => preferredElementType is null ? Params.Empty : Params.Of(("preferred_element_type", preferredElementType));

    public static Aval[] Shapes(Primitive self, Aval[] inputs, Params parameters)
    {
        DotDims dims = DotDims.Of(parameters);
        Aval lhs = inputs[0], rhs = inputs[1];
        CheckSide("lhs", lhs.Rank, dims.LhsContracting, dims.LhsBatch);
        CheckSide("rhs", rhs.Rank, dims.RhsContracting, dims.RhsBatch);
        if (dims.LhsBatch.Length != dims.RhsBatch.Length)
        {
            throw new ShapeException(
                "dot_general requires equal numbers of lhs_batch and rhs_batch dimensions, "
                + $"got lhs_batch {Axes.Text(dims.LhsBatch)} and rhs_batch {Axes.Text(dims.RhsBatch)}.");
        }
        Shape batch = Pick(lhs, dims.LhsBatch), rhsBatch = Pick(rhs, dims.RhsBatch);
        if (!batch.Agrees(rhsBatch))
        {
            throw new ShapeException($"dot_general requires lhs batch dimensions and rhs batch dimensions to have the same shape, got {batch} and {rhsBatch}.");
        }
        Shape contracted = Pick(lhs, dims.LhsContracting), rhsContracted = Pick(rhs, dims.RhsContracting);
        if (!contracted.Agrees(rhsContracted))
        {
            throw new ShapeException($"dot_general requires contracting dimensions to have the same shape, got {contracted} and {rhsContracted}.");
        }
        Shape shape = Shape.Of(batch.Concat(Pick(lhs, dims.LhsKept(lhs.Rank))).Concat(Pick(rhs, dims.RhsKept(rhs.Rank))));
        return [new Aval(shape, ResultDType(lhs.DType, rhs.DType, parameters), lhs.Weak && rhs.Weak)];
    }

    private static DType ResultDType(DType lhs, DType rhs, Params parameters)
    {
        DTypeSet.Any.Require("dot_general", lhs, 0);
        DTypeSet.Any.Require("dot_general", rhs, 1);
        if (parameters["preferred_element_type"] is DType preferred)
        {
            return preferred;
        }
        return lhs == rhs ? lhs : throw new ShapeException($"lax.dot_general argument type error: {lhs}, {rhs}");
    }

    private static Shape Pick(Aval aval, int[] axes) => Shape.Of(axes.Select(a => aval.Shape[a]));

    private static void CheckSide(string side, int rank, int[] contracting, int[] batch)
    {
        if (contracting.Concat(batch).Any(d => d < 0 || d >= rank))
        {
            throw new ShapeException(
                $"dot_general requires {side} dimension numbers to be nonnegative and less than the number of axes of the {side} value, "
                + $"got {side}_batch of {Axes.Text(batch)} and {side}_contracting of {Axes.Text(contracting)} for {side} of rank {rank}");
        }
        if (batch.Distinct().Count() != batch.Length)
        {
            throw new ShapeException($"dot_general requires {side} batch dimensions to be distinct, got {side}_batch {Axes.Text(batch)}.");
        }
        if (contracting.Distinct().Count() != contracting.Length)
        {
            throw new ShapeException($"dot_general requires {side} contracting dimensions to be distinct, got {side}_contracting {Axes.Text(contracting)}.");
        }
        if (contracting.Intersect(batch).Any())
        {
            throw new ShapeException(
                $"dot_general requires {side} batch dimensions to be disjoint from contracting dimensions, "
                + $"got {side}_batch {Axes.Text(batch)} and {side}_contracting {Axes.Text(contracting)}.");
        }
    }

    public static NdArray?[] DotTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null, null];
        }
        DotDims dims = DotDims.Of(parameters);
        return inputs[0].IsLinear
            ? [TransposeLeft(ct, inputs[0].Aval, inputs[1].Value!, dims, parameters, swapped: false), null]
            : [null, TransposeLeft(ct, inputs[1].Aval, inputs[0].Value!, dims.Swap(), parameters, swapped: true)];
    }

    // The result's axes are batch, kept of the left, kept of the right (of the right, then of the left, when the roles are swapped).
    private static NdArray TransposeLeft(NdArray ct, Aval x, NdArray y, DotDims dims, Params parameters, bool swapped)
    {
        int[] xKept = dims.LhsKept(x.Rank), yKept = dims.RhsKept(y.Rank);
        int batch = dims.LhsBatch.Length;
        int[] ctBatch = Enumerable.Range(0, batch).ToArray();
        int[] ctY = Enumerable.Range(swapped ? batch : batch + xKept.Length, yKept.Length).ToArray();
        int[] contractedByY = Enumerable.Range(0, dims.RhsContracting.Length).OrderBy(i => dims.RhsContracting[i]).Select(i => dims.LhsContracting[i]).ToArray();
        NdArray product = DotGeneral(ct, y, new DotDims(ctY, yKept, ctBatch, dims.RhsBatch), parameters);
        NdArray result = Transpose(product, Axes.Inverse([.. dims.LhsBatch, .. xKept, .. contractedByY]));
        return result.Dtype == x.DType ? result : ConvertElementType(result, x.DType, x.Weak);
    }

    public static (NdArray[] Outputs, int?[] Dims) DotBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        DotDims old = DotDims.Of(parameters);
        NdArray lhs = inputs[0], rhs = inputs[1];
        DotDims bumped = new(
            Bump(old.LhsContracting, dims[0]), Bump(old.RhsContracting, dims[1]), Bump(old.LhsBatch, dims[0]), Bump(old.RhsBatch, dims[1]));
        if (dims[0] is { } l && dims[1] is { } r)
        {
            return ([DotGeneral(lhs, rhs, bumped with { LhsBatch = [l, .. bumped.LhsBatch], RhsBatch = [r, .. bumped.RhsBatch] }, parameters)], [0]);
        }
        // A batch axis of one side only is one more axis of that side in the result.
        int at = dims[0] is { } left
            ? old.LhsBatch.Length + Array.IndexOf(bumped.LhsKept(lhs.Rank), left)
            : lhs.Rank - old.LhsContracting.Length + Array.IndexOf(bumped.RhsKept(rhs.Rank), dims[1]!.Value);
        return ([DotGeneral(lhs, rhs, bumped, parameters)], [at]);
    }

    private static int[] Bump(IEnumerable<int> axes, int? dim) => dim is { } d ? Axes.Bump(axes, d) : axes.ToArray();
}
