// Bool arrays as indices: positions of the true elements, which must be known while tracing.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Mask
{
    /// <summary>One integer array for each axis of the mask: where it is true, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The mask is traced.</exception>
    /// <exception cref="IndexOutOfRangeException">It has not the shape of the axes from <paramref name="axis"/> on. (As in JAX, an axis without elements fits.)</exception>
    public static IEnumerable<IndexEntry> Positions(NdArray mask, Shape operand, int axis)
    {
        Shape expected = Shape.Of(operand.Skip(axis).Take(mask.Rank));
        for (int d = 0; d < mask.Rank; d++)
        {
            if (!mask.Shape[d].Equals((Dim)0) && !mask.Shape[d].Equals(expected[d]))
            {
                throw new IndexOutOfRangeException(
                    $"boolean index of shape {mask.Shape} does not match {(mask.Rank == 1 ? $"axis {axis}" : $"axes {axis} to {axis + mask.Rank - 1}")}, {expected}, of the array of shape {operand}");
            }
        }
        bool[] data = Known(mask);
        int[] shape = mask.Shape.ToInts();
        List<int>[] positions = shape.Select(_ => new List<int>()).ToArray();
        for (int flat = 0; flat < data.Length; flat++)
        {
            if (data[flat])
            {
                int rest = flat;
                for (int d = shape.Length - 1; d >= 0; d--)
                {
                    positions[d].Add(rest % shape[d]);
                    rest /= shape[d];
                }
            }
        }
        return positions.Select(p => IndexEntry.Of(Array(p.ToArray())));
    }

    /// <summary>A mask of rank 0 indexes an axis of one element: it takes that element or none.</summary>
    public static IndexEntry Scalar(NdArray mask) => IndexEntry.Of(Array(Known(mask)[0] ? [0] : []));

    private static bool[] Known(NdArray mask) => mask.Constant is { } constant ? [constant.Bits != 0]
        : !mask.IsTracer && mask.Data is bool[] data ? data
        : throw new InvalidOperationException(
            $"Array boolean indices must be concrete; got {mask.Aval}: the number of results would depend on traced values. Use Jnp.Where with three arguments instead.");

    private static NdArray Array(int[] positions) => new(new Aval([positions.Length], DType.Int32), positions);
}
