// C# arithmetic on constants, folded only where the result is exact on every host.
using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal static class Folding
{
    /// <summary>The result of a binary operator on two constants of one type (shifts: an int on the right); null when C# has no such operator or it throws.</summary>
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right, bool isChecked) => (left, right) switch
    {
        (int a, int b) => Int(kind, a, b, isChecked),
        (uint a, uint b) => Narrow(Long(kind, a, b, false), v => isChecked ? checked((uint)v) : unchecked((uint)v)),
        (long a, long b) => Long(kind, a, b, isChecked),
        (ulong a, ulong b) => ULong(kind, a, b, isChecked),
        (long a, int b) => Shift(kind, a, b & 63),
        (uint a, int b) => Narrow(Shift(kind, (long)a, b & 31), v => unchecked((uint)v)),
        (float a, float b) => Float(kind, a, b) is double value ? (float)value : Compare(kind, ((double)a).CompareTo(b), float.IsNaN(a) || float.IsNaN(b)),
        (double a, double b) => Float(kind, a, b) ?? Compare(kind, a.CompareTo(b), double.IsNaN(a) || double.IsNaN(b)),
        (bool a, bool b) => Bool(kind, a, b),
        (string a, string b) when kind == BinaryOperatorKind.Add => a + b,
        (char a, char b) => Compare(kind, a.CompareTo(b), false),
        _ => null,
    };

    public static object? Unary(UnaryOperatorKind kind, object? operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Plus, _) => operand,
        (UnaryOperatorKind.Minus, int a) => unchecked(-a),
        (UnaryOperatorKind.Minus, long a) => unchecked(-a),
        (UnaryOperatorKind.Minus, float a) => -a,
        (UnaryOperatorKind.Minus, double a) => -a,
        (UnaryOperatorKind.Not, bool a) => !a,
        (UnaryOperatorKind.BitwiseNegation, int a) => ~a,
        (UnaryOperatorKind.BitwiseNegation, uint a) => ~a,
        (UnaryOperatorKind.BitwiseNegation, long a) => ~a,
        _ => null,
    };

    /// <summary>A C# conversion between numbers; null when it is none, or its result differs between hosts.</summary>
    public static object? Convert(object? value, ITypeSymbol? type, bool isChecked)
    {
        SpecialType target = type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying.SpecialType : type?.SpecialType ?? SpecialType.None;
        if (value is char letter)
        {
            value = (int)letter;
        }
        if (value is bool or string or null || value is not IConvertible number)
        {
            return target is SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_Object ? value : null;
        }
        switch (target)
        {
            case SpecialType.System_Single:
                return number.ToSingle(CultureInfo.InvariantCulture);
            case SpecialType.System_Double:
                return number.ToDouble(CultureInfo.InvariantCulture);
            case SpecialType.System_Object:
                return value;
        }
        if (value is float or double)
        {
            // Beyond the range of the target, hosts differ; C# leaves the result open.
            double real = Math.Truncate(number.ToDouble(CultureInfo.InvariantCulture));
            if (!(real >= long.MinValue && real < long.MaxValue))
            {
                return null;
            }
            number = (long)real;
            isChecked = true;
        }
        try
        {
            return value is ulong big && target == SpecialType.System_UInt64 ? big : Integer(value is ulong large ? unchecked((long)large) : number.ToInt64(CultureInfo.InvariantCulture), target, isChecked);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? Integer(long value, SpecialType target, bool isChecked) => target switch
    {
        SpecialType.System_Int32 => isChecked ? checked((int)value) : unchecked((int)value),
        SpecialType.System_UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
        SpecialType.System_Int64 => value,
        SpecialType.System_UInt64 => isChecked ? checked((ulong)value) : unchecked((ulong)value),
        SpecialType.System_Int16 => isChecked ? checked((short)value) : unchecked((short)value),
        SpecialType.System_UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        SpecialType.System_SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        SpecialType.System_Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
        SpecialType.System_Char => unchecked((char)value),
        _ => null,
    };

    private static object? Narrow(object? value, Func<long, object> convert) => value is long number ? convert(number) : value;

    private static object? Int(BinaryOperatorKind kind, int a, int b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.LeftShift => a << (b & 31),
        BinaryOperatorKind.RightShift => a >> (b & 31),
        BinaryOperatorKind.UnsignedRightShift => (int)((uint)a >> (b & 31)),
        _ => Narrow(Long(kind, a, b, isChecked), v => isChecked ? checked((int)v) : unchecked((int)v)),
    };

    private static object? Long(BinaryOperatorKind kind, long a, long b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => b == 0 ? null : b == -1 ? unchecked(-a) : a / b,
        BinaryOperatorKind.Remainder => b == 0 ? null : b == -1 ? 0L : a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compare(kind, a.CompareTo(b), false),
    };

    private static object? ULong(BinaryOperatorKind kind, ulong a, ulong b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => b == 0 ? null : a / b,
        BinaryOperatorKind.Remainder => b == 0 ? null : a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compare(kind, a.CompareTo(b), false),
    };

    private static object? Shift(BinaryOperatorKind kind, long a, int count) => kind switch
    {
        BinaryOperatorKind.LeftShift => a << count,
        BinaryOperatorKind.RightShift => a >> count,
        _ => null,
    };

    // A float result is rounded once more by the caller: exact for + - * / in double.
    private static object? Float(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => null,
    };

    private static object? Bool(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a & b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a | b,
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => a != b,
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
