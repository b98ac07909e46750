// What a call gave, as text to compare bit for bit: every NaN is one value, zeros have signs, objects are their fields, an exception its type and message.
using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Generator.Tests.Fuzzing;

internal static class Outcomes
{
    /// <summary>The result of a call, or its exception, and what it left in its arguments.</summary>
    public static string Of(Func<object?[], object?> run, object?[] input)
    {
        object?[] arguments = [.. input.Select(a => a is Array array ? array.Clone() : a)];
        string result;
        try
        {
            result = Text(run(arguments), 0);
        }
        catch (Exception error)
        {
            result = "throws " + error.GetType().FullName + ": " + error.Message;
        }
        return result + string.Concat(arguments.Where((a, i) => a is Array || !Equals(a, input[i])).Select(a => (a is Array ? "; array " : "; argument ") + Text(a, 0)));
    }

    public static string Text(object? value, int depth) => value switch
    {
        null => "null",
        double v => double.IsNaN(v) ? "NaN" : v.ToString("R", CultureInfo.InvariantCulture),
        float v => float.IsNaN(v) ? "NaNf" : v.ToString("R", CultureInfo.InvariantCulture) + "f",
        Half v => Half.IsNaN(v) ? "NaNh" : v.ToString("R", CultureInfo.InvariantCulture) + "h",
        bool v => v ? "true" : "false",
        char v => "'\\u" + ((int)v).ToString("x4", CultureInfo.InvariantCulture) + "'",
        string v => "\"" + v + "\"",
        Enum v => v.GetType().Name + " " + Convert.ToInt64(v, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable v when value.GetType().IsPrimitive => v.ToString(null, CultureInfo.InvariantCulture) + " " + value.GetType().Name,
        IEnumerable v when value is Array or IList => (value is Array a ? string.Join("x", Enumerable.Range(0, a.Rank).Select(a.GetLength)) : "") + "[" + string.Join(", ", v.Cast<object?>().Select(e => Text(e, depth + 1))) + "]",
        _ when depth > 8 => "...",
        _ => value.GetType().Name + "(" + string.Join(", ", Fields(value.GetType()).Select(f => f.Name + ": " + Text(f.GetValue(value), depth + 1))) + ")",
    };

    private static FieldInfo[] Fields(Type type) =>
        [.. type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? Fields(b) : [], .. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)];
}
