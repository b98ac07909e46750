// Bonds, yields and rates of return.
public static partial class Fin
{
    [Jit]
    public static double BondPrice(double coupon, double y, int periods, int frequency = 2, double face = 100)
    {
        if (frequency is not (1 or 2 or 4 or 12))
            throw new ArgumentException($"frequency {frequency} is not supported", nameof(frequency));
        double pv = 0, df = 1, c = face * coupon / frequency;
        if (periods > 10000)
            periods = 10000;
        for (int i = 0; i < periods; i++)
        {
            df /= 1 + y / frequency;
            pv += c * df;
        }
        return pv + face * df;
    }

    [Jit]
    public static double BondYield(double price, double coupon, int n)
    {
        if (price <= 0)
            throw new ArgumentOutOfRangeException(nameof(price));
        if (n < 1)
            throw new ArgumentOutOfRangeException(nameof(n));
        n = Math.Min(n, 60);
        double y = coupon;
        for (int iter = 0; iter < 100; ++iter)
        {
            double p = 0, dp = 0, disc = 1;
            for (int i = 1; i <= n; i++)
            {
                disc /= 1 + y;
                double cf = i == n ? coupon + 1 : coupon;
                p += cf * disc;
                dp -= i * cf * disc / (1 + y);
            }
            double f = p - price;
            if (Math.Abs(f) < 1e-13)
                return y;
            if (dp == 0)
                throw new DivideByZeroException("flat price");
            double step = f / dp;
            y -= step;
            if (y <= -1)
                y = -0.5;
        }
        return double.NaN;
    }

    [Jit]
    public static double Npv(double[] flows, double rate)
    {
        double s = 0;
        for (int i = flows.Length - 1; i >= 0; i--)
            s = s / (1 + rate) + flows[i];
        return s;
    }

    [Jit]
    public static double IrrBrent(double[] flows)
    {
        double a = -0.9, b = 10, fa = Npv(flows, a), fb = Npv(flows, b), c = a, fc = fa, d = b - a, e = d;
        if (fa * fb > 0)
            throw new InvalidOperationException("root is not bracketed");
        for (int iter = 0; iter < 100; iter++)
        {
            if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0))
            {
                c = a;
                fc = fa;
                e = d = b - a;
            }
            if (Math.Abs(fc) < Math.Abs(fb))
            {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double tol1 = 2.0 * 2.2e-16 * Math.Abs(b) + 0.5 * 1e-13, xm = 0.5 * (c - b);
            if (Math.Abs(xm) <= tol1 || fb == 0.0)
                return b;
            if (Math.Abs(e) >= tol1 && Math.Abs(fa) > Math.Abs(fb))
            {
                double p, q, s = fb / fa;
                if (a == c)
                {
                    p = 2.0 * xm * s;
                    q = 1.0 - s;
                }
                else
                {
                    q = fa / fc;
                    double r = fb / fc;
                    p = s * (2.0 * xm * q * (q - r) - (b - a) * (r - 1.0));
                    q = (q - 1.0) * (r - 1.0) * (s - 1.0);
                }
                if (p > 0.0)
                    q = -q;
                p = Math.Abs(p);
                double min1 = 3.0 * xm * q - Math.Abs(tol1 * q), min2 = Math.Abs(e * q);
                if (2.0 * p < (min1 < min2 ? min1 : min2))
                {
                    e = d;
                    d = p / q;
                }
                else
                {
                    d = xm;
                    e = d;
                }
            }
            else
            {
                d = xm;
                e = d;
            }
            a = b;
            fa = fb;
            if (Math.Abs(d) > tol1)
                b += d;
            else
                b += Math.CopySign(tol1, xm);
            fb = Npv(flows, b);
        }
        throw new InvalidOperationException("Maximum number of iterations exceeded in zbrent");
    }

    public static void BondsCalls()
    {
        Out.ID("Bond", (n, y) => BondPrice(0.05, y, n));
        Out.ID("Bond3", (n, y) => BondPrice(0.05, 0.02, 4, n, y));
        Out.ID("Yield", (n, y) => BondYield(y, 0.04, n));
        Out.VD("Npv", (v, y) => Npv(v, y));
        Out.V1("IrrB", v => IrrBrent(v));
        Out.Try("IrrB2", () => IrrBrent([-100, 30, 40, 50, 10]));
    }
}
