// Counts of bits in integers: set ones (sums of ever wider fields), and leading zeros (the ones of the complement after smearing the highest bit down).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct PopulationCountFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V pairs = V.Bits(0x3333333333333333);
        x -= V.ShiftRightLogicalBits(x, 1) & V.Bits(0x5555555555555555);
        x = (x & pairs) + (V.ShiftRightLogicalBits(x, 2) & pairs);
        x = (x + V.ShiftRightLogicalBits(x, 4)) & V.Bits(0x0F0F0F0F0F0F0F0F);
        x += V.ShiftRightLogicalBits(x, 8);
        x += V.ShiftRightLogicalBits(x, 16);
        if (x is IElements<long>)
        {
            x += V.ShiftRightLogicalBits(x, 32);
        }
        return x & V.Bits(127);
    }
}

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ClzFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        x |= V.ShiftRightLogicalBits(x, 1);
        x |= V.ShiftRightLogicalBits(x, 2);
        x |= V.ShiftRightLogicalBits(x, 4);
        x |= V.ShiftRightLogicalBits(x, 8);
        x |= V.ShiftRightLogicalBits(x, 16);
        if (x is IElements<long>)
        {
            x |= V.ShiftRightLogicalBits(x, 32);
        }
        return PopulationCountFunction.Invoke(~x);
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V PopulationCount<V>(V x)
        where V : struct, ILanes<V> =>
        PopulationCountFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Clz<V>(V x)
        where V : struct, ILanes<V> =>
        ClzFunction.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel PopulationCount { get; } = SpanKernel.Unary<PopulationCountFunction>();

    public static SpanKernel Clz { get; } = SpanKernel.Unary<ClzFunction>();
}

public static partial class VectorMath
{
    /// <summary>The number of bits that are set; of negative numbers, those of the two's complement.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void PopulationCount(ReadOnlySpan<int> x, Span<int> destination) => Unary<PopulationCountFunction, int>(x, destination);

    /// <inheritdoc cref="PopulationCount(ReadOnlySpan{int}, Span{int})"/>
    public static void PopulationCount(ReadOnlySpan<uint> x, Span<uint> destination) => Unary<PopulationCountFunction, uint>(x, destination);

    /// <inheritdoc cref="PopulationCount(ReadOnlySpan{int}, Span{int})"/>
    public static void PopulationCount(ReadOnlySpan<long> x, Span<long> destination) => Unary<PopulationCountFunction, long>(x, destination);

    /// <summary>The number of zeros above the highest bit that is set: of 0 the width, of negative numbers 0.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Clz(ReadOnlySpan<int> x, Span<int> destination) => Unary<ClzFunction, int>(x, destination);

    /// <inheritdoc cref="Clz(ReadOnlySpan{int}, Span{int})"/>
    public static void Clz(ReadOnlySpan<uint> x, Span<uint> destination) => Unary<ClzFunction, uint>(x, destination);

    /// <inheritdoc cref="Clz(ReadOnlySpan{int}, Span{int})"/>
    public static void Clz(ReadOnlySpan<long> x, Span<long> destination) => Unary<ClzFunction, long>(x, destination);
}
