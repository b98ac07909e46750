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
    private readonly NdArray _x;
    private readonly bool _hasArrays;

    private GatherIndexer(NdArray x, List<IndexEntry> entries)
    {
        _x = x;
        _hasArrays = entries.Any(e => e.Kind == IndexKind.Array && e.Array!.Rank > 0);
        List<(NdArray Index, int Entry)> advanced = Advanced(entries);
        int firstAdvanced = Place(entries, advanced);
        bool placed = false;
        int y = 0, axis = 0;
        if (advanced.Count > 0 && firstAdvanced < 0)
        {
            PlaceAdvanced(advanced, ref y);
            placed = true;
        }
        for (int i = 0; i < entries.Count; i++)
        {
            IndexEntry entry = entries[i];
            if (entry.Kind == IndexKind.NewAxis)
            {
                _newAxes.Add(_resultShape.Count);
                _resultShape.Add(1);
                continue;
            }
            if (advanced.Any(a => a.Entry == i))
            {
                if (!placed && i == firstAdvanced)
                {
                    PlaceAdvanced(advanced, ref y);
                    placed = true;
                }
                Collapse(axis);
            }
            else if (entry.Kind != IndexKind.Slice)
            {
                _parts.Add((IntegerIndex(entry, axis), _indexShape.Count));
                Collapse(axis);
            }
            else
            {
                Slice(entry, axis, ref y);
            }
            axis++;
        }
    }

    public static NdArray Gather(NdArray x, List<IndexEntry> entries)
    {
        GatherIndexer indexer = new(x, entries);
        NdArray y = GatherOp.Gather(
            x, indexer.Indices(), indexer._offset, indexer._collapsed, indexer._startMap, indexer._sliceSizes, "GatherScatterMode.PROMISE_IN_BOUNDS", null);
        return Op.ExpandDims(y, indexer._newAxes);
    }

    public static NdArray Scatter(NdArray x, List<IndexEntry> entries, NdArray values, bool add)
    {
        GatherIndexer indexer = new(x, entries);
        NdArray indices = indexer.Indices();
        NdArray y = Op.Convert(values, x.Dtype);
        Shape shape = Shape.Of(indexer._resultShape);
        y = shape.Rank == 0 && y.Rank == 0 ? y : Erased.Jnp.BroadcastTo(y, shape);
        return GatherOp.Scatter(
            x, indices, Op.Squeeze(y, indexer._newAxes), indexer._offset, indexer._collapsed, indexer._startMap, add, unique: !indexer._hasArrays);
    }

    // The array indices, normalised and broadcast together. Integers beside arrays are arrays of rank 0.
    private List<(NdArray Index, int Entry)> Advanced(List<IndexEntry> entries)
    {
        List<(NdArray Index, int Entry)> advanced = [];
        if (!_hasArrays)
        {
            return advanced;
        }
        int axis = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Kind is IndexKind.Array or IndexKind.Integer)
            {
                advanced.Add((IntegerIndex(entries[i], axis), i));
            }
            axis += entries[i].Kind == IndexKind.NewAxis ? 0 : 1;
        }
        Shape shape = Promotion.Broadcast("indexing", advanced.Select(a => a.Index.Shape).ToArray());
        return advanced.ConvertAll(a => (Erased.Jnp.BroadcastTo(a.Index, shape), a.Entry));
    }

    // Arrays that stand side by side keep their place in the result; else their axes come first (-1).
    private static int Place(List<IndexEntry> entries, List<(NdArray Index, int Entry)> advanced)
    {
        if (advanced.Count == 0)
        {
            return -1;
        }
        int first = advanced.First().Entry, last = advanced.Last().Entry;
        return last - first + 1 == advanced.Count ? first : -1;
    }

    private void PlaceAdvanced(List<(NdArray Index, int Entry)> advanced, ref int y)
    {
        Shape shape = advanced[0].Index.Shape;
        _parts.AddRange(advanced.Select(a => (a.Index, _indexShape.Count)));
        _indexShape.AddRange(shape);
        _resultShape.AddRange(shape);
        y += shape.Rank;
    }

    private void Collapse(int axis)
    {
        _collapsed.Add(axis);
        _startMap.Add(axis);
        _sliceSizes.Add(1);
    }

    private void Slice(IndexEntry entry, int axis, ref int y)
    {
        Dim size = _x.Shape[axis];
        (Dim first, Dim count) = Indexer.Range(entry, size);
        if (entry.Step != 1)
        {
            // An index array of its own: first, first + step, ...
            NdArray positions = Op.Iota(DType.Int32, [count], 0);
            positions = Op.Bind("add", Op.Bind("mul", positions, Op.Constant(entry.Step, DType.Int32)), Op.Size(first, DType.Int32));
            _parts.Add((positions, _indexShape.Count));
            _indexShape.Add(count);
            Collapse(axis);
        }
        else
        {
            if (!(first.Equals((Dim)0) && count.Equals(size)))
            {
                _parts.Add((Op.Size(first, DType.Int32), _indexShape.Count));
                _startMap.Add(axis);
            }
            _sliceSizes.Add(count);
            _offset.Add(y);
        }
        _resultShape.Add(count);
        y++;
    }

    private NdArray IntegerIndex(IndexEntry entry, int axis) => entry.Kind == IndexKind.Array
        ? Indexer.Normalize(entry.Array!, _x.Shape[axis])
        : Op.Size(Indexer.Position(entry, _x.Shape[axis], axis, check: false), DType.Int32);

    private NdArray Indices()
    {
        if (_parts.Count == 0)
        {
            return new NdArray(new Aval([0], DType.Int32), Array.Empty<int>());
        }
        Shape shape = Shape.Of([.. _indexShape, 1]);
        NdArray[] columns = _parts.Select(p => Op.BroadcastInDim(Op.Convert(p.Index, DType.Int32), shape, Enumerable.Range(p.Start, p.Index.Rank))).ToArray();
        return Op.Concatenate(columns, _indexShape.Count);
    }
}

