// Samples of indexing, calls, control flow and random primitives.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using static SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Primitives;

internal static partial class Samples
{
    private static readonly CustomRule s_cube = new("test.cube", x => [IntegerPow(x[0], 3), Mul(Mul(Const(x[0], 3), Square(x[0])), x[1])]);

    private static Dictionary<string, Func<Primitive, IEnumerable<Sample>>> Control() => new()
    {
        ["split"] = p => s_all.SelectMany(t => new[]
        {
            new Sample(p, [A(t, 7)], Params.Of(("sizes", Ints(2, 5)), ("axis", 0)), Linear: Floats(t, [0])),
            new Sample(p, [A(t, 2, 6)], Params.Of(("sizes", Ints(1, 2, 3)), ("axis", 1)), Linear: Floats(t, [0])),
        }),
        ["dynamic_slice"] = p => s_all.Select(t =>
            new Sample(p, [A(t, 5, 4), A(DType.Int32), A(DType.Int32)], Params.Of(("slice_sizes", Ints(2, 3))), Linear: Floats(t, [0])) { Integers = (-2, 6) }),
        ["dynamic_update_slice"] = p => s_all.Select(t =>
            new Sample(p, [A(t, 5, 4), A(t, 2, 3), A(DType.Int32), A(DType.Int32)], Params.Empty, Linear: Floats(t, [0, 1], [0], [1])) { Integers = (-2, 6) }),
        ["gather"] = p => s_floats.Append(DType.Int32).SelectMany(t => new[] { IndexMode.Clip, IndexMode.FillOrDrop }.SelectMany(mode => new[]
        {
            Gather(p, t, mode, [5, 4], [3, 1], new([1], [0], [0], [], []), [1, 4]),
            Gather(p, t, mode, [5, 4], [2, 3, 2], new([], [0, 1], [0, 1], [], []), [1, 1]),
            Gather(p, t, mode, [6], [1], new([0], [], [0], [], []), [3]),
            Gather(p, t, mode, [3, 4], [3, 1], new([], [1], [1], [0], [0]), [1, 1]),
        })),
        ["scatter"] = p => s_floats.SelectMany(t => new[] { IndexMode.Clip, IndexMode.FillOrDrop }.SelectMany(mode => Scatters(p, t, mode, unique: true))),
        ["scatter-add"] = p => s_floats.SelectMany(t => new[] { IndexMode.Clip, IndexMode.FillOrDrop }.SelectMany(mode => Scatters(p, t, mode, unique: false))),
        ["argmax"] = p => Arg(p),
        ["argmin"] = p => Arg(p),
        ["jit"] = p => s_floats.Select(t => new Sample(p, [A(t, 3), A(t)], Params.Of(
            ("name", "f"), ("jaxpr", Tracing.MakeJaxpr(x => [Mul(Sin(x[0]), x[1]), x[1]], [A(t, 3), A(t)]))))).Concat(s_floats.Select(t => new Sample(p, [A(t, 3), A(t)], Params.Of(
            ("name", "g"), ("jaxpr", Tracing.MakeJaxpr(x => [Mul(x[0], Sin(x[1])), Neg(x[0])], [A(t, 3), A(t)]))), Linear: [[0]]))),
        ["custom_jvp_call"] = p => s_floats.Select(t => new Sample(p, [A(t, 3)], Params.Of(
            ("name", "cube"), ("call_jaxpr", Tracing.MakeJaxpr(x => [Mul(Mul(x[0], x[0]), x[0])], [A(t, 3)])), ("jvp", "jvp"),
            ("rule", s_cube.Name),
            ("symbolic_zeros", false), ("num_consts", 0)))),
        ["scan"] = p => s_floats.SelectMany(t => new[] { true, false }.Select(reverse => new Sample(p, [A(t), A(t, 2), A(t, 4, 2)], Params.Of(
            ("jaxpr", Tracing.MakeJaxpr(x => [Tanh(Add(Mul(x[1], x[0]), x[2])), Mul(x[1], x[2])], [A(t), A(t, 2), A(t, 2)])),
            ("length", 4), ("num_carry", 1), ("num_consts", 1), ("reverse", reverse), ("unroll", 1)), -0.5, 0.5))).Concat(s_floats.Select(t => new Sample(p, [A(t, 2), A(t, 2), A(t, 4, 2)], Params.Of(
            ("jaxpr", Tracing.MakeJaxpr(x => [Add(Mul(Sin(x[0]), x[1]), x[2]), Sub(x[1], Mul(x[0], x[2]))], [A(t, 2), A(t, 2), A(t, 2)])),
            ("length", 4), ("num_carry", 1), ("num_consts", 1), ("reverse", false), ("unroll", 1)), Linear: [[1, 2]]))),
        ["while"] = p => s_floats.Select(t => new Sample(p, [A(t), A(DType.Int32), A(t)], Params.Of(
            ("cond_jaxpr", Tracing.MakeJaxpr(x => [Lt(x[0], Const(x[0], 4))], [A(DType.Int32), A(t)])), ("cond_nconsts", 0),
            ("body_jaxpr", Tracing.MakeJaxpr(x => [Add(x[1], Const(x[1], 1)), Sin(Mul(x[2], x[0]))], [A(t), A(DType.Int32), A(t)])), ("body_nconsts", 1)))
        { Integers = (0, 4) }),
        ["cond"] = p => s_floats.Select(t => new Sample(p, [A(DType.Int32), A(t, 3), A(t)], Params.Of(("branches", PyTuple.Of(new object?[]
        {
            Tracing.MakeJaxpr(x => [Sin(x[0])], [A(t, 3), A(t)]),
            Tracing.MakeJaxpr(x => [Mul(x[0], x[1])], [A(t, 3), A(t)]),
        }))))
        { Integers = (0, 2) }).Concat(s_floats.Select(t => new Sample(p, [A(DType.Int32), A(t, 3), A(t)], Params.Of(("branches", PyTuple.Of(new object?[]
        {
            Tracing.MakeJaxpr(x => [Neg(x[0])], [A(t, 3), A(t)]),
            Tracing.MakeJaxpr(x => [Mul(x[0], Sin(x[1]))], [A(t, 3), A(t)]),
        }))), Linear: [[1]])
        { Integers = (0, 2) })),
        ["check"] = p => [new Sample(p, [A(DType.Bool)], Params.Of(("message", new PyString("it's \\ true")))) { AlwaysTrue = true }],
        ["threefry2x32"] = p => [new Sample(p, [A(DType.UInt32, 3), A(DType.UInt32, 3), A(DType.UInt32, 3), A(DType.UInt32, 3)], Params.Empty)],
        ["random_seed"] = p => [new Sample(p, [A(DType.UInt32)], Params.Of(("impl", "fry")))],
        ["random_wrap"] = p => [new Sample(p, [A(DType.UInt32, 2)], Params.Of(("impl", "fry")))],
        ["random_unwrap"] = p => [new Sample(p, [A(DType.KeyFry)], Params.Empty)],
        ["random_fold_in"] = p => [new Sample(p, [A(DType.KeyFry), A(DType.UInt32)], Params.Empty)],
        ["random_split"] = p => [new Sample(p, [A(DType.KeyFry)], Params.Of(("shape", Ints(2))))],
        ["random_bits"] = p => [new Sample(p, [A(DType.KeyFry)], Params.Of(("bit_width", 32), ("shape", Ints(3))))],
    };

