// Indices that are known at run time only: dynamic slices with negative starts, gathers and scatters beyond an axis, and indices of every integer type.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;
using Lax = SrcGenJit.Lax;

namespace Runtime.Tests.Indexing;

public class DynamicIndexTests
{
    private static readonly NdArray<float> s_five = new([0f, 1, 2, 3, 4]);

    // JAX adds the size to a negative start and then moves the slice inside.
    private static int Start(int start, int size, int length) => Math.Clamp(start < 0 ? start + length : start, 0, length - size);

    public static IEnumerable<object[]> Starts => from start in new[] { -12, -6, -5, -4, -1, 0, 2, 4, 5, 12 } from size in new[] { 0, 1, 3, 5 } select new object[] { start, size };

    [Theory]
    [MemberData(nameof(Starts))]
    public void Negative_starts_count_from_the_end(int start, int size)
    {
        float[] expected = [.. Enumerable.Range(Start(start, size, 5), size).Select(i => (float)i)];
        float[] updated = [0, 1, 2, 3, 4];
        for (int i = 0; i < size; i++)
        {
            updated[Start(start, size, 5) + i] = 10 + i;
        }
        NdArray<float> update = new([.. Enumerable.Range(10, size).Select(i => (float)i)]);
        NdArray<float> Slice(NdArray<float> x, NdArray<int> at) => Lax.DynamicSlice(x, [at], [size]);
        NdArray<float> Update(NdArray<float> x, NdArray<int> at) => Lax.DynamicUpdateSlice(x, update, [at]);
        // A number, an array, under a trace with both, and a batch.
        NdArray<int> array = new([start], []);
        Assert.Equal(expected, Slice(s_five, start).ToArray());
        Assert.Equal(expected, Slice(s_five, array).ToArray());
        Assert.Equal(expected, Jax.Jit((NdArray<float> x) => Slice(x, start))(s_five).ToArray());
        Assert.Equal(expected, Jax.Jit<NdArray<float>, NdArray<int>, NdArray<float>>(Slice)(s_five, array).ToArray());
        Assert.Equal([.. expected, .. expected], Jax.Vmap<NdArray<float>, NdArray<int>, NdArray<float>>(Slice)(Jnp.Stack([s_five, s_five]), new([start, start])).ToArray());
        Assert.Equal(updated, Update(s_five, start).ToArray());
        Assert.Equal(updated, Update(s_five, array).ToArray());
        Assert.Equal(updated, Jax.Jit<NdArray<float>, NdArray<int>, NdArray<float>>(Update)(s_five, array).ToArray());
        Assert.Equal([.. updated, .. updated], Jax.Vmap<NdArray<float>, NdArray<int>, NdArray<float>>(Update)(Jnp.Stack([s_five, s_five]), new([start, start])).ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(2)]
    public void Starts_of_slices_compiled_for_every_length_count_from_the_end(int start)
    {
        NdArray<float> x = new([.. Enumerable.Range(0, 7).Select(i => (float)i)]);
        float[] expected = [.. Enumerable.Range(Start(start, 3, 7), 3).Select(i => (float)i)];
        Assert.Equal(expected, DynamicMethods.Three(x, start).ToArray());
        Assert.Equal(Enumerable.Range(4, 3).Select(i => (float)i), DynamicMethods.Last(x).ToArray());
        Assert.Equal(start < 0 ? 7f + start : start, (float)DynamicMethods.One(x, start));
    }

    [Fact]
    public void Dynamic_slices_stage_JAXs_equations()
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            xs => [SrcGenJit.Erased.Lax.DynamicSlice(xs[0], [xs[1], SrcGenJit.Erased.Lax.Number(-1)], [1, 2])],
            [new Aval([3, 4], DType.Float32), Aval.Scalar(DType.Int32)]);
        Assert.Equal(
            "{ lambda ; a:f32[3,4] b:i32[]. let c:bool[] = lt b 0:i32[] d:i32[] = add b 3:i32[] e:i32[] = select_n c b d f:f32[1,2] = dynamic_slice[slice_sizes=(1, 2)] a e 3:i32[] in (f,) }",
            string.Join(' ', jaxpr.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void What_a_gather_fills_in_has_no_tangent()
    {
        NdArray<float> x = new([1f, 2, 3]), t = new([10f, 20, 30]);
        NdArray<float> Take(NdArray<float> v) => Jnp.Take(v, new NdArray<int>([7, 1, -5]));
        (NdArray<float> y, NdArray<float> slope) = Jax.Jvp(Take, x, t);
        Assert.Equal([float.NaN, 2, float.NaN], y.ToArray());
        Assert.Equal([0, 20, 0], slope.ToArray());
        Assert.Equal([0, 20, 0], Jax.Jit((NdArray<float> a, NdArray<float> b) => Jax.Jvp(Take, a, b).Item2)(x, t).ToArray());
        (_, NdArray<float> batch) = Jax.Jvp(Jax.Vmap<NdArray<float>, NdArray<float>>(Take), Jnp.Stack([x, x]), Jnp.Stack([t, t]));
        Assert.Equal([0, 20, 0, 0, 20, 0], batch.ToArray());
        Assert.Equal([0, 1, 0], Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Where(Jnp.Isnan(Take(v)), 0f, Take(v))))(x).ToArray());
    }

