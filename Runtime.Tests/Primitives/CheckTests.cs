// The primitive check: kept by every pass and transform, discharged into one bool through calls, branches and loops, and what failed is said where a program runs.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Erased = SrcGenJit.Erased;
using Jax = SrcGenJit.Erased.Jax;
using Lax = SrcGenJit.Erased.Lax;
using Scalar = SrcGenJit.Core.Scalar;

namespace Runtime.Tests.Primitives;

public class CheckTests
{
    private static readonly Aval s_real = Aval.Scalar(DType.Float64), s_int = Aval.Scalar(DType.Int32);

    private static readonly CustomRule s_rule = new("test.checked", x => [Sin(x[0]), Mul(Mul(Real(3), Cos(x[0])), x[1])]);

    private static NdArray Real(double value) => new(Scalar.Of(value), weak: false);

    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    private static NdArray[] Leaves(Tree tree) => [.. tree.Flatten()];

    private static Tree Args(params NdArray[] arrays) => Tree.Tuple(arrays.Select(a => (Tree)a).ToArray());

    private static double Number(NdArray array) => (double)Storage.Of(array).GetValue(0)!;

    private static NdArray Positive(NdArray x, string message = "x is not positive")
    {
        Check(Gt(x, Real(0)), message);
        return Sqrt(x);
    }

    // Programs of one number that check it to be at least a bound, in all places where a check may stand.
    private static NdArray Program(string place, NdArray x)
    {
        NdArray Checked(NdArray v, string message = "too small")
        {
            Check(Ge(v, Real(1)), message);
            return Mul(v, v);
        }
        return place switch
        {
            "bare" => Checked(x),
            "call" => NamedJit.Call("f", "test", v => [Checked(v[0])], x)[0],
            "call in call" => NamedJit.Call("g", "test", v => [Neg(NamedJit.Call("f", "test", w => [Checked(w[0])], v[0])[0])], x)[0],
            "custom rule" => Calls.BindCustomJvp("c", Tracing.MakeJaxpr(v => [Sin(Checked(v[0]))], [s_real]), "jvp", s_rule, x)[0],
            // Only what is taken is checked.
            "branch taken" => Leaves(Lax.Cond(Lt(x, Real(5)), t => Checked(Leaves(t)[0]), t => Leaves(t)[0], x))[0],
            "branch in branch" => Leaves(Lax.Cond(Lt(x, Real(5)), t => Lax.Cond(Lt(Leaves(t)[0], Real(4)), u => Checked(Leaves(u)[0]), u => u, t), t => t, x))[0],
            "branch not taken" => Leaves(Lax.Cond(Gt(x, Real(5)), t => Checked(Sub(Leaves(t)[0], Real(100))), t => Leaves(t)[0], x))[0],
            "scan" => Leaves(Lax.Scan(p => Tree.Tuple(Sub(Checked(Leaves(p)[0]), Leaves(p)[0]), Leaves(p)[0]), x, Tree.Tuple(), 3))[0],
            "counted loop" => Leaves(Lax.ForiLoop(Int(0), Int(3), p => Sub(Checked(Leaves(p)[1]), Leaves(p)[1]), x))[0],
            "while" => Leaves(Lax.WhileLoop(c => Lt(Leaves(c)[0], Real(30)), c => Add(Checked(Leaves(c)[0]), Leaves(c)[0]), x))[0],
            // Without the check this loop never ends.
            "endless" => Leaves(Lax.WhileLoop(c => Lt(Leaves(c)[0], Real(30)), c => Lax.Select(Lt(Leaves(c)[0], Real(1)), Leaves(c)[0], Add(Checked(Leaves(c)[0]), Real(0.5))), x))[0],
            "condition" => Leaves(Lax.WhileLoop(c => { Check(Ge(Leaves(c)[0], Real(1)), "too small"); return Lt(Leaves(c)[0], Real(30)); }, c => Mul(Leaves(c)[0], Real(1.5)), x))[0],
            "condition and body" => Leaves(Lax.WhileLoop(c => { Check(Ge(Leaves(c)[0], Real(1)), "too small"); return Lt(Checked(Leaves(c)[0]), Real(30)); }, c => Mul(Checked(Leaves(c)[0]), Real(1.5)), x))[0],
            "loop in branch in call" => NamedJit.Call("h", "test", v => [Leaves(Lax.Cond(Lt(v[0], Real(5)), t => Lax.ForiLoop(Int(0), Int(2), p => Checked(Leaves(p)[1]), t), t => t, v[0]))[0]], x)[0],
            _ => throw new ArgumentException(place),
        };
    }

