// Short numeric programs as their authors first write them: compiled without a fallback but where C# throws, with the bits and exceptions of the body.
using System;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class NumericProgramTests
{
    private const string Accumulator = "public struct Acc { public double Sum; public int N; public void Add(double x) { Sum += x; N++; } public double this[int i] { readonly get => i == 0 ? Sum : N; set { if (i == 0) { Sum = value; } } } } ";

    // Name, members, the call, and inputs.
    public static TheoryData<string, string, string, object?[][]> Programs => new()
    {
        // A kernel ends where the body throws before its loop.
        { "GuardBeforeLoop", "[Jit] public static int F(int n) { if (n < 1) { throw new ArgumentOutOfRangeException(nameof(n)); } int c = 0; while (n != 1) { n = n % 2 == 0 ? n / 2 : 3 * n + 1; c++; } return c; }", "F((int)a[0]!)", Ints(1, 7, 0, -1) },
        { "GuardBeforeForkWithLoop", "[Jit] public static double F(double x, double tol) { if (!(tol > 0)) { throw new ArgumentException(\"tol\"); } double s = 1; if (x > 1) { double y = x; while (Math.Abs(y) >= tol) { y *= 0.5; } s += y; } return s; }", "F((double)a[0]!, (double)a[1]!)", [[2.0, 0.1], [2.0, 0.0], [2.0, -1.0], [0.0, 1.0]] },
        { "GuardInLoopAroundLoop", "[Jit] public static double F(double x, double tol, int n) { double s = 0; for (int i = 0; i < n; i++) { if (i == 3 && tol <= 0) { throw new ArgumentException(\"tol\"); } double y = x; while (Math.Abs(y) > (i < 3 ? 1 : tol)) { y *= 0.5; } s += y; } return s; }", "F((double)a[0]!, (double)a[1]!, (int)a[2]!)", [[2.0, 0.1, 6], [2.0, -1.0, 3], [2.0, -1.0, 6]] },
        { "GuardBeforeNestedJit", "[Jit] public static double G(double x, double tol) { double y = x; while (Math.Abs(y) >= tol) { y *= 0.5; } return y; } [Jit] public static double F(double x, double tol) { double a = G(x, 0.1); if (tol <= 0) { throw new ArgumentException(\"tol\"); } return G(x, tol) + a; }", "F((double)a[0]!, (double)a[1]!)", [[2.0, 0.1], [2.0, 0.0], [2.0, 0.01]] },
        { "GuardBeforeDerivativeOfLoop", "[Jit] public static double F(double x, double tol) { if (tol <= 0) { throw new ArgumentException(\"tol\"); } double s = x; while (Math.Abs(s) >= tol) { s *= 0.5; } double t = tol > 5 ? Jax.Jvp((double v) => { double y = v; while (Math.Abs(y) >= tol) { y *= 0.5; } return y; }, x, 1.0).Item2 : 0; return s + t * 0; }", "F((double)a[0]!, (double)a[1]!)", [[2.0, 0.1], [2.0, 0.0], [2.0, -2.0]] },
        // A struct's own method writes to it, also when its argument is a branch.
        { "StructMethodWithConditionalArgument", Accumulator + "[Jit] public static double F(double m) { Acc s = new() { Sum = m }; s.Add(m > 1 ? 1 : m); s.Add(m > 0 && m < 3 ? m : 7); s[m > 2 ? 0 : 1] += m > 3 ? 5 : 6; return s.Sum + 10 * s.N; }", "F((double)a[0]!)", Doubles(0, 0.5, 2, 4, double.NaN) },
        { "StructOfStructWithConditionalArgument", Accumulator + "public class Box { public Acc P; public Acc[] A = new Acc[2]; } [Jit] public static double F(double m) { Box b = new(); b.P.Add(m > 1 ? 1 : 2); b.A[1].Add(m > 2 ? 3 : m); return b.P.Sum + 10 * b.A[1].Sum + b.A[0].N; }", "F((double)a[0]!)", Doubles(0, 0.5, 2, 4, double.NaN) },
        { "RefOfOneAmongArguments", "static void Add(ref double a, double b) => a += b; [Jit] public static double F(double m) { double a = 1, b = 2; Add(ref a, m > 2 ? 3 : 4); ref double r = ref b; Add(ref r, m > 1 ? m : 4); r = ref a; r *= 2; return a + 10 * b; }", "F((double)a[0]!)", Doubles(0, 1.5, 3) },
        // The item of a foreach is found once, however often it is read.
        { "ForeachByReference", "[Jit] public static double F(ReadOnlySpan<double> s) { double m = 0; foreach (ref readonly double x in s) { m += x * x; } foreach (ref readonly var x in s) { if (x > 1) { m += x; } else { m -= x * 2; } } return m; }", "F((double[])a[0]!)", [[D(1, 2, 3)], [D(-4)], [D(0.5, 7, 2, 2, -1)]] },
        { "ForeachByReferenceWrites", "[Jit] public static double[] F(double[] v, double m) { double[] w = new double[3]; foreach (ref double b in w.AsSpan()) { b += m; } foreach (ref double b in v.AsSpan()) { b = b * 2 + w[1]; b -= m * b; } return v; }", "F((double[])((double[])a[0]!).Clone(), (double)a[1]!)", [[D(1, 2, 3), 2.0], [D(-4), 0.5]] },
        { "ForeachByReferenceOverStructs", "public struct Body { public double X, Vx; } [Jit] public static double F(double m, int n) { var bs = new Body[3]; for (int s = 0; s < n; s++) { for (int i = 0; i < bs.Length; i++) { if (i == 1) { continue; } bs[i].X += m; } foreach (ref Body b in bs.AsSpan()) { b.Vx += b.X; b.X += 0.01 * b.Vx; } } return bs[0].X + bs[1].X * 3 + bs[2].Vx; }", "F((double)a[0]!, (int)a[1]!)", [[1.5, 0], [1.5, 1], [1.5, 40]] },
        // Names of a primary constructor's parameters that mean something else in the type.
        { "NamesOfPrimaryParameters", "public readonly struct V(double x, double y) { public readonly double X = x, Y = y; public void Deconstruct(out double x, out double y) { x = X; y = Y; } public V Turned() { double x = -Y; return new V(x: x, y: X); } public double Dot(V o) => Sum(x => x * o.X, Y * o.Y); static double Sum(Func<double, double> f, double y) => f(1) + y; } [Jit] public static V F(V v, double m) { var (p, q) = v.Turned(); return new V(p * m, q + v.Dot(v)); }", "F(new V((double)a[0]!, 3), (double)a[1]!)", [[1.5, 2.0], [-0.0, double.NaN]] },
    };

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Compiled_calls_are_the_body_s(string name, string members, string call, object?[][] inputs)
    {
        Outcome outcome = Execution.Run(new TestProgram(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { {{members}} public static object? Run(object?[] a) => {{call}}; }""", inputs));
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }

    // Which of several places a 'ref' means is not known: never a silent copy.
    [Theory]
    [InlineData("RefChosen", "[Jit] public static double F(double m) { double a = m, b = 2; ref double r = ref (m > 1 ? ref a : ref b); r = 5; return a * 10 + b; }")]
    [InlineData("TargetChosen", "[Jit] public static double F(double m) { double a = m, b = 3; (m > 1 ? ref a : ref b) = 9; return a * 10 + b; }")]
    [InlineData("RefChanged", "[Jit] public static double F(double m) { double a = 1, b = 2; ref double r = ref a; if (m > 0) { r = ref b; } r = 11; return a + 10 * b; }")]
    [InlineData("ArgumentChosen", "static void Add(ref double a, double b) => a += b; [Jit] public static double F(double m) { double a = 1, b = 2; Add(ref (m > 1 ? ref a : ref b), 4); return a + 10 * b; }")]
    public void A_reference_that_depends_on_a_traced_condition_is_refused(string name, string members)
    {
        Outcome outcome = Execution.Run(new TestProgram(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { {{members}} public static object? Run(object?[] a) => F((double)a[0]!); }""", Doubles(0, 2)));
        Assert.True(outcome.Verdict == Verdict.Refused, outcome.Verdict + ": " + outcome.Detail);
    }

    private static double[] D(params double[] values) => values;

    private static object?[][] Doubles(params double[] values) => [.. Array.ConvertAll(values, v => new object?[] { v })];

    private static object?[][] Ints(params int[] values) => [.. Array.ConvertAll(values, v => new object?[] { v })];
}
