// Reduction of trigonometric arguments modulo pi/2: Cody-Waite in three or four parts for usual arguments, exact integer arithmetic with the bits of 2/pi for huge ones.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class TrigReduction
{
    // Below these the usual reduction serves. The exact one leaves such elements alone, so that a result does not depend on its neighbours.
    private static float SingleLimit
    {
        [MethodImpl(AggressiveInlining)]
        get => Element.HasFma ? 71476f : 8192f;
    }

    private static double DoubleLimit
    {
        [MethodImpl(AggressiveInlining)]
        get => Element.HasFma ? 1e9 : 1e5;
    }

    /// <summary>The bits of 2/pi after the binary point, most significant word first.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E,
        0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary>True when <see cref="Reduce{V}"/> serves for every element.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool IsUsual<V>(V x)
        where V : struct, ILanes<V> =>
        x is IElements<float> ? V.AllLess(V.Abs(x), V.Constant(SingleLimit)) : V.AllLess(V.Abs(x), V.Constant(DoubleLimit));

    /// <summary><see cref="Reduce{V}"/>, and exactly where arguments are huge.</summary>
    public static V ReduceAny<V>(V x, out V quadrant)
        where V : struct, ILanes<V>
    {
        V r = Reduce(x, out quadrant);
        x = V.Abs(x);
        if (x is IElements<float>)
        {
            ReduceHuge<V, float>(ref x, ref r, ref quadrant);
        }
        else
        {
            ReduceHuge<V, double>(ref x, ref r, ref quadrant);
        }
        return r;
    }

    /// <summary>|x| = quadrant pi/2 + r with |r| about pi/4 at most; the quadrant's two low bits are in the low bits of <paramref name="quadrant"/>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Reduce<V>(V x, out V quadrant)
        where V : struct, ILanes<V>
    {
        V r;
        x = V.Abs(x);
        if (x is IElements<float>)
        {
            V magic = V.Constant(12582912f);
            quadrant = V.Fma(x, V.Constant(0.636619772f), magic);
            V n = quadrant - magic;
            if (Element.HasFma)
            {
                r = V.Fma(n, V.Constant(-1.57079601f), x);
                r = V.Fma(n, V.Constant(-3.13916473e-07f), r);
                r = V.Fma(n, V.Constant(-5.39030253e-15f), r);
            }
            else
            {
                r = x - (n * V.Constant(1.5703125f));
                r -= n * V.Constant(4.837512969970703125e-4f);
                r -= n * V.Constant(7.54953362047672e-8f);
                r -= n * V.Constant(2.5633441515e-12f);
            }
        }
        else
        {
            V magic = V.Constant(6755399441055744);
            quadrant = V.Fma(x, V.Constant(0.6366197723675814), magic);
            V n = quadrant - magic;
            if (Element.HasFma)
            {
                r = V.Fma(n, V.Constant(-1.5707963267948966), x);
                r = V.Fma(n, V.Constant(-6.123233995736766e-17), r);
                r = V.Fma(n, V.Constant(1.4973849048591833e-33), r);
            }
            else
            {
                r = x - (n * V.Constant(1.57079632673412561417e+00));
                r -= n * V.Constant(6.07710050630396597660e-11);
                r -= n * V.Constant(2.02226624871116645580e-21);
                r -= n * V.Constant(8.47842766036889956997e-32);
            }
        }
        return r;
    }

    private static void ReduceHuge<V, T>(ref V x, ref V r, ref V quadrant)
        where V : struct, ILanes<V>
        where T : unmanaged
    {
        for (int i = 0; i < V.Count; i++)
        {
            double value = Element.Convert<T, double>(At<V, T>(ref x, i));
            if (!double.IsFinite(value))
            {
                At<V, T>(ref r, i) = Element.FromDouble<T>(double.NaN);
            }
            else if (value >= (typeof(T) == typeof(float) ? SingleLimit : DoubleLimit))
            {
                At<V, T>(ref r, i) = Element.FromDouble<T>(Reduce(value, out int turns));
                At<V, T>(ref quadrant, i) = Element.FromBits<T>(turns);
            }
        }
    }

    // Elements are evenly spaced in the lanes' memory, though not always next to each other (pairs of single elements).
    private static ref T At<V, T>(ref V lanes, int index)
        where V : struct, ILanes<V> =>
        ref Unsafe.As<byte, T>(ref Unsafe.Add(ref Unsafe.As<V, byte>(ref lanes), index * (Unsafe.SizeOf<V>() / V.Count)));

    // x = m 2^e with a 53-bit m: the bits of m 2/pi that matter start where those above are multiples of 4 quadrants. 192 bits of 2/pi from there
    // leave more than 60 good bits of fraction after the worst cancellation of a double.
    private static double Reduce(double x, out int quadrant)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        ulong m = ((ulong)bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        // x 2/pi = m 2^exponent 0.b1b2...; words start so that the first kept bit has weight 2^(exponent - start) with m's product below 2^64 quadrants.
        int start = Math.Max(exponent - 8, 0);
        ulong w0 = Word(start), w1 = Word(start + 64), w2 = Word(start + 128);
        UInt128 p2 = (UInt128)m * w2, p1 = ((UInt128)m * w1) + (p2 >> 64);
        UInt128 high = ((UInt128)m * w0) + (p1 >> 64), rest = (p1 << 64) | (ulong)p2;
        // value = (high + rest 2^-128) 2^-point, modulo 4: its fraction, at the top of 128 bits.
        int point = 64 - (exponent - start);
        quadrant = (int)(high >> point) & 3;
        UInt128 f = (high << (128 - point)) | (rest >> point);
        bool negative = (f >> 127) != UInt128.Zero;
        if (negative)
        {
            f = UInt128.Zero - f;
            quadrant = (quadrant + 1) & 3;
        }
        int zeros = (int)UInt128.LeadingZeroCount(f);
        ulong top = (ulong)((f << zeros) >> 64);
        double r = Math.ScaleB(top, -64 - zeros) * 1.5707963267948966;
        return negative ? -r : r;
    }

    // 64 bits of 2/pi from a bit position.
    private static ulong Word(int bit)
    {
        int word = bit >> 6, shift = bit & 63;
        ulong first = TwoOverPi[word], second = word + 1 < TwoOverPi.Length ? TwoOverPi[word + 1] : 0;
        return shift == 0 ? first : (first << shift) | (second >> (64 - shift));
    }
}
