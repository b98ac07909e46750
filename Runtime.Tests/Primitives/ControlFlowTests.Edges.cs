// Control flow at its edges: dead code, carries handed on, weak types, no steps, bounds of every type, residuals that are the same in every step.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Runtime.Tests.Comparing;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Primitives;

public partial class ControlFlowTests
{
    [Fact]
    public void Lists_split_part_and_merge()
    {
        int[] list = [1, 2, 3, 4, 5];
        bool[] flags = [true, false, false, true, false];
        (int[] first, int[] rest) = Lists.SplitList(list, 2);
        Assert.Equal([[1, 2], [3, 4, 5]], new[] { first, rest });
        (int[] a, int[] b, int[] c) = Lists.SplitList(list, 1, 0);
        Assert.Equal([[1], [], [2, 3, 4, 5]], new[] { a, b, c });
        (int[] others, int[] marked) = Lists.PartitionList(flags, list);
        Assert.Equal([[2, 3, 5], [1, 4]], new[] { others, marked });
        Assert.Equal(list, Lists.MergeLists(flags, others, marked));
        Assert.True(new[] { "x", null, null, "y", null }.SequenceEqual(Lists.SpreadList(flags, (string[])["x", "y"])));
        Assert.Throws<ArgumentException>(() => Lists.PartitionList(flags, [1, 2]));
        Assert.Throws<ArgumentException>(() => Lists.MergeLists(flags, others, [1]));
        Assert.Throws<ArgumentException>(() => Lists.SpreadList(flags, (string[])["x"]));
    }

    // What is dead or handed on in loops: each is run one by one and as a batch, with every set of batched arguments.
    public static TheoryData<string> DeadLoops => new(s_deadLoops.Keys);

    private static readonly Dictionary<string, Func<NdArray[], Tree>> s_deadLoops = new()
    {
        ["dead equation in the condition, over a carry handed on"] = a => Lax.WhileLoop(
            c => Live(Lt(Leaves(c)[0], a[1]), Sin(Leaves(c)[1])), c => Tree.Tuple(Add(Leaves(c)[0], Number(1)), Leaves(c)[1]), Args(a[0], a[2])),
        ["dead equation in the condition, over a captured value"] = a => Lax.WhileLoop(
            c => Live(Lt(Leaves(c)[0], a[1]), Sin(a[2])), c => Add(Leaves(c)[0], Number(1)), a[0]),
        ["dead equations in the body"] = a => Lax.WhileLoop(
            c => Lt(Leaves(c)[0], a[1]), c => Tree.Tuple(Live(Add(Leaves(c)[0], Number(1)), Exp(Mul(Leaves(c)[1], a[2]))), Sin(Leaves(c)[1])), Args(a[0], a[2])),
        ["condition of captured values alone"] = a => Lax.WhileLoop(
            c => Lt(Leaves(c)[0], Mul(Number(2), a[1])), c => Add(Leaves(c)[0], Number(1)), a[0]),
        ["condition that never holds"] = a => Lax.WhileLoop(_ => Lt(Add(a[1], Number(1)), a[1]), c => Tree.Tuple(Mul(Leaves(c)[0], a[2]), Leaves(c)[1]), Args(a[0], a[1])),
        ["body that ignores its input"] = a => Lax.WhileLoop(c => Lt(Leaves(c)[0], a[1]), _ => Add(a[1], Number(1)), a[0]),
        ["carries exchanged"] = a => Lax.WhileLoop(
            c => Lt(Leaves(c)[0], a[1]), c => Tree.Tuple(Add(Leaves(c)[0], Number(1)), Leaves(c)[2], Leaves(c)[1]), Args(a[0], a[2], Number(7))),
        ["carry handed on that the condition reads"] = a => Lax.WhileLoop(
            c => Lt(Leaves(c)[0], Leaves(c)[1]), c => Tree.Tuple(Add(Leaves(c)[0], Number(1)), Leaves(c)[1]), Args(a[0], a[1])),
        ["everything handed on"] = a => Lax.WhileLoop(c => Lt(Leaves(c)[0], Neg(Abs(Add(Leaves(c)[0], a[1])))), c => c, Args(a[0], a[1])),
        ["dead inner loop in a condition"] = a => Lax.WhileLoop(
            c => Live(Lt(Leaves(c)[0], a[1]), Leaves(Lax.WhileLoop(d => Lt(Leaves(d)[0], a[2]), d => Add(Leaves(d)[0], Number(1)), Leaves(c)[1]))[0]),
            c => Tree.Tuple(Add(Leaves(c)[0], Number(1)), Leaves(c)[1]), Args(a[0], a[2])),
        ["scan: unread carry, unread rows, dead equations"] = a => Lax.Scan(
            p => Tree.Tuple(
                Tree.Tuple(Live(Mul(Leaves(p)[0], Number(1.5)), Exp(Leaves(p)[1])), Sin(Leaves(p)[1])), Tree.Tuple(Leaves(p)[2], Number(3))),
            Args(a[0], a[1]), Args(Vector(1, 2, 3), Vector(4, 5, 6))),
        ["scan: carries exchanged, one given back as y"] = a => Lax.Scan(
            p => Tree.Tuple(Tree.Tuple(Leaves(p)[1], Leaves(p)[0]), Tree.Tuple(Leaves(p)[0], a[2])), Args(a[0], a[1]), Tree.Tuple(), length: 3),
        ["cond: branches with dead equations, unread and handed on operands"] = a => Lax.Cond(
            Lt(a[0], a[1]), t => Tree.Tuple(Live(Leaves(t)[0], Log(Leaves(t)[1])), Number(2)), t => Tree.Tuple(Leaves(t)[0], Live(Sin(a[2]), Leaves(t)[1])), Args(a[1], a[2])),
    };

