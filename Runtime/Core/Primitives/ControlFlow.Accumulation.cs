// Cotangents of an array's elements in the body of a loop that runs backwards: what is added to one part of an array changes that part, and not all of it.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    /// <summary>
    /// The same sums, where an array of zeros with one part set is added to another array: that part is read, added to, and written back. Elsewhere nothing is added,
    /// so that a negative zero stays one.
    /// </summary>
    private static Jaxpr WithPartsAdded(Jaxpr jaxpr)
    {
        Dictionary<Atom, Equation> definitions = [];
        List<Equation> equations = [];
        bool changed = false;
        foreach (Equation equation in jaxpr.Equations)
        {
            foreach (Var output in equation.Outputs)
            {
                definitions[output] = equation;
            }
            if (equation.Primitive == Prims.AddAny && (PartOf(equation.Inputs[1]) is { } part ? (equation.Inputs[0], part) : PartOf(equation.Inputs[0]) is { } other ? (equation.Inputs[1], other) : ((Atom, Equation)?)null) is var (sum, update))
            {
                Atom added = update.Inputs[1];
                Atom[] starts = [.. update.Inputs.Skip(2)];
                Var before = new(added.Aval), after = new(added.Aval);
                equations.Add(new(Prims.DynamicSlice, [sum, .. starts], [before], Complete(Prims.DynamicSlice, Params.Of(("slice_sizes", PyTuple.OfDims(added.Aval.Shape))))));
                equations.Add(new(Prims.AddAny, [before, added], [after], equation.Params));
                equations.Add(new(Prims.DynamicUpdateSlice, [sum, after, .. starts], equation.Outputs, update.Params));
                changed = true;
            }
            else
            {
                equations.Add(equation);
            }
        }
        return changed ? new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, JaxprParts.Live(equations, jaxpr.Outputs), jaxpr.Outputs, jaxpr.Consts) : jaxpr;

        Equation? PartOf(Atom atom) => definitions.TryGetValue(atom, out Equation? update) && update.Primitive == Prims.DynamicUpdateSlice && !update.Inputs[1].Aval.Shape.SequenceEqual(atom.Aval.Shape)
            && definitions.TryGetValue(update.Inputs[0], out Equation? zeros) && zeros.Primitive == Prims.BroadcastInDim && zeros.Inputs[0] is Literal { Value.IsTrue: false } ? update : null;
    }

    private static Params Complete(Primitive primitive, Params parameters) => primitive.Parameters.Canonical(primitive.Name, parameters);
}
