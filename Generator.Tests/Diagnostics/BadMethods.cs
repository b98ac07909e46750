// Methods that cannot be traced: each gives one diagnostic at the exact expression, and the rest of the build goes on.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class BadMethods
{
    [Fact]
    public void If_on_a_traced_number() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x, float t)
        {
            if ({|SGJ102:t > 0|})
            {
                return x;
            }
            return -x;
        }
        """);

    [Fact]
    public void While_on_a_traced_number() => Markup.VerifyMembers("""
        [Jit] internal static float f(float t)
        {
            while ({|SGJ102:t > 1|})
            {
                t = t / 2;
            }
            return t;
        }
        """);

    [Fact]
    public void If_on_an_array() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("")] NdArray<float> x)
        {
            if ({|SGJ102:x > 0|})
            {
                return x;
            }
            return -x;
        }
        """);

    [Theory]
    [InlineData("{|SGJ104:lock (new object()) { return x; }|}")]
    [InlineData("{|SGJ104:try { throw new Exception(); } catch (Exception) { return x; }|}")]
    [InlineData("{|SGJ104:goto end;|} end: return x;")]
    [InlineData("unsafe { int i = 1; int* p = {|SGJ104:&i|}; return *p + x; }")]
    [InlineData("dynamic d = x; return {|SGJ104:d.Foo()|};")]
    [InlineData("int i = 0; ref int {|SGJ104:r = ref i|}; return x;")]
    [InlineData("Span<float> s = {|SGJ104:stackalloc float[4]|}; return x;")]
    [InlineData("switch (x.Rank) { case 1: {|SGJ104:goto default;|} case 2: return x; default: return x; }")]
    public void Unsupported_statements_and_expressions(string body) => Markup.VerifyMembers($"[Jit] internal static NdArray<float> f(NdArray<float> x) {{ {body} }}");

    [Fact]
    public void A_call_of_a_method_without_source() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => x * {|SGJ101:Environment.TickCount|};
        [Jit] internal static NdArray<float> g(NdArray<float> x) => x * {|SGJ101:Convert.ToSingle("1")|};
        [Jit] internal static double h(double x) => {|SGJ101:Math.Cbrt(x)|};
        """);

    [Fact]
    public void In_a_helper_the_call_is_marked_and_the_offence_is_an_additional_location()
    {
        GeneratorRun run = Markup.VerifyMembers(
            "[Jit] internal static NdArray<float> f(NdArray<float> x) => 2 * {|SGJ101:Helper.Twice(x)|};",
            """
            using SrcGenJit;
            static class Helper
            {
                internal static NdArray<float> Twice(NdArray<float> x) => Scale(x);
                private static NdArray<float> Scale(NdArray<float> x) => System.Environment.TickCount * x;
            }
            """);
        Assert.Equal(["System.Environment.TickCount", "Scale(x)"], run.Analyzer[0].AdditionalLocations.Select(l => l.SourceTree!.GetText().ToString(l.SourceSpan)));
    }

    [Fact]
    public void Writes_that_outlive_the_call() => Markup.VerifyMembers("""
        internal static int Count;
        internal static float[] Data = new float[3];
        [Jit] internal static NdArray<float> f(NdArray<float> x) { {|SGJ103:Count|} = 1; return x; }
        [Jit] internal static NdArray<float> g(NdArray<float> x) { {|SGJ101:Count|}++; return x; }
        [Jit] internal static NdArray<float> h(NdArray<float> x) { {|SGJ101:Data|}[0] = 1; return x; }
        [Jit] internal static NdArray<float> p(NdArray<float> x) { {|SGJ103:Console.WriteLine(x)|}; return x; }
        """);

    [Fact]
    public void Results_that_are_no_arrays() => Markup.VerifyMembers("""
        [Jit] internal static string {|SGJ008:f|}(NdArray<float> x) => "no array";
        [Jit] internal static void {|SGJ008:g|}(NdArray<float> x) { }
        [Jit] internal static IEnumerable<NdArray<float>> {|SGJ008:h|}(NdArray<float> x) => [x];
        """);

    [Fact]
    public void Parameters_that_are_no_arrays() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x, string {|SGJ007:name|}) => x;
        [Jit] internal static NdArray<float> g(Func<float> {|SGJ007:make|}, NdArray<float> x) => x;
        """);

    [Fact]
    public void Shapes_that_do_not_fit() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("2 3")] NdArray<float> x, [Shape("4 5")] NdArray<float> y) => 1 + {|SGJ201:Jnp.Matmul(x, y)|};
        [Jit] internal static NdArray<float> g([Shape("2 3")] NdArray<float> x, [Shape("4")] NdArray<float> y) => {|SGJ201:x + y|};
        [Jit] internal static NdArray<float> h([Shape("n")] NdArray<float> x) => {|SGJ201:Jnp.Sum(x, axis: 1)|};
        """);

    [Fact]
    public void Shapes_that_are_not_declared() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => {|SGJ202:Jnp.Reshape(x, [3, 4])|};
        """);

    [Fact]
    public void A_shape_that_cannot_be_read() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([{|SGJ009:Shape("n +")|}] NdArray<float> x) => x;
        """);

    [Fact]
    public void A_result_of_another_shape_than_declared() => Markup.VerifyMembers("""
        [Jit] [return: Shape("m")] internal static NdArray<float> {|SGJ204:f|}([Shape("n")] NdArray<float> x) => x;
        """);

    [Fact]
    public void A_comparison_of_dimensions_that_is_not_decided() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x) => {|SGJ203:(int)x.Shape[0] > 4|} ? x : -x;
        """);

    [Fact]
    public void A_method_that_throws_on_every_call() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) { {|SGJ108:throw new InvalidOperationException();|} }
        [Jit] internal static NdArray<float> g([Shape("3")] NdArray<float> x) => x.Rank == 2 ? x : {|SGJ108:throw new ArgumentException("rank")|};
        [Jit] internal static NdArray<float> h(NdArray<float> x) { int[] a = [1, 2]; return x * {|SGJ108:a[2]|}; }
        """);

    [Fact]
    public void A_number_that_must_be_known() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n m")] NdArray<float> x, int axis) => {|SGJ106:Jnp.Sum(x, axis: axis)|};
        """);

    [Fact]
    public void A_static_argument_that_is_not_constant() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n m")] NdArray<float> x, [Static] int axis) => Jnp.Sum(x, axis: axis);
        internal static NdArray<float> Good(NdArray<float> x) => f(x, 1);
        internal static NdArray<float> Bad(NdArray<float> x, int axis) => {|SGJ012:f(x, axis)|};
        """);

    [Fact]
    public void Integer_division_by_a_traced_number() => Markup.VerifyMembers("""
        [Jit] internal static int f(int a, int b) => {|SGJ107:a / b|};
        [Jit] internal static int g(int a, int b) => {|SGJ107:a % b|};
        [Jit] internal static int h(int a, int b) => checked({|SGJ107:a + b|});
        """);

    [Fact]
    public void A_tracer_that_leaves_its_transform() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x)
        {
            NdArray<float> kept = x;
            NdArray<float> g = Jax.Grad((NdArray<float> v) => { kept = v * 2; return Jnp.Sum(v); })(x);
            return {|SGJ109:g + kept|};
        }
        """);

    [Fact]
    public void A_transform_that_cannot_be_applied() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x) => {|SGJ301:Jax.Grad((NdArray<float> v) => v * 2)(x)|};
        """);

    [Fact]
    public void Methods_that_cannot_be_compiled_whatever_they_do() => Markup.Verify("""
        class D
        {
            [Jit] internal virtual NdArray<float> {|SGJ003:v|}(NdArray<float> x) => x;
            [Jit] internal static async Task<NdArray<float>> {|SGJ004:a|}(NdArray<float> x) { await Task.Yield(); return x; }
            [Jit] internal static IEnumerable<NdArray<float>> {|SGJ005:i|}(NdArray<float> x) { yield return x; }
            [Jit] internal static NdArray<float> r(ref NdArray<float> {|SGJ006:x|}) => x;
            [Jit] internal static NdArray<float> o(NdArray<float> x, out int {|SGJ006:n|}) { n = 1; return x; }
            [Jit] internal static float s(Span<float> {|SGJ006:x|}) => x[0];
            [Jit] internal static ref NdArray<float> {|SGJ006:rr|}(NdArray<float>[] x) => ref x[0];
            [Jit, System.Runtime.InteropServices.DllImport("none")] internal static extern float {|SGJ010:e|}(float x);
            [Jit] internal NdArray<float> {|SGJ011:instance|}(NdArray<float> x) => x;
            internal static NdArray<float> Local(NdArray<float> x)
            {
                return f(x);
                [Jit] static NdArray<float> {|SGJ002:f|}(NdArray<float> x) => x;
            }
        }
        interface I
        {
            [Jit] NdArray<float> {|SGJ003:m|}(NdArray<float> x);
        }
        """);

    [Fact]
    public void A_method_that_becomes_a_delegate_outside_of_Jax() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
        internal static object Good(NdArray<float> x) => Jax.MakeJaxpr(f)(x);
        internal static NdArray<float>[] Each(NdArray<float>[] x) => [.. x.Select({|SGJ901:f|})];
        internal static Func<NdArray<float>, NdArray<float>> Kept = {|SGJ901:f|};
        """);

    [Fact]
    public void A_generic_method_says_once_what_is_wrong_with_all_its_forms() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<T> f<T>(NdArray<T> x) where T : unmanaged => {|SGJ101:Environment.TickCount|} == 0 ? x : x;
        internal static NdArray<float> a(NdArray<float> x) => f(x);
        internal static NdArray<double> b(NdArray<double> x) => f(x);
        [Jit] internal static async Task<NdArray<T>> {|SGJ004:g|}<T>(NdArray<T> x) where T : unmanaged { await Task.Yield(); return x; }
        """);

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
        Assert.Equal(run.Analyzer.Count == 0, run.Sources.ContainsKey("Kernels/C_f.g.cs"));
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
        [Jit] internal static NdArray<Half> {|SGJ110:f|}(NdArray<Half> x) => x + x;
        [Jit] internal static NdArray<float> {|SGJ110:g|}([Shape("n*n")] NdArray<float> x) => x;
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
        Assert.Contains("Kernels/C_good.g.cs", run.Sources.Keys);
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
        Diagnostic failure = (Diagnostic)result.GetType().GetProperty("Failure")!.GetValue(result)!;
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
        Assert.Empty(run.Sources);
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
