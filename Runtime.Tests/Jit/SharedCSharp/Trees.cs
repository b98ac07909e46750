// C# as its users first wrote it: trees, curves and swaps.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.SharedCSharp;

public static partial class Binomial
{
    // P1.14 as in any book
    [Jit]
    public static double American(double s, double k, double t, double r, double vol, [Static] int n)
    {
        double dt = t / n;
        double u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u;
        double p = (Math.Exp(r * dt) - d) / (u - d);
        double df = Math.Exp(-r * dt);
        var v = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            v[i] = Math.Max(k - s * Math.Pow(u, 2 * i - n), 0);
        }
        for (int step = n - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                double hold = df * (p * v[i + 1] + (1 - p) * v[i]);
                double exercise = k - s * Math.Pow(u, 2 * i - step);
                v[i] = Math.Max(hold, exercise);
            }
        }
        return v[0];
    }

    // P1.15 with arrays
    [Jit]
    public static NdArray<double> AmericanArrays(double s, double k, double t, double r, double vol, [Static] int n)
    {
        double dt = t / n;
        double u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u;
        double p = (Math.Exp(r * dt) - d) / (u - d);
        double df = Math.Exp(-r * dt);
        NdArray<double> Spots(int step) => s * Jnp.Power((NdArray<double>)u, 2 * Jnp.Arange<double>(step + 1) - step);
        var v = Jnp.Maximum(k - Spots(n), 0.0);
        for (int step = n - 1; step >= 0; step--)
        {
            v = Jnp.Maximum(df * (p * v[1..] + (1 - p) * v[..^1]), k - Spots(step));
        }
        return v[0];
    }
}

public static partial class Curve
{
    // P1.16 discount factors from par swap rates, annual
    [Jit]
    public static double[] Bootstrap(double[] parRates)
    {
        var df = new double[parRates.Length];
        double annuity = 0;
        for (int i = 0; i < parRates.Length; i++)
        {
            df[i] = (1 - parRates[i] * annuity) / (1 + parRates[i]);
            annuity += df[i];
        }
        return df;
    }

    // P1.17 log-linear interpolation in a curve of pillars
    [Jit]
    public static double Discount(NdArray<double> times, NdArray<double> dfs, double t)
    {
        if (t <= 0)
        {
            return 1.0;
        }
        int i = 0;
        while (i < (int)times.Shape[0] - 1 && (double)times[i + 1] < t)
        {
            i++;
        }
        double t0 = (double)times[i], t1 = (double)times[i + 1];
        double w = (t - t0) / (t1 - t0);
        return Math.Exp((1 - w) * Math.Log((double)dfs[i]) + w * Math.Log((double)dfs[i + 1]));
    }

    // P1.18 swap present value with a stub
    [Jit]
    public static double SwapPv(double notional, double fixedRate, double flatRate, double maturity, double frequency)
    {
        double pv = 0;
        double t = maturity;
        while (t > 1e-9)
        {
            double tau = Math.Min(1 / frequency, t);
            pv += fixedRate * tau * Math.Exp(-flatRate * t);
            t -= 1 / frequency;
        }
        pv -= 1 - Math.Exp(-flatRate * maturity);
        return notional * pv;
    }
}
