// Transforms and filters of arrays.
public static partial class Num
{
    [Jit]
    public static void Fft(double[] re, double[] im, bool inverse)
    {
        int n = re.Length;
        if (n != im.Length)
            throw new ArgumentException("lengths");
        if (n == 0 || (n & (n - 1)) != 0)
            throw new ArgumentException("length must be a power of two", nameof(re));
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }
        for (int len = 2; len <= n; len <<= 1)
        {
            double ang = 2 * Math.PI / len * (inverse ? 1 : -1), wr = Math.Cos(ang), wi = Math.Sin(ang);
            for (int i = 0; i < n; i += len)
            {
                double cr = 1, ci = 0;
                for (int k = 0; k < len / 2; k++)
                {
                    int u = i + k, v = i + k + len / 2;
                    double tr = re[v] * cr - im[v] * ci, ti = re[v] * ci + im[v] * cr;
                    re[v] = re[u] - tr;
                    im[v] = im[u] - ti;
                    re[u] += tr;
                    im[u] += ti;
                    (cr, ci) = (cr * wr - ci * wi, cr * wi + ci * wr);
                }
            }
        }
        if (inverse)
            for (int i = 0; i < n; i++)
            {
                re[i] /= n;
                im[i] /= n;
            }
    }

    [Jit]
    public static double[] Dct(double[] x)
    {
        int n = x.Length;
        var y = new double[n];
        for (int k = 0; k < n; k++)
        {
            double s = 0;
            for (int i = 0; i < n; i++)
                s += x[i] * Math.Cos(Math.PI / n * (i + 0.5) * k);
            y[k] = s;
        }
        return y;
    }

    [Jit]
    public static double[] Convolve(double[] x, double[] h)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double s = 0;
            for (int j = 0; j < h.Length; j++)
            {
                int k = i - j;
                if (k < 0 || k >= x.Length)
                    continue;
                s += x[k] * h[j];
            }
            y[i] = s;
        }
        return y;
    }

    [Jit]
    public static double[] MovingAverage(double[] x, int w)
    {
        if (w <= 0)
            throw new ArgumentOutOfRangeException(nameof(w));
        var y = new double[x.Length];
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += x[i];
            if (i >= w)
                s -= x[i - w];
            y[i] = s / Math.Min(i + 1, w);
        }
        return y;
    }

    [Jit]
    public static int[] Histogram(double[] x, double lo, double hi)
    {
        var h = new int[8];
        foreach (var v in x)
        {
            if (!(v >= lo && v < hi))
                continue;
            int b = (int)((v - lo) / (hi - lo) * h.Length);
            if (b == h.Length)
                b--;
            h[b]++;
        }
        return h;
    }

    [Jit]
    public static void Biquad(Span<double> x, double b0, double b1, double a1)
    {
        double z = 0, py = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = b0 * x[i] + b1 * z - a1 * py;
            z = x[i];
            x[i] = y;
            py = y;
        }
    }

    [Jit]
    public static double Goertzel(double[] x, double f)
    {
        double w = 2 * Math.PI * f, c = 2 * Math.Cos(w), s1 = 0, s2 = 0;
        foreach (double v in x)
        {
            double s = v + c * s1 - s2;
            s2 = s1;
            s1 = s;
        }
        return s1 * s1 + s2 * s2 - c * s1 * s2;
    }
    static readonly double[][, ] Ms = [new double[, ]
    {
        {
            4,
            1
        },
        {
            1,
            3
        }
    }, new double[, ]
    {
        {
            0,
            2,
            1
        },
        {
            1,
            0,
            3
        },
        {
            2,
            1,
            0
        }
    }, new double[, ]
    {
        {
            1,
            2
        },
        {
            2,
            4
        }
    }, new double[0, 0], new double[, ]
    {
        {
            5
        }
    }, new double[, ]
    {
        {
            double.NaN,
            1
        },
        {
            1,
            2
        }
    }, new double[, ]
    {
        {
            2,
            -1,
            0,
            0
        },
        {
            -1,
            2,
            -1,
            0
        },
        {
            0,
            -1,
            2,
            -1
        },
        {
            0,
            0,
            -1,
            2
        }
    }, new double[, ]
    {
        {
            1,
            2,
            3
        },
        {
            4,
            5,
            6
        }
    }, new double[, ]
    {
        {
            0,
            0
        },
        {
            0,
            0
        }
    }
    ];
    static void M1(string n, Func<double[, ], object?> f)
    {
        for (int i = 0; i < Ms.Length; i++)
        {
            var m = Ms[i];
            Out.Try($"{n}#{i}", () => f(m));
        }
        Out.Try(n + "(null)", () => f(null !));
    }

    public static void SignalsCalls()
    {
        M1("Chol", m => Cholesky(m));
        M1("Det", m => Determinant(m));
        M1("GS", m => GramSchmidt(m));
        Out.V2("Fft", (a, b) =>
        {
            Fft(a, b, false);
            return 0;
        });
        Out.V2("Ifft", (a, b) =>
        {
            Fft(a, b, true);
            return 0;
        });
        Out.V1("Dct", v => Dct(v));
        Out.V2("Conv", (a, b) => Convolve(a, b));
        Out.VI("MA", (v, n) => MovingAverage(v, n));
        Out.VD("Hist", (v, x) => Histogram(v, -1, x));
        Out.VD("Biq", (v, x) =>
        {
            Biquad(v, 0.5, 0.25, x);
            return 0;
        });
        Out.VD("Goe", (v, x) => Goertzel(v, x));
    }
}
