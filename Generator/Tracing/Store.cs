// The interpreter's memory: cells of locals and contents of objects in persistent maps, so that a fork is one assignment.
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Cells (one for each local that came alive) and the heap. A fork shares everything until one side writes.</summary>
internal sealed class Store
{
    private ImmutableDictionary<int, Value> _cells = ImmutableDictionary<int, Value>.Empty;
    private ImmutableDictionary<int, Content> _heap = ImmutableDictionary<int, Content>.Empty;
    private int _next;

    public Store Fork() => new() { _cells = _cells, _heap = _heap, _next = _next };

    /// <summary>Goes back to the state of a fork.</summary>
    public void Restore(Store fork)
    {
        _cells = fork._cells;
        _heap = fork._heap;
    }

    public int NewCell(Value value)
    {
        _cells = _cells.SetItem(++_next, value);
        return _next;
    }

    public Value Read(int cell) => _cells[cell];

    public void Write(int cell, Value value) => _cells = _cells.SetItem(cell, value);

    public Value.Reference Allocate(Content content)
    {
        _heap = _heap.SetItem(++_next, content);
        return new Value.Reference(_next);
    }

    public Content this[Value.Reference reference]
    {
        get => _heap[reference.Address];
        set => _heap = _heap.SetItem(reference.Address, value);
    }
}

/// <summary>The locals of one running method; those of a lambda or local function see the frame they were made in.</summary>
internal sealed class Frame(Frame? outer, TypeMap types, Value? self)
{
    private readonly Dictionary<ISymbol, int> _cells = new(SymbolEqualityComparer.Default);

    public TypeMap Types { get; } = types;

    /// <summary>The cell of <c>this</c> is its own, because methods of structs may write it.</summary>
    public Value? Self { get; set; } = self;

    public Frame? Outer { get; } = outer;

    public void Declare(ISymbol symbol, int cell) => _cells[symbol] = cell;

    public int? Find(ISymbol symbol)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._cells.TryGetValue(symbol, out int cell))
            {
                return cell;
            }
        }
        return null;
    }

    /// <summary>The frame that holds <c>this</c>.</summary>
    public Frame? WithSelf()
    {
        Frame? frame = this;
        while (frame is { Self: null })
        {
            frame = frame.Outer;
        }
        return frame;
    }
}

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
