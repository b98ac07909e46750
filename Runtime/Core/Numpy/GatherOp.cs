// The gather and scatter primitives with the parameters that indexing gives them.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>The gather and scatter primitives with their dimension numbers spelled as JAX spells them.</summary>
internal static class GatherOp
{
    public static NdArray Gather(
        NdArray x, NdArray indices, IEnumerable<int> offset, IEnumerable<int> collapsed, IEnumerable<int> startMap, IEnumerable<Dim> sliceSizes, string mode, object? fill, bool unique = false) => Op.Bind(
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
            ("indices_are_sorted", unique),
            ("mode", mode),
            ("slice_sizes", PyTuple.OfDims(sliceSizes)),
            ("unique_indices", unique)),
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
