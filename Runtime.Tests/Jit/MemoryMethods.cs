// The methods over C# arrays and spans that MemoryTests calls.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit;

public sealed record State(double[] Position, double Velocity);

public sealed record Solution(double[] Values, int Steps);

internal static class MemoryMethods
{
    [Jit]
    public static double[] WrittenOut(double x) => [x, 3, 2 * x];

    [Jit]
    public static void AddEach(double[] values, in double x)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += x;
        }
    }

    [Jit]
    public static double[] Constants(double x) => [1, 2];

    [Jit]
    public static double[] Nothing(double x) => [];

    [Jit]
    public static Solution Solved(double x) => new([x, 2 * x], 2);

    [Jit]
    public static bool AreOne(double[] a, double[] b) => a == b;

    [Jit]
    public static double TotalOf(params ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }

#pragma warning disable SGJ104 // Which of the two it is, only the method knows.
    [Jit]
    public static double[] Chosen([Shape("3")] double[] a, double x)
    {
        double[] zeros = new double[3];
        return x > 0 ? a : zeros;
    }
#pragma warning restore SGJ104

    [Jit]
    public static double[] InTurn(double[] start, int steps)
    {
        double[] a = (double[])start.Clone(), b = new double[start.Length];
        for (int i = 0; i < steps; i++)
        {
            for (int j = 0; j < a.Length; j++)
            {
                b[j] = 2 * a[j];
            }
            (a, b) = (b, a);
        }
        return a;
    }

    [Jit]
    public static double Total(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }

    [Jit]
    public static int LengthOrLess(double[]? values) => values is null ? -1 : values.Length;

    [Jit]
    public static double[] Squares(double[] values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i] * values[i];
        }
        return result;
    }

    [Jit]
    public static (double[] Values, double Sum) SquaresAndSum(double[] values)
    {
        double[] squares = Squares(values);
        return (squares, Total(squares));
    }

    [Jit]
    public static double[,] Transposed(double[,] m)
    {
        double[,] result = new double[m.GetLength(1), m.GetLength(0)];
        for (int i = 0; i < m.GetLength(0); i++)
        {
            for (int j = 0; j < m.GetLength(1); j++)
            {
                result[j, i] = m[i, j];
            }
        }
        return result;
    }

    [Jit]
    public static void Clear(double[,] m, int row)
    {
        for (int j = 0; j < m.GetLength(1); j++)
        {
            m[row, j] = 0;
        }
    }

    [Jit]
    public static void Each(float[] f, int[] i, long[] l, uint[] u, bool[] b)
    {
        f[0] += 0.5f;
        i[0]++;
        l[0]++;
        u[0]++;
        b[0] = !b[0];
    }

    [Jit]
    public static void Scale(Span<double> values, double factor)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    [Jit]
    public static void EveryOther(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i += 2)
        {
            to[i] = from[i];
        }
    }

    [Jit]
    public static void AddTo(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    [Jit]
    public static double Both(double[] a, double[] b)
    {
        a[0] = 10;
        return a[0] + b[0];
    }

    [Jit]
    public static void Step(State state)
    {
        for (int i = 0; i < state.Position.Length; i++)
        {
            state.Position[i] += state.Velocity;
        }
    }

    [Jit]
    public static double At(double[] values, int index) => values[index];

    [Jit]
    public static void Increment(double[] values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            values[i]++;
        }
    }

    [Jit]
    public static double RootOf(double x)
    {
        if (x < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "no root");
        }
        return Math.Sqrt(x);
    }

    [Jit]
    public static void Copy([Shape("n")] NdArray<double> x, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = 2 * (double)x[i];
        }
    }

    [Jit]
    public static NdArray<double> Sum([Shape("n")] NdArray<double> x, [Shape("n")] double[] y) => x + new NdArray<double>(y);

    [Jit]
    public static double Mean(double[] values) => Total(values) / values.Length;

    [Jit]
    public static double[] Joined(double[] first, double[] second)
    {
        double[] result = new double[first.Length + second.Length];
        for (int i = 0; i < first.Length; i++)
        {
            result[i] = first[i];
        }
        for (int i = 0; i < second.Length; i++)
        {
            result[first.Length + i] = second[i];
        }
        return result;
    }
}
