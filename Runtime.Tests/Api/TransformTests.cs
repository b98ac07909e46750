// The typed transforms: values of gradients, products, batches and control flow through the public facade.
using System;
using System.Linq;
using Runtime.Tests.Comparing;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class TransformTests
{
    private static readonly NdArray<float> s_x = new([0.5f, -1f, 2f]);

    private static NdArray<double> Loss(NdArray<double> w, NdArray<double> x, NdArray<double> y) => Jnp.Mean(Jnp.Square(Jnp.Dot(x, w) - y));

    [Fact]
    public void Gradients_with_respect_to_one_argument_and_to_several()
    {
        NdArray<double> w = new([1.0, -2.0]), x = new(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 }, { 5.0, 6.0 } }), y = new([1.0, 0.0, -1.0]);
        double[] residual = Enumerable.Range(0, 3).Select(i => (x.Span[2 * i] * 1.0) + (x.Span[(2 * i) + 1] * -2.0) - y.Span[i]).ToArray();
        double[] expected = [.. Enumerable.Range(0, 2).Select(j => 2.0 / 3 * Enumerable.Range(0, 3).Sum(i => residual[i] * x.Span[(2 * i) + j]))];
        Near(expected, Jax.Grad(Loss)(w, x, y));
        NdArray<double>[] both = Jax.Grad(Loss, [0, 2])(w, x, y);
        Near(expected, both[0]);
        Near(residual.Select(r => -2.0 / 3 * r), both[1]);
        Near(residual.Select(r => -2.0 / 3 * r), Jax.Grad(Loss, argnums: 2)(w, x, y));
        (NdArray<double> value, NdArray<double> gradient) = Jax.ValueAndGrad(Loss)(w, x, y);
        Near([residual.Sum(r => r * r) / 3], value);
        Near(expected, gradient);
    }

    [Fact]
    public void Rules_that_are_written_for_special_points_hold_there()
    {
        Near([0.5, 1 / (1 + Math.Exp(-3)), 0], Jax.Grad((NdArray<double> v) => Jnp.Sum(Nn.Softplus(v)))(new NdArray<double>([0.0, 3.0, double.NegativeInfinity])));
        Near([0.25], Jax.Grad((NdArray<double> v) => Jnp.Sum(Jax.Grad((NdArray<double> u) => Jnp.Sum(Nn.Softplus(u)))(v)))(new NdArray<double>([0.0])));
        Near([0.5, 0.5], Jax.Grad((NdArray<double> v) => Jnp.Sum(Lax.BesselI1e(v)))(new NdArray<double>([0.0, -1e-20])));
        Assert.Throws<NotSupportedException>(() => Jax.Grad((NdArray<double> v) => Jnp.Sum(Jnp.Nextafter(v, v)))(new NdArray<double>([1.0])));
    }

    [Fact]
    public void Auxiliary_results_pass_through()
    {
        (NdArray<float> g, NdArray<float> aux) = Jax.Grad((NdArray<float> v) => (Jnp.Sum(v * v), v + 1), hasAux: true)(s_x);
        Assert.Equal([1f, -2f, 4f], g.ToArray());
        Assert.Equal([1.5f, 0f, 3f], aux.ToArray());
        Assert.Throws<ArgumentException>(() => Jax.Grad((NdArray<float> v) => (Jnp.Sum(v), v), hasAux: false)(s_x));
    }

    [Fact]
    public void Trees_have_gradients_of_their_own_structure()
    {
        (NdArray<float> a, NdArray<float> b) = Jax.Grad(((NdArray<float> A, NdArray<float> B) p) => Jnp.Sum(p.A * p.B))((s_x, 2 * s_x));
        Assert.Equal((2 * s_x).ToArray(), a.ToArray());
        Assert.Equal(s_x.ToArray(), b.ToArray());
    }

    private readonly record struct Body(NdArray<float> Position, NdArray<float> Velocity);

    private sealed record Pair<T>(NdArray<float> First, T Second);

    [Fact]
    public void Records_are_pytrees()
    {
        (Body last, NdArray<float> path) = Lax.Scan(
            (Body b, NdArray<float> force) => (new Body(b.Position + b.Velocity, b.Velocity + force), b.Position), new Body(Jnp.Array(0f), Jnp.Array(1f)), s_x);
        Assert.Equal([0f, 1f, 2.5f], path.ToArray());
        Assert.Equal(2.5f, (float)last.Velocity);
        Body gradient = Jax.Grad((Body b) => Jnp.Sum(b.Position * b.Velocity))(new Body(s_x, 2 * s_x));
        Assert.Equal(s_x.ToArray(), gradient.Velocity.ToArray());
        Pair<Body> nested = Jax.Jit((Pair<Body> p) => p with { First = p.First + p.Second.Position })(new(s_x, new(s_x, s_x)));
        Assert.Equal((2 * s_x).ToArray(), nested.First.ToArray());
    }

    [Fact]
    public void Forward_and_reverse_products()
    {
        (NdArray<float> value, NdArray<float> tangent) = Jax.Jvp(v => v * v, s_x, Jnp.Ones<float>([3]));
        Assert.Equal([0.25f, 1f, 4f], value.ToArray());
        Assert.Equal([1f, -2f, 4f], tangent.ToArray());
        (_, tangent) = Jax.Jvp((v, u) => v * u, (s_x, s_x), (Jnp.Ones<float>([3]), Jnp.Zeros<float>([3])));
        Assert.Equal(s_x.ToArray(), tangent.ToArray());
        (value, Func<NdArray<float>, (NdArray<float>, NdArray<float>)> pullback) = Jax.Vjp((v, u) => v * u, s_x, 3 * s_x);
        (NdArray<float> cv, NdArray<float> cu) = pullback(Jnp.Ones<float>([3]));
        Assert.Equal((3 * s_x).ToArray(), cv.ToArray());
        Assert.Equal(s_x.ToArray(), cu.ToArray());
        (value, Func<NdArray<float>, NdArray<float>> single) = Jax.Vjp(v => v * v, s_x);
        Assert.Equal((2 * s_x).ToArray(), single(Jnp.Ones<float>([3])).ToArray());
    }

    [Fact]
    public void Batches_of_gradients_and_gradients_of_batches()
    {
        NdArray<float> rows = Jnp.Stack([s_x, 2 * s_x]);
        Func<NdArray<float>, NdArray<float>> perRow = Jax.Vmap(Jax.Grad((NdArray<float> v) => Jnp.Sum(v * v * v)));
        Assert.Equal((3 * rows * rows).ToArray(), perRow(rows).ToArray());
        Assert.Equal((3 * rows * rows).ToArray(), Jax.Jit(perRow)(rows).ToArray());
        Assert.Equal((2 * rows).ToArray(), Jax.Grad((NdArray<float> r) => Jnp.Sum(Jax.Vmap((NdArray<float> v) => Jnp.Dot(v, v))(r)))(rows).ToArray());
        Assert.Equal([3, 2], Jax.Vmap((NdArray<float> v) => 2 * v, inAxes: 0, outAxes: 1)(rows).Shape.ToInts());
        Assert.Equal((rows * s_x).ToArray(), Jax.Vmap((NdArray<float> v, NdArray<float> w) => v * w, [0, null])(rows, s_x).ToArray());
    }

    [Fact]
    public void Captured_tracers_of_an_outer_transform_are_differentiated_too()
    {
        NdArray<float> second = Jax.Grad((NdArray<float> v) => Jnp.Sum(Jax.Grad((NdArray<float> u) => Jnp.Sum(u * u * v))(v)))(s_x);
        Assert.Equal((4 * s_x).ToArray(), second.ToArray());
    }

    [Fact]
    public void Relu_has_slope_0_at_0()
    {
        Assert.Equal([1f, 0f, 0f], Jax.Grad((NdArray<float> v) => Jnp.Sum(Nn.Relu(v)))(new([2f, 0f, -1f])).ToArray());
    }

    [Fact]
    public void Control_flow_runs_eagerly_compiled_and_differentiated()
    {
        NdArray<float> F(NdArray<float> v) => Lax.Cond(Jnp.Sum(v) > 0, u => u * u, u => -u, v);
        NdArray<float> G(NdArray<float> v)
        {
            (NdArray<float> carry, NdArray<float> ys) = Lax.Scan((NdArray<float> c, NdArray<float> row) => (c * row, c + row), Jnp.Array(1f), v);
            return carry + Jnp.Sum(ys);
        }
        Assert.Equal([0.25f, 1f, 4f], F(s_x).ToArray());
        Assert.Equal([0.25f, 1f, 4f], Jax.Jit(F)(s_x).ToArray());
        Assert.Equal([1f, -2f, 4f], Jax.Jvp(F, s_x, Jnp.Ones<float>([3])).Tangent.ToArray());
        Assert.Equal((float)G(s_x), (float)Jax.Jit(G)(s_x));
        // carry: x0 x1 x2; ys: 1 + x0, x0 + x1, x0 x1 + x2.
        Near([-2.0 + 2 - 1, 1.0 + 1 + 0.5, -0.5 + 1], Jax.Grad(G)(s_x).AsType<double>());
        Assert.Equal(32f, (float)Lax.WhileLoop((NdArray<float> v) => v < 20, v => v * 2, Jnp.Array(1f)));
        Assert.Equal([5.5f, 4f, 7f], Lax.ForiLoop(0, 5, (i, v) => v + 1, s_x).ToArray());
    }

    [Fact]
    public void Shapes_without_values()
    {
        NdArray<float> shape = Jax.EvalShape((NdArray<float> v) => v[.., NdIndex.NewAxis] * v, s_x);
        Assert.Equal("ShapeDtypeStruct(shape=(3, 3), dtype=float32)", shape.ToString());
        Assert.Equal([3, 3], shape.Shape.ToInts());
        Assert.Throws<InvalidOperationException>(() => shape.ToArray());
    }

    [Fact]
    public void Literals_of_jaxprs_are_JAXs()
    {
        Assert.Equal("{ lambda ; a:f32[3]. let b:f32[3] = mul 0.5:f32[] a in (b,) }", Jax.MakeJaxpr(v => 0.5 * v)(s_x).ToString());
        Assert.Equal("{ lambda ; a:f32[3]. let b:f32[3] = integer_pow[y=2] a in (b,) }", Jax.MakeJaxpr(v => Jnp.Power(v, 2))(s_x).ToString());
        Assert.Equal("{ lambda a:f32[3]; b:f32[3]. let c:f32[3] = add b a in (c,) }", Jax.MakeJaxpr(v => v + s_x)(s_x).ToString());
    }

    private static void Near(System.Collections.Generic.IEnumerable<double> expected, NdArray<double> actual) =>
        Assert.Equal(expected, actual.ToArray(), (a, b) => new Tolerance(1e-5, 1e-5, AnyZero: true).Covers(b, a));
}
