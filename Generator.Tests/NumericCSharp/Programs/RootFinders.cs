// Root finders and minimisers, with functions handed to them and limits that throw.
public static partial class Num
{
    static double F(double x) => x * x * x - 2 * x - 5;
    static double DF(double x) => 3 * x * x - 2;

    [Jit]
    public static double Bisect(double a, double b, double tol)
    {
        double fa = F(a), fb = F(b);
        if (fa == 0)
            return a;
        if (fb == 0)
            return b;
        if (fa * fb > 0 || double.IsNaN(fa * fb))
            throw new ArgumentException("f(a) and f(b) must differ in sign");
        for (int i = 0; i < 200; i++)
        {
            double m = a + (b - a) / 2, fm = F(m);
            if (fm == 0 || (b - a) / 2 < tol)
                return m;
            if (Math.Sign(fm) == Math.Sign(fa))
            {
                a = m;
                fa = fm;
            }
            else
                b = m;
        }
        throw new ConvergenceException("bisection", 200);
    }

    [Jit]
    public static Root Newton(double x0, double tol, int max)
    {
        if (max < 1)
            throw new ArgumentOutOfRangeException(nameof(max));
        double x = x0;
        for (int i = 0; i < max; i++)
        {
            double d = DF(x);
            if (Math.Abs(d) < 1e-14)
                return new Root(x, i, false);
            double nx = x - F(x) / d;
            if (Math.Abs(nx - x) < tol)
                return new Root(nx, i + 1, true);
            x = nx;
            if (i > 500)
                break;
        }
        return new Root(x, max, false);
    }

    [Jit]
    public static double Secant(double x0, double x1)
    {
        Func<double, double> f = x => Math.Exp(x) - 3 * x;
        double f0 = f(x0), f1 = f(x1);
        int n = 0;
        while (Math.Abs(x1 - x0) > 1e-12)
        {
            if (f1 == f0)
                throw new DivideByZeroException("secant is flat");
            (x0, x1) = (x1, x1 - f1 * (x1 - x0) / (f1 - f0));
            f0 = f1;
            f1 = f(x1);
            if (++n == 60)
                throw new ConvergenceException("secant", n);
        }
        return x1;
    }
    static double SolveHalley(Func<double, double> f, Func<double, double> d, Func<double, double> dd, double x, int limit = 30)
    {
        for (var k = limit; k-- > 0;)
        {
            double fx = f(x), dx = d(x);
            var den = 2 * dx * dx - fx * dd(x);
            if (den is 0 or double.NaN)
                break;
            double step = 2 * fx * dx / den;
            x -= step;
            if (Math.Abs(step) <= 1e-15 * Math.Max(1, Math.Abs(x)))
                return x;
        }
        throw new ConvergenceException("halley", limit);
    }

    [Jit]
    public static double CubeRoot(double a) => a == 0 ? a : SolveHalley(x => x * x * x - a, x => 3 * x * x, x => 6 * x, a > 0 ? Math.Max(1, a / 3) : Math.Min(-1, a / 3));

    [Jit]
    public static double Kepler(double m, double e)
    {
        if (e < 0 || e >= 1)
            throw new ArgumentOutOfRangeException(nameof(e));
        m = Math.IEEERemainder(m, 2 * Math.PI);
        return SolveHalley(x => x - e * Math.Sin(x) - m, x => 1 - e * Math.Cos(x), x => e * Math.Sin(x), e > 0.8 ? Math.PI : m);
    }
    // Muller in real arithmetic, several exits

