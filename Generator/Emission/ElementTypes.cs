// The C# side of element types: type names, literals, and which can be compiled.
using System;
using System.Globalization;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal static class ElementTypes
{
    /// <summary>A number as a native integer. To C#, <c>(nint)-1</c> is a difference.</summary>
    public static string AsNative(string number) => number[0] == '-' ? $"(nint)({number})" : "(nint)" + number;

    /// <summary>The C# keyword of an element type that kernels compute with; null for the others.</summary>
    public static string? Keyword(DType type) =>
        type == DType.Float32 ? "float"
        : type == DType.Float64 ? "double"
        : type == DType.Int32 ? "int"
        : type == DType.Int64 ? "long"
        : type == DType.UInt32 ? "uint"
        : type == DType.UInt64 ? "ulong"
        : type == DType.Bool ? "bool"
        : null;

    /// <summary>True for the element types of lanes: arrays of the others are only read and written element by element.</summary>
    public static bool HasLanes(DType type) => Keyword(type) is not null && type != DType.UInt64;

    /// <summary>A scalar as an exact C# constant expression of its element type.</summary>
    public static string Literal(Scalar value)
    {
        if (value.DType == DType.Bool)
        {
            return value.Bits != 0 ? "true" : "false";
        }
        if (!value.DType.IsFloat)
        {
            return Integer(value);
        }
        string type = value.DType == DType.Float32 ? "float" : "double";
        string suffix = value.DType == DType.Float32 ? "f" : "";
        return double.IsNaN(value.Real) ? type + ".NaN"
            : double.IsPositiveInfinity(value.Real) ? type + ".PositiveInfinity"
            : double.IsNegativeInfinity(value.Real) ? type + ".NegativeInfinity"
            : Digits(value) + suffix;
    }

    private static string Digits(Scalar value)
    {
        string digits = value.DType == DType.Float32
            ? FloatText.Repr((float)value.Real)
            : FloatText.Repr(value.Real);
        return digits.IndexOfAny(['.', 'e', 'E']) >= 0 ? digits : digits + ".0";
    }

    private static string Integer(Scalar value)
    {
        string digits = value.Bits.ToString(CultureInfo.InvariantCulture);
        return value.DType == DType.Int64 ? (value.Bits == long.MinValue ? "long.MinValue" : digits + "L")
            : value.DType == DType.UInt32 ? digits + "u"
            : value.DType == DType.UInt64 ? unchecked((ulong)value.Bits).ToString(CultureInfo.InvariantCulture) + "UL"
            : value.Bits == int.MinValue ? "int.MinValue"
            : digits;
    }
}
