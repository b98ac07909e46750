// Shapes need no declaration: what is inferred for undeclared parameters, as SGJ903 shows it.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class InferredShapes
{
    /// <summary>A method, and the shapes that it is compiled for; empty where one shape of any rank will do.</summary>
    public static TheoryData<string, string> Methods => new()
    {
        // Products.
        { "NdArray<float> f(NdArray<float> x, NdArray<float> w, NdArray<float> b) => Jnp.Matmul(x, w) + b;", "x: [*n, d], w: [d, m], b: [m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> w) => Jnp.Tanh(Jnp.Matmul(x, w));", "x: [*n, d], w: [d, m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> w1, NdArray<float> b1, NdArray<float> w2, NdArray<float> b2) => Jnp.Matmul(Jnp.Tanh(Jnp.Matmul(x, w1) + b1), w2) + b2;", "x: [*n, d], w1: [d, m], b1: [m], w2: [m, k], b2: [k]" },
        { "NdArray<float> f(NdArray<float> q, NdArray<float> k, NdArray<float> v) => Jnp.Matmul(Nn.Softmax(Jnp.Matmul(q, Jnp.Transpose(k))), v);", "q: [*n, d], k: [m, d], v: [m, k]" },
        { "float f(NdArray<float> x, NdArray<float> a) => (float)Jnp.Dot(x, Jnp.Matmul(a, x));", "x: [n], a: [n, n]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jnp.Dot(x, y);", "x: [n], y: [n]" },
        { "float f(NdArray<float> x, NdArray<float> w, NdArray<float> y) => (float)Jnp.Mean(Jnp.Square(Jnp.Matmul(x, w) - y));", "x: [*n, d], w: [d, m], y: [m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> w, NdArray<float> b) => x + Nn.Relu(Jnp.Matmul(x, w) + b);", "x: [*n, d], w: [d, d], b: [d]" },
        { "public record Dense(NdArray<float> W, NdArray<float> B); NdArray<float> f(Dense p, NdArray<float> x, NdArray<float> y) => Jax.Grad((Dense q) => Jnp.Mean(Jnp.Square(Jnp.Matmul(x, q.W) + q.B - y)))(p).W;", "p.W: [n, d], p.B: [d], x: [m, n], y: [d]" },
        // Elementwise, and with an axis.
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => x * Jnp.Sin(y) + 1f;", "" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jnp.Sum(x * y, axis: 1);", "x: [n, d], y: [n, d]" },
        { "NdArray<float> f(NdArray<float> x) => Nn.Softmax(x);", "x: [*s, n]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> gamma, NdArray<float> beta) => (x - Jnp.Mean(x, axis: -1, keepdims: true)) / Jnp.Sqrt(Jnp.Var(x, axis: -1, keepdims: true) + 1e-5f) * gamma + beta;", "x: [*s, n], gamma: [n], beta: [n]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Mean(x, axis: 0);", "x: [n]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Transpose(x);", "x: [n, d]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Transpose(x, [0, 2, 1]);", "x: [n, d, m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jnp.Concatenate([x, y], axis: 1);", "x: [n, d], y: [n, m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jnp.Stack([x, y]);", "x: [n], y: [n]" },
        // Indices.
        { "NdArray<float> f(NdArray<float> u) => 0.25f * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..]);", "u: [n, d]" },
        { "NdArray<float> f(NdArray<float> rgb) => 0.3f * rgb[.., .., 0] + 0.6f * rgb[.., .., 1] + 0.1f * rgb[.., .., 2];", "rgb: [n, d, m]" },
        { "NdArray<float> f(NdArray<float> u) => u[2..] - 2f * u[1..^1] + u[..^2];", "u: [n]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => x[1..] * y;", "x: [n], y: [max(n - 1, 0)]" },
        { "float f(NdArray<float> x) => (float)x[0] + (float)x[1];", "x: [n]" },
        // Equal where an axis is long enough.
        { "NdArray<float> f(NdArray<float> u) => u + Jnp.Concatenate([u[..1], u[2..] - u[..^2], u[^1..]]);", "u: [n + 2]" },
        { "NdArray<float> f(NdArray<float> u, NdArray<float> v) => v + Jnp.Concatenate([Jnp.Zeros<float>([1]), u[2..] - u[..^2], Jnp.Zeros<float>([1])]) * u;", "u: [n + 2], v: [n + 2]" },
        { "NdArray<float> f(NdArray<float> u) { for (int k = 0; k < 100; k++) { u = 0.5f * Jnp.Concatenate([Jnp.Zeros<float>([2]), u[4..] + u[..^4], Jnp.Zeros<float>([2])]); } return u; }", "u: [n + 4]" },
        { "NdArray<float> f(NdArray<float> u, NdArray<float> w) { int n = (int)u.Shape[0], m = (int)w.Shape[0]; return u + Jnp.Concatenate([u[..System.Math.Max(n - m, 0)], w]); }", "u: [d + n], w: [n]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<int> i) => x[i, 1];", "x: [n, d], i: [m]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<int> i) => Lax.DynamicSlice(x, [i], [3]);", "x: [n], i: []" },
        { "NdArray<float> f(NdArray<float> x) => x[NdIndex.NewAxis, .., ..] - x[.., NdIndex.NewAxis, ..];", "x: [n, d]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => x[.., NdIndex.NewAxis] * y;", "x: [*n], y: [d]" },
        { "NdArray<float> f(NdArray<float> x) => x / (float)(int)x.Shape[1];", "x: [n, d]" },
        { "NdArray<float> f(NdArray<float> x) => x.Rank > 2 ? -x : x;", "x: [n]" },
        // Keys.
        { "NdArray<float> f(NdArray<uint> key) => JaxRandom.Normal(key, [3, 4]);", "key: [2]" },
        { "NdArray<float> f(NdArray<uint> key, NdArray<float> x) => x + JaxRandom.Uniform(key, x.Shape);", "key: [2], x: [n]" },
        // Sizes.
        { "NdArray<float> f(NdArray<float> x) => Jnp.Reshape(x, [3, 4]);", "x: [12]" },
        { "NdArray<float> f(NdArray<float> x) { int t = (int)x.Shape[0], d = (int)x.Shape[1]; return Jnp.Reshape(x, [t, 4, d / 4]); }", "x: [n, 4*d]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> w) { int t = (int)x.Shape[0], d = (int)x.Shape[1]; return Jnp.Transpose(Jnp.Reshape(Jnp.Matmul(x, w), [t, 4, d / 4]), [1, 0, 2]); }", "x: [n, 4*d], w: [4*d, 4*d]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Maximum(x[new Slice(0, null, 2)], x[new Slice(1, null, 2)]);", "x: [2*n]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Reshape(x, [3, -1]);", "x: [3*n]" },
        { "NdArray<float> f(NdArray<float> x) => Jnp.Squeeze(x);", "x: [n]" },
        { "NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jax.Vmap((NdArray<float> a, NdArray<float> b) => a * Jnp.Sum(b))(x, y);", "x: [n], y: [n]" },
        // Records and tuples.
        { "public record Layer(NdArray<float> W, NdArray<float> B); NdArray<float> f(NdArray<float> x, Layer layer) => Nn.Relu(Jnp.Matmul(x, layer.W) + layer.B);", "x: [*n, d], layer.W: [d, m], layer.B: [m]" },
        { "NdArray<float> f((NdArray<float> A, NdArray<float> B) p) => Jnp.Matmul(p.A, p.B);", "p.A: [*n, d], p.B: [d, m]" },
        // Declared beside undeclared.
        { "NdArray<float> f([Shape(\"n d\")] NdArray<float> x, NdArray<float> w) => Jnp.Matmul(x, w);", "w: [d, m]" },
        { "[return: Shape(\"a b\")] NdArray<float> f(NdArray<float> x) => x * 2f;", "x: [a, b]" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Undeclared_shapes_are_inferred(string method, string expected)
    {
        int start = method.LastIndexOf(" f(", System.StringComparison.Ordinal);
        int type = method.LastIndexOf(method[..start].EndsWith("float") ? "float" : "NdArray<float>", start, System.StringComparison.Ordinal);
        int attribute = method.IndexOf("[return", System.StringComparison.Ordinal);
        int at = attribute >= 0 ? attribute : type;
        int before = Executions;
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;

            public static partial class C
            {
                {{method[..at]}} [Jit] {{(attribute >= 0 ? method[at..type] : "")}} public static {{method[type..]}}
            }
            """);
        Assert.Empty(run.Compiler.Concat(run.Generator));
        Assert.Empty(run.Analyzer.Where(d => d.Id != "SGJ903").Select(d => d.ToString()));
        IEnumerable<string> shapes = run.Analyzer.Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected.Length == 0 ? "" : $"'C.f' is compiled for {expected}; calls with other shapes are traced when they run; [Shape] declares others", string.Join('\n', shapes));
        Assert.InRange(Executions - before, 1, expected.Length == 0 ? 2 : 9);
        Assert.Contains(run.Sources.Keys, k => k.EndsWith(".Entry.g.cs", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.ReadOnlyMemory<double> v", "take 'ReadOnlySpan<double> v' and pass its Span")]
    [InlineData("System.Collections.Generic.IReadOnlyList<float> v", "take 'float[] v' and pass its ToArray()")]
    [InlineData("int[][] v", "take 'int[,] v', or one 'int[]' of all rows and where each begins")]
    [InlineData("(double X, double Y)[] v", "take an array of numbers for each member of '(double X, double Y)', or mark it [Static] if it is a setting")]
    [InlineData("string v", "mark it [Static] if it is a setting")]
    public void A_parameter_that_cannot_be_traced_is_told_what_can(string parameter, string advice)
    {
        GeneratorRun run = GeneratorRun.Of($"using SrcGenJit; public static class C {{ [Jit] public static int f({parameter}) => 1; }}");
        Assert.Contains($"; {advice}. ", Assert.Single(run.Analyzer, d => d.Id == "SGJ007").GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The methods of Runtime.Tests/Shapes, where it is compared what they compute.</summary>
    [Fact]
    public void Methods_without_shapes_compile_without_a_warning_after_few_traces()
    {
        string source = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "Runtime.Tests", "Shapes", "UndeclaredMethods.cs"));
        int before = Executions;
        GeneratorRun run = GeneratorRun.Of(source);
        int methods = source.Split("[Jit]\n").Length - 1;
        Assert.InRange(Executions - before, methods, 5 * methods);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer.Where(d => d.Severity > DiagnosticSeverity.Info)).Select(d => d.ToString()));
        Assert.Equal(methods, run.Sources.Keys.Count(k => k.EndsWith(".Entry.g.cs", System.StringComparison.Ordinal)));
    }

    private static int Executions => (int)typeof(SrcGenJit.Generator.JitGenerator).Assembly.GetType("SrcGenJit.Generator.Tracing.MethodTracer")!.GetProperty("Executions")!.GetValue(null)!;

    private static string Here([CallerFilePath] string path = "") => path;
}
