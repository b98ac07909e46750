// Names of kernels: the method's full name as an identifier, and a hash behind it where that would not be the only method of the name.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class KernelIds
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, Dictionary<string, ISymbol>> s_first = new();

    public static string Of(IMethodSymbol method, StaticArguments statics)
    {
        INamedTypeSymbol type = method.ContainingType;
        string typeName = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        string name = Emission.Names.Clean(typeName + "." + method.Name);
        string generic = string.Concat(method.TypeArguments.Select(t => "_" + Emission.Names.Clean(t.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))));
        return name + generic + statics.Suffix + (IsAmbiguous(method, !statics.IsNone || method.IsGenericMethod, type, typeName) ? "_x" + Hash(method) : "");
    }

    // Where the underscores of the name may stand for something else, or another method's name differs in case only (names of files ignore it).
    private static bool IsAmbiguous(IMethodSymbol method, bool suffixed, INamedTypeSymbol type, string typeName) =>
        type.IsFileLocal || typeName.Any(c => c > 127 || c is '_' or '<') || method.Name.Any(c => c > 127)
        || method.TypeArguments.Any(t => t is not INamedTypeSymbol { SpecialType: not SpecialType.None })
        || method.Name.Contains('_') && (suffixed || type.ContainingType is not null || type.GetTypeMembers().Length > 0)
        || !IsFirst(method, suffixed, type.OriginalDefinition);

    // Of several, the first keeps the plain name.
    private static bool IsFirst(IMethodSymbol method, bool suffixed, INamedTypeSymbol type)
    {
        Dictionary<string, ISymbol> first = s_first.GetValue(type, FirstOfName);
        return SymbolEqualityComparer.Default.Equals(first[method.Name], method.OriginalDefinition)
            && !(suffixed && first.Keys.Any(name => name.StartsWith(method.Name + "_", StringComparison.OrdinalIgnoreCase)));
    }

    private static Dictionary<string, ISymbol> FirstOfName(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
        .GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => (ISymbol)g.First(), StringComparer.OrdinalIgnoreCase);

    private static string Hash(IMethodSymbol method)
    {
        string text = method.OriginalDefinition.GetDocumentationCommentId() + MethodTracer.TypeArguments(method) + "@" + method.ContainingType.ToDisplayString(Signature.TypeFormat)
            + (method.ContainingType.IsFileLocal ? method.ContainingType.MetadataName : "");
        return unchecked((uint)StableHash.Of(text)).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
