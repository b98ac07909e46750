// The values of [Static] arguments as part of a trace's key: a snapshot that is compared by value, type and sequence, and that later writes do not reach.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Eager;

/// <summary>What <see cref="StaticSnapshot"/> read, in order. Keys are equal when every part is of one type and equal.</summary>
internal sealed class StaticKey : IEquatable<StaticKey>
{
    private readonly object?[] _parts;
    private readonly Identity[] _identities;
    private readonly int _hash;

    public StaticKey(IEnumerable<object?> parts)
    {
        _parts = [.. parts];
        _identities = [.. _parts.OfType<Identity>()];
        HashCode hash = default;
        foreach (object? part in _parts)
        {
            hash.Add(part);
        }
        _hash = hash.ToHashCode();
    }

    /// <summary>The key of a call without static arguments.</summary>
    public static StaticKey None { get; } = new([]);

    /// <summary>The objects that are part of the key by their identity, in order: once one of them is gone, no call has this key again.</summary>
    public IReadOnlyList<object> Owners => _identities.Length == 0 ? [] : [.. _identities.Select(i => i.Target).OfType<object>()];

    /// <summary>The key of one value; <paramref name="name"/> says in errors which.</summary>
    /// <exception cref="ArgumentException">The value cannot be compared.</exception>
    public static StaticKey Of(string name, object? value) => Of(name, value, new StaticSnapshot());

    /// <summary>As above, taken apart by the given rules.</summary>
    public static StaticKey Of(string name, object? value, StaticSnapshot snapshot)
    {
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
