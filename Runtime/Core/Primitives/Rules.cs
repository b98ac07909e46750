// Defaults that primitive entries name when a facet has nothing special to say.
using System;

namespace SrcGenJit.Core;

internal static class Rules
{
    /// <summary>For primitives that are linear in no input.</summary>
    public static TransposeRule NotLinear { get; } = (_, _, _, _) =>
        throw new InvalidOperationException("transpose of a primitive that is not linear: partial evaluation left a nonlinear equation in a linear jaxpr");

    /// <summary>Known when every input is known, else unknown as a whole.</summary>
    public static PartialEvalRule WholePartialEval { get; } = (_, _) => null;

    /// <summary>Kept as a whole when any output is used.</summary>
    public static DceRule WholeDce { get; } = (_, _) => null;
}
