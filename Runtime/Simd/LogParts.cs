// What the logarithms share: the polynomial of log(1 + f) after V.Split, and sums with the exponent that lose nothing.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class LogParts
{
    /// <summary>log(1 + f) - f for f in [-1/4, 1/2]: f^2 (-1/2 + f R(f)), R of degree 7 and 18 (docs/fits/log.sollya; relative error of the logarithm 2^-27 and 2^-56).</summary>
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
        V p = V.Constant(0.008092053796092992);
        p = V.Fma(p, f, -0.029391747909178877);
        p = V.Fma(p, f, 0.0506983003327942);
        p = V.Fma(p, f, -0.05968173190981833);
        p = V.Fma(p, f, 0.06083007464218393);
        p = V.Fma(p, f, -0.06249821055352062);
        p = V.Fma(p, f, 0.06643358288461185);
        p = V.Fma(p, f, -0.07138585260520723);
        p = V.Fma(p, f, 0.07693388001216828);
        p = V.Fma(p, f, -0.0833370425478301);
        p = V.Fma(p, f, 0.09090892961180398);
        p = V.Fma(p, f, -0.09999985544418614);
        p = V.Fma(p, f, 0.11111110774915539);
        p = V.Fma(p, f, -0.12500000290693639);
        p = V.Fma(p, f, 0.14285714299889155);
        p = V.Fma(p, f, -0.16666666663798346);
        p = V.Fma(p, f, 0.19999999999850684);
        p = V.Fma(p, f, -0.2500000000001059);
        p = V.Fma(p, f, 0.3333333333333375);
        return V.Fma(p, f, -0.5) * (f * f);
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
}
