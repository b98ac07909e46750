// The matrix product: blocks of rows by two vectors held in registers; each element is one chain of multiply-adds in the order of k.
using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static class MatMul
{
    /// <summary>
    /// c[rows, columns] = a[rows, inner] b[inner, columns], row-major. With one row or one column each element is the 32-lane (16) sum of the products, by shape only.
    /// </summary>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns)
        where T : unmanaged
    {
        if (a.Length < (long)rows * inner || b.Length < (long)inner * columns || c.Length < (long)rows * columns)
        {
            throw new ArgumentException($"a product of [{rows},{inner}] and [{inner},{columns}] needs more elements than {a.Length}, {b.Length} and {c.Length}");
        }
        if (rows == 0 || columns == 0)
        {
            return;
        }
        if (rows == 1 || columns == 1)
        {
            Dots(a, b, c, rows, inner, columns);
            return;
        }
        ref T pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c);
        if (Map.Use512)
        {
            Blocks<Lanes512<T>, T>(ref pa, ref pb, ref pc, rows, inner, columns);
        }
        else if (Map.Use256)
        {
            Blocks<Lanes256<T>, T>(ref pa, ref pb, ref pc, rows, inner, columns);
        }
        else
        {
            Blocks<Lanes128<T>, T>(ref pa, ref pb, ref pc, rows, inner, columns);
        }
    }

    // A matrix by a vector: rows of products, or, with one row, one column of b after another.
    private static void Dots<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns)
        where T : unmanaged
    {
        if (columns == 1)
        {
            for (int i = 0; i < rows; i++)
            {
                c[i] = Dot(a.Slice(i * inner, inner), b[..inner]);
            }
            return;
        }
        // One row: b is turned over a strip of columns at a time, so that each column is contiguous.
        const int strip = 16;
        T[] turned = ArrayPool<T>.Shared.Rent(Math.Max(inner * strip, 1));
        for (int start = 0; start < columns; start += strip)
        {
            int width = Math.Min(strip, columns - start);
            for (int k = 0; k < inner; k++)
            {
                ReadOnlySpan<T> row = b.Slice((k * columns) + start, width);
                for (int j = 0; j < row.Length; j++)
                {
                    turned[(j * inner) + k] = row[j];
                }
            }
            for (int j = 0; j < width; j++)
            {
                c[start + j] = Dot(a[..inner], turned.AsSpan(j * inner, inner));
            }
        }
        ArrayPool<T>.Shared.Return(turned);
    }

    /// <summary>The sum of the products of two rows, in the order of <see cref="Reductions"/>.</summary>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} and {y.Length} elements do not pair up");
        }
        ref T px = ref MemoryMarshal.GetReference(x), py = ref MemoryMarshal.GetReference(y);
        return Map.Use512 ? Dot<Pair<Lanes512<T>, T>, T>(ref px, ref py, x.Length)
            : Map.Use256 ? Dot<Pair<Pair<Lanes256<T>, T>, T>, T>(ref px, ref py, x.Length)
            : Dot<Pair<Pair<Pair<Lanes128<T>, T>, T>, T>, T>(ref px, ref py, x.Length);
    }

    [MethodImpl(AggressiveOptimization)]
    private static T Dot<A, T>(ref T x, ref T y, nint n)
        where A : struct, ILanes<A, T>
        where T : unmanaged
    {
        TreeAccumulator<T, SumMonoid> total = default;
        for (nint start = 0; start < n; start += Reductions.Chunk)
        {
            nint end = nint.Min(start + Reductions.Chunk, n), i = start;
            A acc = A.Bits(0);
            for (; i <= end - A.Count; i += A.Count)
            {
                acc += A.Load(ref x, i) * A.Load(ref y, i);
            }
            if (i < end)
            {
                int count = (int)(end - i);
                acc += Reductions.KeepFirst<A, T, SumMonoid>(A.Load(ref x, i, count) * A.Load(ref y, i, count), count);
            }
            total.Add(A.Fold<SumMonoid>(acc));
        }
        return total.Result();
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Blocks<V, T>(ref T a, ref T b, ref T c, int rows, int inner, int columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        for (int j = 0; j < columns; j += 2 * V.Count)
        {
            int width = Math.Min(2 * V.Count, columns - j), i = 0;
            ref T bj = ref Unsafe.Add(ref b, j);
            if (width == 2 * V.Count)
            {
                for (; i <= rows - 6; i += 6)
                {
                    MatMulBlocks.Six<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref bj, ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns);
                }
            }
            for (; i < rows; i++)
            {
                MatMulBlocks.Edge<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref bj, ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns, width);
            }
        }
    }
}
