// The part of shape inference about ranks: what asks for more axes or fewer, which inputs meet elementwise, and what a trace decided from sizes.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>An operand whose rank does not do: by how much, and the operand where it is known.</summary>
internal sealed record RankNeed(Shape Operand, NdArray? Value, int More);

internal sealed partial class ShapeInference
{
    private readonly List<RankNeed> _needs = [];
    private readonly List<RankNeed> _wishes = [];
    private readonly List<(int Rank, int Needed)> _axisNeeds = [];
    private readonly List<NdArray> _suspects = [];
    private readonly List<(int First, int Second)> _alike = [];
    private readonly HashSet<int> _normalised = [];
    private readonly HashSet<int> _rows = [];
    private readonly HashSet<Var> _products = [];
    private readonly List<Dim> _notOne = [];

    /// <summary>What the trace failed for.</summary>
    public IReadOnlyList<RankNeed> Needs => _needs;

    /// <summary>What works, and is seldom meant: a matrix product of vectors, a sum over no axes.</summary>
    public IReadOnlyList<RankNeed> Wishes => _wishes;

    /// <summary>Axes that an array did not have: the rank of the array, and the least that would do.</summary>
    public IReadOnlyList<(int Rank, int Needed)> AxisNeeds => _axisNeeds;

    /// <summary>The operands of what failed, innermost first.</summary>
    public IReadOnlyList<NdArray> Suspects => _suspects;

    /// <summary>Unknown inputs that met elementwise with the same rank.</summary>
    public IReadOnlyList<(int First, int Second)> Alike => _alike;

    /// <summary>Unknown inputs that met an input whose rows had been normalised, or a product of vectors that were wished to be matrices: added to that, they are rows.</summary>
    public IReadOnlyCollection<int> Rows => _rows;

    /// <summary>Symbolic dimensions that counted as other than 1 where 1 would have had another meaning.</summary>
    public IReadOnlyList<Dim> NotOne => _notOne;

    /// <summary>True when an axis was counted from the front, or mapped over: then leading axes that broadcasting adds have a meaning.</summary>
    public bool CountsAxes { get; private set; }

    /// <summary>This operand must have at least so many axes (exactly so many, when it has more).</summary>
    public static void NeedsRank(NdArray operand, int rank) => s_current?.Note(new RankNeed(operand.Shape, operand, rank - operand.Rank));

    public static void NeedsRank(Shape operand, int rank) => s_current?.Note(new RankNeed(operand, null, rank - operand.Rank));

    /// <summary>An operand seldom has fewer axes than so many.</summary>
    public static void WishesRank(NdArray operand, int rank)
    {
        if (s_current is { } current && operand.Rank < rank)
        {
            current._wishes.Add(new RankNeed(operand.Shape, operand, rank - operand.Rank));
        }
    }

    /// <summary>An array of this rank has no such axis.</summary>
    public static void NeedsAxis(int axis, int rank) => s_current?._axisNeeds.Add((rank, axis < 0 ? -axis : axis + 1));

    public static void CountsAxis()
    {
        if (s_current is { } current)
        {
            current.CountsAxes = true;
        }
    }

    /// <summary>An operation on these failed.</summary>
    public static void Suspect(IEnumerable<NdArray> operands) => s_current?._suspects.AddRange(operands);

    /// <summary>A symbolic dimension was taken for other than 1.</summary>
    public static void IsNotOne(Dim dim)
    {
        if (!dim.IsConstant)
        {
            s_current?._notOne.Add(dim);
        }
    }

    /// <summary>A product of vectors, which a product of matrices would be more often.</summary>
    public static void ProductOfVectors(NdArray product)
    {
        if (s_current is { } current && product.Variable is { } variable)
        {
            current._products.Add(variable);
        }
    }

    /// <summary>Numbers meet arrays elementwise.</summary>
    public static void MeetNumbers(IReadOnlyList<NdArray> operands)
    {
        if (s_current is { _products.Count: > 0 } current && operands.Any(o => o.Rank == 0 && (o.Trace as JaxprTrace)?.Behind(o).Overlaps(current._products) == true))
        {
            current._rows.UnionWith(operands.Select(o => current.InputOf(o.Shape)).OfType<int>());
        }
    }

    /// <summary>Shapes meet elementwise.</summary>
    public static void Meet(IReadOnlyList<Shape> shapes) => s_current?.Note(shapes);

    /// <summary>The unknown input that has this shape as a whole, else null.</summary>
    public int? InputOf(Shape shape)
    {
        if (shape.Rank == 0 || shape[0].Symbols.FirstOrDefault(_owners.ContainsKey) is not { } first)
        {
            return null;
        }
        int input = _owners[first].Input;
        return _inputs[input].Equals(shape) ? input : null;
    }

    /// <summary>The unknown inputs whose axes stand in a shape.</summary>
    public IEnumerable<int> InputsIn(Shape shape) => shape.SelectMany(d => d.Symbols).Where(_owners.ContainsKey).Select(s => _owners[s].Input).Distinct();

    private void Note(RankNeed need)
    {
        if (need.More != 0)
        {
            _needs.Add(need);
        }
    }

    private void Note(IReadOnlyList<Shape> shapes)
    {
        for (int i = 0; i < shapes.Count; i++)
        {
            for (int k = 0; k < shapes.Count; k++)
            {
                if (i != k)
                {
                    Note(shapes[i], shapes[k]);
                }
            }
        }
    }

    private void Note(Shape one, Shape other)
    {
        if (InputOf(other) is not { } whole)
        {
            return;
        }
        if (one.Rank == other.Rank)
        {
            int last = one.Rank - 1;
            if (one[last].Equals((Dim)1) && one.Take(last).SequenceEqual(other.Take(last)))
            {
                // Something for each row meets the rows.
                _normalised.Add(whole);
            }
            else if (InputOf(one) is { } met && met != whole)
            {
                // What met them before they were normalised has their shape.
                if (_normalised.Contains(whole) && !_normalised.Contains(met) && !_alike.Contains((whole, met)))
                {
                    _rows.Add(met);
                }
                _alike.Add((whole, met));
            }
        }
        else if (one.Rank < other.Rank && InputOf(one) is { } lower)
        {
            if (_normalised.Contains(whole))
            {
                _rows.Add(lower);
            }
            else
            {
                _wishes.Add(new RankNeed(one, null, other.Rank - one.Rank));
            }
        }
    }
}
