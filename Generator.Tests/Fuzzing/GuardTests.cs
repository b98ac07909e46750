// Methods that throw in C# for some arguments: compiled, they return what C# returns for the others, and throw the same exception with the same message for these.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class GuardTests
{
    // Name, members, the call, and inputs of which some throw and some do not.
    public static TheoryData<string, string, string, object?[][]> Methods => new()
    {
        { "ThrowStatement", "[Jit] public static double F(double x) { if (x < 0) { throw new ArgumentException(\"must not be negative\", nameof(x)); } return Math.Sqrt(x); }", "F((double)a[0]!)", Doubles(4, -1, 0, double.NaN) },
        { "ThrowExpression", "[Jit] public static double F(double x) => x > 0 ? x * 2 : throw new ArgumentOutOfRangeException(nameof(x), x, \"not positive\");", "F((double)a[0]!)", Doubles(1, 0, -3, double.NaN) },
        { "SwitchWithoutArm", "[Jit] public static double F(int n, double x) => n switch { 0 => x, 1 => -x, _ => throw new InvalidOperationException($\"no mode {n}\") };", "F((int)a[0]!, (double)a[1]!)", [[0, 1.5], [1, 1.5], [2, 1.5], [-7, 0.0]] },
        { "IncompleteSwitch", "[Jit] public static int F(int n) => n switch { > 3 => 1, < 0 => 2 };", "F((int)a[0]!)", Ints(4, -1, 2) },
        { "Division", "[Jit] public static int F(int x, int y) => x / y + 1;", "F((int)a[0]!, (int)a[1]!)", [[7, 2], [7, 0], [int.MinValue, -1], [-7, 2], [int.MinValue, 1]] },
        { "Remainder", "[Jit] public static long F(long x, long y) => x % y;", "F((long)a[0]!, (long)a[1]!)", [[7L, 2L], [7L, 0L], [long.MinValue, -1L], [-7L, 2L]] },
        { "CheckedSum", "[Jit] public static int F(int x, int y) { checked { return x * 2 + y; } }", "F((int)a[0]!, (int)a[1]!)", [[1, 2], [int.MaxValue, 0], [0, int.MinValue], [-1073741824, -1]] },
        { "CheckedCast", "[Jit] public static int F(double x) => checked((int)x) + checked((byte)(x + 1));", "F((double)a[0]!)", Doubles(3.9, 254.5, 255, -2, 3e9, double.NaN) },
        { "CheckedUnsigned", "[Jit] public static uint F(uint x, uint y) => checked(x - y);", "F((uint)a[0]!, (uint)a[1]!)", [[3u, 2u], [2u, 3u], [0u, 0u]] },
        { "Abs", "[Jit] public static int F(int x) => Math.Abs(x);", "F((int)a[0]!)", Ints(5, -5, int.MinValue, 0) },
        { "Sign", "[Jit] public static int F(double x) => Math.Sign(x);", "F((double)a[0]!)", Doubles(2, -0.0, -3, double.NaN) },
        { "Clamp", "[Jit] public static double F(double x, double lo, double hi) => Math.Clamp(x, lo, hi);", "F((double)a[0]!, (double)a[1]!, (double)a[2]!)", [[1.0, 0.0, 2.0], [1.0, 3.0, 2.0], [9.0, 0.0, double.NaN], [-1.0, -0.0, 0.0]] },
        { "IndexOfArray", "[Jit] public static double F(double[] v, int i) => v[i] * 2;", "F((double[])a[0]!, (int)a[1]!)", [[D(1, 2, 3), 2], [D(1, 2, 3), 3], [D(1, 2, 3), -1], [D(), 0]] },
        { "IndexOfLocal", "[Jit] public static double F(double x, int i) { double[] v = { x, 2 * x, 3 * x }; v[i] += 1; return v[0] + v[1] * v[2]; }", "F((double)a[0]!, (int)a[1]!)", [[1.0, 0], [1.0, 2], [1.0, 3], [1.0, -1]] },
        { "IndexOfTable", "static readonly double[] Table = { 1, 4, 9 }; [Jit] public static double F(int i) => Table[i];", "F((int)a[0]!)", Ints(0, 2, 3, -1) },
        { "InHelper", "static double Root(double x) => x >= 0 ? Math.Sqrt(x) : throw new ArgumentException(\"no root\"); [Jit] public static double F(double x, double y) => y > 0 ? Root(x) : 1;", "F((double)a[0]!, (double)a[1]!)", [[4.0, 1.0], [-4.0, 1.0], [-4.0, -1.0]] },
        { "InNestedJit", "[Jit] public static double G(double x) { if (x > 10) { throw new InvalidOperationException(\"too large\"); } return x + 1; } [Jit] public static double F(double x) => G(2 * x);", "F((double)a[0]!)", Doubles(1, 6, double.NaN) },
        { "InLoop", "[Jit] public static double F(double x, int n) { double s = 0; for (int i = 0; i < n; i++) { s += x; if (s > 10) { throw new InvalidOperationException(\"sum \" + i); } } return s; }", "F((double)a[0]!, (int)a[1]!)", [[1.0, 5], [3.0, 3], [3.0, 9], [100.0, 1], [1.0, 0]] },
        { "DoesNotConverge", "[Jit] public static double F(double v) { double x = v; for (int i = 0; i < 20; i++) { double y = 0.5 * (x + v / x); if (Math.Abs(y - x) < 1e-12) { return y; } x = y; } throw new ArithmeticException(\"no convergence\"); }", "F((double)a[0]!)", Doubles(2, -2, 1e6, double.NaN) },
        { "OrderOfThrows", "[Jit] public static int F(int x, int y) { int q = 100 / x; if (y < 0) { throw new ArgumentException(\"y\"); } return q / y; }", "F((int)a[0]!, (int)a[1]!)", [[2, 5], [0, -1], [2, -1], [2, 0]] },
        { "OwnException", "public sealed class Odd(int n) : Exception(\"odd: \" + n); [Jit] public static int F(int n) { if ((n & 1) != 0) { throw new Odd(n); } return n / 2; }", "F((int)a[0]!)", Ints(4, 5, -3, 0) },
        { "BoundsOfSpan", "[Jit] public static double F(ReadOnlySpan<double> v, int n) { double s = 0; for (int i = 0; i < n; i++) { s += v[i]; } return s; }", "F((double[])a[0]!, (int)a[1]!)", [[D(1, 2, 3), 3], [D(1, 2, 3), 4], [D(1, 2, 3), 0], [D(), 1]] },
        { "Assertion", "[Jit] public static double F(double x, double[] v) { v[0] = x; if (double.IsNaN(x)) { throw new NotFiniteNumberException(\"not finite\"); } v[1] = -x; return x; }", "F((double)a[0]!, (double[])a[1]!)", [[1.0, D(5, 6)], [double.NaN, D(5, 6)]] },
    };

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void Compiled_calls_throw_what_CSharp_throws(string name, string members, string call, object?[][] inputs)
    {
        TestProgram program = new(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { {{members}} public static object? Run(object?[] a) => {{call}}; }""", inputs);
        Outcome outcome = Execution.Run(program);
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.InRange(outcome.Throws, 1, inputs.Length - 1);
    }

    private static double[] D(params double[] values) => values;

    private static object?[][] Doubles(params double[] values) => [.. values.Select(v => new object?[] { v })];

    private static object?[][] Ints(params int[] values) => [.. values.Select(v => new object?[] { v })];
}
