// Indices of every kind, mixed at random: reading, updating, derivatives, vmap and compiled code against NumPy's rules in plain loops.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Indexing;

public class IndexingTests
{
    private const int Cases = 800;

    [Fact]
    public void Arrays_that_are_not_side_by_side_come_first()
    {
        NdArray<float> x = Iota(4, 5, 6);
        NdArray<float> y = x[new[] { 0, 1 }, 1..3, new[] { 2, 3 }];
        Assert.Equal([2, 2], y.Shape.ToInts());
        Assert.Equal([(0 * 30) + 6 + 2f, 12 + 2, 30 + 6 + 3, 30 + 12 + 3], y.ToArray());
        Assert.Equal([30 + 24 + 3f, 24 + 2], x[new[] { 1, 0 }, ^1, new[] { 3, 2 }].ToArray());
    }

    [Fact]
    public void Reading_is_NumPys() => Check((x, shape, index, rule) =>
    {
        NdArray<float> y = x[index];
        return y.Shape.ToInts().SequenceEqual(rule.Shape) ? Difference(rule.Positions.Select(p => (float)p), y) : $"shape {y.Shape}, not ({string.Join(", ", rule.Shape)})";
    });

    [Fact]
    public void Adding_adds_as_often_as_an_index_is_repeated() => Check((x, shape, index, rule) =>
    {
        NdArray<float> values = Values(rule);
        float[] expected = x.ToArray();
        for (int i = 0; i < rule.Positions.Length; i++)
        {
            expected[rule.Positions[i]] += i + 1;
        }
        return Difference(expected, x.At[index].Add(values));
    });

    [Fact]
    public void Setting_replaces_and_its_derivative_goes_to_the_values() => Check((x, shape, index, rule) =>
    {
        if (rule.Positions.Distinct().Count() != rule.Positions.Length)
        {
            return null;
        }
        NdArray<float> values = Values(rule);
        float[] expected = x.ToArray(), weights = [.. x.ToArray().Select(v => (v * 2) + 1)], kept = [.. weights];
        for (int i = 0; i < rule.Positions.Length; i++)
        {
            expected[rule.Positions[i]] = i + 1;
            kept[rule.Positions[i]] = 0;
        }
        if (Difference(expected, x.At[index].Set(values)) is { } difference)
        {
            return difference;
        }
        NdArray<float> weight = new(weights, shape);
        NdArray<float>[] slopes = Jax.Grad((NdArray<float> a, NdArray<float> v) => Jnp.Sum(a.At[index].Set(v) * weight), [0, 1])(x, values);
        return Difference(kept, slopes[0]) ?? Difference(rule.Positions.Select(p => weights[p]), slopes[1]);
    });

    [Fact]
    public void The_gradient_of_reading_adds_up_where_it_was_read() => Check((x, shape, index, rule) =>
    {
        NdArray<float> weights = Values(rule);
        float[] expected = new float[x.ToArray().Length];
        for (int i = 0; i < rule.Positions.Length; i++)
        {
            expected[rule.Positions[i]] += i + 1;
        }
        return Difference(expected, Jax.Grad((NdArray<float> v) => Jnp.Sum(v[index] * weights))(x));
    });

    [Fact]
    public void Vmap_indexes_every_example() => Check((x, shape, index, rule) =>
    {
        NdArray<float> y = Jax.Vmap((NdArray<float> v) => v[index])(Jnp.Stack([x, x + 1000f, x + 2000f]));
        return Difference(Enumerable.Range(0, 3).SelectMany(k => rule.Positions.Select(p => (float)(p + (1000 * k)))), y);
    });

