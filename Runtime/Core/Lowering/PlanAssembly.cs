// From units to a plan: stores that nothing reads are dropped, nests finished, buffers named and numbered.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class PlanAssembly
{
    public static Plan Assemble(LoweringProgram program, IReadOnlyList<object> units)
    {
        List<object> live = Live(units);
        HashSet<PlanBuffer> read = [.. live.SelectMany(ReadsOf)];
        List<Step> steps = [];
        foreach (object unit in live)
        {
            if (unit is not NestUnit nest)
            {
                steps.Add((Step)unit);
            }
            else if (!nest.Loops.Any(l => l.Kind == LoopKind.Parallel && l.Extent.IsConstant && l.Extent.Value == 0))
            {
                steps.Add(NestFinish.Finish(nest, store => store.Buffer.Kind == BufferKind.Output || read.Contains(store.Buffer)));
            }
        }
        InPlace.ReadBeforeChange(steps);
        return new Plan(program.Jaxpr, program.Consts, program.Inputs, program.Outputs, Number(program, steps), steps);
    }

    // Drops units whose buffers are all temporary and unread, from the end.
    private static List<object> Live(IReadOnlyList<object> units)
    {
        HashSet<PlanBuffer> needed = [];
        List<object> live = [];
        for (int i = units.Count - 1; i >= 0; i--)
        {
            IEnumerable<PlanBuffer> writes = units[i] is NestUnit nest ? nest.Body.Stores.Concat(nest.Epilogue.Stores).Select(s => s.Buffer) : ((Step)units[i]).Writes;
            if (writes.Any(b => b.Kind == BufferKind.Output || needed.Contains(b)))
            {
                live.Add(units[i]);
                needed.UnionWith(ReadsOf(units[i]));
            }
        }
        live.Reverse();
        return live;
    }

    private static IEnumerable<PlanBuffer> ReadsOf(object unit) => unit is NestUnit nest ? nest.Body.Loaded.Concat(nest.Epilogue.Loaded) : ((Step)unit).Reads;

    private static List<PlanBuffer> Number(LoweringProgram program, List<Step> steps)
    {
        List<PlanBuffer> buffers = [.. program.Consts, .. program.Inputs, .. program.Outputs];
        HashSet<PlanBuffer> seen = [.. buffers];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (PlanBuffer buffer in steps[i].Reads)
            {
                Add(buffer);
                buffer.LastRead = i;
            }
            foreach (PlanBuffer buffer in steps[i].Writes)
            {
                Add(buffer);
                buffer.FirstWrite = buffer.FirstWrite < 0 ? i : buffer.FirstWrite;
            }
        }
        for (int i = 0; i < buffers.Count; i++)
        {
            buffers[i].Id = i;
            buffers[i].Name = JaxprPrinter.Letters(i);
        }
        return buffers;

        void Add(PlanBuffer buffer)
        {
            if (seen.Add(buffer))
            {
                buffers.Add(buffer);
            }
        }
    }
}
