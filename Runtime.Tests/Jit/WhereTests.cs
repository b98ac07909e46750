// Methods of every kind are compiled, and called from every kind of place give what C# gives.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Jit;

public class WhereTests
{
    private static readonly NdArray<float> s_x = new([1, 2, 3]);
    private static readonly NdArray<float> s_y = new([4, 5, 6]);

    [Theory]
    [InlineData("WhereLayer.Apply")]
    [InlineData("WhereLayer.Twice")]
    [InlineData("WhereLayer.Number")]
    [InlineData("Plane.At")]
    [InlineData("Plane.Minus")]
    [InlineData("Circle.Area")]
    [InlineData("Line.At")]
    [InlineData("Box<float>.Add")]
    [InlineData("Box<int>.Add")]
    [InlineData("Box<int>.Double")]
    [InlineData("ArrayExtensions.Shifted")]
    [InlineData("ArrayExtensions.Both")]
    [InlineData("ArrayExtensions.Tripled")]
    [InlineData("WhereMethods.Aliased")]
    [InlineData("WhereMethods.Split")]
    [InlineData("WhereMethods.Members")]
    [InlineData("WhereMethods.Named")]
    public void A_method_of_this_kind_is_compiled(string name) => Assert.True(
        JitInfo.Kernels.Count(k => k.Display.StartsWith(name + "(", StringComparison.Ordinal)) == 1, JitInfo.Uncompiled.FirstOrDefault(m => m.Display.StartsWith(name + "(", StringComparison.Ordinal))?.ToString());

    [Fact]
    public void Fields_properties_and_captured_parameters_are_read_at_each_call()
    {
        WhereLayer layer = new(s_y, 0.5f);
        Assert.Equal([10, 23, 40], layer.Apply(s_x).ToArray());
        layer.Scale = s_x;
        Assert.Equal([5.5f, 23, 58.5f], layer.Apply(s_x).ToArray());
        Assert.Equal([2, 8, 18], layer.Twice(s_x).ToArray());
    }

    [Fact]
    public void Base_and_this_receivers_and_derived_classes()
    {
        Sloped layer = new(s_x);
        Assert.Equal(4.5, layer.Number(2));
        layer.Set(2);
        Assert.Equal(6.0, layer.Base(2));
        Assert.Equal(6.0 + 10.0, layer.Defaults(2));
    }

    [Fact]
    public void Structs_by_value_by_reference_as_rvalues_and_nullable()
    {
        Plane plane = new() { A = 2, B = 3 };
        Assert.Equal(7, plane.At(2));
        Assert.Equal(1, plane.Minus(2));
        Assert.Equal(11, new Plane { A = 4, B = 3 }.At(2));
        Circle? none = null, circle = new Circle(2);
        Assert.Null(none?.Area(1));
        Assert.Equal(Math.PI * 2 * 2 * 0.5, circle?.Area(0.5));
        Assert.Equal([5.0, 7], new Line(new([2.0, 2]), 1).At(new([2.0, 3])).ToArray());
    }

    [Fact]
    public void A_null_receiver_throws_as_in_Csharp()
    {
        WhereLayer? layer = null;
        Assert.Throws<NullReferenceException>(() => layer!.Apply(s_x));
    }

    [Fact]
    public void Generic_types()
    {
        Assert.Equal([2, 4, 6], new Box<float>(s_x).Add(s_x).ToArray());
        Assert.Equal([2, 4], new Box<int>(new([1, 2])).Add(new([1, 2])).ToArray());
        Assert.Equal([2, 4], Box<int>.Double(new([1, 2])).ToArray());
    }

    [Fact]
    public void Extension_methods_and_members()
    {
        Assert.Equal([4.5f, 6, 7.5f], s_x.Shifted(s_y).ToArray());
        Assert.Equal([4.5f, 6, 7.5f], ArrayExtensions.Shifted(s_x, s_y).ToArray());
        Assert.Equal([9, 15, 22.5f], NdArray<float>.Both(s_x, s_y).ToArray());
        Assert.Equal([2, 4, 6], s_x.Plus(new NdArray<int>([1])).ToArray());
        Assert.Equal([3, 6, 9], WhereMethods.Conditional(s_x)!.ToArray());
        Assert.Null(WhereMethods.Conditional(null));
        Assert.Equal([12.5f, 15, 17.5f], WhereMethods.Lambdas([s_x]).Single().ToArray());
    }

    [Fact]
    public void Aliases_partial_methods_initialisers_and_named_arguments()
    {
        Assert.Equal([11, 12, 13], WhereMethods.Start.ToArray());
        Assert.Equal([-7, -8, -9], WhereMethods.Split(s_x, s_y).ToArray());
        Assert.Equal([-2f, -1, 0, -2, -1, 0, 11, 13, 15], WhereMethods.NamedCalls(s_x, s_y).SelectMany(a => a.ToArray()));
    }

    [Fact]
    public void Operators_accessors_indexers_and_local_functions_where_a_compiled_method_uses_them() =>
        Assert.Equal(Math.Sqrt(3.0 * 3 + 12 * 12) + 12, WhereMethods.Members(2, 3));

    [Fact]
    public void Under_a_trace_the_fields_of_the_receiver_are_constants()
    {
        WhereLayer layer = new(s_y, 0.5f);
        Assert.Equal([8, 10, 12], Jax.Grad((NdArray<float> x) => Jnp.Sum(layer.Apply(x)))(s_x).ToArray());
        Assert.Contains("name=Apply", Jax.MakeJaxpr((NdArray<float> x) => layer.Apply(x))(s_x).ToString());
    }
}
