// fInto: which types get it, and that editors see its signature.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        Assert.Equal(["Kernels/Some__event_Outer_Inner_Two.Into.g.cs", "Kernels/Some__event_Outer_Inner_f.Into.g.cs"], run.Sources.Keys.Where(k => k.EndsWith(".Into.g.cs")).Order(StringComparer.Ordinal));
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
}
