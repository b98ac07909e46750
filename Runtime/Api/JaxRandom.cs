// jax.random, typed: threefry2x32 on raw keys. JaxConfig.ThreefryPartitionable chooses the layout of counters.
using System.Numerics;

namespace SrcGenJit;

/// <summary>jax.random: random numbers as functions of a key.</summary>
public static partial class JaxRandom
{
    /// <summary>A raw threefry key, <c>uint32[2]</c>, from a seed of 32 bits; <c>jax.random.PRNGKey</c>.</summary>
    public static NdArray<uint> PRNGKey(int seed) => NdArray<uint>.From(Erased.JaxRandom.PRNGKey(NdArray<int>.Weak(seed)));

    /// <summary>A raw threefry key, <c>uint32[2]</c>, from a seed of 64 bits, as JAX makes it with x64 enabled; <c>jax.random.PRNGKey</c>.</summary>
    public static NdArray<uint> PRNGKey(long seed) => NdArray<uint>.From(Erased.JaxRandom.PRNGKey(NdArray<long>.Weak(seed)));

    /// <summary>A raw threefry key from a traced seed; <c>jax.random.PRNGKey</c>.</summary>
    public static NdArray<uint> PRNGKey(NdArray<int> seed) => NdArray<uint>.From(Erased.JaxRandom.PRNGKey(seed.Erase()));

    /// <summary>New keys, <c>uint32[num, 2]</c>; <c>jax.random.split</c>.</summary>
    public static NdArray<uint> Split(NdArray<uint> key, int num = 2) => NdArray<uint>.From(Erased.JaxRandom.Split(key.Erase(), num));

    /// <summary>A new key from a key and a number; <c>jax.random.fold_in</c>.</summary>
    public static NdArray<uint> FoldIn(NdArray<uint> key, NdArray<uint> data) => NdArray<uint>.From(Erased.JaxRandom.FoldIn(key.Erase(), data.Erase()));

    /// <summary>A new key from a key and a number; <c>jax.random.fold_in</c>.</summary>
    public static NdArray<uint> FoldIn(NdArray<uint> key, NdArray<int> data) => NdArray<uint>.From(Erased.JaxRandom.FoldIn(key.Erase(), data.Erase()));

    /// <summary>A new key from a key and a number; <c>jax.random.fold_in</c>.</summary>
    public static NdArray<uint> FoldIn(NdArray<uint> key, int data) => NdArray<uint>.From(Erased.JaxRandom.FoldIn(key.Erase(), NdArray<int>.Weak(data)));

    /// <summary>Random 32-bit words; <c>jax.random.bits</c>.</summary>
    public static NdArray<uint> Bits(NdArray<uint> key, Shape shape) => NdArray<uint>.From(Erased.JaxRandom.Bits(key.Erase(), shape.NotNull()));

    /// <summary>Numbers in [minval, maxval); <c>jax.random.uniform</c>.</summary>
    public static NdArray<float> Uniform(NdArray<uint> key, Shape shape, float minval = 0, float maxval = 1) => NdArray<float>.From(Erased.JaxRandom.Uniform(key.Erase(), shape.NotNull(), NdArray<float>.Weak(minval), NdArray<float>.Weak(maxval)));

    /// <summary>Numbers in [0, 1); <c>jax.random.uniform</c>.</summary>
    public static NdArray<T> Uniform<T>(NdArray<uint> key, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.JaxRandom.Uniform(ElementType<T>.DType, key.Erase(), shape.NotNull()));

    /// <summary>Numbers in [minval, maxval); <c>jax.random.uniform</c>.</summary>
    public static NdArray<T> Uniform<T>(NdArray<uint> key, Shape shape, T minval, T maxval)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.JaxRandom.Uniform(ElementType<T>.DType, key.Erase(), shape.NotNull(), NdArray<T>.Weak(minval), NdArray<T>.Weak(maxval)));

    /// <summary>Numbers of the standard normal distribution; <c>jax.random.normal</c>.</summary>
    public static NdArray<float> Normal(NdArray<uint> key, Shape shape) => NdArray<float>.From(Erased.JaxRandom.Normal(key.Erase(), shape.NotNull()));

    /// <summary>Numbers of the standard normal distribution; <c>jax.random.normal</c>.</summary>
    public static NdArray<T> Normal<T>(NdArray<uint> key, Shape shape)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.JaxRandom.Normal(ElementType<T>.DType, key.Erase(), shape.NotNull()));
}
