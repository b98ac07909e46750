// Compares a compiled case with C#: the same bits (every NaN is one), or near for what C# takes from the platform's mathematical library.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Runtime.Tests.Numbers;

internal static class NumberJudge
{
    // Exp(x) - 1 and its kin, which C# computes so, lose what the 1 takes: their unit is that of the power.

    /// <summary>The first differences between kernel and body over all combinations of special numbers, as lines; none when they agree.</summary>
    public static IReadOnlyList<string> Differences(CSharpPrograms programs, NumberCase one, double ulps = 0) => Differences(programs, one, SpecialNumbers.Combinations(one.Parameters), ulps);

    /// <summary>The same over given arguments.</summary>
    public static IReadOnlyList<string> Differences(CSharpPrograms programs, NumberCase one, IEnumerable<object[]> combinations, double ulps, int show = 4)
    {
        Func<object[], object> compiled = programs.Compiled(one.Name), body = programs.Body(one.Name);
        List<string> lines = [];
        foreach (object[] arguments in combinations)
        {
            string? difference = Difference(Run(compiled, arguments), Run(body, arguments), ulps, one.Name.Contains("M1(") ? 1 : 0);
            if (difference is not null)
            {
                lines.Add($"{one.Name} of ({string.Join(", ", arguments.Select(Show))}): {difference}");
                if (lines.Count == show)
                {
                    break;
                }
            }
        }
        return lines;
    }

    private static object Run(Func<object[], object> function, object[] arguments)
    {
        try
        {
            return function(arguments);
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static string? Difference(object actual, object expected, double ulps, double lost) => (actual, expected) switch
    {
        (Exception a, Exception b) => a.GetType() == b.GetType() && a.Message == b.Message ? null : $"threw {a.GetType().Name} '{a.Message}', C# {b.GetType().Name} '{b.Message}'",
        (Exception a, _) => $"threw {a.GetType().Name} '{a.Message}', C# gives {Show(expected)}",
        (_, Exception b) => $"gave {Show(actual)}, C# throws {b.GetType().Name}",
        (ITuple a, ITuple b) => Enumerable.Range(0, b.Length).Select(i => Difference(a[i]!, b[i]!, ulps, lost)).FirstOrDefault(d => d is not null),
        (double a, double b) => double.IsNaN(a) && double.IsNaN(b) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || Near(a, b, Math.Max(Unit(b), Unit(b + lost)), ulps)
            ? null : $"gave {Show(a)}, C# {Show(b)}",
        (float a, float b) => float.IsNaN(a) && float.IsNaN(b) || BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || Near(a, b, Math.Max(Unit(b), Unit(b + (float)lost)), ulps)
            ? null : $"gave {Show(a)}, C# {Show(b)}",
        _ => Equals(actual, expected) ? null : $"gave {Show(actual)}, C# {Show(expected)}",
    };

    private static bool Near(double a, double b, double unit, double ulps) =>
        ulps < 0 ? Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(b)) :
        ulps > 0 && double.IsFinite(a) && double.IsFinite(b) && (a == 0) == (b == 0) && (a != 0 || double.IsNegative(a) == double.IsNegative(b)) && Math.Abs(a - b) <= ulps * unit;

    private static double Unit(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static double Unit(float value) => MathF.BitIncrement(MathF.Abs(value)) - (double)MathF.Abs(value);

    private static string Show(object value) => value switch
    {
        double number => FormattableString.Invariant($"{number:R}"),
        float number => FormattableString.Invariant($"{number:R}f"),
        _ => FormattableString.Invariant($"{value}"),
    };
}
