// Common subexpressions: equations of the same primitive, operands and parameters are computed once.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class CommonSubexpressions
{
    public static Jaxpr Run(Jaxpr jaxpr)
    {
        Dictionary<Key, Equation> seen = [];
        return Rewriter.Run(jaxpr, (rewriter, equation) =>
        {
            if (equation.HasEffect)
            {
                rewriter.Keep(equation);
                return;
            }
            Key key = new(equation.Primitive.Name, new EquatableList<object>(equation.Inputs.Select(i => CallKey.Identity(rewriter.Read(i)))), equation.Params);
            if (seen.TryGetValue(key, out Equation? before) && before.Outputs.Zip(equation.Outputs, (l, r) => l.Aval == r.Aval).All(same => same))
            {
                for (int i = 0; i < equation.Outputs.Count; i++)
                {
                    rewriter.Replace(equation.Outputs[i], before.Outputs[i]);
                }
                return;
            }
            seen[key] = rewriter.Keep(equation);
        });
    }

    private sealed record Key(string Primitive, EquatableList<object> Inputs, Params Params);
}
