// One trace of a method under an assumption about undeclared shapes: what came out, what was learned, and what it says of other ranks.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A trace: a jaxpr, or why there is none.</summary>
/// <param name="ReadsShapes">The method read a dimension or a rank.</param>
/// <param name="ReadsRank">The method read a rank: then what holds for some ranks proves nothing for others.</param>
internal sealed record TraceRun(Signature Signature, JaxprTrace Trace, Jaxpr? Jaxpr, bool IsGuarded, ResultShape? Result, bool ReadsShapes, bool ReadsRank, TraceFailure? Failure)
{
    /// <summary>What the guard is made of, for people.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Arithmetic of sizes that has to fit an int.</summary>
    public IReadOnlyList<Dim> Ints { get; init; } = [];

    /// <summary>True when another trace is this one with dimensions split.</summary>
    public bool IsSame(TraceRun split) => Jaxpr is { } a && split.Jaxpr is { } b && new RankCheck(split.Signature.Splits).Same(a, b);

    /// <summary>The undeclared arrays, by their order, that a value depends on.</summary>
    public IEnumerable<int> UndeclaredBehind(NdArray value)
    {
        Leaf[] leaves = [.. Signature.Leaves];
        return Trace.InputsBehind(value).Where(i => i < leaves.Length && !leaves[i].Declared).Select(i => leaves.Take(i).Count(l => !l.Declared));
    }
}

/// <summary>A trace under an assumption, and what was learned from it.</summary>
internal sealed record Attempt(ShapeAssumption Assumption, TraceRun Run, ShapeInference Learned)
{
    /// <summary>Undeclared arrays that met normalised rows, by their order.</summary>
    public IReadOnlyCollection<int> Rows { get; init; } = [];

    /// <summary>The leaves, with what the assumption says of their leading axes.</summary>
    public IReadOnlyList<Leaf> Leaves
    {
        get
        {
            int undeclared = 0;
            return [.. Run.Signature.Leaves.Select(l => l.Declared || Assumption.Of(undeclared++) is not { } spec ? l : l with { Leading = spec.Leading, LeastLeading = spec.LeastLeading })];
        }
    }

    /// <summary>True when dimensions that count as one stand first and alone in results, so that a call can tell the results' shapes.</summary>
    public bool TellsResults
    {
        get
        {
            HashSet<string> leading = [.. Leaves.Select(l => l.Leading).OfType<string>()];
            return Run.Jaxpr!.Outputs.All(o => o.Aval.Shape.Select((d, i) => !d.Symbols.Any(leading.Contains) || (i == 0 && d.SymbolName is not null)).All(told => told));
        }
    }

    /// <summary>The shapes of undeclared arrays, for people: <c>x: [n, d], w: [d, m]</c>.</summary>
    public string Describe() => string.Join(", ", Leaves.Where(l => !l.Declared).Select(l => $"{NameOf(l)}: {Brackets(l)}"));

    /// <summary>As C# reads it.</summary>
    public static string NameOf(Leaf leaf) => leaf.Path.Replace("@", "").Replace("global::", "");

    public static string Brackets(Leaf leaf) => "[" + string.Join(", ", leaf.Aval.Shape.Select((d, i) => (i == 0 && leaf.Leading is not null ? "*" : "") + d)) + "]";
}
