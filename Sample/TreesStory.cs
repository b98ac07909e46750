// Models as plain C# types: records in records, lists, dictionaries and tuples go through Grad, Vmap, Jit and Scan whole, also where no code is made at run time.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SrcGenJit.Sample;

/// <summary>A layer: its bias is optional, and stands beside the constructor.</summary>
public record Dense(NdArray<float> Weights)
{
    public NdArray<float>? Bias { get; init; }

    public NdArray<float> Apply(NdArray<float> x) => Bias is null ? Jnp.Matmul(x, Weights) : Jnp.Matmul(x, Weights) + Bias;
}

public record Network(List<Dense> Hidden, Dense Last)
{
    public NdArray<float> Apply(NdArray<float> x) => Last.Apply(Hidden.Aggregate(x, (h, layer) => Jnp.Tanh(layer.Apply(h))));
}

/// <summary>A value of any kind with how it last moved.</summary>
public record Moving<T>(T Value, T Step);

internal static class TreesStory
{
    private const float Rate = 0.05f;

    public static void Tell()
    {
        Console.WriteLine();
        Console.WriteLine("Models as trees of arrays");
        Console.WriteLine();
        Train();
        Line("a batch of a dictionary", Jax.Vmap((Dictionary<string, NdArray<float>> d) => d["rate"] * Jnp.Sum(d["x"]))(
            new() { ["x"] = Jnp.Reshape(Jnp.Arange<float>(6), [2, 3]), ["rate"] = new([1f, 10f]) }));
        Fibonacci();
    }

    // Two hidden layers learn sin(x); the compiled step takes and gives the model with its momentum.
    private static void Train()
    {
        NdArray<uint>[] keys = [.. Enumerable.Range(0, 3).Select(i => JaxRandom.PRNGKey(i))];
        NdArray<float> x = Jnp.Reshape(Jnp.Linspace<float>(-2, 2, 32), [32, 1]), y = Jnp.Sin(x);
        Network network = new(
            [new(JaxRandom.Normal(keys[0], [1, 8])) { Bias = Jnp.Zeros<float>([8]) }, new(JaxRandom.Normal(keys[1], [8, 8]) * 0.3f)],
            new(JaxRandom.Normal(keys[2], [8, 1]) * 0.3f) { Bias = Jnp.Zeros<float>([1]) });

        var lossAndGradient = Jax.ValueAndGrad((Network n, (NdArray<float> X, NdArray<float> Y) data) => Jnp.Mean(Jnp.Square(n.Apply(data.X) - data.Y)));
        var step = Jax.Jit((Moving<Network> model, (NdArray<float> X, NdArray<float> Y) data) =>
        {
            (NdArray<float> loss, Network slope) = lossAndGradient(model.Value, data);
            Network moved = Both(model.Step, slope, (m, g) => 0.9f * m - Rate * g);
            return (Model: new Moving<Network>(Both(model.Value, moved, (w, m) => w + m), moved), Loss: loss);
        });
        Moving<Network> state = new(network, Both(network, network, (w, _) => w * 0));
        NdArray<float> loss = lossAndGradient(network, (x, y)).Value;
        Line("loss before", loss);
        for (int i = 0; i < 200; i++)
        {
            (state, loss) = step(state, (x, y));
        }
        Console.WriteLine($"{"loss below 0.01 after",-28} {(float)loss < 0.01f}");
    }

    private static Network Both(Network a, Network b, Func<NdArray<float>, NdArray<float>, NdArray<float>> f)
    {
        return new([.. a.Hidden.Zip(b.Hidden, Layer)], Layer(a.Last, b.Last));

        Dense Layer(Dense l, Dense r) => new(f(l.Weights, r.Weights)) { Bias = l.Bias is { } bias ? f(bias, r.Bias!) : null };
    }

    // Nothing to scan over, five carries, one of them a tuple.
    private static void Fibonacci()
    {
        (NdArray<int>, NdArray<int>, NdArray<float>, (NdArray<float>, NdArray<float>), NdArray<bool>) start =
            (Jnp.Array(0), Jnp.Array(1), Jnp.Array(1f), (Jnp.Array(1f), Jnp.Array(2f)), Jnp.Array(true));
        var (last, ys) = Lax.Scan(
            ((NdArray<int> A, NdArray<int> B, NdArray<float> C, (NdArray<float> D, NdArray<float> E) P, NdArray<bool> F) c, ValueTuple _) =>
                (Carry: (c.B, c.A + c.B, c.C * 2, (c.P.E, c.P.D), !c.F), Y: c.A),
            start, default(ValueTuple), length: 10);
        Line("Fibonacci", ys);
        Line("the last carry", last.Item3);
    }

    private static void Line<T>(string name, NdArray<T> value)
        where T : struct, IFormattable => Console.WriteLine(
            $"{name,-28} {string.Join(" ", value.ToArray().Select(v => v.ToString("G4", CultureInfo.InvariantCulture)))}");
}
