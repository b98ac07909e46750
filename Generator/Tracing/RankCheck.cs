// Decides whether a jaxpr traced with several dimensions counted as one is right for any number of them: the method is traced twice, with one dimension and with two
// in its place, and the two programs must be the same up to that split.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Compares a jaxpr over the dimensions named in <paramref name="splits"/> with one over what these are split into.</summary>
internal sealed class RankCheck(IReadOnlyDictionary<string, Dim[]> splits)
{
    private readonly Dictionary<Var, (Var Right, int[][] Axes)> _pairs = [];
    private readonly Dictionary<string, Dim> _product = splits.ToDictionary(s => s.Key, s => s.Value.Aggregate((Dim)1, (a, b) => a * b));

    public bool Same(Jaxpr left, Jaxpr right)
    {
        if (!Define([.. left.ConstVars, .. left.InVars], [.. right.ConstVars, .. right.InVars]))
        {
            return false;
        }
        int next = 0;
        foreach (Equation equation in left.Equations)
        {
            if (next < right.Equations.Count && Same(equation, right.Equations[next]))
            {
                next++;
            }
            else if (!AddsNoAxis(equation))
            {
                return false;
            }
        }
        return next == right.Equations.Count && left.Outputs.Count == right.Outputs.Count && left.Outputs.Zip(right.Outputs, Same).All(s => s);
    }

    private bool Same(Equation left, Equation right) => left.Primitive.Name == right.Primitive.Name && left.Inputs.Count == right.Inputs.Count
        && left.Inputs.Zip(right.Inputs, Same).All(s => s) && Define(left.Outputs, right.Outputs) && SameParams(left, right);

    // Where an axis is split in none, what puts an axis of one before the others changes nothing.
    private bool AddsNoAxis(Equation equation)
    {
        if (splits.Values.All(s => s.Length > 0) || equation is not { Inputs: [Var input], Outputs: [var output] } || !equation.Params.Has("broadcast_dimensions")
            || AxesOf(output.Aval.Shape, _pairs[input].Right.Aval.Shape) is not { } axes
            || !Mapped(equation.Params.Dims("broadcast_dimensions"), axes).SequenceEqual(Enumerable.Range(0, _pairs[input].Right.Aval.Rank).Select(i => (Dim)i)))
        {
            return false;
        }
        _pairs[output] = (_pairs[input].Right, axes);
        return true;
    }

    private bool Same(Atom left, Atom right) => (left, right) switch
    {
        (Literal a, Literal b) => a.Aval == b.Aval && a.Value == b.Value,
        (Var a, Var b) => _pairs.TryGetValue(a, out (Var Right, int[][] Axes) pair) && ReferenceEquals(pair.Right, b),
        _ => false,
    };

