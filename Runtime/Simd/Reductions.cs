// Reductions in an order that depends on the length alone: 32 virtual lanes (16 of 8-byte elements), fixed chunks, a fixed tree.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>
/// Element e of a chunk goes to virtual lane e mod 32 (16); the lanes combine pairwise, l with l + 16, then l + 8, ...; chunks of <see cref="Chunk"/>
/// elements combine in a binary-counter tree. Blocks are lane types of exactly 32 (16) elements, so that every width computes the same bits.
/// </summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static class Reductions
{
    /// <summary>Elements a chunk.</summary>
    public const int Chunk = 8192;

    /// <summary>Reduces a row.</summary>
    public static T Reduce<T, M>(ReadOnlySpan<T> x)
        where T : unmanaged
        where M : struct, IMonoid
    {
        ref T first = ref MemoryMarshal.GetReference(x);
        if (Unsafe.SizeOf<T>() == 4)
        {
            return Map.Use512 ? Row<Pair<Lanes512<T>, T>, T, M>(ref first, x.Length)
                : Map.Use256 ? Row<Pair<Pair<Lanes256<T>, T>, T>, T, M>(ref first, x.Length)
                : Row<Pair<Pair<Pair<Lanes128<T>, T>, T>, T>, T, M>(ref first, x.Length);
        }
        return Map.Use512 ? Row<Pair<Lanes512<T>, T>, T, M>(ref first, x.Length)
            : Map.Use256 ? Row<Pair<Pair<Lanes256<T>, T>, T>, T, M>(ref first, x.Length)
            : Row<Pair<Pair<Pair<Lanes128<T>, T>, T>, T>, T, M>(ref first, x.Length);
    }

    /// <summary>Reduces a row with blocks of the given lane type.</summary>
    [MethodImpl(AggressiveOptimization)]
    internal static T Row<A, T, M>(ref T x, nint n)
        where A : struct, ILanes<A, T>
        where T : unmanaged
        where M : struct, IMonoid
    {
        if (n <= Chunk)
        {
            return RowChunk<A, T, M>(ref x, 0, n);
        }
        TreeAccumulator<T, M> total = default;
        for (nint start = 0; start < n; start += Chunk)
        {
            total.Add(RowChunk<A, T, M>(ref x, start, nint.Min(start + Chunk, n)));
        }
        return total.Result();
    }

    [MethodImpl(AggressiveOptimization | NoInlining)]
    private static T RowChunk<A, T, M>(ref T x, nint start, nint end)
        where A : struct, ILanes<A, T>
        where T : unmanaged
        where M : struct, IMonoid
    {
        A acc = M.Identity<A>();
        nint i = start;
        for (; i <= end - A.Count; i += A.Count)
        {
            acc = M.Combine(acc, A.Load(ref x, i));
        }
        if (i < end)
        {
            acc = M.Combine(acc, KeepFirst<A, T, M>(A.Load(ref x, i, (int)(end - i)), (int)(end - i)));
        }
        return A.Fold<M>(acc);
    }

    /// <summary>The first <paramref name="count"/> elements of a block, the identity in the others.</summary>
    [MethodImpl(AggressiveInlining)]
    public static A KeepFirst<A, T, M>(A block, int count)
        where A : struct, ILanes<A, T>
        where T : unmanaged
        where M : struct, IMonoid =>
        A.Select(A.Less(A.Sequence(Element.FromDouble<T>(0), Element.FromDouble<T>(1)), A.Constant(count)), block, M.Identity<A>());

    /// <summary>Combines the lanes of a block: l with l + half, half by half.</summary>
    [MethodImpl(AggressiveInlining)]
    public static T Horizontal<A, T, M>(A block)
        where A : struct, ILanes<A, T>
        where T : unmanaged
        where M : struct, IMonoid =>
        A.Fold<M>(block);

    /// <summary>Combines two numbers.</summary>
    [MethodImpl(AggressiveInlining)]
    public static T Combine<T, M>(T x, T y)
        where T : unmanaged
        where M : struct, IMonoid =>
        Lanes1<T>.GetElement(M.Combine(Lanes1<T>.Broadcast(x), Lanes1<T>.Broadcast(y)), 0);

    /// <summary>Reduces the rows of a row-major matrix into one row: one accumulator a column, sequential in chunks of <see cref="Chunk"/> rows.</summary>
    /// <exception cref="ArgumentException">The rows, as long as the destination, are more elements than there are.</exception>
    public static void ReduceColumns<T, M>(ReadOnlySpan<T> x, int rows, Span<T> destination)
        where T : unmanaged
        where M : struct, IMonoid
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (x.Length < (long)rows * destination.Length)
        {
            throw new ArgumentException($"{rows} rows of {destination.Length} elements are more than the {x.Length} elements of {nameof(x)}", nameof(x));
        }
        ref T from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(destination);
        if (Map.Use512)
        {
            Columns<Lanes512<T>, T, M>(ref from, rows, ref to, destination.Length);
        }
        else if (Map.Use256)
        {
            Columns<Lanes256<T>, T, M>(ref from, rows, ref to, destination.Length);
        }
        else
        {
            Columns<Lanes128<T>, T, M>(ref from, rows, ref to, destination.Length);
        }
    }

    /// <summary>Index of the first maximum (or minimum); a NaN counts as extreme, the first one wins. 0 for an empty span.</summary>
    public static int ArgExtreme<T>(ReadOnlySpan<T> x, bool max)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (x.Length < 2)
        {
            return 0;
        }
        T extreme = max ? Reduce<T, MaxMonoid>(x) : Reduce<T, MinMonoid>(x);
        ref T first = ref MemoryMarshal.GetReference(x);
        return Map.Use512 ? IndexOf<Lanes512<T>, T>(ref first, x.Length, extreme)
            : Map.Use256 ? IndexOf<Lanes256<T>, T>(ref first, x.Length, extreme)
            : IndexOf<Lanes128<T>, T>(ref first, x.Length, extreme);
    }

    // The first element equal to one that is there; for a NaN, the first NaN.
    [MethodImpl(AggressiveOptimization)]
    private static int IndexOf<V, T>(ref T x, int n, T value)
        where V : struct, ILanes<V, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        bool nan = T.IsNaN(value);
        V wanted = V.Broadcast(value);
        int i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            V here = V.Load(ref x, i);
            if (V.Any(nan ? ~V.Equal(here, here) : V.Equal(here, wanted)))
            {
                break;
            }
        }
        while (i < n - 1 && !(nan ? T.IsNaN(Unsafe.Add(ref x, i)) : Unsafe.Add(ref x, i) == value))
        {
            i++;
        }
        return i;
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Columns<V, T, M>(ref T x, int rows, ref T y, nint columns)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where M : struct, IMonoid
    {
        for (nint j = 0; j < columns; j += V.Count)
        {
            int count = (int)nint.Min(V.Count, columns - j);
            V total = M.Identity<V>();
            for (int start = 0; start < rows; start += Chunk)
            {
                V acc = M.Identity<V>();
                int end = Math.Min(start + Chunk, rows);
                for (int i = start; i < end; i++)
                {
                    nint at = (i * columns) + j;
                    acc = M.Combine(acc, count == V.Count ? V.Load(ref x, at) : V.Load(ref x, at, count));
                }
                total = start == 0 ? acc : M.Combine(total, acc);
            }
            V.Store(total, ref y, j, count);
        }
    }
}
