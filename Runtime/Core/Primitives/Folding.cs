// What simplification may do with an equation of a primitive: only what gives the same bits on every host.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>The literal that an equation gives, or the operand that it is; null where it stays. The operands are those after simplification.</summary>
internal delegate Atom? FoldRule(Equation equation, IReadOnlyList<Atom> inputs);

internal static class Folding
{
    public static FoldRule None { get; } = (_, _) => null;

    /// <summary>
    /// Arithmetic on literals of one type. <paramref name="real"/> is one of the operations that IEEE rounds exactly, so that a float32 result may be rounded from double.
    /// A <paramref name="left"/> or <paramref name="right"/> operand of that value leaves the other as it is, to the bit (x - 0 does, x + 0 does not: -0 + 0 is 0).
    /// </summary>
    public static FoldRule Exact(Func<double, double, double> real, Func<long, long, long>? integer, int? left = null, int? right = null) => (equation, inputs) =>
    {
        Aval aval = equation.Outputs[0].Aval;
        if (aval.Rank == 0 && inputs.All(i => i is Literal literal && literal.Value.DType == aval.DType))
        {
            Scalar a = ((Literal)inputs[0]).Value, b = ((Literal)inputs[inputs.Count - 1]).Value;
            if (aval.DType == DType.Float32 || aval.DType == DType.Float64)
            {
                return new Literal(Scalar.Of(real(a.AsElement().Real, b.AsElement().Real), aval.DType), aval);
            }
            if (aval.DType.IsInteger && integer is not null)
            {
                return new Literal(Scalar.Of(integer(a.Bits, b.Bits), aval.DType), aval);
            }
        }
        return right is { } neutral && Is(inputs[1], neutral) && inputs[0].Aval == aval ? inputs[0]
            : left is { } first && Is(inputs[0], first) && inputs[1].Aval == aval ? inputs[1]
            : null;
    };

    /// <summary>As above, of one operand.</summary>
    public static FoldRule Exact(Func<double, double> real, Func<long, long>? integer) =>
        Exact((a, _) => real(a), integer is null ? null : (a, _) => integer(a));

    /// <summary>A conversion of a literal; one to the type that is there already.</summary>
    public static FoldRule Conversion { get; } = (equation, inputs) =>
    {
        Aval aval = equation.Outputs[0].Aval;
        return inputs[0] is Literal literal && aval.DType.Kind <= DTypeKind.Complex ? new Literal(literal.Value.As(aval.DType), aval)
            : inputs[0].Aval == aval ? inputs[0]
            : null;
    };

    private static bool Is(Atom atom, int value) =>
        atom is Literal { Value: var scalar } && scalar.DType.Kind is DTypeKind.Float or DTypeKind.Int or DTypeKind.UInt
        && scalar.AsElement() == Scalar.Of((long)value, scalar.DType);
}
