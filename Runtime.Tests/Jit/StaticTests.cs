// [Static] parameters and [Shape] on the members of records, compiled while this project builds.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class StaticTests
{
    private static readonly NdArray<float> s_x = Jnp.Linspace<float>(-1, 1, 37);

    [Fact]
    public void Each_constant_has_a_kernel_of_its_own()
    {
        Assert.Equal(Eager(StaticMethods.Power, s_x, 3), StaticMethods.Power(s_x, 3).ToArray());
        Assert.Equal(Eager(StaticMethods.Power, s_x, 5), StaticMethods.Power(s_x, 5).ToArray());
        Assert.Equal(["2 mul", "4 mul"], [.. Kernels("StaticMethods.Power(").Select(k => k.Plan.Split(": ")[1].Split(';')[0]).Order()]);
        Assert.All(Kernels("StaticMethods.Power("), k => Assert.Equal(0, k.Fallbacks));
    }

    [Fact]
    public void Text_booleans_enumerations_and_defaults_are_static_too()
    {
        Assert.Equal(Eager(StaticMethods.Choose, s_x, "cos", Scale.Half), StaticMethods.Choose(s_x, "cos", Scale.Half).ToArray());
        Assert.Equal(Eager(StaticMethods.Choose, s_x, "sin", Scale.One), StaticMethods.Choose(s_x).ToArray());
        Assert.Equal(2, Kernels("StaticMethods.Choose(").Length);
    }

    [Fact]
    public void Shapes_on_the_members_of_a_record_hold_for_its_parameters()
    {
        Layer layer = new(Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 6), [3, 2]), Jnp.Array(new float[] { 1, 2 }));
        NdArray<float> x = Jnp.Reshape(Jnp.Linspace<float>(0, 1, 12), [4, 3]);
        Assert.Equal(Eager(StaticMethods.Apply, x, layer), StaticMethods.Apply(x, layer).ToArray());
        Assert.Equal(0, Assert.Single(Kernels("StaticMethods.Apply(")).Fallbacks);
    }

    [Fact]
    public void Zeros_of_both_signs_and_text_that_looks_alike_have_kernels_of_their_own()
    {
        NdArray<float> x = new([1f]);
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity], new[] { StaticMethods.Over(x, 0f), StaticMethods.Over(x, -0f) }.Select(y => y.ToArray()[0]));
        Assert.Equal([1f, 2f], new[] { StaticMethods.Named(x, "a;", "b"), StaticMethods.Named(x, "a", ";b") }.Select(y => y.ToArray()[0]));
        Assert.Equal([3f, 4f], new[] { StaticMethods.Named(x, "null", null), StaticMethods.Named(x, null, "null") }.Select(y => y.ToArray()[0]));
        Assert.Equal(4, Kernels("StaticMethods.Named(").Length);
        Assert.Equal(2, Kernels("StaticMethods.Over(").Length);
    }

    [Fact]
    public void Within_a_compiled_method_text_with_separators_is_told_apart_too() =>
        Assert.Equal([1f + 20f], StaticMethods.Both(new([1f])).ToArray());

    [Fact]
    public void Closures_within_a_compiled_method_are_what_they_captured() => Assert.Equal([0f + 1f + 2f], StaticMethods.Captured(new([1f])).ToArray());

    [Fact]
    public void Methods_of_one_name_in_two_namespaces_are_two_jit_equations()
    {
        Func<NdArray<float>, NdArray<float>> f = x => One.Twin.Scaled(x) + Two.Twin.Scaled(x);
        Assert.Equal([5f], Jax.Jit(f)(new([1f])).ToArray());
    }

    private static KernelInfo[] Kernels(string prefix) => [.. JitInfo.Kernels.Where(k => k.Display.StartsWith(prefix, System.StringComparison.Ordinal))];

    // A delegate runs the C# body.
    private static float[] Eager(System.Delegate body, params object?[] arguments) => ((NdArray<float>)body.DynamicInvoke(arguments)!).ToArray();
}

public enum Scale
{
    One,
    Half,
}

public record Layer([Shape("3 2")] NdArray<float> Weights, [Shape("2")] NdArray<float> Bias);

internal static class StaticMethods
{
    [Jit]
    public static NdArray<float> Power(NdArray<float> x, [Static] int n)
    {
        NdArray<float> y = x;
        for (int i = 1; i < n; i++)
        {
            y *= x;
        }
        return y;
    }

    [Jit]
    public static NdArray<float> Choose(NdArray<float> x, [Static] string function = "sin", [Static] Scale scale = Scale.One)
    {
        NdArray<float> y = function == "sin" ? Jnp.Sin(x) : Jnp.Cos(x);
        return scale switch
        {
            Scale.Half => y * 0.5f,
            _ => y,
        };
    }

    [Jit]
    public static NdArray<float> Over(NdArray<float> x, [Static] float d) => x / d;

    [Jit]
    public static NdArray<float> Named(NdArray<float> x, [Static] string? first, [Static] string? second) => (first, second) switch
    {
        ("a;", "b") => x,
        ("a", ";b") => x * 2,
        ("null", null) => x * 3,
        (null, "null") => x * 4,
        _ => x * 5,
    };

    [Jit]
    public static NdArray<float> Joined(NdArray<float> x, [Static] string first, [Static] string second) => first == "a" && second.Length > 1 ? x * 20 : x;

    [Jit]
    public static NdArray<float> Both(NdArray<float> x) => Joined(x, "a|String:b", "c") + Joined(x, "a", "b|String:c");

    [Jit]
    public static NdArray<float> Applied(NdArray<float> x, [Static] Func<NdArray<float>, NdArray<float>> f) => f(x);

    [Jit]
    public static NdArray<float> Captured(NdArray<float> x)
    {
        NdArray<float> sum = x * 0;
        for (int i = 0; i < 3; i++)
        {
            int scale = i;
            sum += Applied(x, v => v * scale);
        }
        return sum;
    }

    [Jit]
    public static NdArray<float> Apply([Shape("b 3")] NdArray<float> x, Layer layer) => Jnp.Matmul(x, layer.Weights) + layer.Bias;
}
