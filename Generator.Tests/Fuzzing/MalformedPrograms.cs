// Programs as they are while somebody types: cut, without braces, ill-typed, contradictory. The generator and the analyzers neither fail nor hang, and another method keeps its kernel.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class MalformedPrograms
{
    private static readonly string[] s_members =
    [
        "[Jit] public static double F(double x",
        "[Jit] public static double F(double x)",
        "[Jit] public static double F(double x) =>",
        "[Jit] public static double F(double x) => x +",
        "[Jit] public static double F(double x) => x +;",
        "[Jit] public static double F(double x) { return x",
        "[Jit] public static double F(double x) { return x +; }",
        "[Jit] public static double F(double x) { return; }",
        "[Jit] public static double F(double x) { }",
        "[Jit] public static double F(double x) { if (x > ) { } return x; }",
        "[Jit] public static double F(double x) { if (x > 0) return x",
        "[Jit] public static double F(double x) { while (x > 0) }",
        "[Jit] public static double F(double x) { for (;;) { return x; }",
        "[Jit] public static double F(double x) { for (int i = 0; i < ; i++) { } return x; }",
        "[Jit] public static double F(double x) { foreach (var in x) { } return x; }",
        "[Jit] public static double F(double x) { foreach (var y in x) { x += y; } return x; }",
        "[Jit] public static double F(double x) { break; return x; }",
        "[Jit] public static double F(double x) { continue; }",
        "[Jit] public static double F(double x) { switch (x) { case 1 return 2; } return x; }",
        "[Jit] public static double F(double x) { switch (x) { case 1: case 1: return 2; default: default: return 3; } }",
        "[Jit] public static double F(double x) => x switch { 1 => 2, };",
        "[Jit] public static double F(double x) => x switch { };",
        "[Jit] public static double F(double x) => x is double y && y > 0 ? y : ;",
        "[Jit] public static double F(double x) => y;",
        "[Jit] public static double F(double x) => G(x);",
        "[Jit] public static double F(double x) => Math.Nothing(x);",
        "[Jit] public static double F(double x) => x.Nothing;",
        "[Jit] public static double F(double x) => \"text\";",
        "[Jit] public static double F(double x) => x ? 1 : 2;",
        "[Jit] public static double F(Unknown x) => 1;",
        "[Jit] public static Unknown F(double x) => x;",
        "[Jit] public static Unknown<double> F(double x, double x) => x;",
        "[Jit] public static double F(double x) => x; [Jit] public static double F(double x) => -x;",
        "[Jit] public static double F(double x) => x; [Jit] public static float F(double y) => 1;",
        "[Jit] public static double F(double) => 1;",
        "[Jit] public static double F(this double x) => x;",
        "[Jit] public static double F<T>(T x) where T : Unknown => x;",
        "[Jit] public static double F<T, T>(T x) => 1;",
        "[Jit] public static F(double x) => x;",
        "[Jit] public double => 1;",
        "[Jit] public static double F(double x) { int x = 1; return x; }",
        "[Jit] public static double F(double x) { double y; return y; }",
        "[Jit] public static double F(double x) { const double y = x; return y; }",
        "[Jit] public static double F(double x) { var y; return x; }",
        "[Jit] public static double F(double x) { var y = null; return x; }",
        "[Jit] public static double F(double x) { var f = z => z; return f(x); }",
        "[Jit] public static double F(double x) { Func<double, double> f = z => ; return f(x); }",
        "[Jit] public static double F(double x) { double G(double y) => F(y) + ; return G(x); }",
        "[Jit] public static double F(double x) { (double a, double b) = x; return a; }",
        "[Jit] public static double F(double x) { var (a, b, c) = (x, x); return a; }",
        "[Jit] public static double F(double x) { double[] a = { x, \"s\" }; return a[\"t\"]; }",
        "[Jit] public static double F(double x) { double[] a = [x, .. x]; return a[0, 1]; }",
        "[Jit] public static double F(double x) { try { return x; } }",
        "[Jit] public static double F(double x) { try { return x; } catch (Unknown) { } finally { return 1; } }",
        "[Jit] public static double F(double x) { throw x; }",
        "[Jit] public static double F(double x) { goto nowhere; }",
        "[Jit] public static double F(double x) { here: goto here; }",
        "[Jit] public static double F(double x) { using (x) { return x; } }",
        "[Jit] public static double F(double x) { return x; } } }",
        "[Jit] [Jit] public static double F(double x) => x;",
        "[Jit(] public static double F(double x) => x;",
        "[Jit(Unknown = 1)] public static double F(double x) => x;",
        "[Jit(Contract = \"yes\")] public static double F(double x) => x;",
        "[Jit(1, 2)] public static double F(double x) => x;",
        "[Jit] public static NdArray<float> F([Shape(\"n\" NdArray<float> x) => x;",
        "[Jit] public static NdArray<float> F([Shape(3)] NdArray<float> x) => x;",
        "[Jit] public static NdArray<float> F([Shape(null)] NdArray<float> x) => x;",
        "[Jit] public static NdArray<float> F([Shape(\"\\ud800\")] NdArray<float> x) => x;",
        "[Jit] public static NdArray<string> F(NdArray<string> x) => x;",
        "[Jit] public static NdArray<> F(NdArray<> x) => x;",
        "[Jit] public static NdArray<float> F(NdArray<float> x) => Jnp.Sum(x, axis: );",
        "[Jit] public static NdArray<float> F(NdArray<float> x) => Jnp.Sum(x, axis: \"a\");",
        "[Jit] public static NdArray<float> F(NdArray<float> x) => x[;",
        "[Jit] public static NdArray<float> F(NdArray<float> x) => Jax.Vmap(F)(F);",
        "[Jit] public static double F(double x) => new Loop(x).Y; class Loop(double y) : Loop(y) { public double Y => y; }",
        "[Jit] public static double F(A x) => 1; public class A : B { } public class B : A { }",
        "[Jit] public static double F(S x) => 1; public struct S { public S s; public double d; }",
        "[Jit] public static double F(R x) => 1; public record R(R x, double x);",
        "[Jit] public static double F(E e) => (double)e; public enum E { A = B, B = A }",
        "[Jit] public static double F(double x) => C; const double C = D; const double D = C;",
        "[Jit] public static double F(double x) => T[0]; static readonly double[] T = T;",
        "[Jit] public static double F(double x) => P; static double P => P;",
        "[Jit] public static double F(double x) => new W { Z = x }.Z; public class W { public double Z { get => Z; set => Z = value; } }",
        "[Jit] public static double F(double x) => new W(x).Z; public class W { public W(double z) : this(z) { } public double Z; }",
        "[Jit] public abstract double F(double x);",
        "[Jit] public static extern double F(double x);",
        "[Jit] public static partial double F(double x);",
        "[Jit] public static partial double F(double x); [Jit] public static partial double F(double x) => x; [Jit] public static partial double F(double x) => x;",
        "[Jit] public static ref double F(ref double x) => ref x;",
        "[Jit] public static unsafe double F(double* x) => *x;",
        "[Jit] public static double F(__arglist) => 1;",
        "[Jit] public static double F(params double x) => x;",
        "[Jit] public static double F(double x = \"s\") => x;",
        "[Jit] public static async double F(double x) => await x;",
        "[Jit] public static double F(double x) { yield return x; }",
        "[Jit] public static void F(double x) => x;",
        "[Jit] public static double F(dynamic x) => x + 1;",
        "[Jit] public static double operator +(double x, double y) => x;",
        "[Jit] static Nothing() { }",
        "[Jit] public static int Property { get; }",
        "[Jit] public class Inner { }",
        "[Jit",
        "[",
    ];

    [Fact]
    public void Half_typed_methods_do_no_harm()
    {
        Assert.True(s_members.Length >= 100, $"{s_members.Length}");
        foreach (string[] batch in s_members.Select((m, i) => $"{RandomProgram.Usings} static class Bad{i} {{ {m} }}\nstatic class Calls{i} {{ static object? Run() => Bad{i}.F(1); }}").Chunk(12))
        {
            Check(batch);
        }
    }

    [Theory]
    [InlineData("static partial class { [Jit] public static double F(double x) => x; }")]
    [InlineData("static class Outer { partial struct { [Jit] public static NdArray<float> F(NdArray<float> x) => x; } }")]
    [InlineData("static partial class { [Jit] public static NdArray<float> F(NdArray<float> x) => x * Environment.TickCount; }")]
    [InlineData("namespace { static partial class C { [Jit] public static double F(double x) => x; } }")]
    [InlineData("static class C { [Jit] public static double (double x) => x; }")]
    public void What_has_no_name_yet_gives_no_code_that_does_not_parse(string text)
    {
        GeneratorRun run = GeneratorRun.Of(RandomProgram.Usings + text + " static class D { [Jit] public static double G(double x) => x * 2; }");
        Assert.Empty(run.Generator);
        Assert.DoesNotContain(run.Analyzer, d => d.Id is "SGJ999" or "AD0001");
        Assert.Contains("D_G", run.Kernels);
        AssertParses(run);
    }

    private static void AssertParses(GeneratorRun run) =>
        Assert.All(run.Sources, s => Assert.DoesNotContain(CSharpSyntaxTree.ParseText(s.Value, GeneratorRun.ParseOptions).GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error));

    [Fact]
    public void Programs_cut_at_random_tokens_do_no_harm() => TryCuts(1, 150);

    [Fact]
    public void New_cuts_of_each_run_do_so_neither() => TryCuts(Random.Shared.Next(1_000_000, int.MaxValue - 1000), 50);

    private static void TryCuts(int first, int count)
    {
        foreach (int[] seeds in Enumerable.Range(first, count).Chunk(25))
        {
            Check([.. seeds.Select(Cut)]);
        }
    }

    // A random program with tokens left out, doubled, exchanged or cut off.
    private static string Cut(int seed)
    {
        PCG pcg = new(7, (ulong)seed);
        string source = RandomPrograms.All.Of(seed).Named("P" + seed + "Q").Source;
        List<string> tokens = [.. CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions).GetRoot().DescendantTokens().Select(t => t.ToFullString())];
        int header = 16;
        for (int i = (int)pcg.Next(3); i >= 0; i--)
        {
            int at = header + (int)pcg.Next((uint)(tokens.Count - header)), other = header + (int)pcg.Next((uint)(tokens.Count - header));
            switch (pcg.Next(5))
            {
                case 0: tokens.RemoveRange(at, Math.Min(1 + (int)pcg.Next(6), tokens.Count - at)); break;
                case 1: tokens.Insert(at, tokens[at] + " "); break;
                case 2: (tokens[at], tokens[other]) = (tokens[other] + " ", tokens[at] + " "); break;
                case 3: tokens.RemoveRange(at, tokens.Count - at); break;
                default: tokens[at] = new[] { "unknown ", "\"text\" ", "default ", "null ", "} ", "{ ", "static ", "(" }[pcg.Next(8)]; break;
            }
            if (tokens.Count <= header + 1)
            {
                break;
            }
        }
        return string.Concat(tokens);
    }

    private static void Check(string[] sources)
    {
        const string good = "using SrcGenJit; static class Good { [Jit] internal static NdArray<float> Twice(NdArray<float> x) => x + x; internal static NdArray<float> Four(NdArray<float> x) => Twice(Twice(x)); }";
        Task<GeneratorRun> run = Task.Run(() => GeneratorRun.Of([.. sources, good]));
        Assert.True(run.Wait(TimeSpan.FromSeconds(120)), "the generator does not end for one of\n" + string.Join("\n\n", sources));
        Diagnostic[] faults = [.. run.Result.Generator, .. run.Result.Analyzer.Where(d => d.Id is "SGJ999" or "AD0001")];
        Assert.True(faults.Length == 0, string.Join("\n", faults.Select(f => f + "\nin " + f.Location.SourceTree)));
        AssertParses(run.Result);
        Assert.Contains(run.Result.Sources.Keys, k => k.Contains("Good_Twice", StringComparison.Ordinal));
    }
}
