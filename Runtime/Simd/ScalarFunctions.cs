// Functions computed an element at a time in double: the power, atan2 and the inverse error function in double. Their vector forms come with the accuracy work.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Simd;

internal static class ScalarFunctions
{
    public static V Power<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        if (x is IElements<float>)
        {
            Span<float> a = Elements<V, float>(ref x), b = Elements<V, float>(ref y);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = (float)Scalar.Power(a[i], b[i]);
            }
        }
        else
        {
            Span<double> a = Elements<V, double>(ref x), b = Elements<V, double>(ref y);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = Scalar.Power(a[i], b[i]);
            }
        }
        return x;
    }

    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V>
    {
        if (x is IElements<float>)
        {
            Span<float> a = Elements<V, float>(ref y), b = Elements<V, float>(ref x);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = (float)Scalar.Atan2(a[i], b[i]);
            }
        }
        else
        {
            Span<double> a = Elements<V, double>(ref y), b = Elements<V, double>(ref x);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = Scalar.Atan2(a[i], b[i]);
            }
        }
        return y;
    }

    public static V ErfInv<V>(V x)
        where V : struct, ILanes<V>
    {
        foreach (ref double value in Elements<V, double>(ref x))
        {
            value = Scalar.ErfInv(value);
        }
        return x;
    }

    private static Span<T> Elements<V, T>(ref V lanes)
        where V : struct, ILanes<V> =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<V, T>(ref lanes), V.Count);
}

/// <summary>Scalar double algorithms, on the same lane functions.</summary>
internal static class Scalar
{
    public static double Exp(double x) => Lanes1<double>.GetElement(ExpFunction.Invoke(Lanes1<double>.Broadcast(x)), 0);

    public static double Log(double x) => Lanes1<double>.GetElement(LogFunction.Invoke(Lanes1<double>.Broadcast(x)), 0);

