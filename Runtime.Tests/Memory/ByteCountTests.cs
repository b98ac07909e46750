// Sizes beyond 31 and 32 bits: bytes are counted in 64, and what no .NET array holds is refused with its shape.
using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit;
using SrcGenJit.Eager;
using SrcGenJit.Simd;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Memory;

public partial class ByteCountTests(ITestOutputHelper output)
{
    [Jit]
    internal static NdArray<float> Outer([Shape("n")] NdArray<float> x, [Shape("m")] NdArray<float> y) => x[.., NdIndex.NewAxis] * y;

    [Jit]
    internal static NdArray<float> Outer3([Shape("n")] NdArray<float> x, [Shape("m")] NdArray<float> y, [Shape("k")] NdArray<float> z) =>
        x[.., NdIndex.NewAxis, NdIndex.NewAxis] * y[.., NdIndex.NewAxis] * z;

    // 2.2e9 bytes. The source is never written but for its marks, so only the destination needs memory.
    [Fact]
    public void Copies_of_more_than_two_gibibytes()
    {
        const int elements = 275_000_000;
        if (Available() < (elements * 8L) + 2_000_000_000)
        {
            output.WriteLine($"skipped: {elements * 8L} bytes are to be copied, and {Available()} bytes of memory are free");
            return;
        }
        double[] from = new double[elements], to = GC.AllocateUninitializedArray<double>(elements);
        AskForLargePages(from);
        AskForLargePages(to);
        int[] marks = [0, 1, (1 << 27) - 1, 1 << 27, (1 << 28) - 1, 1 << 28, elements - 1];
        foreach (int mark in marks)
        {
            (from[mark], to[mark]) = (mark + 0.5, -1);
        }
        ref byte source = ref Unsafe.As<double, byte>(ref from[0]), target = ref Unsafe.As<double, byte>(ref to[0]);
        Elements.Copy(ref source, 1, ref target, elements, 8);
        Assert.All(marks, mark => Assert.Equal(mark + 0.5, to[mark]));

        // Memory is seen to overlap beyond these borders too.
        Assert.False(IntoSupport.Aliases<double, double>(from, to, "x", "destination"));
        Assert.True(IntoSupport.Aliases<double, double>(to, to, "x", "destination"));
        Assert.Throws<ArgumentException>(() => IntoSupport.Aliases<double, double>(to.AsSpan(0, elements - 1), to.AsSpan(elements - 2), "x", "destination"));
        VectorMath.FromHalf([(Half)1.5], MemoryMarshal.Cast<double, float>(to.AsSpan()));
        Assert.Equal(1.5f, MemoryMarshal.Cast<double, float>(to.AsSpan())[0]);
    }

    // Any number of bytes goes in pieces that spans can count: here small ones, so that every border is crossed.
    [Fact]
    public void Copies_go_in_pieces_of_any_size()
    {
        byte[] from = [.. Enumerable.Range(0, 100).Select(i => (byte)(i + 1))];
        for (int piece = 1; piece < 40; piece++)
        {
            for (int bytes = 0; bytes <= 100; bytes++)
            {
                byte[] to = new byte[101];
                Elements.Copy(ref from[0], ref to[0], (nuint)bytes, piece);
                Assert.Equal([.. from.Take(bytes), .. new byte[101 - bytes]], to);
            }
        }
    }

    [Fact]
    public void Overlap_is_decided_in_64_bits()
    {
        ref byte zero = ref Unsafe.NullRef<byte>();
        foreach (nuint bytes in new nuint[] { 1, 1u << 31, (nuint)1 << 32, unchecked((nuint)17_000_000_000) })
        {
            Assert.True(ByteRanges.Overlap(ref zero, bytes, ref Unsafe.AddByteOffset(ref zero, bytes - 1), 8, out nint offset));
            Assert.Equal((nint)bytes - 1, offset);
            Assert.False(ByteRanges.Overlap(ref zero, bytes, ref Unsafe.AddByteOffset(ref zero, bytes), 8, out _));
            Assert.True(ByteRanges.Overlap(ref Unsafe.AddByteOffset(ref zero, bytes - 1), 8, ref zero, bytes, out offset));
            Assert.Equal(1 - (nint)bytes, offset);
            Assert.False(ByteRanges.Overlap(ref zero, bytes, ref zero, 0, out _));
        }
    }

