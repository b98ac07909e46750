// Loops over arrays that change element by element, as C# loops over T[] become them: against the same loops in C#, in every executor.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using static SrcGenJit.Erased.Lax;
using Scalar = SrcGenJit.Core.Scalar;

namespace Runtime.Tests.Primitives;

public class ArrayLoopTests
{
    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    private static NdArray Num(double value) => new(Scalar.Of(value), weak: false);

    private static NdArray Get(NdArray array, params NdArray[] index) =>
        Reshape(DynamicSlice(array, index, Shape.Of(index.Select(_ => (Dim)1))), Shape.Scalar);

    private static NdArray Set(NdArray array, NdArray value, params NdArray[] index) =>
        DynamicUpdateSlice(array, Reshape(value, Shape.Of(index.Select(_ => (Dim)1))), index);

    private static NdArray[] While(Func<NdArray[], NdArray> condition, Func<NdArray[], NdArray[]> body, params NdArray[] carry)
    {
        Aval[] avals = [.. carry.Select(c => c.Aval)];
        return WhileOf(Tracing.MakeJaxpr(x => [condition(x)], avals), Tracing.MakeJaxpr(body, avals), carry);
    }

    private static NdArray ToReal(NdArray i) => ConvertElementType(i, DType.Float64);

    private static NdArray[] American(NdArray s, NdArray k, NdArray t, NdArray r, NdArray vol, int n)
    {
        NdArray dt = Div(t, Num(n)), u = Exp(Mul(vol, Sqrt(dt))), d = Div(Num(1), u);
        NdArray p = Div(Sub(Exp(Mul(r, dt)), d), Sub(u, d)), df = Exp(Mul(Neg(r), dt));
        NdArray v = BroadcastInDim(Num(0), [n + 1], []);
        v = While(
            c => Le(c[0], Int(n)),
            c => [Add(c[0], Int(1)), Set(c[1], Max(Sub(k, Mul(s, Pow(u, ToReal(Sub(Mul(Int(2), c[0]), Int(n)))))), Num(0)), c[0])],
            Int(0), v)[1];
        v = While(
            c => Ge(c[0], Int(0)),
            c =>
            {
                NdArray step = c[0];
                NdArray[] inner = While(
                    e => Le(e[0], step),
                    e =>
                    {
                        NdArray i = e[0], w = e[1];
                        NdArray hold = Mul(df, Add(Mul(p, Get(w, Add(i, Int(1)))), Mul(Sub(Num(1), p), Get(w, i))));
                        NdArray exercise = Sub(k, Mul(s, Pow(u, ToReal(Sub(Mul(Int(2), i), step)))));
                        return [Add(i, Int(1)), Set(w, Max(hold, exercise), i)];
                    },
                    Int(0), c[1]);
                return [Sub(step, Int(1)), inner[1]];
            },
            Int(n - 1), v)[1];
        return [Get(v, Int(0))];
    }

