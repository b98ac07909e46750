// Fresnel integrals, Dawson's integral and the error function.
public static partial class Special
{
    [Jit]
    public static (double S, double C) FresnelTuple(double x)
    {
        double s, c;
        double ax = Math.Abs(x);
        if (ax > 1.5)
        {
            double z = Math.PI * ax * ax / 2;
            s = 0.5 - Math.Cos(z) / (Math.PI * ax);
            c = 0.5 + Math.Sin(z) / (Math.PI * ax);
            return x < 0 ? (-s, -c) : (s, c);
        }
        var t = ax;
        var x4 = Math.Pow(Math.PI / 2 * ax * ax, 2);
        c = t;
        s = 0;
        double u = ax * Math.PI / 2 * ax * ax;
        for (int n = 0; n < 30 && Math.Abs(t) > 1e-18; n++)
        {
            s += u / (4 * n + 3);
            u *= -x4 / ((2 * n + 2) * (2 * n + 3));
            t *= -x4 / ((2 * n + 1) * (2 * n + 2));
            c += t / (4 * n + 5);
        }
        return (Math.Sign(ax) == 0 ? 0 : x < 0 ? -s : s, x < 0 ? -c : c);
    }

    [Jit]
    public static double DawsonF(double x)
    {
        const int NMAX = 6;
        const double H = 0.4, A1 = 2.0 / 3.0, A2 = 0.4, A3 = 2.0 / 7.0;
        Span<double> c = stackalloc double[NMAX];
        for (int i = 0; i < NMAX; i++)
        {
            double t = (2.0 * i + 1.0) * H;
            c[i] = Math.Exp(-t * t);
        }
        if (Math.Abs(x) < 0.2)
        {
            double x2 = x * x;
            return x * (1.0 - A1 * x2 * (1.0 - A2 * x2 * (1.0 - A3 * x2)));
        }
        double xx = Math.Abs(x);
        if (xx > 1e4)
            return 0.5 / x;
        int n0 = 2 * (int)(0.5 * xx / H + 0.5);
        double xp = xx - n0 * H;
        double e1 = Math.Exp(2.0 * xp * H), e2 = e1 * e1;
        double d1 = n0 + 1, d2 = d1 - 2.0, sum = 0;
        for (int i = 0; i < NMAX; i++, d1 += 2.0, d2 -= 2.0, e1 *= e2)
            sum += c[i] * (e1 / d1 + 1.0 / (d2 * e1));
        return 0.5641895835 * Math.CopySign(Math.Exp(-xp * xp), x) * sum;
    }
    // W. J. Cody style error function
    static readonly double[] ErfP =
    {
        3.20937758913846947e3,
        3.77485237685302021e2,
        1.13864154151050156e2,
        3.16112374387056560e0,
        1.85777706184603153e-1
    };
    static readonly double[] ErfQ =
    {
        2.84423683343917062e3,
        1.28261652607737228e3,
        2.44024637934444173e2,
        2.36012909523441209e1
    };

    [Jit]
    public static double Erf(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
        {
            double ysq = y > 1.11e-16 ? y * y : 0;
            double xnum = ErfP[4] * ysq, xden = ysq;
            for (int i = 3; i > 0; i--)
            {
                xnum = (xnum + ErfP[i]) * ysq;
                xden = (xden + ErfQ[i]) * ysq;
            }
            return x * (xnum + ErfP[0]) / (xden + ErfQ[0]);
        }
        return x < 0 ? Erfc(-x) - 1 : 1 - Erfc(x);
    }

    [Jit]
    public static double Erfc(double x)
    {
        double z = Math.Abs(x);
        double t = 1.0 / (1.0 + 0.5 * z);
        double ans = t * Math.Exp(-z * z - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
        return x >= 0.0 ? ans : 2.0 - ans;
    }

    public static void ErrorFunctionsCalls()
    {
        Out.D1("FresnelT", x => FresnelTuple(x));
        Out.D1("DawsonF", x => DawsonF(x));
        Out.D1("Erf", x => Erf(x));
        Out.D1("Erfc", x => Erfc(x));
    }
}
