// One entry of an index expression, erased: what stands between the commas of x[...].
using System;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>The kinds of index entries NumPy knows, and C#'s <c>..</c>, which is one of two of them.</summary>
internal enum IndexKind { Integer, Slice, NewAxis, Ellipsis, Array, Dots }

/// <summary>
/// An entry of an index. An integer counts from the end when <paramref name="FromEnd"/> (<c>^1</c>) or, as in NumPy, when it is negative; the bounds of a slice
/// likewise, null meaning the end of the axis.
/// </summary>
internal sealed record IndexEntry(
    IndexKind Kind, int Value = 0, bool FromEnd = false, SliceBound? Start = null, SliceBound? Stop = null, int Step = 1, NdArray? Array = null)
{
    public static IndexEntry NewAxis { get; } = new(IndexKind.NewAxis);

    public static IndexEntry Ellipsis { get; } = new(IndexKind.Ellipsis);

    public static IndexEntry All { get; } = new(IndexKind.Slice);

    /// <summary><c>..</c>: an ellipsis where it is the only one, a whole axis beside others.</summary>
    public static IndexEntry Dots { get; } = new(IndexKind.Dots);

    /// <summary>How many axes it takes up; an ellipsis none of its own.</summary>
    public int Axes => Kind switch
    {
        IndexKind.Integer or IndexKind.Slice => 1,
        IndexKind.Array => Array!.Dtype.IsBool ? Array.Rank : 1,
        _ => 0,
    };

    public static IndexEntry Of(int value, bool fromEnd = false) => new(IndexKind.Integer, value, fromEnd);

    public static IndexEntry Of(NdArray array) => new(IndexKind.Array, Array: array);

    public static IndexEntry Slice(SliceBound? start, SliceBound? stop, int step = 1) => step != 0
        ? new(IndexKind.Slice, Start: start, Stop: stop, Step: step)
        : throw new ArgumentOutOfRangeException(nameof(step), "the step of a slice cannot be 0");

    /// <summary>The entries with every <c>..</c> turned into what it stands for.</summary>
    public static IndexEntry[] WithoutDots(IndexEntry[] entries)
    {
        IndexEntry meaning = entries.Count(e => e.Kind is IndexKind.Dots or IndexKind.Ellipsis) > 1 ? All : Ellipsis;
        return [.. entries.Select(e => e.Kind == IndexKind.Dots ? meaning : e)];
    }
}

/// <summary>A bound of a slice: a position, counted from the end when <paramref name="FromEnd"/>.</summary>
internal readonly record struct SliceBound(Dim Value, bool FromEnd)
{
    /// <summary>The position in an axis of <paramref name="size"/> elements, before clamping.</summary>
    public Dim In(Dim size) => FromEnd ? size - Value : Value is { IsConstant: true, Value: < 0 } ? size + Value : Value;
}
