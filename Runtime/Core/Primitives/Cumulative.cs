// The table of cumulative reductions: each is a scan along its axis.
using System;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class Cumulative
{
    public static readonly Primitive
        Sum = Make("cumsum", Add, type => Scalar.Of(0L, type), DTypeSet.Num, linear: true),
        Prod = Make("cumprod", Mul, type => Scalar.Of(1L, type), DTypeSet.Num, linear: false),
        Max = Make("cummax", Erased.Lax.Max, Smallest, DTypeSet.Int | DTypeSet.Float, linear: false),
        Min = Make("cummin", Erased.Lax.Min, Largest, DTypeSet.Int | DTypeSet.Float, linear: false);

    public static Primitive[] Table { get; } = [Sum, Prod, Max, Min];

    private static Primitive Make(string name, Func<NdArray, NdArray, NdArray> combine, Func<DType, Scalar> identity, DTypeSet accepted, bool linear)
    {
        Primitive primitive = null!;
        NdArray[] Body(NdArray[] inputs, Params parameters) => [Along(combine, identity(inputs[0].Dtype), inputs[0], parameters)];
        return primitive = new Primitive
        {
            Name = name,
            Shape = (inputs, parameters) => [Result(name, inputs[0], parameters, accepted)],
            Jvp = linear ? ElementwiseFamily.LinearJvp(() => primitive) : Rules.JvpOf(Body),
            Transpose = linear
                ? (cotangents, _, _, parameters) => [cotangents[0] is { } ct ? primitive.Bind(parameters.With("reverse", !parameters.Bool("reverse")), ct)[0] : null]
                : Rules.NotLinear,
            Batch = (_, inputs, dims, parameters) =>
                (primitive.Bind(parameters.With("axis", Axes.Bump([parameters.Int("axis")], dims[0]!.Value)[0]), inputs), [dims[0]]),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Expand(Body),
            Printing = Printing.Plain,
        };
    }

    private static Aval Result(string name, Aval operand, Params parameters, DTypeSet accepted)
    {
        int axis = parameters.Int("axis");
        return axis < 0 || axis >= operand.Rank ? throw new ShapeException($"axis {axis} is out of bounds for array of shape {operand.Shape}")
            : !accepted.Accepts(operand.DType) ? throw new ShapeException($"{name} does not accept dtype {operand.DType}.")
            : operand;
    }

    private static NdArray Along(Func<NdArray, NdArray, NdArray> combine, Scalar identity, NdArray x, Params parameters)
    {
        int axis = parameters.Int("axis");
        NdArray rows = MoveAxis(x, axis, 0);
        NdArray start = Broadcast(new NdArray(identity, x.Aval.Weak), Shape.Of(rows.Shape.Skip(1)));
        Tree result = Scan(
            pair =>
            {
                NdArray[] leaves = [.. pair.Flatten()];
                NdArray next = combine(leaves[0], leaves[1]);
                return Tree.Tuple(next, next);
            },
            start, rows, reverse: parameters.Bool("reverse"));
        return MoveAxis(result.Flatten()[1], 0, axis);
    }

    private static Scalar Smallest(DType dtype) => dtype.IsFloat
        ? Scalar.Of(double.NegativeInfinity, dtype)
        : Scalar.Of(dtype == DType.Int32 ? int.MinValue : dtype == DType.Int64 ? long.MinValue : 0, dtype);

    private static Scalar Largest(DType dtype) => dtype.IsFloat
        ? Scalar.Of(double.PositiveInfinity, dtype)
        : Scalar.Of(dtype == DType.Int32 ? int.MaxValue : dtype == DType.Int64 ? long.MaxValue : uint.MaxValue, dtype);
}
