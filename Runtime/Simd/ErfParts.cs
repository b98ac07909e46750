// What erf and erfc share: the exponential function near 1, and the rounding error of a square.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ErfParts
{
    /// <summary>G with exp(-f) = 1 - (f + f^2 G(f)) for f in [ln 0.8, 0.48].</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exponential<V>(V f)
        where V : struct, ILanes<V>
    {
        V r = f * f;
        if (f is IElements<float>)
        {
            V a = V.Constant(0.000175490757f), b = V.Constant(-0.00138329621f);
            a = V.Fma(a, r, 0.00833389536f);
            b = V.Fma(b, r, -0.0416669771f);
            a = V.Fma(a, r, 0.166666687f);
            return V.Fma(V.Fma(b, f, a), f, -0.5f);
        }
        else
        {
            V a = V.Constant(2.4923037509073723e-08), b = V.Constant(-1.8427521242409027e-09);
            a = V.Fma(a, r, 2.755743780341427e-06);
            b = V.Fma(b, r, -2.7556164153607697e-07);
            a = V.Fma(a, r, 0.00019841269824126293);
            b = V.Fma(b, r, -2.4801590581344413e-05);
            a = V.Fma(a, r, 0.008333333333326722);
            b = V.Fma(b, r, -0.0013888888887511653);
            a = V.Fma(a, r, 0.1666666666666668);
            b = V.Fma(b, r, -0.0416666666666683);
            return V.Fma(V.Fma(b, f, a), f, -0.5);
        }
    }

    /// <summary>What the rounded square of x lost, up to the sign of zero: by one FMA or by Dekker's splitting.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SquareError<V>(V x, V square)
        where V : struct, ILanes<V>
    {
        if (Element.HasFma)
        {
            return V.Fma(x, x, -square);
        }
        V high = x * V.Constant(x is IElements<float> ? 4097 : 134217729);
        high -= high - x;
        V low = x - high;
        return ((high * high) - square) + ((high + high) * low) + (low * low);
    }
}