    public static TheoryData<string, double> Failing => new()
    {
        { "bare", 0.5 }, { "call", 0.5 }, { "call in call", 0.5 }, { "custom rule", 0.5 }, { "branch taken", 0.5 }, { "branch in branch", 0.5 }, { "scan", 1.5 }, { "counted loop", 1.5 },
        { "while", 0.5 }, { "endless", 0.5 }, { "condition", 0.5 }, { "condition and body", 0.5 }, { "loop in branch in call", 0.5 }, { "branch not taken", 50 },
    };

    private static double Holding(string place) => place is "branch not taken" ? 2 : 3;

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_check_discharges_into_one_bool_wherever_it_stands(string place, double bad)
    {
        Jaxpr program = Tracing.MakeJaxpr(x => [Program(place, x[0])], [s_real]);
        program.Check();
        Assert.True(program.HasEffects);
        foreach (Jaxpr form in new[] { program, Simplify.Run(program), Jaxpr.Parse(program.ToString(JaxprStyle.Lossless)), DeadCode.Run(CommonSubexpressions.Run(program)) })
        {
            (Jaxpr discharged, bool guarded) = Checks.Discharge(form);
            discharged.Check();
            Assert.True(guarded);
            Assert.False(discharged.HasEffects);
            Assert.Equal(2, discharged.Outputs.Count);
            foreach (bool good in new[] { true, false })
            {
                NdArray x = Real(good ? Holding(place) : bad);
                NdArray[] eager = Interpreter.Run(discharged, [x]), blocked = BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(Simplify.Run(discharged)), [x]);
                Assert.Equal(good, Storage.Of<bool>(eager[1])[0]);
                Assert.Equal(good, Storage.Of<bool>(blocked[1])[0]);
                if (good)
                {
                    Assert.Equal(Number(Interpreter.Run(form, [x])[0]), Number(eager[0]));
                    Assert.Equal(Number(eager[0]), Number(blocked[0]));
                }
                else
                {
                    Assert.Equal("too small", Assert.Throws<InvalidOperationException>(() => Interpreter.Run(form, [x])).Message);
                }
            }
        }
        Assert.Equal("too small", Assert.Throws<InvalidOperationException>(() => Program(place, Real(bad))).Message);
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void Derivatives_and_batches_check_what_the_function_checks(string place, double bad)
    {
        Func<Tree, Tree> f = t => Program(place, Leaves(t)[0]);
        NdArray good = Real(Holding(place)), two = new(new Aval([2], DType.Float64), new[] { Holding(place), bad }), fine = new(new Aval([2], DType.Float64), new[] { Holding(place), Holding(place) });
        Checked(t => Jax.Jvp(f, t, t).Tangents, good, Real(bad), [s_real]);
        Checked(Jax.Vmap(f, [0]), fine, two, [new([2], DType.Float64)]);
        Checked(Jax.Vmap(t => Jax.Jvp(f, t, t).Tangents, [0]), fine, two, [new([2], DType.Float64)]);
        if (!place.Contains("while") && !place.Contains("condition") && place != "endless")
        {
            Checked(Jax.Grad(f), good, Real(bad), [s_real]);
            Checked(Jax.Vmap(Jax.Grad(f), [0]), fine, two, [new([2], DType.Float64)]);
            Checked(Jax.Jvp(Jax.Grad(f), Args(good), Args(good)).Tangents is not null ? t => Jax.Jvp(Jax.Grad(f), t, t).Tangents : f, good, Real(bad), [s_real]);
        }

        static void Checked(Func<Tree, Tree> g, NdArray good, NdArray bad, Aval[] avals)
        {
            Jaxpr jaxpr = Tracing.MakeJaxpr(x => [.. g(Args(x)).Flatten()], avals);
            (Jaxpr discharged, bool guarded) = Checks.Discharge(jaxpr);
            Assert.True(guarded);
            Assert.True(Storage.Of<bool>(Interpreter.Run(Simplify.Run(discharged), [good])[^1])[0]);
            Assert.False(Storage.Of<bool>(Interpreter.Run(Simplify.Run(discharged), [bad])[^1])[0]);
            Assert.Equal("too small", Assert.Throws<InvalidOperationException>(() => g(Args(bad))).Message);
        }
    }

