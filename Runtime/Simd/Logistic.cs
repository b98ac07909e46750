// logistic: with e = exp(-|x|), 1 / (1 + e) or e / (1 + e) by the sign of x: no overflow on either side.
// Measured: float 2.30 ULP, double 1.93 ULP (every 23rd float, 10,000 doubles; with FMA).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct LogisticFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V e = ExpFunction.Invoke(-V.Abs(x));
        return V.Select(V.Less(x, V.Constant(0)), e, V.Constant(1)) / (V.Constant(1) + e);
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Logistic<V>(V x)
        where V : struct, ILanes<V> =>
        LogisticFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Logistic { get; } = SpanKernel.Unary<LogisticFunction>();
}

public static partial class VectorMath
{
    /// <summary>1 / (1 + exp(-x)). At most 2.5 ULP.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Logistic(ReadOnlySpan<float> x, Span<float> destination) => Unary<LogisticFunction, float>(x, destination);

    /// <inheritdoc cref="Logistic(ReadOnlySpan{float}, Span{float})"/>
    public static void Logistic(ReadOnlySpan<double> x, Span<double> destination) => Unary<LogisticFunction, double>(x, destination);
}