    private bool Define(IReadOnlyList<Var> left, IReadOnlyList<Var> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Aval.DType != right[i].Aval.DType || AxesOf(left[i].Aval.Shape, right[i].Aval.Shape) is not { } axes)
            {
                return false;
            }
            _pairs[left[i]] = (right[i], axes);
        }
        return true;
    }

    // For each axis of a shape, the axes it becomes. An axis of size one in the place of a split one becomes as many.
    private int[][]? AxesOf(Shape left, Shape right)
    {
        int extra = right.Rank - left.Sum(d => IsSplit(d) ? splits[d.SymbolName!].Length : 1);
        List<int[]> axes = [];
        int next = 0;
        foreach (Dim dim in left)
        {
            Dim[] parts = IsSplit(dim) ? splits[dim.SymbolName!] : [dim.Substitute(_product)];
            if (extra != 0 && dim.Equals((Dim)1) && splits.Values.FirstOrDefault(s => s.Length - 1 == extra) is { } split)
            {
                parts = [.. split.Select(_ => (Dim)1)];
                extra = 0;
            }
            if (next + parts.Length > right.Rank || !parts.SequenceEqual(right.Skip(next).Take(parts.Length)))
            {
                return null;
            }
            axes.Add([.. Enumerable.Range(next, parts.Length)]);
            next += parts.Length;
        }
        return next == right.Rank ? [.. axes] : null;
    }

    private int[][] AxesOf(Atom atom) => atom is Var variable ? _pairs[variable].Axes : [];

    private bool IsSplit(Dim dim) => dim.SymbolName is { } name && splits.ContainsKey(name);

    private bool SameParams(Equation left, Equation right)
    {
        int[][] input = left.Inputs.Count > 0 ? AxesOf(left.Inputs[0]) : [];
        int[][] output = left.Outputs.Count > 0 ? AxesOf(left.Outputs[0]) : [];
        bool anySplit = left.Inputs.Any(i => AxesOf(i).Any(a => a.Length != 1));
        foreach (KeyValuePair<string, object?> item in left.Params.Items)
        {
            if (!right.Params.Has(item.Key) || !Same(item.Key, item.Value, right.Params[item.Key], left, input, output, anySplit))
            {
                return false;
            }
        }
        return true;
    }

    private bool Same(string name, object? left, object? right, Equation equation, int[][] input, int[][] output, bool anySplit)
    {
        switch (left)
        {
            case Jaxpr jaxpr:
                return right is Jaxpr other && new RankCheck(splits).Same(jaxpr, other);
            case Dim dim when name is "dimension" or "axis":
                int axis = (int)dim;
                return axis < output.Length && output[axis] is [var mapped] && right is Dim place && place.Equals((Dim)mapped);
            case Dim dim:
                return right is Dim value && dim.Substitute(_product).Equals(value);
            case PyTuple tuple when right is PyTuple list:
                return Same(name, tuple, list, equation, input, output, anySplit);
            default:
                return Equals(left, right) && (left is not PyRecord || !anySplit);
        }
    }

    private bool Same(string name, PyTuple left, PyTuple right, Equation equation, int[][] input, int[][] output, bool anySplit)
    {
        if (left.Items.Any(i => i is Jaxpr))
        {
            return left.Items.Count == right.Items.Count
                && left.Items.Zip(right.Items, (a, b) => a is Jaxpr x ? b is Jaxpr y && new RankCheck(splits).Same(x, y) : Equals(a, b)).All(s => s);
        }
        if (!left.Items.All(i => i is Dim))
        {
            return Equals(left, right) && !anySplit || name == "dimension_numbers" && SameDot(left, right, equation);
        }
        Dim[] a = [.. left.Items.Cast<Dim>()], b = [.. right.Items.OfType<Dim>()];
        return name switch
        {
            "axes" or "dimensions" => Mapped(a, input).SequenceEqual(b),
            "permutation" => Mapped(a, input).SequenceEqual(b),
            "broadcast_dimensions" => a.Length == input.Length && Mapped(a, output).SequenceEqual(b) && Enumerable.Range(0, a.Length).All(i => input[i].Length == output[(int)a[i]].Length),
            // The shapes of the results are paired already.
            "shape" or "new_sizes" => true,
            "start_indices" or "limit_indices" => a.Length == input.Length && Slices(a, name == "start_indices", equation).SequenceEqual(b),
            _ => a.SequenceEqual(b) && (a.Length == 0 || !anySplit),
        };
    }

    private static IEnumerable<Dim> Mapped(IEnumerable<Dim> axes, int[][] map) => axes.SelectMany(d => map[(int)d]).Select(d => (Dim)d);

    // A split axis is taken whole.
    private IEnumerable<Dim> Slices(Dim[] bounds, bool starts, Equation equation) => bounds.SelectMany((bound, i) => !IsSplit(equation.Inputs[0].Aval.Shape[i])
        ? [bound.Substitute(_product)]
        : starts && bound.Equals((Dim)0) ? splits[equation.Inputs[0].Aval.Shape[i].SymbolName!].Select(_ => (Dim)0)
        : !starts && IsSplit(bound) ? splits[bound.SymbolName!]
        : [Dim.Constant(-1)]);

    private bool SameDot(PyTuple left, PyTuple right, Equation equation)
    {
        int[][] a = AxesOf(equation.Inputs[0]), b = AxesOf(equation.Inputs[1]);
        return left.Items.Count == 2 && right.Items.Count == 2 && left.Items.Zip(right.Items, (l, r) => l is PyTuple { Items: [PyTuple la, PyTuple lb] } && r is PyTuple { Items: [PyTuple ra, PyTuple rb] }
            && Mapped(la.Items.Cast<Dim>(), a).SequenceEqual(ra.Items.Cast<Dim>()) && Mapped(lb.Items.Cast<Dim>(), b).SequenceEqual(rb.Items.Cast<Dim>())).All(s => s);
    }
}
