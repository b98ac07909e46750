// nextafter: one step on the bit pattern, away from zero when y lies beyond x and towards it otherwise. Exact; IEEE 754's nextUp and nextDown, C's nextafter.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct NextafterFunction : IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        V zero = V.Constant(0);
        V step = V.Select(V.Less(x, y) ^ V.Less(x, zero), V.Bits(1), V.Bits(-1));
        V next = V.Select(V.Equal(x, zero), (y & V.Constant(-0.0)) | V.Bits(1), V.AddBits(x, step));
        next = V.Select(V.Equal(x, y), y, next);
        return V.Select(V.Equal(x, x) & V.Equal(y, y), next, V.Constant(double.NaN));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Nextafter<V>(V x, V y)
        where V : struct, ILanes<V> =>
        NextafterFunction.Invoke(x, y);
}

internal static partial class SpanKernels
{
    public static SpanKernel Nextafter { get; } = SpanKernel.Binary<NextafterFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The number after x in the direction of y; y where they are equal. Exact, the same bits on every width.
    /// From 0 the smallest denormal with y's sign, from the largest number infinity, from infinity the largest number; NaN where either is.
    /// </summary>
    /// <param name="x">Where to start.</param>
    /// <param name="y">Where to go, as many.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and for each argument either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly; or arguments differ in length.</exception>
    public static void Nextafter(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination) => Binary<NextafterFunction, float>(x, y, destination);

    /// <inheritdoc cref="Nextafter(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static void Nextafter(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination) => Binary<NextafterFunction, double>(x, y, destination);
}
