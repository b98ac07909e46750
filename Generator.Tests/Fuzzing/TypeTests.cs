// What types hold: statics of several classes and of closed generic types, generic helpers over numbers, and the structs of System.Numerics that go in and out of [Jit] methods.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class TypeTests
{
    private const string Types = """
        static class Low { static readonly double[] s_table = [1, 2, 3]; static readonly double s_scale = 2; public static double At(int i, double x) => s_table[i] * x + s_scale; }
        static class High { static readonly double[] s_table = [10, 20, 30]; static readonly double s_scale = 7; public static double At(int i, double x) => s_table[i] * x + s_scale; }
        public static class Of<T> { static readonly int s_size = typeof(T) == typeof(int) ? 4 : 8; public static double Rate = typeof(T) == typeof(int) ? 0.25 : 0.5; public static double Size(double x) => s_size * x; public static class In { public static readonly int Deep = typeof(T) == typeof(int) ? 1 : 2; public static int Get() => Deep; } }
        static T Sum<T>(T[] v) where T : System.Numerics.INumber<T> { T s = T.Zero; foreach (T t in v) { s += t; } return s; }
        static (T Low, T High) Ends<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) < 0 ? (a, b) : (b, a);
        static bool Same<T>(T a, T b) where T : IEquatable<T> => a.Equals(b);
        public record struct Body(System.Numerics.Vector3 Place, System.Numerics.Vector3 Speed, float Mass);
        static readonly System.Numerics.Vector3 s_gravity = new(0, -9.81f, 0);
        static System.Numerics.Vector2 s_wind = new(1, 2);
        abstract class Curve { public abstract double At(double x); }
        sealed class Line(double slope) : Curve { public override double At(double x) => slope * x; }
        sealed class Bow(double a, double b) : Curve { private readonly double _b = b; public override double At(double x) => a * x * x + _b; }
        interface IVisitor<T> { T Number(double v); T Sum(Term l, Term r); }
        abstract class Term { public abstract T Accept<T>(IVisitor<T> v); }
        sealed class Leaf(double v) : Term { public override T Accept<T>(IVisitor<T> visitor) => visitor.Number(v); }
        sealed class Both(Term l, Term r) : Term { public override T Accept<T>(IVisitor<T> visitor) => visitor.Sum(l, r); }
        sealed class Value : IVisitor<double> { public int Leaves; public double Number(double v) { Leaves++; return v; } public double Sum(Term l, Term r) => l.Accept(this) + r.Accept(this); }
        sealed class Depth : IVisitor<int> { public int Number(double v) => 1; public int Sum(Term l, Term r) => 1 + Math.Max(l.Accept(this), r.Accept(this)); }
        static readonly Curve[] s_curves = [new Line(2), new Bow(3, 1)];
        static readonly Curve s_curve = new Line(4);
        """;

    // Name, [Jit] method F, its arguments from (double x, int k).
    public static TheoryData<string, string, string> Programs => new()
    {
        { "PrivateTablesOfTwoClasses", "double F(double x, int k) => Low.At(k, x) + 1000 * High.At(k, x)", "x, k" },
        { "StaticsOfClosedTypes", "double F(double x) => Of<int>.Size(x) + 100 * Of<double>.Size(x) + Of<int>.Rate * x + 1000 * Of<double>.Rate + 1e4 * Of<int>.In.Get() + 1e5 * Of<double>.In.Get()", "x" },
        { "HelpersOverNumbers", "double F(double x, int k) { var (low, high) = Ends(x, k); var (a, b) = Ends(k, 1); return Sum([low, high * 2]) + Sum([a * 100, b * 1000]) + (Same(x, (double)k) ? 0.5 : 0.25) + x.CompareTo(1) * 1e6; }", "x, k" },
        { "VectorsIn", "float F(System.Numerics.Vector3 v, in System.Numerics.Vector2 w, float k) => (v * k).Length() + w.Y + s_gravity.Y + s_wind.X", "new System.Numerics.Vector3((float)x, k, 2), new System.Numerics.Vector2(k, (float)x), k" },
        { "VectorsOut", "(System.Numerics.Vector2, System.Numerics.Vector4, float) F(System.Numerics.Vector2 v, float k) => (System.Numerics.Vector2.Normalize(v), new System.Numerics.Vector4(v, k, 1), v.Length())", "new System.Numerics.Vector2((float)x, 2), k" },
        { "RecordsOfVectors", "Body F(Body b, float t) { if (t < 0) { throw new ArgumentException(\"t\"); } return b with { Place = b.Place + b.Speed * t, Speed = b.Speed + s_gravity * t }; }", "new Body(new((float)x, 1, 2), new(k, 0, 1), 3), k - 1" },
        { "Rotations", "(System.Numerics.Quaternion, System.Numerics.Matrix4x4, System.Numerics.Plane) F(System.Numerics.Quaternion q, System.Numerics.Matrix4x4 m, System.Numerics.Plane p) => (q * q, System.Numerics.Matrix4x4.Transpose(m) * m, new(p.Normal * 2, p.D))", "new System.Numerics.Quaternion((float)x, 1, 2, k), System.Numerics.Matrix4x4.CreateScale((float)x, 1, k), new System.Numerics.Plane((float)x, 2, k, 4)" },
        { "EscapeOfComplexNumbers", "(int, System.Numerics.Complex) F(System.Numerics.Complex c) { System.Numerics.Complex z = 0; int n = 0; while (n < 50 && z.Real * z.Real + z.Imaginary * z.Imaginary <= 4) { z = z * z + c; n++; } return (n, z); }", "new System.Numerics.Complex(x * 0.3, k * 0.2)" },
        { "VisitorsOfTwoResults", "double F(double x, int k) { Term t = new Both(new Leaf(x), new Both(new Leaf(k), new Leaf(2))); Value v = new(); return t.Accept(v) + 10 * t.Accept(new Depth()) + 100 * v.Leaves; }", "x, k" },
        { "CurvesInATable", "double F(double x, int k) { double s = s_curve.At(x) + s_curves.Sum(c => c.At(x)); foreach (Curve c in s_curves) { s += c.At(x) * k; } return s + s_curves[1].At(k); }", "x, k" },
    };

    private static readonly Lazy<Dictionary<string, Outcome>> s_outcomes = new(() => Execution.Run([.. Programs.Select(p => new TestProgram(
        (string)p[0]!,
        $$"""{{RandomProgram.Usings}} public static class {{p[0]}} { {{Types}} [Jit] public static {{p[1]}}{{(((string)p[1]!).EndsWith('}') ? "" : ";")}} public static object? Run(object?[] a) { double x = (double)a[0]!; int k = (int)a[1]!; return F({{p[2]}}); } }""",
        [.. new[] { -1, 0, 0.5, 2, double.NaN }.SelectMany(x => new[] { 0, 1, 2 }.Select(k => new object?[] { x, k }))]))]).ToDictionary(o => o.Program.Name));

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Each_type_has_its_own(string name, string method, string arguments)
    {
        Outcome outcome = s_outcomes.Value[name];
        Assert.Contains(method, outcome.Program.Source, StringComparison.Ordinal);
        Assert.Contains(arguments, outcome.Program.Source, StringComparison.Ordinal);
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }
}
