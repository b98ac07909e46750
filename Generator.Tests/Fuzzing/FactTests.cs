// What conditions say of numbers: conditions that follow are decided, guards that cannot fail are gone, and nothing is decided that could come out otherwise: NaN, zeros of both signs, rounding, wrapped integers.
using System;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class FactTests
{
    private static readonly double[] s_reals =
        [0.0, -0.0, 1, -1, 0.5, 0.49999999999999994, 0.50000000000000011, -0.5, 2, -2, 3, 5, 10, -10, 1e-8, 5e-324, -5e-324, 1e-200, 1e200, 1e308, -1e308, double.MaxValue, double.MinValue,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN, 16777217, 16777216, 16777215, 0.1, 0.2, 2147483648.0, -2147483649.0, 9007199254740993.0, 4.5, 0.9999999999999999, 1.0000000000000002];

    private static readonly int[] s_integers = [0, 1, -1, 2, -2, 3, 7, 8, 10, 100, 46340, 46341, -46341, 65536, 1 << 30, -(1 << 30), int.MaxValue, int.MaxValue - 1, int.MinValue, int.MinValue + 1];

    private static readonly long[] s_longs = [0, 1, -1, 5, long.MaxValue, long.MinValue, long.MaxValue - 1, (1L << 53) + 1, 1L << 53, -(1L << 53) - 1, 9223372036854774784, 3037000500, 4294967296, int.MinValue];

    private const string D = "(double)a[0]!", DD = "(double)a[0]!, (double)a[1]!", I = "(int)a[0]!", II = "(int)a[0]!, (int)a[1]!", L = "(long)a[0]!", LL = "(long)a[0]!, (long)a[1]!";

    // Bits of what the ways gave, so that each way is another number.
    public static TheoryData<string, string, string> Programs => new()
    {
        { "NotAtLeastMayBeNaN", "[Jit] public static int F(double x) { if (!(x >= 0)) { if (x < 0) return 1; return double.IsNaN(x) ? 2 : 3; } return x >= 0 ? 4 : 5; }", D },
        { "NotLessMayBeNaN", "[Jit] public static int F(double x) { if (x < 0) return 0; if (x >= 0) return 1; return x != x ? 2 : 3; }", D },
        { "NotEqualMayBeNaN", "[Jit] public static int F(double x) { if (x != 0) { if (x < 0) return 1; if (x > 0) return 2; return 3; } return x == 0 ? 4 : 5; }", D },
        { "BothSidesOfNaN", "[Jit] public static int F(double x, double y) { if (!(x < y)) { if (x >= y) return 1; if (x == x && y == y) return 2; return double.IsNaN(x) ? 3 : 4; } if (x >= y || x != x || y != y) return 5; return 6; }", DD },
        { "NaNOfTheOther", "[Jit] public static int F(double x, double y) { if (y > 1) return 0; if (!(x > y)) { if (x <= 1) return 1; if (double.IsNaN(x)) return 2; return 3; } return 4; }", DD },
        { "ComparedWithNaN", "[Jit] public static int F(double x) { double n = double.NaN; if (x < n || x >= n || x == n) return 1; return x != n ? 2 : 3; }", D },
        { "ZerosOfBothSigns", "[Jit] public static (int, double, double) F(double x) { if (x < 0) return (1, 1 / x, x); if (x > 0) return (2, 1 / x, x); double y = -x, z = x + 0.0; int k = 1 / y < 0 ? 3 : 4; return (1 / x < 0 ? k : -k, y, 1 / z); }", D },
        { "ZeroIsNotBelowZero", "[Jit] public static int F(double x) { if (x <= 0 && !(x < 0)) { return 1 / x > 0 ? 1 : 1 / x < 0 ? 2 : 3; } return Math.Sqrt(x) >= 0 ? 4 : 5; }", D },
        { "InfinitiesCancel", "[Jit] public static int F(double x, double y) { if (x > 0 && y > 0) { double d = x - y; if (d >= 0) return 1; if (d < 0) return 2; return 3; } double s = x + y; return s == s ? 4 : 5; }", DD },
        { "ZeroByInfinity", "[Jit] public static int F(double x, double y) { if (x >= 0 && y >= 0) { double p = x * y; return p >= 0 ? 1 : p < 0 ? 2 : 3; } return 4; }", DD },
        { "SquaresAreNotNegative", "[Jit] public static int F(double x) { double s = x * x; if (s < 0) return 1; if (s >= 0) return 2; return 3; }", D },
        { "ProductsUnderflow", "[Jit] public static int F(double x, double y) { if (x > 0 && y > 0) { if (x * y > 0) return 1; if (x / y > 0) return 2; return x / y >= 0 ? 3 : 4; } return 5; }", DD },
        { "RoundingReachesTheBound", "[Jit] public static int F(double x) { if (x < 0.5) { double y = 1 - x; if (y > 0.5) return 1; return y >= 0.5 ? 2 : 3; } double z = 1 - x; return z < 0.5 ? 4 : z <= 0.5 ? 5 : 6; }", D },
        { "FloatsRoundToo", "[Jit] public static int F(double d) { float x = (float)d; if (x > 16777215f) { if (x + 1f > 16777216f) return 1; if (x + 1f >= 16777216f) return 2; return 3; } if (d < 16777217.0) return x < 16777217f ? 4 : 5; return 6; }", D },
        { "DoubleToFloatAndBack", "[Jit] public static int F(double x) { float f = (float)x; if (f > 0.1f) { if (x > 0.1f) return 1; if (x > 0.1) return 2; return 3; } double g = f; if (g > 0.1) return 4; if (f == 0) return x == 0 ? 5 : 6; return x <= 0.1 ? 7 : 8; }", D },
        { "FloatAgainstDouble", "[Jit] public static int F(double d) { float f = (float)d; if (f < 0.2) return f < 0.2f ? 1 : f <= 0.2f ? 2 : 3; return (double)f >= 0.2 ? 4 : 5; }", D },
        { "NegationWraps", "[Jit] public static int F(int n) { if (n < 0) { int m = -n; if (m > 0) return 1; if (m == n) return 2; return 3; } return -n <= 0 ? 4 : 5; }", I },
        { "SumsWrap", "[Jit] public static int F(int n) { if (n > 0) { int m = n + 1; if (m > n) return 1; return m < 0 ? 2 : 3; } int k = n - 1; return k < n ? 4 : k > 0 ? 5 : 6; }", I },
        { "ProductsWrap", "[Jit] public static int F(int n) { int s = n * n; if (s < 0) return 1; if (n > 0 && n < 40000) return n * n > 0 ? 2 : 3; if (n > 1 && n <= 46341) return n * n > 0 ? 4 : 5; return 6; }", I },
        { "AbsoluteValueThrows", "[Jit] public static int F(int n) { if (n < 10) { int m = Math.Abs(n); return m >= 0 ? 1 : 2; } return 3; }", I },
        { "UnsignedWraps", "[Jit] public static int F(int n) { uint u = (uint)n; if (u < 5) return u - 1 < 5 ? 1 : 2; if (u - 5 >= 0) return (int)u < 0 ? 3 : u > 2147483648u ? 4 : 5; return 6; }", I },
        { "LongsBeyondDoubles", "[Jit] public static int F(long n) { if (n > 9007199254740992) { if (n >= 9007199254740993) return n > 9007199254740993 ? 1 : 2; return 3; } if (n < -9007199254740992) return n <= -9007199254740993 ? 4 : 5; return n == 9007199254740992 ? 6 : 7; }", L },
        { "LongsWrap", "[Jit] public static int F(long n) { if (n > 0) return n + n > 0 ? 1 : 2; if (n < 0) return -n > 0 ? 3 : 4; return 5; }", L },
        { "LongsThatAreClose", "[Jit] public static int F(long n, long m) { if (n >= m) return n == m ? 1 : n - 1 >= m ? 2 : 3; return n + 1 == m ? 4 : n < m ? 5 : 6; }", LL },
        { "LongSquares", "[Jit] public static int F(long n) { if (n >= 0 && n <= 3037000500) return n * n >= 0 ? 1 : 2; return (double)n >= 9.2233720368547758E+18 ? 3 : 4; }", L },
        { "SmallTypesWrap", "[Jit] public static int F(int n) { byte b = (byte)n; if (b > 255) return 1; sbyte s = (sbyte)n; if (s < -128 || s > 127) return 2; if (n >= 0 && n < 200) return s >= 0 ? 3 : b >= 0 ? 4 : 5; short t = (short)(b + 1); return t > 256 ? 6 : t == 256 ? 7 : 8; }", I },
        { "ToIntegersSaturates", "[Jit] public static int F(double x) { int n = (int)x; if (x < 1) { if (n < 1) return n < 0 ? 1 : 2; return 3; } if (n > 0) return 4; return double.IsNaN(x) ? 5 : 6; }", D },
        { "VariablesAreReassigned", "[Jit] public static int F(double x) { if (x > 0) { x = x - 2; if (x > 0) return 1; if (x < -1) return 2; x = -x; return x >= 0 ? 3 : 4; } double y = x; x = 5; return y > 0 ? 5 : x > 0 ? 6 : 7; }", D },
        { "LoopsCarryOthers", "[Jit] public static int F(double x, int n) { if (!(x > 0)) return -1; int k = 0; for (int i = 0; i < (n & 7); i++) { if (x <= 0) k += 100; else k++; x = x - 1.5; } return x > 0 ? k : -k; }", "(double)a[0]!, 5" },
        { "WhileCarriesOthers", "[Jit] public static int F(double x) { int k = 0; if (x < 100 && x >= 0) { while (x >= 0 && k < 200) { k++; x -= 1; if (x < 0) k += 1000; } if (x < 0) k += 10000; } return k; }", D },
        { "LearnedInOneArm", "[Jit] public static int F(double x, double y) { int k = 0; if (x < 0) { k = y > 1 ? 1 : 2; } if (x < 0) k += 10; if (!(x < 0) && y > 1) k += 100; if (y > 1) { k += 1000; } return k; }", DD },
        { "JoinsAreUnions", "[Jit] public static int F(double x) { double y; if (x < 0) { y = -x; } else if (x > 5) { y = 5; } else { y = x; } if (y >= 0) return y > 5 ? 1 : 2; return y < 0 ? 3 : 4; }", D },
        { "JoinOfSign", "[Jit] public static int F(double x) { int s = 1; if (x < 0) { x = -x; s = -1; } if (x < 0) return 100; if (x == 0) return 1 / x < 0 ? 50 * s : 60 * s; return x > 1 ? s : 2 * s; }", D },
        { "ThrowsSayWhatFollows", "[Jit] public static double F(double x) { if (x <= 0) throw new ArgumentException(\"x\"); if (x > 0) return Math.Sqrt(x); return double.IsNaN(x) ? -1 : -2; }", D },
        { "DoThatThrows", "[Jit] public static int F(double x, int n) { int i = 0; do { if (x < 0) throw new ArgumentException(\"x\"); if (n < 0) return -1; i++; } while (i < n && i < 5); return x >= 0 ? i : -i; }", "(double)a[0]!, 3" },
        { "DivisorsThatAreNotZero", "[Jit] public static int F(int n, int m) { int s = 0; while (m != 0 && s < 1000) { s += n % m & 7; m = m / 2; } if (n > 0) s += 100 / n; if (n <= 0) { if (n != 0) s += 7 / n; } return s; }", II },
        { "DivisorsThatMayBeZero", "[Jit] public static int F(int n) { if (n >= 0) return 10 / n; if (n > -5) return 10 % (n + 1); return n / -1; }", I },
        { "DivisionAndRemainderTruncate", "[Jit] public static int F(int n) { if (n < 0) { if (n / 2 < 0) return 1; if (n % 3 > 0) return 2; return n % 3 == 0 ? 3 : 4; } if (n / 3 > 715827882) return 5; return n % 8 < 8 ? n >> 3 < 1 << 28 ? 6 : 7 : 8; }", I },
        { "RemaindersOfDoubles", "[Jit] public static int F(double x, double y) { double r = x % y; if (x >= 0) { if (r < 0) return 1; if (r >= 0) return r > 10 ? 2 : 3; return 4; } return r > 0 ? 5 : r <= 0 ? 6 : 7; }", DD },
        { "MaximaAndMinima", "[Jit] public static int F(double x, double y) { double m = Math.Max(x, 1), w = Math.Min(y, -1); if (m >= 1) return w <= -1 ? 1 : 2; if (w <= -1) return m < 1 ? 3 : 4; return Math.Clamp(x, -1, 1) > 1 ? 5 : 6; }", DD },
        { "ClampedIndex", "[Jit] public static double F(double x) { double[] t = { 1, 2, 3, 4 }; int i = Math.Clamp((int)x, 0, 3), j = (int)x & 3; return t[i] * 10 + t[j]; }", D },
        { "FiniteOrNot", "[Jit] public static int F(double x) { if (double.IsFinite(x)) { if (double.IsNaN(x)) return 1; if (double.IsInfinity(x)) return 2; return x - x == 0 ? 3 : 4; } if (x == x) return x > 0 ? 5 : 6; return 7; }", D },
        { "OrOfConditions", "[Jit] public static int F(double x, double y) { if (x < 0 || y < 0) { if (x >= 0) return y < 0 ? 1 : 2; return x < 0 ? 3 : 4; } if (x < 0) return 5; return y >= 0 ? 6 : double.IsNaN(y) ? 7 : 8; }", DD },
        { "FlagsOfConditions", "[Jit] public static int F(double x, double y) { bool n = x < 0, p = y > 0; bool both = n && p, one = n | p; if (both) { return n ? p ? 1 : 2 : 3; } if (!one) return n ? 4 : p ? 5 : x >= 0 ? 6 : 7; return n ^ p ? 8 : 9; }", DD },
        { "BoundsOfSizes", "[Jit] public static double F(double x) { double y = Math.Abs(x); if (y <= 2) { if (x < -2 || x > 2) return 1; return x >= -2 ? 2 : 3; } if (x >= -2 && x <= 2) return 4; return x != 0 ? x == x ? 5 : 6 : 7; }", D },
        { "QuotientsOfInfinities", "[Jit] public static int F(double x, double y) { if (x >= 1 && y >= 1) { double q = x / y; if (q > 0) return 1; return q >= 0 ? 2 : q < 0 ? 3 : 4; } double r = 1 / x; return r > 0 ? 5 : r < 0 ? 6 : r == 0 ? 7 : 8; }", DD },
        { "QuotientsNearOne", "[Jit] public static int F(double x) { if (x > 1) { double q = 1 / x; return q < 1 ? 1 : q <= 1 ? 2 : 3; } if (x < 1 && x > 0) return 1 / x > 1 ? 4 : 5; return 6; }", D },
        { "ComparedTwice", "[Jit] public static int F(double x, double y) { if (x < y) return y < x ? 1 : y > x ? 2 : 3; if (y < x) return x <= y ? 4 : x != y ? 5 : 6; return x == y ? 7 : x >= y ? 8 : 9; }", DD },
        { "FinallyAndCatches", "[Jit] public static int F(double x) { int k = 0; try { if (x < 0) { k = 1; if (x < -5) return 5; } } finally { if (x < 0) k += 10; else if (x >= 0) k += 20; } return k; }", D },
        { "FactsOfParts", "public struct S { public double A; public int B; } [Jit] public static int F(double x, double y) { S s = new() { A = x, B = 1 }; if (s.A > 0) { S t = s; t.A = y; if (t.A > 0) return s.A > 0 ? 1 : 2; return s.A <= 0 ? 3 : 4; } s.A = -y; return s.A > 0 ? 5 : 6; }", DD },
        { "FactsInLambdas", "[Jit] public static int F(double x, double y) { Func<double, int> f = v => v < 0 ? x < 0 ? 1 : 2 : x >= 0 ? 3 : 4; if (x < 0) return f(y); return f(y) + 10 * f(-y); }", DD },
        { "FactsOfElements", "[Jit] public static int F(double x, double y) { double[] v = { x, y }; if (v[0] < 0) { v[0] = y; if (v[0] < 0) return 1; v[1] = -1; return v[1] < 0 ? 2 : 3; } return v[0] >= 0 ? 4 : 5; }", DD },
    };

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Nothing_is_decided_that_could_come_out_otherwise(string name, string members, string arguments)
    {
        object?[][] inputs = arguments switch
        {
            DD => [.. from x in s_reals from y in s_reals select new object?[] { x, y }],
            II => [.. from x in s_integers from y in s_integers select new object?[] { x, y }],
            LL => [.. from x in s_longs from y in s_longs select new object?[] { x, y }],
            I => [.. s_integers.Select(x => new object?[] { x })],
            L => [.. s_longs.Select(x => new object?[] { x })],
            _ => [.. s_reals.Select(x => new object?[] { x })],
        };
        Outcome outcome = Execution.Run(RecursionTests.Program(name, members, $"F({arguments})", inputs));
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }

    // The conditions that follow from others, and the guards that cannot fail, are not in the kernel.
    [Theory]
    [InlineData("static double F(double x) { if (x < 0) { return x > 1 ? Math.Sqrt(x) : 3; } return 4; }", "sqrt")]
    [InlineData("static double F(double x) { if (x > 0) { double y = -x - 1; if (y >= 0) throw new ArgumentException(); return y; } return x; }", "ge ")]
    [InlineData("static double F(double x) { double y = x < 0 ? -x : x; if (y < 0) { return Math.Sqrt(x); } return y; }", "sqrt")]
    [InlineData("static double F(double x, double y) { if (x < y) { return y < x ? Math.Sqrt(x) : x; } return y; }", "sqrt")]
    [InlineData("static double F(double x) { if (x * x < 0) { return Math.Sqrt(x); } return x; }", "sqrt")]
    [InlineData("static double F(double x) { if (Math.Abs(x) <= 1) { return x > 1 ? Math.Sqrt(x) : x; } return -x; }", "sqrt")]
    [InlineData("static double F(double x) { if (!double.IsNaN(x) && !double.IsInfinity(x)) { return double.IsFinite(x) ? x : Math.Sqrt(x); } return 0; }", "sqrt")]
    [InlineData("static uint F(uint n, uint m) { while (m != 0) { uint r = n % m; n = m; m = r; } return n; }", "IsGuarded = true")]
    [InlineData("static int F(int n) { int[] t = [3, 1, 4, 1]; return t[n & 3]; }", "IsGuarded = true")]
    [InlineData("static double F(double[] v, int i) { if (i < 0 || i >= v.Length) return 0; return v[i]; }", "IsGuarded = true")]
    [InlineData("static int F(int n, int m) { if (m > 0) return n / m; return 0; }", "IsGuarded = true")]
    public void What_follows_is_not_asked_again(string method, string absent)
    {
        GeneratorRun run = GeneratorRun.Of($"using System; using SrcGenJit; public static class C {{ [Jit] public {method} }}");
        Assert.All(run.Analyzer, d => Assert.Equal("SGJ903", d.Id));
        string text = string.Concat(run.Sources.Where(s => s.Key.Contains("C_F", StringComparison.Ordinal)).Select(s => s.Value));
        Assert.Contains("lambda", text);
        Assert.DoesNotContain(absent, text);
    }
}
