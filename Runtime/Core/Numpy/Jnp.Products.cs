// jax.numpy's products of vectors and matrices, erased.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>Sums over the last axis of a and the last but one of b (its only one when b is a vector).</summary>
    public static NdArray Dot(NdArray a, NdArray b)
    {
        (DType dtype, bool weak) = Promotion.ResultType(a.Aval, b.Aval);
        ShapeInference.WishesRank(a, 1);
        ShapeInference.WishesRank(b, 1);
        int[] contractA = a.Rank == 0 || b.Rank == 0 ? [] : [a.Rank - 1];
        int[] contractB = a.Rank == 0 || b.Rank == 0 ? [] : [b.Rank == 1 ? 0 : b.Rank - 2];
        return Lax.ConvertElementType(Lax.DotGeneral(a, b, contractA, contractB, [], [], dtype), dtype, weak);
    }

    /// <summary>Products of matrices, with leading axes broadcast. A vector is a row on the left and a column on the right.</summary>
    /// <exception cref="ShapeException">An argument has rank 0, or sizes do not fit.</exception>
    public static NdArray Matmul(NdArray a, NdArray b)
    {
        ShapeInference.WishesRank(a, 2);
        ShapeInference.WishesRank(b, 2);
        if (a.Rank == 0 || b.Rank == 0)
        {
            ShapeInference.NeedsRank(a.Rank == 0 ? a : b, 1);
            throw new ShapeException($"matmul: the {(a.Rank == 0 ? "first" : "second")} argument has rank 0; arrays of rank 1 or more are needed, got {a.Shape} and {b.Shape}");
        }
        (DType dtype, bool weak) = Promotion.ResultType(a.Aval, b.Aval);
        int matrixA = a.Rank > 1 ? 1 : 0, matrixB = b.Rank > 1 ? 1 : 0;
        int leadingA = a.Rank - 1 - matrixA, leadingB = b.Rank - 1 - matrixB;
        int batches = System.Math.Max(leadingA, leadingB);
        List<int> squeezeA = [], squeezeB = [], batchA = [], batchB = [], both = [], onlyA = [], onlyB = [];
        for (int i = 0; i < batches; i++)
        {
            int atA = i - (batches - leadingA), atB = i - (batches - leadingB);
            if (atA < 0)
            {
                onlyB.Add(i);
            }
            else if (atB < 0)
            {
                onlyA.Add(i);
            }
            else if (a.Shape[atA].Equals((Dim)1))
            {
                onlyB.Add(i);
                squeezeA.Add(both.Count + onlyA.Count + squeezeA.Count);
            }
            else if (b.Shape[atB].Equals((Dim)1))
            {
                onlyA.Add(i);
                squeezeB.Add(both.Count + onlyB.Count + squeezeB.Count);
            }
            else if (a.Shape[atA].Agrees(b.Shape[atB]))
            {
                batchA.Add(both.Count + onlyA.Count);
                batchB.Add(both.Count + onlyB.Count);
                both.Add(i);
            }
            else
            {
                throw new ShapeException($"Incompatible shapes for matmul arguments: {a.Shape} and {b.Shape}");
            }
        }
        if (matrixA == 1)
        {
            onlyA.Add(batches);
        }
        if (matrixB == 1)
        {
            onlyB.Add(batches + matrixA);
        }
        int[] order = both.Concat(onlyA).Concat(onlyB).ToArray();
        int[] permutation = Enumerable.Range(0, order.Length).OrderBy(i => order[i]).ToArray();
        a = Lax.Squeeze(a, [.. squeezeA]);
        b = Lax.Squeeze(b, [.. squeezeB]);
        NdArray product = Lax.DotGeneral(a, b, [a.Rank - 1], [b.Rank - 1 - matrixB], [.. batchA], [.. batchB], dtype);
        if (product.Rank == 0)
        {
            ShapeInference.ProductOfVectors(product);
        }
        return Lax.ConvertElementType(Lax.Transpose(product, permutation), dtype, weak);
    }
}
