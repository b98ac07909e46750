// Every identifier of generated files as the name of a parameter, a dimension, a method, a type, a member and a namespace of the user's: what is generated compiles without a warning.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Generator.Tests.Emission;

public class IdentifierTests
{
    private static readonly string[] s_kernelNames = ["Some_C_", "App_Jaxprs"];

    private const string Program = """
        using System;
        using SrcGenJit;
        namespace Some
        {
            public record Layer(NdArray<float> W, NdArray<float> B);
            public record struct Pair(float A, NdArray<double> X);
            public static partial class C
            {
                [Jit] public static NdArray<float> Wave(NdArray<float> x, NdArray<float> y, float t) => Jnp.Sin(x) * t + Jnp.Cos(y);
                [Jit] public static NdArray<float> Softmax([Shape("n d")] NdArray<float> x) => Nn.Softmax(x);
                [Jit] public static NdArray<float> Product([Shape("n k")] NdArray<float> x, [Shape("k m")] NdArray<float> y) => Jnp.Matmul(x, y);
                [Jit] public static NdArray<double> Cumulate([Shape("n")] NdArray<double> x) => Jnp.Cumsum(x) + Jnp.Array([3.0]);
                [Jit] public static NdArray<float> Apply([Shape("n d")] NdArray<float> x, Layer? layer) => layer is null ? x : x * 2;
                [Jit] public static Pair Record(Pair p) => new Pair(p.A * 2, p.X + 1);
                [Jit] public static (NdArray<float> Positive, float Sum, NdArray<int> Rounded) Several([Shape("3")] NdArray<float> x) => (-x, (float)Jnp.Sum(x), x.AsType<int>());
                [Jit] public static NdArray<float> Strided([Shape("n")] NdArray<float> x) => x[new Slice(null, null, 2)];
                [Jit] public static NdArray<float> Loop([Shape("n")] NdArray<float> x) => Lax.ForiLoop(0, 10, (i, c) => Jnp.Tanh(c) * 2, x);
                [Jit] public static NdArray<float> Sorted([Shape("n")] NdArray<float> x) => Jnp.Cumprod(x);
                [Jit] private static NdArray<float> Hidden(NdArray<float> x) => Jnp.Exp(x);
                [Jit] public static NdArray<T> Square<T>(NdArray<T> x) where T : unmanaged => x * x;
                [Jit] public static NdArray<float> Random([Shape("2")] NdArray<uint> key) => JaxRandom.Uniform(key, [4]);
                public static void Calls(NdArray<float> x, NdArray<double> d) { Wave(x, x, 1); Square(d); Hidden(x); Softmax(x); }
            }
        }
        """;

