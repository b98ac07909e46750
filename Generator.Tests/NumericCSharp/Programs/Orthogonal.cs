// Factorials, orthogonal polynomials and series of sines.
public static partial class Special
{
    [Jit]
    public static double Factorial(int n)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), n, "negative");
        if (n > 170)
            return double.PositiveInfinity;
        double r = 1;
        for (int i = 2; i <= n; i++)
            r *= i;
        return r;
    }

    [Jit]
    public static double Binomial(int n, int k) => k < 0 || n < 0 || k > n ? 0.0 : Math.Floor(0.5 + Math.Exp(LogGamma(n + 1.0) - LogGamma(k + 1.0) - LogGamma(n - k + 1.0)));

    [Jit]
    public static double Legendre(int l, double x)
    {
        if (l < 0)
            throw new ArgumentException("l");
        if (l > 200)
            l = 200;
        double p0 = 1, p1 = x;
        if (l == 0)
            return p0;
        for (int i = 2; i <= l; i++)
            (p0, p1) = (p1, ((2 * i - 1) * x * p1 - (i - 1) * p0) / i);
        return p1;
    }

    [Jit]
    public static double AssocLegendre(int l, int m, double x)
    {
        if (m < 0 || m > l || Math.Abs(x) > 1.0)
            throw new ArgumentException("Bad arguments in routine plgndr");
        double pmm = 1.0;
        if (m > 0)
        {
            double somx2 = Math.Sqrt((1.0 - x) * (1.0 + x));
            double fact = 1.0;
            for (int i = 1; i <= m; i++)
            {
                pmm *= -fact * somx2;
                fact += 2.0;
            }
        }
        if (l == m)
            return pmm;
        double pmmp1 = x * (2 * m + 1) * pmm;
        if (l == m + 1)
            return pmmp1;
        double pll = 0;
        for (int ll = m + 2; ll <= l; ll++)
        {
            pll = (x * (2 * ll - 1) * pmmp1 - (ll + m - 1) * pmm) / (ll - m);
            pmm = pmmp1;
            pmmp1 = pll;
        }
        return pll;
    }

    [Jit]
    public static double Hermite(int n, double x) => n switch
    {
        < 0 => throw new ArgumentOutOfRangeException(nameof(n)),
        0 => 1,
        1 => 2 * x,
        > 60 => double.NaN,
        _ => HermiteLoop(n, x)};
    static double HermiteLoop(int n, double x)
    {
        double a = 1, b = 2 * x;
        for (int i = 1; i < n; i++)
        {
            double c = 2 * x * b - 2 * i * a;
            a = b;
            b = c;
        }
        return b;
    }

    [Jit]
    public static double Sinc(double x)
    {
        if (x == 0)
            return 1;
        x *= Math.PI;
        return Math.Abs(x) < 1e-4 ? 1 - x * x / 6 : Math.Sin(x) / x;
    }

    [Jit]
    public static double Clausen(double x)
    {
        x %= 2 * Math.PI;
        if (x < 0)
            x += 2 * Math.PI;
        double s = 0;
        for (int k = 1; k <= 50; k++)
        {
            double t = Math.Sin(k * x) / ((double)k * k);
            s += t;
        }
        return s;
    }

    [Jit]
    public static double Dilog(double x)
    {
        if (x == 1)
            return Math.PI * Math.PI / 6;
        if (x == 0)
            return 0;
        if (x > 1)
            return double.NaN;
        if (x < -1)
        {
            double l = Math.Log(-x);
            return -Math.PI * Math.PI / 6 - 0.5 * l * l - DilogS(1 / x);
        }
        if (x > 0.5)
            return Math.PI * Math.PI / 6 - Math.Log(x) * Math.Log(1 - x) - DilogS(1 - x);
        return DilogS(x);
    }
    static double DilogS(double x)
    {
        double s = 0, t = x;
        int k = 1;
        while (true)
        {
            double d = t / ((double)k * k);
            s += d;
            if (Math.Abs(d) <= 1e-17 * Math.Abs(s) || k >= 400)
                break;
            t *= x;
            k++;
        }
        return s;
    }

    public static void OrthogonalCalls()
    {
        Out.I1("Fact", n => Factorial(n));
        Out.I2("Binom", (n, k) => Binomial(n, k));
        Out.ID("Leg", (n, x) => Legendre(n, x));
        foreach (int l in new[]
        {
            0,
            1,
            2,
            5,
            9
        }
        )
            foreach (int m in new[]
            {
                0,
                1,
                2,
                5,
                -1
            }
            )
                Out.D1($"P{l},{m}", x => AssocLegendre(l, m, x));
        foreach (int n in new[]
        {
            0,
            1,
            2,
            5,
            -1,
            20,
            61
        }
        )
            Out.D1("H" + n, x => Hermite(n, x));
        Out.D1("Sinc", x => Sinc(x));
        Out.D1("Clausen", x => Clausen(x));
        Out.D1("Dilog", x => Dilog(x));
    }
}
