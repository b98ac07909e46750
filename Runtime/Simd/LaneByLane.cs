// Operations for which the hardware has no one instruction, an element at a time over the lanes' memory.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Simd;

internal static class LaneByLane
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Divide<V, T>(V left, V right)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<T> a = Elements<V, T>(ref left), b = Elements<V, T>(ref right);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Element.Divide(a[i], b[i]);
        }
        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Remainder<V, T>(V left, V right)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<T> a = Elements<V, T>(ref left), b = Elements<V, T>(ref right);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Element.Remainder(a[i], b[i]);
        }
        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V ShiftLeft<V, T>(V value, V counts)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<T> a = Elements<V, T>(ref value), b = Elements<V, T>(ref counts);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Element.ShiftLeft(a[i], b[i]);
        }
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V ShiftRightLogical<V, T>(V value, V counts)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<T> a = Elements<V, T>(ref value), b = Elements<V, T>(ref counts);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Element.ShiftRightLogical(a[i], b[i]);
        }
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V ShiftRightArithmetic<V, T>(V value, V counts)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<T> a = Elements<V, T>(ref value), b = Elements<V, T>(ref counts);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Element.ShiftRightArithmetic(a[i], b[i]);
        }
        return value;
    }

    /// <summary>Integers of 8 bytes as floats, rounded once; from two vectors, or one where lanes hold one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static R ToSingle<R, V>(V low, V high)
        where R : struct, ILanes<R>
        where V : struct, ILanes<V>
    {
        R result = R.Bits(0);
        Span<float> to = Elements<R, float>(ref result);
        Span<long> first = Elements<V, long>(ref low), second = Elements<V, long>(ref high);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = i < first.Length ? first[i] : second[i - first.Length];
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Load<V, T>(ref T source, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V result = V.Bits(0);
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, index), count).CopyTo(Elements<V, T>(ref result));
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<V, T>(V value, ref T destination, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        Elements<V, T>(ref value)[..count].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, index), count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V LoadStrided<V, T>(ref T source, nint index, nint stride, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V result = V.Bits(0);
        Span<T> elements = Elements<V, T>(ref result);
        for (int i = 0; i < count; i++)
        {
            elements[i] = Unsafe.Add(ref source, index + i * stride);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V LoadMask<V, T>(ref bool source, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V result = V.Bits(0);
        Span<T> elements = Elements<V, T>(ref result);
        for (int i = 0; i < count; i++)
        {
            elements[i] = Element.FromBits<T>(Unsafe.Add(ref source, index + i) ? -1 : 0);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreMask<V, T>(V mask, ref bool destination, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<V, byte>(ref mask), Unsafe.SizeOf<V>());
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, index + i) = bytes[i * Unsafe.SizeOf<T>()] != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Lookup<V>(ReadOnlySpan<double> table, V index)
        where V : struct, ILanes<V>
    {
        Span<double> result = Elements<V, double>(ref index);
        Span<long> indices = MemoryMarshal.Cast<double, long>(result);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = table[(int)indices[i] & 7];
        }
        return index;
    }

    private static Span<T> Elements<V, T>(ref V lanes)
        where V : struct, ILanes<V>
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<V, T>(ref lanes), V.Count);
}
