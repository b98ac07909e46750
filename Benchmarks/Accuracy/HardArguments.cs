// Arguments outside the range that functions are fast on: huge, tiny, denormal, special, with denormal results, and one such in every vector.
using System;
using System.Collections.Generic;
using System.Numerics;

namespace SrcGenJit.Accuracy;

internal static class HardArguments
{
    // Where results are denormal, in float and double.
    private static readonly Dictionary<string, (double Low, double High, double LowDouble, double HighDouble)> s_denormalResults = new()
    {
        ["exp"] = (-103.5, -87.5, -745, -708.5),
        ["exp2"] = (-149, -126.5, -1074, -1022.5),
        ["logistic"] = (-103, -88.5, -745, -710),
        ["softplus"] = (-103, -88.5, -745, -710),
        ["erfc"] = (9.3, 10, 26.6, 27.2),
    };

    public static IEnumerable<(string Kind, T[] X)> Of<T>(VectorFunction function, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);
        double[] huge = single ? [10, 30] : [15, 300];
        yield return ("huge", Powers<T>(huge[0], huge[1], n));
        yield return ("tiny", Powers<T>(-huge[1], -huge[0], n));
        yield return ("denormal", single ? Powers<T>(-45, -38.5, n) : Powers<T>(-323, -308.5, n));
        yield return ("special", Fill(n, i => (i % 4) switch { 0 => T.NaN, 1 => T.PositiveInfinity, 2 => T.NegativeInfinity, _ => T.Zero }));
        ulong seed = 11;
        yield return ("any bits", Fill(n, _ => Samples.FromBits<T>(Samples.Random(ref seed))));
        T[] one = Samples.Uniform<T>(function.Low, function.High, 12, n);
        for (int i = 0; i < n; i += 8)
        {
            one[i] = T.CreateTruncating(huge[1] == 30 ? 1e20 : 1e200);
        }
        yield return ("one of eight huge", one);
        if (s_denormalResults.TryGetValue(function.Name, out var d))
        {
            yield return ("denormal result", single ? Samples.Uniform<T>(d.Low, d.High, 13, n) : Samples.Uniform<T>(d.LowDouble, d.HighDouble, 13, n));
        }
    }

    // Powers of ten at random, of both signs.
    private static T[] Powers<T>(double low, double high, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong seed = 14;
        double[] exponents = Samples.Uniform<double>(low, high, 15, n);
        return Fill(n, i => T.CreateTruncating((Samples.Random(ref seed) & 1) == 0 ? Math.Pow(10, exponents[i]) : -Math.Pow(10, exponents[i])));
    }

    private static T[] Fill<T>(int n, Func<int, T> value)
    {
        T[] x = new T[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = value(i);
        }
        return x;
    }
}
