// What must hold for a loop to go on: comparisons of integers and values of carries, found by following its condition, and where the body decides, the body, into the
// branches that it has to take.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

/// <summary>Bounds of an integer, both included; null where nothing is known.</summary>
internal readonly record struct IntegerRange(Dim? Low, Dim? High)
{
    public static IntegerRange Of(Dim? value) => new(value, value);
}

/// <summary>The order of two integers.</summary>
internal enum Order { Less, LessOrEqual, Greater, GreaterOrEqual, NotEqual }

/// <summary>A jaxpr of a loop, or a branch inside one, and what its variables are known to be when the loop goes on.</summary>
internal sealed class LoopRegion
{
    private readonly Dictionary<Var, Equation> _definitions = [];
    private readonly Dictionary<Var, int> _inputs = [];
    private readonly Dictionary<(Equation, int), LoopRegion> _branches = [];
    private readonly Jaxpr _jaxpr;
    private readonly LoopRegion? _outer;
    private readonly Equation? _call;
    private readonly IReadOnlyList<NdArray> _consts;

    public LoopRegion(Jaxpr jaxpr, IReadOnlyList<NdArray> consts, LoopRegion? outer = null, Equation? call = null)
    {
        (_jaxpr, _consts, _outer, _call) = (jaxpr, consts, outer, call);
        for (int i = 0; i < jaxpr.InVars.Count; i++)
        {
            _inputs[jaxpr.InVars[i]] = i;
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            foreach (Var output in equation.Outputs)
            {
                _definitions[output] = equation;
            }
        }
    }

    public IReadOnlyList<Atom> Outputs => _jaxpr.Outputs;

    /// <summary>Variables with one value only.</summary>
    public Dictionary<Var, long> Values { get; } = [];

    public Equation? DefinitionOf(Atom atom) => atom is Var variable && _definitions.TryGetValue(variable, out Equation? equation) ? equation : null;

    /// <summary>Where the input of a branch comes from.</summary>
    public (LoopRegion Region, Atom Atom)? Outside(Atom atom) => _outer is { } outer && atom is Var variable && _inputs.TryGetValue(variable, out int at) ? (outer, _call!.Inputs[at + 1]) : null;

    /// <summary>The carry that an input of the loop's jaxpr is.</summary>
    public int? CarryOf(Atom atom) => _outer is null && atom is Var variable && _inputs.TryGetValue(variable, out int at) && at >= _consts.Count ? at - _consts.Count : null;

    /// <summary>The value outside the loop that an input of the loop's jaxpr is.</summary>
    public NdArray? ConstOf(Atom atom) => _outer is null && atom is Var variable && _inputs.TryGetValue(variable, out int at) && at < _consts.Count ? _consts[at] : null;

    /// <summary>A branch of a cond among the equations.</summary>
    public LoopRegion Branch(Equation cond, int branch) => _branches.TryGetValue((cond, branch), out LoopRegion? known)
        ? known
        : _branches[(cond, branch)] = new LoopRegion(cond.Params.Jaxprs("branches")[branch], [], this, cond);
}

/// <summary>What must hold for a loop to go on.</summary>
internal sealed class LoopFacts
{
    // Atoms visited before it is given up.
    private const int MaxWork = 4_000;

    private int _work;

    /// <summary>An order of two integers of a region.</summary>
    public sealed record Comparison(LoopRegion Region, Order Order, Atom Left, Atom Right);

    public List<Comparison> Comparisons { get; } = [];

    /// <summary>Carries that have a value.</summary>
    public List<(int Carry, long Value)> Equalities { get; } = [];

    /// <summary>True while the facts are all that must hold: where they do, what was assumed does.</summary>
    public bool AreAll { get; private set; } = true;

    /// <summary>Notes what follows from a bool or integer having a value; false when it cannot have it.</summary>
    public bool Assume(LoopRegion region, Atom atom, long value)
    {
        if (atom is Literal literal)
        {
            return Known(literal) == value;
        }
        Var variable = (Var)atom;
        if (region.Values.TryGetValue(variable, out long known))
        {
            return known == value;
        }
        region.Values[variable] = value;
        if (++_work > MaxWork)
        {
            return Unclear();
        }
        if (region.DefinitionOf(atom) is not { } equation)
        {
            return region.Outside(atom) is { } outside ? Assume(outside.Region, outside.Atom, value)
                : region.CarryOf(atom) is { } carry ? Equal(carry, value)
                : Unclear();
        }
        Primitive primitive = equation.Primitive;
        IReadOnlyList<Atom> inputs = equation.Inputs;
        if (primitive == Prims.Not && IsBool(atom))
        {
            return Assume(region, inputs[0], 1 - value);
        }
        if (primitive == Prims.ConvertElementType)
        {
            return IsBool(inputs[0]) || KnownIntegers.Holds(atom.Aval.DType, inputs[0].Aval.DType) ? Assume(region, inputs[0], value) : Unclear();
        }
        if ((primitive == Prims.And || primitive == Prims.Or) && IsBool(atom))
        {
            return (primitive == Prims.And) == (value == 1)
                ? Assume(region, inputs[0], value) && Assume(region, inputs[1], value)
                : !Possible(region, inputs[0], value) ? Assume(region, inputs[1], value)
                : !Possible(region, inputs[1], value) ? Assume(region, inputs[0], value)
                : Unclear();
        }
        if (Choices(region, equation, atom) is { } choices)
        {
            int[] possible = [.. Enumerable.Range(0, choices.Count).Where(c => Possible(region, inputs[0], c) && Possible(choices[c].Region, choices[c].Atom, value))];
            return possible switch
            {
                [] => false,
                [var only] => Assume(region, inputs[0], only) && Assume(choices[only].Region, choices[only].Atom, value),
                _ => Unclear(),
            };
        }
        if (primitive == Prims.Eq && value == 1 && (Known(inputs[1]) is { } right ? (inputs[0], right) : Known(inputs[0]) is { } left ? (inputs[1], left) : ((Atom, long)?)null) is var (other, constant))
        {
            return Assume(region, other, constant);
        }
        if (inputs.Count == 2 && inputs[0].Aval is { Rank: 0, DType.IsInteger: true } && OrderOf(primitive, negated: value == 0) is { } order)
        {
            Comparisons.Add(new Comparison(region, order, inputs[0], inputs[1]));
            return true;
        }
        return Unclear();
    }

