// Generated code compiles whatever users call their things: every identifier that generated files contain is tried as the name of a parameter, a dimension, a method, a member, a type and a namespace.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Abstractions;

namespace Generator.Tests.Fuzzing;

public class IdentifierTests(ITestOutputHelper output)
{
    // What generated files contain depends on what they are made of: arrays, numbers, records, tuples, loops, branches, library calls, static arguments, guards, transforms.
    private const string Rich = """
        using System; using System.Linq; using SrcGenJit;
        public record Layer([Shape("d k")] NdArray<float> W, [Shape("k")] NdArray<float> B);
        public struct Pair { public double A; public int B; }
        public static partial class Programs
        {
            [Jit] public static NdArray<float> Sines(NdArray<float> x, NdArray<float> y) => Jnp.Sin(x) * y + Jnp.Tanh(x);
            [Jit] public static NdArray<float> Softmax(NdArray<float> x) => Nn.Softmax(x);
            [Jit] public static NdArray<double> Sorted([Shape("n")] NdArray<double> x) => Jnp.Sort(x);
            [Jit] public static NdArray<double> Cumulated([Shape("n m")] NdArray<double> x) => Jnp.Cumsum(x, 1);
            [Jit] public static (NdArray<float> Y, float Rate) Forward([Shape("n d")] NdArray<float> x, Layer layer, float rate) => (Jnp.Tanh(Jnp.Matmul(x, layer.W) + layer.B) * rate, rate * 0.5f);
            [Jit] public static NdArray<float> Power(NdArray<float> x, [Static] int n) { NdArray<float> y = x; for (int i = 1; i < n; i++) { y *= x; } return y; }
            [Jit] public static NdArray<float> Stencil([Shape("n m")] NdArray<float> u) => 0.25f * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..]);
            [Jit] public static NdArray<float> Every2nd([Shape("n")] NdArray<float> x) => x[new Slice(null, null, 2)];
            [Jit] public static NdArray<float> Totals([Shape("n m")] NdArray<float> x) => Jnp.Sum(x, 0) + Jnp.Max(x, 0);
            [Jit] public static double Numbers(double x, int n, bool b, long l) => Math.Sqrt(x * x + n) + (double)l + Math.Sin(x);
            [Jit] public static double Newton(double a) { double x = a; while (Math.Abs(x * x - a) > 1e-9) { x = 0.5 * (x + a / x); } return x; }
            [Jit] public static double Branches(double x) { if (x > 1) { return Math.Log(x); } return x < -1 ? -x : x * x; }
            [Jit] public static double Guarded(double x) { if (x < 0) { throw new ArgumentException("negative"); } return Math.Sqrt(x); }
            [Jit] public static int Divided(int x, int y) => x / y;
            [Jit] public static double Table(double[] values, int i) => values[i] + values.Length;
            [Jit] public static void Scaled(Span<double> values, double by) { for (int i = 0; i < values.Length; i++) { values[i] *= by; } }
            [Jit] public static double[] Doubled(double[] values) { double[] r = new double[values.Length]; for (int i = 0; i < r.Length; i++) { r[i] = 2 * values[i]; } return r; }
            [Jit] public static double OfPair(Pair pair) => pair.A * pair.B;
            [Jit] public static NdArray<float> Looped([Shape("")] NdArray<float> x) => Lax.ForiLoop(0, 100, (i, v) => v * 0.5f + 1f, x);
            [Jit] public static NdArray<float> Steps([Shape("n")] NdArray<float> x) => Lax.WhileLoop(v => Jnp.Sum(v) > 1f, v => v * 0.5f, x);
            [Jit] public static NdArray<float> Slope([Shape("n")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(Sines(v, v)))(x);
            [Jit] public static NdArray<float> Batched([Shape("n m")] NdArray<float> x) => Jax.Vmap((NdArray<float> v) => v * Jnp.Sum(v))(x);
            [Jit] public static NdArray<float> Draws(NdArray<uint> key) => JaxRandom.Normal(key, [4]);
            public static object Use(NdArray<float> x, Layer layer) => new object[] { Sines(x, x), Softmax(x), Forward(x, layer, 1f), Power(x, 3), Stencil(x), Every2nd(x), Totals(x), Numbers(1, 2, true, 3), Newton(2), Branches(1), Guarded(1), Divided(1, 2),
                Table([1.0], 0), Doubled([1.0]), OfPair(default), Looped(x), Steps(x), Slope(x), Batched(x) };
        }
        """;

