// hypot where it overflows: the root is the largest number or infinity, by the exact sum of the squares.
using System;
using System.Collections.Generic;
using System.Numerics;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public class HypotOverflowTests
{
    [Fact]
    public void Floats_round_to_infinity_where_they_must()
    {
        Assert.Equal(float.PositiveInfinity, Hypot(2.4061597e38f, 2.4061597e38f));
        foreach ((double angle, int step) in Cases())
        {
            float x = Step((float)(float.MaxValue * Math.Cos(angle)), step), y = (float)(float.MaxValue * Math.Sin(angle));
            bool over = BigInteger.Pow((BigInteger)x, 2) + BigInteger.Pow((BigInteger)y, 2) >= BigInteger.Pow((BigInteger.One << 128) - (BigInteger.One << 103), 2);
            Assert.True(float.IsPositiveInfinity(Hypot(x, y)) == over, $"hypot({x:R}, {y:R}) is {Hypot(x, y):R}");
            Assert.True(float.IsPositiveInfinity(Hypot(-y, -x)) == over, $"hypot({-y:R}, {-x:R}) is {Hypot(-y, -x):R}");
        }
    }

    [Fact]
    public void Doubles_round_to_infinity_where_they_must()
    {
        foreach ((double angle, int step) in Cases())
        {
            double x = Step(double.MaxValue * Math.Cos(angle), step), y = double.MaxValue * Math.Sin(angle);
            bool over = BigInteger.Pow((BigInteger)x, 2) + BigInteger.Pow((BigInteger)y, 2) >= BigInteger.Pow((BigInteger.One << 1024) - (BigInteger.One << 970), 2);
            Assert.True(double.IsPositiveInfinity(Hypot(x, y)) == over, $"hypot({x:R}, {y:R}) is {Hypot(x, y):R}");
        }
    }

    private static IEnumerable<(double Angle, int Step)> Cases()
    {
        Random random = new(5);
        for (int i = 0; i < 4000; i++)
        {
            double angle = i < 400 ? Math.PI / 4 : i < 800 ? random.NextDouble() * 1e-3 : random.NextDouble() * Math.PI / 2;
            yield return (angle, random.Next(-3, 4));
        }
    }

    private static float Step(float x, int steps) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) + (Math.Min(steps, BitConverter.SingleToInt32Bits(float.MaxValue) - BitConverter.SingleToInt32Bits(x))));

    private static double Step(double x, int steps) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) + (Math.Min(steps, BitConverter.DoubleToInt64Bits(double.MaxValue) - BitConverter.DoubleToInt64Bits(x))));

    // Seventeen elements: vectors and a tail give the same.
    private static float Hypot(float x, float y)
    {
        float[] xs = new float[17], ys = new float[17], results = new float[17];
        Array.Fill(xs, x);
        Array.Fill(ys, y);
        VectorMath.Hypot(xs, ys, results);
        Assert.All(results, r => Assert.Equal(results[0], r));
        return results[0];
    }

    private static double Hypot(double x, double y)
    {
        double[] results = new double[9], xs = new double[9], ys = new double[9];
        Array.Fill(xs, x);
        Array.Fill(ys, y);
        VectorMath.Hypot(xs, ys, results);
        Assert.All(results, r => Assert.Equal(results[0], r));
        return results[0];
    }
}