    private static Sample Gather(Primitive primitive, DType dtype, string mode, int[] operand, int[] indices, GatherNumbers numbers, int[] sizes) => new(
        primitive, [A(dtype, operand), A(DType.Int32, indices)],
        Params.Of(
            ("dimension_numbers", numbers.ToParam()), ("fill_value", 0), ("indices_are_sorted", false), ("mode", mode), ("slice_sizes", Ints(sizes)), ("unique_indices", false)),
        Linear: Floats(dtype, [0]))
    { Integers = (-1, 6) };

    private static IEnumerable<Sample> Scatters(Primitive primitive, DType dtype, string mode, bool unique)
    {
        Jaxpr? update = unique ? null : Tracing.MakeJaxpr(x => [Add(x[0], x[1])], [A(dtype), A(dtype)]);
        yield return Scatter([5, 4], [1, 1], [1, 4], new([1], [0], [0], [], []));
        yield return Scatter([6], [1], [3], new([0], [], [0], [], []));
        yield return Scatter([3, 4], [3, 1], [3], new([], [1], [1], [0], [0]));
        if (!unique)
        {
            yield return Scatter([5], [7, 1], [7], new([], [0], [0], [], []));
        }

        Sample Scatter(int[] operand, int[] indices, int[] updates, ScatterNumbers numbers) => new(
            primitive, [A(dtype, operand), A(DType.Int32, indices), A(dtype, updates)],
            Params.Of(
                ("dimension_numbers", numbers.ToParam()), ("indices_are_sorted", false), ("mode", mode), ("unique_indices", unique),
                ("update_consts", Ints()), ("update_jaxpr", update)),
            Linear: [[0, 2], [0], [2]])
        { Integers = (-1, 6) };
    }

    private static IEnumerable<Sample> Arg(Primitive primitive) =>
        from t in s_floats.Concat(s_integers)
        from c in new (int[] Shape, int Axis)[] { ([5], 0), ([3, 4], 1), ([2, 3, 4], 1) }
        select new Sample(primitive, [A(t, c.Shape)], Params.Of(("axes", Ints(c.Axis)), ("index_dtype", DType.Int32)));
}
