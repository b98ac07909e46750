// fInto: which types get it, and that editors see its signature.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SrcGenJit.Generator;
using Xunit;

namespace Generator.Tests;

public class IntoTests
{
    private const string Types = """
        using System;
        using SrcGenJit;
        namespace Some.@event
        {
            partial record struct Outer(int A)
            {
                internal static partial class Inner
                {
                    [Jit] internal static NdArray<float> f(NdArray<float> @in, [Shape("n m")] NdArray<double> destination, int n) => @in;
                    [Jit] internal static (float, NdArray<float>) Two([Shape("3")] NdArray<float> x) => ((float)Jnp.Sum(x), x);
                    [Jit] internal static NdArray<float> Over(NdArray<float> x) => x;
                    [Jit] internal static NdArray<double> Over(NdArray<double> x) => x;
                    [Jit] internal static NdArray<float> Taken(NdArray<float> x) => x;
                    internal static void TakenInto() { }
                    [Jit] private static NdArray<float> Private(NdArray<float> x) => x;
                    [Jit] internal static NdArray<T> Generic<T>(NdArray<T> x) where T : unmanaged => x;
                    internal static void Use(float[] x, double[] y)
                    {
                        fInto(x, y, 2, 1, x);
                        TwoInto(x, x, x);
                    }
                }
            }
            class Closed
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => x;
            }
        }
        """;

    [Fact]
    public void Partial_types_get_it_and_it_compiles()
    {
        GeneratorRun run = GeneratorRun.Of(Types);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Analyzer);
        Assert.Empty(run.Compiler);
        Assert.Equal(["Kernels/Some__event_Outer_Inner_Two.Into.g.cs", "Kernels/Some__event_Outer_Inner_f.Into.g.cs"], run.Sources.Keys.Where(k => k.EndsWith(".Into.g.cs")).Select(k => GeneratorRun.Readable(k) + ".Into.g.cs").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Editors_see_the_signature_without_the_kernel()
    {
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/Types.cs", Types));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new JitGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        Assert.Equal(3, updated.SyntaxTrees.Count());
        Assert.Empty(updated.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    private const string Calls = """
        using System;
        static class Calls
        {
            internal static void All(float[] x, float[] y) => C.fInto(x, 2, y);
        }
        """;

    private static string Method(string body) => $$"""
        using SrcGenJit;
        static partial class C
        {
            [Jit] internal static NdArray<float> f([Shape("n 2*m")] NdArray<float> x) {{body}}
        }
        """;

    [Theory]
    [InlineData("=> Jnp.Sin(x);")]
    [InlineData("=> Jnp.Matmul(x, x);")]
    [InlineData("=> Jnp.")]
    [InlineData("=> x.Nothing()")]
    [InlineData("{ if (x")]
    [InlineData("=> throw new System.Exception();")]
    public void The_signature_is_the_same_whatever_the_body_says(string body)
    {
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/C.cs", Method(body)), GeneratorRun.Tree("/project/Calls.cs", Calls));
        GeneratorDriver driver = GeneratorRun.Drive([]).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        SyntaxTree into = Assert.Single(updated.SyntaxTrees, t => t.FilePath.EndsWith(".Into.g.cs"));
        Assert.Contains("fInto(global::System.ReadOnlySpan<float> x, int m, global::System.Span<float> destination)", into.ToString());
        Assert.Empty(updated.GetSemanticModel(compilation.SyntaxTrees.Last()).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), GeneratorRun.Tree("/project/C.cs", Method("=> x + 1;"))));
        Assert.All(driver.GetRunResult().Results[0].TrackedOutputSteps["SourceOutput"].SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    [Fact]
    public void It_is_there_where_the_generator_is_switched_off()
    {
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/C.cs", Method("=> Jnp.Sin(x);")), GeneratorRun.Tree("/project/Calls.cs", Calls));
        CSharpGeneratorDriver.Create([new JitGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions, optionsProvider: new Off())
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        Assert.Equal(3, updated.SyntaxTrees.Count());
        Assert.Empty(updated.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_call_whose_lengths_do_not_give_the_compiled_shape_says_so()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using SrcGenJit;
            static partial class C
            {
                [Jit] internal static NdArray<float> Softmax(NdArray<float> x) => Nn.Softmax(x);
                [Jit] internal static NdArray<float> Declared([Shape("n d")] NdArray<float> x) => Nn.Softmax(x);
                [Jit] internal static NdArray<float> Wave(NdArray<float> x, NdArray<float> y) => Jnp.Sin(x) + y;
                internal static void Use(float[] x)
                {
                    SoftmaxInto(x, x);
                    C.SoftmaxInto(x, x);
                    DeclaredInto(x, 2, x);
                    WaveInto(x, x, x);
                }
            }
            """);
        Diagnostic[] warnings = [.. run.Analyzer.Where(d => d.Id != "SGJ903")];
        Assert.Equal(["SGJ020", "SGJ020"], warnings.Select(d => d.Id));
        Assert.All(warnings, d => Assert.Equal("SoftmaxInto", d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)));
        Assert.Empty(run.Compiler);
    }

    private sealed class Off : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = key == "build_property.SrcGenJitEnabled" ? "false" : "";
                return value.Length > 0;
            }
        }
    }
}
