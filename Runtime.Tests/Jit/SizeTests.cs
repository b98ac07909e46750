// Sizes at the limits: results too large for an array, and dimensions of no elements.
using System;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Jit;

public class SizeTests
{
    [Fact]
    public void A_result_larger_than_an_array_is_refused_before_anything_is_written()
    {
        NdArray<float> x = Jnp.Zeros<float>(65_536);
        Assert.Contains("4294967296 elements", Assert.Throws<ArgumentException>(() => SizeMethods.Outer(x, x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_told_as_they_are() => Assert.Equal(
        "Incompatible shapes for broadcasting: shapes=[(2, 3), (4,)]",
        Assert.Throws<ShapeException>(() => Jnp.Ones<float>([2, 3]) + Jnp.Ones<float>(4)).Message);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    public void A_stencil_of_no_elements_reads_nothing(int n, int m)
    {
        NdArray<float> u = Jnp.Ones<float>([n, m]);
        Func<NdArray<float>, NdArray<float>> body = SizeMethods.Stencil;
        NdArray<float> compiled = SizeMethods.Stencil(u);
        Assert.Equal(body(u).Shape, compiled.Shape);
        Assert.Equal(body(u).ToArray(), compiled.ToArray());
    }
}

internal static class SizeMethods
{
    [Jit]
    public static NdArray<float> Outer([Shape("n")] NdArray<float> x, [Shape("m")] NdArray<float> y) => Jnp.ExpandDims(x, 1) * y;

    [Jit]
    public static NdArray<float> Stencil([Shape("n m")] NdArray<float> u) => 0.25f * (u[..^2, 1..^1] + u[2.., 1..^1] + u[1..^1, ..^2] + u[1..^1, 2..]);
}
