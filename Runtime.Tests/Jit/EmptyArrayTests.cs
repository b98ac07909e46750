// Arrays with no or few elements: what only a branch or loop needs of a length is checked where it is entered, so that calls which do not enter it run compiled.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class EmptyArrayTests
{
    private static readonly Dictionary<string, Func<double[], object?>> s_calls = new()
    {
        ["First"] = a => EmptyArrayMethods.First(a),
        ["Last"] = a => EmptyArrayMethods.Last(a),
        ["Largest"] = a => EmptyArrayMethods.Largest(a),
        ["Variance"] = a => EmptyArrayMethods.Variance(a),
        ["While"] = a => EmptyArrayMethods.While(a),
        ["Differences"] = a => EmptyArrayMethods.Differences(a),
        ["Search"] = a => EmptyArrayMethods.Search(a, 0.7),
        ["Interpolate"] = a => EmptyArrayMethods.Interpolate(a, a, 0.7),
        ["Prefix"] = a => EmptyArrayMethods.Prefix(a),
        ["Ends"] = a => Written(() => EmptyArrayMethods.Ends(a, 0.7)),
        ["MedianOfThree"] = a => EmptyArrayMethods.MedianOfThree(a),
        ["Bigger"] = a => EmptyArrayMethods.Bigger(a),
        ["FirstOfArray"] = a => EmptyArrayMethods.FirstOfArray(new(a)),
        ["Horner"] = a => EmptyArrayMethods.Horner(a, 0.7),
    };

    public static TheoryData<string> Names => [.. typeof(EmptyArrayMethods).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Short_arrays_run_compiled_and_give_what_the_method_gives(string name)
    {
        MethodInfo method = typeof(EmptyArrayMethods).GetMethod(name)!;
        KernelInfo kernel = JitInfo.Kernels.Single(k => k.Display.StartsWith($"EmptyArrayMethods.{name}(", StringComparison.Ordinal));
        for (int n = 0; n < 5; n++)
        {
            double[] ours = [.. Enumerable.Range(0, n).Select(i => i * 1.5 - 1 + i % 2)], plain = [.. ours];
            object? compiled = s_calls[name](ours);
            Assert.True(kernel.Fallbacks == 0, $"n = {n} fell back: {kernel.LastFallback}");
            Assert.Equal(method.Invoke(null, Arguments(method, plain)), compiled);
            Assert.Equal(plain, ours);
        }
    }

    [Fact]
    public void A_branch_that_needs_more_elements_than_there_are_throws_as_CSharp_does()
    {
        Assert.Equal(-1, EmptyArrayChecks.FirstIf([], -1));
        Assert.Equal(6, EmptyArrayChecks.FirstIf([3], 2));
        Assert.Throws<IndexOutOfRangeException>(() => EmptyArrayChecks.FirstIf([], 2));
        double[] written = [1];
        Assert.Throws<IndexOutOfRangeException>(() => EmptyArrayChecks.Mark(written, 2));
        Assert.Equal([7], written);
        EmptyArrayChecks.Mark(written = [1], -2);
        Assert.Equal([-2], written);
    }

    [Fact]
    public void Traced_at_sizes_that_a_branch_has_no_meaning_for_the_program_stops_only_in_that_branch()
    {
        NdArray<double> empty = Jnp.Zeros<double>(0);
        Func<NdArray<double>, NdArray<double>> off = Jax.Jit((NdArray<double> a) => EmptyArrayChecks.ByLast(a, -1)), on = Jax.Jit((NdArray<double> a) => EmptyArrayChecks.ByLast(a, 1));
        Assert.Empty(off(empty).ToArray());
        Assert.Contains("slice", Assert.Throws<InvalidOperationException>(() => on(empty)).Message, StringComparison.Ordinal);
        Assert.Equal([6, 9], on(new([2, 3])).ToArray());
        Assert.Empty(Jax.Grad((NdArray<double> a) => Jnp.Sum(EmptyArrayChecks.ByLast(a, -1)))(empty).ToArray());
        Assert.Equal([3, 8], Jax.Grad((NdArray<double> a) => Jnp.Sum(EmptyArrayChecks.ByLast(a, 1)))(new([2, 3])).ToArray());
    }

    private static object? Written(Action write)
    {
        write();
        return null;
    }

    private static object?[] Arguments(MethodInfo method, double[] a) =>
        [.. method.GetParameters().Select(p => p.ParameterType == typeof(double[]) ? a : p.ParameterType == typeof(NdArray<double>) ? new NdArray<double>(a) : (object)0.7)];
}

internal static class EmptyArrayMethods
{
    [Jit]
    public static double First(double[] a)
    {
        double s = 0;
        if (a.Length > 0)
        {
            s = a[0];
        }
        return s;
    }

    [Jit]
    public static double Last(double[] a) => a.Length == 0 ? 0 : a[^1];

    [Jit]
    public static double Largest(double[] a)
    {
        int n = a.Length;
        if (n == 0)
        {
            return 0;
        }
        double m = a[0];
        for (int i = 1; i < n; i++)
        {
            if (a[i] > m)
            {
                m = a[i];
            }
        }
        return m;
    }

    [Jit]
    public static double Variance(double[] a)
    {
        double s = 0;
        foreach (double x in a)
        {
            s += x * x;
        }
        return a.Length > 1 ? s / (a.Length - 1) : -1;
    }

    [Jit]
    public static double While(double[] a)
    {
        int i = 0;
        double s = 0;
        while (i < a.Length && s < 3)
        {
            s += a[i];
            i++;
        }
        return s;
    }

    [Jit]
    public static double Differences(double[] a)
    {
        double s = 0;
        for (int i = 1; i < a.Length; i++)
        {
            s += Math.Abs(a[i] - a[i - 1]);
        }
        return s;
    }

    [Jit]
    public static double Search(double[] a, double x)
    {
        int lo = 0, hi = a.Length - 1;
        while (lo <= hi)
        {
            int mid = (lo + hi) / 2;
            if (a[mid] == x)
            {
                return mid;
            }
            if (a[mid] < x)
            {
                lo = mid + 1;
            }
            else
            {
                hi = mid - 1;
            }
        }
        return -1;
    }

    [Jit]
    public static double Interpolate(double[] xs, double[] ys, double x)
    {
        int n = xs.Length;
        if (n == 0)
        {
            return -1;
        }
        if (n == 1 || x <= xs[0])
        {
            return ys[0];
        }
        if (x >= xs[n - 1])
        {
            return ys[n - 1];
        }
        int i = 1;
        while (xs[i] < x)
        {
            i++;
        }
        double t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
        return ys[i - 1] + t * (ys[i] - ys[i - 1]);
    }

    [Jit]
    public static double[] Prefix(double[] a)
    {
        double[] sums = new double[a.Length];
        double s = 0;
        for (int i = 0; i < a.Length; i++)
        {
            s += a[i];
            sums[i] = s;
        }
        return sums;
    }

    [Jit]
    public static void Ends(double[] a, double f)
    {
        if (a.Length > 2)
        {
            a[0] = f;
            a[^1] = f;
            for (int i = 1; i < a.Length - 1; i++)
            {
                a[i] *= f;
            }
        }
    }

    [Jit]
    public static double MedianOfThree(double[] a) => a.Length switch
    {
        0 => 0,
        1 => a[0],
        2 => (a[0] + a[1]) / 2,
        _ => Math.Max(Math.Min(a[0], a[1]), Math.Min(Math.Max(a[0], a[1]), a[2])),
    };

    [Jit]
    public static double Bigger(double[] a) => a.Length > 0 && a[0] > 1 ? 2 : 3;

    [Jit]
    public static double FirstOfArray([Shape("n")] NdArray<double> a) => (int)a.Shape[0] > 0 ? (double)a[0] : 0;

    [Jit]
    public static double Horner(double[] c, double x)
    {
        double r = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            r = r * x + c[i];
        }
        return r;
    }
}

internal static class EmptyArrayChecks
{
    [Jit]
    public static double FirstIf(double[] a, double x)
    {
        if (x > 0)
        {
            return a[0] * x;
        }
        return x;
    }

    [Jit]
    public static void Mark(double[] a, double x)
    {
        a[0] = x > 0 ? 7 : x;
        if (x > 0)
        {
            a[1] = a[a.Length - 1 + (int)x] + x;
        }
    }

    [Jit]
    public static NdArray<double> ByLast([Shape("n")] NdArray<double> a, double x)
    {
        if (x > 0)
        {
            return a * (double)a[^1];
        }
        return a;
    }
}
