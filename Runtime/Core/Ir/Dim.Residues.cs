// Dimensions of one symbol made of maxima, minima and divisions by constants, decided exactly: on each residue class they are piecewise linear.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class Dim
{
    /// <summary>A function of one symbol n. Where n = Period k + r, it is function r of k.</summary>
    private sealed class OneSymbol(string name, long period, Piecewise[] classes)
    {
        // Beyond it the classes are too many to look at.
        private const long LongestPeriod = 720;

        /// <summary>Null for a dimension of several symbols, with products of symbols or divisions by symbols, or with numbers too large.</summary>
        public static OneSymbol? Of(Dim dim)
        {
            if (dim.OnlySymbol is not { } name)
            {
                return null;
            }
            try
            {
                long longest = PeriodOf(dim);
                for (long period = 1; period <= Math.Min(longest, LongestPeriod); period++)
                {
                    if (longest % period == 0 && Classes(dim, period) is { } classes)
                    {
                        return new OneSymbol(name, period, classes);
                    }
                }
                return null;
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        public bool IsZero => classes.All(c => c.IsZero);

        /// <summary>The smallest value; null when there is none.</summary>
        public long? Minimum => classes.Any(c => c.Minimum is null) ? null : classes.Min(c => c.Minimum);

        /// <summary>The first n with a value of at least one; null when there is none.</summary>
        public long? FirstPositive => classes.Select((c, r) => c.FirstPositive is { } k ? period * k + r : (long?)null).Min();

        /// <summary>a n + b, when it is that for all n.</summary>
        public Dim? Line
        {
            get
            {
                long slope = classes[0].Slope / period;
                for (int r = 0; r < classes.Length; r++)
                {
                    if (!classes[r].IsLine || classes[r].Slope != slope * period || classes[r].Start != classes[0].Start + slope * r)
                    {
                        return null;
                    }
                }
                return classes[0].Start + slope * Symbol(name);
            }
        }

        /// <summary>The one form of it with maxima and minima of n and numbers; null when it needs divisions.</summary>
        public Dim? Form => Line ?? (period == 1 ? classes[0].ToDim(Symbol(name)) : null);

        private static Piecewise[]? Classes(Dim dim, long period)
        {
            List<Piecewise> classes = [];
            for (long r = 0; r < period; r++)
            {
                if (Class(dim, Piecewise.Line(r, period)) is not { } part)
                {
                    return null;
                }
                classes.Add(part);
            }
            return [.. classes];
        }

        private static Piecewise? Class(Dim dim, Piecewise n)
        {
            Piecewise sum = Piecewise.Line(dim._constant, 0);
            foreach (Term term in dim.Terms)
            {
                if (term.Factors is not [{ Power: 1, Atom: Atom atom }] || Class(atom, n) is not { } part)
                {
                    return null;
                }
                sum = sum.Plus(term.Coefficient, part);
            }
            return sum;
        }

        private static Piecewise? Class(Atom atom, Piecewise n)
        {
            if (atom is not OperationAtom operation)
            {
                return n;
            }
            if (Class(operation.Left, n) is not { } left || Class(operation.Right, n) is not { } right)
            {
                return null;
            }
            switch (operation.Operation)
            {
                case "max":
                    return right.Plus(1, left.Plus(-1, right).Positive());
                case "min":
                    return left.Plus(-1, left.Plus(-1, right).Positive());
                default:
                    return left.FloorDividedBy(right.Start) is not { } quotient ? null
                        : operation.Operation == "floordiv" ? quotient
                        : left.Plus(checked(-right.Start), quotient);
            }
        }

        // Along n = period k + r every division comes out even in k. 0: a division by a symbol.
        private static long PeriodOf(Dim dim) => dim.Terms.SelectMany(t => t.Factors).Select(f => PeriodOf(f.Atom)).Aggregate(1L, LeastCommonMultiple);

        private static long PeriodOf(Atom atom) => atom is not OperationAtom operation ? 1
            : operation.Operation is "max" or "min" ? LeastCommonMultiple(PeriodOf(operation.Left), PeriodOf(operation.Right))
            : operation.Right.IsConstant ? checked(PeriodOf(operation.Left) * Math.Abs(operation.Right._constant))
            : 0;

        private static long LeastCommonMultiple(long a, long b) => a == 0 || b == 0 ? 0 : checked(a / LinearSystem.GreatestCommonDivisor(a, b) * b);
    }

    private bool HasOperation => Terms.Any(t => t.HasOperation);

    private string? OnlySymbol => Symbols is [string name] ? name : null;

    // Terms that share one symbol, in their form of fewest terms: max(n - 1, 0) + min(1, n) is n, n - min(2, n) is max(n - 2, 0).
    private Dim Collapsed()
    {
        if (_terms is null || _terms.Length < 2 || !HasOperation)
        {
            return this;
        }
        Dim result = this;
        foreach (IGrouping<string?, Term> group in _terms.GroupBy(t => new Dim(0, [t]).OnlySymbol))
        {
            Term[] terms = [.. group];
            if (group.Key is not null && terms.Length >= 2 && terms.Any(t => t.HasOperation) && OneSymbol.Of(new Dim(0, terms))?.Form is { } form && form.Terms.Count() < terms.Length)
            {
                result = RawSum(RawSum(result, -1 * new Dim(0, terms)), form);
            }
        }
        return result;
    }

    private static Dim RawSum(Dim left, Dim right) => Normal(checked(left._constant + right._constant), left.Terms.Concat(right.Terms));

    private bool HasExtremum => Terms.Any(t => t.Factors.Any(f => f.Atom is OperationAtom { Operation: "max" or "min" }));

    private Dim Unique => HasExtremum && OneSymbol.Of(this)?.Form is { } form ? form : this;

    private static Dim Extremum(string operation, Dim left, Dim right)
    {
        Dim plain = FromAtom(new OperationAtom(operation, left, right));
        return left.HasExtremum || right.HasExtremum ? plain.Unique : left.HasOperation || right.HasOperation ? plain.Lined : plain;
    }

    // A division of maxima or divisions may come to a line.
    private Dim Lined => OneSymbol.Of(this)?.Line ?? this;
}
