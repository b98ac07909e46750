// JAX's programs, given as text, on the executors of the Runtime: each within JAX's tolerance, and the executors equal to the bit.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenExecutors(ITestOutputHelper output)
{
    [Fact]
    public void The_interpreter_agrees_with_JAX() => Check((_, run) => Interpreter.Run(run.Jaxpr, run.Inputs, run.Consts));

    private void Check(Func<int, Runnable, NdArray[]> execute)
    {
        List<string> failures = [];
        int ran = 0;
        for (int i = 0; i < GoldenRun.Ready.Count; i++)
        {
            Runnable run = GoldenRun.Ready[i];
            try
            {
                if (GoldenRun.Difference(run.Program, execute(i, run)) is { } difference)
                {
                    if (GoldenRun.IllConditioned.ContainsKey(run.Program.Id))
                    {
                        continue;
                    }
                    failures.Add($"{run.Program.Id}: {difference}");
                }
                else
                {
                    ran++;
                }
            }
            catch (Exception e)
            {
                failures.Add($"{run.Program.Id}: {e.GetType().Name} {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
            }
        }
        output.WriteLine($"{ran} of {GoldenData.Programs.Count} ran; {GoldenRun.Missing.Count} cannot yet:");
        foreach (IGrouping<string, (GoldenProgram Program, string Reason)> group in GoldenRun.Missing.GroupBy(m => m.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {group.Count(),4}  {group.Key}");
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n", failures.Take(60)));
    }
}
