// jax.nn, typed.
using System.Numerics;

namespace SrcGenJit;

/// <summary>jax.nn: functions of neural networks.</summary>
public static partial class Nn
{
    /// <summary>exp(x) over its sum along an axis; <c>jax.nn.softmax</c>.</summary>
    public static NdArray<T> Softmax<T>(NdArray<T> x, int axis = -1)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Softmax(x.Erase(), axis));

    /// <summary>The logarithm of the softmax, without its overflow; <c>jax.nn.log_softmax</c>.</summary>
    public static NdArray<T> LogSoftmax<T>(NdArray<T> x, int axis = -1)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.LogSoftmax(x.Erase(), axis));

    /// <summary>log(sum(exp(x))) along an axis or over all elements, without overflow; <c>jax.nn.logsumexp</c>.</summary>
    public static NdArray<T> Logsumexp<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Logsumexp(x.Erase(), axis, keepdims));

    /// <summary>max(x, 0), with derivative 0 at 0; <c>jax.nn.relu</c>.</summary>
    public static NdArray<T> Relu<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Relu(x.Erase()));

    /// <summary>x times the normal distribution function of x: by the tanh approximation, or by the error function. <c>jax.nn.gelu</c>.</summary>
    public static NdArray<T> Gelu<T>(NdArray<T> x, bool approximate = true)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Gelu(x.Erase(), approximate));

    /// <summary>log(1 + exp(x)), without overflow; <c>jax.nn.softplus</c>.</summary>
    public static NdArray<T> Softplus<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Softplus(x.Erase()));

    /// <summary>The logarithm of the sigmoid, without its underflow; <c>jax.nn.log_sigmoid</c>.</summary>
    public static NdArray<T> LogSigmoid<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.LogSigmoid(x.Erase()));

    /// <summary>1 / (1 + exp(-x)); <c>jax.nn.sigmoid</c>.</summary>
    public static NdArray<T> Sigmoid<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Nn.Sigmoid(x.Erase()));

    /// <summary>A new axis of <paramref name="numClasses"/> elements, 1 where its index is x and 0 elsewhere; <c>jax.nn.one_hot</c>.</summary>
    public static NdArray<T> OneHot<T>(NdArray<int> x, Dim numClasses, int axis = -1)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Nn.OneHot(ElementType<T>.DType, x.Erase(), numClasses.NotNull(), axis));
}
