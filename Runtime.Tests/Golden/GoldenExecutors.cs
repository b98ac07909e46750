// JAX's programs, given as text, on three executors: each within JAX's tolerance, and all with the interpreter's bits. The output says how many ran, which failed, and what
// stops the rest. Which ids agree is pinned: one that is lost is red by its name.
using System;
using System.IO;
using System.Linq;
using Runtime.Tests.Comparing;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenExecutors(ITestOutputHelper output)
{
    [Fact]
    public void The_interpreter_agrees_with_JAX() => Judge("interpreter", GoldenJudge.Interpreter(GoldenSet.Default));

    [Fact]
    public void The_blocked_evaluator_agrees_with_JAX_and_with_the_interpreter() => Judge("evaluator", GoldenJudge.Evaluator(GoldenSet.Default));

    [Fact]
    public void Emitted_code_agrees_with_JAX_and_with_the_interpreter() => Judge("emitted", GoldenJudge.Emitted(GoldenSet.Default));

    // The summary goes to the test's output, to a file beside the tests, and into the message of a failure.
    private void Judge(string executor, GoldenTally tally)
    {
        string summary = tally.ToString(), file = Path.Combine(AppContext.BaseDirectory, $"golden-{executor}.txt");
        string failures = string.Join("\n", tally.Failures.Select(f => $"{f.Id}: {f.Problem}"));
        File.WriteAllText(file, summary + "\n\n" + failures + "\n");
        output.WriteLine(summary);
        output.WriteLine($"(also in {file})");
        Assert.True(tally.Failures.Count == 0, summary + "\n\n" + string.Join("\n", failures.Split('\n').Take(200)));
        if (GoldenData.IsRepositorys && GoldenRun.Only.Length == 0)
        {
            Pinned.Named("executors").Check(tally.Agreed);
            Pinned.Named("signs-of-zero").CheckWithReasons(tally.SignsOfZero);
        }
    }
}
