// Parameter values and literals as text, as Python's str and repr give them.
using System;
using System.Globalization;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Core;

internal static class ValueText
{
    /// <summary>The text of a parameter value that holds no jaxpr.</summary>
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        double number => FloatText.Repr(number),
        string token => token,
        PyString quoted => "'" + quoted.Text.Replace("\\", "\\\\").Replace("'", "\\'") + "'",
        PyTuple { IsList: true } list => "[" + string.Join(", ", list.Items.Select(Of)) + "]",
        PyTuple { Items.Count: 1 } tuple => "(" + Of(tuple.Items[0]) + ",)",
        PyTuple tuple => "(" + string.Join(", ", tuple.Items.Select(Of)) + ")",
        PyRecord record => record.Name + "(" + string.Join(", ", record.Fields.Select(f => f.Key + "=" + Of(f.Value))) + ")",
        _ => value.ToString() ?? "",
    };

    /// <summary>The digits of a literal: Python's repr of the value widened to double.</summary>
    public static string Of(Scalar value) => value.DType.Kind switch
    {
        DTypeKind.Float => FloatText.Repr(value.Real),
        DTypeKind.Bool => value.Bits != 0 ? "True" : "False",
        DTypeKind.Complex => Complex(value.Real, BitConverter.Int64BitsToDouble(value.Bits)),
        DTypeKind.Float0 => "(b'',)",
        DTypeKind.UInt => unchecked((ulong)value.Bits).ToString(CultureInfo.InvariantCulture),
        _ => value.Bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The digits of a literal in the classic style: float32 numbers print their own shortest digits.</summary>
    public static string Classic(Scalar value) => value.DType == DType.Float32 && !value.PythonNumber ? FloatText.Repr((float)value.Real) : Of(value);

    private static string Complex(double real, double imaginary)
    {
        string imaginaryText = Short(imaginary) + "j";
        return real == 0 && 1 / real > 0 ? imaginaryText : "(" + Short(real) + (imaginaryText.StartsWith("-", StringComparison.Ordinal) ? "" : "+") + imaginaryText + ")";
    }

    private static string Short(double value)
    {
        string text = FloatText.Repr(value);
        return text.EndsWith(".0", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text;
    }
}
