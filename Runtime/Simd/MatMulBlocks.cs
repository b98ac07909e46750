// The register blocks of the matrix product: six rows by two vectors, and single rows at the edges.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class MatMulBlocks
{
    [MethodImpl(AggressiveOptimization)]
    public static void Six<V, T>(ref T a, ref T b, ref T c, nint inner, nint strideB, nint columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V c00 = V.Bits(0), c01 = V.Bits(0);
        V c10 = V.Bits(0), c11 = V.Bits(0);
        V c20 = V.Bits(0), c21 = V.Bits(0);
        V c30 = V.Bits(0), c31 = V.Bits(0);
        V c40 = V.Bits(0), c41 = V.Bits(0);
        V c50 = V.Bits(0), c51 = V.Bits(0);
        ref T a3 = ref Unsafe.Add(ref a, 3 * inner);
        for (nint k = 0; k < inner; k++)
        {
            V b0 = V.Load(ref b, 0), b1 = V.Load(ref b, V.Count);
            V x0 = V.Broadcast(Unsafe.Add(ref a, 0));
            c00 = V.Fma(x0, b0, c00);
            c01 = V.Fma(x0, b1, c01);
            V x1 = V.Broadcast(Unsafe.Add(ref a, inner));
            c10 = V.Fma(x1, b0, c10);
            c11 = V.Fma(x1, b1, c11);
            V x2 = V.Broadcast(Unsafe.Add(ref a, 2 * inner));
            c20 = V.Fma(x2, b0, c20);
            c21 = V.Fma(x2, b1, c21);
            V x3 = V.Broadcast(Unsafe.Add(ref a3, 0));
            c30 = V.Fma(x3, b0, c30);
            c31 = V.Fma(x3, b1, c31);
            V x4 = V.Broadcast(Unsafe.Add(ref a3, inner));
            c40 = V.Fma(x4, b0, c40);
            c41 = V.Fma(x4, b1, c41);
            V x5 = V.Broadcast(Unsafe.Add(ref a3, 2 * inner));
            c50 = V.Fma(x5, b0, c50);
            c51 = V.Fma(x5, b1, c51);
            a = ref Unsafe.Add(ref a, 1);
            a3 = ref Unsafe.Add(ref a3, 1);
            b = ref Unsafe.Add(ref b, strideB);
        }
        V.Store(c00, ref c, 0);
        V.Store(c01, ref c, V.Count);
        V.Store(c10, ref c, columns);
        V.Store(c11, ref c, columns + V.Count);
        V.Store(c20, ref c, 2 * columns);
        V.Store(c21, ref c, (2 * columns) + V.Count);
        V.Store(c30, ref c, 3 * columns);
        V.Store(c31, ref c, (3 * columns) + V.Count);
        V.Store(c40, ref c, 4 * columns);
        V.Store(c41, ref c, (4 * columns) + V.Count);
        V.Store(c50, ref c, 5 * columns);
        V.Store(c51, ref c, (5 * columns) + V.Count);
    }

    /// <summary>Two vectors' columns of b, its rows one after another.</summary>
    [MethodImpl(AggressiveOptimization)]
    public static void Pack<V, T>(ref T b, nint columns, nint inner, ref T packed)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        for (nint k = 0; k < inner; k++)
        {
            V.Store(V.Load(ref b, k * columns), ref packed, 2 * k * V.Count);
            V.Store(V.Load(ref b, (k * columns) + V.Count), ref packed, ((2 * k) + 1) * V.Count);
        }
    }

    /// <summary>One row by up to two vectors.</summary>
    [MethodImpl(AggressiveOptimization)]
    public static void Edge<V, T>(ref T a, ref T b, ref T c, nint inner, nint columns, int width)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V c0 = V.Bits(0), c1 = V.Bits(0);
        if (width == 2 * V.Count)
        {
            for (nint k = 0; k < inner; k++)
            {
                V x = V.Broadcast(Unsafe.Add(ref a, k));
                c0 = V.Fma(x, V.Load(ref b, k * columns), c0);
                c1 = V.Fma(x, V.Load(ref b, (k * columns) + V.Count), c1);
            }
            V.Store(c0, ref c, 0);
            V.Store(c1, ref c, V.Count);
            return;
        }
        int first = Math.Min(width, V.Count), second = width - first;
        for (nint k = 0; k < inner; k++)
        {
            V x = V.Broadcast(Unsafe.Add(ref a, k));
            c0 = V.Fma(x, V.Load(ref b, k * columns, first), c0);
            if (second > 0)
            {
                c1 = V.Fma(x, V.Load(ref b, (k * columns) + V.Count, second), c1);
            }
        }
        V.Store(c0, ref c, 0, first);
        if (second > 0)
        {
            V.Store(c1, ref c, V.Count, second);
        }
    }
}
