// Programs whose generated code once did not compile, or never came: each compiles without a warning, and the methods become kernels.
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SrcGenJit.Generator;
using Xunit;

namespace Generator.Tests.Emission;

public class CompileTests
{
    private static void Compiles(string members, int kernels, params AdditionalText[] files)
    {
        GeneratorRun run = GeneratorRun.Of(["using System;\nusing SrcGenJit;\n" + members], files);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        Assert.DoesNotContain(run.Analyzer, d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(kernels, run.Kernels.Count());
    }

    [Fact]
    public void An_array_constant_in_a_method_that_another_calls() => Compiles("""
        static partial class C
        {
            [Jit] internal static NdArray<double> inner([Shape("2")] NdArray<double> x) => x * Jnp.Array([3.0, 4.0]);
            [Jit] internal static NdArray<double> loop([Shape("2")] NdArray<double> x) => Lax.ForiLoop(0, 10, (i, c) => c * Jnp.Array([0.5, 0.25]) + inner(c), x);
            [Jit] internal static NdArray<double> one([Shape("1")] NdArray<double> x) => Lax.ForiLoop(0, 10, (i, c) => c * Jnp.Array([0.5]), x) + Jnp.Array([2.5]);
            [Jit] internal static NdArray<double> outer([Shape("2")] NdArray<double> x) => inner(x) + inner(x * 2) + Jnp.Array([5.0, 6.0]);
        }
        """, 4);

    [Fact]
    public void Divided_dimensions() => Compiles("""
        static partial class C
        {
            [Jit] internal static NdArray<double> f([Shape("n")] NdArray<double> x) => x[new Slice(null, null, 2)];
            [Jit] internal static NdArray<double> g([Shape("n")] NdArray<double> x) => x[new Slice(null, null, -3)] * 2;
            [Jit] internal static NdArray<double> h([Shape("n m//2")] NdArray<double> x, [Shape("m")] NdArray<double> y) => x + Jnp.Sum(y);
            [Jit] internal static NdArray<double> k([Shape("n%7 n")] NdArray<double> x) => f(Jnp.Sum(x, axis: 0));
        }
        """, 4);

    [Fact]
    public void Obsolete_experimental_and_oblivious_members() => Compiles("""
        static partial class C
        {
            [Obsolete, Jit] internal static NdArray<float> f(NdArray<float> x) => x + 1;
            [System.Diagnostics.CodeAnalysis.Experimental("X2"), Jit] internal static NdArray<float> e(NdArray<float> x) => x + 2;
        #nullable disable
            [Jit] internal static NdArray<float> o(NdArray<float> x) => x + 3;
            [Jit] internal static (NdArray<float> A, Old B) r(Old x) => (x.X, new Old(x.X));
        #nullable restore
        }
        #nullable disable
        record Old(NdArray<float> X);
        #nullable restore
        [Obsolete("Old.")] static partial class D { [Jit] internal static NdArray<float> f(NdArray<float> x) => x + 4; }
        [System.Diagnostics.CodeAnalysis.Experimental("X2")] static partial class E
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 6;
            internal static NdArray<float> Call(NdArray<float> x) => f(x) + C.e(x);
        }
        """, 6);

    [Fact]
    public void Extension_blocks_beside_and_around_methods()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using SrcGenJit;
            static partial class C
            {
                extension(NdArray<float> x)
                {
                    public NdArray<float> Doubled() => x * 2;
                    [Jit] public NdArray<float> Tripled() => x * 3;
                }
                [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 5;
                internal static NdArray<float> All(NdArray<float> x) => f(x.Doubled().Tripled());
            }
            """);
        Assert.Empty(run.Generator.Concat(run.Compiler));
        Assert.Contains("C_f", run.Kernels);
    }

    [Fact]
    public void Sources_of_thousands_of_kernels_fit_into_an_assembly()
    {
        StringBuilder methods = new();
        for (int i = 0; i < 40; i++)
        {
            methods.AppendLine($"[Jit] internal static NdArray<float> m{i}([Shape(\"n d\")] NdArray<float> x) => Nn.Softmax(x) + {i};");
        }
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/C.cs", "using SrcGenJit; static partial class C { " + methods + " }"));
        CSharpGeneratorDriver.Create([new JitGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions, optionsProvider: new Embedding()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        // What 16 MB of literals hold in all: no more than a small share may be of a kernel's.
        long literals = updated.SyntaxTrees.SelectMany(t => t.GetRoot().DescendantTokens()).Where(t => t.IsKind(SyntaxKind.StringLiteralToken)).Sum(t => 2L * t.ValueText.Length);
        Assert.InRange(literals / 40, 1, 16_000_000 / 4000);
        Assert.Equal(40, updated.SyntaxTrees.Sum(t => t.GetRoot().DescendantTokens().Count(token => token.IsKind(SyntaxKind.Utf8StringLiteralToken) && token.ValueText.Contains("class C_m"))));
        Assert.Empty(updated.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_program_of_ten_thousand_equations_is_generated_in_reasonable_time()
    {
        string body = string.Join("\n", Enumerable.Range(0, 5000).Select(i => $"x = Jnp.Sin(x) * {i % 7}.5f;"));
        Stopwatch watch = Stopwatch.StartNew();
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;
            static partial class C
            {
                [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x)
                {
                    {{body}}
                    return x;
                }
            }
            """);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        Assert.All(run.Analyzer, d => Assert.Contains(d.Id, new[] { "SGJ105", "SGJ110" }));
        Assert.Equal(run.Analyzer.Count == 0 ? 1 : 0, run.Kernels.Count());
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 240);
    }

    // With thousands of nested blocks the compiler's stack overflows, and the build with it.
    [Theory]
    [InlineData(150, false)]
    [InlineData(450, true)]
    public void As_many_temporary_arrays_as_the_compiler_can_nest_are_written(int count, bool refused)
    {
        string steps = string.Concat(Enumerable.Repeat("y = Jnp.Cumsum(y + 1f); ", count));
        GeneratorRun run = GeneratorRun.Of($"using SrcGenJit; public static class C {{ [Jit] public static NdArray<float> f([Shape(\"n\")] NdArray<float> y) {{ {steps} return y; }} public static NdArray<float> g(NdArray<float> x) => f(x); }}");
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        Assert.Equal(refused ? 0 : 1, run.Kernels.Count());
        Assert.Equal(refused ? ["SGJ110"] : [], run.Analyzer.Select(d => d.Id));
    }

    [Fact]
    public void Long_texts_are_bytes_because_the_strings_of_an_assembly_share_16_MB()
    {
        string steps = string.Concat(Enumerable.Range(0, 12).Select(i => $"if (x > {i} && y < {i}) return x * {i}; y += Math.Sin(x * {i}); "));
        GeneratorRun run = GeneratorRun.Of($"using System; using SrcGenJit; public static class C {{ [Jit] public static double f(double x, double y) {{ {steps} return y; }} public static double g() => f(1, 2); }}");
        Assert.Single(run.Kernels);
        Assert.Empty(run.Compiler);
        SyntaxToken[] strings = [.. run.Sources.Values.SelectMany(s => CSharpSyntaxTree.ParseText(s, GeneratorRun.ParseOptions).GetRoot().DescendantTokens()).Where(t => t.IsKind(SyntaxKind.StringLiteralToken))];
        Assert.InRange(strings.Length, 3, 100);
        Assert.All(strings, s => Assert.InRange(s.ValueText.Length, 0, 400));
        Assert.Contains(run.Sources.Values, s => s.Contains("PlanText => \""));
    }

    [Fact]
    public void A_version_of_a_jaxpr_file_is_read_once()
    {
        AdditionalText file = GeneratorRun.File("once_only.jaxpr", "{ lambda ; a:f32[3]. let b:f32[3] = sin a in (b,) }");
        GeneratorRun run = GeneratorRun.Of(["class A;"], [file]);
        for (int i = 0; i < 3; i++)
        {
            run = GeneratorRun.Of(run.Driver, run.Compilation.AddSyntaxTrees(GeneratorRun.Tree($"/project/New{i}.cs", $"class B{i};")), [file]);
        }
        Assert.Equal(1, typeof(JitGenerator).Assembly.GetType("SrcGenJit.Generator.Emission.JaxprFileCompiler")!.GetMethod("Versions")!.Invoke(null, ["/project/once_only.jaxpr"]));
    }

    private sealed class Embedding : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = key == "build_property.SrcGenJitEmbedSource" ? "true" : "";
                return value.Length > 0;
            }
        }
    }
}
