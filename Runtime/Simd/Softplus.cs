// softplus: max(x, 0) + log(1 + exp(-|x|)), the logarithm as 2 atanh(E / (2 + E)) with E = exp(-|x|) in two parts (ExpParts).
// Measured with FMA: float 1.243 ULP (all 2^32), double 1.037 (10,000 rows); without: 1.449 (sample) and 1.343.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct SoftplusFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V> =>
        ExpParts.Log1pExp(-V.Abs(x), V.MaxNative(V.Constant(0), x));
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Softplus<V>(V x)
        where V : struct, ILanes<V> =>
        SoftplusFunction.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel Softplus { get; } = SpanKernel.Unary<SoftplusFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// log(1 + exp(x)). At most 1.5 ULP in float and 1.5 in double (without FMA 2 and 2); with FMA the same bits on every width.
    /// Infinity gives itself, -infinity 0; small results are denormal, and then 0.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination) => Unary<SoftplusFunction, float>(x, destination);

    /// <inheritdoc cref="Softplus(ReadOnlySpan{float}, Span{float})"/>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> destination) => Unary<SoftplusFunction, double>(x, destination);

    /// <summary><see cref="Softplus(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Softplus(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<SoftplusFunction>(x, destination);
}
