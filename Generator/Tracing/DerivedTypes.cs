// Which types of a compilation derive from which: values of them come where the base type is declared.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

internal static class DerivedTypes
{
    private static readonly ConditionalWeakTable<Compilation, ILookup<ISymbol, INamedTypeSymbol>> s_derived = new();

    /// <summary>The classes and structs that derive from a class or implement an interface of the user's, without type parameters. All types are looked at once for each compilation.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation, INamedTypeSymbol type) => s_derived.GetValue(compilation, Find)[type.OriginalDefinition];

    private static ILookup<ISymbol, INamedTypeSymbol> Find(Compilation compilation) => Types(compilation.Assembly.GlobalNamespace)
        .Where(t => t is { TypeKind: TypeKind.Class or TypeKind.Struct, IsGenericType: false, IsStatic: false })
        .SelectMany(t => Bases(t).Concat(t.AllInterfaces).Where(b => b.DeclaringSyntaxReferences.Length > 0).Select(b => (Base: (ISymbol)b.OriginalDefinition, Type: t)))
        .ToLookup(pair => pair.Base, pair => pair.Type, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
        {
            yield return parent;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        Stack<INamespaceOrTypeSymbol> open = new([container]);
        while (open.Count > 0)
        {
            foreach (INamespaceOrTypeSymbol member in open.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
                if (member is INamedTypeSymbol type)
                {
                    yield return type;
                }
            }
        }
    }
}
