// The warnings that a use of obsolete or experimental members would give in generated code: they are said where the user writes the use.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SrcGenJit.Generator.Tracing;

internal static class Suppressed
{
    /// <summary>The ids, as a pragma lists them; empty when there are none.</summary>
    public static string Of(IMethodSymbol method) => Of(method.Parameters.Select(p => (ISymbol)p.Type).Concat(method.TypeArguments).Append(method.ReturnType).Append(method));

    public static string Of(IEnumerable<ISymbol> symbols)
    {
        SortedSet<string> ids = new(System.StringComparer.Ordinal);
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (ISymbol symbol in symbols)
        {
            Add(symbol, ids, seen);
        }
        return string.Join(", ", ids);
    }

    /// <summary>The lists as one.</summary>
    public static string Join(IEnumerable<string> lists) =>
        string.Join(", ", lists.SelectMany(l => l.Split([", "], System.StringSplitOptions.RemoveEmptyEntries)).Distinct().OrderBy(id => id, System.StringComparer.Ordinal));

    private static void Add(ISymbol? symbol, SortedSet<string> ids, HashSet<ISymbol> seen)
    {
        if (symbol is null or INamespaceSymbol or IModuleSymbol || !seen.Add(symbol))
        {
            return;
        }
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" })
            {
                ids.Add("CS0612");
                ids.Add("CS0618");
            }
            else if (attribute.AttributeClass is { Name: "ExperimentalAttribute", ContainingNamespace.Name: "CodeAnalysis" } && attribute.ConstructorArguments.FirstOrDefault().Value is string id && SyntaxFacts.IsValidIdentifier(id))
            {
                ids.Add(id);
            }
        }
        Add(symbol.ContainingType ?? (symbol as IArrayTypeSymbol)?.ElementType as ISymbol ?? symbol.ContainingAssembly, ids, seen);
        foreach (ITypeSymbol argument in (symbol as INamedTypeSymbol)?.TypeArguments ?? [])
        {
            Add(argument, ids, seen);
        }
    }
}
