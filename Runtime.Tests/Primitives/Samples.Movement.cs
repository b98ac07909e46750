// Samples of movement, reduction and contraction primitives.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;

namespace Runtime.Tests.Primitives;

internal static partial class Samples
{
    private static Dictionary<string, Func<Primitive, IEnumerable<Sample>>> Movement() => new()
    {
        ["broadcast_in_dim"] = p => Each(p, [0],
            ([], [("shape", Ints(2, 3)), ("broadcast_dimensions", Ints())]),
            ([3], [("shape", Ints(2, 3)), ("broadcast_dimensions", Ints(1))]),
            ([2, 1], [("shape", Ints(2, 4, 3)), ("broadcast_dimensions", Ints(0, 2))]),
            ([1, 3], [("shape", Ints(1, 2, 3)), ("broadcast_dimensions", Ints(0, 2))])),
        ["reshape"] = p => Each(p, [0],
            ([2, 6], [("new_sizes", Ints(3, 4)), ("dimensions", null), ("sharding", null)]),
            ([2, 3, 4], [("new_sizes", Ints(6, 2, 2)), ("dimensions", null), ("sharding", null)]),
            ([1], [("new_sizes", Ints()), ("dimensions", null), ("sharding", null)]),
            ([], [("new_sizes", Ints(1, 1)), ("dimensions", null), ("sharding", null)]),
            ([2, 3], [("new_sizes", Ints(6)), ("dimensions", Ints(1, 0)), ("sharding", null)])),
        ["squeeze"] = p => Each(p, [0], ([1, 3, 1], [("dimensions", Ints(0, 2))]), ([2, 1], [("dimensions", Ints(1))])),
        ["transpose"] = p => Each(p, [0], ([2, 3], [("permutation", Ints(1, 0))]), ([2, 3, 4], [("permutation", Ints(2, 0, 1))])),
        ["rev"] = p => Each(p, [0], ([4], [("dimensions", Ints(0))]), ([2, 3, 4], [("dimensions", Ints(2, 0))])),
        ["slice"] = p => Each(p, [0],
            ([5], [("start_indices", Ints(1)), ("limit_indices", Ints(4)), ("strides", null)]),
            ([5, 4], [("start_indices", Ints(0, 1)), ("limit_indices", Ints(5, 4)), ("strides", Ints(2, 3))])),
        ["pad"] = p => s_all.SelectMany(t => new[]
        {
            Pad(p, t, [4], (1, 2, 0)), Pad(p, t, [4], (0, 1, 2)), Pad(p, t, [2, 3], (-1, 1, 0), (1, -1, 1)), Pad(p, t, [5], (-1, -2, 0)),
        }),
        ["concatenate"] = p => s_all.SelectMany(t => new[]
        {
            new Sample(p, [A(t, 2), A(t, 3)], Params.Of(("dimension", 0)), Linear: Floats(t, [0, 1], [0], [1])),
            new Sample(p, [A(t, 2, 1), A(t, 2, 3), A(t, 2, 2)], Params.Of(("dimension", 1)), Linear: Floats(t, [0, 2])),
        }),
        ["iota"] = p => s_floats.Concat(s_integers).Select(t =>
            new Sample(p, [], Params.Of(("dtype", t), ("shape", Ints(2, 3)), ("dimension", 1), ("sharding", null)))),
        ["dim_as_value"] = p => [new Sample(p, [], Params.Of(("dim", (Dim)7), ("dtype", DType.Int32)))],
        ["reduce_sum"] = p => Reduce(p, [.. s_floats, .. s_integers], [0], ("out_sharding", null)),
        ["cumsum"] = p => Cumulate(p, true),
        ["cumprod"] = p => Cumulate(p, false),
        ["cummax"] = p => Cumulate(p, false),
        ["cummin"] = p => Cumulate(p, false),
        ["reduce_max"] = p => Reduce(p, s_all, null),
        ["reduce_min"] = p => Reduce(p, s_all, null),
        ["reduce_and"] = p => Reduce(p, [.. s_integers, DType.Bool], null),
        ["reduce_or"] = p => Reduce(p, [.. s_integers, DType.Bool], null),
        ["dot_general"] = p => s_floats.Concat(s_integers).SelectMany(t => new[]
        {
            Dot(p, t, [2, 3], [3, 4], [1], [0], [], []),
            Dot(p, t, [3], [3], [0], [0], [], []),
            Dot(p, t, [2, 3, 4], [2, 4, 5], [2], [1], [0], [0]),
            Dot(p, t, [3, 2, 4, 5], [2, 5, 6, 4], [2, 3], [3, 1], [1], [0]),
            Dot(p, t, [2], [3], [], [], [], []),
            Dot(p, t, [], [3], [], [], [], []),
        }),
    };

    private static PyTuple Ints(params int[] values) => PyTuple.OfInts(values);

    private static int[][]? Floats(DType dtype, params int[][] linear) => dtype.IsFloat ? linear : null;

    private static IEnumerable<Sample> Each(Primitive primitive, int[] linear, params (int[] Shape, (string, object?)[] Params)[] cases) =>
        s_all.SelectMany(t => cases.Select(c => new Sample(primitive, [A(t, c.Shape)], Params.Of(c.Params), Linear: Floats(t, linear))));

    private static Sample Pad(Primitive primitive, DType dtype, int[] shape, params (int Low, int High, int Interior)[] config) => new(
        primitive, [A(dtype, shape), A(dtype)],
        Params.Of(("padding_config", PyTuple.Of(config.Select(c => (object?)Ints(c.Low, c.High, c.Interior))))),
        Linear: Floats(dtype, [0], [0, 1], [1]));

    private static IEnumerable<Sample> Reduce(Primitive primitive, DType[] dtypes, int[]? linear, params (string, object?)[] more) =>
        from t in dtypes
        from c in new (int[] Shape, int[] Axes)[] { ([5], [0]), ([2, 3, 4], [1]), ([2, 3, 4], [0, 2]), ([3, 2], [1]), ([3], []) }
        select new Sample(primitive, [A(t, c.Shape)], Params.Of([("axes", Ints(c.Axes)), .. more]), Linear: linear is not null && t.IsFloat ? [linear] : null);

    private static IEnumerable<Sample> Cumulate(Primitive primitive, bool linear) =>
        from t in (DType[])[.. s_floats, .. s_integers]
        from c in new (int[] Shape, int Axis, bool Reverse)[] { ([5], 0, false), ([2, 3, 4], 1, true), ([3, 2], 1, false), ([0, 2], 0, false) }
        select new Sample(primitive, [A(t, c.Shape)], Params.Of(("axis", (Dim)c.Axis), ("reverse", c.Reverse)), Linear: linear && t.IsFloat ? [[0]] : null);

    private static Sample Dot(Primitive primitive, DType dtype, int[] lhs, int[] rhs, int[] lhsContracting, int[] rhsContracting, int[] lhsBatch, int[] rhsBatch) => new(
        primitive, [A(dtype, lhs), A(dtype, rhs)],
        Params.Of(("dimension_numbers", new DotDims(lhsContracting, rhsContracting, lhsBatch, rhsBatch).ToParam())), Linear: Floats(dtype, [0], [1]));
}
