// The lengths of arange: exact for integers, NumPy's for floats, and errors for people where there is none.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class ArangeTests
{
    [Fact]
    public void Integers_of_every_size_count_exactly()
    {
        Assert.Equal([long.MaxValue - 3, long.MaxValue - 2, long.MaxValue - 1], Jnp.Arange(long.MaxValue - 3, long.MaxValue).ToArray());
        Assert.Equal([long.MinValue, 0], Jnp.Arange(long.MinValue, long.MaxValue, long.MaxValue).ToArray().Take(1).Append(0));
        Assert.Equal(3, Jnp.Arange(long.MinValue, long.MaxValue, long.MaxValue).Shape.Size);
        Assert.Equal([long.MaxValue, long.MaxValue - 2], Jnp.Arange(long.MaxValue, long.MaxValue - 4, -2L).ToArray());
        Assert.Equal([uint.MaxValue - 2, uint.MaxValue - 1], Jnp.Arange(uint.MaxValue - 2, uint.MaxValue).ToArray());
        Assert.Empty(Jnp.Arange(5u, 3u).ToArray());
        Assert.Empty(Jnp.Arange(3, 5, -1).ToArray());
        Assert.Equal([5, 3, 1], Jnp.Arange(5, 0, -2).ToArray());
        Assert.Equal([9007199254740993, 9007199254740994], Jnp.Arange(9007199254740993, 9007199254740995).ToArray());
    }

    [Fact]
    public void Floats_count_as_numpy_does()
    {
        Assert.Equal(10, Jnp.Arange(0.0, 1.0, 0.1).Shape.Size);
        Assert.Equal(11, Jnp.Arange(0.0, 1.0000001, 0.1).Shape.Size);
        Assert.Equal(3, Jnp.Arange(1e16, 1e16 + 6, 2.0).Shape.Size);
        Assert.Equal(4, Jnp.Arange(1.0, -1.0, -0.5).Shape.Size);
        // The quotient underflows, and there is still a first number.
        Assert.Equal(1, Jnp.Arange(0.0, double.Epsilon, 4.0).Shape.Size);
        Assert.Equal(0, Jnp.Arange(0.0, -double.Epsilon, 4.0).Shape.Size);
        Assert.Equal(0, Jnp.Arange(0.0, double.NegativeInfinity, 1.0).Shape.Size);
    }

    [Fact]
    public void What_has_no_length_is_an_error_that_says_so()
    {
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Jnp.Arange(double.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Jnp.Arange(0f, 1f, float.NaN)).Message, StringComparison.Ordinal);
        Assert.Contains("more elements than an array holds", Assert.Throws<ArgumentException>(() => Jnp.Arange(double.PositiveInfinity)).Message, StringComparison.Ordinal);
        Assert.Contains("more elements than an array holds", Assert.Throws<ArgumentException>(() => Jnp.Arange(3_000_000_000L)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be 0", Assert.Throws<ArgumentOutOfRangeException>(() => Jnp.Arange(0, 5, 0)).Message, StringComparison.Ordinal);
    }
}