    [Fact]
    public void Products_of_sizes_saturate()
    {
        Assert.Equal(1, KernelSupport.Product());
        Assert.Equal(-1, KernelSupport.Product(-2, -3));
        Assert.Equal(0, KernelSupport.Product(1 << 30, 1 << 30, 1 << 30, 0));
        Assert.Equal(long.MaxValue, KernelSupport.Product(1 << 22, 1 << 21, 1 << 21));
        Assert.Equal(long.MaxValue, KernelSupport.Product(1 << 30, 1 << 30, 16));
        Assert.Equal(1L << 62, KernelSupport.Product(1 << 30, 1 << 30, 4));
        Assert.Equal(3_000_000_000L * 3_000_000_000, KernelSupport.Product(3_000_000_000, 3_000_000_000));
    }

    [Fact]
    public void Arrays_that_do_not_exist_are_refused_with_their_shape()
    {
        Says("(70000, 70000) would have 4900000000 elements", () => Jnp.Zeros<float>([70_000, 70_000]));
        Says("(70000, 70000) would have 4900000000 elements", () => Jax.Jit((NdArray<float> x) => x[.., NdIndex.NewAxis] * x)(Jnp.Ones<float>([70_000])));
        Says("(70000, 1, 70000) would have 4900000000 elements", () => Jnp.BroadcastTo(Jnp.Ones<float>([70_000]), [70_000, 1, 70_000]));
        Says("(4194304, 2097152, 2097152) would have 2^63 or more elements", () => Jnp.Zeros<float>([1 << 22, 1 << 21, 1 << 21]));
        Says("(70000, 70000) would have 4900000000 elements", () => Jnp.Sum(Jnp.Zeros<float>([70_000, 70_000, 0]), axis: 2));
        Says("(70000,)", () => NdArray.Adopt(new float[3], [70_000]));
        // A size that wraps around to the right one.
        Says("(65536, 65536, 65536, 65536)", () => NdArray.Adopt(Array.Empty<float>(), [1 << 16, 1 << 16, 1 << 16, 1 << 16]));
        Assert.Equal([70_000], Jnp.Sum(Jnp.Zeros<float>([70_000, 70_000, 0]), axes: [0, 2]).Shape.ToInts());

        static void Says(string part, Func<object> call) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(call).Message);
    }

    [Fact]
    public void Kernels_refuse_results_and_destinations_beyond_arrays()
    {
        NdArray<float> x = Jnp.Ones<float>([70_000]), large = Jnp.Ones<float>([1 << 22]), half = Jnp.Ones<float>([1 << 21]);
        Assert.Contains("m * n would have 4900000000 elements", Assert.Throws<ArgumentException>(() => Outer(x, x)).Message);
        // 2^64 elements: the product of the sizes is 0 in 64 bits.
        Assert.Contains("2^63 or more", Assert.Throws<ArgumentException>(() => Outer3(large, half, half)).Message);
        Assert.Throws<ArgumentException>(() => Outer3Into(large.Span, half.Span, half.Span, []));
        Assert.Equal(24, Outer3(Jnp.Ones<float>([2]), Jnp.Ones<float>([3]), Jnp.Ones<float>([4])).Size);
    }

    // A page fault for every 2 MiB, not for every 4 KiB: seconds. Where the system has none, it takes longer.
    private static void AskForLargePages(double[] array)
    {
        if (OperatingSystem.IsLinux())
        {
            nint start = (Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) + 4095) & ~4095;
            _ = Advise(start, ((nuint)array.Length * 8) - 4096, 14);
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint start, nuint length, int advice);

    private static long Available() => File.Exists("/proc/meminfo")
        ? long.Parse(File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024
        : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