    [Theory]
    [MemberData(nameof(DeadLoops))]
    public void Loops_with_dead_parts_batch_as_a_loop_over_examples(string name)
    {
        Func<Tree, Tree> f = args => s_deadLoops[name](Leaves(args));
        NdArray[] single = [Number(0.5), Number(2.2), Number(3.1)], many = [Vector(0.5, 3, 1.25), Vector(2.2, 1, 4.5), Vector(3.1, -1, 0.25)];
        for (int mask = 1; mask < 8; mask++)
        {
            int?[] axes = Enumerable.Range(0, 3).Select(i => (mask >> i & 1) == 1 ? (int?)0 : null).ToArray();
            Tree args = Args(Enumerable.Range(0, 3).Select(i => axes[i] is null ? single[i] : many[i]).ToArray());
            Close(Each(f, args, axes, 3), Jax.Vmap(f, axes)(args));
            Close(Each(Forward, args, axes, 3), Jax.Vmap(Forward, axes)(args));
        }
        (Tree value, Tree slope) = Jax.Jvp(f, Args(single), Args(Number(1), Number(0.5), Number(-2)));
        Close(f(Args(single)), value);
        Close(slope, Jax.Linearize(f, Args(single)).Derivative(Args(Number(1), Number(0.5), Number(-2))));
        AssertExecutors(f, single);
        AssertExecutors(Jax.Vmap(f), many);

        Tree Forward(Tree x) => Jax.Jvp(f, x, Args(Number(1), Number(0.5), Number(-2))).Tangents;
    }

