// Numbers as C# writes them in strings with the invariant culture: the shortest digits that round-trip, the same on every host.
using System;
using System.Globalization;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class NumberText
{
    /// <summary>The text of a boxed number, bool, char or string; null for other data.</summary>
    public static string? Of(object? data) => data switch
    {
        double value => Of(value, value == 0 || double.IsNaN(value) || double.IsInfinity(value) ? ("", 0) : FloatText.Digits(value), 17),
        float value => Of(value, value == 0 || float.IsNaN(value) || float.IsInfinity(value) ? ("", 0) : FloatText.Digits(value), 9),
        bool value => value ? "True" : "False",
        string or char => data.ToString(),
        null => "",
        IFormattable value when NumberType.OfData(value) is not null || value is decimal => value.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>True where another culture writes the number in another way: its point, its sign or its names for what is not finite.</summary>
    public static bool DependsOnCulture(object? data) => data switch
    {
        double or float or decimal => true,
        sbyte or short or int or long => System.Convert.ToInt64(data, CultureInfo.InvariantCulture) < 0,
        _ => false,
    };

    private static string Of(double value, (string Digits, int Exponent) shortest, int scientificFrom)
    {
        if (shortest.Digits.Length == 0)
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : value < 0 ? "-Infinity" : 1 / value < 0 ? "-0" : "0";
        }
        (string digits, int exponent) = shortest;
        string sign = value < 0 ? "-" : "";
        if (exponent >= scientificFrom || exponent < -4)
        {
            string power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits.Substring(1) : "")}E{(exponent < 0 ? "-" : "+")}{power}";
        }
        return exponent < 0 ? sign + "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1 ? sign + digits + new string('0', exponent + 1 - digits.Length)
            : sign + digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }
}
