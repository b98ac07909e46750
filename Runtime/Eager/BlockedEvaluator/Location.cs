// Where elements are: an array and a byte offset into it, or one element that stands for all.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Eager;

internal readonly struct Location(Array data, nint offset, bool isScalar = false)
{
    public Array Data { get; } = data;

    /// <summary>In bytes.</summary>
    public nint Offset { get; } = offset;

    public bool IsScalar { get; } = isScalar;

    public ref byte Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(Data), Offset);
    }

    public Location Advance(nint bytes) => new(Data, Offset + bytes, IsScalar);

    public ReadOnlySpan<T> Span<T>(int length)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref Start), length);

    public Span<T> Target<T>(int length)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref Start), length);
}

/// <summary>Moves elements by their size alone.</summary>
internal static class Elements
{
    /// <summary>Copies <paramref name="length"/> elements that are <paramref name="stride"/> elements apart (0: one element for all).</summary>
    public static void Copy(ref byte from, nint stride, ref byte to, int length, int size)
    {
        if (length <= 0)
        {
            return;
        }
        if (stride == 1)
        {
            Copy(ref from, ref to, (nuint)length * (nuint)size);
            return;
        }
        switch (size)
        {
            case 4:
                Strided(ref Unsafe.As<byte, int>(ref from), stride, ref Unsafe.As<byte, int>(ref to), length);
                break;
            case 8:
                Strided(ref Unsafe.As<byte, long>(ref from), stride, ref Unsafe.As<byte, long>(ref to), length);
                break;
            case 1:
                Strided(ref from, stride, ref to, length);
                break;
            default:
                throw NoWidth(size);
        }
    }

    /// <summary>Copies bytes, any number of them: a span and one block instruction count at most 2 and 4 GiB.</summary>
    public static void Copy(ref byte from, ref byte to, nuint bytes, int piece = 1 << 30)
    {
        for (; bytes > (nuint)piece; bytes -= (nuint)piece, from = ref Unsafe.AddByteOffset(ref from, piece), to = ref Unsafe.AddByteOffset(ref to, piece))
        {
            MemoryMarshal.CreateReadOnlySpan(ref from, piece).CopyTo(MemoryMarshal.CreateSpan(ref to, piece));
        }
        MemoryMarshal.CreateReadOnlySpan(ref from, (int)bytes).CopyTo(MemoryMarshal.CreateSpan(ref to, (int)bytes));
    }

    /// <summary>Copies elements at offsets (in elements); where the mask is false, zero.</summary>
    public static void Gather(ref byte from, ReadOnlySpan<long> offsets, ReadOnlySpan<bool> mask, ref byte to, int size)
    {
        switch (size)
        {
            case 4:
                Gather(ref Unsafe.As<byte, int>(ref from), offsets, mask, ref Unsafe.As<byte, int>(ref to));
                break;
            case 8:
                Gather(ref Unsafe.As<byte, long>(ref from), offsets, mask, ref Unsafe.As<byte, long>(ref to));
                break;
            case 1:
                Gather<byte>(ref from, offsets, mask, ref to);
                break;
            default:
                throw NoWidth(size);
        }
    }

    /// <summary>Copies from one of two sources by a mask.</summary>
    public static void Choose(ReadOnlySpan<bool> mask, ref byte then, nint thenStride, ref byte otherwise, nint otherStride, ref byte to, int size)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            ref byte from = ref mask[i] ? ref Unsafe.AddByteOffset(ref then, i * thenStride * size) : ref Unsafe.AddByteOffset(ref otherwise, i * otherStride * size);
            Unsafe.CopyBlockUnaligned(ref Unsafe.AddByteOffset(ref to, (nint)i * size), ref from, (uint)size);
        }
    }

    private static NotSupportedException NoWidth(int size) => new($"elements of {size} bytes have no executor in this version");

    private static void Strided<T>(ref T from, nint stride, ref T to, int length)
    {
        if (stride == 0)
        {
            MemoryMarshal.CreateSpan(ref to, length).Fill(from);
            return;
        }
        for (nint i = 0; i < length; i++)
        {
            Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i * stride);
        }
    }

    private static void Gather<T>(ref T from, ReadOnlySpan<long> offsets, ReadOnlySpan<bool> mask, ref T to)
        where T : unmanaged
    {
        if (mask.IsEmpty)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, (nint)offsets[i]);
            }
            return;
        }
        for (int i = 0; i < offsets.Length; i++)
        {
            Unsafe.Add(ref to, i) = mask[i] ? Unsafe.Add(ref from, (nint)offsets[i]) : default;
        }
    }
}
