// Methods that call themselves, as numeric libraries are written: what conditions end is executed, last calls are loops, all else is refused at the call, soon.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class RecursionTests
{
    // e^x by its series: the functions below must give C#'s bits, and Math.Exp does not on every machine.
    private const string Exp = "private static double Exp(double x) { double s = 1, t = 1; for (int k = 1; k < 25; k++) { t *= x / k; s += t; } return s; } ";

    private const string Erf = Exp + """
        private static double ErfImp(double z, bool invert)
        {
            if (z < 0) { if (!invert) return -ErfImp(-z, false); if (z < -0.5) return 2 - ErfImp(-z, true); return 1 + ErfImp(-z, false); }
            double result;
            if (z < 0.5) { result = z < 1e-10 ? (z * 1.125) + (z * 0.003379167095512573896158903121545171688) : (z * 1.125) + (z * ((-0.0007 + z * 0.3) / (1 + z * (0.4 + z * 0.1)))); }
            else if (z < 110) { invert = !invert; double r, b; if (z < 0.75) { r = 0.1 + z * 0.2; b = 0.3440242F; } else if (z < 1.25) { r = 0.3 + z; b = 0.419990927F; } else { r = z / (1 + z * z); b = 0.5F; } double g = Exp(-z * z / 100) / z; result = g * b + g * r; }
            else { result = 0; invert = !invert; }
            return invert ? 1 - result : result;
        }
        private static double ErfInvImpl(double p, double q, double s)
        {
            if (p <= 0.5) { double g = p * (p + 10); return s * (g * 0.0891314744949340820313F + g * (1 + p) / (2 + p)); }
            if (q >= 0.25) { double g = Math.Sqrt(2 * q), xs = q - 0.25; return s * (g / (2.249481201171875F + xs / (1 + xs))); }
            double x = Math.Sqrt(10 * (1 - q)); return x < 3 ? s * (0.807220458984375F * x + x * 0.1) : x < 6 ? s * (0.93995571136474609375F * x + x * 0.2) : s * x;
        }
        """;

    private static readonly double[] s_reals =
        [0.0, -0.0, 1, -1, 0.3, -0.3, -0.7, 0.49999999999999994, 0.5, 0.50000000000000011, -0.5, 0.75, 1.3, 2, -2, 3.5, -3.5, 7.25, 42, -42, 110, 200, -200, 1e-11, -1e-11, 5e-324, -5e-324, 1e300, -1e300, 1e-300,
            double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI];

    private static readonly int[] s_integers = [0, 1, -1, 2, -2, 3, 4, 5, 7, 8, 12, 18, -18, 31, 32, 33, 100, 1000, -1000, 65536, 123456789, int.MaxValue, int.MinValue + 1];

    private static object?[][] Reals => [.. s_reals.Select(x => new object?[] { x })];

    private static object?[][] Pairs => [.. from x in s_reals from y in new[] { 0.0, 1.5, -2, 0.3, double.NaN, double.NegativeInfinity } select new object?[] { x, y }];

    private static object?[][] Integers => [.. s_integers.Append(int.MinValue).Select(x => new object?[] { x })];

    private static object?[][] IntegerPairs => [.. from x in s_integers from y in s_integers select new object?[] { x, y }];

    private static object?[][] Mixed => [.. from x in new[] { 0.0, -0.0, 1.5, -0.3, 2, double.NaN, double.PositiveInfinity } from n in s_integers select new object?[] { x, n }];

    // C# would fill its stack with some arguments: these are not among them.
    private static object?[][] Numbers => [.. s_reals.Where(x => !double.IsNaN(x)).Select(x => new object?[] { x })];

    public static TheoryData<string, string, string, object?[][]> Programs => new()
    {
        { "Erf", Erf + "[Jit] public static double F(double x) { if (x == 0) return 0; if (double.IsPositiveInfinity(x)) return 1; if (double.IsNegativeInfinity(x)) return -1; if (double.IsNaN(x)) return double.NaN; return ErfImp(x, false); }", "F((double)a[0]!)", Reals },
        { "Erfc", Erf + "[Jit] public static double F(double x) { if (x == 0) return 1; if (double.IsPositiveInfinity(x)) return 0; if (double.IsNegativeInfinity(x)) return 2; if (double.IsNaN(x)) return double.NaN; return ErfImp(x, true); }", "F((double)a[0]!)", Reals },
        { "ErfInv", Erf + "[Jit] public static double F(double z) { if (z == 0) return 0; if (z >= 1) return double.PositiveInfinity; if (z <= -1) return double.NegativeInfinity; double p, q, s; if (z < 0) { p = -z; q = 1 - p; s = -1; } else { p = z; q = 1 - z; s = 1; } return ErfInvImpl(p, q, s); }", "F((double)a[0]!)", Reals },
        { "ErfOfATracedFlag", Erf + "[Jit] public static double F(double x, bool invert) => double.IsNaN(x) ? x : ErfImp(x, invert);", "F((double)a[0]!, (double)a[1]! > 1)", Pairs },
        { "ErfcByReflection", "[Jit] public static double Erfc(double x) => x < 0 ? 2 - Erfc(-x) : 1 / (1 + x * (0.0705 + x * 0.0423));", "Erfc((double)a[0]!)", Reals },
        { "ErfcOfItsOtherSide", "[Jit] public static double Erfc(double x) => x >= 0 ? 1 / (1 + x * (0.0705 + x * 0.0423)) : 2 - Erfc(-x);", "Erfc((double)a[0]!)", Numbers },
        { "GammaItself", "private static readonly double[] C = { 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059 }; [Jit] public static double Gamma(double x) { if (x < 0.5) return Math.PI / ((x - Math.Floor(x)) * Gamma(1 - x)); x -= 1; double s = 0.99999999999980993; for (int i = 0; i < C.Length; i++) s += C[i] / (x + i + 1); return s * Math.Sqrt(x + 7.5); }", "Gamma((double)a[0]!)", Reals },
        { "GammaOfFloats", "[Jit] public static float Gamma(float x) { if (x < 0.5f) return 3.14f / (x * Gamma(1 - x)); return x * x - x; }", "Gamma((float)(double)a[0]!)", Reals },
        { "LogGammaWithLanczos", "[Jit] public static double LogGamma(double z) { if (z < 0.5) { return 1.1447 - Math.Sqrt(Math.Abs(z)) - LogGamma(1 - z); } double x = 0.99999999999980993, y = z - 1; foreach (double c in (double[])[676.52, -1259.13, 771.32]) { y++; x += c / y; } return x + z; }", "LogGamma((double)a[0]!)", Reals },
        { "AtanItself", "[Jit] public static double Atan(double x) { if (x < 0) return -Atan(-x); if (x > 1) return Math.PI / 2 - Atan(1 / x); double s = 0, t = x; for (int k = 1; k < 20; k += 2) { s += t / k; t *= -x * x; } return s; }", "Atan((double)a[0]!)", Reals },
        { "BetaIsSymmetric", "[Jit] public static double Beta(double a, double b) { if (a < b) return Beta(b, a); return a * 10 + b; }", "Beta((double)a[0]!, (double)a[1]!)", Pairs },
        { "IncompleteBeta", "private static double Fraction(double a, double b, double x) => 1 + x * (a - b) / (a + b); [Jit] public static double Inc(double a, double b, double x) { if (x > (a + 1) / (a + b + 2)) return 1 - Part(b, a, 1 - x); return Part(a, b, x); } private static double Part(double a, double b, double x) => x * Fraction(a, b, x) / a;", "Inc((double)a[0]!, (double)a[1]!, 0.3)", Pairs },
        { "HypotItself", "[Jit] public static double Hypot(double a, double b) { if (a < 0) return Hypot(-a, b); if (b < 0) return Hypot(a, -b); if (a < b) return Hypot(b, a); if (b == 0) return a; double r = b / a; return a * Math.Sqrt(1 + r * r); }", "Hypot((double)a[0]!, (double)a[1]!)", Pairs },
        { "GcdItself", "[Jit] public static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);", "Gcd((int)a[0]!, (int)a[1]!)", IntegerPairs },
        { "GcdOfNegativeNumbers", "[Jit] public static long Gcd(long a, long b) { if (a < 0) return Gcd(-a, b); if (b < 0) return Gcd(a, -b); if (b == 0) return a; return Gcd(b, a % b); }", "Gcd((int)a[0]!, (int)a[1]!)", IntegerPairs },
        { "GcdOfDoubles", "[Jit] public static double Gcd(double a, double b) { return !(Math.Abs(b) >= 1e-3) ? a : Gcd(b, a % b); }", "Gcd((double)a[0]!, (double)a[1]!)", Pairs },
        { "Power", "[Jit] public static double F(double x, int n) => n < 0 ? 1 / Pow(x, -(n + 1), x) : Pow(x, n, 1); private static double Pow(double x, int n, double r) => n == 0 ? r : Pow(x * x, n >> 1, (n & 1) == 0 ? r : r * x);", "F((double)a[0]!, (int)a[1]!)", Mixed },
        { "ModularPower", "private static long Mod(long b, long e, long m, long r) { if (e <= 0) return r; if ((e & 1) == 1) r = r * b % m; return Mod(b * b % m, e / 2, m, r); } [Jit] public static long F(int b, int e) => Mod(b % 1000003L, e, 1000003, 1);", "F((int)a[0]!, (int)a[1]!)", IntegerPairs },
        { "BesselOfNegativeOrder", "[Jit] public static double J(int n, double x) { if (n < 0) return (n % 2 == 0 ? 1 : -1) * J(-n, x); if (x < 0) return (n % 2 == 0 ? 1 : -1) * J(n, -x); if (n > 50) return 0; double t = 1, s = 0; for (int k = 1; k <= n; k++) t *= x / (2 * k); for (int k = 0; k < 20; k++) { s += t; t *= -(x * x / 4) / ((k + 1) * (k + 1 + n)); } return s; }", "J((int)a[1]!, (double)a[0]!)", Mixed },
        { "ReflectedInteger", "[Jit] public static int Digits(int n) { if (n < 0) return 1 + Digits(-n); int d = 1; while (n >= 10) { n /= 10; d++; } return d; }", "Digits((int)a[0]!)", [.. s_integers.Select(n => new object?[] { n })] },
        { "BinarySearch", "private static int Search(double[] s, double v, int lo, int hi) { if (lo > hi) return ~lo; int mid = lo + (hi - lo) / 2; if (s[mid] == v) return mid; return s[mid] < v ? Search(s, v, mid + 1, hi) : Search(s, v, lo, mid - 1); } [Jit] public static int F(double[] s, double v) => Search(s, v, 0, s.Length - 1);", "F([-1, 0, 0.3, 1, 2, 3.5, 42, 110], (double)a[0]!)", Reals },
        { "HornerByConstantIndex", "private static readonly double[] C = { 1, -0.5, 0.25, 3 }; private static double P(double x, int i) => i == C.Length ? 0 : C[i] + x * P(x, i + 1); [Jit] public static double F(double x) => x > 1 ? P(1 / x, 0) : P(x, 0);", "F((double)a[0]!)", Reals },
        { "HornerByTracedIndex", "private static double P(ReadOnlySpan<double> c, double x, int i, double s) => i < 0 ? s : P(c, x, i - 1, s * x + c[i]); [Jit] public static double F(double[] c, double x) => P(c, x, c.Length - 1, 0);", "F([1, -0.5, 0.25, 3], (double)a[0]!)", Reals },
        { "NewtonWithACount", "private static double Newton(double x, double a, int k) { double y = 0.5 * (x + a / x); if (Math.Abs(y - x) < 1e-12 || k == 0) return y; return Newton(y, a, k - 1); } [Jit] public static double F(double a) => Newton(a, a, 40);", "F((double)a[0]!)", Reals },
        { "Bisection", "private static double G(double x) => x * x * x - 2; private static double Bisect(double lo, double hi, double tol) { double m = (lo + hi) / 2; if (hi - lo < tol || m == lo || m == hi) return m; return (G(m) > 0) == (G(hi) > 0) ? Bisect(lo, m, tol) : Bisect(m, hi, tol); } [Jit] public static double F(double x) => Bisect(0, Math.Clamp(x, 2, 100), 1e-9);", "F((double)a[0]!)", Numbers },
        { "ArithmeticGeometricMean", "private static double Agm(double a, double g, int k = 60) => Math.Abs(a - g) <= 1e-14 * a || k == 0 ? a : Agm((a + g) / 2, Math.Sqrt(a * g), k - 1); [Jit] public static double F(double x, double y) => Agm(Math.Abs(x), Math.Abs(y));", "F((double)a[0]!, (double)a[1]!)", Pairs },
        { "CollatzItself", "[Jit] public static int Collatz(int n, int steps) { if (n == 1 || steps > 200) return steps; if (n % 2 == 0) return Collatz(n / 2, steps + 1); return Collatz(3 * n + 1, steps + 1); }", "Collatz((int)a[0]!, 0)", Integers },
        { "SelfCallOfAMethodOfAStruct", "public readonly struct Poly { public readonly double A, B; public Poly(double a, double b) { A = a; B = b; } public double At(double x) { if (x < 0) return A - At(-x); return A * x + B; } public double Iterate(double x, int n) { if (n <= 0) return x; return Iterate(x / 2 + A, n - 1); } } [Jit] public static double F(double x, int n) { Poly p = new(x, 2); return p.At(x) + p.Iterate(x, n > 100 ? 100 : n); }", "F((double)a[0]!, (int)a[1]!)", Mixed },
        { "LastCallsSwapTheirArguments", "[Jit] public static (double, int) F(double x, int n) => Swap(x, 2, n > 50 ? 50 : n); private static (double, int) Swap(double a, double b, int n) { double c = a - b; if (n <= 0) return (a * 3 + b, n); if (c > 1) return Swap(b, n: n - 1, b: c); return Swap(b: a, a: b + n, n: n - 2); }", "F((double)a[0]!, (int)a[1]!)", Mixed },
        { "LastCallsOfALocalFunction", "[Jit] public static double F(double x, int n) { double scale = x * 2; double Down(double s, int k) { if (k <= 0) { return s; } double next = s + scale / k; return Down(next, k - 1); } return Down(1, n > 60 ? 60 : n); }", "F((double)a[0]!, (int)a[1]!)", Mixed },
        { "LastCallsThatReturnNothing", "private static void Fill(double[] v, double x, int i) { if (i >= v.Length) return; v[i] = x; Fill(v, x * 0.5, i + 1); } [Jit] public static double[] F(double x, int n) { double[] v = new double[7]; Fill(v, x, n & 3); return v; }", "F((double)a[0]!, (int)a[1]!)", Mixed },
        { "TwoMethodsInTurn", "[Jit] public static double Even(double x) => x < 0 ? Odd(-x) : x * x; [Jit] public static double Odd(double x) { if (x < 1) return Even(x) + 1; return x > 3 ? Even(1 / x) : x; }", "Even((double)a[0]!) + Odd((double)a[0]!)", Numbers },
        { "FactorialOfAConstant", "private static long Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1); [Jit] public static double F(double x) { double s = 0, p = 1; for (int k = 0; k < 10; k++) { s += p / Fact(k); p *= x; } return s; }", "F((double)a[0]!)", Reals },
        { "LoopThatReturnsWhatItMade", "[Jit] public static double F(double x, int n) { double a = Math.Abs(x); int k = n & 63; while (true) { double y = 0.5 * (x + a / x); if (Math.Abs(y - x) < 1e-12 || k == 0) return y; x = y; k = k - 1; } }", "F((double)a[0]!, (int)a[1]!)", Mixed },
    };

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Recursive_methods_give_what_their_CSharp_gives(string name, string members, string call, object?[][] inputs)
    {
        Outcome outcome = Execution.Run(Program(name, members, call, inputs));
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }

    // At the call in the [Jit] method, with the call of itself as one of few other places.
    [Theory]
    [InlineData("Fibonacci", "[Jit] public static int F(int n) => n < 2 ? n : {|F(n - 1)|} + F(n - 2);")]
    [InlineData("Factorial", "[Jit] public static double F(int n) => n <= 1 ? 1 : n * {|F(n - 1)|};")]
    [InlineData("PowerOfProducts", "private static double P(double x, int n) => n == 0 ? 1 : x * P(x, n - 1); [Jit] public static double F(int n) => {|P(1.5, n)|};")]
    [InlineData("Ackermann", "[Jit] public static int F(int n) => {|A(2, n)|}; private static int A(int m, int n) => m == 0 ? n + 1 : n == 0 ? A(m - 1, 1) : A(m - 1, A(m, n - 1));")]
    [InlineData("AdaptiveSimpson", "private static double Q(double x) => Math.Sqrt(x) / (1 + x * x); private static double S(double a, double b) => (b - a) / 6 * (Q(a) + 4 * Q((a + b) / 2) + Q(b)); private static double Adapt(double a, double b, double eps, double whole, int rest) { double m = (a + b) / 2, l = S(a, m), r = S(m, b); if (rest <= 0 || Math.Abs(l + r - whole) <= 15 * eps) return l + r + (l + r - whole) / 15; return Adapt(a, m, eps / 2, l, rest - 1) + Adapt(m, b, eps / 2, r, rest - 1); } [Jit] public static double F(int n) => {|Adapt(0, n, 1e-9, S(0, n), 50)|};")]
    [InlineData("MutualRecursion", "private static bool Even(int n) => n == 0 || Odd(n - 1); private static bool Odd(int n) => n != 0 && Even(n - 1); [Jit] public static bool F(int n) => {|Even(n)|};")]
    [InlineData("TriesInTheWay", "private static double P(double x, int n) { try { return n <= 0 ? x : P(x / 2, n - 1); } finally { x = 0; } } [Jit] public static double F(int n) => {|P(1.5, n)|};")]
    public void What_numbers_at_run_time_decide_is_refused_soon(string name, string members)
    {
        int at = members.IndexOf("{|", StringComparison.Ordinal), end = members.IndexOf("|}", StringComparison.Ordinal);
        string place = members[(at + 2)..end];
        string source = $"using System; using SrcGenJit; public static class {name} {{ {members.Remove(end, 2).Remove(at, 2)} }}";
        GeneratorRun.Of("using SrcGenJit; static class C { [Jit] internal static int F(int n) => n; }");
        Stopwatch watch = Stopwatch.StartNew();
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Diagnostic found = Assert.Single(run.Analyzer);
        Assert.Equal("SGJ111", found.Id);
        Assert.Equal(place, source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.True(found.AdditionalLocations.Count < 6, $"{found.AdditionalLocations.Count}");
    }

    internal static TestProgram Program(string name, string members, string call, object?[][] inputs) =>
        new(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { {{members}} public static object? Run(object?[] a) => {{call}}; }""", inputs);
}
