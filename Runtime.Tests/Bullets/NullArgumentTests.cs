// Null where a compiled [Jit] method takes an array or an object with arrays: an ArgumentNullException that names it.
using System;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Bullets;

public record Affine(NdArray<float> W, NdArray<float> B);

public sealed record Model(Affine First, float Rate);

internal static class NullArgumentMethods
{
    [Jit]
    public static NdArray<float> Twice(NdArray<float> @in) => Jnp.Sin(@in) * 2f;

    [Jit]
    public static NdArray<float> Apply(NdArray<float> x, Affine layer) => x * layer.W + layer.B;

    [Jit]
    public static NdArray<float> Nested(NdArray<float> x, Model model) => (x * model.First.W + model.First.B) * model.Rate;
}

public class NullArgumentTests
{
    private static readonly NdArray<float> s_x = new([1f, 2f]);
    private static readonly Affine s_layer = new(s_x, s_x);

    [Fact]
    public void A_null_array_is_refused_by_name()
    {
        Assert.Equal("in", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Twice(null!)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Apply(null!, s_layer)).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Jax.Jit<NdArray<float>, Affine, NdArray<float>>(NullArgumentMethods.Apply)(null!, s_layer)).ParamName);
    }

    [Fact]
    public void A_null_object_or_member_is_refused_by_name()
    {
        Assert.Equal([2f, 6f], NullArgumentMethods.Apply(s_x, s_layer).ToArray());
        Assert.Equal("layer", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Apply(s_x, null!)).ParamName);
        Assert.Equal("layer.B", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Apply(s_x, s_layer with { B = null! })).ParamName);
        Assert.Equal("model", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Nested(s_x, null!)).ParamName);
        Assert.Equal("model.First", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Nested(s_x, new Model(null!, 1))).ParamName);
        Assert.Equal("model.First.W", Assert.Throws<ArgumentNullException>(() => NullArgumentMethods.Nested(s_x, new Model(s_layer with { W = null! }, 1))).ParamName);
    }
}
