// The Threefry-2x32 block function and its two counter layouts, as array code: a port of jax._src.prng (Salmon et al. 2011, 20 rounds).
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Threefry
{
    private static readonly int[][] s_rotations = [[13, 15, 26, 6], [17, 29, 16, 24]];

    /// <summary>What the primitive threefry2x32 computes: two key words and two counter words, each uint32, to two words.</summary>
    public static NdArray[] Block(NdArray[] words, Params parameters)
    {
        _ = parameters;
        NdArray[] keys = [words[0], words[1], Op.Bind("xor", Op.Bind("xor", words[0], words[1]), Word(0x1BD11BDA))];
        NdArray x0 = Op.Bind("add", words[2], keys[0]), x1 = Op.Bind("add", words[3], keys[1]);
        for (int group = 0; group < 5; group++)
        {
            foreach (int rotation in s_rotations[group % 2])
            {
                x0 = Op.Bind("add", x0, x1);
                x1 = Op.Bind("xor", x0, Rotate(x1, rotation));
            }
            x0 = Op.Bind("add", x0, keys[(group + 1) % 3]);
            x1 = Op.Bind("add", Op.Bind("add", x1, keys[(group + 2) % 3]), Word((uint)(group + 1)));
        }
        return [x0, x1];
    }

    /// <summary>Hashes counter words under a raw key of shape [2].</summary>
    public static NdArray[] Hash(NdArray key, NdArray x0, NdArray x1)
    {
        if (key.Dtype != DType.UInt32 || !key.Shape.Equals(new Shape(2)))
        {
            throw new ShapeException($"a raw PRNG key is uint32[2], and this is {key.Aval}: make one with JaxRandom.PRNGKey");
        }
        return Prims.Find("threefry2x32") is { } primitive
            ? primitive.Bind(Params.Empty, [Half(key, 0), Half(key, 1), x0, x1])
            : Block([Half(key, 0), Half(key, 1), x0, x1], Params.Empty);
    }

    /// <summary>The original layout: the first half of the counts is word 0, the second half word 1; an odd number is padded with one 0.</summary>
    public static NdArray HashCounts(NdArray key, Dim size)
    {
        Dim half = Dim.FloorDiv(size + 1, 2);
        bool even = (half * 2).Equals(size);
        NdArray counts = Op.Iota(DType.UInt32, [half * 2], 0);
        if (!even)
        {
            NdArray inside = Op.Bind("lt", counts, Op.Size(size, DType.UInt32));
            counts = Op.Bind("select_n", inside, Op.Full(counts.Shape, Word(0)), counts);
        }
        NdArray[] words = Hash(key, Op.Slice(counts, [0], [half], [1]), Op.Slice(counts, [half], [half * 2], [1]));
        NdArray all = Op.Concatenate(words, 0);
        return even ? all : Op.Slice(all, [0], [size], [1]);
    }

    /// <summary>The partitionable layout: element i hashes the two words of i.</summary>
    public static NdArray[] HashIndices(NdArray key, Shape shape) =>
        Hash(key, Op.Full(shape, Word(0)), Op.Reshape(Op.Iota(DType.UInt32, [shape.Size], 0), shape));

    public static NdArray Word(uint value) => new(Scalar.Of(value), weak: false);

    private static NdArray Half(NdArray key, int which) => Op.Squeeze(Op.Slice(key, [which], [which + 1], [1]), [0]);

    private static NdArray Rotate(NdArray x, int bits) =>
        Op.Bind("or", Op.Bind("shift_left", x, Word((uint)bits)), Op.Bind("shift_right_logical", x, Word((uint)(32 - bits))));
}
