// Dead code: equations whose results nothing reads, and what is dead inside scans, branches and calls.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class DeadCode
{
    public static Jaxpr Run(Jaxpr jaxpr)
    {
        List<Equation> live = JaxprParts.Live(jaxpr.Equations, jaxpr.Outputs);
        return Rewriter.Run(new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, live, jaxpr.Outputs, jaxpr.Consts), (rewriter, equation) => rewriter.Keep(equation, Run));
    }
}
