// Reductions and contractions of jax.lax, erased.
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>Sums over axes, in the element type.</summary>
    public static NdArray ReduceSum(NdArray operand, int[] axes) => Prims.ReduceSum.Bind(Params.Of(("axes", PyTuple.OfInts(axes)), ("out_sharding", null)), operand)[0];

    public static NdArray ReduceMax(NdArray operand, int[] axes) => Reduce(Prims.ReduceMax, operand, axes);

    public static NdArray ReduceMin(NdArray operand, int[] axes) => Reduce(Prims.ReduceMin, operand, axes);

    public static NdArray ReduceAnd(NdArray operand, int[] axes) => Reduce(Prims.ReduceAnd, operand, axes);

    public static NdArray ReduceOr(NdArray operand, int[] axes) => Reduce(Prims.ReduceOr, operand, axes);

    public static NdArray Cumsum(NdArray operand, int axis, bool reverse) => Cumulate(Prims.Cumsum, operand, axis, reverse);

    public static NdArray Cumprod(NdArray operand, int axis, bool reverse) => Cumulate(Prims.Cumprod, operand, axis, reverse);

    public static NdArray Cummax(NdArray operand, int axis, bool reverse) => Cumulate(Prims.Cummax, operand, axis, reverse);

    public static NdArray Cummin(NdArray operand, int axis, bool reverse) => Cumulate(Prims.Cummin, operand, axis, reverse);

    /// <summary>
    /// The general product: contracts the paired <c>Contracting</c> axes, keeps the paired <c>Batch</c> axes in front, then the other axes of the left and of the right operand.
    /// </summary>
    public static NdArray DotGeneral(NdArray lhs, NdArray rhs, int[] lhsContracting, int[] rhsContracting, int[] lhsBatch, int[] rhsBatch, DType? preferredElementType = null) =>
        DotGeneral(lhs, rhs, new DotDims(lhsContracting, rhsContracting, lhsBatch, rhsBatch), Contractions.Options(preferredElementType));

    internal static NdArray DotGeneral(NdArray lhs, NdArray rhs, DotDims dims, Params options) =>
        Prims.DotGeneral.Bind(options.With("dimension_numbers", dims.ToParam()), lhs, rhs)[0];

    private static NdArray Cumulate(Primitive primitive, NdArray operand, int axis, bool reverse) =>
        primitive.Bind(Params.Of(("axis", (Dim)Core.Axes.Canonical(axis, operand.Rank)), ("reverse", reverse)), operand)[0];

    private static NdArray Reduce(Primitive primitive, NdArray operand, int[] axes) => primitive.Bind(Params.Of(("axes", PyTuple.OfInts(axes))), operand)[0];
}
