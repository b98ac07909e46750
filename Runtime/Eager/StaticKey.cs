// The values of [Static] arguments as part of a trace's key: a snapshot that is compared by value, type and sequence, and that later writes do not reach.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Eager;

/// <summary>What <see cref="StaticSnapshot"/> read, in order. Keys are equal when every part is of one type and equal.</summary>
internal sealed class StaticKey : IEquatable<StaticKey>
{
    private readonly object?[] _parts;
    private readonly int _hash;

    public StaticKey(IEnumerable<object?> parts)
    {
        _parts = [.. parts];
        HashCode hash = default;
        foreach (object? part in _parts)
        {
            hash.Add(part);
        }
        _hash = hash.ToHashCode();
    }

    /// <summary>The key of a call without static arguments.</summary>
    public static StaticKey None { get; } = new([]);

    /// <summary>The key of one value; <paramref name="name"/> says in errors which.</summary>
    /// <exception cref="ArgumentException">The value cannot be compared.</exception>
    public static StaticKey Of(string name, object? value)
    {
        StaticSnapshot snapshot = new();
        snapshot.Add(name, value);
        return snapshot.ToKey();
    }

    public bool Equals(StaticKey? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }
        if (other is null || _hash != other._hash || _parts.Length != other._parts.Length)
        {
            return false;
        }
        for (int i = 0; i < _parts.Length; i++)
        {
            if (_parts[i]?.GetType() != other._parts[i]?.GetType() || !Equals(_parts[i], other._parts[i]))
            {
                return false;
            }
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as StaticKey);

    public override int GetHashCode() => _hash;
}
