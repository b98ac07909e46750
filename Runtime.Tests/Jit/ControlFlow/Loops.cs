// Methods over C# numbers with loops: while, do, for, break, continue, returns from within, and state of several parts.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

public sealed record Motion(double Place, double Speed);

public struct Running
{
    public double Mean;

    public int Count;

    public void Add(double x)
    {
        Count++;
        Mean += (x - Mean) / Count;
    }
}

internal static class Loops
{
    [Jit]
    public static double While(double x)
    {
        double y = x * x;
        while (y < 100)
        {
            y = y * 2 + 1;
        }
        return y;
    }

    [Jit]
    public static double WhileBreak(double x)
    {
        double s = 0;
        int i = 0;
        while (true)
        {
            if (s > 10 || i == 8)
            {
                break;
            }
            s += x;
            i++;
        }
        return s * 2;
    }

    [Jit]
    public static double DoWhile(double x)
    {
        double s = 0;
        int i = 0;
        do
        {
            s = s * 0.5 + x;
            i++;
        }
        while (i < 5 && s < 10);
        return s;
    }

    [Jit]
    public static double For(double x, int n)
    {
        double r = 1;
        for (int i = 0; i < n; i++)
        {
            r *= x;
        }
        return r;
    }

    [Jit]
    public static double ForShort(double x)
    {
        double s = 1;
        for (int i = 0; i < 4; i++)
        {
            s = s * x + i;
        }
        return s;
    }

    [Jit]
    public static double ForLong(double x)
    {
        double s = 1;
        for (int i = 0; i < 200; i++)
        {
            s = s * 0.9 + x * i;
        }
        return s;
    }

    [Jit]
    public static double ForLongIf(double x)
    {
        double s = 0;
        for (int i = 150; i > 0; i--)
        {
            if (s < x)
            {
                s += i;
            }
            else
            {
                s = s * 0.5 - x;
            }
        }
        return s;
    }

    [Jit]
    public static double Continue(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            if (i % 2 == 1)
            {
                continue;
            }
            s += x * i;
        }
        return s;
    }

    [Jit]
    public static double Break(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += x * i;
            if (s > 50)
            {
                break;
            }
        }
        return s;
    }

    [Jit]
    public static double Return(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += x;
            if (s > 10)
            {
                return s + i;
            }
        }
        return s;
    }

    [Jit]
    public static double Nested(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                s += x * j;
            }
        }
        return s;
    }

    [Jit]
    public static double NestedExits(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (j == 3)
                {
                    continue;
                }
                if (s > 1e6)
                {
                    return s;
                }
                s += x * j;
            }
            if (i == 7)
            {
                break;
            }
        }
        return s;
    }

    [Jit]
    public static double SwitchInLoop(double x, int n)
    {
        double s = x;
        for (int i = 0; i < n; i++)
        {
            switch (i % 3)
            {
                case 0:
                    s += x;
                    break;
                case 1:
                    s *= 0.5;
                    break;
                default:
                    s -= i;
                    break;
            }
        }
        return s;
    }

    [Jit]
    public static double Power(double x, int n)
    {
        double r = 1;
        while (n > 0)
        {
            if ((n & 1) == 1)
            {
                r *= x;
            }
            x *= x;
            n >>= 1;
        }
        return r;
    }

    [Jit]
    public static double Bisect(double x)
    {
        double lo = 0, hi = 10;
        int steps = 0;
        do
        {
            double mid = 0.5 * (lo + hi);
            if (mid * mid > x)
            {
                hi = mid;
            }
            else
            {
                lo = mid;
            }
            steps++;
        }
        while (hi - lo > 1e-2 && steps < 50);
        return 0.5 * (lo + hi) * x;
    }

    [Jit]
    public static double TupleState(double x, int n)
    {
        (double a, double b) = (0, 1);
        for (int i = 0; i < n; i++)
        {
            (a, b) = (b, a + b * x);
        }
        return a;
    }

    [Jit]
    public static double RecordState(double x, int n)
    {
        Motion motion = new(0, x);
        for (int i = 0; i < n; i++)
        {
            motion = motion with { Place = motion.Place + motion.Speed * 0.1, Speed = motion.Speed - motion.Place * 0.1 };
        }
        return motion.Place;
    }

    [Jit]
    public static double StructState(double x, int n)
    {
        Running running = default;
        for (int i = 0; i < n; i++)
        {
            running.Add(x * i);
        }
        return running.Mean;
    }
}
