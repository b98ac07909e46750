// Which types the generator registers as pytrees: those of [Jit] signatures and of calls of Jax and Lax, with all that they hold.
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Interception;

public class PytreeTests
{
    [Fact]
    public void Types_of_signatures_and_calls()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using System.Collections.Generic;
            using SrcGenJit;

            namespace App;

            public record Layer(NdArray<float> Weights)
            {
                public NdArray<float>? Bias { get; init; }
            }

            public record Model(List<Layer> Layers, Dictionary<string, NdArray<double>> Rates);

            public record Deeper(NdArray<float> Weights, int Count) : Layer(Weights);

            public record struct Pair<T>(T @class, T? Value);

            public class Link
            {
                public NdArray<float>? Value;
                public Link? Next { get; set; }
            }

            public static class C
            {
                [Jit]
                public static (NdArray<float>, Pair<NdArray<float>>) f(NdArray<float> x) => (x, new(x, x));

                public static void Calls(Model model, Link link)
                {
                    Jax.Grad((Model m) => Jnp.Sum(m.Layers[0].Weights))(model);
                    Jax.Vmap((Deeper d) => d.Weights);
                    Jax.Jit(Value);
                    Lax.Scan((float[] c, NdArray<float> y) => (c, (y, y, y, y, y, y, y, y)), new float[2], model.Layers[0].Weights);
                    SrcGenJit.Jax.StopGradient(new Link[] { link });
                }

