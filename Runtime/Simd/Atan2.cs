// atan2: the smaller of |x|, |y| by the larger, then atan's core; the octant gives a multiple of pi/4 and the sign. In double both are scaled so that the
// quotient's parts neither overflow nor vanish. Floats are computed in double with a shorter polynomial.
// Measured with FMA: float 0.501 ULP (3,100 rows), double 0.591 (12,500 rows); without: 0.500 and 1.421.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct Atan2Function : IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V y, V x)
        where V : struct, ILanes<V> =>
        y is IElements<float> ? V.InDouble<OfSingle>(y, x) : Double(y, x);

    [MethodImpl(AggressiveInlining)]
    private static V Double<V>(V y, V x)
        where V : struct, ILanes<V>
    {
        // A NaN is in the one or the other.
        V ax = V.Abs(x), ay = V.Abs(y), most = V.MaxNative(ax, ay), least = V.MinNative(ay, ax), zero = V.Constant(0), infinity = V.Constant(double.PositiveInfinity);
        if (!V.AllLess(most, infinity))
        {
            // Two infinities are as two ones, and a number is as zero beside one.
            least = V.Select(V.Equal(most, infinity), V.Select(V.Equal(least, infinity), V.Constant(1), least * zero), least);
            most = V.Select(V.Equal(most, infinity), V.Constant(1), most);
        }
        V scale = V.SelectLess(most, V.Bits(0x5F30000000000000), V.Bits(0x6070000000000000), V.Bits(0x3F70000000000000));
        least *= scale;
        most = V.MaxNative(V.Constant(1e-200), most * scale);
        V sign = V.Constant(-0.0), halfPi = V.Constant(ArcParts.HalfPi);
        V aside = ArcParts.SelectMiddle(least, most, V.Constant(ArcParts.HalfPi / 2), V.SelectLess(ax, ay, zero, halfPi));
        return ArcParts.Atan(least, most, halfPi - (aside ^ (x & sign)), (ax - ay) ^ x) ^ (y & sign);
    }

    private readonly struct OfSingle : IBinaryFunction
    {
        [MethodImpl(AggressiveInlining)]
        public static V Invoke<V>(V y, V x)
            where V : struct, ILanes<V>
        {
            // Infinities are as numbers beside which floats vanish, zeros as numbers that vanish beside floats.
            V limit = V.Constant(1e200), sign = V.Constant(-0.0), halfPi = V.Constant(ArcParts.HalfPi);
            V ax = V.MinNative(limit, V.Abs(x)), ay = V.MinNative(limit, V.Abs(y));
            V angle = ArcParts.AtanOfSingle(V.MinNative(ay, ax) / V.MaxNative(V.Constant(1e-200), V.MaxNative(ax, ay)));
            V head = halfPi - (V.SelectLess(ax, ay, V.Constant(0), halfPi) ^ (x & sign));
            return (head + (angle ^ (((ax - ay) ^ x) & sign))) ^ (y & sign);
        }
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V> =>
        Atan2Function.Invoke(y, x);
}

internal static partial class SpanKernels
{
    public static SpanKernel Atan2 { get; } = SpanKernel.Binary<Atan2Function>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The angle of the point (x, y) in radians, in [-pi, pi]. At most 1 ULP in float and 1 in double (without FMA 1 and 2); with FMA the same bits on every width.
    /// Zeros and infinities as IEEE 754 has them, with the sign of y: atan2(-0, -1) is -pi, atan2(-0, 1) is -0, atan2(infinity, -infinity) is 3 pi/4.
    /// </summary>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas, as many.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="y"/>, and for each argument either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Atan2(ReadOnlySpan<float> y, ReadOnlySpan<float> x, Span<float> destination) => Binary<Atan2Function, float>(y, x, destination);

    /// <inheritdoc cref="Atan2(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Atan2(ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> destination) => Binary<Atan2Function, double>(y, x, destination);

    /// <summary><see cref="Atan2(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="y">The first arguments.</param>
    /// <param name="x">The second arguments, as many.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="y"/>, and for each argument either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Atan2(ReadOnlySpan<Half> y, ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<Atan2Function>(y, x, destination);
}
