// Equality and order of dimensions against brute force: exact for one symbol with maxima, minima and divisions by constants, and for several with maxima and minima.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Ir;

public class DimDecisionTests(ITestOutputHelper output)
{
    private static readonly Dim s_n = Dim.Symbol("n"), s_m = Dim.Symbol("m");

    private static readonly long[] s_sizes = [.. Enumerable.Range(0, 20).Select(n => (long)n), 31, 60, 99, 250];

    [Fact]
    public void Issue_examples_are_equal()
    {
        Assert.Equal(s_n, Dim.Max(s_n - 1, 0) + Dim.Min(1, s_n));
        Assert.Equal("n", (Dim.Max(s_n - 1, 0) + Dim.Min(1, s_n)).ToString());
        Assert.Equal(s_n, Length(s_n * 2, 0, 2));
        Assert.Equal(s_n, Length(s_n * 2, 1, 2));
        Assert.Equal(s_n, Length(s_n, 0, 2) + Length(s_n, 1, 2));
        Assert.Equal(s_n + s_m, Dim.Max(s_n, s_m) + Dim.Min(s_n, s_m));
        Assert.Equal(Dim.Max(s_n, s_m), Dim.Max(s_m, s_n));
        Assert.Equal((Dim.Max(s_n, s_m) + Dim.Min(s_n, s_m)).GetHashCode(), (s_n + s_m).GetHashCode());
        Assert.NotEqual(s_n, Dim.Max(s_n, 1));
        Assert.NotEqual(Length(s_n, 0, 2), Length(s_n, 1, 2));
        Assert.Equal(2 * s_n, 4 * Dim.FloorDiv(s_n, 2) + 2 * Dim.Mod(s_n, 2));
        Assert.Equal(s_n + s_m, 2 * Dim.FloorDiv(s_n + s_m, 2) + Dim.Mod(s_n + s_m, 2));
    }

    [Theory]
    [InlineData(1, 4000)]
    [InlineData(2, 4000)]
    public void Equality_of_one_symbol_is_decided_exactly(int seed, int rounds)
    {
        Random random = new(seed);
        int equal = 0;
        for (int round = 0; round < rounds; round++)
        {
            (Dim left, Func<long, long, long> l) = Expression(random, 3, symbols: 1, divide: true);
            (Dim right, Func<long, long, long> r) = random.Next(2) == 0 ? Rewritten(random, left, l) : Expression(random, 3, symbols: 1, divide: true);
            bool expected = Enumerable.Range(0, 400).All(n => l(n, 0) == r(n, 0));
            Assert.True(Dim.AreEqual(left, right) == expected, $"{left} and {right}: {Dim.AreEqual(left, right)?.ToString() ?? "undecided"}, and not {expected}");
            Assert.True(left.Equals(right) == expected, $"{left} and {right}");
            Assert.True(!expected || left.GetHashCode() == right.GetHashCode(), $"{left} and {right} have different hash codes");
            // The least value is exact too.
            long least = Enumerable.Range(0, 400).Min(n => l(n, 0));
            Assert.True(left.IsAtLeast(0) == least >= 0, $"{left} >= 0");
            equal += expected ? 1 : 0;
        }
        Assert.InRange(equal, rounds / 4, rounds - 100);
    }

    [Theory]
    [InlineData(3, 1500, false)]
    [InlineData(4, 1000, true)]
    public void Equality_of_several_symbols_is_decided_exactly(int seed, int rounds, bool divide)
    {
        Random random = new(seed);
        int equal = 0, undecided = 0;
        for (int round = 0; round < rounds; round++)
        {
            (Dim left, Func<long, long, long> l) = Expression(random, 2, symbols: 2, divide);
            (Dim right, Func<long, long, long> r) = random.Next(2) == 0 ? Rewritten(random, left, l) : Expression(random, 2, symbols: 2, divide);
            bool expected = Grid().All(p => l(p.N, p.M) == r(p.N, p.M));
            bool? decided = Dim.AreEqual(left, right);
            Assert.True(decided is null || decided == expected, $"{left} and {right}: {decided}, and not {expected}");
            Assert.True(divide || decided is not null, $"{left} and {right} are undecided");
            Assert.True(decided != true || left.GetHashCode() == right.GetHashCode(), $"{left} and {right} have different hash codes");
            Assert.True(!left.IsAtLeast(right) || Grid().All(p => l(p.N, p.M) >= r(p.N, p.M)), $"{left} >= {right}");
            Assert.True(divide || left.IsAtLeast(right) || Grid().Any(p => l(p.N, p.M) < r(p.N, p.M)), $"{left} >= {right} is not seen");
            equal += expected ? 1 : 0;
            undecided += decided is null ? 1 : 0;
        }
        output.WriteLine($"{rounds} pairs, {equal} equal, {undecided} undecided");
        Assert.InRange(equal, rounds / 5, rounds - 100);
        Assert.InRange(undecided, 0, rounds / 50);

        static IEnumerable<(long N, long M)> Grid() => s_sizes.SelectMany(n => s_sizes.Select(m => (n, m)));
    }