                private static NdArray<float> Value(Link link, int? n) => link.Value!;
            }
            """);
        Assert.Empty(run.Compiler);
        Snapshot.Verify([("PytreeTypes.g.cs", run.Sources["PytreeTypes.g.cs"])]);
    }

    [Theory]
    [InlineData("private record R(NdArray<float> X);")]
    [InlineData("public record R(NdArray<float> X, string Name);")]
    [InlineData("public class R { private NdArray<float>? _x; public NdArray<float>? X() => _x; }")]
    [InlineData("public record R(NdArray<float> X) { public Inner? Y { get; set; } } public record Inner(System.DateTime Z);")]
    [InlineData("public abstract record R;  public static class More<T> { public static void Open(T x) => Jax.StopGradient(x); }")]
    public void What_cannot_be_registered_is_left_alone(string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;

            public static class C
            {
                {{type}}
                private static void Call(R r) => Jax.StopGradient(r);
            }
            """);
        Assert.DoesNotContain(run.Sources.Values, text => text.Contains("Pytrees.Record"));
        Assert.DoesNotContain(run.Compiler, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("public class R(NdArray<float> x) { public NdArray<float> X { get; } = x / 2f; }")]
    [InlineData("public record R(NdArray<float> X) { public NdArray<float> X { get; init; } = X / 2f; }")]
    [InlineData("public record R(NdArray<float> X) { public NdArray<float> Y { get; init; } = X.Rank == 2 ? X : throw new System.ArgumentException(); }")]
    [InlineData("public class R { public NdArray<float> X { get => field * 2f; set; } = null!; }")]
    [InlineData("public class R { public NdArray<float> X { get; set => field = value / 2f; } = null!; }")]
    [InlineData("public class R { public R(NdArray<float> x) { if (x.Rank != 2) throw new System.ArgumentException(); X = x; } public NdArray<float> X { get; } }")]
    [InlineData("public class R { public R(NdArray<float> x) => X = x / 2f; public NdArray<float> X { get; } }")]
    [InlineData("public class R { public R(NdArray<float> x, NdArray<float> y) { X = y; Y = x; X = Y; } public NdArray<float> X { get; } public NdArray<float> Y { get; } }")]
    [InlineData("public record B(NdArray<float> X) { public NdArray<float> X { get; } = X * 2f; } public record R(NdArray<float> X, NdArray<float> Y) : B(X);")]
    [InlineData("public record B(NdArray<float> X); public record R(NdArray<float> X, NdArray<float> Y) : B(X + Y);")]
    [InlineData("public class B { public virtual NdArray<float>? X { get; set; } } public class R : B { public override NdArray<float>? X { get => base.X! * 2f; set => base.X = value; } }")]
    [InlineData("public class R(NdArray<float> x) { public NdArray<float> X { get; set; } = x; public NdArray<float> F() { x = x * 2f; return x; } }")]
    [InlineData("public class R { public NdArray<float>? X { get; set; } public event System.Action? E; public void F() => E?.Invoke(); }")]
    public void Types_that_compute_or_check_are_left_to_reflection_and_refused_in_signatures(string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;

            public static class C
            {
                {{type}}
                [Jit] internal static NdArray<float> f(R r) => r.X!;
                [Jit] internal static R g(R r) => r;
                private static void Call(R r) => Jax.StopGradient(r);
            }
            """);
        Assert.DoesNotContain(run.Sources.Values, text => text.Contains("C.R value"));
        Assert.DoesNotContain(run.Sources.Keys, key => key.StartsWith("Kernels/"));
        Assert.Contains(run.Analyzer, d => d.Id == "SGJ007");
        Assert.DoesNotContain(run.Compiler, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("public class R(NdArray<float> x) { public NdArray<float> X { get; } = x; }", "new global::C.R(x)")]
    [InlineData("public class R { public R(NdArray<float> x) => X = x; public NdArray<float> X { get; } public NdArray<float>? Y; }", "new global::C.R(x) { Y = y }")]
    [InlineData("public class R { public R(NdArray<float> a, NdArray<float> b) { this.X = b; Y = a; } public NdArray<float> X { get; } public NdArray<float> Y { get; } }", "new global::C.R(y, x)")]
    [InlineData("public class R { public R(NdArray<float> a, NdArray<float> b) => (X, Y) = (a, b); public NdArray<float> X { get; } public readonly NdArray<float> Y; }", "new global::C.R(x, y)")]
    [InlineData("public record B<T>(T X); public record R(NdArray<float> X, NdArray<float> Y) : B<NdArray<float>>(X) { public NdArray<float> Z => X + Y; }", "new global::C.R(x, y)")]
    [InlineData("public class B { public B(NdArray<float> v) { X = v; } public NdArray<float> X { get; } } public class R(NdArray<float> q) : B(q);", "new global::C.R(x)")]
    [InlineData("public record R(NdArray<float> X) { public R(NdArray<float> x, int n) : this(x) => N = n; public int N { get; } }", "new global::C.R(x, n)")]
    [InlineData("public record R(NdArray<float> X) { public NdArray<float>? Y { get; init; } = Jnp.Zeros<float>([2]); }", "new global::C.R(x) { Y = y }")]
    public void Constructors_that_only_assign_are_called(string type, string creation)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;

            public static class C
            {
                {{type}}
                private static void Call(R r) => Jax.StopGradient(r);
            }
            """);
        Assert.Empty(run.Compiler);
        Assert.Contains("return " + creation + ";", run.Sources["PytreeTypes.g.cs"]);
    }

    [Theory]
    [InlineData("public record R(NdArray<float> X) { [System.Obsolete(\"Use X.\", true)] public NdArray<float>? Y { get; set; } }")]
    [InlineData("public record R(NdArray<float> X) { public NdArray<float>? Y { get; [System.Obsolete(\"Never.\", true)] set; } }")]
    [InlineData("public record R(NdArray<float> X) { [System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public NdArray<float>? Y { get; set; } }")]
    [InlineData("public record R(NdArray<float> X) { public In? Y { get; set; } } [System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public record In(NdArray<float> Z);")]
    [InlineData("public record R(NdArray<float> X) { public IShape? Y { get; set; } } public interface IShape { static abstract int N { get; } } public record S(NdArray<float> Z) : IShape { public static int N => 1; }")]
    [InlineData("public record R(NdArray<float> X) { public NdArray<float>? Y { get; protected set; } }")]
    [InlineData("public class R { [System.Obsolete(\"Never.\", true)] public R() { } public NdArray<float>? X { get; set; } }")]
    [InlineData("public class R { public R(NdArray<float> x) => X = x; public required NdArray<float> X { get; set; } }")]
    public void What_generated_code_may_not_name_is_left_to_reflection(string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            #pragma warning disable X1
            using SrcGenJit;

            public static class C
            {
                {{type}}
                private static void Call(R r) => Jax.StopGradient(r);
            }
            """);
        Assert.DoesNotContain(run.Sources.Values, text => text.Contains("C.R value") || text.Contains("IShape") || text.Contains("C.In"));
        Assert.DoesNotContain(run.Compiler, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Types_that_derive_from_a_registered_one_are_registered_too()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using SrcGenJit;

            public interface IShape;

            public record Circle(NdArray<float> Radius) : IShape;

            public record Ring(NdArray<float> Radius, NdArray<float> Hole) : Circle(Radius);

            public record Named(NdArray<float> Radius, string Name) : Circle(Radius);

            public record Other(NdArray<float> X);

            public static class C
            {
                public static void Call(IShape shape) => Jax.StopGradient(shape);
            }
            """);
        Assert.Empty(run.Compiler);
        string text = run.Sources["PytreeTypes.g.cs"];
        Assert.All(new[] { "Pytrees.Abstract<global::IShape>", "global::Circle value", "global::Ring value" }, part => Assert.Contains(part, text));
        Assert.All(new[] { "global::Named value", "global::Other value" }, part => Assert.DoesNotContain(part, text));
    }

    [Fact]
    public void Calls_of_other_methods_are_not_bound()
    {
        string source = """
            using SrcGenJit;

            public record R(NdArray<float> X);

            public static class C
            {
                public static void Grad<T>(T value) { }

                public static void Call(R r)
                {
                    Grad(r);
                    Lax.Add(r.X, r.X);
                }
            }
            """;
        Assert.Empty(GeneratorRun.Of(source).Sources);
        Assert.NotEmpty(GeneratorRun.Of(source.Replace("Lax.Add(r.X, r.X)", "Jax.StopGradient(r)")).Sources);
    }

    [Fact]
    public void An_edit_elsewhere_registers_nothing_anew()
    {
        string types = "using SrcGenJit; public record R(NdArray<float> X); static class C { static void Call(R r) => Jax.StopGradient(r); }";
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/Types.cs", types), GeneratorRun.Tree("/project/Other.cs", "class Other { int F() => 1; }"));
        GeneratorDriver driver = GeneratorRun.Drive([]).RunGenerators(compilation);
        Assert.Single(driver.GetRunResult().Results[0].GeneratedSources);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.ElementAt(1), GeneratorRun.Tree("/project/Other.cs", "class Other { int F() => 2; }")));
        Assert.All(driver.GetRunResult().Results[0].TrackedSteps["SrcGenJit.TreeTypes"].SelectMany(s => s.Outputs), o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }
}
