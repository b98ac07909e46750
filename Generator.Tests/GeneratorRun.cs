// Runs the real generator and analyzers in process on C# sources and additional files, and compiles what came out.
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
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator;

namespace Generator.Tests;

/// <summary>What a run gave. <paramref name="Generator"/> is empty unless the generator failed.</summary>
internal sealed record GeneratorRun(
    GeneratorDriver Driver, Compilation Compilation, EmitResult Emitted, IReadOnlyList<Diagnostic> Generator, IReadOnlyList<Diagnostic> Analyzer, IReadOnlyDictionary<string, string> Sources,
    byte[] Image)
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() => [.. ReferencePaths().Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    /// <summary>Interceptors are allowed, as the package's props allow them.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose).WithFeatures([new("InterceptorsNamespaces", "SrcGenJit.Generated")]);

    public static ImmutableArray<MetadataReference> References => s_references.Value;

    /// <summary>Warnings and errors of the compiler, generated code included. That our sources are not documented does not count.</summary>
    public IEnumerable<Diagnostic> Compiler => Emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && Compilation.ContainsSyntaxTree(d.Location.SourceTree!)));

    /// <summary>The kernels of this run without the hash in their names: <c>C_f</c>.</summary>
    public IEnumerable<string> Kernels => Sources.Keys.Where(k => k.EndsWith(".Entry.g.cs", StringComparison.Ordinal)).Select(k => Readable(k["Kernels/".Length..^".Entry.g.cs".Length]));

    /// <summary>The name of a kernel without its hash.</summary>
    public static string Readable(string id) => id[..id.LastIndexOf('_')];

    public static GeneratorRun Of(params string[] sources) => Of(sources, []);

    public static GeneratorRun Of(IReadOnlyList<string> sources, IReadOnlyList<AdditionalText> files, bool concurrent = false)
    {
        CSharpCompilation compilation = Compile([.. sources.Select((s, i) => Tree($"/project/File{i}.cs", s))]);
        return Of(Drive(files), compilation, files, concurrent);
    }

    /// <summary>Runs a driver, which keeps what it did before.</summary>
    public static GeneratorRun Of(GeneratorDriver driver, Compilation compilation, IReadOnlyList<AdditionalText> files, bool concurrent = false)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> generator);
        ImmutableArray<Diagnostic> analyzer = updated
            .WithAnalyzers(
                [new JitAnalyzer(), new JaxprFileAnalyzer(), new ElementTypeAnalyzer(), new PlaceAnalyzer()],
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. files], new ProjectOptions()), onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        using MemoryStream image = new();
        EmitResult emitted = updated.Emit(image);
        ImmutableArray<GeneratedSourceResult> sources = driver.GetRunResult().Results[0].GeneratedSources;
        return new GeneratorRun(
            driver, compilation, emitted, generator, [.. analyzer.OrderBy(d => d.Location.SourceSpan.Start)],
            sources.IsDefault ? new Dictionary<string, string>() : sources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), image.ToArray());
    }

    public static GeneratorDriver Drive(IReadOnlyList<AdditionalText> files) => CSharpGeneratorDriver.Create(
        [new JitGenerator().AsSourceGenerator()], files, ParseOptions, new ProjectOptions(), new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), ParseOptions, path);

    public static CSharpCompilation Compile(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "App", trees, References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: trees.Any(t => t.ToString().Contains("unsafe ")), nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static AdditionalText File(string path, string text) => new MemoryText("/project/" + path, text);

    private static IEnumerable<string> ReferencePaths([CallerFilePath] string path = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, ".."));
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(Path.Combine(root, "Runtime", "bin", configuration, "net10.0", "SrcGenJit.dll"));
    }

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    public sealed class ProjectOptions : AnalyzerConfigOptionsProvider
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
