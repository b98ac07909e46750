// Parameters are canonical: complete, checked, and the same structure for the same meaning.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Primitives;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Ir;

public class ParameterTests
{
    private static readonly NdArray s_x = new(new Aval([2, 1], DType.Float32), new float[2]);

    [Fact]
    public void An_unknown_parameter_is_named_with_those_that_there_are() => Assert.Equal(
        "'squeeze' has no parameter 'axis'; it takes dimensions",
        Assert.Throws<ArgumentException>(() => Prims.Squeeze.Bind(Params.Of(("dimensions", PyTuple.OfInts([1])), ("axis", 1)), s_x)).Message);

    [Fact]
    public void A_missing_parameter_is_named_with_its_kind() => Assert.Equal(
        "'squeeze' needs the parameter 'dimensions', a tuple of integers, which is missing",
        Assert.Throws<ArgumentException>(() => Prims.Squeeze.Bind(Params.Empty, s_x)).Message);

    [Fact]
    public void A_parameter_of_another_kind_is_shown() => Assert.Equal(
        "the parameter 'dimensions' of 'squeeze' must be a tuple of integers, and is 1",
        Assert.Throws<ArgumentException>(() => Prims.Squeeze.Bind(Params.Of(("dimensions", 1)), s_x)).Message);

    [Fact]
    public void None_is_a_value_only_where_it_is_the_default()
    {
        Assert.Equal([2, 1], Prims.Reshape.Bind(Params.Of(("new_sizes", PyTuple.OfInts([2, 1])), ("dimensions", null)), s_x)[0].Shape.ToInts());
        Assert.Throws<ArgumentException>(() => Prims.Reshape.Bind(Params.Of(("new_sizes", null)), s_x));
    }

    [Theory]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = sin[fast=True] a in (b,) }", "'sin' has no parameter 'fast'", 37)]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = rev a in (b,) }", "'rev' needs the parameter 'dimensions'", 37)]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = rev[dimensions=all] a in (b,) }", "the parameter 'dimensions' of 'rev' must be a tuple of integers, and is all", 37)]
    [InlineData("{ lambda ; a:f32[3]. let b:i32[3] = convert_element_type[new_dtype=int33 weak_type=False] a in (b,) }", "must be an element type, and is int33", 37)]
    public void In_text_it_is_an_error_at_the_primitive(string text, string message, int column)
    {
        JaxprParseException error = Assert.Throws<JaxprParseException>(() => Jaxpr.Parse(text));
        Assert.Contains(message, error.Message);
        Assert.Equal((1, column), (error.Line, error.Column));
    }

    // What a text, an older one or another road to the primitive leaves out is there, and what it says in vain is no difference.
    [Theory]
    [InlineData("broadcast_in_dim[broadcast_dimensions=(0,)] a", "broadcast_in_dim[broadcast_dimensions=(0,) shape=(2, 3) sharding=None] a")]
    [InlineData("broadcast_in_dim[shape=(2, 3)] 1.0:f32[]", "broadcast_in_dim 1.0:f32[]")]
    [InlineData("jit[name=f jaxpr={ lambda ; b:f32[2]. let c:f32[2,3] = broadcast_in_dim[broadcast_dimensions=(0,)] b in (c,) }] a", "jit[name=f inline=False keep_unused=False donated_invars=None jaxpr={ lambda ; b:f32[2]. let c:f32[2,3] = broadcast_in_dim[broadcast_dimensions=(0,) sharding=None] b in (c,) }] a")]
    public void Equal_meaning_is_equal_structure(string left, string right)
    {
        Jaxpr[] both = [.. new[] { left, right }.Select(e => Jaxpr.Parse($"{{ lambda ; a:f32[2]. let d:f32[2,3] = {e} in (d,) }}"))];
        Assert.Equal(both[0], both[1]);
        Assert.Equal(both[0].GetHashCode(), both[1].GetHashCode());
        Assert.Equal(both[0].ToString(), both[1].ToString());
        Assert.Equal(both[0].ToString(JaxprStyle.Lossless), both[1].ToString(JaxprStyle.Lossless));
    }

    [Fact]
    public void Every_road_to_a_broadcast_gives_one_structure()
    {
        Aval aval = new([3], DType.Float32);
        Jaxpr numpy = Tracing.MakeJaxpr(x => [SrcGenJit.Erased.Jnp.BroadcastTo(x[0], [2, 3])], [aval]);
        Jaxpr lax = Tracing.MakeJaxpr(x => [SrcGenJit.Erased.Lax.BroadcastInDim(x[0], [2, 3], [1])], [aval]);
        Assert.Equal(lax.Equations.Last().Params, numpy.Equations.Last().Params);
        Assert.Equal(lax.Equations.Last().Params.GetHashCode(), numpy.Equations.Last().Params.GetHashCode());
    }

    // The schema of an entry is what its own samples have, bound, printed without loss and read again.
    [Fact]
    public void Lossless_text_keeps_the_parameters_of_every_primitive()
    {
        foreach (Sample sample in Prims.All.SelectMany(Samples.Of))
        {
            Aval[] outputs = sample.Primitive.Shape(sample.Primitive, sample.Avals, sample.Params);
            Var[] inputs = [.. sample.Avals.Select(a => new Var(a))], results = [.. outputs.Select(a => new Var(a))];
            Jaxpr jaxpr = new([], inputs, [new Equation(sample.Primitive, inputs, results, sample.Params)], results);
            Jaxpr back = Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless));
            Assert.Equal(jaxpr, back);
            Assert.Equal(jaxpr.GetHashCode(), back.GetHashCode());
            Assert.Equal(sample.Primitive.Parameters.Parameters.Select(p => p.Name), sample.Params.Items.Select(i => i.Key));
        }
    }
}
