// The executors against each other, beyond JAX's programs: control flow with its transforms, and every primitive with its derivative and its batch.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Comparing;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Primitives;

public class ExecutorTests
{
    [Fact]
    public void Control_flow_gives_the_interpreters_bits_in_the_evaluator_and_in_emitted_code()
    {
        (string Name, Jaxpr Jaxpr, NdArray[] Inputs)[] programs = [.. ControlFlowTests.Programs()];
        CompiledPrograms compiled = GeneratorHost.Compile(programs.Select((p, i) => ("p" + i, p.Jaxpr.ToString(JaxprStyle.Lossless))).ToList());
        List<string> failures = [.. compiled.Diagnostics.Select(d => "generated code: " + d)];
        for (int i = 0; i < programs.Length; i++)
        {
            (string name, Jaxpr jaxpr, NdArray[] inputs) = programs[i];
            NdArray[] expected = Interpreter.Run(jaxpr, inputs);
            Compare(failures, name + " in the evaluator", expected, () => BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), inputs));
            if (compiled.Refused.TryGetValue("p" + i, out string? why))
            {
                failures.Add($"{name}: {why}");
            }
            else if (compiled.Assembly is not null)
            {
                Compare(failures, name + " emitted", expected, () => compiled.Invoke("p" + i, inputs));
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    // Reduced axes in front and behind, one of them empty, short, or longer than a chunk: every combination is clean C#.
    [Fact]
    public void Reductions_of_every_extent_compile_without_a_warning()
    {
        string[] sizes = ["0", "1", "3", "9000", "n"];
        (string Name, Jaxpr Jaxpr)[] programs = [.. from first in sizes from last in sizes from reduce in new[] { "reduce_sum", "reduce_max" }
            select ("p" + reduce[7] + first + "x" + last, Jaxpr.Parse(
                $$"""
                { lambda ; s:f32[n] a:f32[{{first}},2,{{last}}]. let
                    b:f32[2] = {{reduce}}[axes=(0, 2) out_sharding=None] a
                  in (b, s) }
                """))];
        CompiledPrograms compiled = GeneratorHost.Compile(programs.Select(p => (p.Name, p.Jaxpr.ToString(JaxprStyle.Lossless))).ToList());
        Assert.Empty(compiled.Diagnostics);
        Assert.Empty(compiled.Refused);
        List<string> failures = [];
        foreach ((string name, Jaxpr jaxpr) in programs)
        {
            NdArray[] inputs = [.. jaxpr.InAvals().Select((a, i) => Samples.Values(a.WithShape(Shape.Of(a.Shape.Select(d => d.IsConstant ? d : (Dim)5))), i, -1, 1))];
            Compare(failures, name, Interpreter.Run(Instantiation.At(jaxpr, inputs), inputs), () => compiled.Invoke(name, inputs));
        }
        Assert.Equal(50, programs.Length);
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void Primitives_their_derivatives_and_their_batches_give_the_interpreters_bits_in_the_evaluator()
    {
        List<string> failures = [];
        foreach (Primitive primitive in Prims.All.Where(p => p.Semantics is not Semantics.NotExecutable))
        {
            foreach (Sample sample in Samples.Of(primitive).Where(s => s.Avals.All(a => Comparison.Executable.Contains(a.DType))))
            {
                NdArray[] inputs = sample.Inputs(6);
                Jaxpr plain = Tracing.MakeJaxpr(x => primitive.Bind(sample.Params, x), sample.Avals);
                Check(failures, sample.ToString(), plain, inputs);
                bool[] nonzero = sample.Avals.Select(a => a.DType.IsInexact).ToArray();
                if (nonzero.Any(n => n) && !Samples.IsNotDifferentiable(primitive))
                {
                    NdArray[] tangents = sample.Inputs(7).Where((_, i) => nonzero[i]).ToArray();
                    Check(failures, $"derivative of {sample}", JvpTransform.OfJaxpr(plain, nonzero).Jaxpr, [.. inputs, .. tangents]);
                }
                if (sample.Avals.Length > 0)
                {
                    Aval[] larger = sample.Avals.Select(a => BatchTransform.Insert(a, 0, 3)).ToArray();
                    NdArray[] batch = new Sample(primitive, larger, sample.Params, sample.Low, sample.High) { Integers = sample.Integers, AlwaysTrue = sample.AlwaysTrue }.Inputs(8);
                    Check(failures, $"batch of {sample}", BatchTransform.OfJaxpr(plain, 3, sample.Avals.Select(_ => (int?)0).ToArray()).Jaxpr, batch);
                }
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n", failures.Take(40)));
    }

    private static void Check(List<string> failures, string name, Jaxpr jaxpr, NdArray[] inputs)
    {
        // What checks has its checks as a result where it is lowered.
        Jaxpr data = Checks.Discharge(jaxpr).Jaxpr;
        Compare(failures, name, Interpreter.Run(data, inputs), () => BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(data), inputs));
    }

    private static void Compare(List<string> failures, string name, NdArray[] expected, Func<NdArray[]> run)
    {
        try
        {
            if (GoldenRun.BitDifference(run(), expected) is { } difference)
            {
                failures.Add($"{name}: {difference}");
            }
        }
        catch (Exception e)
        {
            failures.Add($"{name}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()}");
        }
    }
}
