// Methods over C# numbers with loops over arrays: parameters, tables and locals.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class ArrayLoops
{
    public static readonly double[] Coefficients = [0.5, 0.25, 0.125];

    [Jit]
    public static double Foreach(double x, double[] a)
    {
        double s = 0;
        foreach (double v in a)
        {
            s += v * x;
        }
        return s;
    }

    [Jit]
    public static double Horner(double x, double[] a)
    {
        double s = 0;
        for (int i = 0; i < a.Length; i++)
        {
            s = s * x + a[i];
        }
        return s;
    }

    [Jit]
    public static double Filter(double x, double[] a)
    {
        double s = 0;
        foreach (double v in a)
        {
            if (v < 0.5)
            {
                continue;
            }
            s += v * x;
        }
        return s;
    }

    [Jit]
    public static double First(double x, double[] a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] > x)
            {
                return a[i] - x;
            }
        }
        return x * 2;
    }

    [Jit]
    public static double Table(double x)
    {
        double r = 0;
        foreach (double c in Coefficients)
        {
            r = r * x + c;
        }
        return r;
    }

    [Jit]
    public static double Local(double x)
    {
        double[] v = new double[4];
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = x * i;
        }
        (v[0], v[3]) = (v[3], v[0]);
        return v[0] * 2 - v[1];
    }

    [Jit]
    public static double Recurrence(double x, double[] a)
    {
        double[] d = new double[a.Length];
        double annuity = 0;
        for (int i = 0; i < a.Length; i++)
        {
            d[i] = (1 - a[i] * annuity * x) / (1 + a[i]);
            annuity += d[i];
        }
        return annuity;
    }

    [Jit]
    public static double Middle(double x)
    {
        double[] v = [x, 1, 3];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2 - i; j++)
            {
                if (v[j] > v[j + 1])
                {
                    (v[j], v[j + 1]) = (v[j + 1], v[j]);
                }
            }
        }
        return v[1];
    }

    [Jit]
    public static double Lattice(double x)
    {
        double[] v = new double[41];
        for (int i = 0; i <= 40; i++)
        {
            v[i] = x * i - 20;
        }
        for (int step = 39; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                double hold = 0.5 * (v[i] + v[i + 1]);
                v[i] = hold > i - 5 ? hold : i - 5;
            }
        }
        return v[0];
    }
}
