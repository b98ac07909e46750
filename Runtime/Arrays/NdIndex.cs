// Index expressions of the typed arrays: what may stand in x[...].
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>
/// One entry of <c>x[...]</c>. Converts from <c>int</c>, <c>^1</c>, ranges, <see cref="Slice"/> and integer or bool arrays. A lone <c>..</c> stands for as many
/// axes as are left (NumPy's <c>...</c>); where several are written, each is one whole axis (NumPy's <c>:</c>).
/// </summary>
public readonly struct NdIndex
{
    private readonly IndexEntry? _entry;

    private NdIndex(IndexEntry entry) => _entry = entry;

    /// <summary>Adds an axis of one element; NumPy's <c>None</c>.</summary>
    public static NdIndex NewAxis { get; } = new(IndexEntry.NewAxis);

    /// <summary>As many whole axes as are left; NumPy's <c>...</c>.</summary>
    public static NdIndex Ellipsis { get; } = new(IndexEntry.Ellipsis);

    /// <summary>One whole axis; NumPy's <c>:</c>.</summary>
    public static NdIndex All { get; } = new(IndexEntry.All);

    internal IndexEntry Entry => _entry ?? IndexEntry.Of(0);

    public static implicit operator NdIndex(int index) => new(IndexEntry.Of(index));

    public static implicit operator NdIndex(Index index) => new(IndexEntry.Of(index.Value, index.IsFromEnd));

    public static implicit operator NdIndex(Range range) => range.Equals(Range.All)
        ? new(IndexEntry.Dots)
        : new(IndexEntry.Slice(Bound(range.Start), Bound(range.End)));

    public static implicit operator NdIndex(Slice slice) => new(slice.Entry);

    public static implicit operator NdIndex(NdArray<int> indices) => Of(indices.Erase());

    public static implicit operator NdIndex(NdArray<long> indices) => Of(indices.Erase());

    public static implicit operator NdIndex(NdArray<uint> indices) => Of(indices.Erase());

    public static implicit operator NdIndex(NdArray<bool> mask) => Of(mask.Erase());

    public static implicit operator NdIndex(int[] indices) => Of(new NdArray<int>(indices.NotNull()).Erased);

    public static implicit operator NdIndex(bool[] mask) => Of(new NdArray<bool>(mask.NotNull()).Erased);

    /// <summary>The erased entries of an index.</summary>
    internal static IndexEntry[] Erase(ReadOnlySpan<NdIndex> indices)
    {
        IndexEntry[] entries = new IndexEntry[indices.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = indices[i].Entry;
        }
        return entries;
    }

    private static NdIndex Of(NdArray array) => new(IndexEntry.Of(array));

    private static SliceBound Bound(Index index) => new(index.Value, index.IsFromEnd);
}

/// <summary>A slice with a step, as Python's <c>start:stop:step</c>: negative bounds count from the end, null means the end of the axis.</summary>
public readonly struct Slice(int? start, int? stop, int step = 1)
{
    public int? Start { get; } = start;

    public int? Stop { get; } = stop;

    public int Step { get; } = step != 0 ? step : throw new ArgumentOutOfRangeException(nameof(step), "the step of a slice cannot be 0");

    internal IndexEntry Entry => IndexEntry.Slice(Bound(Start), Bound(Stop), Step);

    private static SliceBound? Bound(int? value) => value is { } v ? new SliceBound(v, FromEnd: false) : null;
}
