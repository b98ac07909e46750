// What outlives a call: code and small plans. Inputs, results, intermediate results and captured arrays do not.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Memory;

[Collection("JaxConfig")]
public class RetentionTests
{
    private const int Large = 300_000;

    private static NdArray<float>? s_captured;

    public static TheoryData<string> Programs => ["map", "short rows", "long row", "bare row", "columns", "product", "gather", "temporary", "scan", "while", "scatter", "two"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_call_leaves_neither_inputs_nor_results(string program)
    {
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit(Program(program));
        (WeakReference input, WeakReference result) = Call(f);
        Collect();
        Assert.False(input.IsAlive, "the input is retained");
        Assert.False(result.IsAlive, "the result is retained");
        GC.KeepAlive(f);
    }

    [Fact]
    public void A_call_with_trees_leaves_no_inputs()
    {
        Func<(NdArray<float>, NdArray<float>), NdArray<float>> f = Jax.Jit(((NdArray<float> A, NdArray<float> B) p) => Jnp.Sin(p.A) * p.B);
        WeakReference input = CallTree(f);
        Collect();
        Assert.False(input.IsAlive);
        GC.KeepAlive(f);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference CallTree(Func<(NdArray<float>, NdArray<float>), NdArray<float>> f)
        {
            float[] data = new float[Large];
            f((NdArray.Adopt(data), Jnp.Ones<float>([Large])));
            return new WeakReference(data);
        }
    }

    [Fact]
    public void Intermediate_results_go_when_the_collector_wants_them()
    {
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit(Program("temporary"));
        Ones(f, 1000);
        Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Ones(f, 1_000_000);
        Collect();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(f);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Ones(Func<NdArray<float>, NdArray<float>> f, int n) => f(Jnp.Ones<float>([n]));
    }

    [Fact]
    public void A_captured_array_lives_as_long_as_its_function()
    {
        Func<NdArray<float>, NdArray<float>>?[] f = [null];
        WeakReference captured = Capture(f);
        Collect();
        Assert.True(captured.IsAlive);
        f[0] = null;
        Collect();
        Assert.False(captured.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Capture(Func<NdArray<float>, NdArray<float>>?[] place)
        {
            float[] data = new float[Large];
            NdArray<float> w = NdArray.Adopt(data);
            Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> x) => x * Jnp.Sum(w));
            f(new([1f]));
            place[0] = f;
            return new WeakReference(data);
        }
    }

    [Fact]
    public void A_static_function_and_what_it_captured_live_as_long_as_the_function()
    {
        int traces = 0;
        Func<NdArray<float>, Func<NdArray<float>, NdArray<float>>, NdArray<float>> f = Jax.Jit((NdArray<float> x, [Static] Func<NdArray<float>, NdArray<float>> map) =>
        {
            traces++;
            return map(x);
        });
        Func<NdArray<float>, NdArray<float>>?[] map = [null];
        WeakReference captured = Capture(f, map);
        Collect();
        Assert.True(captured.IsAlive);
        Assert.Equal(Large, f(new([1f]), map[0]!).Span[0]);
        Assert.Equal(1, traces);
        map[0] = null;
        Collect();
        Assert.False(captured.IsAlive);
        Capture(f, map);
        Assert.Equal(2, traces);
        GC.KeepAlive(f);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Capture(Func<NdArray<float>, Func<NdArray<float>, NdArray<float>>, NdArray<float>> f, Func<NdArray<float>, NdArray<float>>?[] place)
        {
            float[] data = new float[Large];
            Array.Fill(data, 1f);
            NdArray<float> w = NdArray.Adopt(data);
            Func<NdArray<float>, NdArray<float>> map = x => x * Jnp.Sum(w);
            Assert.Equal(Large, f(new([1f]), map).Span[0]);
            place[0] = map;
            return new WeakReference(data);
        }
    }

    [Fact]
    public void Clearing_frees_what_traces_of_static_methods_hold()
    {
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((Func<NdArray<float>, NdArray<float>>)AddCaptured);
        WeakReference captured = Call(f);
        Collect();
        Assert.True(captured.IsAlive);
        Assert.Equal(1, Jax.CacheSize(f));
        Jax.ClearCaches();
        Collect();
        Assert.False(captured.IsAlive);
        Assert.Equal(0, Jax.CacheSize(f));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Call(Func<NdArray<float>, NdArray<float>> f)
        {
            float[] data = new float[Large];
            s_captured = NdArray.Adopt(data);
            f(Jnp.Ones<float>([Large]));
            s_captured = null;
            return new WeakReference(data);
        }
    }

