// Gather and scatter with the dimension numbers that indexing has: no batching, axes in order.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class GatherOp
{
    public static NdArray Gather(
        NdArray x, NdArray indices, IEnumerable<int> offset, IEnumerable<int> collapsed, IEnumerable<int> startMap, IEnumerable<Dim> sliceSizes, string mode, object? fill, bool unique = false) =>
        Erased.Lax.Gather(x, indices, new GatherNumbers([.. offset], [.. collapsed.OrderBy(d => d)], [.. startMap], [], []), Shape.Of(sliceSizes), mode, fill, sorted: unique, unique);

    public static NdArray Scatter(
        NdArray x, NdArray indices, NdArray updates, IEnumerable<int> window, IEnumerable<int> inserted, IEnumerable<int> scatterDims, bool add, bool unique)
    {
        ScatterNumbers numbers = new([.. window], [.. inserted.OrderBy(d => d)], [.. scatterDims], [], []);
        return add
            ? Erased.Lax.ScatterAdd(x, indices, updates, numbers, IndexMode.FillOrDrop, sorted: unique, unique)
            : Erased.Lax.Scatter(x, indices, updates, numbers, IndexMode.FillOrDrop, sorted: unique, unique);
    }
}
