// C# arrays and spans as parameters and results of [Jit] methods, and guards at the border: every compiled call does to memory what the C# body does. A delegate runs the C# body.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class MemoryTests
{
    private static readonly double[] s_a = [3, 1, 4, 1, 5, 9];

    [Fact]
    public void An_array_is_read()
    {
        Func<double[], double> body = MemoryMethods.Total;
        Assert.Equal(body(s_a), MemoryMethods.Total(s_a));
        Assert.Equal(0, MemoryMethods.Total([]));
        Assert.Equal(0, Kernel("Total").Fallbacks);
    }

    [Fact]
    public void Null_is_what_it_is_in_the_method()
    {
        Assert.Throws<NullReferenceException>(() => MemoryMethods.Total(null!));
        Assert.Equal(-1, MemoryMethods.LengthOrLess(null));
        Assert.Equal(6, MemoryMethods.LengthOrLess(s_a));
    }

    [Fact]
    public void Arrays_come_back_new()
    {
        Assert.Equal([1.0, 4.0, 9.0], MemoryMethods.Squares([1, 2, 3]));
        Assert.Empty(MemoryMethods.Squares([]));
        var (values, sum) = MemoryMethods.SquaresAndSum([1, 2, 3]);
        Assert.Equal([1.0, 4.0, 9.0], values);
        Assert.Equal(14, sum);
    }

    [Fact]
    public void Arrays_of_two_dimensions_come_and_go()
    {
        double[,] m = { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, MemoryMethods.Transposed(m));
        Assert.Equal(new double[0, 2], MemoryMethods.Transposed(new double[2, 0]));
        MemoryMethods.Clear(m, 1);
        Assert.Equal(new double[,] { { 1, 2, 3 }, { 0, 0, 0 } }, m);
        Assert.Throws<IndexOutOfRangeException>(() => MemoryMethods.Clear(m, 2));
    }

    [Fact]
    public void Elements_of_every_type_are_read_and_written()
    {
        float[] f = [1, 2];
        int[] i = [int.MaxValue, 2];
        long[] l = [long.MaxValue, 2];
        uint[] u = [uint.MaxValue, 2];
        bool[] b = [true, false];
        MemoryMethods.Each(f, i, l, u, b);
        Assert.Equal([1.5f, 2], f);
        Assert.Equal([int.MinValue, 2], i);
        Assert.Equal([long.MinValue, 2], l);
        Assert.Equal([0u, 2], u);
        Assert.Equal([false, false], b);
        Assert.Equal(0, Kernel("Each").Fallbacks);
    }

    [Fact]
    public void A_span_is_written_in_the_callers_memory()
    {
        double[] all = [1, 2, 3, 4, 5];
        MemoryMethods.Scale(all.AsSpan(1, 3), 10);
        Assert.Equal([1, 20, 30, 40, 5], all);
        MemoryMethods.Scale([], 10);
    }

    [Fact]
    public void A_span_that_is_only_written_gets_what_the_method_wrote_and_no_more()
    {
        double[] to = [7, 7, 7, 7];
        MemoryMethods.EveryOther(s_a, to);
        Assert.Equal([3, 7, 4, 7], to);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Memory_that_two_spans_share_is_seen_by_both(int offset)
    {
        double[] compiled = [1, 2, 3, 4, 5], reference = [1, 2, 3, 4, 5];
        MemoryMethods.AddTo(compiled.AsSpan(0, 3), compiled.AsSpan(offset, 3));
        for (int i = 0; i < 3; i++)
        {
            reference[offset + i] += reference[i];
        }
        Assert.Equal(reference, compiled);
        Assert.Equal("'from' and 'to' share memory", Kernel("AddTo").LastFallback);
    }

    [Fact]
    public void One_array_given_twice_is_one_array()
    {
        double[] a = [1, 2], b = [3, 4];
        Assert.Equal(13, MemoryMethods.Both(a, b));
        Assert.Equal([10.0, 2.0], a);
        Assert.Equal([3.0, 4.0], b);
        Assert.Equal(20, MemoryMethods.Both(b, b));
    }

    [Fact]
    public void An_array_within_a_record_is_written()
    {
        State state = new([1, 2, 3], 0.5);
        MemoryMethods.Step(state);
        Assert.Equal([1.5, 2.5, 3.5], state.Position);
    }

    [Fact]
    public void An_index_outside_throws_what_the_method_throws()
    {
        Assert.Equal(4, MemoryMethods.At(s_a, 2));
        Assert.Throws<IndexOutOfRangeException>(() => MemoryMethods.At(s_a, 6));
        Assert.Throws<IndexOutOfRangeException>(() => MemoryMethods.At(s_a, -1));
        Assert.Throws<IndexOutOfRangeException>(() => MemoryMethods.At([], 0));
    }

    [Fact]
    public void A_method_that_throws_half_way_has_written_what_it_wrote_before()
    {
        double[] compiled = [1, 2, 3], reference = [1, 2, 3];
        Action<double[], int> body = MemoryMethods.Increment;
        Assert.Throws<IndexOutOfRangeException>(() => MemoryMethods.Increment(compiled, 5));
        Assert.Throws<IndexOutOfRangeException>(() => body(reference, 5));
        Assert.Equal(reference, compiled);
    }

    [Fact]
    public void The_exception_of_a_check_is_the_methods_own()
    {
        Assert.Equal(2, MemoryMethods.RootOf(4));
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => MemoryMethods.RootOf(-1));
        Assert.Equal("x", error.ParamName);
        Assert.Equal(-1.0, error.ActualValue);
    }

    [Fact]
    public void Arrays_of_the_library_and_of_the_language_meet()
    {
        NdArray<double> x = new([1, 2, 3]);
        double[] to = new double[3];
        MemoryMethods.Copy(x, to);
        Assert.Equal([2.0, 4.0, 6.0], to);
        Assert.Equal([4.0, 3.0, 7.0], MemoryMethods.Sum(x, [3, 1, 4]).ToArray());
        Assert.Contains("the dimension 'n' is 3 by 'x' and 2 by 'y'", Assert.Throws<ArgumentException>(() => MemoryMethods.Sum(x, [3, 1])).Message, StringComparison.Ordinal);
        // While something else is traced, plain memory is plain memory.
        Assert.Equal([15.0, 15.0, 15.0], Jax.Jit((NdArray<double> v) => v * 0 + MemoryMethods.Total([1, 2, 3, 4, 5]))(x).ToArray());
        Assert.Equal([2.0, 3.0, 4.0], Jax.Jit((NdArray<double> v) => MemoryMethods.Sum(v, [1, 1, 1]))(x).ToArray());
    }

    [Fact]
    public void Arrays_with_their_elements_written_out_come_back()
    {
        Assert.Equal([2.0, 3.0, 4.0], MemoryMethods.WrittenOut(2));
        Assert.Empty(MemoryMethods.Nothing(2));
        Assert.NotSame(MemoryMethods.Constants(2), MemoryMethods.Constants(2));
        Assert.Equal([1.0, 2.0], MemoryMethods.Constants(2));
        Solution solution = MemoryMethods.Solved(3);
        Assert.Equal([3.0, 6.0], solution.Values);
        Assert.Equal(2, solution.Steps);
    }

    [Fact]
    public void Whether_two_arrays_are_one_is_asked_of_the_call()
    {
        Assert.False(MemoryMethods.AreOne([1, 2], [1, 2]));
        Assert.True(MemoryMethods.AreOne(s_a, s_a));
        Assert.Equal("two arguments are one object", Kernel("AreOne").LastFallback);
    }

    [Fact]
    public void A_span_made_of_arguments_is_read()
    {
        Assert.Equal(6, MemoryMethods.TotalOf(1, 2, 3));
        Assert.Equal(23, MemoryMethods.TotalOf(s_a));
        Assert.Equal(0, MemoryMethods.TotalOf());
    }

    [Fact]
    public void An_object_that_may_be_the_callers_own_is_left_to_the_method()
    {
        double[] a = [1, 2, 3];
        Assert.Same(a, MemoryMethods.Chosen(a, 1));
        Assert.Equal([0.0, 0.0, 0.0], MemoryMethods.Chosen(a, -1));
    }

    [Fact]
    public void Two_buffers_in_turn_are_a_result()
    {
        double[] start = [1, 2];
        Assert.Equal([8.0, 16.0], MemoryMethods.InTurn(start, 3));
        Assert.Equal([1.0, 2.0], start);
        Assert.NotSame(start, MemoryMethods.InTurn(start, 0));
        Assert.Equal(0, Kernel("InTurn").Fallbacks);
    }

    [Fact]
    public void A_number_that_is_passed_by_reference_may_stand_in_the_memory_that_is_written()
    {
        double[] a = [1, 2];
        double two = 2;
        MemoryMethods.AddEach(a, in two);
        Assert.Equal([3.0, 4.0], a);
        MemoryMethods.AddEach(a, in a[0]);
        Assert.Equal([6.0, 10.0], a);
    }

    [Fact]
    public void The_length_of_an_array_is_a_dimension()
    {
        Assert.Equal(6, MemoryMethods.Mean([5, 7]));
        Assert.Equal([1.0, 2.0, 3.0, 4.0], MemoryMethods.Joined([1], [2, 3, 4]));
    }

    private static KernelInfo Kernel(string name) => JitInfo.Kernels.Single(k => k.Display.StartsWith("MemoryMethods." + name + "(", StringComparison.Ordinal));
}

