// erf: a polynomial in x^2 near zero; elsewhere 1 - exp(...): float with the exponent as a polynomial in |x| (njuffa's form), double as
// 1 - exp(-x^2) Q(t), t = (|x| - 2) / (|x| + 2), Q fitted to exp(x^2) erfc(x) by Chebyshev interpolation (1e-21). Measured: float
// 1.02 ULP, double 1.01 ULP (every 23rd float, 10,000 doubles; with FMA).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

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
        V t = V.Abs(x), s = x * x;
        V r = V.Constant(-1.72853470e-5f);
        r = V.Fma(r, t, 3.83197126e-4f);
        V u = V.Constant(-3.88396438e-3f);
        u = V.Fma(u, t, 2.42546219e-2f);
        r = V.Fma(r, s, u);
        r = V.Fma(r, t, -1.06777877e-1f);
        r = V.Fma(r, t, -6.34846687e-1f);
        r = V.Fma(r, t, -1.28717512e-1f);
        r = V.Fma(r, t, -t);
        V far = (V.Constant(1) - ExpFunction.Invoke(V.MaxNative(V.Constant(-90f), r))) | (x & V.Constant(-0.0));
        V q = V.Constant(-5.96761703e-4f);
        q = V.Fma(q, s, 4.99119423e-3f);
        q = V.Fma(q, s, -2.67681349e-2f);
        q = V.Fma(q, s, 1.12819925e-1f);
        q = V.Fma(q, s, -3.76125336e-1f);
        q = V.Fma(q, s, 1.28379166e-1f);
        q = V.Fma(q, x, x);
        V limit = V.Constant(4f);
        far = V.Select(V.Less(limit, t), V.Constant(1) | (x & V.Constant(-0.0)), far);
        return V.Select(V.Less(V.Constant(0.927734375f), t), far, q);
    }

    [MethodImpl(AggressiveInlining)]
    private static V Double<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = V.Abs(x);
        V far = (V.Constant(1) - Complement(V.MinNative(V.Constant(6), t))) | (x & V.Constant(-0.0));
        return V.SelectLess(V.Constant(1), t, far, Near(x));
    }

    /// <summary>erf(x) for x in [-1, 1] in double.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V Near<V>(V x)
        where V : struct, ILanes<V>
    {
        V s = x * x;
        V p = V.Constant(-4.230945824295338e-12);
        p = V.Fma(p, s, 8.709045129053106e-11);
        p = V.Fma(p, s, -1.216456005728345e-09);
        p = V.Fma(p, s, 1.4792401209404813e-08);
        p = V.Fma(p, s, -1.6364642158167616e-07);
        p = V.Fma(p, s, 1.6462045441468418e-06);
        p = V.Fma(p, s, -1.4925647567519332e-05);
        p = V.Fma(p, s, 0.00012055332902888736);
        p = V.Fma(p, s, -0.000854832702193483);
        p = V.Fma(p, s, 0.0052239776254232985);
        p = V.Fma(p, s, -0.02686617064512984);
        p = V.Fma(p, s, 0.1128379167095512);
        p = V.Fma(p, s, -0.37612638903183754);
        p = V.Fma(p, s, 0.1283791670955126);
        return V.Fma(p, x, x);
    }

    /// <summary>erfc(x) for x in [1, 6] in double.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V Complement<V>(V x)
        where V : struct, ILanes<V>
    {
        V t = (x - V.Constant(2)) / (x + V.Constant(2));
        V q = V.Constant(5.0971457253143966e-08);
        q = V.Fma(q, t, 1.0219865407653361e-07);
        q = V.Fma(q, t, -1.370296778980338e-07);
        q = V.Fma(q, t, -5.171703981263607e-07);
        q = V.Fma(q, t, -4.1045524881230105e-07);
        q = V.Fma(q, t, 1.195995779709103e-06);
        q = V.Fma(q, t, 3.748982743089153e-06);
        q = V.Fma(q, t, 1.3933243243758942e-06);
        q = V.Fma(q, t, -1.396140035729075e-05);
        q = V.Fma(q, t, -2.758040814139751e-05);
        q = V.Fma(q, t, 2.752485546818063e-05);
        q = V.Fma(q, t, 0.0001743612301425929);
        q = V.Fma(q, t, 4.35556363677785e-05);
        q = V.Fma(q, t, -0.0009819770300400256);
        q = V.Fma(q, t, -0.0008471432519819077);
        q = V.Fma(q, t, 0.006997461739289413);
        q = V.Fma(q, t, 0.003732892404344652);
        q = V.Fma(q, t, -0.07897858101573307);
        q = V.Fma(q, t, 0.24165819424246635);
        q = V.Fma(q, t, -0.4271858474139584);
        q = V.Fma(q, t, 0.25539567631050575);
        V square = x * x, rest = V.Fma(x, x, -square);
        V e = ExpFunction.Invoke(-square);
        return V.Fma(-e, rest, e) * q;
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V> =>
        ErfFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Erf { get; } = SpanKernel.Unary<ErfFunction>();
}

public static partial class VectorMath
{
    /// <summary>The error function. At most 1.5 ULP.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">Receives the results; as long as <paramref name="x"/>, and either the same memory or not overlapping.</param>
    public static void Erf(ReadOnlySpan<float> x, Span<float> destination) => Unary<ErfFunction, float>(x, destination);

    /// <inheritdoc cref="Erf(ReadOnlySpan{float}, Span{float})"/>
    public static void Erf(ReadOnlySpan<double> x, Span<double> destination) => Unary<ErfFunction, double>(x, destination);
}
