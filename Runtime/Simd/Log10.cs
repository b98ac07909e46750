// log10: the reduction of log; 3/8 f is exact and added to e log10(2) (in two parts, the first exact) with the sum's rounding error. The rest is in float a polynomial of degree
// 10 (docs/fits/log2_log10.sollya), in double (1 / ln10 - 3/8) f and the polynomial of log.
// Measured with FMA: float 0.937 ULP (all 2^32), double 0.732 (10,000 rows); without: 1.004 (sample) and 0.784.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct Log10Function : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        V f = V.Split(x, out V e) - V.Constant(1);
        V sum = LogParts.Sum(e * V.Constant(single ? 0.301025391 : 0.30102999566395283), f * V.Constant(0.375), out V lost);
        V low = V.Fma(e, V.Constant(single ? 4.60503898e-06 : 2.8363394551044964e-14), lost);
        return sum + (single ? V.Fma(Single(f), f, low) : V.Fma(f, V.Constant(0.05929448190325183), V.Fma(LogParts.Rest(f), V.Constant(0.4342944819032518), low)));
    }

    [MethodImpl(AggressiveInlining)]
    private static V Single<V>(V f)
        where V : struct, ILanes<V>
    {
        V p = V.Constant(-0.019375714f);
        p = V.Fma(p, f, 0.045316137f);
        p = V.Fma(p, f, -0.057227563f);
        p = V.Fma(p, f, 0.06293203f);
        p = V.Fma(p, f, -0.07229654f);
        p = V.Fma(p, f, 0.08681426f);
        p = V.Fma(p, f, -0.108573854f);
        p = V.Fma(p, f, 0.14476548f);
        p = V.Fma(p, f, -0.21714725f);
        p = V.Fma(p, f, 0.05929448f);
        return p;
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Log10<V>(V x)
        where V : struct, ILanes<V> =>
        Log10Function.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel Log10 { get; } = SpanKernel.Unary<Log10Function>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The logarithm to base 10. At most 1 ULP in float and 1 in double (without FMA 1.5 and 1.5); with FMA the same bits on every width.
    /// Zeros give -infinity, negative numbers NaN, infinity itself; denormals are honoured.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Log10(ReadOnlySpan<float> x, Span<float> destination) => Unary<Log10Function, float>(x, destination);

    /// <inheritdoc cref="Log10(ReadOnlySpan{float}, Span{float})"/>
    public static void Log10(ReadOnlySpan<double> x, Span<double> destination) => Unary<Log10Function, double>(x, destination);

    /// <summary><see cref="Log10(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Log10(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<Log10Function>(x, destination);
}
