// Edits of a small program, and what generator and analyzer do anew for them.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SrcGenJit.Generator;

namespace Generator.Tests;

/// <summary>A program that was generated once. References of its own: nothing that another test traced is found.</summary>
internal sealed class Incremental
{
    private readonly AdditionalText[] _files;
    private GeneratorDriver _driver;

    public Incremental(params string[] sources)
        : this(sources, track: true)
    {
    }

    /// <param name="sources">The files.</param>
    /// <param name="track">Whether steps are recorded; the record keeps old compilations alive.</param>
    /// <param name="files">Additional files.</param>
    public Incremental(string[] sources, bool track, params AdditionalText[] files)
    {
        _files = files;
        Compilation = GeneratorRun.Compile([.. sources.Select((s, i) => GeneratorRun.Tree($"/project/File{i}.cs", s))])
            .WithReferences(GeneratorRun.References.Select(r => MetadataReference.CreateFromFile(r.Display!)));
        GeneratorDriver driver = track ? GeneratorRun.Drive(files) : CSharpGeneratorDriver.Create([new JitGenerator().AsSourceGenerator()], files, parseOptions: GeneratorRun.ParseOptions);
        _driver = driver.RunGenerators(Compilation);
    }

    /// <summary>How many methods this thread has traced in all.</summary>
    public static int AllTraces => (int)typeof(JitGenerator).Assembly.GetType("SrcGenJit.Generator.Tracing.TraceCache")!.GetProperty("Traces")!.GetValue(null)!;

    public Compilation Compilation { get; private set; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    /// <summary>How many methods the last edit traced.</summary>
    public int Traces { get; private set; }

    /// <summary>The kernels that the last edit emitted, without their hashes.</summary>
    public IEnumerable<string> Emitted => new[] { "SrcGenJit.Emit", "SrcGenJit.EmitClosed" }.Where(Result.TrackedSteps.ContainsKey).SelectMany(step => Result.TrackedSteps[step]).SelectMany(s => s.Outputs)
        .Where(o => o.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified).Select(o => Id(o.Value)).Order(StringComparer.Ordinal);

    public Incremental Edit(int file, string old, string text)
    {
        SyntaxTree tree = Compilation.SyntaxTrees.ElementAt(file);
        string before = tree.ToString(), after = before.Replace(old, text);
        return before == after ? throw new ArgumentException($"'{old}' is not there") : Run(Compilation.ReplaceSyntaxTree(tree, GeneratorRun.Tree(tree.FilePath, after)));
    }

    /// <summary>Writes an additional file anew.</summary>
    public Incremental EditFile(int file, string old, string text)
    {
        AdditionalText before = _files[file];
        string edited = before.GetText()!.ToString().Replace(old, text);
        _files[file] = before.GetText()!.ToString() == edited ? throw new ArgumentException($"'{old}' is not there") : GeneratorRun.File(before.Path["/project/".Length..], edited);
        _driver = _driver.ReplaceAdditionalText(before, _files[file]);
        return Run(Compilation);
    }

    public Incremental Add(string text) => Run(Compilation.AddSyntaxTrees(GeneratorRun.Tree($"/project/New{Compilation.SyntaxTrees.Count()}.cs", text)));

    public Incremental Run(Compilation compilation)
    {
        int before = AllTraces;
        Compilation = compilation;
        _driver = _driver.RunGenerators(compilation);
        Traces = AllTraces - before;
        return this;
    }

    /// <summary>What the analyzer says, and how much it traces for that.</summary>
    public ImmutableArray<Diagnostic> Analyze(out int traces)
    {
        int before = AllTraces;
        _driver.RunGeneratorsAndUpdateCompilation(Compilation, out Compilation written, out _);
        ImmutableArray<Diagnostic> found = (_files.Length == 0 ? Compilation : written)
            .WithAnalyzers([new JitAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. _files], new GeneratorRun.ProjectOptions()), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        traces = AllTraces - before;
        return found;
    }

    private static string Id(object output)
    {
        object method = output.GetType().GetProperty("Method")!.GetValue(output)!;
        return GeneratorRun.Readable((string)method.GetType().GetProperty("Id")!.GetValue(method)!);
    }
}
