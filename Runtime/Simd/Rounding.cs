// Rounding to integers: up, and to the nearest with halves to even or away from zero (JAX's rounding_method). Exact; signs of zeros and NaNs stay.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct CeilFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => -V.Floor(-x); }

/// <summary>To the nearest integer, halves to even.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct RoundEvenFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Round(x); }

/// <summary>To the nearest integer, halves away from zero.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct RoundAwayFunction : IUnaryFunction
{
    // x - floor(x) is exact, and infinity's NaN is not at least a half.
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(x), floor = V.Floor(a), sign = x & V.Constant(-0.0);
        return V.Select(V.LessOrEqual(V.Constant(0.5), a - floor), floor + V.Constant(1), floor) | sign;
    }
}

/// <summary>To the nearest integer by JAX's rounding method: halves away from zero (0) or to even (1).</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct RoundFunction : IParameterFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, int roundingMethod)
        where V : struct, ILanes<V> =>
        roundingMethod == 0 ? RoundAwayFunction.Invoke(x) : V.Round(x);
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Ceil<V>(V x)
        where V : struct, ILanes<V> =>
        CeilFunction.Invoke(x);

    /// <inheritdoc cref="RoundFunction"/>
    [MethodImpl(AggressiveInlining)]
    public static V Round<V>(V x, int roundingMethod)
        where V : struct, ILanes<V> =>
        RoundFunction.Invoke(x, roundingMethod);
}

internal static partial class SpanKernels
{
    public static SpanKernel Ceil { get; } = SpanKernel.Unary<CeilFunction>();

    /// <summary>The rounding method is the call's parameter.</summary>
    public static SpanKernel Round { get; } = SpanKernel.Parameter<RoundFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The smallest integer not below x. Exact, the same bits on every width.
    /// Zeros and infinities give themselves; between -1 and 0 the result is -0.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Ceil(ReadOnlySpan<float> x, Span<float> destination) => Unary<CeilFunction, float>(x, destination);

    /// <inheritdoc cref="Ceil(ReadOnlySpan{float}, Span{float})"/>
    public static void Ceil(ReadOnlySpan<double> x, Span<double> destination) => Unary<CeilFunction, double>(x, destination);

    /// <summary><see cref="Ceil(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Ceil(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<CeilFunction>(x, destination);

    /// <summary>
    /// The nearest integer. Exact, the same bits on every width.
    /// Infinities give themselves; a result of 0 has the sign of x.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="mode">Where halves go: <see cref="MidpointRounding.ToEven"/> or <see cref="MidpointRounding.AwayFromZero"/>.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another mode.</exception>
    public static void Round(ReadOnlySpan<float> x, MidpointRounding mode, Span<float> destination) => Round<float>(x, destination, mode);

    /// <inheritdoc cref="Round(ReadOnlySpan{float}, MidpointRounding, Span{float})"/>
    public static void Round(ReadOnlySpan<double> x, MidpointRounding mode, Span<double> destination) => Round<double>(x, destination, mode);

    /// <summary>
    /// The nearest integer, halves to even. Exact, the same bits on every width.
    /// Infinities give themselves; a result of 0 has the sign of x.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Round(ReadOnlySpan<float> x, Span<float> destination) => Unary<RoundEvenFunction, float>(x, destination);

    /// <inheritdoc cref="Round(ReadOnlySpan{float}, Span{float})"/>
    public static void Round(ReadOnlySpan<double> x, Span<double> destination) => Unary<RoundEvenFunction, double>(x, destination);

    /// <summary><see cref="Round(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Round(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<RoundEvenFunction>(x, destination);

    private static void Round<T>(ReadOnlySpan<T> x, Span<T> destination, MidpointRounding mode)
        where T : unmanaged
    {
        switch (mode)
        {
            case MidpointRounding.ToEven:
                Unary<RoundEvenFunction, T>(x, destination);
                break;
            case MidpointRounding.AwayFromZero:
                Unary<RoundAwayFunction, T>(x, destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mode), mode, "halves go to even or away from zero");
        }
    }
}
