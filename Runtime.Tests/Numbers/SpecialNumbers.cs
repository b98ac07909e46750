// Arguments that are special to numbers of each type: zeros, halves, limits, denormals, infinities, NaN, and random ones.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Runtime.Tests.Numbers;

internal static class SpecialNumbers
{
    private static readonly double[] s_doubles =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 0.49999999999999994, -0.49999999999999994, 1.5, -1.5, 2.5, -2.5, 2, -2, 3, -3, 0.25, 0.75, 1.25, -1.75, 10, 100, -1000, 0.1, -0.3, 1.0 / 3, 2.675, 1e-5, 12345.678,
        -7.25, Math.PI, -Math.PI / 2, Math.E, 255, 256, -129, 65535.5, 70000, int.MaxValue, int.MinValue, 2147483647.5, -2147483648.5, -2147483649.0, uint.MaxValue, 4294967295.5, 9007199254740993, 4503599627370497.5,
        9.2233720368547758e18, -9.2233720368547758e18, 1.8446744073709552e19, 1e16, 1e20, -1e20, 1e300, -1e300, 1e-300, 5e-324, -5e-324, 2.2250738585072014E-308, 2.225073858507201E-308, 3.0517578125E-05, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly long[] s_integers =
    [
        0, 1, -1, 2, -2, 3, 5, 7, -7, 10, 31, 32, 33, 63, 64, 65, -31, -33, 100, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, 65535, 65536, 123456789, -987654321, int.MaxValue, int.MinValue, int.MaxValue - 1L, uint.MaxValue, 1L << 31, 1L << 32, (1L << 32) + 1,
        3037000500, -3037000500, 1L << 52, 1L << 53, (1L << 53) + 1, 0x123456789ABCDEF, long.MaxValue, long.MinValue, long.MinValue + 1,
    ];

    /// <summary>Boxed numbers of a C# type; fewer where they are combined with others.</summary>
    public static object[] Of(string type, int parameters)
    {
        Random random = new(17);
        int extra = parameters == 1 ? 200 : parameters == 2 ? 12 : 2, step = parameters >= 3 ? 3 : 1;
        IEnumerable<double> reals = s_doubles.Where((_, i) => i % step == 0 || i >= s_doubles.Length - 3).Concat(Enumerable.Range(0, extra).Select(i => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 8))));
        IEnumerable<long> integers = s_integers.Where((_, i) => i % step == 0).Concat(Enumerable.Range(0, extra).Select(i => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 63)));
        return type switch
        {
            "double" => [.. reals.Cast<object>()],
            "float" => [.. reals.Concat([0.4999999701976776, 1e-45, 1.17549421e-38, 1.17549435e-38, float.MaxValue, 8388609.5, 16777217, 9.99e7]).Select(v => (float)v).Distinct().Cast<object>()],
            "int" => [.. integers.Select(v => unchecked((int)v)).Distinct().Cast<object>()],
            "uint" => [.. integers.Select(v => unchecked((uint)v)).Distinct().Cast<object>()],
            "long" => [.. integers.Distinct().Cast<object>()],
            "bool" => [true, false],
            _ => throw new ArgumentException($"no numbers of type {type}"),
        };
    }

    /// <summary>Every combination of arguments of these types.</summary>
    public static IEnumerable<object[]> Combinations(IReadOnlyList<string> types)
    {
        IEnumerable<object[]> all = [[]];
        foreach (string type in types)
        {
            object[] values = Of(type, types.Count);
            all = all.SelectMany(start => values.Select(value => (object[])[.. start, value]));
        }
        return all;
    }
}
