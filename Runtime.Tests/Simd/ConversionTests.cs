// Conversions between element types and masks between widths, at every width, against the scalar rules; the kernels for them.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class ConversionTests
{
    [Fact]
    public void Every_pair_of_element_types_converts_alike_at_every_width()
    {
        From<float>();
        From<double>();
        From<int>();
        From<long>();
        From<uint>();
    }

    [Theory]
    [InlineData(float.NaN, 0, 0u, 0L)]
    [InlineData(-1.5f, -1, 0u, -1L)]
    [InlineData(3e9f, int.MaxValue, 3000000000u, 3000000000L)]
    [InlineData(-1e20f, int.MinValue, 0u, long.MinValue)]
    [InlineData(float.PositiveInfinity, int.MaxValue, uint.MaxValue, long.MaxValue)]
    public void Floats_truncate_and_saturate(float value, int toInt, uint toUInt, long toLong)
    {
        Assert.Equal(toInt, Element.Convert<float, int>(value));
        Assert.Equal(toUInt, Element.Convert<float, uint>(value));
        Assert.Equal(toLong, Element.Convert<float, long>(value));
        Assert.Equal(toInt, Element.Convert<double, int>(value));
        Assert.Equal(toUInt, Element.Convert<double, uint>(value));
    }

    private static void From<T>()
        where T : unmanaged
    {
        To<T, float>();
        To<T, double>();
        To<T, int>();
        To<T, long>();
        To<T, uint>();
    }

    private static void To<T, U>()
        where T : unmanaged
        where U : unmanaged
    {
        T[] x = [.. LaneRunner.Numbers<T>(11, 640)];
        if (Unsafe.SizeOf<T>() == Unsafe.SizeOf<U>())
        {
            Check<Lanes512<T>, T, Lanes512<U>, U>(x);
            Check<Lanes256<T>, T, Lanes256<U>, U>(x);
            Check<Lanes128<T>, T, Lanes128<U>, U>(x);
            Check<Pair<Lanes128<T>, T>, T, Pair<Lanes128<U>, U>, U>(x);
        }
        else if (Unsafe.SizeOf<T>() == 4)
        {
            Check<Lanes512<T>, T, Pair<Lanes512<U>, U>, U>(x);
            Check<Lanes256<T>, T, Pair<Lanes256<U>, U>, U>(x);
            Check<Lanes128<T>, T, Pair<Lanes128<U>, U>, U>(x);
            Check<Pair<Lanes256<T>, T>, T, Pair<Pair<Lanes256<U>, U>, U>, U>(x);
        }
        else
        {
            Check<Pair<Lanes512<T>, T>, T, Lanes512<U>, U>(x);
            Check<Pair<Lanes256<T>, T>, T, Lanes256<U>, U>(x);
            Check<Pair<Lanes128<T>, T>, T, Lanes128<U>, U>(x);
            Check<Pair<Pair<Lanes256<T>, T>, T>, T, Pair<Lanes256<U>, U>, U>(x);
        }
        Check<Lanes1<T>, T, Lanes1<U>, U>(x);
        Check<Pair<Pair<Lanes1<T>, T>, T>, T, Pair<Pair<Lanes1<U>, U>, U>, U>(x);
        Kernel<T, U>(x);
    }

    private static void Check<V, T, W, U>(T[] x)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where W : struct, ILanes<W, U>
        where U : unmanaged
    {
        Assert.Equal(V.Count, W.Count);
        for (int i = 0; i < x.Length; i += V.Count)
        {
            W converted = V.Convert<W>(V.Load(ref x[0], i));
            bool[] flags = new bool[V.Count];
            for (int l = 0; l < V.Count; l++)
            {
                U expected = Element.Convert<T, U>(x[i + l]);
                Assert.True(LaneRunner.Same(expected, W.GetElement(converted, l)), $"{typeof(V)} to {typeof(W)}: {x[i + l]} gives {W.GetElement(converted, l)}, not {expected}");
                flags[l] = (l * 5 % 7) < 3;
            }
            W same = V.Mask<W>(V.LoadMask(ref flags[0], 0));
            for (int l = 0; l < V.Count; l++)
            {
                Assert.True(LaneRunner.Same(Element.FromBits<U>((l * 5 % 7) < 3 ? -1 : 0), W.GetElement(same, l)), $"mask of {typeof(V)} to {typeof(W)}: element {l}");
            }
        }
    }

    private static void Kernel<T, U>(T[] x)
        where T : unmanaged
        where U : unmanaged
    {
        U[] y = new U[637];
        KernelCall call = new()
        {
            A = ref Unsafe.As<T, byte>(ref x[1]),
            Destination = ref Unsafe.As<U, byte>(ref y[0]),
            Length = y.Length,
            Kind = KindOf<T>(),
            ToKind = KindOf<U>(),
        };
        SpanKernels.Convert.Run(ref call);
        for (int i = 0; i < y.Length; i++)
        {
            Assert.True(LaneRunner.Same(Element.Convert<T, U>(x[i + 1]), y[i]), $"kernel {typeof(T)} to {typeof(U)}: element {i}");
        }
    }

    internal static ElementKind KindOf<T>() =>
        typeof(T) == typeof(float) ? ElementKind.Float32
        : typeof(T) == typeof(double) ? ElementKind.Float64
        : typeof(T) == typeof(int) ? ElementKind.Int32
        : typeof(T) == typeof(long) ? ElementKind.Int64
        : typeof(T) == typeof(uint) ? ElementKind.UInt32 : ElementKind.Bool;
}
