// The compiled methods that are measured.
using System;
using System.Numerics.Tensors;

namespace SrcGenJit.Benchmarks;

public static partial class Workloads
{
    /// <summary>sin(x) + cos(x), operation by operation.</summary>
    public static NdArray<float> Eager(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    /// <summary>W1: sin(x) + cos(x).</summary>
    [Jit]
    public static NdArray<float> W1(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    public static void TensorPrimitivesW1(ReadOnlySpan<float> x, Span<float> y, Span<float> scratch)
    {
        TensorPrimitives.Sin(x, y);
        TensorPrimitives.Cos(x, scratch);
        TensorPrimitives.Add(y, scratch, y);
    }
}
