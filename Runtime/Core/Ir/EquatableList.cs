// An immutable list with element-wise equality, and hashes that are the same in every process.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class EquatableList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[] _items = items.ToArray();
    private int _hash;

    public static EquatableList<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(EquatableList<T>? other) => other is not null && (ReferenceEquals(this, other) || SameItems(other._items));

    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            int hash = 19;
            foreach (T item in _items)
            {
                hash = unchecked(hash * 31 + StableHash.Of(item));
            }
            _hash = hash == 0 ? 1 : hash;
        }
        return _hash;
    }

    private bool SameItems(T[] other)
    {
        bool same = _items.Length == other.Length;
        for (int i = 0; same && i < other.Length; i++)
        {
            same = ConstantComparer<T>.Instance.Equals(_items[i], other[i]);
        }
        return same;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>
/// Equality of values that may be constants: floats are equal when their bits are, so that -0 is not 0, and NaN is itself. Dictionaries of constants need it.
/// </summary>
internal sealed class ConstantComparer<T> : IEqualityComparer<T>
{
    public static IEqualityComparer<T> Instance { get; } =
        typeof(T) == typeof(object) || typeof(T) == typeof(double) || typeof(T) == typeof(float) || (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            ? new ConstantComparer<T>()
            : EqualityComparer<T>.Default;

    public bool Equals(T? x, T? y) => Constants.Same(x, y);

    public int GetHashCode(T value) => StableHash.Of(value);
}

internal static class Constants
{
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (double a, double b) => Bits(a) == Bits(b),
        (float a, float b) => Bits(a) == Bits(b),
        (KeyValuePair<int, object?> a, KeyValuePair<int, object?> b) => a.Key == b.Key && Same(a.Value, b.Value),
        (KeyValuePair<string, object?> a, KeyValuePair<string, object?> b) => a.Key == b.Key && Same(a.Value, b.Value),
        _ => Equals(left, right),
    };

    /// <summary>One-dimensional arrays of numbers, element by element.</summary>
    public static bool Same(Array left, Array right)
    {
        if (left.Length != right.Length || left.GetType() != right.GetType())
        {
            return false;
        }
        for (int i = 0; i < left.Length; i++)
        {
            if (!Same(left.GetValue(i), right.GetValue(i)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The bits of a number; every NaN counts as one.</summary>
    public static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}

/// <summary>Hash codes that are the same in every process and version (string.GetHashCode is not, nor is a record's).</summary>
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

    public static int Of(long value) => unchecked((int)(value ^ (value >> 32)) * 16777619);

    public static int Of(object? value) => value switch
    {
        null => 0,
        string text => Of(text),
        bool flag => flag ? 1 : 2,
        int number => Of((long)number),
        long number => Of(number),
        double number => Of(Constants.Bits(number)),
        float number => Of(Constants.Bits(number)),
        KeyValuePair<int, object?> pair => unchecked(Of((long)pair.Key) * 31 + Of(pair.Value)),
        KeyValuePair<string, object?> pair => unchecked(Of(pair.Key) * 31 + Of(pair.Value)),
        _ => value.GetHashCode(),
    };
}
