// What expm1, the hyperbolic functions, logistic and softplus share: x = n ln 2 + r, |r| <= ln 2 / 2 (Cody and Waite in two parts; without FMA
// those of Cephes for floats and of fdlibm for doubles, the first with trailing zeros), and polynomials in r.
// Coefficients: docs/fits/exp-parts.sollya, minimax on the interval with the first terms exact; their relative errors are
// at most 5e-9 in float and 3e-17 in double.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ExpParts
{
    /// <summary>
    /// sign x = n ln 2 + sign r + Low: r is returned and exact. The lowest bits of <paramref name="biased"/> are n + offset, biased as an exponent
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

    /// <summary>
    /// r, or r and its low part: the argument for polynomials. In float with FMA the low part is so small that <see cref="Rest"/> of first order does for it.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Argument<V>(V n, double sign, V r)
        where V : struct, ILanes<V> =>
        Element.HasFma && r is IElements<float> ? r : Low(n, sign, r);

    /// <summary>What the low part adds to a function of the argument whose derivative is 1 + slope.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Rest<V>(V n, V slope)
        where V : struct, ILanes<V>
    {
        V low = Low(n, 1);
        return Element.HasFma && n is IElements<float> ? V.Fma(low, slope, low) : low;
    }

    /// <summary>exp(r) - 1 - r of the reduced argument and its low part, the low part of r added.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Tail<V>(V r, V n)
        where V : struct, ILanes<V>
    {
        V argument = Argument(n, 1, r), square = argument * argument;
        return V.Fma(Quadratic(argument, square), square, Rest(n, r));
    }

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
        V low = V.Fma(V.Fma(V.Constant(0.0013888888920622281), r, 0.008333333333388369), square, V.Fma(V.Constant(0.04166666666661976), r, 0.16666666666666602));
        p = V.Fma(V.Constant(2.504609173866649e-08), square, V.Fma(V.Constant(2.762230472525623e-07), r, 2.7557424731030013e-06));
        p = V.Fma(p, square, V.Fma(V.Constant(2.4801516178338755e-05), r, 0.00019841269709506534));
        return V.Fma(V.Fma(p, square * square, low), r, 0.5);
    }

    /// <summary>(cosh(r) - 1) / r^2 from z = r^2.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Even<V>(V z)
        where V : struct, ILanes<V>
    {
        V p;
        if (z is IElements<float>)
        {
            p = V.Constant(1.393542974255979061126708984375e-3);
            p = V.Fma(p, z, 4.16664592921733856201171875e-2);
            return V.Fma(p, z, 0.5);
        }
        p = V.Fma(V.Constant(2.762534231966921e-07), z, 2.480150831057716e-05);
        p = V.Fma(p, z * z, V.Fma(V.Constant(0.0013888888927074284), z, 0.041666666666603326));
        return V.Fma(p, z, 0.5);
    }

    /// <summary>(sinh(r) - r) / r^3 from z = r^2.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Odd<V>(V z)
        where V : struct, ILanes<V>
    {
        V p;
        if (z is IElements<float>)
        {
            p = V.Constant(1.99584639631211757659912109375e-4);
            p = V.Fma(p, z, 8.333192206919193267822265625e-3);
            return V.Fma(p, z, 0.16666667163372039794921875);
        }
        p = V.Fma(V.Constant(2.5109177748857015e-08), z, 2.755724379319951e-06);
        p = V.Fma(p, z * z, V.Fma(V.Constant(0.0001984126988656018), z, 0.008333333333321445));
        return V.Fma(p, z, 0.16666666666666677);
    }

    /// <summary>
    /// The parts of sinh and cosh of x &gt;= 0: r of its reduction, cosh - 1 and sinh - r of r and its low part, and a quarter of 2^n and of 2^-n (which is kept normal).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Hyperbolic<V>(V x, out V even, out V odd, out V large, out V small)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        V r = Reduce(V.MinNative(V.Constant(single ? 89.6 : 710.7), x), 1, -2, out V n, out V biased), argument = Argument(n, 1, r), z = argument * argument;
        even = Even(z) * z;
        odd = V.Fma(Odd(z), z * argument, Low(n, 1));
        if (Element.HasFma && single)
        {
            even = V.Fma(Low(n, 1), r, even);
        }
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
        // With FMA the low part is a factor, else it is too large for that.
        V argument = Element.HasFma ? r : Low(n, 1, r), square = argument * argument, p = Quadratic(argument, square);
        V e = V.Fma(p, square, argument + one), rest = r - (e - one);
        low = V.Fma(p, square, Element.HasFma ? V.Fma(Low(n, 1), e, rest) : Low(n, 1, rest));
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
        // The quotient is negated: its residual needs no negation then.
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
