// Bessel and Airy functions, by rational approximations and recurrences.
public static partial class Special
{
    [Jit]
    public static double BesselJ0(double x)
    {
        double ax = Math.Abs(x);
        if (ax < 8.0)
        {
            double y = x * x;
            double ans1 = 57568490574.0 + y * (-13362590354.0 + y * (651619640.7 + y * (-11214424.18 + y * (77392.33017 + y * (-184.9052456)))));
            double ans2 = 57568490411.0 + y * (1029532985.0 + y * (9494680.718 + y * (59272.64853 + y * (267.8532712 + y * 1.0))));
            return ans1 / ans2;
        }
        else
        {
            double z = 8.0 / ax;
            double y = z * z;
            double xx = ax - 0.785398164;
            double ans1 = 1.0 + y * (-0.1098628627e-2 + y * (0.2734510407e-4 + y * (-0.2073370639e-5 + y * 0.2093887211e-6)));
            double ans2 = -0.1562499995e-1 + y * (0.1430488765e-3 + y * (-0.6911147651e-5 + y * (0.7621095161e-6 - y * 0.934935152e-7)));
            return Math.Sqrt(0.636619772 / ax) * (Math.Cos(xx) * ans1 - z * Math.Sin(xx) * ans2);
        }
    }

    [Jit]
    public static double BesselJ1(double x)
    {
        double ax = Math.Abs(x), y, ans1, ans2, ans;
        if (ax < 8.0)
        {
            y = x * x;
            ans1 = x * (72362614232.0 + y * (-7895059235.0 + y * (242396853.1 + y * (-2972611.439 + y * (15704.48260 + y * (-30.16036606))))));
            ans2 = 144725228442.0 + y * (2300535178.0 + y * (18583304.74 + y * (99447.43394 + y * (376.9991397 + y * 1.0))));
            ans = ans1 / ans2;
        }
        else
        {
            double z = 8.0 / ax, xx = ax - 2.356194491;
            y = z * z;
            ans1 = 1.0 + y * (0.183105e-2 + y * (-0.3516396496e-4 + y * (0.2457520174e-5 + y * (-0.240337019e-6))));
            ans2 = 0.04687499995 + y * (-0.2002690873e-3 + y * (0.8449199096e-5 + y * (-0.88228987e-6 + y * 0.105787412e-6)));
            ans = Math.Sqrt(0.636619772 / ax) * (Math.Cos(xx) * ans1 - z * Math.Sin(xx) * ans2);
            if (x < 0.0)
                ans = -ans;
        }
        return ans;
    }
    // Miller's downward recurrence

    [Jit]
    public static double BesselJn(int n, double x)
    {
        const double ACC = 160.0, BIGNO = 1.0e10, BIGNI = 1.0e-10;
        if (n < 0 || n > 1000)
            throw new ArgumentOutOfRangeException(nameof(n));
        if (n == 0)
            return BesselJ0(x);
        if (n == 1)
            return BesselJ1(x);
        double ax = Math.Abs(x);
        double ans;
        if (ax == 0.0 || double.IsNaN(ax) || ax > 1e6)
            return 0.0;
        if (ax > n)
        {
            double tox = 2.0 / ax;
            double bjm = BesselJ0(ax);
            double bj = BesselJ1(ax);
            for (int j = 1; j < n; j++)
            {
                double bjp = j * tox * bj - bjm;
                bjm = bj;
                bj = bjp;
            }
            ans = bj;
        }
        else
        {
            double tox = 2.0 / ax;
            int m = 2 * ((n + (int)Math.Sqrt(ACC * n)) / 2);
            bool jsum = false;
            double bjp = 0.0, sum = 0.0, bj = 1.0;
            ans = 0.0;
            for (int j = m; j > 0; j--)
            {
                double bjm = j * tox * bj - bjp;
                bjp = bj;
                bj = bjm;
                if (Math.Abs(bj) > BIGNO)
                {
                    bj *= BIGNI;
                    bjp *= BIGNI;
                    ans *= BIGNI;
                    sum *= BIGNI;
                }
                if (jsum)
                    sum += bj;
                jsum = !jsum;
                if (j == n)
                    ans = bjp;
            }
            sum = 2.0 * sum - bj;
            ans /= sum;
        }
        return x < 0.0 && (n & 1) == 1 ? -ans : ans;
    }
    private static readonly double[] I0A =
    {
        1.0,
        3.5156229,
        3.0899424,
        1.2067492,
        0.2659732,
        0.360768e-1,
        0.45813e-2
    };
    private static readonly double[] I0B =
    {
        0.39894228,
        0.1328592e-1,
        0.225319e-2,
        -0.157565e-2,
        0.916281e-2,
        -0.2057706e-1,
        0.2635537e-1,
        -0.1647633e-1,
        0.392377e-2
    };
    static double Poly(double[] c, double x)
    {
        double r = c[c.Length - 1];
        for (int i = c.Length - 2; i >= 0; i--)
            r = r * x + c[i];
        return r;
    }

