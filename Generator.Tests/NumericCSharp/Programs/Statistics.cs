// Sorting and statistics of arrays.
public static partial class Ints
{
    [Jit]
    public static double Quantile(double[] x, double q)
    {
        if (q < 0 || q > 1)
            throw new ArgumentOutOfRangeException(nameof(q));
        if (x.Length == 0)
            return double.NaN;
        var s = (double[])x.Clone();
        for (int i = 1; i < s.Length; i++)
        {
            double v = s[i];
            int j = i - 1;
            while (j >= 0 && s[j] > v)
            {
                s[j + 1] = s[j];
                j--;
            }
            s[j + 1] = v;
        }
        double p = q * (s.Length - 1);
        int k = (int)Math.Floor(p);
        return k + 1 < s.Length ? s[k] + (p - k) * (s[k + 1] - s[k]) : s[k];
    }

    [Jit]
    public static void BubbleSort(int[] a)
    {
        bool swapped;
        int n = a.Length;
        do
        {
            swapped = false;
            for (int i = 1; i < n; i++)
                if (a[i - 1] > a[i])
                {
                    (a[i - 1], a[i]) = (a[i], a[i - 1]);
                    swapped = true;
                }
            n--;
        }
        while (swapped);
    }

    [Jit]
    public static void ShellSort(Span<double> a)
    {
        int gap = 1;
        while (gap < a.Length / 3)
            gap = 3 * gap + 1;
        for (; gap > 0; gap /= 3)
            for (int i = gap; i < a.Length; i++)
            {
                double t = a[i];
                int j;
                for (j = i; j >= gap && a[j - gap] > t; j -= gap)
                    a[j] = a[j - gap];
                a[j] = t;
            }
    }

    [Jit]
    public static void HeapSort(int[] a)
    {
        void Sift(int lo, int n)
        {
            int root = lo;
            while (2 * root + 1 < n)
            {
                int child = 2 * root + 1;
                if (child + 1 < n && a[child] < a[child + 1])
                    child++;
                if (a[root] >= a[child])
                    return;
                (a[root], a[child]) = (a[child], a[root]);
                root = child;
            }
        }
        int len = a.Length;
        for (int s = len / 2 - 1; s >= 0; s--)
            Sift(s, len);
        for (int e = len - 1; e > 0; e--)
        {
            (a[0], a[e]) = (a[e], a[0]);
            Sift(0, e);
        }
    }

    [Jit]
    public static (int, int, int, int) SortNetwork4(int a, int b, int c, int d)
    {
        static void Cs(ref int x, ref int y)
        {
            if (x > y)
                (x, y) = (y, x);
        }
        Cs(ref a, ref b);
        Cs(ref c, ref d);
        Cs(ref a, ref c);
        Cs(ref b, ref d);
        Cs(ref b, ref c);
        return (a, b, c, d);
    }

    [Jit]
    public static (double Mean, double Var, double Skew) Welford(double[] x)
    {
        double m = 0, s = 0, t = 0;
        int n = 0;
        foreach (double v in x)
        {
            n++;
            double d = v - m, dn = d / n, dn2 = d * dn * (n - 1);
            m += dn;
            t += dn2 * dn * (n - 2) - 3 * dn * s;
            s += dn2;
        }
        return n < 2 ? (m, 0, 0) : (m, s / (n - 1), Math.Sqrt(n) * t / Math.Pow(s, 1.5));
    }

    [Jit]
    public static double Kahan(double[] x)
    {
        double s = 0, c = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = x[i] - c, t = s + y;
            c = t - s - y;
            s = t;
        }
        return s;
    }

    [Jit]
    public static (double Slope, double Intercept) LinearFit(double[] x, double[] y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"{x.Length} and {y.Length} points");
        if (x.Length < 2)
            throw new ArgumentException("two points");
        double mx = x.Average(), my = y.Average(), sxy = 0, sxx = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sxy += (x[i] - mx) * (y[i] - my);
            sxx += (x[i] - mx) * (x[i] - mx);
        }
        return (sxy / sxx, my - sxy / sxx * mx);
    }

    [Jit]
    public static (double Min, double Max, int ArgMax) Extent(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty)
            throw new ArgumentException("empty", nameof(x));
        double lo = x[0], hi = x[0];
        int at = 0;
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] < lo)
                lo = x[i];
            if (x[i] > hi)
            {
                hi = x[i];
                at = i;
            }
        }
        return (lo, hi, at);
    }

    [Jit]
    public static int Mode(int[] a)
    {
        int best = 0, count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int c = 0;
            for (int j = 0; j < a.Length; j++)
                if (a[j] == a[i])
                    c++;
            if (c > count || c == count && a[i] < best)
            {
                count = c;
                best = a[i];
            }
        }
        return best;
    }

    [Jit]
    public static double MaxDrawdown(double[] p)
    {
        double peak = double.NegativeInfinity, dd = 0;
        foreach (var v in p)
        {
            peak = Math.Max(peak, v);
            dd = Math.Max(dd, (peak - v) / peak);
        }
        return dd;
    }

    public static void StatisticsCalls()
    {
        Out.VD("Q", (v, x) => Quantile(v, x));
        Out.W1("Bub", a =>
        {
            BubbleSort(a);
            return 0;
        });
        Out.V1("Shell", a =>
        {
            ShellSort(a);
            return 0;
        });
        Out.W1("Heap", a =>
        {
            HeapSort(a);
            return 0;
        });
        Out.I2("Net", (a, b) => SortNetwork4(a, b, 5, a ^ b));
        Out.V1("Welf", v => Welford(v));
        Out.V1("Kahan", v => Kahan(v));
        Out.V2("Fit", (a, b) => LinearFit(a, b));
        Out.V1("Ext", v => Extent(v));
        Out.W1("Mode", a => Mode(a));
        Out.V1("DD", v => MaxDrawdown(v));
    }
}
