// Lowering: a jaxpr becomes a plan. Variables that are elementwise or movement are pulled into the nests that need them; the rest are steps.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class Lowering
{
    /// <summary>Rounds in which what was stored may show that the rest need not be.</summary>
    private const int PatientRounds = 8;

    /// <summary>Elements computed in all of those rounds: more is not worth a better plan.</summary>
    private const int PatientWork = 50_000;

    /// <summary>Rounds in which all is stored that is worth it; after them the rest is computed again where it is needed.</summary>
    private const int LastRounds = 3;

    /// <summary>Lowers a jaxpr whose primitives are all executable. Dimensions may be symbolic. Takes time in proportion to the number of equations.</summary>
    /// <exception cref="NotSupportedException">A primitive has no execution in this version; the message names it.</exception>
    public static Plan Lower(Jaxpr jaxpr) => Lower(jaxpr, new InnerPlans(), isInner: false);

    /// <param name="jaxpr">The program.</param>
    /// <param name="plans">The plans of the jaxprs inside.</param>
    /// <param name="isInner">It stands in a loop or a branch.</param>
    internal static Plan Lower(Jaxpr jaxpr, InnerPlans plans, bool isInner)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        (Jaxpr flat, IReadOnlyDictionary<Var, NdArray> constants) = Inlining.Flatten(jaxpr);
        LoweringProgram program = new(flat, constants, plans, isInner);
        for (int patient = PatientRounds, last = LastRounds, work = 0; ;)
        {
            NestPlanner planner = new(program);
            planner.Form();
            if (planner.NeedsCuts)
            {
                program.Cut();
                continue;
            }
            if (planner.NeedsSharing)
            {
                program.Share();
                patient = 0;
                continue;
            }
            work += planner.Work;
            patient = work > PatientWork ? 0 : patient - 1;
            IReadOnlyList<Var> more = WorthStoring.Choose(program, planner.Units, patient > 0);
            if ((more.Count == 0 && !planner.HasStored) || (patient <= 0 && last-- == 0))
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
