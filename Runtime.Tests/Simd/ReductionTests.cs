// Reductions: the documented order, the same bits at every width and fed in pieces, special values; argmax, columns.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class ReductionTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000, 8191, 8192, 8193, 8192 + 40, 3 * 8192, (5 * 8192) + 777];

    [Fact]
    public void Sums_have_one_order_on_every_width()
    {
        EveryWidth<float, SumMonoid>(static (a, b) => a + b, 0);
        EveryWidth<double, SumMonoid>(static (a, b) => a + b, 0);
        EveryWidth<int, SumMonoid>(static (a, b) => unchecked(a + b), 0);
        EveryWidth<long, SumMonoid>(static (a, b) => unchecked(a + b), 0);
        EveryWidth<uint, SumMonoid>(static (a, b) => unchecked(a + b), 0);
    }

    [Fact]
    public void Products_have_one_order_on_every_width()
    {
        EveryWidth<float, ProdMonoid>(static (a, b) => a * b, 1);
        EveryWidth<double, ProdMonoid>(static (a, b) => a * b, 1);
        EveryWidth<int, ProdMonoid>(static (a, b) => unchecked(a * b), 1);
    }

    [Fact]
    public void Extremes_have_one_order_on_every_width()
    {
        EveryWidth<float, MaxMonoid>(MathF.Max, float.NegativeInfinity);
        EveryWidth<double, MinMonoid>(Math.Min, double.PositiveInfinity);
        EveryWidth<int, MaxMonoid>(Math.Max, int.MinValue);
        EveryWidth<uint, MinMonoid>(Math.Min, uint.MaxValue);
        EveryWidth<long, MinMonoid>(Math.Min, long.MaxValue);
        EveryWidth<int, AndMonoid>(static (a, b) => a & b, -1);
        EveryWidth<long, OrMonoid>(static (a, b) => a | b, 0);
    }

    [Fact]
    public void A_nan_wins_an_extreme_and_zeros_are_ordered()
    {
        float[] x = new float[100];
        x[57] = float.NaN;
        Assert.True(float.IsNaN(Reductions.Reduce<float, MaxMonoid>(x)));
        Assert.True(float.IsNaN(Reductions.Reduce<float, MinMonoid>(x)));
        x[57] = -0f;
        Assert.False(float.IsNegative(Reductions.Reduce<float, MaxMonoid>(x)));
        Assert.True(float.IsNegative(Reductions.Reduce<float, MinMonoid>(x)));
    }

    [Fact]
    public void Arg_extremes_are_the_first_and_a_nan_is_extreme()
    {
        Assert.Equal(1, Reductions.ArgExtreme<float>([1, 3, 3, 2], true));
        Assert.Equal(0, Reductions.ArgExtreme<int>([1, 3, 1, 2], false));
        Assert.Equal(2, Reductions.ArgExtreme<float>([1, 3, float.NaN, float.NaN, 9], true));
        Assert.Equal(2, Reductions.ArgExtreme<double>([1, -3, double.NaN, -9], false));
        int[] longRow = new int[1003];
        longRow[777] = 5;
        longRow[778] = 5;
        Assert.Equal(777, Reductions.ArgExtreme<int>(longRow, true));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 40)]
    [InlineData(5, 7)]
    [InlineData(8193, 19)]
    [InlineData(20000, 35)]
    public void Columns_accumulate_in_order_within_chunks(int rows, int columns)
    {
        float[] x = Values<float>(rows * columns);
        float[] sums = new float[columns];
        Reductions.ReduceColumns<float, SumMonoid>(x, rows, sums);
        for (int j = 0; j < columns; j++)
        {
            float total = 0;
            for (int start = 0; start < rows; start += Reductions.Chunk)
            {
                float part = 0;
                for (int i = start; i < Math.Min(rows, start + Reductions.Chunk); i++)
                {
                    part += x[(i * columns) + j];
                }
                total = start == 0 ? part : total + part;
            }
            Assert.True(LaneRunner.Same(total, sums[j]), $"column {j}: {total} and {sums[j]}");
        }
    }

    private static void EveryWidth<T, M>(Func<T, T, T> combine, T identity)
        where T : unmanaged
        where M : struct, IMonoid
    {
        foreach (int n in s_lengths)
        {
            T[] x = [.. Values<T>(n), default];
            T expected = Reference(x.AsSpan(0, n), combine, identity);
            Check(expected, Reductions.Reduce<T, M>(x.AsSpan(0, n)), n, "the machine's width");
            if (Unsafe.SizeOf<T>() == 4)
            {
                Blocks<Pair<Lanes512<T>, T>, T, M>(expected, x, n, "512");
                Blocks<Pair<Pair<Lanes256<T>, T>, T>, T, M>(expected, x, n, "256");
                Blocks<Pair<Pair<Pair<Lanes128<T>, T>, T>, T>, T, M>(expected, x, n, "128");
                Blocks<Pair<Pair<Pair<Pair<Pair<Lanes1<T>, T>, T>, T>, T>, T>, T, M>(expected, x, n, "1");
            }
            else
            {
                Blocks<Pair<Lanes512<T>, T>, T, M>(expected, x, n, "512");
                Blocks<Pair<Pair<Lanes256<T>, T>, T>, T, M>(expected, x, n, "256");
                Blocks<Pair<Pair<Pair<Lanes128<T>, T>, T>, T>, T, M>(expected, x, n, "128");
                Blocks<Pair<Pair<Pair<Pair<Lanes1<T>, T>, T>, T>, T>, T, M>(expected, x, n, "1");
            }
        }
    }

    private static void Blocks<A, T, M>(T expected, T[] x, int n, string width)
        where A : struct, ILanes<A, T>
        where T : unmanaged
        where M : struct, IMonoid
    {
        Assert.Equal(Unsafe.SizeOf<T>() == 4 ? 32 : 16, A.Count);
        Check(expected, Reductions.Row<A, T, M>(ref x[0], n), n, width);
        RowAccumulator<A, T, M> byBlocks = new(), byRanges = new();
        int i = 0;
        for (; i <= n - A.Count; i += A.Count)
        {
            byBlocks.Add(A.Load(ref x[0], i));
        }
        if (i < n)
        {
            byBlocks.AddPartial(A.Load(ref x[0], i, n - i), n - i);
        }
        Check(expected, byBlocks.Result(), n, width + " by blocks");
        for (int at = 0; at < n; at += 960)
        {
            byRanges.AddRange(ref x[at], Math.Min(960, n - at));
        }
        Check(expected, byRanges.Result(), n, width + " by ranges");
    }

    private static void Check<T>(T expected, T actual, int n, string how)
        where T : unmanaged =>
        Assert.True(LaneRunner.Same(expected, actual), $"{n} elements, {how}: {expected} expected, {actual} computed");

    // The order as the design states it, in plain loops.
    private static T Reference<T>(ReadOnlySpan<T> x, Func<T, T, T> combine, T identity)
        where T : unmanaged
    {
        int width = Unsafe.SizeOf<T>() == 4 ? 32 : 16;
        System.Collections.Generic.List<(int Level, T Value)> counter = [];
        for (int start = 0; start < x.Length; start += Reductions.Chunk)
        {
            ReadOnlySpan<T> chunk = x[start..Math.Min(x.Length, start + Reductions.Chunk)];
            T[] lanes = new T[width];
            lanes.AsSpan().Fill(identity);
            for (int e = 0; e < chunk.Length; e++)
            {
                lanes[e % width] = combine(lanes[e % width], chunk[e]);
            }
            for (int half = width / 2; half > 0; half /= 2)
            {
                for (int l = 0; l < half; l++)
                {
                    lanes[l] = combine(lanes[l], lanes[l + half]);
                }
            }
            (int Level, T Value) carry = (0, lanes[0]);
            while (counter.Count > 0 && counter[^1].Level == carry.Level)
            {
                carry = (carry.Level + 1, combine(counter[^1].Value, carry.Value));
                counter.RemoveAt(counter.Count - 1);
            }
            counter.Add(carry);
        }
        if (counter.Count == 0)
        {
            return identity;
        }
        T total = counter[^1].Value;
        for (int i = counter.Count - 2; i >= 0; i--)
        {
            total = combine(counter[i].Value, total);
        }
        return total;
    }

    private static T[] Values<T>(int n)
        where T : unmanaged
    {
        Random random = new(n + 1);
        T[] x = new T[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = typeof(T) == typeof(float) || typeof(T) == typeof(double) ? Element.FromDouble<T>(1 + ((random.NextDouble() - 0.5) * 0.01)) : Element.FromBits<T>(random.NextInt64() | 1);
        }
        return x;
    }
}
