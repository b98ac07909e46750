// The rules of every primitive, by enumeration: shapes against evaluation, derivatives against differences, transposes against inner products, batching against a loop.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Erased = SrcGenJit.Erased;
using Storage = SrcGenJit.Eager.Storage;

namespace Runtime.Tests.Primitives;

public class PrimitiveRules
{
    private static readonly DType[] s_executable = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt32, DType.Bool];

    public static TheoryData<string> Names => new(Prims.All.Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shape_rule_says_what_evaluation_gives(string name) => ForEach(name, sample =>
    {
        Aval[] expected = sample.Primitive.Shape(sample.Primitive, sample.Avals, sample.Params);
        NdArray[] results = sample.Primitive.Bind(sample.Params, sample.Inputs(0));
        Assert.Equal(expected.Select(a => a.Strong()), results.Select(r => r.Aval.Strong()));
        Assert.Equal(expected.Select(a => a.Shape.Size.Value), results.Select(r => (long)Storage.Of(r).Length));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_traced_equation_evaluates_as_the_primitive_does(string name) => ForEach(name, sample =>
    {
        NdArray[] inputs = sample.Inputs(1);
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => sample.Primitive.Bind(sample.Params, x), sample.Avals);
        Assert.Equal(jaxpr, Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless)));
        Same(sample.Primitive.Bind(sample.Params, inputs), Tracing.EvalJaxpr(jaxpr, inputs), 0);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivative_is_the_limit_of_differences(string name) => ForEach(name, sample =>
    {
        if (!sample.Avals.Any(a => a.DType == DType.Float64))
        {
            return;
        }
        NdArray[] x = sample.Inputs(2), v = new Sample(sample.Primitive, sample.Avals, sample.Params).Inputs(3);
        NdArray?[] tangents = v.Select(t => t.Dtype.IsInexact ? t : null).ToArray();
        if (Samples.IsNotDifferentiable(sample.Primitive))
        {
            Assert.Equal($"Differentiation rule for '{name}' not implemented", Assert.Throws<NotSupportedException>(() => sample.Primitive.Jvp(sample.Primitive, x, tangents, sample.Params)).Message);
            return;
        }
        (NdArray[] values, NdArray?[] slopes) = sample.Primitive.Jvp(sample.Primitive, x, tangents, sample.Params);
        Same(sample.Primitive.Bind(sample.Params, x), values, 0);
        if (name == "stop_gradient")
        {
            Assert.All(slopes, Assert.Null);
            return;
        }
        const double step = 1e-6;
        NdArray[] above = sample.Primitive.Bind(sample.Params, Move(x, v, step)), below = sample.Primitive.Bind(sample.Params, Move(x, v, -step));
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Dtype != DType.Float64)
            {
                continue;
            }
            double[] up = Numbers(above[i]), down = Numbers(below[i]), slope = slopes[i] is { } s ? Numbers(s) : new double[up.Length];
            for (int k = 0; k < up.Length; k++)
            {
                double difference = (up[k] - down[k]) / (2 * step);
                Assert.True(Math.Abs(difference - slope[k]) <= 1e-5 + 1e-5 * Math.Abs(difference), $"{sample}: output {i}[{k}] has slope {slope[k]}, differences give {difference}");
            }
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_transpose_keeps_the_inner_product(string name) => ForEach(name, sample =>
    {
        foreach (int[] linear in sample.Linear ?? [])
        {
            NdArray[] values = sample.Inputs(4);
            NdArray[] vector = sample.Inputs(5);
            if (linear.Any(i => !values[i].Dtype.IsFloat))
            {
                continue;
            }
            // A function linear in some operands: with the others at their values, less what it gives at zero.
            NdArray[] image = sample.Primitive.Bind(sample.Params, values.Select((x, i) => linear.Contains(i) ? vector[i] : x).ToArray());
            NdArray[] origin = sample.Primitive.Bind(sample.Params, values.Select((x, i) => linear.Contains(i) ? Erased.Lax.ZerosLike(x) : x).ToArray());
            NdArray[] cotangents = image.Select((y, i) => Samples.Values(y.Aval, 77 + i, -1, 1)).ToArray();
            TransposeInput[] inputs = values.Select((x, i) => new TransposeInput(x.Aval, linear.Contains(i) ? null : x)).ToArray();
            NdArray?[] pulled = sample.Primitive.Transpose(sample.Primitive, cotangents, image.Select(y => y.Aval).ToArray(), inputs, sample.Params);
            double left = cotangents.Select((ct, i) => Inner(ct, image[i]) - Inner(ct, origin[i])).Sum();
            double right = linear.Sum(i => pulled[i] is { } ct ? Inner(ct, vector[i]) : 0);
            Assert.All(linear.Where(i => pulled[i] is not null), i => Assert.Equal(values[i].Aval.Strong(), pulled[i]!.Aval.Strong()));
            double tolerance = values.Concat(image).All(x => x.Dtype != DType.Float32) ? 1e-10 : 1e-4;
            Assert.True(Math.Abs(left - right) <= tolerance * (1 + Math.Abs(left)), $"{sample}, linear in {string.Join(", ", linear)}: {left} and {right}");
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Batching_is_a_loop(string name) => ForEach(name, sample =>
    {
        const int size = 3;
        int operands = sample.Avals.Length;
        NdArray[][] examples = Enumerable.Range(0, size).Select(k => sample.Inputs(10 + k)).ToArray();
        for (int mask = 1; mask < 1 << operands; mask++)
        {
            foreach (bool front in new[] { true, false })
            {
                int?[] dims = Enumerable.Range(0, operands).Select(i => (mask >> i & 1) == 0 ? (int?)null : front ? 0 : sample.Avals[i].Rank).ToArray();
                NdArray[] inputs = dims.Select((d, i) => d is { } axis ? Stack(examples.Select(e => e[i]), axis) : examples[0][i]).ToArray();
                (NdArray[] outputs, int?[] outputDims) = sample.Primitive.Batch(sample.Primitive, size, inputs, dims, sample.Params);
                for (int k = 0; k < size; k++)
                {
                    NdArray[] one = sample.Primitive.Bind(sample.Params, dims.Select((d, i) => examples[d is null ? 0 : k][i]).ToArray());
                    Same(one, outputs.Select((y, i) => outputDims[i] is { } axis ? Take(y, axis, k) : y).ToArray(), 1e-5, $"{sample} with axes ({string.Join(", ", dims.Select(d => d?.ToString() ?? "None"))}), example {k}");
                }
            }
        }
    });

    private static void ForEach(string name, Action<Sample> check)
    {
        Primitive primitive = Prims.Get(name);
        foreach (Sample sample in Samples.Of(primitive))
        {
            if (primitive.Semantics is not Semantics.NotExecutable && sample.Avals.All(a => s_executable.Contains(a.DType)))
            {
                check(sample);
            }
        }
    }

    private static NdArray[] Move(NdArray[] x, NdArray[] v, double step) => x.Select((a, i) => a.Dtype == DType.Float64
        ? new NdArray(a.Aval, Numbers(a).Zip(Numbers(v[i]), (p, d) => p + step * d).ToArray())
        : a).ToArray();

    private static double[] Numbers(NdArray array) => Storage.Of(array).Cast<object>().Select(Convert.ToDouble).ToArray();

    private static double Inner(NdArray a, NdArray b) => Numbers(a).Zip(Numbers(b), (x, y) => x * y).Sum();

    private static NdArray Stack(IEnumerable<NdArray> arrays, int axis) => Erased.Lax.Concatenate(arrays.Select(a => Erased.Lax.ExpandDims(a, [axis])).ToArray(), axis);

    private static NdArray Take(NdArray array, int axis, int index) => Erased.Lax.Squeeze(
        Erased.Lax.Slice(
            array,
            Shape.Of(Enumerable.Range(0, array.Rank).Select(i => (Dim)(i == axis ? index : 0))),
            Shape.Of(Enumerable.Range(0, array.Rank).Select(i => i == axis ? index + 1 : array.Shape[i]))),
        [axis]);

    private static void Same(NdArray[] expected, NdArray[] actual, double tolerance, string context = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].Shape.Equals(actual[i].Shape) && expected[i].Dtype == actual[i].Dtype, $"{context}: output {i} is {actual[i].Aval}, expected {expected[i].Aval}");
            double[] e = Numbers(expected[i]), a = Numbers(actual[i]);
            for (int k = 0; k < e.Length; k++)
            {
                Assert.True(e[k].Equals(a[k]) || Math.Abs(e[k] - a[k]) <= tolerance * (1 + Math.Abs(e[k])), $"{context}: output {i}[{k}] is {a[k]}, expected {e[k]}");
            }
        }
    }
}
