// The primitives with parameters, as functions: what the NumPy functions are written with. No promotion and no broadcasting happens here.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Op
{
    public static NdArray Bind(string primitive, params NdArray[] inputs) => Bind(primitive, Params.Empty, inputs);

    public static NdArray Bind(string primitive, Params parameters, params NdArray[] inputs) =>
        (Prims.Find(primitive) ?? throw new NotSupportedException($"this version has no primitive '{primitive}'")).Bind(parameters, inputs)[0];

    /// <summary>A number as JAX sees a Python number: weakly typed, with digits of its own until it meets an array.</summary>
    public static NdArray Number(double value, DType dtype) => new(Scalar.Python(value, dtype), weak: true);

    public static NdArray Number(int value) => new(Scalar.Of(value), weak: true);

    /// <summary>A constant of exactly this type: NumPy's <c>np.float32(2)</c>.</summary>
    public static NdArray Constant(double value, DType dtype) => new(Scalar.Of(value, dtype), weak: false);

    public static NdArray Constant(bool value) => new(Scalar.Of(value), weak: false);

    /// <summary>The value of a dimension as an array of rank 0: a constant, or the run-time value of a symbolic one.</summary>
    public static NdArray Size(Dim dim, DType dtype) => dim.IsConstant
        ? Constant(dim.Value, dtype)
        : Convert(Erased.Lax.DimAsValue(dim), dtype);

    /// <summary>JAX's <c>_convert_element_type</c>: nothing for a number, nothing when type and weakness are the same already.</summary>
    public static NdArray Convert(NdArray x, DType dtype, bool weak = false)
    {
        if (x.Constant is { } scalar)
        {
            return x.Dtype == dtype && x.Aval.Weak == weak && !scalar.PythonNumber ? x : new NdArray(scalar.As(dtype), weak);
        }
        return x.Dtype == dtype && x.Aval.Weak == weak
            ? x
            : Bind("convert_element_type", Params.Of(("new_dtype", dtype), ("weak_type", weak)), x);
    }

    public static NdArray BroadcastInDim(NdArray x, Shape shape, IEnumerable<int> dims)
    {
        int[] axes = dims.ToArray();
        return x.Rank == shape.Rank && x.Constant is null && x.Shape.Equals(shape)
            ? x
            : Bind("broadcast_in_dim", Params.Of(("broadcast_dimensions", PyTuple.OfInts(axes)), ("shape", PyTuple.OfDims(shape)), ("sharding", null)), x);
    }

    public static NdArray Reshape(NdArray x, Shape shape) => x.Constant is null && x.Shape.Equals(shape)
        ? x
        : Bind("reshape", Params.Of(("dimensions", null), ("new_sizes", PyTuple.OfDims(shape)), ("sharding", null)), x);

    public static NdArray Squeeze(NdArray x, IReadOnlyCollection<int> dimensions) => dimensions.Count == 0
        ? x
        : Bind("squeeze", Params.Of(("dimensions", PyTuple.OfInts(dimensions.OrderBy(d => d)))), x);

    /// <summary>Adds axes of size 1 that end up at these positions of the result.</summary>
    public static NdArray ExpandDims(NdArray x, IReadOnlyCollection<int> dimensions)
    {
        if (dimensions.Count == 0)
        {
            return x;
        }
        List<Dim> shape = [];
        List<int> kept = [];
        for (int axis = 0, from = 0; axis < x.Rank + dimensions.Count; axis++)
        {
            bool added = dimensions.Contains(axis);
            shape.Add(added ? 1 : x.Shape[from++]);
            if (!added)
            {
                kept.Add(axis);
            }
        }
        return BroadcastInDim(x, Shape.Of(shape), kept);
    }

    public static NdArray Transpose(NdArray x, IReadOnlyList<int> permutation) => permutation.Select((p, i) => p == i).All(same => same)
        ? x
        : Bind("transpose", Params.Of(("permutation", PyTuple.OfInts(permutation))), x);

    public static NdArray Slice(NdArray x, IReadOnlyList<Dim> start, IReadOnlyList<Dim> limit, IReadOnlyList<int> strides) => Bind(
        "slice",
        Params.Of(
            ("limit_indices", PyTuple.OfDims(limit)),
            ("start_indices", PyTuple.OfDims(start)),
            ("strides", strides.All(s => s == 1) ? null : PyTuple.OfInts(strides))),
        x);

    public static NdArray Concatenate(IReadOnlyList<NdArray> arrays, int dimension) => arrays.Count == 1 && arrays[0].Constant is null
        ? arrays[0]
        : Bind("concatenate", Params.Of(("dimension", dimension)), arrays.ToArray());

    public static NdArray Iota(DType dtype, Shape shape, int dimension) => Bind(
        "iota",
        Params.Of(("dimension", dimension), ("dtype", dtype), ("shape", PyTuple.OfDims(shape)), ("sharding", null)));

    /// <summary>A reduction over axes. Only <c>reduce_sum</c> has an <c>out_sharding</c>.</summary>
    public static NdArray Reduce(string primitive, NdArray x, IEnumerable<int> axes) => Bind(
        primitive,
        primitive == "reduce_sum"
            ? Params.Of(("axes", PyTuple.OfInts(axes)), ("out_sharding", null))
            : Params.Of(("axes", PyTuple.OfInts(axes))),
        x);

    public static NdArray DotGeneral(
        NdArray a, NdArray b, IReadOnlyList<int> contractA, IReadOnlyList<int> contractB, IReadOnlyList<int> batchA, IReadOnlyList<int> batchB, DType? preferred) => Bind(
        "dot_general",
        Contractions.Options(preferred).With("dimension_numbers", new DotDims([.. contractA], [.. contractB], [.. batchA], [.. batchB]).ToParam()),
        a,
        b);

    /// <summary>A constant in every element.</summary>
    public static NdArray Full(Shape shape, NdArray value) => BroadcastInDim(value, shape, []);

    /// <summary>An axis counted from the front; negative ones count from the end.</summary>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    public static int Axis(int axis, int rank) => axis >= -rank && axis < rank
        ? axis < 0 ? axis + rank : axis
        : throw new ArgumentException($"axis {axis} is out of bounds for array of dimension {rank}", nameof(axis));
}
