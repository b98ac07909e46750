// Places: what an lvalue is evaluated to, once and in C#'s order. Reading and writing them is the interpreter's.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Where a value stands.</summary>
internal abstract record Place
{
    /// <summary>A local, parameter, temporary or <c>this</c>.</summary>
    public sealed record Cell(int Id) : Place;

    /// <summary>A field of a class instance.</summary>
    public sealed record Member(Value.Reference Object, string Name, ISymbol Symbol) : Place;

    /// <summary>A field of a struct that stands somewhere.</summary>
    public sealed record Part(Place Outer, string Name, ISymbol Symbol) : Place;

    /// <summary>An item of a tuple that stands somewhere.</summary>
    public sealed record Item(Place Outer, int Index) : Place;

    /// <summary>The value inside a box.</summary>
    public sealed record Boxed(Value.Reference Box) : Place;

    /// <summary>An element of an array, list, span or dictionary.</summary>
    public sealed record Element(Value Sequence, ImmutableArray<Value> Indices) : Place;

    /// <summary>A property with accessors: reading and writing call them.</summary>
    public sealed record Property(IPropertySymbol Symbol, Place? Self, ImmutableArray<Value> Arguments, bool IsVirtual) : Place;

    /// <summary>A static field or property.</summary>
    public sealed record Static(ISymbol Symbol) : Place;

    /// <summary><c>_</c>.</summary>
    public sealed record Discard : Place;
}

/// <summary>What symbols and captures of the flow graph stand for in a running method: persistent, so that closures keep what they captured.</summary>
internal sealed class Scope
{
    /// <summary>The key of <c>this</c>.</summary>
    public static object This { get; } = new();

    private readonly ImmutableDictionary<object, Place> _places;

    private Scope(ImmutableDictionary<object, Place> places) => _places = places;

    public static Scope Empty { get; } = new(ImmutableDictionary.Create<object, Place>(KeyComparer.Instance));

    public Place? Find(object key) => _places.TryGetValue(key, out Place? place) ? place : null;

    public Scope With(object key, Place place) => new(_places.SetItem(key, place));

    public Scope Without(object key) => _places.ContainsKey(key) ? new Scope(_places.Remove(key)) : this;

    public ImmutableDictionary<object, Place> Places => _places;

    /// <summary>What two ways to one block agree on; what they bind differently is given to <paramref name="differs"/>.</summary>
    public static Scope Meet(Scope left, Scope right, System.Func<object, Place, Place, Place?> differs)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }
        ImmutableDictionary<object, Place>.Builder places = left._places.ToBuilder();
        foreach (System.Collections.Generic.KeyValuePair<object, Place> item in left._places)
        {
            Place? both = !right._places.TryGetValue(item.Key, out Place? other) ? null : item.Value.Equals(other) ? other : differs(item.Key, item.Value, other);
            if (both is null)
            {
                places.Remove(item.Key);
            }
            else
            {
                places[item.Key] = both;
            }
        }
        return new Scope(places.ToImmutable());
    }

    // Symbols by their own equality; captures by theirs.
    private sealed class KeyComparer : System.Collections.Generic.IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        bool System.Collections.Generic.IEqualityComparer<object>.Equals(object? x, object? y) =>
            x is ISymbol a && y is ISymbol b ? SymbolEqualityComparer.Default.Equals(a, b) : Equals(x, y);

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
