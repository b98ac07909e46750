// The normal distribution in one and two dimensions, and its inverse.
public static partial class Fin
{
    static readonly double[] A =
    {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    static readonly double[] B =
    {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01
    };
    static readonly double[] C =
    {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    static readonly double[] D =
    {
        7.784695709041462e-03,
        3.224671290700398e-01,
        2.445134137142996e+00,
        3.754408661907416e+00
    };

    [Jit]
    public static double InvNormAcklam(double p)
    {
        const double plow = 0.02425;
        const double phigh = 1 - plow;
        if (p <= 0)
        {
            if (p == 0)
                return double.NegativeInfinity;
            throw new ArgumentOutOfRangeException(nameof(p));
        }
        if (p >= 1)
        {
            if (p == 1)
                return double.PositiveInfinity;
            throw new ArgumentOutOfRangeException(nameof(p));
        }
        double q, r, x;
        if (p < plow)
        {
            q = Math.Sqrt(-2 * Math.Log(p));
            x = (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5]) / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
        }
        else if (p <= phigh)
        {
            q = p - 0.5;
            r = q * q;
            x = (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1);
        }
        else
        {
            q = Math.Sqrt(-2 * Math.Log(1 - p));
            x = -(((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5]) / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
        }
        // one step of Halley
        double e = NormCdf(x) - p;
        double u = e * Math.Sqrt(2 * Math.PI) * Math.Exp(x * x / 2);
        return x - u / (1 + x * u / 2);
    }
    static double Horner(ReadOnlySpan<double> c, double x)
    {
        double s = 0;
        foreach (double v in c)
            s = s * x + v;
        return s;
    }

    [Jit]
    public static double InvNormAS241(double p)
    {
        double q = p - 0.5, r;
        if (Math.Abs(q) <= 0.425)
        {
            r = 0.180625 - q * q;
            return q * Horner([2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0], r) / Horner([5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0], r);
        }
        r = q < 0 ? p : 1 - p;
        if (r <= 0)
            return double.NaN;
        r = Math.Sqrt(-Math.Log(r));
        double v;
        if (r <= 5)
        {
            r -= 1.6;
            v = Horner([7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0], r) / Horner([1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0], r);
        }
        else
        {
            r -= 5;
            v = Horner([2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0], r) / Horner([2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0], r);
        }
        return q < 0 ? -v : v;
    }

    [Jit]
    public static double NormCdf(double x)
    {
        if (double.IsNaN(x))
            return x;
        double z = Math.Abs(x), c;
        if (z > 37)
            c = 0;
        else
        {
            double e = Math.Exp(-z * z / 2);
            if (z < 7.07106781186547)
            {
                double n = 3.52624965998911e-02 * z + 0.700383064443688;
                n = n * z + 6.37396220353165;
                n = n * z + 33.912866078383;
                n = n * z + 112.079291497871;
                n = n * z + 221.213596169931;
                n = n * z + 220.206867912376;
                c = e * n;
                n = 8.83883476483184e-02 * z + 1.75566716318264;
                n = n * z + 16.064177579207;
                n = n * z + 86.7807322029461;
                n = n * z + 296.564248779674;
                n = n * z + 637.333633378831;
                n = n * z + 793.826512519948;
                n = n * z + 440.413735824752;
                c /= n;
            }
            else
            {
                double f = z + 0.65;
                f = z + 4 / f;
                f = z + 3 / f;
                f = z + 2 / f;
                f = z + 1 / f;
                c = e / f / 2.506628274631;
            }
        }
        return x > 0 ? 1 - c : c;
    }
    static readonly double[, ] GLx =
    {
        {
            -0.9324695142031522,
            -0.6612093864662647,
            -0.2386191860831970,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        },
        {
            -0.9815606342467191,
            -0.9041172563704750,
            -0.7699026741943050,
            -0.5873179542866171,
            -0.3678314989981802,
            -0.1252334085114692,
            0,
            0,
            0,
            0
        },
        {
            -0.9931285991850949,
            -0.9639719272779138,
            -0.9122344282513259,
            -0.8391169718222188,
            -0.7463319064601508,
            -0.6360536807265150,
            -0.5108670019508271,
            -0.3737060887154196,
            -0.2277858511416451,
            -0.07652652113349733
        }
    };
    static readonly double[, ] GLw =
    {
        {
            0.1713244923791705,
            0.3607615730481384,
            0.4679139345726904,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        },
        {
            0.04717533638651177,
            0.1069393259953183,
            0.1600783285433464,
            0.2031674267230659,
            0.2334925365383547,
            0.2491470458134029,
            0,
            0,
            0,
            0
        },
        {
            0.01761400713915212,
            0.04060142980038694,
            0.06267204833410906,
            0.08327674157670475,
            0.1019301198172404,
            0.1181945319615184,
            0.1316886384491766,
            0.1420961093183821,
            0.1491729864726037,
            0.1527533871307259
        }
    };
    // Genz

    [Jit]
    public static double BivariateNormal(double dh, double dk, double r)
    {
        if (!(r >= -1 && r <= 1))
            throw new ArgumentOutOfRangeException(nameof(r), "correlation");
        int ng, lg;
        if (Math.Abs(r) < 0.3)
        {
            ng = 0;
            lg = 3;
        }
        else if (Math.Abs(r) < 0.75)
        {
            ng = 1;
            lg = 6;
        }
        else
        {
            ng = 2;
            lg = 10;
        }
        double h = -dh, k = -dk, hk = h * k, bvn = 0;
        if (Math.Abs(r) < 0.925)
        {
            if (Math.Abs(r) > 0)
            {
                double hs = (h * h + k * k) / 2, asr = Math.Asin(r);
                for (int i = 0; i < lg; i++)
                    for (int s = -1; s <= 1; s += 2)
                    {
                        double sn = Math.Sin(asr * (s * GLx[ng, i] + 1) / 2);
                        bvn += GLw[ng, i] * Math.Exp((sn * hk - hs) / (1 - sn * sn));
                    }
                bvn *= asr / (4 * Math.PI);
            }
            bvn += NormCdf(-h) * NormCdf(-k);
        }
        else
        {
            if (r < 0)
            {
                k = -k;
                hk = -hk;
            }
            if (Math.Abs(r) < 1)
            {
                double ass = (1 - r) * (1 + r), a = Math.Sqrt(ass), bs = (h - k) * (h - k), c = (4 - hk) / 8, d = (12 - hk) / 16;
                double asr = -(bs / ass + hk) / 2;
                if (asr > -100)
                    bvn = a * Math.Exp(asr) * (1 - c * (bs - ass) * (1 - d * bs / 5) / 3 + c * d * ass * ass / 5);
                if (-hk < 100)
                {
                    double b = Math.Sqrt(bs);
                    bvn -= Math.Exp(-hk / 2) * Math.Sqrt(2 * Math.PI) * NormCdf(-b / a) * b * (1 - c * bs * (1 - d * bs / 5) / 3);
                }
                a /= 2;
                for (int i = 0; i < lg; i++)
                    for (int s = -1; s <= 1; s += 2)
                    {
                        double xs = a * (s * GLx[ng, i] + 1);
                        xs *= xs;
                        double rs = Math.Sqrt(1 - xs);
                        asr = -(bs / xs + hk) / 2;
                        if (asr > -100)
                            bvn += a * GLw[ng, i] * Math.Exp(asr) * (Math.Exp(-hk * (1 - rs) / (2 * (1 + rs))) / rs - (1 + c * xs * (1 + d * xs)));
                    }
                bvn = -bvn / (2 * Math.PI);
            }
            if (r > 0)
                bvn += NormCdf(-Math.Max(h, k));
            else
            {
                bvn = -bvn;
                if (k > h)
                    bvn += NormCdf(k) - NormCdf(h);
            }
        }
        return Math.Max(0, Math.Min(1, bvn));
    }

    public static void NormalCalls()
    {
        Out.P1("Acklam", p => InvNormAcklam(p));
        Out.P1("AS241", p => InvNormAS241(p));
        Out.D1("Ncdf", x => NormCdf(x));
        Out.D3("Biv", (x, y, z) => BivariateNormal(x, y, z));
    }
}
