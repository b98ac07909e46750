// Reductions fed piece by piece, in the same order as whole rows: the tree of chunks, and the row over it.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>Combines a sequence of values in the shape of a binary counter: the same tree for the same number of values.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public struct TreeAccumulator<T, M>
    where T : unmanaged
    where M : struct, IMonoid
{
    private Levels _levels;
    private long _count;

    /// <summary>Begins anew.</summary>
    public void Clear() => _count = 0;

    public void Add(T value)
    {
        int level = 0;
        for (long bits = _count; (bits & 1) != 0; bits >>= 1)
        {
            value = Reductions.Combine<T, M>(_levels[level++], value);
        }
        _levels[level] = value;
        _count++;
    }

    /// <summary>The combination of what was added; the identity when nothing was.</summary>
    public readonly T Result()
    {
        T result = default;
        bool any = false;
        for (int level = 0; level < 48 && _count >> level != 0; level++)
        {
            if (((_count >> level) & 1) != 0)
            {
                result = any ? Reductions.Combine<T, M>(_levels[level], result) : _levels[level];
                any = true;
            }
        }
        return any ? result : Lanes1<T>.GetElement(M.Identity<Lanes1<T>>(), 0);
    }

    [InlineArray(48)]
    private struct Levels
    {
        private T _first;
    }
}

/// <summary>
/// A row fed in order, in blocks of <typeparamref name="A"/> (32 elements, 16 of 8 bytes) of which only the last may be partial: the bits of
/// <see cref="Reductions.Reduce{T, M}"/>. Create it with <c>new()</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RowAccumulator<A, T, M>
    where A : struct, ILanes<A, T>
    where T : unmanaged
    where M : struct, IMonoid
{
    private A _lanes = M.Identity<A>();
    private int _count = 0;
    private TreeAccumulator<T, M> _chunks = default;

    public RowAccumulator()
    {
    }

    [MethodImpl(AggressiveInlining)]
    public void Add(A block)
    {
        _lanes = M.Combine(_lanes, block);
        _count += A.Count;
        if (_count == Reductions.Chunk)
        {
            Flush();
        }
    }

    /// <summary>The last block, of which the first <paramref name="count"/> elements count.</summary>
    [MethodImpl(AggressiveInlining)]
    public void AddPartial(A block, int count)
    {
        _lanes = M.Combine(_lanes, Reductions.KeepFirst<A, T, M>(block, count));
        _count += count;
    }

    /// <summary>Elements in memory; a number that is not a multiple of the block's only the last time.</summary>
    [MethodImpl(AggressiveOptimization)]
    public void AddRange(ref T x, nint n)
    {
        nint i = 0;
        while (i < n)
        {
            nint end = nint.Min(n, i + Reductions.Chunk - _count);
            A lanes = _lanes;
            nint start = i;
            for (; i <= end - A.Count; i += A.Count)
            {
                lanes = M.Combine(lanes, A.Load(ref x, i));
            }
            if (i < end)
            {
                lanes = M.Combine(lanes, Reductions.KeepFirst<A, T, M>(A.Load(ref x, i, (int)(end - i)), (int)(end - i)));
                i = end;
            }
            _lanes = lanes;
            _count += (int)(i - start);
            if (_count == Reductions.Chunk)
            {
                Flush();
            }
        }
    }

    public readonly T Result()
    {
        TreeAccumulator<T, M> chunks = _chunks;
        if (_count > 0)
        {
            chunks.Add(A.Fold<M>(_lanes));
        }
        return chunks.Result();
    }

    [MethodImpl(NoInlining)]
    private void Flush()
    {
        _chunks.Add(A.Fold<M>(_lanes));
        _lanes = M.Identity<A>();
        _count = 0;
    }
}
