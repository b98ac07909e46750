// The inverse of the normal distribution function, for erf_inv and ndtri: with erfc(y) = 2 q and z = (1 - 2 q)^2, y = sqrt(z) (c + z R(0.64 - z)) near the
// centre, y = r + g + S(r - r0) in the tails, r = sqrt(-log q); R and S rational, fitted in docs/fits/inverse_normal.py (2^-57 in double, 2^-30 for floats).
// Double keeps the low parts of log q, of the root and of the sums. The pieces are P. J. Wichura's (algorithm AS 241), the coefficients are not.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class InverseNormal
{
    /// <summary>Squares up to this are the centre's.</summary>
    private const double Limit = 0.64;

    /// <summary>The part of S taken out, so that what is left is small: exact in double.</summary>
    private const double Offset = -0.45;

    /// <summary>
    /// In double: y as the returned number plus <paramref name="low"/>, and where z is below 0.64 y / sqrt(z) instead. For q in (0, 0.5] not below exp(-37.5), or
    /// for all positive q with <paramref name="far"/>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Double<V>(V q, V z, bool far, out V low)
        where V : struct, ILanes<V>
    {
        V limit = V.Constant(Limit), t = limit - z, tt = t * t;
        V n = V.Constant(0.007677200404151447), nOdd = V.Constant(-0.00026895270583146043);
        n = V.Fma(n, tt, 4.049973510502523);
        n = V.Fma(n, tt, 7.020555433191862);
        n = V.Fma(n, tt, 0.38518019936448594);
        nOdd = V.Fma(nOdd, tt, 0.6848367572410381);
        nOdd = V.Fma(nOdd, tt, 8.099464540449286);
        nOdd = V.Fma(nOdd, tt, 2.718709885620204);
        n = V.Fma(nOdd, t, n);
        V d = V.Constant(1.1530659408227844), dOdd = V.Constant(10.300516424954973);
        d = V.Fma(d, tt, 30.399120336193466);
        d = V.Fma(d, tt, 26.357383425866104);
        d = V.Fma(d, tt, 1.0);
        dOdd = V.Fma(dOdd, tt, 40.30455639723549);
        dOdd = V.Fma(dOdd, tt, 8.290441047129562);
        d = V.Fma(dOdd, t, d);
        V log = MinusLog(q, out V logLow), r = V.Sqrt(log), square = r * r;
        V rest = V.Constant(0.5) * ((log - square) - DoubleDouble.ProductError(r, r, square) + logLow);
        V s = r - V.Constant(1.5), ss = s * s;
        V tn = V.Constant(9.113294095571176e-07), tnOdd = V.Constant(7.135278348049407e-05);
        tn = V.Fma(tn, ss, 0.0015105341881214505);
        tn = V.Fma(tn, ss, 0.05716496193264273);
        tn = V.Fma(tn, ss, 0.06818544554616586);
        tn = V.Fma(tn, ss, -0.16514571607050002);
        tnOdd = V.Fma(tnOdd, ss, 0.013200758974905651);
        tnOdd = V.Fma(tnOdd, ss, 0.12132324755528116);
        tnOdd = V.Fma(tnOdd, ss, -0.14217050221171382);
        tn = V.Fma(tnOdd, s, tn);
        V td = V.Constant(2.036573656168029e-06), tdOdd = V.Constant(0.0001735536350017053);
        td = V.Fma(td, ss, 0.004299269101990117);
        td = V.Fma(td, ss, 0.2835522857236904);
        td = V.Fma(td, ss, 2.0368654441180807);
        td = V.Fma(td, ss, 1.0);
        tdOdd = V.Fma(tdOdd, ss, 0.04746136574225125);
        tdOdd = V.Fma(tdOdd, ss, 0.9945533518599339);
        tdOdd = V.Fma(tdOdd, ss, 2.2307596280078075);
        td = V.Fma(tdOdd, s, td);
        if (far && !V.AllLess(r, V.Constant(6)))
        {
            Far(r, ref tn, ref td);
        }
        // rest / r is the error of the root.
        V quotient = V.SelectLess(z, limit, z * n, V.Fma(tn, r, rest * td)) / V.SelectLess(z, limit, d, td * r);
        V head = V.SelectLess(z, limit, V.Constant(0.886226925452758), r), sum = head + V.SelectLess(z, limit, quotient, V.Constant(Offset));
        low = (head - sum) + V.SelectLess(z, limit, quotient, V.Constant(Offset));
        low += V.SelectLess(z, limit, V.Constant(-3.8332932499128993e-17), quotient);
        return sum;
    }

    /// <summary>For floats in double lanes: y, and where z is below 0.64 y / sqrt(z) instead.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Single<V>(V q, V z)
        where V : struct, ILanes<V>
    {
        V limit = V.Constant(Limit), t = limit - z;
        V n = V.Constant(0.01778568313194334);
        n = V.Fma(n, t, 0.6470964342807352);
        n = V.Fma(n, t, 1.1065267285930886);
        n = V.Fma(n, t, 0.385180197688421);
        V d = V.Constant(1.3036226917758935);
        d = V.Fma(d, t, 4.6535074301013655);
        d = V.Fma(d, t, 4.104910080881624);
        d = V.Fma(d, t, 1.0);
        V m = V.Split(q, out V e), f = m - V.Constant(1), g = f / (V.Constant(2) + f), w = g * g;
        V p = V.Constant(0.23750571005831622);
        p = V.Fma(p, w, 0.28532367248588203);
        p = V.Fma(p, w, 0.40000321518127313);
        p = V.Fma(p, w, 0.6666666621863306);
        V half = V.Constant(0.5) * f * f;
        V log = V.Fma(e, V.Constant(-0.6931471805599453), (half - (g * V.Fma(p, w, half))) - f), r = V.Sqrt(log), s = r - V.Constant(1.5);
        V tn = V.Constant(0.0007339117462902381);
        tn = V.Fma(tn, s, 0.020279585590499985);
        tn = V.Fma(tn, s, 0.09702255033422652);
        tn = V.Fma(tn, s, 0.02831618168683758);
        tn = V.Fma(tn, s, -0.165145715384677);
        V td = V.Constant(0.0016508085846106593);
        td = V.Fma(td, s, 0.055653129888319476);
        td = V.Fma(td, s, 0.4480686579490664);
        td = V.Fma(td, s, 1.1984183877613528);
        td = V.Fma(td, s, 1.0);
        V quotient = V.SelectLess(z, limit, z * n, tn) / V.SelectLess(z, limit, d, td);
        return quotient + V.SelectLess(z, limit, V.Constant(0.886226925452758), r + V.Constant(Offset));
    }

    // Rare: no lane with q above 2e-16 comes here.
    [MethodImpl(NoInlining | AggressiveOptimization)]
    private static void Far<V>(V r, ref V n, ref V d)
        where V : struct, ILanes<V>
    {
        V six = V.Constant(6), s = r - six, ss = s * s;
        V fn = V.Constant(6.816218597551266e-08), fnOdd = V.Constant(2.0717146161831865e-10);
        fn = V.Fma(fn, ss, 0.0002265562872325568);
        fn = V.Fma(fn, ss, 0.03328780731468203);
        fn = V.Fma(fn, ss, 0.19212762765364028);
        fnOdd = V.Fma(fnOdd, ss, 6.1710343666436225e-06);
        fnOdd = V.Fma(fnOdd, ss, 0.003914835544734646);
        fnOdd = V.Fma(fnOdd, ss, 0.13243489782683215);
        fn = V.Fma(fnOdd, s, fn);
        V fd = V.Constant(1.5557402540306253e-07), fdOdd = V.Constant(4.610260165154101e-10);
        fd = V.Fma(fd, ss, 0.0005858710758293079);
        fd = V.Fma(fd, ss, 0.11088643239795155);
        fd = V.Fma(fd, ss, 1.0);
        fdOdd = V.Fma(fdOdd, ss, 1.4789853276292429e-05);
        fdOdd = V.Fma(fdOdd, ss, 0.011275646926313946);
        fdOdd = V.Fma(fdOdd, ss, 0.534541063746444);
        fd = V.Fma(fdOdd, s, fd);
        n = V.SelectLess(r, six, n, fn);
        d = V.SelectLess(r, six, d, fd);
    }

    /// <summary>-log q for q below 0.5 with its low part.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V MinusLog<V>(V q, out V low)
        where V : struct, ILanes<V>
    {
        V f = V.Split(q, out V e) - V.Constant(1);
        V head = e * V.Constant(-6.93147180369123816490e-01), sum = head - f;
        V rest = V.Fma(e, V.Constant(-1.90821492927058770002e-10), (head - sum) - f - LogParts.Rest(f));
        V log = sum + rest;
        low = (sum - log) + rest;
        return log;
    }
}
