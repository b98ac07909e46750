// [Jit] methods without a [Shape] anywhere, as users write them first: the build infers what they take.
using System;
using SrcGenJit;

namespace Runtime.Tests.Shapes;

public sealed record Dense(NdArray<float> W, NdArray<float> B);

public sealed record Block(Dense First, Dense Second, NdArray<float> Gamma, NdArray<float> Beta);

public sealed record Body(NdArray<double> X, NdArray<double> V);

internal static class UndeclaredMethods
{
    // Products.
    [Jit]
    public static NdArray<float> Product(NdArray<float> x, NdArray<float> w) => Jnp.Matmul(x, w);

    [Jit]
    public static NdArray<float> Affine(NdArray<float> x, NdArray<float> w, NdArray<float> b) => Jnp.Matmul(x, w) + b;

    [Jit]
    public static NdArray<float> Mlp(NdArray<float> x, NdArray<float> w1, NdArray<float> b1, NdArray<float> w2, NdArray<float> b2) =>
        Jnp.Matmul(Jnp.Tanh(Jnp.Matmul(x, w1) + b1), w2) + b2;

    [Jit]
    public static NdArray<float> Attention(NdArray<float> q, NdArray<float> k, NdArray<float> v) =>
        Jnp.Matmul(Nn.Softmax(Jnp.Matmul(q, Jnp.Transpose(k)) / MathF.Sqrt(8f)), v);

    [Jit]
    public static float QuadraticForm(NdArray<float> x, NdArray<float> a) => (float)Jnp.Dot(x, Jnp.Matmul(a, x));

    [Jit]
    public static NdArray<float> DotOf(NdArray<float> x, NdArray<float> y) => Jnp.Dot(x, y);

    [Jit]
    public static float MeanSquaredError(NdArray<float> x, NdArray<float> w, NdArray<float> y) => (float)Jnp.Mean(Jnp.Square(Jnp.Matmul(x, w) - y));

