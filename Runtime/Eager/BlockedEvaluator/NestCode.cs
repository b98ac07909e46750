// A loop nest with all sizes known, as loops over tiles: maps, row reductions and sequential reductions.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;
using Reductions = SrcGenJit.Simd.Reductions;

namespace SrcGenJit.Eager;

internal sealed class NestCode : StepCode
{
    /// <summary>Elements a tile at most: slots of a few values stay in the first cache.</summary>
    private const int Largest = 512;

    /// <summary>Shorter rows share a tile.</summary>
    private const int ShortRow = 192;

    private readonly long[] _extents;
    private readonly int _parallel;
    private readonly int _vector;
    private readonly long _outputs;
    private readonly long _sequence;
    private readonly long _row;
    private readonly int _capacity;
    private readonly bool _bare;
    private readonly LoopNest _nest;
    private readonly TileBlock _body;
    private readonly TileBlock _epilogue;
    private readonly (int Value, int Size)[] _reductions;
    private readonly int[] _reduced;
    private Spare<State> _spare;

    public NestCode(LoopNest nest, Func<Dim, long> size)
    {
        _nest = nest;
        _extents = nest.Loops.Select(l => size(l.Extent)).ToArray();
        _parallel = nest.ParallelCount;
        // A sequential loop alone is walked along itself.
        _vector = nest.VectorLoop >= 0 ? nest.VectorLoop : nest.SequentialLoop;
        _outputs = _extents[.._parallel].Aggregate(1L, (a, b) => a * b);
        _sequence = nest.SequentialLoop >= 0 ? _extents[nest.SequentialLoop] : 1;
        _row = nest.RowLoop >= 0 ? _extents[nest.RowLoop] : 1;
        _capacity = (int)Math.Max(1, Math.Min(Largest, _outputs * _sequence * _row));
        _bare = nest.Body is { Stores.Count: 0, Values: [NestValue.Load { Guard.IsNone: true } load] } && load.Offset.AccessAlong(nest.RowLoop).IsUnit;
        _body = TileBlock.Compile(nest.Body, nest.Reductions.Select(r => r.Value).ToArray(), _vector, size);
        _epilogue = TileBlock.Compile(nest.Epilogue, [], nest.EpilogueLoop, size);
        _reductions = nest.Reductions.Select(r => (r.Value.Id, r.Value.DType.ItemSize)).ToArray();
        _reduced = nest.Epilogue.Values.Select(v => v is NestValue.Reduced reduced ? reduced.Number : -1).ToArray();
    }

    public override void Run(Location[] buffers)
    {
        State state = _spare.Take() ?? new State(this);
        Array.Clear(state.Index);
        state.Body.Buffers = buffers;
        _body.Begin(state.Body);
        if (!_nest.IsReduction)
        {
            Map(state);
        }
        else
        {
            state.Epilogue.Buffers = buffers;
            _epilogue.Begin(state.Epilogue);
            if (_nest.RowLoop >= 0)
            {
                Rows(state);
            }
            else
            {
                Columns(state);
            }
        }
        state.Body.Release();
        if (_nest.IsReduction)
        {
            state.Epilogue.Release();
        }
        _spare.Put(state, _nest.IsReduction ? state.Bytes : state.OwnBytes);
    }

    private void Map(State state)
    {
        long inner = _vector < 0 ? 1 : _extents[_vector];
        Walk walk = state.Walk;
        Tile tile = state.Body;
        for (long left = _outputs; left > 0; left -= tile.Length)
        {
            walk.Take(tile, (int)Math.Min(left, _capacity), wholeRows: inner >= ShortRow);
            _body.Run(tile);
        }
    }

    // Rows of parallel points and sequential steps: each reduced by lanes, then the steps of a point in sequence.
    private void Rows(State state)
    {
        Tile tile = state.Body;
        int steps = checked((int)_sequence);
        int batch = (int)Math.Max(1, Math.Min(Math.Min(_outputs, _capacity), _capacity * 4L / Math.Max(steps, 1)));
        Walk rows = new(_extents, _parallel + (_nest.SequentialLoop >= 0 ? 1 : 0), state.Index), outputs = new(_extents, _parallel, new long[_extents.Length]);
        foreach (Accumulator accumulator in state.Accumulators)
        {
            accumulator.Reserve(Math.Max(1, checked(batch * Math.Max(steps, 1))));
        }
        for (long done = 0; done < _outputs; done += batch)
        {
            int points = (int)Math.Min(batch, _outputs - done), count = points * steps;
            for (int row = 0; row < count;)
            {
                row += _row <= _capacity ? ShortRows(state, rows, row, count) : LongRow(state, rows, row);
            }
            if (_nest.SequentialLoop >= 0)
            {
                foreach (Accumulator accumulator in state.Accumulators)
                {
                    accumulator.Fold(points, steps);
                }
            }
            Finish(state, outputs, points);
        }
    }

