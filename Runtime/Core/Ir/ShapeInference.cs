// What the operations of a function ask of the shapes of its inputs, learned while it is traced: shape rules report here before they refuse. At run time nothing listens.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// Listens to one trace whose unknown input shapes are guesses: each axis of each unknown input has a symbol of its own. Dimensions that must be equal are made equal, and the
/// trace goes on; what asks for other ranks is noted, for the next guess.
/// </summary>
internal sealed partial class ShapeInference
{
    [ThreadStatic]
    private static ShapeInference? s_current;

    private readonly Shape[] _inputs;
    private readonly Dictionary<string, (int Input, int Axis)> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dim> _bindings = new(StringComparer.Ordinal);

    /// <summary>Shapes are guesses where all their dimensions are symbols; a null is an input whose shape is given.</summary>
    public ShapeInference(IReadOnlyList<Shape?> inputs)
    {
        _inputs = [.. inputs.Select(i => i ?? Shape.Scalar)];
        // What stands alone somewhere belongs there.
        foreach (bool alone in new[] { true, false })
        {
            for (int input = 0; input < inputs.Count; input++)
            {
                for (int axis = 0; axis < _inputs[input].Rank; axis++)
                {
                    foreach (string symbol in _inputs[input][axis].Symbols.Where(s => !_owners.ContainsKey(s) && (!alone || _inputs[input][axis].SymbolName is not null)))
                    {
                        _owners[symbol] = (input, axis);
                    }
                }
            }
        }
    }

    public static ShapeInference? Current => s_current;

    /// <summary>True when dimensions had to be made equal that the guess told apart.</summary>
    public bool HasBindings => _bindings.Count > 0;

    /// <summary>Runs a trace that is listened to.</summary>
    public T Listen<T>(Func<T> trace)
    {
        ShapeInference? outer = s_current;
        s_current = this;
        try
        {
            return trace();
        }
        finally
        {
            s_current = outer;
        }
    }

    /// <summary>A dimension with what it was made equal to.</summary>
    public Dim Resolve(Dim dim) => _bindings.Count == 0 ? dim : dim.Substitute(_bindings);

    /// <summary>True when two dimensions are equal, or were made equal.</summary>
    public static bool AreSame(Dim left, Dim right) => left.Equals(right) || (s_current is { HasBindings: true } current && current.Resolve(left).Equals(current.Resolve(right)));

    /// <summary>True when two dimensions can be made equal, which they are from now on. False when nothing listens.</summary>
    public static bool Unify(Dim left, Dim right) => s_current is { } current && current.MakeEqual(left, right);

    public static bool Unify(Shape left, Shape right)
    {
        if (s_current is not { } current)
        {
            return false;
        }
        if (left.Rank != right.Rank)
        {
            (Shape low, Shape high) = left.Rank < right.Rank ? (left, right) : (right, left);
            current.Note(new RankNeed(low, null, high.Rank - low.Rank));
            return false;
        }
        return left.Zip(right, current.MakeEqual).All(same => same);
    }

    /// <summary>True when two avals can be made one type.</summary>
    public static bool SameType(Aval left, Aval right) => left.SameType(right) || (s_current is not null && left.DType == right.DType && Unify(left.Shape, right.Shape));

    private bool MakeEqual(Dim left, Dim right)
    {
        (left, right) = (Resolve(left), Resolve(right));
        return left.Equals(right) || Solve(left, right) || Enlarge(left, right) || Rename(left, right) || SolveLinear(left - right) || Multiply(left, right) || Divide(left, right);
    }

    // A plain symbol becomes the other; of two, the one of the later input.
    private bool Solve(Dim left, Dim right)
    {
        (string? l, string? r) = (Own(left.SymbolName), Own(right.SymbolName));
        if (l is not null && r is not null && Order(l).CompareTo(Order(r)) < 0)
        {
            return Bind(r, left);
        }
        return (l is not null && !right.Symbols.Contains(l) && Bind(l, right)) || (r is not null && !left.Symbols.Contains(r) && Bind(r, left));
    }

