// hypot: both scaled by the power of two of the larger, so that squares neither overflow nor vanish; sqrt(large^2 + small^2) with one FMA, scaled back.
// Measured: MEASURED_HYPOT
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct HypotFunction : IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        // A NaN is in the one or the other.
        V a = V.Abs(x), b = V.Abs(y), large = V.MaxNative(a, b), small = V.MinNative(b, a), scale, inverse;
        if (x is IElements<float>)
        {
            scale = V.MaxNative(V.Bits(0x00800000), V.MinNative(V.Bits(0x7E800000), large)) & V.Bits(0x7F800000);
            inverse = V.SubtractBits(V.Bits(0x7F000000), scale);
        }
        else
        {
            scale = V.MaxNative(V.Bits(0x0010000000000000), V.MinNative(V.Bits(0x7FD0000000000000), large)) & V.Bits(0x7FF0000000000000);
            inverse = V.SubtractBits(V.Bits(0x7FE0000000000000), scale);
        }
        large *= inverse;
        small *= inverse;
        V result = V.Sqrt(V.Fma(large, large, small * small)) * scale, infinity = V.Constant(double.PositiveInfinity);
        // An infinity outweighs a NaN.
        return V.AllLess(result, infinity) ? result : V.Select(V.Equal(a, infinity) | V.Equal(b, infinity), infinity, result);
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Hypot<V>(V x, V y)
        where V : struct, ILanes<V> =>
        HypotFunction.Invoke(x, y);
}

public static partial class SpanKernels
{
    public static SpanKernel Hypot { get; } = SpanKernel.Binary<HypotFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// sqrt(x^2 + y^2) without overflow or underflow of the squares. At most 2 ULP in float and double; an infinity gives infinity, beside a NaN too.
    /// </summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments, as many.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and each argument either the same memory or not overlapping.</param>
    public static void Hypot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) => Binary<HypotFunction, float>(x, y, destination);

    /// <inheritdoc cref="Hypot(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Hypot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) => Binary<HypotFunction, double>(x, y, destination);
}
