// What asin, acos, atan and atan2 share: odd polynomials by Sollya's fpminimax (docs/fits/arcs.sollya), asin's two ranges, atan's quotient, and sums with a
// multiple of pi/4.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class ArcParts
{
    /// <summary>pi/2 rounded to double; lanes round it to their type.</summary>
    public const double HalfPi = 1.5707963267948966;

    /// <summary>
    /// <c>head + large + small</c>, where the head is 0 or a multiple of pi/4, not less than |large|. All these multiples are rounded with the same relative error.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sum<V>(V head, V large, V small)
        where V : struct, ILanes<V>
    {
        V sum = head + large;
        small = head is IElements<float> ? V.Fma(head, V.Constant(-2.7827534e-8f), small) : V.Fma(head, V.Constant(3.8981718325193755e-17), small);
        return sum + (head - sum + large + small);
    }

    /// <summary>
    /// asin |x| as large + small for |x| below 1/2; beyond, asin |x| - pi/2 = -2 asin(s), s = sqrt((1 - |x|) / 2), with what the root lost.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Asin<V>(V x, out V small)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(x), half = V.Constant(0.5), z = V.Fma(-half, a, half), s = V.Sqrt(z);
        // The addend, below half an ulp of any other root, keeps 0 / 0 out.
        V low = V.Fma(s, s, -z) / (s + V.Constant(1e-30));
        V t = V.SelectLess(a, half, a * a, z), large = V.SelectLess(a, half, a, s * V.Constant(-2));
        low = V.SelectLess(a, half, V.Constant(0), low);
        small = V.Fma(large * t, AsinSeries(t), low);
        return large;
    }

    /// <summary>(asin(r) / r - 1) / r^2 for r^2 in [0, 1/4]: relative error of asin 2^-27.6 in float, 2^-59.8 in double.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V AsinSeries<V>(V t)
        where V : struct, ILanes<V>
    {
        V p;
        if (t is IElements<float>)
        {
            p = V.Constant(0.042157013f);
            p = V.Fma(p, t, 0.024185503f);
            p = V.Fma(p, t, 0.04546902f);
            p = V.Fma(p, t, 0.0749531f);
            return V.Fma(p, t, 0.16666752f);
        }
        V w = t * t;
        p = V.Constant(0.03262611059623099);
        p = V.Fma(p, w, 0.02170432443132038);
        p = V.Fma(p, w, 0.010779871776659468);
        p = V.Fma(p, w, 0.013980810970173414);
        p = V.Fma(p, w, 0.022372214933960386);
        p = V.Fma(p, w, 0.04464285717455937);
        p = V.Fma(p, w, 0.1666666666666676);
        V odd = V.Constant(-0.0209948571762106);
        odd = V.Fma(odd, w, 0.003707763938507895);
        odd = V.Fma(odd, w, 0.01139898490403734);
        odd = V.Fma(odd, w, 0.01735161288467091);
        odd = V.Fma(odd, w, 0.030381942709939647);
        odd = V.Fma(odd, w, 0.07499999999970867);
        return V.Fma(odd, t, p);
    }

    /// <summary>Chooses by whether the quotient least / most is beyond 1/2, where it is taken about pi/4.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SelectMiddle<V>(V least, V most, V ifMiddle, V otherwise)
        where V : struct, ILanes<V> =>
        V.SelectLess(most * V.Constant(0.5), least, ifMiddle, otherwise);

    /// <summary>
    /// In double head + atan(least / most), or about pi/4 beyond 1/2, for 0 &lt;= least &lt;= most with 1 / most a normal number; where the sign bit of
    /// <paramref name="flip"/> is set the head less that.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Atan<V>(V least, V most, V head, V flip)
        where V : struct, ILanes<V>
    {
        V more = SelectMiddle(least, most, least, V.Constant(0)), d = most + more, dLow = more - (d - most);
        V n = (least - SelectMiddle(least, most, most, V.Constant(0))) ^ (flip & V.Constant(-0.0));
        V inverse = V.Constant(1) / d, q = n * inverse, low = V.Fma(-q, dLow, V.Fma(-q, d, n)) * inverse;
        V z = q * q;
        V w = z * z;
        V p = V.Constant(-0.027435234447055368);
        p = V.Fma(p, w, -0.051220128120935425);
        p = V.Fma(p, w, -0.06663810877468249);
        p = V.Fma(p, w, -0.09090896246524784);
        p = V.Fma(p, w, -0.1428571427638746);
        p = V.Fma(p, w, -0.3333333333333298);
        V odd = V.Constant(0.010117037552530784);
        odd = V.Fma(odd, w, 0.041865229895992326);
        odd = V.Fma(odd, w, 0.05858300584702988);
        odd = V.Fma(odd, w, 0.07692073939411088);
        odd = V.Fma(odd, w, 0.11111110659708877);
        odd = V.Fma(odd, w, 0.19999999999903123);
        p = V.Fma(odd, z, p);
        return Sum(head, q, V.Fma(q * z, p, low));
    }

    /// <summary>atan of q in [0, 1] in double with the accuracy that floats need: relative error 2^-31.2.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V AtanOfSingle<V>(V q)
        where V : struct, ILanes<V>
    {
        V z = q * q;
        V w = z * z;
        V p = V.Constant(-0.007317962778955446);
        p = V.Fma(p, w, -0.04468995616504538);
        p = V.Fma(p, w, -0.0881109176098095);
        p = V.Fma(p, w, -0.14279833063753752);
        p = V.Fma(p, w, -0.3333332689956411);
        V odd = V.Constant(0.0011137900379555748);
        odd = V.Fma(odd, w, 0.02253987988662854);
        odd = V.Fma(odd, w, 0.0674159809987047);
        odd = V.Fma(odd, w, 0.11058223773944884);
        odd = V.Fma(odd, w, 0.1999967112366452);
        p = V.Fma(odd, z, p);
        return V.Fma(q * z, p, q);
    }
}
