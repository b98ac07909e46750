// C# operators on constants, exact on every host: null where C# has no such operator, an exception where C# throws one.
using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal static partial class Folding
{
    /// <summary>
    /// The result of a binary operator on two constants. Numbers of different types are promoted as C# does it; two of one type narrower than int, as enums have them,
    /// give that type again. Null operands are those of lifted operators.
    /// </summary>
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right, bool isChecked)
    {
        switch (left, right)
        {
            case (string or null, string or null) when left is not null || right is not null:
                return Text(kind, (string?)left, (string?)right);
            case (bool or null, bool or null) when left is not null || right is not null:
                return Bool(kind, (bool?)left, (bool?)right);
            case (null, _) or (_, null):
                return null;
            case (decimal a, decimal b):
                return Decimal(kind, a, b);
        }
        if (NumberType.OfData(left) is not { } first || NumberType.OfData(right) is not { } second)
        {
            return null;
        }
        if (kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift)
        {
            return first.IsFloat || second.IsFloat ? null : Shift(kind, first, Bits(left), (int)Bits(right));
        }
        NumberType type = Promoted(first, second);
        if (type.IsFloat)
        {
            return type == NumberType.Single ? Single(kind, (float)AsDouble(left), (float)AsDouble(right)) : Double(kind, AsDouble(left), AsDouble(right));
        }
        return Integer(kind, type, Bits(left), Bits(right), isChecked) switch
        {
            // Of enums with a narrow underlying type.
            int result when first == second && first.IsSmall && first != NumberType.Char => Narrow(result, first, isChecked),
            var result => result,
        };
    }

    /// <summary>True where a lifted operator gives null because an operand is: all but comparisons, and the logic of bool?, which <see cref="Binary"/> knows.</summary>
    public static bool LiftsToNull(BinaryOperatorKind kind) => kind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan
        or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual);

    public static object? Unary(UnaryOperatorKind kind, object? operand, bool isChecked = false) => (kind, operand) switch
    {
        (_, null) => null,
        (UnaryOperatorKind.Not, bool a) => !a,
        (UnaryOperatorKind.Plus or UnaryOperatorKind.Minus, decimal a) => kind == UnaryOperatorKind.Plus ? a : -a,
        (UnaryOperatorKind.Minus, float a) => -a,
        (UnaryOperatorKind.Minus, double a) => -a,
        // C# promotes: of the integers only int and long have a minus. Complements of enums keep their type.
        (UnaryOperatorKind.Minus, ulong) => null,
        (UnaryOperatorKind.Minus, uint a) => -(long)a,
        (UnaryOperatorKind.Minus, long a) => isChecked ? checked(-a) : unchecked(-a),
        (UnaryOperatorKind.Minus, _) when NumberType.OfData(operand) is { IsFloat: false } => isChecked ? checked((int)-Bits(operand)) : unchecked((int)-Bits(operand)),
        (UnaryOperatorKind.BitwiseNegation, not (float or double)) when NumberType.OfData(operand) is { } type =>
            type.Special == SpecialType.System_Char ? (object)~(int)Bits(operand) : type.BoxInteger(~Bits(operand)),
        (UnaryOperatorKind.Plus, _) when NumberType.OfData(operand) is { } type => type.IsSmall ? (object)(int)Bits(operand) : operand,
        _ => null,
    };

    // The type that C# computes in: binary numeric promotion.
    private static NumberType Promoted(NumberType a, NumberType b) =>
        a == NumberType.Double || b == NumberType.Double ? NumberType.Double
        : a == NumberType.Single || b == NumberType.Single ? NumberType.Single
        : a == NumberType.UInt64 || b == NumberType.UInt64 ? NumberType.UInt64
        : a == NumberType.Int64 || b == NumberType.Int64 ? NumberType.Int64
        : a == NumberType.UInt32 || b == NumberType.UInt32 ? (a.Bits == 32 && a.IsSigned) || (b.Bits == 32 && b.IsSigned) ? NumberType.Int64 : NumberType.UInt32
        : NumberType.Int32;

    // The 64 bits of an integer, extended by its sign or by zeros.
    private static long Bits(object? value) => value switch
    {
        int number => number,
        long number => number,
        uint number => number,
        ulong number => unchecked((long)number),
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        char letter => letter,
        _ => throw new ArgumentException($"'{value}' is no integer"),
    };

    private static object? Shift(BinaryOperatorKind kind, NumberType type, long value, int count)
    {
        NumberType result = type.IsSmall ? NumberType.Int32 : type;
        count &= result.Bits - 1;
        return result.BoxInteger(kind switch
        {
            BinaryOperatorKind.LeftShift => value << count,
            _ when kind == BinaryOperatorKind.RightShift && result.IsSigned => value >> count,
            _ => (long)((result.Bits == 32 ? (uint)value : (ulong)value) >> count),
        });
    }

    private static object? Integer(BinaryOperatorKind kind, NumberType type, long a, long b, bool isChecked)
    {
        bool unsigned = type == NumberType.UInt64;
        switch (kind)
        {
            case BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder:
                if (b == 0)
                {
                    throw new DivideByZeroException();
                }
                if (b == -1 && a == type.Min && type.IsSigned)
                {
                    throw new OverflowException();
                }
                return type.BoxInteger(
                    kind == BinaryOperatorKind.Divide
                        ? unsigned ? unchecked((long)((ulong)a / (ulong)b)) : a / b
                        : unsigned ? unchecked((long)((ulong)a % (ulong)b)) : b == -1 ? 0 : a % b);
            case BinaryOperatorKind.And:
                return type.BoxInteger(a & b);
            case BinaryOperatorKind.Or:
                return type.BoxInteger(a | b);
            case BinaryOperatorKind.ExclusiveOr:
                return type.BoxInteger(a ^ b);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply:
                return !isChecked ? type.BoxInteger(Wrapping(kind, a, b))
                    : unsigned ? Checked(kind, unchecked((ulong)a), unchecked((ulong)b))
                    : type == NumberType.UInt32 && kind == BinaryOperatorKind.Multiply ? checked((uint)((ulong)a * (ulong)b))
                    : Narrow(Checked(kind, a, b), type, true);
            default:
                return Compare(kind, unsigned ? ((ulong)a).CompareTo((ulong)b) : a.CompareTo(b), false);
        }
    }

    private static long Wrapping(BinaryOperatorKind kind, long a, long b) => unchecked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        _ => a * b,
    });

    private static long Checked(BinaryOperatorKind kind, long a, long b) => checked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        _ => a * b,
    });

    private static ulong Checked(BinaryOperatorKind kind, ulong a, ulong b) => checked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        _ => a * b,
    });

    // Exact in double, and rounded once more: as good as in float.
    private static object? Single(BinaryOperatorKind kind, float a, float b) =>
        Arithmetic(kind, a, b) is { } value ? (float)value : Compare(kind, a.CompareTo(b), float.IsNaN(a) || float.IsNaN(b));

    private static object? Double(BinaryOperatorKind kind, double a, double b) => Arithmetic(kind, a, b) is { } value ? value : Compare(kind, a.CompareTo(b), double.IsNaN(a) || double.IsNaN(b));

    private static double? Arithmetic(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => null,
    };

    private static object? Decimal(BinaryOperatorKind kind, decimal a, decimal b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compare(kind, a.CompareTo(b), false),
    };

    private static object? Text(BinaryOperatorKind kind, string? a, string? b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        _ => null,
    };

    // bool? has the logic of three values.
    private static object? Bool(BinaryOperatorKind kind, bool? a, bool? b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a & b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.Equals => a == b,
        _ => null,
    };

    private static object? Compare(BinaryOperatorKind kind, int order, bool unordered) => kind switch
    {
        BinaryOperatorKind.Equals => !unordered && order == 0,
        BinaryOperatorKind.NotEquals => unordered || order != 0,
        BinaryOperatorKind.LessThan => !unordered && order < 0,
        BinaryOperatorKind.LessThanOrEqual => !unordered && order <= 0,
        BinaryOperatorKind.GreaterThan => !unordered && order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => !unordered && order >= 0,
        _ => null,
    };
}
