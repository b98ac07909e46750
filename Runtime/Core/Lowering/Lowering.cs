// Lowering: a jaxpr becomes a plan. Variables that are elementwise or movement are pulled into the nests that need them; the rest are steps.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class Lowering
{
    /// <summary>After so many rounds the rest is computed again where it is needed.</summary>
    private const int Rounds = 32;

    /// <summary>Lowers a jaxpr whose primitives are all executable. Dimensions may be symbolic.</summary>
    /// <exception cref="NotSupportedException">A primitive has no execution in this version; the message names it.</exception>
    public static Plan Lower(Jaxpr jaxpr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        (Jaxpr flat, IReadOnlyDictionary<Var, NdArray> constants) = Flattening.Flatten(jaxpr);
        LoweringProgram program = new(flat, constants);
        for (int round = 0; ; round++)
        {
            NestPlanner planner = new(program);
            planner.Form();
            IReadOnlyList<Var> more = planner.WorthStoring();
            if (planner.IsComplete && (more.Count == 0 || round >= Rounds))
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