    [Jit]
    public static NdArray<float> GradientOfLoss(NdArray<float> w, NdArray<float> x, NdArray<float> y) =>
        Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Square(Jnp.Matmul(x, v) - y)))(w);

    [Jit]
    public static NdArray<float> Covariance(NdArray<float> x)
    {
        var centred = x - Jnp.Mean(x, axis: 0);
        return Jnp.Matmul(Jnp.Transpose(centred), centred);
    }

    [Jit]
    public static NdArray<float> OneLayer(NdArray<float> x, Dense layer) => Nn.Relu(Jnp.Matmul(x, layer.W) + layer.B);

    [Jit]
    public static NdArray<float> Residual(NdArray<float> x, Block block)
    {
        var mean = Jnp.Mean(x, axis: -1, keepdims: true);
        var variance = Jnp.Mean(Jnp.Square(x - mean), axis: -1, keepdims: true);
        var y = (x - mean) / Jnp.Sqrt(variance + 1e-5f) * block.Gamma + block.Beta;
        return x + Jnp.Matmul(Nn.Relu(Jnp.Matmul(y, block.First.W) + block.First.B), block.Second.W) + block.Second.B;
    }

    [Jit]
    public static NdArray<float> ProductOfPair((NdArray<float> A, NdArray<float> B) pair) => Jnp.Matmul(pair.A, pair.B);

    [Jit]
    public static NdArray<float> HalfDeclared([Shape("n d")] NdArray<float> x, NdArray<float> w) => Jnp.Matmul(x, w);

    // Elementwise, and with one axis.
    [Jit]
    public static NdArray<float> Blend(NdArray<float> x, NdArray<float> y) => x * Jnp.Sin(y) + 1f;

    [Jit]
    public static NdArray<float> Choose(NdArray<bool> mask, NdArray<float> x, NdArray<float> y) => Jnp.Where(mask, x, y);

    [Jit]
    public static NdArray<float> RowSums(NdArray<float> x, NdArray<float> y) => Jnp.Sum(x * y, axis: 1);

    [Jit]
    public static NdArray<float> SoftmaxOf(NdArray<float> x) => Nn.Softmax(x);

    [Jit]
    public static NdArray<float> LayerNorm(NdArray<float> x, NdArray<float> gamma, NdArray<float> beta)
    {
        var mean = Jnp.Mean(x, axis: -1, keepdims: true);
        var variance = Jnp.Mean(Jnp.Square(x - mean), axis: -1, keepdims: true);
        return (x - mean) / Jnp.Sqrt(variance + 1e-5f) * gamma + beta;
    }

    [Jit]
    public static NdArray<float> CrossEntropy(NdArray<float> logits, NdArray<float> labels) => -Jnp.Sum(labels * Nn.LogSoftmax(logits), axis: -1);

    [Jit]
    public static NdArray<float> BatchNorm(NdArray<float> x) => (x - Jnp.Mean(x, axis: 0)) / (Jnp.Std(x, axis: 0) + 1e-3f);

    [Jit]
    public static NdArray<float> Unit(NdArray<float> x) => x / Jnp.Sqrt(Jnp.Sum(x * x, axis: -1, keepdims: true));

    [Jit]
    public static NdArray<int> Winners(NdArray<float> x) => Jnp.Argmax(x, axis: -1);

    [Jit]
    public static float Total(NdArray<float> x) => (float)Jnp.Sum(x * x);

    [Jit]
    public static NdArray<float> RunningSums(NdArray<float> x) => Jnp.Cumsum(x, axis: 1);

    // Axes.
    [Jit]
    public static NdArray<float> TransposeOf(NdArray<float> x) => 2f * Jnp.Transpose(x);

    [Jit]
    public static NdArray<float> SwapLast(NdArray<float> x) => Jnp.Transpose(x, [0, 2, 1]);

    [Jit]
    public static NdArray<float> Beside(NdArray<float> x, NdArray<float> y) => Jnp.Concatenate([x, y], axis: 1);

    [Jit]
    public static NdArray<float> Stacked(NdArray<float> x, NdArray<float> y) => Jnp.Stack([x, y]);

    [Jit]
    public static NdArray<float> Twelve(NdArray<float> x) => Jnp.Reshape(x, [3, 4]);

    [Jit]
    public static NdArray<float> Squeezed(NdArray<float> x) => 2f * Jnp.Squeeze(x);

    [Jit]
    public static NdArray<float> Mapped(NdArray<float> x, NdArray<float> y) => Jax.Vmap((NdArray<float> a, NdArray<float> b) => a * b)(x, y);

    [Jit]
    public static NdArray<float> ByRank(NdArray<float> x) => x.Rank > 2 ? -x : x;

    [Jit]
    public static NdArray<float> OverWidth(NdArray<float> x) => x / (float)(int)x.Shape[1];

    // Indices and slices.
    [Jit]
    public static NdArray<float> Laplace(NdArray<float> u) => 0.25f * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..]) - u[1..^1, 1..^1];

    [Jit]
    public static NdArray<float> HeatStep(NdArray<float> u, float alpha)
    {
        var inner = u[1..^1, 1..^1] + alpha * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..] - 4 * u[1..^1, 1..^1]);
        return u.At[1..^1, 1..^1].Set(inner);
    }

    [Jit]
    public static NdArray<float> SecondDifference(NdArray<float> u) => u[2..] - 2f * u[1..^1] + u[..^2];

    [Jit]
    public static NdArray<float> Luminance(NdArray<float> rgb) => 0.299f * rgb[.., .., 0] + 0.587f * rgb[.., .., 1] + 0.114f * rgb[.., .., 2];

    [Jit]
    public static NdArray<float> Sobel(NdArray<float> u)
    {
        var gx = u[..^2, 2..] + 2 * u[1..^1, 2..] + u[2.., 2..] - u[..^2, ..^2] - 2 * u[1..^1, ..^2] - u[2.., ..^2];
        var gy = u[2.., ..^2] + 2 * u[2.., 1..^1] + u[2.., 2..] - u[..^2, ..^2] - 2 * u[..^2, 1..^1] - u[..^2, 2..];
        return Jnp.Sqrt(gx * gx + gy * gy);
    }

    [Jit]
    public static NdArray<float> Convolution(NdArray<float> x, NdArray<float> kernel)
    {
        var sum = kernel[0] * x[..^2];
        for (int i = 1; i < 3; i++)
        {
            sum += kernel[i] * (i == 1 ? x[1..^1] : x[2..]);
        }
        return sum;
    }

    [Jit]
    public static NdArray<float> Convolution2d(NdArray<float> image, NdArray<float> kernel)
    {
        var sum = kernel[0, 0] * image[..^1, ..^1];
        sum += kernel[0, 1] * image[..^1, 1..];
        sum += kernel[1, 0] * image[1.., ..^1];
        return sum + kernel[1, 1] * image[1.., 1..];
    }

    [Jit]
    public static NdArray<float> Horner(NdArray<float> c, NdArray<float> x) => c[0] + x * (c[1] + x * c[2]);

    [Jit]
    public static NdArray<float> Shifted(NdArray<float> x, NdArray<float> y) => x[1..] * y;

    [Jit]
    public static NdArray<float> Wave(NdArray<float> u0)
    {
        var (last, _) = Lax.ForiLoop(0, 3, (i, s) =>
        {
            (NdArray<float> u, NdArray<float> before) = s;
            return (Jnp.Concatenate([u[..1], 2 * u[1..^1] - before[1..^1] + 0.5f * (u[2..] - 2 * u[1..^1] + u[..^2]), u[^1..]]), u);
        }, (u0, u0));
        return last;
    }

    [Jit]
    public static NdArray<float> WaveStep(NdArray<float> u, NdArray<float> v) => v + Jnp.Concatenate([Jnp.Zeros<float>([1]), u[2..] - u[..^2], Jnp.Zeros<float>([1])]) * u;

    [Jit]
    public static NdArray<float> Diffused(NdArray<float> u)
    {
        for (int k = 0; k < 40; k++)
        {
            NdArray<float> inner = 0.25f * (u[1..^1, 2..] + u[1..^1, ..^2] + u[2.., 1..^1] + u[..^2, 1..^1]);
            NdArray<float> wide = Jnp.Concatenate([u[1..^1, ..1], inner, u[1..^1, ^1..]], 1);
            u = Jnp.Concatenate([u[..1], wide, u[^1..]], 0);
        }
        return u;
    }

    [Jit]
    public static NdArray<float> Tail(NdArray<float> u, NdArray<float> w)
    {
        int n = (int)u.Shape[0], m = (int)w.Shape[0];
        return u + Jnp.Concatenate([u[..Math.Max(n - m, 0)], w]);
    }

    [Jit]
    public static NdArray<float> SlopeOfWave(NdArray<float> u) => Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Square(Wave(v))))(u);

    [Jit]
    public static float FirstTwo(NdArray<float> x) => (float)x[0] + (float)x[1];

    [Jit]
    public static NdArray<float> Pick(NdArray<float> x, NdArray<int> i) => x[i, 1];

    [Jit]
    public static NdArray<float> Embedding(NdArray<float> table, NdArray<int> ids) => table[ids];

    [Jit]
    public static NdArray<float> Window(NdArray<float> x, NdArray<int> start) => Lax.DynamicSlice(x, [start], [3]);

    [Jit]
    public static NdArray<float> OuterProduct(NdArray<float> x, NdArray<float> y) => x[.., NdIndex.NewAxis] * y;

    [Jit]
    public static NdArray<double> Accelerations(NdArray<double> x, NdArray<double> m)
    {
        var d = x[NdIndex.NewAxis, .., ..] - x[.., NdIndex.NewAxis, ..];
        var r2 = Jnp.Sum(d * d, axis: -1) + 1e-6;
        var w = m / (r2 * Jnp.Sqrt(r2));
        return Jnp.Sum(d * w[.., .., NdIndex.NewAxis], axis: 1);
    }

    [Jit]
    public static (NdArray<double> X, NdArray<double> V) Leapfrog(NdArray<double> x, NdArray<double> v, NdArray<double> m, double dt)
    {
        v += dt / 2 * Accelerations(x, m);
        x += dt * v;
        v += dt / 2 * Accelerations(x, m);
        return (x, v);
    }

    [Jit]
    public static Body Drift(Body body, double dt) => new(body.X + dt * body.V, body.V - dt * body.X);

    // Loops and keys.
    [Jit]
    public static NdArray<float> Decay(NdArray<float> x) => Lax.ForiLoop(0, 5, (i, v) => v * 0.5f + x[0], x);

    [Jit]
    public static NdArray<float> Noise(NdArray<uint> key) => JaxRandom.Normal(key, [3, 4]);

    [Jit]
    public static NdArray<float> Dropout(NdArray<uint> key, NdArray<float> x) => Jnp.Where(JaxRandom.Uniform(key, x.Shape) < 0.5f, x, Jnp.ZerosLike(x));

    [Jit]
    public static NdArray<float> Walk(NdArray<uint> key, NdArray<float> x) => x + 0.1f * JaxRandom.Normal(JaxRandom.FoldIn(key, 1), [4]);

    [Jit]
    public static NdArray<double> CallPrices(NdArray<double> s, NdArray<double> k, NdArray<double> t, double r, NdArray<double> vol)
    {
        var sqrtT = Jnp.Sqrt(t);
        var d1 = (Jnp.Log(s / k) + (r + 0.5 * vol * vol) * t) / (vol * sqrtT);
        var d2 = d1 - vol * sqrtT;
        return s * NormCdf(d1) - k * Jnp.Exp(-r * t) * NormCdf(d2);
    }

    [Jit]
    public static (NdArray<double> Delta, NdArray<double> Gamma, NdArray<double> Vega) VectorGreeks(NdArray<double> s, NdArray<double> k, NdArray<double> t, double r, NdArray<double> vol)
    {
        var delta = Jax.Grad((NdArray<double> x) => Jnp.Sum(CallPrices(x, k, t, r, vol)));
        var gamma = Jax.Grad((NdArray<double> x) => Jnp.Sum(delta(x)));
        var vega = Jax.Grad((NdArray<double> x) => Jnp.Sum(CallPrices(s, k, t, r, x)));
        return (delta(s), gamma(s), vega(vol));
    }

    [Jit]
    public static NdArray<float> Later([Shape("n*2")] NdArray<float> x, [Shape("n")] NdArray<float> y) => x[..^1] * Jnp.Sum(y);

    private static NdArray<double> NormCdf(NdArray<double> x) => 0.5 * (1.0 + Lax.Erf(x / Math.Sqrt(2.0)));
}
