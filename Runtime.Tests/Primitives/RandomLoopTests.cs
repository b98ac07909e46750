// Random nested loops and branches against the same programs written out: values bit for bit, derivatives of both modes, batches, and the executors.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Primitives;

public class RandomLoopTests(ITestOutputHelper output)
{
    // For a longer search, or one seed again: SRCGENJIT_LOOPS=first,count.
    private static readonly int[]? s_range = Environment.GetEnvironmentVariable("SRCGENJIT_LOOPS")?.Split(',').Select(int.Parse).ToArray();

    private static IEnumerable<int> Seeds(int count)
    {
        if (s_range is [var first, var several])
        {
            return Enumerable.Range(first, several);
        }
        int fresh = Random.Shared.Next(1_000_000, int.MaxValue - count);
        return Enumerable.Range(1, count).Concat(Enumerable.Range(fresh, count));
    }

    [Fact]
    public void Random_loops_are_the_loops_written_out_in_value_derivatives_and_batches()
    {
        List<string> failures = [];
        foreach (int seed in Seeds(30))
        {
            try
            {
                Check(seed);
            }
            catch (Exception e)
            {
                failures.Add($"seed {seed}: {e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(6) ?? [])}");
            }
        }
        output.WriteLine($"{failures.Count} failures");
        Assert.True(failures.Count == 0, $"{failures.Count} failures; again with SRCGENJIT_LOOPS=seed,1\n" + string.Join("\n\n", failures.Take(10)));
    }

    private static void Check(int seed)
    {
        RandomLoops program = new(seed);
        Func<Tree, Tree> rolled = F(program.Rolled);
        NdArray[] x = Inputs(seed, 0), v = Inputs(seed, 1), w = Inputs(seed, 2);
        Tree args = Args(x), tangents = Args(v);

        List<int> decisions = [];
        NdArray expected = program.Unrolled(x, decisions, follow: false);
        Func<Tree, Tree> written = F(given => program.Unrolled(given, decisions, follow: true));
        Same("value", [expected], rolled(args));
        Executors(rolled, x);

        Tree slope = Jax.Jvp(written, args, tangents).Tangents;
        Close("jvp", slope, Jax.Jvp(rolled, args, tangents).Tangents);
        Close("linearize", slope, Jax.Linearize(rolled, args).Derivative(tangents));
        NdArray[][] examples = [x, v, w];
        foreach (int mask in new[] { 15, 1 + seed % 14 })
        {
            Batch("vmap", rolled, examples, mask);
            Batch("vmap of jvp", a => Jax.Jvp(rolled, a, tangents).Tangents, examples, mask);
        }
        if (program.WithWhile)
        {
            return;
        }
        int[] all = [0, 1, 2, 3];
        Func<Tree, Tree> gradient = Jax.Grad(rolled, all);
        Close("grad", Jax.Grad(written, all)(args), gradient(args));
        Close("jvp of grad", Jax.Jvp(Jax.Grad(written, all), args, tangents).Tangents, Jax.Jvp(gradient, args, tangents).Tangents);
        Executors(gradient, x);
        foreach (int mask in new[] { 15, 1 + seed % 14 })
        {
            Batch("vmap of grad", gradient, examples, mask);
        }
        // The gradient of a batch is the batch of gradients: nothing of what an example does not take reaches it.
        Tree batched = Stack(examples);
        Close("grad of vmap", Jax.Vmap(gradient)(batched), Jax.Grad(b => Total(Jax.Vmap(rolled)(b)), all)(batched));
        if (seed % 4 == 1)
        {
            Func<Tree, Tree> Twice(Func<Tree, Tree> f) => Jax.Grad(a => Jax.Grad(f, all)(a).Flatten().Select(g => Total(g)).Aggregate((l, r) => Add(((Tree.Leaf)l).Value, ((Tree.Leaf)r).Value)), all);
            Close("grad of grad", Twice(written)(args), Twice(rolled)(args));
        }
    }

