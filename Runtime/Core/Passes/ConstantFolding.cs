// Constant folding, of what is exact on every host: arithmetic, square roots and conversions of literals, and operations that change no bit.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class ConstantFolding
{
    // Keyed by the table's entries, not by name; float32 results are rounded from double, which is exact for these operations.
    private static readonly Dictionary<Primitive, Func<double, double, double>> s_float = new()
    {
        [Prims.Add] = (a, b) => a + b,
        [Prims.Sub] = (a, b) => a - b,
        [Prims.Mul] = (a, b) => a * b,
        [Prims.Div] = (a, b) => a / b,
        [Prims.Neg] = (a, _) => -a,
        [Prims.Sqrt] = (a, _) => Math.Sqrt(a),
    };

    private static readonly Dictionary<Primitive, Func<long, long, long>> s_integer = new()
    {
        [Prims.Add] = (a, b) => unchecked(a + b),
        [Prims.Sub] = (a, b) => unchecked(a - b),
        [Prims.Mul] = (a, b) => unchecked(a * b),
        [Prims.Neg] = (a, _) => unchecked(-a),
    };

    public static Jaxpr Run(Jaxpr jaxpr) => Rewriter.Run(jaxpr, (rewriter, equation) =>
    {
        if (equation.Outputs.Count == 1 && (Fold(equation, rewriter) ?? Identity(equation, rewriter)) is { } atom)
        {
            rewriter.Replace(equation.Outputs[0], atom);
            return;
        }
        rewriter.Keep(equation, Run);
    });

    private static Atom? Fold(Equation equation, Rewriter rewriter)
    {
        Aval aval = equation.Outputs[0].Aval;
        Literal?[] operands = equation.Inputs.Select(i => rewriter.Read(i) as Literal).ToArray();
        if (equation.Primitive == Prims.DimAsValue)
        {
            return equation.Params.Dim("dim") is { IsConstant: true } dim ? new Literal(Scalar.Of(dim.Value, aval.DType), aval) : null;
        }
        if (aval.Rank != 0 || operands.Length is 0 or > 2 || operands.Any(o => o is null) || aval.DType.Kind > DTypeKind.Complex)
        {
            return null;
        }
        Scalar a = operands[0]!.Value, b = operands[operands.Length - 1]!.Value;
        if (equation.Primitive == Prims.ConvertElementType)
        {
            return new Literal(a.As(aval.DType), aval);
        }
        if (a.DType != aval.DType || b.DType != aval.DType)
        {
            return null;
        }
        if ((aval.DType == DType.Float32 || aval.DType == DType.Float64) && s_float.TryGetValue(equation.Primitive, out Func<double, double, double>? onFloats))
        {
            return new Literal(Scalar.Of(onFloats(a.AsElement().Real, b.AsElement().Real), aval.DType), aval);
        }
        return (aval.DType == DType.Int32 || aval.DType == DType.Int64 || aval.DType == DType.UInt32) && s_integer.TryGetValue(equation.Primitive, out Func<long, long, long>? onIntegers)
            ? new Literal(Scalar.Of(onIntegers(a.Bits, b.Bits), aval.DType), aval)
            : null;
    }

    // x * 1, x / 1 and x - 0 are x to the bit; x + 0 is not, for a negative zero.
    private static Atom? Identity(Equation equation, Rewriter rewriter)
    {
        if (equation.Inputs.Count == 1)
        {
            return equation.Primitive == Prims.ConvertElementType && equation.Inputs[0].Aval == equation.Outputs[0].Aval ? rewriter.Read(equation.Inputs[0]) : null;
        }
        if (equation.Inputs.Count != 2)
        {
            return null;
        }
        Atom left = rewriter.Read(equation.Inputs[0]), right = rewriter.Read(equation.Inputs[1]);
        bool keepsLeft = left.Aval == equation.Outputs[0].Aval
            && ((Is(right, 1) && (equation.Primitive == Prims.Mul || equation.Primitive == Prims.Div)) || (Is(right, 0) && equation.Primitive == Prims.Sub));
        if (keepsLeft)
        {
            return left;
        }
        return right.Aval == equation.Outputs[0].Aval && Is(left, 1) && equation.Primitive == Prims.Mul ? right : null;
    }

    private static bool Is(Atom atom, int value) =>
        atom is Literal literal && (literal.Value.DType.Kind is DTypeKind.Float or DTypeKind.Int or DTypeKind.UInt
        && literal.Value.AsElement() == Scalar.Of((long)value, literal.Value.DType));
}
