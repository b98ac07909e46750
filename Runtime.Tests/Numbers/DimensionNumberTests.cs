// Dimensions as C# numbers: arithmetic, comparisons, conversions and functions of sizes that are not known while building.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Numbers;

public class DimensionNumberTests
{
    private const string Array = "SrcGenJit.NdArray<float>";

    private static readonly (string Name, string Returns, string Expression)[] s_cases =
    [
        ("mean", "float", "(float)(SrcGenJit.Jnp.Sum(a) / (float)(int)a.Size)"),
        ("linear", "int", "n * 3 + 1 - n * n"), ("half", "int", "n / 2 + n % 3"), ("quotient of dimensions", "int", "(n * 6) / (n + 1)"), ("by a negative number", "int", "n / -2 + n % -3 + (n - 5) / 2 + (n - 5) % 3"),
        ("shifts", "int", "(n << 1) + (n >> 1) + (n >>> 33)"), ("bits", "int", "(n & 3) | (n ^ 5)"), ("complement", "int", "~n + -n + +n"), ("long", "long", "(long)n * 3000000000L - n"), ("uint", "uint", "(uint)n * 7u"),
        ("narrow", "int", "(byte)(n + 254) + (sbyte)n"), ("double", "double", "n * 0.5 + (double)n / 3"), ("float", "float", "(float)n / 7f"), ("equal", "bool", "n == 4"), ("less", "bool", "n < 4 | n >= 6"), ("decided", "bool", "n >= 0 & n + 1 > n"),
        ("long comparison", "bool", "(long)n > 5L"), ("extremes", "int", "System.Math.Max(n, 4) + System.Math.Min(n, 4)"), ("functions", "double", "System.Math.Sqrt(n) + System.Math.Floor(n / 2.0)"), ("sign", "int", "int.Sign(n - 4) + int.Clamp(n, 2, 5)"),
        ("bit counts", "int", "int.PopCount(n) + System.Numerics.BitOperations.Log2((uint)n)"), ("compare", "int", "n.CompareTo(4)"),
    ];

    private static readonly Lazy<CSharpPrograms> s_programs = new(() => CSharpPrograms.Compile([.. s_cases.Select(Case)]));

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dimension_computes_as_the_int_it_is(string name)
    {
        Assert.False(s_programs.Value.Refused.TryGetValue(name, out string? reason), reason);
        Assert.NotNull(s_programs.Value.Kernel(name));
        IEnumerable<object[]> arguments = new[] { 1, 2, 3, 4, 5, 6, 7, 31, 256 }.Select(n => (object[])[Jnp.Linspace<float>(-1, 2, n)]);
        IReadOnlyList<string> differences = NumberJudge.Differences(s_programs.Value, Case(s_cases.Single(c => c.Name == name)), arguments, 0);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Equal(0, s_programs.Value.Kernel(name)!.Fallbacks);
    }

    private static NumberCase Case((string Name, string Returns, string Expression) one) =>
        new(one.Name, [$"[SrcGenJit.Shape(\"n\")] {Array}"], one.Returns, $"{{ unchecked {{ int n = (int)a.Shape[0]; _ = n; return {one.Expression}; }} }}");
}