/// <summary>The gather and scatter primitives with their dimension numbers spelled as JAX spells them.</summary>
internal static class GatherOp
{
    public static NdArray Gather(
        NdArray x, NdArray indices, IEnumerable<int> offset, IEnumerable<int> collapsed, IEnumerable<int> startMap, IEnumerable<Dim> sliceSizes, string mode, object? fill) => Op.Bind(
        "gather",
        Params.Of(
            ("dimension_numbers", new PyRecord("GatherDimensionNumbers", new EquatableList<KeyValuePair<string, object?>>(
            [
                Field("offset_dims", offset),
                Field("collapsed_slice_dims", collapsed.OrderBy(d => d)),
                Field("start_index_map", startMap),
                Field("operand_batching_dims", []),
                Field("start_indices_batching_dims", []),
            ]))),
            ("fill_value", fill),
            ("indices_are_sorted", false),
            ("mode", mode),
            ("slice_sizes", PyTuple.OfDims(sliceSizes)),
            ("unique_indices", false)),
        x,
        indices);

    public static NdArray Scatter(
        NdArray x, NdArray indices, NdArray updates, IEnumerable<int> window, IEnumerable<int> inserted, IEnumerable<int> scatterDims, bool add, bool unique) => Op.Bind(
        add ? "scatter-add" : "scatter",
        Params.Of(
            ("dimension_numbers", new PyRecord("ScatterDimensionNumbers", new EquatableList<KeyValuePair<string, object?>>(
            [
                Field("update_window_dims", window),
                Field("inserted_window_dims", inserted.OrderBy(d => d)),
                Field("scatter_dims_to_operand_dims", scatterDims),
                Field("operand_batching_dims", []),
                Field("scatter_indices_batching_dims", []),
            ]))),
            ("indices_are_sorted", unique),
            ("mode", "GatherScatterMode.FILL_OR_DROP"),
            ("unique_indices", unique),
            ("update_consts", PyTuple.OfInts([])),
            ("update_jaxpr", add ? Tracing.MakeJaxpr(xs => [Op.Bind("add", xs)], [Aval.Scalar(x.Dtype), Aval.Scalar(x.Dtype)]) : null)),
        x,
        indices,
        updates);

    private static KeyValuePair<string, object?> Field(string name, IEnumerable<int> values) => new(name, PyTuple.OfInts(values));
}
