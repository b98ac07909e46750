// Runs the programs of many seeds in batches, counts what became of them, and shrinks one of each kind of failure.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Generator.Tests.Fuzzing;

internal sealed class FuzzReport
{
    private const int BatchSize = 50, ShrinkRounds = 40, Kinds = 6;

    private readonly Dictionary<Verdict, int> _verdicts = [];
    private readonly Dictionary<string, int> _refusals = [];
    private readonly Dictionary<string, string> _examples = [];
    private int _calls, _throws;
    private long _fallbacks;

    public List<string> Failures { get; } = [];

    public string Text { get; private set; } = "";

    public static FuzzReport Of(int[] all, Action<string> log)
    {
        int count = all.Length;
        FuzzReport report = new();
        Stopwatch clock = Stopwatch.StartNew();
        List<(int Seed, RandomProgram Program, Outcome Outcome)> failed = [];
        foreach (int[] seeds in all.Chunk(BatchSize))
        {
            RandomProgram[] programs = [.. seeds.Select(RandomPrograms.All.Of)];
            IReadOnlyList<Outcome> outcomes = Execution.Run([.. programs.Select((p, i) => p.Named(Name(seeds[i])))]);
            for (int i = 0; i < seeds.Length; i++)
            {
                report.Count(outcomes[i]);
                if (count <= 5)
                {
                    log(outcomes[i].Verdict + " " + outcomes[i].Detail + "\n" + Tidy(outcomes[i].Program.Source));
                }
                if (outcomes[i].IsFailure)
                {
                    failed.Add((seeds[i], programs[i], outcomes[i]));
                }
            }
            if (Environment.GetEnvironmentVariable("SRCGENJIT_FUZZCS_LOG") is { } file)
            {
                File.AppendAllLines(file, outcomes.Where(o => o.IsFailure).Select(o => $"{o.Program.Name} {o.Kind}\n{o.Detail}"));
                File.AppendAllText(file, $"{seeds[^1]}: {clock.Elapsed.TotalSeconds:F0} s\n");
            }
            log($"{seeds[0]} to {seeds[^1]}: {clock.Elapsed.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s, {failed.Count} failures");
        }
        // A long search that writes down what it finds goes on; each seed can be tried again by itself.
        bool shrink = Environment.GetEnvironmentVariable("SRCGENJIT_FUZZCS_LOG") is null;
        foreach ((int seed, RandomProgram program, Outcome outcome) in (shrink ? failed : []).GroupBy(f => f.Outcome.Kind).SelectMany(g => g.OrderBy(f => f.Program.Tree.Count).Take(count <= BatchSize ? count : 2)).Take(Math.Max(Kinds, count <= BatchSize ? count : 0)))
        {
            report.Failures.Add(Shrunk(seed, program, outcome));
        }
        report.Text = report.Write(all[0], count, clock.Elapsed, failed);
        return report;
    }

    private static string Name(int seed) => "P" + seed.ToString(CultureInfo.InvariantCulture) + "Q";

    private void Count(Outcome outcome)
    {
        _verdicts[outcome.Verdict] = _verdicts.GetValueOrDefault(outcome.Verdict) + 1;
        _throws += outcome.Throws;
        _fallbacks += outcome.Fallbacks;
        _calls += outcome.Verdict == Verdict.Agrees ? outcome.Program.Inputs.Count : 0;
        foreach ((string id, string text) in outcome.Refusals?.Take(1) ?? [])
        {
            string reason = id + " " + System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(text, "\\b[A-Za-z]{1,2}[0-9]+Q?\\b", "#"), "'[^']{40,}'", "'...'");
            _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
            _examples.TryAdd(reason, outcome.Program.Name);
        }
        if (outcome.Verdict == Verdict.Invalid)
        {
            string reason = "no C#: " + string.Concat(outcome.Detail.Split('\n')[0].Split("): ").Skip(1));
            _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
            _examples.TryAdd(reason, outcome.Program.Name);
        }
    }

    // A hang is not shrunk: each try leaves a thread behind.
    private static string Shrunk(int seed, RandomProgram program, Outcome outcome)
    {
        Node tree = program.Tree;
        if (outcome.Verdict != Verdict.Hang)
        {
            tree = Shrinker.Shrink(tree, candidates => [.. Execution.Run([.. candidates.Select((c, i) => (program with { Tree = c }).Named("P" + i + "Q"))]).Select(o => o.Kind == outcome.Kind)], ShrinkRounds);
            outcome = Execution.Run((program with { Tree = tree }).Named(Name(seed)));
        }
        return $"== seed {seed}: {outcome.Kind}\n{outcome.Detail}\n{Tidy((program with { Tree = tree }).Named(Name(seed)).Source)}\n";
    }

    public static string Tidy(string source) => CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions).GetRoot().NormalizeWhitespace(eol: "\n").ToFullString();

    private string Write(int first, int count, TimeSpan time, List<(int Seed, RandomProgram Program, Outcome Outcome)> failed)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{count} programs from seed {first} (SRCGENJIT_FUZZCS={first},{count}) in {time.TotalSeconds:F0} s: {string.Join(", ", _verdicts.OrderBy(v => v.Key).Select(v => $"{v.Key} {v.Value}"))}; {_calls} calls agree, {_throws} of them throw, {_fallbacks} ran the body\n");
        foreach ((string reason, int times) in _refusals.OrderByDescending(r => r.Value).Take(60))
        {
            text.Append(CultureInfo.InvariantCulture, $"{times,6} {reason} ({_examples[reason]})\n");
        }
        foreach (IGrouping<string, int> kind in failed.GroupBy(f => f.Outcome.Kind, f => f.Seed))
        {
            text.Append(CultureInfo.InvariantCulture, $"failure {kind.Key}: {kind.Count()}, seeds {string.Join(", ", kind.Take(20))}\n");
        }
        return text + string.Concat(Failures);
    }
}
