// Delegates as keys: their own hash is by type (and target), so all static functions of one signature would share a bucket.
using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Eager;

/// <summary>Equality is that of delegates; the hash is by method too. Names only, which reflection has under NativeAOT as well.</summary>
internal sealed class DelegateComparer : IEqualityComparer<Delegate>
{
    public static DelegateComparer Instance { get; } = new();

    public bool Equals(Delegate? x, Delegate? y) => ReferenceEquals(x, y) || (x is not null && x.Equals(y));

    public int GetHashCode(Delegate obj)
    {
        MethodInfo method = obj.Method;
        return HashCode.Combine(method.Name, method.DeclaringType, obj.Target is { } target ? RuntimeHelpers.GetHashCode(target) : 0);
    }
}