    [Fact]
    public void What_is_too_hard_is_required_when_the_program_runs()
    {
        // Equal, but by a product: n m = max(n m, min(n, m)).
        Dim hard = Dim.Max(s_n * s_m, Dim.Min(s_n, s_m) * Dim.Min(s_n, s_m));
        Assert.Null(Dim.AreEqual(hard, s_n * s_m));
        Assert.True(hard.Agrees(s_n * s_m));
        Assert.False(hard.Agrees(s_n * s_m + 1));
        Assert.False(s_n.Agrees(s_m));
    }

    // Beyond linear arithmetic: what is decided is right, and nothing throws.
    [Fact]
    public void Products_of_symbols_are_decided_rightly_or_left_open()
    {
        Random random = new(5);
        int decided = 0;
        for (int round = 0; round < 2000; round++)
        {
            (Dim a, Func<long, long, long> fa) = Expression(random, 1, symbols: 2, divide: false);
            (Dim b, Func<long, long, long> fb) = Expression(random, 2, symbols: 2, divide: round % 2 == 0);
            Dim product = a * (random.Next(2) == 0 ? s_m : b);
            (Dim c, Func<long, long, long> fc) = Expression(random, 2, symbols: 2, divide: false);
            Dim left = random.Next(2) == 0 ? Dim.Max(product - 1, c) : Dim.Min(product, 2) - c, right = random.Next(2) == 0 ? c : left + Dim.Max(product, 0) - Dim.Max(product, 0);
            long Value(Dim dim, long n, long m) => dim.Substitute(new Dictionary<string, Dim> { ["n"] = n, ["m"] = m }).Value;
            (long N, long M)[] grid = [.. from n in s_sizes.Take(12) from m in s_sizes.Take(12) select (n, m)];
            bool? equal = Dim.AreEqual(left, right);
            Assert.True(equal is null || equal == grid.All(p => Value(left, p.N, p.M) == Value(right, p.N, p.M)), $"{left} and {right}: {equal}");
            Assert.True(!left.IsAtLeast(right) || grid.All(p => Value(left, p.N, p.M) >= Value(right, p.N, p.M)), $"{left} >= {right}");
            decided += equal is null ? 0 : 1;
        }
        Assert.InRange(decided, 1000, 2000);
    }

    // The number of elements of x[start::step].
    private static Dim Length(Dim size, Dim start, int step) => Dim.Max(Dim.FloorDiv(size - Dim.Max(Dim.Min(start, size), 0) + (step - 1), step), 0);

    // The same function, written in another way.
    private static (Dim Dim, Func<long, long, long> Value) Rewritten(Random random, Dim x, Func<long, long, long> value) => random.Next(7) switch
    {
        0 => (Dim.Max(x - 2, 0) + Dim.Min(x, 2), value),
        1 => (-1 * Dim.Min(-1 * x, 3) + Dim.Max(-1 * x, 3) - 3 + 2 * x + Dim.Min(-1 * x, 3) - Dim.Max(-1 * x, 3) + 3 - x, value),
        2 => (Dim.Max(x, s_n) + Dim.Min(x, s_n) - s_n, value),
        3 => (2 * Dim.FloorDiv(x, 2) + Dim.Mod(x, 2), value),
        4 => (Dim.FloorDiv(3 * x + 2, 3), value),
        5 => (Dim.Min(Dim.Max(x, x - 1), x + s_n), value),
        _ => (x, value),
    };

    private static (Dim Dim, Func<long, long, long> Value) Expression(Random random, int depth, int symbols, bool divide)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            long constant = random.Next(-6, 7);
            return random.Next(1 + symbols) switch
            {
                0 => (constant, (_, _) => constant),
                1 => (s_n, (n, _) => n),
                _ => (s_m, (_, m) => m),
            };
        }
        (Dim left, Func<long, long, long> l) = Expression(random, depth - 1, symbols, divide);
        (Dim right, Func<long, long, long> r) = Expression(random, depth - 1, symbols, divide);
        int factor = random.Next(2, 5);
        return random.Next(divide ? 9 : 7) switch
        {
            0 => (left + right, (n, m) => l(n, m) + r(n, m)),
            1 => (left - right, (n, m) => l(n, m) - r(n, m)),
            2 => (left * factor, (n, m) => l(n, m) * factor),
            3 or 4 => (Dim.Max(left, right), (n, m) => Math.Max(l(n, m), r(n, m))),
            5 or 6 => (Dim.Min(left, right), (n, m) => Math.Min(l(n, m), r(n, m))),
            7 => (Dim.FloorDiv(left, factor), (n, m) => (long)Math.Floor(l(n, m) / (double)factor)),
            _ => (Dim.Mod(left, factor), (n, m) => ((l(n, m) % factor) + factor) % factor),
        };
    }
}
