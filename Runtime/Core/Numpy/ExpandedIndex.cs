// An index fitted to an array: one entry an axis beside the new axes, masks turned into positions, an ellipsis into whole axes.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class ExpandedIndex
{
    private readonly List<IndexEntry> _entries = [];
    private readonly List<int> _scalarMasks = [];

    /// <exception cref="IndexOutOfRangeException">More entries than axes, or a mask of another shape than the axes it is for.</exception>
    public ExpandedIndex(NdArray x, IndexEntry[] indices)
    {
        indices = IndexEntry.WithoutDots(indices);
        int used = indices.Sum(e => e.Axes);
        if (used > x.Rank)
        {
            ShapeInference.NeedsRank(x, used);
            throw new IndexOutOfRangeException($"too many indices: {x.Rank}-dimensional array indexed with {used} regular indices");
        }
        switch (indices.Count(e => e.Kind == IndexKind.Ellipsis))
        {
            case 0:
                indices = [.. indices, IndexEntry.Ellipsis];
                break;
            case > 1:
                throw new ArgumentException("an index can only have a single ellipsis");
        }
        // Places as they are written, where an ellipsis stands between its neighbours even if it stands for no axis.
        List<int> advanced = [];
        int place = 0, axis = 0;
        foreach (IndexEntry entry in indices)
        {
            int first = _entries.Count;
            switch (entry)
            {
                case { Kind: IndexKind.Ellipsis }:
                    _entries.AddRange(Enumerable.Repeat(IndexEntry.All, x.Rank - used));
                    axis += x.Rank - used;
                    break;
                case { Kind: IndexKind.Array, Array: { Dtype.IsBool: true, Rank: 0 } mask }:
                    _scalarMasks.Add(axis + _scalarMasks.Count);
                    _entries.Add(Mask.Scalar(mask));
                    break;
                case { Kind: IndexKind.Array, Array: { Dtype.IsBool: true } mask }:
                    _entries.AddRange(Mask.Positions(mask, x.Shape, axis));
                    break;
                case { Kind: IndexKind.Array, Array: { Dtype.IsInteger: false } array }:
                    throw new ArgumentException($"an index must be integers or bools, and not {array.Dtype}");
                case { Kind: IndexKind.Array, Array: { Rank: 0, Constant: { } constant } }:
                    _entries.Add(IndexEntry.Of(Whole(constant)));
                    break;
                default:
                    _entries.Add(entry);
                    break;
            }
            axis += entry.Axes;
            int entries = entry.Kind == IndexKind.Ellipsis ? 1 : _entries.Count - first;
            advanced.AddRange(Enumerable.Range(place, entries).Where(_ => entry.Kind is IndexKind.Integer or IndexKind.Array));
            place += entries;
        }
        Array = Erased.Lax.ExpandDims(x, [.. _scalarMasks]);
        SideBySide = advanced.Count == 0 || advanced[advanced.Count - 1] - advanced[0] + 1 == advanced.Count;
    }

    /// <summary>The array, with an axis of one element for every mask of rank 0.</summary>
    public NdArray Array { get; }

    /// <summary>The axes that are there for masks of rank 0.</summary>
    public IReadOnlyCollection<int> ScalarMasks => _scalarMasks;

    public IReadOnlyList<IndexEntry> Entries => _entries;

    /// <summary>True when integers and arrays are written side by side: then their axes take their place in the result, else they come first.</summary>
    public bool SideBySide { get; }

    // What an integer of 64 bits does not reach is beyond every axis.
    private static int Whole(Scalar value) => value.DType == DType.UInt64 && value.Bits < 0 ? int.MaxValue : (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, value.Bits));
}
