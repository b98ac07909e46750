// Bytes that a call allocates: none into spans, the result alone for a compiled call, and a small known number behind Jax.Jit.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Memory;

[Collection("JaxConfig")]
public partial class AllocationTests
{
    private const int N = 9;

    // 16 bytes of header and length, and the elements; the object with its three references and its header.
    private const long Result = 64 + 40;

    private static readonly NdArray<float> s_x = Jnp.Linspace<float>(-1, 1, N);

    [Jit]
    internal static NdArray<float> Wave(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    [Fact]
    public void Into_spans_nothing()
    {
        float[] x = s_x.ToArray(), y = new float[N];
        Assert.Equal(0, Bytes(() => WaveInto(x, y)));
    }

    [Fact]
    public void A_compiled_call_allocates_its_result() => Assert.Equal(Result, Bytes(() => Wave(s_x)));

    [Fact]
    public void A_jitted_kernel_allocates_its_result()
    {
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((Func<NdArray<float>, NdArray<float>>)Wave);
        Assert.Equal(Result, Bytes(() => f(s_x)));
    }

    [Fact]
    public void A_jitted_function_allocates_its_result_and_its_arguments()
    {
        Func<NdArray<float>, NdArray<float>> one = Jax.Jit((NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x));
        Func<NdArray<float>, NdArray<float>, NdArray<float>> two = Jax.Jit((NdArray<float> x, NdArray<float> y) => Jnp.Sin(x) + Jnp.Cos(y));
        // Beside the result: the list of arguments, the list of results, and the result without its type.
        Assert.InRange(Bytes(() => one(s_x)), Result, Result + 152);
        Assert.InRange(Bytes(() => two(s_x, s_x)), Result, Result + 160);
    }

    [Fact]
    public void Larger_calls_allocate_no_working_memory_either()
    {
        NdArray<float> x = Jnp.Ones<float>([4096]);
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> v) => Jnp.Sum(Jnp.Sin(Jnp.Reshape(v, [64, 64])) * 2, axis: 1));
        Assert.InRange(Bytes(() => f(x)), 0, 1500);
    }

    [Fact]
    public void Comparison_with_null_allocates_nothing()
    {
        NdArray<float>? none = null;
        int count = 0;
        Assert.Equal(0, Bytes(() =>
        {
            count += s_x == null ? 1 : 0;
            count += none != null ? 1 : 0;
            count += none == 1f ? 1 : 0;
            count += 0.5 == none ? 1 : 0;
            count += s_x == none ? 1 : 0;
            count -= none != 1f ? 1 : 0;
        }));
        Assert.InRange(count, -20, -20);
    }

    [Fact]
    public void A_product_of_few_rows_or_columns_rents_nothing()
    {
        float[] a = new float[2 * 300_001], b = new float[300_001 * 40], c = new float[80];
        Assert.Equal(0, Bytes(() => MatMul.Multiply<float>(a, b, c, 2, 300_001, 40)));
    }

    // The least of several measurements: the first calls compile, and trace.
    private static long Bytes(Action call) => Enumerable.Range(0, 20).Select(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }).Min();
}
