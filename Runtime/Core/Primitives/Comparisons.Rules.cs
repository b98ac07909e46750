// Rule bodies of selection, clamping and conversion, as in jax/_src/lax/lax.py.
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class Comparisons
{
    public static Primitive Compare(string name, string kernel, DTypeSet accepted, string numpy, Relation truth) => Make(
        name, kernel, kernel + "({0}, {1})", (self, inputs, _) => [Result(self, inputs, [accepted, accepted], DType.Bool)],
        Jvp(null, null), Rules.NotLinear, BatchBroadcasting, numpy: numpy).Saying(new Logic.Compares(truth));

    public static Primitive Make(string name, string kernel, string template, ShapeRule shape, JvpRule jvp, TransposeRule transpose, BatchRule batch, Schema? parameters = null,
        FoldRule? fold = null, string? numpy = null) => new(name)
        {
            Shape = shape,
            Jvp = jvp,
            Transpose = transpose,
            Batch = batch,
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Elementwise(kernel, _ => template) { KeepsValues = kernel == "Convert" },
            Parameters = parameters ?? Schema.None,
            Fold = fold ?? Folding.None,
            Numpy = numpy,
        };

    public static Aval[] SelectShape(Primitive self, Aval[] inputs, Params parameters)
    {
        if (inputs.Length < 2)
        {
            throw new ShapeException("select must have at least one case");
        }
        Aval which = inputs[0];
        Aval[] cases = inputs.Skip(1).ToArray();
        if (cases.Any(c => !c.Shape.Agrees(cases[0].Shape)))
        {
            throw new ShapeException($"select cases must have the same shapes, got [{string.Join(", ", cases.Select(c => c.Shape))}].");
        }
        if (which.Rank > 0 && !which.Shape.Agrees(cases[0].Shape))
        {
            throw new ShapeException($"select `which` must be scalar or have the same shape as cases, got `which` shape {which.Shape} but case shape {cases[0].Shape}.");
        }
        DTypeSets.RequireSame("select", cases, self.Numpy);
        if (!which.DType.IsBool && !which.DType.IsInteger)
        {
            throw new ShapeException($"select `which` must be boolean or integer type, got {which.DType}.");
        }
        return which.DType.IsBool && cases.Length > 2
            ? throw new ShapeException("select with boolean `which` cannot have > 2 cases.")
            : [cases[0] with { Weak = cases.All(c => c.Weak) }];
    }

    public static (NdArray[] Primals, NdArray?[] Tangents) SelectJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        NdArray result = self.Bind(parameters, primals)[0];
        if (tangents.Skip(1).FirstOrDefault(t => t is not null) is not { } some)
        {
            return ([result], [null]);
        }
        NdArray zeros = ZerosLike(some);
        return ([result], self.Bind(parameters, [primals[0], .. tangents.Skip(1).Select(t => t ?? zeros)]));
    }

    public static NdArray?[] SelectTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        NdArray?[] results = new NdArray?[inputs.Length];
        if (cotangents[0] is not { } ct)
        {
            return results;
        }
        NdArray which = inputs[0].Value!, zeros = ZerosLike(ct);
        for (int i = 1; i < inputs.Length; i++)
        {
            if (inputs[i].IsLinear)
            {
                results[i] = !which.Dtype.IsBool ? Select(Eq(which, Const(which, i - 1)), ct, zeros)
                    : i == 1 ? Select(which, zeros, ct)
                    : Select(which, ct, zeros);
            }
        }
        return results;
    }

    public static (NdArray[] Outputs, int?[] Dims) SelectBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        NdArray which = inputs[0];
        NdArray[] cases = inputs.Skip(1).ToArray();
        int?[] caseDims = dims.Skip(1).ToArray();
        if (caseDims.All(d => d == dims[0]))
        {
            NdArray full = which.Shape.Equals(cases[0].Shape) ? which : BroadcastInDim(which, cases[0].Shape, [dims[0]!.Value]);
            return (self.Bind(parameters, [full, .. cases]), [dims[0]]);
        }
        if (which.Rank == 0 && caseDims.All(d => d is not null))
        {
            if (caseDims.All(d => d == caseDims[0]))
            {
                return (self.Bind(parameters, inputs), [caseDims[0]]);
            }
            int axis = caseDims[0]!.Value;
            return (self.Bind(parameters, [which, .. cases.Select((c, i) => MoveAxis(c, caseDims[i]!.Value, axis))]), [axis]);
        }
        which = which.Rank > 0 ? BatchAtFront(which, dims[0], size) : which;
        if (cases.Any(c => c.Rank > 0))
        {
            cases = cases.Select((c, i) => BatchAtFront(c, caseDims[i], size)).ToArray();
        }
        if (which.Rank > 0 && which.Rank < cases[0].Rank)
        {
            which = BroadcastInDim(which, cases[0].Shape, [0]);
        }
        if (which.Rank > cases[0].Rank)
        {
            cases = cases.Select(c => BroadcastInDim(c, which.Shape, [])).ToArray();
        }
        return (self.Bind(parameters, [which, .. cases]), [0]);
    }

    public static Aval[] ClampShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval min = inputs[0], operand = inputs[1], max = inputs[2];
        if (min.Rank > 0 && !min.Shape.Agrees(operand.Shape))
        {
            throw new ShapeException($"clamp requires min.shape == operand.shape or min.shape == (), got min.shape={min.Shape}, operand.shape={operand.Shape}.");
        }
        if (max.Rank > 0 && !max.Shape.Agrees(operand.Shape))
        {
            throw new ShapeException($"clamp requires max.shape == operand.shape or max.shape == (), got max.shape={max.Shape}, operand.shape={operand.Shape}.");
        }
        for (int i = 0; i < 3; i++)
        {
            DTypeSet.Any.Require("clamp", inputs[i].DType, i);
        }
        DTypeSets.RequireSame(self.Name, inputs, self.Numpy);
        return [operand with { Weak = inputs.All(a => a.Weak) }];
    }

    public static NdArray ClampMin(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(BitwiseAnd(Gt(x[0], x[1]), Lt(x[0], x[2])), g, x[1]);

    public static NdArray ClampOperand(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(BitwiseAnd(Gt(x[1], x[0]), Lt(x[1], x[2])), g, x[1]);

    public static NdArray ClampMax(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(Lt(x[2], x[1]), g, x[1]);

    public static NdArray Gated(NdArray open, NdArray g, NdArray operand) => Select(open, MaybeBroadcast(operand.Shape, g), ZerosLike(operand));

    public static (NdArray[] Outputs, int?[] Dims) ClampBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        NdArray min = inputs[0], x = inputs[1], max = inputs[2];
        if (dims[0] == dims[1] && dims[1] == dims[2])
        {
            if (min.Rank == 1 && max.Rank == 1 && x.Rank > 1)
            {
                min = BroadcastInDim(min, x.Shape, [dims[0]!.Value]);
                max = BroadcastInDim(max, x.Shape, [dims[2]!.Value]);
            }
            if (min.Rank == x.Rank && max.Rank == x.Rank)
            {
                return (self.Bind(parameters, min, x, max), [dims[1]]);
            }
        }
        else if (min.Rank == 0 && max.Rank == 0 && dims[1] is not null)
        {
            return (self.Bind(parameters, min, x, max), [dims[1]]);
        }
        min = min.Rank > 0 ? BatchAtFront(min, dims[0], size) : min;
        max = max.Rank > 0 ? BatchAtFront(max, dims[2], size) : max;
        x = BatchAtFront(x, dims[1], size);
        return (self.Bind(parameters, Full(min), x, Full(max)), [0]);

        // A limit that was a scalar before batching stretches over the operand's other axes.
        NdArray Full(NdArray limit) => limit.Rank == x.Rank ? limit : BroadcastInDim(limit, x.Shape, limit.Rank == 0 ? [] : [0]);
    }

    public static Aval[] ConvertShape(Primitive self, Aval[] inputs, Params parameters)
    {
        DType from = inputs[0].DType, to = parameters.DType("new_dtype");
        return from != to && (from.Kind is DTypeKind.Key or DTypeKind.Float0 || to.Kind == DTypeKind.Key)
            ? throw new ShapeException($"convert_element_type cannot convert {from} to {to}")
            : [new Aval(inputs[0].Shape, to, parameters.Bool("weak_type"))];
    }

    public static (NdArray[] Primals, NdArray?[] Tangents) ConvertJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        NdArray[] result = self.Bind(parameters, primals);
        NdArray? tangent = tangents[0] is { } t && parameters.DType("new_dtype").IsInexact ? self.Bind(parameters, t)[0] : null;
        return (result, [tangent]);
    }

    public static NdArray?[] ConvertTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        cotangents[0] is { } ct && inputs[0].Aval.DType.IsInexact
            ? [self.Bind(Params.Of(("new_dtype", inputs[0].Aval.DType), ("weak_type", inputs[0].Aval.Weak)), ct)[0]]
            : [null];

    public static Aval[] BitcastShape(Primitive self, Aval[] inputs, Params parameters)
    {
        DType from = inputs[0].DType, to = parameters.DType("new_dtype");
        if (from != to && (from.IsBool || to.IsBool || from.Kind >= DTypeKind.Complex || to.Kind >= DTypeKind.Complex))
        {
            throw new ShapeException(
                "lax.bitcast_convert_type does not support bool or complex values unless the operand and destination types match. "
                + $"Got operand dtype={from}, new_dtype={to}. Consider using the arr.view() method instead.");
        }
        return from.ItemSize == to.ItemSize
            ? [new Aval(inputs[0].Shape, to)]
            : throw new ShapeException($"bitcast_convert_type between element types of different widths ({from} to {to}) is not part of this version; use shifts");
    }
}
