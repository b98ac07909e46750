// erf_inv: double by InverseNormal.cs. Float: the central polynomial of M. Giles, "Approximating the erfinv function", as XLA evaluates it, where that is within
// 1.9 ULP of the inverse, which is computed in double lanes and given elsewhere: so JaxRandom.Normal gives JAX's bits for 93% of the numbers, and all digits of the
// notebook; past |x| = 0.9966 XLA itself is up to 64 ULP off.
// The double's 1.000 is a denormal result's (see Exp2.cs); elsewhere it is 0.995.
// Measured with FMA: float 1.913 ULP (all 2^32), double 1.000 (10,000 rows); without: 1.909 (sample) and 1.250.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ErfInvFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V> =>
        x is IElements<float> ? Single(x) : V.Call<OfDouble>(x);

    [MethodImpl(AggressiveInlining)]
    private static V Single<V>(V x)
        where V : struct, ILanes<V>
    {
        // w = -log1p(-x^2) - 2.5, rounded to 2e-7: the logarithm has to be good to some 1e-8. From w = 2.5 on the result is not used.
        V square = x * x, u = V.Constant(1) - square;
        V w = V.Fma(V.Constant(1) - u - square, V.Fma(u, V.Constant(2f), V.Constant(-2.9f)), -LogFunction.Invoke(u)) - V.Constant(2.5f);
        V p = V.Constant(2.81022636e-08f);
        p = V.Fma(p, w, 3.43273939e-07f);
        p = V.Fma(p, w, -3.5233877e-06f);
        p = V.Fma(p, w, -4.39150654e-06f);
        p = V.Fma(p, w, 0.00021858087f);
        p = V.Fma(p, w, -0.00125372503f);
        p = V.Fma(p, w, -0.00417768164f);
        p = V.Fma(p, w, 0.246640727f);
        p = V.Fma(p, w, 1.50140941f);
        return V.InDouble<CalledBinary<Near>>(x, p * x);
    }

    [MethodImpl(NoInlining | AggressiveOptimization)]
    private static void Double<V>(in V x, out V result)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(x), z = x * x, one = V.Constant(1);
        V y = InverseNormal.Double((one - a) * V.Constant(0.5), z, false, out V low);
        V factor = V.SelectLess(z, V.Constant(0.64), x, one | (x & V.Constant(-0.0)));
        V outside = V.Select(V.Equal(a, one), x * V.Constant(double.PositiveInfinity), V.Constant(double.NaN));
        result = V.SelectLess(a, one, V.Fma(factor, y, factor * low) | (x & V.Constant(-0.0)), outside);
    }

    /// <summary>XLA's number where it is within 1.9 ULP of the inverse, the inverse elsewhere.</summary>
    private readonly struct Near : IBinaryFunction
    {
        [MethodImpl(AggressiveInlining)]
        public static V Invoke<V>(V x, V xla)
            where V : struct, ILanes<V>
        {
            V a = V.Abs(x), z = x * x, one = V.Constant(1);
            V y = InverseNormal.Single((one - a) * V.Constant(0.5), z) * V.SelectLess(z, V.Constant(0.64), x, one | (x & V.Constant(-0.0)));
            V ulp = V.Bits(0x7FF0000000000000) & y;
            y = V.SelectLess(V.Abs(xla - y), ulp * V.Constant(1.9 / 8388608), xla, y);
            return V.SelectLess(a, one, y, V.Select(V.Equal(a, one), x * V.Constant(double.PositiveInfinity), V.Constant(double.NaN)));
        }
    }

    private readonly struct OfDouble : IUnaryFunction
    {
        [MethodImpl(AggressiveInlining)]
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V>
        {
            Double(in x, out V result);
            return result;
        }
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V ErfInv<V>(V x)
        where V : struct, ILanes<V> =>
        ErfInvFunction.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel ErfInv { get; } = SpanKernel.Unary<ErfInvFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The inverse of the error function; in float it is XLA's number where that is within 1.9 ULP.
    /// At most 2 ULP in float and 1.5 in double (without FMA 2 and 1.5); with FMA the same bits on every width.
    /// Zeros keep their sign; -1 and 1 give infinities of their sign, numbers beyond NaN.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void ErfInv(ReadOnlySpan<float> x, Span<float> destination) => Unary<ErfInvFunction, float>(x, destination);

    /// <inheritdoc cref="ErfInv(ReadOnlySpan{float}, Span{float})"/>
    public static void ErfInv(ReadOnlySpan<double> x, Span<double> destination) => Unary<ErfInvFunction, double>(x, destination);

    /// <summary><see cref="ErfInv(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void ErfInv(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<ErfInvFunction>(x, destination);
}
