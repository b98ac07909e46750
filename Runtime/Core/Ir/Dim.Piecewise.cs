// Piecewise linear functions of a natural number, in a unique form: what maxima and minima of one symbol are on a residue class.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    // f(k) = Start + Slope k + the sum of kink * max(k - at, 0), for integers k >= 0: the form is unique. Arithmetic throws where it overflows.
    private sealed class Piecewise
    {
        private const int LongestSteps = 256;

        private readonly SortedDictionary<long, long> _kinks = [];

        private Piecewise(long start, long slope)
        {
            Start = start;
            Slope = slope;
        }

        public long Start { get; }

        public long Slope { get; }

        public bool IsLine => _kinks.Count == 0;

        public bool IsZero => IsLine && Start == 0 && Slope == 0;

        /// <summary>The smallest value over all k; null when there is none.</summary>
        public long? Minimum => Slope + _kinks.Values.Sum() < 0 ? null : _kinks.Keys.Prepend(0).Min(At);

        /// <summary>The first k with a value of at least one; null when there is none.</summary>
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

        public static Piecewise Line(long start, long slope) => new(start, slope);

        /// <summary>A kink upwards at k is max(n - k, 0), one downwards min(k, n), which takes a slope of its own.</summary>
        public Dim ToDim(Dim n) => _kinks.Aggregate(Start + Slope * n, (sum, kink) => RawSum(sum, kink.Value > 0
            ? kink.Value * FromAtom(new OperationAtom("max", n - kink.Key, 0))
            : RawSum(kink.Value * n, -kink.Value * FromAtom(new OperationAtom("min", kink.Key, n)))));

        public Piecewise Plus(long factor, Piecewise other)
        {
            Piecewise sum = new(checked(Start + factor * other.Start), checked(Slope + factor * other.Slope));
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

        /// <summary>max(f, 0). On integers its slope changes where f's does and beside the zeros of f.</summary>
        public Piecewise Positive()
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
            return Through(k => Math.Max(At(k), 0), candidates);
        }

        /// <summary>f divided and rounded down; null when f goes on with a slope that the divisor does not divide: then it is none of these functions.</summary>
        public Piecewise? FloorDividedBy(long divisor)
        {
            SortedSet<long> candidates = [.. _kinks.Keys];
            long from = 0, slope = Slope;
            foreach (KeyValuePair<long, long> kink in _kinks)
            {
                // Between kinks every place may be one of the quotient's; steps of one place are jumps.
                if (slope % divisor != 0 && kink.Key - from > 1)
                {
                    if (kink.Key - from > LongestSteps)
                    {
                        return null;
                    }
                    candidates.UnionWith(Enumerable.Range(1, (int)(kink.Key - from) - 1).Select(step => from + step));
                }
                (from, slope) = (kink.Key, slope + kink.Value);
            }
            return slope % divisor == 0 ? Through(k => Floor(At(k), divisor), candidates) : null;
        }

        private long At(long k) => _kinks.TakeWhile(kink => kink.Key < k).Aggregate(checked(Start + Slope * k), (sum, kink) => checked(sum + kink.Value * (k - kink.Key)));

        // The function with these values, whose slope changes at these places at most.
        private static Piecewise Through(Func<long, long> at, IEnumerable<long> candidates)
        {
            Piecewise result = new(at(0), checked(at(1) - at(0)));
            foreach (long k in candidates.Where(c => c > 0))
            {
                if (checked(at(k + 1) - 2 * at(k) + at(k - 1)) is var kink and not 0)
                {
                    result._kinks[k] = kink;
                }
            }
            return result;
        }
    }

    private static long Floor(long dividend, long divisor)
    {
        long quotient = dividend / divisor;
        return dividend % divisor != 0 && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient;
    }
}
