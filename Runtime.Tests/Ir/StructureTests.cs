// The hash of a jaxpr is the same in every process, host and version, and equality looks at each jaxpr once.
using System;
using System.Threading.Tasks;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Ir;

public class StructureTests
{
    private const string Text = """
        { lambda ; a:f32[n,3] b:i32[2]. let
            c:f32[n,3] = sin a
            d:f32[n,1] = slice[limit_indices=(n, 1) start_indices=(0, 0) strides=None] c
            e:f32[n,3] = mul c 2.5:f32[]
            f:f32[n,3] = jit[
              name=g
              jaxpr={ lambda ; c:f32[n,3] d:f32[n,1]. let
                  f:f32[n,3] = custom_jvp_call[
                    name=relu
                    call_jaxpr={ lambda ; h:f32[n,3]. let i:f32[n,3] = max h 0.0:f32[] in (i,) }
                    jvp=jvp
                    rule=relu
                    symbolic_zeros=False
                  ] c
                in (f,) }
            ] e d
            j:f32[2,3] = gather[
              dimension_numbers=GatherDimensionNumbers(offset_dims=(1,), collapsed_slice_dims=(0,), start_index_map=(0,), operand_batching_dims=(), start_indices_batching_dims=())
              fill_value=None
              indices_are_sorted=False
              mode=GatherScatterMode.CLIP
              slice_sizes=(1, 3)
              unique_indices=False
            ] f b
          in (j, f) }
        """;

    [Fact]
    public void The_hash_is_this_number_here_and_in_the_compiler()
    {
        const int Pinned = 1545277755;
        Assert.Equal(Pinned, Jaxpr.Parse(Text).GetHashCode());
        Type generators = GeneratorHost.Generator.GetType("SrcGenJit.Jaxpr")!;
        Assert.NotEqual(typeof(Jaxpr), generators);
        Assert.Equal(Pinned, generators.GetMethod("Parse", [typeof(string)])!.Invoke(null, [Text])!.GetHashCode());
    }

    [Theory]
    [InlineData("f:f32[n,3] = jit", "2.5:f32[]", "2.25:f32[]")]
    [InlineData("d", "start_indices=(0, 0)", "start_indices=(0, 1)")]
    [InlineData("gather", "CLIP", "FILL_OR_DROP")]
    [InlineData("name", "name=g", "name=h")]
    [InlineData("rule", "rule=relu", "rule=logaddexp")]
    [InlineData("outputs", "in (j, f) }", "in (f, j) }")]
    [InlineData("operands", "] e d", "] c d")]
    [InlineData("inner", "max h 0.0:f32[]", "max 0.0:f32[] h")]
    public void A_difference_anywhere_is_one(string what, string from, string to)
    {
        Jaxpr original = Jaxpr.Parse(Text), changed = Jaxpr.Parse(Text.Replace(from, to));
        Assert.Contains(from, Text);
        Assert.True(!original.Equals(changed) && original.GetHashCode() != changed.GetHashCode(), what);
        Assert.True(original.Equals(Jaxpr.Parse(Text)) && original.GetHashCode() == Jaxpr.Parse(Text).GetHashCode(), what);
    }

    // 2^60 calls on each side, in 60 jaxprs.
    [Fact]
    public async Task Shared_jaxprs_are_compared_once()
    {
        Jaxpr left = Doubled(60), right = Doubled(60), other = Doubled(60, last: 3);
        Assert.Equal((true, false), await Task.Run(() => (left.Equals(right), left.Equals(other))).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    private static Jaxpr Doubled(int depth, int last = 2)
    {
        Aval[] scalar = [Aval.Scalar(DType.Float32)];
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => [SrcGenJit.Erased.Lax.Mul(x[0], new NdArray(Scalar.Of((float)last), weak: false))], scalar);
        for (int i = 0; i < depth; i++)
        {
            Jaxpr inner = jaxpr;
            jaxpr = Tracing.MakeJaxpr(x => Calls.BindJit("f", inner, Calls.BindJit("f", inner, x)), scalar);
        }
        return jaxpr;
    }
}
