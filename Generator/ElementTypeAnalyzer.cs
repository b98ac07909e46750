// Arrays of element types that no executor computes with are refused while compiling: where such a type is written, and where a call gives one.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator;

/// <summary>SGJ205. Type parameters are let through: generic code says the same when it makes its first array.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ElementTypeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [JitRules.ElementType];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("SrcGenJit.NdArray`1") is { } array)
            {
                start.RegisterSyntaxNodeAction(c => Written((GenericNameSyntax)c.Node, array, c), SyntaxKind.GenericName);
                start.RegisterOperationAction(c => Given((IInvocationOperation)c.Operation, array, c), OperationKind.Invocation);
            }
        });
    }

    private static void Written(GenericNameSyntax name, INamedTypeSymbol array, SyntaxNodeAnalysisContext context)
    {
        if (name.Identifier.ValueText == array.Name && Refused(context.SemanticModel.GetTypeInfo(name, context.CancellationToken).Type
            ?? context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol as ITypeSymbol, array) is { } element)
        {
            Report(name.GetLocation(), element, context.ReportDiagnostic);
        }
    }

    // Where a receiver or argument is such an array already, its own place is reported.
    private static void Given(IInvocationOperation call, INamedTypeSymbol array, OperationAnalysisContext context)
    {
        if (Refused(call.Type, array) is { } element
            && Refused(call.Instance?.Type, array) is null && call.Arguments.All(a => Refused(a.Value.Type, array) is null))
        {
            Report((call.Syntax is InvocationExpressionSyntax invocation ? invocation.Expression : call.Syntax).GetLocation(), element, context.ReportDiagnostic);
        }
    }

    private static void Report(Location place, ITypeSymbol element, System.Action<Diagnostic> report) =>
        report(Diagnostic.Create(JitRules.ElementType, place, element.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));

    // The element type of an array that there is not.
    private static ITypeSymbol? Refused(ITypeSymbol? type, INamedTypeSymbol array) =>
        type is INamedTypeSymbol { TypeArguments: [{ TypeKind: not (TypeKind.TypeParameter or TypeKind.Error) } element] } named
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, array)
        && element.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_Boolean)
            ? element
            : null;
}
