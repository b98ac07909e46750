// What entries need of C# arrays and spans: the elements of an array of several dimensions, and whether two share memory.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

public static partial class JitSupport
{
    /// <summary>The elements of an array of any number of dimensions, row by row.</summary>
    public static Span<T> Elements<T>(Array array)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
    }

    /// <summary>True when two spans share an element or a part of one.</summary>
    public static bool Overlap<T, U>(ReadOnlySpan<T> first, ReadOnlySpan<U> second)
        where T : unmanaged
        where U : unmanaged => ByteRanges.Overlap(first, second, out _);
}
