// What the generated fInto members check: lengths against dimensions, and memory that overlaps.
using System;
using System.ComponentModel;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

/// <summary>Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IntoSupport
{
    /// <summary>The dimension that a length and the other dimensions determine.</summary>
    /// <exception cref="ArgumentException">The length is no multiple.</exception>
    public static int Quotient(string name, int length, long others) =>
        others > 0 && length % others == 0 ? (int)(length / others)
        : others == 0 && length == 0 ? 0
        : throw new ArgumentException($"'{name}' has {length} elements, which is no multiple of {others}, the product of its other dimensions", name);

    /// <exception cref="ArgumentException">The length is another.</exception>
    public static void CheckLength(string name, int length, long expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"'{name}' has {length} elements; by the dimensions of the inputs it must have {expected}", name);
        }
    }

    /// <summary>Copies a result of the method itself.</summary>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public static void Write<T>(ReadOnlySpan<T> result, Span<T> destination, string name)
    {
        CheckLength(name, destination.Length, result.Length);
        result.CopyTo(destination);
    }

    /// <summary>Stores a number of the method itself.</summary>
    /// <exception cref="ArgumentException">The destination has not one element.</exception>
    public static void Write<T>(T result, Span<T> destination, string name)
        where T : unmanaged => Write(new ReadOnlySpan<T>(in result), destination, name);

    /// <summary>True when the destination is the input exactly.</summary>
    /// <exception cref="ArgumentException">They overlap in part.</exception>
    public static bool Aliases<T, U>(ReadOnlySpan<T> input, Span<U> destination, string inputName, string destinationName)
        where T : unmanaged
        where U : unmanaged
    {
        if (!ByteRanges.Overlap(input, (ReadOnlySpan<U>)destination, out nint offset))
        {
            return false;
        }
        return offset == 0 && input.Length == destination.Length && typeof(T) == typeof(U)
            ? true
            : throw new ArgumentException($"'{destinationName}' overlaps '{inputName}' in part; a destination may be an input exactly, or apart from all", destinationName);
    }

    /// <exception cref="ArgumentException">Two destinations overlap.</exception>
    public static void CheckApart<T, U>(Span<T> first, Span<U> second, string firstName, string secondName)
        where T : unmanaged
        where U : unmanaged
    {
        if (ByteRanges.Overlap((ReadOnlySpan<T>)first, (ReadOnlySpan<U>)second, out _))
        {
            throw new ArgumentException($"'{secondName}' overlaps '{firstName}'; each result needs memory of its own", secondName);
        }
    }
}
