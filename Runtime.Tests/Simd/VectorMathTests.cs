// Every public method of VectorMath: any length, nothing touched outside the spans, exact in-place works, bad spans are refused by name; and the bits are those of the kernels.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Accuracy;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class VectorMathTests
{
    private const int Longest = 70;

    public static TheoryData<string> Methods => [.. SpanFunction.Methods.Select(m => m.ToString()!)];

    public static TheoryData<string> Functions => AccuracyTests.Functions;

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_length_is_right_and_nothing_else_is_touched(string method) => Find(method).Accept(new Lengths());

    [Theory]
    [MemberData(nameof(Methods))]
    public void Results_may_overwrite_arguments_exactly(string method) => Find(method).Accept(new InPlace());

    [Theory]
    [MemberData(nameof(Methods))]
    public void Short_and_overlapping_spans_are_refused_by_name(string method) => Find(method).Accept(new Refusals());

    [Theory]
    [MemberData(nameof(Functions))]
    public void Kernels_and_span_functions_of_the_catalogue_have_the_same_bits(string name)
    {
        Kernel<float>(AccuracyTests.Find(name));
        Kernel<double>(AccuracyTests.Find(name));
    }

    [Fact]
    public void Sine_and_cosine_together_have_the_bits_of_each()
    {
        Both<float>();
        Both<double>();
    }

    private static SpanFunction Find(string method) => SpanFunction.Of(SpanFunction.Methods.Single(m => m.ToString() == method));

    private static SpanFunction<T, T> Find<T>(string name, int inputs, int outputs)
        where T : unmanaged
    {
        // The power function is Pow to users of spans and Power to the kernels.
        IEnumerable<MethodInfo> named = SpanFunction.Methods.Where(m => m.Name == name || (name == "Power" && m.Name == "Pow"));
        return Assert.Single(named.Select(SpanFunction.Of).OfType<SpanFunction<T, T>>(), f => f.Inputs.Length == inputs && f.Outputs.Length == outputs);
    }

    private static void Kernel<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Samples.Mixed<T>(function, 5, 1003), y = Samples.Mixed<T>(function, 6, 1003), expected = new T[x.Length], results = new T[x.Length];
        PropertyInfo? property = typeof(SpanKernels).GetProperty(function.Member);
        Assert.True(property is not null, $"SpanKernels.{function.Member} is missing");
        KernelCall call = new()
        {
            A = ref Unsafe.As<T, byte>(ref x[0]),
            B = ref Unsafe.As<T, byte>(ref y[0]),
            Destination = ref Unsafe.As<T, byte>(ref results[0]),
            Length = x.Length,
            Kind = ConversionTests.KindOf<T>(),
        };
        ((SpanKernel)property.GetValue(null)!).Run(ref call);
        Find<T>(function.Member, function.Arity, 1).Run(x, y, expected, default);
        LaneRunner.AssertSameBits<T>(expected, results, i => $"{function.Name}({x[i]:R}, {y[i]:R})");
    }

    private static void Both<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorFunction sine = AccuracyTests.Find("sin");
        T[] x = Samples.Mixed<T>(sine, 7, 4099), sin = new T[x.Length], cos = new T[x.Length];
        Find<T>("SinCos", 1, 2).Run(x, default, sin, cos);
        LaneRunner.AssertSameBits<T>(sine.Run(Width.Machine, x, x), sin, i => $"sin({x[i]:R})");
        LaneRunner.AssertSameBits<T>(AccuracyTests.Find("cos").Run(Width.Machine, x, x), cos, i => $"cos({x[i]:R})");
    }

    // Each element by itself.
    private static void Expected<T, R>(SpanFunction<T, R> f, out T[] x, out T[] y, out R[] a, out R[] b)
        where T : unmanaged
        where R : unmanaged
    {
        x = [.. Enumerable.Range(0, Longest).Select(SpanFunction.Value<T>)];
        y = [.. Enumerable.Range(3, Longest).Select(i => SpanFunction.Value<T>(i * 5))];
        a = new R[Longest];
        b = new R[Longest];
        for (int i = 0; i < Longest; i++)
        {
            f.Run(x.AsSpan(i, 1), y.AsSpan(i, 1), a.AsSpan(i, 1), b.AsSpan(i, 1));
        }
    }

    private static void AssertBits<R>(ReadOnlySpan<R> expected, ReadOnlySpan<R> actual, string what)
        where R : unmanaged
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = MemoryMarshal.AsBytes(expected.Slice(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(actual.Slice(i, 1))) || LaneRunner.Same(expected[i], actual[i]);
            Assert.True(same, $"{what}, element {i} of {expected.Length}: {expected[i]} and {actual[i]}");
        }
    }

    private sealed class Lengths : SpanFunction.IVisitor
    {
        public void Visit<T, R>(SpanFunction<T, R> f)
            where T : unmanaged
            where R : unmanaged
        {
            Expected(f, out T[] x, out T[] y, out R[] a, out R[] b);
            for (int n = 0; n <= Longest; n++)
            {
                Surrounded(f, n, x, y, a, b);
                Guarded(f, n, atEnd: true, x, y, a, b);
                Guarded(f, n, atEnd: false, x, y, a, b);
            }
        }

        // Sentinels before and after the results, and a destination longer than needed.
        private static void Surrounded<T, R>(SpanFunction<T, R> f, int n, T[] x, T[] y, R[] a, R[] b)
            where T : unmanaged
            where R : unmanaged
        {
            const int Margin = 70;
            R[] first = Sentinels<R>(n + (2 * Margin)), second = Sentinels<R>(n + (2 * Margin)), untouched = Sentinels<R>(n + (2 * Margin));
            int longer = n % 3;
            f.Run(x.AsSpan(0, n), y.AsSpan(0, n), first.AsSpan(Margin, n + longer), second.AsSpan(Margin, n + longer));
            a.AsSpan(0, n).CopyTo(untouched.AsSpan(Margin));
            AssertBits<R>(untouched, first, $"{f}, length {n}, after {Margin} before");
            if (f.Outputs.Length == 2)
            {
                b.AsSpan(0, n).CopyTo(untouched.AsSpan(Margin));
                AssertBits<R>(untouched, second, $"{f}, length {n}, second results");
            }
        }

        // Next to pages that must not be touched.
        private static unsafe void Guarded<T, R>(SpanFunction<T, R> f, int n, bool atEnd, T[] x, T[] y, R[] a, R[] b)
            where T : unmanaged
            where R : unmanaged
        {
            Span<T> left = At<T>(0, n, atEnd), right = At<T>(1, n, atEnd);
            Span<R> first = At<R>(2, n, atEnd), second = At<R>(3, n, atEnd);
            x.AsSpan(0, n).CopyTo(left);
            y.AsSpan(0, n).CopyTo(right);
            f.Run(left, right, first, second);
            AssertBits<R>(a.AsSpan(0, n), first, $"{f}, next to guarded memory");
            AssertBits<R>(f.Outputs.Length == 2 ? b.AsSpan(0, n) : second, second, $"{f}, next to guarded memory");
            AssertBits<T>(x.AsSpan(0, n), left, $"{f}, arguments");
            AssertBits<T>(y.AsSpan(0, n), right, $"{f}, arguments");
        }

        private static unsafe Span<E> At<E>(int page, int n, bool atEnd)
            where E : unmanaged =>
            new(GuardedMemory.Page(page) + (atEnd ? GuardedMemory.PageSize - (n * sizeof(E)) : 0), n);

        private static R[] Sentinels<R>(int n)
            where R : unmanaged
        {
            R[] sentinels = new R[n];
            MemoryMarshal.AsBytes(sentinels.AsSpan()).Fill(0x5B);
            return sentinels;
        }
    }

    private sealed class InPlace : SpanFunction.IVisitor
    {
        public void Visit<T, R>(SpanFunction<T, R> f)
            where T : unmanaged
            where R : unmanaged
        {
            if (typeof(T) != typeof(R))
            {
                return;
            }
            Expected(f, out T[] x, out T[] y, out R[] a, out R[] b);
            for (int n = 0; n <= Longest; n++)
            {
                R[] results = (R[])(object)x[..n], other = new R[n];
                f.Run((T[])(object)results, y.AsSpan(0, n), results, other);
                AssertBits<R>(a.AsSpan(0, n), results, $"{f} over its first arguments");
                if (f.Outputs.Length == 2)
                {
                    AssertBits<R>(b.AsSpan(0, n), other, $"{f}, the other results");
                    other = (R[])(object)x[..n];
                    f.Run((T[])(object)other, default, results, other);
                    AssertBits<R>(a.AsSpan(0, n), results, $"{f}, the first results");
                    AssertBits<R>(b.AsSpan(0, n), other, $"{f}, second results over the arguments");
                }
                if (f.Inputs.Length == 2)
                {
                    results = (R[])(object)y[..n];
                    f.Run(x.AsSpan(0, n), (T[])(object)results, results, default);
                    AssertBits<R>(a.AsSpan(0, n), results, $"{f} over its second arguments");
                }
            }
        }
    }

    private sealed class Refusals : SpanFunction.IVisitor
    {
        public void Visit<T, R>(SpanFunction<T, R> f)
            where T : unmanaged
            where R : unmanaged
        {
            Expected(f, out T[] x, out T[] y, out _, out _);
            R[] a = new R[Longest], b = new R[Longest], wide = new R[2 * Longest];
            foreach (int n in new[] { 1, 2, 17, 66 })
            {
                int length = n;
                Refused(f.Outputs[0], () => f.Run(x.AsSpan(0, length), y.AsSpan(0, length), a.AsSpan(0, length - 1), b));
                if (f.Outputs.Length == 2)
                {
                    Refused(f.Outputs[1], () => f.Run(x.AsSpan(0, length), y.AsSpan(0, length), a, b.AsSpan(0, length - 1)));
                    Refused(f.Outputs[1], () => f.Run(x.AsSpan(0, length), default, wide.AsSpan(0, length), wide.AsSpan(length - 1, length)));
                    Refused(f.Outputs[1], () => f.Run(x.AsSpan(0, length), default, wide.AsSpan(0, length), wide.AsSpan(0, length)));
                }
                if (f.Inputs.Length == 2)
                {
                    Refused(f.Inputs[1], () => f.Run(x.AsSpan(0, length), y.AsSpan(0, length - 1), a, b));
                    Refused(f.Inputs[1], () => f.Run(x.AsSpan(0, length), y.AsSpan(0, length + 1), a, b));
                }
                Overlaps(f, x, y, a, b, n);
            }
            AssertBits<R>(new R[Longest], a, $"{f} wrote before it refused");
            AssertBits<R>(new R[Longest], b, $"{f} wrote before it refused");
            AssertBits<R>(new R[2 * Longest], wide, $"{f} wrote before it refused");
        }

        // The memory of arguments as results, one element before and one after.
        private static void Overlaps<T, R>(SpanFunction<T, R> f, T[] x, T[] y, R[] a, R[] b, int n)
            where T : unmanaged
            where R : unmanaged
        {
            if (n < 2 || typeof(T) != typeof(R))
            {
                return;
            }
            T[] memory = [.. x, .. y], before = [.. memory];
            R[] same = (R[])(object)memory;
            foreach (int shift in new[] { -1, 1 })
            {
                Refused(f.Outputs[0], () => f.Run(memory.AsSpan(1, n), y.AsSpan(0, n), same.AsSpan(1 + shift, n), b));
                if (f.Inputs.Length == 2)
                {
                    Refused(f.Outputs[0], () => f.Run(x.AsSpan(0, n), memory.AsSpan(1, n), same.AsSpan(1 + shift, n), b));
                }
                if (f.Outputs.Length == 2)
                {
                    Refused(f.Outputs[1], () => f.Run(memory.AsSpan(1, n), default, a, same.AsSpan(1 + shift, n)));
                }
            }
            AssertBits<T>(before, memory, $"{f} wrote before it refused");
        }

        private static void Refused(string parameter, Action call) => Assert.Equal(parameter, Assert.Throws<ArgumentException>(call).ParamName);
    }
}
