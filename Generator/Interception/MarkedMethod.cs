// What the pipelines want to know of a declaration with [Jit], found in one visit: attributes are looked for once an edit.
using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

/// <summary>Its parts are compared one by one, by the steps that take them.</summary>
/// <param name="kernel">Of a method that compiles, and is not generic.</param>
/// <param name="into">Of a method that has fInto.</param>
/// <param name="types">The pytrees of its signature.</param>
/// <param name="uncompiled">Of what does not compile.</param>
internal sealed class MarkedMethod(KernelModel? kernel, IntoModel? into, EquatableList<TreeType> types, UncompiledModel? uncompiled)
{
    public KernelModel? Kernel { get; } = kernel;

    public IntoModel? Into { get; } = into;

    public EquatableList<TreeType> Types { get; } = types;

    public UncompiledModel? Uncompiled { get; } = uncompiled;

    public static IncrementalValuesProvider<MarkedMethod> All(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Compilation> program) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            KnownTypes.JitAttributeName,
            static (node, _) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax,
            static (c, _) => c.TargetNode)
        .Combine(program)
        .Select(static (pair, cancellation) => Of(pair.Left, pair.Right, cancellation));

    private static MarkedMethod Of(SyntaxNode declaration, Compilation program, CancellationToken cancellation)
    {
        SemanticModel model = TraceCache.Program(program).Model(declaration.SyntaxTree);
        if (model.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol symbol || !IsNamed(symbol))
        {
            return new MarkedMethod(null, null, PytreePipeline.None, null);
        }
        IMethodSymbol? method = declaration is MethodDeclarationSyntax ? KernelPipeline.Declared(symbol) : null;
        KnownTypes known = TraceCache.Known(program);
        return new MarkedMethod(
            method is null ? null : KernelPipeline.Guard(() => KernelPipeline.Direct(program, method, cancellation)),
            method is null ? null : KernelPipeline.Guard(() => FileMemo.Get(program, declaration, "into", () => (IntoTargets.Of(known, method), true))),
            method is null ? PytreePipeline.None : PytreePipeline.Guard(() => FileMemo.Get(program, declaration, "types", () => (TreeTypes.OfSignature(known, method, out bool readsBodies), !readsBodies))),
            KernelPipeline.Guard(() => UncompiledPipeline.Direct(declaration, symbol, model, cancellation)));
    }

    // While somebody types, a method, its parameters or what is around it may have no name yet: nothing can be written about it. Extension blocks have none ever.
    private static bool IsNamed(ISymbol symbol)
    {
        for (ISymbol? level = symbol; level is not null; level = level.ContainingType ?? (ISymbol?)level.ContainingNamespace)
        {
            if (level.Name.Length == 0 && level is not INamedTypeSymbol { IsExtension: true } and not INamespaceSymbol { IsGlobalNamespace: true }
                || level is IMethodSymbol method && method.Parameters.Any(p => p.Name.Length == 0))
            {
                return false;
            }
        }
        return true;
    }
}
