// Literals in jaxpr text, and constant arrays made from them.
using System;
using System.Globalization;
using System.Linq;

namespace SrcGenJit.Core;

internal static class LiteralParser
{
    public static bool IsLiteral(string text) =>
        text is "True" or "False" or "inf" or "nan" or "-inf" || char.IsDigit(text[0]) || text[0] == '(' || (text.Length > 1 && text[0] == '-');

    /// <summary>A literal of the type, or null when the text is not one. A float whose digits are not its own widened digits is a Python number.</summary>
    public static Literal? TryParse(string text, Aval aval, bool python)
    {
        DType dtype = aval.DType;
        switch (dtype.Kind)
        {
            case DTypeKind.Bool:
                return text is "True" or "False" ? new Literal(Scalar.Of(text == "True"), aval) : null;
            case DTypeKind.Int:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) && dtype.Wrap(integer) == integer
                    ? new Literal(python ? Scalar.Python(integer, dtype) : Scalar.Of(integer, dtype), aval)
                    : null;
            case DTypeKind.UInt:
                return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong natural) && dtype.Wrap(unchecked((long)natural)) == unchecked((long)natural)
                    ? new Literal(python ? Scalar.Python(unchecked((long)natural), dtype) : Scalar.Of(unchecked((long)natural), dtype), aval)
                    : null;
            case DTypeKind.Float:
                if (!FloatText.TryParse(text, out double number))
                {
                    return null;
                }
                Scalar rounded = Scalar.Of(number, dtype);
                return new Literal(python || !(double.IsNaN(number) || rounded.Real == number) ? Scalar.Python(number, dtype) : rounded, aval);
            case DTypeKind.Complex:
                return TryComplex(text, out double real, out double imaginary)
                    ? new Literal(Scalar.Complex(real, imaginary, dtype), aval)
                    : null;
            case DTypeKind.Float0:
                return text == "(b'',)" ? new Literal(Scalar.Of(0L, dtype), aval) : null;
            default:
                return null;
        }
    }

    private static bool TryComplex(string text, out double real, out double imaginary)
    {
        string body = text.Trim('(', ')');
        real = imaginary = 0;
        if (!body.EndsWith("j", StringComparison.Ordinal))
        {
            return false;
        }
        body = body.Substring(0, body.Length - 1);
        int split = body.Length - 1;
        while (split > 0 && !(body[split] is '+' or '-' && body[split - 1] is not ('e' or 'E')))
        {
            split--;
        }
        return (split == 0 || FloatText.TryParse(body.Substring(0, split), out real)) && FloatText.TryParse(body.Substring(split), out imaginary);
    }
}

internal static class ConstData
{
    /// <summary>A constant array of the elements; element types without .NET storage here give an <see cref="InvalidOperationException"/>.</summary>
    public static NdArray Of(Aval aval, Scalar[] elements) => new(aval, Data(aval.DType, elements));

    private static Array Data(DType dtype, Scalar[] elements)
    {
        if (dtype == DType.Float32)
        {
            return elements.Select(e => (float)e.Real).ToArray();
        }
        if (dtype == DType.Float64)
        {
            return elements.Select(e => e.Real).ToArray();
        }
        if (dtype == DType.Int32)
        {
            return elements.Select(e => unchecked((int)e.Bits)).ToArray();
        }
        if (dtype == DType.Int64)
        {
            return elements.Select(e => e.Bits).ToArray();
        }
        if (dtype == DType.UInt32)
        {
            return elements.Select(e => unchecked((uint)e.Bits)).ToArray();
        }
        return dtype == DType.Bool
            ? elements.Select(e => e.Bits != 0).ToArray()
            : throw new InvalidOperationException($"constant arrays of {dtype.Name} are not in this version");
    }
}
