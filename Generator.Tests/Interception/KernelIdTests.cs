// Names of kernels: each method and closed form has its own, whatever else there is, and files' names and order play no part.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Generator.Tests.Interception;

public class KernelIdTests
{
    private const string Methods = """
        using SrcGenJit;
        static class A_B { [Jit] internal static NdArray<float> C(NdArray<float> x) => x + 1; }
        static class A { internal static class B { [Jit] internal static NdArray<float> C(NdArray<float> x) => x + 2; [Jit] internal static NdArray<float> c(NdArray<float> x) => x + 3; } }
        static class O
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x + 4;
            [Jit] internal static NdArray<double> f(NdArray<double> x) => x + 5;
            [Jit] internal static NdArray<float> F(NdArray<float> x, NdArray<float> y) => x + y;
            [Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : unmanaged => x * x;
            [Jit] internal static NdArray<float> g_float(NdArray<float> x) => x + 6;
            [Jit] internal static NdArray<float> p(NdArray<float> x, [Static] int n, [Static] string s = "") => x * n;
            [Jit] internal static NdArray<float> p_3(NdArray<float> x) => x + 7;
            [Jit] internal static NdArray<float> ä(NdArray<float> x) => x + 8;
            [Jit] internal static NdArray<float> ö(NdArray<float> x) => x + 9;
        }
        static class G<T> where T : unmanaged { internal static class In { [Jit] internal static NdArray<T> f(NdArray<T> x) => x * x; } }
        """;

    private const string Calls = """
        using SrcGenJit;
        static class Calls
        {
            static void All(NdArray<float> x, NdArray<double> d)
            {
                O.g(x); O.g(d); O.p(x, 3); O.p(x, -3); O.p(x, 3, "a"); O.p(x, 3, "A"); O.p(x, 3, "_"); G<float>.In.f(x); G<double>.In.f(d);
            }
        }
        """;

    [Fact]
    public void No_two_are_equal_ignoring_case_and_all_compile()
    {
        GeneratorRun run = GeneratorRun.Of(Methods, Calls);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer));
        Assert.Equal(19, Ids(run).Count);
        Assert.All(Ids(run), id => Assert.Matches("^[A-Za-z0-9_]+_[0-9a-f]{8}$", id));
        Assert.Equal(Ids(run).Count, Ids(run).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Names_and_order_of_files_and_other_declarations_play_no_part()
    {
        List<string> before = Ids(GeneratorRun.Of(Methods, Calls));
        GeneratorRun after = GeneratorRun.Of("class Before;", Calls, "class Between;", Methods.Replace("static class O\n{", "static class O\n{\n    [Jit] internal static NdArray<int> f(NdArray<int> x) => x;\n    internal static void P_3() { }"));
        Assert.Equal(before.Count + 1, Ids(after).Count);
        Assert.Empty(before.Except(Ids(after)));
    }

    [Fact]
    public void Very_long_names_are_cut()
    {
        string name = new('n', 400);
        GeneratorRun run = GeneratorRun.Of($"using SrcGenJit; static class C {{ [Jit] internal static NdArray<float> {name}1(NdArray<float> x) => x + 1; [Jit] internal static NdArray<float> {name}2(NdArray<float> x) => x + 2; }}");
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer));
        Assert.Equal(2, Ids(run).Count);
        Assert.All(Ids(run), id => Assert.InRange(id.Length, 1, 100));
    }

    private static List<string> Ids(GeneratorRun run) => [.. run.Sources.Keys.Select(k => Regex.Match(k, @"^Kernels/(.*)\.Entry\.g\.cs$")).Where(m => m.Success).Select(m => m.Groups[1].Value)];
}
