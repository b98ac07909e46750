// Transforms of functions: nested in each other, over captured values of outer traces, and their errors.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;
using Storage = SrcGenJit.Eager.Storage;

namespace Runtime.Tests.Transforms;

public class TransformTests
{
    [Fact]
    public void A_jaxpr_records_every_equation_in_order_and_names_what_nobody_reads_with_an_underscore() => Assert.Equal(
        """
        { lambda ; a:f32[3]. let
            _:f32[3] = exp a
            b:f32[3] = sin a
            c:f32[3] = mul b 2.0:f32[]
          in (c,) }
        """.ReplaceLineEndings("\n"),
        Text(
            x =>
            {
                Exp(x[0]);
                return Mul(Sin(x[0]), Number(2));
            },
            F(3)));

    [Fact]
    public void Numbers_become_literals_and_arrays_constants_one_for_each_array()
    {
        NdArray captured = Array(1, 2, 3);
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => [Add(Mul(x[0], captured), Add(captured, Number(1)))], [F(3)]);
        Assert.Equal("{ lambda a:f32[3]; b:f32[3]. let c:f32[3] = mul b a d:f32[3] = add a 1.0:f32[] e:f32[3] = add c d in (e,) }", Words(jaxpr.ToString()));
        Assert.Same(captured, Assert.Single(jaxpr.Consts));
        Assert.Equal([6, 12, 18], Numbers(Tracing.EvalJaxpr(jaxpr, [Array(4, 4.5f, 14 / 3f)])[0]).Select(v => Math.Round(v)).ToArray());
    }

    [Fact]
    public void A_tracer_that_outlives_its_trace_is_an_error()
    {
        NdArray? leaked = null;
        Tracing.MakeJaxpr(x => [leaked = Sin(x[0])], [F(3)]);
        Assert.Contains("Encountered an unexpected tracer", Assert.Throws<UnexpectedTracerException>(() => Sin(leaked!)).Message);
        Assert.Throws<UnexpectedTracerException>(() => Tracing.MakeJaxpr(x => [Add(x[0], leaked!)], [F(3)]));
    }

    [Fact]
    public void A_tracer_belongs_to_its_thread()
    {
        Exception? error = null;
        Tracing.MakeJaxpr(
            x =>
            {
                Thread other = new(() => error = Record.Exception(() => Sin(x[0])));
                other.Start();
                other.Join();
                return [x[0]];
            },
            [F(3)]);
        Assert.IsType<UnexpectedTracerException>(error);
    }

    [Fact]
    public void An_exception_in_a_traced_function_ends_the_trace()
    {
        Assert.Throws<ShapeException>(() => Tracing.MakeJaxpr(x => [Add(x[0], x[1])], [F(3), F(4)]));
        Assert.Null(Trace.Current);
    }

    [Fact]
    public void Gradients_nest()
    {
        Func<Tree, Tree> f = Function(x => Mul(Mul(x[0], x[0]), Mul(x[0], x[0])));
        Func<Tree, Tree> d1 = Jax.Grad(f), d2 = Jax.Grad(d1), d3 = Jax.Grad(d2), d4 = Jax.Grad(d3);
        Tree at = Args(Scalar(1.5f));
        Assert.Equal([4 * 3.375, 12 * 2.25, 24 * 1.5, 24], new[] { d1, d2, d3, d4 }.Select(d => Numbers(d(at))[0]).ToArray());
    }

    [Fact]
    public void A_gradient_step_captures_the_values_around_it()
    {
        // w - lr * grad(u => loss(u, x))(w), traced as a whole: x and w are outer tracers.
        Jaxpr step = Tracing.MakeJaxpr(
            outer =>
            {
                (NdArray w, NdArray x) = (outer[0], outer[1]);
                NdArray gradient = Leaf(Jax.Grad(Function(u => ReduceSum(Square(Mul(u[0], x)), [0])))(Args(w)));
                return [Sub(w, Mul(Number(0.1f), gradient))];
            },
            [F(3), F(3)]);
        Assert.Empty(step.ConstVars);
        Assert.Equal([1 - 0.1 * 2 * 4, 2 - 0.1 * 4 * 9, 3 - 0.1 * 6 * 16], Numbers(Tracing.EvalJaxpr(step, [Array(1, 2, 3), Array(2, 3, 4)])[0]), Close);
    }

    [Fact]
    public void Vmap_of_a_gradient_step_and_the_gradient_of_a_vmap_agree_with_loops()
    {
        NdArray weights = Matrix(2, 3, 1, 2, 3, 4, 5, 6), x = Array(2, 3, 4);
        Func<Tree, Tree> step = Function(a => Sub(a[0], Mul(Number(0.1f), Leaf(Jax.Grad(Function(u => ReduceSum(Square(Mul(u[0], a[1])), [0])))(Args(a[0]))))));
        NdArray batched = Leaf(Jax.Vmap(step, [0, null])(Args(weights, x)));
        Assert.Equal(
            [.. Numbers(step(Args(Array(1, 2, 3), x))), .. Numbers(step(Args(Array(4, 5, 6), x)))], Numbers(batched), Close);

        Func<Tree, Tree> total = Function(a => ReduceSum(Leaf(Jax.Vmap(Function(r => ReduceSum(Mul(Sin(r[0]), a[1]), [0])))(Args(a[0]))), [0]));
        NdArray gradient = Leaf(Jax.Grad(total)(Args(weights, x)));
        Assert.Equal(Enumerable.Range(1, 6).Select(i => Math.Cos(i) * (2 + (i - 1) % 3)).ToArray(), Numbers(gradient), Close);
    }

    [Fact]
    public void Vmap_nests_over_different_axes_of_captured_values()
    {
        // An outer product by two vmaps, the inner one capturing the outer's example.
        Func<Tree, Tree> outer = Function(a => Leaf(Jax.Vmap(Function(x => Leaf(Jax.Vmap(Function(y => Mul(x[0], y[0])))(Args(a[1])))), [0])(Args(a[0]))));
        NdArray product = Leaf(outer(Args(Array(1, 2, 3), Array(10, 20))));
        Assert.Equal("(3, 2)", product.Shape.ToString());
        Assert.Equal([10, 20, 20, 40, 30, 60], Numbers(product));
    }

    [Fact]
    public void Vmap_puts_the_batch_axis_where_it_is_told()
    {
        NdArray m = Matrix(2, 3, 1, 2, 3, 4, 5, 6);
        Assert.Equal("(3, 2)", Leaf(Jax.Vmap(Function(x => Sin(x[0])), null, [1])(Args(m))).Shape.ToString());
        Assert.Equal("(3, 2)", Leaf(Jax.Vmap(Function(x => Sin(x[0])), [-1])(Args(m))).Shape.ToString());
        Assert.Equal("(4, 2)", Leaf(Jax.Vmap(Function(x => Full([4], Number(1))), null, [-1])(Args(m))).Shape.ToString());
        Assert.Equal("()", Leaf(Jax.Vmap(Function(x => Number(1)), null, [(int?)null])(Args(m))).Shape.ToString());
    }

    [Fact]
    public void Value_and_gradient_take_argnums_and_aux()
    {
        Func<Tree, Tree> f = args => Tree.Tuple(new Tree.Leaf(Mul(Leafs(args)[0], Leafs(args)[1])), new Tree.Leaf(Add(Leafs(args)[0], Leafs(args)[1])));
        Tree result = Jax.ValueAndGrad(f, [1, 0], hasAux: true)(Args(Scalar(3), Scalar(5)));
        Assert.Equal("tuple(tuple(*, *), tuple(*, *))", result.Structure.ToString());
        Assert.Equal([15, 8, 3, 5], Numbers(result));
    }

    [Fact]
    public void Arguments_may_be_trees()
    {
        Func<Tree, Tree> f = args => new Tree.Leaf(Add(Mul(Leafs(args)[0], Leafs(args)[1]), Sin(Leafs(args)[2])));
        Tree parameters = new Tree.Node("dict(a,b)", new EquatableList<Tree>([new Tree.Leaf(Scalar(2)), new Tree.Leaf(Scalar(7))]));
        Tree gradient = Jax.Grad(f)(Tree.Tuple(parameters, new Tree.Leaf(Scalar(1))));
        Assert.Equal("dict(a,b)(*, *)", gradient.Structure.ToString());
        Assert.Equal([7, 2], Numbers(gradient));
    }

    [Fact]
    public void Jvp_linearize_and_vjp_agree()
    {
        Func<Tree, Tree> f = Function(a => Mul(Exp(a[0]), Sin(a[1])));
        Tree at = Args(Array(0.5f, 1), Array(2, 3)), along = Args(Array(1, 0.5f), Array(-1, 2));
        double[] forward = Numbers(Jax.Jvp(f, at, along).Tangents);
        Assert.Equal(forward, Numbers(Jax.Linearize(f, at).Derivative(along)), Close);
        Tree back = Jax.Vjp(f, at, hasAux: false).Pullback(new Tree.Leaf(Array(1, 1)));
        Assert.Equal(forward.Sum(), Numbers(back).Zip(Numbers(along), (a, b) => a * b).Sum(), Close);
    }

    [Fact]
    public void Integers_have_no_derivative_and_do_not_stop_others()
    {
        NdArray n = new(new Aval(Shape.Scalar, DType.Int32), new[] { 3 });
        Func<Tree, Tree> f = Function(a => Mul(a[0], ConvertElementType(a[1], DType.Float32)));
        Tree back = Jax.Vjp(f, Args(Scalar(2), n), hasAux: false).Pullback(new Tree.Leaf(Scalar(1)));
        Assert.Equal(DType.Float0, Leafs(back)[1].Dtype);
        Assert.Equal([3], Numbers(new Tree.Leaf(Leafs(back)[0])));
    }

    [Fact]
    public void Constants_have_zero_gradient() =>
        Assert.Equal("{ lambda ; a:f32[]. let in (0.0:f32[],) }", Words(Text(x => Leaf(Jax.Grad(Function(_ => Number(3)))(Args(x[0]))), F())));

    [Fact]
    public void Stopped_values_are_constants()
    {
        Func<Tree, Tree> f = Function(x => Mul(x[0], StopGradient(x[0])));
        Assert.Equal([3], Numbers(Jax.Grad(f)(Args(Scalar(3)))));
        Assert.Equal([0], Numbers(Jax.Grad(Jax.Grad(f))(Args(Scalar(3)))));
    }

    [Fact]
    public void EvalShape_computes_nothing()
    {
        Tree shapes = Jax.EvalShape(Function(x => ReduceSum(DotGeneral(x[0], x[1], [1], [0], [], []), [0])), Args(NdArray.Abstract(F(1000000, 3)), NdArray.Abstract(F(3, 7))));
        Assert.Equal("f32[7]", Leaf(shapes).Aval.ToString());
        Assert.Contains("has no values", Assert.Throws<InvalidOperationException>(() => Tracing.MakeJaxpr(_ => [Sin(Leaf(shapes))], [])).Message);
    }

    [Fact]
    public void Symbolic_dimensions_pass_through_every_transform()
    {
        Dim n = Dim.Symbol("n");
        Aval x = new(new Shape(n, 3), DType.Float32);
        Func<Tree, Tree> loss = Function(a => ReduceSum(Square(Sub(a[0], BroadcastInDim(ReduceMax(a[0], [1]), new Shape(n, 3), [0]))), [0, 1]));
        Jaxpr gradient = Tracing.MakeJaxpr(a => [Leaf(Jax.Grad(loss)(Args(a[0])))], [x]);
        Assert.Equal("f32[n,3]", gradient.OutAvals()[0].ToString());
        Jaxpr batched = Tracing.MakeJaxpr(a => [Leaf(Jax.Vmap(Jax.Grad(Function(r => ReduceSum(Sin(r[0]), [0]))))(Args(a[0])))], [x]);
        Assert.Equal("f32[n,3]", batched.OutAvals()[0].ToString());
    }

    public static TheoryData<string, Action> Errors => new()
    {
        { "Gradient only defined for scalar-output functions. Output had shape: (3,).", () => Jax.Grad(Function(x => x[0]))(Args(Array(1, 2, 3))) },
        { "Gradient only defined for scalar-output functions. Output was tuple(*, *).", () => Jax.Grad(a => Args(Leafs(a)[0], Leafs(a)[0]))(Args(Scalar(1))) },
        {
            "grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got int32. If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True.",
            () => Jax.Grad(Function(x => x[0]))(Args(new NdArray(SrcGenJit.Core.Scalar.Of(3), weak: true)))
        },
        {
            "grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got bool. For differentiation of functions with integer outputs, use jax.vjp directly.",
            () => Jax.Grad(Function(x => Gt(x[0], Number(0))))(Args(Scalar(1)))
        },
        {
            "differentiating with respect to argnums=2 requires at least 3 positional arguments to be passed by the caller, but got only 1 positional arguments.",
            () => Jax.Grad(Function(x => x[0]), [2], hasAux: false)(Args(Scalar(1)))
        },
        {
            "vmap got inconsistent sizes for array axes to be mapped:\n  * one axis had size 3: axis 0 of args[0] of type float32[3];\n  * one axis had size 4: axis 0 of args[1] of type float32[4]",
            () => Jax.Vmap(Function(x => Add(x[0], x[1])))(Args(Array(1, 2, 3), Array(1, 2, 3, 4)))
        },
        {
            "vmap was requested to map its argument along axis 0, which implies that its rank should be at least 1, but is only 0 (its shape is ())",
            () => Jax.Vmap(Function(x => Sin(x[0])))(Args(Scalar(1)))
        },
        { "vmap must have at least one non-None value in in_axes or axis_size must be specified", () => Jax.Vmap(Function(x => x[0]), [null])(Args(Array(1, 2, 3))) },
        { "at vmap out_axes, got axis spec None but output was batched on axis 0", () => Jax.Vmap(Function(x => x[0]), null, [null])(Args(Array(1, 2, 3))) },
        { "axis 1 is out of bounds for array of dimension 1", () => Jax.Vmap(Function(x => x[0]), null, [1])(Args(Array(1, 2, 3))) },
        {
            "jvp called with different primal and tangent shapes;Got primal shape (3,) and tangent shape as (2,)",
            () => Jax.Jvp(Function(x => Sin(x[0])), Args(Array(1, 2, 3)), Args(Array(1, 2)))
        },
        {
            "primal and tangent arguments to jax.jvp do not match; dtypes must be equal, or in case of int/bool primal dtype the tangent dtype must be float0.Got primal dtype float32 and so expected tangent dtype float32, but got tangent dtype int32 instead.",
            () => Jax.Jvp(Function(x => Sin(x[0])), Args(Scalar(1)), Args(new NdArray(SrcGenJit.Core.Scalar.Of(1), weak: true)))
        },
        { "add got incompatible shapes for broadcasting: (2, 3), (3, 2).", () => Add(Matrix(2, 3, 1, 2, 3, 4, 5, 6), Matrix(3, 2, 1, 2, 3, 4, 5, 6)) },
        {
            "lax.add requires arguments to have the same dtypes, got float32, int32. (Tip: jnp.add is a similar function that does automatic type promotion on inputs).",
            () => Add(Scalar(1), new NdArray(SrcGenJit.Core.Scalar.Of(1), weak: false))
        },
        { "dot_general requires contracting dimensions to have the same shape, got (3,) and (4,).", () => DotGeneral(Array(1, 2, 3), Array(1, 2, 3, 4), [0], [0], [], []) },
        { "transpose permutation isn't a permutation of operand dimensions, got permutation (0, 0) for operand shape (1, 3).", () => Transpose(Matrix(1, 3, 1, 2, 3), [0, 0]) },
        { "cannot select an axis to squeeze out which has size not equal to one, got shape=(3,) and dimensions=(0,)", () => Squeeze(Array(1, 2, 3), [0]) },
        { "sin does not accept dtype int32. Accepted dtypes are subtypes of floating, complexfloating.", () => Sin(new NdArray(SrcGenJit.Core.Scalar.Of(1), weak: false)) },
        { "and does not accept dtype float32 at position 0. Accepted dtypes at position 0 are subtypes of integer, bool.", () => BitwiseAnd(Scalar(1), Scalar(1)) },
        { "Integers cannot be raised to negative powers, got integer_pow(int32[], -1)", () => IntegerPow(new NdArray(SrcGenJit.Core.Scalar.Of(2), weak: false), -1) },
        { "select `which` must be boolean or integer type, got float32.", () => Select(Array(1, 2), Array(1, 2), Array(1, 2)) },
        {
            "Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: concatenating along dimension 0 for shapes (1, 3), (1, 2).",
            () => Concatenate([Matrix(1, 3, 1, 2, 3), Matrix(1, 2, 1, 2)], 0)
        },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_are_in_the_words_of_JAX(string message, Action action) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(action).Message);

    private static EqualityComparer<double> Close { get; } = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= 1e-5 * (1 + Math.Abs(a)), _ => 0);

    private static Aval F(params int[] shape) => new(shape, DType.Float32);

    private static NdArray Number(float value) => new(SrcGenJit.Core.Scalar.Of(value), weak: true);

    private static NdArray Scalar(float value) => new(F(), new[] { value });

    private static NdArray Array(params float[] values) => new(F(values.Length), values);

    private static NdArray Matrix(int rows, int columns, params float[] values) => new(F(rows, columns), values);

    // Axis 0 of the operand is axis 1 of the result, and axis 1 axis 0.
    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3, 2 }, new[] { 1, 0 })]
    [InlineData(new[] { 2, 3 }, new[] { 3, 4, 2 }, new[] { 2, 0 })]
    [InlineData(new[] { 2, 1, 3 }, new[] { 3, 5, 2 }, new[] { 2, 1, 0 })]
    [InlineData(new[] { 3, 1, 2 }, new[] { 2, 4, 3, 6 }, new[] { 2, 3, 0 })]
    public void The_gradient_of_a_broadcast_has_the_shape_of_its_operand(int[] from, int[] to, int[] dimensions)
    {
        Func<Tree, Tree> f = Function(x => ReduceSum(Mul(BroadcastInDim(x[0], to, dimensions), BroadcastInDim(Sin(x[0]), to, dimensions)), Enumerable.Range(0, to.Length).ToArray()));
        double[] values = Enumerable.Range(0, from.Aggregate(1, (a, b) => a * b)).Select(i => 0.1 * i - 0.3).ToArray();
        NdArray x = new(new Aval(from, DType.Float64), values);
        NdArray gradient = Jax.Grad(f)(Args(x)).Flatten()[0];
        Assert.Equal(from, gradient.Shape.ToInts());
        double times = (double)to.Aggregate(1, (a, b) => a * b) / values.Length;
        double[] expected = values.Select(v => times * (Math.Sin(v) + v * Math.Cos(v))).ToArray();
        Assert.All(Numbers(gradient).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    private static Tree Args(params NdArray[] arrays) => Tree.Tuple(arrays.Select(a => (Tree)new Tree.Leaf(a)).ToArray());

    private static NdArray[] Leafs(Tree tree) => [.. tree.Flatten()];

    private static NdArray Leaf(Tree tree) => Assert.Single(tree.Flatten());

    private static Func<Tree, Tree> Function(Func<NdArray[], NdArray> f) => args => new Tree.Leaf(f(Leafs(args)));

    private static string Text(Func<NdArray[], NdArray> f, params Aval[] avals) => Tracing.MakeJaxpr(x => [f(x)], avals).ToString();

    private static string Words(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");

    private static double[] Numbers(NdArray array) => Storage.Of(array).Cast<object>().Select(Convert.ToDouble).ToArray();

    private static double[] Numbers(Tree tree) => tree.Flatten().SelectMany(Numbers).ToArray();
}
