// Where [Jit] stands in vain, and calls of [Jit] methods that C# does not let us intercept: nothing is silently ignored.
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Interception;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator;

/// <summary>SGJ015, SGJ016 and SGJ902. Methods of types are JitAnalyzer's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlaceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [JitRules.NoMethod, JitRules.Contract, JitRules.NotIntercepted];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KernelOptions.Of(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions).Enabled && start.Compilation.GetTypeByMetadataName(KnownTypes.JitAttributeName) is { } jit)
            {
                start.RegisterSyntaxNodeAction(c => Attribute((AttributeSyntax)c.Node, jit, c), SyntaxKind.Attribute);
                start.RegisterOperationAction(c => Call((IInvocationOperation)c.Operation, jit, c), OperationKind.Invocation);
            }
        });
    }

    private static void Attribute(AttributeSyntax attribute, INamedTypeSymbol jit, SyntaxNodeAnalysisContext context)
    {
        if (attribute.Parent is not AttributeListSyntax { Parent: { } declaration }
            || context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is not IMethodSymbol constructor || !SymbolEqualityComparer.Default.Equals(constructor.ContainingType, jit))
        {
            return;
        }
        if (What(declaration, context.SemanticModel, context.CancellationToken) is { } what)
        {
            context.ReportDiagnostic(Diagnostic.Create(JitRules.NoMethod, attribute.GetLocation(), what));
        }
        else if (attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Contract") is { } contract
            && context.SemanticModel.GetConstantValue(contract.Expression, context.CancellationToken) is { HasValue: true, Value: true })
        {
            context.ReportDiagnostic(Diagnostic.Create(JitRules.Contract, contract.GetLocation()));
        }
    }

    /// <summary>What else than a method of a type C# lets the attribute stand on; null for local functions, which have a rule of their own, and for what the compiler has refused.</summary>
    public static string? What(SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) => declaration switch
    {
        AccessorDeclarationSyntax { Parent.Parent: { } member } accessor => $"the accessor '{accessor.Keyword.ValueText}' of {Name(member, model, cancellation)}",
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => $"the operator {Name(declaration, model, cancellation)}",
        DestructorDeclarationSyntax destructor => $"the finalizer of '{destructor.Identifier.ValueText}'",
        EventFieldDeclarationSyntax field => $"the accessors of '{field.Declaration.Variables[0].Identifier.ValueText}'",
        AnonymousFunctionExpressionSyntax => "a lambda",
        _ => null,
    };

    private static string Name(SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) => model.GetDeclaredSymbol(declaration, cancellation) is { } symbol
        ? $"'{symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'"
        : "a member";

    private static void Call(IInvocationOperation call, INamedTypeSymbol jit, OperationAnalysisContext context)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.MethodKind != MethodKind.Ordinary || !IsJit(method.OriginalDefinition, jit) || context.ContainingSymbol is IMethodSymbol caller && IsJit(caller, jit)
            || call.Syntax is not InvocationExpressionSyntax syntax || call.SemanticModel is not { } model)
        {
            return;
        }
        string? why = !CallSite.IsClosed(method) ? "its type arguments are not known here; call it with types that are, or pass it through Jax.Jit"
            : CallSite.IsInExpressionTree(model, syntax, context.CancellationToken) ? "an expression tree is data, and holds the method itself"
            : null;
        if (why is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(JitRules.NotIntercepted, syntax.GetLocation(), KnownTypes.Name(method), why));
        }
    }

    private static bool IsJit(IMethodSymbol method, INamedTypeSymbol jit) => method.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, jit));
}
