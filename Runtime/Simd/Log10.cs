// log10: the reduction and polynomial of log; f / ln10 = f / 2 - 0.0657 f, of which f / 2 is added to e log10(2) (in two parts) with its rounding error.
// Measured: .
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct Log10Function : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        V f = V.Split(x, out V e) - V.Constant(1);
        V sum = LogParts.Sum(e * V.Constant(single ? 0.301025391 : 0.30102999566395283), f * V.Constant(0.5), out V lost);
        V low = V.Fma(e, V.Constant(single ? 4.60503898e-06 : 2.8363394551044964e-14), lost);
        return sum + V.Fma(f, V.Constant(-0.06570551809674817), V.Fma(LogParts.Rest(f), V.Constant(0.4342944819032518), low));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Log10<V>(V x)
        where V : struct, ILanes<V> =>
        Log10Function.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Log10 { get; } = SpanKernel.Unary<Log10Function>();
}

public static partial class VectorMath
{
    /// <summary>The logarithm to base 10. At most 1 ULP (without FMA 2); log10(0) is -infinity, of negative numbers NaN; with FMA the same bits on every width.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Log10(ReadOnlySpan<float> x, Span<float> destination) => Unary<Log10Function, float>(x, destination);

    /// <inheritdoc cref="Log10(ReadOnlySpan{float}, Span{float})"/>
    public static void Log10(ReadOnlySpan<double> x, Span<double> destination) => Unary<Log10Function, double>(x, destination);
}
