// Finds shapes for undeclared parameters: traces under a guess, learns what the operations ask for, and guesses again, until the method traces. The least ranks come first.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <param name="trace">Traces the method under an assumption.</param>
/// <param name="count">The number of undeclared arrays.</param>
/// <param name="taken">Names that declared dimensions have.</param>
/// <param name="isAboutShapes">Whether another guess may help against a failure.</param>
/// <param name="isOutgrown">True when a trace met more undeclared arrays than were counted: then the search begins anew.</param>
internal sealed class ShapeSearch(Func<ShapeAssumption, Attempt> trace, int count, IReadOnlyCollection<string> taken, Func<TraceFailure, bool> isAboutShapes, Func<bool> isOutgrown)
{
    /// <summary>Traces of one method, at most.</summary>
    public const int MaxTraces = 40;

    private const int MaxRank = 4;

    private static readonly string[] s_letters = ["n", "d", "m", "k", "p", "q", "h", "w", "b", "c", "t", "u", "v", "r", "i", "j", "l", "a", "e", "f", "g", "o", "x", "y", "z"];

    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly List<int[]> _next = [];
    private readonly List<(int[] Ranks, int Age)> _later = [];
    private int _traces;

    /// <summary>The trace that got furthest of those that failed.</summary>
    public Attempt? Failed { get; private set; }

    public List<TraceFailure> Failures { get; } = [];

    /// <summary>The attempt that succeeded; null when nothing is left to learn.</summary>
    public Attempt? Find()
    {
        Attempt? best = null;
        _next.Add([.. Enumerable.Repeat(1, count)]);
        while (Next(best is not null) is { } ranks)
        {
            (Attempt first, Attempt last) = Try(ranks);
            if (isOutgrown())
            {
                return null;
            }
            if (last.Run.Failure is { } failure)
            {
                Failures.Add(failure);
                Failed = Failed is null || Furthest(last).CompareTo(Furthest(Failed)) > 0 ? last : Failed;
                if (best is null && !Learn(ranks, first.Run.Failure is null ? last : first) && Failures.Count == 1 && !isAboutShapes(failure))
                {
                    return null;
                }
                continue;
            }
            best = last with { Rows = first.Learned.Rows };
            int[] wished = Changed(ranks, first, Wishes(first));
            if (wished.SequenceEqual(ranks))
            {
                return best;
            }
            _next.Add(wished);
        }
        return best;
    }

    // Where no operand asks or wishes for another rank, the ranks are likely those that are meant: the first such, which has the least.
    private static (bool, int) Furthest(Attempt attempt) => attempt.Learned.Needs.Count + attempt.Learned.AxisNeeds.Count + attempt.Learned.Wishes.Count == 0 ? (true, 0) : (false, attempt.Run.Trace.EquationCount);

    // What was asked for goes before what might help, and of that the least ranks.
    private int[]? Next(bool found)
    {
        while (_traces < MaxTraces)
        {
            int[] ranks;
            if (_next.Count > 0)
            {
                ranks = _next[_next.Count - 1];
                _next.RemoveAt(_next.Count - 1);
            }
            else if (_later.Count > 0 && !found)
            {
                (int[] Ranks, int Age) least = _later.OrderBy(l => l.Ranks.Sum()).ThenBy(l => l.Age).First();
                _later.Remove(least);
                ranks = least.Ranks;
            }
            else
            {
                return null;
            }
            if (_tried.Add(string.Join(",", ranks)))
            {
                return ranks;
            }
        }
        return null;
    }

    // First with a symbol for each axis; then with what had to be equal made equal, until nothing more has to.
    private (Attempt First, Attempt Last) Try(int[] ranks)
    {
        int symbol = 0;
        Attempt first = Trace([.. ranks.Select(r => Shape.Of(Enumerable.Range(0, r).Select(_ => Dim.Symbol(Letter(symbol++)))))]);
        Attempt last = first;
        for (int round = 0; round < 3 && last.Learned.HasBindings && (last.Run.Failure is null || last.Learned.Needs.Count + last.Learned.AxisNeeds.Count == 0); round++)
        {
            last = Trace(Named([.. last.Assumption.Undeclared.Select(s => Shape.Of(s.Shape.Select(last.Learned.Resolve)))]));
        }
        return (first, last.Learned.HasBindings && last.Run.Failure is null ? last with { Run = last.Run with { Failure = Inconsistent(last) } } : last);
    }

    private static TraceFailure Inconsistent(Attempt attempt) => new(Diagnostics.JitRules.Shapes, Microsoft.CodeAnalysis.Location.None, ["its dimensions do not come to rest"]);

    private Attempt Trace(IReadOnlyList<Shape> shapes)
    {
        _traces++;
        return trace(new ShapeAssumption([.. shapes.Select(s => new ShapeSpec(null, s))]));
    }

    // Letters anew, in the order in which dimensions appear.
    private Shape[] Named(Shape[] shapes)
    {
        Dictionary<string, Dim> names = new(StringComparer.Ordinal);
        foreach (string symbol in shapes.SelectMany(s => s).OrderBy(d => d.SymbolName is null).SelectMany(d => d.Symbols).Where(s => !taken.Contains(s)))
        {
            if (!names.ContainsKey(symbol))
            {
                names[symbol] = Dim.Symbol(Letter(names.Count));
            }
        }
        return [.. shapes.Select(s => Shape.Of(s.Select(d => d.Substitute(names))))];
    }

