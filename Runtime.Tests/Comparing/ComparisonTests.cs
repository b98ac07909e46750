// What the tests stand on must be able to fail: each comparison is given wrong answers of every kind, and must complain of each and of no right one.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using Runtime.Tests.Simd;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Comparing;

public class ComparisonTests
{
    // Null when it accepts the answer.
    private static readonly Dictionary<string, Func<NdArray[], NdArray[], string?>> s_comparisons = new()
    {
        ["bits"] = Comparison.Bits,
        ["near"] = (actual, expected) => Comparison.Near(actual, expected, new Tolerance(1e-5, 1e-5)),
        ["ulps"] = (actual, expected) => Comparison.Near(actual, expected, new Tolerance(0, Ulps: 4)),
        ["executors"] = (actual, expected) => GoldenRun.BitDifference(actual, expected),
        ["golden"] = (actual, expected) => GoldenRun.Difference(Program(expected), actual),
        ["lanes"] = Lanes,
    };

    // What is right; what is wrong about it is in the name of each answer.
    private static readonly NdArray[] s_right = [F([2, 3], 1, -2, 3, 0, 5, float.NaN), D([2], 0, double.PositiveInfinity), I([3], 1, 2, 3), new(new Aval([2], DType.Bool), new[] { true, false })];

    private static readonly Dictionary<string, NdArray[]> s_wrong = new()
    {
        ["no output"] = [],
        ["missing output"] = s_right[..3],
        ["extra output"] = [.. s_right, s_right[0]],
        ["outputs in another order"] = [s_right[1], s_right[0], .. s_right[2..]],
        ["other shape"] = With(0, F([3, 2], 1, -2, 3, 0, 5, float.NaN)),
        ["other rank"] = With(2, I([1, 3], 1, 2, 3)),
        ["fewer elements"] = With(2, I([2], 1, 2)),
        ["empty"] = With(2, I([0])),
        ["storage shorter than the shape"] = With(2, I([3], 1, 2)),
        ["storage of another type"] = With(2, new NdArray(new Aval([3], DType.Int32), new long[] { 1, 2, 3 })),
        ["storage of the same size and another sign"] = With(2, new NdArray(new Aval([3], DType.Int32), new uint[] { 1, 2, 3 })),
        ["other float"] = With(1, F([2], 0, float.PositiveInfinity)),
        ["other integer type"] = With(2, new NdArray(new Aval([3], DType.Int64), new long[] { 1, 2, 3 })),
        ["other number"] = With(0, F([2, 3], 1, -2, 3.1f, 0, 5, float.NaN)),
        ["other sign"] = With(0, F([2, 3], 1, 2, 3, 0, 5, float.NaN)),
        ["other integer"] = With(2, I([3], 1, 2, 4)),
        ["other bool"] = With(3, new NdArray(new Aval([2], DType.Bool), new[] { true, true })),
        ["other sign of zero in float"] = With(0, F([2, 3], 1, -2, 3, -0f, 5, float.NaN)),
        ["other sign of zero in double"] = With(1, D([2], -0.0, double.PositiveInfinity)),
        ["NaN for a number"] = With(0, F([2, 3], 1, float.NaN, 3, 0, 5, float.NaN)),
        ["a number for NaN"] = With(0, F([2, 3], 1, -2, 3, 0, 5, 6)),
        ["a number for infinity"] = With(1, D([2], 0, double.MaxValue)),
        ["NaN for infinity"] = With(1, D([2], 0, double.NaN)),
        ["the other infinity"] = With(1, D([2], 0, double.NegativeInfinity)),
        ["infinity for a number"] = With(0, F([2, 3], 1, -2, float.PositiveInfinity, 0, 5, float.NaN)),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string comparison in s_comparisons.Keys)
            {
                foreach (string wrong in s_wrong.Keys)
                {
                    data.Add(comparison, wrong);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_answer_is_complained_of(string comparison, string wrong) => Assert.NotNull(s_comparisons[comparison](s_wrong[wrong], s_right));

    [Fact]
    public void A_right_answer_is_accepted()
    {
        NdArray[] again = [F([2, 3], 1, -2, 3, 0, 5, float.NaN), .. s_right[1..]];
        Assert.All(s_comparisons, c => Assert.Null(c.Value(again, s_right)));
        Assert.All(s_comparisons, c => Assert.Null(c.Value([], [])));
    }

    [Fact]
    public void A_last_bit_differs_in_bits_and_is_within_a_tolerance()
    {
        NdArray[] neighbour = With(0, F([2, 3], float.BitIncrement(1), -2, 3, 0, 5, float.NaN));
        Assert.Contains("output 0 [0]", Comparison.Bits(neighbour, s_right));
        Assert.Contains("output 0 [0]", GoldenRun.BitDifference(neighbour, s_right));
        Assert.NotNull(Lanes(neighbour, s_right));
        Assert.Null(Comparison.Near(neighbour, s_right, new Tolerance(1e-6)));
        Assert.Null(GoldenRun.Difference(Program(s_right), neighbour));
    }

    [Theory]
    [InlineData(1.0, 1.0, true)]
    [InlineData(1.0009, 1.0, true)]
    [InlineData(1.0011, 1.0, false)]
    [InlineData(0.0, -0.0, false)]
    [InlineData(0.0, 0.0005, true)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 1.0, false)]
    [InlineData(1.0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, false)]
    [InlineData(1e308, double.PositiveInfinity, false)]
    [InlineData(double.PositiveInfinity, 1e308, false)]
    public void A_tolerance_covers_what_is_near(double actual, double expected, bool covered)
    {
        Assert.Equal(covered, new Tolerance(0.0005, 0.0005).Covers(actual, expected));
        if (expected != 1e308 && actual != 1e308)
        {
            Assert.Equal(covered, new Tolerance(0.0005, 0.0005).Covers((float)actual, (float)expected));
        }
    }

    [Fact]
    public void Neighbouring_numbers_are_counted_across_zero()
    {
        Assert.True(new Tolerance(0, Ulps: 2).Covers(float.Epsilon, -float.Epsilon));
        Assert.False(new Tolerance(0, Ulps: 1).Covers(float.Epsilon, -float.Epsilon));
        Assert.True(new Tolerance(0, Ulps: 1).Covers(BitConverter.Int64BitsToDouble(0x3FF0000000000001), 1.0));
        Assert.False(new Tolerance(0, Ulps: long.MaxValue).Covers(double.MaxValue, -double.MaxValue));
    }

    [Fact]
    public void Outputs_without_elements_in_the_data_are_compared_by_count_shape_and_type()
    {
        GoldenProgram program = Program(s_right);
        program = program with { Outputs = [.. program.Outputs.Select(o => o with { Data = null })] };
        Assert.Null(GoldenRun.Difference(program, s_right));
        foreach (string wrong in new[] { "no output", "missing output", "extra output", "outputs in another order", "other shape", "other rank", "fewer elements", "empty", "other float", "other integer type" })
        {
            Assert.NotNull(GoldenRun.Difference(program, s_wrong[wrong]));
        }
    }

    [Fact]
    public void Bits_of_other_element_types_are_told_apart()
    {
        Assert.False(Comparison.SameBits((Half)0.0, (Half)(-0.0)));
        Assert.True(Comparison.SameBits(Half.NaN, BitConverter.UInt16BitsToHalf(0x7E01)));
        Assert.False(Comparison.SameBits((Half)1, Half.NaN));
        Assert.NotNull(Comparison.Elements(new[] { (Half)0.0 }, new[] { (Half)(-0.0) }, Tolerance.Bits));
        Assert.NotNull(Comparison.Elements(new sbyte[] { -1 }, new byte[] { 255 }, Tolerance.Bits));
        Assert.NotNull(Comparison.Elements(new byte[] { 255 }, new sbyte[] { -1 }, Tolerance.Bits));
        Assert.NotNull(Comparison.Elements(new byte[] { 1, 2 }, new byte[] { 1, 3 }, Tolerance.Bits));
        Assert.Null(Comparison.Elements(new byte[] { 1, 2 }, new byte[] { 1, 2 }, Tolerance.Bits));
    }

    private static NdArray[] With(int index, NdArray other) => [.. s_right.Select((a, i) => i == index ? other : a)];

    private static NdArray F(int[] shape, params float[] elements) => new(new Aval(shape, DType.Float32), elements);

    private static NdArray D(int[] shape, params double[] elements) => new(new Aval(shape, DType.Float64), elements);

    private static NdArray I(int[] shape, params int[] elements) => new(new Aval(shape, DType.Int32), elements);

    private static GoldenProgram Program(NdArray[] expected) => new(
        "id", "category", "", [], null, expected.Select(a => new GoldenValue(a.Dtype.Name, a.Shape.ToInts(), GoldenRun.Elements(a), false)).ToList(), 1e-5, 1e-5);

    // Spans carry no shapes: those are compared first.
    private static string? Lanes(NdArray[] actual, NdArray[] expected)
    {
        if (!actual.Select(a => a.Aval).SequenceEqual(expected.Select(e => e.Aval)))
        {
            return "other avals";
        }
        return Record.Exception(() =>
        {
            for (int i = 0; i < expected.Length; i++)
            {
                switch (GoldenRun.Elements(expected[i]))
                {
                    case float[] x:
                        LaneRunner.AssertSameBits<float>(x, (float[])GoldenRun.Elements(actual[i]), k => $"[{k}]");
                        break;
                    case double[] x:
                        LaneRunner.AssertSameBits<double>(x, (double[])GoldenRun.Elements(actual[i]), k => $"[{k}]");
                        break;
                    case int[] x:
                        Assert.Equal(x.GetType(), GoldenRun.Elements(actual[i]).GetType());
                        LaneRunner.AssertSameBits<int>(x, (int[])GoldenRun.Elements(actual[i]), k => $"[{k}]");
                        break;
                    case bool[] x:
                        LaneRunner.AssertSameBits<bool>(x, (bool[])GoldenRun.Elements(actual[i]), k => $"[{k}]");
                        break;
                }
            }
        })?.Message;
    }
}
