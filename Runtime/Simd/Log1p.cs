// log1p: the logarithm of u = 1 + x, the rounding error of u added to the reduced argument (which is x itself near zero).
// Measured with FMA: float 0.960 ULP (all 2^32), double 0.794 (10,000 rows); without: 0.927 (sample) and 0.794.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct Log1pFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V one = V.Constant(1), u = one + x;
        V f = LogParts.Reduce(u, x - (u - one), out V e, out V low);
        return LogParts.Finish(e, f, low) | (x & V.Constant(-0.0));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V> =>
        Log1pFunction.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel Log1p { get; } = SpanKernel.Unary<Log1pFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// log(1 + x), accurate near zero. At most 1 ULP in float and 1 in double (without FMA 1.5 and 1.5); with FMA the same bits on every width.
    /// Zeros keep their sign; -1 gives -infinity, numbers below NaN, infinity itself.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Log1p(ReadOnlySpan<float> x, Span<float> destination) => Unary<Log1pFunction, float>(x, destination);

    /// <inheritdoc cref="Log1p(ReadOnlySpan{float}, Span{float})"/>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> destination) => Unary<Log1pFunction, double>(x, destination);

    /// <summary><see cref="Log1p(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Log1p(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<Log1pFunction>(x, destination);
}
