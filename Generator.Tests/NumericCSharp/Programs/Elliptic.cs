// Elliptic integrals, Lambert's W, zeta and the exponential integral.
public static partial class Special
{
    [Jit]
    public static double EllipticK(double m)
    {
        if (m > 1)
            throw new ArgumentOutOfRangeException(nameof(m), "parameter must be at most one");
        if (m == 1)
            return double.PositiveInfinity;
        double a = 1, b = Math.Sqrt(1 - m);
        int iterations = 0;
        while (Math.Abs(a - b) > 1e-15 * a)
        {
            double an = (a + b) / 2;
            b = Math.Sqrt(a * b);
            a = an;
            if (++iterations > 40)
                break;
        }
        return Math.PI / (2 * a);
    }

    [Jit]
    public static double CarlsonRF(double x, double y, double z)
    {
        const double ERRTOL = 0.0025, TINY = 1.5e-38, BIG = 3.0e37, THIRD = 1.0 / 3.0, C1 = 1.0 / 24.0, C2 = 0.1, C3 = 3.0 / 44.0, C4 = 1.0 / 14.0;
        double alamb, ave, delx, dely, delz, e2, e3, sqrtx, sqrty, sqrtz, xt, yt, zt;
        if (Math.Min(Math.Min(x, y), z) < 0.0 || Math.Min(Math.Min(x + y, x + z), y + z) < TINY || Math.Max(Math.Max(x, y), z) > BIG)
            throw new ArgumentException("invalid arguments in rf");
        xt = x;
        yt = y;
        zt = z;
        do
        {
            sqrtx = Math.Sqrt(xt);
            sqrty = Math.Sqrt(yt);
            sqrtz = Math.Sqrt(zt);
            alamb = sqrtx * (sqrty + sqrtz) + sqrty * sqrtz;
            xt = 0.25 * (xt + alamb);
            yt = 0.25 * (yt + alamb);
            zt = 0.25 * (zt + alamb);
            ave = THIRD * (xt + yt + zt);
            delx = (ave - xt) / ave;
            dely = (ave - yt) / ave;
            delz = (ave - zt) / ave;
        }
        while (Math.Max(Math.Max(Math.Abs(delx), Math.Abs(dely)), Math.Abs(delz)) > ERRTOL);
        e2 = delx * dely - delz * delz;
        e3 = delx * dely * delz;
        return (1.0 + (C1 * e2 - C2 - C3 * e3) * e2 + C4 * e3) / Math.Sqrt(ave);
    }

    [Jit]
    public static double LambertW(double z)
    {
        if (z < -Math.Exp(-1))
            throw new ArgumentOutOfRangeException(nameof(z), z, "LambertW is real only for z >= -1/e");
        if (z == 0)
            return z;
        if (double.IsPositiveInfinity(z))
            return z;
        double w;
        if (z < 1.0)
        {
            double p = Math.Sqrt(2.0 * (Math.E * z + 1.0));
            w = -1.0 + p * (1.0 + p * (-1.0 / 3.0 + p * 11.0 / 72.0));
        }
        else
        {
            w = Math.Log(z);
            if (z > 3.0)
                w -= Math.Log(w);
        }
        for (int i = 0; i < 100; i++)
        {
            double e = Math.Exp(w);
            double t = w * e - z;
            double pp = w + 1.0;
            t /= e * pp - 0.5 * (pp + 1.0) * t / pp;
            w -= t;
            if (Math.Abs(t) < 1e-15 * (1.0 + Math.Abs(w)))
                return w;
        }
        throw new InvalidOperationException("LambertW: no convergence");
    }
    static readonly double[] Bernoulli2k = [1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000.0];

    [Jit]
    public static double Zeta(double s)
    {
        if (s == 1)
            throw new DivideByZeroException();
        if (s < 0)
            return double.NaN;
        const int n = 12;
        double sum = 0;
        for (int k = 1; k < n; k++)
            sum += Math.Pow(k, -s);
        sum += Math.Pow(n, 1 - s) / (s - 1) + 0.5 * Math.Pow(n, -s);
        double term = s * Math.Pow(n, -s - 1);
        for (int k = 0; k < Bernoulli2k.Length; k++)
        {
            sum += Bernoulli2k[k] * term;
            term *= (s + 2 * k + 1) * (s + 2 * k + 2) / (n * n);
        }
        return sum;
    }

