// Runs a vector function over an array with lanes of a chosen width, and compares results bit by bit.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Runtime.Tests.Comparing;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

internal static class LaneRunner
{
    /// <summary>The results of a function of one argument with lanes of 512, 256 and 128 bits, of one element, and of pairs.</summary>
    public static List<(string Width, T[] Results)> AllWidths<F, T>(T[] x)
        where F : struct, IUnaryFunction
        where T : unmanaged =>
    [
        ("512", Unary<F, Lanes512<T>, T>(x)),
        ("256", Unary<F, Lanes256<T>, T>(x)),
        ("128", Unary<F, Lanes128<T>, T>(x)),
        ("1", Unary<F, Lanes1<T>, T>(x)),
        ("pair of pairs of 128", Unary<F, Pair<Pair<Lanes128<T>, T>, T>, T>(x)),
        ("pair of 1", Unary<F, Pair<Lanes1<T>, T>, T>(x)),
    ];

    /// <inheritdoc cref="AllWidths{F, T}(T[])"/>
    public static List<(string Width, T[] Results)> AllWidths<F, T>(T[] x, T[] y)
        where F : struct, IBinaryFunction
        where T : unmanaged =>
    [
        ("512", Binary<F, Lanes512<T>, T>(x, y)),
        ("256", Binary<F, Lanes256<T>, T>(x, y)),
        ("128", Binary<F, Lanes128<T>, T>(x, y)),
        ("1", Binary<F, Lanes1<T>, T>(x, y)),
        ("pair of pairs of 128", Binary<F, Pair<Pair<Lanes128<T>, T>, T>, T>(x, y)),
    ];

    public static void AssertSameBits<T>(List<(string Width, T[] Results)> all, Func<int, string> argument)
        where T : unmanaged
    {
        Assert.True(all.Count > 1, "nothing to compare with");
        for (int w = 1; w < all.Count; w++)
        {
            AssertSameBits(all[0].Results, all[w].Results, i => $"{argument(i)} differs between {all[0].Width} and {all[w].Width}");
        }
    }

    public static void AssertSameBits<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, Func<int, string> what)
        where T : unmanaged
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Same(expected[i], actual[i]), $"{what(i)}: {expected[i]} and {actual[i]}");
        }
    }

    /// <summary>Equal bits; every NaN counts as one value.</summary>
    public static bool Same<T>(T a, T b)
        where T : unmanaged =>
        Comparison.SameBits(a, b);

    public static T[] Unary<F, V, T>(T[] x)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        T[] y = new T[x.Length];
        Map.UnaryLoop<F, V, T>(ref x[0], ref y[0], x.Length);
        return y;
    }

    public static T[] Binary<F, V, T>(T[] x, T[] y)
        where F : struct, IBinaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        T[] z = new T[x.Length];
        Map.BinaryLoop<F, V, T>(ref x[0], false, ref y[0], false, ref z[0], x.Length);
        return z;
    }

    /// <summary>Every kind of number: bit patterns at random, usual magnitudes, and special values.</summary>
    public static T[] Numbers<T>(int seed, int count)
        where T : unmanaged
    {
        Random random = new(seed);
        T[] numbers = new T[count];
        double[] special = [0.0, -0.0, 1, -1, 0.5, -0.5, 2, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-310, -1e-310, 1e-40, -1e-40, 88.7, -103, 709.7, -745, 1e9, -7e4, 1e22];
        for (int i = 0; i < count; i++)
        {
            if (i % 3 == 0 && typeof(T) != typeof(float) && typeof(T) != typeof(double))
            {
                numbers[i] = Element.FromBits<T>((i / 3 % 4) switch { 0 => 0, 1 => -1, 2 => Unsafe.SizeOf<T>() == 4 ? int.MinValue : long.MinValue, _ => i });
            }
            else if (i % 3 == 0)
            {
                numbers[i] = Element.FromDouble<T>(special[i / 3 % special.Length]);
            }
            else
            {
                numbers[i] = i % 3 == 1 ? Element.FromBits<T>(random.NextInt64()) : Element.FromDouble<T>((random.NextDouble() * 40) - (typeof(T) == typeof(uint) ? 0 : 20));
            }
        }
        return numbers;
    }
}
