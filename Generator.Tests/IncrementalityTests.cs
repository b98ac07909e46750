// What an edit makes anew: nothing for a comment or a body that no [Jit] method read, what uses a helper for an edit in that helper.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator;
using Xunit;

namespace Generator.Tests;

public class IncrementalityTests
{
    private const string Methods = """
        using SrcGenJit;
        static class C
        {
            // A comment.
            [Jit] internal static NdArray<float> f(NdArray<float> x) => Helper.Scale(x) + 1;
            [Jit] internal static NdArray<float> g(NdArray<float> x) { return Jnp.Sin(x); }
            [Jit] internal static NdArray<T> Generic<T>(NdArray<T> x) where T : unmanaged => x * x;
            internal static int Unread() { return 1; }
        }
        """;

    private const string Helpers = """
        using SrcGenJit;
        static class Helper
        {
            internal static NdArray<float> Scale(NdArray<float> x) => x * 2;
            internal static NdArray<float> Other(NdArray<float> x) => x * 3;
        }
        """;

    private const string Calls = """
        using SrcGenJit;
        static class Calls
        {
            internal static NdArray<float> Run(NdArray<float> x) => C.f(C.g(C.Generic(x)));
            internal static NdArray<double> More(NdArray<double> x) => x;
        }
        """;

    private static readonly string[] s_kernels = ["C_f", "C_Generic_float", "C_g"];

    [Fact]
    public void A_comment_in_the_file_of_a_method_traces_and_emits_nothing() => Verify(0, text => text.Replace("A comment.", "Another comment,\n// and a line."), traced: 0, [], interceptors: false);

    [Fact]
    public void A_body_that_no_method_read_traces_and_emits_nothing() => Verify(0, text => text.Replace("return 1;", "return 2 + Unread();"), traced: 0, [], interceptors: false);

    [Fact]
    public void A_helper_that_no_method_read_traces_and_emits_nothing() => Verify(1, text => text.Replace("x * 3", "x * 4"), traced: 0, [], interceptors: false);

    [Fact]
    public void A_helper_in_another_file_traces_and_emits_what_uses_it() => Verify(1, text => text.Replace("x * 2", "x * 5"), traced: 1, ["C_f"], interceptors: false);

    [Fact]
    public void A_body_traces_and_emits_its_method() => Verify(0, text => text.Replace("Jnp.Sin(x)", "Jnp.Cos(x)"), traced: 1, ["C_g"], interceptors: false);

    [Fact]
    public void A_body_that_means_the_same_is_traced_and_emits_nothing() => Verify(0, text => text.Replace("return Jnp.Sin(x);", "var y = x; return Jnp.Sin(y);"), traced: 1, [], interceptors: false);

    [Fact]
    public void A_call_more_traces_nothing_and_emits_the_interceptors() => Verify(2, text => text.Replace("C.f(C.g", "C.f(C.f(C.g").Replace("(x)));", "(x))));"), traced: 0, [], interceptors: true);

    [Fact]
    public void A_comment_in_the_file_of_a_call_emits_the_interceptors_only() => Verify(2, text => "// A comment.\n" + text, traced: 0, [], interceptors: true);

    [Fact]
    public void A_call_of_another_closed_form_traces_and_emits_it() =>
        Verify(2, text => text.Replace("=> x;", "=> C.Generic(x);"), traced: 1, ["C_Generic_double"], interceptors: true);

    [Fact]
    public void A_new_file_without_declarations_that_matter_emits_nothing()
    {
        (GeneratorDriver driver, Compilation compilation) = Start();
        Compilation edited = compilation.AddSyntaxTrees(GeneratorRun.Tree("/project/New.cs", "class New;"));
        Verify(driver.RunGenerators(edited), [], interceptors: false);
    }

