// Arrays as text in NumPy's layout, with JAX's frame around it: Array([...], dtype=float32), and the DeviceArray of 2022.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SrcGenJit.Core;

namespace SrcGenJit.Arrays;

internal static class ArrayPrinter
{
    private const int LineWidth = 75;
    private const int Threshold = 1000;
    private const int EdgeItems = 3;

    /// <summary>What Python's <c>repr</c> of a JAX array gives; <paramref name="classic"/>: of a DeviceArray, which knew no weak types.</summary>
    public static string Repr(Array data, int[] shape, DType dtype, bool weak, bool classic = false)
    {
        string prefix = classic ? "DeviceArray(" : "Array(";
        string type = $"dtype={dtype.Name}{(weak && !classic ? ", weak_type=True" : "")})";
        string body = data.Length == 0 ? $"[], shape={(Shape)shape}" : Layout(data, shape, ", ", prefix, ",");
        int lastLine = body.Length - body.LastIndexOf('\n') + 1;
        // JAX puts blanks, and no line break, before a type that does not fit the last line.
        string separator = lastLine + type.Length + 1 > LineWidth ? new string(' ', prefix.Length) : " ";
        return prefix + body + "," + separator + type;
    }

    /// <summary>What Python's <c>str</c> gives.</summary>
    public static string Str(Array data, int[] shape) => data.Length == 0 ? "[]"
        : shape.Length == 0 ? Scalar(data.GetValue(0)!)
        : Layout(data, shape, " ", "", "");

    private static string Scalar(object value) => value switch
    {
        float number => FloatText.Scalar(number),
        double number => FloatText.Repr(number),
        _ => FormattableString.Invariant($"{value}"),
    };

    private static string Layout(Array data, int[] shape, string separator, string prefix, string suffix)
    {
        bool summary = data.Length > Threshold;
        List<object> shown = [];
        Collect(0, 0);
        Func<object, string> format = ElementFormat.For(shown, shape.Length == 0);
        return Recurse(0, 0, " " + new string(' ', prefix.Length), LineWidth - suffix.Length);

        void Collect(int axis, int offset)
        {
            if (axis == shape.Length)
            {
                shown.Add(data.GetValue(offset)!);
                return;
            }
            foreach (int i in Indices(axis).Where(i => i >= 0))
            {
                Collect(axis + 1, (offset * shape[axis]) + i);
            }
        }

        // The indices shown along an axis; -1 stands for the dots.
        IEnumerable<int> Indices(int axis) => summary && shape[axis] > 2 * EdgeItems
            ? [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(shape[axis] - EdgeItems, EdgeItems)]
            : Enumerable.Range(0, shape[axis]);

        string Recurse(int axis, int offset, string indent, int width)
        {
            if (axis == shape.Length)
            {
                return format(data.GetValue(offset)!);
            }
            int left = shape.Length - axis;
            int[] indices = Indices(axis).ToArray();
            StringBuilder text = new();
            if (left == 1)
            {
                int room = width - Math.Max(separator.TrimEnd().Length, 1);
                string line = indent;
                for (int k = 0; k < indices.Length; k++)
                {
                    string word = indices[k] < 0 ? "..." : Recurse(axis + 1, (offset * shape[axis]) + indices[k], indent + " ", width - 1);
                    if (line.Length + word.Length > room && line.Length > indent.Length)
                    {
                        text.Append(line.TrimEnd()).Append('\n');
                        line = indent;
                    }
                    line += word + (k < indices.Length - 1 ? separator : "");
                }
                text.Append(line);
            }
            else
            {
                string between = separator.TrimEnd() + new string('\n', left - 1);
                for (int k = 0; k < indices.Length; k++)
                {
                    text.Append(indent)
                        .Append(indices[k] < 0 ? "..." : Recurse(axis + 1, (offset * shape[axis]) + indices[k], indent + " ", width - 1))
                        .Append(k < indices.Length - 1 ? between : "");
                }
            }
            return "[" + text.ToString()[indent.Length..] + "]";
        }
    }
}
