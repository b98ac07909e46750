// From where calls of [Jit] methods are intercepted: each line that says so at its end, and no other.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Generator.Tests.Interception;

public class CallPlaceTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Linq.Expressions; using SrcGenJit;\n";

    [Fact]
    public void Calls_with_named_and_optional_arguments() => Verify("""
        static class C
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x, NdArray<float> y, float k = 2f) => k * x - y;
            internal static NdArray<float> A(NdArray<float> x) => f(x, x); // intercepted
            internal static NdArray<float> B(NdArray<float> x) => f(y: x, x: x); // intercepted
            internal static NdArray<float> D(NdArray<float> x) => C.f(k: 3, y: x, x: x); // intercepted
            internal static NdArray<float> E(NdArray<float> x) => global::C.f(x, x, 1); // intercepted
        }
        """);

    [Fact]
    public void Calls_in_initialisers_lambdas_local_functions_accessors_and_other_Jit_methods() => Verify("""
        class C
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
            [Jit] internal static NdArray<float> g(NdArray<float> x) => f(x) + 1; // intercepted
            internal static NdArray<float> S = f(new NdArray<float>(new[] { 1f })); // intercepted
            internal NdArray<float> F = f(S); // intercepted
            internal NdArray<float> P { get; } = f(S); // intercepted
            internal NdArray<float> Q => f(P); // intercepted
            internal C(NdArray<float> x) => F = f(x); // intercepted
            internal C() : this(f(S)) { } // intercepted
            public static NdArray<float> operator +(C a, C b) => f(a.F); // intercepted
            internal Func<NdArray<float>, NdArray<float>> L = x => f(x); // intercepted
            internal IEnumerable<NdArray<float>> I(NdArray<float>[] xs)
            {
                foreach (var x in from y in xs select f(y)) // intercepted
                {
                    yield return h(x);
                }
                static NdArray<float> h(NdArray<float> x) => f(x); // intercepted
            }
            internal async System.Threading.Tasks.Task<NdArray<float>> T(NdArray<float> x)
            {
                await System.Threading.Tasks.Task.Yield();
                return f(x); // intercepted
            }
        }
        """);

    [Fact]
    public void Calls_of_extension_methods_in_both_forms_and_conditional_ones() => Verify("""
        static class C
        {
            [Jit] internal static NdArray<float> Twice(this NdArray<float> x) => x * 2;
            [Jit] internal static NdArray<T> Next<T>(this NdArray<T> x, NdArray<T> y) where T : struct => x + y;
            internal static NdArray<float> A(NdArray<float> x) => x.Twice(); // intercepted
            internal static NdArray<float> B(NdArray<float> x) => C.Twice(x); // intercepted
            internal static NdArray<float>? D(NdArray<float>? x) => x?.Twice(); // intercepted
            internal static NdArray<double> E(NdArray<double> x) => x.Next(x); // intercepted
            internal static NdArray<int>? F(NdArray<int>? x) => x?.Next<int>(x); // intercepted
        }
        """);

    [Fact]
    public void Calls_of_methods_in_generic_types_and_of_generic_methods() => Verify("""
        static class C<T> where T : struct
        {
            [Jit] internal static NdArray<T> f(NdArray<T> x) => x + x;
            [Jit] internal static NdArray<T> g<U>(NdArray<T> x, NdArray<U> y) where U : struct => x + x;
            internal static class D
            {
                [Jit] internal static NdArray<T> f(NdArray<T> x) => x + x + x;
            }
        }
        static class E
        {
            internal static NdArray<float> A(NdArray<float> x) => C<float>.f(x); // intercepted
            internal static NdArray<int> B(NdArray<int> x) => C<int>.f(x); // intercepted
            internal static NdArray<int> G(NdArray<int> x, NdArray<bool> y) => C<int>.g(x, y); // intercepted
            internal static NdArray<int> D(NdArray<int> x) => C<int>.D.f(x); // intercepted
            internal static NdArray<T> Open<T>(NdArray<T> x) where T : struct => C<T>.f(x);
        }
        """);

    [Theory]
    [InlineData("[Jit] ", "")]
    [InlineData("", "[Jit] ")]
    public void Calls_of_partial_methods_whichever_part_is_marked(string definition, string implementation) => Verify($$"""
        static partial class C
        {
            {{definition}}internal static partial NdArray<float> f([Shape("n")] NdArray<float> x, NdArray<float> y);
        }
        static partial class C
        {
            {{implementation}}internal static partial NdArray<float> f(NdArray<float> x, [Shape("n")] NdArray<float> y) => Jnp.Cumsum(x) + y;
            internal static NdArray<float> A(NdArray<float> x) => f(x, x); // intercepted
        }
        """);

    [Theory]
    [InlineData("using J = SrcGenJit.JitAttribute;", "J")]
    [InlineData("using FastAttribute = SrcGenJit.JitAttribute;", "Fast")]
    [InlineData("global using J = SrcGenJit.JitAttribute;", "J")]
    [InlineData("using S = SrcGenJit;", "S::Jit")]
    [InlineData("using S = global::SrcGenJit;", "S.JitAttribute")]
    [InlineData("", "global::SrcGenJit.JitAttribute")]
    public void Calls_of_methods_marked_by_an_alias(string alias, string attribute) => Verify($$"""
        static class C
        {
            [{{attribute}}] internal static NdArray<float> f(NdArray<float> x) => x * 2;
            internal static NdArray<float> A(NdArray<float> x) => f(x); // intercepted
        }
        """, alias);

    [Fact]
    public void An_alias_of_an_alias() => Verify("""
        namespace N
        {
            using K = J;
            static class C
            {
                [K] internal static NdArray<float> f(NdArray<float> x) => x * 2;
                internal static NdArray<float> A(NdArray<float> x) => f(x); // intercepted
            }
        }
        """, "using J = SrcGenJit.JitAttribute;");

    [Fact]
    public void A_global_alias_of_another_file()
    {
        GeneratorRun run = GeneratorRun.Of(
            "using SrcGenJit; static class C { [J] internal static NdArray<float> f(NdArray<float> x) => x * 2; internal static NdArray<float> A(NdArray<float> x) => f(x); }",
            "global using J = SrcGenJit.JitAttribute;");
        Assert.Empty(run.Compiler);
        Assert.Contains("// File0.cs(1,", run.Sources["Interceptors.g.cs"]);
    }

    [Fact]
    public void Calls_of_a_top_level_program() => Verify("""
        NdArray<float> x = new(new[] { 1f });
        Console.WriteLine(C.f(x)); // intercepted
        Console.WriteLine(g(x));
        static NdArray<float> g(NdArray<float> x) => C.f(x); // intercepted
        static class C
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
        }
        """, kind: OutputKind.ConsoleApplication);

    [Fact]
    public void Calls_in_expression_trees_stay_as_they_are() => Verify("""
        static class C
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
            internal static Expression<Func<NdArray<float>, NdArray<float>>> A => x => f(x);
            internal static Expression<Func<NdArray<float>, Func<NdArray<float>>>> B => x => () => f(x);
            internal static IQueryable<NdArray<float>> D(IQueryable<NdArray<float>> xs) => from x in xs select f(x);
            internal static Func<NdArray<float>, NdArray<float>> E => x => f(x); // intercepted
        }
        """);

    [Fact]
    public void Static_methods_of_interfaces_structs_and_records() => Verify("""
        interface I
        {
            [Jit] static NdArray<float> f(NdArray<float> x) => x * 2;
        }
        struct S
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 3;
        }
        record R(int A)
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 4;
        }
        static class C
        {
            internal static NdArray<float> A(NdArray<float> x) => I.f(x); // intercepted
            internal static NdArray<float> B(NdArray<float> x) => S.f(x); // intercepted
            internal static NdArray<float> D(NdArray<float> x) => R.f(x); // intercepted
        }
        """);

    [Fact]
    public void Calls_of_instance_methods_of_classes() => Verify("""
        class B
        {
            protected internal NdArray<float> W = new(new[] { 2f });
            [Jit] internal NdArray<float> f(NdArray<float> x) => x * W;
            internal NdArray<float> A(NdArray<float> x) => f(x); // intercepted
            internal NdArray<float> D(NdArray<float> x) => this.f(x: x); // intercepted
        }
        sealed class C(float scale) : B
        {
            private readonly float _shift = 1;
            [Jit] private NdArray<float> g(NdArray<float> x, float k = 3) => x * scale * k + _shift;
            internal NdArray<float> E(NdArray<float> x) => base.f(x); // intercepted
            internal NdArray<float> G(NdArray<float> x) => g(x); // intercepted
            internal static NdArray<float>? H(C? c, NdArray<float> x) => c?.f(x); // intercepted
            internal static NdArray<float>[] I(C c, NdArray<float>[] xs) => [.. xs.Select(x => c.g(x, k: 2))]; // intercepted
            internal static NdArray<float> J(NdArray<float> x) => new C(2).g(x); // intercepted
        }
        """);

    [Fact]
    public void Calls_of_instance_methods_of_structs_and_records() => Verify("""
        struct S
        {
            internal float X;
            [Jit] internal float f(float y) => X * y;
            [Jit] internal readonly float g(float y) => X - y;
        }
        readonly struct R(float x)
        {
            [Jit] internal float f(float y) => x * y;
        }
        record P(NdArray<float> W)
        {
            [Jit] internal NdArray<float> f(NdArray<float> x) => x * W;
        }
        readonly record struct Q(float X)
        {
            [Jit] internal float f(float y) => X * y;
        }
        static class C
        {
            private static readonly S s_fixed;
            internal static float A(S s) => s.f(1) + s.g(2); // intercepted, intercepted
            internal static float B() => new S { X = 2 }.f(1); // intercepted
            internal static float D() => s_fixed.f(1); // intercepted
            internal static float E(in S s) => s.f(1); // intercepted
            internal static float F(R r, Q q) => r.f(1) + q.f(2); // intercepted, intercepted
            internal static float? G(R? r) => r?.f(1); // intercepted
            internal static NdArray<float> H(P p, NdArray<float> x) => p.f(x); // intercepted
        }
        """);

    [Fact]
    public void Calls_of_instance_methods_of_generic_types() => Verify("""
        class G<T>(NdArray<T> w) where T : struct
        {
            [Jit] internal NdArray<T> f(NdArray<T> x) => x + w;
            [Jit] internal NdArray<U> g<U>(NdArray<U> x) where U : struct => x + x;
        }
        static class C
        {
            internal static NdArray<float> A(G<float> g, NdArray<float> x) => g.f(x); // intercepted
            internal static NdArray<int> B(G<float> g, NdArray<int> x) => g.g(x); // intercepted
            internal static NdArray<int>? D(G<int>? g, NdArray<int> x) => g?.g<int>(x); // intercepted
        }
        """);

    [Fact]
    public void Calls_of_members_of_extension_blocks() => Verify("""
        static class E
        {
            extension(NdArray<float> x)
            {
                [Jit] public NdArray<float> Twice() => x * 2;
                [Jit] public NdArray<float> Plus(NdArray<float> y, float k = 1) => x + y * k + x.Half;
                public NdArray<float> Half => x / 2;
                public static NdArray<float> operator |(NdArray<float> a, NdArray<float> b) => a + b;
            }
            extension<T>(NdArray<T> x) where T : struct
            {
                [Jit] public NdArray<T> Sum<U>(NdArray<U> y) where U : struct => x + x;
            }
            extension(NdArray<float>)
            {
                [Jit] public static NdArray<float> Both(NdArray<float> a, NdArray<float> b) => a.Twice() + (a | b); // intercepted
            }
        }
        static class C
        {
            internal static NdArray<float> A(NdArray<float> x) => x.Twice(); // intercepted
            internal static NdArray<float>? B(NdArray<float>? x) => x?.Plus(y: x); // intercepted
            internal static NdArray<float> D(NdArray<float> x) => E.Twice(x); // intercepted
            internal static NdArray<float> F(NdArray<float> x) => NdArray<float>.Both(x, x); // intercepted
            internal static NdArray<int> G(NdArray<int> x) => x.Sum(x); // intercepted
        }
        """);

    private static void Verify(string source, string head = "", OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        string text = head.StartsWith("global") ? head + Usings + source : Usings + head + "\n" + source;
        CSharpCompilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/File0.cs", text));
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Drive([]), compilation.WithOptions(compilation.Options.WithOutputKind(kind)), []);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        Assert.DoesNotContain(run.Analyzer, d => d.Severity > DiagnosticSeverity.Info);
        Assert.True(run.Emitted.Success);
        string interceptors = run.Sources.GetValueOrDefault("Interceptors.g.cs") ?? "";
        int[] expected = [.. text.Split('\n').SelectMany((line, i) => Enumerable.Repeat(i + 1, line.Split("intercepted").Length - 1))];
        Assert.Equal(expected, Regex.Matches(interceptors, @"// File0\.cs\((\d+),").Select(m => int.Parse(m.Groups[1].Value)).Order());
    }
}
