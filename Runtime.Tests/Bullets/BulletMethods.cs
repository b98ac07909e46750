// The [Jit] methods of the tracer bullets.
using SrcGenJit;

namespace Runtime.Tests.Bullets;

public readonly record struct Body(NdArray<float> Position, NdArray<float> Velocity, float Time);

internal static class BulletMethods
{
    [Jit]
    public static NdArray<float> F(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    [Jit]
    public static NdArray<float> Nine([Shape("9")] NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    [Jit]
    public static NdArray<float> Loss([Shape("d")] NdArray<float> w, [Shape("n d")] NdArray<float> x, [Shape("n")] NdArray<float> y) =>
        Jnp.Mean(Jnp.Square(Jnp.Tanh(Jnp.Dot(x, w)) - y));

    [Jit]
    public static NdArray<float> Step([Shape("d")] NdArray<float> w, [Shape("n d")] NdArray<float> x, [Shape("n")] NdArray<float> y, float lr) =>
        w - lr * Jax.Grad((NdArray<float> u) => Loss(u, x, y))(w);

    [Jit]
    public static NdArray<float> Steps([Shape("k d")] NdArray<float> ws, [Shape("n d")] NdArray<float> x, [Shape("n")] NdArray<float> y) =>
        Jax.Vmap((NdArray<float> w) => Step(w, x, y, 0.5f))(ws);

    [Jit]
    public static NdArray<float> GradOfVmap([Shape("k d")] NdArray<float> ws, [Shape("n d")] NdArray<float> x, [Shape("n")] NdArray<float> y) =>
        Jax.Grad((NdArray<float> all) => Jnp.Sum(Jax.Vmap((NdArray<float> w) => Loss(w, x, y))(all)))(ws);

    [Jit]
    public static NdArray<float> Simulate([Shape("2")] NdArray<float> start, [Shape("t 2")] NdArray<float> forces)
    {
        (Body last, NdArray<float> path) = Lax.Scan(
            (Body body, NdArray<float> force) =>
            {
                NdArray<float> velocity = body.Velocity + 0.1f * (force - Jnp.Sin(body.Position));
                Body next = new(body.Position + 0.1f * velocity, velocity, body.Time + 0.1f);
                return (next, next.Position * next.Time);
            },
            new Body(start, Jnp.ZerosLike(start), 0f),
            forces);
        return Jnp.Concatenate([Jnp.Ravel(path), last.Velocity]);
    }

    [Jit]
    public static NdArray<float> SimulateGradient([Shape("2")] NdArray<float> start, [Shape("t 2")] NdArray<float> forces) =>
        Jax.Grad((NdArray<float> s) => Jnp.Sum(Simulate(s, forces)))(start);

    [Jit]
    public static NdArray<float> Softmax(NdArray<float> x) => Nn.Softmax(x, axis: -1);

    [Jit]
    public static NdArray<float> Mixed(NdArray<float> x, NdArray<float> y) => Jnp.Sin(x) * y;

    // One shape for both and a read of the last axis: an argument of shape (1, n) is outside of that.
    [Jit]
    public static NdArray<float> RowScale(NdArray<float> x, NdArray<float> y) => Nn.Softmax(x * y, axis: -1) * Jnp.Max(x, axis: -1, keepdims: true) * 0f + x * y;

    [Jit]
    public static NdArray<double> MixedTypes(NdArray<float> f, NdArray<double> d, NdArray<uint> u, NdArray<bool> b) =>
        Jnp.Where(b & (f > 0f), f.AsType<double>() * d, (u & 3u).AsType<double>()) + 1.0;
}
