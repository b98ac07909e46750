// Defaults that primitive entries name when a facet has nothing special to say.
using System;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Rules
{
    /// <summary>For primitives that are linear in no input.</summary>
    public static TransposeRule NotLinear { get; } = (_, _, _, _) =>
        throw new InvalidOperationException("transpose of a primitive that is not linear: partial evaluation left a nonlinear equation in a linear jaxpr");

    /// <summary>Known when every input is known, else unknown as a whole.</summary>
    public static PartialEvalRule WholePartialEval { get; } = (_, _) => null;

    /// <summary>The derivative of a primitive that is written with others: theirs.</summary>
    public static JvpRule ExpandedJvp(Func<NdArray[], Params, NdArray[]> body) => (primals, tangents, parameters) =>
    {
        Jaxpr expanded = Tracing.MakeJaxpr(inputs => body(inputs, parameters), primals.Select(p => p.Aval).ToArray());
        JvpJaxpr jvp = JvpTransform.OfJaxpr(expanded, tangents.Select(t => t is not null).ToArray());
        return Calls.Spread(Tracing.EvalJaxpr(jvp.Jaxpr, [.. primals, .. tangents.Where(t => t is not null).Select(t => t!)]), jvp.Nonzero);
    };

    /// <summary>Kept as a whole when any output is used.</summary>
    public static DceRule WholeDce { get; } = (_, _) => null;
}
