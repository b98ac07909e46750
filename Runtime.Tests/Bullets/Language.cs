// [Jit] methods that use one part of C# each.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SrcGenJit;

namespace Runtime.Tests.Bullets;

public enum Activation
{
    Tanh,
    Relu,
}

public record Dense(NdArray<float> Weights, NdArray<float> Bias)
{
    public NdArray<float> Apply(NdArray<float> x) => Jnp.Matmul(x, Weights) + Bias;
}

public sealed class Settings
{
    public float Rate { get; init; } = 0.5f;

    public required int Steps { get; init; }
}

internal static class Language
{
    private const float Half = 0.5f;
    private static readonly float[] s_coefficients = [1f, -0.5f, 0.25f];

    [Jit]
    public static NdArray<float> SameSizes([Shape("4 3")] NdArray<float> x, [Shape("3 3")] NdArray<float> y)
    {
        NdArray<float> z = x.Shape[0] == y.Shape[0] ? x + 1f : x - 1f;
        z = x.Shape[1] == y.Shape[1] && x.Size != y.Size ? z * 2f : z;
        z = x.Shape == y.Shape || y.Shape != y.Shape ? z : z * 3f;
        return x.Shape[1] == 3 ? z : -z;
    }

    [Jit]
    public static NdArray<float> RowsInOne([Shape("n m")] NdArray<float> x)
    {
        NdArray<float> flat = Jnp.Ravel(x);
        return Jnp.Concatenate([flat[1..], flat[..3], Jnp.Reshape(x[1..], [-1]), flat[new Slice(null, null, 2)]]);
    }

    [Jit]
    public static NdArray<float> Blocks(NdArray<float> x)
    {
        NdArray<float> y = x;
        var z = y * 2f;
        y = z + y;
        y += 1f;
        y -= x;
        {
            NdArray<float> inner = -y;
            y = inner * inner;
        }
        return y;
    }

    [Jit]
    public static NdArray<float> ForLoop(NdArray<float> x)
    {
        NdArray<float> sum = x;
        for (int i = 1; i <= 4; i++)
        {
            if (i % 2 == 0)
            {
                continue;
            }
            sum += x * i;
        }
        return sum;
    }

    [Jit]
    public static NdArray<float> ForEach(NdArray<float> x)
    {
        NdArray<float> y = Jnp.ZerosLike(x);
        foreach (float c in s_coefficients)
        {
            y = y * x + c;
        }
        return y;
    }

    [Jit]
    public static NdArray<float> WhileAndSwitch(NdArray<float> x)
    {
        int k = 0;
        while (true)
        {
            k++;
            switch (k)
            {
                case 1:
                    x = Jnp.Sin(x);
                    break;
                case 2:
                    x = Jnp.Cos(x);
                    break;
                default:
                    return k > 2 ? x : -x;
            }
        }
    }

    [Jit]
    public static NdArray<float> LocalFunctions(NdArray<float> x)
    {
        return Twice(Twice(x)) + Scaled(2f);

        NdArray<float> Twice(NdArray<float> v) => v + v;

        NdArray<float> Scaled(float factor) => x * factor;
    }

    [Jit]
    public static NdArray<float> Lambdas(NdArray<float> x)
    {
        Func<NdArray<float>, NdArray<float>> square = v => v * v;
        Func<Func<NdArray<float>, NdArray<float>>, NdArray<float>> twice = f => f(f(x));
        return twice(square);
    }

    [Jit]
    public static (NdArray<float> Sum, NdArray<float> Difference) Tuples(NdArray<float> x, NdArray<float> y)
    {
        (NdArray<float> a, NdArray<float> b) = Swap((x, y));
        return (a + b, a - b);
    }

    private static (NdArray<float>, NdArray<float>) Swap((NdArray<float> First, NdArray<float> Second) pair) => (pair.Second, pair.First);

    [Jit]
    public static NdArray<float> Records([Shape("n 3")] NdArray<float> x, [Shape("3 3")] NdArray<float> w, [Shape("3")] NdArray<float> b)
    {
        Dense layer = new(w, b);
        Dense other = layer with { Bias = b * 2f };
        return other.Apply(layer.Apply(x));
    }

    [Jit]
    public static NdArray<float> Classes(NdArray<float> x)
    {
        Settings settings = new() { Steps = 3 };
        for (int i = 0; i < settings.Steps; i++)
        {
            x -= settings.Rate * Jnp.Sin(x);
        }
        return x;
    }

    [Jit]
    public static NdArray<float> OptionalAndNamed(NdArray<float> x) => Affine(x, shift: 1f) + Affine(shift: Half, x: x, scale: 3f);

    private static NdArray<float> Affine(NdArray<float> x, float scale = 2f, float shift = 0f) => x * scale + shift;

    [Jit]
    public static double Scalars(double a, double b) => Math.Sqrt(a * a + b * b) + Math.Max(a, b) - Math.Abs(b);

    [Jit]
    public static float SingleScalars(float a, float b) => MathF.Sqrt(a * a + b * b) + MathF.Max(a, b) - MathF.Abs(b);

    [Jit]
    public static NdArray<float> ArrayAndScalar(NdArray<float> x, float scale) => Jnp.Sin(x) * scale + 1f;

    [Jit]
    public static NdArray<T> Generic<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => Jnp.Sqrt(Jnp.Square(x) + T.One) * T.CreateChecked(0.5) - T.Pi;

    [Jit]
    public static NdArray<float> Collections(NdArray<float> x)
    {
        List<NdArray<float>> parts = [];
        foreach (int power in Enumerable.Range(1, 3))
        {
            parts.Add(Lax.IntegerPow(x, power));
        }
        NdArray<float>[] scaled = [.. parts.Select((p, i) => p * (i + 1f))];
        return scaled.Aggregate((a, b) => a + b);
    }

    [Jit]
    public static NdArray<float> Patterns(NdArray<float> x, [Static] Activation activation) => activation switch
    {
        Activation.Tanh => Jnp.Tanh(x),
        Activation.Relu => Nn.Relu(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    [Jit]
    public static NdArray<float> Shapes([Shape("n d")] NdArray<float> x)
    {
        int rank = x.Rank;
        return rank == 2 ? Jnp.Reshape(x, [x.Shape[1], x.Shape[0]]) : x;
    }

    [Jit]
    public static NdArray<float> Indexing([Shape("n 4")] NdArray<float> x) => x[.., 0] + x[.., ^1] * 2f + Jnp.Sum(x[.., 1..3], axis: 1);

    [Jit]
    public static NdArray<float> Nested(NdArray<float> x) => Blocks(x) + ForLoop(x);

    [Jit]
    public static NdArray<float> Transforms([Shape("n")] NdArray<float> x)
    {
        (NdArray<float> value, NdArray<float> gradient) = Jax.ValueAndGrad((NdArray<float> v) => Jnp.Sum(Jnp.Sin(v) * v))(x);
        (_, NdArray<float> tangent) = Jax.Jvp((NdArray<float> v) => Jnp.Exp(v) * 0.1f, x, Jnp.OnesLike(x));
        return gradient * value + tangent;
    }
}
