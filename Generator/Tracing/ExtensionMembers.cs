// Members of C# 14 extension blocks, as the static methods that they are in the end: f(receiver, ...) of the class around the block.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

internal static class ExtensionMembers
{
    /// <summary>The static method that a member of an extension block is; other methods themselves.</summary>
    public static IMethodSymbol Implementation(IMethodSymbol method)
    {
        if (method.ContainingType is not { IsExtension: true } block || method.OriginalDefinition.AssociatedExtensionImplementation is not { } implementation)
        {
            return method;
        }
        ITypeSymbol[] arguments = [.. block.TypeArguments, .. method.TypeArguments];
        IMethodSymbol definition = implementation.OriginalDefinition;
        return definition.Arity != arguments.Length ? method : arguments.Length == 0 ? definition : definition.Construct(arguments);
    }

    /// <summary>The member that a static method is in its source; null for other methods.</summary>
    public static IMethodSymbol? MemberOf(IMethodSymbol method) => !method.IsImplicitlyDeclared || !method.IsStatic ? null : method.ContainingType.OriginalDefinition.GetTypeMembers()
        .Where(t => t.IsExtension).SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
        .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.AssociatedExtensionImplementation, method.OriginalDefinition));

    /// <summary>The parameters that the body of a method names, in the order of the method's own.</summary>
    public static IReadOnlyList<IParameterSymbol> Parameters(IMethodSymbol definition) => MemberOf(definition) is not { } member ? definition.Parameters
        : member.IsStatic || member.ContainingType.ExtensionParameter is not { } receiver ? member.Parameters
        : [receiver, .. member.Parameters];

    /// <summary>The type parameters that the body of a method names, in the order of the method's own.</summary>
    public static ImmutableArray<ITypeParameterSymbol> TypeParameters(IMethodSymbol definition) => MemberOf(definition) is { } member
        ? [.. member.ContainingType.TypeParameters, .. member.TypeParameters]
        : definition.TypeParameters;
}
