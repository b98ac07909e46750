// Methods whose loops are bounded before they begin, though their counts are not known while building: reverse derivatives go through all of them.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class ReverseLoops
{
    [Jit]
    public static double American(double s, [Static] int n)
    {
        double dt = 1.0 / n, u = Math.Exp(0.2 * Math.Sqrt(dt)), d = 1 / u, p = (Math.Exp(0.05 * dt) - d) / (u - d), df = Math.Exp(-0.05 * dt);
        double[] v = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            v[i] = Math.Max(3 - s * Math.Pow(u, 2 * i - n), 0);
        }
        for (int step = n - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                double hold = df * (p * v[i + 1] + (1 - p) * v[i]);
                v[i] = Math.Max(hold, 3 - s * Math.Pow(u, 2 * i - step));
            }
        }
        return v[0];
    }

    [Jit]
    public static double Tree(double x) => American(Math.Abs(x), 60);

    [Jit]
    public static double TriangularSolve(double x)
    {
        double[] b = new double[40];
        for (int i = 0; i < 40; i++)
        {
            double sum = 1 + 0.1 * i;
            for (int j = 0; j < i; j++)
            {
                sum -= x / (1 + i - j) * b[j];
            }
            b[i] = sum / (8 + x * x);
        }
        return b[39] + b[20];
    }

    [Jit]
    public static double Cholesky(double x)
    {
        double[,] l = new double[34, 34];
        for (int i = 0; i < 34; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = i == j ? 20 + x * x : x / (1 + i + j);
                for (int k = 0; k < j; k++)
                {
                    sum -= l[i, k] * l[j, k];
                }
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        double logs = 0;
        for (int i = 0; i < 34; i++)
        {
            logs += i * l[i, i];
        }
        return logs;
    }

    [Jit]
    public static double UpperTriangle(double x)
    {
        double s = 1;
        for (int i = 0; i < 50; i++)
        {
            for (int j = i + 1; j < 50; j += 3)
            {
                s = 0.4 * Math.Sin(s * x) + 0.01 * j;
            }
        }
        return s;
    }

    [Jit]
    public static double HornerDo(double x)
    {
        double s = 0;
        int i = 40;
        do
        {
            s = s * 0.3 * Math.Sin(x) + 1.0 / (1 + i);
            i--;
        }
        while (i >= 0);
        return s;
    }

    [Jit]
    public static double NestedDo(double x)
    {
        double s = x;
        int i = 0;
        do
        {
            int j = 0;
            do
            {
                s = 0.9 * s + 0.01 * x * x * j;
                j++;
            }
            while (j < i);
            i++;
        }
        while (i < 36);
        return s;
    }

    [Jit]
    public static double Newton(double x)
    {
        double a = 1 + x * x, y = a;
        for (int k = 0; k < 50; k++)
        {
            double d = (y * y - a) / (2 * y);
            y -= d;
            if (Math.Abs(d) < 1e-13)
            {
                break;
            }
        }
        return y;
    }

    [Jit]
    public static double NewtonTested(double x)
    {
        double a = 2 + Math.Sin(x), y = 1, error = 1;
        int k = 0;
        while (k < 100 && error > 1e-14)
        {
            double next = 0.5 * (y + a / y);
            error = Math.Abs(next - y);
            y = next;
            k++;
        }
        return y;
    }

    [Jit]
    public static double Simpson(double x)
    {
        double before = 0, whole = x;
        int pieces = 1;
        for (int round = 0; round < 5 && Math.Abs(whole - before) > 1e-7; round++)
        {
            pieces *= 2;
            double h = 1.0 / pieces, sum = 1 + 1 / (1 + x * x);
            for (int i = 1; i < pieces; i++)
            {
                double t = i * h;
                sum += (i % 2 == 1 ? 4 : 2) / (1 + t * t * x * x);
                if (i >= 63)
                {
                    break;
                }
            }
            before = whole;
            whole = sum * h / 3;
        }
        return whole;
    }

    [Jit]
    public static double Returns(double x)
    {
        double s = 0;
        for (int i = 0; i < 100; i++)
        {
            s += Math.Abs(x);
            if (s > 10)
            {
                return s * s + i;
            }
            if (s > 5)
            {
                continue;
            }
            s += 0.5 * x * x;
        }
        return s;
    }

    [Jit]
    public static double Insertion(double x)
    {
        double[] v = new double[36];
        for (int i = 0; i < 36; i++)
        {
            v[i] = i * 17 % 36 * 0.25 + x * (i % 5) * 0.3;
        }
        for (int i = 1; i < 36; i++)
        {
            double key = v[i];
            int j = i - 1;
            while (j >= 0 && v[j] > key)
            {
                v[j + 1] = v[j];
                j--;
            }
            v[j + 1] = key;
        }
        return v[3] * v[30] + v[17];
    }

    [Jit]
    public static double Halving(double x)
    {
        double r = 1, power = Math.Sin(x) + 1.5;
        int n = (int)(3 * Math.Abs(x)) + 9;
        while (n > 0)
        {
            if (n % 2 == 1)
            {
                r *= power;
            }
            power *= power;
            n /= 2;
        }
        return Math.Log(r);
    }

    [Jit]
    public static double Strides(double x)
    {
        double s = 0;
        for (int i = 0; i < 90; i++)
        {
            if (s * s > 0.01)
            {
                i += 2;
            }
            s += 0.1 * x / (1 + i);
        }
        return s;
    }

    [Jit]
    public static NdArray<double> OfArray([Shape("")] NdArray<double> x) => Jnp.Array(Newton((double)x) + Insertion((double)x) * TriangularSolve((double)x));

    // The same, without loops that a tracer sees.
    public static double NewtonUnrolled(double x, out int steps)
    {
        double a = 1 + x * x, y = a, slope = 2 * x, dy = slope;
        for (steps = 0; steps < 50; steps++)
        {
            double d = (y * y - a) / (2 * y);
            dy -= (2 * y * dy - slope) / (2 * y) - (y * y - a) * dy / (2 * y * y);
            y -= d;
            if (Math.Abs(d) < 1e-13)
            {
                break;
            }
        }
        return dy;
    }
}
