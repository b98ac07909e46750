// Defaults that primitive entries name when a facet has nothing special to say.
using System;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Rules
{
    /// <summary>For primitives that are linear in no input.</summary>
    public static TransposeRule NotLinear { get; } = (_, _, _, _, _) =>
        throw new InvalidOperationException("transpose of a primitive that is not linear: partial evaluation left a nonlinear equation in a linear jaxpr");

    /// <summary>For primitives that JAX does not differentiate.</summary>
    public static JvpRule NotDifferentiable { get; } = (self, _, _, _) => throw new NotSupportedException($"Differentiation rule for '{self.Name}' not implemented");

    /// <summary>The derivative of what a primitive is written with.</summary>
    public static JvpRule JvpOf(Func<NdArray[], Params, NdArray[]> body) => (_, primals, tangents, parameters) =>
        JvpTransform.Run(Tracing.MakeJaxpr(x => body(x, parameters), primals.Select(x => x.Aval).ToArray()), primals, tangents);

    /// <summary>Known when every input is known, else unknown as a whole.</summary>
    public static PartialEvalRule WholePartialEval { get; } = (_, _) => null;

    /// <summary>Kept as a whole when any output is used.</summary>
    public static DceRule WholeDce { get; } = (_, _) => null;
}
