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
        ("bad/tolerance", Case("bad/tolerance", Good, "[1,2,3]", "[1,4,9]").Replace("rtol", "rtoll"), "there is no rtol"),
        ("bad/argument", Case("bad/argument", Good, "[1,2]", "[1,4]"), "shape [2]"),
        ("bad/short", Case("bad/short", Good, "[1,2]", "[1,4,9]").Replace("[2],\"data\":[1,2]", "[3],\"data\":[1,2]"), "data of 2 for shape (3,)"),
        ("bad/short-answer", Case("bad/short-answer", Good, "[1,2,3]", "[1,4]").Replace("[2]", "[3]"), "data of 2 for shape (3,)"),
        ("bad/too-few", Case("bad/too-few", Good.Replace("a:f32[3].", "a:f32[3] c:f32[3]."), "[1,2,3]", "[1,4,9]"), "1 arguments for the jaxpr's 2 inputs"),
        ("bad/too-many", Case("bad/too-many", Good.Replace("a:f32[3].", ".").Replace("mul a a", "frobnicate 1.0:f32[]"), "[1,2,3]", "[1,4,9]"), "1 arguments for the jaxpr's 0 inputs"),
        ("bad/unbound", Case("bad/unbound", Good.Replace("mul a a", "mul a zz"), "[1,2,3]", "[1,4,9]"), "the variable 'zz' is not bound"),
        ("bad/unbound-first", Case("bad/unbound-first", Good.Replace("mul a a", "frobnicate zz a"), "[1,2,3]", "[1,4,9]"), "the variable 'zz' is not bound"),
        ("bad/unbound-line", Case("bad/unbound-line", Good.Replace("mul a a", "mul a\\n zz"), "[1,2,3]", "[1,4,9]"), "'zz' is no variable"),
        ("bad/unbound-output", Case("bad/unbound-output", Good.Replace("(b,)", "(zz,)"), "[1,2,3]", "[1,4,9]"), "expected an output"),
        ("bad/typed", Case("bad/typed", Good.Replace("b:f32[3]", "b:f32[4]"), "[1,2,3]", "[1,4,9]"), "JaxprTypeException"),
        ("bad/deep", Case("bad/deep", Good.Replace("mul a a", "frobnicate[x=" + new string('(', 20000) + new string(')', 20000) + "] a"), "[1,2,3]", "[1,4,9]"), "nested deeper"),
        ("good/parts", Parts("good/parts", rtol: "1e-6", args: Value("[1,2,3]")), "agrees"),
        ("parts/args", Parts("parts/args", rtol: "1e-6", args: "7"), "not an object"),
        ("parts/rtol", Parts("parts/rtol", rtol: "null", args: Value("[1,2,3]")), "rtol is a JSON Null"),
        ("bad/throws", Case("bad/throws", Good.Replace("a:f32[3]. let b:f32[3] = mul a a", "a:f32[3]. let b:f32[3] = cos[accuracy=None] a a"), "[1,2,3]", "[1,4,9]"), ""),
        ("bad/answer", Case("bad/answer", Good, "[1,2,3]", "[1,4,10]"), "expected 10"),
        ("bad/shape", Case("bad/shape", Good, "[1,2,3]", "[1,4]"), "expected float32[2]"),
        ("bad/count", Case("bad/count", Good.Replace("(b,)", "(b, b)"), "[1,2,3]", "[1,4,9]"), "2 outputs, JAX has 1"),
        ("other/primitive", Case("other/primitive", Good.Replace("mul a a", "frobnicate a a"), "[1,2,3]", "[1,4,9]"), "missing"),
        ("good/zero", Case("good/zero", Good, "[0,2,3]", "[-0.0,4,9]"), "agrees"),
        ("good/last", Case("good/last", Good, "[1,2,-0.5]", "[1,4,0.25]"), "agrees"),
    ];

    // Of the records with transforms: what must come of each of them.
    private static readonly (string Id, string Outcome)[] s_parts =
    [
        ("good/parts:own", "agrees"),
        ("good/parts:transforms[1]", "the transform has no name"),
        ("good/parts:transforms[2]", "not an object"),
        ("good/parts:inherits", "agrees"),
        ("parts/args:own", "agrees"),
        ("parts/args:transforms[1]", "the transform has no name"),
        ("parts/args:transforms[2]", "not an object"),
        ("parts/args:inherits", "not an object"),
        ("parts/rtol:own", "agrees"),
        ("parts/rtol:transforms[1]", "the transform has no name"),
        ("parts/rtol:transforms[2]", "not an object"),
        ("parts/rtol:inherits", "rtol is a JSON Null"),
    ];

    private static readonly Dictionary<string, string> s_outcomes = s_records.Select(r => (r.Id, r.Outcome)).Concat(s_parts).ToDictionary(o => o.Id, o => o.Outcome);

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
        Assert.Equal(s_outcomes.Count, set.Count);
        string[] agreeing = [.. s_outcomes.Where(o => o.Value == "agrees").Select(o => o.Key).Order()];
        Assert.Equal(agreeing, tally.Agreed.Order());
        Assert.Equal(["good/zero"], tally.SignsOfZero);
        string[] failing = [.. s_outcomes.Where(o => o.Value is not ("agrees" or "missing")).Select(o => o.Key).Order()];
        Assert.Equal(failing, tally.Failures.Select(f => f.Id).Order());
        Assert.All(tally.Failures, f => Assert.Contains(s_outcomes[f.Id], f.Problem, StringComparison.Ordinal));
        string summary = tally.ToString();
        Assert.Contains($"of {s_outcomes.Count} programs", summary);
        Assert.Contains($"{agreeing.Length} agree with JAX", summary);
        Assert.Contains($"{failing.Length} failed, 1 use what this version does not have", summary);
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

    // A good program with a good transform of its own data, one without a name, one that is no object, and one that takes the record's data.
    private static string Parts(string id, string rtol, string args) =>
        $$"""
        {"id":"{{id}}","args":[{{args}}],"out":{{Value("[1,4,9]")}},"jaxpr":"{{Good}}","rtol":{{rtol}},"atol":0,"transforms":[{{Transform("\"name\":\"own\",\"rtol\":1e-6,\"args\":[" + Value("[1,2,3]") + "],")}},{{Transform("")}},7,{{Transform("\"name\":\"inherits\",")}}]}
        """;

    private static string Transform(string fields) => "{" + fields + "\"out\":" + Value("[1,4,9]") + ",\"jaxpr\":\"" + Good + "\"}";

    private static string Case(string id, string jaxpr, string argument, string output) =>
        $$"""{"id":"{{id}}","args":[{{Value(argument)}}],"out":{{Value(output)}},"jaxpr":"{{jaxpr}}","rtol":1e-6,"atol":0}""";

    private static string Value(string data) => $$"""{"dtype":"float32","shape":[{{data.Count(c => c == ',') + 1}}],"data":{{data}}}""";
}
