// What happens to calls of methods that are not compiled: which are traced at run time, what the warnings and JitInfo say.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Interception;

public class FallbackTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using SrcGenJit;\n";

    // What keeps each method from being compiled is a class of the base library that has no model, and does no harm.
    [Theory]
    [InlineData("NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return Jnp.Sin(x) + C.K; }")]
    [InlineData("(NdArray<float>, int) f(NdArray<float> x, (NdArray<int> A, NdArray<bool> B) p) { _ = new LinkedList<int>(); return (x + 1, x.Rank); }")]
    [InlineData("NdArray<float> f(NdArray<float>[] xs) { _ = new LinkedList<int>(); return xs.Aggregate((a, b) => a + b); }")]
    [InlineData("P f(P p) { _ = new LinkedList<int>(); return p with { W = p.W * 2 }; }")]
    [InlineData("NdArray<float> f(NdArray<float> x) { List<NdArray<float>> parts = new(); _ = new LinkedList<int>(); parts.Add(x); NdArray<float>[] a = new NdArray<float>[2]; a[0] = x; M m = new(); m.W = x; return parts[0] + a[0] + m.W; }")]
    [InlineData("NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); if (x.Rank > 2) throw new ArgumentException($\"rank of {x}\"); return Helper(x) + Table[1] * Twice(x); }")]
    [InlineData("NdArray<float> f(in NdArray<float> x) { _ = new LinkedList<int>(); return Jax.Grad((NdArray<float> v) => Jnp.Sum(v * v))(x); }")]
    [InlineData("NdArray<float> f(NdArray<float> a, NdArray<float> b, NdArray<float> c, NdArray<float> d, NdArray<float> e, NdArray<float> g, NdArray<float> h, NdArray<float> i, NdArray<float> j) { _ = new LinkedList<int>(); return a + j; }")]
    [InlineData("NdArray<float> f(NdArray<float> Info, NdArray<float> items, NdArray<float> Body, NdArray<float> type, NdArray<float> JitSupport, NdArray<float> @class) { _ = new LinkedList<int>(); return Info + items; }")]
    public void Pure_functions_of_arrays_are_traced_at_run_time(string method)
    {
        GeneratorRun run = Run(method);
        Assert.Contains("RunsTraced = true", run.Sources["Uncompiled.g.cs"]);
        Assert.Equal(1, run.Sources["Interceptors.g.cs"].Split("// File0.cs").Length - 1);
        Assert.All(run.Analyzer.Where(d => d.Severity == DiagnosticSeverity.Warning), d => Assert.EndsWith("Its direct calls are traced at run time, as by Jax.Jit", Text(d)));
    }

    [Theory]
    [InlineData("a C# number", "NdArray<float> f(NdArray<float> x, float t) { _ = new LinkedList<int>(); return x * t; }")]
    [InlineData("an effect", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); Console.WriteLine(1); return x; }")]
    [InlineData("an effect in a helper", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return Effect(x); }")]
    [InlineData("a write to a static", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); Count++; return x; }")]
    [InlineData("a static that changes", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return x * Count; }")]
    [InlineData("a static property that changes", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return x * Setting; }")]
    [InlineData("a fixed static with contents that change", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return x * Numbers[0]; }")]
    [InlineData("the clock", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return x * Environment.TickCount; }")]
    [InlineData("an exception that is caught", "NdArray<float> f(NdArray<float> x) { try { _ = new LinkedList<int>(); return x * 2; } catch (Exception) { return x; } }")]
    [InlineData("a write to an argument", "NdArray<float> f(NdArray<float>[] xs) { _ = new LinkedList<int>(); xs[0] = xs[1]; return xs[1]; }")]
    [InlineData("a write to an argument's member", "NdArray<float> f(M m) { _ = new LinkedList<int>(); m.W = m.W * 2; return m.W; }")]
    [InlineData("an argument that comes back", "M f(M m) { _ = new LinkedList<int>(); return m; }")]
    [InlineData("an argument's list that grows", "NdArray<float> f(List<NdArray<float>> xs) { _ = new LinkedList<int>(); xs.Add(xs[0]); return xs[0]; }")]
    [InlineData("text of arrays", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return $\"{x}\".Length > 3 ? x : -x; }")]
    [InlineData("identity of arrays", "NdArray<float> f(NdArray<float> x, NdArray<float> y) { _ = new LinkedList<int>(); return (object)x == (object)y ? x : -x; }")]
    [InlineData("equality of arrays", "NdArray<float> f(NdArray<float> x, NdArray<float> y) { _ = new LinkedList<int>(); return x.Equals(y) ? x : -x; }")]
    [InlineData("records compared", "NdArray<float> f(P p, P q) { _ = new LinkedList<int>(); return p == q ? p.W : -q.W; }")]
    [InlineData("a lock", "NdArray<float> f(NdArray<float> x) { lock (Lock) { return x; } }")]
    [InlineData("dynamic", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); dynamic d = 2f; return x * (float)d; }")]
    [InlineData("randomness", "NdArray<float> f(NdArray<float> x) { _ = new LinkedList<int>(); return x * Random.Shared.NextSingle(); }")]
    public void Whatever_a_trace_would_lose_or_freeze_keeps_a_method_with_its_body(string what, string method)
    {
        GeneratorRun run = Run(method);
        Assert.DoesNotContain("RunsTraced", run.Sources["Uncompiled.g.cs"]);
        Assert.DoesNotContain("Interceptors.g.cs", run.Sources.Keys);
        Diagnostic[] warnings = [.. run.Analyzer.Where(d => d.Severity == DiagnosticSeverity.Warning)];
        Assert.True(warnings.Length > 0, what);
        Assert.All(warnings, d => Assert.EndsWith("It runs operation by operation", Text(d)));
    }

    [Fact]
    public void A_warning_says_where_the_method_throws()
    {
        GeneratorRun run = Run("double f(double x) { _ = new LinkedList<int>(); return Jax.Grad((double v) => v * v)(x); }");
        Assert.All(run.Analyzer.Where(d => d.Severity == DiagnosticSeverity.Warning), d => Assert.EndsWith("It runs operation by operation, and throws at 'Jax.Grad', because C# numbers cannot be traced at run time", Text(d)));
    }

    [Fact]
    public void JitInfo_lists_every_method_without_a_kernel_with_its_reason()
    {
        GeneratorRun run = GeneratorRun.Of(Usings + """
            interface I { [Jit] float m(float x); }
            static class C
            {
                [Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : struct { _ = new LinkedList<int>(); return x; }
                [Jit] internal static string s(NdArray<float> x) => "";
                [Jit] internal static NdArray<float> good(NdArray<float> x) => x * 2;
                internal static NdArray<float> A(NdArray<float> x) { return f(g(x)); [Jit] static NdArray<float> f(NdArray<float> y) => y; }
                internal static float P { [Jit] get => 1; }
            }
            """);
        string text = run.Sources["Uncompiled.g.cs"];
        Assert.Empty(run.Compiler);
        Assert.Equal(["SGJ002", "SGJ003", "SGJ008", "SGJ015", "SGJ101"], System.Text.RegularExpressions.Regex.Matches(text, "Rule = \"(SGJ...)\"").Select(m => m.Groups[1].Value).Order());
        Assert.Contains("Display = \"I.m(float)\"", text);
        Assert.Contains("Display = \"C.g<float>(NdArray<float>)\"", text);
        Assert.Contains("Reason = \"[Jit] does nothing on 'f', because", text);
        Assert.DoesNotContain("good", text);
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static GeneratorRun Run(string method)
    {
        string parameters = method[(method.IndexOf(" f(") + 3)..(method.IndexOf(") {") is var end && end > 0 ? end : method.Length)];
        string arguments = string.Join(", ", System.Text.RegularExpressions.Regex.Matches(parameters, @"(@?\w+)(?=,(?![^(]*\))|$)").Select(m => m.Value));
        GeneratorRun run = GeneratorRun.Of(Usings + $$"""
            internal sealed record P(NdArray<float> W);
            internal class M { public NdArray<float> W { get; set; } = null!; }
            static class C
            {
                internal const float K = 2;
                internal static int Count = 1;
                internal static float Setting { get; set; }
                internal static readonly float[] Numbers = [1, 2];
                internal static readonly object Lock = new();
                internal static IReadOnlyList<float> Table => [1, 2, 3];
                internal static NdArray<float> Twice(NdArray<float> x) => x * 2;
                internal static NdArray<float> Helper(NdArray<float> x) => Math.Abs(-1.5) > 1 ? x : Twice(x);
                internal static NdArray<float> Effect(NdArray<float> x) { Console.WriteLine(x.Rank); return x; }
                [Jit] private static {{method}}
                internal static object Caller({{parameters.Replace("in ", "")}}) => f({{arguments}});
            }
            """);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        return run;
    }
}
