// Loops and branches built from jaxprs: derivatives and batches against loops written out, deep nesting, and many results.
using System;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;

namespace Runtime.Tests.Primitives;

public partial class FromJaxprTests
{
    private static Func<Tree, Tree> F(Func<NdArray[], NdArray> f) => args => f([.. args.Flatten()]);

    private static Tree Args(params NdArray[] arrays) => Tree.Tuple(arrays.Select(a => (Tree)a).ToArray());

    private static double[] Numbers(Tree tree) => [.. tree.Flatten().SelectMany(l => Storage.Of<double>(l))];

    // Heron's square root until it no longer changes much; within a counted loop that adds up, with a branch in it.
    private static NdArray Sums(NdArray[] a) => While(
        c => Lt(c[0], Int(4)),
        c =>
        {
            NdArray target = Add(c[2], ConvertElementType(c[0], DType.Float64));
            NdArray root = While(r => Gt(Abs(Sub(Mul(r[0], r[0]), target)), Const(1e-9)), r => [Mul(Const(0.5), Add(r[0], Div(target, r[0])))], [target])[0];
            Aval[] none = [];
            NdArray next = BranchOf(
                ConvertElementType(Gt(root, Const(1.5)), DType.Int32),
                [Tracing.MakeJaxpr(_ => [Mul(root, c[2])], none), Tracing.MakeJaxpr(_ => [Sin(root)], none)])[0];
            return [Add(c[0], Int(1)), Add(c[1], next), c[2]];
        },
        [Int(0), Const(0), a[0]])[1];

    private static NdArray Const(double value) => new(SrcGenJit.Core.Scalar.Of(value), weak: false);

    private static double Sums(double x)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            double target = x + i, root = target;
            while (Math.Abs((root * root) - target) > 1e-9)
            {
                root = 0.5 * (root + (target / root));
            }
            sum += root > 1.5 ? Math.Sin(root) : root * x;
        }
        return sum;
    }

    [Fact]
    public void Whiles_in_counted_loops_with_branches_differentiate_forwards_and_batch()
    {
        double[] points = [0.4, 0.9, 1.1, 2.6, 0.05];
        foreach (double x in points)
        {
            Assert.Equal(Sums(x), Numbers(F(Sums)(Args(Const(x))))[0], 1e-12);
            double slope = Numbers(Jax.Jvp(F(Sums), Args(Const(x)), Args(Const(1))).Tangents)[0], step = 1e-6;
            Assert.Equal((Sums(x + step) - Sums(x - step)) / (2 * step), slope, 1e-5);
        }
        NdArray many = Vector(points);
        double[] batch = Numbers(Jax.Vmap(F(Sums), [0])(Args(many)));
        double[] slopes = Numbers(Jax.Vmap(t => Jax.Jvp(F(Sums), t, Args(Const(1))).Tangents, [0])(Args(many)));
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(Sums(points[i]), batch[i], 1e-12);
            Assert.Equal(Numbers(Jax.Jvp(F(Sums), Args(Const(points[i])), Args(Const(1))).Tangents)[0], slopes[i], 1e-12);
        }
        Jaxpr program = Trace(a => [Sums(a)], s_real);
        NdArray[] results = Run(program, Real(0.9));
        CompiledPrograms compiled = GeneratorHost.Compile([("p", program.ToString(JaxprStyle.Lossless))]);
        Assert.Empty(compiled.Diagnostics);
        Assert.Equal(Bits(results), Bits(compiled.Invoke("p", [Real(0.9)])));
    }

    // Branches in branches: at every level one of two, with so many results that both change.
    private static NdArray[] Nested(NdArray x, NdArray[] values, int depth) => depth == 0 ? values : BranchOf(
        ConvertElementType(Gt(x, Const(depth % 7)), DType.Int32),
        [
            Tracing.MakeJaxpr(_ => Nested(x, [.. values.Select((v, i) => Add(v, Const(i)))], depth - 1), []),
            Tracing.MakeJaxpr(_ => [.. values.Select((v, i) => Mul(v, Const(i + depth)))], []),
        ]);

    private static double[] Nested(double x, double[] values, int depth) => depth == 0 ? values
        : x > depth % 7 ? [.. values.Select((v, i) => v * (i + depth))]
        : Nested(x, [.. values.Select((v, i) => v + i)], depth - 1);

    [Fact]
    public void Branches_nested_thirty_deep_with_many_results_cost_in_proportion_to_their_size()
    {
        const int results = 20;
        (int Length, string Source, Jaxpr Jaxpr)[] sizes = [.. new[] { 15, 30 }.Select(depth =>
        {
            Jaxpr program = Trace(a => Nested(a[0], [.. Enumerable.Range(0, results).Select(i => Mul(a[1], Const(i + 1)))], depth), s_real, s_real);
            CompiledPrograms compiled = GeneratorHost.Compile([("p", program.ToString(JaxprStyle.Lossless))]);
            Assert.Empty(compiled.Diagnostics);
            Assert.Empty(compiled.Refused);
            foreach (double x in new[] { -1.0, 0.5, 3.5, 6.5 })
            {
                double[] expected = Nested(x, [.. Enumerable.Range(0, results).Select(i => 0.7 * (i + 1))], depth);
                Assert.Equal(expected, Run(program, Real(x), Real(0.7)).Select(r => (double)Storage.Of(r).GetValue(0)!));
                Assert.Equal(expected, compiled.Invoke("p", [Real(x), Real(0.7)]).Select(r => (double)Storage.Of(r).GetValue(0)!));
            }
            string source = string.Join("\n", compiled.Sources.Where(s => s.Key.Contains("Kernels", StringComparison.Ordinal)).Select(s => s.Value.Split("Runs the kernel")[1]));
            return (source.Length, source, program);
        })];
        // Indentation alone grows with the square of the depth.
        int[] lines = [.. sizes.Select(s => s.Source.Split('\n').Length)];
        Assert.True(lines[1] < 2.5 * lines[0], $"{lines[0]} lines for 15 levels, {lines[1]} for 30");
    }

    [Fact]
    public void Branches_nested_thirty_deep_differentiate_and_batch()
    {
        Func<Tree, Tree> f = t => Nested(t.Flatten()[0], [Mul(t.Flatten()[1], Const(1)), Sin(t.Flatten()[1])], 30).Aggregate(Mul);
        double Plain(double x, double y) => Nested(x, [y, Math.Sin(y)], 30).Aggregate((l, r) => l * r);
        foreach (double x in new[] { -1.0, 0.5, 3.5, 6.5 })
        {
            double gradient = Numbers(Jax.Grad(f, [1])(Args(Const(x), Const(0.7))))[0], difference = (Plain(x, 0.7 + 1e-6) - Plain(x, 0.7 - 1e-6)) / 2e-6;
            Assert.Equal(difference, gradient, 1e-5 * Math.Max(1, Math.Abs(difference)));
        }
        NdArray xs = Vector(-1, 0.5, 3.5, 6.5);
        double[] batch = Numbers(Jax.Vmap(f, [0, null])(Args(xs, Const(0.7))));
        Assert.Equal(new[] { -1.0, 0.5, 3.5, 6.5 }.Select(x => Plain(x, 0.7)), batch);
    }
}
