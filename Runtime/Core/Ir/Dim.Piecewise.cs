// Nested maxima and minima over one symbol as a piecewise linear function, so that equal slices of one axis have equal lengths.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    // f(n) = Start + Slope n + the sum of kink * max(n - at, 0), for integers n >= 0: the form is unique.
    private sealed class Piecewise
    {
        private readonly SortedDictionary<long, long> _kinks = [];

        private string? Name { get; set; }

        private long Start { get; set; }

        private long Slope { get; set; }

        /// <summary>Null when the dimension has two symbols, products of symbols, divisions or numbers too large for exact arithmetic.</summary>
        public static Piecewise? Of(Dim dim)
        {
            try
            {
                return dim.Symbols.Count <= 1 ? Build(dim) : null;
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        /// <summary>The smallest value over all n; null when there is none.</summary>
        public long? Minimum => Slope + _kinks.Values.Sum() < 0 ? null : _kinks.Keys.Prepend(0).Min(At);

        /// <summary>The first n with a value of at least one; null when there is none.</summary>
        public long? FirstPositive
        {
            get
            {
                long[] starts = [.. _kinks.Keys.Prepend(0)];
                for (int i = 0; i < starts.Length; i++)
                {
                    long value = At(starts[i]), slope = At(starts[i] + 1) - value;
                    long first = value >= 1 ? starts[i] : slope > 0 ? starts[i] + (slope - value) / slope : long.MaxValue;
                    if (first < long.MaxValue && (i + 1 == starts.Length || first <= starts[i + 1]))
                    {
                        return first;
                    }
                }
                return null;
            }
        }

        /// <summary>A kink upwards at k is max(n - k, 0), one downwards min(k, n), which takes a slope of its own.</summary>
        public Dim ToDim()
        {
            Dim n = Name is null ? 0 : Symbol(Name);
            return _kinks.Aggregate(Start + Slope * n, (sum, kink) => sum + (kink.Value > 0
                ? kink.Value * FromAtom(new OperationAtom("max", n - kink.Key, 0))
                : kink.Value * n - kink.Value * FromAtom(new OperationAtom("min", kink.Key, n))));
        }

        private static Piecewise? Build(Dim dim)
        {
            Piecewise sum = new() { Start = dim._constant };
            foreach (Term term in dim.Terms)
            {
                if (term.Factors is not [{ Power: 1, Atom: Atom atom }] || Build(atom) is not { } part)
                {
                    return null;
                }
                sum = sum.Plus(term.Coefficient, part);
            }
            return sum;
        }

        private static Piecewise? Build(Atom atom)
        {
            if (atom is SymbolAtom symbol)
            {
                return new Piecewise { Name = symbol.Name, Slope = 1 };
            }
            if (atom is not OperationAtom { Operation: "max" or "min" } operation || Build(operation.Left) is not { } left || Build(operation.Right) is not { } right)
            {
                return null;
            }
            Piecewise excess = left.Plus(-1, right).Positive();
            return operation.Operation == "max" ? right.Plus(1, excess) : left.Plus(-1, excess);
        }

        private Piecewise Plus(long factor, Piecewise other)
        {
            Piecewise sum = new() { Name = Name ?? other.Name, Start = checked(Start + factor * other.Start), Slope = checked(Slope + factor * other.Slope) };
            foreach (long at in _kinks.Keys.Concat(other._kinks.Keys).Distinct())
            {
                _kinks.TryGetValue(at, out long mine);
                other._kinks.TryGetValue(at, out long theirs);
                if (checked(mine + factor * theirs) is var kink and not 0)
                {
                    sum._kinks[at] = kink;
                }
            }
            return sum;
        }

        // max(f, 0). On integers its slope changes where f's does and beside the zeros of f.
        private Piecewise Positive()
        {
            SortedSet<long> candidates = [.. _kinks.Keys];
            long slope = Slope;
            foreach (long at in _kinks.Keys.Prepend(0).ToArray())
            {
                slope = checked(slope + (_kinks.TryGetValue(at, out long kink) ? kink : 0));
                long value = At(at);
                if (slope != 0 && value != 0 && value < 0 == slope > 0)
                {
                    long zero = checked(at - value / slope);
                    candidates.UnionWith([zero, zero + 1]);
                }
                else if (value == 0)
                {
                    candidates.Add(at);
                }
            }
            Piecewise result = new() { Name = Name, Start = Math.Max(At(0), 0), Slope = checked(Math.Max(At(1), 0) - Math.Max(At(0), 0)) };
            foreach (long n in candidates.Where(c => c > 0))
            {
                if (checked(Math.Max(At(n + 1), 0) - 2 * Math.Max(At(n), 0) + Math.Max(At(n - 1), 0)) is var kink and not 0)
                {
                    result._kinks[n] = kink;
                }
            }
            return result;
        }

        private long At(long n) => _kinks.TakeWhile(k => k.Key < n).Aggregate(checked(Start + Slope * n), (sum, k) => checked(sum + k.Value * (n - k.Key)));
    }

    private bool HasExtremum => Terms.Any(t => t.Factors.Any(f => f.Atom is OperationAtom { Operation: "max" or "min" }));

    private Dim Unique => HasExtremum && Piecewise.Of(this) is { } form ? form.ToDim() : this;

    private static Dim Extremum(string operation, Dim left, Dim right)
    {
        Dim plain = FromAtom(new OperationAtom(operation, left, right));
        return left.HasExtremum || right.HasExtremum ? plain.Unique : plain;
    }
}
