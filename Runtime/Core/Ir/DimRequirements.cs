// What shape rules could not decide between symbolic dimensions: collected when a program is lowered, and checked when it runs.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>A dimension that must not be negative when a program runs.</summary>
/// <param name="Dim">It.</param>
/// <param name="Reason">The error where it is.</param>
internal readonly record struct Requirement(Dim Dim, string Reason);

internal static class DimRequirements
{
    [ThreadStatic]
    private static List<Requirement>? s_undecided;

    [ThreadStatic]
    private static string? s_equation;

    /// <summary>True when a dimension is larger than a bound for some sizes and smaller for none. Where that depends on the sizes, running the program requires that it is not.</summary>
    public static bool Exceeds(this Dim dim, Dim bound)
    {
        int? order = dim.CompareTo(bound);
        if (order is null && !bound.IsAtLeast(dim))
        {
            Require(bound - dim, null);
        }
        return order > 0;
    }

    /// <summary>
    /// True when two dimensions are equal for all sizes (or inference makes them equal), false when they differ for some, as in JAX. Where that is too hard to decide, running the program requires that they are equal.
    /// </summary>
    public static bool Agrees(this Dim left, Dim right)
    {
        bool? equal = left.Equals(right) ? true : Dim.AreEqual(left, right);
        if (equal is null)
        {
            Require(left - right, null);
            Require(right - left, null);
        }
        return equal != false || ShapeInference.Unify(left, right);
    }

    public static bool Agrees(this Shape left, Shape right) => left.Rank == right.Rank && left.Zip(right, (l, r) => l.Agrees(r)).All(same => same);

    /// <summary>Notes what must not be negative when the program runs.</summary>
    public static void Require(Dim notNegative, string? reason)
    {
        if (!notNegative.IsAtLeast(0))
        {
            s_undecided?.Add(new Requirement(notNegative, reason ?? $"the program needs {notNegative} >= 0, which does not hold for these inputs: {s_equation} does not fit its array"));
        }
    }

    /// <summary>What the equations require, each dimension once.</summary>
    public static IReadOnlyList<Requirement> Of(IReadOnlyList<Equation> equations)
    {
        (List<Requirement>? outer, string? outerEquation) = (s_undecided, s_equation);
        List<Requirement> undecided = s_undecided = [];
        try
        {
            foreach (Equation equation in equations)
            {
                s_equation = equation.Primitive.Name;
                if (equation.Inputs.Any(i => !i.Aval.Shape.IsConstant))
                {
                    equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
                }
                foreach (Dim size in equation.Outputs.SelectMany(o => o.Aval.Shape))
                {
                    Require(size, null);
                }
            }
        }
        finally
        {
            (s_undecided, s_equation) = (outer, outerEquation);
        }
        return undecided.GroupBy(r => r.Dim).Select(g => g.First()).ToArray();
    }
}
