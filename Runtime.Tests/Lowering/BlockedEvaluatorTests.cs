// The blocked evaluator against the interpreter, bit for bit: golden programs, and programs of sizes that cross tiles, rows and chunks.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Lowering;

public class BlockedEvaluatorTests
{
    private const string Softmax =
        """
        { lambda ; a:f32[$N,$M]. let
            b:f32[$N] = reduce_max[axes=(1,) out_sharding=None] a
            c:f32[$N,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=($N, 1) sharding=None] b
            d:f32[$N,$M] = sub a c
            e:f32[$N,$M] = exp d
            f:f32[$N] = reduce_sum[axes=(1,) out_sharding=None] e
            g:f32[$N,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=($N, 1) sharding=None] f
            h:f32[$N,$M] = div e g
          in (h, f) }
        """;

    private const string Columns =
        """
        { lambda ; a:f32[$N,$M] b:f32[$M]. let
            c:f32[$N,$M] = broadcast_in_dim[broadcast_dimensions=(1,) shape=($N, $M) sharding=None] b
            d:f32[$N,$M] = mul a c
            e:f32[$M] = reduce_sum[axes=(0,) out_sharding=None] d
            f:f32[$M] = reduce_min[axes=(0,) out_sharding=None] a
            g:f32[$M] = add e f
          in (g, e) }
        """;

    private const string All =
        """
        { lambda ; a:f32[$N,$M]. let
            b:f32[$M,$N] = transpose[permutation=(1, 0)] a
            c:f32[$M,$N] = mul b b
            d:f32[] = reduce_sum[axes=(0, 1) out_sharding=None] c
            e:f32[] = reduce_sum[axes=(0, 1) out_sharding=None] a
            f:f32[] = div d e
          in (f, d) }
        """;

    private const string Middle =
        """
        { lambda ; a:f32[$N,3,$M]. let
            b:f32[$N,$M] = reduce_sum[axes=(1,) out_sharding=None] a
            c:f32[3] = reduce_sum[axes=(0, 2) out_sharding=None] a
            d:f32[3] = reduce_max[axes=(0, 2)] a
          in (b, c, d) }
        """;

    private const string Angles =
        """
        { lambda ; a:f32[$N,$M]. let
            b:f32[$N,$M] = mul a 30000.0:f32[]
            c:f32[$N,$M] = cos b
            d:f32[$N,$M] = sin b
            e:f32[$N,$M] = sin a
            f:f32[$N,$M] = mul e e
            g:f32[$N,$M] = cos a
            h:f32[$N,$M] = add f g
            i:f32[] = sin 2.5:f32[]
            j:f32[] = cos 2.5:f32[]
            k:f32[$N,$M] = mul h i
            l:f32[$N,$M] = add k j
          in (d, c, l, g) }
        """;

    private const string Moves =
        """
        { lambda ; a:f32[$N,$M] b:f32[$N,$M]. let
            c:f32[$N,$2M] = concatenate[dimension=1] a b
            d:f32[$2N,$M] = concatenate[dimension=0] b a
            e:f32[$M,$2N] = transpose[permutation=(1, 0)] d
            f:f32[$NM] = reshape[dimensions=None new_sizes=($NM,) sharding=None] b
            g:f32[$NM] = iota[dimension=0 dtype=float32 shape=($NM,) sharding=None]
            h:f32[$NM] = mul f g
            i:bool[$N,$2M] = gt c 0.0:f32[]
          in (c, e, h, i) }
        """;

