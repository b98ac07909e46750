// logaddexp: max(x, y) + log(1 + exp(-|x - y|)), the logarithm as for softplus (ExpParts). It cancels where exp(x) + exp(y) is near 1: errors are in
// units of the last place of the largest of |x|, |y| and the result.
// With an argument of 0 it is softplus, with its errors (float 1.243 ULP).
// Measured with FMA: float 0.517 ULP (824 rows), double 0.617 (10,000 rows); without: 0.790 and 0.841.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct LogaddexpFunction : IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        // Equal infinities have no difference.
        V difference = V.Select(V.Equal(x, y), V.Constant(0), x - y);
        return ExpParts.Log1pExp(-V.Abs(difference), V.Max(x, y));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Logaddexp<V>(V x, V y)
        where V : struct, ILanes<V> =>
        LogaddexpFunction.Invoke(x, y);
}

internal static partial class SpanKernels
{
    public static SpanKernel Logaddexp { get; } = SpanKernel.Binary<LogaddexpFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// log(exp(x) + exp(y)) without overflow or underflow of the exponentials.
    /// At most 1.5 ULP in float and 1.5 in double (without FMA 2 and 2), of the largest of |x|, |y| and the result; with FMA the same bits on every width.
    /// Infinity beside a number gives infinity, -infinity the other argument, a NaN beside anything NaN.
    /// </summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments, as many.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and for each argument either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Logaddexp(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) => Binary<LogaddexpFunction, float>(x, y, destination);

    /// <inheritdoc cref="Logaddexp(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Logaddexp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) => Binary<LogaddexpFunction, double>(x, y, destination);

    /// <summary><see cref="Logaddexp(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments, as many.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and for each argument either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Logaddexp(ReadOnlySpan<Half> x, ReadOnlySpan<Half> y, Span<Half> destination) => InFloat<LogaddexpFunction>(x, y, destination);
}
