// Decides whether a jaxpr is elementwise throughout, so that any broadcast of its inputs gives the broadcast of its results.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class ElementwiseCheck
{
    // Every input reaches every output, and nothing but elementwise operations (and scalars spread over the shape) is in between.
    public static bool IsPure(Jaxpr jaxpr)
    {
        Dictionary<Var, HashSet<Var>> reach = jaxpr.InVars.ToDictionary(v => v, v => new HashSet<Var> { v });
        foreach (Equation equation in jaxpr.Equations)
        {
            bool spread = equation.Primitive.Semantics is Semantics.Pull && equation.Inputs is [{ Aval.Rank: 0 }];
            if (equation.Primitive.Semantics is not (Semantics.Elementwise or Semantics.Expand or Semantics.Call) && !spread)
            {
                return false;
            }
            if (equation.Params.Items.Select(i => i.Value).OfType<Jaxpr>().Any(inner => !IsPure(inner)))
            {
                return false;
            }
            HashSet<Var> union = [.. equation.Inputs.OfType<Var>().Where(reach.ContainsKey).SelectMany(v => reach[v])];
            foreach (Var output in equation.Outputs)
            {
                reach[output] = union;
            }
        }
        return jaxpr.ConstVars.Count == 0 && jaxpr.InVars.Where(v => v.Aval.Rank > 0).All(input => jaxpr.Outputs.All(o => o is Var v && reach[v].Contains(input)));
    }
}
