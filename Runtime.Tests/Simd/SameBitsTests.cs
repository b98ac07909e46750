// Results are the same bits at every width, whatever the neighbours of an element and its position.
using System;
using System.Numerics;
using System.Runtime.Intrinsics;
using SrcGenJit.Accuracy;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class SameBitsTests
{
    /// <summary>With FMA every width; without it the widths that such a machine has.</summary>
    internal static Width[] Widths { get; } = Element.HasFma
        ? [Width.Bits512, Width.Bits256, Width.Bits128, Width.One, Width.Pairs]
        : [Width.Bits128, Width.One, Width.Pairs];

    public static TheoryData<string> Functions => AccuracyTests.Functions;

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_width_gives_one_hash(string name)
    {
        OneHash<float>(AccuracyTests.Find(name));
        OneHash<double>(AccuracyTests.Find(name));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Neighbours_and_position_do_not_matter(string name)
    {
        Neighbours<float>(AccuracyTests.Find(name));
        Neighbours<double>(AccuracyTests.Find(name));
    }

    private static void OneHash<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Vector128.IsHardwareAccelerated ? 1_000_000 : 50_000;
        T[] x = Samples.Mixed<T>(function, 1, count), y = Samples.Mixed<T>(function, 2, count);
        T[] first = function.Run(Widths[0], x, y);
        ulong hash = Samples.Hash<T>(first);
        foreach (Width width in Widths[1..])
        {
            T[] results = function.Run(width, x, y);
            if (Samples.Hash<T>(results) != hash)
            {
                LaneRunner.AssertSameBits<T>(first, results, i => $"{function.Name}({x[i]:R}, {y[i]:R}) of {typeof(T).Name} differs between {Widths[0]} and {width}");
                Assert.Fail("the hashes differ");
            }
        }
    }

    private static void Neighbours<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Count = 53;
        T[] hostile =
        [
            T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.CreateTruncating(1e30), T.CreateTruncating(-1e15), T.CreateSaturating(double.MaxValue), T.Epsilon, T.NegativeZero, T.CreateTruncating(-0.999),
        ];
        // Usual arguments, and among them such as take other ways: medium and negative ones.
        T[] others = [T.CreateTruncating(5000), T.CreateTruncating(-40000), T.CreateTruncating(2.5e6), T.CreateTruncating(-3e8), T.CreateTruncating(-7), T.CreateTruncating(1e-3)];
        T[] x = Samples.Uniform<T>(function.Low, function.High, 3, Count), y = Samples.Uniform<T>(function.Low, function.High, 4, Count);
        for (int i = 0; i < Count; i += 4)
        {
            x[i] = others[i / 4 % others.Length];
        }
        foreach (Width width in Widths)
        {
            T[] expected = function.Run(width, x, y);
            for (int at = 0; at < Count; at++)
            {
                LaneRunner.AssertSameBits<T>(expected.AsSpan(at), function.Run(width, x[at..], y[at..]), i => $"{function.Name}({x[at + i]:R}), {width}, moved by {at}");
                foreach (T value in hostile)
                {
                    T[] changedX = [.. x], changedY = [.. y];
                    changedX[at] = value;
                    changedY[at] = at % 2 == 0 ? value : changedY[at];
                    T[] results = function.Run(width, changedX, changedY);
                    results[at] = expected[at];
                    LaneRunner.AssertSameBits<T>(expected, results, i => $"{function.Name}({x[i]:R}), {width}, with {value:R} at {at} - {i}");
                }
            }
        }
    }
}
