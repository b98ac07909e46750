// Inlines calls: their jaxprs take the place of the equation. The jaxprs inside what stays are simplified, each once.
using System.Collections.Generic;

namespace SrcGenJit.Core;

internal sealed class Inlining
{
    private readonly Dictionary<CallKey, Atom[]> _calls = [];

    private Inlining()
    {
    }

    public static Jaxpr Run(Jaxpr jaxpr) => Rewriter.Run(jaxpr, new Inlining().Rewrite);

    private void Rewrite(Rewriter rewriter, Equation equation)
    {
        if (equation.Primitive.Semantics is Semantics.Call call && equation.Params.Jaxpr(call.JaxprParam) is { ConstVars.Count: 0 } inner)
        {
            Atom[] inputs = new Atom[equation.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = rewriter.Read(equation.Inputs[i]);
            }
            CallKey key = new(inner, inputs);
            if (!_calls.TryGetValue(key, out Atom[]? outputs))
            {
                _calls[key] = outputs = rewriter.Splice(inner, inputs, Rewrite);
            }
            for (int i = 0; i < outputs.Length; i++)
            {
                rewriter.Replace(equation.Outputs[i], outputs[i]);
            }
            return;
        }
        rewriter.Keep(equation, Simplify.Run);
    }
}
