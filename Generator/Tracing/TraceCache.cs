// Memoised tracing, shared by generator and analyzer: a trace holds as long as the bodies it read, the types it consulted and the names it looked up say the same.
// An entry holds hashes and plain data: nothing of a compilation outlives it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal static class TraceCache
{
    // For so many compilations an entry stays that none asked for: of a method that is not there (another target of the project may have it), of a closed form or a combination of constants.
    private const int MaxAgeGone = 8;
    private const int MaxAgeClosed = 64;

    // The library's reference outlives compilations that differ by an edit, and goes with the last of them.
    private static readonly ConditionalWeakTable<MetadataReference, Memo> s_memos = new();
    private static readonly ConditionalWeakTable<Compilation, ProgramDigest> s_programs = new();

    [ThreadStatic]
    private static int t_traces;

    /// <summary>How many methods this thread has traced: what the memo found is not counted.</summary>
    public static int Traces => t_traces;

    /// <summary>Traces a method, or gives the result of an earlier trace.</summary>
    public static TraceResult Trace(Compilation compilation, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        ProgramDigest program = Program(compilation);
        if (statics.IsNone && program.Traced.TryGetValue(method, out TraceResult? traced))
        {
            return traced;
        }
        TraceResult result = Remembered(program, method, statics, cancellation);
        if (statics.IsNone)
        {
            program.Traced[method] = result;
        }
        return result;
    }

    private static TraceResult Remembered(ProgramDigest program, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        Compilation compilation = program.Compilation;
        SemanticModels models = new(compilation, cancellation);
        if (program.Known.Jit is not { } jit || compilation.GetMetadataReference(jit.ContainingAssembly) is not { } library)
        {
            return Run(program, models, method, statics, cancellation);
        }
        Memo memo = s_memos.GetValue(library, _ => new Memo());
        int generation = memo.Enter(program);
        string key = statics.IsNone && SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && method.DeclaringSyntaxReferences is [var declaration, ..] && compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            ? Interception.FileMemo.Get(compilation, declaration.SyntaxTree, declaration.Span, "key", () => (Key(compilation, method, statics), true))
            : Key(compilation, method, statics);
        if (memo.Entries.TryGetValue(key, out Entry? entry) && entry.Holds(program))
        {
            entry.Generation = generation;
            return entry.Result(program);
        }
        TraceResult result = Run(program, models, method, statics, cancellation);
        memo.Entries[key] = new Entry(program, method, !statics.IsNone || !SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition), result, models.Dependencies) { Generation = generation };
        return result;
    }

    /// <summary>The library's types in a compilation.</summary>
    public static KnownTypes Known(Compilation compilation) => Program(compilation).Known;

    /// <summary>What is wrong with the declaration of a method that is not traced, because it has type parameters.</summary>
    public static Diagnostic? Check(Compilation compilation, IMethodSymbol method, CancellationToken cancellation) =>
        new MethodTracer(Known(compilation), new SemanticModels(compilation, cancellation), cancellation).Check(method);

    /// <summary>True for generated code, which adds nothing that a trace reads: the generator does not see it, and the analyzer must come to the same result.</summary>
    public static bool IsOurs(SyntaxTree tree) => tree.FilePath.Contains("SrcGenJit.Generator");

    /// <summary>What a compilation says, as numbers.</summary>
    public static ProgramDigest Program(Compilation compilation) => s_programs.GetValue(compilation, c => new ProgramDigest(c));

    private static TraceResult Run(ProgramDigest program, SemanticModels models, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        t_traces++;
        // What the declaration itself says is asked of it, whatever the trace comes to.
        models.Consult(method.ContainingType);
        models.Dependencies.Name(method.Name);
        models.Dependencies.Name(method.Name + "Into");
        foreach (ITypeSymbol type in method.Parameters.Select(p => p.Type).Append(method.ReturnType).Concat(method.TypeArguments))
        {
            models.Consult(type);
        }
        foreach (ISymbol symbol in method.Parameters.Append((ISymbol)method))
        {
            models.Dependencies.Attributes(symbol);
        }
        return new MethodTracer(program.Known, models, cancellation).Trace(method, statics);
    }

    private static string Key(Compilation compilation, IMethodSymbol method, StaticArguments statics)
    {
        INamedTypeSymbol type = method.ContainingType;
        return $"{compilation.AssemblyName}|{method.OriginalDefinition.GetDocumentationCommentId() ?? method.Name}{MethodTracer.TypeArguments(method)}"
            + (type.IsGenericType ? type.ToDisplayString(Signature.TypeFormat) : "") + (type.IsFileLocal ? type.MetadataName : "") + statics.Key;
    }

    // The traces of the programs that share a library.
    private sealed class Memo
    {
        private readonly ConditionalWeakTable<ProgramDigest, object> _entered = new();
        private int _generation;

        public ConcurrentDictionary<string, Entry> Entries { get; } = new(StringComparer.Ordinal);

        /// <summary>The number of a program; entries of what it no longer has go when it is first seen.</summary>
        public int Enter(ProgramDigest program) => (int)_entered.GetValue(program, p =>
        {
            int generation = Interlocked.Increment(ref _generation);
            string assembly = p.Compilation.AssemblyName + "|";
            foreach (KeyValuePair<string, Entry> entry in Entries.Where(e => e.Key.StartsWith(assembly, StringComparison.Ordinal) && generation - e.Value.Generation > (!e.Value.IsThere(p) ? MaxAgeGone : e.Value.IsClosed ? MaxAgeClosed : int.MaxValue)))
            {
                Entries.TryRemove(entry.Key, out _);
            }
            return generation;
        });
    }

    private sealed class Entry
    {
        private readonly ulong _surroundings;
        private readonly (ulong Key, ulong Hash)[] _bodies;
        private readonly (ulong Type, ulong Hash)[] _types;
        private readonly (ulong Type, ulong Hash)[] _whole;
        private readonly (string Name, JaxprProgram? Program)[] _programs;
        private readonly HashSet<ulong> _names;
        private readonly ulong _scope;
        private readonly (ulong Type, ulong Name) _root;
        private readonly KernelModel? _kernel;
        private readonly StoredFailure[] _failures;
        private ulong _declarations;

        public Entry(ProgramDigest program, IMethodSymbol method, bool isClosed, TraceResult result, Dependencies read)
        {
            _surroundings = program.Surroundings;
            _declarations = program.Declarations;
            _bodies = [.. read.Visited.SelectMany(program.BodiesAt).Distinct()];
            _names = [.. read.Names];
            _types = [.. read.Types.Select(t => (t, program.Relevant(t, _names)))];
            _whole = [.. read.Whole.Select(t => (t, program.Whole(t)))];
            _programs = [.. read.Programs.Select(p => (p, program.Program(p)))];
            _scope = program.Scope(_names);
            _root = (SyntaxDigest.KeyOf(method.ContainingType.OriginalDefinition), SyntaxDigest.OfName(method.Name));
            _kernel = result.Kernel;
            _failures = [.. result.Failures.Select(f => new StoredFailure(program, f))];
            IsClosed = isClosed;
        }

        /// <summary>True for a closed form or a combination of constants, which is there because a call asks for it.</summary>
        public bool IsClosed { get; }

        public int Generation { get; set; }

        public TraceResult Result(ProgramDigest program) => new(_kernel, [.. _failures.Select(f => f.In(program)!)]);

        public bool IsThere(ProgramDigest program) => program.Declares(_root.Type, _root.Name);

        public bool Holds(ProgramDigest program)
        {
            if (!_programs.All(p => Equals(p.Program, program.Program(p.Name))) || _surroundings != program.Surroundings || !_bodies.All(b => program.Body(b.Key) == b.Hash) || !_whole.All(t => program.Whole(t.Type) == t.Hash) || !_failures.All(f => f.In(program) is not null))
            {
                return false;
            }
            if (_declarations == program.Declarations)
            {
                return true;
            }
            if (!_types.All(t => program.Relevant(t.Type, _names) == t.Hash) || program.Scope(_names) != _scope)
            {
                return false;
            }
            _declarations = program.Declarations;
            return true;
        }
    }
}
