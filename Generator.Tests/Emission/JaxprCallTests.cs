// [Jit] methods that call the methods of *.jaxpr files: what compiles, what is said where a call does not fit, and what an edit of a file traces anew.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Emission;

public class JaxprCallTests
{
    private static readonly AdditionalText s_twice = GeneratorRun.File("twice.jaxpr", "{ lambda ; x:f32[n]. let y:f32[n] = add x x in (y,) }");
    private static readonly AdditionalText s_poly = GeneratorRun.File("poly.jaxpr", "{ lambda ; x:f32[]. let a:f32[] = mul x x; b:f32[] = sin a in (b,) }");
    private static readonly AdditionalText s_lock = GeneratorRun.File("Sub/lock.jaxpr", """
        { lambda w:f32[3]; in:f32[n,3]. let
            a:f32[n,3] = mul in 2.0:f32[]
            b:f32[3] = mul w w
          in (a, b) }
        """);

    private static readonly AdditionalText s_bad = GeneratorRun.File("bad.jaxpr", "{ lambda ; x:f32[3]. let y:f32[3] = frobnicate x in (y,) }");

    // Each calls twice, poly or lock in a way of its own.
    [Theory]
    [InlineData("NdArray<float> f(NdArray<float> x) => App.Jaxprs.twice(x) + 1;", "twice")]
    [InlineData("NdArray<float> f(NdArray<float> x) { var y = Jaxprs.twice(x: x); var z = y * y; return z; }", "twice")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Helper.Of(x) * 2;", "twice")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Helper.Local(Jaxprs.twice)(x);", "twice")]
    [InlineData("NdArray<float> f(NdArray<float> x) { Func<NdArray<float>, NdArray<float>> g = twice; return g(x); }", "twice")]
    [InlineData("NdArray<float> f(NdArray<float> x) => twice(x) + J.twice(x);", "twice")]
    [InlineData("(NdArray<float>, NdArray<float>) f(NdArray<float> x, NdArray<float> w) => App.Sub.Jaxprs.@lock(@in: x, w: w);", "lock")]
    [InlineData("NdArray<float> f(NdArray<float> x, NdArray<float> w) { var (a, b) = S.@lock(w, x); return a * b; }", "lock")]
    [InlineData("NdArray<float> f(NdArray<float> x, NdArray<float> w) { var t = S.@lock(w, x); return t.Item1 + t.Item2; }", "lock")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Jax.Grad(Jaxprs.poly)(x);", "poly")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Jax.Vmap(Jaxprs.poly)(x);", "poly")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Jax.Vmap(Jax.Grad(Jaxprs.poly))(x);", "poly")]
    [InlineData("float f(float x) => (float)Jaxprs.poly(x) * 2f;", "poly")]
    [InlineData("NdArray<float> f(NdArray<float> x) => x.Rank == 1 ? Jnp.Sin(Jaxprs.twice(x)) : x;", "twice")]
    public void A_call_is_a_jit_equation_of_the_kernel(string method, string name)
    {
        GeneratorRun run = Run(method, s_lock, s_poly, s_twice);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer.Where(d => d.Severity > DiagnosticSeverity.Info)));
        Assert.Contains($"name={name}", run.Sources[run.Sources.Keys.Single(k => k.StartsWith("Kernels/C_f", StringComparison.Ordinal) && !k.EndsWith(".Entry.g.cs", StringComparison.Ordinal))]);
        // The order of the files plays no part.
        Assert.Equal(run.Sources, Run(method, s_twice, s_lock, s_poly).Sources);
    }

    [Fact]
    public void Calls_with_what_a_file_gives_are_intercepted()
    {
        GeneratorRun run = GeneratorRun.Of(
            ["""
            using SrcGenJit;
            static class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => x + 1;
                [Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : unmanaged => x * x;
                static object Use(NdArray<float> x)
                {
                    var y = App.Jaxprs.twice(x);
                    return new object[] { f(y), f(App.Jaxprs.twice(y)), g(y) };
                }
            }
            """],
            [s_twice]);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer));
        Assert.Equal(3, run.Sources["Interceptors.g.cs"].Split("InterceptsLocationAttribute(1").Length - 1);
    }

    [Theory]
    [InlineData("NdArray<float> f([Shape(\"n n\")] NdArray<float> x) => [|Jaxprs.twice(x)|];", "SGJ201", "'Jaxprs.twice' takes 'x' as f32[n], and f32[n,n] is given")]
    [InlineData("NdArray<float> f([Shape(\"n n\")] NdArray<float> x) => [|Helper.Of(x)|] + 1;", "SGJ201", "'Jaxprs.twice' takes 'x' as f32[n], and f32[n,n] is given")]
    [InlineData("NdArray<float> f([Shape(\"n 4\")] NdArray<float> x, [Shape(\"3\")] NdArray<float> w) => [|S.@lock(w, x)|].Item1;", "SGJ201", "'Jaxprs.lock' takes 'in' as f32[n,3], and f32[n,4] is given")]
    [InlineData("NdArray<float> f(NdArray<float> x, [Shape(\"4\")] NdArray<float> w) => [|S.@lock(w, x)|].Item1;", "SGJ201", "'Jaxprs.lock' takes 'w' as f32[3], and f32[4] is given")]
    [InlineData("NdArray<float> f(NdArray<float> x) => [|Jaxprs.twice(null!)|] + x;", "SGJ108", "ArgumentNullException")]
    [InlineData("NdArray<float> f(NdArray<float> x) => Jaxprs.[|bad|](x);", "SGJ407", "There is no method 'Jaxprs.bad': 'bad.jaxpr' applies the primitive 'frobnicate'")]
    public void What_does_not_fit_is_said_at_the_call(string method, string id, string message)
    {
        GeneratorRun run = Run(method.Replace("[|", "").Replace("|]", ""), s_twice, s_lock, s_bad);
        Diagnostic found = Assert.Single(run.Analyzer, d => d.Location.SourceTree is not null && d.Severity > DiagnosticSeverity.Info);
        Assert.Equal(id, found.Id);
        Assert.Contains(message, found.GetMessage());
        Assert.Equal(method.Split("[|")[1].Split("|]")[0], found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Fact]
    public void An_edit_of_a_file_traces_the_methods_that_call_it()
    {
        Incremental program = Program();
        Assert.Equal(["C_both", "C_poly", "C_twice"], program.Emitted);
        Assert.Equal(["C_both", "C_twice"], program.EditFile(0, "add", "mul").Emitted);
        Assert.Equal(2, program.Traces);
        Assert.Equal(["C_both", "C_poly"], program.EditFile(1, "sin", "cos").Emitted);
        Assert.Equal(2, program.Traces);
        Assert.Empty(program.Analyze(out int traces));
        Assert.Equal(0, traces);
        // Another name of a variable in the text means the same.
        Assert.Empty(program.EditFile(1, "b:f32[] = cos a in (b,)", "c:f32[] = cos a in (c,)").Emitted);
        Assert.Equal(0, program.Traces);
        // So does another declaration to those who do not call it.
        Assert.Equal(["C_both"], program.Edit(0, "Jaxprs.poly(x) +", "x +").EditFile(1, "x:f32[]. let a:f32[] = mul x x", "x:f32[] y:f32[]. let a:f32[] = mul x y").Edit(0, "Jaxprs.poly(x)[", "Jaxprs.poly(x, x)[").Emitted);
        Assert.Equal(1, program.Traces);
    }

    [Fact]
    public void An_edit_of_CSharp_reads_no_file_and_traces_no_other_method()
    {
        Incremental program = Program();
        int before = Versions("/project/twice.jaxpr");
        Assert.Equal(["C_twice"], program.Edit(0, "Jaxprs.twice(x) + 1", "Jaxprs.twice(x) + 2").Emitted);
        Assert.Equal(1, program.Traces);
        Assert.Empty(program.Edit(0, "// A comment.", "// Another.").Emitted);
        Assert.Equal(0, program.Traces);
        Assert.Equal(before, Versions("/project/twice.jaxpr"));
        Assert.All(Outputs(program, "JaxprPrograms"), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    [Fact]
    public void A_file_that_comes_is_seen_by_methods_that_called_it_before()
    {
        Incremental program = Program();
        Assert.DoesNotContain("C_later", program.Edit(0, "// A comment.", "[Jit] internal static NdArray<float> later(NdArray<float> x) => Jaxprs.third(x) + 1;").Emitted);
        Assert.Equal(["C_later"], program.EditFile(2, "this is no jaxpr", "{ lambda ; x:f32[3]. let y:f32[3] = sin x in (y,) }").Emitted);
        Assert.DoesNotContain(program.Analyze(out int traces), d => d.Severity > DiagnosticSeverity.Info);
        Assert.Equal(0, traces);
    }

    [Fact]
    public void A_project_without_files_is_traced_as_it_is()
    {
        Incremental program = new("using SrcGenJit; static class C { [Jit] internal static NdArray<float> f(NdArray<float> x) => x + 1; }");
        Assert.Same(program.Compilation, Assert.Single(Outputs(program, "SrcGenJit.Program")).Value);
    }

    private static Incremental Program() => new(
        [
            """
            using SrcGenJit; using App;
            static class C
            {
                // A comment.
                [Jit] internal static NdArray<float> twice([Shape("n")] NdArray<float> x) => Jaxprs.twice(x) + 1;
                [Jit] internal static NdArray<float> poly([Shape("")] NdArray<float> x) => Jaxprs.poly(x) + 1;
                [Jit] internal static NdArray<float> both([Shape("")] NdArray<float> x) => Jaxprs.twice(Jaxprs.poly(x)[NdIndex.NewAxis]);
            }
            """,
        ],
        track: true, GeneratorRun.File("twice.jaxpr", s_twice.GetText()!.ToString()), GeneratorRun.File("poly.jaxpr", s_poly.GetText()!.ToString()), GeneratorRun.File("third.jaxpr", "this is no jaxpr"));

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(Incremental program, string step) => program.Result.TrackedSteps[step].SelectMany(s => s.Outputs);

    private static int Versions(string path) =>
        (int)typeof(SrcGenJit.Generator.JitGenerator).Assembly.GetType("SrcGenJit.Generator.Emission.JaxprFileCompiler")!.GetMethod("Versions")!.Invoke(null, [path])!;

    private static GeneratorRun Run(string method, params AdditionalText[] files) => GeneratorRun.Of(
        ["using System; using SrcGenJit; using App; using J = App.Jaxprs; using S = App.Sub.Jaxprs; using static App.Jaxprs;\nstatic class C\n{\n    [Jit] internal static " + method + """

            internal static class Helper
            {
                internal static NdArray<float> Of(NdArray<float> x) { var y = Jaxprs.twice(x); return y; }
                internal static Func<NdArray<float>, NdArray<float>> Local(Func<NdArray<float>, NdArray<float>> f) => x => f(f(x));
            }
        }
        """],
        files);
}
