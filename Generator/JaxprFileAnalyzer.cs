// Reports what is wrong with a project's *.jaxpr files, by the same code that compiles them.
using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator;

/// <summary>One diagnostic for each *.jaxpr file that becomes no method, and one where it is called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JaxprFileAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        JaxprFileRules.ParseError, JaxprFileRules.UnknownPrimitive, JaxprFileRules.UnsupportedDType,
        JaxprFileRules.BadIdentifier, JaxprFileRules.Duplicate, JaxprFileRules.NotCompiled, JaxprFileRules.NoMethod,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            ImmutableArray<JaxprFile> files = JaxprFilePipeline.Files(start.Options, start.CancellationToken);
            (JaxprFile File, JaxprFileProblem Problem)[] wrong = [.. files.Select(f => (f, JaxprFileCompiler.Compile(f, start.CancellationToken).Problem!)).Where(f => f.Item2 is not null)];
            if (wrong.Length > 0)
            {
                start.RegisterCompilationEndAction(c => Report(wrong, c.ReportDiagnostic));
                ILookup<string, (JaxprFile File, JaxprFileProblem Problem)> missing = wrong.Where(f => f.Problem.Rule != JaxprFileRules.Duplicate.Id).ToLookup(f => f.File.Name, StringComparer.Ordinal);
                start.RegisterSyntaxNodeAction(c => Call((IdentifierNameSyntax)c.Node, missing, c), SyntaxKind.IdentifierName);
            }
        });
    }

    private static void Report((JaxprFile File, JaxprFileProblem Problem)[] wrong, Action<Diagnostic> report)
    {
        foreach ((JaxprFile file, JaxprFileProblem problem) in wrong)
        {
            report(Diagnostic.Create(JaxprFileRules.Find(problem.Rule), Place(file, problem), Path.GetFileName(file.Path), problem.Detail));
        }
    }

    // The compiler says that there is no such method; we say why.
    private static void Call(IdentifierNameSyntax name, ILookup<string, (JaxprFile File, JaxprFileProblem Problem)> missing, SyntaxNodeAnalysisContext context)
    {
        if (!missing.Contains(name.Identifier.ValueText) || name.Parent is NameEqualsSyntax or NameColonSyntax
            || name.Parent is MemberAccessExpressionSyntax access && (access.Name != name || LastName(access.Expression) != "Jaxprs")
            || context.SemanticModel.GetSymbolInfo(name, context.CancellationToken) is not { Symbol: null, CandidateSymbols.IsEmpty: true })
        {
            return;
        }
        (JaxprFile file, JaxprFileProblem problem) = missing[name.Identifier.ValueText].First();
        string reason = string.Format(CultureInfo.InvariantCulture, JaxprFileRules.Find(problem.Rule).MessageFormat.ToString(CultureInfo.InvariantCulture), Path.GetFileName(file.Path), problem.Detail);
        context.ReportDiagnostic(Diagnostic.Create(JaxprFileRules.NoMethod, name.GetLocation(), [Place(file, problem)], file.Name, reason));
    }

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    // The word at the position; what is wrong with the file as a whole stands at its start.
    private static Location Place(JaxprFile file, JaxprFileProblem problem)
    {
        SourceText text = SourceText.From(file.Text);
        if (text.Lines.Count < problem.Line || problem.Rule is "SGJ404" or "SGJ405" || problem is { Rule: "SGJ406", Line: 1, Column: 1 })
        {
            return Location.Create(file.Path, default, default);
        }
        TextLine line = text.Lines[problem.Line - 1];
        int start = Math.Min(line.Start + problem.Column - 1, line.End), end = start;
        while (end < line.End && IsWord(text[end]))
        {
            end++;
        }
        TextSpan span = TextSpan.FromBounds(start, end == start && start < line.End ? start + 1 : end);
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