    [Fact]
    public void The_same_sources_give_equal_models_and_bytes()
    {
        GeneratorRun one = GeneratorRun.Of(Methods, Helpers, Calls), two = GeneratorRun.Of(Methods, Helpers, Calls);
        Assert.Equal(one.Sources, two.Sources);
        Assert.NotEmpty(one.Sources);
        Assert.All(one.Sources.Values, text => Assert.DoesNotContain('\r', text));
        Assert.Equal(Models(one.Driver), Models(two.Driver));
    }

    [Fact]
    public void What_the_generator_reports_the_analyzer_does_not_trace_again()
    {
        (GeneratorDriver driver, Compilation compilation) = Start();
        int before = Traces;
        GeneratorRun again = GeneratorRun.Of(driver, compilation, []);
        Assert.Empty(again.Analyzer);
        Assert.Equal(before, Traces);
    }

    [Fact]
    public void Where_implementation_parts_are_not_wanted_nothing_is_emitted()
    {
        GeneratorDriver driver = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(
            [new JitGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(GeneratorRun.Compile(GeneratorRun.Tree("/project/Methods.cs", Methods), GeneratorRun.Tree("/project/Helpers.cs", Helpers), GeneratorRun.Tree("/project/Calls.cs", Calls)));
        Assert.Empty(driver.GetRunResult().Results[0].GeneratedSources);
        Assert.DoesNotContain("SrcGenJit.Emit", driver.GetRunResult().Results[0].TrackedSteps.Keys);
    }

    [Fact]
    public void A_trace_that_is_cancelled_ends_and_is_not_kept()
    {
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/Loop.cs", """
            using SrcGenJit;
            static class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) { for (int i = 0; i < 50000; i++) { int j = i; } return x; }
            }
            """));
        using System.Threading.CancellationTokenSource source = new();
        source.CancelAfter(300);
        Action endless = () =>
        {
            while (true)
            {
                GeneratorRun.Drive([]).RunGenerators(compilation.Clone().WithReferences(GeneratorRun.References.Select(r => MetadataReference.CreateFromFile(r.Display!))), source.Token);
            }
        };
        Assert.ThrowsAny<OperationCanceledException>(endless);
        Assert.Equal(2, GeneratorRun.Drive([]).RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources.Length);
    }

    [Fact]
    public void Models_hold_nothing_of_Roslyn()
    {
        foreach (Type model in typeof(JitGenerator).Assembly.GetTypes().Where(t => t.Namespace == "SrcGenJit.Generator.Model" && !t.IsEnum && !t.IsNested))
        {
            Assert.Contains(typeof(IEquatable<>).MakeGenericType(model), model.GetInterfaces());
            Assert.All(
                model.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
                field => Assert.DoesNotContain("CodeAnalysis", field.FieldType.FullName ?? ""));
        }
    }

    // How many methods this thread has traced in all.
    private static int Traces => (int)typeof(JitGenerator).Assembly.GetType("SrcGenJit.Generator.Tracing.TraceCache")!.GetProperty("Traces")!.GetValue(null)!;

    private static object[] Models(GeneratorDriver driver) => [.. new[] { "SrcGenJit.Trace", "SrcGenJit.TraceClosed" }
        .SelectMany(step => driver.GetRunResult().Results[0].TrackedSteps[step]).SelectMany(s => s.Outputs).Select(o => o.Value)];

    private static (GeneratorDriver Driver, Compilation Compilation) Start()
    {
        Compilation compilation = GeneratorRun.Compile(
            GeneratorRun.Tree("/project/Methods.cs", Methods), GeneratorRun.Tree("/project/Helpers.cs", Helpers), GeneratorRun.Tree("/project/Calls.cs", Calls))
            .WithReferences(GeneratorRun.References.Select(r => MetadataReference.CreateFromFile(r.Display!)));
        GeneratorDriver driver = GeneratorRun.Drive([]).RunGenerators(compilation);
        Assert.Equal(
            s_kernels.SelectMany(k => new[] { $"Kernels/{k}.Entry.g.cs", $"Kernels/{k}.g.cs" }).Append("Interceptors.g.cs").Order(StringComparer.Ordinal),
            driver.GetRunResult().Results[0].GeneratedSources.Select(s => Regex.Replace(s.HintName, "_[0-9a-f]{8}(?=[.])", "")).Order(StringComparer.Ordinal));
        return (driver, compilation);
    }

    private static void Verify(int file, Func<string, string> edit, int traced, string[] emitted, bool interceptors)
    {
        (GeneratorDriver driver, Compilation compilation) = Start();
        SyntaxTree tree = compilation.SyntaxTrees.ElementAt(file);
        string text = edit(tree.ToString());
        Assert.NotEqual(tree.ToString(), text);
        int before = Traces;
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, GeneratorRun.Tree(tree.FilePath, text)));
        Assert.Equal(traced, Traces - before);
        Verify(driver, emitted, interceptors);
    }

    private static void Verify(GeneratorDriver driver, string[] emitted, bool interceptors)
    {
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        IEnumerable<object> anew = new[] { "SrcGenJit.Emit", "SrcGenJit.EmitClosed" }.SelectMany(step => result.TrackedSteps[step]).SelectMany(s => s.Outputs)
            .Where(o => !IsKept(o.Reason)).Select(o => o.Value);
        Assert.Equal(emitted, anew.Select(Id).Order(StringComparer.Ordinal));
        bool[] outputs = [.. result.TrackedOutputSteps["ImplementationSourceOutput"].SelectMany(s => s.Outputs).Select(o => IsKept(o.Reason))];
        Assert.Equal(emitted.Length + (interceptors ? 1 : 0), outputs.Count(kept => !kept));
    }

    private static bool IsKept(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static string Id(object output)
    {
        object method = output.GetType().GetProperty("Method")!.GetValue(output)!;
        return GeneratorRun.Readable((string)method.GetType().GetProperty("Id")!.GetValue(method)!);
    }

    [Fact]
    public void Calls_mean_what_declarations_in_other_files_say_now()
    {
        Incremental program = new(
            "using SrcGenJit; static class C { [Jit] internal static NdArray<float> f(NdArray<float> x, [Static] int n) => x * n; }",
            "using SrcGenJit; static class Calls { static object Use(NdArray<float> x) => new object[] { C.f(x, Constants.N), Other.g(x) }; }",
            "static class Constants { internal const int N = 3; }",
            "using SrcGenJit; static class Other { internal static NdArray<float> g(NdArray<float> x) => x; }");
        Assert.Equal(["C_f_3"], program.Emitted);
        Assert.Equal(["C_f_4"], program.Edit(2, "N = 3", "N = 4").Emitted);
        // Another body somewhere else binds nothing anew, and a new [Jit] method is seen by calls in files that did not change.
        Assert.Empty(program.Edit(3, "=> x;", "=> x + x;").Emitted);
        Assert.Equal(["Other_g"], program.Edit(3, "internal static", "[Jit] internal static").Emitted);
        Assert.Equal(2, program.Result.GeneratedSources.Single(s => s.HintName == "Interceptors.g.cs").SourceText.ToString().Split("InterceptsLocationAttribute(1").Length - 1);
    }

    [Fact]
    public void Types_of_calls_are_those_that_constructors_in_other_files_allow_now()
    {
        Incremental program = new(
            "using System; using SrcGenJit; static class Calls { static object Use(Pair p) => Jax.Grad((Pair q) => Jnp.Sum(q.A * q.B))(p); }",
            "using SrcGenJit; public sealed class Pair { public NdArray<float> A { get; } public NdArray<float> B { get; } public Pair(NdArray<float> a, NdArray<float> b) { A = a; B = b; } }");
        string Types() => program.Result.GeneratedSources.SingleOrDefault(s => s.HintName == "PytreeTypes.g.cs").SourceText?.ToString() ?? "";
        Assert.Contains("new global::Pair(", Types());
        program.Edit(1, "A = a; B = b;", "A = a + b; B = b;");
        Assert.DoesNotContain("new global::Pair(", Types());
        program.Edit(1, "A = a + b; B = b;", "A = a; B = b;");
        Assert.Contains("new global::Pair(", Types());
    }
}
