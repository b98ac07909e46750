// Transposes and batching of the movement primitives, as in jax/_src/lax/lax.py and slicing.py.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Movement
{
    // A dimension that is a number is that number.
    public static Atom? DimFold(Equation equation, IReadOnlyList<Atom> inputs) => equation.Params.Dim("dim") is { IsConstant: true } dim
        ? new Literal(Scalar.Of(dim.Value, equation.Outputs[0].Aval.DType), equation.Outputs[0].Aval)
        : null;

    public static Primitive Make(string name, ShapeRule shape, TransposeRule transpose, BatchRule batch, PullRule pull, Parameter[] parameters, FoldRule? fold = null, string? joined = null) => new(name)
    {
        Shape = shape,
        Jvp = LinearJvp,
        Transpose = transpose,
        Batch = batch,
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Pull(pull) { JoinedAxis = joined },
        Parameters = Schema.Of(parameters),
        Fold = fold ?? Folding.None,
    };

    public static (NdArray[] Outputs, int?[] Dims) NoInputs(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        throw new InvalidOperationException("batching of a primitive without inputs");

    public static NdArray?[] BroadcastTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null];
        }
        Shape shape = inputs[0].Aval.Shape;
        int[] dims = parameters.Ints("broadcast_dimensions");
        int[] unit = Enumerable.Range(0, shape.Rank).Where(i => shape[i].Equals(1)).ToArray();
        int[] kept = Enumerable.Range(0, shape.Rank).Where(i => !unit.Contains(i)).Select(i => dims[i]).ToArray();
        // What is left is in the order of the result's axes; the operand's may be another.
        NdArray sum = ReduceSum(ct, Axes.Without(ct.Rank, kept));
        return [ExpandDims(Transpose(sum, kept.Select(d => kept.Count(other => other < d)).ToArray()), unit)];
    }

    public static (NdArray[] Outputs, int?[] Dims) BroadcastBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        NdArray operand = MoveAxis(inputs[0], dims[0]!.Value, 0);
        int[] to = [0, .. parameters.Ints("broadcast_dimensions").Select(d => d + 1)];
        return ([BroadcastInDim(operand, Shape.Of([operand.Shape[0], .. parameters.Dims("shape")]), to)], [0]);
    }

    public static NdArray?[] ReshapeTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null];
        }
        Shape shape = inputs[0].Aval.Shape;
        if (parameters["dimensions"] is null)
        {
            return [Reshape(ct, shape)];
        }
        int[] dims = parameters.Ints("dimensions");
        return [Transpose(Reshape(ct, Shape.Of(dims.Select(d => shape[d]))), Axes.Inverse(dims))];
    }

    public static (NdArray[] Outputs, int?[] Dims) ReshapeBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        NdArray operand = MoveAxis(inputs[0], dims[0]!.Value, 0);
        if (parameters["dimensions"] is not null)
        {
            operand = Transpose(operand, [0, .. parameters.Ints("dimensions").Select(d => d + 1)]);
        }
        return ([Reshape(operand, Shape.Of([operand.Shape[0], .. parameters.Dims("new_sizes")]))], [0]);
    }

    public static NdArray?[] SqueezeTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        [cotangents[0] is { } ct ? ExpandDims(ct, parameters.Ints("dimensions")) : null];

    public static (NdArray[] Outputs, int?[] Dims) SqueezeBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        ([Squeeze(MoveAxis(inputs[0], dims[0]!.Value, 0), parameters.Ints("dimensions").Select(d => d + 1).ToArray())], [0]);

    public static NdArray?[] TransposeTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        [cotangents[0] is { } ct ? Transpose(ct, Axes.Inverse(parameters.Ints("permutation"))) : null];

    public static (NdArray[] Outputs, int?[] Dims) TransposeBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        ([Transpose(inputs[0], [dims[0]!.Value, .. Axes.Bump(parameters.Ints("permutation"), dims[0]!.Value)])], [0]);

    public static NdArray?[] RevTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        [cotangents[0] is { } ct ? self.Bind(parameters, ct)[0] : null];

    public static (NdArray[] Outputs, int?[] Dims) RevBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        (self.Bind(parameters.With("dimensions", PyTuple.OfInts(Axes.Bump(parameters.Ints("dimensions"), dims[0]!.Value))), inputs[0]), dims);

    public static NdArray?[] SliceTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null];
        }
        Shape shape = inputs[0].Aval.Shape;
        Dim[] start = parameters.Dims("start_indices"), limit = parameters.Dims("limit_indices");
        int[] strides = Strides(parameters, shape.Rank);
        // Where nothing is taken, all of the axis is padding.
        return [Pad(ct, Const(ct, 0), start.Select((s, i) => (s, shape[i] - (strides[i] == 1 ? limit[i] : s + Dilate(ct.Shape[i], strides[i])), strides[i] - 1)).ToArray())];
    }

    public static (NdArray[] Outputs, int?[] Dims) SliceBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int axis = dims[0]!.Value;
        return (
            [
                Slice(
                    inputs[0],
                    Shape.Of(Insert(parameters.Dims("start_indices"), axis, 0)),
                    Shape.Of(Insert(parameters.Dims("limit_indices"), axis, inputs[0].Shape[axis])),
                    parameters["strides"] is null ? null : Insert(parameters.Ints("strides"), axis, 1).ToArray()),
            ],
            [axis]);
    }

    public static NdArray?[] PadTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null, null];
        }
        (Dim Low, Dim High, int Interior)[] config = PaddingConfig(parameters);
        NdArray operand = Unpad();
        return [inputs[0].IsLinear ? operand : null, inputs[1].IsLinear ? Sub(Total(ct), Total(operand)) : null];

        NdArray Unpad()
        {
            NdArray cut = Pad(ct, new NdArray(Scalar.Of(0.0, ct.Dtype), false), config.Select(c => (-1 * c.Low, -1 * c.High, 0)).ToArray());
            return Slice(cut, Shape.Of(config.Select(_ => (Dim)0)), cut.Shape, config.Select(c => c.Interior + 1).ToArray());
        }

        NdArray Total(NdArray x) => ReduceSum(x, Enumerable.Range(0, x.Rank).ToArray());
    }

    public static (NdArray[] Outputs, int?[] Dims) PadBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int axis = dims[0] ?? 0;
        NdArray operand = dims[0] is null ? Broadcast(inputs[0], [size]) : inputs[0];
        (Dim, Dim, int)[] config = Insert(PaddingConfig(parameters), axis, (0, 0, 0)).ToArray();
        if (dims[1] is null)
        {
            return ([Pad(operand, inputs[1], config)], [axis]);
        }
        NdArray padded = Pad(operand, new NdArray(Scalar.Of(0.0, operand.Dtype), false), config);
        NdArray inside = Pad(Full(operand.Shape, new NdArray(Scalar.Of(true), false)), new NdArray(Scalar.Of(false), false), config);
        return ([Select(inside, padded, BroadcastInDim(inputs[1], padded.Shape, [axis]))], [axis]);
    }

    public static NdArray?[] ConcatTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return new NdArray?[inputs.Length];
        }
        int dimension = parameters.Int("dimension");
        NdArray[] parts = Split(ct, Shape.Of(inputs.Select(i => i.Aval.Shape[dimension])), dimension);
        return parts.Select((p, i) => inputs[i].IsLinear ? p : null).ToArray();
    }

    public static (NdArray[] Outputs, int?[] Dims) ConcatBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        ([Concatenate(inputs.Select((x, i) => BatchAtFront(x, dims[i], size)).ToArray(), parameters.Int("dimension") + 1)], [0]);

    public static IEnumerable<T> Insert<T>(IReadOnlyList<T> items, int index, T item) => items.Take(index).Append(item).Concat(items.Skip(index));
}
