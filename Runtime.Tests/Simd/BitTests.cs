// Rounding, neighbours and bit counts against the base library, at every width.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class BitTests
{
    private static readonly float[] s_floats =
    [
        0, -0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.17549435e-38f, 0.25f, 0.49999997f, 0.5f, 0.50000006f, 0.99999994f, 1, 1.5f, 2.5f, 3.5f, -0.5f, -1.5f, -2.5f, -0.49999997f,
        8388607.5f, 8388608, 4194303.5f, 4194304.5f, 16777216, 1e30f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private static readonly double[] s_doubles =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, 0.25, 0.49999999999999994, 0.5, 0.5000000000000001, 0.9999999999999999, 1, 1.5, 2.5, -0.5,
        -1.5, -2.5, -0.49999999999999994, 4503599627370495.5, 4503599627370496, 2251799813685247.5, 9007199254740992, 1e300, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void Ceilings_and_roundings_are_the_base_librarys()
    {
        float[] x = [.. s_floats, .. LaneRunner.Numbers<float>(31, 4000), .. Enumerable.Range(-600, 1200).Select(i => i * 0.25f)];
        Check<CeilFunction, float>(x, MathF.Ceiling);
        Check<RoundEvenFunction, float>(x, v => MathF.Round(v, MidpointRounding.ToEven));
        Check<RoundAwayFunction, float>(x, v => MathF.Round(v, MidpointRounding.AwayFromZero));
        double[] d = [.. s_doubles, .. LaneRunner.Numbers<double>(32, 4000), .. Enumerable.Range(-600, 1200).Select(i => i * 0.25)];
        Check<CeilFunction, double>(d, Math.Ceiling);
        Check<RoundEvenFunction, double>(d, v => Math.Round(v, MidpointRounding.ToEven));
        Check<RoundAwayFunction, double>(d, v => Math.Round(v, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void Neighbours_are_the_base_librarys()
    {
        (float[] x, float[] y) = Pairs(s_floats, LaneRunner.Numbers<float>(33, 90));
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<NextafterFunction, float>(x, y), i => $"nextafter({x[i]}, {y[i]})");
        LaneRunner.AssertSameBits(
            x.Zip(y, (a, b) => float.IsNaN(a) || float.IsNaN(b) ? float.NaN : a == b ? b : a < b ? MathF.BitIncrement(a) : MathF.BitDecrement(a)).ToArray(),
            LaneRunner.Binary<NextafterFunction, Lanes128<float>, float>(x, y),
            i => $"nextafter({x[i]}, {y[i]})");
        (double[] p, double[] q) = Pairs(s_doubles, LaneRunner.Numbers<double>(34, 90));
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<NextafterFunction, double>(p, q), i => $"nextafter({p[i]}, {q[i]})");
        LaneRunner.AssertSameBits(
            p.Zip(q, (a, b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a == b ? b : a < b ? Math.BitIncrement(a) : Math.BitDecrement(a)).ToArray(),
            LaneRunner.Binary<NextafterFunction, Lanes128<double>, double>(p, q),
            i => $"nextafter({p[i]}, {q[i]})");
    }

    [Fact]
    public void Bit_counts_are_the_base_librarys()
    {
        long[] longs = [.. Enumerable.Range(0, 64).Select(i => 1L << i), .. Enumerable.Range(0, 64).Select(i => -1L << i), .. Enumerable.Range(0, 64).Select(i => -1L >>> i), 0, -1, .. LaneRunner.Numbers<long>(35, 4000)];
        Check<PopulationCountFunction, long>(longs, v => BitOperations.PopCount((ulong)v));
        Check<ClzFunction, long>(longs, v => BitOperations.LeadingZeroCount((ulong)v));
        int[] ints = [.. longs.Select(v => (int)v), .. longs.Select(v => (int)(v >> 32))];
        Check<PopulationCountFunction, int>(ints, v => BitOperations.PopCount((uint)v));
        Check<ClzFunction, int>(ints, v => BitOperations.LeadingZeroCount((uint)v));
        uint[] uints = [.. ints.Select(v => (uint)v)];
        Check<PopulationCountFunction, uint>(uints, v => (uint)BitOperations.PopCount(v));
        Check<ClzFunction, uint>(uints, v => (uint)BitOperations.LeadingZeroCount(v));
    }

    [Fact]
    public void Integer_powers_take_every_exponent()
    {
        float[] two = [2, -1, 1];
        Assert.Equal([float.PositiveInfinity, -1, 1], IntegerPower(two, int.MaxValue));
        Assert.Equal([0, 1, 1], IntegerPower(two, int.MinValue));
        Assert.Equal([1, 1, 1], IntegerPower(two, 0));
    }

    [Fact]
    public void Spans_are_computed_whole()
    {
        for (int n = 0; n < 70; n++)
        {
            float[] x = Enumerable.Range(0, n).Select(i => i * 0.5f - 3).ToArray(), y = new float[n + 1], to = new float[n];
            y[n] = 7;
            VectorMath.Ceil(x, y.AsSpan(0, n));
            Assert.Equal(x.Select(MathF.Ceiling), y[..n]);
            VectorMath.Round(x, y);
            Assert.Equal(x.Select(v => MathF.Round(v)), y[..n]);
            VectorMath.Round(x, MidpointRounding.AwayFromZero, y);
            Assert.Equal(x.Select(v => MathF.Round(v, MidpointRounding.AwayFromZero)), y[..n]);
            to.AsSpan().Fill(float.PositiveInfinity);
            VectorMath.Nextafter(x, to, y);
            Assert.Equal(x.Select(MathF.BitIncrement), y[..n]);
            Assert.Equal(7, y[n]);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorMath.Round([1f], MidpointRounding.ToZero, new float[1]));
        Assert.Throws<ArgumentException>(() => VectorMath.Nextafter([1f], [1f, 2f], new float[2]));
    }

    private static float[] IntegerPower(float[] x, int y)
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = Lanes1<float>.GetElement(IntegerPowerFunction.Invoke(Lanes1<float>.Broadcast(x[i]), y), 0);
        }
        return result;
    }

    private static void Check<F, T>(T[] x, Func<T, T> expected)
        where F : struct, IUnaryFunction
        where T : unmanaged
    {
        foreach ((string width, T[] results) in LaneRunner.AllWidths<F, T>(x))
        {
            LaneRunner.AssertSameBits<T>(x.Select(expected).ToArray(), results, i => $"{typeof(F).Name} of {x[i]} at width {width}");
        }
    }

    private static (T[] X, T[] Y) Pairs<T>(T[] special, T[] random)
    {
        T[] all = [.. special, .. random];
        (T X, T Y)[] pairs = [.. from x in all from y in all select (x, y)];
        return ([.. pairs.Select(p => p.X)], [.. pairs.Select(p => p.Y)]);
    }
}
