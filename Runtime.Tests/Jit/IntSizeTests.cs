// Ints of which a method makes the length of an array are sizes: such methods compile, and give what C# gives for every value of them.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class IntSizeTests
{
    private static readonly double[] s_data = [1, 2, 3.5, 4, 7];

    // Each method with calls that are intercepted.
    private static readonly Dictionary<string, Func<int, object?>> s_calls = new()
    {
        ["American"] = n => IntSizeMethods.American(100, 105, 0.3, n),
        ["Linspace"] = n => IntSizeMethods.Linspace(1, 2.5, n),
        ["Sieve"] = n => IntSizeMethods.Sieve(n),
        ["Pascal"] = n => IntSizeMethods.Pascal(n),
        ["Moving"] = n => IntSizeMethods.Moving(s_data, n),
        ["Windows"] = n => IntSizeMethods.Windows(s_data, n),
        ["Table"] = n => IntSizeMethods.Table(n, 3),
        ["Square"] = n => IntSizeMethods.Square(n, 0.5),
        ["Half"] = n => IntSizeMethods.Half(n),
        ["OfRecord"] = n => IntSizeMethods.OfRecord(new IntGrid(n, 0.25), 0.5),
        ["OfStatic"] = n => IntSizeMethods.OfStatic(IntSizeMethods.Count = n),
        ["Nested"] = n => IntSizeMethods.Nested(-0.5, n),
        ["Padded"] = n => IntSizeMethods.Padded(new(s_data), n),
        ["CountDown"] = n => IntSizeMethods.CountDown(n),
    };

    public static TheoryData<string> Names => [.. typeof(IntSizeMethods).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.IsDefined(typeof(JitAttribute), false)).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_that_makes_arrays_by_an_int_compiles_and_agrees(string name)
    {
        KernelInfo kernel = JitInfo.Kernels.Single(k => k.Display.StartsWith($"IntSizeMethods.{name}(", StringComparison.Ordinal));
        Func<int, object?> call = s_calls[name];
        foreach (int n in new[] { 0, 1, 2, 3, 9, 40, -1, -5, int.MinValue })
        {
            long before = kernel.Fallbacks;
            (object? expected, string? error) = Try(() => Plain(name, n));
            (object? actual, string? thrown) = Try(() => call(n));
            Assert.Equal(error, thrown);
            Assert.Equal(Elements(expected), Elements(actual));
            Assert.True(kernel.Fallbacks == before + (n < 0 || error is not null ? 1 : 0), $"n = {n}: {kernel.LastFallback}");
        }
    }

    [Fact]
    public void Arithmetic_that_wraps_around_in_an_int_is_left_to_CSharp()
    {
        Assert.Equal(1, IntSizeChecks.Bigger(3, 2));
        Assert.Equal(0, IntSizeChecks.Bigger(0x10000, 2));
        KernelInfo kernel = JitInfo.Kernels.Single(k => k.Display.StartsWith("IntSizeChecks.Bigger(", StringComparison.Ordinal));
        Assert.Equal(1, kernel.Fallbacks);
        Assert.Throws<OverflowException>(() => IntSizeMethods.Pascal(int.MaxValue));
    }

    [Fact]
    public void Loops_of_so_many_steps_differentiate_in_reverse()
    {
        foreach (int n in new[] { 0, 1, 6, 50 })
        {
            const double h = 1e-6;
            Assert.Equal((IntSizeChecks.Iterate(0.4 + h, n) - IntSizeChecks.Iterate(0.4 - h, n)) / (2 * h), IntSizeChecks.Slope(0.4, n), 1e-7);
            Assert.Equal(IntSizeChecks.Slope(0.4, n), IntSizeChecks.SlopeOfArray(0.4, n), 1e-12);
        }
    }

    [Fact]
    public void While_a_function_is_traced_the_number_is_known()
    {
        NdArray<double> x = new([1.0, 2]);
        Assert.Equal([2, 4], Jax.Grad((NdArray<double> v) => Jnp.Sum(IntSizeMethods.Padded(v * v, 3)))(x).ToArray());
        Assert.Equal([1, 2, 0], Jax.Jit((NdArray<double> v) => IntSizeMethods.Padded(v, 1))(x).ToArray());
        Assert.Equal([1, 2, 0, 0], Jax.Jit((NdArray<double> v) => IntSizeMethods.Padded(v, 2))(x).ToArray());
        Assert.Contains("'n', which is -1", Assert.Throws<ArgumentException>(() => Jax.Jit((NdArray<double> v) => IntSizeMethods.Padded(v, -1))(x)).Message, StringComparison.Ordinal);
    }

    private static object? Plain(string name, int n)
    {
        if (name == "OfStatic")
        {
            IntSizeMethods.Count = n;
        }
        object?[] arguments = name switch
        {
            "American" => [100.0, 105.0, 0.3, n],
            "Linspace" => [1.0, 2.5, n],
            "Moving" or "Windows" => [s_data, n],
            "Table" => [n, 3],
            "Square" => [n, 0.5],
            "OfRecord" => [new IntGrid(n, 0.25), 0.5],
            "Nested" => [-0.5, n],
            "Padded" => [new NdArray<double>(s_data), n],
            _ => [n],
        };
        return typeof(IntSizeMethods).GetMethod(name)!.Invoke(null, arguments);
    }

    private static (object?, string?) Try(Func<object?> call)
    {
        try
        {
            return (call(), null);
        }
        catch (Exception error)
        {
            return (null, (error as TargetInvocationException)?.InnerException!.GetType().Name ?? error.GetType().Name);
        }
    }

    private static object? Elements(object? value) => value switch
    {
        NdArray<double> array => array.ToArray(),
        double[,] grid => (grid.GetLength(0), grid.GetLength(1), string.Join(" ", grid.Cast<double>())),
        _ => value,
    };
}

