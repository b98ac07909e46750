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

    // Two constants whose short hashes are equal, in a method whose name leaves no room for them in the readable part.
    private static GeneratorRun Collision(string body) => GeneratorRun.Of("using SrcGenJit; static class C { [Jit] internal static double NAME(double x, [Static] int n) => BODY; static double A(double x) => NAME(x, 412789); static double B(double x) => NAME(x, 649192); }"
        .Replace("NAME", string.Concat(Enumerable.Repeat("Long", 25))).Replace("BODY", body));

    [Fact]
    public void Of_two_kernels_whose_ids_are_equal_none_takes_the_calls_of_the_other()
    {
        GeneratorRun both = Collision("x * n");
        Assert.Empty(both.Compiler.Concat(both.Generator).Concat(both.Analyzer));
        Assert.Empty(Ids(both));
        Assert.DoesNotContain("Interceptors.g.cs", both.Sources.Keys);
    }

    [Fact]
    public void A_kernel_does_not_take_the_calls_of_a_form_that_is_not_compiled_and_has_its_id()
    {
        GeneratorRun run = Collision("n == 412789 ? x * n : x * System.Environment.TickCount");
        Assert.Matches("_91188a8b$", Assert.Single(Ids(run)));
        Assert.Single(Regex.Matches(run.Sources["Interceptors.g.cs"], @"InterceptsLocationAttribute\(1|InterceptsLocation\("));
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
