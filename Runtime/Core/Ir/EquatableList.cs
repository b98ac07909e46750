// An immutable list with element-wise equality, and hashes that are the same in every process.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class EquatableList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[] _items = items.ToArray();

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(EquatableList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode() => _items.Aggregate(19, (h, i) => unchecked(h * 31 + StableHash.Of(i)));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Hash codes that do not depend on the process (string.GetHashCode does).</summary>
internal static class StableHash
{
    public static int Of(string text)
    {
        unchecked
        {
            int hash = (int)2166136261;
            foreach (char c in text)
            {
                hash = (hash ^ c) * 16777619;
            }
            return hash;
        }
    }

    public static int Of(object? value) => value switch
    {
        null => 0,
        string text => Of(text),
        DType type => Of(type.Name),
        _ => value.GetHashCode(),
    };
}
