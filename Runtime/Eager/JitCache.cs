// The traces of one function behind Jax.Jit: one for each combination of argument structure, shapes, element types, weakness and static arguments, as in JAX.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>A traced program, ready to run on arrays of the avals it was traced at. <paramref name="output"/> is the structure of its result, without tracers.</summary>
internal sealed class JitEntry(Tree output, Func<NdArray[], NdArray[]> run)
{
    /// <summary>Stands for a program that cannot be traced: what would be traced runs itself.</summary>
    public static JitEntry None { get; } = new(Tree.Tuple(), _ => throw new InvalidOperationException("nothing was traced"));

    private long _used;

    /// <summary>When it was last used, in traces of the process.</summary>
    public long Used => Volatile.Read(ref _used);

    public NdArray[] Run(NdArray[] leaves) => run(leaves);

    public Tree Result(NdArray[] leaves) => output.Unflatten(run(leaves));

    // Written only when time has passed: threads that share an entry do not contend for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touch()
    {
        long now = JitCache.Clock;
        if (_used != now)
        {
            _used = now;
        }
    }
}

/// <summary>What the last call of a function over arrays looked up, for the next one of the same shapes.</summary>
internal sealed record LastCall(Shape First, Shape? Second, bool Partitionable, JitEntry Entry);

internal sealed class JitCache
{
    // Closures live as long as their targets; functions without one are kept. A cache holds no function, and what traces hold of captured arrays dies with the closure.
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<Delegate, JitCache>> s_byTarget = new();
    private static readonly object s_static = new();
    private static readonly Lock s_gate = new();
    private static long s_clock;
    private static int s_count;

    private readonly ConcurrentDictionary<Key, Retained<JitEntry>> _entries = new();

    private JitCache(Delegate fun) => Name = JitMethods.NameOf(fun);

    /// <summary>Traces that all functions together keep, at most; beyond it those go that were used least recently.</summary>
    public static int Capacity { get; set; } = 2048;

    /// <summary>The number of traces so far.</summary>
    public static long Clock => s_clock;

    public string Name { get; }

    public int Count => _entries.Count;

    /// <summary>The short way of functions over arrays.</summary>
    public LastCall? Last { get; set; }

    /// <summary>The cache of a function; equal delegates share it, as jit(f) called twice does in JAX.</summary>
    public static JitCache Of(Delegate fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        ConcurrentDictionary<Delegate, JitCache> group = s_byTarget.GetValue(fun.Target ?? s_static, _ => new(DelegateComparer.Instance));
        return group.GetOrAdd(fun, f => new JitCache(f));
    }

    /// <summary>Frees every trace, and the jaxprs that were parsed from texts.</summary>
    public static void ClearAll()
    {
        foreach (JitCache cache in All())
        {
            cache.Clear();
        }
        Volatile.Write(ref s_count, 0);
        KernelSupport.ClearParsed();
        KernelRegistry.ClearParsed();
    }

    public void Clear()
    {
        _entries.Clear();
        Last = null;
    }

    /// <summary>The traced program for these arguments, traced now if it is not known; null where the function cannot be traced, which is kept in mind too.</summary>
    public JitEntry? LookupOrNone(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves) =>
        Lookup(fun, args, leaves, StaticKey.None, orNone: true) is var entry && ReferenceEquals(entry, JitEntry.None) ? null : entry;

    /// <summary>The traced program for these arguments, traced now if it is not known.</summary>
    public JitEntry Lookup(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves, StaticKey statics, bool orNone = false)
    {
        Key key = new(args.Structure, statics, new EquatableList<Aval>(leaves.Select(l => l.Aval)), RandomFlags.Peek);
        // The trace of a static closure holds what the closure captured, and so lives no longer than it.
        IReadOnlyList<object> owners = statics.Owners;
        if (!_entries.TryGetValue(key, out Retained<JitEntry>? retained) || retained.For(owners) is not { } entry)
        {
            entry = orNone ? TraceOrNone(fun, args, leaves) : Trace(fun, args, leaves);
            entry = _entries.GetOrAdd(key, new Retained<JitEntry>(owners, entry)).For(owners) ?? entry;
            Interlocked.Increment(ref s_clock);
            if (Interlocked.Increment(ref s_count) > Capacity)
            {
                Evict();
            }
        }
        entry.Touch();
        return entry;
    }

    private JitEntry Trace(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves)
    {
        if (JaxConfig.LogCompiles)
        {
            JaxConfig.Log($"Finished tracing + transforming {Name} for jit with global shapes and types [{string.Join(", ", leaves.Select(l => l.Aval))}]");
        }
        (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(fun, args);
        return new JitEntry(output, Executable(jaxpr));
    }

    // Whatever the function throws on tracers: on arrays it does better, or throws what its author meant.
    private JitEntry TraceOrNone(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves)
    {
        try
        {
            return Trace(fun, args, leaves);
        }
        catch (Exception)
        {
            return JitEntry.None;
        }
    }

    // The blocked evaluator runs what lowers; the interpreter, which is slower and has the same bits, the rest.
    private static Func<NdArray[], NdArray[]> Executable(Jaxpr jaxpr)
    {
        try
        {
            (Jaxpr discharged, bool isGuarded) = Checks.Discharge(jaxpr);
            Jaxpr simple = Simplify.Run(discharged);
            Func<NdArray[], NdArray[]> run = Blocked(new BlockedEvaluator(Lowering.Lower(simple)), simple.Consts);
            return isGuarded ? inputs => Guarded(jaxpr, inputs, run(inputs)) : run;
        }
        catch (NotSupportedException)
        {
            return inputs => Interpreter.Run(jaxpr, inputs, jaxpr.Consts);
        }
    }

    // Where a check failed, the interpreter comes to it in its turn, and throws with what it says.
    private static NdArray[] Guarded(Jaxpr jaxpr, NdArray[] inputs, NdArray[] results)
    {
        if (!Storage.Of<bool>(results[^1])[0])
        {
            Interpreter.Run(jaxpr, inputs, jaxpr.Consts);
            throw new InvalidOperationException(CheckRules.Joined(Checks.Of(jaxpr).Messages));
        }
        return results[..^1];
    }

    private static Func<NdArray[], NdArray[]> Blocked(BlockedEvaluator evaluator, IReadOnlyList<NdArray> consts) => (NdArray[] inputs) => evaluator.Run(inputs, consts);

    private static IEnumerable<JitCache> All() => s_byTarget.SelectMany(group => group.Value.Values);

    // Down to three quarters, so that it is seldom done. The count is taken anew: caches die with their functions unnoticed.
    private static void Evict()
    {
        lock (s_gate)
        {
            (JitCache Cache, Key Key, JitEntry? Entry)[] entries = [.. All().SelectMany(cache => cache._entries.Select(e => (cache, e.Key, e.Value.For(e.Key.Statics.Owners))))];
            int surplus = entries.Length > Capacity ? entries.Length - (Capacity * 3 / 4) : 0;
            foreach ((JitCache cache, Key key, JitEntry? entry) in entries.OrderBy(e => e.Entry?.Used ?? -1).Take(surplus))
            {
                cache._entries.TryRemove(key, out _);
                if (entry is not null && ReferenceEquals(cache.Last?.Entry, entry))
                {
                    cache.Last = null;
                }
            }
            s_count = entries.Length - surplus;
        }
    }

    private sealed record Key(TreeStructure Structure, StaticKey Statics, EquatableList<Aval> Avals, bool Partitionable);
}
