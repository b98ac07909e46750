// Index expressions against brute force: what simplification makes of them has the same value at every point.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Lowering;

public class AffineTests
{
    private static readonly Dim s_n = Dim.Symbol("n");
    private static readonly Dim s_m = Dim.Symbol("m");

    [Fact]
    public void Random_expressions_keep_their_value_at_every_point()
    {
        Random random = new(7);
        for (int trial = 0; trial < 3000; trial++)
        {
            int[] extents = [random.Next(1, 5), random.Next(1, 5), random.Next(1, 7)];
            (Affine affine, Func<int[], long> value) = Make(random, extents, 4);
            foreach (int[] point in Points(extents))
            {
                Assert.True(value(point) == Evaluate(affine, point), $"trial {trial}: {affine} at ({string.Join(", ", point)}) in [{string.Join(", ", extents)}]");
            }
        }
    }

    [Fact]
    public void Ranges_hold_at_every_point()
    {
        Random random = new(8);
        for (int trial = 0; trial < 2000; trial++)
        {
            int[] extents = [random.Next(1, 5), random.Next(1, 5), random.Next(1, 7)];
            (Affine affine, Func<int[], long> value) = Make(random, extents, 3);
            (Dim? low, Dim? high) = affine.Range();
            Assert.All(Points(extents), point => Assert.InRange(value(point), low!.Value, high!.Value));
        }
    }

    [Fact]
    public void Merging_and_splitting_symbolic_dimensions_vanishes()
    {
        // x[n, m] -> [n * m] -> [n, m], read at (i, j).
        Affine i = Affine.Loop(0, s_n), j = Affine.Loop(1, s_m);
        Affine flat = i * s_m + j;
        Assert.Equal(i, Affine.FloorDiv(flat, s_m));
        Assert.Equal(j, Affine.Mod(flat, s_m));
        // And the other way: the flat loop reads [n, m] at its own position.
        Affine k = Affine.Loop(0, s_n * s_m);
        Assert.Equal(k, Affine.FloorDiv(k, s_m) * s_m + Affine.Mod(k, s_m));
    }

    [Fact]
    public void Three_merged_dimensions_recombine()
    {
        Dim p = Dim.Symbol("p");
        Affine k = Affine.Loop(0, s_n * s_m * p);
        Affine first = Affine.FloorDiv(k, s_m * p), second = Affine.Mod(Affine.FloorDiv(k, p), s_m), third = Affine.Mod(k, p);
        Assert.Equal(k, (first * s_m + second) * p + third);
    }

    [Fact]
    public void Quotients_fold_where_the_dividend_is_known_to_be_aligned()
    {
        Affine i = Affine.Loop(0, 10), j = Affine.Loop(1, 4);
        Assert.Equal("floordiv(i0, 2)", Affine.FloorDiv(i * 4 + j, 8).ToString());
        Assert.Equal("i0", Affine.Mod(i, 10).ToString());
        Assert.Equal("0", Affine.FloorDiv(i, 10).ToString());
        Assert.Equal("mod(i0, 9)", Affine.Mod(i, 9).ToString());
    }

    [Fact]
    public void Clamps_fold_by_range()
    {
        Affine i = Affine.Loop(0, 10);
        Assert.Same(i, Affine.Clamp(i, 0, 9));
        Assert.Equal(Affine.Constant(0), Affine.Clamp(i - Affine.Constant(20), 0, 9));
        Assert.Equal(Affine.Constant(9), Affine.Clamp(i + Affine.Constant(20), 0, 9));
        Assert.Equal("clamp(i0 + -5, 0, 9)", Affine.Clamp(i - Affine.Constant(5), 0, 9).ToString());
    }

    private static (Affine Affine, Func<int[], long> Value) Make(Random random, int[] extents, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            int loop = random.Next(extents.Length + 1);
            if (loop == extents.Length)
            {
                int constant = random.Next(-6, 7);
                return (Affine.Constant(constant), _ => constant);
            }
            return (Affine.Loop(loop, extents[loop]), point => point[loop]);
        }
        (Affine a, Func<int[], long> x) = Make(random, extents, depth - 1);
        int number = random.Next(1, 7);
        switch (random.Next(5))
        {
            case 0:
                (Affine b, Func<int[], long> y) = Make(random, extents, depth - 1);
                return (a + b, point => x(point) + y(point));
            case 1:
                int factor = random.Next(-3, 7);
                return (a * factor, point => x(point) * factor);
            case 2:
                return (Affine.FloorDiv(a, number), point => (long)Math.Floor(x(point) / (double)number));
            case 3:
                return (Affine.Mod(a, number), point => ((x(point) % number) + number) % number);
            default:
                int low = random.Next(-3, 3);
                return (Affine.Clamp(a, low, low + number), point => Math.Max(low, Math.Min(low + number, x(point))));
        }
    }

    private static IEnumerable<int[]> Points(int[] extents) =>
        from a in Enumerable.Range(0, extents[0])
        from b in Enumerable.Range(0, extents[1])
        from c in Enumerable.Range(0, extents[2])
        select new[] { a, b, c };

    private static long Evaluate(Affine affine, int[] point) => affine.Offset.Value + affine.Terms.Sum(t => t.Coefficient.Value * (t.Atom switch
    {
        IndexAtom.Loop loop => point[loop.Number],
        IndexAtom.FloorDiv div => (long)Math.Floor(Evaluate(div.Dividend, point) / (double)div.Divisor.Value),
        IndexAtom.Mod mod => Modulus(Evaluate(mod.Dividend, point), mod.Divisor.Value),
        IndexAtom.Clamp clamp => Math.Max(clamp.Low.Value, Math.Min(clamp.High.Value, Evaluate(clamp.Inner, point))),
        _ => throw new InvalidOperationException(),
    }));

    private static long Modulus(long a, long b) => ((a % b) + b) % b;
}
