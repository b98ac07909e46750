// Control flow over values of several element types, with zero cotangents, and with very many operands.
using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
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
    private static NdArray Integers(params int[] values) => new(new Aval([values.Length], DType.Int32), values);

    private static NdArray Wide(NdArray x) => ConvertElementType(x, DType.Float64);

    // Every branch keeps residuals of other types: bools, integers, floats of two widths; one keeps none.
    private static NdArray Mixed(NdArray index, NdArray x, NdArray k, NdArray flags) => Leaves(Lax.Switch(
        index,
        [
            t => Total(Select(Leaves(t)[2], Mul(Leaves(t)[0], Leaves(t)[0]), Leaves(t)[0])),
            t => Total(Mul(Sin(Leaves(t)[0]), Wide(Mul(Leaves(t)[1], Leaves(t)[1])))),
            t => Wide(Total(Mul(Exp(ConvertElementType(Leaves(t)[0], DType.Float32)), ConvertElementType(Leaves(t)[1], DType.Float32)))),
            t => Total(Leaves(t)[0]),
            t => Total(Select(Gt(Leaves(t)[0], Wide(Leaves(t)[1])), Exp(Leaves(t)[0]), Mul(Leaves(t)[0], Wide(Leaves(t)[1])))),
        ],
        Args(x, k, flags)))[0];

    [Fact]
    public void Branches_whose_residuals_have_different_types_differentiate_and_batch()
    {
        NdArray x = Vector(0.4, -0.3, 0.8), k = Integers(2, -1, 3), flags = new(new Aval([3], DType.Bool), new[] { true, false, true });
        NdArray indices = Integers(4, 0, 2, 1, 3, 0), many = Matrix(6, 3, [.. Enumerable.Range(0, 18).Select(i => Math.Sin(i) * 0.9)]);
        Func<Tree, Tree> choice = args => Mixed(Leaves(args)[0], Leaves(args)[1], Leaves(args)[2], Leaves(args)[3]), gradient = Jax.Grad(choice, [1]);
        for (int index = 0; index < 5; index++)
        {
            // One branch computes in single precision.
            double step = index == 2 ? 1e-2 : 1e-6, tolerance = index == 2 ? 1e-2 : 1e-6;
            NdArray At(NdArray v) => Mixed(Int(index), v, k, flags);
            double[] slope = Numbers(gradient(Args(Int(index), x, k, flags)));
            for (int i = 0; i < 3; i++)
            {
                NdArray e = Vector([.. Enumerable.Range(0, 3).Select(j => j == i ? step : 0.0)]);
                double difference = (Numbers(At(Add(x, e)))[0] - Numbers(At(Sub(x, e)))[0]) / (2 * step);
                Assert.True(Math.Abs(difference - slope[i]) <= tolerance, $"branch {index}: {slope[i]}, differences give {difference}");
            }
            AssertExecutors(gradient, Int(index), x, k, flags);
        }
        foreach (int?[] axes in new int?[][] { [0, 0, null, null], [0, null, null, null], [null, 0, null, null] })
        {
            Tree args = Args(axes[0] is null ? Int(4) : indices, axes[1] is null ? x : many, k, flags);
            Close(Each(choice, args, axes, 6), Jax.Vmap(choice, axes)(args));
            Close(Each(gradient, args, axes, 6), Jax.Vmap(gradient, axes)(args));
        }
        Tree batch = Args(indices, many, k, flags);
        Close(
            Jax.Vmap(gradient, [0, 0, null, null])(batch),
            Args(Leaves(Jax.Grad(b => Total(Leaves(Jax.Vmap(choice, [0, 0, null, null])(b))[0]), [1])(batch))));
    }

    [Fact]
    public void Integers_in_the_carry_and_cotangents_that_are_zero_do_no_harm()
    {
        // The carry: an integer, a number, a bool; ys of which some are never read; integers scanned over; a nonlinear constant.
        Func<NdArray[], NdArray[]> loop = a => Leaves(Lax.Scan(
            p =>
            {
                NdArray[] v = Leaves(p);
                NdArray next = Add(Mul(v[1], Sin(a[1])), Mul(Wide(v[3]), v[4]));
                return Tree.Tuple(Tree.Tuple(Add(v[0], v[3]), Lax.Select(v[2], next, Tanh(next)), BitwiseNot(v[2])), Tree.Tuple(v[0], Mul(next, next), Exp(v[1]), v[2]));
            },
            Args(Int(1), a[0], new NdArray(SrcGenJit.Core.Scalar.Of(true), false)), Args(Integers(2, -1, 3), a[2])));
        NdArray[] inputs = [Number(0.3), Number(0.7), Vector(0.5, -0.2, 0.4)];
        // Each real result alone, so that the cotangents of the others are zero.
        foreach (int result in new[] { 1, 4, 5 })
        {
            Func<Tree, Tree> f = args => Total(loop(Leaves(args))[result]), gradient = Jax.Grad(f, [0, 1, 2]);
            double[] slope = Numbers(gradient(Args(inputs)));
            const double step = 1e-6;
            double[] Moved(int i, double by) => [.. Numbers(f(Args([.. inputs.Select((x, n) => new NdArray(x.Aval, Numbers(x).Select((value, e) => Flat(n) + e == i ? value + by : value).ToArray()))])))];
            for (int i = 0; i < slope.Length; i++)
            {
                Assert.Equal((Moved(i, step)[0] - Moved(i, -step)[0]) / (2 * step), slope[i], 1e-6);
            }
            AssertExecutors(gradient, inputs);
            Tree tangents = Args(Number(1), Number(-0.5), Vector(1, 2, 3));
            Close(Jax.Jvp(f, Args(inputs), tangents).Tangents, Jax.Linearize(f, Args(inputs)).Derivative(tangents));
        }
        Tree all = Jax.Jvp(args => Args(loop(Leaves(args))), Args(inputs), Args(Number(1), Number(0), Vector(0, 0, 0))).Tangents;
        Assert.Equal([DType.Float0, DType.Float64, DType.Float0, DType.Float0, DType.Float64, DType.Float64, DType.Float0], Leaves(all).Select(t => t.Dtype));

        int Flat(int input) => inputs.Take(input).Sum(x => Numbers(x).Length);
    }

    [Fact]
    public void A_gradient_of_nested_scans_holds_for_every_symbolic_length()
    {
        Func<NdArray[], NdArray> nested = a => Total(Leaves(Lax.Scan(
            outer => Tree.Tuple(
                Leaves(Lax.Scan(inner => Tree.Tuple(Tanh(Add(Mul(Leaves(inner)[0], Sin(a[0])), Leaves(inner)[1])), Tree.Tuple()), Leaves(outer)[0], a[2]))[0], Leaves(outer)[1]),
            a[1], a[2]))[0]);
        Aval[] avals = [Aval.Scalar(DType.Float64), Aval.Scalar(DType.Float64), new(Shape.Of([Dim.Symbol("n")]), DType.Float64)];
        Jaxpr gradient = Tracing.MakeJaxpr(x => [.. Jax.Grad(F(nested), [0, 1, 2])(Args(x)).Flatten()], avals);
        foreach (int n in new[] { 0, 1, 3 })
        {
            NdArray[] inputs = [Number(0.8), Number(0.3), Samples.Values(new Aval([n], DType.Float64), 5, -1, 1)];
            Func<Tree, Tree> written = F(a =>
            {
                NdArray c = a[1];
                for (int i = 0; i < n * n; i++)
                {
                    c = Tanh(Add(Mul(c, Sin(a[0])), Row(a[2], i % n)));
                }
                return c;
            });
            Jaxpr here = Instantiation.At(gradient, inputs);
            Close(Jax.Grad(written, [0, 1, 2])(Args(inputs)), Args(Tracing.EvalJaxpr(here, inputs)));
            Same(Tracing.EvalJaxpr(here, inputs), BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(here), inputs));
        }
    }

    [Fact]
    public async Task Rules_are_near_linear_in_the_number_of_operands()
    {
        // Eight times the operands must not take sixty-four times as long: the shortest of three runs, and a floor under what is measured.
        await Task.Run(() => Elapsed(200));
        TimeSpan small = await Task.Run(() => Enumerable.Range(0, 3).Min(_ => Elapsed(1000))), large = await Task.Run(() => Enumerable.Range(0, 3).Min(_ => Elapsed(8000)));
        Assert.True(large < (small + TimeSpan.FromMilliseconds(20)) * 24, $"1,000 operands take {small}, 8,000 take {large}");

        static TimeSpan Elapsed(int operands)
        {
            Aval[] avals = [.. Enumerable.Repeat(Aval.Scalar(DType.Float64), operands)];
            Jaxpr body = Tracing.MakeJaxpr(x => [.. x.Take(operands / 2).Select((v, i) => Mul(Sin(v), x[operands / 2 + i]))], avals);
            Params parameters = Params.Of(("jaxpr", body), ("length", 3), ("num_carry", operands / 2), ("num_consts", 0), ("reverse", false), ("unroll", 1));
            Jaxpr scan = Tracing.MakeJaxpr(
                x => Prims.Scan.Bind(parameters, x), [.. avals.Take(operands / 2), .. Enumerable.Repeat(new Aval([3], DType.Float64), operands - operands / 2)]);
            Stopwatch watch = Stopwatch.StartNew();
            bool[] every = [.. avals.Select(_ => true)];
            JvpJaxpr jvp = JvpTransform.OfJaxpr(scan, every);
            BatchTransform.OfJaxpr(scan, 4, [.. avals.Select(_ => (int?)0)]);
            JaxprSplit split = PartialEvalTransform.Split(jvp.Jaxpr, [.. avals.Select(_ => false), .. every]);
            TransposeTransform.OfJaxpr(split.Unknown, [.. split.Unknown.InVars.Select((_, i) => i >= split.ResidualInputs.Length)], [.. split.Unknown.Outputs.Select(_ => true)]);
            Simplify.Run(scan);
            return watch.Elapsed;
        }
    }
}
