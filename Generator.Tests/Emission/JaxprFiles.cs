// Runs the generator on jaxpr texts in memory.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator;

namespace Generator.Tests.Emission;

/// <summary>What a run gave.</summary>
internal sealed record JaxprRun(IReadOnlyList<(string Hint, string Text)> Sources, IReadOnlyList<Diagnostic> Diagnostics, GeneratorDriver Driver, Compilation Compilation)
{
    public string Kernel(string id) => Sources.Single(s => s.Hint == $"Kernels/{id}.g.cs").Text;
}

internal static class JaxprFiles
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(RuntimePath())
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray());

    public static AdditionalText File(string path, string text) => new MemoryText("/project/" + path, text);

    /// <summary>Generates, and compiles what came out. Compiler diagnostics are among the run's.</summary>
    public static JaxprRun Run(params AdditionalText[] files) => Run([], files);

    /// <summary>With C# sources beside the files.</summary>
    public static JaxprRun Run(string[] sources, params AdditionalText[] files)
    {
        Options options = new();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "App", sources.Select(s => CSharpSyntaxTree.ParseText(s, s_parse)), s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new JitGenerator().AsSourceGenerator()], files, s_parse, options, new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> generator);
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> compiler = updated.Emit(image).Diagnostics;
        ImmutableArray<Diagnostic> analyzer = updated
            .WithAnalyzers([new JaxprFileAnalyzer()], new AnalyzerOptions([.. files], options)).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new JaxprRun(
            driver.GetRunResult().Results[0].GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())).ToList(),
            [.. generator, .. compiler.Where(d => d.Severity >= DiagnosticSeverity.Warning), .. analyzer],
            driver, compilation);
    }

    private static string RuntimePath([CallerFilePath] string path = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(root, "Runtime", "bin", configuration, "net10.0", "SrcGenJit.dll");
    }

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch { "build_property.RootNamespace" => "App", "build_property.ProjectDir" => "/project/", _ => "" };
            return value.Length > 0;
        }
    }
}
