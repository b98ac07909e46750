// jax.numpy's functions of shapes, erased: reshape, transpose, broadcasting, joining, taking.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>One size may be -1: it follows from the others.</summary>
    public static NdArray Reshape(NdArray x, Shape shape)
    {
        int unknown = -1;
        Dim known = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (!shape[axis].Equals((Dim)(-1)))
            {
                known *= shape[axis];
            }
            else if (unknown >= 0)
            {
                throw new ShapeException($"reshape to {shape}: only one size can be -1");
            }
            else
            {
                unknown = axis;
            }
        }
        Dim size = x.Shape.Size;
        if (unknown >= 0)
        {
            Dim rest = known.Equals((Dim)0) ? 0 : Dim.FloorDiv(size, known);
            shape = Shape.Of(shape.Select((d, axis) => axis == unknown ? rest : d));
        }
        return shape.Size.Agrees(size)
            ? Lax.Reshape(x, shape)
            : throw new ShapeException($"cannot reshape array of shape {x.Shape} (size {size}) into shape {shape} (size {shape.Size})");
    }

    public static NdArray Ravel(NdArray x) => Lax.Reshape(x, [x.Shape.Size]);

    /// <summary>Reverses the axes, or puts axis <c>axes[i]</c> at place i.</summary>
    public static NdArray Transpose(NdArray x, int[]? axes)
    {
        if (axes is null)
        {
            ShapeInference.WishesRank(x, 2);
        }
        else
        {
            ShapeInference.NeedsRank(x, axes.Length);
        }
        int[] permutation = axes is null ? Enumerable.Range(0, x.Rank).Reverse().ToArray() : Axes(axes, x.Rank);
        return permutation.Length == x.Rank
            ? Lax.Transpose(x, permutation)
            : throw new ShapeException($"transpose permutation must name each axis of the array once: got ({string.Join(", ", axes!)}) for shape {x.Shape}");
    }

    public static NdArray Squeeze(NdArray x, int? axis)
    {
        if (axis is not { } given)
        {
            foreach (Dim size in x.Shape)
            {
                ShapeInference.IsNotOne(size);
            }
            return Lax.Squeeze(x, Enumerable.Range(0, x.Rank).Where(d => x.Shape[d].Equals((Dim)1)).ToArray());
        }
        int one = Core.Axes.Canonical(given, x.Rank);
        return x.Shape[one].Agrees(1)
            ? Lax.Squeeze(x, [one])
            : throw new ShapeException($"cannot select an axis to squeeze out which has size not equal to one, got shape={x.Shape} and axis={given}");
    }

    public static NdArray ExpandDims(NdArray x, int axis) => Lax.ExpandDims(x, [Core.Axes.Canonical(axis, x.Rank + 1)]);

    public static NdArray BroadcastTo(NdArray x, Shape shape)
    {
        if (x.Shape.Equals(shape) && x.Constant is null)
        {
            return x;
        }
        Lax.CheckNotNegative(shape);
        int leading = shape.Rank - x.Rank;
        if (leading < 0)
        {
            ShapeInference.NeedsRank(x, shape.Rank);
        }
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (leading < 0 || !(x.Shape[axis].Equals((Dim)1) || x.Shape[axis].Agrees(shape[leading + axis])))
            {
                throw new ShapeException($"Incompatible shapes for broadcasting: {x.Shape} and requested shape {shape}");
            }
        }
        return x.Shape.Equals(shape) ? x : Lax.BroadcastInDim(x, shape, Enumerable.Range(leading, x.Rank).ToArray());
    }

    public static NdArray Stack(NdArray[] arrays, int axis)
    {
        if (arrays.Length == 0)
        {
            throw new ArgumentException("need at least one array to stack", nameof(arrays));
        }
        NdArray[] xs = Promotion.Promote(arrays);
        for (int i = 1; i < xs.Length; i++)
        {
            if (!xs[i].Shape.Equals(xs[0].Shape) && !ShapeInference.Unify(xs[i].Shape, xs[0].Shape))
            {
                throw new ShapeException($"all input arrays must have the same shape: argument 0 has {xs[0].Shape}, argument {i} has {xs[i].Shape}");
            }
        }
        int at = Core.Axes.Canonical(axis, xs[0].Rank + 1);
        return Join(xs.Select(x => Lax.ExpandDims(x, [at])).ToArray(), at);
    }

    public static NdArray Concatenate(NdArray[] arrays, int axis)
    {
        if (arrays.Length == 0)
        {
            throw new ArgumentException("need at least one array to concatenate", nameof(arrays));
        }
        NdArray[] xs = Promotion.Promote(arrays);
        foreach (NdArray x in xs.Where(x => x.Rank == 0))
        {
            ShapeInference.NeedsRank(x, 1);
        }
        return xs[0].Rank == 0
            ? throw new ShapeException("zero-dimensional arrays cannot be concatenated; use Jnp.Stack")
            : Join(xs, Core.Axes.Canonical(axis, xs[0].Rank));
    }

    /// <summary>Elements along an axis, or of the flattened array. Out of bounds gives NaN, or the smallest integer (the largest for unsigned ones), as in JAX.</summary>
    public static NdArray Take(NdArray x, NdArray indices, int? axis)
    {
        if (axis is null)
        {
            x = Ravel(x);
        }
        int at = Core.Axes.Canonical(axis ?? 0, x.Rank);
        return NamedJit.Call("_take", $"axis={at}", xs => TakeFill(xs[0], xs[1], at), x, indices);
    }

    private static NdArray TakeFill(NdArray x, NdArray indices, int axis)
    {
        NdArray positive = indices.Dtype.Kind == DTypeKind.UInt
            ? indices
            : Where(
                Lax.Lt(indices, Lax.Constant(0, indices.Dtype)), Lax.Add(indices, Lax.Size(x.Shape[axis], indices.Dtype)), indices);
        int rank = indices.Rank;
        return GatherOp.Gather(
            x,
            Lax.ExpandDims(positive, [rank]),
            Enumerable.Range(0, axis).Concat(Enumerable.Range(axis + rank, x.Rank - axis - 1)),
            [axis],
            [axis],
            x.Shape.Select((d, i) => i == axis ? (Dim)1 : d),
            "GatherScatterMode.FILL_OR_DROP",
            FillValue(x.Dtype));
    }

    // The number as a parameter; a uint64 has no room for its largest.
    private static object FillValue(DType dtype)
    {
        Scalar fill = Indexing.Fill(dtype);
        return dtype.IsBool ? fill.IsTrue : dtype.IsInteger ? (Dim)fill.Bits : fill.Real;
    }

    // JAX joins sixteen at a time.
    private static NdArray Join(IReadOnlyList<NdArray> arrays, int axis)
    {
        while (arrays.Count > 1)
        {
            List<NdArray> joined = [];
            for (int i = 0; i < arrays.Count; i += 16)
            {
                joined.Add(Lax.Concatenate(arrays.Skip(i).Take(16).ToArray(), axis));
            }
            arrays = joined;
        }
        return arrays[0];
    }

    private static int[] Axes(int[] axes, int rank)
    {
        int[] normal = axes.Select(a => Core.Axes.Canonical(a, rank)).ToArray();
        return normal.Distinct().Count() == normal.Length
            ? normal
            : throw new ArgumentException($"duplicate value in axes ({string.Join(", ", axes)}) of an array of {rank} dimensions", nameof(axes));
    }
}
