// Memoised tracing, shared by generator and analyzer: a trace holds as long as the trees it read, the declarations of all others, references and options are the same.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class TraceCache
{
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<string, Entry>> s_traces = new();
    private static readonly ConditionalWeakTable<SyntaxTree, object> s_declarations = new();
    private static readonly ConditionalWeakTable<Compilation, State> s_states = new();

    /// <summary>Traces a method, or gives the result of an earlier trace.</summary>
    public static TraceResult Trace(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        State state = s_states.GetValue(compilation, c => new State(c));
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is not { } tree)
        {
            return new MethodTracer(state.Known, new SemanticModels(compilation, cancellation), cancellation).Trace(method);
        }
        string key = (method.OriginalDefinition.GetDocumentationCommentId() ?? method.Name) + MethodTracer.TypeArguments(method) + "@" + (method.MethodKind == MethodKind.LocalFunction ? method.Locations[0].SourceSpan.Start : 0);
        Dictionary<string, Entry> known = s_traces.GetOrCreateValue(tree);
        lock (known)
        {
            if (known.TryGetValue(key, out Entry? entry) && entry.Holds(compilation, state))
            {
                return entry.Result;
            }
        }
        TraceResult result = new MethodTracer(state.Known, new SemanticModels(compilation, cancellation), cancellation).Trace(method);
        lock (known)
        {
            known[key] = new Entry(result, state.Declarations, state.References, compilation.Options);
        }
        return result;
    }

    // Generated code adds nothing that a trace reads: the generator does not see it, and the analyzer must come to the same result.
    private static bool IsOurs(SyntaxTree tree) => tree.FilePath.Contains("SrcGenJit.Generator");

    private static int Declarations(SyntaxTree tree)
    {
        unchecked
        {
            int hash = 17;
            foreach (SyntaxToken token in tree.GetRoot().DescendantTokens(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)))
            {
                hash = hash * 31 + StableHash.Of(token.ValueText);
            }
            return hash;
        }
    }

    private sealed class Entry(TraceResult result, int declarations, IReadOnlyList<MetadataReference> references, CompilationOptions options)
    {
        private readonly WeakReference<SyntaxTree>[] _visited = [.. result.Visited.Select(t => new WeakReference<SyntaxTree>(t))];

        public TraceResult Result { get; } = result with { Visited = [] };

        public bool Holds(Compilation compilation, State state) =>
            state.Declarations == declarations && state.References.SequenceEqual(references) && compilation.Options.Equals(options)
            && _visited.All(v => v.TryGetTarget(out SyntaxTree? tree) && compilation.ContainsSyntaxTree(tree));
    }

    private sealed class State(Compilation compilation)
    {
        private readonly Lazy<int> _declarations = new(() => compilation.SyntaxTrees.Where(t => !IsOurs(t))
            .Aggregate(19, (h, t) => unchecked(h * 31 + (int)s_declarations.GetValue(t, tree => Declarations(tree)))));

        public KnownTypes Known { get; } = new(compilation);

        public int Declarations => _declarations.Value;

        public IReadOnlyList<MetadataReference> References { get; } = [.. compilation.References];
    }
}
