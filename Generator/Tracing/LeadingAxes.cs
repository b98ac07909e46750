// Makes an inferred assumption hold for more ranks: where leading axes may be any number, by the check of ranks, they count as one.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <param name="trace">Traces the method under an assumption, without learning.</param>
/// <param name="taken">Names of declared dimensions.</param>
internal sealed class LeadingAxes(Func<ShapeAssumption, Attempt> trace, IReadOnlyCollection<string> taken)
{
    /// <summary>The attempt itself, or one for any number of leading axes.</summary>
    public Attempt Extend(Attempt found)
    {
        ShapeSpec[] specs = [.. found.Assumption.Undeclared];
        if (found.Run.ReadsRank || found.Learned.NotOne.Count > 0)
        {
            return found;
        }
        return First(found, specs) ?? Before(found, specs) ?? found;
    }

    // [n, d] as [*n, d], where the first axis of the first array is a first axis wherever it is one.
    private Attempt? First(Attempt found, ShapeSpec[] specs)
    {
        string? symbol = specs.Where(s => s.Shape.Rank > 0).Select(s => s.Shape[0].SymbolName).FirstOrDefault(s => s is not null);
        Leaf[] declared = [.. found.Run.Signature.Leaves.Where(l => l.Declared)];
        if (symbol is null || taken.Contains(symbol) || (specs.All(s => s.Shape.Rank == 1 && s.Shape[0].SymbolName == symbol) && declared.All(l => l.Aval.Rank == 0))
            || specs.Any(s => s.Shape.Select((d, i) => d.Symbols.Contains(symbol) && (i > 0 || d.SymbolName is null)).Any(elsewhere => elsewhere)))
        {
            return null;
        }
        ShapeAssumption assumption = new([.. specs.Select(s => s.Shape.Rank > 0 && s.Shape[0].SymbolName == symbol ? s with { Leading = symbol, LeastLeading = 1 } : s)]);
        Attempt one = found with { Assumption = assumption };
        return one.TellsResults && one.Run.IsSame(trace(assumption.InTwo()).Run) ? one : null;
    }

    // [n] as [*s, n]: all arrays, or all but those that met normalised rows.
    private Attempt? Before(Attempt found, ShapeSpec[] specs)
    {
        if (specs.Any(s => s.Shape.Rank > 1) || found.Run.Signature.Leaves.Any(l => l.Declared && l.Aval.Rank > 0))
        {
            return null;
        }
        bool[] axes = [.. specs.Select(s => s.Shape.Rank == 1 && s.Shape[0].SymbolName is not null)];
        string? last = specs.Where((_, i) => axes[i]).Select(s => s.Shape[0].SymbolName).FirstOrDefault();
        bool keepsRows = found.Run.Jaxpr!.Outputs.All(o => o.Aval.Rank > 0 && o.Aval.Shape[o.Aval.Rank - 1].SymbolName == last);
        bool[] batches = [.. axes.Select((axis, i) => axis && !found.Rows.Contains(i))];
        return last is null ? null
            : (keepsRows && !batches.SequenceEqual(axes) && batches.Any(b => b) ? Before(specs, batches, found) : null) ?? Before(specs, axes, found);
    }

    private Attempt? Before(ShapeSpec[] specs, bool[] batches, Attempt found)
    {
        string symbol = taken.Concat(specs.SelectMany(s => s.Shape).SelectMany(d => d.Symbols)).Contains("s") ? "batch" : "s";
        ShapeAssumption assumption = new([.. specs.Select((spec, i) => batches[i] ? new ShapeSpec(symbol, Shape.Of(spec.Shape.Prepend(Dim.Symbol(symbol)))) : spec)]);
        Attempt one = trace(assumption);
        // Without leading axes it must be the program found before: the least ranks are compiled.
        return one.Run.Jaxpr is { } jaxpr && one.TellsResults
            && new RankCheck(new Dictionary<string, Dim[]>(StringComparer.Ordinal) { [symbol] = [] }).Same(jaxpr, found.Run.Jaxpr!)
            && one.Run.IsSame(trace(assumption.InTwo()).Run) ? one : null;
    }
}
