// What the type parameters of the running methods stand for.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <summary>What the type parameters of the running methods stand for.</summary>
internal sealed class TypeMap
{
    private readonly ImmutableDictionary<ISymbol, ITypeSymbol> _types;

    private TypeMap(ImmutableDictionary<ISymbol, ITypeSymbol> types) => _types = types;

    public static TypeMap Empty { get; } = new(ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>The map for the body of a constructed method, whose type arguments may be type parameters of the caller.</summary>
    public TypeMap For(IMethodSymbol method)
    {
        ImmutableDictionary<ISymbol, ITypeSymbol> types = _types;
        ImmutableArray<ITypeParameterSymbol> parameters = method.TypeArguments.Length == 0 ? [] : ExtensionMembers.TypeParameters(method.OriginalDefinition);
        for (int i = 0; i < method.TypeArguments.Length; i++)
        {
            types = types.SetItem(parameters[i], Of(method.TypeArguments[i]));
        }
        return new TypeMap(types).For(method.ContainingType);
    }

    public TypeMap For(INamedTypeSymbol? type)
    {
        ImmutableDictionary<ISymbol, ITypeSymbol> types = _types;
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            for (int i = 0; i < level.TypeArguments.Length; i++)
            {
                types = types.SetItem(level.OriginalDefinition.TypeParameters[i], Of(level.TypeArguments[i]));
            }
        }
        return new TypeMap(types);
    }

    /// <summary>A type with its parameters replaced.</summary>
    public ITypeSymbol Of(ITypeSymbol type)
    {
        if (_types.IsEmpty)
        {
            return type;
        }
        if (type is ITypeParameterSymbol parameter)
        {
            return _types.TryGetValue(parameter, out ITypeSymbol? known) ? known : type;
        }
        if (type is INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, IsTupleType: false } named)
        {
            INamedTypeSymbol definition = named.OriginalDefinition;
            if (named.ContainingType is { IsGenericType: true } container)
            {
                definition = ((INamedTypeSymbol)Of(container)).GetTypeMembers(named.Name, named.Arity).FirstOrDefault(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, named.OriginalDefinition)) ?? definition;
            }
            return named.Arity == 0 ? definition : definition.Construct([.. named.TypeArguments.Select(Of)]);
        }
        return type;
    }
}
