// Control flow against loops written out: values, both derivatives, batching, and what they give together.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;
using Lax = SrcGenJit.Erased.Lax;
using Storage = SrcGenJit.Eager.Storage;

namespace Runtime.Tests.Primitives;

public partial class ControlFlowTests
{
    private static readonly NdArray s_rows = Matrix(4, 3, 0.3, -0.2, 0.5, 0.1, 0.9, -0.4, -0.7, 0.2, 0.6, 0.8, -0.1, 0.4);

    // (w, h, xs) -> a recurrence with constants, a carry of two, and outputs; once as a scan, once written out.
    private static NdArray Recurrence(NdArray w, NdArray h, NdArray xs, bool reverse, bool unrolled)
    {
        int length = (int)xs.Shape[0].Value;
        if (!unrolled)
        {
            Tree result = Lax.Scan(f => Pair(f), Tree.Tuple(h, Number(0)), xs, reverse: reverse);
            NdArray[] leaves = Leaves(result);
            return Add(Add(Total(leaves[0]), leaves[1]), Total(Mul(leaves[2], leaves[2])));
        }
        Tree carry = Tree.Tuple(h, Number(0));
        NdArray sum = Number(0);
        foreach (int i in reverse ? Enumerable.Range(0, length).Reverse() : Enumerable.Range(0, length))
        {
            Tree.Node pair = (Tree.Node)Pair(Tree.Tuple(carry, Row(xs, i)));
            carry = pair.Children[0];
            NdArray y = Leaves(pair.Children[1])[0];
            sum = Add(sum, Total(Mul(y, y)));
        }
        NdArray[] last = Leaves(carry);
        return Add(Add(Total(last[0]), last[1]), sum);

        Tree Pair(Tree f)
        {
            NdArray[] x = Leaves(f);
            NdArray next = Tanh(Add(Mul(w, x[0]), x[2]));
            return Tree.Tuple(Tree.Tuple(next, Add(x[1], Total(Mul(next, x[2])))), Sin(Add(next, w)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_scan_is_the_loop_written_out_in_value_and_every_derivative(bool reverse)
    {
        NdArray w = Vector(0.4, -0.3, 0.8), h = Vector(0.1, 0.2, -0.5);
        Func<Tree, Tree> scan = F(x => Recurrence(x[0], x[1], x[2], reverse, unrolled: false)), loop = F(x => Recurrence(x[0], x[1], x[2], reverse, unrolled: true));
        Tree args = Args(w, h, s_rows), tangents = Args(Vector(1, -1, 0.5), Vector(0.3, 0.2, 0.1), Mul(s_rows, s_rows));
        Close(loop(args), scan(args));
        Close(Jax.Grad(loop, [0, 1, 2])(args), Jax.Grad(scan, [0, 1, 2])(args));
        Close(Jax.Jvp(loop, args, tangents).Tangents, Jax.Jvp(scan, args, tangents).Tangents);
        Close(Jax.Jvp(Jax.Grad(loop, [0, 2]), args, tangents).Tangents, Jax.Jvp(Jax.Grad(scan, [0, 2]), args, tangents).Tangents);
        Func<Tree, Tree> Twice(Func<Tree, Tree> f) => Jax.Grad(x => Total(Leaves(Jax.Grad(f)(x))[0]), [0, 1, 2]);
        Close(Twice(loop)(args), Twice(scan)(args));
    }

    [Fact]
    public void A_batch_of_scans_is_a_scan_for_each_whatever_is_batched()
    {
        Func<Tree, Tree> scan = F(x => Recurrence(x[0], x[1], x[2], false, unrolled: false));
        NdArray w = Vector(0.4, -0.3, 0.8), h = Vector(0.1, 0.2, -0.5), many = Matrix(2, 3, 1, 0.5, 0.2, -0.3, 0.4, 0.7);
        NdArray batchOfRows = Lax.Concatenate([ExpandDims(s_rows, [0]), ExpandDims(Sin(s_rows), [0])], 0);
        foreach (int mask in Enumerable.Range(1, 7))
        {
            NdArray[] single = [w, h, s_rows], batched = [many, Sin(many), batchOfRows];
            int?[] axes = Enumerable.Range(0, 3).Select(i => (mask >> i & 1) == 1 ? (int?)0 : null).ToArray();
            Tree args = Args(Enumerable.Range(0, 3).Select(i => axes[i] is null ? single[i] : batched[i]).ToArray());
            foreach (Func<Tree, Tree> f in new[] { scan, Jax.Grad(scan, [0, 1, 2]) })
            {
                Close(Each(f, args, axes, 2), Jax.Vmap(f, axes)(args));
            }
        }
        Func<Tree, Tree> summed = x => Total(Leaves(Jax.Vmap(scan, [0, null, 0])(x))[0]);
        NdArray[] gradients = Leaves(Jax.Grad(summed, [1])(Args(many, h, batchOfRows)));
        NdArray[] each = Leaves(Each(Jax.Grad(scan, [1]), Args(many, h, batchOfRows), [0, null, 0], 2));
        Close(ReduceSum(each[0], [0]), gradients[0]);
    }

    // Branches with residuals of several types, an operand that one of them ignores, a captured value, integers.
    private static NdArray Choice(NdArray index, NdArray x, NdArray y, NdArray captured) => Leaves(Lax.Switch(
        index,
        [
            t => Total(Mul(Sin(Leaves(t)[0]), captured)),
            t => Mul(Exp(Leaves(t)[1]), Total(Mul(Leaves(t)[0], Leaves(t)[0]))),
            t => Add(Total(Mul(Cos(Leaves(t)[0]), Select(Gt(Leaves(t)[0], Zeros(Leaves(t)[0].Aval)), Exp(Leaves(t)[0]), captured))), Number(1)),
            t => Number(3),
        ],
        Args(x, y)))[0];

    private static NdArray Plain(int index, NdArray x, NdArray y, NdArray captured) => index switch
    {
        0 => Total(Mul(Sin(x), captured)),
        1 => Mul(Exp(y), Total(Mul(x, x))),
        2 => Add(Total(Mul(Cos(x), Select(Gt(x, Zeros(x.Aval)), Exp(x), captured))), Number(1)),
        _ => Number(3),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_choice_is_its_branch_in_value_and_every_derivative(int index)
    {
        NdArray at = Int(index);
        Tree args = Args(Vector(0.4, -0.3, 0.8), Number(0.7), Vector(2, -1, 0.5)), tangents = Args(Vector(1, 2, 3), Number(0.5), Vector(-1, 1, 2));
        Func<Tree, Tree> choice = F(x => Choice(at, x[0], x[1], x[2])), plain = F(x => Plain(index, x[0], x[1], x[2]));
        Close(plain(args), choice(args));
        Close(Jax.Jvp(plain, args, tangents).Tangents, Jax.Jvp(choice, args, tangents).Tangents);
        Close(Jax.Grad(plain, [0, 1, 2])(args), Jax.Grad(choice, [0, 1, 2])(args));
        Close(Jax.Linearize(plain, args).Derivative(tangents), Jax.Linearize(choice, args).Derivative(tangents));
        Close(Jax.Jvp(Jax.Grad(plain, [0, 1, 2]), args, tangents).Tangents, Jax.Jvp(Jax.Grad(choice, [0, 1, 2]), args, tangents).Tangents);
        Func<Tree, Tree> Twice(Func<Tree, Tree> f) => Jax.Grad(x => Total(Leaves(Jax.Grad(f)(x))[0]), [0, 1, 2]);
        Close(Twice(plain)(args), Twice(choice)(args));
    }

    [Fact]
    public void A_batch_of_choices_is_a_choice_for_each_and_so_is_its_gradient()
    {
        Func<Tree, Tree> choice = args => new Tree.Leaf(Choice(Leaves(args)[0], Leaves(args)[1], Leaves(args)[2], Leaves(args)[3]));
        NdArray indices = new(new Aval([4], DType.Int32), new[] { 2, 0, 3, 1 });
        NdArray x = s_rows, y = Vector(0.1, 0.2, 0.3, 0.4), captured = Vector(2, -1, 0.5);
        foreach (int?[] axes in new int?[][] { [0, 0, 0, null], [0, null, null, null], [null, 0, null, null], [0, null, 0, null] })
        {
            Tree args = Args(axes[0] is null ? Int(1) : indices, axes[1] is null ? Vector(0.4, -0.3, 0.8) : x, axes[2] is null ? Number(0.5) : y, captured);
            foreach (Func<Tree, Tree> f in new[] { choice, Jax.Grad(choice, [1, 2, 3]) })
            {
                Close(Each(f, args, axes, 4), Jax.Vmap(f, axes)(args));
            }
        }
    }

    [Fact]
    public void What_is_infinite_in_a_branch_not_taken_does_not_reach_the_gradient_of_a_batch()
    {
        Func<Tree, Tree> root = F(x => Leaves(Lax.Cond(Gt(x[0], Number(0)), t => Sqrt(Leaves(t)[0]), t => Mul(Leaves(t)[0], Number(0)), x[0]))[0]);
        Func<Tree, Tree> total = F(x => Total(Leaves(Jax.Vmap(root)(Args(x[0])))[0]));
        Assert.Equal([0.25, 0, 0], Numbers(Jax.Grad(total)(Args(Vector(4, 0, -1)))));
        Assert.Equal([0.25, 0, 0], Numbers(Jax.Vmap(Jax.Grad(root))(Args(Vector(4, 0, -1)))));
    }

    [Fact]
    public void A_choice_inside_a_scan_differentiates_backwards()
    {
        NdArray Body(NdArray c, NdArray v) => Leaves(Lax.Cond(Gt(v, Number(0.15)), t => Mul(Leaves(t)[0], v), t => Sin(Sub(Leaves(t)[0], v)), c))[0];
        Func<Tree, Tree> scan = F(x => Leaves(Lax.Scan(p => Tree.Tuple(Body(Leaves(p)[0], Leaves(p)[1]), Leaves(p)[0]), x[0], x[1]))[0]);
        Func<Tree, Tree> loop = F(x =>
        {
            NdArray c = x[0];
            double[] values = [0.3, -0.2, 0.9];
            for (int i = 0; i < 3; i++)
            {
                NdArray v = Row(x[1], i);
                c = values[i] > 0.15 ? Mul(c, v) : Sin(Sub(c, v));
            }
            return c;
        });
        Tree args = Args(Number(0.7), Vector(0.3, -0.2, 0.9));
        Close(Jax.Grad(loop, [0, 1])(args), Jax.Grad(scan, [0, 1])(args));
        Close(Jax.Vmap(Jax.Grad(loop, [0, 1]), [0, null])(Args(Vector(0.7, 0.1), Vector(0.3, -0.2, 0.9))), Jax.Vmap(Jax.Grad(scan, [0, 1]), [0, null])(Args(Vector(0.7, 0.1), Vector(0.3, -0.2, 0.9))));
    }

    // How often x can be multiplied by w until it is at least limit; with a second carry that changes in every step.
    private static Func<Tree, Tree> Powers { get; } = args =>
    {
        NdArray[] a = Leaves(args);
        return Lax.WhileLoop(
            c => Lt(Leaves(c)[1], a[2]),
            c => Tree.Tuple(Add(Leaves(c)[0], new NdArray(SrcGenJit.Core.Scalar.Of(1), true)), Mul(Leaves(c)[1], a[1]), Add(Leaves(c)[2], Sin(Leaves(c)[1]))),
            Tree.Tuple(new NdArray(SrcGenJit.Core.Scalar.Of(0), true), a[0], Number(0)));
    };

    [Fact]
    public void A_batch_of_whiles_is_a_while_for_each_whatever_is_batched()
    {
        foreach (int mask in Enumerable.Range(1, 7))
        {
            NdArray[] single = [Number(0.5), Number(1.7), Number(9)], many = [Vector(0.5, 3, 20), Vector(1.7, 2.5, 1.2), Vector(9, 4, 30)];
            int?[] axes = Enumerable.Range(0, 3).Select(i => (mask >> i & 1) == 1 ? (int?)0 : null).ToArray();
            Tree args = Args(Enumerable.Range(0, 3).Select(i => axes[i] is null ? single[i] : many[i]).ToArray());
            Close(Each(Powers, args, axes, 3), Jax.Vmap(Powers, axes)(args));
        }
    }

    [Fact]
    public void A_batch_of_batches_of_whiles_is_a_while_for_each()
    {
        NdArray starts = Vector(0.5, 3), limits = Vector(9, 4, 30);
        Func<Tree, Tree> inner = Jax.Vmap(Powers, [null, null, 0]);
        // The outer batch is in the start, then in the factor alone, which the condition of the inner batch does not see at first.
        Close(Each(inner, Args(starts, Number(1.7), limits), [0, null, null], 2), Jax.Vmap(inner, [0, null, null])(Args(starts, Number(1.7), limits)));
        Func<Tree, Tree> fixedSteps = args =>
        {
            NdArray[] a = Leaves(args);
            return Lax.WhileLoop(
                c => Lt(Leaves(c)[0], a[0]), c => Tree.Tuple(Add(Leaves(c)[0], Number(1)), Mul(Leaves(c)[1], a[1])), Tree.Tuple(Number(0), Number(1)));
        };
        Func<Tree, Tree> byCount = Jax.Vmap(fixedSteps, [0, null]);
        Tree both = Args(Vector(1, 3, 2), Vector(2, 5));
        Close(Each(byCount, both, [null, 0], 2), Jax.Vmap(byCount, [null, 0])(both));
    }

    [Fact]
    public void A_while_differentiates_forwards_and_says_that_it_does_not_backwards()
    {
        Tree args = Args(Number(0.5), Number(1.7), Number(9)), tangents = Args(Number(1), Number(0.5), Number(0));
        double[] slope = Numbers(Jax.Jvp(Powers, args, tangents).Tangents);
        const double step = 1e-6;
        double[] up = Numbers(Powers(Args(Number(0.5 + step), Number(1.7 + step / 2), Number(9)))), down = Numbers(Powers(Args(Number(0.5 - step), Number(1.7 - step / 2), Number(9))));
        Assert.Equal((up[1] - down[1]) / (2 * step), slope[0], 1e-6);
        Assert.Equal((up[2] - down[2]) / (2 * step), slope[1], 1e-6);
        Close(Jax.Jvp(Powers, args, tangents).Tangents, Jax.Linearize(Powers, args).Derivative(tangents));
        Assert.StartsWith(
            "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values.",
            Assert.Throws<NotSupportedException>(() => Jax.Grad(F(x => Leaves(Powers(Args(x)))[1]))(args)).Message);
    }

    [Fact]
    public void A_while_that_counts_does_not_stand_in_the_way_of_a_gradient()
    {
        Func<Tree, Tree> f = F(x =>
        {
            NdArray n = Leaves(Lax.WhileLoop(c => Lt(Leaves(c)[0], Int(5)), c => Add(Leaves(c)[0], Int(1)), Int(0)))[0];
            return Mul(Sin(x[0]), ConvertElementType(n, DType.Float64));
        });
        Assert.Equal(5 * Math.Cos(0.3), Numbers(Jax.Grad(f)(Args(Number(0.3))))[0], 1e-12);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(2, 5)]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    public void A_loop_over_integers_is_the_same_with_known_and_unknown_bounds(int from, int to)
    {
        Func<Tree, Tree> body = p => Add(Mul(Leaves(p)[1], Number(1.1)), ConvertElementType(Leaves(p)[0], DType.Float64));
        double expected = 0.5;
        for (int i = from; i < to; i++)
        {
            expected = expected * 1.1 + i;
        }
        Assert.Equal(expected, Numbers(Lax.ForiLoop(Int(from), Int(to), body, Number(0.5)))[0], 1e-12);
        Jaxpr unknown = Tracing.MakeJaxpr(x => [Leaves(Lax.ForiLoop(x[0], x[1], body, x[2]))[0]], [Aval.Scalar(DType.Int32), Aval.Scalar(DType.Int32), Aval.Scalar(DType.Float64)]);
        Assert.Equal("while", unknown.Equations.Last().Primitive.Name);
        Assert.Equal(expected, Numbers(Tracing.EvalJaxpr(unknown, [Int(from), Int(to), Number(0.5)])[0])[0], 1e-12);
        Jaxpr known = Tracing.MakeJaxpr(x => [Leaves(Lax.ForiLoop(Int(from), Int(to), body, x[0]))[0]], [Aval.Scalar(DType.Float64)]);
        Assert.Equal("scan", known.Equations.Last().Primitive.Name);
    }

    [Fact]
    public void Carries_handed_on_and_values_handed_out_come_back_as_they_were()
    {
        NdArray constant = Vector(1, 2), xs = Vector(3, 4, 5);
        Tree result = Lax.Scan(
            p => Tree.Tuple(Tree.Tuple(Leaves(p)[0], Add(Leaves(p)[1], Mul(Row(Leaves(p)[0], 1), Leaves(p)[2]))), Tree.Tuple(Leaves(p)[2], Leaves(p)[1])),
            Tree.Tuple(constant, Number(0)), xs);
        Assert.Equal([1, 2, 24, 3, 4, 5, 0, 6, 14], Numbers(result));
        Tree same = Lax.Cond(new NdArray(SrcGenJit.Core.Scalar.Of(true), true), t => t, t => t, Args(constant, xs));
        Assert.Equal([1, 2, 3, 4, 5], Numbers(same));
        Tree loop = Lax.WhileLoop(c => Lt(Leaves(c)[1], Number(3)), c => Tree.Tuple(Leaves(c)[0], Add(Leaves(c)[1], Row(Leaves(c)[0], 0))), Tree.Tuple(constant, Number(0)));
        Assert.Equal([1, 2, 3], Numbers(loop));
    }

    [Fact]
    public void A_weak_carry_that_comes_back_as_another_type_starts_as_that_type()
    {
        Tree result = Lax.Scan(p => Tree.Tuple(Leaves(p)[1], Tree.Tuple()), new NdArray(SrcGenJit.Core.Scalar.Of(0), true), Vector(3, 4.5));
        Assert.Equal([4.5], Numbers(result));
        Assert.Equal(DType.Float64, Leaves(result)[0].Dtype);
        Assert.Equal(
            "scan body function carry input and carry output must have equal types, but they differ: the input carry component 0 has type float64[] but the corresponding output carry component has type float64[2], so the shapes do not match.",
            Assert.Throws<ShapeException>(() => Lax.Scan(p => Tree.Tuple(Broadcast(Leaves(p)[0], [2]), Tree.Tuple()), Number(0), Vector(3, 4.5))).Message);
    }

    [Fact]
    public void A_value_that_several_branches_capture_is_one_operand()
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            x => [Leaves(Lax.Cond(Gt(x[0], x[1]), t => Add(Leaves(t)[0], x[1]), t => Sub(Mul(Leaves(t)[0], x[2]), x[1]), x[0]))[0]],
            Enumerable.Repeat(Aval.Scalar(DType.Float64), 3).ToArray());
        Assert.Equal(4, jaxpr.Equations.Last().Inputs.Count);
        Assert.Equal([1.0 * 7 - 2], Numbers(Tracing.EvalJaxpr(jaxpr, [Number(1), Number(2), Number(7)])[0]));
        Assert.Equal([3.0 + 2], Numbers(Tracing.EvalJaxpr(jaxpr, [Number(3), Number(2), Number(7)])[0]));
    }

    /// <summary>Control flow and its transforms as programs without constants, with inputs: for tests that run the executors against each other.</summary>
    internal static IEnumerable<(string Name, Jaxpr Jaxpr, NdArray[] Inputs)> Programs()
    {
        NdArray w = Vector(0.4, -0.3, 0.8), h = Vector(0.1, 0.2, -0.5), many = Matrix(2, 3, 1, 0.5, 0.2, -0.3, 0.4, 0.7);
        foreach (bool reverse in new[] { false, true })
        {
            Func<Tree, Tree> scan = F(x => Recurrence(x[0], x[1], x[2], reverse, unrolled: false));
            string name = reverse ? "reversed scan" : "scan";
            yield return Program(name, scan, w, h, s_rows);
            yield return Program("gradient of " + name, Jax.Grad(scan, [0, 1, 2]), w, h, s_rows);
            yield return Program("batch of gradients of " + name, Jax.Vmap(Jax.Grad(scan, [0, 1, 2]), [0, null, null]), many, h, s_rows);
            yield return Program("second derivative of " + name, Jax.Grad(x => Total(Leaves(Jax.Grad(scan)(x))[0]), [0, 2]), w, h, s_rows);
        }
        Func<Tree, Tree> choice = F(x => Choice(ConvertElementType(x[3], DType.Int32), x[0], x[1], x[2]));
        for (int index = 0; index < 4; index++)
        {
            NdArray[] inputs = [w, Number(0.7), Vector(2, -1, 0.5), Number(index)];
            yield return Program("choice " + index, choice, inputs);
            yield return Program("gradient of choice " + index, Jax.Grad(choice, [0, 1, 2]), inputs);
            yield return Program("second derivative of choice " + index, Jax.Grad(x => Total(Leaves(Jax.Grad(choice)(x))[0]), [0, 1, 2]), inputs);
        }
        NdArray[] choices = [s_rows, Vector(0.1, 0.2, 0.3, 0.4), Vector(2, -1, 0.5), Vector(2, 0, 3, 1)];
        yield return Program("batch of choices", Jax.Vmap(choice, [0, 0, null, 0]), choices);
        yield return Program("batch of gradients of choices", Jax.Vmap(Jax.Grad(choice, [0, 1, 2]), [0, 0, null, 0]), choices);
        NdArray[] powers = [Vector(0.5, 3, 20), Vector(1.7, 2.5, 1.2), Vector(9, 4, 30)];
        yield return Program("while", Powers, Number(0.5), Number(1.7), Number(9));
        yield return Program(
            "derivative of while",
            x => Args(Leaves(Jax.Jvp(Powers, x, Args(Number(1), Number(0.5), Number(0))).Tangents).Where(t => t.Dtype != DType.Float0).ToArray()),
            Number(0.5), Number(1.7), Number(9));
        yield return Program("batch of whiles", Jax.Vmap(Powers), powers);
        yield return Program("batch of batches of whiles", Jax.Vmap(Jax.Vmap(Powers, [null, null, 0]), [0, null, null]), powers[0], Number(1.7), powers[2]);
        yield return Program("loop with unknown bounds", F(x => Leaves(Lax.ForiLoop(
            Int(1), ConvertElementType(x[0], DType.Int32), p => Add(Mul(Leaves(p)[1], Sin(x[1])), ConvertElementType(Leaves(p)[0], DType.Float64)), x[1]))[0]), Number(6), w);
    }

    private static (string, Jaxpr, NdArray[]) Program(string name, Func<Tree, Tree> f, params NdArray[] inputs)
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(f, Args(inputs)).Jaxpr;
        // Captured numbers become inputs: text does not carry them.
        return (name, new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs), [.. jaxpr.Consts, .. inputs]);
    }

    // The function on every example, results stacked.
    private static Tree Each(Func<Tree, Tree> f, Tree args, int?[] axes, int size)
    {
        NdArray[] all = Leaves(args);
        Tree[] results = Enumerable.Range(0, size).Select(k => f(Args(all.Select((a, i) => axes[i] is null ? a : Row(a, k)).ToArray()))).ToArray();
        NdArray[][] leaves = results.Select(Leaves).ToArray();
        return results[0].Unflatten(leaves[0].Select((_, i) => Lax.Concatenate(leaves.Select(l => ExpandDims(l[i], [0])).ToArray(), 0)).ToArray());
    }

    private static void Close(Tree expected, Tree actual)
    {
        Assert.Equal(expected.Flatten().Select(l => l.Shape), actual.Flatten().Select(l => l.Shape));
        double[] left = Numbers(expected), right = Numbers(actual);
        for (int i = 0; i < left.Length; i++)
        {
            Assert.True(Math.Abs(left[i] - right[i]) <= 1e-10 * (1 + Math.Abs(left[i])), $"element {i}: {right[i]}, expected {left[i]}\n{string.Join(" ", right)}\n{string.Join(" ", left)}");
        }
    }

    private static NdArray Row(NdArray array, int index) => Lax.Squeeze(
        Lax.Slice(array, Shape.Of(array.Shape.Select((_, d) => (Dim)(d == 0 ? index : 0))), Shape.Of(array.Shape.Select((s, d) => d == 0 ? index + 1 : s))), [0]);

    private static NdArray Total(NdArray x) => x.Rank == 0 ? x : ReduceSum(x, Enumerable.Range(0, x.Rank).ToArray());

    private static NdArray Number(double value) => new(new Aval([], DType.Float64), new[] { value });

    private static NdArray Int(int value) => new(SrcGenJit.Core.Scalar.Of(value), weak: false);

    private static NdArray Vector(params double[] values) => new(new Aval([values.Length], DType.Float64), values);

    private static NdArray Matrix(int rows, int columns, params double[] values) => new(new Aval([rows, columns], DType.Float64), values);

    private static Tree Args(params NdArray[] arrays) => Tree.Tuple(arrays.Select(a => (Tree)new Tree.Leaf(a)).ToArray());

    private static Func<Tree, Tree> F(Func<NdArray[], NdArray> f) => args => new Tree.Leaf(f(Leaves(args)));

    private static NdArray[] Leaves(Tree tree) => [.. tree.Flatten()];

    private static double[] Numbers(Tree tree) => tree.Flatten().Where(l => l.Dtype != DType.Float0).SelectMany(l => Storage.Of(l).Cast<object>().Select(Convert.ToDouble)).ToArray();
}
