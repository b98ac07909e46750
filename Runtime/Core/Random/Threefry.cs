// The two counter layouts of threefry, as array code over the primitive threefry2x32.
namespace SrcGenJit.Core;

internal static class Threefry
{
    /// <summary>Hashes counter words under a raw key of shape [2].</summary>
    public static NdArray[] Hash(NdArray key, NdArray x0, NdArray x1)
    {
        if (key.Dtype != DType.UInt32 || (!key.Shape.Equals(new Shape(2)) && !ShapeInference.Unify(key.Shape, new Shape(2))))
        {
            throw new ShapeException($"a raw PRNG key is uint32[2], and this is {key.Aval}: make one with JaxRandom.PRNGKey");
        }
        return Prims.Threefry2x32.Bind(Params.Empty, Half(key, 0), Half(key, 1), x0, x1);
    }

    /// <summary>The original layout: the first half of the counts is word 0, the second half word 1; an odd number is padded with one 0.</summary>
    public static NdArray HashCounts(NdArray key, Dim size)
    {
        Dim half = Dim.FloorDiv(size + 1, 2);
        bool even = (half * 2).Equals(size);
        NdArray counts = Erased.Lax.BroadcastedIota(DType.UInt32, [half * 2], 0);
        if (!even)
        {
            NdArray inside = Erased.Lax.Lt(counts, Erased.Lax.Size(size, DType.UInt32));
            counts = Erased.Lax.SelectN(inside, Erased.Lax.Full(counts.Shape, Word(0)), counts);
        }
        NdArray[] words = Hash(key, Erased.Lax.Slice(counts, [0], [half]), Erased.Lax.Slice(counts, [half], [half * 2]));
        NdArray all = Erased.Lax.Concatenate(words, 0);
        return even ? all : Erased.Lax.Slice(all, [0], [size]);
    }

    /// <summary>The partitionable layout: element i hashes the two words of i.</summary>
    public static NdArray[] HashIndices(NdArray key, Shape shape) =>
        Hash(key, Erased.Lax.Full(shape, Word(0)), Erased.Lax.Reshape(Erased.Lax.BroadcastedIota(DType.UInt32, [shape.Size], 0), shape));

    public static NdArray Word(uint value) => new(Scalar.Of(value), weak: false);

    private static NdArray Half(NdArray key, int which) => Erased.Lax.Squeeze(Erased.Lax.Slice(key, [which], [which + 1]), [0]);
}
