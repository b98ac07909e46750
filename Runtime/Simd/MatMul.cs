// The matrix product: blocks of four rows by two vectors held in registers; each element is one chain of multiply-adds in the order of k.
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

    private static void Dots<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns)
        where T : unmanaged
    {
        T[] column = ArrayPool<T>.Shared.Rent(Math.Max(inner, 1)), product = ArrayPool<T>.Shared.Rent(Math.Max(inner, 1));
        for (int j = 0; j < columns; j++)
        {
            for (int k = 0; k < inner; k++)
            {
                column[k] = b[(k * columns) + j];
            }
            for (int i = 0; i < rows; i++)
            {
                Map.Binary<MultiplyFunction, T>(
                    ref Unsafe.AsRef(in MemoryMarshal.GetReference(a[(i * inner)..])), false, ref column[0], false, ref product[0], inner);
                c[(i * columns) + j] = Reductions.Reduce<T, SumMonoid>(product.AsSpan(0, inner));
            }
        }
        ArrayPool<T>.Shared.Return(column);
        ArrayPool<T>.Shared.Return(product);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Blocks<V, T>(ref T a, ref T b, ref T c, int rows, int inner, int columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int j = 0;
        for (; j <= columns - (2 * V.Count); j += 2 * V.Count)
        {
            int i = 0;
            for (; i <= rows - 4; i += 4)
            {
                Block4<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref Unsafe.Add(ref b, j), ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns);
            }
            for (; i < rows; i++)
            {
                Edge<V, T>(ref Unsafe.Add(ref a, (nint)i * inner), ref Unsafe.Add(ref b, j), ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns, V.Count);
                Edge<V, T>(
                    ref Unsafe.Add(ref a, (nint)i * inner), ref Unsafe.Add(ref b, j + V.Count), ref Unsafe.Add(ref c, ((nint)i * columns) + j + V.Count), inner, columns, V.Count);
            }
        }
        for (; j < columns; j += V.Count)
        {
            for (int i = 0; i < rows; i++)
            {
                Edge<V, T>(
                    ref Unsafe.Add(ref a, (nint)i * inner), ref Unsafe.Add(ref b, j), ref Unsafe.Add(ref c, ((nint)i * columns) + j), inner, columns, Math.Min(V.Count, columns - j));
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Block4<V, T>(ref T a, ref T b, ref T c, int inner, int columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V c00 = V.Bits(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
        for (nint k = 0; k < inner; k++)
        {
            V b0 = V.Load(ref b, k * columns), b1 = V.Load(ref b, (k * columns) + V.Count);
            V a0 = V.Broadcast(Unsafe.Add(ref a, k)), a1 = V.Broadcast(Unsafe.Add(ref a, k + inner));
            c00 = V.Fma(a0, b0, c00);
            c01 = V.Fma(a0, b1, c01);
            c10 = V.Fma(a1, b0, c10);
            c11 = V.Fma(a1, b1, c11);
            V a2 = V.Broadcast(Unsafe.Add(ref a, k + (2 * (nint)inner))), a3 = V.Broadcast(Unsafe.Add(ref a, k + (3 * (nint)inner)));
            c20 = V.Fma(a2, b0, c20);
            c21 = V.Fma(a2, b1, c21);
            c30 = V.Fma(a3, b0, c30);
            c31 = V.Fma(a3, b1, c31);
        }
        nint n = columns;
        V.Store(c00, ref c, 0);
        V.Store(c01, ref c, V.Count);
        V.Store(c10, ref c, n);
        V.Store(c11, ref c, n + V.Count);
        V.Store(c20, ref c, 2 * n);
        V.Store(c21, ref c, (2 * n) + V.Count);
        V.Store(c30, ref c, 3 * n);
        V.Store(c31, ref c, (3 * n) + V.Count);
    }

    private static void Edge<V, T>(ref T a, ref T b, ref T c, int inner, int columns, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V acc = V.Bits(0);
        for (nint k = 0; k < inner; k++)
        {
            acc = V.Fma(V.Broadcast(Unsafe.Add(ref a, k)), V.Load(ref b, k * columns, count), acc);
        }
        V.Store(acc, ref c, 0, count);
    }
}
