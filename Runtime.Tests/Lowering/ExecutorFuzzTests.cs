// The three executors against each other on random programs, bit for bit: the same programs each time, and new ones in each run.
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
    // To try failing programs again, or for a longer search: SRCGENJIT_FUZZ=first,count.
    private static readonly int[]? s_chosen = Environment.GetEnvironmentVariable("SRCGENJIT_FUZZ")?.Split(',').Select(int.Parse).ToArray();

    [Fact]
    public void Random_programs_give_the_interpreters_bits_in_the_evaluator_and_in_emitted_code() => Try(s_chosen ?? [1, 300]);

    [Fact]
    public void New_random_programs_of_each_run_do_so_too() => Try(s_chosen ?? [Random.Shared.Next(1000, int.MaxValue - 1000), 60]);

    [Fact]
    public void Programs_have_every_elementwise_primitive_and_sizes_from_nothing_to_more_than_a_chunk_of_a_reduction()
    {
        HashSet<string> drawn = [];
        HashSet<long> sizes = [];
        for (int seed = 1; seed <= 300; seed++)
        {
            (Jaxpr jaxpr, NdArray[][] inputs) = new RandomPrograms(seed).Draw();
            drawn.UnionWith(Primitives(jaxpr));
            sizes.UnionWith(inputs.SelectMany(i => i).Select(i => i.Shape.Size.Value));
        }
        Assert.Empty(RandomPrograms.Elementwise.Select(s => s[0].Primitive.Name).Except(drawn));
        Assert.Contains(0, sizes);
        Assert.Contains(1, sizes);
        Assert.Contains(sizes, s => s > 8192);
        Assert.True(RandomPrograms.Elementwise.Count >= Prims.All.Count(p => p.Semantics is Semantics.Elementwise), "an elementwise primitive has no sample");
    }

    private void Try(int[] range)
    {
        List<string> failures = [];
        int without = 0;
        output.WriteLine($"programs {range[0]} to {range[0] + range[1] - 1}; SRCGENJIT_FUZZ={range[0]},{range[1]} tries them again");
        foreach (int[] seeds in Enumerable.Range(range[0], range[1]).Chunk(150))
        {
            (Jaxpr Jaxpr, NdArray[][] Inputs)[] programs = seeds.Select(Draw).ToArray();
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
                        foreach (Func<NdArray[]> executor in new Func<NdArray[]>[] { () => Evaluated(jaxpr, inputs), () => compiled.Assembly is null ? [] : Emitted(compiled, name, inputs) })
                        {
                            Exception? refused = Record.Exception(executor);
                            Assert.True(refused is null or ArgumentException, $"seed {seeds[i]}: {refused}\n{jaxpr}");
                        }
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
        Assert.True(failures.Count == 0, $"{failures.Count} failures; SRCGENJIT_FUZZ={range[0]},{range[1]} tries the programs again\n" + string.Join("\n\n", failures.Take(20)));

        (Jaxpr Jaxpr, NdArray[][] Inputs) Draw(int seed)
        {
            try
            {
                return new RandomPrograms(seed).Draw();
            }
            catch (Exception e)
            {
                failures.Add($"seed {seed} (SRCGENJIT_FUZZ={seed},1) cannot be traced or transformed: {e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(12) ?? [])}");
                return (Jaxpr.Parse("{ lambda ; . let  in () }"), []);
            }
        }

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
                failures.Add($"seed {seed} (SRCGENJIT_FUZZ={seed},1) {how}: {problem}\n{jaxpr}");
            }
            return problem is null;
        }
    }

    private static IEnumerable<string> Primitives(Jaxpr jaxpr) => jaxpr.Equations.SelectMany(e => JaxprPrinter.SubJaxprs(e).SelectMany(Primitives).Prepend(e.Primitive.Name));

    // Where a branch or loop has none, a check that always fails stands in its place.
    private static bool HasMeaning(Jaxpr jaxpr) => jaxpr.Equations.All(equation =>
    {
        try
        {
            return !(equation.Primitive.Semantics is Semantics.Check && equation.Inputs[0] is Literal { Value.Bits: 0 }) && equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params) is not null && JaxprPrinter.SubJaxprs(equation).All(HasMeaning);
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
