// jax.nn, erased: each function staged as JAX stages it.
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static class Nn
{
    /// <summary>exp(x) over its sum along an axis, computed after taking off the maximum.</summary>
    public static NdArray Softmax(NdArray x, int axis)
    {
        x = Promotion.PromoteInexact(x)[0];
        int[] axes = [Core.Axes.Canonical(axis, x.Rank)];
        NdArray exp = Lax.Exp(Jnp.Subtract(x, StopGradient(Maximum(x, axes, keepdims: true))));
        return Lax.Div(exp, Jnp.Reduced(Lax.ReduceSum, exp, axes, keepdims: true));
    }

    public static NdArray LogSoftmax(NdArray x, int axis)
    {
        int[] axes = [Core.Axes.Canonical(axis, x.Rank)];
        return NamedJit.Call(
            "log_softmax",
            $"axis={axes[0]}",
            xs =>
            {
                NdArray y = Promotion.PromoteInexact(xs[0])[0];
                NdArray shifted = Lax.Sub(y, StopGradient(Maximum(y, axes, keepdims: true)));
                NdArray sum = Jnp.Reduced(Lax.ReduceSum, Lax.Exp(shifted), axes, keepdims: true);
                return Lax.Sub(shifted, Lax.Log(sum));
            },
            x);
    }

    /// <summary>log(sum(exp(x))), computed after taking off the maximum.</summary>
    public static NdArray Logsumexp(NdArray x, int? axis, bool keepdims)
    {
        x = Promotion.PromoteInexact(x)[0];
        int[] axes = Jnp.OneAxis(axis, x).Select(a => Core.Axes.Canonical(a, x.Rank)).ToArray();
        NdArray max = Maximum(x, axes, keepdims);
        NdArray zero = Lax.Constant(0, x.Dtype);
        max = StopGradient(Lax.SelectN(Lax.IsFinite(max), max.Rank == 0 ? zero : Lax.Full(max.Shape, zero), max));
        NdArray exp = Lax.Exp(Lax.Sub(x, keepdims ? max : Lax.ExpandDims(max, axes)));
        NdArray sum = Jnp.Reduced(Lax.ReduceSum, exp, axes, keepdims);
        // JAX computes the sign for return_sign, wanted or not: the jaxpr shows it as a dead equation.
        Lax.Sign(sum);
        return Lax.Add(Lax.Log(Lax.Abs(sum)), max);
    }

    /// <summary>max(x, 0); its derivative at 0 is 0, by a rule of its own.</summary>
    public static NdArray Relu(NdArray x)
    {
        if (Trace.Current is null)
        {
            return ReluBody([x])[0];
        }
        Jaxpr call = JaxprCache.Trace("relu", [x.Aval], ReluBody);
        return Calls.BindCustomJvp("relu", call, "jvp", CustomRules.Relu, x)[0];
    }

    internal static NdArray[] ReluRule(NdArray[] xs)
    {
        NdArray positive = Lax.Gt(xs[0], Lax.Constant(0, xs[0].Dtype));
        // The value is relu again, not its body: so derivatives of every order take this rule.
        return [Relu(xs[0]), Lax.SelectN(positive, Lax.Full(xs[1].Shape, Lax.Constant(0, xs[1].Dtype)), xs[1])];
    }

    private static NdArray[] ReluBody(NdArray[] xs) => NamedJit.Call("relu", "", ys => [Jnp.Maximum(ys[0], Lax.Constant(0, ys[0].Dtype))], xs[0]);

    /// <summary>x * Phi(x): by the tanh approximation, or by the error function.</summary>
    public static NdArray Gelu(NdArray x, bool approximate)
    {
        x = Promotion.PromoteInexact(x)[0];
        if (!approximate)
        {
            // Twice Phi(x) is erfc(-x / sqrt(2)), exact in the tail too. JAX makes an array of the result, which copies it.
            NdArray half = Lax.Mul(Lax.Constant(0.5, x.Dtype), x);
            NdArray tail = Lax.Erfc(Lax.Mul(Lax.Neg(x), Lax.Constant(0.7071067811865476, x.Dtype)));
            return Lax.Copy(Lax.Mul(half, tail));
        }
        NdArray cubic = Lax.Mul(Lax.Constant(0.044715, x.Dtype), Jnp.Power(x, 3));
        NdArray tanh = Lax.Tanh(Lax.Mul(Lax.Constant(0.7978845608028654, x.Dtype), Lax.Add(x, cubic)));
        NdArray cdf = Lax.Mul(Lax.Constant(0.5, x.Dtype), Lax.Add(Lax.Constant(1, x.Dtype), tanh));
        return Lax.Mul(x, cdf);
    }

    /// <summary>log(1 + exp(x)).</summary>
    public static NdArray Softplus(NdArray x) => NamedJit.Call("softplus", "", xs => Jnp.Logaddexp(xs[0], Lax.Number(0.0, Promotion.Inexact(xs[0].Dtype))), x);

    /// <summary>The logarithm of the sigmoid.</summary>
    public static NdArray LogSigmoid(NdArray x) => NamedJit.Call("log_sigmoid", "", xs => Lax.Neg(Softplus(Lax.Neg(Promotion.PromoteInexact(xs[0])[0]))), x);

    public static NdArray Sigmoid(NdArray x) => Lax.Logistic(Promotion.PromoteInexact(x)[0]);

    /// <summary>A new axis of numClasses elements, 1 where its index is x and 0 elsewhere; all 0 for an x out of range.</summary>
    public static NdArray OneHot(DType dtype, NdArray x, Dim numClasses, int axis)
    {
        int at = Core.Axes.Canonical(axis, x.Rank + 1);
        return NamedJit.Call(
            "_one_hot",
            $"{numClasses},{at},{dtype}",
            xs =>
            {
                Shape shape = Shape.Of(Enumerable.Range(0, xs[0].Rank + 1).Select(d => d == at ? numClasses : 1));
                return Lax.ConvertElementType(Lax.Eq(Lax.ExpandDims(xs[0], [at]), Lax.BroadcastedIota(xs[0].Dtype, shape, at)), dtype);
            },
            x);
    }

    private static NdArray Maximum(NdArray x, int[] axes, bool keepdims)
    {
        NdArray max = Lax.Max(Lax.Constant(double.NegativeInfinity, x.Dtype), Lax.ReduceMax(x, axes));
        return keepdims ? Lax.ExpandDims(max, axes) : max;
    }

    private static NdArray StopGradient(NdArray x) => Lax.StopGradient(x);
}
