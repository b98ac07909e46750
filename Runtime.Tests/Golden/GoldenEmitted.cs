// JAX's programs, given as text, through the generator: emitted, compiled, loaded and run; within JAX's tolerance, and the interpreter's bits.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenEmitted(ITestOutputHelper output)
{
    private const int Batch = 200;

    [Fact]
    public void Emitted_code_agrees_with_JAX_and_with_the_interpreter()
    {
        List<string> failures = [];
        SortedDictionary<string, int> agreeing = new(StringComparer.Ordinal);
        int ran = 0, equal = 0;
        ulong checksum = 0;
        TimeSpan compiling = default, running = default;
        string only = Environment.GetEnvironmentVariable("SRCGENJIT_GOLDEN_ONLY") ?? "";
        Runnable[] programs = GoldenRun.Ready.Where(r => r.Program.Id.Contains(only) || r.Program.Category == only).ToArray();
        foreach (Runnable[] batch in programs.Chunk(Batch))
        {
            Stopwatch watch = Stopwatch.StartNew();
            CompiledPrograms compiled = GeneratorHost.Compile(batch.Select((r, i) => ("p" + i, r.Program.Jaxpr)).ToList());
            compiling += watch.Elapsed;
            Dump(compiled);
            failures.AddRange(compiled.Diagnostics.Select(d => "generated code: " + d));
            watch.Restart();
            for (int i = 0; i < batch.Length && compiled.Assembly is not null; i++)
            {
                Runnable run = batch[i];
                string name = "p" + i;
                if (compiled.Refused.TryGetValue(name, out string? why))
                {
                    failures.Add($"{run.Program.Id}: {why}");
                    continue;
                }
                try
                {
                    NdArray[] outputs = compiled.Invoke(name, [.. run.Consts, .. run.Inputs]);
                    string? difference = GoldenRun.Difference(run.Program, outputs);
                    checksum = outputs.Aggregate(checksum, Checksum);
                    string? bits = GoldenRun.BitDifference(outputs, Interpreter.Run(run.Jaxpr, run.Inputs, run.Consts));
                    ran += difference is null ? 1 : 0;
                    equal += bits is null ? 1 : 0;
                    string? wrong = GoldenRun.IllConditioned.ContainsKey(run.Program.Id) ? bits : difference ?? bits;
                    agreeing[run.Program.Category] = agreeing.GetValueOrDefault(run.Program.Category) + (difference is null ? 1 : 0);
                    if (wrong is not null)
                    {
                        failures.Add($"{run.Program.Id}: {difference ?? "not the interpreter's bits: " + bits}");
                    }
                }
                catch (Exception e)
                {
                    failures.Add($"{run.Program.Id}: {e.GetType().Name} {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
                }
            }
            running += watch.Elapsed;
        }
        output.WriteLine($"{ran} of {programs.Length} ran and agree with JAX, {equal} have the interpreter's bits; generating and compiling {compiling.TotalSeconds:F1} s, running {running.TotalSeconds:F1} s");
        output.WriteLine(string.Join(", ", agreeing.Select(c => $"{c.Key} {c.Value} of {GoldenData.Programs.Count(p => p.Category == c.Key)}")));
        output.WriteLine($"checksum of all outputs, the same on every vector width: {checksum:X16}");
        foreach (IGrouping<string, (GoldenProgram Program, string Reason)> group in GoldenRun.Missing.GroupBy(m => m.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {group.Count(),4}  {group.Key}");
        }
        Assert.True(failures.Count == 0, $"{ran} ran; {failures.Count} failures\n" + string.Join("\n", failures.Take(60)));
    }

    // Of the bits; every NaN counts as one value.
    private static ulong Checksum(ulong sum, NdArray array) => GoldenRun.Elements(array) switch
    {
        float[] x => x.Aggregate(sum, (s, e) => Mix(s, float.IsNaN(e) ? 1 : BitConverter.SingleToUInt32Bits(e))),
        double[] x => x.Aggregate(sum, (s, e) => Mix(s, double.IsNaN(e) ? 1 : BitConverter.DoubleToUInt64Bits(e))),
        Array x => x.Cast<object>().Aggregate(sum, (s, e) => Mix(s, unchecked((ulong)Convert.ToInt64(e, System.Globalization.CultureInfo.InvariantCulture)))),
    };

    private static ulong Mix(ulong sum, ulong bits) => System.Numerics.BitOperations.RotateLeft((sum ^ bits) * 0x9E3779B97F4A7C15, 29);

    // For a look at the code: SRCGENJIT_DUMP names a folder.
    private static void Dump(CompiledPrograms compiled)
    {
        if (Environment.GetEnvironmentVariable("SRCGENJIT_DUMP") is { Length: > 0 } folder)
        {
            foreach ((string name, string text) in compiled.Sources)
            {
                string file = System.IO.Path.Combine(folder, name);
                System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
                System.IO.File.WriteAllText(file, text);
            }
        }
    }
}
