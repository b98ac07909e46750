// Large programs of every form are traced, transformed, lowered and run within limits of time, and what lowering makes of them grows as they do.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Benchmarks;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Lowering;

public class LargeProgramTests
{
    public static TheoryData<string> Names => [.. ProgramForm.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_thousand_equations_take_seconds(string name) => Within(240, () =>
    {
        Jaxpr jaxpr = Form(name).Make(10_000);
        jaxpr.Check();
        Assert.Equal(jaxpr, Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless)));
        Plan plan = SrcGenJit.Core.Lowering.Lower(jaxpr);
        BlockedEvaluator.Run(plan, Inputs(jaxpr));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void What_lowering_makes_grows_as_the_program_does(string name) => Within(240, () =>
    {
        int small = Size(name, 1_000, out int equations), large = Size(name, 8_000, out int more);
        Assert.True(large <= 1.5 * small / equations * more + 200, $"{small} values and steps for {equations} equations, {large} for {more}");
        Assert.True(large <= 10 * more, $"{large} values and steps for {more} equations");
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_thousands_of_equations_takes_seconds(string name)
    {
        if (Form(name).HasGradient)
        {
            Within(240, () =>
            {
                Jaxpr gradient = ProgramForm.Gradient(Form(name).Make(3_000));
                BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(gradient), Inputs(gradient));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bits_are_the_interpreters(string name) => Within(240, () =>
    {
        Jaxpr jaxpr = Form(name).Make(1_500);
        Compare(name == "calls in calls" ? Simplify.Run(jaxpr) : jaxpr);
        if (Form(name).HasGradient)
        {
            Compare(Simplify.Run(ProgramForm.Gradient(Form(name).Make(700))));
        }
    });

    [Fact]
    public void Squares_beside_a_sine_share_a_walk() => Within(20, () =>
    {
        Plan plan = SrcGenJit.Core.Lowering.Lower(Form("squares beside a sine").Make(40));
        Assert.InRange(Values(plan), 40, 60);
    });

    [Fact]
    public void Heads_and_tails_joined_again_and_again() => Within(20, () =>
    {
        NdArray Step(NdArray x, int k) => Lax.Concatenate([Lax.Sin(Lax.Slice(x, [0], [k])), Lax.Slice(x, [k], [64])], 0);
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => [Enumerable.Range(1, 30).Aggregate(x[0], Step)], [new Aval(Shape.Of([(Dim)64]), DType.Float32)]);
        Plan plan = SrcGenJit.Core.Lowering.Lower(jaxpr);
        Assert.InRange(plan.Steps.Count, 1, 64);
        Assert.InRange(Values(plan), 30, 400);
        Compare(jaxpr);
        Compare(ProgramForm.Gradient(jaxpr));
    });

    [Theory]
    [InlineData("tree of scalars", 35_000)]
    [InlineData("tree of slices", 1_400)]
    public void A_tree_of_a_hundred_steps_and_its_gradient(string name, int equations) => Within(240, () =>
    {
        Jaxpr jaxpr = Form(name).Make(equations);
        Compare(jaxpr);
        Compare(ProgramForm.Gradient(jaxpr));
    });

    [Fact]
    public void A_loop_in_a_loop_is_lowered_once_for_its_jaxpr() => Within(20, () =>
    {
        Jaxpr inner = Jaxpr.Parse("{ lambda ; a:f32[8]. let b:f32[8] = sin a in (b,) }");
        NdArray[] Scan(NdArray x) => Prims.Scan.Bind(
            Params.Of(("jaxpr", inner), ("length", (Dim)2), ("num_carry", 1), ("num_consts", 0), ("reverse", false), ("unroll", 1)), x);
        Jaxpr jaxpr = Tracing.MakeJaxpr(x => [Scan(x[0])[0], Scan(Lax.Cos(x[0]))[0]], [new Aval(Shape.Of([(Dim)8]), DType.Float32)]);
        ScanStep[] scans = [.. SrcGenJit.Core.Lowering.Lower(jaxpr).Steps.OfType<ScanStep>()];
        Assert.Equal(2, scans.Length);
        Assert.Same(scans[0].Body, scans[1].Body);
    });

    [Fact]
    public void Dead_carries_of_loops_in_loops_are_found_once() => Within(20, () =>
    {
        // Each level asks the one inside twice; asked anew each time, that is two to the depth.
        Jaxpr body = Jaxpr.Parse("{ lambda ; a:f32[] b:f32[] c:f32[]. let d:f32[] = sin a; e:f32[] = add b a in (d, e, c) }");
        for (int depth = 0; depth < 40; depth++)
        {
            Jaxpr inner = body;
            body = Tracing.MakeJaxpr(
                x => Prims.Scan.Bind(Params.Of(("jaxpr", inner), ("length", (Dim)2), ("num_carry", 3), ("num_consts", 0), ("reverse", false), ("unroll", 1)), x), inner.InAvals());
        }
        Jaxpr wanted = new([], body.InVars, body.Equations, [body.Outputs[1]]);
        Jaxpr live = DeadCode.Run(wanted);
        Assert.Equal(2, Assert.Single(live.Equations).Outputs.Count);
    });

    [Fact]
    public void Equality_hashes_text_and_checks_meet_a_shared_jaxpr_once() => Within(20, () =>
    {
        Jaxpr left = Form("calls in calls").Make(60), right = Form("calls in calls").Make(60);
        Assert.Equal(left, right);
        left.Check();
        Assert.Equal(left, Jaxpr.Parse(left.ToString(JaxprStyle.Lossless)));
    });

    // The 5,752nd and the 9,002nd variable of a large program.
    [Fact]
    public void Variables_may_be_called_inf_and_nan()
    {
        Jaxpr jaxpr = Jaxpr.Parse("{ lambda ; a:f32[3] b:f32[]. let\n    c:f32[3] = add a b\n    inf:f32[3] = mul c inf:f32[]\n    nan:f32[] = mul b\n      inf:f32[]\n    d:f32[3] = add inf nan\n  in (d,) }");
        Assert.Equal(4, jaxpr.Equations.Count);
        Assert.IsType<Literal>(jaxpr.Equations[1].Inputs[1]);
        Assert.IsType<Literal>(jaxpr.Equations[2].Inputs[1]);
        Assert.Same(jaxpr.Equations[1].Outputs[0], jaxpr.Equations[3].Inputs[0]);
        Assert.Same(jaxpr.Equations[2].Outputs[0], jaxpr.Equations[3].Inputs[1]);
    }

    private static ProgramForm Form(string name) => ProgramForm.All.Single(f => f.Name == name);

    private static int Size(string name, int about, out int equations)
    {
        Jaxpr jaxpr = Form(name).Make(about);
        equations = ProgramForm.Count(Simplify.Run(jaxpr));
        Plan plan = SrcGenJit.Core.Lowering.Lower(jaxpr);
        return Values(plan) + LoweringCost.Steps(plan);
    }

    private static int Values(Plan plan) => LoweringCost.Values(plan);

    private static NdArray[] Inputs(Jaxpr jaxpr)
    {
        Random random = new(7);
        return [.. jaxpr.InAvals().Select(a => new NdArray(a, Enumerable.Range(0, (int)a.Shape.Size.Value).Select(_ => 0.1f + random.NextSingle()).ToArray()))];
    }

    private static void Compare(Jaxpr jaxpr)
    {
        NdArray[] inputs = Inputs(jaxpr);
        Assert.Null(GoldenRun.BitDifference(BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), inputs), Interpreter.Run(jaxpr, inputs)));
    }

    // On a thread of its own, so that what does not end fails.
    private static void Within(int seconds, Action action)
    {
        Exception? thrown = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                thrown = error;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(seconds)), $"not done after {seconds} s");
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }
}