    [Fact]
    public void A_rule_of_its_own_stays_the_derivative_of_a_call_whose_check_was_discharged()
    {
        Func<Tree, Tree> loop = t => Lax.Scan(p => Tree.Tuple(Program("custom rule", Leaves(p)[0]), Leaves(p)[0]), Leaves(t)[0], Tree.Tuple(), 1);
        Assert.Equal(3 * Math.Cos(2), Number(Leaves(Jax.Jvp(loop, Args(Real(2)), Args(Real(1))).Tangents)[0]), 1e-12);
        Assert.Equal(3 * Math.Cos(2), Number(Leaves(Jax.Grad(t => Leaves(loop(t))[0])(Args(Real(2))))[0]), 1e-12);
    }

    [Fact]
    public void What_is_known_to_hold_is_no_check_and_what_is_known_not_to_throws_at_once()
    {
        Check(new NdArray(Scalar.Of(true), weak: false), "never");
        Assert.Equal("it's so", Assert.Throws<InvalidOperationException>(() => Check(new NdArray(Scalar.Of(false), weak: false), "it's so")).Message);
        Jaxpr nothing = Tracing.MakeJaxpr(x => { Check(new NdArray(Scalar.Of(true), weak: false), "never"); return [Sin(x[0])]; }, [s_real]);
        Assert.Single(nothing.Equations);
        Assert.False(Checks.Discharge(nothing).IsGuarded);
        Jaxpr always = Tracing.MakeJaxpr(x => { Check(new NdArray(Scalar.Of(false), weak: false), "ever"); return [Sin(x[0])]; }, [s_real]);
        Assert.True(Checks.Discharge(always).IsGuarded);
    }

    [Fact]
    public void A_function_behind_jit_throws_with_the_message_of_what_failed()
    {
        Func<Tree, Tree> f = t =>
        {
            NdArray x = Leaves(t)[0];
            Check(Gt(x, Real(0)), "x is 'not' positive");
            Check(Lt(x, Real(100)), "x is too large");
            return Mul(x, Real(2));
        };
        double Call(double x) => Number(Leaves(JitCache.Of(f).Lookup(f, Args(Real(x)), [Real(x)], StaticKey.None).Result([Real(x)]))[0]);
        Assert.Equal(6, Call(3));
        Assert.Equal("x is 'not' positive", Assert.Throws<InvalidOperationException>(() => Call(-3)).Message);
        Assert.Equal("x is too large", Assert.Throws<InvalidOperationException>(() => Call(300)).Message);
        Assert.Equal(8, Call(4));
    }

    [Fact]
    public void The_jit_equation_of_a_guarded_kernel_checks_its_guard_and_hands_out_the_results_alone()
    {
        (Jaxpr jaxpr, _) = Checks.Discharge(Tracing.MakeJaxpr(x => [Positive(x[0])], [s_real]));
        KernelInfo kernel = new() { Name = "root", Display = "C.root(double)", Jaxpr = jaxpr.ToString(JaxprStyle.Lossless), IsGuarded = true };
        Jaxpr caller = Tracing.MakeJaxpr(x => [Neg(Assert.Single(JitSupport.RecordCompiled(kernel, [x[0]])))], [s_real]);
        Assert.Single(caller.Equations, e => e.Primitive.Name == "jit" && e.Outputs.Count == 1);
        Assert.Equal(-2, Number(Tracing.EvalJaxpr(caller, [Real(4)])[0]));
        Assert.Contains("'C.root(double)' is not as C# would have it", Assert.Throws<InvalidOperationException>(() => Tracing.EvalJaxpr(caller, [Real(-4)])).Message);
    }

    [Fact]
    public void Several_messages_become_one_of_moderate_length()
    {
        NdArray Many(NdArray x) => Leaves(Lax.ForiLoop(Int(0), Int(1), p =>
        {
            for (int i = 0; i < 5; i++)
            {
                Check(Gt(x, Real(i)), $"reason {i}");
            }
            return Leaves(p)[1];
        }, Mul(x, Real(1))))[0];
        Assert.Equal("reason 0; or: reason 1; or: 3 other reasons", Assert.Throws<InvalidOperationException>(() => Many(Real(-1))).Message);
    }
}
