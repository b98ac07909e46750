// Methods that are hard on the generator: endless, deep, huge, hidden, alike, half written. None ends it, and none costs another method its kernel.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class HardMethods
{
    [Theory]
    [InlineData("{|SGJ105:while|} (true) { }")]
    [InlineData("{|SGJ105:for|} (int i = 0; i >= 0; i = 1 - i) { int j = i; } return x;")]
    [InlineData("{|SGJ105:while|} (true) { x = x + 1; }")]
    [InlineData("List<int> l = []; {|SGJ105:while|} (true) { l.Add(1); }")]
    [InlineData("string s = \"abc\"; {|SGJ105:while|} (true) { s = s + s; }")]
    [InlineData("int[] a = new int[100000]; {|SGJ105:for|} (int i = 0; ; i = (i + 1) % 100000) { a[i] = i; }")]
    [InlineData("return x + {|SGJ105:Enumerable.Range(0, 1000000000)|}.Sum();")]
    [InlineData("return x + {|SGJ105:Enumerable.Repeat(1, 1000000000)|}.Sum();")]
    [InlineData("return x * {|SGJ105:Jnp.Array(new float[100000])|};")]
    [InlineData("float[] a = {|SGJ105:new float[1000000000]|}; return x;")]
    public void Loops_without_end_and_huge_lists_stop_the_trace(string body) =>
        Markup.VerifyMembers($"[Jit] internal static NdArray<float> f(NdArray<float> x) {{ {body} }}");

    [Fact]
    public void Endless_recursion() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => {|SGJ105:f(x)|};
        [Jit] internal static NdArray<float> g(NdArray<float> x) => {|SGJ105:Endless(x, 0)|};
        internal static NdArray<float> Endless(NdArray<float> x, int n) => Endless(x, n + 1);
        """);

    [Fact]
    public void Endless_recursion_on_a_small_stack()
    {
        Exception? error = null;
        System.Threading.Thread thread = new(() => error = Record.Exception(Endless_recursion), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(error);
    }

    [Fact]
    public void A_sum_of_many_terms_is_compiled_or_said_to_be_too_deep()
    {
        GeneratorRun run = GeneratorRun.Of(
            "using SrcGenJit; static class C { [Jit] internal static NdArray<float> f(NdArray<float> x) => " + string.Join(" + ", Enumerable.Repeat("x", 4000)) + "; }");
        Assert.Empty(run.Generator);
        Assert.All(run.Analyzer, d => Assert.Equal("SGJ105", d.Id));
        Assert.Equal(run.Analyzer.Count == 0, run.Kernels.Contains("C_f"));
    }

    [Fact]
    public void Expressions_that_are_nested_too_deep() => Markup.VerifyMembers(
        "[Jit] internal static NdArray<float> f(NdArray<float> x) { return " + string.Concat(Enumerable.Repeat("-(", 300)) + "x" + new string(')', 300) + "; }");

    [Fact]
    public void Types_that_generated_code_cannot_name() => Markup.VerifyMembers("""
        private record struct P(NdArray<float> A);
        [Jit] private static NdArray<float> {|SGJ013:f|}(P p) => p.A;
        [Jit] private static P {|SGJ013:g|}(NdArray<float> x) => new(x);
        internal static NdArray<float> h(NdArray<float> x) => f(g(x));
        """);

    [Fact]
    public void Types_that_hold_their_own_type() => Markup.VerifyMembers("""
        internal record Node(NdArray<float> Value, Node? Next);
        [Jit] internal static NdArray<float> f(Node {|SGJ007:p|}) => p.Value;
        [Jit] internal static Node {|SGJ008:g|}(NdArray<float> x) => new(x, null);
        """);

    [Fact]
    public void Element_types_without_kernels() => Markup.VerifyMembers("""
        [Jit] internal static {|SGJ205:NdArray<Half>|} {|SGJ110:f|}({|SGJ205:NdArray<Half>|} x) => x + x;
        [Jit] internal static NdArray<float> {|SGJ110:g|}([Shape("n*n")] NdArray<float> x) => x;
        """);

    [Fact]
    public void Element_types_without_arrays() => Markup.VerifyMembers("""
        internal static void Declared({|SGJ205:NdArray<decimal>|} x, ({|SGJ205:NdArray<byte>|} A, NdArray<int> B)[] y) => {|SGJ205:NdArray<ulong>|}.Equals(x, y);
        internal static object Called(NdArray<float> x, byte[] data) => (
            {|SGJ205:x.AsType<short>|}().Shape,
            {|SGJ205:NdArray.Adopt|}(data), {|SGJ205:Generic|}(data), {|SGJ205:Jnp.Zeros<Half>|}([2]).AsType<float>());
        internal static NdArray<T> Generic<T>(T[] data) where T : struct => NdArray.Adopt(data);
        internal static NdArray<float> Good(float[] data) => Generic(data);
        """);

    [Fact]
    public void Null_where_an_array_is_needed() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float>? {|SGJ104:f|}(NdArray<float> x) => null;
        [Jit] internal static NdArray<float> g(NdArray<float> x) { NdArray<float> y = null!; return {|SGJ108:x * y|}; }
        """);

    [Fact]
    public void Code_with_errors_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using SrcGenJit;
            static class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => Missing(x);
                [Jit] internal static NdArray<float> g(Missing x) => x;
                [Jit] internal static NdArray<float> h(NdArray<float> x) { }
                [Jit] internal static NdArray<float> twice(NdArray<float> x) => x;
                [Jit] internal static NdArray<float> twice(NdArray<float> x) => x + x;
                [Jit] internal static NdArray<float> good(NdArray<float> x) => x + x;
            """);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Analyzer);
        Assert.Contains("C_good", run.Kernels);
    }

    [Fact]
    public void Names_that_look_alike_are_kept_apart()
    {
        GeneratorRun run = Markup.VerifyMembers("""
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x;
            [Jit] internal static NdArray<float> F(NdArray<float> x) => x;
            [Jit] internal static NdArray<double> f(NdArray<double> x) => x;
            [Jit] internal static NdArray<float> f_1(NdArray<float> x) => x;
            [Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : unmanaged => x;
            [Jit] internal static NdArray<float> g_float(NdArray<float> @while) => @while;
            internal static NdArray<float> All(NdArray<float> x) => f(F(f_1(g(g_float(x)))));
            internal static class In { [Jit] internal static NdArray<float> f(NdArray<float> x) => x; }
            """);
        Assert.Equal(7, run.Sources.Keys.Count(k => k.StartsWith("Kernels/C_") && k.EndsWith(".Entry.g.cs")));
    }

    [Fact]
    public void Methods_that_may_be_given_null_or_are_obsolete_are_compiled_without_a_warning() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float>? x) => x!;
        [Obsolete("use f"), Jit] internal static NdArray<float> g(NdArray<float> x) => x;
        """);

    [Fact]
    public void A_fault_of_ours_is_one_diagnostic_with_the_name_of_the_method()
    {
        GeneratorRun run = GeneratorRun.Of("static class C { internal static float f(float x) => x; }");
        IMethodSymbol method = (IMethodSymbol)run.Compilation.GetTypeByMetadataName("C")!.GetMembers("f").Single();
        System.Reflection.Assembly generator = typeof(SrcGenJit.Generator.JitGenerator).Assembly;
        object models = Activator.CreateInstance(generator.GetType("SrcGenJit.Generator.Tracing.SemanticModels")!, run.Compilation, default(System.Threading.CancellationToken))!;
        object tracer = Activator.CreateInstance(generator.GetType("SrcGenJit.Generator.Tracing.MethodTracer")!, null, models, default(System.Threading.CancellationToken))!;
        object statics = generator.GetType("SrcGenJit.Generator.Tracing.StaticArguments")!.GetProperty("None")!.GetValue(null)!;
        object result = tracer.GetType().GetMethod("Trace")!.Invoke(tracer, [method, statics])!;
        object stored = Assert.Single(((System.Collections.IEnumerable)result.GetType().GetProperty("Failures")!.GetValue(result)!).Cast<object>());
        Diagnostic failure = (Diagnostic)stored.GetType().GetMethod("ToDiagnostic")!.Invoke(stored, [])!;
        Assert.Equal("SGJ999", failure.Id);
        Assert.StartsWith("'C.f' was not compiled", failure.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(method.Locations[0], failure.Location);
    }

    [Fact]
    public void Many_threads_say_the_same_once()
    {
        string members = string.Join("\n", Enumerable.Range(0, 40).Select(i =>
            $"[Jit] internal static NdArray<float> f{i}([Shape(\"n {i + 2}\")] NdArray<float> x) => Jnp.Matmul(x, x) + g(x); [Jit] internal static NdArray<float> k{i}(NdArray<float> x) => g(x) * {i};"));
        GeneratorRun run = GeneratorRun.Of(
            ["using SrcGenJit; static class C {\n[Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : unmanaged => System.Environment.TickCount == 0 ? x : -x;\n" + members + "\n}"], [], concurrent: true);
        Assert.Empty(run.Generator);
        Assert.Equal(40, run.Analyzer.Count(d => d.Id == "SGJ201"));
        Assert.Equal(41, run.Analyzer.Count(d => d.Id == "SGJ101"));
    }

    [Fact]
    public void A_method_of_another_project_has_no_body_here_in_an_editor_too()
    {
        GeneratorRun library = GeneratorRun.Of("""
            using SrcGenJit;
            public static class Library
            {
                public static NdArray<float> Scale(NdArray<float> x) => 2 * x;
                [Jit] public static NdArray<T> Generic<T>(NdArray<T> x) where T : unmanaged => x * x;
                [Jit] public static NdArray<float> Plain(NdArray<float> x) => x * x;
            }
            """);
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation program = GeneratorRun.Compile(GeneratorRun.Tree("/project/Program.cs", """
            using SrcGenJit;
            static class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => Library.Scale(x);
                internal static NdArray<float> g(NdArray<float> x) => Library.Plain(Library.Generic(f(x)));
            }
            """)).AddReferences(library.Compilation.WithAssemblyName("Library").ToMetadataReference());
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Drive([]), program, []);
        Assert.Empty(run.Generator);
        Diagnostic diagnostic = Assert.Single(run.Analyzer);
        Assert.Equal("SGJ101", diagnostic.Id);
        Assert.Equal("Library.Scale(x)", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        // What JitInfo says of f, and of no method of the library.
        Assert.Equal("Uncompiled.g.cs", Assert.Single(run.Sources).Key);
        Assert.DoesNotContain("Display = \"Library", run.Sources["Uncompiled.g.cs"]);
    }

    [Fact]
    public void Files_of_the_same_text_and_partial_methods_compile()
    {
        const string Twin = """
            using SrcGenJit;
            file static class Twin
            {
                public static NdArray<float> Run(NdArray<float> x) => C.f(x);
            }
            """;
        GeneratorRun run = GeneratorRun.Of(
            """
            using SrcGenJit;
            static partial class C
            {
                [Jit] internal static partial NdArray<float> f(NdArray<float> x);
                internal static NdArray<float> g(NdArray<float> x) => f(x);
            }
            """,
            """
            using SrcGenJit;
            static partial class C
            {
                internal static partial NdArray<float> f(NdArray<float> x) => x + x;
            }
            """,
            Twin, Twin);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Analyzer);
        Assert.Empty(run.Compiler);
        Assert.Equal(1, run.Sources["Interceptors.g.cs"].Split("// File").Length - 1);
    }

    [Fact]
    public void An_Into_method_of_a_type_that_is_not_partial()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using SrcGenJit;
            static class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => x + x;
                static void Use(float[] x) => fInto(x, x);
            }
            static class D
            {
                static void Use(float[] x) => C.fInto(x, x);
            }
            """);
        Assert.Empty(run.Generator);
        Assert.Equal(["SGJ014", "SGJ014"], run.Analyzer.Select(d => d.Id));
        Assert.All(run.Analyzer, d => Assert.Equal("fInto", d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)));
    }
}
