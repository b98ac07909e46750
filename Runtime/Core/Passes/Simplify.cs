// Simplification of jaxprs, run before lowering and before comparing: calls inlined, constants folded, equal equations shared, dead ones dropped.
namespace SrcGenJit.Core;

internal static class Simplify
{
    /// <summary>Runs all passes, in sub-jaxprs too. The result computes the same bits. Deterministic.</summary>
    public static Jaxpr Run(Jaxpr jaxpr) => DeadCode.Run(CommonSubexpressions.Run(ConstantFolding.Run(Inlining.Run(jaxpr))));
}
