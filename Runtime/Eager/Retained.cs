// A value that lives only as long as every one of its owners: what it holds of them, or of what they hold, keeps nothing alive.
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Eager;

internal sealed class Retained<T>
    where T : class
{
    // The value itself, or a table from the first owner to a table from the second, and so on to the value.
    private readonly object _value;

    public Retained(IReadOnlyList<object> owners, T value)
    {
        object inner = value;
        for (int i = owners.Count - 1; i >= 0; i--)
        {
            ConditionalWeakTable<object, object> table = new();
            table.Add(owners[i], inner);
            inner = table;
        }
        _value = inner;
    }

    /// <summary>The value, by the owners that it was made with; null when one of them is gone.</summary>
    public T? For(IReadOnlyList<object> owners)
    {
        object? inner = _value;
        for (int i = 0; inner is ConditionalWeakTable<object, object> table; i++)
        {
            inner = i < owners.Count && table.TryGetValue(owners[i], out object? next) ? next : null;
        }
        return inner as T;
    }
}