    [Jit]
    public static double Muller(double x0, double x1, double x2)
    {
        for (int it = 0;; it++)
        {
            if (it >= 50)
                return double.NaN;
            double f0 = F(x0), f1 = F(x1), f2 = F(x2);
            double h0 = x1 - x0, h1 = x2 - x1;
            if (h0 == 0 || h1 == 0)
                return x2;
            double d0 = (f1 - f0) / h0, d1 = (f2 - f1) / h1;
            if (h0 + h1 == 0)
                return x2;
            double a = (d1 - d0) / (h1 + h0), b = a * h1 + d1, disc = b * b - 4 * a * f2;
            if (disc < 0)
                disc = 0;
            double s = Math.Sqrt(disc), den = Math.Abs(b + s) > Math.Abs(b - s) ? b + s : b - s;
            if (den == 0)
                return x2;
            double dx = -2 * f2 / den;
            x0 = x1;
            x1 = x2;
            x2 += dx;
            if (Math.Abs(dx) < 1e-13)
                return x2;
            if (double.IsNaN(x2))
                throw new ArithmeticException("NaN in Muller");
        }
    }
    delegate double Fn(double x);
    static double Brent(Fn f, double lower, double upper, double accuracy = 1e-12, int maxIterations = 100)
    {
        double fmin = f(lower), fmax = f(upper);
        double froot = fmax, d = 0.0, e = 0.0;
        double root = upper, xMid = double.NaN;
        if (Math.Sign(fmin) == Math.Sign(fmax))
            throw new InvalidOperationException("The lower and upper bounds must bracket a single root.");
        for (int i = 0; i <= maxIterations; i++)
        {
            if (Math.Sign(froot) == Math.Sign(fmax))
            {
                upper = lower;
                fmax = fmin;
                e = d = root - lower;
            }
            if (Math.Abs(fmax) < Math.Abs(froot))
            {
                lower = root;
                root = upper;
                upper = lower;
                fmin = froot;
                froot = fmax;
                fmax = fmin;
            }
            double xAcc1 = 2.2e-16 * 2 * Math.Abs(root) + 0.5 * accuracy;
            double xMidOld = xMid;
            xMid = (upper - root) / 2.0;
            if (Math.Abs(xMid) <= xAcc1 || froot == 0)
                return root;
            if (xMid == xMidOld)
                return root;
            if (Math.Abs(e) >= xAcc1 && Math.Abs(fmin) > Math.Abs(froot))
            {
                double s = froot / fmin, p, q;
                if (lower == upper)
                {
                    p = 2.0 * xMid * s;
                    q = 1.0 - s;
                }
                else
                {
                    q = fmin / fmax;
                    double r = froot / fmax;
                    p = s * (2.0 * xMid * q * (q - r) - (root - lower) * (r - 1.0));
                    q = (q - 1.0) * (r - 1.0) * (s - 1.0);
                }
                if (p > 0.0)
                    q = -q;
                p = Math.Abs(p);
                if (2.0 * p < Math.Min(3.0 * xMid * q - Math.Abs(xAcc1 * q), Math.Abs(e * q)))
                {
                    e = d;
                    d = p / q;
                }
                else
                {
                    d = xMid;
                    e = d;
                }
            }
            else
            {
                d = xMid;
                e = d;
            }
            lower = root;
            fmin = froot;
            if (Math.Abs(d) > xAcc1)
                root += d;
            else
                root += Math.CopySign(xAcc1, xMid);
            froot = f(root);
        }
        return double.NaN;
    }

    [Jit]
    public static double BrentCos(double a, double b, double c) => Brent(x => Math.Cos(x) - c * x, a, b);

    [Jit]
    public static bool TryBrent(double a, double b, out double root)
    {
        root = 0;
        if (a > b)
            return false;
        root = a + b;
        return true;
    }

    [Jit]
    public static double GoldenMin(double a, double b, double p)
    {
        const double R = 0.61803398874989485;
        double G(double x) => (x - p) * (x - p) + Math.Sin(3 * x);
        double x1 = b - R * (b - a), x2 = a + R * (b - a), f1 = G(x1), f2 = G(x2);
        int k = 0;
        while (Math.Abs(b - a) > 1e-8 && k++ < 100)
        {
            if (f1 < f2)
            {
                b = x2;
                x2 = x1;
                f2 = f1;
                x1 = b - R * (b - a);
                f1 = G(x1);
            }
            else
            {
                a = x1;
                x1 = x2;
                f1 = f2;
                x2 = a + R * (b - a);
                f2 = G(x2);
            }
        }
        return (a + b) / 2;
    }

    public static void RootFindersCalls()
    {
        Out.D3("Bisect", (a, b, c) => Bisect(a, b, c));
        Out.D2("Newton", (a, b) => Newton(a, b, 30));
        Out.ID("NewtonI", (n, x) => Newton(x, 1e-9, n));
        Out.D2("Secant", (a, b) => Secant(a, b));
        Out.D1("Cbrt", a => CubeRoot(a));
        Out.D2("Kepler", (a, b) => Kepler(a, b));
        Out.D3("Muller", (a, b, c) => Muller(a, b, c));
        Out.D3("Brent", (a, b, c) => BrentCos(a, b, c));
        Out.D2("TryB", (a, b) => TryBrent(a, b, out double r) ? r : -1);
        Out.D3("Golden", (a, b, c) => GoldenMin(a, b, c));
    }
}
