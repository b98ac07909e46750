// Symbolic dimensions against plain integers: every expression, with values for its symbols, is what integer arithmetic gives.
using System;
using System.Collections.Generic;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Ir;

public class DimTests
{
    private static readonly Dim s_n = Dim.Symbol("n"), s_m = Dim.Symbol("m");

    [Fact]
    public void Random_expressions_have_the_values_of_integer_arithmetic()
    {
        Random random = new(1);
        for (int round = 0; round < 3000; round++)
        {
            bool single = round % 2 == 0;
            (Dim dim, Func<long, long, long> value) = Expression(random, 4, single);
            for (int trial = 0; trial < 8; trial++)
            {
                long n = trial, m = random.Next(0, 9);
                Dim at = dim.Substitute(new Dictionary<string, Dim> { ["n"] = n, ["m"] = m });
                Assert.True(at.IsConstant && at.Value == value(n, m), $"{dim} at n={n}, m={m} is {at}, not {value(n, m)}");
            }
        }
    }

    [Fact]
    public void Random_comparisons_hold_for_all_values()
    {
        Random random = new(2);
        int decided = 0;
        for (int round = 0; round < 3000; round++)
        {
            (Dim left, Func<long, long, long> l) = Expression(random, 3, round % 2 == 0);
            (Dim right, Func<long, long, long> r) = Expression(random, 3, round % 2 == 0);
            int? sign = left.CompareTo(right);
            bool atLeast = left.IsAtLeast(right);
            decided += sign is null ? 0 : 1;
            for (long n = 0; n < 12; n++)
            {
                for (long m = 0; m < 6; m++)
                {
                    Assert.True(sign is null || Math.Sign(l(n, m) - r(n, m)) == sign, $"{left} and {right} at n={n}, m={m}");
                    Assert.True(!atLeast || l(n, m) >= r(n, m), $"{left} is said to be at least {right}; not at n={n}, m={m}");
                }
            }
        }
        Assert.InRange(decided, 300, 2700);
    }

    [Fact]
    public void Slices_of_one_axis_that_drop_as_many_elements_have_equal_lengths()
    {
        // u[..^2], u[1..^1] and u[2..]
        Dim head = Length(0, s_n - 2), middle = Length(1, s_n - 1), tail = Length(2, s_n);
        Assert.Equal("max(n - 2, 0)", head.ToString());
        Assert.Equal(head, middle);
        Assert.Equal(head, tail);

        static Dim Length(Dim start, Dim stop)
        {
            Dim from = Dim.Max(Dim.Min(start, s_n), 0), to = Dim.Max(Dim.Min(stop, s_n), 0);
            return Dim.Max(to - from, 0);
        }
    }

    [Theory]
    [InlineData("n", "n")]
    [InlineData("n + m - n", "m")]
    [InlineData("(n*m) floordiv n", "m")]
    public void Expressions_have_a_normal_form(string text, string expected)
    {
        Dim dim = text switch
        {
            "n" => s_n,
            "n + m - n" => s_n + s_m - s_n,
            _ => Dim.FloorDiv(s_n * s_m, s_n),
        };
        Assert.Equal(expected, dim.ToString());
    }

    private static (Dim Dim, Func<long, long, long> Value) Expression(Random random, int depth, bool single)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            long constant = random.Next(-3, 5);
            return random.Next(single ? 2 : 3) switch
            {
                0 => (constant, (_, _) => constant),
                1 => (s_n, (n, _) => n),
                _ => (s_m, (_, m) => m),
            };
        }
        (Dim left, Func<long, long, long> l) = Expression(random, depth - 1, single);
        (Dim right, Func<long, long, long> r) = Expression(random, depth - 1, single);
        int factor = random.Next(2, 4);
        return random.Next(8) switch
        {
            0 => (left + right, (n, m) => l(n, m) + r(n, m)),
            1 => (left - right, (n, m) => l(n, m) - r(n, m)),
            2 => (left * factor, (n, m) => l(n, m) * factor),
            3 or 4 => (Dim.Max(left, right), (n, m) => Math.Max(l(n, m), r(n, m))),
            5 or 6 => (Dim.Min(left, right), (n, m) => Math.Min(l(n, m), r(n, m))),
            _ => (Dim.FloorDiv(left, factor), (n, m) => (long)Math.Floor(l(n, m) / (double)factor)),
        };
    }
}
