// jax.numpy, typed: reductions.
using System.Numerics;

namespace SrcGenJit;

public static partial class Jnp
{
    /// <summary>The sum; the order of additions depends on shape and axes alone. Over one axis, or all. <c>jax.numpy.sum</c>.</summary>
    public static NdArray<T> Sum<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Sum(x.Erase(), axis, keepdims));

    /// <summary>The sum; the order of additions depends on shape and axes alone. Over several axes. <c>jax.numpy.sum</c>.</summary>
    public static NdArray<T> Sum<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Sum(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>The sum, in int. Over one axis, or all. <c>jax.numpy.sum</c>.</summary>
    public static NdArray<int> Sum(NdArray<bool> x, int? axis = null, bool keepdims = false) => NdArray<int>.From(Erased.Jnp.Sum(x.Erase(), axis, keepdims));

    /// <summary>The sum, in int. Over several axes. <c>jax.numpy.sum</c>.</summary>
    public static NdArray<int> Sum(NdArray<bool> x, int[] axes, bool keepdims = false) => NdArray<int>.From(Erased.Jnp.Sum(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>The mean. Over one axis, or all. <c>jax.numpy.mean</c>.</summary>
    public static NdArray<T> Mean<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Mean(x.Erase(), axis, keepdims));

    /// <summary>The mean. Over several axes. <c>jax.numpy.mean</c>.</summary>
    public static NdArray<T> Mean<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Mean(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>The variance: the mean squared distance from the mean, with <paramref name="ddof"/> taken off the count. Over one axis, or all. <c>jax.numpy.var</c>.</summary>
    public static NdArray<T> Var<T>(NdArray<T> x, int? axis = null, bool keepdims = false, int ddof = 0)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Var(x.Erase(), axis, keepdims, ddof));

    /// <summary>The variance: the mean squared distance from the mean, with <paramref name="ddof"/> taken off the count. Over several axes. <c>jax.numpy.var</c>.</summary>
    public static NdArray<T> Var<T>(NdArray<T> x, int[] axes, bool keepdims = false, int ddof = 0)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Var(x.Erase(), axes.NotNull(), keepdims, ddof));

    /// <summary>The standard deviation. Over one axis, or all. <c>jax.numpy.std</c>.</summary>
    public static NdArray<T> Std<T>(NdArray<T> x, int? axis = null, bool keepdims = false, int ddof = 0)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Std(x.Erase(), axis, keepdims, ddof));

    /// <summary>The standard deviation. Over several axes. <c>jax.numpy.std</c>.</summary>
    public static NdArray<T> Std<T>(NdArray<T> x, int[] axes, bool keepdims = false, int ddof = 0)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Std(x.Erase(), axes.NotNull(), keepdims, ddof));

    /// <summary>The largest element; NaN when any is. Over one axis, or all. <c>jax.numpy.max</c>.</summary>
    public static NdArray<T> Max<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct => NdArray<T>.From(Erased.Jnp.Max(x.Erase(), axis, keepdims));

    /// <summary>The largest element; NaN when any is. Over several axes. <c>jax.numpy.max</c>.</summary>
    public static NdArray<T> Max<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct => NdArray<T>.From(Erased.Jnp.Max(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>The smallest element; NaN when any is. Over one axis, or all. <c>jax.numpy.min</c>.</summary>
    public static NdArray<T> Min<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct => NdArray<T>.From(Erased.Jnp.Min(x.Erase(), axis, keepdims));

    /// <summary>The smallest element; NaN when any is. Over several axes. <c>jax.numpy.min</c>.</summary>
    public static NdArray<T> Min<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct => NdArray<T>.From(Erased.Jnp.Min(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>Whether any element is not 0. Over one axis, or all. <c>jax.numpy.any</c>.</summary>
    public static NdArray<bool> Any<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Any(x.Erase(), axis, keepdims));

    /// <summary>Whether any element is not 0. Over several axes. <c>jax.numpy.any</c>.</summary>
    public static NdArray<bool> Any<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Any(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>Whether all elements are not 0. Over one axis, or all. <c>jax.numpy.all</c>.</summary>
    public static NdArray<bool> All<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct => NdArray<bool>.From(Erased.Jnp.All(x.Erase(), axis, keepdims));

    /// <summary>Whether all elements are not 0. Over several axes. <c>jax.numpy.all</c>.</summary>
    public static NdArray<bool> All<T>(NdArray<T> x, int[] axes, bool keepdims = false)
        where T : struct => NdArray<bool>.From(Erased.Jnp.All(x.Erase(), axes.NotNull(), keepdims));

    /// <summary>The first index of the largest element, or of a NaN; along an axis or in the flattened array. <c>jax.numpy.argmax</c>.</summary>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public static NdArray<int> Argmax<T>(NdArray<T> x, int? axis = null, bool keepdims = false)
        where T : struct => NdArray<int>.From(Erased.Jnp.Argmax(x.Erase(), axis, keepdims));

    /// <summary>The sums of the elements up to each one, along an axis, or in the flattened array. Adds in order. <c>jax.numpy.cumsum</c>.</summary>
    public static NdArray<T> Cumsum<T>(NdArray<T> x, int? axis = null)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Cumsum(x.Erase(), axis));

    /// <summary>The products of the elements up to each one, along an axis, or in the flattened array. <c>jax.numpy.cumprod</c>.</summary>
    public static NdArray<T> Cumprod<T>(NdArray<T> x, int? axis = null)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Cumprod(x.Erase(), axis));
}
