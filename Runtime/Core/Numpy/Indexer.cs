// x[...] in NumPy's rules as JAX stages them: slices and squeezes for static indices, dynamic_slice for traced integers, gather for arrays.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Indexer
{
    /// <summary>The elements at an index.</summary>
    public static NdArray Get(NdArray x, IndexEntry[] indices)
    {
        List<IndexEntry> entries = Expand(x, indices);
        if (!entries.Any(e => e.Kind == IndexKind.Array || e.Step < 0))
        {
            return Static(x, entries);
        }
        bool scalars = entries.All(e => e.Kind == IndexKind.Array ? e.Array!.Rank == 0 : e.Step == 1);
        return scalars ? Dynamic(x, entries) : GatherIndexer.Gather(x, entries);
    }

    /// <summary>The array with the elements at an index replaced, or added to.</summary>
    public static NdArray Scatter(NdArray x, IndexEntry[] indices, NdArray values, bool add) => GatherIndexer.Scatter(x, Expand(x, indices), values, add);

    /// <summary>Where a slice of an axis begins, and how many elements it takes.</summary>
    public static (Dim Start, Dim Count) Range(IndexEntry slice, Dim size)
    {
        Dim first = slice.Start is { } start ? Clamp(start.In(size), size) : slice.Step > 0 ? 0 : size - 1;
        if (slice.Step < 0)
        {
            first = Dim.Min(first, size - 1);
            Dim last = slice.Stop is { } end ? Dim.Max(end.In(size), -1) : -1;
            return (first, Dim.Max(Dim.FloorDiv(first - last - slice.Step - 1, -slice.Step), 0));
        }
        Dim limit = slice.Stop is { } stop ? Clamp(stop.In(size), size) : size;
        Dim count = Dim.Max(Dim.FloorDiv(limit - first + (slice.Step - 1), slice.Step), 0);
        return (first, count);
    }

    /// <summary>A static integer, counted from the front.</summary>
    /// <exception cref="IndexOutOfRangeException">It is beyond an axis of known size.</exception>
    public static Dim Position(IndexEntry entry, Dim size, int axis, bool check = true)
    {
        Dim position = new SliceBound(entry.Value, entry.FromEnd).In(size);
        return check && position.IsConstant && size.IsConstant && (position.Value < 0 || position.Value >= size.Value)
            ? throw new IndexOutOfRangeException($"index {(entry.FromEnd ? "^" : "")}{entry.Value} is out of bounds for axis {axis} with size {size}")
            : position;
    }

    /// <summary>A traced index with negative values turned to count from the front, as JAX does before every look-up.</summary>
    public static NdArray Normalize(NdArray index, Dim size)
    {
        if (index.Dtype.Kind == DTypeKind.UInt)
        {
            return index;
        }
        NdArray negative = Op.Bind("lt", index, Op.Constant(0, index.Dtype));
        NdArray shifted = Op.Bind("add", Op.Convert(index, index.Dtype), Op.Size(size, index.Dtype));
        return Op.Bind("select_n", negative, index, shifted);
    }

    // Masks become positions, an ellipsis as many whole axes as are missing; and what is missing at the end is added.
    private static List<IndexEntry> Expand(NdArray x, IndexEntry[] indices)
    {
        List<IndexEntry> entries = [];
        foreach (IndexEntry entry in indices)
        {
            if (entry.Kind == IndexKind.Array && entry.Array!.Dtype.IsBool)
            {
                entries.AddRange(Mask.Positions(entry.Array));
            }
            else if (entry.Kind == IndexKind.Array && !entry.Array!.Dtype.IsInteger)
            {
                throw new ArgumentException($"an index must be integers or bools, and not {entry.Array.Dtype}");
            }
            else if (entry.Kind == IndexKind.Array && entry.Array!.Constant is { } constant && entry.Array.Rank == 0)
            {
                entries.Add(IndexEntry.Of(checked((int)constant.Bits)));
            }
            else
            {
                entries.Add(entry);
            }
        }
        int used = entries.Count(e => e.Kind is not (IndexKind.NewAxis or IndexKind.Ellipsis));
        if (used > x.Rank)
        {
            throw new IndexOutOfRangeException($"too many indices: {x.Rank}-dimensional array indexed with {used} regular indices");
        }
        int at = entries.FindIndex(e => e.Kind == IndexKind.Ellipsis);
        if (entries.Count(e => e.Kind == IndexKind.Ellipsis) > 1)
        {
            throw new ArgumentException("an index can only have a single ellipsis");
        }
        if (at >= 0)
        {
            entries.RemoveAt(at);
        }
        entries.InsertRange(at >= 0 ? at : entries.Count, Enumerable.Repeat(IndexEntry.All, x.Rank - used));
        return entries;
    }

    private static Dim Clamp(Dim position, Dim size) => Dim.Max(Dim.Min(position, size), 0);

    private static NdArray Static(NdArray x, List<IndexEntry> entries)
    {
        Dim[] start = new Dim[x.Rank], limit = new Dim[x.Rank];
        int[] strides = new int[x.Rank];
        List<int> dropped = [], added = [];
        int axis = 0, position = 0;
        foreach (IndexEntry entry in entries)
        {
            if (entry.Kind == IndexKind.NewAxis)
            {
                added.Add(position++);
                continue;
            }
            Dim size = x.Shape[axis];
            strides[axis] = 1;
            if (entry.Kind == IndexKind.Integer)
            {
                start[axis] = Position(entry, size, axis);
                limit[axis] = start[axis] + 1;
                dropped.Add(axis);
            }
            else
            {
                (Dim first, Dim count) = Range(entry, size);
                strides[axis] = entry.Step;
                start[axis] = first;
                limit[axis] = entry.Step == 1 ? first + count : Dim.Min(entry.Stop is { } stop ? Clamp(stop.In(size), size) : size, size);
                position++;
            }
            axis++;
        }
        bool whole = Enumerable.Range(0, x.Rank).All(d => strides[d] == 1 && start[d].Equals((Dim)0) && limit[d].Equals(x.Shape[d]));
        NdArray y = whole ? x : Op.Slice(x, start, limit, strides);
        return Op.ExpandDims(Op.Squeeze(y, dropped), added);
    }

    private static NdArray Dynamic(NdArray x, List<IndexEntry> entries)
    {
        NdArray[] starts = new NdArray[x.Rank];
        Dim[] sizes = new Dim[x.Rank];
        List<int> dropped = [], added = [];
        int axis = 0, position = 0;
        foreach (IndexEntry entry in entries)
        {
            if (entry.Kind == IndexKind.NewAxis)
            {
                added.Add(position++);
                continue;
            }
            Dim size = x.Shape[axis];
            if (entry.Kind == IndexKind.Slice)
            {
                (Dim first, Dim count) = Range(entry, size);
                starts[axis] = Normalize(Op.Size(first, DType.Int32), size);
                sizes[axis] = count;
                position++;
            }
            else
            {
                starts[axis] = Normalize(entry.Kind == IndexKind.Array ? entry.Array! : Op.Size(Position(entry, size, axis), DType.Int32), size);
                sizes[axis] = 1;
                dropped.Add(axis);
            }
            axis++;
        }
        NdArray y = Op.Bind("dynamic_slice", Params.Of(("slice_sizes", PyTuple.OfDims(sizes))), [x, .. starts]);
        return Op.ExpandDims(Op.Squeeze(y, dropped), added);
    }
}
