// What the generator costs a build and an editor: `-- generator` runs it in process on 1, 100 and 1,000 [Jit] methods, warm, and after edits.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SrcGenJit.Benchmarks;

internal static class GeneratorCost
{
    private const int MethodsInFile = 50;

    private static readonly CSharpParseOptions s_parse = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("InterceptorsNamespaces", "SrcGenJit.Generated")]);
    private static readonly Lazy<Assembly> s_generator = new(() => Assembly.LoadFrom(GeneratorPath()));

    public static void Run()
    {
        Console.WriteLine("                     ms  clean    again   one method   comment   a call   compile without / with what was generated");
        Measure(20);
        foreach (int methods in new[] { 1, 100, 1000 })
        {
            Measure(methods, print: true);
        }
    }

    private static void Measure(int methods, bool print = false)
    {
        double clean = double.MaxValue, again = double.MaxValue, method = double.MaxValue, comment = double.MaxValue, call = double.MaxValue, without = 0, with = 0;
        for (int i = 0; i < 3; i++)
        {
            // New references each time: nothing that was traced before is found again.
            CSharpCompilation compilation = CSharpCompilation.Create(
                "Cost", Sources(methods), References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
            GeneratorDriver driver = CSharpGeneratorDriver.Create([Generator()], parseOptions: s_parse);
            clean = Math.Min(clean, Time(() => driver = driver.RunGenerators(compilation)));
            again = Math.Min(again, Time(() => driver.RunGenerators(compilation.Clone())));
            method = Math.Min(method, Time(() => driver.RunGenerators(Edit(compilation, 0, "Jnp.Sin(x)", "Jnp.Cos(x)"))));
            comment = Math.Min(comment, Time(() => driver.RunGenerators(Edit(compilation, 0, "// Methods.", "// Some methods."))));
            call = Math.Min(call, Time(() => driver.RunGenerators(Edit(compilation, compilation.SyntaxTrees.Length - 1, "x = x;", "x = Methods0.f0(x);"))));
            if (i == 0 && print)
            {
                driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
                without = Time(() => Emit(compilation.RemoveAllReferences().AddReferences(References())));
                with = Time(() => Emit(updated));
            }
        }
        if (print)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{methods,5} [Jit] methods  {clean,9:F1}{again,9:F1}{method,13:F1}{comment,10:F1}{call,9:F1}{without,12:F0} /{with,8:F0}"));
        }
    }

    // Elementwise, a reduction, a gradient, a matrix product; each with constants of its own, and a call.
    private static IEnumerable<SyntaxTree> Sources(int methods)
    {
        for (int first = 0; first < methods; first += MethodsInFile)
        {
            int file = first / MethodsInFile;
            IEnumerable<string> bodies = Enumerable.Range(first, Math.Min(MethodsInFile, methods - first)).Select(i => (i % 4) switch
            {
                0 => $"    [Jit] public static NdArray<float> f{i}(NdArray<float> x) => Jnp.Sin(x) * {i} + Jnp.Cos(x);",
                1 => $"    [Jit] public static NdArray<float> f{i}(NdArray<float> x) {{ var y = x * {i}; var e = Jnp.Exp(y - Jnp.Max(y, axis: -1, keepdims: true)); return e / Jnp.Sum(e, axis: -1, keepdims: true); }}",
                2 => $"    [Jit] public static NdArray<float> f{i}([Shape(\"n\")] NdArray<float> x) => x - {i}f * Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Tanh(v) * v))(x);",
                _ => $"    [Jit] public static NdArray<float> f{i}([Shape(\"n n\")] NdArray<float> x) => Helper.Shift(Jnp.Matmul(x, x), {i});",
            });
            yield return Tree($"Methods{file}.cs", $"using SrcGenJit;\n// Methods.\npublic static class Methods{file}\n{{\n{string.Join("\n", bodies)}\n}}\n");
        }
        IEnumerable<string> calls = Enumerable.Range(0, methods).Select(i => $"        x = Methods{i / MethodsInFile}.f{i}(x);");
        yield return Tree("Helper.cs", "using SrcGenJit;\npublic static class Helper\n{\n    public static NdArray<float> Shift(NdArray<float> x, int n) => x + n;\n}\n");
        yield return Tree("Calls.cs", $"using SrcGenJit;\npublic static class Calls\n{{\n    public static NdArray<float> All(NdArray<float> x)\n    {{\n{string.Join("\n", calls)}\n        x = x;\n        return x;\n    }}\n}}\n");
    }

    private static Compilation Edit(CSharpCompilation compilation, int file, string old, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        SourceText source = tree.GetText();
        int at = source.ToString().IndexOf(old, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(source.WithChanges(new TextChange(new TextSpan(at, old.Length), text))));
    }

    private static double Time(Action action)
    {
        GC.Collect();
        Stopwatch watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Emit(Compilation compilation)
    {
        using MemoryStream image = new();
        if (compilation.Emit(image) is { Success: false, Diagnostics: var diagnostics })
        {
            throw new InvalidOperationException(diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
        }
    }

    private static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), s_parse, "/cost/" + path);

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)).Append(typeof(Jnp).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path));

    private static ISourceGenerator Generator() =>
        ((IIncrementalGenerator)Activator.CreateInstance(s_generator.Value.GetType("SrcGenJit.Generator.JitGenerator")!)!).AsSourceGenerator();

    private static string GeneratorPath([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "Generator", "bin", "Release", "netstandard2.0", "SrcGenJit.Generator.dll"));
}