    [Jit]
    public static double BesselI0(double x)
    {
        double ax = Math.Abs(x);
        if (ax < 3.75)
        {
            double t = x / 3.75;
            return Poly(I0A, t * t);
        }
        return Math.Exp(ax) / Math.Sqrt(ax) * Poly(I0B, 3.75 / ax);
    }

    [Jit]
    public static double BesselK0(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException("x", "K0 needs x > 0");
        double y;
        if (x <= 2.0)
        {
            y = x * x / 4.0;
            return (-Math.Log(x / 2.0) * BesselI0(x)) + (-0.57721566 + y * (0.42278420 + y * (0.23069756 + y * (0.3488590e-1 + y * (0.262698e-2 + y * (0.10750e-3 + y * 0.74e-5))))));
        }
        y = 2.0 / x;
        return (Math.Exp(-x) / Math.Sqrt(x)) * (1.25331414 + y * (-0.7832358e-1 + y * (0.2189568e-1 + y * (-0.1062446e-1 + y * (0.587872e-2 + y * (-0.251540e-2 + y * 0.53208e-3))))));
    }

    [Jit]
    public static double BesselY0(double x)
    {
        if (x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (x < 8.0)
        {
            double y = x * x;
            double a1 = -2957821389.0 + y * (7062834065.0 + y * (-512359803.6 + y * (10879881.29 + y * (-86327.92757 + y * 228.4622733))));
            double a2 = 40076544269.0 + y * (745249964.8 + y * (7189466.438 + y * (47447.26470 + y * (226.1030244 + y * 1.0))));
            return a1 / a2 + 0.636619772 * BesselJ0(x) * Math.Log(x);
        }
        double z = 8.0 / x, yy = z * z, xx = x - 0.785398164;
        double b1 = 1.0 + yy * (-0.1098628627e-2 + yy * (0.2734510407e-4 + yy * (-0.2073370639e-5 + yy * 0.2093887211e-6)));
        double b2 = -0.1562499995e-1 + yy * (0.1430488765e-3 + yy * (-0.6911147651e-5 + yy * (0.7621095161e-6 + yy * (-0.934945152e-7))));
        return Math.Sqrt(0.636619772 / x) * (Math.Sin(xx) * b1 + z * Math.Cos(xx) * b2);
    }
    // Airy by Maclaurin or asymptotic series

    [Jit]
    public static (double Ai, double Bi) Airy(double x)
    {
        const double c1 = 0.355028053887817239, c2 = 0.258819403792806798, sqrt3 = 1.7320508075688772;
        if (double.IsNaN(x))
            return (double.NaN, double.NaN);
        if (Math.Abs(x) > 9)
        {
            double z = Math.Abs(x) * Math.Sqrt(Math.Abs(x)) * 2 / 3;
            if (x > 0)
                return (0.5 * Math.Exp(-z) / Math.Sqrt(Math.PI) / Math.Pow(x, 0.25), Math.Exp(z) / Math.Sqrt(Math.PI) / Math.Pow(x, 0.25));
            double s = 1 / Math.Sqrt(Math.PI) / Math.Pow(-x, 0.25);
            return (s * Math.Sin(z + Math.PI / 4), s * Math.Cos(z + Math.PI / 4));
        }
        double f = 1, g = x, uf = 1, ug = x, zc = x * x * x;
        double k = 1, tt = 1;
        while (tt > 1e-17)
        {
            uf *= zc;
            k += 1;
            uf /= k * (k + 1);
            double kk = k;
            ug *= zc;
            k += 1;
            ug /= k * (k + 1);
            f += uf;
            k += 1;
            g += ug;
            tt = Math.Abs(uf / f);
            if (kk > 500)
                break;
            k -= 0;
        }
        return (c1 * f - c2 * g, sqrt3 * (c1 * f + c2 * g));
    }

    public static void BesselCalls()
    {
        Out.D1("J0", x => BesselJ0(x));
        Out.D1("J1", x => BesselJ1(x));
        Out.ID("Jn", (n, x) => BesselJn(n, x));
        Out.D1("I0", x => BesselI0(x));
        Out.D1("K0", x => BesselK0(x));
        Out.D1("Y0", x => BesselY0(x));
        Out.D1("Airy", x => Airy(x));
    }
}
