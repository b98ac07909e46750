// Models as users first write them, without [Shape]: what a loop carries, a nested [Jit] call and what `this` holds say of shapes.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Shapes;

public sealed record FullLayer(NdArray<float> W, NdArray<float> B);

public sealed record TwoLayers(FullLayer First, FullLayer Second);

public sealed class GatedUnit(NdArray<float> wz, NdArray<float> wr, NdArray<float> wh, NdArray<float> uz, NdArray<float> ur, NdArray<float> uh)
{
    [Jit]
    public NdArray<float> Step(NdArray<float> h, NdArray<float> x)
    {
        var z = Nn.Sigmoid(Jnp.Matmul(x, wz) + Jnp.Matmul(h, uz));
        var r = Nn.Sigmoid(Jnp.Matmul(x, wr) + Jnp.Matmul(h, ur));
        return (1f - z) * h + z * Jnp.Tanh(Jnp.Matmul(x, wh) + Jnp.Matmul(r * h, uh));
    }

    [Jit]
    public NdArray<float> Run(NdArray<float> h, NdArray<float> xs)
    {
        for (int t = 0; t < (int)xs.Shape[0]; t++)
        {
            h = Step(h, xs[t]);
        }
        return h;
    }
}

public static class LoopShapes
{
    [Jit]
    public static NdArray<float> Forward(TwoLayers p, NdArray<float> x) => Jnp.Matmul(Nn.Relu(Jnp.Matmul(x, p.First.W) + p.First.B), p.Second.W) + p.Second.B;

    [Jit]
    public static float Energy(TwoLayers p, NdArray<float> x)
    {
        var y = Forward(p, x);
        return (float)Jnp.Sum(y * y);
    }

    [Jit]
    public static NdArray<float> Orbit(NdArray<float> a, NdArray<float> v, int n)
    {
        for (int i = 0; i < n; i++)
        {
            v = Jnp.Matmul(a, v);
            v = v / Jnp.Sqrt(Jnp.Sum(v * v));
        }
        return v;
    }

    [Jit]
    public static NdArray<float> Centres(NdArray<float> points, NdArray<float> centres)
    {
        var d = points[.., NdIndex.NewAxis, ..] - centres[NdIndex.NewAxis, .., ..];
        var nearest = Nn.OneHot<float>(Jnp.Argmax(-Jnp.Sum(d * d, -1), 1), (int)centres.Shape[0]);
        return Jnp.Matmul(Jnp.Transpose(nearest), points) / Jnp.Maximum(Jnp.Sum(nearest, 0)[.., NdIndex.NewAxis], 1f);
    }

    [Jit]
    public static int Quotients(double[] a, double[] b) => 7 % a.Length + -9 % a.Length + a.Length / b.Length - a.Length % b.Length + -8 / b.Length;

    [Jit]
    public static double QuotientOfOneWay(double[] a, double[] b, double x)
    {
        if (x > 0)
        {
            return a.Length / b.Length + x;
        }
        return x;
    }
}

[Collection("JaxConfig")]
public class LoopShapesTests
{
    private static NdArray<float> Random(int seed, params int[] shape) => JaxRandom.Normal(JaxRandom.PRNGKey((uint)seed), shape);

    private static void Same(string kernel, Func<NdArray<float>> call)
    {
        long before = Fallbacks(kernel);
        NdArray<float> compiled = call();
        Assert.Equal(before, Fallbacks(kernel));
        JaxConfig.DisableJit = true;
        NdArray<float> body = call();
        JaxConfig.DisableJit = false;
        Assert.Equal(body.Shape, compiled.Shape);
        Assert.Equal(body.ToArray().Select(BitConverter.SingleToInt32Bits), compiled.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    private static long Fallbacks(string kernel) => JitInfo.Kernels.Single(k => k.Display.StartsWith(kernel + "(", StringComparison.Ordinal)).Fallbacks;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_loop_that_calls_a_method_that_reads_arrays_of_this_is_compiled(int steps)
    {
        GatedUnit unit = new(Random(1, 3, 4), Random(2, 3, 4), Random(3, 3, 4), Random(4, 4, 4), Random(5, 4, 4), Random(6, 4, 4));
        Same("GatedUnit.Run", () => unit.Run(Random(7, 2, 4), Random(8, steps, 2, 3)));
    }

    [Fact]
    public void A_bias_is_a_row_in_a_nested_Jit_call_too()
    {
        TwoLayers p = new(new(Random(1, 3, 4), Random(2, 4)), new(Random(3, 4, 2), Random(4, 2)));
        Same("LoopShapes.Energy", () => new NdArray<float>([LoopShapes.Energy(p, Random(5, 6, 3))]));
    }

    [Fact]
    public void What_a_loop_carries_says_how_many_axes_it_has() => Same("LoopShapes.Orbit", () => LoopShapes.Orbit(Random(1, 3, 3), Random(2, 3, 2), 5));

    [Fact]
    public void Classes_may_be_as_many_as_a_dimension() => Same("LoopShapes.Centres", () => LoopShapes.Centres(Random(1, 9, 2), Random(2, 3, 2)));

    [Fact]
    public void Dimensions_are_divided_as_C_sharp_divides_and_throw_as_C_sharp_throws()
    {
        for (int n = 0; n < 5; n++)
        {
            for (int m = 0; m < 4; m++)
            {
                double[] a = new double[n], b = new double[m];
                if (n == 0 || m == 0)
                {
                    Assert.Throws<DivideByZeroException>(() => LoopShapes.Quotients(a, b));
                }
                else
                {
                    Assert.Equal(7 % n + -9 % n + n / m - n % m + -8 / m, LoopShapes.Quotients(a, b));
                }
                Assert.Equal(-1, LoopShapes.QuotientOfOneWay(a, b, -1));
            }
        }
        Assert.Equal(0, Fallbacks("LoopShapes.QuotientOfOneWay"));
        Assert.Throws<DivideByZeroException>(() => LoopShapes.QuotientOfOneWay([1], [], 1));
    }
}
