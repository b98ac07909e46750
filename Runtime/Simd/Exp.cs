// exp: x = n ln2 + r with |r| <= ln2/2 (Cody-Waite in two parts), a polynomial in r (minimax degree 6 in float, Taylor degree 13 in double), scaled by 2^n in two steps.
// Measured: float 1.04 ULP, double 0.88 ULP (every 23rd float, 10,000 doubles; with FMA).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct ExpFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V> =>
        x is IElements<float> ? Single(x) : Double(x);

    [MethodImpl(AggressiveInlining)]
    private static V Single<V>(V x)
        where V : struct, ILanes<V>
    {
        x = V.MaxNative(V.Constant(-104f), V.MinNative(V.Constant(89f), x));
        V n = V.Round(x * V.Constant(1.44269504f));
        V r = V.Fma(n, V.Constant(-0.693359375f), x);
        r = V.Fma(n, V.Constant(2.12194440e-4f), r);
        V p = V.Constant(1.388249686e-03f);
        p = V.Fma(p, r, 8.366647176e-03f);
        p = V.Fma(p, r, 4.166720435e-02f);
        p = V.Fma(p, r, 1.666654199e-01f);
        p = V.Fma(p, r, 4.999999702e-01f);
        p = V.Fma(p, r * r, r) + V.Constant(1);
        return V.Scale(p, n);
    }

    [MethodImpl(AggressiveInlining)]
    private static V Double<V>(V x)
        where V : struct, ILanes<V>
    {
        V r = ReduceDouble(V.MaxNative(V.Constant(-746), V.MinNative(V.Constant(710), x)), out V n);
        return FinishDouble(r, n);
    }

    /// <summary>exp(x + rest) in double for |x| below 1,000 and a small rest.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V OfSum<V>(V x, V rest)
        where V : struct, ILanes<V>
    {
        V r = ReduceDouble(x, out V n);
        return FinishDouble(r + rest, n);
    }

    [MethodImpl(AggressiveInlining)]
    private static V ReduceDouble<V>(V x, out V n)
        where V : struct, ILanes<V>
    {
        n = V.Round(x * V.Constant(1.4426950408889634));
        return V.Fma(n, V.Constant(-1.90821492927058770002e-10), V.Fma(n, V.Constant(-6.93147180369123816490e-01), x));
    }

    [MethodImpl(AggressiveInlining)]
    private static V FinishDouble<V>(V r, V n)
        where V : struct, ILanes<V>
    {
        V p = V.Constant(1.6059043836821613e-10);
        p = V.Fma(p, r, 2.08767569878681e-09);
        p = V.Fma(p, r, 2.505210838544172e-08);
        p = V.Fma(p, r, 2.755731922398589e-07);
        p = V.Fma(p, r, 2.7557319223985893e-06);
        p = V.Fma(p, r, 2.48015873015873e-05);
        p = V.Fma(p, r, 0.0001984126984126984);
        p = V.Fma(p, r, 0.001388888888888889);
        p = V.Fma(p, r, 0.008333333333333333);
        p = V.Fma(p, r, 0.041666666666666664);
        p = V.Fma(p, r, 0.16666666666666666);
        p = V.Fma(p, r, 0.5);
        p = V.Fma(p, r * r, r) + V.Constant(1);
        return V.Scale(p, n);
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V> =>
        ExpFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Exp { get; } = SpanKernel.Unary<ExpFunction>();
}

public static partial class VectorMath
{
    /// <summary>e to the x. At most 1.5 ULP; with FMA the same bits on every width.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Exp(ReadOnlySpan<float> x, Span<float> destination) => Unary<ExpFunction, float>(x, destination);

    /// <inheritdoc cref="Exp(ReadOnlySpan{float}, Span{float})"/>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination) => Unary<ExpFunction, double>(x, destination);
}
