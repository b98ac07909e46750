// `-- accuracy [function ...] [--tables]`: errors and times of every vector function, or of those named. All of them, swept: writes docs/accuracy.md.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

internal static class AccuracyTool
{
    private const string TablesOnly = "--tables";

    /// <summary>0 where every bound holds.</summary>
    public static int Run(string[] args)
    {
        string[] names = [.. args.Where(a => a is not (TablesOnly or WithoutFma.Command))];
        if (names.FirstOrDefault(name => name.StartsWith('-') || Catalogue.All.All(f => f.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no function {unknown}. Usage: accuracy [function ...] [{TablesOnly}], of {string.Join(' ', Catalogue.All.Select(f => f.Name))}");
            return 2;
        }
        List<VectorFunction> functions = [.. Catalogue.All.Where(f => names.Length == 0 || names.Contains(f.Name))];
        if (args.Contains(WithoutFma.Command))
        {
            WithoutFma.Print(functions);
            return 0;
        }
        if (!OwnProcess.IsSteady)
        {
            return OwnProcess.RunSteady(args);
        }
        bool sweep = !args.Contains(TablesOnly);
        Console.WriteLine($"Tables: {UlpTables.Folder}");
        Stopwatch clock = Stopwatch.StartNew();
        List<Measurement> measurements = MeasureErrors(functions, sweep);
        if (!WithoutFma.Measure(measurements, done => Progress("without FMA", done)))
        {
            Console.WriteLine("The class without FMA is not measured on this machine.");
        }
        List<Speed> speeds = [];
        Contest sinCos = Speed.SinCos<float>(), sinCosDouble = Speed.SinCos<double>(), w1 = Speed.W1();
        foreach (VectorFunction function in functions)
        {
            speeds.Add(Speed.Of<float>(function));
            speeds.Add(Speed.Of<double>(function));
        }
        Speed.Measure([sinCos, sinCosDouble, w1, .. speeds.Select(s => s.Times)], done => Progress("times", done));
        List<Bar> bars = Bars.Of(speeds, sinCos, sinCosDouble, w1);
        Console.WriteLine($"\n{AccuracyReport.Errors(measurements, true)}\n{AccuracyReport.Errors(measurements, false)}\n{AccuracyReport.Times(speeds)}\n{AccuracyReport.Bars(bars)}");
        if (sweep)
        {
            foreach (Measurement m in measurements.Where(m => m.Errors.Sweep is { Ulp: > 0.5 }))
            {
                WorstArguments.Add(m.Function.Name, (float)m.Errors.Sweep!.Value.Argument);
            }
        }
        if (sweep && names.Length == 0)
        {
            string page = UlpTables.InRepository("docs", "accuracy.md");
            File.WriteAllText(page, AccuracyReport.Document(measurements, speeds, bars));
            Console.WriteLine($"{page} is written.");
        }
        Console.WriteLine($"{functions.Count} functions in {clock.Elapsed.TotalMinutes:F1} minutes.");
        string[] misses = [.. AccuracyReport.Misses(measurements)];
        Console.WriteLine(misses is [] ? "Every bound holds." : $"MISSED:\n{string.Join('\n', misses)}");
        return misses.Length == 0 ? 0 : 1;
    }

    private static List<Measurement> MeasureErrors(List<VectorFunction> functions, bool sweep)
    {
        List<Measurement> measurements = [];
        foreach (VectorFunction function in functions)
        {
            Measurement single = Measurement.Of<float>(function, sweep ? 1 : 0, done => Progress(function.Name, done)), whole = Measurement.Of<double>(function, 0, null);
            foreach (Measurement m in (Measurement[])[single, whole])
            {
                measurements.Add(m);
                Console.WriteLine($"{function.Name,-12} {m.Type,-6} {(m.Errors.Sweep is { } w ? $"all floats {w}; " : "")}{(m.HasTable ? $"tables {m.Errors.Table:F3}, {m.Errors.Specials.Missed} of {m.Errors.Specials.Count} special values missed" : "no table in that folder: skipped")}");
            }
        }
        return measurements;
    }

    // On one line of the console, from any thread; nothing where nobody looks.
    private static void Progress(string what, double done)
    {
        if (!Console.IsErrorRedirected)
        {
            lock (Console.Error)
            {
                Console.Error.Write(done < 1 ? $"\r{what}: {done:P0}    " : "\r                                \r");
            }
        }
    }
}
