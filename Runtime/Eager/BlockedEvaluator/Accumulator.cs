// Accumulation of tile values for reductions, by element type and monoid, in the order that Simd.Reductions fixes.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Core;
using SrcGenJit.Simd;
using Reductions = SrcGenJit.Simd.Reductions;

namespace SrcGenJit.Eager;

/// <summary>One reduction of a nest while it runs. Results are elements of an array that grows as asked.</summary>
internal abstract class Accumulator
{
    /// <summary>Elements of the result type.</summary>
    public abstract Array Results { get; }

    public abstract void Reserve(int results);

    /// <summary>Result number <paramref name="result"/> is the row reduction of contiguous elements.</summary>
    public abstract void Row(int result, Location elements, int length);

    /// <summary>Begins a row that comes in chunks of <see cref="Reductions.Chunk"/> elements.</summary>
    public abstract void BeginRow();

    public abstract void Chunk(Location elements, int length);

    public abstract void EndRow(int result);

    /// <summary>Replaces results [0, groups * rows) by <paramref name="groups"/> sequential reductions of <paramref name="rows"/> each.</summary>
    public abstract void Fold(int groups, int rows);

    /// <summary>Begins sequential accumulation into <paramref name="columns"/> results.</summary>
    public abstract void BeginColumns(int columns);

    /// <summary>Accumulates rows of elements, one accumulator a column; a call never crosses a chunk's border.</summary>
    public abstract void Columns(Location elements, int rows, int columns);

    /// <summary>Ends a chunk of rows: what it gave joins the total.</summary>
    public abstract void EndChunk(int columns);

    public static Accumulator Create(Monoid monoid, DType dtype)
    {
        if (dtype.IsBool)
        {
            return new BoolAccumulator(monoid is Monoid.Sum or Monoid.Or or Monoid.Max);
        }
        return monoid switch
        {
            Monoid.Sum => Storage.Dispatch<Factory<SumMonoid>, Accumulator>(dtype, default),
            Monoid.Prod => Storage.Dispatch<Factory<ProdMonoid>, Accumulator>(dtype, default),
            Monoid.Max => Storage.Dispatch<Factory<MaxMonoid>, Accumulator>(dtype, default),
            Monoid.Min => Storage.Dispatch<Factory<MinMonoid>, Accumulator>(dtype, default),
            Monoid.And => Storage.Dispatch<Factory<AndMonoid>, Accumulator>(dtype, default),
            _ => Storage.Dispatch<Factory<OrMonoid>, Accumulator>(dtype, default),
        };
    }

    private readonly struct Factory<M> : ITyped<Accumulator>
        where M : struct, IMonoid
    {
        public Accumulator Invoke<T>()
            where T : unmanaged =>
            new Accumulator<T, M>();
    }
}

internal sealed class Accumulator<T, M> : Accumulator
    where T : unmanaged
    where M : struct, IMonoid
{
    private T[] _results = [];
    private T[] _chunk = [];
    private TreeAccumulator<T, M> _tree;
    private bool _hasTotal;

    public override Array Results => _results;

    public override void Reserve(int results)
    {
        if (_results.Length < results)
        {
            _results = new T[results];
        }
    }

    public override void Row(int result, Location elements, int length) => _results[result] = Reductions.Reduce<T, M>(elements.Span<T>(length));

    public override void BeginRow() => _tree = default;

    public override void Chunk(Location elements, int length) => _tree.Add(Reductions.Reduce<T, M>(elements.Span<T>(length)));

    public override void EndRow(int result) => _results[result] = _tree.Result();

    public override void Fold(int groups, int rows)
    {
        for (int group = 0; group < groups; group++)
        {
            Reductions.ReduceColumns<T, M>(_results.AsSpan(group * rows, rows), rows, _results.AsSpan(group, 1));
        }
    }

    public override void BeginColumns(int columns)
    {
        Reserve(columns);
        if (_chunk.Length < columns)
        {
            _chunk = new T[columns];
        }
        _results.AsSpan(0, columns).Fill(Identity);
        _chunk.AsSpan(0, columns).Fill(Identity);
        _hasTotal = false;
    }

    public override void Columns(Location elements, int rows, int columns)
    {
        ref T from = ref Unsafe.As<byte, T>(ref elements.Start), to = ref MemoryMarshal.GetArrayDataReference(_chunk);
        if (Map.Use512)
        {
            Columns<Lanes512<T>>(ref from, rows, ref to, columns);
        }
        else if (Map.Use256)
        {
            Columns<Lanes256<T>>(ref from, rows, ref to, columns);
        }
        else
        {
            Columns<Lanes128<T>>(ref from, rows, ref to, columns);
        }
    }

    public override void EndChunk(int columns)
    {
        if (_hasTotal)
        {
            for (int i = 0; i < columns; i++)
            {
                _results[i] = Reductions.Combine<T, M>(_results[i], _chunk[i]);
            }
        }
        else
        {
            _chunk.AsSpan(0, columns).CopyTo(_results);
        }
        _hasTotal = true;
        _chunk.AsSpan(0, columns).Fill(Identity);
    }

    private static T Identity => Lanes1<T>.GetElement(M.Identity<Lanes1<T>>(), 0);

    private static void Columns<V>(ref T x, int rows, ref T y, nint columns)
        where V : struct, ILanes<V, T>
    {
        for (nint j = 0; j < columns; j += V.Count)
        {
            int count = (int)nint.Min(V.Count, columns - j);
            V acc = count == V.Count ? V.Load(ref y, j) : V.Load(ref y, j, count);
            for (int i = 0; i < rows; i++)
            {
                nint at = (i * columns) + j;
                acc = M.Combine(acc, count == V.Count ? V.Load(ref x, at) : V.Load(ref x, at, count));
            }
            V.Store(acc, ref y, j, count);
        }
    }
}

/// <summary>Any (sum, or, max) and all (product, and, min) of bools.</summary>
internal sealed class BoolAccumulator(bool any) : Accumulator
{
    private bool[] _results = [];
    private bool _row;

    public override Array Results => _results;

    public override void Reserve(int results)
    {
        if (_results.Length < results)
        {
            _results = new bool[results];
        }
    }

    public override void Row(int result, Location elements, int length)
    {
        BeginRow();
        Chunk(elements, length);
        EndRow(result);
    }

    public override void BeginRow() => _row = !any;

    public override void Chunk(Location elements, int length) => _row = any ? _row | elements.Span<bool>(length).Contains(true) : _row & !elements.Span<bool>(length).Contains(false);

    public override void EndRow(int result) => _results[result] = _row;

    public override void Fold(int groups, int rows)
    {
        for (int group = 0; group < groups; group++)
        {
            Span<bool> row = _results.AsSpan(group * rows, rows);
            _results[group] = any ? row.Contains(true) : !row.Contains(false);
        }
    }

    public override void BeginColumns(int columns)
    {
        Reserve(columns);
        _results.AsSpan(0, columns).Fill(!any);
    }

    public override void Columns(Location elements, int rows, int columns)
    {
        ReadOnlySpan<bool> from = elements.Span<bool>(rows * columns);
        for (int i = 0; i < from.Length; i++)
        {
            _results[i % columns] = any ? _results[i % columns] | from[i] : _results[i % columns] & from[i];
        }
    }

    public override void EndChunk(int columns)
    {
    }
}
