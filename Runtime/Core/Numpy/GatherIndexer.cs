// Advanced indexing as gather and scatter: a port of jax._src.numpy.indexing's translation of an index into dimension numbers.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class GatherIndexer
{
    private readonly List<(NdArray Index, int Start)> _parts = [];
    private readonly List<Dim> _indexShape = [];
    private readonly List<int> _offset = [];
    private readonly List<int> _collapsed = [];
    private readonly List<int> _startMap = [];
    private readonly List<Dim> _sliceSizes = [];
    private readonly List<Dim> _resultShape = [];
    private readonly List<int> _newAxes = [];
    private readonly List<int> _reversed = [];
    private readonly NdArray _x;
    private readonly bool _hasArrays;
    private readonly bool _reads;

    // Axes of the result so far, without the new ones.
    private int _axes;

    private GatherIndexer(ExpandedIndex index, bool reads)
    {
        _x = index.Array;
        _reads = reads;
        _hasArrays = index.Entries.Any(e => e.Kind == IndexKind.Array && e.Array!.Rank > 0);
        List<(NdArray Index, int Entry, int Axis)> advanced = Advanced(index.Entries);
        int place = advanced.Count == 0 ? -1 : index.SideBySide ? advanced[0].Entry : 0;
        int axis = 0;
        for (int i = 0; i < index.Entries.Count; i++)
        {
            if (i == place)
            {
                PlaceAdvanced(advanced);
            }
            IndexEntry entry = index.Entries[i];
            switch (entry.Kind)
            {
                case IndexKind.NewAxis:
                    _newAxes.Add(_resultShape.Count);
                    _resultShape.Add(1);
                    continue;
                case IndexKind.Slice:
                    Slice(entry, axis);
                    break;
                default:
                    _sliceSizes.Add(1);
                    if (!_hasArrays)
                    {
                        Collapse(axis, IntegerIndex(entry, axis));
                    }
                    break;
            }
            axis++;
        }
    }

    public static NdArray Gather(ExpandedIndex index)
    {
        GatherIndexer indexer = new(index, reads: true);
        if (indexer._resultShape.Any(d => d.Equals((Dim)0)))
        {
            return Erased.Lax.Full(Shape.Of(indexer._resultShape), Erased.Lax.Constant(0, index.Array.Dtype));
        }
        NdArray y = index.Array;
        if (indexer._parts.Count > 0)
        {
            y = GatherOp.Gather(
                y, indexer.Indices(), indexer._offset, indexer._collapsed, indexer._startMap, indexer._sliceSizes, IndexMode.PromiseInBounds, null, unique: !indexer._hasArrays);
        }
        return Erased.Lax.ExpandDims(Erased.Lax.Rev(y, [.. indexer._reversed]), [.. indexer._newAxes]);
    }

    public static NdArray Scatter(ExpandedIndex index, NdArray values, bool add)
    {
        GatherIndexer indexer = new(index, reads: false);
        NdArray indices = indexer.Indices();
        NdArray y = Erased.Lax.ConvertElementType(values, index.Array.Dtype);
        Shape shape = Shape.Of(indexer._resultShape);
        y = shape.Rank == 0 && y.Rank == 0 ? y : Erased.Jnp.BroadcastTo(y, shape);
        NdArray x = index.Array;
        if (!shape.Any(d => d.Equals((Dim)0)))
        {
            y = Erased.Lax.Rev(Erased.Lax.Squeeze(y, [.. indexer._newAxes]), [.. indexer._reversed]);
            x = GatherOp.Scatter(x, indices, y, indexer._offset, indexer._collapsed, indexer._startMap, add, unique: !indexer._hasArrays);
        }
        return Erased.Lax.Squeeze(x, [.. index.ScalarMasks]);
    }

    // The array indices, normalised and broadcast together. Integers beside arrays are arrays of rank 0.
    private List<(NdArray Index, int Entry, int Axis)> Advanced(IReadOnlyList<IndexEntry> entries)
    {
        List<(NdArray Index, int Entry, int Axis)> advanced = [];
        if (!_hasArrays)
        {
            return advanced;
        }
        int axis = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Kind is IndexKind.Array or IndexKind.Integer)
            {
                advanced.Add((IntegerIndex(entries[i], axis), i, axis));
            }
            axis += entries[i].Kind == IndexKind.NewAxis ? 0 : 1;
        }
        Shape shape = Promotion.Broadcast("indexing", advanced.Select(a => a.Index.Shape).ToArray());
        foreach ((NdArray _, int _, int at) in advanced.Where(_ => _reads && !shape.Any(d => d.Equals((Dim)0))))
        {
            Indexer.CheckNotEmpty(_x.Shape[at], at);
        }
        return advanced.ConvertAll(a => (Erased.Jnp.BroadcastTo(a.Index, shape), a.Entry, a.Axis));
    }

    private void PlaceAdvanced(List<(NdArray Index, int Entry, int Axis)> advanced)
    {
        Shape shape = advanced[0].Index.Shape;
        int start = _indexShape.Count;
        foreach ((NdArray index, int _, int axis) in advanced)
        {
            _parts.Add((index, start));
            _collapsed.Add(axis);
            _startMap.Add(axis);
        }
        _indexShape.AddRange(shape);
        _resultShape.AddRange(shape);
        _axes += shape.Rank;
    }

    private void Collapse(int axis, NdArray index)
    {
        _parts.Add((index, _indexShape.Count));
        _collapsed.Add(axis);
        _startMap.Add(axis);
    }

    private void Slice(IndexEntry entry, int axis)
    {
        Dim size = _x.Shape[axis];
        (Dim first, Dim _, Dim count) = Indexer.Range(entry, size);
        if (entry.Step != 1)
        {
            // An index array of its own: first, first + step, ...; going down it is reversed, and the result again, so that the indices are sorted.
            NdArray steps = Erased.Lax.Mul(Erased.Lax.Constant(entry.Step, DType.Int32), Erased.Lax.BroadcastedIota(DType.Int32, [count], 0));
            NdArray positions = Erased.Lax.Add(Erased.Lax.Size(first, DType.Int32), steps);
            if (entry.Step < 0)
            {
                positions = Erased.Lax.Rev(positions, [0]);
                _reversed.Add(_axes);
            }
            Collapse(axis, positions);
            _indexShape.Add(count);
            _sliceSizes.Add(1);
        }
        else
        {
            if (!count.Equals(size))
            {
                _parts.Add((Erased.Lax.Size(first, DType.Int32), _indexShape.Count));
                _startMap.Add(axis);
            }
            _sliceSizes.Add(count);
            _offset.Add(_axes);
        }
        _resultShape.Add(count);
        _axes++;
    }

    private NdArray IntegerIndex(IndexEntry entry, int axis)
    {
        Dim size = _x.Shape[axis];
        if (entry.Kind == IndexKind.Array)
        {
            if (_reads && !_hasArrays)
            {
                Indexer.CheckNotEmpty(size, axis);
            }
            return Indexer.Normalize(entry.Array!, size);
        }
        return Erased.Lax.Size(Indexer.Position(entry, size, axis, check: _reads), DType.Int32);
    }

    private NdArray Indices()
    {
        if (_parts.Count == 0)
        {
            return new NdArray(new Aval([0], DType.Int32), Array.Empty<int>());
        }
        Shape shape = Shape.Of([.. _indexShape, 1]);
        NdArray[] columns = _parts.Select(p => Erased.Lax.BroadcastInDim(Erased.Lax.ConvertElementType(p.Index, DType.Int32), shape, Enumerable.Range(p.Start, p.Index.Rank).ToArray())).ToArray();
        return Erased.Lax.Concatenate(columns, _indexShape.Count);
    }
}
