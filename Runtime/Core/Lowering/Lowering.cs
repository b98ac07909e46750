// Lowering: a jaxpr becomes a plan. Variables that are elementwise or movement are pulled into the nests that need them; the rest are steps.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class Lowering
{
    /// <summary>Lowers a jaxpr whose primitives are all executable. Dimensions may be symbolic.</summary>
    /// <exception cref="NotSupportedException">A primitive has no execution in this version; the message names it.</exception>
    public static Plan Lower(Jaxpr jaxpr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        (Jaxpr flat, IReadOnlyDictionary<Var, NdArray> constants) = Flattening.Flatten(jaxpr);
        LoweringProgram program = new(flat, constants);
        while (true)
        {
            NestPlanner planner = new(program);
            planner.Form();
            if (planner.WorthStoring() is not { Count: > 0 } more)
            {
                return PlanAssembly.Assemble(program, planner.Units);
            }
            foreach (Var variable in more)
            {
                program.Store(variable);
            }
        }
    }
}
