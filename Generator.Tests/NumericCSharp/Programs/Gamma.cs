// Gamma functions and their relatives, by series, recurrences and continued fractions.
public static partial class Special
{
    static readonly double[] LanczosG7 =
    {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7,
    };

    [Jit]
    public static double Gamma(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x <= 0.0 && Math.Floor(x) == x)
            throw new ArgumentOutOfRangeException(nameof(x), "gamma has a pole at non-positive integers");
        if (x < 0.5)
            return Math.PI / (Math.Sin(Math.PI * x) * Gamma1(1.0 - x));
        if (x > 171.7)
            return double.PositiveInfinity;
        return Gamma1(x);
    }
    private static double Gamma1(double x)
    {
        x -= 1.0;
        double a = LanczosG7[0];
        double t = x + 7.5;
        for (int i = 1; i < LanczosG7.Length; i++)
        {
            a += LanczosG7[i] / (x + i);
        }
        return Math.Sqrt(2 * Math.PI) * Math.Pow(t, x + 0.5) * Math.Exp(-t) * a;
    }

    [Jit]
    public static double LogGamma(double x)
    {
        if (x <= 0)
            throw new ArgumentException("x must be positive", nameof(x));
        double[] cof =
        {
            76.18009172947146,
            -86.50532032941677,
            24.01409824083091,
            -1.231739572450155,
            0.1208650973866179e-2,
            -0.5395239384953e-5
        };
        double y = x;
        double tmp = x + 5.5;
        tmp -= (x + 0.5) * Math.Log(tmp);
        double ser = 1.000000000190015;
        for (int j = 0; j <= 5; j++)
            ser += cof[j] / ++y;
        return -tmp + Math.Log(2.5066282746310005 * ser / x);
    }

    [Jit]
    public static double Digamma(double x)
    {
        const double C = 12.0;
        const double D1 = -0.57721566490153286;
        const double D2 = 1.6449340668482264365;
        const double S = 1e-6;
        const double S3 = 1.0 / 12.0;
        const double S4 = 1.0 / 120.0;
        const double S5 = 1.0 / 252.0;
        if (double.IsNegativeInfinity(x) || double.IsNaN(x))
            return double.NaN;
        if (x <= 0 && Math.Floor(x) == x)
            return double.NegativeInfinity;
        double shift = 0.0;
        if (x < 0)
        {
            shift = -Math.PI / Math.Tan(Math.PI * x);
            x = 1.0 - x;
        }
        if (x <= S)
            return D1 - 1 / x + D2 * x + shift;
        double result = 0.0;
        while (x < C)
        {
            result -= 1 / x;
            x++;
        }
        if (x >= C)
        {
            double r = 1 / x;
            result += Math.Log(x) - 0.5 * r;
            r *= r;
            result -= r * (S3 - r * (S4 - r * S5));
        }
        return result + shift;
    }
    // regularised lower incomplete gamma, series or continued fraction

    [Jit]
    public static double GammaP(double a, double x)
    {
        if (x < 0.0 || a <= 0.0)
            throw new ArgumentOutOfRangeException(x < 0 ? nameof(x) : nameof(a), "bad arguments of GammaP");
        if (x == 0.0)
            return 0.0;
        if (double.IsPositiveInfinity(x))
            return 1.0;
        return x < a + 1.0 ? GSer(a, x) : 1.0 - GCf(a, x);
    }
    const int ITMAX = 200;
    const double EPS = 3.0e-15;
    const double FPMIN = 1.0e-300;
    static double GSer(double a, double x)
    {
        double gln = LogGamma(a);
        double ap = a, del = 1.0 / a, sum = del;
        for (int n = 1; n <= ITMAX; n++)
        {
            ++ap;
            del *= x / ap;
            sum += del;
            if (Math.Abs(del) < Math.Abs(sum) * EPS)
                return sum * Math.Exp(-x + a * Math.Log(x) - gln);
        }
        throw new ArithmeticException("a too large, ITMAX too small in GSer");
    }
    static double GCf(double a, double x)
    {
        double gln = LogGamma(a);
        double b = x + 1.0 - a;
        double c = 1.0 / FPMIN;
        double d = 1.0 / b;
        double h = d;
        int i;
        for (i = 1; i <= ITMAX; i++)
        {
            double an = -i * (i - a);
            b += 2.0;
            d = an * d + b;
            if (Math.Abs(d) < FPMIN)
                d = FPMIN;
            c = b + an / c;
            if (Math.Abs(c) < FPMIN)
                c = FPMIN;
            d = 1.0 / d;
            double del = d * c;
            h *= del;
            if (Math.Abs(del - 1.0) < EPS)
                break;
        }
        if (i > ITMAX)
            throw new ArithmeticException("a too large, ITMAX too small in GCf");
        return Math.Exp(-x + a * Math.Log(x) - gln) * h;
    }

    [Jit]
    public static double BetaI(double a, double b, double x)
    {
        double bt;
        if (x < 0.0 || x > 1.0)
            throw new ArgumentOutOfRangeException(nameof(x), x, "x must lie in [0, 1]");
        if (a <= 0 || b <= 0)
            throw new ArgumentException("a and b must be positive");
        if (x == 0.0 || x == 1.0)
            bt = 0.0;
        else
            bt = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1.0 - x));
        if (x < (a + 1.0) / (a + b + 2.0))
            return bt * BetaCf(a, b, x) / a;
        else
            return 1.0 - bt * BetaCf(b, a, 1.0 - x) / b;
    }
    static double BetaCf(double a, double b, double x)
    {
        double qab = a + b, qap = a + 1.0, qam = a - 1.0;
        double c = 1.0, d = 1.0 - qab * x / qap;
        if (Math.Abs(d) < FPMIN)
            d = FPMIN;
        d = 1.0 / d;
        double h = d;
        int m;
        for (m = 1; m <= ITMAX; m++)
        {
            int m2 = 2 * m;
            double aa = m * (b - m) * x / ((qam + m2) * (a + m2));
            d = 1.0 + aa * d;
            if (Math.Abs(d) < FPMIN)
                d = FPMIN;
            c = 1.0 + aa / c;
            if (Math.Abs(c) < FPMIN)
                c = FPMIN;
            d = 1.0 / d;
            h *= d * c;
            aa = -(a + m) * (qab + m) * x / ((a + m2) * (qap + m2));
            d = 1.0 + aa * d;
            if (Math.Abs(d) < FPMIN)
                d = FPMIN;
            c = 1.0 + aa / c;
            if (Math.Abs(c) < FPMIN)
                c = FPMIN;
            d = 1.0 / d;
            double del = d * c;
            h *= del;
            if (Math.Abs(del - 1.0) < EPS)
                break;
        }
        if (m > ITMAX)
            throw new InvalidOperationException($"BetaCf: no convergence in {ITMAX} iterations");
        return h;
    }

    public static void GammaCalls()
    {
        Out.D1("Gamma", x => Gamma(x));
        Out.D1("LogGamma", x => LogGamma(x));
        Out.D1("Digamma", x => Digamma(x));
        Out.D2("GammaP", (x, y) => GammaP(x, y));
        Out.D3("BetaI", (x, y, z) => BetaI(x, y, z));
    }
}
