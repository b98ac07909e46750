// Errors of a float function over all 2^32 arguments, or a dense sample, against the same function in double, whose error the tables bound.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SrcGenJit.Accuracy;

/// <summary>The largest error in ULP and its argument; infinite where a special value or the sign of a zero is missed.</summary>
internal readonly record struct Worst(double Ulp, double Argument, double Result, double Exact)
{
    public static Worst Of(Worst a, Worst b) => b.Ulp > a.Ulp || double.IsNaN(b.Ulp) ? b : a;

    public override string ToString() => FormattableString.Invariant($"{Ulp:F3} at {Argument:R}: gave {Result:R}, exact {Exact:R}");
}

internal static class Sweep
{
    private const int Block = 4096;

    /// <summary>Every <paramref name="step"/>th float, on as many threads as there are processors; <paramref name="progress"/> gets the part done.</summary>
    public static Worst Run(VectorFunction function, int step = 1, Action<double>? progress = null)
    {
        const int Parts = 256;
        Worst[] worst = new Worst[Parts];
        int done = 0;
        Parallel.For(0, Parts, part =>
        {
            worst[part] = Part(function, (uint)part << 24, 1L << 24, step);
            progress?.Invoke(Interlocked.Increment(ref done) / (double)Parts);
        });
        Worst all = default;
        foreach (Worst w in worst)
        {
            all = Worst.Of(all, w);
        }
        return all;
    }

    /// <summary>Errors of given arguments.</summary>
    public static Worst At(VectorFunction function, IReadOnlyList<float> arguments)
    {
        float[] x = [.. arguments], y = new float[x.Length];
        double[] wide = Array.ConvertAll(x, v => (double)v), exact = new double[x.Length];
        function.Run<float>(Width.Machine, x, x, y);
        function.Run<double>(Width.Machine, wide, wide, exact);
        return Measure(x, y, exact);
    }

    private static Worst Part(VectorFunction function, uint first, long count, int step)
    {
        float[] x = new float[Block], y = new float[Block];
        double[] wide = new double[Block], exact = new double[Block];
        Worst worst = default;
        for (long at = 0; at < count;)
        {
            int n = 0;
            for (; n < Block && at < count; n++, at += step)
            {
                x[n] = BitConverter.UInt32BitsToSingle(first + (uint)at);
                wide[n] = x[n];
            }
            function.Run<float>(Width.Machine, x.AsSpan(0, n), x, y.AsSpan(0, n));
            function.Run<double>(Width.Machine, wide.AsSpan(0, n), wide, exact.AsSpan(0, n));
            worst = Worst.Of(worst, Measure(x.AsSpan(0, n), y.AsSpan(0, n), exact.AsSpan(0, n)));
        }
        return worst;
    }

    private static Worst Measure(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<double> exact)
    {
        Worst worst = default;
        for (int i = 0; i < x.Length; i++)
        {
            double error = Error(y[i], exact[i]);
            if (!(error <= worst.Ulp))
            {
                worst = new Worst(error, x[i], y[i], exact[i]);
            }
        }
        return worst;
    }

    private static double Error(float result, double exact)
    {
        float rounded = (float)exact;
        int exponent = (BitConverter.SingleToInt32Bits(rounded) >> 23) & 0xFF;
        // Usual numbers first: 1 / ulp from the exponent.
        if (exponent is > 0 and < 254 && float.IsFinite(result))
        {
            return Math.Abs(result - exact) * BitConverter.Int64BitsToDouble((long)(1023 + 150 - exponent) << 52);
        }
        return UlpTable<float>.Error(result, rounded, float.IsFinite(rounded) ? exact - rounded : 0);
    }
}
