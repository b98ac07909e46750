// Rule bodies of selection, clamping and conversion, as in jax/_src/lax/lax.py.
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Comparisons
{
    private static Aval[] SelectShape(Aval[] inputs, Params parameters)
    {
        if (inputs.Length < 2)
        {
            throw new ShapeException("select must have at least one case");
        }
        Aval which = inputs[0];
        Aval[] cases = inputs.Skip(1).ToArray();
        if (cases.Any(c => !c.Shape.Equals(cases[0].Shape)))
        {
            throw new ShapeException($"select cases must have the same shapes, got [{string.Join(", ", cases.Select(c => c.Shape))}].");
        }
        if (which.Rank > 0 && !which.Shape.Equals(cases[0].Shape))
        {
            throw new ShapeException($"select `which` must be scalar or have the same shape as cases, got `which` shape {which.Shape} but case shape {cases[0].Shape}.");
        }
        DTypeSets.RequireSame("select", cases);
        if (!which.DType.IsBool && !which.DType.IsInteger)
        {
            throw new ShapeException($"select `which` must be boolean or integer type, got {which.DType}.");
        }
        return which.DType.IsBool && cases.Length > 2
            ? throw new ShapeException("select with boolean `which` cannot have > 2 cases.")
            : [cases[0] with { Weak = cases.All(c => c.Weak) }];
    }

    private static (NdArray[] Primals, NdArray?[] Tangents) SelectJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        NdArray result = SelectN.Bind(parameters, primals)[0];
        if (tangents.Skip(1).FirstOrDefault(t => t is not null) is not { } some)
        {
            return ([result], [null]);
        }
        NdArray zeros = ZerosLike(some);
        return ([result], SelectN.Bind(parameters, [primals[0], .. tangents.Skip(1).Select(t => t ?? zeros)]));
    }

    private static NdArray?[] SelectTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
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

    private static (NdArray[] Outputs, int?[] Dims) SelectBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        NdArray which = inputs[0];
        NdArray[] cases = inputs.Skip(1).ToArray();
        int?[] caseDims = dims.Skip(1).ToArray();
        if (caseDims.All(d => d == dims[0]))
        {
            NdArray full = which.Shape.Equals(cases[0].Shape) ? which : BroadcastInDim(which, cases[0].Shape, [dims[0]!.Value]);
            return (SelectN.Bind(parameters, [full, .. cases]), [dims[0]]);
        }
        if (which.Rank == 0 && caseDims.All(d => d is not null))
        {
            if (caseDims.All(d => d == caseDims[0]))
            {
                return (SelectN.Bind(parameters, inputs), [caseDims[0]]);
            }
            int axis = caseDims[0]!.Value;
            return (SelectN.Bind(parameters, [which, .. cases.Select((c, i) => MoveAxis(c, caseDims[i]!.Value, axis))]), [axis]);
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
        return (SelectN.Bind(parameters, [which, .. cases]), [0]);
    }

    private static Aval[] ClampShape(Aval[] inputs, Params parameters)
    {
        Aval min = inputs[0], operand = inputs[1], max = inputs[2];
        if (min.Rank > 0 && !min.Shape.Equals(operand.Shape))
        {
            throw new ShapeException($"clamp requires min.shape == operand.shape or min.shape == (), got min.shape={min.Shape}, operand.shape={operand.Shape}.");
        }
        if (max.Rank > 0 && !max.Shape.Equals(operand.Shape))
        {
            throw new ShapeException($"clamp requires max.shape == operand.shape or max.shape == (), got max.shape={max.Shape}, operand.shape={operand.Shape}.");
        }
        for (int i = 0; i < 3; i++)
        {
            DTypeSet.Any.Require("clamp", inputs[i].DType, i);
        }
        DTypeSets.RequireSame("clamp", inputs);
        return [operand with { Weak = inputs.All(a => a.Weak) }];
    }

    private static NdArray ClampMin(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(BitwiseAnd(Gt(x[0], x[1]), Lt(x[0], x[2])), g, x[1]);

    private static NdArray ClampOperand(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(BitwiseAnd(Gt(x[1], x[0]), Lt(x[1], x[2])), g, x[1]);

    private static NdArray ClampMax(NdArray g, NdArray y, NdArray[] x, Params parameters) => Gated(Lt(x[2], x[1]), g, x[1]);

    private static NdArray Gated(NdArray open, NdArray g, NdArray operand) => Select(open, MaybeBroadcast(operand.Shape, g), ZerosLike(operand));

    private static (NdArray[] Outputs, int?[] Dims) ClampBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
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
                return (Clamp.Bind(parameters, min, x, max), [dims[1]]);
            }
        }
        else if (min.Rank == 0 && max.Rank == 0 && dims[1] is not null)
        {
            return (Clamp.Bind(parameters, min, x, max), [dims[1]]);
        }
        min = min.Rank > 0 ? BatchAtFront(min, dims[0], size) : min;
        max = max.Rank > 0 ? BatchAtFront(max, dims[2], size) : max;
        x = BatchAtFront(x, dims[1], size);
        return (Clamp.Bind(parameters, Full(min), x, Full(max)), [0]);

        // A limit that was a scalar before batching stretches over the operand's other axes.
        NdArray Full(NdArray limit) => limit.Rank == x.Rank ? limit : BroadcastInDim(limit, x.Shape, limit.Rank == 0 ? [] : [0]);
    }

    private static Aval[] ConvertShape(Aval[] inputs, Params parameters)
    {
        DType from = inputs[0].DType, to = parameters.DType("new_dtype");
        return from != to && (from.Kind is DTypeKind.Key or DTypeKind.Float0 || to.Kind == DTypeKind.Key)
            ? throw new ShapeException($"convert_element_type cannot convert {from} to {to}")
            : [new Aval(inputs[0].Shape, to, parameters.Bool("weak_type"))];
    }

    private static (NdArray[] Primals, NdArray?[] Tangents) ConvertJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        NdArray[] result = ConvertElementType.Bind(parameters, primals);
        NdArray? tangent = tangents[0] is { } t && parameters.DType("new_dtype").IsInexact ? ConvertElementType.Bind(parameters, t)[0] : null;
        return (result, [tangent]);
    }

    private static NdArray?[] ConvertTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        cotangents[0] is { } ct && inputs[0].Aval.DType.IsInexact
            ? [ConvertElementType.Bind(Params.Of(("new_dtype", inputs[0].Aval.DType), ("weak_type", inputs[0].Aval.Weak)), ct)[0]]
            : [null];

    private static Aval[] BitcastShape(Aval[] inputs, Params parameters)
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
