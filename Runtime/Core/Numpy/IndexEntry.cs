// One entry of an index expression, erased: what stands between the commas of x[...].
namespace SrcGenJit.Core;

/// <summary>The kinds of index entries NumPy knows.</summary>
internal enum IndexKind { Integer, Slice, NewAxis, Ellipsis, Array }

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

    public static IndexEntry Of(int value, bool fromEnd = false) => new(IndexKind.Integer, value, fromEnd);

    public static IndexEntry Of(NdArray array) => new(IndexKind.Array, Array: array);

    public static IndexEntry Slice(SliceBound? start, SliceBound? stop, int step = 1) => new(IndexKind.Slice, Start: start, Stop: stop, Step: step);
}

/// <summary>A bound of a slice: a position, counted from the end when <paramref name="FromEnd"/>.</summary>
internal readonly record struct SliceBound(int Value, bool FromEnd)
{
    /// <summary>The position in an axis of <paramref name="size"/> elements, before clamping.</summary>
    public Dim In(Dim size) => FromEnd ? size - Value : Value < 0 ? size + Value : Value;
}
