// Dimension numbers of gather and scatter, as JAX's dataclasses hold them.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>How gather maps output axes, index vectors and operand axes to each other (XLA's Gather with batching dimensions).</summary>
internal sealed record GatherNumbers(int[] OffsetDims, int[] CollapsedSliceDims, int[] StartIndexMap, int[] OperandBatchingDims, int[] StartIndicesBatchingDims)
{
    public static GatherNumbers Of(Params parameters)
    {
        PyRecord record = (PyRecord)parameters["dimension_numbers"]!;
        return new GatherNumbers(
            Ints(record, "offset_dims"), Ints(record, "collapsed_slice_dims"), Ints(record, "start_index_map"),
            Ints(record, "operand_batching_dims"), Ints(record, "start_indices_batching_dims"));
    }

    public PyRecord ToParam() => Record(
        "GatherDimensionNumbers",
        ("offset_dims", OffsetDims), ("collapsed_slice_dims", CollapsedSliceDims), ("start_index_map", StartIndexMap),
        ("operand_batching_dims", OperandBatchingDims), ("start_indices_batching_dims", StartIndicesBatchingDims));

    /// <summary>Operand axes that a slice keeps, in order: those of the offset dimensions.</summary>
    public int[] WindowDims(int operandRank) => Axes.Without(operandRank, [.. CollapsedSliceDims, .. OperandBatchingDims]);

    internal static int[] Ints(PyRecord record, string field) => ((PyTuple)record[field]!).Items.Select(i => (int)(Dim)i!).ToArray();

    internal static PyRecord Record(string name, params (string Field, int[] Values)[] fields) =>
        new(name, new EquatableList<KeyValuePair<string, object?>>(fields.Select(f => new KeyValuePair<string, object?>(f.Field, PyTuple.OfInts(f.Values)))));
}

/// <summary>How scatter maps update axes, index vectors and operand axes to each other.</summary>
internal sealed record ScatterNumbers(
    int[] UpdateWindowDims, int[] InsertedWindowDims, int[] ScatterDimsToOperandDims, int[] OperandBatchingDims, int[] ScatterIndicesBatchingDims)
{
    public static ScatterNumbers Of(Params parameters)
    {
        PyRecord record = (PyRecord)parameters["dimension_numbers"]!;
        return new ScatterNumbers(
            GatherNumbers.Ints(record, "update_window_dims"), GatherNumbers.Ints(record, "inserted_window_dims"), GatherNumbers.Ints(record, "scatter_dims_to_operand_dims"),
            GatherNumbers.Ints(record, "operand_batching_dims"), GatherNumbers.Ints(record, "scatter_indices_batching_dims"));
    }

    public PyRecord ToParam() => GatherNumbers.Record(
        "ScatterDimensionNumbers",
        ("update_window_dims", UpdateWindowDims), ("inserted_window_dims", InsertedWindowDims), ("scatter_dims_to_operand_dims", ScatterDimsToOperandDims),
        ("operand_batching_dims", OperandBatchingDims), ("scatter_indices_batching_dims", ScatterIndicesBatchingDims));

    /// <summary>The gather that reads where this scatter writes.</summary>
    public GatherNumbers ToGather() => new(UpdateWindowDims, InsertedWindowDims, ScatterDimsToOperandDims, OperandBatchingDims, ScatterIndicesBatchingDims);
}

/// <summary>JAX's modes for indices out of bounds.</summary>
internal static class IndexMode
{
    public const string Clip = "GatherScatterMode.CLIP";
    public const string FillOrDrop = "GatherScatterMode.FILL_OR_DROP";
    public const string PromiseInBounds = "GatherScatterMode.PROMISE_IN_BOUNDS";

    /// <summary>True when an index out of bounds is moved inside; else it reads the fill value, or its update is dropped.</summary>
    public static bool Clamps(Params parameters) => parameters["mode"] is not string mode || mode != FillOrDrop;

    public static bool Drops(Params parameters) => parameters["mode"] as string is FillOrDrop;
}
