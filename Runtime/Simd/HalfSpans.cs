// Conversion of spans between float and the 16-bit formats: a register of floats against half a register of bit patterns; a last partial block goes through a copy.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class HalfMap
{
    public static void Narrow<F>(ref float x, ref ushort y, nint n)
        where F : struct, IUnaryFunction
    {
        if (Map.Use512)
        {
            NarrowLoop<F, Lanes512<float>>(ref x, ref y, n);
        }
        else if (Map.Use256)
        {
            NarrowLoop<F, Lanes256<float>>(ref x, ref y, n);
        }
        else
        {
            NarrowLoop<F, Lanes128<float>>(ref x, ref y, n);
        }
    }

    public static void Widen<F>(ref ushort x, ref float y, nint n)
        where F : struct, IUnaryFunction
    {
        if (Map.Use512)
        {
            WidenLoop<F, Lanes512<float>>(ref x, ref y, n);
        }
        else if (Map.Use256)
        {
            WidenLoop<F, Lanes256<float>>(ref x, ref y, n);
        }
        else
        {
            WidenLoop<F, Lanes128<float>>(ref x, ref y, n);
        }
    }

    [MethodImpl(AggressiveOptimization)]
    public static void NarrowLoop<F, V>(ref float x, ref ushort y, nint n)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V, float>
    {
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            Store(F.Invoke(V.Load(ref x, i)), ref Unsafe.Add(ref y, i));
        }
        if (i < n)
        {
            Span<ushort> block = stackalloc ushort[Vector512<float>.Count];
            Store(F.Invoke(V.Load(ref x, i, (int)(n - i))), ref block[0]);
            block[..(int)(n - i)].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, i), (int)(n - i)));
        }
    }

    [MethodImpl(AggressiveOptimization)]
    public static void WidenLoop<F, V>(ref ushort x, ref float y, nint n)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V, float>
    {
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            V.Store(F.Invoke(Load<V>(ref Unsafe.Add(ref x, i))), ref y, i);
        }
        if (i < n)
        {
            Span<ushort> block = stackalloc ushort[Vector512<float>.Count];
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref x, i), (int)(n - i)).CopyTo(block);
            V.Store(F.Invoke(Load<V>(ref block[0])), ref y, i, (int)(n - i));
        }
    }

    // A register's worth of bit patterns, each in the low half of its lane.
    [MethodImpl(AggressiveInlining)]
    private static V Load<V>(ref ushort source)
        where V : struct, ILanes<V>
    {
        if (Unsafe.SizeOf<V>() == 64)
        {
            Vector256<ushort> all = Vector256.LoadUnsafe(ref source);
            return Unsafe.BitCast<Vector512<uint>, V>(Vector512.WidenLower(all.ToVector512Unsafe()));
        }
        if (Unsafe.SizeOf<V>() == 32)
        {
            return Unsafe.BitCast<Vector256<uint>, V>(Vector256.WidenLower(Vector128.LoadUnsafe(ref source).ToVector256Unsafe()));
        }
        ulong four = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref source));
        return Unsafe.BitCast<Vector128<uint>, V>(Vector128.WidenLower(Vector128.CreateScalarUnsafe(four).AsUInt16()));
    }

    [MethodImpl(AggressiveInlining)]
    private static void Store<V>(V bits, ref ushort destination)
        where V : struct, ILanes<V>
    {
        if (Unsafe.SizeOf<V>() == 64)
        {
            Vector512<uint> all = Unsafe.BitCast<V, Vector512<uint>>(bits);
            Vector512.Narrow(all, all).GetLower().StoreUnsafe(ref destination);
        }
        else if (Unsafe.SizeOf<V>() == 32)
        {
            Vector256<uint> all = Unsafe.BitCast<V, Vector256<uint>>(bits);
            Vector256.Narrow(all, all).GetLower().StoreUnsafe(ref destination);
        }
        else
        {
            Vector128<uint> all = Unsafe.BitCast<V, Vector128<uint>>(bits);
            Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref destination), Vector128.Narrow(all, all).AsUInt64().ToScalar());
        }
    }
}

public static partial class VectorMath
{
    /// <summary>
    /// Floats rounded to float16, halves to even; the same bits on every width.
    /// Beyond 65,504 (from 65,520 on) they give infinity, small ones denormals, and then zeros; zeros, infinities and NaNs stay.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and nowhere overlapping it.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments: even the same memory is refused, as elements differ in size.</exception>
    public static void ToHalf(ReadOnlySpan<float> x, Span<Half> destination) => Narrow<ToHalfFunction>(x, MemoryMarshal.Cast<Half, ushort>(destination));

    /// <summary>float16 to float, exactly: denormals become normal numbers; zeros, infinities and NaNs stay.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and nowhere overlapping it.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments: even the same memory is refused, as elements differ in size.</exception>
    public static void FromHalf(ReadOnlySpan<Half> x, Span<float> destination) => Widen<FromHalfFunction>(MemoryMarshal.Cast<Half, ushort>(x), destination);

    /// <summary>
    /// Floats rounded to bfloat16 (a float's upper 16 bits), halves to even; the same bits on every width.
    /// Numbers that round beyond its largest give infinity; denormals are rounded like others; zeros, infinities and NaNs stay.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the bit patterns; at least as long as <paramref name="x"/>, and nowhere overlapping it.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments: even the same memory is refused, as elements differ in size.</exception>
    public static void ToBfloat16(ReadOnlySpan<float> x, Span<ushort> destination) => Narrow<ToBfloat16Function>(x, destination);

    /// <summary>bfloat16 to float, exactly.</summary>
    /// <param name="x">The bit patterns.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and nowhere overlapping it.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps the arguments: even the same memory is refused, as elements differ in size.</exception>
    public static void FromBfloat16(ReadOnlySpan<ushort> x, Span<float> destination) => Widen<FromBfloat16Function>(x, destination);

    private static void Narrow<F>(ReadOnlySpan<float> x, Span<ushort> destination)
        where F : struct, IUnaryFunction
    {
        CheckApart(x, (ReadOnlySpan<ushort>)destination);
        HalfMap.Narrow<F>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(destination), x.Length);
    }

    private static void Widen<F>(ReadOnlySpan<ushort> x, Span<float> destination)
        where F : struct, IUnaryFunction
    {
        CheckApart(x, (ReadOnlySpan<float>)destination);
        HalfMap.Widen<F>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(destination), x.Length);
    }

    private static void CheckApart<T, U>(ReadOnlySpan<T> x, ReadOnlySpan<U> destination)
        where T : unmanaged
        where U : unmanaged
    {
        if (destination.Length < x.Length)
        {
            throw new ArgumentException($"the destination has {destination.Length} elements, {x.Length} are needed", nameof(destination));
        }
        if (ByteRanges.Overlap(x, destination[..x.Length], out _))
        {
            throw new ArgumentException("the destination overlaps the arguments", nameof(destination));
        }
    }
}