public sealed record State(double[] Position, double Velocity);

public sealed record Solution(double[] Values, int Steps);

internal static class MemoryMethods
{
    [Jit]
    public static double[] WrittenOut(double x) => [x, 3, 2 * x];

    [Jit]
    public static void AddEach(double[] values, in double x)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += x;
        }
    }

    [Jit]
    public static double[] Constants(double x) => [1, 2];

    [Jit]
    public static double[] Nothing(double x) => [];

    [Jit]
    public static Solution Solved(double x) => new([x, 2 * x], 2);

    [Jit]
    public static bool AreOne(double[] a, double[] b) => a == b;

    [Jit]
    public static double TotalOf(params ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }

#pragma warning disable SGJ104 // Which of the two it is, only the method knows.
    [Jit]
    public static double[] Chosen([Shape("3")] double[] a, double x)
    {
        double[] zeros = new double[3];
        return x > 0 ? a : zeros;
    }
#pragma warning restore SGJ104

    [Jit]
    public static double[] InTurn(double[] start, int steps)
    {
        double[] a = (double[])start.Clone(), b = new double[start.Length];
        for (int i = 0; i < steps; i++)
        {
            for (int j = 0; j < a.Length; j++)
            {
                b[j] = 2 * a[j];
            }
            (a, b) = (b, a);
        }
        return a;
    }

    [Jit]
    public static double Total(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }

    [Jit]
    public static int LengthOrLess(double[]? values) => values is null ? -1 : values.Length;

    [Jit]
    public static double[] Squares(double[] values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i] * values[i];
        }
        return result;
    }

    [Jit]
    public static (double[] Values, double Sum) SquaresAndSum(double[] values)
    {
        double[] squares = Squares(values);
        return (squares, Total(squares));
    }

    [Jit]
    public static double[,] Transposed(double[,] m)
    {
        double[,] result = new double[m.GetLength(1), m.GetLength(0)];
        for (int i = 0; i < m.GetLength(0); i++)
        {
            for (int j = 0; j < m.GetLength(1); j++)
            {
                result[j, i] = m[i, j];
            }
        }
        return result;
    }

    [Jit]
    public static void Clear(double[,] m, int row)
    {
        for (int j = 0; j < m.GetLength(1); j++)
        {
            m[row, j] = 0;
        }
    }

    [Jit]
    public static void Each(float[] f, int[] i, long[] l, uint[] u, bool[] b)
    {
        f[0] += 0.5f;
        i[0]++;
        l[0]++;
        u[0]++;
        b[0] = !b[0];
    }

    [Jit]
    public static void Scale(Span<double> values, double factor)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    [Jit]
    public static void EveryOther(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i += 2)
        {
            to[i] = from[i];
        }
    }

    [Jit]
    public static void AddTo(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    [Jit]
    public static double Both(double[] a, double[] b)
    {
        a[0] = 10;
        return a[0] + b[0];
    }

    [Jit]
    public static void Step(State state)
    {
        for (int i = 0; i < state.Position.Length; i++)
        {
            state.Position[i] += state.Velocity;
        }
    }

    [Jit]
    public static double At(double[] values, int index) => values[index];

    [Jit]
    public static void Increment(double[] values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            values[i]++;
        }
    }

    [Jit]
    public static double RootOf(double x)
    {
        if (x < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "no root");
        }
        return Math.Sqrt(x);
    }

    [Jit]
    public static void Copy([Shape("n")] NdArray<double> x, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = 2 * (double)x[i];
        }
    }

    [Jit]
    public static NdArray<double> Sum([Shape("n")] NdArray<double> x, [Shape("n")] double[] y) => x + new NdArray<double>(y);

    [Jit]
    public static double Mean(double[] values) => Total(values) / values.Length;

    [Jit]
    public static double[] Joined(double[] first, double[] second)
    {
        double[] result = new double[first.Length + second.Length];
        for (int i = 0; i < first.Length; i++)
        {
            result[i] = first[i];
        }
        for (int i = 0; i < second.Length; i++)
        {
            result[first.Length + i] = second[i];
        }
        return result;
    }
}
