// Sums and products of doubles with their rounding errors, and the logarithm to about 68 bits.
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

    [MethodImpl(AggressiveInlining)]
    public static V Sum<V>(V a, V b, out V error)
        where V : struct, ILanes<V>
    {
        V sum = a + b, t = sum - a;
        error = (a - (sum - t)) + (b - t);
        return sum;
    }

    /// <summary>
    /// log a for positive finite a: 2 atanh(s) with s = f / (2 + f) and its cubic term in double-double, the rest of the odd series in double, plus e ln 2.
    /// </summary>
    public static V Log<V>(V a, out V low)
        where V : struct, ILanes<V>
    {
        V two = V.Constant(2), m = PowerOfTwo.Split(a, out V e), f = m - V.Constant(1), d = two + f, dLow = f - (d - two);
        V s = f / d, sd = s * d, sLow = (f - sd - ProductError(s, d, sd) - (s * dLow)) / d;
        V z = s * s, zLow = ProductError(s, s, z) + (two * s * sLow);
        V cube = z * s, cubeLow = ProductError(z, s, cube) + (zLow * s) + (z * sLow);
        V third = V.Constant(0.6666666666666666), c = cube * third;
        V cLow = ProductError(cube, third, c) + (cubeLow * third) + (cube * V.Constant(3.700743415417188e-17));
        V p = V.Constant(0.08695652173913043);
        p = V.Fma(p, z, 0.09523809523809523);
        p = V.Fma(p, z, 0.10526315789473684);
        p = V.Fma(p, z, 0.11764705882352941);
        p = V.Fma(p, z, 0.13333333333333333);
        p = V.Fma(p, z, 0.15384615384615385);
        p = V.Fma(p, z, 0.18181818181818182);
        p = V.Fma(p, z, 0.2222222222222222);
        p = V.Fma(p, z, 0.2857142857142857);
        p = V.Fma(p, z, 0.4);
        V tail = cube * z * p;
        V small = V.Constant(1.90821492927058770002e-10), head = e * V.Constant(6.93147180369123816490e-01), headLow = e * small;
        V h = Sum(head, headLow, out V l1);
        h = Sum(h, two * s, out V l2);
        h = Sum(h, c, out V l3);
        return Sum(h, ProductError(e, small, headLow) + l1 + l2 + l3 + (two * sLow) + cLow + tail, out low);
    }
}
