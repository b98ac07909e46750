// A jaxpr over symbolic dimensions with values for symbols: every type and parameter gets them.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class SymbolValues
{
    /// <summary>The same program with values for symbols.</summary>
    public static Jaxpr Bind(Jaxpr jaxpr, IReadOnlyDictionary<string, Dim> values)
    {
        Dictionary<Var, Var> variables = [];
        Var New(Var variable) => variables[variable] = new Var(variable.Aval.WithShape(Shape.Of(variable.Aval.Shape.Select(d => d.Substitute(values))))) { Dropped = variable.Dropped };
        Var[] consts = [.. jaxpr.ConstVars.Select(New)];
        Var[] inputs = [.. jaxpr.InVars.Select(New)];
        Atom Use(Atom atom) => atom is Var variable ? variables[variable] : atom;
        List<Equation> equations = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            Atom[] read = [.. equation.Inputs.Select(Use)];
            equations.Add(new Equation(equation.Primitive, read, [.. equation.Outputs.Select(New)], Bind(equation.Params, values)));
        }
        return new Jaxpr(consts, inputs, equations, [.. jaxpr.Outputs.Select(Use)], jaxpr.Consts);
    }

    /// <summary>What shape rules could not decide between symbols is an error now.</summary>
    /// <exception cref="ShapeException">A slice, window or padding does not fit its array, or an axis has no elements.</exception>
    public static void Check(Jaxpr jaxpr)
    {
        foreach (Equation equation in jaxpr.Equations.Where(e => !e.Primitive.IsOpaque))
        {
            equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            foreach (Jaxpr inner in JaxprPrinter.SubJaxprs(equation))
            {
                Check(inner);
            }
        }
    }

    // A branch or loop that has no meaning at these sizes stops the program where it is entered, and only there.
    private static Jaxpr BindInner(Jaxpr jaxpr, IReadOnlyDictionary<string, Dim> values)
    {
        try
        {
            Jaxpr bound = Bind(jaxpr, values);
            foreach (Equation equation in bound.Equations.Where(e => !e.Primitive.IsOpaque))
            {
                equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            }
            return bound;
        }
        catch (ShapeException error)
        {
            Jaxpr rest = Bind(new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, [], [], jaxpr.Consts), values);
            JaxprTrace trace = new();
            Jaxpr stop = trace.Run(() =>
            {
                Erased.Lax.Check(Erased.Lax.Constant(false), error.Message);
                return trace.ToJaxpr([.. jaxpr.OutAvals().Select(a => Erased.Lax.Broadcast(new NdArray(Scalar.Of(0L, a.DType), a.Weak), Shape.Of(a.Shape.Select(d => d.Substitute(values)))))]);
            });
            return new Jaxpr([.. rest.ConstVars, .. stop.ConstVars], rest.InVars, stop.Equations, stop.Outputs, [.. rest.Consts, .. stop.Consts]);
        }
    }

    private static Params Bind(Params parameters, IReadOnlyDictionary<string, Dim> values) =>
        Params.Of([.. parameters.Items.Select(i => (i.Key, Bind(i.Value, values)))]);

    private static object? Bind(object? value, IReadOnlyDictionary<string, Dim> values) => value switch
    {
        Dim dim => dim.Substitute(values),
        Jaxpr jaxpr => BindInner(jaxpr, values),
        PyTuple tuple => tuple with { Items = new EquatableList<object?>(tuple.Items.Select(i => Bind(i, values))) },
        PyRecord record => record with { Fields = new EquatableList<KeyValuePair<string, object?>>(record.Fields.Select(f => new KeyValuePair<string, object?>(f.Key, Bind(f.Value, values)))) },
        _ => value,
    };
}
