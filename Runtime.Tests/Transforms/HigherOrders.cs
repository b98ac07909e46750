// Derivatives of higher orders: each against finite differences of the one before, eagerly, jitted, over a batch and compiled.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using Xunit;
using F = System.Func<SrcGenJit.NdArray<double>, SrcGenJit.NdArray<double>>;

namespace Runtime.Tests.Transforms;

public static partial class ThirdDerivatives
{
    [Jit]
    public static NdArray<double> Softplus([Shape("n")] NdArray<double> x) => Jax.Grad((NdArray<double> a) =>
        Jnp.Sum(Jax.Grad((NdArray<double> b) => Jnp.Sum(Jax.Grad((NdArray<double> c) => Jnp.Sum(Nn.Softplus(c)))(b)))(a)))(x);

    [Jit]
    public static NdArray<double> Relu([Shape("n")] NdArray<double> x) => Jax.Grad((NdArray<double> a) =>
        Jnp.Sum(Jax.Grad((NdArray<double> b) => Jnp.Sum(Jax.Grad((NdArray<double> c) => Jnp.Sum(c * Nn.Relu(c * c * c)))(b)))(a)))(x);

    [Jit]
    public static NdArray<double> SecondOfRelu([Shape("n")] NdArray<double> x) => Jax.Grad((NdArray<double> a) =>
        Jnp.Sum(Jax.Grad((NdArray<double> b) => Jnp.Sum(Nn.Relu(b) * b))(a)))(x);
}

public class HigherOrders
{
    private const double Step = 1e-4;

    private static readonly double[] s_points = [-2.1, -0.7, -0.001, 0, 0.4, 1.3, 3.2];

    private static readonly Dictionary<string, F> s_functions = new()
    {
        ["softplus"] = Nn.Softplus,
        ["log_sigmoid"] = Nn.LogSigmoid,
        ["logaddexp"] = x => Jnp.Logaddexp(x * 2.0, Jnp.Sin(x)),
        ["logsumexp"] = x => Nn.Logsumexp(Jnp.Stack([x, x * x, Jnp.Sin(x)], 0), axis: 0),
        ["sigmoid"] = Nn.Sigmoid,
        ["silu"] = x => x * Nn.Sigmoid(x),
        ["gelu"] = x => Nn.Gelu(x, approximate: false),
        ["gelu, tanh"] = x => Nn.Gelu(x, approximate: true),
        ["relu of a smooth function away from 0"] = x => Nn.Relu(Jnp.Exp(x) + 1.0) * x,
        ["relu of what is negative"] = x => Nn.Relu(-Jnp.Exp(x)) + x * x,
    };

    public static TheoryData<string> Names => new(s_functions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_order_is_the_slope_of_the_one_before(string name)
    {
        F f = s_functions[name];
        for (int order = 1; order <= 4; order++)
        {
            double[] slopes = Slopes(f);
            F derivative = Derivative(f);
            NdArray<double> x = new(s_points);
            Near(slopes, derivative(x), $"{name}, order {order}, at once");
            Near(slopes, Jax.Jit(derivative)(x), $"{name}, order {order}, jitted");
            Near(slopes, Jax.Vmap(derivative)(x), $"{name}, order {order}, over a batch");
            Near(slopes, Derivative(Jax.Vmap(f))(x), $"{name}, order {order}, of a batch");
            f = derivative;
        }
    }

    [Fact]
    public void Softplus_at_0()
    {
        double[] expected = [Math.Log(2), 0.5, 0.25, 0, -0.125];
        F f = Nn.Softplus;
        for (int order = 0; order < expected.Length; order++)
        {
            Assert.Equal(expected[order], f(new NdArray<double>([0.0])).ToArray()[0], 12);
            f = Derivative(f);
        }
    }

    // At the kink every derivative takes relu's rule: x relu(x) is x^2 for positive x, and all its slopes at 0 are 0.
    [Fact]
    public void Relu_at_0()
    {
        F f = x => Nn.Relu(x) * x;
        double[][] expected = [[0, 0, 4], [0, 0, 4], [0, 0, 2], [0, 0, 0], [0, 0, 0]];
        NdArray<double> x = new([-1.0, 0, 2]);
        foreach (double[] values in expected)
        {
            Assert.Equal(values, f(x).ToArray().Select(v => v + 0.0));
            Assert.Equal(values, Jax.Jit(f)(x).ToArray().Select(v => v + 0.0));
            Assert.Equal(values, Jax.Vmap(f)(x).ToArray().Select(v => v + 0.0));
            f = Derivative(f);
        }
        Assert.Equal([0, 0, 2], ThirdDerivatives.SecondOfRelu(x).ToArray().Select(v => v + 0.0));
    }

    [Fact]
    public void Compiled_while_building()
    {
        NdArray<double> x = new(s_points);
        Near(Slopes(Derivative(Derivative(Nn.Softplus))), ThirdDerivatives.Softplus(x), "softplus");
        // x relu(x^3) is x^4 for positive x.
        Near([.. s_points.Select(v => v > 0 ? 24 * v : 0)], ThirdDerivatives.Relu(x), "relu");
        Assert.NotNull(JitInfo.Find("ThirdDerivatives.Softplus"));
        Assert.NotNull(JitInfo.Find("ThirdDerivatives.Relu"));
    }

    private static F Derivative(F f) => Jax.Grad((NdArray<double> v) => Jnp.Sum(f(v)));

    private static double[] Slopes(F f)
    {
        double[] after = f(new NdArray<double>([.. s_points.Select(p => p + Step)])).ToArray(), before = f(new NdArray<double>([.. s_points.Select(p => p - Step)])).ToArray();
        return [.. after.Zip(before, (a, b) => (a - b) / (2 * Step))];
    }

    private static void Near(double[] expected, NdArray<double> actual, string context)
    {
        double[] values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(Math.Abs(values[i] - expected[i]) <= 2e-6 * (1 + Math.Abs(expected[i])), $"{context}: {values[i]} at {s_points[i]}, expected {expected[i]}");
        }
    }
}
