// Programs that the fuzzer found, shrunk: each was compiled to something else than C# means, or broke the generator.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class FoundTests
{
    // Name, members, the call, and inputs.
    public static TheoryData<string, string, string, object?[][]> Programs => new()
    {
        { "FailureInConstructor", "public class A { public double V; public A(double p) { V = p; var s = \"\" + p; } } public class B(double p) : A(p); [Jit] public static double F(double x) => new B(x).V;", "F((double)a[0]!)", [[1.5]] },
        { "LengthInBranchInLoop", "[Jit] public static int F(int[] v, double x) { int i = 0, n = 0; while (i++ < 3 && x == 1.0) { if (1 < (int)(5u % (uint)v.Length)) { n += i; } } return n; }", "F((int[])a[0]!, (double)a[1]!)", [[new int[3], 1.0], [new int[5], 1.0], [new int[3], 2.0]] },
        { "ShortArrayInBranch", "[Jit] public static int F(float[] v, int b) { if (b <= -7) { return 1; } v[1] -= 1; return 2; }", "F((float[])a[0]!, (int)a[1]!)", [[new float[3], 0], [new float[0], 0], [new float[0], -9], [new float[1], 5]] },
        { "QueriesItemByItem", "[Jit] public static int F(int k) { int n = k; return Enumerable.Range(0, 2).Select(x => --n).Select((y, i) => 4 + i + y).Append(7).Aggregate(1, (z, w) => n *= w); }", "F((int)a[0]!)", [[1], [5], [-3]] },
        { "ReturnOfIterationsVariable", "[Jit] public static double F(double v, int n) { double x = v; for (int i = 0; i < n; i++) { double y = 0.5 * (x + v / x); if (Math.Abs(y - x) < 1e-12) { return y + i; } if (y > 1e5) { double z = y * 2; x = z; break; } x = y; } return -x; }", "F((double)a[0]!, (int)a[1]!)", [[2.0, 50], [2.0, 2], [1e6, 50], [-2.0, 40], [2.0, 0]] },
        { "ReturnInDo", "[Jit] public static int F(int v, int n) { int i = 0; do { int y = v * i; if (y > 20) { return y > 100 ? y : -y; } i++; } while (i < n); return i; }", "F((int)a[0]!, (int)a[1]!)", [[2, 50], [2, 5], [150, 50], [-2, 40]] },
        { "SignsOfZeros", "public class A { public double D { get; set; } = -0.0; public float G; } [Jit] public static (double, float, double) F(int n) { A a = new A(); a.G = -0f; double x = 0.0; for (int i = 0; i < 2; i++) { x = -0.0; } return (a.D, a.G, x); }", "F((int)a[0]!)", [[1]] },
        { "QueriesStopEarly", "[Jit] public static int F(int k) { int n = k; int s = Enumerable.Range(0, 4).Select((x, i) => n += i + 1).Take(2).Sum() + Enumerable.Range(1, 3).Select((x, i) => n *= x + i).First(); return s * 100 + n; }", "F((int)a[0]!)", [[1], [5], [-3]] },
        { "CompoundReadsFirst", "public struct S { public double A; public double B { get => A; set => A = value * 2; } } [Jit] public static (double, double, double, double) F(double x, int n) { double y = x; y += n > 2 ? ++y : y--; S s = new S { A = x }; s.B += n > 2 ? (s.A = 5) : 2; (double, double) t = (x, 1); t.Item1 *= n > 2 ? (t.Item1 = 5) : 2; double[] a = [x, 2, 3]; int i = 0; a[i++] -= n > 2 ? (a[0] = 5 + i++) : 2; return (y, s.A, t.Item1, a[0] + 100 * i); }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6]] },
        { "ReceiverCalledWithChoice", "public struct S { public double A; public double Add(double x) { A += x; return A; } } [Jit] public static double F(double x, int n) { S s = new S { A = x }; double r = s.Add(n > 2 ? (s.A = 5) : 2); return r * 100 + s.A; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6]] },
        { "VariableUnderTwoNames", "[Jit] public static double F(double x, int n) { double y = x; y = y + (n > 2 ? (y = 7) : 1) + y; ref double r = ref y; y = 3; if (n > 1) { y = 4; } return r + y; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6], [1.0, 2]] },
        { "RefToPartOfStruct", "public struct S { public double A; } [Jit] public static double F(double x, int n) { S s = new S { A = x }; ref double r = ref s.A; s.A = 3; if (n > 2) { s.A = 4; } return r; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6]] },
        { "RefOfATracedChoice", "[Jit] public static double F(double x, int n) { double y = x, z = 1; ref double r = ref (n > 2 ? ref y : ref z); r += 1; return y * 10 + z; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6]] },
        { "StepOfATracedChoice", "[Jit] public static double F(double x, double y, int n) { double z = ++(n > 2 ? ref x : ref y); return x * 100 + y * 10 + z; }", "F((double)a[0]!, (double)a[1]!, (int)a[2]!)", [[0.5, 2.0, 0], [7.0, 1.0, 6]] },
        { "RefTurnedInALoop", "[Jit] public static double F(double x, int n) { double y = 1, z = 2; ref double r = ref y; for (int i = 0; i < n; i++) { r = r + x; r = ref z; } return y + 10 * z; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [7.0, 6]] },
        { "IterationsThatThrow", "[Jit] public static int F(double y, int n) { int k = 1; for (int i = 4; i >= 0 && 1.0 >= y; --i) { double v = k > 100 ? 2.0 : throw new InvalidOperationException(\"no arm\"); } while (n > 2) { n--; throw new InvalidOperationException(\"no end\"); } return n; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [2.0, 0], [2.0, 3]] },
        { "HandlersInALoop", "[Jit] public static double F(double y, int n) { int k = 1; double s = 0; for (int i = 0; i < n; i++) { try { if (k < 100) throw new InvalidOperationException(); s += 5; } catch (InvalidOperationException) { s += y; } } try { for (int i = 0; i < n; i++) { s += y; if (k < 100) throw new InvalidOperationException(); s += 5; } } catch (InvalidOperationException) { s += 100; } return s; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [2.0, 3], [2.0, 1]] },
        { "LocalsOfFinally", "[Jit] public static double F(double x, int n) { double s = x; try { s += 1; } finally { double t = s * 2; for (int i = 1; i < 3; i++) { double u = t + i; s += n > i ? u : -u; } } try { throw new InvalidOperationException(); } catch (InvalidOperationException) { double t = s + 1; s = t * t; } return s; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [2.0, 2]] },
        { "AverageOfNegativeZeros", "[Jit] public static (double, double, double) F(double x) { double[] v = { x, x }; return (Enumerable.Range(0, 3).Select(k => x).Average(), v.Average(), v.Average(w => w)); }", "F((double)a[0]!)", [[-0.0], [0.0], [1.5]] },
        { "ThrowInAFunctionInATry", "private sealed class Closing(Action action) : IDisposable { public void Dispose() => action(); } [Jit] public static double F(double x, int n) { double s = x; if (n > 2) { using Closing c = new(() => s += 1); int i = 0; do { s *= 2; } while (++i < 2); Func<double, double> f = y => y > 3 ? y : throw new InvalidOperationException(\"no\"); s += f(1); } try { Func<double, double> g = y => n > -9 ? throw new InvalidOperationException() : y; s += g(2); } catch (InvalidOperationException) { s += 100; } finally { s += 7; } return s; }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [2.0, 4]] },
        { "RecordsOfNotANumber", "public record R(double V, (float, int) T); public record struct S(double V); [Jit] public static (bool, bool, bool) F(double x, double y) => (new R(x, ((float)y, 1)) == new R(y, ((float)x, 1)), new S(x) != new S(y), (new S(x), 1) == (new S(y), 1));", "F((double)a[0]!, (double)a[1]!)", [[double.NaN, double.NaN], [0.0, -0.0], [1.0, 2.0], [double.NaN, 1.0]] },
        { "SearchesEndEarly", "[Jit] public static (double, bool, bool, double, int) F(double x) { double y = x; int k = 0; bool any = Enumerable.Range(0, 4).Select(i => ++x).Where(v => v > -1).Any(v => v > 3); bool all = new[] { 1, 2, 3 }.All(v => { k += v; return y < v; }); double z = y; Enumerable.Range(1, 2).Select(i => y++).Append(1).Any(v => true); return (x, any, all, y - z, k); }", "F((double)a[0]!)", [[0.5], [2.5], [7.0], [-9.0]] },
        { "WithCopiesTheStruct", "public struct S { public double A, B; } [Jit] public static double F(double x) { S s = new S { A = x, B = 1 }; S t = s with { A = ++x }; S u = t with { B = 9 }; return s.A + 10 * t.A + 100 * u.A + 1000 * t.B; }", "F((double)a[0]!)", [[0.5], [2.5]] },
        { "ArraysOnTheStack", "[Jit] public static (double, double, int) F(double x, int n) { Span<double> t = stackalloc double[4]; t[0] = x; for (int i = 1; i < t.Length; i++) t[i] = t[i - 1] * x + i; Span<double> u = stackalloc double[] { 1, x, 3 }; u[1] += n > 2 ? 5 : x; Span<int> c = stackalloc int[64]; c[n & 63] = 3; int s = 0; for (int i = 0; i < 64; i++) s += c[i] * i; return (t[3], u[0] + u[1] * u[2], s); }", "F((double)a[0]!, (int)a[1]!)", [[0.5, 0], [2.5, 7], [1.0, 65]] },
        { "WithOfARecordThatIsAskedThen", "public readonly record struct R(double V, int N); [Jit] public static int F(float x) { R r = new R(2.0, 1); bool same = (r with { N = (int)x }) == r; return r.N + (same ? 10 : 0); }", "F((float)a[0]!)", [[1f], [4f]] },
        { "PartOfAVariableThatNobodyReads", "public record struct R(long V, int N); [Jit] public static bool F(double x, long y) { R r = new R(1, 1) { N = 1 }; r.N = (y switch { > 2 => 1, _ => r.N++ }); return x > 1; }", "F((double)a[0]!, (long)a[1]!)", [[0.5, 1L], [2.5, 7L]] },
        { "StackArraysOfIterations", "[Jit] public static int F(int n) { int i = 0, s = 0; while (i++ < 3) { Span<int> v = stackalloc int[2]; if (n > i) break; s += v[1] + i; } return s; }", "F((int)a[0]!)", [[0], [2], [5]] },
    };

    // What no equation expresses is refused.
    private static readonly string[] s_refused = ["FailureInConstructor", "RefOfATracedChoice", "StepOfATracedChoice", "RefTurnedInALoop", "StackArraysOfIterations"];

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Mended_programs_stay_mended(string name, string members, string call, object?[][] inputs)
    {
        Outcome outcome = Execution.Run(new TestProgram(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { {{members}} public static object? Run(object?[] a) => {{call}}; }""", inputs));
        Assert.True(outcome.Verdict == (s_refused.Contains(name) ? Verdict.Refused : Verdict.Agrees), outcome.Verdict + ": " + outcome.Detail);
    }
}
