// Products with their rounding errors (for pow, erfc, erf_inv, ndtri and huge angles), and the logarithm to base 2 in two doubles (for pow).
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class DoubleDouble
{
    /// <summary>What the rounded product p = a b lost: exactly, by one FMA or by Dekker's splitting.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ProductError<V>(V a, V b, V p)
        where V : struct, ILanes<V>
    {
        if (Element.HasFma)
        {
            return V.Fma(a, b, -p);
        }
        V split = V.Constant(a is IElements<float> ? 4097 : 134217729);
        V ah = a * split, bh = b * split;
        ah -= ah - a;
        bh -= bh - b;
        V al = a - ah, bl = b - bh;
        return ((ah * bh) - p) + (ah * bl) + (al * bh) + (al * bl);
    }

    /// <summary>
    /// log2 a of non-negative a in two parts, the error about 2^-64 of the result: with s = f / (2 + f) and z = s^2, 2/ln2 s (1 + z (1/3 + z P(z))), the first two terms in
    /// double-double, P of degree 8 (docs/fits/pow.sollya). Of zeros and infinities the result is infinite and the low part NaN.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log2<V>(V a, out V low)
        where V : struct, ILanes<V>
    {
        V two = V.Constant(2), f = V.Split(a, out V e) - V.Constant(1), d = f + two, inverse = V.Constant(1) / d, s = f * inverse;
        V sLow = V.Fma(-s, f - (d - two), -ProductError(s, d, f)) * inverse;
        V z = s * s, zLow = V.Fma(s + s, sLow, ProductError(s, s, z));
        V p = V.Constant(0.057895114008649516);
        p = V.Fma(p, z, 0.05166993112811098);
        p = V.Fma(p, z, 0.05887283854736026);
        p = V.Fma(p, z, 0.06666513507209097);
        p = V.Fma(p, z, 0.07692310660099726);
        p = V.Fma(p, z, 0.09090909055505643);
        p = V.Fma(p, z, 0.1111111111135659);
        p = V.Fma(p, z, 0.1428571428571342);
        p = V.Fma(p, z, 0.2) * z;
        V third = V.Constant(0.3333333333333333), t = third + p, tLow = third - t + p + V.Constant(1.850371707708594e-17);
        V u = z * t, uLow = V.Fma(z, tLow, V.Fma(zLow, t, ProductError(z, t, u)));
        V scale = V.Constant(2.8853900817779268), h = s * scale;
        V hLow = V.Fma(s, V.Constant(4.0710547481862066e-17), V.Fma(sLow, scale, ProductError(s, scale, h)));
        V c = h * u, cLow = V.Fma(h, uLow, V.Fma(hLow, u, ProductError(h, u, c)));
        V sum = h + c, total = e + sum;
        low = h - sum + c + (hLow + cLow) + (e - total + sum);
        return total;
    }
}