    // n - 2 and m - 2, however they are written.
    private bool Rename(Dim left, Dim right)
    {
        foreach (string l in left.Symbols)
        {
            foreach (string r in right.Symbols)
            {
                (string from, string to) = (Own(l), Own(r)) switch
                {
                    (null, null) => ("", ""),
                    (null, _) => (r, l),
                    (_, null) => (l, r),
                    _ => Order(l).CompareTo(Order(r)) < 0 ? (r, l) : (l, r),
                };
                if (from.Length == 0 || from == to)
                {
                    continue;
                }
                Dictionary<string, Dim> renamed = new(StringComparer.Ordinal) { [from] = Dim.Symbol(to) };
                if (left.Substitute(renamed).Equals(right.Substitute(renamed)))
                {
                    return Bind(from, Dim.Symbol(to));
                }
            }
        }
        return false;
    }

    // difference = 0, where a symbol stands in it once and alone.
    private bool SolveLinear(Dim difference)
    {
        foreach (string symbol in difference.Symbols.Where(s => Own(s) is not null).OrderByDescending(Order))
        {
            Dim At(long value) => difference.Substitute(new Dictionary<string, Dim>(StringComparer.Ordinal) { [symbol] = value });
            Dim rest = At(0), slope = At(1) - rest;
            if (!slope.IsConstant || slope.Value == 0 || !(At(2) - At(1)).Equals(slope) || !(At(1000) - rest).Equals(slope * 1000))
            {
                continue;
            }
            Dim value = slope.Value < 0 ? Dim.FloorDiv(rest, -1 * slope) : Dim.FloorDiv(-1 * rest, slope);
            if ((value * slope + rest).Equals((Dim)0) && !(value.IsConstant && value.Value < 0))
            {
                return Bind(symbol, value);
            }
        }
        return false;
    }

    // Equal where a symbol is large enough: it becomes the least that it must be, and something more.
    private bool Enlarge(Dim left, Dim right)
    {
        Dictionary<string, Dim> beyond = new(StringComparer.Ordinal);
        foreach ((string symbol, Dim least) in Dim.Enlargements(left, right, s => Own(s) is not null))
        {
            string more = symbol + "'";
            _owners[more] = _owners[symbol];
            Bind(symbol, Dim.Symbol(more) + least.Substitute(beyond));
            beyond[symbol] = Dim.Symbol(more);
        }
        return Resolve(left).Equals(Resolve(right));
    }

    // Equal where a symbol is a multiple: it becomes one.
    private bool Multiply(Dim left, Dim right)
    {
        if (Dim.Multiple(left, right, s => Own(s) is not null) is not { } multiple)
        {
            return false;
        }
        string part = multiple.Symbol + "'";
        _owners[part] = _owners[multiple.Symbol];
        return Bind(multiple.Symbol, multiple.Factor * Dim.Symbol(part));
    }

    // Sizes with a common factor: the rest is equal. A quotient that is multiplied again, [t, 4, d / 4] for [t, d], is of a multiple.
    private bool Divide(Dim left, Dim right)
    {
        foreach (string common in left.Symbols.Intersect(right.Symbols))
        {
            Dictionary<string, Dim> one = new(StringComparer.Ordinal) { [common] = 1 };
            (Dim restLeft, Dim restRight) = (left.Substitute(one), right.Substitute(one));
            if ((restLeft * Dim.Symbol(common)).Equals(left) && (restRight * Dim.Symbol(common)).Equals(right))
            {
                _ = restLeft.Symbols.Concat(restRight.Symbols).Distinct().Where(s => Own(s) is not null).Any(s => Multiply(restLeft, Dim.Symbol(s)) || Multiply(restRight, Dim.Symbol(s)));
                return MakeEqual(restLeft, restRight);
            }
        }
        return false;
    }

    private string? Own(string? symbol) => symbol is not null && _owners.ContainsKey(symbol) ? symbol : null;

    private (int, int) Order(string symbol) => _owners.TryGetValue(symbol, out (int Input, int Axis) owner) ? owner : (-1, -1);

    private bool Bind(string symbol, Dim value)
    {
        Dictionary<string, Dim> one = new(StringComparer.Ordinal) { [symbol] = value };
        foreach (string bound in _bindings.Keys.ToArray())
        {
            _bindings[bound] = _bindings[bound].Substitute(one);
        }
        _bindings[symbol] = value;
        return true;
    }
}