    // mode, what is read at 7 and what its tangent is, of [1, 2, 3] and [10, 20, 30].
    [Theory]
    [InlineData(IndexMode.FillOrDrop, -1f, 0f)]
    [InlineData(IndexMode.Clip, 3f, 30f)]
    [InlineData(IndexMode.PromiseInBounds, 3f, 30f)]
    public void Tangents_of_gathers_in_every_mode(string mode, float value, float tangent)
    {
        GatherNumbers numbers = new([], [0], [0], [], []);
        NdArray x = new NdArray<float>([1f, 2, 3]).Erased, t = new NdArray<float>([10f, 20, 30]).Erased, at = new NdArray<int>([7, 0], [2, 1]).Erased;
        Jaxpr jaxpr = Tracing.MakeJaxpr(xs => [SrcGenJit.Erased.Lax.Gather(xs[0], xs[1], numbers, [1], mode, mode == IndexMode.FillOrDrop ? -1.0 : null)], [x.Aval, at.Aval]);
        (NdArray[] primals, NdArray?[] tangents) = JvpTransform.Run(jaxpr, [x, at], [t, null]);
        Assert.Equal([value, 1], NdArray<float>.From(primals[0]).ToArray());
        Assert.Equal([tangent, 10], NdArray<float>.From(tangents[0]!).ToArray());
    }

    public static IEnumerable<object[]> ScatterIndices =>
        from dtype in new[] { "int32", "uint32", "int64" }
        from mode in new[] { IndexMode.FillOrDrop, IndexMode.Clip }
        from index in dtype == "uint32" ? new[] { 0, 2, 3, int.MaxValue, 1L << 31, uint.MaxValue - 1L, uint.MaxValue }
            : dtype == "int32" ? [0, 2, 3, int.MaxValue, int.MaxValue - 1, -1, int.MinValue]
            : [0, 2, 3, long.MaxValue, long.MaxValue - 1, -1, long.MinValue, 1L << 32, (1L << 32) + 1]
        select new object[] { dtype, mode, index };

