// What erf and erfc share: the exponential function near 1, and the rounding error of a square.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ErfParts
{
    /// <summary>G with exp(-f) = 1 - (f + f^2 G(f)) for f in [-0.36, 0.48].</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exponential<V>(V f)
        where V : struct, ILanes<V>
    {
        V r = f * f;
        if (f is IElements<float>)
        {
            V a = V.Constant(0.00018754859f), b = V.Constant(-0.00139378104f);
            a = V.Fma(a, r, 0.00833553914f);
            b = V.Fma(b, r, -0.0416664332f);
            a = V.Fma(a, r, 0.166666567f);
            return V.Fma(V.Fma(b, f, a), f, -0.5f);
        }
        else
        {
            V a = V.Constant(2.5085341189789e-08), b = V.Constant(-1.960872888490507e-09);
            a = V.Fma(a, r, 2.7557329295694747e-06);
            b = V.Fma(b, r, -2.756199081123443e-07);
            a = V.Fma(a, r, 0.00019841269778615467);
            b = V.Fma(b, r, -2.4801581201224607e-05);
            a = V.Fma(a, r, 0.008333333333377284);
            b = V.Fma(b, r, -0.0013888888892225832);
            a = V.Fma(a, r, 0.1666666666666658);
            b = V.Fma(b, r, -0.04166666666666034);
            return V.Fma(V.Fma(b, f, a), f, -0.5);
        }
    }
}
