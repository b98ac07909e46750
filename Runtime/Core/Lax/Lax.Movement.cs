// Shape functions of jax.lax, erased: broadcasting, reshaping, slicing, padding and joining, and arrays made of one value.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>Axis i of the operand becomes axis <paramref name="broadcastDimensions"/>[i] of a result of shape <paramref name="shape"/>; axes of size one stretch.</summary>
    public static NdArray BroadcastInDim(NdArray operand, Shape shape, int[] broadcastDimensions) =>
        operand.Shape.Equals(shape) && broadcastDimensions.SequenceEqual(Enumerable.Range(0, operand.Rank))
            ? operand
            : Prims.BroadcastInDim.Bind(Params.Of(("shape", PyTuple.OfDims(shape)), ("broadcast_dimensions", PyTuple.OfInts(broadcastDimensions))), operand)[0];

    /// <summary>Adds leading axes of the given sizes.</summary>
    public static NdArray Broadcast(NdArray operand, Shape sizes) =>
        BroadcastInDim(operand, Shape.Of(sizes.Concat(operand.Shape)), Enumerable.Range(sizes.Rank, operand.Rank).ToArray());

    /// <summary>The same elements in row-major order under another shape of equal size.</summary>
    public static NdArray Reshape(NdArray operand, Shape newSizes) =>
        operand.Rank > 0 && operand.Shape.Equals(newSizes)
            ? operand
            : Prims.Reshape.Bind(Params.Of(("new_sizes", PyTuple.OfDims(newSizes)), ("dimensions", null), ("sharding", null)), operand)[0];

    /// <summary>Removes axes of size one.</summary>
    public static NdArray Squeeze(NdArray array, int[] dimensions) =>
        dimensions.Length == 0
            ? array
            : Prims.Squeeze.Bind(Params.Of(("dimensions", PyTuple.OfInts(dimensions.Select(d => Axes.Canonical(d, array.Rank)).OrderBy(d => d)))), array)[0];

    /// <summary>Inserts axes of size one; <paramref name="dimensions"/> count in the result.</summary>
    public static NdArray ExpandDims(NdArray array, int[] dimensions)
    {
        int rank = array.Rank + dimensions.Length;
        int[] axes = dimensions.Select(d => Axes.Canonical(d, rank)).OrderBy(d => d).ToArray();
        if (axes.Distinct().Count() != axes.Length)
        {
            throw new ShapeException($"repeated axis in lax.expand_dims: {Axes.Text(dimensions)}");
        }
        List<Dim> shape = [.. array.Shape];
        foreach (int axis in axes)
        {
            shape.Insert(axis, 1);
        }
        return BroadcastInDim(array, Shape.Of(shape), Axes.Without(rank, axes));
    }

    /// <summary>Axis i of the result is axis <paramref name="permutation"/>[i] of the operand.</summary>
    public static NdArray Transpose(NdArray operand, int[] permutation) =>
        permutation.Length == operand.Rank && permutation.SequenceEqual(Enumerable.Range(0, operand.Rank))
            ? operand
            : Prims.Transpose.Bind(Params.Of(("permutation", PyTuple.OfInts(permutation))), operand)[0];

    /// <summary>jax.lax.rev: these axes backwards.</summary>
    public static NdArray Rev(NdArray operand, int[] dimensions) =>
        dimensions.Length == 0 ? operand : Prims.Rev.Bind(Params.Of(("dimensions", PyTuple.OfInts(dimensions))), operand)[0];

    /// <summary>Elements from <paramref name="startIndices"/> up to <paramref name="limitIndices"/>, every <paramref name="strides"/>-th (null: each).</summary>
    public static NdArray Slice(NdArray operand, Shape startIndices, Shape limitIndices, int[]? strides = null) =>
        Prims.Slice.Bind(
            Params.Of(
                ("start_indices", PyTuple.OfDims(startIndices)),
                ("limit_indices", PyTuple.OfDims(limitIndices)),
                ("strides", strides is null ? null : PyTuple.OfInts(strides))),
            operand)[0];

    /// <summary>Pads each axis by (low, high, interior) elements; negative low and high cut off.</summary>
    public static NdArray Pad(NdArray operand, NdArray paddingValue, IReadOnlyList<(Dim Low, Dim High, int Interior)> paddingConfig) =>
        Prims.Pad.Bind(
            Params.Of(("padding_config", PyTuple.Of(paddingConfig.Select(c => (object?)PyTuple.Of([c.Low, c.High, (Dim)c.Interior]))))),
            operand,
            paddingValue)[0];

    /// <summary>Joins arrays along an axis.</summary>
    public static NdArray Concatenate(NdArray[] operands, int dimension) => operands.Length switch
    {
        0 => throw new ShapeException("concatenate requires a non-empty sequences of arrays"),
        1 => operands[0],
        _ => Prims.Concatenate.Bind(Params.Of(("dimension", dimension)), operands)[0],
    };

    /// <summary>Cuts an array along an axis into pieces of the given sizes.</summary>
    public static NdArray[] Split(NdArray operand, Shape sizes, int axis) =>
        Prims.Split.Bind(Params.Of(("sizes", PyTuple.OfDims(sizes)), ("axis", Axes.Canonical(axis, operand.Rank))), operand);

    /// <summary>0, 1, 2, ... along one axis.</summary>
    public static NdArray Iota(DType dtype, Dim size) => BroadcastedIota(dtype, [size], 0);

    /// <summary>0, 1, 2, ... along <paramref name="dimension"/> of an array of this shape.</summary>
    public static NdArray BroadcastedIota(DType dtype, Shape shape, int dimension) =>
        Prims.Iota.Bind(
            Params.Of(("dtype", dtype), ("shape", PyTuple.OfDims(shape)), ("dimension", Axes.Canonical(dimension, shape.Rank)), ("sharding", null)))[0];

    /// <summary>A dimension as a scalar; a constant one becomes a number.</summary>
    public static NdArray DimAsValue(Dim dim) =>
        dim.IsConstant ? new NdArray(Scalar.Of(checked((int)dim.Value)), weak: true) : Prims.DimAsValue.Bind(Params.Of(("dim", dim), ("dtype", DType.Int32)))[0];

    /// <summary>An array of one value.</summary>
    public static NdArray Full(Shape shape, NdArray fillValue, DType? dtype = null)
    {
        if (fillValue.Rank != 0)
        {
            throw new ShapeException($"full must be called with scalar fill_value, got fill_value.shape {fillValue.Shape}.");
        }
        CheckNotNegative(shape);
        // A number becomes an array even where the shape is that of a number.
        NdArray fill = dtype is null ? fillValue : ConvertElementType(fillValue, dtype);
        return shape.Rank == 0 && fill.Constant is null ? fill : Prims.BroadcastInDim.Bind(Params.Of(("shape", PyTuple.OfDims(shape))), fill)[0];
    }

    /// <exception cref="ShapeException">A dimension of the shape that is asked for is negative.</exception>
    internal static void CheckNotNegative(Shape shape)
    {
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis].IsConstant && shape[axis].Value < 0)
            {
                throw new ShapeException($"the shape {shape} has a negative dimension: axis {axis} is {shape[axis]}");
            }
        }
    }

    internal static NdArray FullLike(NdArray x, double fillValue) => Broadcast(new NdArray(Scalar.Of(fillValue, x.Dtype), x.Aval.Weak), x.Shape);

    public static NdArray ZerosLike(NdArray x) => FullLike(x, 0);

    public static NdArray OnesLike(NdArray x) => FullLike(x, 1);

    /// <summary>An array of zeros.</summary>
    internal static NdArray Zeros(Aval aval) => Broadcast(new NdArray(Scalar.Of(0.0, aval.DType), false), aval.Shape);

    /// <summary>A scalar of the element type of <paramref name="example"/> (JAX's _const).</summary>
    internal static NdArray Const(NdArray example, double value) => new(Scalar.Of(value, example.Dtype), example.Aval.Weak && example.Rank == 0);

    /// <summary>A scalar one as weak as <paramref name="example"/> (JAX's _one).</summary>
    internal static NdArray ScalarOne(NdArray example) => new(Scalar.Of(1.0, example.Dtype), example.Aval.Weak);

    /// <summary>Stretches a tangent to the shape of a result that implicit broadcasting gave (JAX's _maybe_broadcast).</summary>
    internal static NdArray MaybeBroadcast(Shape shape, NdArray x)
    {
        if (x.Shape.Equals(shape))
        {
            return x;
        }
        if (x.Rank == 0)
        {
            return BroadcastInDim(x, shape, []);
        }
        int[] kept = Enumerable.Range(0, x.Rank).Where(i => x.Shape[i].Equals(shape[i])).ToArray();
        return BroadcastInDim(Reshape(x, Shape.Of(kept.Select(i => x.Shape[i]))), shape, kept);
    }

    /// <summary>Sums a cotangent over the axes that implicit broadcasting stretched (JAX's _unbroadcast).</summary>
    internal static NdArray Unbroadcast(Aval aval, NdArray x)
    {
        if (x.Shape.Equals(aval.Shape))
        {
            return x;
        }
        if (aval.Rank == 0)
        {
            return ReduceSum(x, Enumerable.Range(0, x.Rank).ToArray());
        }
        int[] stretched = Enumerable.Range(0, x.Rank).Where(i => !ShapeInference.AreSame(x.Shape[i], aval.Shape[i])).ToArray();
        return Reshape(stretched.Length == 0 ? x : ReduceSum(x, stretched), aval.Shape);
    }

    /// <summary>Moves an axis.</summary>
    internal static NdArray MoveAxis(NdArray x, int source, int destination)
    {
        if (source == destination)
        {
            return x;
        }
        List<int> permutation = Enumerable.Range(0, x.Rank).Where(i => i != source).ToList();
        permutation.Insert(destination, source);
        return Transpose(x, [.. permutation]);
    }
}
