// Every public static method of Math, MathF, the number types, BitOperations and BitConverter: compiled it gives C#'s result, or it is in the list of those refused, with a reason.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Runtime.Tests.Comparing;
using Xunit;

namespace Runtime.Tests.Numbers;

public partial class NumberFunctionTests
{
    // C# takes these from the platform's mathematical library, which is not the same on every platform: within 2 units in the last place (DESIGN 6.1).
    private static readonly HashSet<string> s_library =
    [
        "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Exp", "Exp2", "Exp10", "Log", "Log2", "Log10", "LogP1", "Log2P1", "Log10P1", "Pow", "Cbrt", "RootN",
        "Hypot", "SinCos", "SinPi", "CosPi", "TanPi", "SinCosPi", "AsinPi", "AcosPi", "AtanPi", "Atan2Pi", "ExpM1", "Exp2M1", "Exp10M1",
    ];

    private static readonly ConcurrentDictionary<string, (IReadOnlyList<string> Refused, IReadOnlyList<string> Differences)> s_results = new();

    public static TheoryData<string> Types => [.. ReflectedMethods.Types.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_method_gives_what_CSharp_gives(string name)
    {
        IReadOnlyList<string> differences = s_results.GetOrAdd(name, Run).Differences;
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Fact]
    public void Each_method_that_is_refused_is_listed_with_the_reason() =>
        Pinned.Named("number-functions-refused").Check(ReflectedMethods.Types.SelectMany(t => s_results.GetOrAdd(t.Name, Run).Refused).Distinct());

    private static (IReadOnlyList<string>, IReadOnlyList<string>) Run(string name)
    {
        Type type = ReflectedMethods.Types.Single(t => t.Name == name);
        List<string> refused = [], differences = [];
        List<NumberCase> cases = [];
        foreach ((string method, MethodInfo info) in ReflectedMethods.Of(type))
        {
            if (ReflectedMethods.Unheld(info) is { } why)
            {
                refused.Add($"{method}: {why}");
            }
            else
            {
                cases.AddRange(ReflectedMethods.Cases(method, info));
            }
        }
        if (cases.Count == 0)
        {
            return (refused, differences);
        }
        CSharpPrograms programs = CSharpPrograms.Compile(cases);
        foreach (NumberCase one in cases)
        {
            if (programs.Refused.TryGetValue(one.Name, out string? reason))
            {
                refused.Add($"{one.Name}: {Anonymous().Replace(reason, "it").Split(';')[0]}");
            }
            else if (programs.Kernel(one.Name) is null)
            {
                differences.Add($"{one.Name}: no kernel, and no reason");
            }
            else
            {
                differences.AddRange(NumberJudge.Differences(programs, one, Ulps(one.Name)));
            }
        }
        return (refused, differences);
    }

    [GeneratedRegex("'N[0-9a-f]{8}\\.M[0-9]+'")]
    private static partial Regex Anonymous();

    // A logarithm to another base is a quotient of two, each within its bound.
    private static double Ulps(string name)
    {
        string function = name[(name.IndexOf('.') + 1)..name.IndexOf('(')];
        return function == "Log" && name.Contains(',') ? 6 : s_library.Contains(function) ? 2 : 0;
    }
}
