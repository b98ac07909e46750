// Prepares a jaxpr for lowering: calls are inlined, primitives written with others are expanded, equal equations merged, unused ones dropped.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal sealed class Flattening
{
    private readonly List<Equation> _equations = [];
    private readonly Dictionary<EquationKey, Var[]> _known = [];
    private readonly Dictionary<Var, NdArray> _constants = [];

    private Flattening()
    {
    }

    /// <summary>The flat jaxpr, and the values of constant variables that came from inside: these are variables that no equation defines.</summary>
    public static (Jaxpr Jaxpr, IReadOnlyDictionary<Var, NdArray> Constants) Flatten(Jaxpr jaxpr)
    {
        Flattening flattening = new();
        Atom[] outputs = flattening.Inline(jaxpr, jaxpr.ConstVars.Concat(jaxpr.InVars).ToDictionary(v => v, v => (Atom)v));
        return (new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, Live(flattening._equations, outputs), outputs, jaxpr.Consts), flattening._constants);
    }

    private static List<Equation> Live(List<Equation> equations, Atom[] outputs)
    {
        HashSet<Atom> needed = [.. outputs];
        List<Equation> live = [];
        for (int i = equations.Count - 1; i >= 0; i--)
        {
            if (equations[i].Outputs.Any(needed.Contains))
            {
                live.Add(equations[i]);
                needed.UnionWith(equations[i].Inputs);
            }
        }
        live.Reverse();
        return live;
    }

    private Atom[] Inline(Jaxpr jaxpr, Dictionary<Var, Atom> environment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (Equation equation in jaxpr.Equations)
        {
            Atom[] inputs = equation.Inputs.Select(Read).ToArray();
            Atom[] outputs = equation.Primitive.Semantics switch
            {
                Semantics.Call call => Inline(equation.Params.Jaxpr(call.JaxprParam), inputs),
                Semantics.Expand expand => Inline(Tracing.MakeJaxpr(values => expand.Body(values, equation.Params), equation.InputAvals()), inputs),
                _ => Record(equation, inputs),
            };
            for (int i = 0; i < outputs.Length; i++)
            {
                environment[equation.Outputs[i]] = outputs[i];
            }
        }
        return jaxpr.Outputs.Select(Read).ToArray();

        Atom Read(Atom atom) => atom is Var variable ? environment[variable] : atom;
    }

    private Atom[] Inline(Jaxpr jaxpr, Atom[] inputs)
    {
        Dictionary<Var, Atom> environment = [];
        for (int i = 0; i < jaxpr.ConstVars.Count; i++)
        {
            Var constant = new(jaxpr.ConstVars[i].Aval);
            _constants[constant] = i < jaxpr.Consts.Count ? jaxpr.Consts[i] : throw new InvalidOperationException("a called jaxpr has constant variables without values");
            environment[jaxpr.ConstVars[i]] = constant;
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            environment[jaxpr.InVars[i]] = inputs[i];
        }
        return Inline(jaxpr, environment);
    }

    private Var[] Record(Equation equation, Atom[] inputs)
    {
        EquationKey key = new(equation.Primitive, equation.Params, new EquatableList<object>(inputs.Select(Identity)), new EquatableList<Aval>(equation.Outputs.Select(o => o.Aval)));
        if (!_known.TryGetValue(key, out Var[]? outputs))
        {
            outputs = equation.Outputs.Select(o => new Var(o.Aval)).ToArray();
            _equations.Add(new Equation(equation.Primitive, inputs, outputs, equation.Params));
            _known[key] = outputs;
        }
        return outputs;
    }

    private static object Identity(Atom atom) => atom is Literal literal ? (literal.Value, literal.Aval) : atom;

    private sealed record EquationKey(Primitive Primitive, Params Params, EquatableList<object> Inputs, EquatableList<Aval> Outputs)
    {
        public override int GetHashCode() => unchecked(StableHash.Of(Primitive.Name) * 31 + Inputs.GetHashCode());
    }
}
