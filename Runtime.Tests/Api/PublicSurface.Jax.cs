// Compiles, and never runs: DESIGN's example, and one line for every public name of Jax, Nn, JaxRandom, JaxConfig and the attributes.
using System;
using SrcGenJit;

namespace Runtime.Tests.Api;

public static partial class Notebook
{
    [Jit]
    public static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);
}

internal static partial class PublicSurface
{
    private static NdArray<float> Loss(NdArray<float> w, NdArray<float> x, NdArray<float> y) => Jnp.Mean(Jnp.Square(Jnp.Dot(x, w) - y));

    private static NdArray<double> Energy(NdArray<double> x) => 0.5 * Jnp.Sum(x * x);

    private static float Square(float x) => x * x;

    private static double Product(double x, double y) => x * y;

    [Jit(Contract = true)]
    [return: Shape("n")]
    private static NdArray<float> Attributed([Shape("n d")] NdArray<float> x, [Static] int power) => Jnp.Sum(Jnp.Power(x, power), axis: -1);

    private static void FiveMinutes()
    {
        var key = JaxRandom.PRNGKey(123);
        var x = JaxRandom.Normal(key, [9]);
        Console.WriteLine(x);
        var y = Notebook.f(x);
        Console.WriteLine(Jax.MakeJaxpr(Notebook.f)(x));
        var df = Jax.Grad((NdArray<float> v) => Jnp.Sum(Notebook.f(v)));
        NdArray<float> slope = df(x);
        _ = (y, slope);
    }

    private static void Gradients(NdArray<float> w, NdArray<float> x, NdArray<float> y, NdArray<double> d, NdArray<int> labels, float lr)
    {
        NdArray<float> g = Jax.Grad(Loss)(w, x, y);
        g = Jax.Grad(Loss, argnums: 1)(w, x, y);
        NdArray<float>[] several = Jax.Grad(Loss, [0, 2])(w, x, y);
        g = w - lr * Jax.Grad(u => Loss(u, x, y))(w);
        g = Jax.Grad(v => Jnp.Sum(v * v))(w);
        g = Jax.Grad((v, u) => Jnp.Sum(v * u))(w, x);
        g = Jax.Grad((NdArray<float> v) => Jnp.Sum(v))(w);
        d = Jax.Grad(Energy)(d);
        d = Jax.Grad((NdArray<double> v) => Jnp.Sum(v))(d);
        float s = Jax.Grad(Square)(2f);
        s = Jax.Grad((float v) => v * v)(2f);
        double p = Jax.Grad(Product, 1)(2, 3);
        g = Jax.Grad((NdArray<float> v, NdArray<int> l) => Jnp.Sum(Nn.OneHot<float>(l, 3) * v))(w, labels);
        (NdArray<float> A, NdArray<float> B) pair = Jax.Grad(((NdArray<float> A, NdArray<float> B) q) => Jnp.Sum(q.A * q.B))((w, x));
        (g, NdArray<float> aux) = Jax.Grad((NdArray<float> v) => (Jnp.Sum(v), v * 2), hasAux: true)(w);
        (NdArray<float> value, g) = Jax.ValueAndGrad(Loss)(w, x, y);
        (value, several) = Jax.ValueAndGrad(Loss, [0, 1])(w, x, y);
        (value, g) = Jax.ValueAndGrad(v => Jnp.Sum(v * v))(w);
        ((value, aux), g) = Jax.ValueAndGrad((NdArray<float> v) => (Jnp.Sum(v), v * 2), hasAux: true)(w);
        (value, Func<NdArray<float>, NdArray<float>> pullback) = Jax.Vjp(Notebook.f, x);
        g = pullback(value);
        (value, Func<NdArray<float>, (NdArray<float>, NdArray<float>)> pullback2) = Jax.Vjp((v, u) => v * u, w, x);
        (g, _) = pullback2(value);
        (value, NdArray<float> tangent) = Jax.Jvp(Notebook.f, x, x);
        (value, tangent) = Jax.Jvp((v, u) => v * u, (w, x), (w, x));
        g = Jax.StopGradient(g);
        pair = Jax.StopGradient(pair);
        _ = (g, s, p, tangent, aux);
    }

    private static void Transforms(NdArray<float> w, NdArray<float> x, NdArray<float> y)
    {
        NdArray<float> r = Jax.Jit(Notebook.f)(x);
        r = Jax.Jit(Loss)(w, x, y);
        r = Jax.Jit((NdArray<float> v) => v + 1)(x);
        Func<NdArray<float>, NdArray<float>> stored = Notebook.f;
        r = Jax.Jit(stored)(x);
        r = Jax.Jit(Attributed)(x, 2);
        r = Jax.Vmap(Notebook.f)(x);
        r = Jax.Vmap(Loss, [null, 0, 0])(w, x, y);
        r = Jax.Vmap((NdArray<float> v) => Jnp.Sum(v), inAxes: 1, outAxes: 0)(x);
        r = Jax.Jit(Jax.Vmap(Jax.Grad((NdArray<float> v) => Jnp.Sum(v))))(x);
        r = Jax.EvalShape(Notebook.f, x);
        Jaxpr jaxpr = Jax.MakeJaxpr(Loss)(w, x, y);
        jaxpr = Jax.MakeJaxpr(v => Jnp.Sin(v))(x);
        jaxpr = Jax.MakeJaxpr((NdArray<float> v, float s) => v * s)(x, 2f);
        jaxpr = Jax.MakeJaxpr(Jax.Jit(Notebook.f))(x);
        jaxpr = Jax.MakeJaxpr(Attributed)(x, 2);
        jaxpr = Jax.MakeJaxpr(Square)(2f);
        int traces = Jax.CacheSize(stored);
        Jax.ClearCaches();
        JaxConfig.ThreefryPartitionable = JaxConfig.DisableJit = JaxConfig.LogCompiles = false;
        JaxConfig.Log = Console.WriteLine;
        _ = (r, jaxpr.ToString(JaxprStyle.Classic), traces);
    }

    private static void NetworksAndNumbers(NdArray<float> x, NdArray<double> d, NdArray<int> i, NdArray<uint> key)
    {
        x = Nn.Softmax(x) + Nn.Softmax(x, axis: 0) + Nn.LogSoftmax(x) + Nn.Logsumexp(x) + Nn.Logsumexp(x, 0, keepdims: true);
        x = Nn.Relu(x) + Nn.Gelu(x) + Nn.Gelu(x, approximate: false) + Nn.Sigmoid(x) + Nn.OneHot<float>(i, 4);
        key = JaxRandom.PRNGKey(0) + JaxRandom.PRNGKey(5_000_000_000) + JaxRandom.PRNGKey(i[0]);
        NdArray<uint> keys = JaxRandom.Split(key) + JaxRandom.Split(key, 3);
        key = JaxRandom.FoldIn(keys[0], 7) + JaxRandom.FoldIn(key, i[0]) + JaxRandom.FoldIn(key, key[0]) + JaxRandom.Bits(key, [2]);
        x = JaxRandom.Uniform(key, [2, 3]) + JaxRandom.Uniform(key, [3], -1, 1) + JaxRandom.Normal(key, [9]) + JaxRandom.Normal(key, x.Shape);
        d = JaxRandom.Uniform<double>(key, [2]) + JaxRandom.Uniform(key, [2], -1.0, 1.0) + JaxRandom.Normal<double>(key, [2]);
        _ = (x, d);
    }
}
