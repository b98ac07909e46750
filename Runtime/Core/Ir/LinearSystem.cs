// Linear inequalities over integers, decided by elimination of one variable after the other (Fourier and Motzkin), and integer solutions found on the way back.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal enum Outcome { Impossible, Found, Unknown }

/// <summary>A linear form: a constant plus multiples of numbered variables. Arithmetic throws where it overflows.</summary>
internal sealed class Linear
{
    private readonly SortedDictionary<int, long> _coefficients = [];
    private long _constant;

    public static Linear Constant(long value) => new() { _constant = value };

    public static Linear Variable(int number)
    {
        Linear result = new();
        result._coefficients[number] = 1;
        return result;
    }

    public Linear Plus(long constant) => Plus(1, Constant(constant));

    public Linear Times(long factor) => Constant(0).Plus(factor, this);

    public Linear Plus(long factor, Linear other)
    {
        Linear sum = Constant(checked(_constant + factor * other._constant));
        foreach (int number in _coefficients.Keys.Concat(other._coefficients.Keys).Distinct())
        {
            _coefficients.TryGetValue(number, out long mine);
            other._coefficients.TryGetValue(number, out long theirs);
            sum._coefficients[number] = checked(mine + factor * theirs);
        }
        return sum;
    }

    /// <summary>The coefficients, then the constant.</summary>
    public long[] ToRow(int variables)
    {
        long[] row = new long[variables + 1];
        foreach (KeyValuePair<int, long> term in _coefficients)
        {
            row[term.Key] = term.Value;
        }
        row[variables] = _constant;
        return row;
    }
}

internal static class LinearSystem
{
    private const int MostRows = 200, MostTries = 500;

    /// <summary>Whether integers exist for which every row, its coefficients times the variables plus its last entry, is at least zero.</summary>
    public static Outcome Solve(IEnumerable<long[]> rows, int variables, out long[]? point)
    {
        point = null;
        if (Tightened(rows, variables) is not { } system)
        {
            return Outcome.Impossible;
        }
        List<(int Variable, List<long[]> Rows)> eliminated = [];
        bool[] done = new bool[variables];
        for (int step = 0; step < variables; step++)
        {
            int next = Enumerable.Range(0, variables).Where(v => !done[v]).OrderBy(v => system.Count(r => r[v] > 0) * system.Count(r => r[v] < 0)).First();
            done[next] = true;
            long[][] lower = [.. system.Where(r => r[next] > 0)], upper = [.. system.Where(r => r[next] < 0)];
            eliminated.Add((next, [.. lower, .. upper]));
            if (lower.Length * upper.Length > MostRows)
            {
                return Outcome.Unknown;
            }
            IEnumerable<long[]> combined = lower.SelectMany(l => upper.Select(u => l.Zip(u, (a, b) => checked(a * -u[next] + b * l[next])).ToArray()));
            if (Tightened(system.Where(r => r[next] == 0).Concat(combined), variables) is not { } smaller)
            {
                return Outcome.Impossible;
            }
            system = smaller;
        }
        eliminated.Reverse();
        long[] values = new long[variables];
        int tries = 0;
        if (!Assign(eliminated, 0, values, ref tries))
        {
            return Outcome.Unknown;
        }
        point = values;
        return Outcome.Found;
    }

    public static long GreatestCommonDivisor(long a, long b)
    {
        (a, b) = (Math.Abs(a), Math.Abs(b));
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a;
    }

    // Rows divided by what divides their coefficients (the constant rounded down, as the variables are integers), without weaker ones; null when a row cannot hold.
    private static List<long[]>? Tightened(IEnumerable<long[]> rows, int variables)
    {
        Dictionary<string, long[]> strongest = new(StringComparer.Ordinal);
        foreach (long[] row in rows)
        {
            long divisor = row.Take(variables).Aggregate(0L, GreatestCommonDivisor);
            if (divisor == 0)
            {
                if (row[variables] < 0)
                {
                    return null;
                }
                continue;
            }
            long[] tight = [.. row.Select((c, i) => i < variables || c >= 0 ? c / divisor : -((-c + divisor - 1) / divisor))];
            string key = string.Join(",", tight.Take(variables));
            if (!strongest.TryGetValue(key, out long[]? known) || known[variables] > tight[variables])
            {
                strongest[key] = tight;
            }
        }
        return [.. strongest.Values];
    }

    private static bool Assign(List<(int Variable, List<long[]> Rows)> eliminated, int at, long[] values, ref int tries)
    {
        if (at == eliminated.Count)
        {
            return true;
        }
        (int variable, List<long[]> rows) = eliminated[at];
        long? least = null, most = null;
        foreach (long[] row in rows)
        {
            long rest = row[values.Length];
            for (int v = 0; v < values.Length; v++)
            {
                rest = checked(rest + (v == variable ? 0 : row[v] * values[v]));
            }
            // row[variable] x + rest >= 0
            if (row[variable] > 0)
            {
                long bound = -Floor(rest, row[variable]);
                least = least is { } l ? Math.Max(l, bound) : bound;
            }
            else
            {
                long bound = Floor(rest, -row[variable]);
                most = most is { } m ? Math.Min(m, bound) : bound;
            }
        }
        long first = least ?? (most is { } only ? Math.Min(only, 0) : 0);
        foreach (long value in new[] { first, first + 1, first + 2, first + 3, most ?? first })
        {
            if ((most is null || value <= most) && (least is null || value >= least) && ++tries < MostTries)
            {
                values[variable] = value;
                if (Assign(eliminated, at + 1, values, ref tries))
                {
                    return true;
                }
            }
        }
        values[variable] = 0;
        return false;
    }

    private static long Floor(long dividend, long divisor) => dividend >= 0 ? dividend / divisor : -((-dividend + divisor - 1) / divisor);
}