    [Fact]
    public void A_pullback_keeps_residuals_and_no_primals()
    {
        (Func<NdArray<float>, NdArray<float>> pullback, WeakReference primal) = Pull();
        Collect();
        Assert.False(primal.IsAlive);
        Assert.Equal(2f, pullback(Jnp.Array(2f)).Span[Large - 1]);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (Func<NdArray<float>, NdArray<float>>, WeakReference) Pull()
        {
            float[] data = new float[Large];
            (NdArray<float> _, Func<NdArray<float>, NdArray<float>> pullback) = Jax.Vjp((NdArray<float> x) => Jnp.Sum(x), NdArray.Adopt(data));
            return (pullback, new WeakReference(data));
        }
    }

    [Fact]
    public void Ten_thousand_shapes_keep_the_traces_used_last_and_no_more()
    {
        Jax.ClearCaches();
        int hot = 0, cold = 0;
        Func<NdArray<float>, NdArray<float>> always = Jax.Jit((NdArray<float> x) =>
        {
            hot++;
            return x + 1;
        });
        Func<NdArray<float>, NdArray<float>> once = Jax.Jit((NdArray<float> x) =>
        {
            cold++;
            return x + 2;
        });
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> x) => Jnp.Sum(Jnp.Sin(x) * 2, axis: 0));
        NdArray<float> small = Jnp.Ones<float>([3]);
        once(small);
        long before = GC.GetTotalMemory(forceFullCollection: true), half = 0;
        for (int i = 0; i < 10_000; i++)
        {
            NdArray<float> x = Jnp.Ones<float>([1 + (i / 100), 1 + (i % 100)]);
            Assert.Equal((float)(1 + (i / 100)) * 2 * MathF.Sin(1), f(x).Span[i % 100], 0.001f * (1 + (i / 100)));
            always(small);
            half = i == 5000 ? GC.GetTotalMemory(forceFullCollection: true) : half;
        }
        Assert.InRange(Jax.CacheSize(f), JitCache.Capacity / 2, JitCache.Capacity);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(after - half, long.MinValue, (half - before) / 2);
        Assert.InRange(after - before, long.MinValue, 80_000L * JitCache.Capacity);
        once(small);
        Assert.Equal((1, 2), (hot, cold));
        Jax.ClearCaches();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, (after - before) / 10);
        GC.KeepAlive(f);
    }

    private static NdArray<float> AddCaptured(NdArray<float> x) => x + s_captured!;

    private static Func<NdArray<float>, NdArray<float>> Program(string name) => name switch
    {
        "map" => x => Jnp.Sin(x) + 1,
        "short rows" => x => Jnp.Sum(Jnp.Sin(Jnp.Reshape(x, [-1, 10])), axis: 1),
        "long row" => x => Jnp.Sum(Jnp.Sin(x)) + x,
        "bare row" => x => Jnp.Max(x) - x,
        "columns" => x => Jnp.Sum(Jnp.Sin(Jnp.Reshape(x, [10, -1])), axis: 0),
        "product" => x => Jnp.Matmul(Jnp.Reshape(x, [-1, 100]), Jnp.Transpose(Jnp.Reshape(x, [-1, 100])[..50])),
        "gather" => x => Jnp.Take(x, Jnp.Arange(x.Shape[0]) >> 1),
        "temporary" => x => Jnp.Cumsum(Jnp.Sin(x)) + Jnp.Cumsum(x),
        "scan" => x => Lax.Scan((NdArray<float> c, NdArray<float> row) => (c + row, c * row), Jnp.Zeros<float>([100]), Jnp.Reshape(x, [-1, 100])).Ys,
        "while" => x => Lax.WhileLoop(v => Jnp.Max(v) < 3, v => v + 1, x),
        "scatter" => x => x.At[new int[] { 0, 5 }].Add(1f),
        _ => x => Jax.Jit((NdArray<float> a, NdArray<float> b) => a * b)(x, x),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Input, WeakReference Result) Call(Func<NdArray<float>, NdArray<float>> f)
    {
        float[] data = new float[Large];
        NdArray<float> result = f(NdArray.Adopt(data));
        result = f(NdArray.Adopt(data));
        return (new WeakReference(data), new WeakReference(result.DataOrNull));
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
