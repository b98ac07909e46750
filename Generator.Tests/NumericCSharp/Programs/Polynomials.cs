// Polynomials, interpolation and splines.
public static partial class Num
{
    // polynomials

    [Jit]
    public static (int Count, double A, double B) Quadratic(double a, double b, double c)
    {
        if (a == 0)
            return b == 0 ? (0, double.NaN, double.NaN) : (1, -c / b, double.NaN);
        double disc = b * b - 4 * a * c;
        if (disc < 0)
            return (0, double.NaN, double.NaN);
        if (disc == 0)
            return (1, -b / (2 * a), double.NaN);
        double q = -0.5 * (b + (b >= 0 ? 1 : -1) * Math.Sqrt(disc));
        double x1 = q / a, x2 = c / q;
        return x1 < x2 ? (2, x1, x2) : (2, x2, x1);
    }

    [Jit]
    public static double HornerEval(double[] c, double x)
    {
        double r = 0;
        for (int i = c.Length; --i >= 0;)
            r = r * x + c[i];
        return r;
    }

    [Jit]
    public static double Clenshaw(double[] c, double x)
    {
        double d = 0, dd = 0;
        for (int j = c.Length - 1; j > 0; j--)
        {
            double sv = d;
            d = 2 * x * d - dd + c[j];
            dd = sv;
        }
        return x * d - dd + 0.5 * c[0];
    }

    [Jit]
    public static double Lagrange(double[] xs, double[] ys, double x)
    {
        if (xs.Length != ys.Length)
            throw new ArgumentException("xs and ys");
        double s = 0;
        for (int i = 0; i < xs.Length; i++)
        {
            double p = ys[i];
            for (int j = 0; j < xs.Length; j++)
                if (j != i)
                    p *= (x - xs[j]) / (xs[i] - xs[j]);
            s += p;
        }
        return s;
    }

    [Jit]
    public static double LinearInterp(double[] xs, double[] ys, double x)
    {
        if (xs.Length < 2)
            throw new ArgumentException("need two points", nameof(xs));
        if (x <= xs[0])
            return ys[0];
        if (x >= xs[^1])
            return ys[^1];
        int lo = 0, hi = xs.Length - 1;
        while (hi - lo > 1)
        {
            int mid = (lo + hi) >> 1;
            if (xs[mid] > x)
                hi = mid;
            else
                lo = mid;
        }
        double t = (x - xs[lo]) / (xs[hi] - xs[lo]);
        return ys[lo] + t * (ys[hi] - ys[lo]);
    }

    [Jit]
    public static int BinarySearch(double[] xs, double x)
    {
        int lo = 0, hi = xs.Length - 1;
        while (lo <= hi)
        {
            int mid = lo + ((hi - lo) >> 1);
            if (xs[mid] == x)
                return mid;
            if (xs[mid] < x)
                lo = mid + 1;
            else
                hi = mid - 1;
        }
        return ~lo;
    }

    [Jit]
    public static double SplineEval(double[] x, double[] y, double at)
    {
        int n = x.Length;
        if (n < 3 || y.Length != n)
            throw new ArgumentException("bad spline");
        double[] y2 = new double[n], u = new double[n];
        for (int i = 1; i < n - 1; i++)
        {
            double sig = (x[i] - x[i - 1]) / (x[i + 1] - x[i - 1]), p = sig * y2[i - 1] + 2.0;
            y2[i] = (sig - 1.0) / p;
            u[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]) - (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
            u[i] = (6.0 * u[i] / (x[i + 1] - x[i - 1]) - sig * u[i - 1]) / p;
        }
        for (int k = n - 2; k >= 0; k--)
            y2[k] = y2[k] * y2[k + 1] + u[k];
        int klo = 0, khi = n - 1;
        while (khi - klo > 1)
        {
            int k = (khi + klo) >> 1;
            if (x[k] > at)
                khi = k;
            else
                klo = k;
        }
        double h = x[khi] - x[klo];
        if (h == 0.0)
            throw new ArgumentException("Bad xa input to routine splint");
        double a = (x[khi] - at) / h, b = (at - x[klo]) / h;
        return a * y[klo] + b * y[khi] + ((a * a * a - a) * y2[klo] + (b * b * b - b) * y2[khi]) * (h * h) / 6.0;
    }

    [Jit]
    public static double CatmullRom(double p0, double p1, double t)
    {
        double a = 2 * p1, b = p1 - p0, c = 2 * p0 - 5 * p1 + 4 * t, d = -p0 + 3 * p1;
        return 0.5 * (a + b * t + c * t * t + d * t * t * t);
    }

    public static void PolynomialsCalls()
    {
        Out.D3("Quad", (a, b, c) => Quadratic(a, b, c));
        Out.VD("Horner", (v, x) => HornerEval(v, x));
        Out.VD("Clen", (v, x) => Clenshaw(v, x));
        Out.V2("Lag", (a, b) => Lagrange(a, b, 1.7));
        Out.V2("Lin", (a, b) => LinearInterp(a, b, 1.7));
        Out.VD("BinS", (v, x) => BinarySearch(v, x));
        Out.V2("Spl", (a, b) => SplineEval(a, b, 2.3));
        Out.D3("CR", (a, b, c) => CatmullRom(a, b, c));
    }
}
