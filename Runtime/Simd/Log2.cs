// log2: the reduction and polynomial of log; f / ln2 = f + 0.4427 f, of which f is added to the exponent with its rounding error. Powers of two are exact.
// Measured: .
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct Log2Function : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V f = V.Split(x, out V e) - V.Constant(1);
        V sum = LogParts.Sum(e, f, out V lost);
        return sum + V.Fma(f, V.Constant(0.4426950408889634), V.Fma(LogParts.Rest(f), V.Constant(1.4426950408889634), lost));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Log2<V>(V x)
        where V : struct, ILanes<V> =>
        Log2Function.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Log2 { get; } = SpanKernel.Unary<Log2Function>();
}

public static partial class VectorMath
{
    /// <summary>The logarithm to base 2, exact for powers of two. At most 1 ULP (without FMA 2); log2(0) is -infinity, of negative numbers NaN; with FMA the same bits on every width.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Log2(ReadOnlySpan<float> x, Span<float> destination) => Unary<Log2Function, float>(x, destination);

    /// <inheritdoc cref="Log2(ReadOnlySpan{float}, Span{float})"/>
    public static void Log2(ReadOnlySpan<double> x, Span<double> destination) => Unary<Log2Function, double>(x, destination);
}