    public static TheoryData<string, int, int> Cases()
    {
        TheoryData<string, int, int> cases = [];
        foreach (string program in new[] { nameof(Softmax), nameof(Columns), nameof(All), nameof(Middle), nameof(Angles), nameof(Moves) })
        {
            foreach ((int n, int m) in new[] { (1, 1), (3, 5), (2, 700), (700, 2), (600, 1), (1, 9000), (9000, 3), (3, 20000), (17, 511), (40, 193) })
            {
                cases.Add(program, n, m);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sizes_that_cross_tiles_and_chunks_give_the_interpreters_bits(string program, int n, int m)
    {
        Jaxpr jaxpr = OfSizes(program, n, m);
        AssertSame(jaxpr, jaxpr);
    }

    [Theory]
    [InlineData(nameof(Softmax))]
    [InlineData(nameof(Columns))]
    [InlineData(nameof(All))]
    [InlineData(nameof(Middle))]
    [InlineData(nameof(Angles))]
    [InlineData(nameof(Moves))]
    public void One_symbolic_plan_serves_all_sizes(string program)
    {
        BlockedEvaluator evaluator = new(SrcGenJit.Core.Lowering.Lower(Parse(program, "n", "m", "m*n", "2*n", "2*m")));
        foreach ((int n, int m) in new[] { (2, 3), (5, 1), (64, 600), (2, 3), (1, 8200) })
        {
            Jaxpr constant = OfSizes(program, n, m);
            NdArray[] inputs = Inputs(constant);
            Assert.Null(Golden.GoldenRun.BitDifference(evaluator.Run(inputs), Interpreter.Run(constant, inputs)));
        }
    }

    [Fact]
    public void Golden_programs_give_the_interpreters_bits()
    {
        List<string> failures = Golden.GoldenRun.Failures((_, i) => i % 8 == 0, run => Golden.GoldenRun.BitDifference(
            BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(run.Jaxpr), run.Inputs, run.Consts), Interpreter.Run(run.Jaxpr, run.Inputs, run.Consts)));
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void Nothing_is_computed_from_arrays_without_elements()
    {
        Jaxpr jaxpr = Jaxpr.Parse(
            """
            { lambda ; a:f32[0,3]. let
                b:f32[3] = reduce_sum[axes=(0,) out_sharding=None] a
                c:f32[0] = reduce_max[axes=(1,) out_sharding=None] a
                d:f32[0,3] = sin a
                e:f32[] = reduce_sum[axes=(0, 1) out_sharding=None] a
              in (b, c, d, e) }
            """);
        AssertSame(jaxpr, jaxpr);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        BlockedEvaluator evaluator = new(SrcGenJit.Core.Lowering.Lower(Jaxpr.Parse("{ lambda ; a:f32[n] b:f32[n,3]. let c:f32[n] = sin a in (c,) }")));
        ArgumentException error = Assert.Throws<ArgumentException>(() => evaluator.Run([Array(new Shape(4)), Array(new Shape(5, 3))]));
        Assert.Contains("'n' is 4", error.Message);
        Assert.Throws<ArgumentException>(() => evaluator.Run([Array(new Shape(4)), Array(new Shape(4, 2))]));
        Assert.Throws<ArgumentException>(() => evaluator.Run([Array(new Shape(4))]));
    }

    [Fact]
    public void One_evaluator_runs_on_many_threads()
    {
        Jaxpr jaxpr = OfSizes(nameof(Softmax), 30, 700);
        BlockedEvaluator evaluator = new(SrcGenJit.Core.Lowering.Lower(jaxpr));
        NdArray[] inputs = Inputs(jaxpr), expected = Interpreter.Run(jaxpr, inputs);
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Null(Golden.GoldenRun.BitDifference(evaluator.Run(inputs), expected)));
    }

    private static Jaxpr OfSizes(string program, int n, int m) => Parse(program, $"{n}", $"{m}", $"{n * m}", $"{2 * n}", $"{2 * m}");

    private static Jaxpr Parse(string program, string n, string m, string nm, string twoN, string twoM)
    {
        string text = program switch { nameof(Softmax) => Softmax, nameof(Columns) => Columns, nameof(All) => All, nameof(Middle) => Middle, nameof(Angles) => Angles, _ => Moves };
        return Jaxpr.Parse(text.Replace("$NM", nm).Replace("$2N", twoN).Replace("$2M", twoM).Replace("$N", n).Replace("$M", m));
    }

    private static void AssertSame(Jaxpr lowered, Jaxpr interpreted)
    {
        NdArray[] inputs = Inputs(interpreted);
        Assert.Null(Golden.GoldenRun.BitDifference(BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(lowered), inputs), Interpreter.Run(interpreted, inputs)));
    }

    private static NdArray[] Inputs(Jaxpr jaxpr) => jaxpr.InVars.Select(v => Array(v.Aval.Shape)).ToArray();

    private static NdArray Array(Shape shape)
    {
        Random random = new(3);
        return new NdArray(new Aval(shape, DType.Float32), Enumerable.Range(0, (int)shape.Size.Value).Select(_ => (float)(random.NextDouble() * 8 - 4)).ToArray());
    }
}
