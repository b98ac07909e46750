// Dimensions that are equal where their symbols are large enough: max(n - 2, 0) + 2 is n for n of at least 2.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    // More conditions than so many at once are not looked for.
    private const int MostEnlargements = 3;

    /// <summary>
    /// Symbols, and what each must at least be for two dimensions to be equal. Where the second refers to symbols enlarged before, it is by what they have beyond their least. Empty where no such condition is found.
    /// </summary>
    /// <param name="left">One dimension.</param>
    /// <param name="right">The other.</param>
    /// <param name="mayGrow">Whose values are open.</param>
    internal static IReadOnlyList<(string Symbol, Dim Least)> Enlargements(Dim left, Dim right, Func<string, bool> mayGrow)
    {
        List<(Dim Left, Dim Right, IReadOnlyList<(string Symbol, Dim Least)> Grown)> tried = [(left, right, [])];
        for (int depth = 0; depth < MostEnlargements; depth++)
        {
            List<(Dim Left, Dim Right, IReadOnlyList<(string Symbol, Dim Least)> Grown)> next = [];
            foreach ((Dim l, Dim r, IReadOnlyList<(string Symbol, Dim Least)> grown) in tried)
            {
                // Once a symbol: what it has beyond its least would be another.
                foreach ((string symbol, Dim least) in Thresholds(l - r).Where(t => mayGrow(t.Symbol) && grown.All(g => g.Symbol != t.Symbol)))
                {
                    Dictionary<string, Dim> one = new(StringComparer.Ordinal) { [symbol] = Symbol(symbol) + least };
                    (Dim Left, Dim Right, IReadOnlyList<(string Symbol, Dim Least)> Grown) larger = (l.Substitute(one), r.Substitute(one), [.. grown, (symbol, least)]);
                    if (larger.Left.Equals(larger.Right))
                    {
                        return larger.Grown;
                    }
                    next.Add(larger);
                }
            }
            tried = [.. next.Take(16)];
        }
        return [];
    }

    /// <summary>A symbol, and what it must be a multiple of for two dimensions to be equal; null where no such condition is found.</summary>
    internal static (string Symbol, Dim Factor)? Multiple(Dim left, Dim right, Func<string, bool> mayGrow)
    {
        foreach (OperationAtom quotient in (left - right).Operations().Where(a => a.Operation == "floordiv" && a.Right.IsConstant && a.Right.Value > 1))
        {
            foreach (string symbol in quotient.Left.Symbols.Where(mayGrow))
            {
                Dictionary<string, Dim> one = new(StringComparer.Ordinal) { [symbol] = quotient.Right * Symbol(symbol) };
                if (left.Substitute(one).Equals(right.Substitute(one)))
                {
                    return (symbol, quotient.Right);
                }
            }
        }
        return null;
    }

    // Where the operands of a maximum or minimum change places, as a least value of a symbol; the smallest first.
    private static IEnumerable<(string Symbol, Dim Least)> Thresholds(Dim dim) => dim.Operations().Where(a => a.Operation is "max" or "min")
        .SelectMany(atom => new[] { atom.Left - atom.Right, atom.Right - atom.Left })
        .Where(difference => !difference.HasOperation)
        .SelectMany(difference => difference.Symbols.Select(symbol => difference.Symbols.Count > 0 && difference.LineIn(s => s != symbol) is var (_, slope, added) && slope == 1 ? (Symbol: symbol, Least: -1 * added) : default))
        .Where(threshold => threshold.Symbol is not null && !((Dim)0).IsAtLeast(threshold.Least))
        .Distinct()
        .OrderBy(threshold => threshold.Least.IsConstant ? threshold.Least.Value : long.MaxValue);

    private IEnumerable<OperationAtom> Operations() => Terms.SelectMany(t => t.Factors).Select(f => f.Atom).OfType<OperationAtom>()
        .SelectMany(a => a.Left.Operations().Concat(a.Right.Operations()).Append(a));
}
