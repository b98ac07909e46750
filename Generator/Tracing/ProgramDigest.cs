// What a compilation says, as numbers: the digests of its files put together, its options and references. One for each compilation, and it goes with it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed class ProgramDigest
{
    private static readonly ConditionalWeakTable<MetadataReference, object> s_references = new();
    private static readonly ConditionalWeakTable<Compilation, object> s_projects = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly Lazy<Dictionary<string, JaxprProgram>> _programs;
    private readonly Lazy<Tables> _tables;
    private readonly Lazy<ulong> _surroundings;

    public ProgramDigest(Compilation compilation)
    {
        Compilation = compilation;
        Known = new KnownTypes(compilation);
        Trees = [.. compilation.SyntaxTrees.Where(t => !TraceCache.IsOurs(t))];
#pragma warning disable RS1030 // A helper's body may stand in another file than the [Jit] method; the analyzer runs the same interpreter as the generator.
        _model = tree => compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        _programs = new(() => JaxprMethods.In(Trees).ToDictionary(p => p.FullName, StringComparer.Ordinal));
        _tables = new(() => new Tables(Trees));
        _surroundings = new(() => SyntaxDigest.Mix(_tables.Value.GlobalUsings, OfSettings(compilation)));
    }

    public Compilation Compilation { get; }

    public KnownTypes Known { get; }

    /// <summary>What was traced for this compilation: several steps ask for the same method.</summary>
    public ConcurrentDictionary<ISymbol, TraceResult> Traced { get; } = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The meaning of a file, shared by all that ask for it.</summary>
    public SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, _model);

    /// <summary>The programs of *.jaxpr files by their methods.</summary>
    public JaxprProgram? Program(string fullName) => _programs.Value.TryGetValue(fullName, out JaxprProgram? program) ? program : null;

    /// <summary>The files, without generated ones.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>What every trace depends on: options, references, global usings.</summary>
    public ulong Surroundings => _surroundings.Value;

    /// <summary>Everything outside of bodies.</summary>
    public ulong Declarations => _tables.Value.Declarations;

    public ulong? Body(ulong key) => _tables.Value.Bodies.TryGetValue(key, out ulong hash) ? hash : null;

    public IEnumerable<(ulong Key, ulong Hash)> BodiesAt(SyntaxNode syntax) =>
        SyntaxDigest.Of(syntax.SyntaxTree).BodiesAt(syntax.Span).Where(_tables.Value.Bodies.ContainsKey).Select(key => (key, _tables.Value.Bodies[key]));

    /// <summary>What a type says to one who looks up some names.</summary>
    public ulong Relevant(ulong type, HashSet<ulong> names)
    {
        if (!_tables.Value.Types.TryGetValue(type, out List<TypePart>? parts))
        {
            return 0;
        }
        ulong hash = SyntaxDigest.Start;
        foreach (TypePart part in parts)
        {
            hash = SyntaxDigest.Mix(hash, part.Header);
        }
        foreach (TypePart part in parts)
        {
            hash = unchecked(hash + Sum(part.Members, names));
        }
        return hash;
    }

    /// <summary>Everything that a type says, bodies too.</summary>
    public ulong Whole(ulong type)
    {
        ulong hash = SyntaxDigest.Start;
        foreach (TypePart part in _tables.Value.Types.TryGetValue(type, out List<TypePart>? parts) ? parts : [])
        {
            hash = SyntaxDigest.Mix(hash, part.All);
            foreach (KeyValuePair<ulong, ulong> body in part.Bodies)
            {
                hash = unchecked(hash + SyntaxDigest.Mix(body.Key, body.Value));
            }
        }
        return hash;
    }

    /// <summary>What the program declares under some names.</summary>
    public ulong Scope(HashSet<ulong> names) => Sum(_tables.Value.Scope, names);

    public bool Declares(ulong type, ulong member) => _tables.Value.Types.TryGetValue(type, out List<TypePart>? parts) && parts.Any(p => p.Declares(member));

    /// <summary>The file and the place of a member.</summary>
    public (SyntaxTree Tree, TextSpan Span)? Find(ulong anchor)
    {
        foreach (SyntaxTree tree in Trees)
        {
            if (SyntaxDigest.Of(tree).SpanOf(anchor) is { } span)
            {
                return (tree, span);
            }
        }
        return null;
    }

    private static ulong Sum(IReadOnlyDictionary<ulong, ulong> table, HashSet<ulong> names)
    {
        ulong sum = 0;
        if (table.Count < names.Count)
        {
            foreach (KeyValuePair<ulong, ulong> item in table)
            {
                sum = names.Contains(item.Key) ? unchecked(sum + item.Value) : sum;
            }
            return sum;
        }
        foreach (ulong name in names)
        {
            sum = table.TryGetValue(name, out ulong value) ? unchecked(sum + value) : sum;
        }
        return sum;
    }

    private static ulong OfSettings(Compilation compilation)
    {
        ulong hash = SyntaxDigest.Mix(SyntaxDigest.Start, compilation.AssemblyName ?? "");
        if (compilation.Options is CSharpCompilationOptions options)
        {
            hash = SyntaxDigest.Mix(hash, $"{options.OutputKind} {options.CheckOverflow} {options.AllowUnsafe} {options.NullableContextOptions} {options.OptimizationLevel} {options.Platform} {string.Join(" ", options.Usings)}");
        }
        if (compilation.SyntaxTrees.FirstOrDefault()?.Options is CSharpParseOptions parse)
        {
            hash = SyntaxDigest.Mix(hash, $"{parse.LanguageVersion} {string.Join(" ", parse.PreprocessorSymbolNames)} {string.Join(" ", parse.Features)}");
        }
        return compilation.References.Aggregate(hash, (h, r) => SyntaxDigest.Mix(h, OfReference(r)));
    }

    private static ulong OfReference(MetadataReference reference) => reference is CompilationReference project
        ? (ulong)s_projects.GetValue(project.Compilation, c => c.SyntaxTrees.Aggregate(SyntaxDigest.Start, (hash, tree) => tree.Options is CSharpParseOptions ? SyntaxDigest.Mix(hash, SyntaxDigest.Of(tree).Declarations) : SyntaxDigest.Mix(hash, tree.ToString())))
        : (ulong)s_references.GetValue(reference, r => SyntaxDigest.Mix(SyntaxDigest.Mix(SyntaxDigest.Start, r.Display ?? ""), Version(r)));

    private static string Version(MetadataReference reference)
    {
        try
        {
            return (reference as PortableExecutableReference)?.GetMetadata() switch
            {
                AssemblyMetadata assembly => string.Join(" ", assembly.GetModules().Select(m => m.GetModuleVersionId())),
                ModuleMetadata module => module.GetModuleVersionId().ToString(),
                _ => "",
            };
        }
        catch (Exception error) when (error is BadImageFormatException or System.IO.IOException or UnauthorizedAccessException)
        {
            // The compiler says what is wrong with it.
            return "";
        }
    }

    private sealed class Tables
    {
        public Tables(IReadOnlyList<SyntaxTree> trees)
        {
            SyntaxDigest[] digests = [.. trees.Select(SyntaxDigest.Of)];
            HashSet<ulong> statics = [.. digests.SelectMany(d => d.StaticUsings)];
            Dictionary<ulong, ulong> scope = [];
            HashSet<(ulong, ulong)> seen = [];
            foreach (SyntaxDigest digest in digests)
            {
                // Files without any play no part.
                GlobalUsings = unchecked(GlobalUsings + (digest.GlobalUsings == SyntaxDigest.Start ? 0 : digest.GlobalUsings));
                Declarations = SyntaxDigest.Mix(Declarations, digest.Declarations);
                foreach (TypePart part in digest.Types)
                {
                    if (!Types.TryGetValue(part.Key, out List<TypePart>? parts))
                    {
                        Types[part.Key] = parts = [];
                    }
                    parts.Add(part);
                    foreach (KeyValuePair<ulong, ulong> body in part.Bodies)
                    {
                        Bodies[body.Key] = body.Value;
                    }
                    if (statics.Contains(part.Name))
                    {
                        foreach (KeyValuePair<ulong, ulong> member in part.Members)
                        {
                            Add(scope, member.Key, member.Value);
                        }
                    }
                }
                foreach ((ulong name, ulong value) in digest.Scope)
                {
                    if (seen.Add((name, value)))
                    {
                        Add(scope, name, value);
                    }
                }
            }
            Scope = scope;
        }

        public ulong GlobalUsings { get; } = SyntaxDigest.Start;

        public ulong Declarations { get; } = SyntaxDigest.Start;

        public Dictionary<ulong, List<TypePart>> Types { get; } = [];

        public Dictionary<ulong, ulong> Bodies { get; } = [];

        public IReadOnlyDictionary<ulong, ulong> Scope { get; }

        private static void Add(Dictionary<ulong, ulong> scope, ulong name, ulong value) =>
            scope[name] = unchecked((scope.TryGetValue(name, out ulong before) ? before : 0) + SyntaxDigest.Mix(name, value));
    }
}