    private string Letter(int number)
    {
        foreach (string letter in s_letters.Concat(Enumerable.Range(0, int.MaxValue).Select(i => "n" + i)))
        {
            if (!taken.Contains(letter) && number-- == 0)
            {
                return letter;
            }
        }
        throw new InvalidOperationException();
    }

    private bool Learn(int[] ranks, Attempt attempt)
    {
        ShapeInference learned = attempt.Learned;
        int known = _next.Count + _later.Count;
        List<RankNeed> needs = [.. learned.Needs, .. learned.AxisNeeds.SelectMany(n => OfAxis(n, learned.Suspects))];
        // The last to be tried first: all that is asked for and wished.
        IReadOnlyList<RankNeed> wishes = Wishes(attempt);
        Later(_next, Changed(ranks, attempt, wishes));
        Later(_next, Changed(ranks, attempt, needs, alone: true));
        Later(_next, Changed(ranks, attempt, needs));
        Later(_next, Changed(ranks, attempt, [.. needs, .. wishes]));
        bool about = attempt.Run.Failure is { } failure && isAboutShapes(failure);
        if (needs.Count + learned.Suspects.Count > 0 || about)
        {
            int[] candidates = [.. needs.SelectMany(n => Candidates(attempt, n)).Concat(learned.Suspects.SelectMany(s => Candidates(attempt, new RankNeed(s.Shape, s, 1)))).Distinct()];
            foreach (int input in candidates.Length > 0 ? candidates : Enumerable.Range(0, count))
            {
                AddLater(ranks, i => i == input ? 1 : 0);
                AddLater(ranks, i => i == input && ranks[i] == 1 ? -1 : 0);
            }
            AddLater(ranks, _ => 1);
        }
        return _next.Count + _later.Count > known;
    }

    // What an operand has from operands that are wished to change themselves says nothing yet.
    private static IReadOnlyList<RankNeed> Wishes(Attempt attempt)
    {
        List<RankNeed> wishes = [];
        foreach (RankNeed wish in attempt.Learned.Wishes)
        {
            if (wish.Value is not { } value || (value.Trace as JaxprTrace)?.Behind(value) is var behind && wishes.All(w => w.Value is not { Variable: { } earlier } || ReferenceEquals(earlier, value.Variable) || behind?.Contains(earlier) != true))
            {
                wishes.Add(wish);
            }
        }
        return wishes;
    }

    private static IEnumerable<RankNeed> OfAxis((int Rank, int Needed) axis, IReadOnlyList<NdArray> suspects)
    {
        NdArray? same = suspects.FirstOrDefault(s => s.Rank == axis.Rank), less = suspects.FirstOrDefault(s => s.Rank == axis.Rank - 1);
        return same is not null ? [new RankNeed(same.Shape, same, axis.Needed - axis.Rank)]
            : less is not null ? [new RankNeed(less.Shape, less, axis.Needed - axis.Rank)]
            : [];
    }

    private void AddLater(int[] ranks, Func<int, int> change)
    {
        int[] changed = [.. ranks.Select((r, i) => r + change(i))];
        if (changed.All(r => r is >= 0 and <= MaxRank) && !_tried.Contains(string.Join(",", changed)))
        {
            _later.Add((changed, _later.Count));
        }
    }

    private void Later(List<int[]> list, int[] ranks)
    {
        if (!_tried.Contains(string.Join(",", ranks)))
        {
            list.Add(ranks);
        }
    }

    // Ranks as operands ask for them, where it is clear whose rank it is. Inputs that met elementwise change together, unless alone.
    private int[] Changed(int[] ranks, Attempt attempt, IReadOnlyList<RankNeed> needs, bool alone = false)
    {
        int[] changed = [.. ranks];
        foreach (RankNeed need in needs)
        {
            if (Candidates(attempt, need) is [var input])
            {
                foreach (int with in alone ? [input] : Class(attempt, ranks, input))
                {
                    int target = Math.Min(Math.Max(ranks[with] + need.More, 0), MaxRank);
                    changed[with] = changed[with] == ranks[with] ? target : Math.Max(changed[with], target);
                }
            }
        }
        return changed;
    }

    private static IEnumerable<int> Class(Attempt attempt, int[] ranks, int input)
    {
        HashSet<int> met = [input];
        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach ((int first, int second) in attempt.Learned.Alike)
            {
                if (ranks[first] == ranks[second] && !attempt.Learned.Rows.Contains(first) && !attempt.Learned.Rows.Contains(second) && met.Contains(first) != met.Contains(second))
                {
                    grows |= met.Add(first) | met.Add(second);
                }
            }
        }
        return met;
    }

    // The input that the operand is, or those whose dimensions it has, or those that it depends on.
    private static int[] Candidates(Attempt attempt, RankNeed need)
    {
        if (attempt.Learned.InputOf(need.Operand) is { } whole)
        {
            return [whole];
        }
        int[] owners = [.. attempt.Learned.InputsIn(need.Operand)];
        return owners.Length > 0 || need.Value is null ? owners : [.. attempt.Run.UndeclaredBehind(need.Value)];
    }
}
