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
                LinePosition position = new(problem.Line - 1, problem.Column - 1);
                Location location = Location.Create(file.Path, default, new LinePositionSpan(position, position));
                context.ReportDiagnostic(Diagnostic.Create(JaxprFileRules.Find(problem.Rule), location, Path.GetFileName(file.Path), problem.Detail));
            }
        }
    }
}
