// JAX's programs, given as text, on three executors: each within JAX's tolerance, and all with the interpreter's bits. The output says how many ran, and what stops the rest.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenExecutors(ITestOutputHelper output)
{
    // Of the 3,128 jaxprs with inputs and outputs in the repository's data, at least so many must run.
    private const int Bar = 2600, FuzzBar = 400, WholeProgramsBar = 37;

    [Fact]
    public void The_interpreter_agrees_with_JAX()
    {
        GoldenTally tally = new();
        foreach (Runnable run in GoldenRun.Ready)
        {
            tally.Add(run, () => run.Interpreted);
        }
        Judge(tally);
    }

    [Fact]
    public void The_blocked_evaluator_agrees_with_JAX_and_with_the_interpreter()
    {
        GoldenTally tally = new();
        foreach (Runnable run in GoldenRun.Ready)
        {
            tally.Add(run, () => BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(run.Jaxpr), run.Inputs, run.Consts));
        }
        Judge(tally);
    }

    [Fact]
    public void Emitted_code_agrees_with_JAX_and_with_the_interpreter()
    {
        GoldenTally tally = new();
        foreach (Runnable[] batch in GoldenRun.Ready.Chunk(200))
        {
            CompiledPrograms compiled = tally.Compiling(() => GeneratorHost.Compile(batch.Select((r, i) => ("p" + i, r.Program.Jaxpr)).ToList()));
            tally.Failures.AddRange(compiled.Diagnostics.Select(d => "generated code: " + d));
            for (int i = 0; i < batch.Length && compiled.Assembly is not null; i++)
            {
                string name = "p" + i;
                tally.Add(batch[i], () => compiled.Refused.TryGetValue(name, out string? why)
                    ? throw new NotSupportedException(why)
                    : compiled.Invoke(name, [.. batch[i].Consts, .. batch[i].Inputs]));
            }
        }
        Judge(tally);
    }

    private void Judge(GoldenTally tally)
    {
        output.WriteLine(tally.ToString());
        foreach (IGrouping<string, (GoldenProgram Program, string Reason)> group in GoldenRun.Missing.GroupBy(m => m.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {group.Count(),4}  {group.Key}");
        }
        Assert.True(tally.Failures.Count == 0, $"{tally.Ran} ran; {tally.Failures.Count} failures\n" + string.Join("\n", tally.Failures.Take(60)));
        if (GoldenData.IsRepositorys && GoldenRun.Only.Length == 0)
        {
            Assert.True(tally.Ran >= Bar, $"{tally.Ran} ran, not {Bar}");
            Assert.Equal(FuzzBar, tally.RanOf("fuzz"));
            Assert.True(tally.RanOf("programs") >= WholeProgramsBar, $"{tally.RanOf("programs")} whole programs ran, not {WholeProgramsBar}");
        }
    }
}
