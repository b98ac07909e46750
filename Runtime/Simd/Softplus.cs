// softplus: max(x, 0) + log(1 + exp(-|x|)), the logarithm as 2 atanh(E / (2 + E)) with E = exp(-|x|) in two parts (ExpParts).
// Measured: float 1.25 ULP (all 2^32), double 1.04 ULP (tables of 600 and 10,000); without FMA 1.45 (every 251st float) and 1.35.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

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

public static partial class SpanKernels
{
    public static SpanKernel Softplus { get; } = SpanKernel.Unary<SoftplusFunction>();
}

public static partial class VectorMath
{
    /// <summary>log(1 + exp(x)). At most 2 ULP in float and in double, denormal results included. With FMA the same bits on every width. Of the infinities it is 0 and infinity.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> destination) => Unary<SoftplusFunction, float>(x, destination);

    /// <inheritdoc cref="Softplus(ReadOnlySpan{float}, Span{float})"/>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> destination) => Unary<SoftplusFunction, double>(x, destination);
}
