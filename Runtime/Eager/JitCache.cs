// The traces of one function behind Jax.Jit: one for each combination of argument structure, shapes, element types, weakness and static arguments, as in JAX.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>A traced program, ready to run on arrays of the avals it was traced at.</summary>
internal sealed class JitEntry(Jaxpr jaxpr, Tree output, Func<NdArray[], NdArray[]> run)
{
    public Jaxpr Jaxpr => jaxpr;

    public NdArray[] Run(NdArray[] leaves) => run(leaves);

    public Tree Result(NdArray[] leaves) => output.Unflatten(run(leaves));

    /// <summary>True when the result is one array.</summary>
    public bool IsArray => output is Tree.Leaf;
}

internal sealed class JitCache
{
    // Closures live as long as their targets; functions without one are kept. A cache holds its function, which the table allows for (ephemerons).
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<Delegate, JitCache>> s_byTarget = new();
    private static readonly object s_static = new();
    private static int s_generation;

    private readonly ConcurrentDictionary<Key, JitEntry> _entries = new();
    private int _generation = s_generation;

    private JitCache(Delegate fun) => Name = JitMethods.NameOf(fun);

    /// <summary>Grows when all caches are cleared: what was looked up before is stale.</summary>
    public static int Generation => Volatile.Read(ref s_generation);

    public string Name { get; }

    public int Count => _generation == Generation ? _entries.Count : 0;

    /// <summary>The cache of a function; equal delegates share it, as jit(f) called twice does in JAX.</summary>
    public static JitCache Of(Delegate fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        ConcurrentDictionary<Delegate, JitCache> group = s_byTarget.GetValue(fun.Target ?? s_static, _ => new());
        return group.GetOrAdd(fun, f => new JitCache(f));
    }

    public static void ClearAll() => Interlocked.Increment(ref s_generation);

    public void Clear() => _entries.Clear();

    /// <summary>The traced program for these arguments, traced now if it is not known.</summary>
    public JitEntry Lookup(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves, StaticKey statics)
    {
        if (_generation != Generation)
        {
            _entries.Clear();
            _generation = Generation;
        }
        Key key = new(args.Structure, statics, new EquatableList<Aval>(leaves.Select(l => l.Aval)), RandomFlags.Peek);
        return _entries.TryGetValue(key, out JitEntry? found) ? found : _entries.GetOrAdd(key, Trace(fun, args, leaves));
    }

    private JitEntry Trace(Func<Tree, Tree> fun, Tree args, List<NdArray> leaves)
    {
        if (JaxConfig.LogCompiles)
        {
            JaxConfig.Log($"Finished tracing + transforming {Name} for jit with global shapes and types [{string.Join(", ", leaves.Select(l => l.Aval))}]");
        }
        (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(fun, args);
        return new JitEntry(jaxpr, output, Executable(jaxpr));
    }

    // The blocked evaluator runs what lowers; the interpreter, which is slower and has the same bits, the rest.
    private static Func<NdArray[], NdArray[]> Executable(Jaxpr jaxpr)
    {
        try
        {
            Jaxpr simple = Simplify.Run(jaxpr);
            BlockedEvaluator evaluator = new(Lowering.Lower(simple));
            return inputs => evaluator.Run(inputs, simple.Consts);
        }
        catch (NotSupportedException)
        {
            return inputs => Interpreter.Run(jaxpr, inputs, jaxpr.Consts);
        }
    }

    private sealed record Key(TreeStructure Structure, StaticKey Statics, EquatableList<Aval> Avals, bool Partitionable);
}
