// Span kernels on every element type: XLA's integer rules, scalar operands, results over an operand, bools.
using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Runtime.Tests.Primitives;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class KernelTests
{
    [Fact]
    public void Integer_division_and_remainder_follow_XLA()
    {
        Assert.Equal([-1, int.MinValue, 3, -3, 0], Run(SpanKernels.Divide, [5, int.MinValue, 7, -7, 0], [0, -1, 2, 2, 3]));
        Assert.Equal([5, 0, 1, -1, 0], Run(SpanKernels.Remainder, [5, int.MinValue, 7, -7, 0], [0, -1, 2, 2, 3]));
        Assert.Equal([-1L, long.MinValue, -4L], Run(SpanKernels.Divide, [5L, long.MinValue, -9L], [0L, -1L, 2L]));
        Assert.Equal([uint.MaxValue, 2147483647u], Run(SpanKernels.Divide, [5u, uint.MaxValue], [0u, 2u]));
        Assert.Equal([1.5f, -1.5f, float.NaN], Run(SpanKernels.Remainder, [5.5f, -5.5f, 1f], [2f, 2f, 0f]));
    }

    [Fact]
    public void Shifts_by_the_width_or_more_give_zero_or_the_sign()
    {
        Assert.Equal([0, 0, 8, 0], Run(SpanKernels.ShiftLeft, [1, 1, 1, 5], [32, -1, 3, 99]));
        Assert.Equal([-1, -1, -2, 0], Run(SpanKernels.ShiftRightArithmetic, [-8, -8, -8, 8], [32, -1, 2, 77]));
        Assert.Equal([0, 0, 1], Run(SpanKernels.ShiftRightLogical, [-8, -8, -1], [32, -1, 31]));
        Assert.Equal([0L, -1L << 63, 0L], Run(SpanKernels.ShiftLeft, [1L, 1L, 1L], [64L, 63L, -1L]));
        Assert.Equal([-1L, -1L, -4L], Run(SpanKernels.ShiftRightArithmetic, [-8L, -8L, -8L], [64L, 63L, 1L]));
        Assert.Equal([0u, 0x80000000u, 1u], Run(SpanKernels.ShiftLeft, [1u, 1u, 1u], [32u, 31u, 0u]));
    }

    [Fact]
    public void Shifts_agree_with_the_scalar_rules_at_every_width()
    {
        Shifts<int>();
        Shifts<uint>();
        Shifts<long>();
    }

    [Fact]
    public void Extremes_propagate_nans_and_order_zeros()
    {
        float[] larger = Run(SpanKernels.Maximum, [-0f, 0f, float.NaN, 1f], [0f, -0f, 1f, float.NaN]);
        Assert.False(float.IsNegative(larger[0]) || float.IsNegative(larger[1]));
        Assert.True(float.IsNaN(larger[2]) && float.IsNaN(larger[3]));
        double[] smaller = Run(SpanKernels.Minimum, [-0.0, 0.0, double.NaN, 1], [0.0, -0.0, 1, double.NaN]);
        Assert.True(double.IsNegative(smaller[0]) && double.IsNegative(smaller[1]));
        Assert.True(double.IsNaN(smaller[2]) && double.IsNaN(smaller[3]));
    }

    [Fact]
    public void Signs_of_zeros_survive()
    {
        float[] negated = RunUnary(SpanKernels.Negate, [0f, -0f, 1f]);
        Assert.True(float.IsNegative(negated[0]) && !float.IsNegative(negated[1]));
        Assert.True(float.IsNegative(RunUnary(SpanKernels.Sin, [-0f])[0]) && double.IsNegative(RunUnary(SpanKernels.Tanh, [-0.0])[0]));
        Assert.True(float.IsNegative(RunUnary(SpanKernels.Sign, [-0f])[0]));
        Assert.True(float.IsNegative(RunUnary(SpanKernels.Floor, [-0f])[0]));
        Assert.Equal([-1, 0, 1], RunUnary(SpanKernels.Sign, [-5, 0, 9]));
    }

    [Fact]
    public void Comparisons_write_bools_and_nans_compare_false()
    {
        Assert.Equal([false, true, false, false], Compare(SpanKernels.Less, [2f, 1f, float.NaN, 1f], [1f, 2f, 1f, float.NaN]));
        Assert.Equal([true, false, true, true], Compare(SpanKernels.NotEqual, [2f, 1f, float.NaN, 1f], [1f, 1f, 1f, float.NaN]));
        Assert.Equal([true, false], Compare(SpanKernels.Less, [1u, 0x80000000u], [0x80000000u, 1u]));
        Assert.Equal([false, true, false], Compare(SpanKernels.Less, [true, false, false], [true, true, false]));
        Assert.Equal([true, false, true], Compare(SpanKernels.IsFinite, [1.0, double.PositiveInfinity, -2.0], [1.0, double.PositiveInfinity, -2.0]));
        for (int n = 1; n < 70; n++)
        {
            double[] x = new double[n], y = new double[n];
            for (int i = 0; i < n; i++)
            {
                (x[i], y[i]) = (i * 5 % 7, 3);
            }
            bool[] less = Compare(SpanKernels.Less, x, y);
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(x[i] < y[i], less[i]);
            }
        }
    }

    [Fact]
    public void Scalar_operands_are_read_once_and_results_may_overwrite_an_operand()
    {
        for (int n = 1; n < 70; n++)
        {
            float[] x = new float[n + 1];
            x.AsSpan().Fill(2);
            float[] three = [3];
            KernelCall call = new()
            {
                A = ref Unsafe.As<float, byte>(ref three[0]),
                ScalarA = true,
                B = ref Unsafe.As<float, byte>(ref x[0]),
                Destination = ref Unsafe.As<float, byte>(ref x[0]),
                Length = n,
                Kind = ElementKind.Float32,
            };
            SpanKernels.Subtract.Run(ref call);
            Assert.All(x[..n], v => Assert.Equal(1, v));
            Assert.Equal(2, x[n]);
        }
    }

    [Fact]
    public void Select_takes_the_third_operand_where_true()
    {
        bool[] which = new bool[37];
        double[] no = new double[37], yes = [5], result = new double[37];
        for (int i = 0; i < 37; i++)
        {
            (which[i], no[i]) = (i % 3 == 0, i);
        }
        KernelCall call = new()
        {
            A = ref Unsafe.As<bool, byte>(ref which[0]),
            B = ref Unsafe.As<double, byte>(ref no[0]),
            C = ref Unsafe.As<double, byte>(ref yes[0]),
            ScalarC = true,
            Destination = ref Unsafe.As<double, byte>(ref result[0]),
            Length = 37,
            Kind = ElementKind.Float64,
        };
        SpanKernels.Select.Run(ref call);
        for (int i = 0; i < 37; i++)
        {
            Assert.Equal(i % 3 == 0 ? 5 : i, result[i]);
        }
    }

    [Fact]
    public void Integer_powers_square_repeatedly()
    {
        float[] x = [1.1f, -3f, 0f];
        KernelCall call = new() { A = ref Unsafe.As<float, byte>(ref x[0]), Destination = ref Unsafe.As<float, byte>(ref x[0]), Length = 3, Kind = ElementKind.Float32, Parameter = -3 };
        SpanKernels.IntegerPower.Run(ref call);
        Assert.Equal([1 / (1.1f * (1.1f * 1.1f)), 1 / -27f, float.PositiveInfinity], x);
    }

    [Fact]
    public void Every_kernel_of_one_argument_runs_on_floats_and_doubles_of_any_length()
    {
        int reached = 0;
        foreach (Primitive primitive in Prims.All.Where(p => p.Semantics is Semantics.Elementwise))
        {
            if (primitive.Semantics is not Semantics.Elementwise || primitive.Parameters.Parameters.Any(p => !p.HasDefault)
                || Samples.Of(primitive).FirstOrDefault(s => s.Avals.Length == 1 && s.Avals[0].DType == DType.Float32) is not { } sample
                || primitive.Shape(primitive, sample.Avals, sample.Params)[0].DType != DType.Float32)
            {
                continue;
            }
            reached++;
            SpanKernel kernel = SrcGenJit.Eager.KernelTable.Find(((Semantics.Elementwise)primitive.Semantics).Kernel);
            float whole = RunUnary(kernel, Filled(33, 0.25f))[0];
            double wholeDouble = RunUnary(kernel, Filled(33, 0.25))[0];
            for (int n = 1; n < 33; n++)
            {
                Assert.All(RunUnary(kernel, Filled(n, 0.25f)), v => Assert.Equal(whole, v));
                Assert.All(RunUnary(kernel, Filled(n, 0.25)), v => Assert.Equal(wholeDouble, v));
            }
        }
        Assert.InRange(reached, 30, 100);
    }

    [Fact]
    public void Integers_to_negative_powers_do_not_depend_on_their_neighbours()
    {
        Assert.Equal([-1, 1, 0, 1, 0, 1024], Run(SpanKernels.Power, [-1, -1, int.MaxValue, 1, 0, 2], [-1, -2, -1, -3, -1, 10]));
        Assert.Equal([-1L, 1L, 0L, 1L, 0L, 1L << 40], Run(SpanKernels.Power, [-1L, -1L, long.MaxValue, 1L, 3L, 2L], [-1L, -2L, -1L, -3L, -1L, 40L]));
    }

    private static void Shifts<T>()
        where T : unmanaged
    {
        T[] x = LaneRunner.Numbers<T>(21, 500), counts = new T[500];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Element.FromBits<T>((i % 75) - 3);
        }
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<ShiftLeftFunction, T>(x, counts), i => $"{x[i]} << {counts[i]}");
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<ShiftRightLogicalFunction, T>(x, counts), i => $"{x[i]} >>> {counts[i]}");
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<ShiftRightArithmeticFunction, T>(x, counts), i => $"{x[i]} >> {counts[i]}");
        T[] left = LaneRunner.Binary<ShiftLeftFunction, Lanes256<T>, T>(x, counts), right = LaneRunner.Binary<ShiftRightArithmeticFunction, Lanes256<T>, T>(x, counts);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.True(LaneRunner.Same(Element.ShiftLeft(x[i], counts[i]), left[i]), $"{x[i]} << {counts[i]}");
            Assert.True(LaneRunner.Same(Element.ShiftRightArithmetic(x[i], counts[i]), right[i]), $"{x[i]} >> {counts[i]}");
        }
    }

    private static T[] Filled<T>(int n, T value)
    {
        T[] x = new T[n];
        x.AsSpan().Fill(value);
        return x;
    }

    private static T[] RunUnary<T>(SpanKernel kernel, T[] x)
        where T : unmanaged
    {
        T[] y = new T[x.Length];
        KernelCall call = new() { A = ref Unsafe.As<T, byte>(ref x[0]), Destination = ref Unsafe.As<T, byte>(ref y[0]), Length = x.Length, Kind = ConversionTests.KindOf<T>() };
        kernel.Run(ref call);
        return y;
    }

    private static T[] Run<T>(SpanKernel kernel, T[] x, T[] y)
        where T : unmanaged
    {
        T[] z = new T[x.Length];
        RunInto(kernel, x, y, z);
        return z;
    }

    private static bool[] Compare<T>(SpanKernel kernel, T[] x, T[] y)
        where T : unmanaged
    {
        bool[] z = new bool[x.Length];
        RunInto(kernel, x, y, z);
        return z;
    }

    private static void RunInto<T, U>(SpanKernel kernel, T[] x, T[] y, U[] z)
        where T : unmanaged
        where U : unmanaged
    {
        KernelCall call = new()
        {
            A = ref Unsafe.As<T, byte>(ref x[0]),
            B = ref Unsafe.As<T, byte>(ref y[0]),
            Destination = ref Unsafe.As<U, byte>(ref z[0]),
            Length = x.Length,
            Kind = ConversionTests.KindOf<T>(),
        };
        kernel.Run(ref call);
    }
}
