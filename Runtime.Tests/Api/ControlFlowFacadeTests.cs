// The typed control flow functions: scans without xs or ys, and functions over C# numbers, which run step by step.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class ControlFlowFacadeTests
{
    private static readonly NdArray<float> s_x = Jnp.Array([1f, 2f, 3f]);

    [Fact]
    public void A_scan_without_xs_gives_its_ys()
    {
        (NdArray<float> last, NdArray<float> ys) = Lax.Scan(c => (c * 2, c + 1), Jnp.Array(1f), 4);
        Assert.Equal(16f, (float)last);
        Assert.Equal([2f, 3f, 5f, 9f], ys.ToArray());
        (last, ys) = Lax.Scan((NdArray<float> c) => (c * 2, c + 1), Jnp.Array(1f), length: 4, reverse: true, unroll: 2);
        Assert.Equal([9f, 5f, 3f, 2f], ys.ToArray());
        ((NdArray<float> a, NdArray<int> b), NdArray<float> sums) = Lax.Scan(c => ((c.A * 2, c.B + 1), c.A), (A: Jnp.Array(1f), B: Jnp.Array(5)), 3);
        Assert.Equal((8f, 8), ((float)a, (int)b));
        Assert.Equal([1f, 2f, 4f], sums.ToArray());
        Assert.Equal([0], Lax.Scan(c => (c, c * s_x), Jnp.Array(1f), 0).Ys.Shape.Take(1).Select(d => (int)d.Value));
    }

    [Fact]
    public void A_scan_without_ys_gives_its_carry()
    {
        Assert.Equal(6f, (float)Lax.Scan((c, x) => c + x, Jnp.Array(0f), s_x));
        Assert.Equal(-1f, (float)Lax.Scan((NdArray<float> c, NdArray<float> x) => x - c, Jnp.Array(3f), s_x, reverse: true));
        (NdArray<float> sum, NdArray<float> product) = Lax.Scan((c, x) => (c.Sum + x, c.Product * x), (Sum: Jnp.Array(0f), Product: Jnp.Array(1f)), s_x);
        Assert.Equal((6f, 6f), ((float)sum, (float)product));
        NdArray<float> gradient = Jax.Grad((NdArray<float> v) => Lax.Scan((c, x) => c * x, Jnp.Array(1f), v))(s_x);
        Assert.Equal([6f, 3f, 2f], gradient.ToArray());
    }

    [Fact]
    public void Functions_of_numbers_run_step_by_step()
    {
        (float last, NdArray<float> ys) = Run(s_x, null, false);
        Assert.Equal(6f, last);
        Assert.Equal([0f, 1f, 3f], ys.ToArray());
        (last, ys) = Run(s_x, 3, true);
        Assert.Equal(6f, last);
        Assert.Equal([5f, 3f, 0f], ys.ToArray());

        Assert.Equal(16f, StepsWithoutXs(4).Last);
        Assert.Equal([1f, 2f, 4f, 8f], StepsWithoutXs(4).Ys.ToArray());
        Assert.Equal(6f, Lax.Scan((float c, NdArray<float> x) => c + (float)x, 0f, s_x));

        static (float Last, NdArray<float> Ys) Run(NdArray<float> xs, int? length, bool reverse)
        {
            ((float sum, float before) carry, NdArray<float> stacked) = Lax.Scan(
                ((float Sum, float Before) c, NdArray<float> x) => ((c.Sum + (float)x, c.Sum), Jnp.Array(c.Sum)), (Sum: 0f, Before: 0f), xs, length, reverse);
            return (carry.sum, stacked);
        }
    }

    private static (float Last, NdArray<float> Ys) StepsWithoutXs(int length) => Lax.Scan((float c) => (c * 2, Jnp.Array(c)), 1f, length);

    [Fact]
    public void No_steps_give_the_carry_and_ys_without_rows()
    {
        NdArray<float> none = Jnp.Zeros<float>([0, 3]);
        ((float c, NdArray<double> d) carry, (NdArray<float> Rows, NdArray<double> Sums) ys) = Lax.Scan(
            ((float C, NdArray<double> D) c, NdArray<float> x) => ((c.C + (float)Jnp.Sum(x), c.D), (x * c.C, c.D)), (C: 2.5f, D: Jnp.Array([1.0, 2.0])), none);
        Assert.Equal(2.5f, carry.c);
        Assert.Equal([1.0, 2.0], carry.d.ToArray());
        Assert.Equal([0, 3], ys.Rows.Shape.Select(s => (int)s.Value));
        Assert.Equal([0, 2], ys.Sums.Shape.Select(s => (int)s.Value));
        Assert.Empty(ys.Rows.ToArray());

        Assert.Equal(1f, StepsWithoutXs(0).Last);
        Assert.Equal([0], StepsWithoutXs(0).Ys.Shape.Select(s => (int)s.Value));
        Assert.Equal(3f, Lax.Scan((float c, NdArray<float> x) => c + (float)x, 3f, Jnp.Zeros<float>(0)));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
            Lax.Scan((int c, NdArray<int> x) => (c / (int)x, Jnp.Array(c)), 7, Jnp.Zeros<int>(0)));
        Assert.Contains("scan of length 0 over a function of C# numbers", error.Message);
        Assert.IsType<DivideByZeroException>(error.InnerException);
        Assert.StartsWith("scan got a negative `length`", Assert.Throws<ArgumentOutOfRangeException>(() => StepsWithoutXs(-1)).Message);
    }

    [Fact]
    public void Lengths_are_checked_step_by_step_too() => Assert.Equal(
        "scan got `length` argument of 2 which disagrees with leading axis sizes [3].",
        Assert.ThrowsAny<ArgumentException>(() => Lax.Scan((float c, NdArray<float> x) => (c + (float)x, x), 0f, s_x, length: 2)).Message);
}
