// Plans of representative jaxprs, as text: what is fused, what is stored, how loops collapse.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Lowering;

public class PlanTests
{
    [Fact]
    public void An_elementwise_function_is_one_loop()
    {
        Plan plan = Lower("{ lambda ; a:f32[n,m]. let b:f32[n,m] = sin a; c:f32[n,m] = cos a; d:f32[n,m] = add b c in (d,) }");
        Assert.Equal("1 loop: sin, cos, add; 1 load, 1 store an element", plan.Describe());
        Assert.Equal(
            """
            plan (a:f32[n,m]) -> (b:f32[n,m])
              for i0 < m*n
                v0:f32 = a[i0]
                v1:f32 = sin v0
                v2:f32 = cos v0
                v3:f32 = add v1, v2
                b[i0] = v3

            """.ReplaceLineEndings("\n"),
            plan.ToString());
    }

    [Fact]
    public void Softmax_is_three_passes_and_the_exponentials_are_computed_once()
    {
        Plan plan = Lower(
            """
            { lambda ; a:f32[4,n]. let
                b:f32[4] = reduce_max[axes=(1,) out_sharding=None] a
                c:f32[4,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=(4, 1) sharding=None] b
                d:f32[4,n] = sub a c
                e:f32[4,n] = exp d
                f:f32[4] = reduce_sum[axes=(1,) out_sharding=None] e
                g:f32[4,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=(4, 1) sharding=None] f
                h:f32[4,n] = div e g
              in (h,) }
            """);
        Assert.Equal(3, plan.Steps.Count);
        Assert.Single(plan.Steps.OfType<LoopNest>().SelectMany(n => n.Body.Values).OfType<NestValue.Apply>(), a => a.Primitive.Name == "exp");
        Assert.Contains("exp, reduce_sum", plan.Describe());
    }

    [Fact]
    public void What_follows_a_reduction_elementwise_is_its_epilogue()
    {
        Plan plan = Lower("{ lambda ; a:f32[n,8]. let b:f32[n] = reduce_sum[axes=(1,) out_sharding=None] a; c:f32[n] = div b 8.0:f32[]; d:f32[n] = exp c in (d,) }");
        LoopNest nest = Assert.IsType<LoopNest>(Assert.Single(plan.Steps));
        Assert.Equal([LoopKind.Parallel, LoopKind.Row], nest.Loops.Select(l => l.Kind));
        Assert.Equal(["div", "exp"], nest.Epilogue.Values.OfType<NestValue.Apply>().Select(a => a.Primitive.Name));
        Assert.Single(nest.Epilogue.Stores);
    }

    [Fact]
    public void Two_reductions_of_one_array_share_a_pass()
    {
        Plan plan = Lower("{ lambda ; a:f32[n]. let b:f32[] = reduce_sum[axes=(0,) out_sharding=None] a; c:f32[n] = mul a a; d:f32[] = reduce_sum[axes=(0,) out_sharding=None] c in (b, d) }");
        LoopNest nest = Assert.IsType<LoopNest>(Assert.Single(plan.Steps));
        Assert.Equal(2, nest.Reductions.Count);
        Assert.Single(nest.Body.Values.OfType<NestValue.Load>());
    }

    [Fact]
    public void Leading_and_trailing_reduced_axes_are_a_sequential_and_a_row_loop()
    {
        Plan plan = Lower("{ lambda ; a:f32[3,n,5,7]. let b:f32[n] = reduce_sum[axes=(0, 2, 3) out_sharding=None] a in (b,) }");
        LoopNest nest = Assert.IsType<LoopNest>(Assert.Single(plan.Steps));
        Assert.Equal([LoopKind.Parallel, LoopKind.Sequential, LoopKind.Row], nest.Loops.Select(l => l.Kind));
        Assert.Equal("35*i0 + (35*n)*i1 + i2", Assert.Single(nest.Body.Values.OfType<NestValue.Load>()).Offset.ToString());
    }

    [Fact]
    public void Reshapes_and_transpositions_are_index_maps_only()
    {
        Plan plan = Lower(
            """
            { lambda ; a:f32[6,n]. let
                b:f32[2,3,n] = reshape[dimensions=None new_sizes=(2, 3, n) sharding=None] a
                c:f32[2,3,n] = neg b
                d:f32[6,n] = reshape[dimensions=None new_sizes=(6, n) sharding=None] c
                e:f32[n,6] = transpose[permutation=(1, 0)] d
                f:f32[6,n] = transpose[permutation=(1, 0)] e
              in (f,) }
            """);
        LoopNest nest = Assert.IsType<LoopNest>(Assert.Single(plan.Steps));
        PlanLoop loop = Assert.Single(nest.Loops);
        Assert.Equal(Dim.Symbol("n") * 6, loop.Extent);
        Assert.True(Assert.Single(nest.Body.Values.OfType<NestValue.Load>()).AccessAlong(0).IsUnit);
    }

    [Fact]
    public void A_slice_drops_its_guard_and_a_padding_keeps_one()
    {
        Plan slice = Lower("{ lambda ; a:f32[10]. let b:f32[4] = slice[limit_indices=(7,) start_indices=(3,) strides=None] a in (b,) }");
        NestValue.Load load = Assert.Single(Values(slice).OfType<NestValue.Load>());
        Assert.True(load.Guard.IsNone);
        Assert.Equal("i0 + 3", load.Offset.ToString());
        Plan pad = Lower("{ lambda ; a:f32[10] b:f32[]. let c:f32[13] = pad[padding_config=((1, 2, 0),)] a b in (c,) }");
        Assert.Equal("i0 + -1 in [0, 10)", Assert.Single(Values(pad).OfType<NestValue.Load>(), l => l.Buffer.Kind == BufferKind.Input && l.Buffer.Aval.Rank == 1).Guard.ToString());
    }