    private static double American(double s, double k, double t, double r, double vol, int n)
    {
        double dt = t / n;
        double u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u;
        double p = (Math.Exp(r * dt) - d) / (u - d);
        double df = Math.Exp(-r * dt);
        var v = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            v[i] = Math.Max(k - s * Math.Pow(u, 2 * i - n), 0);
        }
        for (int step = n - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                double hold = df * (p * v[i + 1] + (1 - p) * v[i]);
                double exercise = k - s * Math.Pow(u, 2 * i - step);
                v[i] = Math.Max(hold, exercise);
            }
        }
        return v[0];
    }

    private static NdArray Vector(params double[] values) => new(new Aval([values.Length], DType.Float64), values);

    // A loop of n steps over arrays; the body gets the counter first.
    private static NdArray[] For(int n, Func<NdArray, NdArray[], NdArray[]> body, params NdArray[] arrays) =>
        While(c => Lt(c[0], Int(n)), c => [Add(c[0], Int(1)), .. body(c[0], c[1..])], [Int(0), .. arrays])[1..];

    // The same, with an end that is not known while building.
    private static NdArray[] Until(NdArray n, Func<NdArray, NdArray[], NdArray[]> body, params NdArray[] arrays) =>
        While(c => Lt(c[0], c[1]), c => [Add(c[0], Int(1)), c[1], .. body(c[0], c[2..])], [Int(0), n, .. arrays])[2..];

    private static NdArray[] If(NdArray condition, Func<NdArray[]> then, Func<NdArray[]> otherwise) =>
        BranchOf(ConvertElementType(condition, DType.Int32), [Tracing.MakeJaxpr(_ => otherwise(), []), Tracing.MakeJaxpr(_ => then(), [])]);

    private sealed record Program(Func<NdArray[], NdArray[]> Traced, Func<double[], double[][]> Plain, bool InPlace = true);

    // Programs of one array of seven numbers, traced and in C#.
    private static readonly Dictionary<string, Program> s_programs = new()
    {
        ["running sums"] = new(
            a => For(6, (i, v) => [Set(v[0], Add(Get(v[0], Add(i, Int(1))), Get(v[0], i)), Add(i, Int(1)))], a[0]),
            v => { for (int i = 0; i < 6; i++) { v[i + 1] += v[i]; } return [v]; }),
        ["reversed by exchanges"] = new(
            a => For(3, (i, v) =>
            {
                NdArray j = Sub(Int(6), i), left = Get(v[0], i), right = Get(v[0], j);
                return [Set(Set(v[0], right, i), left, j)];
            }, a[0]),
            v => { Array.Reverse(v); return [v]; }),
        ["sorted by exchanges under a condition"] = new(
            a => For(6, (i, outer) => Until(Sub(Int(6), i), (j, v) =>
            {
                NdArray x = Get(v[0], j), y = Get(v[0], Add(j, Int(1)));
                return If(Gt(x, y), () => [Set(Set(v[0], y, j), x, Add(j, Int(1)))], () => [v[0]]);
            }, outer[0]), a[0]),
            v => { Array.Sort(v); return [v]; }),
        ["a choice of three for each element"] = new(
            a => For(7, (i, v) => BranchOf(Rem(i, Int(3)),
            [
                Tracing.MakeJaxpr(_ => [v[0]], []), Tracing.MakeJaxpr(_ => [Set(v[0], Num(1), i)], []), Tracing.MakeJaxpr(_ => [Set(v[0], Neg(Get(v[0], i)), i)], []),
            ]), a[0]),
            v => { for (int i = 0; i < 7; i++) { v[i] = i % 3 == 0 ? v[i] : i % 3 == 1 ? 1 : -v[i]; } return [v]; }),
        ["two arrays, one made of the other"] = new(
            a => For(6, (i, v) => [Set(v[0], Mul(Get(v[1], i), Num(2)), Add(i, Int(1))), Set(v[1], Add(Get(v[0], i), Num(1)), Add(i, Int(1)))], a[0], Neg(a[0])),
            v =>
            {
                double[] w = [.. v.Select(x => -x)];
                for (int i = 0; i < 6; i++)
                {
                    (v[i + 1], w[i + 1]) = (w[i] * 2, v[i] + 1);
                }
                return [v, w];
            }),
        ["arrays exchanged in every step"] = new(
            a => For(5, (i, v) => [Set(v[1], ToReal(i), i), v[0]], a[0], Neg(a[0])),
            v =>
            {
                double[] w = [.. v.Select(x => -x)];
                for (int i = 0; i < 5; i++)
                {
                    w[i] = i;
                    (v, w) = (w, v);
                }
                return [v, w];
            },
            InPlace: false),
        ["the array as it was, read after its change"] = new(
            a => For(5, (i, v) =>
            {
                NdArray changed = Set(v[0], ToReal(i), i);
                return [Set(changed, Add(Get(changed, i), ReduceSum(v[0], [0])), Add(i, Int(1)))];
            }, a[0]),
            v =>
            {
                for (int i = 0; i < 5; i++)
                {
                    double sum = Sum(v);
                    v[i] = i;
                    v[i + 1] = v[i] + sum;
                }
                return [v];
            }),
        ["the array before and after, both kept"] = new(
            a => For(4, (i, v) => [Set(v[0], Get(v[1], i), i), v[0]], a[0], Neg(a[0])),
            v =>
            {
                double[] w = [.. v.Select(x => -x)];
                for (int i = 0; i < 4; i++)
                {
                    double[] old = [.. v];
                    v[i] = w[i];
                    w = old;
                }
                return [v, w];
            },
            InPlace: false),
        ["a block of three, starting too far"] = new(
            a => For(7, (i, v) => [DynamicUpdateSlice(v[0], Mul(DynamicSlice(v[0], [Int(0)], [3]), Num(0.5)), [i])], a[0]),
            v =>
            {
                for (int i = 0; i < 7; i++)
                {
                    double[] block = [v[0] * 0.5, v[1] * 0.5, v[2] * 0.5];
                    block.CopyTo(v, Math.Min(i, 4));
                }
                return [v];
            }),
        ["a table of two dimensions"] = new(
            a =>
            {
                NdArray table = BroadcastInDim(Num(1), [7, 5], []);
                return [a[0], For(6, (i, outer) => For(4, (j, v) =>
                {
                    NdArray r = Add(i, Int(1)), c = Add(j, Int(1));
                    return [Set(v[0], Add(Add(Get(v[0], i, c), Get(v[0], r, j)), Get(a[0], r)), r, c)];
                }, outer[0]), table)[0]];
            },
            v =>
            {
                double[] t = [.. Enumerable.Repeat(1.0, 35)];
                for (int i = 0; i < 6; i++)
                {
                    for (int j = 0; j < 4; j++)
                    {
                        t[((i + 1) * 5) + j + 1] = t[(i * 5) + j + 1] + t[((i + 1) * 5) + j] + v[i + 1];
                    }
                }
                return [v, t];
            }),
    };

    private static double Sum(double[] values)
    {
        double sum = 0;
        Array.ForEach(values, v => sum += v);
        return sum;
    }

    public static TheoryData<string> Programs => new(s_programs.Keys);

    private static Step Loop(Plan plan) => plan.Steps.Last(s => s is ScanStep or WhileStep);

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_loop_over_an_array_gives_what_the_loop_in_CSharp_gives(string name)
    {
        Program program = s_programs[name];
        Jaxpr jaxpr = Tracing.MakeJaxpr(program.Traced, [new([7], DType.Float64)]);
        double[] numbers = [0.5, -0.25, 3, 1.5, -2, 0.75, 1.25];
        string expected = string.Join("; ", program.Plain([.. numbers]).Select(v => string.Join(",", v)));
        NdArray[] inputs = [Vector(numbers)];
        Plan plan = SrcGenJit.Core.Lowering.Lower(Simplify.Run(jaxpr));
        Assert.Equal(expected, Text(Interpreter.Run(jaxpr, inputs)));
        Assert.Equal(expected, Text(BlockedEvaluator.Run(plan, inputs)));
        CompiledPrograms compiled = GeneratorHost.Compile([("p", jaxpr.ToString(JaxprStyle.Lossless))]);
        Assert.Empty(compiled.Diagnostics);
        Assert.Empty(compiled.Refused);
        Assert.Equal(expected, Text([.. compiled.Invoke("p", inputs)]));
        Assert.Equal(0.5, numbers[0]);

        // Nothing of an array's length is copied in a step.
        Step loop = Loop(plan);
        bool[] inPlace = loop is ScanStep scan ? InPlace.Of(scan) : InPlace.Of((WhileStep)loop);
        Assert.Equal(program.InPlace, loop.Writes.Zip(inPlace, (buffer, same) => buffer.Aval.Rank == 0 || same).All(same => same));
        if (program.InPlace)
        {
            Assert.DoesNotContain(compiled.Sources.Values, text => text.Contains("nextResult", StringComparison.Ordinal) && text.Contains("lastResult", StringComparison.Ordinal));
        }

        static string Text(NdArray[] results) => string.Join("; ", results.Select(r => string.Join(",", Storage.Of<double>(r))));
    }

    [Fact]
    public void An_american_option_on_a_tree_is_the_loop_over_its_array()
    {
        const int n = 60;
        Jaxpr program = Tracing.MakeJaxpr(x => American(x[0], x[1], x[2], x[3], x[4], n), [.. Enumerable.Repeat(Aval.Scalar(DType.Float64), 5)]);
        CompiledPrograms compiled = GeneratorHost.Compile([("tree", program.ToString(JaxprStyle.Lossless))]);
        Assert.Empty(compiled.Diagnostics);
        Assert.Empty(compiled.Refused);
        NdArray[] inputs = [.. new double[] { 100, 110, 1, 0.03, 0.2 }.Select(x => new NdArray(new Aval([], DType.Float64), new[] { x }))];
        double kernel = (double)Storage.Of(compiled.Invoke("tree", inputs)[0]).GetValue(0)!;
        Assert.Equal(American(100, 110, 1, 0.03, 0.2, n), kernel, 1e-10);
        Assert.Equal(kernel, (double)Storage.Of(Interpreter.Run(program, inputs)[0]).GetValue(0)!);
        Assert.Equal(kernel, (double)Storage.Of(BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(Simplify.Run(program)), inputs)[0]).GetValue(0)!);
    }
}
