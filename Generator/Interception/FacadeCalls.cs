// Calls of the facade's functions over functions and trees (Jax.Grad, Lax.Scan, ...): their types are pytrees.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class FacadeCalls
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_names = new();

    /// <summary>The names of the facade's functions over functions and trees.</summary>
    public static HashSet<string> Of(Compilation compilation) => s_names.GetValue(compilation, Names);

    /// <summary>The method that a call calls, when it takes functions or trees; calls of other names are not bound.</summary>
    public static IMethodSymbol? Target(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        return CallSite.NameOf(call) is { } name && Of(model.Compilation).Contains(name)
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsStatic: true, ContainingType: { } type } method
            && IsClass(TraceCache.Known(model.Compilation), type)
            ? method
            : null;
    }

    private static bool IsClass(KnownTypes known, ITypeSymbol type) => known.Is(type, "Jax") || known.Is(type, "Lax");

    private static HashSet<string> Names(Compilation compilation) => new(
        new[] { "SrcGenJit.Jax", "SrcGenJit.Lax" }.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()
            .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m.IsGenericMethod && m.Parameters.Any(p => p.Type is ITypeParameterSymbol or INamedTypeSymbol { TypeKind: TypeKind.Delegate }))
            .Select(m => m.Name),
        StringComparer.Ordinal);
}
