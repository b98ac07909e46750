// Slices of symbolic axes, strided and not, and their gradients: compiled, in tiles and one by one, for every small size.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Jit;

public class StridedSliceTests
{
    public static TheoryData<string> Names => [.. StridedSliceMethods.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_right_at_every_size_in_every_executor(string name)
    {
        (Func<NdArray<float>, NdArray<float>> body, Func<NdArray<float>, NdArray<float>> compiled, int times) = StridedSliceMethods.All[name];
        Jaxpr jaxpr = Tracing.MakeJaxpr(xs => [body(NdArray<float>.From(xs[0])).Erased], [new Aval(new Shape(Dim.Symbol("n") * times), DType.Float32)]);
        Plan plan = SrcGenJit.Core.Lowering.Lower(jaxpr);
        for (int n = 0; n <= 20; n++)
        {
            NdArray<float> x = Jnp.Sin(Jnp.Arange((float)(n * times)) + 1);
            // The body, operation by operation at this size, is what the others must give.
            float[] expected = body(x).ToArray();
            Assert.Equal(expected, compiled(x).ToArray());
            Assert.Equal(expected, Jax.Jit(body)(x).ToArray());
            if (times == 1)
            {
                Assert.Equal(expected, (float[])BlockedEvaluator.Run(plan, [x.Erased])[0].Data!);
                Assert.Equal(expected, (float[])KernelSupport.RunText(name, jaxpr.ToString(JaxprStyle.Lossless), x.Erased)[0].Data!);
            }
        }
        Assert.Equal(0, JitInfo.Kernels.Single(k => k.Display.StartsWith("StridedSliceMethods." + name + "(", StringComparison.Ordinal)).Fallbacks);
    }

    [Fact]
    public void The_gradient_of_a_strided_slice_counts_its_elements()
    {
        for (int n = 0; n <= 20; n++)
        {
            Assert.Equal(Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 2f : 1f), StridedSliceMethods.SumOfEven(Jnp.Ones<float>(n)).ToArray());
            Assert.Equal(Enumerable.Range(0, n).Select(i => i >= 1 && i % 3 == 1 ? 1f : 0f), StridedSliceMethods.FromOne(Jnp.Ones<float>(n)).ToArray());
        }
    }
}

internal static class StridedSliceMethods
{
    public static readonly Dictionary<string, (Func<NdArray<float>, NdArray<float>> Body, Func<NdArray<float>, NdArray<float>> Compiled, int Times)> All = new()
    {
        ["SumOfEven"] = (SumOfEven, x => SumOfEven(x), 1),
        ["FromOne"] = (FromOne, x => FromOne(x), 1),
        ["Weighted"] = (Weighted, x => Weighted(x), 1),
        ["Both"] = (Both, x => Both(x), 1),
        ["Backwards"] = (Backwards, x => Backwards(x), 1),
        ["Roll"] = (Roll, x => Roll(x), 1),
        ["RollGrad"] = (RollGrad, x => RollGrad(x), 1),
        ["RollBack"] = (RollBack, x => RollBack(x), 1),
        ["Differences"] = (x => ((Func<NdArray<float>, NdArray<float>, NdArray<float>>)Differences)(Half(x), x), x => Differences(Half(x), x), 2),
    };

    [Jit]
    public static NdArray<float> SumOfEven([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(v[new Slice(null, null, 2)]) + Jnp.Sum(v))(x);

    [Jit]
    public static NdArray<float> FromOne([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(v[new Slice(1, null, 3)]))(x);

    [Jit]
    public static NdArray<float> Weighted([Shape("n")] NdArray<float> x) =>
        Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Sin(v[new Slice(2, null, 4)]) * v[new Slice(2, null, 4)]) + Jnp.Sum(v * v))(x);

    [Jit]
    public static NdArray<float> Both([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(v[new Slice(1, -1, 2)]) * Jnp.Sum(v[new Slice(-3, null, 2)]))(x);

    [Jit]
    public static NdArray<float> Backwards([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Cos(v[new Slice(null, null, -2)])))(x);

    [Jit]
    public static NdArray<float> Roll([Shape("n")] NdArray<float> x) => Jnp.Concatenate([x[2..], x[..2]]) - x;

    [Jit]
    public static NdArray<float> RollGrad([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Concatenate([v[1..], v[..1]]) * v))(x);

    [Jit]
    public static NdArray<float> RollBack([Shape("n")] NdArray<float> x) => Jnp.Concatenate([x[^3..], x[..^3]]) * x;

    [Jit]
    public static NdArray<float> Differences([Shape("n")] NdArray<float> y, [Shape("n*2")] NdArray<float> x) => x[new Slice(null, null, 2)] - x[new Slice(1, null, 2)] + y;

    private static NdArray<float> Half(NdArray<float> x) => Jnp.Ones<float>(Dim.FloorDiv(x.Shape[0], 2));
}
