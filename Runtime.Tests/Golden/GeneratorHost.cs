// Runs the generator in process on jaxpr texts, compiles what it writes and loads it: the third executor, without a rebuild.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit;

namespace Runtime.Tests.Golden;

/// <summary>Programs compiled together.</summary>
internal sealed class CompiledPrograms
{
    public required Assembly? Assembly { get; init; }

    /// <summary>Why a program has no kernel: diagnostics of the generator's analyzer, by program name.</summary>
    public required IReadOnlyDictionary<string, string> Refused { get; init; }

    /// <summary>Warnings and errors of the C# compiler in generated code.</summary>
    public required IReadOnlyList<string> Diagnostics { get; init; }

    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>Calls the method of a program; its constants are parameters before its inputs.</summary>
    public NdArray[] Invoke(string name, IEnumerable<NdArray> inputs)
    {
        MethodInfo method = Assembly!.GetType("Golden.Jaxprs")!.GetMethod(name)!;
        Type slot = Assembly.GetType($"SrcGenJit.Generated.Golden_Jaxprs_{name}_Slot")!;
        RuntimeHelpers.RunModuleConstructor(Assembly.ManifestModule.ModuleHandle);
        if (slot.GetField("Compiled", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null) is null)
        {
            throw new InvalidOperationException("the slot is empty: the interpreter would run");
        }
        object?[] arguments = method.GetParameters().Zip(inputs, Typed).ToArray();
        object? result = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return result switch
        {
            null => [],
            ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => Erased(tuple[i]!)).ToArray(),
            _ => [Erased(result)],
        };
    }

    private static object Typed(ParameterInfo parameter, NdArray value) =>
        parameter.ParameterType.GetMethod("From", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [value])!;

    private static NdArray Erased(object array) =>
        (NdArray)array.GetType().GetProperty("Erased", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(array)!;
}

internal static class GeneratorHost
{
    private static readonly Lazy<Assembly> s_generator = new(() => Assembly.LoadFrom(GeneratorPath()));

    /// <summary>The generator's assembly, with its own copy of Core.</summary>
    public static Assembly Generator => s_generator.Value;

    public static Lazy<MetadataReference[]> References { get; } = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(Jaxpr).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray());

    /// <summary>Compiles texts, each to the method <c>Golden.Jaxprs.NAME</c>.</summary>
    public static CompiledPrograms Compile(IReadOnlyList<(string Name, string Text)> programs)
    {
        ImmutableArray<AdditionalText> texts = [.. programs.Select(p => (AdditionalText)new MemoryText("/project/" + p.Name + ".jaxpr", p.Text))];
        Options options = new(new Dictionary<string, string> { ["build_property.RootNamespace"] = "Golden", ["build_property.ProjectDir"] = "/project/" });
        CSharpParseOptions parse = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Golden" + Guid.NewGuid().ToString("N"), [], References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        IIncrementalGenerator generator = (IIncrementalGenerator)Activator.CreateInstance(s_generator.Value.GetType("SrcGenJit.Generator.JitGenerator")!)!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], texts, parse, options);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> generatorDiagnostics);
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = updated.Emit(image);
        IEnumerable<Diagnostic> diagnostics = generatorDiagnostics.Concat(emitted.Diagnostics).Where(d => d.Severity >= DiagnosticSeverity.Warning);
        image.Position = 0;
        Dictionary<string, string> sources = driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        Dump(sources);
        return new CompiledPrograms
        {
            Assembly = emitted.Success ? new AssemblyLoadContext(compilation.AssemblyName, isCollectible: false).LoadFromStream(image) : null,
            Refused = sources.Count == 2 * programs.Count ? new Dictionary<string, string>() : Refused(updated, texts, options),
            Diagnostics = diagnostics.Select(d => d.ToString()).ToList(),
            Sources = sources,
        };
    }

    private static Dictionary<string, string> Refused(Compilation compilation, ImmutableArray<AdditionalText> texts, AnalyzerConfigOptionsProvider options)
    {
        DiagnosticAnalyzer analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(s_generator.Value.GetType("SrcGenJit.Generator.JaxprFileAnalyzer")!)!;
        ImmutableArray<Diagnostic> diagnostics = compilation
            .WithAnalyzers([analyzer], new AnalyzerOptions(texts, options)).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return diagnostics.GroupBy(d => Path.GetFileNameWithoutExtension(d.Location.GetLineSpan().Path))
            .ToDictionary(g => g.Key, g => string.Join("; ", g.Select(d => d.Id + ": " + d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))));
    }

    // For a look at the code: SRCGENJIT_DUMP names a folder.
    private static void Dump(Dictionary<string, string> sources)
    {
        if (Environment.GetEnvironmentVariable("SRCGENJIT_DUMP") is { Length: > 0 } folder)
        {
            foreach ((string name, string text) in sources)
            {
                string file = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }
    }

    private static string GeneratorPath([CallerFilePath] string path = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(root, "Generator", "bin", configuration, "netstandard2.0", "SrcGenJit.Generator.dll");
    }

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
