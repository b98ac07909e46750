// Constant folding: each equation whose primitive says what it gives, exactly on every host, is replaced by that.
using System.Linq;

namespace SrcGenJit.Core;

internal static class ConstantFolding
{
    public static Jaxpr Run(Jaxpr jaxpr) => Rewriter.Run(jaxpr, (rewriter, equation) =>
    {
        if (equation.Primitive.Fold(equation, equation.Inputs.Select(rewriter.Read).ToArray()) is { } atom)
        {
            rewriter.Replace(equation.Outputs[0], atom);
            return;
        }
        rewriter.Keep(equation);
    });
}
