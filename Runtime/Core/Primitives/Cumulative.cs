// The table of cumulative operations along an axis: each is a scan that carries the result so far.
using System;
using System.Linq;
using SrcGenJit.Erased;
using static SrcGenJit.Core.Cumulative;
using static SrcGenJit.Core.DTypeSet;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Cumsum  = Make("cumsum",  Num, Erased.Lax.Add, t => Scalar.Of(t.IsFloat ? -0.0 : 0.0, t), linear: true),
        Cumprod = Make("cumprod", Num, Erased.Lax.Mul, t => Scalar.Of(1.0, t),                    linear: false),
        Cummax  = Make("cummax",  Num, Erased.Lax.Max, t => t.Lowest,                             linear: false),
        Cummin  = Make("cummin",  Num, Erased.Lax.Min, t => t.Highest,                            linear: false);
}

#pragma warning restore format

internal static class Cumulative
{
    public static Primitive Make(string name, DTypeSet accepted, Func<NdArray, NdArray, NdArray> combine, Func<DType, Scalar> identity, bool linear)
    {
        NdArray[] Body(NdArray[] inputs, Params parameters) => [Scan(inputs[0], parameters.Int("axis"), parameters.Bool("reverse"), combine, identity)];
        return new(name)
        {
            Shape = (self, inputs, parameters) =>
            {
                Aval result = ElementwiseFamily.Result(self, inputs, [accepted], null);
                int axis = parameters.Int("axis");
                return axis >= 0 && axis < result.Rank ? [result] : throw new ShapeException($"axis {axis} is out of bounds for array of shape {result.Shape}");
            },
            Jvp = linear ? ElementwiseFamily.LinearJvp : Rules.JvpOf(Body),
            Transpose = linear
                ? (self, cotangents, _, _, parameters) => [cotangents[0] is { } ct ? self.Bind(parameters.With("reverse", !parameters.Bool("reverse")), ct)[0] : null]
                : Rules.NotLinear,
            Batch = (self, _, inputs, dims, parameters) =>
            {
                int batch = dims[0]!.Value, axis = parameters.Int("axis");
                return (self.Bind(parameters.With("axis", (Dim)(axis < batch ? axis : axis + 1)), inputs), [batch]);
            },
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Expand(Body),
            Parameters = Schema.Of(Parameter.Required("axis", ParamKind.Int), Parameter.Required("reverse", ParamKind.Bool)),
        };
    }

    private static NdArray Scan(NdArray x, int axis, bool reverse, Func<NdArray, NdArray, NdArray> combine, Func<DType, Scalar> identity)
    {
        int[] front = [axis, .. Enumerable.Range(0, x.Rank).Where(a => a != axis)];
        NdArray rows = axis == 0 ? x : Erased.Lax.Transpose(x, front);
        NdArray init = Erased.Lax.Broadcast(new NdArray(identity(x.Dtype), weak: false), Shape.Of(rows.Shape.Skip(1)));
        Tree result = Erased.Lax.Scan(
            pair =>
            {
                NdArray next = combine(pair.Flatten()[0], pair.Flatten()[1]);
                return Tree.Tuple(next, next);
            },
            init, rows, reverse: reverse);
        NdArray all = result.Flatten()[1];
        return axis == 0 ? all : Erased.Lax.Transpose(all, [.. Enumerable.Range(0, x.Rank).Select(a => Array.IndexOf(front, a))]);
    }
}
