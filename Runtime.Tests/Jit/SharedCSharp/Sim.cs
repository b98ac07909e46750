// C# as its users first wrote it: stencils, images, bodies and fractals. Left out, because a later issue brings what they need: Heat.StepRoll and Life.Step (Jnp.Roll), Images.Blur (Jnp.Pad),
// Images.Equalise (Jnp.Bincount), Images.Gamma, Brighten and Grey (bytes), and Heat.StepInto without [Shape], whose spans have no shape.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.SharedCSharp;

public static partial class Heat
{
    // P4.1: slices, borders kept
    [Jit]
    public static NdArray<float> Step(NdArray<float> u, float alpha)
    {
        var inner = u[1..^1, 1..^1] + alpha * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..] - 4 * u[1..^1, 1..^1]);
        return u.At[1..^1, 1..^1].Set(inner);
    }

    // P4.3: many steps
    [Jit]
    public static NdArray<float> Run(NdArray<float> u, float alpha, int steps) => Lax.ForiLoop(0, steps, (i, v) => Step(v, alpha), u);

    [Jit]
    public static NdArray<float> RunFor(NdArray<float> u, float alpha, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            u = Step(u, alpha);
        }
        return u;
    }
}

public static partial class Images
{
    // luminance of an RGB image [h, w, 3]
    [Jit]
    public static NdArray<float> Luminance(NdArray<float> rgb) => 0.299f * rgb[.., .., 0] + 0.587f * rgb[.., .., 1] + 0.114f * rgb[.., .., 2];

    [Jit]
    public static NdArray<float> Sobel(NdArray<float> u)
    {
        var gx = u[..^2, 2..] + 2 * u[1..^1, 2..] + u[2.., 2..] - u[..^2, ..^2] - 2 * u[1..^1, ..^2] - u[2.., ..^2];
        var gy = u[2.., ..^2] + 2 * u[2.., 1..^1] + u[2.., 2..] - u[..^2, ..^2] - 2 * u[..^2, 1..^1] - u[..^2, 2..];
        return Jnp.Sqrt(gx * gx + gy * gy);
    }
}

public static partial class NBody
{
    // P4.8: positions [n, 3], masses [n]
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
    public static double Energy(NdArray<double> x, NdArray<double> v, NdArray<double> m)
    {
        double kinetic = 0.5 * (double)Jnp.Sum(m[.., NdIndex.NewAxis] * v * v);
        double potential = 0;
        int n = (int)m.Shape[0];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                var d = x[i] - x[j];
                potential -= (double)(m[i] * m[j] / Jnp.Sqrt(Jnp.Sum(d * d)));
            }
        }
        return kinetic + potential;
    }
}

public static partial class Mandelbrot
{
    // P4.9: one pixel
    [Jit]
    public static int Escape(double cx, double cy)
    {
        double x = 0, y = 0;
        int i = 0;
        while (x * x + y * y <= 4 && i < 256)
        {
            (x, y) = (x * x - y * y + cx, 2 * x * y + cy);
            i++;
        }
        return i;
    }

    // P4.10: the picture
    [Jit]
    public static NdArray<int> Picture(NdArray<double> cx, NdArray<double> cy) => Jax.Vmap((NdArray<double> a, NdArray<double> b) => EscapeArray(a, b))(cx, cy);

    private static NdArray<int> EscapeArray(NdArray<double> cx, NdArray<double> cy)
    {
        var zero = Jnp.ZerosLike(cx);
        return Lax.WhileLoop(
            s => (s.Item1 * s.Item1 + s.Item2 * s.Item2 <= 4.0) & (s.Item3 < 256),
            s => (s.Item1 * s.Item1 - s.Item2 * s.Item2 + cx, 2 * s.Item1 * s.Item2 + cy, s.Item3 + 1),
            (zero, zero, Jnp.Zeros<int>([]))).Item3;
    }

    // P4.10b: whole arrays, a fixed count
    [Jit]
    public static NdArray<int> PictureArrays(NdArray<double> cx, NdArray<double> cy)
    {
        var (x, y, n) = (Jnp.ZerosLike(cx), Jnp.ZerosLike(cx), Jnp.Zeros<int>(cx.Shape));
        for (int i = 0; i < 50; i++)
        {
            var inside = x * x + y * y <= 4.0;
            n += inside.AsType<int>();
            (x, y) = (Jnp.Where(inside, x * x - y * y + cx, x), Jnp.Where(inside, 2 * x * y + cy, y));
        }
        return n;
    }
}

public static partial class Wave
{
    // P4.11: 1-d wave equation over ForiLoop with a pair
    [Jit]
    public static NdArray<float> Run(NdArray<float> u0, float c2, [Static] int steps)
    {
        var (last, _) = Lax.ForiLoop(0, steps, (i, s) =>
        {
            var (u, before) = s;
            var lap = u[2..] - 2 * u[1..^1] + u[..^2];
            var next = Jnp.Concatenate([Jnp.Zeros<float>([1]), 2 * u[1..^1] - before[1..^1] + c2 * lap, Jnp.Zeros<float>([1])]);
            return (next, u);
        }, (u0, u0));
        return last;
    }
}
