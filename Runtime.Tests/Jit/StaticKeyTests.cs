// Static arguments at run time: each value has a trace of its own, equal values share one, and what cannot be compared is refused.
using System;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Jit;

public class StaticKeyTests
{
    private static readonly NdArray<float> s_x = Jnp.Reshape(Jnp.Arange<float>(6), [2, 3]);

    [Fact]
    public void Arrays_lists_and_dictionaries_are_compared_item_by_item()
    {
        Traces<int[]> f = new((x, axes) => Jnp.Sum(x, axes));
        Assert.Equal([3f, 5f, 7f], f.Call([0]));
        Assert.Equal([15f], f.Call([0, 1]));
        Assert.Equal([3f, 5f, 7f], f.Call([0]));
        Assert.Equal(2, f.Count);

        Traces<List<List<string>>> g = new((x, names) => x * names.Sum(n => n.Count));
        Assert.Equal(5f, g.Call([["a"]])[5]);
        Assert.Equal(10f, g.Call([["a", "b"]])[5]);
        Assert.Equal(10f, g.Call([["a"], ["b"]])[5]);
        Assert.Equal(5f, g.Call([["a"]])[5]);
        Assert.Equal(3, g.Count);

        Traces<Dictionary<string, int[]>> h = new((x, sizes) => x * sizes["a"][0]);
        Assert.Equal(10f, h.Call(new() { ["a"] = [2] })[5]);
        Assert.Equal(15f, h.Call(new() { ["a"] = [3] })[5]);
        Assert.Equal(10f, h.Call(new() { ["a"] = [2] })[5]);
        Assert.Equal(2, h.Count);
    }

    [Fact]
    public void What_is_written_into_an_array_later_does_not_reach_the_key()
    {
        Traces<int[]> f = new((x, axes) => Jnp.Sum(x, axes));
        int[] axes = [0];
        Assert.Equal([3f, 5f, 7f], f.Call(axes));
        axes[0] = 1;
        Assert.Equal([3f, 12f], f.Call(axes));
        Assert.Equal([3f, 5f, 7f], f.Call([0]));

        Traces<Axes> g = new((x, a) => Jnp.Sum(x, a.Reduced));
        Axes record = new("sum", [0]);
        Assert.Equal([3f, 5f, 7f], g.Call(record));
        record.Reduced[0] = 1;
        Assert.Equal([3f, 12f], g.Call(record));
        Assert.Equal([3f, 5f, 7f], g.Call(new Axes("sum", [0])));
        Assert.Equal(2, g.Count);
    }

    [Fact]
    public void Functions_are_compared_as_delegates()
    {
        Traces<Func<NdArray<float>, NdArray<float>>> f = new((x, map) => map(x));
        Assert.Equal(Jnp.Sin(s_x).ToArray(), f.Call(Jnp.Sin));
        Assert.Equal(Jnp.Cos(s_x).ToArray(), f.Call(Jnp.Cos));
        Assert.Equal(Jnp.Sin(s_x).ToArray(), f.Call(Jnp.Sin));
        Assert.Equal(2, f.Count);
        foreach (int scale in new[] { 2, 3 })
        {
            Assert.Equal(5f * scale, f.Call(x => x * scale)[5]);
        }
    }

    [Fact]
    public void Null_and_text_parts_and_numbers_of_other_types_are_told_apart()
    {
        Traces<string?> f = new((x, name) => name is null ? x : x * 2);
        Assert.Equal(5f, f.Call(null)[5]);
        Assert.Equal(10f, f.Call("null")[5]);

        Traces<(string, string)> g = new((x, names) => x * names.Item1.Length);
        Assert.Equal(10f, g.Call(("a;", "b"))[5]);
        Assert.Equal(5f, g.Call(("a", ";b"))[5]);

        Traces<object> h = new((x, value) => x * (value is int ? 1 : value is long ? 2 : value is string ? 3 : value is float ? 4 : 5));
        Assert.Equal([5f, 10f, 15f, 20f, 25f], new object[] { 1, 1L, "1", 1f, 1d }.Select(v => h.Call(v)[5]));

        Traces<(string A, (int B, int[] C) D)> nested = new((x, value) => x * value.D.C.Length);
        Assert.Equal(5f, nested.Call(("a", (1, [2])))[5]);
        Assert.Equal(10f, nested.Call(("a", (1, [2, 3])))[5]);
        Assert.Equal(5f, nested.Call(("a", (1, [2])))[5]);
        Assert.Equal(2, nested.Count);
    }

