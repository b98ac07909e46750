// sqrt: the hardware's, correctly rounded; here only on spans.
using System;

namespace SrcGenJit.Simd;

public static partial class VectorMath
{
    /// <summary>
    /// The square root, correctly rounded; the same bits on every width.
    /// Zeros and infinity give themselves, negative numbers NaN.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Sqrt(ReadOnlySpan<float> x, Span<float> destination) => Unary<SqrtFunction, float>(x, destination);

    /// <inheritdoc cref="Sqrt(ReadOnlySpan{float}, Span{float})"/>
    public static void Sqrt(ReadOnlySpan<double> x, Span<double> destination) => Unary<SqrtFunction, double>(x, destination);

    /// <summary><see cref="Sqrt(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Sqrt(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<SqrtFunction>(x, destination);
}
