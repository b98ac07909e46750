// Reductions over an axis that turns out empty when the program runs: NumPy's throw in every executor, lax's give their identity.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Jit;

public class EmptyAxisTests
{
    public static TheoryData<string> Functions => ["Max", "Min", "MaxRows", "Argmax", "MaxOfSlice", "GradMax"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Numpy_reductions_throw_the_same_error_everywhere(string name)
    {
        (Func<NdArray<float>, NdArray<float>> body, Func<NdArray<float>, NdArray<float>> compiled, NdArray<float> fits, NdArray<float> empty) = EmptyAxisMethods.Of(name);
        ShapeException eager = Assert.Throws<ShapeException>(() => body(empty));
        Assert.Contains(name == "Argmax" ? "empty sequence" : "which has no identity", eager.Message, StringComparison.Ordinal);
        Assert.Equal(eager.Message, Assert.Throws<ShapeException>(() => compiled(empty)).Message);
        Assert.Equal(eager.Message, Assert.Throws<ShapeException>(() => Jax.Jit(body)(empty)).Message);
        Assert.Equal(body(fits).ToArray(), compiled(fits).ToArray());

        // The same program over a symbolic dimension, in the executors of plans and of texts.
        Dim[] symbolic = [.. fits.Shape.Select((_, i) => Dim.Symbol("n" + i))];
        Jaxpr jaxpr = Tracing.MakeJaxpr(xs => [body(NdArray<float>.From(xs[0])).Erased], [new Aval(new Shape(symbolic), DType.Float32)]);
        BlockedEvaluator evaluator = new(SrcGenJit.Core.Lowering.Lower(jaxpr));
        Assert.Throws<ShapeException>(() => evaluator.Run([empty.Erased]));
        Assert.Throws<ShapeException>(() => KernelSupport.RunText("f", jaxpr.ToString(JaxprStyle.Lossless), empty.Erased));
        Assert.Equal(body(fits).ToArray(), (float[])evaluator.Run([fits.Erased])[0].Data!);
    }

    [Fact]
    public void Lax_reductions_of_nothing_give_their_identity()
    {
        NdArray<float> empty = Jnp.Zeros<float>(0);
        Assert.Equal(float.NegativeInfinity, (float)Lax.ReduceMax(empty, [0]));
        Assert.Equal(float.NegativeInfinity, (float)EmptyAxisMethods.LaxMax(empty));
        Assert.Equal(float.PositiveInfinity, (float)EmptyAxisMethods.LaxMin(empty));
    }

    [Fact]
    public void The_text_is_that_of_jax()
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(xs => [SrcGenJit.Erased.Jnp.Max(xs[0], (int?)null, false)], [new Aval(new Shape(Dim.Symbol("n")), DType.Float32)]);
        Assert.Equal("{ lambda ; a:f32[n]. let b:f32[] = reduce_max[axes=(0,)] a in (b,) }", string.Join(" ", jaxpr.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }
}

internal static class EmptyAxisMethods
{
    [Jit]
    public static NdArray<float> Max([Shape("n")] NdArray<float> x) => Jnp.Max(x);

    [Jit]
    public static NdArray<float> Min([Shape("n")] NdArray<float> x) => 2 * Jnp.Min(x, keepdims: true);

    [Jit]
    public static NdArray<float> MaxRows([Shape("n m")] NdArray<float> x) => Jnp.Max(x, 1);

    [Jit]
    public static NdArray<float> Argmax([Shape("n")] NdArray<float> x) => Jnp.Argmax(x).AsType<float>();

    [Jit]
    public static NdArray<float> MaxOfSlice([Shape("n")] NdArray<float> x) => Jnp.Max(x[2..]);

    [Jit]
    public static NdArray<float> GradMax([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Max(v * v))(x);

    [Jit]
    public static NdArray<float> LaxMax([Shape("n")] NdArray<float> x) => Lax.ReduceMax(x, [0]);

    [Jit]
    public static NdArray<float> LaxMin([Shape("n")] NdArray<float> x) => Lax.ReduceMin(x, [0]);

    public static (Func<NdArray<float>, NdArray<float>> Body, Func<NdArray<float>, NdArray<float>> Compiled, NdArray<float> Fits, NdArray<float> Empty) Of(string name) => name switch
    {
        "Max" => (Max, x => Max(x), Jnp.Arange(5f), Jnp.Zeros<float>(0)),
        "Min" => (Min, x => Min(x), Jnp.Arange(5f), Jnp.Zeros<float>(0)),
        "MaxRows" => (MaxRows, x => MaxRows(x), Jnp.Reshape(Jnp.Arange(6f), [2, 3]), Jnp.Zeros<float>([2, 0])),
        "Argmax" => (Argmax, x => Argmax(x), Jnp.Arange(5f), Jnp.Zeros<float>(0)),
        "MaxOfSlice" => (MaxOfSlice, x => MaxOfSlice(x), Jnp.Arange(5f), Jnp.Zeros<float>(2)),
        _ => (GradMax, x => GradMax(x), Jnp.Arange(5f), Jnp.Zeros<float>(0)),
    };
}
