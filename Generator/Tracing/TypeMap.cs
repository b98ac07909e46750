// What the type parameters of the running methods stand for.
using System.Collections.Immutable;
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
        for (int i = 0; i < method.TypeArguments.Length; i++)
        {
            types = types.SetItem(method.OriginalDefinition.TypeParameters[i], Of(method.TypeArguments[i]));
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
            ITypeSymbol[] arguments = new ITypeSymbol[named.TypeArguments.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Of(named.TypeArguments[i]);
            }
            return named.ConstructedFrom.Construct(arguments);
        }
        return type;
    }
}
