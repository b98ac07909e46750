// jax.lax, typed: the primitives of several elements as functions, without promotion.
using System.Numerics;

namespace SrcGenJit;

/// <summary>jax.lax: the primitives, and structured control flow.</summary>
public static partial class Lax
{
    /// <summary>The sums of the elements up to each one along an axis (from the end with <paramref name="reverse"/>). <c>jax.lax.cumsum</c>.</summary>
    public static NdArray<T> Cumsum<T>(NdArray<T> operand, int axis = 0, bool reverse = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Cumsum(operand.Erase(), axis, reverse));

    /// <summary>The products of the elements up to each one along an axis. <c>jax.lax.cumprod</c>.</summary>
    public static NdArray<T> Cumprod<T>(NdArray<T> operand, int axis = 0, bool reverse = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Cumprod(operand.Erase(), axis, reverse));

    /// <summary>The largest of the elements up to each one along an axis. <c>jax.lax.cummax</c>.</summary>
    public static NdArray<T> Cummax<T>(NdArray<T> operand, int axis = 0, bool reverse = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Cummax(operand.Erase(), axis, reverse));

    /// <summary>The smallest of the elements up to each one along an axis. <c>jax.lax.cummin</c>.</summary>
    public static NdArray<T> Cummin<T>(NdArray<T> operand, int axis = 0, bool reverse = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Cummin(operand.Erase(), axis, reverse));

    /// <summary>The sum over axes. <c>jax.lax.reduce_sum</c>.</summary>
    public static NdArray<T> ReduceSum<T>(NdArray<T> operand, int[] axes)
        where T : struct => NdArray<T>.From(Erased.Lax.ReduceSum(operand.Erase(), axes.NotNull()));

    /// <summary>The largest over axes. <c>jax.lax.reduce_max</c>.</summary>
    public static NdArray<T> ReduceMax<T>(NdArray<T> operand, int[] axes)
        where T : struct => NdArray<T>.From(Erased.Lax.ReduceMax(operand.Erase(), axes.NotNull()));

    /// <summary>The smallest over axes. <c>jax.lax.reduce_min</c>.</summary>
    public static NdArray<T> ReduceMin<T>(NdArray<T> operand, int[] axes)
        where T : struct => NdArray<T>.From(Erased.Lax.ReduceMin(operand.Erase(), axes.NotNull()));

    /// <summary>The operand's axes at these places of a larger shape. <c>jax.lax.broadcast_in_dim</c>.</summary>
    public static NdArray<T> BroadcastInDim<T>(NdArray<T> operand, Shape shape, int[] broadcastDimensions)
        where T : struct => NdArray<T>.From(Erased.Lax.BroadcastInDim(operand.Erase(), shape.NotNull(), broadcastDimensions.NotNull()));

    /// <summary>The elements in row-major order in another shape. <c>jax.lax.reshape</c>.</summary>
    public static NdArray<T> Reshape<T>(NdArray<T> operand, Shape newSizes)
        where T : struct => NdArray<T>.From(Erased.Lax.Reshape(operand.Erase(), newSizes.NotNull()));

    /// <summary>Without these axes of size 1. <c>jax.lax.squeeze</c>.</summary>
    public static NdArray<T> Squeeze<T>(NdArray<T> array, int[] dimensions)
        where T : struct => NdArray<T>.From(Erased.Lax.Squeeze(array.Erase(), dimensions.NotNull()));

    /// <summary>With axes of size 1 at these places. <c>jax.lax.expand_dims</c>.</summary>
    public static NdArray<T> ExpandDims<T>(NdArray<T> array, int[] dimensions)
        where T : struct => NdArray<T>.From(Erased.Lax.ExpandDims(array.Erase(), dimensions.NotNull()));

    /// <summary>The axes in another order. <c>jax.lax.transpose</c>.</summary>
    public static NdArray<T> Transpose<T>(NdArray<T> operand, int[] permutation)
        where T : struct => NdArray<T>.From(Erased.Lax.Transpose(operand.Erase(), permutation.NotNull()));

    /// <summary>A box of the operand. <c>jax.lax.slice</c>.</summary>
    public static NdArray<T> Slice<T>(NdArray<T> operand, Shape startIndices, Shape limitIndices, int[]? strides = null)
        where T : struct => NdArray<T>.From(Erased.Lax.Slice(operand.Erase(), startIndices.NotNull(), limitIndices.NotNull(), strides));

    /// <summary>A box at traced indices, which are clamped so that it fits. <c>jax.lax.dynamic_slice</c>.</summary>
    public static NdArray<T> DynamicSlice<T>(NdArray<T> operand, NdArray<int>[] startIndices, Shape sliceSizes)
        where T : struct => NdArray<T>.From(Erased.Lax.DynamicSlice(operand.Erase(), startIndices.Erase(), sliceSizes.NotNull()));

    /// <summary>The operand with a box replaced, at traced indices, which are clamped so that it fits. <c>jax.lax.dynamic_update_slice</c>.</summary>
    public static NdArray<T> DynamicUpdateSlice<T>(NdArray<T> operand, NdArray<T> update, NdArray<int>[] startIndices)
        where T : struct => NdArray<T>.From(Erased.Lax.DynamicUpdateSlice(operand.Erase(), update.Erase(), startIndices.Erase()));

    /// <summary>Arrays one after the other along an axis. <c>jax.lax.concatenate</c>.</summary>
    public static NdArray<T> Concatenate<T>(NdArray<T>[] operands, int dimension)
        where T : struct => NdArray<T>.From(Erased.Lax.Concatenate(operands.Erase(), dimension));

    /// <summary>0, 1, ... <c>jax.lax.iota</c>.</summary>
    public static NdArray<T> Iota<T>(Dim size)
        where T : struct => NdArray<T>.From(Erased.Lax.Iota(ElementType<T>.DType, size.NotNull()));

    /// <summary>The value, constant under differentiation. <c>jax.lax.stop_gradient</c>.</summary>
    public static NdArray<T> StopGradient<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Lax.StopGradient(x.Erase()));
}
