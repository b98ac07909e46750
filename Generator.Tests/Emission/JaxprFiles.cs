// Runs the generator on jaxpr texts in memory.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Generator.Tests.Emission;

/// <summary>What a run gave.</summary>
internal sealed record JaxprRun(IReadOnlyList<(string Hint, string Text)> Sources, IReadOnlyList<Diagnostic> Diagnostics, GeneratorDriver Driver, Compilation Compilation)
{
    public string Kernel(string id) => Sources.Single(s => s.Hint == $"Kernels/{id}.g.cs").Text;
}

internal static class JaxprFiles
{
    public static AdditionalText File(string path, string text) => GeneratorRun.File(path, text);

    /// <summary>Generates, and compiles what came out. Compiler diagnostics are among the run's.</summary>
    public static JaxprRun Run(params AdditionalText[] files) => Run([], files);

    /// <summary>With C# sources beside the files.</summary>
    public static JaxprRun Run(string[] sources, params AdditionalText[] files)
    {
        GeneratorRun run = GeneratorRun.Of(sources, files);
        return new JaxprRun(
            run.Driver.GetRunResult().Results[0].GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString())).ToList(),
            [.. run.Generator, .. run.Compiler, .. run.Analyzer], run.Driver, run.Compilation);
    }
}
