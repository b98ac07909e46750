// The values of constant variables in lossless text: one `with type(elements)` line each, after the jaxpr.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SrcGenJit.Core;

internal static class ConstText
{
    public static string Of(Jaxpr jaxpr)
    {
        StringBuilder text = new();
        foreach (NdArray value in jaxpr.Consts)
        {
            Array? data = value.Data;
            if (data is null && value.Constant is null)
            {
                throw new InvalidOperationException("a jaxpr that captures values of an enclosing trace has no lossless text");
            }
            text.Append("\nwith ").Append(value.Aval.Weak ? "~" : "").Append(value.Aval).Append('(');
            text.Append(data is null ? ValueText.Of(value.Constant!.Value) : string.Join(", ", data.Cast<object>().Select(Element))).Append(')');
        }
        return text.ToString();
    }

    private static string Element(object element) => element switch
    {
        float number => FloatText.Repr((double)number),
        double number => FloatText.Repr(number),
        bool flag => flag ? "True" : "False",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"constants of {element.GetType().Name} have no text"),
    };
}
