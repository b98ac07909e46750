// C# conversions of constants, as .NET 10 computes them: floats that an integer type cannot hold saturate, and NaN is 0.
using System;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

internal static partial class Folding
{
    /// <summary>A C# conversion between numbers; null when it is none, or hosts differ about it. A checked one throws as C# does.</summary>
    public static object? Convert(object? value, ITypeSymbol? type, bool isChecked)
    {
        if (type?.SpecialType == SpecialType.System_Object || value is null)
        {
            return value;
        }
        if (value is bool or string)
        {
            return type?.SpecialType == (value is bool ? SpecialType.System_Boolean : SpecialType.System_String)
                || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? value : null;
        }
        if (type?.SpecialType == SpecialType.System_Decimal)
        {
            return value switch
            {
                decimal => value,
                float or double => null,
                ulong number => (decimal)number,
                _ => NumberType.OfData(value) is null ? null : (decimal)Bits(value),
            };
        }
        return NumberType.Of(type) is { } target && NumberType.OfData(value) is not null ? Convert(value, target, isChecked)
            : value is decimal number2 && NumberType.Of(type) is { IsFloat: false } integer ? OfDecimal(number2, integer)
            : null;
    }

    /// <summary>A number as another type has it.</summary>
    public static object Convert(object value, NumberType target, bool isChecked)
    {
        NumberType source = NumberType.OfData(value)!;
        if (source == target)
        {
            return value;
        }
        if (target.IsFloat)
        {
            return source.IsFloat ? target == NumberType.Single ? (object)(float)AsDouble(value) : AsDouble(value) : Real(Bits(value), source, target);
        }
        if (!source.IsFloat)
        {
            return source == NumberType.UInt64 && isChecked ? Narrow((ulong)value, target) : Narrow(Bits(value), target, isChecked);
        }
        double number = AsDouble(value);
        if (isChecked && !Holds(number, target))
        {
            throw new OverflowException();
        }
        // To the narrow types by way of int.
        return target.BoxInteger((target.IsSmall ? NumberType.Int32 : target).Dtype.Saturate(number));
    }

    /// <summary>What the number is as double; of an integer, rounded.</summary>
    public static double AsDouble(object? value) => value switch
    {
        double number => number,
        float number => number,
        _ => (double)Real(Bits(value), NumberType.OfData(value)!, NumberType.Double),
    };

    // Rounded once, whatever the host makes of a cast of ulong.
    private static object Real(long bits, NumberType source, NumberType target)
    {
        bool negative = source.IsSigned && bits < 0;
        double result = target.Dtype.Round(negative, negative ? unchecked(0UL - (ulong)bits) : (ulong)bits);
        return target == NumberType.Single ? (object)(float)result : result;
    }

    // True when the number, truncated, is one of the type's.
    private static bool Holds(double number, NumberType target)
    {
        double limit = Math.Pow(2, target.IsSigned ? target.Bits - 1 : target.Bits);
        number = Math.Truncate(number);
        return number < limit && number >= (target.IsSigned ? -limit : 0);
    }

    private static object Narrow(long value, NumberType target, bool isChecked) =>
        !isChecked || (target == NumberType.UInt64 ? value >= 0 : value >= target.Min && value <= target.Max) ? target.BoxInteger(value) : throw new OverflowException();

    private static object Narrow(ulong value, NumberType target) =>
        target == NumberType.UInt64 || value <= (ulong)target.Max ? target.BoxInteger(unchecked((long)value)) : throw new OverflowException();

    // C# checks conversions of decimals in any context.
    private static object OfDecimal(decimal value, NumberType target)
    {
        decimal whole = decimal.Truncate(value);
        return target == NumberType.UInt64 ? decimal.ToUInt64(whole) : Narrow(decimal.ToInt64(whole), target, true);
    }
}
