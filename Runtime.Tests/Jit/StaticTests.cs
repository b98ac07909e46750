// [Static] parameters and [Shape] on the members of records, compiled while this project builds.
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
    public static NdArray<float> Apply([Shape("b 3")] NdArray<float> x, Layer layer) => Jnp.Matmul(x, layer.Weights) + layer.Bias;
}
