// The plans of the jaxprs inside loops and branches while one program is lowered: each jaxpr object once, however often nests are formed anew.
using System.Collections.Generic;

namespace SrcGenJit.Core;

internal sealed class InnerPlans
{
    private readonly Dictionary<Jaxpr, Plan> _plans = new(JaxprPrinter.SameJaxpr.Instance);
    private readonly Dictionary<Jaxpr, (Jaxpr Body, Plan Condition, Plan Next)> _loops = new(JaxprPrinter.SameJaxpr.Instance);

    public Plan Of(Jaxpr jaxpr)
    {
        if (!_plans.TryGetValue(jaxpr, out Plan? plan))
        {
            _plans[jaxpr] = plan = Lowering.Lower(jaxpr, this, isInner: true);
        }
        return plan;
    }

    /// <summary>The condition and the body of a while whose condition is an array.</summary>
    public (Plan Condition, Plan Body) OfBatchedWhile(Jaxpr condition, int conditionConsts, Jaxpr body, int bodyConsts)
    {
        if (!_loops.TryGetValue(condition, out (Jaxpr Body, Plan Condition, Plan Next) known) || !ReferenceEquals(known.Body, body))
        {
            _loops[condition] = known = (body, Of(BatchedWhile.Condition(condition)), Of(BatchedWhile.Body(condition, conditionConsts, body, bodyConsts)));
        }
        return (known.Condition, known.Next);
    }
}
