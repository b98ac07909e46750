// Memory as emitted loops see it: blocks that are whole or partial, single elements of a block, and integer arithmetic on indices.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>Loads, stores and index arithmetic of emitted loops. Emitted code imports this class statically.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneMemory
{
    /// <summary>The <paramref name="count"/> elements from an index on; where fewer than a block, the others are zero and their memory is not touched.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Load<V, T>(ref T source, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        count == V.Count ? V.Load(ref source, index) : V.Load(ref source, index, count);

    [MethodImpl(AggressiveInlining)]
    public static void Store<V, T>(V value, ref T destination, nint index, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        if (count == V.Count)
        {
            V.Store(value, ref destination, index);
        }
        else
        {
            V.Store(value, ref destination, index, count);
        }
    }

    /// <summary>The element at an index in every lane.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Broadcast<V, T>(ref T source, nint index)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Broadcast(Unsafe.Add(ref source, index));

    /// <summary>A bool in every lane.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Mask<V>(bool value)
        where V : struct, ILanes<V> =>
        V.Bits(value ? -1 : 0);

    /// <summary>The element of one lane.</summary>
    [MethodImpl(AggressiveInlining)]
    public static ref T Lane<V, T>(ref V lanes, int lane)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<V, T>(ref lanes), lane);

    /// <summary>Whether one lane of a mask is set.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool IsSet<V, T>(V mask, int lane)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        Unsafe.As<T, byte>(ref Unsafe.Add(ref Unsafe.As<V, T>(ref mask), lane)) != 0;

    /// <summary>Sets one lane of a mask.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void SetMask<V, T>(ref V mask, int lane, bool value)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        Lane<V, T>(ref mask, lane) = Element.FromBits<T>(value ? -1 : 0);

    /// <summary>The first <paramref name="count"/> elements of a block, the identity of a reduction in the others.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Keep<V, T, M>(V block, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where M : struct, IMonoid =>
        count == V.Count ? block : Reductions.KeepFirst<V, T, M>(block, count);

    /// <summary>0 &lt;= index &lt; extent.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool InRange(nint index, nint extent) => (nuint)index < (nuint)extent;

    /// <summary>Rounds to negative infinity; the divisor is positive.</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint FloorDiv(nint dividend, nint divisor)
    {
        (nint quotient, nint remainder) = Math.DivRem(dividend, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>In [0, divisor); the divisor is positive.</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint Mod(nint dividend, nint divisor)
    {
        nint remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    /// <summary>max(low, min(high, index)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint Clamp(nint index, nint low, nint high) => nint.Max(low, nint.Min(high, index));
}
