// What the logarithms share: the polynomial of log(1 + f) after V.Split, and sums with the exponent that lose nothing.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class LogParts
{
    /// <summary>
    /// log(1 + f) - f for f in [-1/4, 1/2]. Float: f^2 (-1/2 + f R(f)), R of degree 7, relative error of the logarithm 2^-27; double: with s = f / (2 + f) and z = s^2,
    /// s (f^2/2 + z R(z)) - f^2/2, R of degree 6, 2^-55 (the arrangement is Sun's fdlibm's; docs/fits/log.sollya).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Rest<V>(V f)
        where V : struct, ILanes<V> =>
        f is IElements<float> ? Single(f) : Double(f);

    [MethodImpl(AggressiveInlining)]
    private static V Single<V>(V f)
        where V : struct, ILanes<V>
    {
        V p = V.Constant(-0.04507361f);
        p = V.Fma(p, f, 0.104645304f);
        p = V.Fma(p, f, -0.131629854f);
        p = V.Fma(p, f, 0.144788206f);
        p = V.Fma(p, f, -0.166471645f);
        p = V.Fma(p, f, 0.199908063f);
        p = V.Fma(p, f, -0.250000983f);
        p = V.Fma(p, f, 0.333334506f);
        return V.Fma(p, f, -0.5) * (f * f);
    }

    [MethodImpl(AggressiveInlining)]
    private static V Double<V>(V f)
        where V : struct, ILanes<V>
    {
        V s = f / (f + V.Constant(2)), z = s * s, half = f * V.Constant(0.5) * f;
        V p = V.Constant(0.153672832088268);
        p = V.Fma(p, z, 0.15250313989924327);
        p = V.Fma(p, z, 0.1818634929699394);
        p = V.Fma(p, z, 0.2222213868139195);
        p = V.Fma(p, z, 0.285714293928771);
        p = V.Fma(p, z, 0.39999999996176544);
        p = V.Fma(p, z, 0.6666666666667268);
        return V.Fma(s, V.Fma(p, z, half), -half);
    }

    /// <summary>e + f and what that sum lost, for e = 0 or |e| above |f|; nothing where e is infinite.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sum<V>(V e, V f, out V lost)
        where V : struct, ILanes<V>
    {
        V sum = e + f;
        // infinity - infinity is a NaN, which the hardware's minimum drops.
        lost = V.MinNative(e - sum + f, V.Constant(1));
        return sum;
    }

    /// <summary>u + c = 2^e (1 + f + low), c at most about an ulp of u. Where e is 0, f is (u - 1) + c; where u is 0 or infinite, so is the exponent.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Reduce<V>(V u, V c, out V e, out V low)
        where V : struct, ILanes<V>
    {
        V f = V.Split(u, out e) - V.Constant(1);
        // The hardware's minimum drops the NaN of infinite exponents.
        c = V.MinNative(V.Scale(c, -e), V.Constant(1));
        V sum = f + c;
        low = f - sum + c;
        return sum;
    }

    /// <summary>log(1 + f + low) + e ln2, e ln2 in two parts, of which the first is exact for every exponent.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Finish<V>(V e, V f, V low)
        where V : struct, ILanes<V>
    {
        // low / (1 + f), the quotient by a line.
        V rest = V.Fma(low, V.Fma(V.Constant(-0.7), f, 1), Rest(f));
        V sum = Sum(e * V.Constant(f is IElements<float> ? 0.693145752 : 0.6931471805598903), f, out V lost);
        return sum + (V.Fma(e, V.Constant(f is IElements<float> ? 1.42860682e-06 : 5.497923018708371e-14), rest) + lost);
    }

    /// <summary>log(1 + y + low) for y &gt;= 0, or log(2 a) where a is above 2^28.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V OnePlusOrTwice<V>(V a, V y, V low)
        where V : struct, ILanes<V>
    {
        V one = V.Constant(1), zero = V.Constant(0), limit = V.Constant(268435456), u = one + y, c = y - (u - one) + low;
        u = V.SelectLess(limit, a, a, u);
        c = V.SelectLess(limit, a, zero, c);
        V f = Reduce(u, c, out V e, out low);
        return Finish(e + V.SelectLess(limit, a, one, zero), f, low);
    }
}
