// What large programs cost at run time: `-- lowering` times each form at 10^3, 10^4 and 10^5 equations, step by step; names of forms and sizes may follow.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace SrcGenJit.Benchmarks;

internal static class LoweringCost
{
    public static void Run(string[] arguments)
    {
        int[] sizes = [.. arguments.Where(IsNumber).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        string[] names = [.. arguments.Where(a => !IsNumber(a))];
        Console.WriteLine("Milliseconds of processor time; growth: all steps against the size before, where the program is ten times as large.");
        Console.WriteLine($"{"",-26}{"equations",9}{"trace",8}{"text",8}{"check",8}{"equal",8}{"simplify",9}{"lower",8}{"first run",10}{"again",8}{"values",9}{"steps",7}{"all",9}{"growth",8}   gradient: equations, trace, lower, first run");
        foreach (ProgramForm form in ProgramForm.All.Where(f => names.Length == 0 || names.Any(f.Name.Contains)))
        {
            double? before = null;
            Measure(form, 200, null);
            foreach (int size in sizes.Length > 0 ? sizes : [1_000, 10_000, 100_000])
            {
                before = Measure(form, size, before, print: true);
            }
        }
    }

    private static bool IsNumber(string argument) => argument.All(char.IsAsciiDigit);

    private static double Measure(ProgramForm form, int size, double? before, bool print = false)
    {
        GC.Collect();
        List<double> times = [];
        T Time<T>(Func<T> step)
        {
            double start = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
            T result = step();
            times.Add(Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds - start);
            return result;
        }
        Jaxpr jaxpr = Time(() => form.Make(size));
        Jaxpr read = Time(() => Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless)));
        Time(() =>
        {
            jaxpr.Check();
            return 0;
        });
        bool equal = Time(() => jaxpr.Equals(read));
        Jaxpr simple = Time(() => Simplify.Run(jaxpr));
        Plan plan = Time(() => Core.Lowering.Lower(simple));
        NdArray[] inputs = [.. jaxpr.InAvals().Select(Ones)];
        BlockedEvaluator evaluator = new(plan);
        Time(() => evaluator.Run(inputs));
        Time(() => evaluator.Run(inputs));
        double all = times.Sum();
        int forward = times.Count, gradientEquations = 0;
        if (form.HasGradient)
        {
            Jaxpr gradient = Time(() => ProgramForm.Gradient(jaxpr));
            gradientEquations = ProgramForm.Count(gradient);
            Plan backward = Time(() => Core.Lowering.Lower(gradient));
            Time(() => new BlockedEvaluator(backward).Run(inputs));
        }
        if (print)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{form.Name,-26}{ProgramForm.Count(jaxpr),9}{times[0],8:F0}{times[1],8:F0}{times[2],8:F0}{times[3],8:F0}{times[4],9:F0}{times[5],8:F0}{times[6],10:F0}{times[7],8:F1}{Values(plan),9}{Steps(plan),7}{all,9:F0}");
            line += before is { } earlier ? string.Create(CultureInfo.InvariantCulture, $"{all / earlier,8:F1}") : new string(' ', 8);
            line += form.HasGradient ? string.Create(CultureInfo.InvariantCulture, $"   {gradientEquations,9}{times[forward],9:F0}{times[forward + 1],9:F0}{times[forward + 2],9:F0}") : "";
            Console.WriteLine(line + (equal ? "" : "   the text gives another program"));
        }
        return all;
    }

    /// <summary>The values of all nests, also in loops and branches: what is computed for an element.</summary>
    public static int Values(Plan plan) => Plans(plan).SelectMany(p => p.Steps).OfType<LoopNest>().Sum(n => n.Body.Values.Count + n.Epilogue.Values.Count);

    public static int Steps(Plan plan) => Plans(plan).Sum(p => p.Steps.Count);

    private static List<Plan> Plans(Plan top)
    {
        List<Plan> plans = [top];
        for (int i = 0; i < plans.Count; i++)
        {
            foreach (Step step in plans[i].Steps)
            {
                plans.AddRange(step switch { ScanStep scan => [scan.Body], WhileStep loop => [loop.Condition, loop.Body], CondStep cond => cond.Branches, _ => [] });
            }
        }
        return plans;
    }

    private static NdArray Ones(Aval aval)
    {
        float[] data = new float[aval.Shape.Size.Value];
        Array.Fill(data, 0.5f);
        return new NdArray(aval, data);
    }
}
