// jax.random over raw keys, erased: traced array code, so that it compiles like any other.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static class JaxRandom
{
    /// <summary>The high and the low word of a 64-bit seed; seeds of 32 bits have no high word.</summary>
    public static NdArray PRNGKey(NdArray seed)
    {
        if (seed.Rank != 0 || !seed.Dtype.IsInteger)
        {
            throw new ShapeException($"PRNGKey takes one integer as seed, and got {seed.Aval}");
        }
        bool wide = seed.Dtype.ItemSize == 8;
        if (seed.Constant is { } known)
        {
            NdArray high = Threefry.Word(wide ? (uint)((ulong)known.Bits >> 32) : 0), low = Threefry.Word(unchecked((uint)known.Bits));
            return Lax.Concatenate([Lax.Full([1], high), Lax.Full([1], low)], 0);
        }
        NdArray top = wide ? Lax.ConvertElementType(Lax.ShiftRightLogical(seed, Lax.Constant(32, seed.Dtype)), DType.UInt32) : Threefry.Word(0);
        return Lax.Concatenate([Lax.Full([1], top), Lax.Full([1], Lax.ConvertElementType(seed, DType.UInt32))], 0);
    }

    /// <summary>New keys, of shape [num, 2].</summary>
    public static NdArray Split(NdArray key, int num) => RandomFlags.ThreefryPartitionable
        ? Lax.Concatenate(Threefry.HashIndices(key, [num]).Select(w => Lax.ExpandDims(w, [1])).ToArray(), 1)
        : Lax.Reshape(Threefry.HashCounts(key, 2 * num), [num, 2]);

    /// <summary>A new key from a key and a number.</summary>
    public static NdArray FoldIn(NdArray key, NdArray data)
    {
        NdArray word = Lax.ConvertElementType(data, DType.UInt32);
        NdArray[] words = Threefry.Hash(key, Lax.Full([1], Threefry.Word(0)), Lax.Full([1], word));
        return Lax.Concatenate(words, 0);
    }

    /// <summary>Random 32-bit words.</summary>
    public static NdArray Bits(NdArray key, Shape shape)
    {
        if (!RandomFlags.ThreefryPartitionable)
        {
            return Lax.Reshape(Threefry.HashCounts(key, shape.Size), shape);
        }
        NdArray[] words = Threefry.HashIndices(key, shape);
        return Lax.BitwiseXor(words[0], words[1]);
    }

    public static NdArray Uniform(DType dtype, NdArray key, Shape shape) => Uniform(dtype, key, shape, Lax.Number(0, dtype), Lax.Number(1, dtype));

    public static NdArray Uniform(NdArray key, Shape shape, NdArray minval, NdArray maxval) => Uniform(DType.Float32, key, shape, minval, maxval);

    /// <summary>Floats in [minval, maxval).</summary>
    public static NdArray Uniform(DType dtype, NdArray key, Shape shape, NdArray minval, NdArray maxval)
    {
        Check(dtype);
        return NamedJit.Call("_uniform", Statics(dtype, shape), xs => UniformBody(dtype, xs[0], shape, xs[1], xs[2]), key, minval, maxval);
    }

    public static NdArray Normal(NdArray key, Shape shape) => Normal(DType.Float32, key, shape);

    /// <summary>Standard normal floats: sqrt(2) erf_inv(u) with u uniform in (-1, 1).</summary>
    public static NdArray Normal(DType dtype, NdArray key, Shape shape)
    {
        Check(dtype);
        string statics = Statics(dtype, shape);
        return NamedJit.Call("_normal", statics, xs => NamedJit.Call("_normal_real", statics, ys => NormalBody(dtype, ys[0], shape), xs), key);
    }

    private static NdArray UniformBody(DType dtype, NdArray key, Shape shape, NdArray minval, NdArray maxval)
    {
        minval = Lax.ConvertElementType(minval, dtype);
        maxval = Lax.ConvertElementType(maxval, dtype);
        int[] leading = Enumerable.Range(0, shape.Rank).ToArray();
        minval = Lax.ExpandDims(minval, leading);
        maxval = Lax.ExpandDims(maxval, leading);
        bool wide = dtype == DType.Float64;
        DType bitsType = wide ? DType.Int64 : DType.UInt32;
        NdArray bits = wide ? WideBits(key, shape) : Bits(key, shape);
        // The mantissa at random with the exponent of 1 gives [1, 2).
        NdArray mantissa = Lax.ShiftRightLogical(bits, new NdArray(Scalar.Of(wide ? 12L : 9L, bitsType), weak: false));
        NdArray one = new(Scalar.Of(wide ? 0x3FF0000000000000L : 0x3F800000L, bitsType), weak: false);
        NdArray floats = Lax.BitcastConvertType(Lax.BitwiseOr(mantissa, one), dtype);
        floats = Lax.Sub(floats, Lax.Constant(1, dtype));
        NdArray scaled = Lax.Add(Lax.Mul(floats, Lax.Sub(maxval, minval)), minval);
        return Lax.Max(minval, scaled);
    }

    private static NdArray NormalBody(DType dtype, NdArray key, Shape shape)
    {
        double low = dtype == DType.Float64 ? -0.9999999999999999 : -0.99999994039535522;
        NdArray uniform = Uniform(dtype, key, shape, Lax.Constant(low, dtype), Lax.Constant(1, dtype));
        return Lax.Mul(Lax.Constant(1.4142135623730951, dtype), Lax.ErfInv(uniform));
    }

    // 64 random bits, as signed integers: only their pattern matters.
    private static NdArray WideBits(NdArray key, Shape shape)
    {
        if (RandomFlags.ThreefryPartitionable)
        {
            NdArray[] words = Threefry.HashIndices(key, shape);
            return Join(words[0], words[1]);
        }
        Dim size = shape.Size;
        NdArray all = Threefry.HashCounts(key, size * 2);
        return Lax.Reshape(Join(Lax.Slice(all, [0], [size]), Lax.Slice(all, [size], [size * 2])), shape);
    }

    private static NdArray Join(NdArray high, NdArray low) => Lax.BitwiseOr(
        Lax.ShiftLeft(Lax.ConvertElementType(high, DType.Int64), Lax.Constant(32, DType.Int64)),
        Lax.ConvertElementType(low, DType.Int64));

    private static string Statics(DType dtype, Shape shape) => $"{dtype},{shape},{RandomFlags.ThreefryPartitionable}";

    private static void Check(DType dtype)
    {
        if (dtype != DType.Float32 && dtype != DType.Float64)
        {
            throw new ArgumentException($"random numbers come as float or double, and not as {dtype}", nameof(dtype));
        }
    }
}
