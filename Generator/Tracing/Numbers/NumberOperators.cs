// C# operators and conversions on traced numbers, with what C# checks as guards.
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class NumberOperators
{
    /// <summary>A binary operator on two numbers of one element type, or two bools; of shifts, the right one is an int. Null when C# has no such operator.</summary>
    public static Num? Binary(INumberHost host, BinaryOperatorKind kind, bool isChecked, Num left, Num right) => kind switch
    {
        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply => AddOrMultiply(host, kind, isChecked, left, right),
        BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder => Divide(host, kind == BinaryOperatorKind.Divide, left, right),
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => left & right,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => left | right,
        BinaryOperatorKind.ExclusiveOr => left ^ right,
        BinaryOperatorKind.LeftShift => left.ShiftLeft(Count(left, right)),
        BinaryOperatorKind.RightShift => left.ShiftRight(Count(left, right)),
        BinaryOperatorKind.UnsignedRightShift => left.ShiftRightLogical(Count(left, right)),
        BinaryOperatorKind.Equals => left.Is(right),
        BinaryOperatorKind.NotEquals => left.IsNot(right),
        BinaryOperatorKind.LessThan => left < right,
        BinaryOperatorKind.LessThanOrEqual => left <= right,
        BinaryOperatorKind.GreaterThan => left > right,
        BinaryOperatorKind.GreaterThanOrEqual => left >= right,
        _ => null,
    };

    /// <summary>A unary operator on a number or bool.</summary>
    public static Num? Unary(INumberHost host, UnaryOperatorKind kind, bool isChecked, Num operand)
    {
        switch (kind)
        {
            case UnaryOperatorKind.Plus:
                return operand;
            case UnaryOperatorKind.Minus:
                if (isChecked && !operand.IsFloat)
                {
                    host.Require(operand.IsNot(Lowest(operand)), "OverflowException");
                }
                return -operand;
            case UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation:
                return ~operand;
            default:
                return null;
        }
    }

    /// <summary>A number as another number type.</summary>
    public static Num Convert(INumberHost host, Num value, NumberType target, bool isChecked)
    {
        if (isChecked && !target.IsFloat)
        {
            host.Require(Holds(value, target), "OverflowException");
        }
        if (!target.IsSmall)
        {
            return value.To(target.Dtype);
        }
        // By way of int, as C# does it.
        Num wide = value.To(DType.Int32);
        return target.IsSigned ? wide.ShiftLeft(32 - target.Bits).ShiftRight(32 - target.Bits) : wide & target.Max;
    }

    private static Num AddOrMultiply(INumberHost host, BinaryOperatorKind kind, bool isChecked, Num left, Num right)
    {
        (char symbol, Num result) = kind switch
        {
            BinaryOperatorKind.Add => ('+', left + right),
            BinaryOperatorKind.Subtract => ('-', left - right),
            _ => ('*', left * right),
        };
        if (isChecked && !left.IsFloat)
        {
            host.Require(NumberGuards.Fits(symbol, left, right, result), "OverflowException");
        }
        return result;
    }

    /// <summary>The quotient or the remainder, truncated; integers with C#'s exceptions.</summary>
    public static Num Divide(INumberHost host, bool quotient, Num left, Num right)
    {
        if (!left.IsFloat)
        {
            host.Require(right.IsNot(right.Like(0L)), "DivideByZeroException");
            if (left.Type.Kind == DTypeKind.Int)
            {
                host.Require(left.IsNot(Lowest(left)) | right.IsNot(right.Like(-1L)), "OverflowException");
            }
        }
        return quotient ? left / right : left % right;
    }

    // C# takes the low bits of the count.
    private static Num Count(Num value, Num count) => (count & (value.Bits - 1L)).To(value.Type);

    private static Num Lowest(Num value) => Num.Of(value.Type.Lowest);

    // Whether a number, truncated, is within the type.
    private static Num Holds(Num value, NumberType target)
    {
        if (value.IsFloat)
        {
            Num real = value.To(DType.Float64);
            double limit = System.Math.Pow(2, target.IsSigned ? target.Bits - 1 : target.Bits);
            // Below 53 bits the bound of what truncates to the minimum is itself a double.
            return (real < limit) & (!target.IsSigned ? real > -1 : target.Bits < 53 ? real > -limit - 1 : real >= -limit);
        }
        ulong highest = (ulong)value.Type.Highest.Bits, max = (ulong)target.Max;
        Num low = value.Type.Lowest.Bits >= target.Min ? Num.Of(true) : value >= value.Like(target.Min);
        Num high = highest <= max ? Num.Of(true) : value <= value.Like((long)max);
        return low & high;
    }
}
