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
        ExpandedIndex index = new(x, indices);
        if (index.Entries.All(e => e.Kind != IndexKind.Array))
        {
            return Static(x, index.Entries);
        }
        bool scalars = index.Entries.All(e => e.Kind == IndexKind.Array ? e.Array!.Rank == 0 : e.Step is 1 or -1);
        return scalars ? Dynamic(x, index.Entries) : GatherIndexer.Gather(index);
    }

    /// <summary>The array with the elements at an index replaced, or added to.</summary>
    public static NdArray Scatter(NdArray x, IndexEntry[] indices, NdArray values, bool add) => GatherIndexer.Scatter(new ExpandedIndex(x, indices), values, add);

    /// <summary>Where a slice of an axis begins and ends, as Python's <c>slice.indices</c> counts, and how many elements it takes.</summary>
    public static (Dim Start, Dim Stop, Dim Count) Range(IndexEntry slice, Dim size)
    {
        if (slice.Step < 0)
        {
            Dim last = size - 1;
            Dim from = slice.Start is { } start ? Dim.Max(Dim.Min(start.In(size), last), -1) : last;
            Dim to = slice.Stop is { } stop ? Dim.Max(Dim.Min(stop.In(size), last), -1) : -1;
            return (from, to, Count(from - to, Stride(slice)));
        }
        Dim first = slice.Start is { } begin ? Clamp(begin.In(size), size) : 0;
        Dim limit = slice.Stop is { } end ? Clamp(end.In(size), size) : size;
        return (first, limit, Count(limit - first, slice.Step));
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
        NdArray negative = Erased.Lax.Lt(index, Erased.Lax.Constant(0, index.Dtype));
        NdArray shifted = Erased.Lax.Add(Erased.Lax.ConvertElementType(index, index.Dtype), Erased.Lax.Size(size, index.Dtype));
        return Erased.Lax.SelectN(negative, index, shifted);
    }

    private static int Stride(IndexEntry slice) => slice.Step == int.MinValue ? int.MaxValue : Math.Abs(slice.Step);

    private static Dim Count(Dim distance, int stride) => Dim.Max(Dim.FloorDiv(distance + (stride - 1), stride), 0);

    private static Dim Clamp(Dim position, Dim size) => Dim.Max(Dim.Min(position, size), 0);

    private static NdArray Static(NdArray x, IReadOnlyList<IndexEntry> entries)
    {
        Dim[] start = new Dim[x.Rank], limit = new Dim[x.Rank];
        int[] strides = new int[x.Rank];
        List<int> dropped = [], added = [], reversedBefore = [], reversedAfter = [];
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
                (Dim first, Dim end, Dim count) = Range(entry, size);
                strides[axis] = Stride(entry);
                if (entry.Step > 0)
                {
                    start[axis] = first;
                    limit[axis] = entry.Step == 1 ? first + count : Dim.Max(first, end);
                }
                else if (size.IsConstant)
                {
                    // As in JAX: a slice forwards over the same elements, reversed.
                    long offset = Math.Abs(first.Value - end.Value - 1) % strides[axis];
                    start[axis] = Dim.Min(size, end + 1 + offset);
                    limit[axis] = Dim.Max(start[axis], first + 1);
                    reversedAfter.Add(axis);
                }
                else
                {
                    // Lengths stay free of remainders when the axis is reversed first.
                    start[axis] = size - 1 - first;
                    limit[axis] = Dim.Max(start[axis], size - 1 - end);
                    reversedBefore.Add(axis);
                }
                position++;
            }
            axis++;
        }
        NdArray y = Erased.Lax.Rev(x, [.. reversedBefore]);
        bool whole = Enumerable.Range(0, x.Rank).All(d => strides[d] == 1 && start[d].Equals((Dim)0) && limit[d].Equals(x.Shape[d]));
        y = Erased.Lax.Rev(whole ? y : Erased.Lax.Slice(y, Shape.Of(start), Shape.Of(limit), strides.All(s => s == 1) ? null : strides), [.. reversedAfter]);
        return Erased.Lax.ExpandDims(Erased.Lax.Squeeze(y, [.. dropped]), [.. added]);
    }

    private static NdArray Dynamic(NdArray x, IReadOnlyList<IndexEntry> entries)
    {
        NdArray[] starts = new NdArray[x.Rank];
        Dim[] sizes = new Dim[x.Rank];
        List<int> dropped = [], added = [], reversed = [];
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
                (Dim first, Dim end, sizes[axis]) = Range(entry, size);
                starts[axis] = Erased.Lax.Size(entry.Step > 0 ? first : end + 1, DType.Int32);
                position++;
                if (entry.Step < 0)
                {
                    reversed.Add(axis);
                }
            }
            else
            {
                CheckNotEmpty(size, axis);
                // JAX wants one type of all starts.
                starts[axis] = entry.Kind == IndexKind.Integer ? Erased.Lax.Size(Position(entry, size, axis), DType.Int32)
                    : x.Rank > 1 ? Erased.Lax.ConvertElementType(entry.Array!, DType.Int32)
                    : entry.Array!;
                sizes[axis] = 1;
                dropped.Add(axis);
            }
            starts[axis] = Normalize(starts[axis], size);
            axis++;
        }
        NdArray y = Prims.DynamicSlice.Bind(Params.Of(("slice_sizes", PyTuple.OfDims(sizes))), [x, .. starts])[0];
        return Erased.Lax.ExpandDims(Erased.Lax.Squeeze(Erased.Lax.Rev(y, [.. reversed]), [.. dropped]), [.. added]);
    }

    /// <summary>An element is looked up: there must be one.</summary>
    public static void CheckNotEmpty(Dim size, int axis)
    {
        if (size.Equals((Dim)0))
        {
            throw new IndexOutOfRangeException($"index is out of bounds for axis {axis} with size 0");
        }
    }
}
