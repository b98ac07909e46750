// fInto, which the generator adds to partial types: results in the caller's memory, nothing allocated, lengths and overlaps checked.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public partial class IntoTests
{
    internal static partial class Functions
    {
        [Jit]
        internal static NdArray<float> Wave(NdArray<float> x, NdArray<float> y, float t) => Jnp.Sin(x) * t + Jnp.Cos(y);

        [Jit]
        internal static NdArray<float> Declared([Shape("n")] NdArray<float> x, [Shape("n")] NdArray<float> y) => Jnp.Sin(x) + Jnp.Cos(y);

        [Jit]
        internal static NdArray<float> Softmax([Shape("s n")] NdArray<float> x) => Nn.Softmax(x);

        [Jit]
        internal static NdArray<float> Row(NdArray<float> x) => Nn.Softmax(x);

        [Jit]
        internal static NdArray<float> Total(NdArray<float> x) => Jnp.Sum(x);

#pragma warning disable SGJ103 // It prints, and so is not compiled.
        [Jit]
        internal static NdArray<float> Uncompiled(NdArray<float> x)
        {
            Console.Write("");
            return x * 2;
        }
#pragma warning restore SGJ103

        [Jit]
        internal static NdArray<double> Product([Shape("n k")] NdArray<double> x, [Shape("k m")] NdArray<double> @in) => Jnp.Matmul(x, @in);

        [Jit]
        internal static (NdArray<bool> Positive, float Sum, NdArray<int> Rounded) Several([Shape("3")] NdArray<float> x) => (x > 0, (float)Jnp.Sum(x), x.AsType<int>());
    }

    private static readonly float[] s_data = [.. Enumerable.Range(0, 24).Select(i => i * 0.25f - 2)];

    [Fact]
    public void Results_are_those_of_the_method()
    {
        NdArray<float> x = new(s_data), y = new(s_data.Reverse().ToArray());
        float[] result = new float[24];
        Functions.WaveInto(x.Span, y.Span, 1.5f, result);
        Assert.Equal(Functions.Wave(x, y, 1.5f).ToArray(), result);
    }

    [Fact]
    public void Dimensions_that_lengths_do_not_determine_are_parameters()
    {
        float[] result = new float[24];
        Functions.SoftmaxInto(s_data, 6, result);
        Assert.Equal(Functions.Softmax(Jnp.Reshape(new NdArray<float>(s_data), [4, 6])).ToArray(), result);
        double[] product = new double[2 * 3];
        Functions.ProductInto([1, 2, 3, 4], [1, 2, 3, 4, 5, 6], 2, product);
        Assert.Equal([9, 12, 15, 19, 26, 33], product);
    }

    [Fact]
    public void A_span_without_a_declared_shape_has_one_axis()
    {
        float[] result = new float[24];
#pragma warning disable SGJ020 // One row is meant.
        Functions.RowInto(s_data, result);
#pragma warning restore SGJ020
        Assert.Equal(Functions.Row(new NdArray<float>(s_data)).ToArray(), result);
        float[] sum = new float[1];
        Functions.TotalInto(s_data, sum);
        Assert.Equal([(float)Functions.Total(new NdArray<float>(s_data))], sum);
        // Two lengths: the method itself broadcasts.
        Functions.WaveInto(s_data, [0.5f], 1.5f, result);
        Assert.Equal(Functions.Wave(new NdArray<float>(s_data), Jnp.Array([0.5f]), 1.5f).ToArray(), result);
    }

    [Fact]
    public void A_method_that_is_not_compiled_runs_itself()
    {
        float[] result = new float[24];
        Functions.UncompiledInto(s_data, result);
        Assert.Equal(Functions.Uncompiled(new NdArray<float>(s_data)).ToArray(), result);
        Assert.Throws<ArgumentException>(() => Functions.UncompiledInto(s_data, new float[3]));
    }

    [Fact]
    public void Several_results_have_a_destination_each()
    {
        bool[] positive = new bool[3];
        float[] sum = new float[1];
        int[] rounded = new int[3];
        Functions.SeveralInto([-1.5f, 0, 4], positive, sum, rounded);
        Assert.Equal([false, false, true], positive);
        Assert.Equal([2.5f], sum);
        Assert.Equal([-1, 0, 4], rounded);
    }

    [Fact]
    public void A_destination_may_be_an_input_exactly()
    {
        float[] expected = Functions.Softmax(Jnp.Reshape(new NdArray<float>(s_data), [4, 6])).ToArray(), data = [.. s_data];
        Functions.SoftmaxInto(data, 6, data);
        Assert.Equal(expected, data);
    }

    [Fact]
    public void Overlaps_in_part_and_other_lengths_are_rejected()
    {
        float[] data = new float[24];
        Assert.Contains("overlaps 'x' in part", Assert.Throws<ArgumentException>(() => Functions.SoftmaxInto(data.AsSpan(0, 12), 6, data.AsSpan(6, 12))).Message);
        Assert.Contains("'y' has 3 elements", Assert.Throws<ArgumentException>(() => Functions.DeclaredInto(new float[4], new float[3], new float[4])).Message);
        Assert.Contains("(4,), (3,)", Assert.Throws<ShapeException>(() => Functions.WaveInto(new float[4], new float[3], 1, new float[4])).Message);
        Assert.Contains("'destination' has 5 elements", Assert.Throws<ArgumentException>(() => Functions.WaveInto(new float[4], new float[4], 1, new float[5])).Message);
        Assert.Contains("no multiple of 5", Assert.Throws<ArgumentException>(() => Functions.SoftmaxInto(data, 5, new float[24])).Message);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] result = new float[24];
        long Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                Functions.WaveInto(s_data, s_data, 2, result);
                Functions.SoftmaxInto(s_data, 6, result);
                Functions.SoftmaxInto(result, 6, result);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Run();
        Assert.Equal(0, Run());
    }
}
