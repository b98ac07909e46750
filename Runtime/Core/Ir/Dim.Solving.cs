// Values of symbols from sizes: a symbol that no dimension is alone still has one value where a dimension is a multiple of it and something known.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    /// <summary>This as <c>slope * symbol + rest</c> with a positive slope, where one symbol alone is not known; else null.</summary>
    internal (string Symbol, long Slope, Dim Added)? LineIn(Func<string, bool> isKnown)
    {
        if (Symbols.Where(s => !isKnown(s)).ToArray() is not [var symbol])
        {
            return null;
        }
        Term? line = Terms.FirstOrDefault(t => t.Factors is [{ Power: 1, Atom: SymbolAtom atom }] && atom.Name == symbol);
        Dim rest = line is null ? this : this - new Dim(0, [line]);
        return line is { Coefficient: > 0 } && !rest.Symbols.Contains(symbol) ? (symbol, line.Coefficient, rest) : null;
    }

    /// <summary>Adds the values that symbols must have for formal dimensions to be actual ones, as far as each follows from others. False when one had to be negative, so that there is none.</summary>
    internal static bool TryBind(IEnumerable<(Dim Formal, Dim Actual)> sizes, IDictionary<string, Dim> values)
    {
        List<(Dim Formal, Dim Actual)> open = [.. sizes];
        foreach ((Dim formal, Dim actual) in open)
        {
            if (formal.SymbolName is { } symbol && !values.ContainsKey(symbol))
            {
                values[symbol] = actual;
            }
        }
        for (bool grows = true; grows;)
        {
            grows = false;
            foreach ((Dim formal, Dim actual) in open)
            {
                if (formal.LineIn(values.ContainsKey) is var (symbol, slope, added))
                {
                    Dim value = FloorDiv(actual - added.Substitute(new Dictionary<string, Dim>(values, StringComparer.Ordinal)), slope);
                    if (!value.IsAtLeast(0))
                    {
                        return false;
                    }
                    values[symbol] = value;
                    grows = true;
                }
            }
        }
        return true;
    }
}
