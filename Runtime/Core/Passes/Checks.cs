// Checks become data: a jaxpr whose equations check, also inside calls, loops and branches, becomes one that gives as its last result whether all checks hold.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class Checks
{
    /// <summary>A jaxpr without checks that gives one more, last, bool scalar; the same jaxpr and false where there is nothing to check.</summary>
    public static (Jaxpr Jaxpr, bool IsGuarded) Discharge(Jaxpr jaxpr) => Of(jaxpr) is { IsGuarded: true } guarded ? (guarded.WithOk(), true) : (Of(jaxpr).Jaxpr, false);

    /// <summary>The parts of that, and what the checks say. Made once for each jaxpr object.</summary>
    public static DischargedJaxpr Of(Jaxpr jaxpr) => jaxpr.HasEffects ? JaxprCache.Derive(jaxpr, "discharge", () => Anew(jaxpr)) : new DischargedJaxpr(jaxpr, CheckRules.True, []);

    private static DischargedJaxpr Anew(Jaxpr jaxpr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        List<Equation> equations = [];
        List<Atom> oks = [];
        List<string> messages = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            if (!equation.HasEffect)
            {
                equations.Add(equation);
            }
            else if (equation.Primitive.Semantics is Semantics.Check check)
            {
                Note(equation.Inputs[0], [((PyString)equation.Params[check.MessageParam]!).Text]);
            }
            else
            {
                Discharged inner = equation.Primitive.Discharge!(equation);
                equations.AddRange(inner.Equations);
                Note(inner.Ok, inner.Messages);
            }
        }
        Atom all = CheckRules.All(oks, equations);
        return new DischargedJaxpr(new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, equations, jaxpr.Outputs, jaxpr.Consts), all, [.. messages.Distinct()]);

        void Note(Atom ok, IEnumerable<string> why)
        {
            if (!CheckRules.IsTrue(ok))
            {
                oks.Add(ok);
                messages.AddRange(why);
            }
        }
    }
}
