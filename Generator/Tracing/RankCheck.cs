// Decides whether a jaxpr traced with several dimensions counted as one is right for any number of them: the method is traced twice, with one dimension and with two
// in its place, and the two programs must be the same up to that split.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Compares a jaxpr over the dimensions named in <paramref name="splits"/> with one over what these are split into.</summary>
internal sealed class RankCheck(IReadOnlyDictionary<string, Dim[]> splits)
{
    private readonly Dictionary<Var, Var> _pairs = [];
    private readonly Dictionary<string, Dim> _product = splits.ToDictionary(s => s.Key, s => s.Value.Aggregate((Dim)1, (a, b) => a * b));

    public bool Same(Jaxpr left, Jaxpr right)
    {
        if (!Define([.. left.ConstVars, .. left.InVars], [.. right.ConstVars, .. right.InVars]) || left.Equations.Count != right.Equations.Count)
        {
            return false;
        }
        for (int i = 0; i < left.Equations.Count; i++)
        {
            Equation a = left.Equations[i], b = right.Equations[i];
            if (a.Primitive.Name != b.Primitive.Name || a.Inputs.Count != b.Inputs.Count || !a.Inputs.Zip(b.Inputs, Same).All(s => s)
                || !SameParams(a, b) || !Define(a.Outputs, b.Outputs))
            {
                return false;
            }
        }
        return left.Outputs.Count == right.Outputs.Count && left.Outputs.Zip(right.Outputs, Same).All(s => s);
    }

    private bool Same(Atom left, Atom right) => (left, right) switch
    {
        (Literal a, Literal b) => a.Aval == b.Aval && a.Value == b.Value,
        (Var a, Var b) => _pairs.TryGetValue(a, out Var? pair) && ReferenceEquals(pair, b),
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
            if (left[i].Aval.DType != right[i].Aval.DType || !Expand(left[i].Aval.Shape).SequenceEqual(right[i].Aval.Shape))
            {
                return false;
            }
            _pairs[left[i]] = right[i];
        }
        return true;
    }

    private bool IsSplit(Dim dim) => dim.SymbolName is { } name && splits.ContainsKey(name);

    private IEnumerable<Dim> Expand(IEnumerable<Dim> shape) => shape.SelectMany(d => IsSplit(d) ? splits[d.SymbolName!] : [d.Substitute(_product)]);

    private bool SameParams(Equation left, Equation right)
    {
        int[][] input = left.Inputs.Count > 0 ? AxesOf(left.Inputs[0].Aval.Shape) : [];
        int[][] output = AxesOf(left.Outputs.Count > 0 ? left.Outputs[0].Aval.Shape : Shape.Scalar);
        bool anySplit = left.Inputs.Any(i => i.Aval.Shape.Any(IsSplit));
        foreach (KeyValuePair<string, object?> item in left.Params.Items)
        {
            if (!right.Params.Has(item.Key) || !Same(item.Key, item.Value, right.Params[item.Key], left, input, output, anySplit))
            {
                return false;
            }
        }
        return true;
    }

    // For each axis of a shape, the axes it becomes.
    private int[][] AxesOf(Shape shape)
    {
        List<int[]> axes = [];
        int next = 0;
        foreach (Dim dim in shape)
        {
            int count = IsSplit(dim) ? splits[dim.SymbolName!].Length : 1;
            axes.Add(Enumerable.Range(next, count).ToArray());
            next += count;
        }
        return [.. axes];
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
            "shape" or "new_sizes" => Expand(a).SequenceEqual(b),
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
        int[][] a = AxesOf(equation.Inputs[0].Aval.Shape), b = AxesOf(equation.Inputs[1].Aval.Shape);
        return left.Items.Count == 2 && right.Items.Count == 2 && left.Items.Zip(right.Items, (l, r) => l is PyTuple { Items: [PyTuple la, PyTuple lb] } && r is PyTuple { Items: [PyTuple ra, PyTuple rb] }
            && Mapped(la.Items.Cast<Dim>(), a).SequenceEqual(ra.Items.Cast<Dim>()) && Mapped(lb.Items.Cast<Dim>(), b).SequenceEqual(rb.Items.Cast<Dim>())).All(s => s);
    }
}