    [Fact]
    public void Parts_of_a_concatenation_load_under_their_guards_without_clamps()
    {
        Plan plan = Lower("{ lambda ; a:f32[n] b:f32[3] c:f32[4]. let d:f32[n + 7] = concatenate[dimension=0] a b c in (d,) }");
        NestValue.Load[] loads = Values(plan).OfType<NestValue.Load>().ToArray();
        Assert.Equal(3, loads.Length);
        Assert.All(loads, l => Assert.False(l.Guard.IsNone));
        Assert.DoesNotContain(loads, l => l.Offset.Terms.Any(t => t.Atom is IndexAtom.Clamp));
    }

    [Fact]
    public void A_dear_operand_of_a_broadcast_is_stored_and_a_cheap_one_is_not()
    {
        string Program(string primitive) => $$"""{ lambda ; a:f32[n,m] b:f32[m]. let c:f32[m] = {{primitive}} b; d:f32[n,m] = broadcast_in_dim[broadcast_dimensions=(1,) shape=(n, m) sharding=None] c; e:f32[n,m] = add a d in (e,) }""";
        Assert.Equal(2, Lower(Program("exp")).Steps.Count);
        Assert.Single(Lower(Program("neg")).Steps);
    }

    [Fact]
    public void An_output_that_is_used_again_is_stored_and_not_recomputed()
    {
        Plan plan = Lower("{ lambda ; a:f32[n]. let b:f32[n] = exp a; c:f32[n] = neg b in (b, c) }");
        LoopNest nest = Assert.IsType<LoopNest>(Assert.Single(plan.Steps));
        Assert.Equal(2, nest.Body.Stores.Count);
        Assert.Single(nest.Body.Values.OfType<NestValue.Load>());
    }

    [Fact]
    public void Outputs_are_never_inputs_or_each_other()
    {
        Plan plan = Lower("{ lambda ; a:f32[n]. let b:f32[n] = neg a in (a, b, b) }");
        Assert.Equal(3, plan.Outputs.Distinct().Count());
        Assert.DoesNotContain(plan.Outputs, plan.Inputs.Contains);
        Assert.Equal(3, plan.Steps.SelectMany(s => s.Writes).Distinct().Count());
    }

    [Fact]
    public void A_matrix_product_lays_out_only_what_is_not_in_order()
    {
        Plan plan = Lower("{ lambda ; a:f32[n,k] b:f32[m,k]. let c:f32[n,m] = dot_general[dimension_numbers=(([1], [1]), ([], [])) out_sharding=None precision=None preferred_element_type=float32] a b in (c,) }");
        Assert.Equal(2, plan.Steps.Count);
        MatrixProduct product = Assert.IsType<MatrixProduct>(plan.Steps[1]);
        Assert.Same(plan.Inputs[0], product.Left);
        Assert.Equal(BufferKind.Temporary, product.Right.Kind);
    }

    [Fact]
    public void A_scatter_is_named_as_the_interpreters()
    {
        Plan plan = Lower(
            """
            { lambda ; a:f32[5] b:i32[1] c:f32[]. let
                d:f32[5] = scatter-add[
                  dimension_numbers=ScatterDimensionNumbers(update_window_dims=(), inserted_window_dims=(0,), scatter_dims_to_operand_dims=(0,), operand_batching_dims=(), scatter_indices_batching_dims=())
                  indices_are_sorted=True
                  mode=GatherScatterMode.FILL_OR_DROP
                  unique_indices=True
                  update_jaxpr=None
                  update_consts=()
                ] a b c
              in (d,) }
            """);
        Assert.Equal("the interpreter's scatter-add", plan.Describe());
    }

    [Fact]
    public void A_chain_of_thousands_of_operations_is_cut_into_nests_of_bounded_size()
    {
        string body = string.Concat(Enumerable.Range(0, 5000).Select(i => $"v{i + 1}:f32[n] = add v{i} v{System.Math.Max(0, i - 1)}\n"));
        Plan plan = Lower("{ lambda ; v0:f32[n]. let " + body + " in (v5000,) }");
        Assert.All(plan.Steps.OfType<LoopNest>(), nest => Assert.InRange(nest.Body.Values.Count, 1, 800));
        Assert.InRange(plan.Steps.Count, 2, 64);
    }

    [Fact]
    public void Plans_are_deterministic()
    {
        List<string> failures = Golden.GoldenRun.Failures((_, i) => i % 40 == 0, run =>
            SrcGenJit.Core.Lowering.Lower(run.Jaxpr).ToString() == SrcGenJit.Core.Lowering.Lower(Jaxpr.Parse(run.Program.Jaxpr)).ToString() ? null : "two plans");
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static Plan Lower(string text) => SrcGenJit.Core.Lowering.Lower(Jaxpr.Parse(text));

    private static IEnumerable<NestValue> Values(Plan plan) => plan.Steps.OfType<LoopNest>().SelectMany(n => n.Body.Values.Concat(n.Epilogue.Values));
}
