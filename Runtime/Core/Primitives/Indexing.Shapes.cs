// Shape rules and index rules of the indexing primitives.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class Indexing
{
    public static Aval[] SplitShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int axis = Axes.Canonical(parameters.Int("axis"), inputs[0].Rank);
        Dim[] sizes = parameters.Dims("sizes");
        Dim total = sizes.Aggregate((Dim)0, (a, b) => a + b);
        if (!total.Agrees(inputs[0].Shape[axis]))
        {
            throw new ShapeException($"Sum of sizes {Shape.Of(sizes)} must be equal to dimension {axis} of the operand shape {inputs[0].Shape}");
        }
        return sizes.Select(size => With(inputs[0], axis, size)).ToArray();
    }

    public static ValueExpr SplitPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        int axis = equation.Params.Int("axis");
        Dim offset = equation.Params.Dims("sizes").Take(output).Aggregate((Dim)0, (a, b) => a + b);
        return element(0, index.Select((at, i) => i == axis ? Movement.Plus(at, new IndexExpr.Constant(offset)) : at).ToArray());
    }

    public static Aval[] SliceShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Dim[] sizes = parameters.Dims("slice_sizes");
        CheckStarts("dynamic_slice", inputs[0], inputs.Skip(1).ToArray());
        if (sizes.Length != inputs[0].Rank)
        {
            ShapeInference.NeedsRank(inputs[0].Shape, sizes.Length);
            throw new ShapeException($"dynamic_slice slice_sizes must have the same length as operand shape, got slice_sizes {Shape.Of(sizes)} for operand shape {inputs[0].Shape}");
        }
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis].Exceeds(inputs[0].Shape[axis]))
            {
                throw new ShapeException($"slice slice_sizes must be less than or equal to operand shape, got slice_sizes {Shape.Of(sizes)} for operand shape {inputs[0].Shape}");
            }
        }
        return [inputs[0].WithShape(Shape.Of(sizes))];
    }

    public static ValueExpr SlicePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Shape operand = equation.Inputs[0].Aval.Shape;
        Dim[] sizes = equation.Params.Dims("slice_sizes");
        return element(0, index.Select((at, axis) => Movement.Plus(Start(element(1 + axis, []), operand[axis] - sizes[axis]), at)).ToArray());
    }

    public static Aval[] UpdateShape(Primitive self, Aval[] inputs, Params parameters)
    {
        CheckStarts("dynamic_update_slice", inputs[0], inputs.Skip(2).ToArray());
        if (inputs[1].Rank != inputs[0].Rank || inputs[1].DType != inputs[0].DType)
        {
            ShapeInference.Unify(inputs[1].Shape, inputs[0].Shape);
            throw new ShapeException($"dynamic_update_slice update must have the same rank and element type as operand, got update {inputs[1]} and operand {inputs[0]}");
        }
        for (int axis = 0; axis < inputs[0].Rank; axis++)
        {
            if (inputs[1].Shape[axis].Exceeds(inputs[0].Shape[axis]))
            {
                throw new ShapeException($"dynamic_update_slice update shape must be smaller than operand shape, got update shape {inputs[1].Shape} for operand shape {inputs[0].Shape}");
            }
        }
        return [inputs[0]];
    }

    public static ValueExpr UpdatePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Shape operand = equation.Inputs[0].Aval.Shape, update = equation.Inputs[1].Aval.Shape;
        IndexExpr[] inner = index.Select((at, axis) => Movement.Plus(at, new IndexExpr.Mul(Start(element(2 + axis, []), operand[axis] - update[axis]), -1))).ToArray();
        return inner.Length == 0
            ? element(1, [])
            : new ValueExpr.Where(new EquatableList<InRange>(inner.Select((at, axis) => new InRange(at, update[axis]))), element(1, inner), element(0, index));
    }

    public static Aval[] GatherShape(Primitive self, Aval[] inputs, Params parameters)
    {
        GatherNumbers numbers = GatherNumbers.Of(parameters);
        Dim[] sizes = parameters.Dims("slice_sizes");
        Aval operand = inputs[0], indices = inputs[1];
        if (sizes.Length != operand.Rank)
        {
            throw new ShapeException($"gather slice_sizes must have one entry an operand axis, got {Shape.Of(sizes)} for operand shape {operand.Shape}");
        }
        if (indices.Rank == 0 || !indices.Shape[indices.Rank - 1].Agrees(numbers.StartIndexMap.Length))
        {
            throw new ShapeException($"gather index vectors must have {numbers.StartIndexMap.Length} entries (the length of start_index_map), got indices of shape {indices.Shape}");
        }
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (!numbers.OperandBatchingDims.Contains(axis) && (((Dim)0).Exceeds(sizes[axis]) || sizes[axis].Exceeds(operand.Shape[axis])))
            {
                throw new ShapeException($"Slice size at index {axis} in gather op is out of range, must be within [0, {operand.Shape[axis]} + 1), got {sizes[axis]}.");
            }
        }
        Queue<Dim> window = new(numbers.WindowDims(operand.Rank).Select(d => sizes[d])), batch = new(indices.Shape.Take(indices.Rank - 1));
        int rank = window.Count + batch.Count;
        return [operand.WithShape(Shape.Of(Enumerable.Range(0, rank).Select(d => numbers.OffsetDims.Contains(d) ? window.Dequeue() : batch.Dequeue())))];
    }

    public static ValueExpr GatherPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        GatherNumbers numbers = GatherNumbers.Of(equation.Params);
        Dim[] sizes = equation.Params.Dims("slice_sizes");
        Aval operand = equation.Inputs[0].Aval;
        IndexExpr[] batch = index.Where((_, d) => !numbers.OffsetDims.Contains(d)).ToArray();
        int[] window = numbers.WindowDims(operand.Rank);
        IndexExpr[] at = Enumerable.Repeat((IndexExpr)0, operand.Rank).ToArray();
        for (int i = 0; i < window.Length; i++)
        {
            at[window[i]] = index[numbers.OffsetDims[i]];
        }
        for (int i = 0; i < numbers.OperandBatchingDims.Length; i++)
        {
            at[numbers.OperandBatchingDims[i]] = batch[numbers.StartIndicesBatchingDims[i]];
        }
        bool clamps = IndexMode.Clamps(equation.Params);
        List<InRange> conditions = [];
        for (int k = 0; k < numbers.StartIndexMap.Length; k++)
        {
            int axis = numbers.StartIndexMap[k];
            Dim last = operand.Shape[axis] - sizes[axis];
            ValueExpr start = element(1, [.. batch, k]);
            IndexExpr position = clamps ? Start(start, last) : new IndexExpr.OfData(start);
            if (!clamps)
            {
                conditions.Add(new InRange(position, last + 1));
            }
            at[axis] = Movement.Plus(position, at[axis]);
        }
        ValueExpr value = element(0, at);
        return conditions.Count == 0 ? value : new ValueExpr.Where(new EquatableList<InRange>(conditions), value, new ValueExpr.Constant(Fill(equation.Params, operand.DType)));
    }

    public static Aval[] ScatterShape(Primitive self, Aval[] inputs, Params parameters)
    {
        ScatterNumbers numbers = ScatterNumbers.Of(parameters);
        if (inputs[1].Rank == 0 || !inputs[1].Shape[inputs[1].Rank - 1].Agrees(numbers.ScatterDimsToOperandDims.Length))
        {
            throw new ShapeException($"scatter index vectors must have {numbers.ScatterDimsToOperandDims.Length} entries (the length of scatter_dims_to_operand_dims), got indices of shape {inputs[1].Shape}");
        }
        if (inputs[2].Rank != inputs[1].Rank - 1 + numbers.UpdateWindowDims.Length || inputs[2].DType != inputs[0].DType)
        {
            throw new ShapeException($"scatter updates {inputs[2]} do not fit operand {inputs[0]} and indices of shape {inputs[1].Shape}");
        }
        return [inputs[0]];
    }

    public static Aval[] ArgShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int[] axes = parameters.Ints("axes");
        int axis = Axes.Canonical(axes.Length == 1 ? axes[0] : throw new ShapeException("argmax and argmin take one axis"), inputs[0].Rank);
        if (((Dim)1).Exceeds(inputs[0].Shape[axis]))
        {
            throw new ShapeException("argmax and argmin require non-empty reduced dimension. operand.shape=" + inputs[0].Shape + " axis=" + axis);
        }
        return [new Aval(Shape.Of(inputs[0].Shape.Where((_, d) => d != axis)), parameters.DType("index_dtype"))];
    }

    /// <summary>What FILL_OR_DROP reads out of bounds where no parameter says: NaN, the smallest signed or the largest unsigned integer, true.</summary>
    internal static Scalar Fill(DType dtype) => dtype.Kind switch
    {
        DTypeKind.Int => dtype.Lowest,
        DTypeKind.UInt or DTypeKind.Bool => dtype.Highest,
        _ => Scalar.Of(double.NaN, dtype),
    };

    private static Scalar Fill(Params parameters, DType dtype) => parameters["fill_value"] switch
    {
        double number => Scalar.Of(number, dtype),
        Dim integer => Scalar.Of(integer.Value, dtype),
        bool flag => Scalar.Of(flag ? 1L : 0L, dtype),
        string text when FloatText.TryParse(text, out double parsed) => Scalar.Of(parsed, dtype),
        _ => Fill(dtype),
    };

    // A start index moved inside [0, last].
    private static IndexExpr Start(ValueExpr start, Dim last) => last.Equals(0) ? 0 : new IndexExpr.Clamp(new IndexExpr.OfData(start), 0, last);

    private static Aval With(Aval aval, int axis, Dim size) => aval.WithShape(Shape.Of(aval.Shape.Select((d, i) => i == axis ? size : d)));

    private static void CheckStarts(string name, Aval operand, Aval[] starts)
    {
        if (starts.Length != operand.Rank)
        {
            ShapeInference.NeedsRank(operand.Shape, starts.Length);
            throw new ShapeException($"{name} takes one start index an axis: the operand has shape {operand.Shape}, and {starts.Length} start indices were given");
        }
        for (int axis = 0; axis < starts.Length; axis++)
        {
            if (starts[axis].Rank != 0 || !starts[axis].DType.IsInteger)
            {
                ShapeInference.NeedsRank(starts[axis].Shape, 0);
                throw new ShapeException($"{name} takes integers of rank 0 as start indices: the start of axis {axis} is {starts[axis]}");
            }
        }
    }
}
