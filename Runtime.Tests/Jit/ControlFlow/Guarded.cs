// Methods that throw for some arguments: a compiled call of these runs the body then, and only then.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class Guarded
{
    [Jit]
    public static double Condition(double x)
    {
        if (x < 0)
        {
            throw new ArgumentException("a negative number has no root", nameof(x));
        }
        return Math.Sqrt(x);
    }

    [Jit]
    public static double Helper(double x) => Positive(x) * 2 + Positive(x + 1);

    [Jit]
    public static double Coalesce(double? x) => (x ?? throw new ArgumentNullException(nameof(x), "a rate is needed")) * 2;

    [Jit]
    public static double Index(double[] a, int i) => a[i] * 2;

    [Jit]
    public static void Write(double[] a, int i)
    {
        a[0] = 5;
        a[i] = 7;
    }

    [Jit]
    public static double FromEnd(double[] a, int i) => a[^i];

    [Jit]
    public static int Divide(int a, int b) => a / b;

    [Jit]
    public static long Remainder(long a, long b) => a % b;

    [Jit]
    public static int CheckedSum(int a, int b) => checked(a + b * 2);

    [Jit]
    public static int CheckedNumber(long a) => checked((int)a);

    [Jit]
    public static int SignOf(double x) => Math.Sign(x);

    [Jit]
    public static int AbsoluteOf(int x) => Math.Abs(x);

    [Jit]
    public static double Between(double x, double lo, double hi) => Math.Clamp(x, lo, hi);

    [Jit]
    public static double NotNegative(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return x * n;
    }

    [Jit]
    public static double Kinds(Kind kind, double x) => kind switch
    {
        Kind.Call => x,
        Kind.Put => -x,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "neither a call nor a put"),
    };

    [Jit]
    public static double SwitchDefault(int n, double x)
    {
        switch (n)
        {
            case 0:
                return x;
            case 1:
                return x * x;
            default:
                throw new NotSupportedException("only lines and squares");
        }
    }

    [Jit]
    public static double Asserted(double x, double y)
    {
        Assure(x <= y, "the interval is empty");
        return y - x;
    }

    [Jit]
    public static double Lengths(double[] a, double[] b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException("the lengths differ", nameof(b));
        }
        double s = 0;
        for (int i = 0; i < a.Length; i++)
        {
            s += a[i] * b[i];
        }
        return s;
    }

    [Jit]
    public static double InLoop(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += x * i;
            if (s > 100)
            {
                throw new InvalidOperationException("the sum is too large");
            }
        }
        return s;
    }

    [Jit]
    public static double NoEnd(double x)
    {
        int steps = 0;
        while (x > 1)
        {
            if (++steps > 60)
            {
                throw new InvalidOperationException("no convergence");
            }
            x *= 0.5;
        }
        return x + steps;
    }

    [Jit]
    public static double Nested(double x) => x > 10 ? 1 : Condition(x - 1) * 3;

    [Jit]
    public static double InBranch(double x, int n)
    {
        double y = x;
        if (n != 0)
        {
            y += 12 / n;
            if (x > 3)
            {
                y += 100 / (n - 5);
            }
        }
        return y;
    }

    // Nothing of this can throw.
    [Jit]
    public static double Unguarded(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += i / 3 + i % 2 + Math.Clamp(x, 0, 1);
        }
        return n == 0 ? s : s / n;
    }

    private static double Positive(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), "not positive");
        }
        return Math.Sqrt(x);
    }

    private static void Assure(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidOperationException(message);
        }
    }
}
