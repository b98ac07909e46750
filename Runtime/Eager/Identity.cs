// An object as part of a key by its identity: a delegate by its method and target, or a comparer. It is held weakly, so that a key keeps nothing alive.
using System;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Eager;

/// <summary>Equal when the object and the method are the same; when the object is gone, only to itself.</summary>
internal sealed class Identity(object target, Type type, MethodInfo? method = null) : IEquatable<Identity>
{
    private readonly WeakReference _target = new(target);
    private readonly int _hash = HashCode.Combine(RuntimeHelpers.GetHashCode(target), type, method?.Name);
    private readonly Type _type = type;
    private readonly MethodInfo? _method = method;

    /// <summary>The object; null when it is gone.</summary>
    public object? Target => _target.Target;

    public bool Equals(Identity? other) => ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && _type == other._type && Equals(_method, other._method) && Target is { } target && ReferenceEquals(target, other.Target));

    public override bool Equals(object? obj) => Equals(obj as Identity);

    public override int GetHashCode() => _hash;
}
