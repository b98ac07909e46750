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
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
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
        ref T pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c);
        if (Map.Use512)
        {
            VectorByMatrix<Lanes512<T>, T>(ref pa, ref pb, ref pc, inner, columns);
        }
        else if (Map.Use256)
        {
            VectorByMatrix<Lanes256<T>, T>(ref pa, ref pb, ref pc, inner, columns);
        }
        else
        {
            VectorByMatrix<Lanes128<T>, T>(ref pa, ref pb, ref pc, inner, columns);
        }
    }

    // Columns side by side, each with its own 32 (16) lane sums in memory and its own tree of chunks.
    [MethodImpl(AggressiveOptimization)]
    private static void VectorByMatrix<V, T>(ref T a, ref T b, ref T c, nint inner, nint columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int lanes = Unsafe.SizeOf<T>() == 4 ? 32 : 16;
        Span<T> sums = stackalloc T[lanes * V.Count];
        ref T sum = ref sums[0];
        TreeAccumulator<T, SumMonoid>[] trees = inner > Reductions.Chunk ? new TreeAccumulator<T, SumMonoid>[V.Count] : [];
        for (nint j = 0; j < columns; j += V.Count)
        {
            int width = (int)nint.Min(V.Count, columns - j);
            trees.AsSpan().Clear();
            for (nint start = 0; start == 0 || start < inner; start += Reductions.Chunk)
            {
                sums.Clear();
                nint end = nint.Min(start + Reductions.Chunk, inner);
                for (nint k = start; k < end; k++)
                {
                    nint lane = (k - start) % lanes * V.Count, at = (k * columns) + j;
                    V column = width == V.Count ? V.Load(ref b, at) : V.Load(ref b, at, width);
                    V.Store(V.Load(ref sum, lane) + (V.Broadcast(Unsafe.Add(ref a, k)) * column), ref sum, lane);
                }
                for (int half = lanes / 2; half > 0; half /= 2)
                {
                    for (int l = 0; l < half; l++)
                    {
                        V.Store(V.Load(ref sum, l * V.Count) + V.Load(ref sum, (l + half) * V.Count), ref sum, l * V.Count);
                    }
                }
                for (int l = 0; l < trees.Length; l++)
                {
                    trees[l].Add(sums[l]);
                }
            }
            for (int l = 0; l < trees.Length; l++)
            {
                sums[l] = trees[l].Result();
            }
            V.Store(V.Load(ref sum, 0), ref c, j, width);
        }
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
        if (n <= Reductions.Chunk)
        {
            return DotChunk<A, T>(ref x, ref y, 0, n);
        }
        TreeAccumulator<T, SumMonoid> total = default;
        for (nint start = 0; start < n; start += Reductions.Chunk)
        {
            total.Add(DotChunk<A, T>(ref x, ref y, start, nint.Min(start + Reductions.Chunk, n)));
        }
        return total.Result();
    }

    [MethodImpl(AggressiveOptimization | NoInlining)]
    private static T DotChunk<A, T>(ref T x, ref T y, nint start, nint end)
        where A : struct, ILanes<A, T>
        where T : unmanaged
    {
        nint i = start;
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
        return A.Fold<SumMonoid>(acc);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Blocks<V, T>(ref T a, ref T b, ref T c, int rows, int inner, int columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        // A large b is read a strip of columns at a time from a copy: its own rows are too far apart for the caches.
        // Few rows or columns read it as it is.
        bool packs = inner > 0 && rows >= 6 && columns >= 2 * V.Count && (long)inner * columns * Unsafe.SizeOf<T>() > 1 << 20;
        T[]? packed = packs ? ArrayPool<T>.Shared.Rent(inner * 2 * V.Count) : null;
        for (int j = 0; j < columns; j += 2 * V.Count)
        {
            int width = Math.Min(2 * V.Count, columns - j), i = 0;
            ref T bj = ref Unsafe.Add(ref b, j);
            if (width == 2 * V.Count)
            {
                ref T strip = ref bj;
                nint strideB = columns;
                if (packed is not null)
                {
                    MatMulBlocks.Pack<V, T>(ref bj, columns, inner, ref packed[0]);
                    strip = ref packed[0];
                    strideB = 2 * V.Count;
                }
                for (; i <= rows - 6; i += 6)
                {
                    MatMulBlocks.Six<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref strip, ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, strideB, columns);
                }
            }
            for (; i < rows; i++)
            {
                MatMulBlocks.Edge<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref bj, ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns, width);
            }
        }
        if (packed is not null)
        {
            ArrayPool<T>.Shared.Return(packed);
        }
    }
}
