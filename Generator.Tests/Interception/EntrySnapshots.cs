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

    [Fact]
    public void Enums_and_nullable_numbers_and_records() => Verify("""
        public enum Kind { Call, Put }

        public record Layer(double Rate, Kind Kind, double? Spread);

        [Jit]
        public static (Kind Kind, double Y, double? Rate) f(Layer? layer, Kind kind, float? x, int? n) => (kind, layer!.Rate * 2.0 + (double)layer.Spread!.Value, (double)x!.Value);
        """, "C.f(new C.Layer(1.0, C.Kind.Put, 2.0), C.Kind.Call, 2f, null)");

    [Fact]
    public void Arrays_handed_back() => Verify("""
        [Jit]
        public static (double[] Same, double[,] Grid, double Y) f(double[] a, double[,] g, double y, Holder h) => (a, h.Grid, y * 2.0);

        public sealed record Holder(double[,] Grid);
        """, "C.f([1.0], new double[1, 2], 3.0, new C.Holder(new double[2, 2]))");

    [Fact]
    public void Spans_that_are_written_and_checked_indices() => Verify("""
        [Jit]
        public static void f(ReadOnlySpan<double> from, Span<double> to)
        {
            for (int i = 0; i < to.Length; i++)
            {
                to[i] += from[i];
            }
        }
        """, "1; static void Run(double[] a) => C.f(a, a)");

    [Fact]
    public void Memory_that_is_only_written_and_no_guard() => Verify("""
        [Jit]
        public static void f(double[] a, double value) => Array.Fill(a, value);
        """, "1; static void Run(double[] a) => C.f(a, 3)");

    [Fact]
    public void Statics_that_are_read_at_every_call() => Verify("""
        private static readonly double[] s_table = [1, 2, 3];

        public static void Change() => s_table[0]++;

        internal static double Rate { get; set; } = 1;

        [Jit]
        public static double f(double x) => (s_table[0] * x + s_table[1]) * Rate;
        """, "C.f(2.0)");

    [Fact]
    public void Methods_of_objects_and_structs() => Verify("""
        public class Model(double[] weights)
        {
            private readonly double _rate = 2;

            public double Bias { get; set; }

            [Jit]
            public double f(int i) => weights[i] * _rate + Bias;
        }

        public struct Interval
        {
            private double _low;

            public double High;

            [Jit]
            public double g(double t) => _low + t * (High - _low);
        }
        """, "new C.Model([1]).f(0) + new C.Interval().g(0.5)");

    [Fact]
    public void A_check_that_throws_and_its_fInto() => Verify("""
        [Jit]
        public static NdArray<double> f([Shape("n")] NdArray<double> x, double limit)
        {
            if (limit < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(limit));
            }
            return Jnp.Minimum(x, limit);
        }
        """, "C.f(x.AsType<double>(), 2)");

    [Fact]
    public void Two_arrays_compared() => Verify("""
        [Jit]
        public static double f(double[] a, double[] b) => a == b ? 1 : a.Length;
        """, "C.f([1], [1])");

    private static void Verify(string members, string call, [CallerMemberName] string member = "")
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using System;
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
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer.Where(d => d.Id != "SGJ903")));
        Snapshot.Verify(run.Sources.OrderBy(s => s.Key, System.StringComparer.Ordinal).Select(s => (s.Key, s.Value)), member: member);
    }
}
