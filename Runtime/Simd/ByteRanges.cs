// Whether memory overlaps, counted in 64 bits: a span of bytes ends at 2 GiB, and spans of other elements do not.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Simd;

internal static class ByteRanges
{
    /// <summary>True when two spans share bytes; <paramref name="offset"/>: from the first's start to the second's.</summary>
    public static bool Overlap<T, U>(ReadOnlySpan<T> first, ReadOnlySpan<U> second, out nint offset)
        where T : unmanaged
        where U : unmanaged => Overlap(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(first)), (nuint)first.Length * (nuint)Unsafe.SizeOf<T>(),
            ref Unsafe.As<U, byte>(ref MemoryMarshal.GetReference(second)), (nuint)second.Length * (nuint)Unsafe.SizeOf<U>(), out offset);

    /// <summary>As above, for ranges of bytes. Nothing is read.</summary>
    public static bool Overlap(ref byte first, nuint firstBytes, ref byte second, nuint secondBytes, out nint offset)
    {
        offset = Unsafe.ByteOffset(ref first, ref second);
        return firstBytes != 0 && secondBytes != 0 && ((nuint)offset < firstBytes || (nuint)(-offset) < secondBytes);
    }
}
