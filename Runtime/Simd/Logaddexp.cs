// logaddexp: max(x, y) + log(1 + exp(-|x - y|)), the logarithm as for softplus (ExpParts). It cancels where exp(x) + exp(y) is near 1: errors are in
// units of the last place of the largest of |x|, |y| and the result.
// Measured: float 0.52 ULP (table of 600), double 0.62 ULP (tables of 600 and 10,000); without FMA 0.80 and 0.85.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

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

public static partial class SpanKernels
{
    public static SpanKernel Logaddexp { get; } = SpanKernel.Binary<LogaddexpFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// log(exp(x) + exp(y)). At most 2 ULP of the largest of |x|, |y| and the result, in float and in double. With FMA the same bits on every width.
    /// Equal infinities give themselves; a NaN gives NaN.
    /// </summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments, as many.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the memory of an operand or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Logaddexp(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) => Binary<LogaddexpFunction, float>(x, y, destination);

    /// <inheritdoc cref="Logaddexp(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Logaddexp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) => Binary<LogaddexpFunction, double>(x, y, destination);
}