    /// <summary>x to the y: log x in double-double (about 68 bits), times y, exponentiated with the low part. IEEE 754 special values.</summary>
    public static double Power(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }
        double a = Math.Abs(x);
        bool integral = Math.Floor(y) == y, odd = integral && Math.Abs(y) < 9007199254740992 && ((long)y & 1) != 0;
        if (double.IsInfinity(y))
        {
            return a == 1 ? 1 : (a > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }
        if (a == 0 || double.IsInfinity(a))
        {
            double magnitude = (a == 0) == (y < 0) ? double.PositiveInfinity : 0;
            return odd && double.IsNegative(x) ? -magnitude : magnitude;
        }
        if (x < 0 && !integral)
        {
            return double.NaN;
        }
        (double hi, double lo) = LogDouble(a);
        double p = y * hi, rest = Math.FusedMultiplyAdd(y, hi, -p) + (y * lo);
        double result = p > 800 ? double.PositiveInfinity : p < -800 ? 0 : Math.Abs(y) > 1e300 ? Exp(p) : ExpSum(p, rest);
        return odd && x < 0 ? -result : result;
    }

    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }
        double ax = Math.Abs(x), ay = Math.Abs(y), angle;
        if (ay == 0)
        {
            angle = 0;
        }
        else if (double.IsInfinity(ax) && double.IsInfinity(ay))
        {
            angle = Math.PI / 4;
        }
        else if (ax == 0 || double.IsInfinity(ay))
        {
            angle = Math.PI / 2;
        }
        else if (double.IsInfinity(ax))
        {
            angle = 0;
        }
        else
        {
            double quotient = ay / ax;
            angle = quotient is 0 or < 2.2250738585072014e-308 && !double.IsNegative(x) ? quotient : Atan(quotient);
        }
        if (double.IsNegative(x))
        {
            angle = Math.PI - (angle - 1.2246467991473532e-16);
        }
        return double.IsNegative(y) ? -angle : angle;
    }

    /// <summary>Newton on erf near the middle and on erfc near the ends, from Giles' single-precision start.</summary>
    public static double ErfInv(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 1))
        {
            return a == 1 ? x * double.PositiveInfinity : double.NaN;
        }
        double w = -Log((1 - a) * (1 + a));
        double y = a < 1e-8 ? a * 0.8862269254527580 : Start(w) * a;
        for (int step = 0; step < 3 && a >= 1e-8; step++)
        {
            double slope = 1.1283791670955126 * Exp(-y * y);
            double error = y > 1 ? (1 - a) - Lanes1<double>.GetElement(ErfFunction.Complement(Lanes1<double>.Broadcast(y)), 0)
                : Lanes1<double>.GetElement(ErfFunction.Invoke(Lanes1<double>.Broadcast(y)), 0) - a;
            double newton = error / slope;
            y -= newton / (1 + (y * newton));
        }
        return x < 0 ? -y : y;
    }

    private static double Start(double w)
    {
        if (w < 5)
        {
            w -= 2.5;
            return 1.50140941 + (w * (0.246640727 + (w * (-0.00417768164 + (w * (-0.00125372503 + (w * (0.00021858087 + (w * (-4.39150654e-06 + (w * (-3.5233877e-06 + (w * (3.43273939e-07 + (w * 2.81022636e-08)))))))))))))));
        }
        if (w > 20)
        {
            // Beyond single precision's range: the asymptotic root of exp(-y^2) / (y sqrt(pi)) = 1 - |x|.
            double t = w - 1.2655121234846454;
            return Math.Sqrt(t - (0.5 * Log(t)));
        }
        w = Math.Sqrt(w) - 3;
        return 2.83297682 + (w * (1.00167406 + (w * (0.00943887047 + (w * (-0.0076224613 + (w * (0.00573950773 + (w * (-0.00367342844 + (w * (0.00134934322 + (w * (0.000100950558 + (w * -0.000200214257)))))))))))))));
    }

    // exp of a sum whose second part is small, with the first part's own rounding kept: exp(p) (1 + rest).
    private static double ExpSum(double p, double rest)
    {
        double n = Math.Round(p * 1.4426950408889634);
        double r = Math.FusedMultiplyAdd(n, -6.93147180369123816490e-01, p);
        r = Math.FusedMultiplyAdd(n, -1.90821492927058770002e-10, r) + rest;
        double e = Lanes1<double>.GetElement(Expm1Function.Invoke(Lanes1<double>.Broadcast(r)), 0) + 1;
        return Lanes1<double>.GetElement(PowerOfTwo.Scale(Lanes1<double>.Broadcast(e), Lanes1<double>.Broadcast(n)), 0);
    }

    // log a = hi + lo: 2 atanh(s) with s = f / (2 + f) in double-double, the cubic term too, the rest of the odd series in double; plus e ln 2.
    private static (double Hi, double Lo) LogDouble(double a)
    {
        Lanes1<double> m1 = PowerOfTwo.Split(Lanes1<double>.Broadcast(a), out Lanes1<double> e1);
        double m = Lanes1<double>.GetElement(m1, 0), e = Lanes1<double>.GetElement(e1, 0);
        double f = m - 1, d = 2 + f, dLow = f - (d - 2);
        double s = f / d, sLow = (Math.FusedMultiplyAdd(-s, d, f) - (s * dLow)) / d;
        double z = s * s, zLow = Math.FusedMultiplyAdd(s, s, -z) + (2 * s * sLow);
        double cube = z * s, cubeLow = Math.FusedMultiplyAdd(z, s, -cube) + (zLow * s) + (z * sLow);
        const double third = 0.6666666666666666, thirdLow = 3.700743415417188e-17;
        double c = cube * third, cLow = Math.FusedMultiplyAdd(cube, third, -c) + (cubeLow * third) + (cube * thirdLow);
        double tail = cube * z * (0.4 + (z * (0.2857142857142857 + (z * (0.2222222222222222 + (z * (0.18181818181818182 + (z * (0.15384615384615385
            + (z * (0.13333333333333333 + (z * (0.11764705882352941 + (z * (0.10526315789473684 + (z * (0.09523809523809523 + (z * 0.08695652173913043))))))))))))))))));
        double head = e * 6.93147180369123816490e-01, headLow = e * 1.90821492927058770002e-10;
        double headRest = Math.FusedMultiplyAdd(e, 1.90821492927058770002e-10, -headLow);
        (double hi, double lo) = TwoSum(head, headLow);
        (double h2, double l2) = TwoSum(hi, 2 * s);
        (double h3, double l3) = TwoSum(h2, c);
        lo += headRest + l2 + l3 + (2 * sLow) + cLow + tail;
        return TwoSum(h3, lo);
    }

    private static (double Hi, double Lo) TwoSum(double a, double b)
    {
        double sum = a + b, t = sum - a;
        return (sum, (a - (sum - t)) + (b - t));
    }

    // fdlibm's argument reduction and polynomial.
    private static double Atan(double x)
    {
        if (x > 1e17)
        {
            return Math.PI / 2;
        }
        double hi = 0, lo = 0;
        if (x < 0.4375)
        {
        }
        else if (x < 0.6875)
        {
            (hi, lo, x) = (4.63647609000806093515e-01, 2.26987774529616870924e-17, ((2 * x) - 1) / (2 + x));
        }
        else if (x < 1.1875)
        {
            (hi, lo, x) = (7.85398163397448278999e-01, 3.06161699786838301793e-17, (x - 1) / (x + 1));
        }
        else if (x < 2.4375)
        {
            (hi, lo, x) = (9.82793723247329054082e-01, 1.39033110312309984516e-17, (x - 1.5) / (1 + (1.5 * x)));
        }
        else
        {
            (hi, lo, x) = (1.57079632679489655800e+00, 6.12323399573676603587e-17, -1 / x);
        }
        double z = x * x, w = z * z;
        double s1 = z * (3.33333333333329318027e-01 + (w * (1.42857142725034663711e-01 + (w * (9.09088713343650656196e-02 + (w * (6.66107313738753120669e-02
            + (w * (4.97687799461593236017e-02 + (w * 1.62858201153657823623e-02))))))))));
        double s2 = w * (-1.99999999998764832476e-01 + (w * (-1.11111104054623557880e-01 + (w * (-7.69187620504482999495e-02 + (w * (-5.83357013379057348645e-02 + (w * -3.65315727442169155270e-02))))))));
        return hi == 0 ? x - (x * (s1 + s2)) : hi - (((x * (s1 + s2)) - lo) - x);
    }
}
