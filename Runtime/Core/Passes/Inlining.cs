// Inlines calls: their jaxprs take the place of the equation.
namespace SrcGenJit.Core;

internal static class Inlining
{
    public static Jaxpr Run(Jaxpr jaxpr) => Rewriter.Run(jaxpr, Rewrite);

    private static void Rewrite(Rewriter rewriter, Equation equation)
    {
        if (equation.Primitive.Semantics is Semantics.Call call && equation.Params.Jaxpr(call.JaxprParam) is { ConstVars.Count: 0 } inner)
        {
            Atom[] inputs = new Atom[equation.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = rewriter.Read(equation.Inputs[i]);
            }
            Atom[] outputs = rewriter.Splice(inner, inputs, Rewrite);
            for (int i = 0; i < outputs.Length; i++)
            {
                rewriter.Replace(equation.Outputs[i], outputs[i]);
            }
            return;
        }
        rewriter.Keep(equation, Run);
    }
}
