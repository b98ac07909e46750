// Decides comparisons of dimensions of several symbols: maxima and minima by cases, divisions by constants as integers of their own, each case by linear arithmetic.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class Dim
{
    /// <summary>True when two dimensions are equal for all values of the symbols, false when they differ for some; null where that is too hard to decide.</summary>
    internal static bool? AreEqual(Dim left, Dim right)
    {
        try
        {
            Dim difference = left - right;
            return difference.IsConstant ? difference._constant == 0
                : !difference.HasOperation ? false
                : OneSymbol.Of(difference) is { } function ? function.IsZero
                : Sampled(difference, v => v != 0) ? false
                : (new Cases(difference).Search(), new Cases(-1 * difference).Search()) switch
                {
                    (Outcome.Impossible, Outcome.Impossible) => true,
                    (Outcome.Found, _) or (_, Outcome.Found) => false,
                    _ => null,
                };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // True when it is proved never to be negative.
    private bool IsNatural
    {
        get
        {
            if (_constant >= 0 && Terms.All(t => t.Coefficient > 0 && t.Factors.All(f => f.Atom.IsNatural)))
            {
                return true;
            }
            if (!HasOperation)
            {
                return false;
            }
            try
            {
                return OneSymbol.Of(this) is { } function ? function.Minimum >= 0 : !Sampled(this, v => v < 0) && new Cases(this).Search() == Outcome.Impossible;
            }
            catch (OverflowException)
            {
                return false;
            }
        }
    }

    // True when some sizes give a value with a property. A few dozen are tried.
    private static bool Sampled(Dim dim, Func<long, bool> wanted)
    {
        IReadOnlyList<string> symbols = dim.Symbols;
        long[] values = symbols.Count <= 2 ? [0, 1, 2, 3, 4, 7, 12, 101] : [0, 1, 5, 38];
        int count = symbols.Count <= 3 ? (int)Math.Pow(values.Length, symbols.Count) : 64;
        for (int i = 0; i < count; i++)
        {
            Dictionary<string, long> sizes = [];
            int rest = symbols.Count <= 3 ? i : i * 2654435 + 1;
            foreach (string symbol in symbols)
            {
                sizes[symbol] = values[rest % values.Length];
                rest = symbols.Count <= 3 ? rest / values.Length : (rest * 1103 + 12345) & 0xFFFFF;
            }
            if (dim.At(sizes) is { } value && wanted(value))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The value at sizes of the symbols; null when it divides by zero or overflows.</summary>
    private long? At(IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            return Evaluate(sizes);
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            return null;
        }
    }

    private long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        long sum = _constant;
        foreach (Term term in Terms)
        {
            long product = term.Coefficient;
            foreach (Factor factor in term.Factors)
            {
                long value = factor.Atom switch
                {
                    OperationAtom { Operation: "max" } max => Math.Max(max.Left.Evaluate(sizes), max.Right.Evaluate(sizes)),
                    OperationAtom { Operation: "min" } min => Math.Min(min.Left.Evaluate(sizes), min.Right.Evaluate(sizes)),
                    OperationAtom operation when operation.Left.Evaluate(sizes) is var left && operation.Right.Evaluate(sizes) is var right =>
                        operation.Operation == "floordiv" ? Floor(left, right) : left - right * Floor(left, right),
                    SymbolAtom symbol => sizes[symbol.Name],
                    _ => throw new InvalidOperationException("unknown part of a dimension"),
                };
                for (int i = 0; i < factor.Power; i++)
                {
                    product = checked(product * value);
                }
            }
            sum = checked(sum + product);
        }
        return sum;
    }

    // Searches for sizes where a dimension is negative.
    private sealed class Cases(Dim goal)
    {
        private const int MostSystems = 400;

        // Which operand each maximum and minimum is, by its text.
        private readonly Dictionary<string, (OperationAtom Atom, bool IsLeft)> _chosen = new(StringComparer.Ordinal);
        private int _systems;

        public Outcome Search()
        {
            if (++_systems > MostSystems)
            {
                return Outcome.Unknown;
            }
            Equations equations = new(_chosen);
            foreach ((OperationAtom atom, bool isLeft) in _chosen.Values)
            {
                Linear excess = equations.Of(atom.Left).Plus(-1, equations.Of(atom.Right));
                bool leftIsMore = (atom.Operation == "max") == isLeft;
                // At a tie it is the left one.
                equations.AtLeastZero(leftIsMore ? excess.Plus(isLeft ? 0 : -1) : excess.Times(-1).Plus(isLeft ? 0 : -1));
            }
            OperationAtom? open = Open(goal);
            if (open is null)
            {
                equations.AtLeastZero(equations.Of(goal).Times(-1).Plus(-1));
            }
            Outcome outcome = equations.Solve(out IReadOnlyDictionary<string, long>? sizes);
            if (outcome == Outcome.Impossible || open is null)
            {
                // A product of symbols is a variable of its own, so that the system may leave its symbols open.
                return outcome != Outcome.Found ? outcome : goal.Symbols.All(sizes!.ContainsKey) && goal.At(sizes) < 0 ? Outcome.Found : Outcome.Unknown;
            }
            Outcome left = Choose(open, true);
            return left == Outcome.Found ? left : Choose(open, false) is var right && right == Outcome.Found ? right
                : left == Outcome.Impossible && right == Outcome.Impossible ? Outcome.Impossible
                : Outcome.Unknown;
        }

        private Outcome Choose(OperationAtom atom, bool isLeft)
        {
            _chosen[atom.Text] = (atom, isLeft);
            Outcome outcome = Search();
            _chosen.Remove(atom.Text);
            return outcome;
        }

        // An innermost maximum or minimum that is not chosen yet.
        private OperationAtom? Open(Dim dim)
        {
            foreach (OperationAtom operation in dim.Terms.SelectMany(t => t.Factors).Select(f => f.Atom).OfType<OperationAtom>())
            {
                if (_chosen.TryGetValue(operation.Text, out (OperationAtom Atom, bool IsLeft) known))
                {
                    if (Open(known.IsLeft ? operation.Left : operation.Right) is { } inside)
                    {
                        return inside;
                    }
                    continue;
                }
                if ((Open(operation.Left) ?? Open(operation.Right)) is { } inner)
                {
                    return inner;
                }
                if (operation.Operation is "max" or "min")
                {
                    return operation;
                }
            }
            return null;
        }
    }

    // The linear system of one case. Variables are symbols, products and quotients, by their text.
    private sealed class Equations(IReadOnlyDictionary<string, (OperationAtom Atom, bool IsLeft)> chosen)
    {
        private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
        private readonly List<string?> _symbols = [];
        private readonly List<Linear> _rows = [];

        public void AtLeastZero(Linear row) => _rows.Add(row);

        public Linear Of(Dim dim) => dim.Terms.Aggregate(Linear.Constant(dim._constant), (sum, term) => sum.Plus(term.Coefficient, Of(term)));

        public Outcome Solve(out IReadOnlyDictionary<string, long>? sizes)
        {
            Outcome outcome = LinearSystem.Solve(_rows.Select(r => r.ToRow(_symbols.Count)), _symbols.Count, out long[]? point);
            sizes = point is null ? null : _symbols.Select((symbol, i) => (symbol, i)).Where(s => s.symbol is not null).ToDictionary(s => s.symbol!, s => point[s.i], StringComparer.Ordinal);
            return outcome;
        }

        private Linear Of(Term term) => term.Factors is [{ Power: 1, Atom: Atom atom }] ? Of(atom)
            : Variable(term.Key, null, isNatural: term.Factors.All(f => f.Atom is SymbolAtom));

        private Linear Of(Atom atom)
        {
            if (atom is not OperationAtom operation)
            {
                return Variable(atom.Text, atom.Text, isNatural: true);
            }
            if (operation.Operation is "max" or "min")
            {
                return chosen.TryGetValue(operation.Text, out (OperationAtom Atom, bool IsLeft) known) ? Of(known.IsLeft ? operation.Left : operation.Right) : Variable(operation.Text, null, false);
            }
            if (operation.Right is not { IsConstant: true, _constant: > 0 and var divisor })
            {
                return Variable(operation.Text, null, false);
            }
            string name = "floordiv(" + operation.Left + ", " + operation.Right + ")";
            bool isNew = !_variables.ContainsKey(name);
            Linear quotient = Variable(name, null, false);
            Linear rest = Of(operation.Left).Plus(-divisor, quotient);
            if (isNew)
            {
                AtLeastZero(rest);
                AtLeastZero(rest.Times(-1).Plus(divisor - 1));
            }
            return operation.Operation == "floordiv" ? quotient : rest;
        }

        private Linear Variable(string name, string? symbol, bool isNatural)
        {
            if (!_variables.TryGetValue(name, out int number))
            {
                _variables[name] = number = _symbols.Count;
                _symbols.Add(symbol);
                if (isNatural)
                {
                    AtLeastZero(Linear.Variable(number));
                }
            }
            return Linear.Variable(number);
        }
    }
}