    [Theory]
    [MemberData(nameof(ScatterIndices))]
    public void Indices_of_every_type_are_what_their_type_says(string dtype, string mode, long index)
    {
        NdArray indices = new(new Aval([1, 1], DType.Find(dtype)!), dtype switch
        {
            "int32" => new[] { (int)index },
            "uint32" => new[] { (uint)index },
            _ => new[] { index },
        });
        // A window of two elements, of three: it fits at 0 and 1.
        NdArray x = new NdArray<float>([1f, 2, 3]).Erased, update = new NdArray<float>([10f, 20], [1, 2]).Erased;
        long at = mode == IndexMode.Clip ? Math.Clamp(index, 0, 1) : index;
        float[] set = [1, 2, 3], added = [1, 2, 3], read = mode == IndexMode.Clip ? [at + 1, at + 2] : [-1, -1];
        if (at is 0 or 1)
        {
            (set[at], set[at + 1]) = (10, 20);
            (added[at], added[at + 1]) = (added[at] + 10, added[at + 1] + 20);
            read = [at + 1, at + 2];
        }
        ScatterNumbers numbers = new([1], [], [0], [], []);
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            xs =>
            [
                SrcGenJit.Erased.Lax.Scatter(xs[0], xs[1], xs[2], numbers, mode),
                SrcGenJit.Erased.Lax.ScatterAdd(xs[0], xs[1], xs[2], numbers, mode),
                SrcGenJit.Erased.Lax.Gather(xs[0], xs[1], numbers.ToGather(), [2], mode, mode == IndexMode.FillOrDrop ? -1.0 : null),
            ],
            [x.Aval, indices.Aval, update.Aval]);
        foreach (NdArray[] results in new[] { Interpreter.Run(jaxpr, [x, indices, update]), BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), [x, indices, update]) })
        {
            Assert.Equal(set, NdArray<float>.From(results[0]).ToArray());
            Assert.Equal(added, NdArray<float>.From(results[1]).ToArray());
            Assert.Equal(read, NdArray<float>.From(results[2]).ToArray());
        }
    }

    [Fact]
    public void Starts_that_are_no_integers_of_rank_0_are_refused()
    {
        NdArray<float> x = new([1f, 2, 3]);
        NdArray<int> start = new([0]);
        foreach (Func<NdArray<float>, NdArray<float>> f in new Func<NdArray<float>, NdArray<float>>[]
        {
            v => Lax.DynamicSlice(v, [start], [2]), v => Lax.DynamicUpdateSlice(v, v[..2], [start]),
        })
        {
            Assert.Contains("the start of axis 0 is i32[1]", Assert.Throws<ShapeException>(() => f(x)).Message);
            Assert.Throws<ShapeException>(() => Jax.Jit(f)(x));
        }
    }

    [Fact]
    public void Storage_asks_the_element_type_and_not_the_runtime()
    {
        NdArray unsigned = new NdArray<uint>([uint.MaxValue]).Erased;
        Assert.Equal(uint.MaxValue, Storage.Integer(unsigned));
        Assert.Equal([uint.MaxValue], Storage.Integers(unsigned));
        Assert.Throws<InvalidOperationException>(() => Storage.Of<int>(unsigned));
        Assert.Throws<InvalidOperationException>(() => Storage.Integer(new NdArray<float>([1f]).Erased));
    }

    [Fact]
    public void Arrays_of_unsigned_and_of_long_indices_index()
    {
        NdArray<float> x = new([1f, 2, 3]);
        Assert.Equal([3, 1], x[new NdArray<uint>([2, 0])].ToArray());
        Assert.Equal([3, 1], x[new NdArray<long>([-1, 0])].ToArray());
        Assert.Equal([1, 2, 3], x.At[new NdArray<uint>([uint.MaxValue])].Set(9f).ToArray());
        Assert.Equal([1, 2, 3], x.At[new NdArray<long>([long.MaxValue])].Set(9f).ToArray());
        Assert.Equal(5, (float)Jax.Jit((NdArray<float> v, NdArray<long> i) => v[i] + v[i - 1])(x, new([-1L], [])));
    }
}

internal static class DynamicMethods
{
    [Jit]
    public static NdArray<float> Three([Shape("n")] NdArray<float> x, [Shape("")] NdArray<int> start) => Lax.DynamicSlice(x, [start], [3]);

    [Jit]
    public static NdArray<float> Last([Shape("n")] NdArray<float> x) => Lax.DynamicSlice(x, [-1], [3]);

    [Jit]
    public static NdArray<float> One([Shape("n")] NdArray<float> x, [Shape("")] NdArray<int> at) => x[at];

    [Jit]
    public static NdArray<float> Mixed([Shape("n 5 6")] NdArray<float> x) => x[new[] { 0, 1 }, 1..3, new[] { 2, 3 }];

    [Jit]
    public static NdArray<float> MixedSteps([Shape("n 5 6")] NdArray<float> x, [Shape("2")] NdArray<int> k) => x[k, new Slice(null, null, -2), new[] { 2, 3 }];

    [Jit]
    public static NdArray<float> MixedAdd([Shape("n 5 6")] NdArray<float> x) => x.At[new[] { 0, 1 }, new Slice(3, 0, -2), new[] { 2, 3 }].Add(1f);
}
