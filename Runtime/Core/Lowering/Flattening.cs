// Prepares a jaxpr for lowering: calls are inlined, primitives written with others are expanded, and what that gives is simplified.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal sealed class Flattening
{
    private readonly List<Equation> _equations = [];
    private readonly Dictionary<Var, NdArray> _constants = [];
    private readonly Dictionary<Expansion, Jaxpr> _expansions = [];
    private readonly Dictionary<CallKey, Atom[]> _calls = [];

    private Flattening()
    {
    }

    /// <summary>The flat jaxpr, and the values of constant variables that came from inside: these are variables that no equation defines.</summary>
    public static (Jaxpr Jaxpr, IReadOnlyDictionary<Var, NdArray> Constants) Flatten(Jaxpr jaxpr)
    {
        Flattening flattening = new();
        if (!jaxpr.Equations.Any(e => e.Primitive.Semantics is Semantics.Call or Semantics.Expand))
        {
            return (Simplify.Run(jaxpr), flattening._constants);
        }
        Atom[] outputs = flattening.Inline(jaxpr, jaxpr.ConstVars.Concat(jaxpr.InVars).ToDictionary(v => v, v => (Atom)v));
        return (Simplify.Run(new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, flattening._equations, outputs, jaxpr.Consts)), flattening._constants);
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
                Semantics.Expand expand => Inline(Expanded(equation, expand), inputs),
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
        CallKey key = new(jaxpr, inputs);
        if (_calls.TryGetValue(key, out Atom[]? known))
        {
            return known;
        }
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
        return _calls[key] = Inline(jaxpr, environment);
    }

    // Traced once for the same operand types and parameters.
    private Jaxpr Expanded(Equation equation, Semantics.Expand expand)
    {
        Aval[] avals = equation.InputAvals();
        Expansion key = new(equation.Primitive, equation.Params, new EquatableList<Aval>(avals));
        return _expansions.TryGetValue(key, out Jaxpr? known) ? known : _expansions[key] = Tracing.MakeJaxpr(values => expand.Body(values, equation.Params), avals);
    }

    private Var[] Record(Equation equation, Atom[] inputs)
    {
        Var[] outputs = equation.Outputs.Select(o => new Var(o.Aval)).ToArray();
        _equations.Add(new Equation(equation.Primitive, inputs, outputs, equation.Params));
        return outputs;
    }

    private sealed record Expansion(Primitive Primitive, Params Params, EquatableList<Aval> Avals);
}
