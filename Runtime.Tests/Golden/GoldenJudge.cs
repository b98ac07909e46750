// The three executors on a set of golden programs: each gives a tally, in which a program that fails is one failure.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Eager;

namespace Runtime.Tests.Golden;

internal static class GoldenJudge
{
    public static GoldenTally Interpreter(GoldenSet set) => Each("the interpreter", set, run => run.Interpreted);

    public static GoldenTally Evaluator(GoldenSet set) =>
        Each("the blocked evaluator", set, run => BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(run.Jaxpr), run.Inputs, run.Consts));

    public static GoldenTally Emitted(GoldenSet set)
    {
        GoldenTally tally = new("emitted code", set);
        foreach (Runnable[] batch in set.Ready.Chunk(200))
        {
            Emitted(tally, batch);
        }
        return tally;
    }

    private static GoldenTally Each(string executor, GoldenSet set, Func<Runnable, NdArray[]> execute)
    {
        GoldenTally tally = new(executor, set);
        foreach (Runnable run in set.Ready)
        {
            tally.Add(run, () => execute(run));
        }
        return tally;
    }

    // Programs are compiled together; where that fails, in halves, down to the program that is to blame.
    private static void Emitted(GoldenTally tally, Runnable[] batch)
    {
        if (Compiled(tally, batch, out string problem) is { } compiled)
        {
            for (int i = 0; i < batch.Length; i++)
            {
                string name = "p" + i;
                Runnable run = batch[i];
                tally.Add(run, () => compiled.Refused.TryGetValue(name, out string? why) ? throw new NotSupportedException(why) : compiled.Invoke(name, [.. run.Consts, .. run.Inputs]));
            }
        }
        else if (batch.Length == 1)
        {
            tally.Fail(batch[0].Program.Id, "generated code: " + problem);
        }
        else
        {
            Emitted(tally, batch[..(batch.Length / 2)]);
            Emitted(tally, batch[(batch.Length / 2)..]);
        }
    }

    private static CompiledPrograms? Compiled(GoldenTally tally, Runnable[] batch, out string problem)
    {
        try
        {
            CompiledPrograms compiled = tally.Compiling(() => GeneratorHost.Compile(batch.Select((r, i) => ("p" + i, r.Program.Jaxpr)).ToList()));
            problem = string.Join("; ", compiled.Diagnostics);
            return compiled.Diagnostics.Count == 0 && compiled.Assembly is not null ? compiled : null;
        }
        catch (Exception e)
        {
            problem = $"{e.GetType().Name} {e.Message}";
            return null;
        }
    }
}
