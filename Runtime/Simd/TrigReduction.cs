// Reduction of trigonometric arguments modulo pi/2: Cody-Waite in three or four parts for usual arguments, exact integer arithmetic with the bits of 2/pi for huge ones.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class TrigReduction
{
    /// <summary>The bits of 2/pi after the binary point, most significant word first.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E,
        0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary>x = quadrant pi/2 + r with |r| about pi/4 at most; the quadrant's two low bits are in the low bits of <paramref name="quadrant"/>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Reduce<V>(V x, out V quadrant)
        where V : struct, ILanes<V>
    {
        V r;
        if (V.ElementType == typeof(float))
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
            if (V.Any(~V.Less(V.Abs(x), V.Constant(Element.HasFma ? 71476f : 8192f))))
            {
                ReduceHuge<V, float>(x, ref r, ref quadrant);
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
            if (V.Any(~V.Less(V.Abs(x), V.Constant(Element.HasFma ? 1e9 : 1e5))))
            {
                ReduceHuge<V, double>(x, ref r, ref quadrant);
            }
        }
        return r;
    }

    [MethodImpl(NoInlining)]
    private static void ReduceHuge<V, T>(V x, ref V r, ref V quadrant)
        where V : struct, ILanes<V>
        where T : unmanaged
    {
        Span<T> xs = MemoryMarshal.CreateSpan(ref Unsafe.As<V, T>(ref x), V.Count), rs = MemoryMarshal.CreateSpan(ref Unsafe.As<V, T>(ref r), V.Count);
        for (int i = 0; i < xs.Length; i++)
        {
            double value = Element.Convert<T, double>(xs[i]);
            if (Math.Abs(value) < (typeof(T) == typeof(float) ? 8192 : 1e5))
            {
                continue;
            }
            if (!double.IsFinite(value))
            {
                rs[i] = Element.FromDouble<T>(double.NaN);
                continue;
            }
            rs[i] = Element.FromDouble<T>(Reduce(value, out int q));
            if (typeof(T) == typeof(float))
            {
                Unsafe.Add(ref Unsafe.As<V, int>(ref quadrant), i) = q;
            }
            else
            {
                Unsafe.Add(ref Unsafe.As<V, long>(ref quadrant), i) = q;
            }
        }
    }

    // |x| = m 2^e with a 53-bit m: the bits of m 2/pi that matter start where those above are multiples of 4 quadrants. 192 bits of 2/pi from there
    // leave more than 60 good bits of fraction after the worst cancellation of a double.
    private static double Reduce(double x, out int quadrant)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        ulong m = ((ulong)bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        // x 2/pi = m 2^exponent 0.b1b2...; words start so that the first kept bit has weight 2^(exponent - start) with m's product below 2^64 quadrants.
        int start = Math.Max(exponent - 8, 0);
        UInt128 high = UInt128.Zero;
        ulong w0 = Word(start), w1 = Word(start + 64), w2 = Word(start + 128);
        UInt128 p2 = (UInt128)m * w2, p1 = ((UInt128)m * w1) + (p2 >> 64);
        ulong low = (ulong)p1;
        high = ((UInt128)m * w0) + (p1 >> 64);
        // value = (high 2^64 + low) 2^(exponent - start - 128), modulo 4.
        int point = 128 - (exponent - start);
        UInt128 whole = high;
        int fractionBits = point - 64;
        quadrant = fractionBits >= 128 ? 0 : (int)((ulong)(whole >> fractionBits) & 3);
        UInt128 fraction = fractionBits >= 128 ? whole : whole & ((UInt128.One << fractionBits) - 1);
        // To a signed fraction of 128 bits, then to a double with the next word for the bits that cancellation uncovers.
        UInt128 f = (fraction << (128 - fractionBits)) | ((UInt128)low >> (fractionBits - 64));
        bool negative = (f >> 127) != UInt128.Zero;
        if (negative)
        {
            f = UInt128.Zero - f;
            quadrant = (quadrant + 1) & 3;
        }
        double r = (((double)(ulong)(f >> 64) * 5.421010862427522e-20) + ((double)(ulong)f * 2.938735877055719e-39)) * 1.5707963267948966;
        if (negative)
        {
            r = -r;
        }
        if (x < 0)
        {
            r = -r;
            quadrant = -quadrant & 3;
        }
        return r;
    }

    // 64 bits of 2/pi from a bit position.
    private static ulong Word(int bit)
    {
        int word = bit >> 6, shift = bit & 63;
        ulong first = TwoOverPi[word], second = word + 1 < TwoOverPi.Length ? TwoOverPi[word + 1] : 0;
        return shift == 0 ? first : (first << shift) | (second >> (64 - shift));
    }
}
