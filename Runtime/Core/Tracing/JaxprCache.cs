// Caches that give sub-jaxprs their identity: JAX's text prints a jaxpr that is met twice only once.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class JaxprCache
{
    private static readonly ConditionalWeakTable<Jaxpr, Dictionary<string, object>> s_derived = new();
    private static readonly ConditionalWeakTable<Trace, Dictionary<Key, Jaxpr>> s_traced = new();

    /// <summary>
    /// The jaxpr of a function known by <paramref name="key"/> (compared with Equals) on these avals, weakness included: traced once for each outermost trace.
    /// A jaxpr that captured tracers is not shared.
    /// </summary>
    public static Jaxpr Trace(object key, IReadOnlyList<Aval> avals, Func<NdArray[], NdArray[]> f)
    {
        Trace? root = Core.Trace.Current;
        while (root?.Parent is { } parent)
        {
            root = parent;
        }
        if (root is null)
        {
            return Tracing.MakeJaxpr(f, avals);
        }
        Dictionary<Key, Jaxpr> known = s_traced.GetOrCreateValue(root);
        Key entry = new(key, new EquatableList<Aval>(avals));
        if (!known.TryGetValue(entry, out Jaxpr? jaxpr))
        {
            jaxpr = Tracing.MakeJaxpr(f, avals);
            if (!jaxpr.Consts.Any(c => c.IsTracer))
            {
                known[entry] = jaxpr;
            }
        }
        return jaxpr;
    }

    /// <summary>What a transform made of a jaxpr, made once for each jaxpr object and <paramref name="key"/>.</summary>
    public static T Derive<T>(Jaxpr jaxpr, string key, Func<T> make)
        where T : class
    {
        Dictionary<string, object> known = s_derived.GetValue(jaxpr, _ => new Dictionary<string, object>(StringComparer.Ordinal));
        lock (known)
        {
            if (known.TryGetValue(key, out object? found))
            {
                return (T)found;
            }
        }
        T made = make();
        lock (known)
        {
            if (known.TryGetValue(key, out object? found))
            {
                return (T)found;
            }
            known[key] = made;
            return made;
        }
    }

    /// <summary>A list of flags as part of a key.</summary>
    public static string KeyOf(IEnumerable<bool> flags) => string.Concat(flags.Select(f => f ? '1' : '0'));

    private sealed record Key(object Function, EquatableList<Aval> Avals);
}
