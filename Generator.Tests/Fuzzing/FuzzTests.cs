// The differential fuzzer: random C# methods, compiled with the generator, give what C# gives, bit for bit, or the same exception.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Abstractions;

namespace Generator.Tests.Fuzzing;

public class FuzzTests(ITestOutputHelper output)
{
    // To try programs again, or for a longer search: SRCGENJIT_FUZZCS=seed,count or several such ranges with semicolons between them.
    private static readonly int[]? s_chosen = Environment.GetEnvironmentVariable("SRCGENJIT_FUZZCS")?.Split(';').Select(r => r.Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture)).ToArray())
        .SelectMany(r => Enumerable.Range(r[0], r.ElementAtOrDefault(1) is > 0 and var count ? count : 1)).ToArray();

    [Fact]
    public void Random_programs_give_what_their_CSharp_gives() => Try(s_chosen ?? [.. Enumerable.Range(1, 300)]);

    [Fact]
    public void New_random_programs_of_each_run_do_so_too()
    {
        if (s_chosen is null)
        {
            Try([.. Enumerable.Range(Random.Shared.Next(1_000_000, int.MaxValue - 1_000_000), 100)]);
        }
    }

    private void Try(int[] seeds)
    {
        FuzzReport report = FuzzReport.Of(seeds, output.WriteLine);
        output.WriteLine(report.Text);
        Assert.True(report.Failures.Count == 0, report.Text);
    }
}