    private int ShortRows(State state, Walk rows, int first, int count)
    {
        Tile tile = state.Body;
        int length = (int)_row, many = Math.Min(count - first, _row < ShortRow ? _capacity / Math.Max(length, 1) : 1);
        tile.Clear();
        for (int i = 0; i < many; i++)
        {
            state.Index[^1] = 0;
            tile.Add(state.Index, length);
            rows.Next();
        }
        if (length > 0)
        {
            _body.Run(tile);
        }
        for (int k = 0; k < _reductions.Length; k++)
        {
            Location elements = length > 0 ? Spread(state, k) : tile.Zero;
            for (int i = 0; i < many; i++)
            {
                state.Accumulators[k].Row(first + i, elements.Advance((nint)i * length * _reductions[k].Size), length);
            }
        }
        return many;
    }

    private int LongRow(State state, Walk rows, int number)
    {
        Tile tile = state.Body;
        if (_bare)
        {
            tile.Single(state.Index, 1);
            _body.Run(tile);
            for (int k = 0; k < _reductions.Length; k++)
            {
                state.Accumulators[k].Row(number, tile.Values[_reductions[k].Value], checked((int)_row));
            }
            rows.Next();
            return 1;
        }
        foreach (Accumulator accumulator in state.Accumulators)
        {
            accumulator.BeginRow();
        }
        for (long chunk = 0; chunk < _row; chunk += Reductions.Chunk)
        {
            int size = (int)Math.Min(Reductions.Chunk, _row - chunk);
            for (int at = 0; at < size; at += tile.Length)
            {
                state.Index[^1] = chunk + at;
                tile.Single(state.Index, Math.Min(_capacity, size - at));
                _body.Run(tile);
                for (int k = 0; k < _reductions.Length; k++)
                {
                    state.Gather(k, tile.Values[_reductions[k].Value], at, tile.Length, _reductions[k].Size);
                }
            }
            for (int k = 0; k < _reductions.Length; k++)
            {
                state.Accumulators[k].Chunk(new Location(state.Chunks[k], 0), size);
            }
        }
        for (int k = 0; k < _reductions.Length; k++)
        {
            state.Accumulators[k].EndRow(number);
        }
        state.Index[^1] = 0;
        rows.Next();
        return 1;
    }

    // One accumulator for each output: tiles of outputs outside, sequential steps inside.
    private void Columns(State state)
    {
        Tile tile = state.Body;
        bool alone = _parallel == 0;
        long width = alone ? 1 : _extents[_parallel - 1];
        Walk outputs = new(_extents, _parallel, new long[_extents.Length]);
        long[] index = state.Index;
        for (long done = 0; done < _outputs;)
        {
            long column = done % width;
            int columns = (int)Math.Min(_capacity, width - column);
            outputs.Current.CopyTo(index, 0);
            foreach (Accumulator accumulator in state.Accumulators)
            {
                accumulator.BeginColumns(columns);
            }
            int block = Math.Max(1, _capacity / columns);
            for (long step = 0; step < _sequence;)
            {
                long chunkEnd = Math.Min(_sequence, (step / Reductions.Chunk + 1) * Reductions.Chunk);
                int rows = (int)Math.Min(block, chunkEnd - step);
                index[_parallel] = step;
                tile.Clear();
                if (alone)
                {
                    tile.Add(index, rows);
                }
                for (int i = 0; i < rows && !alone; i++, index[_parallel]++)
                {
                    tile.Add(index, columns);
                }
                _body.Run(tile);
                for (int k = 0; k < _reductions.Length; k++)
                {
                    state.Accumulators[k].Columns(Spread(state, k), rows, columns);
                }
                step += rows;
                if (step == chunkEnd)
                {
                    foreach (Accumulator accumulator in state.Accumulators)
                    {
                        accumulator.EndChunk(columns);
                    }
                }
            }
            index[_parallel] = 0;
            Finish(state, outputs, columns);
            done += columns;
        }
    }

