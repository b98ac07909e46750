// Slices of every start, stop, step and length count as Python's do: at once, in updates, and in code compiled for known and for symbolic lengths.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Indexing;

public class SliceTests
{
    private static readonly int?[] s_bounds = [null, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 10];
    private static readonly int[] s_steps = [1, 2, 3, 7, int.MaxValue, -1, -2, -3, -7, int.MinValue];

    private static IEnumerable<(int? Start, int? Stop, int Step, int Length)> All =>
        from start in s_bounds from stop in s_bounds from step in s_steps from length in Enumerable.Range(0, 6) select (start, stop, step, length);

    [Fact]
    public void Every_slice_is_Pythons()
    {
        List<string> failures = [];
        int count = 0;
        foreach ((int? start, int? stop, int step, int length) in All)
        {
            count++;
            float[] expected = [.. NumpyIndex.Slice(start, stop, step, length).Select(i => (float)i)];
            NdArray<float> x = Iota(length);
            Slice slice = new(start, stop, step);
            Note(failures, (start, stop, step, length), expected, () => x[slice]);
        }
        Assert.True(count >= 3456);
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} differ\n" + string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public void Every_slice_can_be_set()
    {
        List<string> failures = [];
        foreach ((int? start, int? stop, int step, int length) in All)
        {
            int[] positions = NumpyIndex.Slice(start, stop, step, length);
            float[] expected = [.. Enumerable.Range(0, length).Select(i => (float)i)];
            for (int k = 0; k < positions.Length; k++)
            {
                expected[positions[k]] = 100 + k;
            }
            NdArray<float> x = Iota(length), values = Iota(positions.Length) + 100f;
            Slice slice = new(start, stop, step);
            Note(failures, (start, stop, step, length), expected, () => x.At[slice].Set(values));
        }
        Assert.True(failures.Count == 0, $"{failures.Count} differ\n" + string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public void Jitted_slices_are_Pythons()
    {
        List<string> failures = [];
        foreach ((int? start, int? stop, int step, int length) in All.Where((_, i) => i % 37 == 0))
        {
            Slice slice = new(start, stop, step);
            float[] expected = [.. NumpyIndex.Slice(start, stop, step, length).Select(i => (float)i)];
            Note(failures, (start, stop, step, length), expected, () => Jax.Jit((NdArray<float> v) => v[slice])(Iota(length)));
        }
        Assert.True(failures.Count == 0, $"{failures.Count} differ\n" + string.Join('\n', failures.Take(20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void Slices_compiled_for_every_length_are_Pythons(int length)
    {
        NdArray<float> x = Iota(length);
        Assert.Equal(SliceMethods.ForwardSlices.SelectMany(s => NumpyIndex.Slice(s.Start, s.Stop, s.Step, length)).Select(i => (float)i), SliceMethods.Forward(x).ToArray());
        Assert.Equal(SliceMethods.BackwardSlices.SelectMany(s => NumpyIndex.Slice(s.Start, s.Stop, s.Step, length)).Select(i => (float)i), SliceMethods.Backward(x).ToArray());
    }

    [Fact]
    public void Slices_compiled_for_a_known_length_are_Pythons()
    {
        float[] expected = [.. SliceMethods.ForwardSlices.Concat(SliceMethods.BackwardSlices).SelectMany(s => NumpyIndex.Slice(s.Start, s.Stop, s.Step, 5)).Select(i => (float)i)];
        Assert.Equal(expected, SliceMethods.Five(Iota(5)).ToArray());
    }

    [Fact]
    public void A_step_of_0_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Slice(null, null, 0));

    private static void Note(List<string> failures, (int? Start, int? Stop, int Step, int Length) slice, float[] expected, Func<NdArray<float>> run)
    {
        string actual;
        try
        {
            actual = string.Join(' ', run().ToArray());
        }
        catch (Exception e)
        {
            actual = $"{e.GetType().Name} {e.Message}";
        }
        if (actual != string.Join(' ', expected))
        {
            failures.Add($"{slice}: {actual}, not {string.Join(' ', expected)}");
        }
    }

    private static NdArray<float> Iota(int length) => new([.. Enumerable.Range(0, length).Select(i => (float)i)]);
}

internal static class SliceMethods
{
    public static (int? Start, int? Stop, int Step)[] ForwardSlices { get; } = [(null, null, 2), (1, null, 2), (-3, null, 1), (null, -2, 1), (4, 2, 2), (-4, -1, 3), (2, 10, 1)];

    public static (int? Start, int? Stop, int Step)[] BackwardSlices { get; } = [(null, null, -1), (null, null, -2), (-10, null, -1), (3, 0, -1), (-2, null, -3), (1, 4, -1), (10, 1, -2)];

    [Jit]
    public static NdArray<float> Forward([Shape("n")] NdArray<float> x) => Jnp.Concatenate(
        [x[new Slice(null, null, 2)], x[new Slice(1, null, 2)], x[new Slice(-3, null)], x[new Slice(null, -2)], x[new Slice(4, 2, 2)], x[new Slice(-4, -1, 3)], x[new Slice(2, 10)]]);

    [Jit]
    public static NdArray<float> Backward([Shape("n")] NdArray<float> x) => Jnp.Concatenate(
        [x[new Slice(null, null, -1)], x[new Slice(null, null, -2)], x[new Slice(-10, null, -1)], x[new Slice(3, 0, -1)], x[new Slice(-2, null, -3)], x[new Slice(1, 4, -1)], x[new Slice(10, 1, -2)]]);

    [Jit]
    public static NdArray<float> Five([Shape("5")] NdArray<float> x) => Jnp.Concatenate(
        [x[new Slice(null, null, 2)], x[new Slice(1, null, 2)], x[new Slice(-3, null)], x[new Slice(null, -2)], x[new Slice(4, 2, 2)], x[new Slice(-4, -1, 3)], x[new Slice(2, 10)],
         x[new Slice(null, null, -1)], x[new Slice(null, null, -2)], x[new Slice(-10, null, -1)], x[new Slice(3, 0, -1)], x[new Slice(-2, null, -3)], x[new Slice(1, 4, -1)], x[new Slice(10, 1, -2)]]);
}