    [Fact]
    public async Task Dead_parts_of_deeply_nested_scans_are_found_without_running_each_level_for_each_round()
    {
        // What is wanted needs the inner scan in the first round, and a carry more in each round after it: 3^30 walks if each round walks the levels below anew.
        NdArray Nested(int depth, NdArray x) => depth == 0
            ? Sin(x)
            : Leaves(Lax.Scan(
                p => Tree.Tuple(
                    Tree.Tuple(Nested(depth - 1, Add(Leaves(p)[0], Leaves(p)[1])), Leaves(p)[2], Sin(Leaves(p)[2]), Exp(Leaves(p)[3])),
                    Tree.Tuple(Cos(Leaves(p)[3]), Leaves(p)[1])),
                Args(x, x, x, x), Tree.Tuple(), length: 1))[0];
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => [Nested(30, x[0])], [Aval.Scalar(DType.Float64)]);
        Jaxpr simplified = await Task.Run(() => Simplify.Run(jaxpr)).WaitAsync(TimeSpan.FromSeconds(20));
        int levels = 0;
        for (Jaxpr level = simplified; level.Equations.FirstOrDefault(e => e.Primitive.Name == "scan") is { } scan; level = scan.Params.Jaxpr("jaxpr"))
        {
            Assert.Equal(3, scan.Params.Int("num_carry"));
            Assert.Equal(3, scan.Outputs.Count);
            Assert.DoesNotContain(scan.Params.Jaxpr("jaxpr").Equations, e => e.Primitive.Name is "exp" or "cos");
            levels++;
        }
        Assert.Equal(30, levels);
        Same(Tracing.EvalJaxpr(jaxpr, [Number(0.4)]), Tracing.EvalJaxpr(simplified, [Number(0.4)]));
    }

    [Fact]
    public async Task A_long_chain_of_carries_is_found_dead_in_one_walk()
    {
        const int carries = 3000;
        Tree init = Args(Enumerable.Range(0, carries).Select(i => Number(i)).ToArray());
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            x =>
            {
                Tree result = Lax.Scan(
                    p =>
                    {
                        NdArray[] c = Leaves(p);
                        return Tree.Tuple(Args([.. c.Skip(1).Select(v => Add(v, Number(1))), Sin(c[0])]), Tree.Tuple());
                    },
                    init, Tree.Tuple(), length: 4);
                return [Add(Leaves(result)[0], x[0])];
            },
            [Aval.Scalar(DType.Float64)]);
        Equation scan = jaxpr.Equations.Single(e => e.Primitive.Name == "scan");
        Equation? live = await Task.Run(() => scan.Primitive.Dce([true, .. new bool[carries - 1]], scan)).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(carries, live!.Outputs.Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(null)]
    public void Residuals_that_are_the_same_in_every_step_are_not_stacked(int? length)
    {
        // exp(w), its transpose and w itself are the same in every step; tanh is not.
        Func<Tree, Tree> recurrence = F(x => Total(Leaves(Lax.Scan(
            p => Tree.Tuple(Tanh(Add(Dot(Leaves(p)[0], Transpose(Exp(x[0]), [1, 0])), Mul(Leaves(p)[1], Sin(x[1])))), Tree.Tuple()), x[2], x[3]))[0]));
        Dim steps = length ?? Dim.Symbol("n");
        Aval[] avals = [new([3, 3], DType.Float64), new([3], DType.Float64), new([3], DType.Float64), new(Shape.Of([steps, 3]), DType.Float64)];
        Jaxpr gradient = Tracing.MakeJaxpr(x => [.. Jax.Grad(recurrence, [0, 1, 2, 3])(Args(x)).Flatten()], avals);
        Equation[] scans = gradient.Equations.Where(e => e.Primitive.Name == "scan").ToArray();
        Assert.Equal(2, scans.Length);
        Assert.DoesNotContain(scans.SelectMany(e => e.Outputs), o => o.Aval.Rank == 3);
        // The first loop computes none of them; the second transposes its own cotangents.
        Assert.DoesNotContain(scans[0].Params.Jaxpr("jaxpr").Equations, e => e.Primitive.Name is "exp" or "sin" or "transpose");
        Assert.DoesNotContain(scans[1].Params.Jaxpr("jaxpr").Equations, e => e.Primitive.Name is "exp" or "sin");
        Assert.Equal(1, gradient.Equations.Count(e => e.Primitive.Name == "exp"));

        foreach (int n in length is { } only ? [only] : new[] { 0, 1, 5 })
        {
            NdArray[] inputs = [.. avals.Take(3).Select((a, i) => Samples.Values(a, 31 + i, -1, 1)), Samples.Values(new Aval([n, 3], DType.Float64), 34, -1, 1)];
            Func<Tree, Tree> loop = F(x =>
            {
                NdArray h = x[2];
                for (int i = 0; i < n; i++)
                {
                    h = Tanh(Add(Dot(h, Transpose(Exp(x[0]), [1, 0])), Mul(Row(x[3], i), Sin(x[1]))));
                }
                return Total(h);
            });
            Jaxpr here = Instantiation.At(gradient, inputs);
            Close(Jax.Grad(loop, [0, 1, 2, 3])(Args(inputs)), Args(Tracing.EvalJaxpr(here, inputs)));
            Same(Tracing.EvalJaxpr(here, inputs), BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(here), inputs));
        }
    }

    [Fact]
    public void A_loop_without_anything_known_to_give_is_not_run_twice()
    {
        // Nothing of the primal is asked for and every residual is hoisted: only the transposed loop is left.
        Func<Tree, Tree> linear = F(x => Total(Leaves(Lax.Scan(p => Tree.Tuple(Mul(Leaves(p)[0], Sin(x[1])), Tree.Tuple()), x[0], Tree.Tuple(), length: 5))[0]));
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            x => [Leaves(Jax.Vjp(y => linear(Args(Leaves(y)[0], x[1])), Args(x[0])).Pullback(Number(1)))[0]], [new([3], DType.Float64), new([3], DType.Float64)]);
        Assert.Equal(1, Simplify.Run(jaxpr).Equations.Count(e => e.Primitive.Name == "scan"));
        Assert.Null(Comparison.Near(Tracing.EvalJaxpr(jaxpr, [Vector(1, 1, 1), Vector(1, 2, 3)]), [IntegerPow(Sin(Vector(1, 2, 3)), 5)], new Tolerance(1e-12, 1e-12)));
    }

    [Fact]
    public void A_result_is_weak_only_where_every_way_to_it_is()
    {
        NdArray weak = new(SrcGenJit.Core.Scalar.Of(1.5f), weak: true), strong = new(new Aval([], DType.Float32), new[] { 2.5f });
        Aval[] avals = [Aval.Scalar(DType.Bool), Aval.Scalar(DType.Float32, weak: true), Aval.Scalar(DType.Float32), Aval.Scalar(DType.Int32)];
        Func<NdArray[], Tree>[] strongs =
        [
            x => Lax.Cond(x[0], _ => x[2], _ => weak, Tree.Tuple()),
            x => Lax.Cond(x[0], _ => weak, _ => x[2], Tree.Tuple()),
            x => Lax.Cond(x[0], _ => Mul(x[2], x[2]), _ => Mul(x[1], x[1]), Tree.Tuple()),
            x => Lax.Switch(x[3], [_ => weak, _ => weak, _ => x[2]], Tree.Tuple()),
            x => ((Tree.Node)Lax.Scan(p => Tree.Tuple(Mul(x[2], x[2]), Tree.Tuple()), weak, Tree.Tuple(), length: 2)).Children[0],
            x => ((Tree.Node)Lax.Scan(p => Tree.Tuple(weak, Tree.Tuple()), x[2], Tree.Tuple(), length: 2)).Children[0],
            x => Lax.WhileLoop(c => Lt(Leaves(c)[0], x[2]), c => x[2], weak),
            x => Lax.WhileLoop(c => Lt(Leaves(c)[0], x[2]), c => weak, x[2]),
            x => Lax.ForiLoop(Int(0), x[3], p => weak, x[2]),
            x => Lax.Select(x[0], weak, x[2]),
            x => Lax.Select(x[0], x[2], weak),
            x => Lax.SelectN(x[3], weak, weak, x[2]),
            x => Lax.Clamp(weak, x[2], weak),
            x => Lax.Clamp(strong, x[1], strong),
        ];
        Func<NdArray[], Tree>[] weaks =
        [
            x => Lax.Cond(x[0], _ => x[1], _ => weak, Tree.Tuple()),
            x => Lax.Switch(x[3], [_ => weak, _ => x[1]], Tree.Tuple()),
            x => ((Tree.Node)Lax.Scan(p => Tree.Tuple(Mul(Leaves(p)[0], weak), Tree.Tuple()), weak, Tree.Tuple(), length: 2)).Children[0],
            x => Lax.WhileLoop(c => Lt(Leaves(c)[0], x[1]), c => Mul(Leaves(c)[0], weak), weak),
            x => Lax.Select(x[0], weak, x[1]),
        ];
        Assert.All(strongs.Select((f, i) => (f, i)), p => Assert.False(Weak(p.f), $"strong program {p.i} is weak"));
        Assert.All(weaks.Select((f, i) => (f, i)), p => Assert.True(Weak(p.f), $"weak program {p.i} is strong"));

        bool Weak(Func<NdArray[], Tree> f) => Tracing.MakeJaxpr(x => [.. f(x).Flatten()], avals).Outputs[0].Aval.Weak;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Any_unroll_from_zero_gives_the_same_scan(int unroll)
    {
        Tree Run(int u) => Lax.Scan(p => Tree.Tuple(Add(Leaves(p)[0], Leaves(p)[1]), Leaves(p)[0]), Number(1), Vector(1, 2, 3), unroll: u);
        Assert.Equal(Numbers(Run(1)), Numbers(Run(unroll)));
        AssertExecutors(args => Lax.Scan(p => Tree.Tuple(Add(Leaves(p)[0], Leaves(p)[1]), Leaves(p)[0]), Leaves(args)[0], Leaves(args)[1], unroll: unroll), Number(1), Vector(1, 2, 3));
        Assert.StartsWith("`unroll` must be", Assert.Throws<ArgumentOutOfRangeException>(() => Run(-1)).Message);
    }

    [Fact]
    public void Lengths_that_disagree_are_told_in_JAXs_words()
    {
        Func<Tree, Tree> body = p => Tree.Tuple(((Tree.Node)p).Children[0], Tree.Tuple());
        Tree Run(Tree xs, int? length = null) => Lax.Scan(body, Number(0), xs, length);
        string Error<T>(Action act)
            where T : Exception => Assert.Throws<T>(act).Message;
        Assert.Equal("scan got values with different leading axis sizes: 3, 4.", Error<ShapeException>(() => Run(Args(Vector(1, 2, 3), Vector(1, 2, 3, 4)))));
        Assert.Equal("scan got `length` argument of 4 which disagrees with leading axis sizes [3].", Error<ShapeException>(() => Run(Vector(1, 2, 3), 4)));
        Assert.Equal("scan got no values to scan over and `length` not provided.", Error<ShapeException>(() => Run(Tree.Tuple())));
        Assert.StartsWith("scan got value with no leading axis to scan over: f64[]", Error<ShapeException>(() => Run(Number(1))));
        Assert.StartsWith("scan got a negative `length` argument.", Error<ArgumentOutOfRangeException>(() => Run(Tree.Tuple(), -1)));
        Assert.StartsWith("Empty branch sequence", Error<ArgumentException>(() => Lax.Switch(Int(0), [], Tree.Tuple())));
        Assert.Equal([0], Numbers(Run(Tree.Tuple(), 3)));
        Assert.Equal([0], Numbers(Run(Tree.Tuple(), 0)));
    }

    // A scalar of a C# number's element type, as storage or as a literal.
    private static NdArray Bound(object value, bool literal)
    {
        DType dtype = value switch
        {
            int => DType.Int32,
            long => DType.Int64,
            uint => DType.UInt32,
            ulong => DType.UInt64,
            short => DType.Int16,
            byte => DType.UInt8,
            sbyte => DType.Int8,
            ushort => DType.UInt16,
            float => DType.Float32,
            _ => DType.Float64,
        };
        Array data = Array.CreateInstance(value.GetType(), 1);
        data.SetValue(value, 0);
        return !literal ? new NdArray(new Aval([], dtype), data)
            : new NdArray(dtype.IsFloat ? SrcGenJit.Core.Scalar.Of(Convert.ToDouble(value), dtype)
                : SrcGenJit.Core.Scalar.Of(value is ulong big ? unchecked((long)big) : Convert.ToInt64(value), dtype), weak: false);
    }

    [Fact]
    public void A_loop_counts_in_integers_of_every_type()
    {
        (object From, object To, int Steps)[] bounds =
        [
            (1, 4, 3), (4, 1, 0), (1L, 4L, 3), (1u, 4u, 3), (4u, 1u, 0), ((short)-2, (short)1, 3), ((byte)250, byte.MaxValue, 5), ((sbyte)-128, (sbyte)-126, 2),
            (long.MaxValue - 3, long.MaxValue, 3), (long.MinValue, long.MinValue + 2, 2), (ulong.MaxValue - 2, ulong.MaxValue, 2), (ulong.MaxValue, 0UL, 0), (long.MaxValue, long.MinValue, 0),
            (uint.MaxValue - 1, uint.MaxValue, 1), (0f, 3f, 3), (0.5, 3.9, 3), (-1.5, 1.5, 2), (int.MinValue, int.MinValue + 1, 1), (int.MaxValue, int.MinValue, 0),
        ];
        foreach ((object from, object to, int steps) in bounds)
        {
            foreach (bool literal in new[] { true, false })
            {
                Jaxpr jaxpr = Tracing.MakeJaxpr(
                    x => [Leaves(Lax.ForiLoop(Bound(from, literal), Bound(to, literal), p => Add(Leaves(p)[1], Number(1)), x[0]))[0]], [Aval.Scalar(DType.Float64)]);
                Equation loop = jaxpr.Equations.Single(e => e.Primitive.Name is "scan" or "while");
                Assert.Equal("scan", loop.Primitive.Name);
                Assert.Equal(steps, (int)loop.Params.Dim("length").Value);
                if (from is int or long or uint or float or double)
                {
                    Assert.Equal([10.0 + steps], Numbers(Tracing.EvalJaxpr(jaxpr, [Number(10)])[0]));
                }
            }
        }
        // Too many for a scan: a while, which counts in the bounds' own type.
        Jaxpr many = Tracing.MakeJaxpr(x => [Leaves(Lax.ForiLoop(Bound(long.MinValue, true), Bound(long.MaxValue, true), p => Leaves(p)[1], x[0]))[0]], [Aval.Scalar(DType.Float64)]);
        Assert.Equal("while", many.Equations.Single().Primitive.Name);
        // A weak bound takes the other's type, and a known count stays known.
        Jaxpr mixed = Tracing.MakeJaxpr(x => [Leaves(Lax.ForiLoop(new NdArray(SrcGenJit.Core.Scalar.Of(0), true), Bound(3L, true), p => Add(Leaves(p)[1], ConvertElementType(Leaves(p)[0], DType.Float64)), x[0]))[0]], [Aval.Scalar(DType.Float64)]);
        Assert.Equal("scan", mixed.Equations.Last().Primitive.Name);
        Assert.Equal([13.0], Numbers(Tracing.EvalJaxpr(mixed, [Number(10)])[0]));
        Assert.Contains("must have equal types", Assert.Throws<ShapeException>(() => Lax.ForiLoop(Bound(0, false), Bound(3L, false), p => Leaves(p)[1], Number(0))).Message);
        Assert.Contains("must be scalars", Assert.Throws<ShapeException>(() => Lax.ForiLoop(Vector(0, 1), Vector(1, 2), p => Leaves(p)[1], Number(0))).Message);
    }

    // Both results: the second is dead.
    private static NdArray Live(NdArray value, NdArray dead) => dead is null ? throw new InvalidOperationException() : value;

    private static NdArray Dot(NdArray left, NdArray right) => Lax.DotGeneral(left, right, [left.Rank - 1], [0], [], []);

    // The interpreter, the blocked evaluator over the lowered program, and the simplified program give the same bits.
    private static void AssertExecutors(Func<Tree, Tree> f, params NdArray[] inputs)
    {
        (_, Jaxpr jaxpr, NdArray[] all) = Program("", f, inputs);
        NdArray[] expected = Interpreter.Run(jaxpr, all);
        Same(expected, Interpreter.Run(Simplify.Run(jaxpr), all));
        Same(expected, BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), all));
    }

    private static void Same(NdArray[] expected, NdArray[] actual)
    {
        Assert.Equal(expected.Select(e => e.Aval.Strong()), actual.Select(a => a.Aval.Strong()));
        Assert.Null(Golden.GoldenRun.BitDifference(actual, expected));
    }
}
