// The golden tests themselves, on a folder with everything that can go wrong: a program that fails is one failure, the rest run, and the summary says all.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Runtime.Tests.Golden;

public sealed class GoldenHarnessTests : IDisposable
{
    private const string Good = "{ lambda ; a:f32[3]. let b:f32[3] = mul a a in (b,) }";

    // By id: what stands in the file, and what must come of it.
    private static readonly (string Id, string Record, string Outcome)[] s_records =
    [
        ("good/first", Case("good/first", Good, "[1,2,3]", "[1,4,9]"), "agrees"),
        ("bad.jsonl:2", "{\"id\": \"bad/json\", ", "is not JSON"),
        ("bad.jsonl:3", "[1, 2]", "no id"),
        ("bad/text", Case("bad/text", "{ lambda ; a:f32[3]. let b:f32[3] = mul a a in (b,", "[1,2,3]", "[1,4,9]"), "JaxprParseException"),
        ("bad/dtype", Case("bad/dtype", Good.Replace("f32", "f37"), "[1,2,3]", "[1,4,9]"), "f37"),
        ("bad/value", Case("bad/value", Good, "[1,2,\"two\"]", "[1,4,9]"), "not a float"),
        ("bad/tolerance", Case("bad/tolerance", Good, "[1,2,3]", "[1,4,9]").Replace("rtol", "rtoll"), "KeyNotFoundException"),
        ("bad/argument", Case("bad/argument", Good, "[1,2]", "[1,4]"), "shape [2]"),
        ("bad/throws", Case("bad/throws", Good.Replace("a:f32[3]. let b:f32[3] = mul a a", "a:f32[3]. let b:f32[3] = cos[accuracy=None] a a"), "[1,2,3]", "[1,4,9]"), ""),
        ("bad/answer", Case("bad/answer", Good, "[1,2,3]", "[1,4,10]"), "expected 10"),
        ("bad/shape", Case("bad/shape", Good, "[1,2,3]", "[1,4]"), "expected float32[2]"),
        ("bad/count", Case("bad/count", Good.Replace("(b,)", "(b, b)"), "[1,2,3]", "[1,4,9]"), "2 outputs, JAX has 1"),
        ("other/primitive", Case("other/primitive", Good.Replace("mul a a", "frobnicate a a"), "[1,2,3]", "[1,4,9]"), "missing"),
        ("good/zero", Case("good/zero", Good, "[0,2,3]", "[-0.0,4,9]"), "agrees"),
        ("good/last", Case("good/last", Good, "[1,2,-0.5]", "[1,4,0.25]"), "agrees"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    public GoldenHarnessTests() => File.WriteAllLines(Path.Combine(_folder, "bad.jsonl"), s_records.Select(r => r.Record));

    public static TheoryData<string> Executors => ["interpreter", "evaluator", "emitted"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Executors))]
    public void Every_program_is_judged_and_the_summary_tells_of_each(string executor)
    {
        GoldenSet set = GoldenSet.Load(_folder);
        GoldenTally tally = executor switch
        {
            "interpreter" => GoldenJudge.Interpreter(set),
            "evaluator" => GoldenJudge.Evaluator(set),
            _ => GoldenJudge.Emitted(set),
        };
        Assert.Equal(s_records.Length, set.Count);
        Assert.Equal(["good/first", "good/zero", "good/last"], tally.Agreed);
        Assert.Equal(["good/zero"], tally.SignsOfZero);
        Assert.Equal(s_records.Where(r => r.Outcome is not ("agrees" or "missing")).Select(r => r.Id).Order(), tally.Failures.Select(f => f.Id).Order());
        Assert.All(tally.Failures, f => Assert.Contains(s_records.Single(r => r.Id == f.Id).Outcome, f.Problem, StringComparison.Ordinal));
        string summary = tally.ToString();
        Assert.Contains($"of {s_records.Length} programs", summary);
        Assert.Contains("3 agree with JAX", summary);
        Assert.Contains("11 failed, 1 use what this version does not have", summary);
        Assert.All(tally.Failures, f => Assert.Contains(f.Id, summary, StringComparison.Ordinal));
        Assert.Contains("sign of a zero: good/zero", summary);
        Assert.Contains("frobnicate (other/primitive)", summary);
    }

    [Fact]
    public void One_failure_leaves_the_other_cases_of_a_list()
    {
        List<string> failures = [], seen = [];
        GoldenData.ForEach(_folder, "*.jsonl", failures, (id, item) =>
        {
            seen.Add(id);
            if (id == "bad/text")
            {
                throw new InvalidOperationException("thrown");
            }
        });
        Assert.Equal(s_records.Length - 2, seen.Count);
        Assert.Equal(["bad.jsonl:2", "bad.jsonl:3", "bad/text"], failures.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    private static string Case(string id, string jaxpr, string argument, string output) =>
        $$"""{"id":"{{id}}","args":[{{Value(argument)}}],"out":{{Value(output)}},"jaxpr":"{{jaxpr}}","rtol":1e-6,"atol":0}""";

    private static string Value(string data) => $$"""{"dtype":"float32","shape":[{{data.Count(c => c == ',') + 1}}],"data":{{data}}}""";
}
