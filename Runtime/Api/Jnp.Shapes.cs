// jax.numpy, typed: choosing, products, shapes, joining and taking.
namespace SrcGenJit;

public static partial class Jnp
{
    /// <summary>x where the condition holds, y elsewhere; all three broadcast. <c>jax.numpy.where</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Where<T>(NdArray<bool> condition, NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Jnp.Where(condition.Erase(), x.Erase(), y.Erase()));

    /// <summary>One number where the condition holds, another elsewhere; <c>jax.numpy.where</c>.</summary>
    public static NdArray<T> Where<T>(NdArray<bool> condition, T x, T y)
        where T : struct => NdArray<T>.From(Erased.Jnp.Where(condition.Erase(), NdArray<T>.Weak(x), NdArray<T>.Weak(y)));

    /// <summary>Limits elements to an interval; a null bound does not limit. <c>jax.numpy.clip</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Clip<T>(NdArray<T> x, NdArray<T>? min = null, NdArray<T>? max = null)
        where T : struct => NdArray<T>.From(Erased.Jnp.Clip(x.Erase(), min?.Erased, max?.Erased));

    /// <summary>Sums over the last axis of a and the last but one of b (its only one when b is a vector); <c>jax.numpy.dot</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Dot<T>(NdArray<T> a, NdArray<T> b)
        where T : struct => NdArray<T>.From(Erased.Jnp.Dot(a.Erase(), b.Erase()));

    /// <summary>Products of matrices, [..., n, k] by [..., k, m], with leading axes broadcast; Python's <c>@</c>. <c>jax.numpy.matmul</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Matmul<T>(NdArray<T> a, NdArray<T> b)
        where T : struct => NdArray<T>.From(Erased.Jnp.Matmul(a.Erase(), b.Erase()));

    /// <summary>The elements in row-major order in another shape; one size may be -1. <c>jax.numpy.reshape</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Reshape<T>(NdArray<T> x, Shape shape)
        where T : struct => NdArray<T>.From(Erased.Jnp.Reshape(x.Erase(), shape.NotNull()));

    /// <summary>All elements as one axis; <c>jax.numpy.ravel</c>.</summary>
    public static NdArray<T> Ravel<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Jnp.Ravel(x.Erase()));

    /// <summary>Reverses the axes, or puts axis <c>axes[i]</c> at place i; <c>jax.numpy.transpose</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Transpose<T>(NdArray<T> x, int[]? axes = null)
        where T : struct => NdArray<T>.From(Erased.Jnp.Transpose(x.Erase(), axes));

    /// <summary>Removes an axis of size 1, or all of them; <c>jax.numpy.squeeze</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Squeeze<T>(NdArray<T> x, int? axis = null)
        where T : struct => NdArray<T>.From(Erased.Jnp.Squeeze(x.Erase(), axis));

    /// <summary>Adds an axis of size 1 that ends up at this place; <c>jax.numpy.expand_dims</c>.</summary>
    public static NdArray<T> ExpandDims<T>(NdArray<T> x, int axis)
        where T : struct => NdArray<T>.From(Erased.Jnp.ExpandDims(x.Erase(), axis));

    /// <summary>Repeats elements along new axes and axes of size 1; <c>jax.numpy.broadcast_to</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> BroadcastTo<T>(NdArray<T> x, Shape shape)
        where T : struct => NdArray<T>.From(Erased.Jnp.BroadcastTo(x.Erase(), shape.NotNull()));

    /// <summary>Arrays of one shape along a new axis; <c>jax.numpy.stack</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Stack<T>(NdArray<T>[] arrays, int axis = 0)
        where T : struct => NdArray<T>.From(Erased.Jnp.Stack(arrays.Erase(), axis));

    /// <summary>Arrays one after the other along an axis; <c>jax.numpy.concatenate</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static NdArray<T> Concatenate<T>(NdArray<T>[] arrays, int axis = 0)
        where T : struct => NdArray<T>.From(Erased.Jnp.Concatenate(arrays.Erase(), axis));

    /// <summary>Elements along an axis, or of the flattened array. Out of bounds gives NaN, or the smallest integer (the largest for unsigned ones). <c>jax.numpy.take</c>.</summary>
    public static NdArray<T> Take<T>(NdArray<T> x, NdArray<int> indices, int? axis = null)
        where T : struct => NdArray<T>.From(Erased.Jnp.Take(x.Erase(), indices.Erase(), axis));
}
