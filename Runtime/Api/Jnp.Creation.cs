// jax.numpy, typed: ways to make arrays.
using System.Numerics;

namespace SrcGenJit;

public static partial class Jnp
{
    /// <summary>A one-dimensional array of a copy of the data; <c>jax.numpy.array</c>.</summary>
    public static NdArray<T> Array<T>(T[] data)
        where T : struct => new(data.NotNull());

    /// <summary>A matrix of a copy of the data; <c>jax.numpy.array</c>.</summary>
    public static NdArray<T> Array<T>(T[,] data)
        where T : struct => new(data.NotNull());

    /// <summary>An array of rank 0, strongly typed; <c>jax.numpy.array</c>.</summary>
    public static NdArray<T> Array<T>(T data)
        where T : struct => new NdArray<T>([data], Shape.Scalar);

    /// <summary>Zeros; <c>jax.numpy.zeros</c>.</summary>
    public static NdArray<T> Zeros<T>(Shape shape)
        where T : struct => NdArray<T>.From(Erased.Jnp.Zeros(ElementType<T>.DType, shape.NotNull()));

    /// <summary>Ones; <c>jax.numpy.ones</c>.</summary>
    public static NdArray<T> Ones<T>(Shape shape)
        where T : struct => NdArray<T>.From(Erased.Jnp.Ones(ElementType<T>.DType, shape.NotNull()));

    /// <summary>One value everywhere; <c>jax.numpy.full</c>.</summary>
    public static NdArray<T> Full<T>(Shape shape, T fillValue)
        where T : struct => NdArray<T>.From(Erased.Jnp.Full(ElementType<T>.DType, shape.NotNull(), NdArray<T>.Weak(fillValue)));

    /// <summary>Zeros in the shape of x; <c>jax.numpy.zeros_like</c>.</summary>
    public static NdArray<T> ZerosLike<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Jnp.ZerosLike(x.Erase()));

    /// <summary>Ones in the shape of x; <c>jax.numpy.ones_like</c>.</summary>
    public static NdArray<T> OnesLike<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Jnp.OnesLike(x.Erase()));

    /// <summary>0, 1, ... below a dimension, as in <c>Jnp.Arange(x.Shape[0])</c>; <c>jax.numpy.arange</c>.</summary>
    public static NdArray<int> Arange(Dim size) => NdArray<int>.From(Erased.Jnp.Arange(size.NotNull()));

    /// <summary>0, 1, ... below <paramref name="stop"/>, which must be known while tracing; <c>jax.numpy.arange</c>.</summary>
    public static NdArray<T> Arange<T>(T stop)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Arange(ElementType<T>.DType, NdArray<T>.Weak(stop)));

    /// <summary>start, start + 1, ... below <paramref name="stop"/>; <c>jax.numpy.arange</c>.</summary>
    public static NdArray<T> Arange<T>(T start, T stop)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Arange(ElementType<T>.DType, NdArray<T>.Weak(start), NdArray<T>.Weak(stop)));

    /// <summary>start, start + step, ... before <paramref name="stop"/>; <c>jax.numpy.arange</c>.</summary>
    public static NdArray<T> Arange<T>(T start, T stop, T step)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Arange(ElementType<T>.DType, NdArray<T>.Weak(start), NdArray<T>.Weak(stop), NdArray<T>.Weak(step)));

    /// <summary><paramref name="num"/> evenly spaced numbers, with <paramref name="stop"/> or without it; <c>jax.numpy.linspace</c>.</summary>
    public static NdArray<T> Linspace<T>(NdArray<T> start, NdArray<T> stop, int num = 50, bool endpoint = true)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Linspace(start.Erase(), stop.Erase(), num, endpoint));

    /// <summary><paramref name="num"/> evenly spaced numbers, with <paramref name="stop"/> or without it; <c>jax.numpy.linspace</c>.</summary>
    public static NdArray<T> Linspace<T>(T start, T stop, int num = 50, bool endpoint = true)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Linspace(NdArray<T>.Weak(start), NdArray<T>.Weak(stop), num, endpoint));

    /// <summary>Ones on diagonal <paramref name="k"/> of an n by m matrix (m: n by default), zeros elsewhere; <c>jax.numpy.eye</c>.</summary>
    public static NdArray<T> Eye<T>(Dim n, Dim? m = null, int k = 0)
        where T : struct => NdArray<T>.From(Erased.Jnp.Eye(ElementType<T>.DType, n.NotNull(), m, k));
}
