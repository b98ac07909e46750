// What passes share: rebuilding a jaxpr equation by equation with atoms replaced, and simplifying the jaxprs inside parameters.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>A jaxpr under reconstruction. Variables of the original map to atoms of the result.</summary>
internal sealed class Rewriter
{
    private readonly Dictionary<Var, Atom> _atoms = [];
    private readonly List<Equation> _equations = [];

    public static Jaxpr Run(Jaxpr jaxpr, Action<Rewriter, Equation> rewrite)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Rewriter rewriter = new();
        foreach (Equation equation in jaxpr.Equations)
        {
            rewrite(rewriter, equation);
        }
        return new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, rewriter._equations, jaxpr.Outputs.Select(rewriter.Read).ToArray(), jaxpr.Consts);
    }

    public Atom Read(Atom atom) => atom is Var variable && _atoms.TryGetValue(variable, out Atom? now) ? now : atom;

    public void Replace(Var variable, Atom by) => _atoms[variable] = by;

    /// <summary>Keeps an equation, its inputs replaced, its parameters' jaxprs mapped where there is something to do inside them.</summary>
    public Equation Keep(Equation equation, Func<Jaxpr, Jaxpr>? inner = null)
    {
        Equation kept = new(equation.Primitive, equation.Inputs.Select(Read).ToArray(), equation.Outputs, inner is null ? equation.Params : Map(equation.Params, inner));
        _equations.Add(kept);
        return kept;
    }

    /// <summary>Appends the equations of another jaxpr with fresh variables; its constants and inputs are the given atoms. Gives its outputs.</summary>
    public Atom[] Splice(Jaxpr jaxpr, IReadOnlyList<Atom> given, Action<Rewriter, Equation> rewrite)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Dictionary<Var, Atom> saved = [];
        foreach (Var variable in jaxpr.ConstVars.Concat(jaxpr.InVars))
        {
            saved[variable] = given[saved.Count];
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            Atom[] operands = equation.Inputs.Select(Local).ToArray();
            Var[] outputs = equation.Outputs.Select(o => new Var(o.Aval)).ToArray();
            rewrite(this, new Equation(equation.Primitive, operands, outputs, equation.Params));
            for (int o = 0; o < outputs.Length; o++)
            {
                saved[equation.Outputs[o]] = Read(outputs[o]);
            }
        }
        return jaxpr.Outputs.Select(Local).ToArray();

        Atom Local(Atom atom) => atom is Var variable && saved.TryGetValue(variable, out Atom? now) ? now : atom;
    }

    private static Params Map(Params parameters, Func<Jaxpr, Jaxpr> inner)
    {
        foreach (KeyValuePair<string, object?> item in parameters.Items)
        {
            if (item.Value is Jaxpr jaxpr)
            {
                parameters = parameters.With(item.Key, inner(jaxpr));
            }
            else if (item.Value is PyTuple { Items.Count: > 0 } tuple && tuple.Items.All(i => i is Jaxpr))
            {
                parameters = parameters.With(item.Key, PyTuple.Of(tuple.Items.Select(i => (object?)inner((Jaxpr)i!))));
            }
        }
        return parameters;
    }
}
