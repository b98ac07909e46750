// The three executors against each other on random programs, bit for bit.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Lowering;

public class ExecutorFuzzTests(ITestOutputHelper output)
{
    // For a longer search: SRCGENJIT_FUZZ=first,count.
    private static readonly int[] s_range = Environment.GetEnvironmentVariable("SRCGENJIT_FUZZ")?.Split(',').Select(int.Parse).ToArray() ?? [1, 300];

    [Fact]
    public void Random_programs_give_the_interpreters_bits_in_the_evaluator_and_in_emitted_code()
    {
        List<string> failures = [];
        int without = 0;
        foreach (int[] seeds in Enumerable.Range(s_range[0], s_range[1]).Chunk(150))
        {
            (Jaxpr Jaxpr, NdArray[][] Inputs)[] programs = seeds.Select(seed => new RandomPrograms(seed).Draw()).ToArray();
            CompiledPrograms compiled = GeneratorHost.Compile(programs.Select((p, i) => ("p" + i, p.Jaxpr.ToString(JaxprStyle.Lossless))).ToList());
            failures.AddRange(compiled.Diagnostics.Select(d => "generated code: " + d));
            for (int i = 0; i < programs.Length; i++)
            {
                Jaxpr jaxpr = programs[i].Jaxpr;
                string name = "p" + i;
                foreach (NdArray[] inputs in programs[i].Inputs)
                {
                    if (!HasMeaning(Instantiation.At(jaxpr, inputs)))
                    {
                        // A window is larger than its array at this size of n, say: refused, or never executed.
                        Assert.True(Record.Exception(() => Evaluated(jaxpr, inputs)) is null or ArgumentException);
                        Assert.True(Record.Exception(() => Emitted(compiled, name, inputs)) is null or ArgumentException);
                        without++;
                        continue;
                    }
                    NdArray[] expected = [];
                    bool interpreted = Check("interpreted", seeds[i], jaxpr, () =>
                    {
                        expected = Interpreted(jaxpr, inputs);
                        return null;
                    });
                    if (!interpreted)
                    {
                        break;
                    }
                    if (!Check("evaluated", seeds[i], jaxpr, () => GoldenRun.BitDifference(Evaluated(jaxpr, inputs), expected)))
                    {
                        failures.Add(Smallest(jaxpr, inputs, Evaluated));
                        break;
                    }
                    if (!Check("emitted", seeds[i], jaxpr, () => compiled.Assembly is null ? null : GoldenRun.BitDifference(Emitted(compiled, name, inputs), expected)))
                    {
                        failures.Add(Smallest(jaxpr, inputs, (part, values) => Emitted(GeneratorHost.Compile([("part", part.ToString(JaxprStyle.Lossless))]), "part", values)));
                        break;
                    }
                }
            }
        }
        output.WriteLine($"{without} sizes of symbolic programs have no meaning");
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n\n", failures.Take(20)));

        bool Check(string how, int seed, Jaxpr jaxpr, Func<string?> run)
        {
            string? problem;
            try
            {
                problem = run();
            }
            catch (Exception e)
            {
                problem = $"{e.GetType().Name} {e.Message} {string.Join(" ", e.StackTrace?.Split('\n').Take(3) ?? [])}";
            }
            if (problem is not null)
            {
                failures.Add($"seed {seed} {how}: {problem}\n{jaxpr}");
            }
            return problem is null;
        }
    }

    private static bool HasMeaning(Jaxpr jaxpr) => jaxpr.Equations.All(equation =>
    {
        try
        {
            return equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params) is not null && JaxprPrinter.SubJaxprs(equation).All(HasMeaning);
        }
        catch (ShapeException)
        {
            return false;
        }
    });

    private static NdArray[] Interpreted(Jaxpr jaxpr, NdArray[] inputs) => Interpreter.Run(Instantiation.At(jaxpr, inputs), inputs);

    private static NdArray[] Evaluated(Jaxpr jaxpr, NdArray[] inputs) => BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), inputs);

    private static NdArray[] Emitted(CompiledPrograms compiled, string name, NdArray[] inputs) =>
        compiled.Refused.TryGetValue(name, out string? why) ? throw new NotSupportedException(why) : compiled.Invoke(name, inputs);

    private static string Elements(NdArray array) => string.Join(" ", GoldenRun.Elements(array).Cast<object>().Take(40));

    // The first equation of a failing program whose results differ when nothing but they are asked for, with what it needs.
    private static string Smallest(Jaxpr jaxpr, NdArray[] inputs, Func<Jaxpr, NdArray[], NdArray[]> run)
    {
        foreach (Equation equation in jaxpr.Equations)
        {
            Jaxpr part = new(jaxpr.ConstVars, jaxpr.InVars, JaxprParts.Live(jaxpr.Equations, equation.Outputs), equation.Outputs, jaxpr.Consts);
            try
            {
                if (GoldenRun.BitDifference(run(part, inputs), Interpreted(part, inputs)) is { } difference)
                {
                    return $"smallest: {difference}\n{part}\nof {string.Join("; ", inputs.Select(Elements))}";
                }
            }
            catch (Exception e)
            {
                return $"smallest: {e.Message}\n{part}";
            }
        }
        return "no part of it fails";
    }
}
