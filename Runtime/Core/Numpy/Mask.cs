// Bool arrays as indices: positions of the true elements, which must be known while tracing.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Mask
{
    /// <summary>One integer array for each axis of the mask: where it is true, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The mask is traced.</exception>
    public static IEnumerable<IndexEntry> Positions(NdArray mask)
    {
        if (mask.IsTracer || mask.Data is not bool[] data)
        {
            throw new InvalidOperationException(
                $"Array boolean indices must be concrete; got {mask.Aval}: the number of results would depend on traced values. Use Jnp.Where with three arguments instead.");
        }
        int[] shape = mask.Shape.ToInts();
        List<int>[] positions = shape.Select(_ => new List<int>()).ToArray();
        for (int flat = 0; flat < data.Length; flat++)
        {
            if (data[flat])
            {
                int rest = flat;
                for (int axis = shape.Length - 1; axis >= 0; axis--)
                {
                    positions[axis].Add(rest % shape[axis]);
                    rest /= shape[axis];
                }
            }
        }
        return positions.Select(p => IndexEntry.Of(new NdArray(new Aval([p.Count], DType.Int32), p.ToArray())));
    }
}
