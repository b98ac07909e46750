// erf: 1 - exp(-L), L = -log(erfc(t)) = t + t u(t) for t = |x|, u a polynomial fitted on the whole range with the error relative to erf (docs/fits/erf.py).
// exp(-L) = 2^n (1 - p) gives (1 - 2^n) + 2^n p: one rounding above n = 0, and no cancellation near zero, where p is t plus small terms.
// Measured with FMA: float 0.980 ULP (all 2^32), double 0.818 (10,000 rows); without: 0.958 (sample) and 0.829.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ErfFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V> =>
        x is IElements<float> ? Single(x) : Double(x);

    [MethodImpl(AggressiveInlining)]
    private static V Single<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = V.MinNative(V.Constant(3.95f), V.Abs(x)), s = t * t;
        V u = V.Constant(-2.18438363e-5f), v = V.Constant(1.24078497e-6f);
        u = V.Fma(u, s, -0.000745279831f);
        v = V.Fma(v, s, 0.000169541308f);
        u = V.Fma(u, s, -0.000257410575f);
        v = V.Fma(v, s, 0.00180522504f);
        u = V.Fma(u, s, 0.102770902f);
        v = V.Fma(v, s, -0.0191158969f);
        u = V.Fma(V.Fma(v, t, u), t, 0.636619866f);
        V first = t * V.Constant(0.128379166f), m = V.Fma(s, u, first);
        // Not symmetric: n = 0 up to L = 0.47.
        V n = V.Round(V.Fma(t + m, V.Constant(-1.44269504f), 0.178f));
        // Exact for n = -1, where it matters; so is the product in double.
        V h = V.Fma(n, V.Constant(0.693147182f), t), f = h + m;
        V p = h + V.Fma(s, u, V.Fma(V.Fma(m, h + f, h * h), ErfParts.Exponential(f), first)), k = PowerOfTwo.Of(n);
        return V.Fma(k, p, V.Constant(1) - k) | (x & V.Constant(-0.0));
    }

    [MethodImpl(AggressiveInlining)]
    private static V Double<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = V.MinNative(V.Constant(5.95), V.Abs(x)), s = t * t;
        V q = s * s;
        V u = V.Constant(2.6319467865688718e-12), v = V.Constant(-1.6594878130384592e-13), w = V.Constant(6.541581441955603e-15), z = V.Constant(-1.2127032700659365e-16);
        u = V.Fma(u, q, 7.646095850306627e-09);
        v = V.Fma(v, q, -1.5368566615729154e-09);
        w = V.Fma(w, q, 2.417450380031262e-10);
        z = V.Fma(z, q, -2.924950149804407e-11);
        u = V.Fma(u, q, 2.287622601865453e-07);
        v = V.Fma(v, q, -1.9374866058378044e-07);
        w = V.Fma(w, q, 8.963226171550772e-08);
        z = V.Fma(z, q, -2.983883895245005e-08);
        u = V.Fma(u, q, 3.5087705334168117e-06);
        v = V.Fma(v, q, 2.6966108884013825e-06);
        w = V.Fma(w, q, -1.591348596316445e-06);
        z = V.Fma(z, q, 2.0578701807170065e-07);
        u = V.Fma(u, q, -0.0005901234627489803);
        v = V.Fma(v, q, 2.5869994974478116e-05);
        w = V.Fma(w, q, 6.451769303435009e-05);
        z = V.Fma(z, q, -2.978237714083929e-05);
        u = V.Fma(u, q, 0.10277260330185843);
        v = V.Fma(v, q, -0.01912844700751617);
        w = V.Fma(w, q, -0.00020919465617195873);
        z = V.Fma(z, q, 0.0016962060327899155);
        u = V.Fma(w, s, u);
        v = V.Fma(z, s, v);
        u = V.Fma(V.Fma(v, t, u), t, 0.6366197723675834);
        V first = t * V.Constant(0.12837916709551256), m = V.Fma(s, u, first);
        V n = V.Round(V.Fma(t + m, V.Constant(-1.4426950408889634), 0.178));
        V h = V.Fma(n, V.Constant(6.93147180369123816490e-01), t), low = V.Fma(n, V.Constant(1.90821492927058770002e-10), first);
        V l = V.Fma(s, u, low), f = h + l;
        V p = h + V.Fma(s, u, V.Fma(V.Fma(l, h + f, h * h), ErfParts.Exponential(f), low)), k = PowerOfTwo.Of(n);
        return V.Fma(k, p, V.Constant(1) - k) | (x & V.Constant(-0.0));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V> =>
        ErfFunction.Invoke(x);
}

internal static partial class SpanKernels
{
    public static SpanKernel Erf { get; } = SpanKernel.Unary<ErfFunction>();
}

public static partial class VectorMath
{
    /// <summary>
    /// The error function of a real number. At most 1 ULP in float and 1 in double (without FMA 1.5 and 1.5); with FMA the same bits on every width.
    /// Zeros keep their sign; infinities give 1 with theirs.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Erf(ReadOnlySpan<float> x, Span<float> destination) => Unary<ErfFunction, float>(x, destination);

    /// <inheritdoc cref="Erf(ReadOnlySpan{float}, Span{float})"/>
    public static void Erf(ReadOnlySpan<double> x, Span<double> destination) => Unary<ErfFunction, double>(x, destination);

    /// <summary><see cref="Erf(ReadOnlySpan{float}, Span{float})"/> of half-precision numbers: computed in float, then rounded.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; at least as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    /// <exception cref="ArgumentException">The destination is too short, or overlaps an argument without being its memory exactly.</exception>
    public static void Erf(ReadOnlySpan<Half> x, Span<Half> destination) => InFloat<ErfFunction>(x, destination);
}
