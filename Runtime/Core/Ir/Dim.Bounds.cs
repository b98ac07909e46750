// What is known of symbols where a domain has elements, and dimensions made simpler by it.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    /// <summary>For symbols, the least value with which all these extents are at least one.</summary>
    internal static IReadOnlyDictionary<string, long> LeastWhereNotEmpty(IEnumerable<Dim> extents)
    {
        SortedDictionary<string, long> least = new(StringComparer.Ordinal);
        foreach (Dim extent in extents)
        {
            if (extent.OnlySymbol is { } symbol && OneSymbol.Of(extent)?.FirstPositive is { } first and > 0)
            {
                least[symbol] = least.TryGetValue(symbol, out long known) ? Math.Max(known, first) : first;
            }
        }
        return least;
    }

    /// <summary>The same value, for symbols that have at least these values, without maxima and minima that they decide.</summary>
    internal Dim Given(IReadOnlyDictionary<string, long> least)
    {
        if (!Terms.Any(t => t.Factors.Any(f => f.Atom is OperationAtom)))
        {
            return this;
        }
        Dim shifted = Substitute(least.ToDictionary(l => l.Key, l => Symbol(l.Key) + l.Value, StringComparer.Ordinal));
        return shifted.Substitute(least.ToDictionary(l => l.Key, l => Symbol(l.Key) - l.Value, StringComparer.Ordinal));
    }
}
