// Calls that no kernel takes: traced once for each combination of avals, and the body itself where it cannot be traced.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Jit;

public class RunTracedTests
{
    private static readonly NdArray<float> s_row = new([1, 2, 3]);
    private static readonly NdArray<float> s_matrix = new([1, 2, 3, 4, 5, 6], [2, 3]);

    [Fact]
    public void A_call_outside_of_a_kernel_is_traced_once_for_each_shape()
    {
        KernelInfo info = new() { Name = "f", Jaxpr = "" };
        int runs = 0;
        NdArray[] Body(NdArray[] inputs)
        {
            runs++;
            return [Jnp.Sin((NdArray<float>)inputs[0]) + (NdArray<float>)inputs[1]];
        }
        foreach (NdArray<float> x in new[] { s_row, s_row, s_matrix, s_matrix, s_row })
        {
            NdArray[]? results = JitSupport.RunTraced(info, [x, s_row], Body);
            Assert.Equal((Jnp.Sin(x) + s_row).ToArray(), ((NdArray<float>)Assert.Single(results!)).ToArray());
        }
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_call_that_asks_for_values_is_not_traced_again_at_that_shape()
    {
        KernelInfo info = new() { Name = "f", Jaxpr = "" };
        int runs = 0;
        NdArray[] Body(NdArray[] inputs)
        {
            runs++;
            NdArray<float> x = (NdArray<float>)inputs[0];
            return [x.Rank == 1 && (float)x[0] > 0 ? x : -x];
        }
        Assert.Null(JitSupport.RunTraced(info, [s_row], Body));
        Assert.Null(JitSupport.RunTraced(info, [s_row], Body));
        Assert.Equal(1, runs);
        Assert.Equal((-s_matrix).ToArray(), ((NdArray<float>)JitSupport.RunTraced(info, [s_matrix], Body)![0]).ToArray());
    }

    [Fact]
    public void A_method_without_a_kernel_runs_traced_over_trees()
    {
        UncompiledMethod method = new() { Name = "f", Display = "C.f", Rule = "SGJ104", Reason = "goto" };
        int runs = 0;
        (NdArray<float>, int) Body((NdArray<float> X, NdArray<float>[] Ys) a)
        {
            runs++;
            return (a.Ys.Aggregate(a.X, (sum, y) => sum + 2 * y), a.Ys.Length);
        }
        for (int i = 0; i < 3; i++)
        {
            (NdArray<float> sum, int count) = JitSupport.RunTraced(method, (s_row, new[] { s_row, s_row }), Body);
            Assert.Equal([5, 10, 15], sum.ToArray());
            Assert.Equal(2, count);
        }
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Under_a_trace_a_method_without_a_kernel_is_a_jit_equation()
    {
        UncompiledMethod method = new() { Name = "twice", Display = "C.twice", Rule = "SGJ104", Reason = "goto" };
        string text = Jax.MakeJaxpr((NdArray<float> x) => JitSupport.RunTraced(method, ValueTuple.Create(x), a => 2 * a.Item1) + 1f)(s_row).ToString();
        Assert.Contains("jit[", text);
        Assert.Contains("name=twice", text);
        Assert.Equal([2, 2, 2], Jax.Grad((NdArray<float> x) => Jnp.Sum(JitSupport.RunTraced(method, ValueTuple.Create(x), a => 2 * a.Item1)))(s_row).ToArray());
    }

    [Fact]
    public void What_a_method_without_a_kernel_throws_is_what_the_body_throws_on_arrays()
    {
        UncompiledMethod method = new() { Name = "f", Display = "C.f", Rule = "SGJ104", Reason = "goto" };
        NdArray<float> Body(ValueTuple<NdArray<float>> a) => (float)a.Item1[0] > 0 ? throw new ArgumentException("positive: " + a.Item1) : a.Item1;
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("positive: " + s_row, Assert.Throws<ArgumentException>(() => JitSupport.RunTraced(method, ValueTuple.Create(s_row), Body)).Message);
        }
        Assert.Equal((-s_row).ToArray(), JitSupport.RunTraced(method, ValueTuple.Create(-s_row), Body).ToArray());
    }

    [Fact]
    public void A_null_array_reaches_the_body()
    {
        UncompiledMethod method = new() { Name = "f", Display = "C.f", Rule = "SGJ104", Reason = "goto" };
        NdArray<float> Body((NdArray<float> X, NdArray<float>? Y) a) => a.Y is null ? -a.X : a.X * a.Y;
        Assert.Equal([-1, -2, -3], JitSupport.RunTraced(method, (s_row, (NdArray<float>?)null), Body).ToArray());
        Assert.Equal([1, 4, 9], JitSupport.RunTraced(method, (s_row, (NdArray<float>?)s_row), Body).ToArray());
    }
}
