// What expm1, the hyperbolic functions, logistic and softplus share: x = n ln 2 + r, |r| <= ln 2 / 2 (Cody and Waite in two parts), and polynomials in r.
// Coefficients: docs/fits/exp-parts.sollya, minimax on the interval with the first terms exact; the degrees leave relative errors near 2^-31 and 2^-61.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ExpParts
{
    /// <summary>
    /// sign x = n ln 2 + sign r + <see cref="Low"/>: r is returned and exact. The lowest bits of <paramref name="biased"/> are n + offset, biased as an exponent
    /// (for <see cref="Power"/>). |n| is below 2^20 in double and 2^8 in float.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Reduce<V>(V x, double sign, int offset, out V n, out V biased)
        where V : struct, ILanes<V>
    {
        // Adding 1.5 * 2^(significand bits) rounds to an integer, in the lowest bits. With FMA ln 2 in full precision times n cancels exactly;
        // without, its first part has so few bits that n times it is exact.
        if (x is IElements<float>)
        {
            V magic = V.Constant(12582912.0 + 127 + offset);
            biased = V.Fma(x, V.Constant(sign * 1.44269504), magic);
            n = biased - magic;
            return V.Fma(n, V.Constant(-sign * (Element.HasFma ? 0.693147182464599609375 : 0.693359375)), x);
        }
        else
        {
            V magic = V.Constant(6755399441055744.0 + 1023 + offset);
            biased = V.Fma(x, V.Constant(sign * 1.4426950408889634), magic);
            n = biased - magic;
            return V.Fma(n, V.Constant(-sign * (Element.HasFma ? 0.69314718055994530942 : 6.93147180369123816490e-01)), x);
        }
    }

    /// <summary>rest + n times what <see cref="Reduce"/> left of ln 2.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Low<V>(V n, double sign, V rest)
        where V : struct, ILanes<V> =>
        V.Fma(n, LowOfLn2<V>(n, sign), rest);

    [MethodImpl(AggressiveInlining)]
    public static V Low<V>(V n, double sign)
        where V : struct, ILanes<V> =>
        n * LowOfLn2<V>(n, sign);

    [MethodImpl(AggressiveInlining)]
    private static V LowOfLn2<V>(V n, double sign)
        where V : struct, ILanes<V> =>
        n is IElements<float>
            ? V.Constant(-sign * (Element.HasFma ? -1.904654299957767e-09 : -2.12194440054690582e-4))
            : V.Constant(-sign * (Element.HasFma ? 2.3190468138462996e-17 : 1.90821492927058770002e-10));

    /// <summary>2^(n + offset), where that is a normal number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Power<V>(V biased)
        where V : struct, ILanes<V> =>
        V.ShiftLeftBits(biased, biased is IElements<float> ? 23 : 52);

    /// <summary>(exp(r) - 1 - r) / r^2, given the square too: pairs of terms shorten the chain of dependent operations.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Quadratic<V>(V r, V square)
        where V : struct, ILanes<V>
    {
        V p;
        if (r is IElements<float>)
        {
            p = V.Fma(V.Constant(1.974336919374763965606689453125e-4), square, V.Fma(V.Constant(1.393370213918387889862060546875e-3), r, 8.333566598594188690185546875e-3));
            p = V.Fma(p, square, V.Fma(V.Constant(4.16664779186248779296875e-2), r, 0.1666666567325592041015625));
            return V.Fma(p, r, 0.5);
        }
        p = V.Fma(V.Constant(2.088948337914423686e-9), r, 2.510916838272798652e-8);
        p = V.Fma(p, square, V.Fma(V.Constant(2.755735292937352653e-7), r, 2.755724381761011212e-6));
        p = V.Fma(p, square, V.Fma(V.Constant(2.480158723750393974e-5), r, 1.984126988653999281e-4));
        p = V.Fma(p, square, V.Fma(V.Constant(1.388888888892381157e-3), r, 8.333333333321450362e-3));
        p = V.Fma(p, square, V.Fma(V.Constant(4.166666666666660884e-2), r, 0.16666666666666676844));
        return V.Fma(p, r, 0.5);
    }

    /// <summary>(cosh(r) - 1) / r^2 from z = r^2.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Even<V>(V z)
        where V : struct, ILanes<V>
    {
        V p;
        if (z is IElements<float>)
        {
            p = V.Constant(1.393542974255979061126708984375e-3);
            p = V.Fma(p, z, 4.16664592921733856201171875e-2);
            return V.Fma(p, z, 0.5);
        }
        p = V.Constant(2.092171363670933759e-9);
        p = V.Fma(p, z, 2.755725196857217206e-7);
        p = V.Fma(p, z, 2.480158734907505518e-5);
        p = V.Fma(p, z, 1.388888888887331811e-3);
        p = V.Fma(p, z, 4.166666666666668517e-2);
        return V.Fma(p, z, 0.5);
    }

    /// <summary>(sinh(r) - r) / r^3 from z = r^2.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Odd<V>(V z)
        where V : struct, ILanes<V>
    {
        V p;
        if (z is IElements<float>)
        {
            p = V.Constant(1.99584639631211757659912109375e-4);
            p = V.Fma(p, z, 8.333192206919193267822265625e-3);
            return V.Fma(p, z, 0.16666667163372039794921875);
        }
        p = V.Constant(1.690597986768092151e-10);
        p = V.Fma(p, z, 2.504898969557673425e-8);
        p = V.Fma(p, z, 2.755732363106152620e-6);
        p = V.Fma(p, z, 1.984126983835929510e-4);
        p = V.Fma(p, z, 8.333333333334209253e-3);
        return V.Fma(p, z, 0.16666666666666665741);
    }

    /// <summary>
    /// The parts of sinh and cosh of x >= 0: r of its reduction, cosh - 1 and sinh - r of r and its low part, and a quarter of 2^n and of 2^-n (which is kept normal).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Hyperbolic<V>(V x, out V even, out V odd, out V large, out V small)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        V r = Reduce(V.MinNative(V.Constant(single ? 89.6 : 710.7), x), 1, -2, out V n, out V biased), near = Low(n, 1, r), z = near * near;
        even = Even(z) * z;
        odd = V.Fma(Odd(z), z * near, Low(n, 1));
        large = Power(biased);
        small = V.SubtractBits(V.Bits(single ? 250L << 23 : 2042L << 52), V.MinNative(V.Constant(1e20), large));
        return r;
    }

    /// <summary>exp(x) = 2^n (e + low) with e in [0.7, 1.42]; <paramref name="power"/> is 2^(n + offset).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V>(V x, int offset, out V low, out V power)
        where V : struct, ILanes<V>
    {
        V r = Reduce(x, 1, offset, out V n, out V biased), one = V.Constant(1);
        power = Power(biased);
        V near = Low(n, 1, r), square = near * near, p = Quadratic(near, square);
        V e = V.Fma(p, square, near + one);
        low = V.Fma(p, square, Low(n, 1, r - (e - one)));
        return e;
    }

    /// <summary>
    /// log(1 + exp(x)) + more for x &lt;= 0: with E = exp(x) and s = E / (2 + E), 2 atanh(s). The factor 2^n is kept larger than any denormal until the last
    /// operation, so that denormal results are rounded once.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1pExp<V>(V x, V more)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        x = V.MaxNative(V.Constant(single ? -104 : -746), x);
        V e = Exp(x, single ? 32 : 64, out V low, out V scaled), two = V.Constant(2), back = V.Constant(single ? 1.0 / (1L << 32) : 1.0 / (1L << 32) / (1L << 32));
        V power = scaled * back, d = V.Fma(power, e, two), inverse = V.Constant(-1) / d, q = e * inverse;
        V dLow = V.Fma(power, low, V.Fma(power, e, two - d));
        V rest = V.Fma(q, dLow, V.Fma(q, d, e) + low) * inverse;
        V s = q * power, z = s * s, p = V.Fma(AreaTail(z), z * q, rest + rest);
        return V.Fma(V.Fma(q, two, p) * scaled, -back, more);
    }

    /// <summary>(2 atanh(s) - 2 s) / s^3 from z = s^2, for |s| at most 1/3.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V AreaTail<V>(V z)
        where V : struct, ILanes<V>
    {
        V square = z * z, p;
        if (z is IElements<float>)
        {
            p = V.Fma(V.Constant(0.2800643742084503173828125), z, 0.280030906200408935546875);
            return V.Fma(p, square, V.Fma(V.Constant(0.4002143442630767822265625), z, 0.666664183139801025390625));
        }
        p = V.Fma(V.Constant(0.17011225645106708982), z, 8.3441479283216282714e-2);
        p = V.Fma(p, square, V.Fma(V.Constant(0.12105142012709470227), z, 0.13301095113396230185));
        p = V.Fma(p, square, V.Fma(V.Constant(0.15386550523073291792), z, 0.18181744371135399874));
        p = V.Fma(p, square, V.Fma(V.Constant(0.22222223957017305315), z, 0.28571428548056743146));
        return V.Fma(p, square, V.Fma(V.Constant(0.40000000000155688795), z, 0.66666666666666307695));
    }
}
