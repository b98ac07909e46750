// What the scaled Bessel functions share.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ScaledBessel
{
    /// <summary>(constant + rest) / sqrt(a), rounded nearly once, from the rounded root and its rounded inverse; 0 where a is infinite.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Quotient<V>(double constant, V rest, V a, V root, V inverse)
        where V : struct, ILanes<V>
    {
        V head = V.Constant(constant), sum = head + rest, low = (head - sum) + rest;
        V q = sum * inverse, rootLow = V.Constant(0.5) * inverse * V.Fma(-root, root, a);
        V result = V.Fma(inverse, V.Fma(-q, root, sum) + low - (q * rootLow), q);
        return V.Select(V.Equal(a, V.Constant(double.PositiveInfinity)), V.Constant(0), result);
    }
}
