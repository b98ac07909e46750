// Entries, interceptors and fInto of [Jit] methods, reviewed as files beside this one.
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace Generator.Tests.Interception;

public class EntrySnapshots
{
    [Fact]
    public void Undeclared_shapes_that_broadcast() => Verify("""
        [Jit]
        public static NdArray<float> f(NdArray<float> x, NdArray<float> y) => Jnp.Sin(x) * y;
        """, "C.f(x, x)");

    [Fact]
    public void The_last_axis_of_an_undeclared_rank() => Verify("""
        [Jit]
        public static NdArray<float> f(NdArray<float> x) => Nn.Softmax(x);
        """, "C.f(x)");

    [Fact]
    public void Declared_shapes_records_numbers_and_tuples() => Verify("""
        public record Layer([Shape("d k")] NdArray<float> W, [Shape("k")] NdArray<float> B);

        [Jit]
        public static (NdArray<float> Y, float Rate) f([Shape("n d")] NdArray<float> x, Layer layer, float rate) => (Jnp.Tanh(Jnp.Matmul(x, layer.W) + layer.B) * rate, rate * 0.5f);
        """, "C.f(x, new C.Layer(x, x), 2f)");

    [Fact]
    public void Static_arguments() => Verify("""
        [Jit]
        public static NdArray<float> f(NdArray<float> x, [Static] int n)
        {
            NdArray<float> y = x;
            for (int i = 1; i < n; i++)
            {
                y *= x;
            }
            return y;
        }
        """, "C.f(x, 3)");

    [Fact]
    public void Generic_methods() => Verify("""
        [Jit]
        public static NdArray<T> f<T>(NdArray<T> x) where T : struct, System.Numerics.IFloatingPointIeee754<T> => Jnp.Sqrt(x) + T.One;
        """, "C.f(x)");

    [Fact]
    public void A_stencil_over_symbolic_dimensions() => Verify("""
        [Jit]
        public static NdArray<float> f([Shape("n m")] NdArray<float> u) => 0.25f * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..]);
        """, "C.f(x)");

    private static void Verify(string members, string call, [CallerMemberName] string member = "")
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using SrcGenJit;

            public static partial class C
            {
            {{members}}
            }

            public static class User
            {
                public static object Use(NdArray<float> x) => {{call}};
            }
            """);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer.Where(d => d.Id != "SGJ902")));
        Snapshot.Verify(run.Sources.OrderBy(s => s.Key, System.StringComparer.Ordinal).Select(s => (s.Key, s.Value)), member: member);
    }
}
