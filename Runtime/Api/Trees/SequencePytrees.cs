// Arrays, lists and dictionaries of pytrees.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>What sequences share: a node of kind "list".</summary>
internal abstract class SequencePytree<TSequence, T> : Pytree<TSequence>
    where TSequence : IEnumerable<T>
{
    protected abstract TSequence Make(IEnumerable<T> items);

    protected override Tree FlattenValue(TSequence value) => new Tree.Node("list", new EquatableList<Tree>(value.Select(Pytree<T>.Default.Flatten)));

    protected override TSequence UnflattenValue(Tree tree) => Make(Parts(tree).Select(Pytree<T>.Default.Unflatten));
}

internal sealed class VectorPytree<T> : SequencePytree<T[], T>
{
    protected override T[] Make(IEnumerable<T> items) => items.ToArray();
}

internal sealed class ListPytree<T> : SequencePytree<List<T>, T>
{
    protected override List<T> Make(IEnumerable<T> items) => items.ToList();
}

internal sealed class ImmutableArrayPytree<T> : SequencePytree<ImmutableArray<T>, T>
{
    protected override Tree FlattenValue(ImmutableArray<T> value) => value.IsDefault
        ? throw new ArgumentException($"a default(ImmutableArray) of {typeof(T)} has neither items nor a length: pass ImmutableArray<{typeof(T).Name}>.Empty for none", nameof(value))
        : base.FlattenValue(value);

    protected override ImmutableArray<T> Make(IEnumerable<T> items) => [.. items];
}

/// <summary>A dictionary with its keys in order, strings by their code units, as JAX sorts them.</summary>
internal sealed class DictionaryPytree<TKey, TValue> : Pytree<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    // Keys of a type without an order are refused, as in JAX.
    private static readonly IComparer<TKey>? s_order = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal
        : typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey)) || typeof(IComparable).IsAssignableFrom(typeof(TKey)) ? Comparer<TKey>.Default
        : null;

    protected override Tree FlattenValue(Dictionary<TKey, TValue> value)
    {
        TKey[] keys = value.Count < 2 ? [.. value.Keys]
            : [.. value.Keys.Order(s_order ?? throw new NotSupportedException($"keys of type {typeof(TKey)} cannot be sorted, so that a dictionary of them has no fixed order of arrays"))];
        object? comparer = value.Comparer.Equals(EqualityComparer<TKey>.Default) || value.Comparer.Equals(StringComparer.Ordinal) ? null : value.Comparer;
        return new Tree.Node("dict", new EquatableList<Tree>(keys.Select(k => Pytree<TValue>.Default.Flatten(value[k]))), new DictionaryKeys(new EquatableList<object>(keys.Cast<object>()), comparer));
    }

    protected override Dictionary<TKey, TValue> UnflattenValue(Tree tree)
    {
        DictionaryKeys data = (tree as Tree.Node)?.Data as DictionaryKeys ?? throw new InvalidCastException($"{tree.Structure} is no dictionary");
        Dictionary<TKey, TValue> result = new((IEqualityComparer<TKey>?)data.Comparer);
        foreach ((object key, Tree child) in data.Keys.Zip(Parts(tree)))
        {
            result.Add((TKey)key, Pytree<TValue>.Default.Unflatten(child));
        }
        return result;
    }
}
