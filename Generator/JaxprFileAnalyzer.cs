// Reports what is wrong with a project's *.jaxpr files, by the same code that compiles them.
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator;

/// <summary>One diagnostic for each *.jaxpr file that becomes no method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JaxprFileAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        JaxprFileRules.ParseError, JaxprFileRules.UnknownPrimitive, JaxprFileRules.UnsupportedDType,
        JaxprFileRules.BadIdentifier, JaxprFileRules.Duplicate, JaxprFileRules.NotCompiled,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        ImmutableArray<(string Path, string Text)> texts = ImmutableArray.CreateRange(
            context.Options.AdditionalFiles.Where(file => JaxprFilePipeline.IsJaxpr(file.Path))
                .Select(file => (file.Path, file.GetText(context.CancellationToken)?.ToString() ?? "")));
        AnalyzerConfigOptions options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        foreach (JaxprFile file in JaxprFilePipeline.Files(texts, JaxprFilePipeline.Option(options, "RootNamespace"), JaxprFilePipeline.Option(options, "ProjectDir")))
        {
            if (JaxprFileCompiler.Compile(file, context.CancellationToken).Problem is { } problem)
            {
                context.ReportDiagnostic(Diagnostic.Create(JaxprFileRules.Find(problem.Rule), Place(file, problem), Path.GetFileName(file.Path), problem.Detail));
            }
        }
    }

    // The word at the position; what is wrong with the file as a whole stands at its start.
    private static Location Place(JaxprFile file, JaxprFileProblem problem)
    {
        SourceText text = SourceText.From(file.Text);
        if (text.Lines.Count < problem.Line || problem.Rule is "SGJ404" or "SGJ405" || problem is { Rule: "SGJ406", Line: 1, Column: 1 })
        {
            return Location.Create(file.Path, default, default);
        }
        TextLine line = text.Lines[problem.Line - 1];
        int start = System.Math.Min(line.Start + problem.Column - 1, line.End), end = start;
        while (end < line.End && IsWord(text[end]))
        {
            end++;
        }
        TextSpan span = TextSpan.FromBounds(start, end == start && start < line.End ? start + 1 : end);
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
