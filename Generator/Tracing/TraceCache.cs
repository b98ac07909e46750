// Memoised tracing, shared by generator and analyzer: a trace holds as long as the bodies it read, the declarations of all files, references and options are the same.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SrcGenJit.Generator.Tracing;

internal static class TraceCache
{
    // Far more than a project has methods; deleted ones are forgotten when it is reached.
    private const int MaxEntries = 20_000;

    // The library's reference outlives compilations that differ by an edit, and goes with the last of them.
    private static readonly ConditionalWeakTable<MetadataReference, ConcurrentDictionary<string, Entry>> s_traces = new();
    private static readonly ConditionalWeakTable<Compilation, State> s_states = new();

    [ThreadStatic]
    private static int t_traces;

    /// <summary>How many methods this thread has traced: what the memo found is not counted.</summary>
    public static int Traces => t_traces;

    /// <summary>Traces a method, or gives the result of an earlier trace.</summary>
    public static TraceResult Trace(Compilation compilation, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        State state = s_states.GetValue(compilation, c => new State(c));
        if (state.Known.Jit is not { } jit || compilation.GetMetadataReference(jit.ContainingAssembly) is not { } library
            || method.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is not { } tree || !state.Ordinals.TryGetValue(tree, out int ordinal))
        {
            return Run(state, method, statics, cancellation);
        }
        ConcurrentDictionary<string, Entry> known = s_traces.GetValue(library, _ => new(StringComparer.Ordinal));
        string key = $"{compilation.AssemblyName}|{ordinal}|{method.OriginalDefinition.GetDocumentationCommentId() ?? method.Name}{Types(method)}{statics.Key}";
        if (known.TryGetValue(key, out Entry? entry) && entry.Holds(state))
        {
            return entry.Result;
        }
        TraceResult result = Run(state, method, statics, cancellation);
        if (known.Count >= MaxEntries)
        {
            known.Clear();
        }
        known[key] = new Entry(result, state);
        return result;
    }

    /// <summary>The library's types in a compilation.</summary>
    public static KnownTypes Known(Compilation compilation) => s_states.GetValue(compilation, c => new State(c)).Known;

    /// <summary>What is wrong with the declaration of a method that is not traced, because it has type parameters.</summary>
    public static Diagnostic? Check(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        State state = s_states.GetValue(compilation, c => new State(c));
        return new MethodTracer(state.Known, new SemanticModels(compilation, cancellation), cancellation).Check(method);
    }

    private static TraceResult Run(State state, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        t_traces++;
        return new MethodTracer(state.Known, new SemanticModels(state.Compilation, cancellation), cancellation).Trace(method, statics);
    }

    private static string Types(IMethodSymbol method) =>
        MethodTracer.TypeArguments(method) + (method.ContainingType.IsGenericType ? method.ContainingType.ToDisplayString(Signature.TypeFormat) : "");

    /// <summary>True for generated code, which adds nothing that a trace reads: the generator does not see it, and the analyzer must come to the same result.</summary>
    public static bool IsOurs(SyntaxTree tree) => tree.FilePath.Contains("SrcGenJit.Generator");

    private sealed class Entry
    {
        private readonly ImmutableArray<(int Tree, int Body, ulong Hash)> _visited;
        private readonly ImmutableArray<SyntaxTree> _places;
        private readonly State.Surroundings _surroundings;

        public Entry(TraceResult result, State state)
        {
            _visited = [.. result.Visited.SelectMany(state.BodiesIn).Distinct()];
            _places = [.. result.Failures.SelectMany(f => f.AdditionalLocations.Prepend(f.Location)).Select(l => l.SourceTree).OfType<SyntaxTree>().Distinct()];
            _surroundings = state.Around;
            Result = result with { Visited = [] };
        }

        public TraceResult Result { get; }

        // A failure says where, so that it holds for the very text only; a kernel does not.
        public bool Holds(State state) => _surroundings.Equals(state.Around) && _visited.All(state.Has) && _places.All(state.Ordinals.ContainsKey);
    }

    private sealed class State
    {
        private readonly Lazy<(ImmutableArray<SyntaxDigest> Trees, Surroundings Around)> _digests;

        public State(Compilation compilation)
        {
            Compilation = compilation;
            Known = new KnownTypes(compilation);
            SyntaxTree[] trees = [.. compilation.SyntaxTrees.Where(t => !IsOurs(t))];
            Ordinals = trees.Select((tree, i) => (tree, i)).ToDictionary(t => t.tree, t => t.i);
            _digests = new(() =>
            {
                ImmutableArray<SyntaxDigest> digests = [.. trees.Select(SyntaxDigest.Of)];
                return (digests, new Surroundings(digests.Aggregate(SyntaxDigest.Start, (h, d) => SyntaxDigest.Mix(h, d.Declarations)), [.. compilation.References], compilation.Options));
            });
        }

        public Compilation Compilation { get; }

        public KnownTypes Known { get; }

        public IReadOnlyDictionary<SyntaxTree, int> Ordinals { get; }

        public Surroundings Around => _digests.Value.Around;

        public IEnumerable<(int Tree, int Body, ulong Hash)> BodiesIn(SyntaxNode node)
        {
            int tree = Ordinals[node.SyntaxTree];
            SyntaxDigest digest = _digests.Value.Trees[tree];
            for (int i = 0; i < digest.Bodies.Length; i++)
            {
                if (digest.Bodies[i].Span is { } span && span.IntersectsWith(node.Span))
                {
                    yield return (tree, i, digest.Bodies[i].Hash);
                }
            }
        }

        // Where declarations are the same, so are the places of bodies in their order.
        public bool Has((int Tree, int Body, ulong Hash) visited) => _digests.Value.Trees[visited.Tree].Bodies[visited.Body].Hash == visited.Hash;

        /// <summary>What every trace depends on.</summary>
        public sealed class Surroundings(ulong declarations, ImmutableArray<MetadataReference> references, CompilationOptions options)
        {
            private readonly ulong _declarations = declarations;
            private readonly ImmutableArray<MetadataReference> _references = references;
            private readonly CompilationOptions _options = options;

            public bool Equals(Surroundings other) => ReferenceEquals(this, other)
                || _declarations == other._declarations && _references.SequenceEqual(other._references) && _options.Equals(other._options);
        }
    }
}