    private Location Spread(State state, int k) => state.Spread(k, state.Body.Values[_reductions[k].Value], state.Body.Length, _reductions[k].Size);

    // The epilogue at the next points of the parallel loops; results 0 .. points - 1 are theirs.
    private void Finish(State state, Walk outputs, int points)
    {
        Tile tile = state.Epilogue;
        outputs.Take(tile, points, wholeRows: false);
        for (int i = 0; i < _reduced.Length; i++)
        {
            if (_reduced[i] >= 0)
            {
                tile.Values[i] = new Location(state.Accumulators[_reduced[i]].Results, 0);
            }
        }
        _epilogue.Run(tile);
    }

    /// <summary>The memory of one execution at a time.</summary>
    private sealed class State : WorkingMemory
    {
        public State(NestCode nest)
        {
            int loops = nest._extents.Length;
            Index = new long[Math.Max(loops, 1)];
            Walk = new Walk(nest._extents, nest._parallel, Index);
            Body = new Tile(loops, nest._body.ValueCount, nest._body.SlotCount, nest._capacity, nest._capacity) { VectorLoop = nest._vector };
            Epilogue = new Tile(loops, nest._epilogue.ValueCount, nest._epilogue.SlotCount, nest._capacity, nest._capacity) { VectorLoop = nest._nest.EpilogueLoop };
            Accumulators = nest._nest.Reductions.Select(r => Accumulator.Create(r.Monoid, r.Value.DType)).ToArray();
            Chunks = nest._reductions.Select(r => new byte[(nest._row > nest._capacity ? Reductions.Chunk : nest._capacity) * r.Size]).ToArray();
            OwnBytes = Body.Bytes + Epilogue.Bytes + Chunks.Sum(c => c.LongLength);
        }

        /// <summary>Without what accumulators have grown to.</summary>
        public long OwnBytes { get; }

        public long Bytes
        {
            get
            {
                long bytes = OwnBytes;
                foreach (Accumulator accumulator in Accumulators)
                {
                    bytes += accumulator.Results.LongLength * 8;
                }
                return bytes;
            }
        }

        public long[] Index { get; }

        /// <summary>Over the parallel loops, by way of <see cref="Index"/>.</summary>
        public Walk Walk { get; }

        public Tile Body { get; }

        public Tile Epilogue { get; }

        public Accumulator[] Accumulators { get; }

        /// <summary>Elements gathered for each reduction.</summary>
        public byte[][] Chunks { get; }

        /// <summary>A value's elements, one for each point of the tile.</summary>
        public Location Spread(int reduction, Location elements, int length, int size)
        {
            if (!elements.IsScalar)
            {
                return elements;
            }
            Gather(reduction, elements, 0, length, size);
            return new Location(Chunks[reduction], 0);
        }

        public void Gather(int reduction, Location elements, int at, int length, int size) =>
            Elements.Copy(ref elements.Start, elements.IsScalar ? 0 : 1, ref Chunks[reduction][at * size], length, size);
    }
}

/// <summary>Walks over the points of some loops in row-major order.</summary>
internal sealed class Walk(long[] extents, int loops, long[] index)
{
    public long[] Current => index;

    /// <summary>Fills a tile with the next points, as segments along the innermost loop; with <paramref name="wholeRows"/> one segment only.</summary>
    public void Take(Tile tile, int points, bool wholeRows)
    {
        tile.Clear();
        if (loops == 0)
        {
            tile.Add(index.AsSpan(0, tile.LoopCount), points);
            return;
        }
        while (points > 0)
        {
            int run = (int)Math.Min(points, extents[loops - 1] - index[loops - 1]);
            tile.Add(index.AsSpan(0, tile.LoopCount), run);
            Skip(run);
            points -= run;
            if (wholeRows)
            {
                return;
            }
        }
    }

    public void Next() => Skip(1);

    private void Skip(long run)
    {
        if (loops == 0)
        {
            return;
        }
        index[loops - 1] += run;
        for (int loop = loops - 1; loop > 0 && index[loop] == extents[loop]; loop--)
        {
            index[loop] = 0;
            index[loop - 1]++;
        }
    }
}
