// What shape rules could not decide between symbolic dimensions: collected when a program is lowered, and checked when it runs.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class DimRequirements
{
    [ThreadStatic]
    private static List<Dim>? s_undecided;

    /// <summary>True when a dimension is larger than a bound for some sizes and smaller for none. Where that depends on the sizes, running the program requires that it is not.</summary>
    public static bool Exceeds(this Dim dim, Dim bound)
    {
        int? order = dim.CompareTo(bound);
        if (order is null && !bound.IsAtLeast(dim))
        {
            s_undecided?.Add(bound - dim);
        }
        return order > 0;
    }

    /// <summary>False when two dimensions differ for all sizes. Where that depends on the sizes, running the program requires that they do not.</summary>
    public static bool CanEqual(this Dim left, Dim right) => !left.Exceeds(right) && !right.Exceeds(left);

    /// <summary>The dimensions that must not be negative when the equations run, each once.</summary>
    public static IReadOnlyList<Dim> Of(IReadOnlyList<Equation> equations)
    {
        List<Dim>? outer = s_undecided;
        List<Dim> undecided = s_undecided = [];
        try
        {
            foreach (Equation equation in equations.Where(e => e.Inputs.Any(i => !i.Aval.Shape.IsConstant)))
            {
                equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            }
        }
        finally
        {
            s_undecided = outer;
        }
        return undecided.Distinct().ToArray();
    }
}
