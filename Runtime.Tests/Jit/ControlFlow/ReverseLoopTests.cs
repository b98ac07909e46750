// Reverse derivatives through loops that are bounded before they begin: against differences and forward mode, mapped, twice, and at run time.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Jit.ControlFlow;

public class ReverseLoopTests
{
    // Away from every place where a branch of some method turns.
    private static readonly double[] s_points = [0.53, 1.27, 2.11, 3.37, -0.61, -1.93];

    public static IEnumerable<object[]> Methods =>
    [
        ["Tree", (Func<double, double>)(x => ReverseLoops.Tree(x)), (Func<double, double>)ReverseLoops.Tree, (Func<double, double>)(x => ReverseLoopsTransforms.TreeSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.TreeCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.TreeSlopes(xs))],
        ["TriangularSolve", (Func<double, double>)(x => ReverseLoops.TriangularSolve(x)), (Func<double, double>)ReverseLoops.TriangularSolve, (Func<double, double>)(x => ReverseLoopsTransforms.TriangularSolveSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.TriangularSolveCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.TriangularSolveSlopes(xs))],
        ["Cholesky", (Func<double, double>)(x => ReverseLoops.Cholesky(x)), (Func<double, double>)ReverseLoops.Cholesky, (Func<double, double>)(x => ReverseLoopsTransforms.CholeskySlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.CholeskyCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.CholeskySlopes(xs))],
        ["UpperTriangle", (Func<double, double>)(x => ReverseLoops.UpperTriangle(x)), (Func<double, double>)ReverseLoops.UpperTriangle, (Func<double, double>)(x => ReverseLoopsTransforms.UpperTriangleSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.UpperTriangleCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.UpperTriangleSlopes(xs))],
        ["HornerDo", (Func<double, double>)(x => ReverseLoops.HornerDo(x)), (Func<double, double>)ReverseLoops.HornerDo, (Func<double, double>)(x => ReverseLoopsTransforms.HornerDoSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.HornerDoCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.HornerDoSlopes(xs))],
        ["NestedDo", (Func<double, double>)(x => ReverseLoops.NestedDo(x)), (Func<double, double>)ReverseLoops.NestedDo, (Func<double, double>)(x => ReverseLoopsTransforms.NestedDoSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.NestedDoCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.NestedDoSlopes(xs))],
        ["Newton", (Func<double, double>)(x => ReverseLoops.Newton(x)), (Func<double, double>)ReverseLoops.Newton, (Func<double, double>)(x => ReverseLoopsTransforms.NewtonSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.NewtonCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.NewtonSlopes(xs))],
        ["NewtonTested", (Func<double, double>)(x => ReverseLoops.NewtonTested(x)), (Func<double, double>)ReverseLoops.NewtonTested, (Func<double, double>)(x => ReverseLoopsTransforms.NewtonTestedSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.NewtonTestedCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.NewtonTestedSlopes(xs))],
        ["Simpson", (Func<double, double>)(x => ReverseLoops.Simpson(x)), (Func<double, double>)ReverseLoops.Simpson, (Func<double, double>)(x => ReverseLoopsTransforms.SimpsonSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.SimpsonCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.SimpsonSlopes(xs))],
        ["Returns", (Func<double, double>)(x => ReverseLoops.Returns(x)), (Func<double, double>)ReverseLoops.Returns, (Func<double, double>)(x => ReverseLoopsTransforms.ReturnsSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.ReturnsCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.ReturnsSlopes(xs))],
        ["Insertion", (Func<double, double>)(x => ReverseLoops.Insertion(x)), (Func<double, double>)ReverseLoops.Insertion, (Func<double, double>)(x => ReverseLoopsTransforms.InsertionSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.InsertionCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.InsertionSlopes(xs))],
        ["Halving", (Func<double, double>)(x => ReverseLoops.Halving(x)), (Func<double, double>)ReverseLoops.Halving, (Func<double, double>)(x => ReverseLoopsTransforms.HalvingSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.HalvingCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.HalvingSlopes(xs))],
        ["Strides", (Func<double, double>)(x => ReverseLoops.Strides(x)), (Func<double, double>)ReverseLoops.Strides, (Func<double, double>)(x => ReverseLoopsTransforms.StridesSlope(x)), (Func<double, double>)(x => ReverseLoopsTransforms.StridesCurve(x)), (Func<NdArray<double>, NdArray<double>>)(xs => ReverseLoopsTransforms.StridesSlopes(xs))],
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Reverse_derivatives_through_bounded_loops_are_the_slopes(
        string name, Func<double, double> compiled, Func<double, double> body, Func<double, double> slope, Func<double, double> curve, Func<NdArray<double>, NdArray<double>> slopes)
    {
        double[] mapped = slopes(new NdArray<double>(s_points)).ToArray();
        for (int i = 0; i < s_points.Length; i++)
        {
            double x = s_points[i], first = slope(x);
            Assert.Equal(BitConverter.DoubleToInt64Bits(body(x)), BitConverter.DoubleToInt64Bits(compiled(x)));
            Close(Difference(body, x), first, 1e-6, $"the slope of {name} at {x}");
            Close(first + x * Difference(slope, x), curve(x), 1e-5, $"the slope of x times the slope of {name} at {x}");
            Close(first, mapped[i], 1e-12, $"the mapped slope of {name} at {x}");
        }
        Assert.All(JitInfo.Kernels.Where(k => k.Display.Contains("ReverseLoops" + "." + name) || k.Display.Contains("ReverseLoopsTransforms." + name)), k => Assert.Equal(0, k.Fallbacks));
    }

    [Fact]
    public void The_derivative_of_a_loop_that_ends_early_is_that_of_the_steps_it_took()
    {
        foreach (double x in s_points)
        {
            double expected = ReverseLoops.NewtonUnrolled(x, out int steps);
            Assert.InRange(steps, 2, 20);
            Close(expected, ReverseLoopsTransforms.NewtonSlope(x), 1e-12, $"the slope of Newton at {x}");
        }
    }

    [Fact]
    public void A_delegate_is_differentiated_at_run_time_through_the_loops_of_the_methods_it_calls()
    {
        Func<NdArray<double>, NdArray<double>> slope = Jax.Grad((NdArray<double> v) => ReverseLoops.OfArray(v) * v);
        foreach (double x in s_points)
        {
            double Value(double at) => (double)ReverseLoops.OfArray(Jnp.Array(at)) * at;
            Close(Difference(Value, x), (double)slope(Jnp.Array(x)), 1e-6, $"the slope at {x}");
        }
    }

    private static double Difference(Func<double, double> f, double x)
    {
        const double h = 1e-5;
        return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what} is {actual:R}, and differences give {expected:R}");
}
