// Dynamic slices, gather and scatter over arrays, bound as they stand.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>jax.lax.dynamic_slice: negative start indices count from the end; then they are clamped so that the slice fits.</summary>
    public static NdArray DynamicSlice(NdArray operand, NdArray[] startIndices, Shape sliceSizes) =>
        Prims.DynamicSlice.Bind(Params.Of(("slice_sizes", PyTuple.OfDims(sliceSizes))), [operand, .. FromFront(operand, startIndices)])[0];

    /// <summary>jax.lax.dynamic_update_slice, with start indices as <see cref="DynamicSlice"/> takes them.</summary>
    public static NdArray DynamicUpdateSlice(NdArray operand, NdArray update, NdArray[] startIndices) =>
        Prims.DynamicUpdateSlice.Bind(Params.Empty, [operand, update, .. FromFront(operand, startIndices)])[0];

    /// <summary>A dynamic slice whose starts are known to count from the front.</summary>
    internal static NdArray SliceAt(NdArray operand, NdArray[] starts, Shape sizes) => Prims.DynamicSlice.Bind(Params.Of(("slice_sizes", PyTuple.OfDims(sizes))), [operand, .. starts])[0];

    /// <summary>A dynamic update whose starts are known to count from the front.</summary>
    internal static NdArray UpdateAt(NdArray operand, NdArray update, NdArray[] starts) => Prims.DynamicUpdateSlice.Bind(Params.Empty, [operand, update, .. starts])[0];

    /// <summary>jax.lax.gather; <paramref name="mode"/> is one of <see cref="IndexMode"/>.</summary>
    public static NdArray Gather(NdArray operand, NdArray startIndices, GatherNumbers dimensionNumbers, Shape sliceSizes, string mode, object? fillValue = null, bool sorted = false, bool unique = false) =>
        Prims.Gather.Bind(Indexing.GatherParams(dimensionNumbers, sliceSizes, mode, fillValue, sorted, unique), operand, startIndices)[0];

    /// <summary>jax.lax.scatter: the last update of an element wins.</summary>
    public static NdArray Scatter(NdArray operand, NdArray scatterIndices, NdArray updates, ScatterNumbers dimensionNumbers, string mode, bool sorted = false, bool unique = false) =>
        Prims.Scatter.Bind(Indexing.ScatterParams(dimensionNumbers, mode, null, sorted, unique), operand, scatterIndices, updates)[0];

    /// <summary>jax.lax.scatter_add.</summary>
    public static NdArray ScatterAdd(NdArray operand, NdArray scatterIndices, NdArray updates, ScatterNumbers dimensionNumbers, string mode, bool sorted = false, bool unique = false) =>
        Prims.ScatterAdd.Bind(Indexing.ScatterParams(dimensionNumbers, mode, Indexing.AddJaxpr(operand.Dtype), sorted, unique), operand, scatterIndices, updates)[0];

    /// <summary>jax.lax.argmax.</summary>
    public static NdArray Argmax(NdArray operand, int axis, DType indexDtype) =>
        Prims.Argmax.Bind(Params.Of(("axes", PyTuple.OfInts([axis])), ("index_dtype", indexDtype)), operand)[0];

    /// <summary>jax.lax.argmin.</summary>
    public static NdArray Argmin(NdArray operand, int axis, DType indexDtype) =>
        Prims.Argmin.Bind(Params.Of(("axes", PyTuple.OfInts([axis])), ("index_dtype", indexDtype)), operand)[0];

    // A number is turned while tracing, as JAX turns Python's. A wrong count of starts is left for the shape rule to report.
    private static NdArray[] FromFront(NdArray operand, NdArray[] starts) => starts.Select((start, axis) =>
        axis >= operand.Rank || start.Dtype.Kind == DTypeKind.UInt ? start
        : start.Constant is not { } number ? Indexer.Normalize(start, operand.Shape[axis])
        : number.Bits >= 0 ? start
        : operand.Shape[axis] is { IsConstant: true } size ? new NdArray(Core.Scalar.Of(number.Bits + size.Value, start.Dtype), weak: false)
        : Add(Lax.Size(operand.Shape[axis], start.Dtype), new NdArray(number, weak: false))).ToArray();
}
