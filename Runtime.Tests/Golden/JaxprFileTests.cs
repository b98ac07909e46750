// Programs given as text, beyond their numbers: entry checks, running without the kernel, and tracers as arguments.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Golden;

public class JaxprFileTests
{
    private const string Text = """
        { lambda ; x:f32[n] y:f32[2,n]. let
            a:f32[n] = sin x
            b:f32[1,n] = broadcast_in_dim[broadcast_dimensions=(1,) shape=(1, n) sharding=None] a
            c:f32[2,n] = mul b y
            d:f32[2] = reduce_sum[axes=(1,) out_sharding=None] c
          in (c, d) }
        """;

    private static readonly Lazy<CompiledPrograms> s_programs = new(() => GeneratorHost.Compile([("f", Text)]));

    private static NdArray Array(params int[] shape) =>
        new(new Aval(shape, DType.Float32), Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => i * 0.25f).ToArray());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(8191)]
    [InlineData(20000)]
    public void One_kernel_serves_every_size(int n)
    {
        NdArray[] inputs = [Array(n), Array(2, n)];
        NdArray[] outputs = s_programs.Value.Invoke("f", inputs);
        Assert.Equal([2, n], outputs[0].Shape.ToInts());
        Assert.Null(GoldenRun.BitDifference(outputs, WithoutKernel(inputs)));
    }

    [Fact]
    public void A_rank_or_dimension_that_does_not_fit_is_said_with_parameter_and_shapes()
    {
        ArgumentException rank = Assert.Throws<ArgumentException>(() => s_programs.Value.Invoke("f", [Array(3, 1), Array(2, 3)]));
        Assert.Contains("'x' has shape [3,1]", rank.Message);
        Assert.Contains("[n]", rank.Message);
        ArgumentException size = Assert.Throws<ArgumentException>(() => s_programs.Value.Invoke("f", [Array(3), Array(4, 3)]));
        Assert.Contains("'y' has shape [4,3]", size.Message);
        ArgumentException symbol = Assert.Throws<ArgumentException>(() => s_programs.Value.Invoke("f", [Array(3), Array(2, 5)]));
        Assert.Contains("axis 1 of 'y' has 5", symbol.Message);
        Assert.Contains("'n' is 3", symbol.Message);
    }

    [Fact]
    public void A_tracer_makes_a_jit_equation()
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(inputs => s_programs.Value.Invoke("f", inputs), [new Aval([3], DType.Float32), new Aval([2, 3], DType.Float32)]);
        Assert.Equal("jit", Assert.Single(jaxpr.Equations).Primitive.Name);
        Assert.Equal("f", jaxpr.Equations[0].Params.Text("name"));
    }

    // As in an editor, where implementation parts are not generated: the slot is empty.
    private static NdArray[] WithoutKernel(NdArray[] inputs)
    {
        Assembly assembly = s_programs.Value.Assembly!;
        MethodInfo eager = assembly.GetType("SrcGenJit.Generated.Golden_Jaxprs_f_Slot")!.GetMethod("RunEagerly", BindingFlags.Static | BindingFlags.NonPublic)!;
        var (c, d) = ((NdArray<float>, NdArray<float>))eager.Invoke(null, [(NdArray<float>)inputs[0], (NdArray<float>)inputs[1]])!;
        return [c.Erased, d.Erased];
    }
}