    /// <summary>The value that an atom has whenever the loop goes on.</summary>
    public static long? ValueOf(LoopRegion region, Atom atom)
    {
        while (true)
        {
            if (Known(atom) is { } constant)
            {
                return constant;
            }
            if (atom is not Var variable)
            {
                return null;
            }
            if (region.Values.TryGetValue(variable, out long value))
            {
                return value;
            }
            if (region.DefinitionOf(atom) is { } equation)
            {
                if (equation.Primitive == Prims.Not && IsBool(atom))
                {
                    return 1 - ValueOf(region, equation.Inputs[0]);
                }
                if (equation.Primitive != Prims.ConvertElementType || !(IsBool(equation.Inputs[0]) || KnownIntegers.Holds(atom.Aval.DType, equation.Inputs[0].Aval.DType)))
                {
                    return null;
                }
                atom = equation.Inputs[0];
            }
            else if (region.Outside(atom) is { } outside)
            {
                (region, atom) = outside;
            }
            else
            {
                return null;
            }
        }
    }

    /// <summary>What a choice by number chooses from; null for other equations.</summary>
    public static IReadOnlyList<(LoopRegion Region, Atom Atom)>? Choices(LoopRegion region, Equation equation, Atom output)
    {
        if (equation.Primitive == Prims.SelectN && equation.Inputs[0].Aval.Rank == 0)
        {
            return [.. equation.Inputs.Skip(1).Select(c => (region, c))];
        }
        if (equation.Primitive.Semantics is Semantics.Cond)
        {
            int at = 0;
            while (!ReferenceEquals(equation.Outputs[at], output))
            {
                at++;
            }
            return [.. Enumerable.Range(0, equation.Params.Tuple("branches").Items.Count).Select(b => region.Branch(equation, b)).Select(b => (b, b.Outputs[at]))];
        }
        return null;
    }

    // False only where an atom surely has another value.
    private bool Possible(LoopRegion region, Atom atom, long value)
    {
        if (ValueOf(region, atom) is { } known)
        {
            return known == value;
        }
        if (++_work > MaxWork)
        {
            return true;
        }
        if (region.DefinitionOf(atom) is not { } equation)
        {
            return region.Outside(atom) is not { } outside || Possible(outside.Region, outside.Atom, value);
        }
        IReadOnlyList<Atom> inputs = equation.Inputs;
        Primitive primitive = equation.Primitive;
        return primitive == Prims.Not && IsBool(atom) ? Possible(region, inputs[0], 1 - value)
            : primitive == Prims.ConvertElementType && (IsBool(inputs[0]) || KnownIntegers.Holds(atom.Aval.DType, inputs[0].Aval.DType)) ? Possible(region, inputs[0], value)
            : (primitive == Prims.And || primitive == Prims.Or) && IsBool(atom) ? (primitive == Prims.And) == (value == 1)
                ? Possible(region, inputs[0], value) && Possible(region, inputs[1], value)
                : Possible(region, inputs[0], value) || Possible(region, inputs[1], value)
            : Choices(region, equation, atom) is { } choices ? Enumerable.Range(0, choices.Count).Any(c => Possible(region, inputs[0], c) && Possible(choices[c].Region, choices[c].Atom, value))
            : primitive == Prims.Eq && value == 1 && Known(inputs[1]) is { } right ? Possible(region, inputs[0], right)
            : primitive == Prims.Eq && value == 1 && Known(inputs[0]) is { } left ? Possible(region, inputs[1], left)
            : !IsBool(atom) || value is 0 or 1;
    }

    private bool Equal(int carry, long value)
    {
        Equalities.Add((carry, value));
        return true;
    }

    private bool Unclear()
    {
        AreAll = false;
        return true;
    }

    private static bool IsBool(Atom atom) => atom.Aval is { Rank: 0, DType.IsBool: true };

    private static long? Known(Atom atom) => atom is Literal { Aval: { Rank: 0 } aval, Value: var value } && (aval.DType.IsBool || aval.DType.IsInteger) ? value.Bits : null;

    private static Order? OrderOf(Primitive primitive, bool negated) =>
        primitive == Prims.Lt ? negated ? Order.GreaterOrEqual : Order.Less
        : primitive == Prims.Le ? negated ? Order.Greater : Order.LessOrEqual
        : primitive == Prims.Gt ? negated ? Order.LessOrEqual : Order.Greater
        : primitive == Prims.Ge ? negated ? Order.Less : Order.GreaterOrEqual
        : primitive == (negated ? Prims.Eq : Prims.Ne) ? Order.NotEqual
        : null;
}
