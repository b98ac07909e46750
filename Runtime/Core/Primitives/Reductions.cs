// The table of reductions.
using System.Linq;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Core.Reductions;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        ReduceSum = Make("reduce_sum", Monoid.Sum, Num,       LinearJvp,        SumTranspose, Printed.Always),
        ReduceMax = Make("reduce_max", Monoid.Max, Any,       Jvp(ChooserTerm), Rules.NotLinear),
        ReduceMin = Make("reduce_min", Monoid.Min, Any,       Jvp(ChooserTerm), Rules.NotLinear),
        ReduceAnd = Make("reduce_and", Monoid.And, BoolOrInt, Jvp((Term?)null), Rules.NotLinear),
        ReduceOr  = Make("reduce_or",  Monoid.Or,  BoolOrInt, Jvp((Term?)null), Rules.NotLinear);
}

#pragma warning restore format

internal static class Reductions
{
    public static Primitive Make(string name, Monoid monoid, DTypeSet accepted, JvpRule jvp, TransposeRule transpose, Printed sharding = Printed.UnlessDefault) => new(name)
    {
        Shape = (self, inputs, parameters) => [Result(self.Name, inputs[0], parameters, accepted, monoid)],
        Jvp = jvp,
        Transpose = transpose,
        Batch = (self, _, inputs, dims, parameters) => Batch(self, inputs[0], dims[0]!.Value, parameters),
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Reduce(monoid),
        // NumPy's maximum and minimum want an element, lax's reductions do not; JAX's text does not tell.
        Parameters = Schema.Of(
            Parameter.Required("axes", ParamKind.Ints), Parameter.Optional("out_sharding", ParamKind.Any, null, sharding), Parameter.Optional("nonempty", ParamKind.Bool, false, Printed.Never)),
    };

    private static Aval Result(string name, Aval operand, Params parameters, DTypeSet accepted, Monoid monoid)
    {
        int[] axes = parameters.Ints("axes");
        if (axes.Distinct().Count() != axes.Length)
        {
            throw new ShapeException($"duplicate value in 'axes' of reduction: {Axes.Text(axes)}");
        }
        if (axes.Any(a => a < 0 || a >= operand.Rank))
        {
            throw new ShapeException($"reduction axes {Axes.Text(axes)} contains out-of-bounds indices for {operand}.");
        }
        if (!accepted.Accepts(operand.DType))
        {
            throw new ShapeException(monoid is Monoid.And or Monoid.Or
                ? $"logical reduction requires operand dtype bool or int, got {operand.DType}."
                : $"{name} does not accept dtype {operand.DType}. Accepted dtypes are subtypes of number.");
        }
        if (parameters.Bool("nonempty"))
        {
            RequireElements(monoid, operand.Shape, axes);
        }
        return operand.WithShape(Shape.Of(Axes.Without(operand.Rank, axes).Select(i => operand.Shape[i]))) with
        {
            Weak = operand.Weak && monoid is not (Monoid.And or Monoid.Or),
        };
    }

    /// <summary>NumPy's rule for reductions without an identity: these axes have elements, now or when the program runs.</summary>
    public static void RequireElements(Monoid monoid, Shape shape, int[] axes)
    {
        Dim count = axes.Aggregate((Dim)1, (size, axis) => size * shape[axis]);
        string error = $"zero-size array to reduction operation {(monoid == Monoid.Max ? "maximum" : "minimum")} which has no identity: axes ({string.Join(", ", axes)}) of shape {shape}";
        if (((Dim)1).CompareTo(count) > 0)
        {
            throw new ShapeException(error);
        }
        DimRequirements.Require(count - 1, error);
    }

    /// <summary>Batching of a reduction over parameter <c>axes</c> (JAX's reducer_batcher); argmax uses it too.</summary>
    public static (NdArray[] Outputs, int?[] Dims) Batch(Primitive primitive, NdArray operand, int dim, Params parameters)
    {
        int[] axes = Axes.Bump(parameters.Ints("axes"), dim);
        return (primitive.Bind(parameters.With("axes", PyTuple.OfInts(axes)), operand), [dim - axes.Count(a => a < dim)]);
    }

    public static NdArray?[] SumTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
    [
        cotangents[0] is { } ct ? BroadcastInDim(ct, inputs[0].Aval.Shape, Axes.Without(inputs[0].Aval.Rank, parameters.Ints("axes"))) : null,
    ];

    // The mean of the tangents at all places that hold the extreme value.
    public static NdArray ChooserTerm(NdArray g, NdArray y, NdArray[] x, Params parameters)
    {
        int[] axes = parameters.Ints("axes");
        Shape kept = Shape.Of(x[0].Shape.Select((d, i) => axes.Contains(i) ? 1 : d));
        NdArray chosen = ConvertElementType(Eq(x[0], Reshape(y, kept)), g.Dtype);
        NdArray count = ReduceSum(chosen, axes);
        return Div(ReduceSum(Mul(g, chosen), axes), count);
    }
}