    [Fact]
    public void Numbers_are_compared_by_their_bits()
    {
        Traces<float> f = new((x, d) => (x + 1) / d);
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity], new[] { 0f, -0f }.Select(d => f.Call(d)[0]));
        Assert.All(new[] { float.NaN, float.NaN }, d => Assert.True(float.IsNaN(f.Call(d)[0])));
        Assert.Equal(3, f.Count);
        Assert.NotEqual(StaticKey.Of("d", 1.0m), StaticKey.Of("d", 1.00m));
        Assert.NotEqual(StaticKey.Of("d", new System.Numerics.Vector2(0, 1)), StaticKey.Of("d", new System.Numerics.Vector2(-0f, 1)));
    }

    public static TheoryData<object, object> Same => new()
    {
        { new Axes("a", [1, 2]), new Axes("a", [1, 2]) },
        { new { Name = "a", Sizes = new[] { 1 } }, new { Name = "a", Sizes = new[] { 1 } } },
        { new Point(1, [2f]), new Point(1, [2f]) },
        { new int[,] { { 1, 2 } }, new int[,] { { 1, 2 } } },
        { ImmutableArray.Create(1, 2), ImmutableArray.Create(1, 2) },
        { new HashSet<int> { 1, 2 }, new HashSet<int> { 1, 2 } },
        { new Own(1), new Own(1) },
        { new HashSet<int>(EqualityComparer<int>.Default) { 1 }, new HashSet<int> { 1 } },
        { new HashSet<int>(s_parity) { 1 }, new HashSet<int>(s_parity) { 1 } },
        { new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }, new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 } },
        { default(ImmutableArray<int>), default(ImmutableArray<int>) },
        { new DateTime(5, DateTimeKind.Utc), new DateTime(5, DateTimeKind.Utc) },
        { DayOfWeek.Monday, DayOfWeek.Monday },
        { new Shape(2, 3), new Shape(2, 3) },
        { typeof(int), typeof(int) },
        { ..3, ..3 },
    };

    public static TheoryData<object?, object?> Differs => new()
    {
        { new Axes("a", [1, 2]), new Axes("a", [1]) },
        { new Axes("a", [1]), new Longer("a", [1], 2) },
        { new Longer("a", [1], 2), new Longer("a", [1], 3) },
        { new Point(1, [2f]), new Point(1, [3f]) },
        { new int[,] { { 1, 2 } }, new int[,] { { 1 }, { 2 } } },
        { new[] { 1 }, new List<int> { 1 } },
        { new[] { 1 }, new uint[] { 1 } },
        { new string?[] { null }, Array.Empty<string>() },
        { new[] { "a", "b" }, new[] { "ab" } },
        { new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }, new Dictionary<string, int> { ["a"] = 1 } },
        { new HashSet<int>(s_parity) { 1 }, new HashSet<int> { 1 } },
        { new HashSet<int>(s_parity) { 1 }, new HashSet<int>(new Parity()) { 1 } },
        { new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, new HashSet<string> { "a" } },
        { new Dictionary<int, int>(s_parity) { [1] = 1 }, new Dictionary<int, int> { [1] = 1 } },
        { new SortedSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, new SortedSet<string>(StringComparer.Ordinal) { "a" } },
        { new SortedList<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }, new SortedList<string, int>(StringComparer.Ordinal) { ["a"] = 1 } },
        { ImmutableHashSet.Create(s_parity, 1), ImmutableHashSet.Create(1) },
        { ImmutableDictionary.Create<int, int>(s_parity).Add(1, 1), ImmutableDictionary.Create<int, int>().Add(1, 1) },
        { FrozenSet.Create(s_parity, 1), FrozenSet.Create(1) },
        { new ConcurrentDictionary<int, int>(s_parity) { [1] = 1 }, new ConcurrentDictionary<int, int> { [1] = 1 } },
        { new Dictionary<int, int>(s_parity) { [1] = 1 }.AsReadOnly(), new Dictionary<int, int> { [1] = 1 }.AsReadOnly() },
        { default(ImmutableArray<int>), ImmutableArray<int>.Empty },
        { new DateTime(5, DateTimeKind.Utc), new DateTime(5, DateTimeKind.Local) },
        { new DateTimeOffset(2000, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        { DayOfWeek.Monday, (int)DayOfWeek.Monday },
        { new Own(1), new Own(2) },
        { null, "" },
        { true, 1 },
        { 'a', "a" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Equal_values_have_one_key(object one, object two)
    {
        Assert.Equal(StaticKey.Of("a", one), StaticKey.Of("a", two));
        Assert.Equal(StaticKey.Of("a", one).GetHashCode(), StaticKey.Of("a", two).GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Differs))]
    public void Other_values_have_other_keys(object? one, object? two) => Assert.NotEqual(StaticKey.Of("a", one), StaticKey.Of("a", two));

    [Fact]
    public void A_comparer_is_part_of_a_set()
    {
        Traces<HashSet<int>> f = new((x, set) => set.Contains(3) ? x * 2 : x);
        Assert.Equal(5f, f.Call([1])[5]);
        Assert.Equal(10f, f.Call(new(s_parity) { 1 })[5]);
        Assert.Equal(5f, f.Call([1])[5]);
        Assert.Equal(2, f.Count);
    }

    [Fact]
    public void Without_code_at_run_time_what_cannot_be_copied_is_refused()
    {
        static StaticKey Key(object? value) => StaticKey.Of("options", value, new StaticSnapshot(readsFields: false));
        foreach (object value in new object[] { new RecList([1]), new Point(1, [2f]), new Own(1), new { A = 1 }, new object[] { 1, new RecList([1]) } })
        {
            string message = Assert.Throws<ArgumentException>(() => Key(value)).Message;
            Assert.Contains("'options", message);
            Assert.Contains("NativeAOT", message);
        }
        Func<object>[] taken =
        [
            () => 1, () => "a", () => 1.5m, () => (1, new List<int> { 2 }), () => new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1] }, () => new HashSet<int> { 1 },
            () => new DateTime(5), () => Guid.Empty, () => typeof(int), () => DayOfWeek.Monday, () => new Shape(2), () => ..3, () => ImmutableArray.Create(1), () => (Func<float, float>)MathF.Sin,
        ];
        Assert.All(taken, make => Assert.Equal(Key(make()), Key(make())));
        Assert.NotEqual(Key(new Dictionary<string, int> { ["a"] = 1 }), Key(new Dictionary<string, int> { ["a"] = 2 }));
        Assert.NotEqual(Key(new Dictionary<string, int> { ["a"] = 1 }), Key(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }));
    }

    [Fact]
    public void What_has_only_its_identity_is_refused()
    {
        Traces<object> f = new((x, _) => x);
        Assert.Contains("'options' of type", Assert.Throws<ArgumentException>(() => f.Call(new Mutable())).Message);
        Assert.Contains("Equals and GetHashCode", Assert.Throws<ArgumentException>(() => f.Call(new Mutable())).Message);
        Assert.Contains("'options[1].Inner'", Assert.Throws<ArgumentException>(() => f.Call(new object[] { 1, new Holder(new Mutable()) })).Message);
        Assert.Contains("pass an array or a list", Assert.Throws<ArgumentException>(() => f.Call(new[] { 1 }.Where(i => i > 0))).Message);
        Assert.Contains("leave [Static] away", Assert.Throws<ArgumentException>(() => f.Call(s_x)).Message);
        List<object> cycle = [];
        cycle.Add(cycle);
        Assert.Contains("contains itself", Assert.Throws<ArgumentException>(() => f.Call(cycle)).Message);
        Assert.Equal(0, f.Count);
    }

    [Fact]
    public void Under_a_trace_static_arguments_are_told_apart_too()
    {
        Traces<int[]> f = new((x, axes) => Jnp.Sum(x, axes));
        NdArray<float> sums = Jax.Jit((NdArray<float> x) => Jnp.Sum(f.Function(x, [0])) * f.Function(x, [0, 1]))(s_x);
        Assert.Equal(15f * 15f, (float)sums);
    }

    [Fact]
    public void MakeJaxpr_takes_static_arguments_of_any_kind()
    {
        Func<NdArray<float>, int[], NdArray<float>> sum = Sum;
        Assert.Contains("reduce_sum[axes=(0,)", Jax.MakeJaxpr(sum)(s_x, [0]).ToString());
        Assert.Contains("reduce_sum[axes=(1,)", Jax.MakeJaxpr((Delegate)sum)(s_x, new[] { 1 }).ToString());
        Assert.DoesNotContain("b:i32", Jax.MakeJaxpr(sum)(s_x, [0]).ToString());
        static NdArray<float> Sum(NdArray<float> x, [Static] int[] axes) => Jnp.Sum(x, axes);
    }

    // A function with a static argument, and how often it was traced.
    private sealed class Traces<T>
    {
        public Traces(Func<NdArray<float>, T, NdArray<float>> f)
        {
            Func<NdArray<float>, T, NdArray<float>> body = (NdArray<float> x, [Static] T options) =>
            {
                Count++;
                return f(x, options);
            };
            Function = Jax.Jit(body);
        }

        public int Count { get; private set; }

        public Func<NdArray<float>, T, NdArray<float>> Function { get; }

        public float[] Call(T value) => Function(s_x, value).ToArray();
    }

    private static readonly Parity s_parity = new();

    private sealed class Parity : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 2 == y % 2;

        public int GetHashCode(int obj) => obj % 2;
    }

    public record RecList(List<int> L);

    public record Axes(string Name, int[] Reduced);

    public record Longer(string Name, int[] Reduced, int More) : Axes(Name, Reduced);

    public readonly struct Point(int x, float[] values)
    {
        public int X { get; } = x;

        public float[] Values { get; } = values;
    }

    public record Holder(Mutable Inner);

    public class Mutable
    {
        public int Value { get; set; }
    }

    public sealed class Own(int value) : IEquatable<Own>
    {
        private readonly int _value = value;

        public bool Equals(Own? other) => other?._value == _value;

        public override bool Equals(object? obj) => Equals(obj as Own);

        public override int GetHashCode() => _value;
    }
}
