// What has no meaning as a shape or a tree is refused in words that say so.
using System;
using System.Collections.Immutable;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class MalformedTests
{
    [Fact]
    public void A_negative_dimension_is_named()
    {
        Func<NdArray<float>>[] makers = [() => Jnp.Zeros<float>([-1]), () => Jnp.Ones<float>([2, -1]), () => Jnp.Full([-3], 1f), () => Jnp.BroadcastTo(Jnp.Ones<float>([]), [-1])];
        Assert.All(makers, make =>
        {
            string message = Assert.ThrowsAny<ArgumentException>(() => make()).Message;
            Assert.Contains("has a negative dimension", message);
            Assert.DoesNotContain("slice", message);
        });
    }

    [Fact]
    public void A_default_immutable_array_is_no_tree()
    {
        Func<ImmutableArray<NdArray<float>>, NdArray<float>> f = Jax.Jit((ImmutableArray<NdArray<float>> xs) => xs[0] + xs[1]);
        Assert.Equal(3f, f([new([1f]), new([2f])]).Span[0]);
        Assert.Contains("default(ImmutableArray)", Assert.Throws<ArgumentException>(() => f(default)).Message);
    }
}