    [Fact]
    public void Any_identifier_of_generated_files_may_be_a_users_name()
    {
        string[] names = Identifiers();
        output.WriteLine($"{names.Length} identifiers");
        Assert.True(names.Length > 150);
        List<string> failures = [];
        foreach ((string Name, int Index)[] batch in names.Select((n, i) => (n, i)).Chunk(80))
        {
            Try(batch, failures);
        }
        Assert.True(failures.Count == 0, $"{failures.Count} names of {names.Length}:\n" + string.Join("\n", failures));
    }

    private static string[] Identifiers()
    {
        GeneratorRun run = GeneratorRun.Of(Rich);
        Assert.Empty(run.Generator);
        return [.. run.Sources.Values.SelectMany(s => CSharpSyntaxTree.ParseText(s, GeneratorRun.ParseOptions).GetRoot().DescendantTokens())
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)
            .Where(t => t.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && SyntaxFacts.GetKeywordKind(t) == SyntaxKind.None)
            .Concat(["nint", "var", "value", "field", "record", "args", "Value", "async", "yield", "when", "partial", "scoped", "file", "Item1", "This", "self", "Equals", "ToString", "GetHashCode"])
            .Distinct().Order(StringComparer.Ordinal)];
    }

    private static void Try((string Name, int Index)[] batch, List<string> failures)
    {
        SyntaxTree[] trees = [.. batch.SelectMany(n => Sources(n.Name, n.Index).Select((s, i) => GeneratorRun.Tree($"/project/N{n.Index}Q{i}.cs", s)))];
        // Uses that C# itself refuses are left out.
        HashSet<SyntaxTree?> refused = [.. GeneratorRun.Compile(trees).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.SourceTree)];
        trees = [.. trees.Where(t => !refused.Contains(t))];
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Drive([]), GeneratorRun.Compile(trees), []);
        Diagnostic[] bad = Faults(run);
        if (bad.Length == 0)
        {
            return;
        }
        // Files of one kernel name its namespace.
        (Diagnostic Fault, HashSet<string> Spaces)[] named = [.. bad.Select(d => (d, System.Text.RegularExpressions.Regex.Matches(d.Location.SourceTree?.ToString() ?? "", "Space[0-9]+").Select(m => m.Value).ToHashSet()))];
        if (batch.Length > 1 && named.All(n => n.Spaces.Count == 1))
        {
            foreach (IGrouping<string, Diagnostic> one in named.GroupBy(n => n.Spaces.Single(), n => n.Fault))
            {
                failures.Add($"{batch.Single(b => "Space" + b.Index == one.Key).Name}: {one.Count()} errors, {one.First()}");
            }
            return;
        }
        if (batch.Length > 1)
        {
            Try(batch[..(batch.Length / 2)], failures);
            Try(batch[(batch.Length / 2)..], failures);
            return;
        }
        failures.Add($"{batch[0].Name}: {bad.Length} errors, {bad[0]}");
    }

    // Errors, and warnings in generated code; and a good method must not be refused for its name.
    private static Diagnostic[] Faults(GeneratorRun run) =>
    [
        .. run.Generator,
        .. run.Emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && !run.Compilation.ContainsSyntaxTree(d.Location.SourceTree!))),
        .. run.Analyzer.Where(d => d.Id is "SGJ999" or "AD0001"),
    ];

    private static IEnumerable<string> Sources(string name, int index)
    {
        const string jit = "[global::SrcGenJit.Jit]", array = "global::SrcGenJit.NdArray<float>", numbers = "global::SrcGenJit.Jnp";
        string space = $"Space{index}";
        // A parameter, a dimension, a method and a member.
        yield return $$"""
            namespace {{space}}
            {
                public record struct Whole({{array}} {{name}}, double Other);
                public static partial class Uses
                {
                    {{jit}} public static ({{array}} {{name}}, double Other) {{name}}([global::SrcGenJit.Shape("{{name}} m")] {{array}} {{name}}, [global::SrcGenJit.Shape("m {{name}}")] Whole other) =>
                        ({{numbers}}.Tanh({{numbers}}.Matmul({{name}}, other.{{name}})) * (float)other.Other, other.Other + 1);
                    {{jit}} public static double Scalar(double {{name}}, int other) { double local = {{name}} > 1 ? {{name}} / other : 1; return local * {{name}}; }
                    public static object[] Use({{array}} x) => [{{name}}(x, new Whole(x, 2)), Scalar(1, 2)];
                }
            }
            """;
        // A type, and a namespace.
        yield return $$"""
            namespace {{space}}.{{name}}
            {
                public record struct {{name}}({{array}} First, double Second)
                {
                    {{jit}} public static {{name}} Step({{name}} x, float by) => new {{name}}({{numbers}}.Cos(x.First) * by, x.Second + 1);
                    public static object Use({{name}} x) => Step(Step(x, 2), 3);
                }
            }
            """;
    }
}