public sealed record IntGrid(int N, double H);

internal static class IntSizeMethods
{
    public static int Count { get; set; }

    [Jit]
    public static double American(double s, double k, double vol, int n)
    {
        double dt = 0.75 / n, u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u, p = (Math.Exp(0.03 * dt) - d) / (u - d), df = Math.Exp(-0.03 * dt);
        double[] v = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            v[i] = Math.Round(Math.Max(k - s * Math.Pow(u, 2 * i - n), 0), 9);
        }
        for (int step = n - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                v[i] = Math.Max(df * (p * v[i + 1] + (1 - p) * v[i]), k - s * Math.Pow(u, 2 * i - step));
            }
        }
        return Math.Round(v[0], 6);
    }

    [Jit]
    public static double[] Linspace(double a, double b, int n)
    {
        double[] r = new double[n];
        for (int i = 0; i < n; i++)
        {
            r[i] = a + (b - a) * i / (n - 1);
        }
        return r;
    }

    [Jit]
    public static double[] Sieve(int n)
    {
        double[] sieve = new double[n + 1];
        for (int i = 2; i <= n; i++)
        {
            sieve[i] = 1;
        }
        for (int i = 2; i * i <= n; i++)
        {
            for (int j = i * i; j <= n; j += i)
            {
                sieve[j] = 0;
            }
        }
        return sieve;
    }

    [Jit]
    public static double Pascal(int n)
    {
        double[] row = new double[n + 1];
        row[0] = 1;
        for (int i = 1; i <= n; i++)
        {
            for (int j = i; j > 0; j--)
            {
                row[j] += row[j - 1];
            }
        }
        return row[n / 2];
    }

    [Jit]
    public static double[] Moving(double[] x, int w)
    {
        double[] r = new double[Math.Max(0, x.Length - w + 1)];
        for (int i = 0; i < r.Length; i++)
        {
            double s = 0;
            for (int j = 0; j < w; j++)
            {
                s += x[i + j];
            }
            r[i] = s / w;
        }
        return r;
    }

    [Jit]
    public static double Windows(double[] x, int w)
    {
        double best = 0;
        for (int i = 0; i + w <= x.Length; i++)
        {
            double s = 0;
            foreach (double e in x[i..(i + w)])
            {
                s += e;
            }
            best = Math.Max(best, s);
        }
        return best;
    }

    [Jit]
    public static double[,] Table(int n, int m)
    {
        double[,] t = new double[n, m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
            {
                t[i, j] = i * m + j;
            }
        }
        return t;
    }

    [Jit]
    public static double Square(int n, double x)
    {
        double[] v = new double[n * n % 5000];
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = x * i;
        }
        double s = n;
        foreach (double e in v)
        {
            s += e;
        }
        return s;
    }

    [Jit]
    public static double Half(int n)
    {
        double[] v = new double[n / 2];
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = i;
        }
        return v.Sum() + v.Length;
    }

    [Jit]
    public static double OfRecord(IntGrid g, double x)
    {
        double[] v = new double[g.N];
        for (int i = 0; i < g.N; i++)
        {
            v[i] = x + i * g.H;
        }
        double s = 0;
        for (int i = 0; i < g.N; i++)
        {
            s += v[i];
        }
        return s;
    }

    [Jit]
    public static double OfStatic(double x)
    {
        double[] v = new double[Count];
        Array.Fill(v, x);
        return v.Sum();
    }

    [Jit]
    public static double Nested(double x, int n) => x > 0 ? OfRecord(new IntGrid(n, 0.5), x) : OfRecord(new IntGrid(n + 1, 0.25), -x);

    [Jit]
    public static NdArray<double> Padded(NdArray<double> x, int n) => Jnp.Concatenate([x, Jnp.Zeros<double>([n])]);

    [Jit]
    public static int CountDown(int n)
    {
        int[] v = new int[n];
        int c = 0;
        while (n > 0)
        {
            n /= 2;
            c++;
        }
        return c + v.Length;
    }
}

internal static class IntSizeChecks
{
    [Jit]
    public static int Bigger(int n, int k)
    {
        int[] v = new int[n % 7 + k];
        return n * n > v.Length - 1 ? 1 : 0;
    }

    [Jit]
    public static double Iterate(double x, int n)
    {
        for (int i = 0; i < n; i++)
        {
            x = Math.Sin(x) + 0.1 * x;
        }
        return x;
    }

    [Jit]
    public static double Slope(double x, int n) => Jax.Grad((double y) => Iterate(y, n))(x);

    [Jit]
    public static double SlopeOfArray(double x, int n)
    {
        double Last(double y)
        {
            double[] path = new double[n + 1];
            path[0] = y;
            for (int i = 0; i < n; i++)
            {
                path[i + 1] = Math.Sin(path[i]) + 0.1 * path[i];
            }
            return path[n];
        }
        return Jax.Grad((double y) => Last(y))(x);
    }
}
