// Methods that the build does not compile: their direct calls are traced at run time where that is the same, and JitInfo says so.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public sealed record Weights(NdArray<float> W, NdArray<float>? B);

// A class of the base library that has no model keeps each of these from being compiled.
#pragma warning disable SGJ101, SGJ007
public static class FallbackMethods
{
    public static int Effects;

    [Jit]
    public static NdArray<float> Wave(NdArray<float> x)
    {
        _ = new LinkedList<int>();
        return Jnp.Sin(x) * 2 + (x.Rank > 1 ? Jnp.Cos(x) : x);
    }

    [Jit]
    public static (NdArray<float> Y, int Rank) Tree(Weights w, NdArray<float>[] xs)
    {
        _ = new LinkedList<int>();
        NdArray<float> sum = xs.Aggregate((a, b) => a + b) * w.W;
        return (w.B is null ? sum : sum + w.B, sum.Rank);
    }

    [Jit]
    internal static NdArray<float> Picky(NdArray<float> x)
    {
        _ = new LinkedList<int>();
        return (float)Jnp.Sum(x) > 0 ? x : throw new InvalidOperationException($"the sum of {x} is not positive");
    }

    [Jit]
    public static NdArray<float> Noisy(NdArray<float> x)
    {
        _ = new LinkedList<int>();
        Effects++;
        return x * 2;
    }

    [Jit]
    private static NdArray<T> Generic<T>(this NdArray<T> x, NdArray<T> y)
        where T : struct
    {
        _ = new LinkedList<int>();
        return x + y * y;
    }

    public static NdArray<float> CallGeneric(NdArray<float> x) => x.Generic(x);
}
#pragma warning restore SGJ101, SGJ007

public class FallbackTests
{
    private static readonly NdArray<float> s_x = new([1, 2, 3]);
    private static readonly NdArray<float> s_m = new([1, 2, 3, 4, 5, 6], [2, 3]);

    [Fact]
    public void A_call_is_traced_at_run_time_and_gives_the_same_bits()
    {
        Func<NdArray<float>, NdArray<float>> body = FallbackMethods.Wave;
        foreach (NdArray<float> x in new[] { s_x, s_m, -s_x })
        {
            Assert.Equal(body(x).ToArray(), FallbackMethods.Wave(x).ToArray());
        }
        Assert.Equal(2, Traces("FallbackMethods.Wave"));
    }

    [Fact]
    public void Records_arrays_of_arrays_and_tuples_are_traced_for_each_structure()
    {
        (NdArray<float> y, int rank) = FallbackMethods.Tree(new Weights(s_x, null), [s_x, s_x]);
        Assert.Equal([2, 8, 18], y.ToArray());
        Assert.Equal(1, rank);
        (y, rank) = FallbackMethods.Tree(new Weights(s_x, s_m), [s_m]);
        Assert.Equal((s_m * s_x + s_m).ToArray(), y.ToArray());
        Assert.Equal(2, rank);
        Assert.Equal(2, Traces("FallbackMethods.Tree"));
    }

    [Fact]
    public void Results_and_exceptions_are_those_of_the_body_where_it_asks_for_values()
    {
        Assert.Equal(s_x.ToArray(), FallbackMethods.Picky(s_x).ToArray());
        Assert.Equal($"the sum of {-s_x} is not positive", Assert.Throws<InvalidOperationException>(() => FallbackMethods.Picky(-s_x)).Message);
        Assert.Throws<NullReferenceException>(() => FallbackMethods.Tree(null!, [s_x]));
    }

    [Fact]
    public void A_method_with_effects_runs_each_time()
    {
        FallbackMethods.Effects = 0;
        FallbackMethods.Noisy(s_x);
        FallbackMethods.Noisy(s_x);
        Assert.Equal(2, FallbackMethods.Effects);
        Assert.False(Find("FallbackMethods.Noisy").RunsTraced);
    }

    [Fact]
    public void Under_a_trace_the_call_is_a_jit_equation_and_differentiates()
    {
        Assert.Contains("name=Wave", Jax.MakeJaxpr((NdArray<float> x) => FallbackMethods.Wave(x))(s_x).ToString());
        NdArray<float> gradient = Jax.Grad((NdArray<float> x) => Jnp.Sum(FallbackMethods.Wave(x)))(s_x);
        Assert.Equal((Jnp.Cos(s_x) * 2 + 1).ToArray(), gradient.ToArray());
    }

    [Fact]
    public void JitInfo_says_why_a_method_is_not_compiled_and_how_it_runs()
    {
        UncompiledMethod wave = Find("FallbackMethods.Wave");
        Assert.Equal("SGJ101", wave.Rule);
        Assert.Contains("LinkedList", wave.Reason);
        Assert.True(wave.RunsTraced);
        Assert.StartsWith("FallbackMethods.Wave(NdArray<float>): SGJ101: ", wave.ToString());
        Assert.Null(JitInfo.Find("FallbackMethods.Wave"));
    }

    [Fact]
    public void A_private_generic_method_stays_with_its_body()
    {
        Assert.Equal([2, 6, 12], FallbackMethods.CallGeneric(s_x).ToArray());
        Assert.False(Find("FallbackMethods.Generic<float>").RunsTraced);
    }

    private static UncompiledMethod Find(string name) => Assert.Single(JitInfo.Uncompiled, m => m.Display.StartsWith(name + "(", StringComparison.Ordinal));

    private static int Traces(string name) => Find(name).Traces!.Count;
}
