// From a project's *.jaxpr additional files to methods and kernels.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Emission;

internal static class JaxprFilePipeline
{
    /// <summary>Registers methods and kernels, and gives the programs for those who call them.</summary>
    public static IncrementalValueProvider<EquatableList<JaxprProgram>> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<(string Namespace, string Folder)> project = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => (Option(options.GlobalOptions, "RootNamespace"), Option(options.GlobalOptions, "ProjectDir")))
            .WithTrackingName("JaxprProject");
        IncrementalValuesProvider<JaxprFileOutput> outputs = context.AdditionalTextsProvider
            .Where(file => IsJaxpr(file.Path))
            .Select((file, cancellation) => (file.Path, Text: file.GetText(cancellation)?.ToString() ?? ""))
            .Collect()
            .Combine(project)
            .SelectMany((pair, _) => Files(pair.Left, pair.Right.Namespace, pair.Right.Folder))
            .WithTrackingName("JaxprFiles")
            .Select((file, cancellation) => JaxprFileCompiler.Compile(file, cancellation).Output)
            .Where(output => output is not null)
            .WithTrackingName("JaxprOutputs")!;
        context.RegisterSourceOutput(
            outputs.Select((output, _) => (output.Id, output.Signature)).WithTrackingName("JaxprSignatures"),
            (production, output) => production.AddSource($"Jaxprs/{output.Id}.g.cs", SourceText.From(output.Signature, Encoding.UTF8)));
        context.RegisterImplementationSourceOutput(
            outputs.Select((output, _) => (output.Id, output.Kernel)).WithTrackingName("JaxprKernels"),
            (production, output) => production.AddSource($"Kernels/{output.Id}.g.cs", SourceText.From(output.Kernel, Encoding.UTF8)));
        return outputs.Select((output, _) => output.Program).Collect().Select((all, _) => new EquatableList<JaxprProgram>(all)).WithTrackingName("JaxprPrograms");
    }

    /// <summary>The files as an analyzer is given them.</summary>
    public static ImmutableArray<JaxprFile> Files(AnalyzerOptions options, CancellationToken cancellation)
    {
        ImmutableArray<(string Path, string Text)> texts = ImmutableArray.CreateRange(
            options.AdditionalFiles.Where(file => IsJaxpr(file.Path)).Select(file => (file.Path, file.GetText(cancellation)?.ToString() ?? "")));
        AnalyzerConfigOptions global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return texts.IsEmpty ? [] : Files(texts, Option(global, "RootNamespace"), Option(global, "ProjectDir"));
    }

    /// <summary>The programs of the files that become methods.</summary>
    public static EquatableList<JaxprProgram> Programs(ImmutableArray<JaxprFile> files, CancellationToken cancellation) =>
        new(files.Select(file => JaxprFileCompiler.Compile(file, cancellation).Output?.Program).OfType<JaxprProgram>());

    public static bool IsJaxpr(string path) => path.EndsWith(".jaxpr", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files as methods to be. Ids differ even where letters' case is ignored, because names of generated files do.</summary>
    public static ImmutableArray<JaxprFile> Files(ImmutableArray<(string Path, string Text)> texts, string rootNamespace, string folder)
    {
        Names ids = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> methods = new(StringComparer.Ordinal);
        return ImmutableArray.CreateRange(texts.OrderBy(t => t.Path, StringComparer.Ordinal).Select(text =>
        {
            string name = Path.GetFileNameWithoutExtension(text.Path);
            string[] folders = Folders(text.Path, folder);
            string space = string.Join(".", new[] { rootNamespace }.Concat(folders).Where(part => part.Length > 0));
            JaxprFile file = new(text.Path, space, name, "", text.Text, null);
            string? bad = folders.Append(name).FirstOrDefault(part => !Names.IsIdentifier(part));
            JaxprFileProblem? problem = bad is not null ? new JaxprFileProblem("SGJ404", bad)
                : !methods.Add(file.FullName) ? new JaxprFileProblem("SGJ405", file.FullName)
                : null;
            return problem is null ? file with { Id = ids.Take(Names.Clean(file.FullName)) } : file with { Problem = problem };
        }));
    }

    /// <summary>The folders between the project and a file; none for a file outside the project.</summary>
    private static string[] Folders(string path, string projectFolder)
    {
        string[] parts = Parts(path), project = Parts(projectFolder);
        return project.Length > 0 && parts.Length > project.Length && parts.Take(project.Length).SequenceEqual(project)
            ? parts.Skip(project.Length).Take(parts.Length - project.Length - 1).ToArray()
            : [];
    }

    private static string[] Parts(string path) => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

    internal static string Option(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out string? value) ? value : "";
}