    [Jit]
    public static double ExpIntegral(int n, double x)
    {
        const int MAXIT = 100;
        const double EULER = 0.5772156649015329, BIG = double.MaxValue * 1e-15;
        int nm1 = n - 1;
        double ans;
        if (n < 0 || x < 0.0 || (x == 0.0 && (n == 0 || n == 1)))
            throw new ArgumentException("bad arguments in expint");
        if (n == 0)
            ans = Math.Exp(-x) / x;
        else
        {
            if (x == 0.0)
                ans = 1.0 / nm1;
            else
            {
                if (x > 1.0)
                {
                    double b = x + n, c = BIG, d = 1.0 / b, h = d;
                    for (int i = 1; i <= MAXIT; i++)
                    {
                        double a = -i * (nm1 + i);
                        b += 2.0;
                        d = 1.0 / (a * d + b);
                        c = b + a / c;
                        double del = c * d;
                        h *= del;
                        if (Math.Abs(del - 1.0) <= 1e-15)
                        {
                            ans = h * Math.Exp(-x);
                            return ans;
                        }
                    }
                    throw new ArithmeticException("continued fraction failed in expint");
                }
                else
                {
                    ans = nm1 != 0 ? 1.0 / nm1 : -Math.Log(x) - EULER;
                    double fact = 1.0;
                    for (int i = 1; i <= MAXIT; i++)
                    {
                        fact *= -x / i;
                        double del;
                        if (i != nm1)
                            del = -fact / (i - nm1);
                        else
                        {
                            double psi = -EULER;
                            for (int ii = 1; ii <= nm1; ii++)
                                psi += 1.0 / ii;
                            del = fact * (-Math.Log(x) + psi);
                        }
                        ans += del;
                        if (Math.Abs(del) < Math.Abs(ans) * 1e-15)
                            return ans;
                    }
                    throw new ArithmeticException("series failed in expint");
                }
            }
        }
        return ans;
    }

    [Jit]
    public static void Fresnel(double x, out double s, out double c)
    {
        const double EPSF = 6.0e-8, XMIN = 1.5;
        double ax = Math.Abs(x);
        if (ax < 1e-100)
        {
            s = 0;
            c = ax;
        }
        else if (ax <= XMIN)
        {
            double sum = 0, sums = 0, sumc = ax, sign = 1, fact = (Math.PI / 2.0) * ax * ax, term = ax;
            bool odd = true;
            int n = 3;
            int k;
            for (k = 1; k <= 100; k++)
            {
                term *= fact / k;
                sum += sign * term / n;
                double test = Math.Abs(sum) * EPSF;
                if (odd)
                {
                    sign = -sign;
                    sums = sum;
                    sum = sumc;
                }
                else
                {
                    sumc = sum;
                    sum = sums;
                }
                if (term < test)
                    break;
                odd = !odd;
                n += 2;
            }
            if (k > 100)
                throw new Exception("series failed in frenel");
            s = sums;
            c = sumc;
        }
        else
        {
            double z = Math.PI * ax * ax / 2;
            s = 0.5 - Math.Cos(z) / (Math.PI * ax);
            c = 0.5 + Math.Sin(z) / (Math.PI * ax);
        }
        if (x < 0)
        {
            s = -s;
            c = -c;
        }
    }
    static (double, double) FresnelPair(double x)
    {
        Fresnel(x, out var s, out var c);
        return (s, c);
    }

    public static void EllipticCalls()
    {
        Out.D1("EllK", x => EllipticK(x));
        Out.D3("RF", (x, y, z) => CarlsonRF(x, y, z));
        Out.D1("W", x => LambertW(x));
        Out.D1("Zeta", x => Zeta(x));
        foreach (int n in new[]
        {
            0,
            1,
            2,
            5,
            -1,
            20
        }
        )
            Out.D1("E" + n, x => ExpIntegral(n, x));
        Out.D1("Fresnel", x =>
        {
            Fresnel(x, out var s, out var c);
            return (s, c);
        });
        Out.D1("FresnelP", x => FresnelPair(x));
    }
}
