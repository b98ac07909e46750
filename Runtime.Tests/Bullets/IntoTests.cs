// fInto: results in memory of the caller, nothing allocated, and overlapping memory handled or rejected.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Bullets;

public class IntoTests
{
    private static readonly float[] s_x = [.. Enumerable.Range(0, 35).Select(i => i * 0.1f - 1)];

    [Fact]
    public void The_destination_receives_what_the_method_returns()
    {
        float[] wave = new float[35];
        IntoMethods.WaveInto(s_x, 2f, wave);
        Assert.Equal(IntoMethods.Wave(Jnp.Array(s_x), 2f).ToArray(), wave);

        float[] softmax = new float[35];
        IntoMethods.SoftmaxInto(s_x, 7, softmax);
        Assert.Equal(IntoMethods.Softmax(Jnp.Reshape(Jnp.Array(s_x), [5, 7])).ToArray(), softmax);
    }

    [Fact]
    public void Dimensions_follow_from_lengths_where_they_can()
    {
        float[] w = [1, 2, 3, 4, 5, 6, 7], y = new float[5];
        IntoMethods.ApplyInto(s_x, w, y);
        Assert.Equal(IntoMethods.Apply(Jnp.Reshape(Jnp.Array(s_x), [5, 7]), Jnp.Array(w)).ToArray(), y);
    }

    [Fact]
    public void Several_results_have_a_destination_each()
    {
        float[] sine = new float[35];
        double[] sum = new double[1];
        IntoMethods.PairInto(s_x, sine, sum);
        (NdArray<float> expectedSine, double expectedSum) = IntoMethods.Pair(Jnp.Array(s_x));
        Assert.Equal(expectedSine.ToArray(), sine);
        Assert.Equal(expectedSum, sum[0]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] wave = new float[35], w = new float[7], y = new float[5];
        void Run()
        {
            IntoMethods.WaveInto(s_x, 2f, wave);
            IntoMethods.ApplyInto(s_x, w, y);
        }
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_destination_may_be_an_input_exactly()
    {
        float[] x = [.. s_x], expected = new float[35];
        IntoMethods.SoftmaxInto(s_x, 7, expected);
        IntoMethods.SoftmaxInto(x, 7, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void Other_overlap_and_wrong_lengths_are_rejected()
    {
        float[] memory = new float[50];
        Assert.Contains("overlaps 'x'", Assert.Throws<ArgumentException>(() => IntoMethods.WaveInto(memory.AsSpan(0, 35), 2f, memory.AsSpan(1, 35))).Message, StringComparison.Ordinal);
        Assert.Contains("'destination' has 34 elements", Assert.Throws<ArgumentException>(() => IntoMethods.WaveInto(s_x, 2f, new float[34])).Message, StringComparison.Ordinal);
        Assert.Contains("'x' has 35 elements", Assert.Throws<ArgumentException>(() => IntoMethods.SoftmaxInto(s_x, 6, new float[35])).Message, StringComparison.Ordinal);
    }
}

internal static partial class IntoMethods
{
    [Jit]
    public static NdArray<float> Wave(NdArray<float> x, float scale) => Jnp.Sin(x) * scale + x;

    [Jit]
    public static NdArray<float> Softmax([Shape("s n")] NdArray<float> x) => Nn.Softmax(x, axis: -1);

    [Jit]
    public static NdArray<float> Apply([Shape("n d")] NdArray<float> x, [Shape("d")] NdArray<float> w) => Jnp.Tanh(Jnp.Dot(x, w));

    [Jit]
    public static (NdArray<float> Sine, double Sum) Pair([Shape("n")] NdArray<float> x)
    {
        NdArray<float> sine = Jnp.Sin(x);
        return (sine, (double)Jnp.Sum(sine.AsType<double>()));
    }
}
