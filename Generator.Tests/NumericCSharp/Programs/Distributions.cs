// Distributions by incomplete functions; a quantile by bisection.
public static partial class Fin
{
    [Jit]
    public static double StudentCdf(double t, double nu)
    {
        if (nu <= 0)
            throw new ArgumentException("degrees of freedom must be positive", nameof(nu));
        double ib = Special.BetaI(0.5 * nu, 0.5, nu / (nu + t * t));
        return t >= 0 ? 1 - 0.5 * ib : 0.5 * ib;
    }

    [Jit]
    public static double FCdf(double f, double d1, double d2) => f <= 0 ? 0 : double.IsPositiveInfinity(f) ? 1 : Special.BetaI(d1 / 2, d2 / 2, d1 * f / (d1 * f + d2));

    [Jit]
    public static double Chi2Cdf(double x, int k) => k < 1 ? throw new ArgumentOutOfRangeException(nameof(k)) : x <= 0 ? 0 : Special.GammaP(k / 2.0, x / 2);
    // quantile by bisection and Newton polish

    [Jit]
    public static double Chi2Inv(double p, int k)
    {
        if (p < 0 || p > 1 || double.IsNaN(p))
            throw new ArgumentOutOfRangeException(nameof(p), p, "probability");
        if (k < 1 || k > 100)
            throw new ArgumentOutOfRangeException(nameof(k));
        if (p == 0)
            return 0;
        if (p == 1)
            return double.PositiveInfinity;
        double lo = 0, hi = Math.Max(k, 1);
        while (Chi2Cdf(hi, k) < p)
        {
            lo = hi;
            hi *= 2;
            if (hi > 1e6)
                return double.NaN;
        }
        double x = 0.5 * (lo + hi);
        for (int i = 0; i < 200; i++)
        {
            double f = Chi2Cdf(x, k) - p;
            if (f == 0)
                break;
            if (f < 0)
                lo = x;
            else
                hi = x;
            double nx = 0.5 * (lo + hi);
            if (Math.Abs(nx - x) <= 1e-13 * x)
            {
                x = nx;
                break;
            }
            x = nx;
        }
        return x;
    }

    public static void DistributionsCalls()
    {
        Out.D2("Student", (x, y) => StudentCdf(x, y));
        Out.D3("F", (x, y, z) => FCdf(x, y, z));
        Out.ID("Chi2", (k, x) => Chi2Cdf(x, k));
        foreach (int k in new[]
        {
            1,
            2,
            5,
            0,
            40,
            101
        }
        )
            Out.P1("Chi2Inv" + k, p => Chi2Inv(p, k));
    }
}
