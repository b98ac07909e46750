// C# as its users first wrote it: options priced on random paths.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.SharedCSharp;

public static partial class MonteCarlo
{
    // P1.10
    [Jit]
    public static double European(NdArray<uint> key, double s, double k, double t, double r, double vol, [Static] int paths)
    {
        var z = JaxRandom.Normal<double>(key, [paths]);
        var st = s * Jnp.Exp((r - 0.5 * vol * vol) * t + vol * Math.Sqrt(t) * z);
        var payoff = Jnp.Maximum(st - k, 0.0);
        return (double)(Math.Exp(-r * t) * Jnp.Mean(payoff));
    }

    // P1.11
    [Jit]
    public static NdArray<double> Asian(NdArray<uint> key, double s, double k, double t, double r, double vol, [Static] int paths, [Static] int steps)
    {
        double dt = t / steps;
        var z = JaxRandom.Normal<double>(key, [paths, steps]);
        var increments = (r - 0.5 * vol * vol) * dt + vol * Math.Sqrt(dt) * z;
        var path = s * Jnp.Exp(Jnp.Cumsum(increments, axis: 1));
        var average = Jnp.Mean(path, axis: 1);
        return Math.Exp(-r * t) * Jnp.Mean(Jnp.Maximum(average - k, 0.0));
    }

    // P1.12 step by step, a loop that keeps no matrix
    [Jit]
    public static NdArray<double> AsianLoop(NdArray<uint> key, double s, double k, double t, double r, double vol, [Static] int paths, [Static] int steps)
    {
        double dt = t / steps;
        var spot = Jnp.Full([paths], s);
        var sum = Jnp.Zeros<double>([paths]);
        for (int i = 0; i < steps; i++)
        {
            var z = JaxRandom.Normal<double>(JaxRandom.FoldIn(key, i), [paths]);
            spot = spot * Jnp.Exp((r - 0.5 * vol * vol) * dt + vol * Math.Sqrt(dt) * z);
            sum = sum + spot;
        }
        return Math.Exp(-r * t) * Jnp.Mean(Jnp.Maximum(sum / steps - k, 0.0));
    }

    // P1.13 pathwise delta
    [Jit]
    public static double EuropeanDelta(NdArray<uint> key, double s, double k, double t, double r, double vol, [Static] int paths) =>
        Jax.Grad((double x) => European(key, x, k, t, r, vol, paths))(s);
}
