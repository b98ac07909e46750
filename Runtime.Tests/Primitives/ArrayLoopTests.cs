// Loops over arrays that change element by element, as C# loops over T[] become them: against the same loops in C#, in every executor.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Xunit.Abstractions;
using static SrcGenJit.Erased.Lax;
using Scalar = SrcGenJit.Core.Scalar;

namespace Runtime.Tests.Primitives;

public partial class ArrayLoopTests(ITestOutputHelper output)
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

    [Fact]
    public void An_american_option_on_a_tree_is_the_loop_over_its_array()
    {
        Aval[] avals = [.. Enumerable.Repeat(Aval.Scalar(DType.Float64), 5)];
        int n = int.Parse(Environment.GetEnvironmentVariable("TREE") ?? "500");
        Jaxpr program = Tracing.MakeJaxpr(x => American(x[0], x[1], x[2], x[3], x[4], n), avals);
        CompiledPrograms compiled = GeneratorHost.Compile([("tree", program.ToString(JaxprStyle.Lossless))]);
        Assert.Empty(compiled.Diagnostics);
        Assert.Empty(compiled.Refused);
        double[] numbers = [100, 110, 1, 0.03, 0.2];
        NdArray[] inputs = [.. numbers.Select(x => new NdArray(new Aval([], DType.Float64), new[] { x }))];
        output.WriteLine(string.Join("\n", compiled.Sources.Values));
        double expected = American(100, 110, 1, 0.03, 0.2, n);
        Assert.Equal(expected, (double)Storage.Of(compiled.Invoke("tree", inputs)[0]).GetValue(0)!, 1e-9);
        Stopwatch watch = new();
        for (int round = 0; round < 6; round++)
        {
            watch.Restart();
            for (int i = 0; i < 20; i++) { American(100, 110, 1, 0.03, 0.2, n); }
            double plain = watch.Elapsed.TotalMilliseconds / 20;
            watch.Restart();
            for (int i = 0; i < 20; i++) { compiled.Invoke("tree", inputs); }
            output.WriteLine($"plain {plain:F3} ms, kernel {watch.Elapsed.TotalMilliseconds / 20:F3} ms");
        }
    }
}
