// Branches and loops built from jaxprs: which loops become scans, what is constant or dead in them, and that their values are those of the loop.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Jax = SrcGenJit.Erased.Jax;
using Scalar = SrcGenJit.Core.Scalar;

namespace Runtime.Tests.Primitives;

public partial class FromJaxprTests
{
    private static readonly Dim s_n = Dim.Symbol("n");

    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    private static NdArray Real(double value) => new(new Aval([], DType.Float64), new[] { value });

    private static NdArray Vector(params double[] values) => new(new Aval([values.Length], DType.Float64), values);

    private static readonly Aval s_int = Aval.Scalar(DType.Int32), s_real = Aval.Scalar(DType.Float64);

    private static Jaxpr Trace(Func<NdArray[], NdArray[]> f, params Aval[] avals) => Tracing.MakeJaxpr(f, avals);

    private static NdArray[] While(Func<NdArray[], NdArray> condition, Func<NdArray[], NdArray[]> body, NdArray[] carry, bool[]? used = null)
    {
        Aval[] avals = [.. carry.Select(c => c.Aval)];
        return WhileOf(Trace(x => [condition(x)], avals), Trace(body, avals), carry, used);
    }

    // Both executors, at concrete inputs.
    private static NdArray[] Run(Jaxpr jaxpr, params NdArray[] inputs)
    {
        Jaxpr here = Instantiation.At(jaxpr, inputs);
        NdArray[] eager = Tracing.EvalJaxpr(here, inputs), blocked = BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(here), inputs);
        Assert.Equal(Bits(eager), Bits(blocked));
        return eager;
    }

    private static string Bits(IEnumerable<NdArray> values) =>
        string.Join("; ", values.Select(v => string.Join(",", Storage.Of(v).Cast<object>().Select(e => e is double d ? BitConverter.DoubleToInt64Bits(d) : e))));

    private static Equation Only(Jaxpr jaxpr, string primitive) => Assert.Single(jaxpr.Equations, e => e.Primitive.Name is "scan" or "while" or "cond") is var found && found.Primitive.Name == primitive
        ? found
        : throw new Xunit.Sdk.XunitException($"no {primitive} in\n{jaxpr}");

    private static double Decay(int start, Func<int, bool> goesOn, int stride, double x)
    {
        for (int i = start; goesOn(i); i += stride)
        {
            x = Math.Sin(x) * i + x;
        }
        return x;
    }

    public static TheoryData<string, int, int, int, bool> Loops => new()
    {
        { "lt", 0, 5, 1, true }, { "lt", 0, 5, 2, true }, { "lt", 3, 3, 1, true }, { "lt", 5, 3, 1, true }, { "lt", -7, 6, 4, true },
        { "le", 0, 5, 1, true }, { "le", 0, 5, 2, true }, { "le", 6, 5, 1, true }, { "gt", 5, 0, -1, true }, { "gt", 5, 0, -3, true },
        { "ge", 5, 0, -1, true }, { "ge", 6, 0, -3, true }, { "ge", -1, 0, -1, true }, { "ne", 0, 6, 2, true }, { "ne", 6, 0, -3, true }, { "ne", 4, 4, 1, true },
        { "lt", int.MaxValue - 4, int.MaxValue, 1, true }, { "gt", int.MinValue + 4, int.MinValue, -1, true },
        // The counter wraps around, goes the other way, or does not meet the bound.
        { "le", int.MaxValue - 1, int.MaxValue, 1, false }, { "lt", int.MaxValue - 5, int.MaxValue - 1, 3, false }, { "ge", int.MinValue + 1, int.MinValue, -1, false },
        { "lt", 0, 5, -1, false }, { "gt", 5, 0, 1, false }, { "ne", 0, 5, 2, false }, { "ne", 5, 0, 1, false }, { "lt", 0, 5, 0, false },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void A_loop_that_counts_between_known_bounds_is_a_scan_with_the_values_of_the_loop(string comparison, int start, int bound, int stride, bool isScan)
    {
        for (int form = 0; form < 4; form++)
        {
            bool mirrored = form % 2 == 1, negated = form / 2 == 1;
            Jaxpr program = Trace(
                a => While(
                    c => negated ? BitwiseNot(Compare(Opposite(comparison), c[0], Int(bound), mirrored)) : Compare(comparison, c[0], Int(bound), mirrored),
                    c => [stride < 0 ? Sub(c[0], Int(-stride)) : mirrored ? Add(Int(stride), c[0]) : Add(c[0], Int(stride)), Add(Mul(Sin(c[1]), ConvertElementType(c[0], DType.Float64)), c[1])],
                    [Int(start), a[0]]),
                s_real);
            Equation loop = Only(program, isScan ? "scan" : "while");
            if (!isScan)
            {
                continue;
            }
            Func<int, bool> goesOn = comparison switch { "lt" => i => i < bound, "le" => i => i <= bound, "gt" => i => i > bound, "ge" => i => i >= bound, _ => i => i != bound };
            int steps = 0, i = start;
            for (; goesOn(i); i += stride)
            {
                steps++;
            }
            Assert.Equal(steps, loop.Params.Dim("length"));
            NdArray[] results = Run(program, Real(0.3));
            Assert.Equal(i, Storage.Of(results[0]).GetValue(0));
            Assert.Equal(Decay(start, goesOn, stride, 0.3), (double)Storage.Of(results[1]).GetValue(0)!, 1e-12 * Math.Abs(Decay(start, goesOn, stride, 0.3)));
        }
    }

    private static string Opposite(string comparison) => comparison switch { "lt" => "ge", "le" => "gt", "gt" => "le", "ge" => "lt", _ => "eq" };

    private static NdArray Compare(string comparison, NdArray left, NdArray right, bool mirrored)
    {
        if (mirrored)
        {
            (left, right) = (right, left);
            comparison = comparison switch { "lt" => "gt", "le" => "ge", "gt" => "lt", "ge" => "le", _ => comparison };
        }
        return comparison switch { "lt" => Lt(left, right), "le" => Le(left, right), "gt" => Gt(left, right), "ge" => Ge(left, right), "eq" => Eq(left, right), _ => Ne(left, right) };
    }

    public static TheoryData<string, string> SymbolicLoops => new()
    {
        { "0 < n, 1", "n" }, { "0 < n, 2", "floordiv(n + 1, 2)" }, { "0 <= n, 1", "n + 1" }, { "n-1 >= 0, -1", "n" }, { "n > 0, -3", "floordiv(n + 2, 3)" }, { "1 < n-1, 1", "max(0, n - 2)" },
        { "0 != n, 1", "n" }, { "0 < n/3, 1", "floordiv(n, 3)" },
    };

    [Theory]
    [MemberData(nameof(SymbolicLoops))]
    public void A_loop_to_a_symbolic_bound_is_a_scan_of_symbolic_length_and_differentiates_in_reverse(string loop, string length)
    {
        (NdArray Start, string Comparison, Func<NdArray> Bound, int Stride) = loop switch
        {
            "0 < n, 1" => (Int(0), "lt", () => N(), 1),
            "0 < n, 2" => (Int(0), "lt", () => N(), 2),
            "0 <= n, 1" => (Int(0), "le", () => N(), 1),
            "n-1 >= 0, -1" => (Int(-9), "ge", () => Int(0), -1),
            "n > 0, -3" => (Int(-8), "gt", () => Int(0), -3),
            "1 < n-1, 1" => (Int(1), "lt", () => Sub(N(), Int(1)), 1),
            "0 != n, 1" => (Int(0), "ne", () => N(), 1),
            _ => ((NdArray, string, Func<NdArray>, int))(Int(0), "lt", () => Div(N(), Int(3)), 1),
        };
        NdArray[] F(NdArray[] a) => While(
            c => Compare(Comparison, c[0], Bound(), false),
            c => [Add(c[0], Int(Stride)), Add(Mul(Sin(c[1]), ConvertElementType(c[0], DType.Float64)), c[1])],
            [loop[0] == 'n' ? loop[1] == '-' ? Sub(N(), Int(1)) : N() : Start, a[1]]);
        Aval[] avals = [new([s_n], DType.Float64), s_real];
        Jaxpr program = Trace(F, avals);
        Assert.Equal(length, Only(program, "scan").Params.Dim("length").ToString());
        Jaxpr gradient = Trace(x => [.. Jax.Grad(t => F([.. t.Flatten()])[1], [1])(Tree.Tuple(x.Select(v => (Tree)v).ToArray())).Flatten()], avals);
        foreach (int n in new[] { 0, 1, 2, 5 })
        {
            double x = 0.3, dx = 1;
            int i = loop[0] == 'n' ? n + (loop[1] == '-' ? -1 : 0) : (int)(Dim)(long)Start.Constant!.Value.Bits;
            int bound = loop.Contains("n/3") ? n / 3 : loop.StartsWith("1 < n-1") ? n - 1 : loop[0] == 'n' ? 0 : n;
            for (; Comparison switch { "lt" => i < bound, "le" => i <= bound, "gt" => i > bound, "ge" => i >= bound, _ => i != bound }; i += Stride)
            {
                (x, dx) = (Math.Sin(x) * i + x, (Math.Cos(x) * i + 1) * dx);
            }
            NdArray[] inputs = [Vector(new double[n]), Real(0.3)], results = Run(program, inputs);
            Assert.Equal(i, Storage.Of(results[0]).GetValue(0));
            Assert.Equal(x, (double)Storage.Of(results[1]).GetValue(0)!, 1e-12 * Math.Abs(x));
            Assert.Equal(dx, (double)Storage.Of(Run(gradient, inputs)[0]).GetValue(0)!, 1e-10 * Math.Abs(dx));
        }

        static NdArray N() => DimAsValue(s_n);
    }

    [Fact]
    public void A_bound_that_may_not_fit_its_type_stays_a_while()
    {
        Jaxpr program = Trace(
            a => While(c => Lt(c[0], Mul(DimAsValue(s_n), Int(2))), c => [Add(c[0], Int(1)), Sin(c[1])], [Int(0), a[1]]), new Aval([s_n], DType.Float64), s_real);
        Only(program, "while");
    }

    [Fact]
    public void Carries_that_never_change_are_constants_and_those_that_nobody_reads_are_left_out()
    {
        Jaxpr program = Trace(
            a => While(
                c => Lt(c[0], c[1]),
                // i, n (handed on), x, a sum that only feeds itself, y set to what it was, z handed on through y's place.
                c => [Add(c[0], Int(1)), c[1], Mul(c[2], c[4]), Add(c[3], c[2]), a[0], c[4]],
                [Int(0), a[1], a[0], a[0], a[0], a[0]],
                [false, false, true, false, true, true]),
            s_real, s_int);
        Equation loop = Only(program, "while");
        Assert.Equal(2, loop.Outputs.Count);
        Assert.Same(program.InVars[0], program.Outputs[4]);
        Assert.Same(program.InVars[0], program.Outputs[5]);
        Assert.Same(program.InVars[1], program.Outputs[1]);
        Assert.Equal(0.5 * 0.5 * 0.5 * 0.5, Storage.Of(Run(program, Real(0.5), Int(3))[2]).GetValue(0));
    }

    [Fact]
    public void What_all_branches_hand_on_needs_no_choice_and_what_none_reads_is_no_operand()
    {
        Jaxpr program = Trace(
            a =>
            {
                NdArray unread = Sin(a[2]);
                Jaxpr first = Trace(_ => [a[1], Int(3), Mul(a[1], a[2]), unread]), second = Trace(_ => [a[1], Int(3), a[2], unread]);
                return BranchOf(a[0], [first, second]);
            },
            s_int, s_real, s_real);
        Equation cond = Only(program, "cond");
        Assert.Single(cond.Outputs);
        Assert.Equal(3, cond.Inputs.Count);
        Assert.Same(program.InVars[1], program.Outputs[0]);
        Assert.IsType<Literal>(program.Outputs[1]);
        Assert.Equal(1.5, Storage.Of(Run(program, Int(0), Real(0.5), Real(3))[2]).GetValue(0));
        Assert.Equal(3.0, Storage.Of(Run(program, Int(1), Real(0.5), Real(3))[2]).GetValue(0));
    }

    [Fact]
    public void Branches_that_all_hand_on_the_same_are_no_equation()
    {
        Jaxpr program = Trace(a => BranchOf(a[0], [Trace(_ => [a[1]]), Trace(_ => [a[1]])]), s_int, s_real);
        Assert.Empty(program.Equations);
    }
}
