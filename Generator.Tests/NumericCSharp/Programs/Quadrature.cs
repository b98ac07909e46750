// Quadratures: rules with tables, extrapolation, and an explicit stack.
public static partial class Num
{
    static double Integrate(Func<double, double> f, double a, double b, int n)
    {
        if ((n & 1) != 0)
            throw new ArgumentException("n must be even", nameof(n));
        double h = (b - a) / n, s = f(a) + f(b);
        for (int i = 1; i < n; i += 2)
            s += 4 * f(a + i * h);
        for (int i = 2; i < n - 1; i += 2)
            s += 2 * f(a + i * h);
        return s * h / 3;
    }

    [Jit]
    public static double SimpsonGauss(double a, double b, int n)
    {
        if (n > 2000 || n < 2)
            return 0;
        return Integrate(x => Math.Exp(-x * x), a, b, n);
    }

    [Jit]
    public static double Romberg(double a, double b, double k)
    {
        const int N = 8;
        var r = new double[N, N];
        double h = b - a;
        r[0, 0] = 0.5 * h * (Math.Cos(k * a) + Math.Cos(k * b));
        for (int i = 1; i < N; i++)
        {
            h /= 2;
            double sum = 0;
            for (int j = 1; j < 1 << i; j += 2)
                sum += Math.Cos(k * (a + j * h));
            r[i, 0] = r[i - 1, 0] / 2 + h * sum;
            double p4 = 1;
            for (int j = 1; j <= i; j++)
            {
                p4 *= 4;
                r[i, j] = r[i, j - 1] + (r[i, j - 1] - r[i - 1, j - 1]) / (p4 - 1);
            }
            if (i > 2 && Math.Abs(r[i, i] - r[i - 1, i - 1]) < 1e-12)
                return r[i, i];
        }
        return r[N - 1, N - 1];
    }
    static readonly double[] Gx =
    {
        0.1488743389816312,
        0.4333953941292472,
        0.6794095682990244,
        0.8650633666889845,
        0.9739065285171717
    };
    static readonly double[] Gw =
    {
        0.2955242247147529,
        0.2692667193099963,
        0.2190863625159821,
        0.1494513491505806,
        0.0666713443086881
    };

    [Jit]
    public static double GaussLegendre(double a, double b)
    {
        double xm = 0.5 * (b + a), xr = 0.5 * (b - a), s = 0;
        for (int j = 0; j < 5; j++)
        {
            double dx = xr * Gx[j];
            s += Gw[j] * (Math.Log(1 + (xm + dx) * (xm + dx)) + Math.Log(1 + (xm - dx) * (xm - dx)));
        }
        return s * xr;
    }
    static readonly (double X, double W)[] Nodes =
    {
        (0.0, 0.8888888888888888),
        (-0.7745966692414834, 0.5555555555555556),
        (0.7745966692414834, 0.5555555555555556)
    };

    [Jit]
    public static double Gauss3(double a, double b)
    {
        double c = (a + b) / 2, h = (b - a) / 2, s = 0;
        foreach (var (x, w)in Nodes)
            s += w * Math.Exp(c + h * x);
        return s * h;
    }

    [Jit]
    public static double NodeWeight(int i)
    {
        if ((uint)i >= (uint)Nodes.Length)
            throw new IndexOutOfRangeException("node " + i);
        return Nodes[i].X * Nodes[i].W;
    }

    [Jit]
    public static double TanhSinh(double a, double b, double p)
    {
        double c = (b - a) / 2, d = (b + a) / 2, h = 1, s = Math.PI / 2 * Fts(d, p), prev = double.MaxValue;
        for (int level = 1; level <= 6; level++)
        {
            h /= 2;
            int k = 1;
            int stride = level == 1 ? 1 : 2;
            while (k * h < 3.5)
            {
                double t = k * h, u = Math.PI / 2 * Math.Sinh(t), x = Math.Tanh(u), ch = Math.Cosh(u), w = Math.PI / 2 * Math.Cosh(t) / (ch * ch);
                s += w * (Fts(d + c * x, p) + Fts(d - c * x, p));
                k += stride;
            }
            double est = s * h * c;
            if (Math.Abs(est - prev) < 1e-10 * Math.Abs(est))
                return est;
            prev = est;
        }
        return prev;
    }
    static double Fts(double x, double p) => x <= 0 ? 0 : Math.Pow(x, p);
    // adaptive Simpson with an explicit stack

    [Jit]
    public static double AdaptiveSimpson(double a, double b, double eps)
    {
        static double f(double x) => 1 / (1 + 25 * x * x);
        Span<double> lo = stackalloc double[64];
        Span<double> hi = stackalloc double[64];
        Span<double> tol = stackalloc double[64];
        int top = 0;
        lo[0] = a;
        hi[0] = b;
        tol[0] = eps;
        double total = 0;
        int evaluations = 0;
        while (top >= 0 && evaluations < 5000)
        {
            double l = lo[top], h = hi[top], e = tol[top];
            top--;
            double m = (l + h) / 2, q1 = (l + m) / 2, q3 = (m + h) / 2;
            double s1 = (h - l) / 6 * (f(l) + 4 * f(m) + f(h));
            double s2 = (h - l) / 12 * (f(l) + 4 * f(q1) + 2 * f(m) + 4 * f(q3) + f(h));
            evaluations++;
            if (Math.Abs(s2 - s1) <= 15 * e || top > 60)
                total += s2 + (s2 - s1) / 15;
            else
            {
                top++;
                lo[top] = l;
                hi[top] = m;
                tol[top] = e / 2;
                top++;
                lo[top] = m;
                hi[top] = h;
                tol[top] = e / 2;
            }
        }
        return total;
    }

    public static void QuadratureCalls()
    {
        foreach (int n in new[]
        {
            0,
            2,
            3,
            10,
            100,
            3000
        }
        )
            Out.D2("Simpson" + n, (a, b) => SimpsonGauss(a, b, n));
        Out.D3("Romberg", (a, b, c) => Romberg(a, b, c));
        Out.D2("GL", (a, b) => GaussLegendre(a, b));
        Out.D2("G3", (a, b) => Gauss3(a, b));
        Out.I1("Node", i => NodeWeight(i));
        Out.D3("TS", (a, b, c) => TanhSinh(a, b, c));
        Out.D3("Adapt", (a, b, c) => AdaptiveSimpson(a, b, c));
    }
}