    private static readonly Lazy<string[]> s_identifiers = new(() =>
    {
        GeneratorRun run = GeneratorRun.Of([Program], [GeneratorRun.File("p.jaxpr", "{ lambda ; a:f32[3]. let b:f32[3] = sin a in (b,) }")]);
        Assert.Empty(run.Compiler.Concat(run.Generator));
        return [.. run.Sources.Values.SelectMany(text => CSharpSyntaxTree.ParseText(text, GeneratorRun.ParseOptions).GetRoot().DescendantTokens(descendIntoTrivia: false))
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(t.Kind()) || SyntaxFacts.GetContextualKeywordKind(t.ValueText) != SyntaxKind.None).Select(t => t.ValueText)
            .Concat(["System", "SrcGenJit", "Generated", "global", "nint", "var", "value", "field", "record", "file", "SumMonoid", "Access", "Constant0", "Constants", "Module", "Object"])
            .Where(id => SyntaxFacts.IsValidIdentifier(id) && (id.Length > 2 || char.IsUpper(id[0]) || id is "a" or "s" or "n" or "_")).Where(id => !s_kernelNames.Any(id.Contains) && id is not ("GetType" or "ToString" or "Equals" or "GetHashCode")).Distinct().Order(StringComparer.Ordinal)];
    });

    private static IEnumerable<string> Identifiers => s_identifiers.Value.Select(id => "@" + id);

    [Fact]
    public void As_parameters_and_dimensions() => Compiles($$"""
        using SrcGenJit;
        static partial class Methods
        {
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"[Jit] internal static NdArray<float> m{i}([Shape(\"{id[1..]} k\")] NdArray<float> {id}, float other) => Nn.Softmax({id}) * other + {i};"))}}
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"[Jit] private static float s{i}(float {id}, int {id}2, int {(id[1..] == "Other" ? "more" : "Other")}) => {id} * {id}2 + {i};"))}}
        }
        """);

    [Fact]
    public void As_methods_types_members_and_namespaces() => Compiles($$"""
        using SrcGenJit;
        static partial class Methods
        {
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"[Jit] internal static NdArray<float> {id}(NdArray<float> x) => x + {i};"))}}
        }
        namespace Types
        {
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"static partial class {id} {{ [Jit] internal static NdArray<float> f(NdArray<float> x) => x * {i}; }}"))}}
        }
        namespace Spaces
        {
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"namespace {id} {{ static partial class C {{ [Jit] internal static global::SrcGenJit.NdArray<float> f(global::SrcGenJit.NdArray<float> x) => x - {i}; }} }}").Select(t => t.Replace("[Jit]", "[global::SrcGenJit.Jit]")))}}
        }
        static class Members
        {
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"internal record struct R{i}(NdArray<float> {id}, float Other{i}); [Jit] internal static R{i} r{i}(R{i} p) => new(p.{id} * p.Other{i}, {i});"))}}
            {{string.Join("\n    ", Identifiers.Select((id, i) => $"[Jit] internal static (NdArray<float> {id}, float Other{i}) t{i}((NdArray<float> {id}, float Other{i}) p) => (p.{id} * p.Other{i}, {i});"))}}
        }
        """);

    [Fact]
    public void As_types_and_namespaces_where_generated_code_looks_names_up()
    {
        // What is there already cannot be declared again.
        HashSet<string> taken = [.. GeneratorRun.Compile().GetTypeByMetadataName("SrcGenJit.Jnp")!.ContainingNamespace.GetMembers().Select(m => m.Name)];
        string[] free = [.. s_identifiers.Value.Where(id => !taken.Contains(id) && id is not ("SrcGenJit" or "var" or "nint" or "System" or "Generated" or "App") && !s_kernelNames.Any(id.Contains))];
        Compiles(string.Join("\n", free.Select(id => $"namespace SrcGenJit {{ public class @{id} {{ }} }}")) + Calls);
        Compiles(string.Join("\n", free.Select(id => $"public class @{id} {{ }}")) + Calls);
        Compiles(string.Join("\n", free.Append("System").Select(id => $"namespace SrcGenJit.@{id} {{ public class Inner {{ }} }}")) + Calls.Replace("System.", "global::System."));
    }

    private const string Calls = """

        namespace Users
        {
            using SrcGenJit;
            public record Layer(NdArray<float> W, NdArray<float> B);
            public static partial class Methods
            {
                [Jit] public static NdArray<float> Wave(NdArray<float> x, NdArray<float> y, float t) => Jnp.Sin(x) * t + Jnp.Cos(y);
                [Jit] public static NdArray<float> Softmax([Shape("n d")] NdArray<float> x) => Nn.Softmax(x);
                [Jit] public static NdArray<float> Product([Shape("n k")] NdArray<float> x, [Shape("k m")] NdArray<float> y) => Jnp.Matmul(x, y);
                [Jit] public static NdArray<float> Apply([Shape("n d")] NdArray<float> x, [Shape("d d")] Layer layer) => Jnp.Matmul(x, layer.W) + 1;
                [Jit] public static (NdArray<float> Positive, float Sum) Several([Shape("3")] NdArray<float> x) => (-x, (float)Jnp.Sum(x));
                [Jit] public static NdArray<float> Strided([Shape("n")] NdArray<float> x) => x[new Slice(null, null, 2)];
                [Jit] public static NdArray<float> Sorted([Shape("n")] NdArray<float> x) => Jnp.Cumprod(x);
                [Jit] private static NdArray<float> Hidden(NdArray<float> x) => Jnp.Exp(x);
                [Jit] public static NdArray<float> Inner([Shape("n")] NdArray<float> x) => Strided(x) * 2;
                public static void Calls(NdArray<float> x) { Wave(x, x, 1); Hidden(x); Softmax(x); Strided(x); }
            }
        }
        """;

    private static void Compiles(string program)
    {
        GeneratorRun run = GeneratorRun.Of([program], [GeneratorRun.File("p.jaxpr", "{ lambda ; a:f32[3]. let b:f32[3] = sin a in (b,) }")]);
        Assert.Empty(run.Generator);
        // Names in lower case are the user's own matter, and so are types that hide others in the user's file.
        Diagnostic[] wrong = [.. run.Compiler.Where(d => d.Location.SourceTree is not { } tree || !run.Compilation.ContainsSyntaxTree(tree) || d.Severity == DiagnosticSeverity.Error)];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong.Take(30).Select(d => d + "   " + Line(d))));
        Assert.DoesNotContain(run.Analyzer, d => d.Id is "SGJ999" or "SGJ110");
    }

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() : "";
}
