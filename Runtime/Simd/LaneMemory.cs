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

    /// <summary>The elements of lanes <paramref name="from"/> to <paramref name="to"/> (exclusive) of a block, zero in the others, whose memory is not touched.</summary>
    /// <param name="source">The first element of the memory.</param>
    /// <param name="index">The index of lane 0, which may lie outside.</param>
    /// <param name="count">The lanes that count.</param>
    /// <param name="from">May be negative.</param>
    /// <param name="to">May be beyond the block.</param>
    [MethodImpl(AggressiveInlining)]
    public static V LoadRange<V, T>(ref T source, nint index, int count, nint from, nint to)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        from <= 0 && to >= count ? Load<V, T>(ref source, index, count) : LoadSome<V, T>(ref source, index, nint.Max(from, 0), nint.Min(to, count));

    /// <summary>A mask of the lanes <paramref name="from"/> to <paramref name="to"/> (exclusive).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LaneRange<V, T>(nint from, nint to)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V lane = V.Sequence(Element.FromDouble<T>(0), Element.FromDouble<T>(1));
        return V.Less(lane, V.Constant(nint.Clamp(to, 0, V.Count))) & V.LessOrEqual(V.Constant(nint.Clamp(from, 0, V.Count)), lane);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V LoadSome<V, T>(ref T source, nint index, nint from, nint to)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V block = V.Bits(0);
        for (nint lane = from; lane < to; lane++)
        {
            Lane<V, T>(ref block, (int)lane) = Unsafe.Add(ref source, index + lane);
        }
        return block;
    }

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

    /// <summary>The element of one lane; the number is taken modulo the count, so that it never leaves the block.</summary>
    [MethodImpl(AggressiveInlining)]
    public static ref T Lane<V, T>(ref V lanes, int lane)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<V, T>(ref lanes), lane & (V.Count - 1));

    /// <summary>Whether one lane of a mask is set; the number is taken modulo the count.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool IsSet<V, T>(V mask, int lane)
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        Unsafe.As<T, byte>(ref Unsafe.Add(ref Unsafe.As<V, T>(ref mask), lane & (V.Count - 1))) != 0;

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

    /// <summary>Rounds to negative infinity; the divisor is positive. By 0 it is 0: a program whose divisor may be 0 says itself that it must not be.</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint FloorDiv(nint dividend, nint divisor)
    {
        if (divisor == 0)
        {
            return 0;
        }
        (nint quotient, nint remainder) = Math.DivRem(dividend, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>In [0, divisor); the divisor is positive, or 0, which gives 0.</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint Mod(nint dividend, nint divisor)
    {
        if (divisor == 0)
        {
            return 0;
        }
        nint remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    /// <summary>max(low, min(high, index)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static nint Clamp(nint index, nint low, nint high) => nint.Max(low, nint.Min(high, index));
}
