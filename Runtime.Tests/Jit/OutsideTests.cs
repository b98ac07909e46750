// What [Jit] methods read beside their parameters: statics are read at every call, as in C#.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class OutsideTests
{
    [Fact]
    public void A_table_is_read_at_every_call()
    {
        double before = OutsideMethods.Polynomial(2);
        Assert.Equal(1 + 2 * 2 + 3 * 4, before);
        OutsideMethods.Set(2, 30);
        Assert.Equal(1 + 2 * 2 + 30 * 4, OutsideMethods.Polynomial(2));
        OutsideMethods.Set(2, 3);
        Assert.Equal(before, OutsideMethods.Polynomial(2));
        Assert.Equal(0, Kernel("Polynomial").Fallbacks);
    }

    [Fact]
    public void A_gradient_taken_at_run_time_reads_the_table_too() => Assert.Equal(2 + 6 * 5, Jax.Grad(OutsideMethods.Polynomial)(5.0));

    [Fact]
    public void A_static_number_is_read_at_every_call()
    {
        OutsideMethods.Rate = 2;
        Assert.Equal(6, OutsideMethods.Rated(3));
        OutsideMethods.Rate = 4;
        Assert.Equal(12, OutsideMethods.Rated(3));
    }

    [Fact]
    public void A_static_property_that_only_stores_is_read()
    {
        OutsideMethods.Scale = 3;
        Assert.Equal(9, OutsideMethods.Scaled(3));
        OutsideMethods.Scale = 5;
        Assert.Equal(15, OutsideMethods.Scaled(3));
    }

    [Fact]
    public void Both_ways_of_a_condition_may_read_one_table()
    {
        Assert.Equal(1, OutsideMethods.Chosen(1));
        Assert.Equal(2, OutsideMethods.Chosen(-1));
    }

    [Fact]
    public void A_table_that_is_null_throws_what_the_method_throws()
    {
        OutsideMethods.Late = null;
        Assert.Throws<NullReferenceException>(() => OutsideMethods.FromLate(1));
        OutsideMethods.Late = [5, 6];
        Assert.Equal(6, OutsideMethods.FromLate(1));
        Assert.Throws<IndexOutOfRangeException>(() => OutsideMethods.FromLate(2));
    }

    [Fact]
    public void A_table_that_is_given_and_written_is_one_table()
    {
        OutsideMethods.Late = [5, 6];
        Assert.Equal(7, OutsideMethods.Write(OutsideMethods.Late));
        Assert.Equal(7, OutsideMethods.Late[0]);
        OutsideMethods.Late = [5, 6];
        Assert.Equal(5, OutsideMethods.Write([0]));
    }

    [Fact]
    public void A_private_member_of_a_nested_class_is_reached() => Assert.Equal(14, OutsideMethods.FromNested(2));

    [Fact]
    public void Weights_in_a_static_array_of_the_library_are_read()
    {
        Assert.Equal([2.0, 6.0], OutsideMethods.Weighted(new([1, 2])).ToArray());
    }

    private static KernelInfo Kernel(string name) => JitInfo.Kernels.Single(k => k.Display.StartsWith("OutsideMethods." + name + "(", StringComparison.Ordinal));
}

internal static class OutsideMethods
{
    private static readonly double[] s_coefficients = [1, 2, 3];

    [Shape("2")]
    private static readonly NdArray<double> s_weights = Jnp.Array([2.0, 3.0 + Environment.ProcessId * 0]);

    public static double Rate = 1;

    public static double[]? Late;

    public static double Scale { get; set; } = 1;

    public static void Set(int index, double value) => s_coefficients[index] = value;

    [Jit]
    public static double Polynomial(double x)
    {
        double sum = 0;
        for (int i = s_coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + s_coefficients[i];
        }
        return sum;
    }

    [Jit]
    public static double Rated(double x) => x * Rate;

    [Jit]
    public static double Scaled(double x) => x * Scale;

    [Jit]
    public static double Chosen(double x)
    {
        if (x > 0)
        {
            return s_coefficients[0];
        }
        return s_coefficients[1];
    }

    [Jit]
    public static double FromLate(int i) => Late![i];

    [Jit]
    public static double Write(double[] values)
    {
        values[0] = 7;
        return Late![0];
    }

    [Jit]
    public static double FromNested(double x) => Nested.Twice(x) + 10;

    [Jit]
    public static NdArray<double> Weighted([Shape("2")] NdArray<double> x) => x * s_weights;

    private static class Nested
    {
        private static double Factor = 2;

        public static double Twice(double x) => x * Factor;
    }
}
