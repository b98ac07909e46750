// tanh: with E = expm1(2 |x|), E / (E + 2), and the sign of x.
// Measured: float 2.53 ULP, double 1.96 ULP (every 23rd float, 10,000 doubles; with FMA).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct TanhFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V sign = x & V.Constant(-0.0), a = x ^ sign;
        V e = Expm1Function.Invoke(V.MinNative(V.Constant(x is IElements<float> ? 20 : 42), a + a));
        return V.Select(V.Equal(a, V.Constant(0)), a, e / (e + V.Constant(2))) | sign;
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V> =>
        TanhFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Tanh { get; } = SpanKernel.Unary<TanhFunction>();
}

public static partial class VectorMath
{
    /// <summary>The hyperbolic tangent. At most 3 ULP.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> destination) => Unary<TanhFunction, float>(x, destination);

    /// <inheritdoc cref="Tanh(ReadOnlySpan{float}, Span{float})"/>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> destination) => Unary<TanhFunction, double>(x, destination);
}
