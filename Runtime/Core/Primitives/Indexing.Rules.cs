// Transposition and batching of the indexing primitives.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Indexing
{
    // The primitive on the tangents of its linear operands; the indices pass through. With two places, they are operand 0 and operand 2.
    // The order of the equations is JAX's: zeros of a scatter come before both, and a dynamic slice's tangent before its value.
    public static JvpRule LinearIn(int count, int last = 0, bool zerosFirst = false, bool tangentFirst = false, Func<Params, Params>? tangentParams = null) => (self, primals, tangents, parameters) =>
    {
        int[] places = last == 0 ? (count == 1 ? [0] : [0, 1]) : [0, last];
        if (places.All(place => tangents[place] is null))
        {
            NdArray[] constant = self.Bind(parameters, primals);
            return (constant, new NdArray?[constant.Length]);
        }
        NdArray[]? results = zerosFirst || tangentFirst ? null : self.Bind(parameters, primals);
        NdArray[] linear = (NdArray[])primals.Clone();
        foreach (int place in places)
        {
            linear[place] = tangents[place] ?? Zeros(primals[place].Aval);
        }
        if (zerosFirst)
        {
            results = self.Bind(parameters, primals);
        }
        NdArray[] slopes = self.Bind(tangentParams?.Invoke(parameters) ?? parameters, linear);
        return (results ?? self.Bind(parameters, primals), slopes);
    };

    /// <summary>What a gather fills in does not depend on the operand: its tangent is zero.</summary>
    public static Params ReadsZero(Params gather) => IndexMode.Drops(gather) ? gather.With("fill_value", (Dim)0) : gather;

    public static Primitive Make(string name, ShapeRule shape, JvpRule jvp, TransposeRule transpose, BatchRule batch, Semantics semantics, params Parameter[] parameters) => new(name)
    {
        Shape = shape,
        Jvp = jvp,
        Transpose = transpose,
        Batch = batch,
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = semantics,
        Parameters = Schema.Of(parameters),
    };

    public static Primitive MakeArg(string name, bool max) => new(name)
    {
        Shape = ArgShape,
        Jvp = (self, primals, _, parameters) => (self.Bind(parameters, primals), [null]),
        Transpose = Rules.NotLinear,
        Batch = (self, _, inputs, dims, parameters) =>
        {
            int batch = dims[0]!.Value, axis = parameters.Ints("axes")[0];
            int bumped = axis >= batch ? axis + 1 : axis;
            return (self.Bind(parameters.With("axes", PyTuple.OfInts([bumped])), inputs), [batch > bumped ? batch - 1 : batch]);
        },
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.ArgReduce(max),
        Parameters = Schema.Of(Parameter.Required("axes", ParamKind.Ints), Parameter.Required("index_dtype", ParamKind.DType)),
    };

    public static Parameter[] ScatterParameters =>
    [
        Parameter.Required("dimension_numbers", ParamKind.Record), Parameter.Required("indices_are_sorted", ParamKind.Bool), Parameter.Required("mode", ParamKind.Any),
        Parameter.Required("unique_indices", ParamKind.Bool), Parameter.Optional("update_consts", ParamKind.Tuple, PyTuple.OfInts([]), Printed.Always),
        Parameter.Optional("update_jaxpr", ParamKind.Jaxpr, null, Printed.Always),
    ];

    /// <summary>The parameters of a gather or scatter.</summary>
    public static Params GatherParams(GatherNumbers numbers, Shape sliceSizes, object? mode, object? fillValue = null, bool sorted = false, bool unique = false) => Params.Of(
        ("dimension_numbers", numbers.ToParam()), ("fill_value", fillValue), ("indices_are_sorted", sorted), ("mode", mode), ("slice_sizes", PyTuple.OfDims(sliceSizes)), ("unique_indices", unique));

    public static Params ScatterParams(ScatterNumbers numbers, object? mode, Jaxpr? update, bool sorted = false, bool unique = false) => Params.Of(
        ("dimension_numbers", numbers.ToParam()), ("indices_are_sorted", sorted), ("mode", mode), ("unique_indices", unique), ("update_consts", PyTuple.OfInts([])), ("update_jaxpr", update));

    public static NdArray?[] SplitTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        [Erased.Lax.Concatenate(cotangents.Select((c, i) => c ?? Zeros(outputs[i])).ToArray(), parameters.Int("axis"))];

    public static (NdArray[] Outputs, int?[] Dims) SplitBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int batch = dims[0]!.Value;
        NdArray[] parts = self.Bind(parameters.With("axis", Axes.Bump([parameters.Int("axis")], batch)[0]), inputs);
        return (parts, parts.Select(_ => (int?)batch).ToArray());
    }

    public static NdArray?[] SliceTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        NdArray?[] result = new NdArray?[inputs.Length];
        result[0] = Prims.DynamicUpdateSlice.Bind(Params.Empty, [Zeros(inputs[0].Aval), cotangents[0]!, .. inputs.Skip(1).Select(i => i.Value!)])[0];
        return result;
    }

    public static (NdArray[] Outputs, int?[] Dims) SliceBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        // As in JAX: a gather with one index vector, or one an example.
        int rank = inputs.Length - 1;
        GatherNumbers numbers = new(Enumerable.Range(0, rank).ToArray(), [], Enumerable.Range(0, rank).ToArray(), [], []);
        (NdArray indices, int? indexDim) = StackStarts(size, inputs.Skip(1).ToArray(), dims.Skip(1).ToArray());
        Params gather = GatherParams(numbers, Shape.Of(parameters.Dims("slice_sizes")), IndexMode.Clip, sorted: true, unique: true);
        return Prims.Gather.Batch(Prims.Gather, size, [inputs[0], indices], [dims[0], indexDim], gather);
    }

    public static NdArray?[] UpdateTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        NdArray[] starts = inputs.Skip(2).Select(i => i.Value!).ToArray();
        NdArray?[] result = new NdArray?[inputs.Length];
        if (inputs[0].IsLinear)
        {
            result[0] = Prims.DynamicUpdateSlice.Bind(Params.Empty, [cotangents[0]!, Zeros(inputs[1].Aval), .. starts])[0];
        }
        if (inputs[1].IsLinear)
        {
            result[1] = Prims.DynamicSlice.Bind(Params.Of(("slice_sizes", PyTuple.OfDims(inputs[1].Aval.Shape))), [cotangents[0]!, .. starts])[0];
        }
        return result;
    }

    public static (NdArray[] Outputs, int?[] Dims) UpdateBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        if (dims.Skip(2).All(d => d is null))
        {
            NdArray operand = BatchToFront(inputs[0], dims[0], size), update = BatchToFront(inputs[1], dims[1], size);
            return (self.Bind(parameters, [operand, update, Index(0, inputs.Skip(1).ToArray()), .. inputs.Skip(2)]), [0]);
        }
        int rank = inputs.Length - 2;
        ScatterNumbers numbers = new(Enumerable.Range(0, rank).ToArray(), [], Enumerable.Range(0, rank).ToArray(), [], []);
        (NdArray indices, int? indexDim) = StackStarts(size, inputs.Skip(2).ToArray(), dims.Skip(2).ToArray());
        return Prims.Scatter.Batch(Prims.Scatter, size, [inputs[0], indices, inputs[1]], [dims[0], indexDim, dims[1]], ScatterParams(numbers, IndexMode.Clip, null, sorted: true, unique: true));
    }

    public static NdArray?[] GatherTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        GatherNumbers n = GatherNumbers.Of(parameters);
        ScatterNumbers numbers = new(n.OffsetDims, n.CollapsedSliceDims, n.StartIndexMap, n.OperandBatchingDims, n.StartIndicesBatchingDims);
        Params scatter = ScatterParams(numbers, parameters["mode"], AddJaxpr(inputs[0].Aval.DType), Flag(parameters, "indices_are_sorted"), Flag(parameters, "unique_indices"));
        return [Prims.ScatterAdd.Bind(scatter, Zeros(inputs[0].Aval), inputs[1].Value!, cotangents[0]!)[0], null];
    }

    public static (NdArray[] Outputs, int?[] Dims) GatherBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        GatherNumbers n = GatherNumbers.Of(parameters);
        Dim[] sizes = parameters.Dims("slice_sizes");
        if (dims[0] is not null && dims[1] is null)
        {
            GatherNumbers whole = new([0, .. Up(n.OffsetDims)], Up(n.CollapsedSliceDims), Up(n.StartIndexMap), Up(n.OperandBatchingDims), n.StartIndicesBatchingDims);
            return (self.Bind(With(parameters, whole, [size, .. sizes]), BatchToFront(inputs[0], dims[0], size), inputs[1]), [0]);
        }
        NdArray indices = BatchToFront(inputs[1], dims[1], size);
        if (dims[0] is null)
        {
            GatherNumbers shared = new(Up(n.OffsetDims), n.CollapsedSliceDims, n.StartIndexMap, n.OperandBatchingDims, Up(n.StartIndicesBatchingDims));
            return (self.Bind(With(parameters, shared, sizes), inputs[0], indices), [0]);
        }
        GatherNumbers paired = new(Up(n.OffsetDims), Up(n.CollapsedSliceDims), Up(n.StartIndexMap), [0, .. Up(n.OperandBatchingDims)], [0, .. Up(n.StartIndicesBatchingDims)]);
        return (self.Bind(With(parameters, paired, [1, .. sizes]), BatchToFront(inputs[0], dims[0], size), indices), [0]);

        static Params With(Params parameters, GatherNumbers numbers, Dim[] sliceSizes) =>
            parameters.With("dimension_numbers", numbers.ToParam()).With("slice_sizes", PyTuple.OfDims(sliceSizes));
    }

    public static NdArray?[] ScatterAddTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        [inputs[0].IsLinear ? cotangents[0] : null, null, inputs[2].IsLinear ? GatherUpdates(cotangents[0]!, inputs, parameters) : null];

    // Where several updates meet, only the last one written counts: the one whose number a scatter of numbers leaves behind.
    public static NdArray?[] ScatterTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        NdArray cotangent = cotangents[0]!, indices = inputs[1].Value!;
        Aval update = inputs[2].Aval;
        NdArray? operand = inputs[0].IsLinear ? Prims.Scatter.Bind(parameters, cotangent, indices, Zeros(update))[0] : null;
        if (!inputs[2].IsLinear)
        {
            return [operand, null, null];
        }
        if (Flag(parameters, "unique_indices"))
        {
            return [operand, null, GatherUpdates(cotangent, inputs, parameters)];
        }
        NdArray numbers = Erased.Lax.Add(Erased.Lax.Reshape(Erased.Lax.Iota(DType.Int32, update.Shape.Size), update.Shape), new NdArray(Core.Scalar.Of(1), weak: true));
        NdArray winners = Prims.Scatter.Bind(parameters, Zeros(inputs[0].Aval.WithDType(DType.Int32)), indices, numbers)[0];
        NdArray kept = Erased.Lax.Eq(GatherUpdates(winners, inputs, parameters), numbers);
        NdArray gathered = GatherUpdates(cotangent, inputs, parameters);
        return [operand, null, Erased.Lax.Select(kept, gathered, Zeros(gathered.Aval))];
    }

    public static (NdArray[] Outputs, int?[] Dims) ScatterBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        ScatterNumbers n = ScatterNumbers.Of(parameters);
        NdArray operand = BatchToFront(inputs[0], dims[0], size), updates = BatchToFront(inputs[2], dims[2], size);
        ScatterNumbers numbers;
        NdArray indices = inputs[1];
        if (dims[1] is null)
        {
            numbers = new([0, .. Up(n.UpdateWindowDims)], Up(n.InsertedWindowDims), Up(n.ScatterDimsToOperandDims), Up(n.OperandBatchingDims), n.ScatterIndicesBatchingDims);
        }
        else
        {
            indices = BatchToFront(indices, dims[1], size);
            numbers = new(Up(n.UpdateWindowDims), Up(n.InsertedWindowDims), Up(n.ScatterDimsToOperandDims), [0, .. Up(n.OperandBatchingDims)], [0, .. Up(n.ScatterIndicesBatchingDims)]);
        }
        return (self.Bind(parameters.With("dimension_numbers", numbers.ToParam()), operand, indices, updates), [0]);
    }

    private static NdArray GatherUpdates(NdArray source, TransposeInput[] inputs, Params parameters)
    {
        ScatterNumbers n = ScatterNumbers.Of(parameters);
        GatherNumbers gather = n.ToGather();
        Aval operand = inputs[0].Aval, update = inputs[2].Aval;
        Dim[] sizes = Enumerable.Repeat((Dim)1, operand.Rank).ToArray();
        int[] window = gather.WindowDims(operand.Rank);
        for (int i = 0; i < window.Length; i++)
        {
            sizes[window[i]] = update.Shape[n.UpdateWindowDims[i]];
        }
        // What was dropped reads zero.
        object? fill = IndexMode.Drops(parameters) ? (Dim)0 : null;
        return Prims.Gather.Bind(GatherParams(gather, Shape.Of(sizes), parameters["mode"], fill), source, inputs[1].Value!)[0];
    }

    /// <summary>The jaxpr that a scatter-add prints as its combination.</summary>
    internal static Jaxpr AddJaxpr(DType dtype)
    {
        Aval scalar = Aval.Scalar(dtype);
        return Tracing.MakeJaxpr(x => [Erased.Lax.Add(x[0], x[1])], [scalar, scalar]);
    }

    private static (NdArray Indices, int? Dim) StackStarts(Dim size, NdArray[] starts, int?[] dims)
    {
        bool batched = dims.Any(d => d is not null);
        DType common = starts.All(s => s.Dtype == starts[0].Dtype) && starts.Length > 0 ? starts[0].Dtype : DType.Int64;
        NdArray[] columns = starts.Select((s, i) =>
        {
            NdArray start = s.Dtype == common ? s : ConvertElementType(s, common);
            return BroadcastInDim(start, batched ? Shape.Of([size, 1]) : Shape.Of([1]), dims[i] is null ? [] : [0]);
        }).ToArray();
        return columns.Length == 0
            ? (Erased.Lax.Full([0], new NdArray(Core.Scalar.Of(0), true), DType.Int32), null)
            : (Erased.Lax.Concatenate(columns, batched ? 1 : 0), batched ? 0 : null);
    }

    private static NdArray Index(int value, NdArray[] starts) =>
        new(Core.Scalar.Of(value, starts.Length > 1 ? starts[starts.Length - 1].Dtype : DType.Int32), weak: false);

    private static NdArray BatchToFront(NdArray value, int? dim, Dim size) => dim switch
    {
        null => Erased.Lax.BroadcastInDim(value, Shape.Of(value.Shape.Prepend(size)), Enumerable.Range(1, value.Rank).ToArray()),
        0 => value,
        { } axis => Erased.Lax.Transpose(value, [axis, .. Axes.Without(value.Rank, [axis])]),
    };

    private static bool Flag(Params parameters, string name) => parameters[name] is true;

    private static int[] Up(IEnumerable<int> dims) => dims.Select(d => d + 1).ToArray();
}