    [Fact]
    public void Compiled_code_indexes_as_the_interpreter_does() => Check((x, shape, index, rule) =>
    {
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            xs => [SrcGenJit.Erased.Operators.Item(xs[0], NdIndex.Erase(index)), SrcGenJit.Erased.Operators.Add(xs[0], NdIndex.Erase(index), xs[1])],
            [x.Erased.Aval, Values(rule).Erased.Aval]);
        jaxpr.Check();
        NdArray[] inputs = [x.Erased, Values(rule).Erased], expected = Interpreter.Run(jaxpr, inputs);
        return Difference(rule.Positions.Select(p => (float)p), NdArray<float>.From(expected[0]))
            ?? Golden.GoldenRun.BitDifference(expected, BlockedEvaluator.Run(SrcGenJit.Core.Lowering.Lower(jaxpr), inputs));
    });

    [Fact]
    public void An_ellipsis_keeps_arrays_apart_even_where_it_stands_for_no_axis()
    {
        NdArray<float> x = Iota(5, 3, 4);
        int[] a = [0, 1], b = [2, 3];
        Assert.Equal([5, 2], x[NdIndex.All, a, b].Shape.ToInts());
        Assert.Equal([2, 5], x[NdIndex.All, a, NdIndex.Ellipsis, b].Shape.ToInts());
        Assert.Equal([2, 5], x[.., a, NdIndex.Ellipsis, b].Shape.ToInts());
        Assert.Equal([2, 5], x.At[NdIndex.All, a, NdIndex.Ellipsis, b].Set(Iota(2, 5))[NdIndex.All, a, NdIndex.Ellipsis, b].Shape.ToInts());
        Assert.Equal([2, 5, 1], x[NdIndex.All, a, NdIndex.NewAxis, b].Shape.ToInts());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Mixed_indices_compiled_for_every_length(int n)
    {
        NdArray<float> x = Iota(n, 5, 6), y = DynamicMethods.Mixed(x);
        Term rows = new Term.Array([2], [0, 1]), columns = new Term.Array([2], [2, 3]);
        NumpyIndex rule = NumpyIndex.Of([n, 5, 6], rows, new Term.Slice(1, 3, 1), columns);
        Assert.Equal(rule.Shape, y.Shape.ToInts());
        Assert.Equal(rule.Positions.Select(p => (float)p), y.ToArray());
        rule = NumpyIndex.Of([n, 5, 6], new Term.Array([2], [-1, 0]), new Term.Slice(null, null, -2), columns);
        y = DynamicMethods.MixedSteps(x, new([-1, 0]));
        Assert.Equal(rule.Shape, y.Shape.ToInts());
        Assert.Equal(rule.Positions.Select(p => (float)p), y.ToArray());
        rule = NumpyIndex.Of([n, 5, 6], rows, new Term.Slice(3, 0, -2), columns);
        Assert.Equal(rule.Positions.Order(), Enumerable.Range(0, n * 30).Where(i => DynamicMethods.MixedAdd(x).ToArray()[i] == i + 1));
    }

    [Fact]
    public void Beside_an_ellipsis_two_dots_are_one_axis()
    {
        NdArray<float> x = Iota(2, 3, 4, 5);
        Assert.Equal([2, 3, 4], x[NdIndex.Ellipsis, .., 0].Shape.ToInts());
        Assert.Equal([2, 3, 4], x[.., 0].Shape.ToInts());
        Assert.Equal([2, 3, 5], x[.., .., 0].Shape.ToInts());
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused()
    {
        NdArray<float> x = Iota(3), y = Iota(2, 3);
        bool[] five = [true, false, true, true, true];
        string message = Assert.Throws<IndexOutOfRangeException>(() => x[five]).Message;
        Assert.Equal("boolean index of shape (5,) does not match axis 0, (3,), of the array of shape (3,)", message);
        Assert.Throws<IndexOutOfRangeException>(() => x[new[] { true, false }]);
        Assert.Throws<IndexOutOfRangeException>(() => x.At[five].Set(1f));
        Assert.Throws<IndexOutOfRangeException>(() => Jax.Jit((NdArray<float> v) => v[five])(x));
        message = Assert.Throws<IndexOutOfRangeException>(() => y[.., new NdArray<bool>(new bool[6], [3, 2])]).Message;
        Assert.Contains("(3, 2)", message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", message, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => y[new[] { true, false, true }]);
    }

    [Fact]
    public void A_mask_of_rank_0_takes_all_or_nothing()
    {
        NdArray<float> x = Iota(2, 3);
        NdArray<bool> yes = new([true], []), no = new([false], []);
        Assert.Equal([1, 2, 3], x[yes].Shape.ToInts());
        Assert.Equal([0, 2, 3], x[no].Shape.ToInts());
        Assert.Equal([2, 1, 3], x[NdIndex.All, yes].Shape.ToInts());
        Assert.Equal([9, 9, 9, 9, 9, 9], x.At[yes].Set(9f).ToArray());
        Assert.Equal(x.ToArray(), x.At[no].Set(9f).ToArray());
    }

    [Fact]
    public void An_axis_without_elements_gives_none()
    {
        NdArray<float> x = Jnp.Zeros<float>([0, 3]);
        Assert.Equal([0, 3], x[new Slice(null, null, -1)].Shape.ToInts());
        Assert.Equal([0, 3], x[Array.Empty<int>()].Shape.ToInts());
        Assert.Equal([0, 2], x[Array.Empty<int>(), new Slice(0, 3, 2)].Shape.ToInts());
        Assert.Equal([0, 3], x.At[new[] { 0 }].Set(1f).Shape.ToInts());
        Assert.Contains("out of bounds for axis 0 with size 0", Assert.Throws<IndexOutOfRangeException>(() => x[new[] { 0 }]).Message, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => x[0]);
        Assert.Throws<IndexOutOfRangeException>(() => Jax.Jit((NdArray<float> v, NdArray<int> i) => v[i])(x, 0));
    }

    [Fact]
    public void Updates_beyond_an_axis_are_dropped_and_reads_of_numbers_refused()
    {
        NdArray<float> x = Iota(3);
        Assert.Equal(x.ToArray(), x.At[7].Set(1f).ToArray());
        Assert.Equal(x.ToArray(), x.At[-4].Add(1f).ToArray());
        Assert.Equal([0, 1, 9], x.At[new[] { 5, 2, -9 }].Set(9f).ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => x[7]);
        Assert.Throws<IndexOutOfRangeException>(() => Iota(3, 3)[7, new[] { 0, 1 }]);
    }

    private static void Check(Func<NdArray<float>, int[], NdIndex[], NumpyIndex, string?> run)
    {
        Random random = new(8);
        List<string> failures = [];
        int arrays = 0, apart = 0;
        for (int i = 0; i < Cases; i++)
        {
            (int[] shape, Term[] terms) = RandomIndex.Next(random);
            string text = $"x{string.Join('x', shape)}[{string.Join(", ", terms.AsEnumerable())}]";
            arrays += terms.Any(t => t is Term.Array or Term.Mask) ? 1 : 0;
            apart += terms.SkipWhile(t => t is not Term.Array).SkipWhile(t => t is Term.Array or Term.Integer).Any(t => t is Term.Array) ? 1 : 0;
            try
            {
                NdArray<float> x = Iota(shape);
                if (run(x, shape, [.. terms.Select(t => t.ToIndex())], NumpyIndex.Of(shape, terms)) is { } difference)
                {
                    failures.Add($"{text}: {difference}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{text}: {e.GetType().Name} {e.Message}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {Cases} differ\n" + string.Join('\n', failures.Take(20)));
        Assert.True(arrays > Cases / 4 && apart > Cases / 20, $"{arrays} with arrays, {apart} apart");
    }

    private static NdArray<float> Iota(params int[] shape)
    {
        float[] data = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => (float)i)];
        return new(data, shape);
    }

    private static NdArray<float> Values(NumpyIndex rule) => new([.. Enumerable.Range(1, rule.Positions.Length).Select(i => (float)i)], rule.Shape);

    private static string? Difference(IEnumerable<float> expected, NdArray<float> actual) => actual.ToArray().SequenceEqual(expected)
        ? null
        : $"[{string.Join(' ', actual.ToArray())}], not [{string.Join(' ', expected)}]";
}

/// <summary>Arrays of rank 0 to 4 with valid indices of every kind.</summary>
internal static class RandomIndex
{
    public static (int[] Shape, Term[] Terms) Next(Random random)
    {
        int[] shape = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(12) == 0 ? 0 : random.Next(1, 5))];
        int[] common = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, 4))];
        bool empty = common.Length > 0 && random.Next(15) == 0;
        if (empty)
        {
            common[0] = 0;
        }
        List<Term> terms = [];
        int ellipsis = random.Next(3) == 0 ? random.Next(shape.Length + 1) : -1;
        bool masked = false;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            while (random.Next(6) == 0)
            {
                terms.Add(new Term.NewAxis());
            }
            if (axis == ellipsis)
            {
                terms.Add(new Term.Ellipsis());
                axis += random.Next(shape.Length - axis + 1);
                if (axis == shape.Length)
                {
                    break;
                }
            }
            else if (ellipsis < 0 && random.Next(8) == 0)
            {
                break;
            }
            int size = shape[axis];
            switch (random.Next(10))
            {
                case < 2 when size > 0:
                    terms.Add(new Term.Integer(random.Next(-size, size)));
                    break;
                case < 6 when size > 0 || empty:
                    // Of a shape that broadcasts to the common one.
                    int[] array = [.. common.Skip(random.Next(common.Length + 1)).Select(d => random.Next(4) == 0 ? 1 : d)];
                    if (empty)
                    {
                        array = common;
                    }
                    terms.Add(new Term.Array(array, [.. Enumerable.Range(0, array.Aggregate(1, (a, b) => a * b)).Select(_ => random.Next(-size, size))]));
                    break;
                case 6 when !masked && !empty && common.Length == 1:
                    // As many true elements as the other arrays have.
                    int rank = random.Next(1, Math.Min(2, shape.Length - axis) + 1), elements = shape.Skip(axis).Take(rank).Aggregate(1, (a, b) => a * b);
                    if (elements < common[0])
                    {
                        goto default;
                    }
                    bool[] mask = new bool[elements];
                    foreach (int i in Enumerable.Range(0, elements).OrderBy(_ => random.Next()).Take(common[0]))
                    {
                        mask[i] = true;
                    }
                    masked = true;
                    terms.Add(new Term.Mask([.. shape.Skip(axis).Take(rank)], mask));
                    axis += rank - 1;
                    break;
                default:
                    int? Bound() => random.Next(3) == 0 ? null : random.Next(-6, 7);
                    terms.Add(new Term.Slice(Bound(), Bound(), random.Next(3) == 0 ? random.Next(1, 4) : random.Next(2) == 0 ? 1 : -random.Next(1, 4)));
                    break;
            }
        }
        return (shape, [.. terms]);
    }
}
