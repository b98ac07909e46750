// Simplification of jaxprs, run before lowering and before comparing: calls inlined, constants folded, equal equations shared, dead ones dropped.
namespace SrcGenJit.Core;

internal static class Simplify
{
    private const string Key = "simplify";

    /// <summary>
    /// Runs all passes; in sub-jaxprs first, so that each level of nesting is simplified once. The result computes the same bits. Deterministic. Made once for each jaxpr object, and a result is its own.
    /// </summary>
    public static Jaxpr Run(Jaxpr jaxpr) => JaxprCache.Derive(jaxpr, Key, () =>
    {
        Jaxpr simple = DeadCode.Run(CommonSubexpressions.Run(ConstantFolding.Run(Inlining.Run(jaxpr))));
        return JaxprCache.Derive(simple, Key, () => simple);
    });
}