    [Fact]
    public void Random_loops_and_their_derivatives_give_the_interpreters_bits_when_emitted()
    {
        List<(int Seed, string What, Jaxpr Jaxpr, NdArray[] Inputs)> programs = [];
        foreach (int seed in Seeds(5))
        {
            RandomLoops program = new(seed);
            Func<Tree, Tree> rolled = F(program.Rolled);
            NdArray[] x = Inputs(seed, 0), v = Inputs(seed, 1);
            Add("value", rolled);
            Add("derivative", program.WithWhile ? a => Jax.Jvp(rolled, a, Args(v)).Tangents : Jax.Grad(rolled, [0, 1, 2, 3]));

            void Add(string what, Func<Tree, Tree> f)
            {
                (Jaxpr jaxpr, NdArray[] inputs) = Closed(f, x);
                programs.Add((seed, what, jaxpr, inputs));
            }
        }
        CompiledPrograms compiled = GeneratorHost.Compile(programs.Select((p, i) => ("p" + i, p.Jaxpr.ToString(JaxprStyle.Lossless))).ToList());
        Assert.Empty(compiled.Diagnostics);
        for (int i = 0; i < programs.Count; i++)
        {
            (int seed, string what, Jaxpr jaxpr, NdArray[] inputs) = programs[i];
            Assert.False(compiled.Refused.TryGetValue("p" + i, out string? why), $"seed {seed} {what}: {why}");
            Assert.True(GoldenRun.BitDifference(compiled.Invoke("p" + i, inputs), Interpreter.Run(jaxpr, inputs)) is not { } difference, $"seed {seed} {what}: the emitted code gives other bits");
        }
    }

    // Captured values become inputs: text does not carry them.
    private static (Jaxpr Jaxpr, NdArray[] Inputs) Closed(Func<Tree, Tree> f, NdArray[] inputs)
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(f, Args(inputs)).Jaxpr;
        return (new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs), [.. jaxpr.Consts, .. inputs]);
    }

    // The interpreter, the simplified program and the blocked evaluator agree bit for bit.
    private static void Executors(Func<Tree, Tree> f, NdArray[] inputs)
    {
        (Jaxpr jaxpr, NdArray[] all) = Closed(f, inputs);
        NdArray[] expected = Interpreter.Run(jaxpr, all);
        Same("simplified", expected, Args(Interpreter.Run(Simplify.Run(jaxpr), all)));
        Same("evaluated", expected, Args(BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), all)));
    }

    // A function over a batch in the arguments of a mask, against one example after the other.
    private static void Batch(string what, Func<Tree, Tree> f, NdArray[][] examples, int mask)
    {
        int?[] axes = Enumerable.Range(0, 4).Select(i => (mask >> i & 1) == 1 ? (int?)0 : null).ToArray();
        NdArray[][] all = examples.Select(e => e.Select((a, i) => axes[i] is null ? examples[0][i] : a).ToArray()).ToArray();
        Tree stacked = Stack(all), batched = Args(stacked.Flatten().Select((a, i) => axes[i] is null ? examples[0][i] : a).ToArray());
        Tree[] each = all.Select(e => f(Args(e))).ToArray();
        Close($"{what}, mask {mask}", Stack(each.Select(e => e.Flatten().ToArray()).ToArray()), Jax.Vmap(f, axes)(batched));
    }

    private static Tree Stack(NdArray[][] examples) =>
        Args(examples[0].Select((_, i) => Lax.Concatenate(examples.Select(e => ExpandDims(e[i], [0])).ToArray(), 0)).ToArray());

    private static NdArray[] Inputs(int seed, int example) => RandomLoops.Avals.Select((a, i) => Samples.Values(a, unchecked(seed * 31 + example * 7 + i), -1.2, 1.2)).ToArray();

    private static Func<Tree, Tree> F(Func<NdArray[], NdArray> f) => args => f([.. args.Flatten()]);

    private static Tree Args(NdArray[] arrays) => Tree.Tuple(arrays.Select(a => (Tree)a).ToArray());

    private static Tree Total(Tree tree) => tree.Flatten().Select(x => x.Rank == 0 ? x : ReduceSum(x, Enumerable.Range(0, x.Rank).ToArray())).Aggregate(Add);

    private static void Same(string what, NdArray[] expected, Tree actual)
    {
        string? difference = GoldenRun.BitDifference([.. actual.Flatten()], expected);
        Assert.True(difference is null && expected.Select(e => e.Shape).SequenceEqual(actual.Flatten().Select(a => a.Shape)), $"{what}: {difference ?? "other shapes"}");
    }

    private static void Close(string what, Tree expected, Tree actual)
    {
        Assert.True(expected.Flatten().Select(l => l.Aval.Strong()).SequenceEqual(actual.Flatten().Select(l => l.Aval.Strong())), what + ": other shapes or types");
        double[] left = Numbers(expected), right = Numbers(actual);
        for (int i = 0; i < left.Length; i++)
        {
            Assert.True(double.IsFinite(left[i]) && Math.Abs(left[i] - right[i]) <= 1e-9 * (1 + Math.Abs(left[i])), $"{what}, element {i}: {right[i]}, expected {left[i]}");
        }
    }

    private static double[] Numbers(Tree tree) => tree.Flatten().SelectMany(l => Storage.Of(l).Cast<object>().Select(Convert.ToDouble)).ToArray();
}
