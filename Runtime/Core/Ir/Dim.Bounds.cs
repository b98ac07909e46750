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

    /// <summary>Bounds of the value when every symbol is between 0 and <paramref name="most"/>; null where none are found.</summary>
    internal (long Least, long Most)? Range(long most)
    {
        try
        {
            (long Least, long Most) sum = (_constant, _constant);
            foreach (Term term in Terms)
            {
                (long Least, long Most) product = (term.Coefficient, term.Coefficient);
                foreach (Factor factor in term.Factors)
                {
                    if (RangeOf(factor.Atom, most) is not { } range)
                    {
                        return null;
                    }
                    for (int i = 0; i < factor.Power; i++)
                    {
                        long[] ends = [checked(product.Least * range.Least), checked(product.Least * range.Most), checked(product.Most * range.Least), checked(product.Most * range.Most)];
                        product = (ends.Min(), ends.Max());
                    }
                }
                sum = checked((sum.Least + product.Least, sum.Most + product.Most));
            }
            return sum;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static (long Least, long Most)? RangeOf(Atom atom, long most) => atom switch
    {
        OperationAtom operation => (operation.Left.Range(most), operation.Right.Range(most)) is ({ } left, { } right)
            ? operation.Operation switch
            {
                "max" => (Math.Max(left.Least, right.Least), Math.Max(left.Most, right.Most)),
                "min" => (Math.Min(left.Least, right.Least), Math.Min(left.Most, right.Most)),
                "mod" => right.Least > 0 ? (0, right.Most - 1) : null,
                _ => right.Least == right.Most && right.Least > 0 ? (Floor(left.Least, right.Least), Floor(left.Most, right.Least)) : null,
            }
            : null,
        _ => (0, most),
    };
}
