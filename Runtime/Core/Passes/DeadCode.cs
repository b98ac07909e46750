// Dead code: equations whose results nothing reads, and what is dead inside scans, branches and calls.
namespace SrcGenJit.Core;

internal static class DeadCode
{
    public static Jaxpr Run(Jaxpr jaxpr) => new(jaxpr.ConstVars, jaxpr.InVars, JaxprParts.Live(jaxpr.Equations, jaxpr.Outputs), jaxpr.Outputs, jaxpr.Consts);
}
