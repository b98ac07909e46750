// Inlines calls: their jaxprs take the place of the equation. For lowering, primitives written with others are inlined too. The jaxprs inside what stays are simplified, each once.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class Inlining
{
    private readonly Dictionary<CallKey, Atom[]> _calls = [];
    private readonly Dictionary<Expansion, Jaxpr> _expansions = [];

    // Null where calls that captured arrays, and primitives written with others, stay as they are.
    private readonly Dictionary<Var, NdArray>? _constants;

    private Inlining(Dictionary<Var, NdArray>? constants)
    {
        _constants = constants;
    }

    public static Jaxpr Run(Jaxpr jaxpr) => Rewriter.Run(jaxpr, new Inlining(null).Rewrite);

    /// <summary>The flat jaxpr, simplified, and the values of constant variables that came from inside: these are variables that no equation defines.</summary>
    public static (Jaxpr Jaxpr, IReadOnlyDictionary<Var, NdArray> Constants) Flatten(Jaxpr jaxpr)
    {
        Dictionary<Var, NdArray> constants = [];
        bool isFlat = !jaxpr.Equations.Any(e => e.Primitive.Semantics is Semantics.Call or Semantics.Expand);
        return (Simplify.Run(isFlat ? jaxpr : Rewriter.Run(jaxpr, new Inlining(constants).Rewrite)), constants);
    }

    private void Rewrite(Rewriter rewriter, Equation equation)
    {
        if (Body(equation) is not { } body)
        {
            rewriter.Keep(equation, Simplify.Run);
            return;
        }
        Atom[] inputs = equation.Inputs.Select(rewriter.Read).ToArray();
        CallKey key = new(body, inputs);
        if (!_calls.TryGetValue(key, out Atom[]? outputs))
        {
            _calls[key] = outputs = rewriter.Splice(body, [.. Constants(body), .. inputs], Rewrite);
        }
        for (int i = 0; i < outputs.Length; i++)
        {
            rewriter.Replace(equation.Outputs[i], outputs[i]);
        }
    }

    // What takes the place of an equation; null: nothing does.
    private Jaxpr? Body(Equation equation) => equation.Primitive.Semantics switch
    {
        Semantics.Call call when equation.Params.Jaxpr(call.JaxprParam) is var inner && (_constants is not null || inner.ConstVars.Count == 0) => inner,
        Semantics.Expand expand when _constants is not null => Expanded(equation, expand),
        _ => null,
    };

    private IEnumerable<Var> Constants(Jaxpr body)
    {
        for (int i = 0; i < body.ConstVars.Count; i++)
        {
            Var constant = new(body.ConstVars[i].Aval);
            _constants![constant] = i < body.Consts.Count ? body.Consts[i] : throw new InvalidOperationException("a called jaxpr has constant variables without values");
            yield return constant;
        }
    }

    // Traced once for the same operand types and parameters.
    private Jaxpr Expanded(Equation equation, Semantics.Expand expand)
    {
        Aval[] avals = equation.InputAvals();
        Expansion key = new(equation.Primitive, equation.Params, new EquatableList<Aval>(avals));
        return _expansions.TryGetValue(key, out Jaxpr? known) ? known : _expansions[key] = Tracing.MakeJaxpr(values => expand.Body(values, equation.Params), avals);
    }

    private sealed record Expansion(Primitive Primitive, Params Params, EquatableList<Aval> Avals);
}
