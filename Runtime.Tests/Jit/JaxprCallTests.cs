// [Jit] methods that call the methods of *.jaxpr files: the program is part of the kernel, and gives the bits that the call gives by itself.
using System;
using System.Linq;
using Runtime.Tests.Jit.Programs;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public static class JaxprCalls
{
    [Jit]
    public static NdArray<float> Plus(NdArray<float> x)
    {
        var y = Jaxprs.twice(x);
        return y + 1;
    }

    [Jit]
    public static (NdArray<float> Products, NdArray<float> Sums) Pair(NdArray<float> w, NdArray<float> x)
    {
        var (products, sums) = Jaxprs.@lock(@in: x, w: Twice(w));
        return (products, sums * 2);
    }

    [Jit]
    public static NdArray<float> Slopes(NdArray<float> x) => Jax.Vmap((NdArray<float> v) => Jax.Grad(Jaxprs.poly)(v) * Jaxprs.poly(v))(x);

    [Jit]
    public static NdArray<float> Mapped(NdArray<float> x) => Jax.Vmap(Jaxprs.poly)(x);

    [Jit]
    public static float Number(float x) => (float)Jaxprs.poly(x) * 2f;

    private static NdArray<float> Twice(NdArray<float> x) => Jaxprs.twice(x);
}

public class JaxprCallTests
{
    private static readonly NdArray<float> s_x = new([0.5f, -1.25f, 3]);
    private static readonly NdArray<float> s_m = new([1, 2, 3, 4, 5, 6], [2, 3]);

    // Delegates run the body.
    [Fact]
    public void Kernels_give_what_the_bodies_give()
    {
        Func<NdArray<float>, NdArray<float>> plus = JaxprCalls.Plus, slopes = JaxprCalls.Slopes, mapped = JaxprCalls.Mapped;
        Func<NdArray<float>, NdArray<float>, (NdArray<float> Products, NdArray<float> Sums)> pair = JaxprCalls.Pair;
        Func<float, float> number = JaxprCalls.Number;
        KernelInfo[] kernels = [.. JitInfo.Kernels.Where(k => k.Display.StartsWith("JaxprCalls.", StringComparison.Ordinal))];
        long[] before = [.. kernels.Select(k => k.Fallbacks)];
        Assert.Equal(plus(s_x).ToArray(), JaxprCalls.Plus(s_x).ToArray());
        Assert.Equal(slopes(s_x).ToArray(), JaxprCalls.Slopes(s_x).ToArray());
        Assert.Equal(mapped(s_x).ToArray(), JaxprCalls.Mapped(s_x).ToArray());
        Assert.Equal(number(0.7f), JaxprCalls.Number(0.7f));
        (NdArray<float> products, NdArray<float> sums) = JaxprCalls.Pair(s_x, s_m);
        Assert.Equal(pair(s_x, s_m).Products.ToArray(), products.ToArray());
        Assert.Equal(pair(s_x, s_m).Sums.ToArray(), sums.ToArray());
        Assert.Equal(before, kernels.Select(k => k.Fallbacks));
        Assert.Equal(5, kernels.Length);
    }

    [Fact]
    public void Build_and_run_trace_the_same_jaxpr()
    {
        string built = JitInfo.Kernels.Single(k => k.Display.StartsWith("JaxprCalls.Pair(", StringComparison.Ordinal)).Jaxpr;
        string run = Jax.MakeJaxpr((NdArray<float> w, NdArray<float> x) => { (NdArray<float> products, NdArray<float> sums) = Jaxprs.@lock(@in: x, w: Jaxprs.twice(w)); return (products, sums * 2); })(s_x, s_m).ToString();
        Assert.Equal(run, Jaxpr.Parse(built).ToString().Replace("[n", "[2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_argument_of_another_shape_is_refused_as_by_the_call_itself() =>
        Assert.Equal(Assert.Throws<ArgumentException>(() => Jaxprs.twice(s_m)).Message, Assert.Throws<ArgumentException>(() => JaxprCalls.Plus(s_m)).Message);
}
