// Strings, callables and other Python objects among parameters: they parse whatever is in them, and print back to the letter.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Ir;

public class ParameterTextTests
{
    [Theory]
    [InlineData("msg=boom")]
    [InlineData("msg=Unexpected derivative. Wrap `x.y` in `lax.stop_gradient`, as in `f(x)[0]`.")]
    [InlineData("msg=`a.b`")]
    [InlineData("msg=it isn't so, and 'that' neither")]
    [InlineData("msg=don't")]
    [InlineData("msg=\"")]
    [InlineData("msg=a) smaller than b (or 1 < 2, i.e. 3 > 2")]
    [InlineData("msg=a closing ], and } too")]
    [InlineData("msg=an open [ and {")]
    [InlineData("msg=50%; {} of {x!r}: \\n")]
    [InlineData("msg=x == y is needed, not debug=True")]
    [InlineData("msg=a <b and c <d")]
    [InlineData("msg=")]
    [InlineData("msg= leading and trailing ")]
    [InlineData("msg=1")]
    [InlineData("msg=n + 1")]
    [InlineData("msg={ lambdas } are fine")]
    [InlineData("msg=(a b)")]
    [InlineData("msg=call f(a, zone=1) and x[0] b] or a[1], then f(x, zone=3)")]
    [InlineData("msg=größer als ∞")]
    [InlineData("callback=<function f at 0x7f0c>")]
    [InlineData("callback=functools.partial(<function f at 0x7f0c>, a=1, b='x]y')")]
    [InlineData("callback=<bound method A.b of <__main__.A object at 0x2>>")]
    [InlineData("callback=<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>")]
    [InlineData("callback=_FlatCallback(callback_func=<ufunc 'add'>, in_tree=PyTreeDef(((*, {'a': *}), {})))")]
    [InlineData("jvp=f")]
    [InlineData("jvp=<lambda>")]
    [InlineData("mode=GatherScatterMode.CLIP")]
    [InlineData("mode=<Mode.CLIP: 1>")]
    [InlineData("names=(('a', 'b'), ('c',), ())")]
    [InlineData("names=('it\\'s', \"it's\", 'a]b', 'c d')")]
    [InlineData("names={'a': 1, 'b': [1, 2], 'c': None}")]
    [InlineData("names=frozenset({'x', 'y'})")]
    [InlineData("names=b'a]b'")]
    [InlineData("sharding=NamedSharding(mesh=Mesh('x': 8, axis_types=(Auto,)), spec=P('x',), memory_kind=device)")]
    [InlineData("avals=(ShapedArray(float32[2]), ShapedArray(int32[], weak_type=True))")]
    [InlineData("spec=ij,jk->ik")]
    [InlineData("values=[1. 2. 3.]")]
    [InlineData("slices=(slice(None, None, None), Ellipsis)")]
    public void A_parameter_prints_back_to_the_letter(string parameter)
    {
        foreach (string list in new[] { parameter, "a=1 " + parameter, parameter + " zone=2", "a=(1,) " + parameter + " zone=None" })
        {
            string text = $"{{ lambda ; a:f32[n] b:i32[]. let c:f32[n] = some.primitive[{list}] a b; d:f32[n] = sin c in (d,) }}";
            Jaxpr jaxpr = Jaxpr.Parse(text);
            Assert.Equal(text, Printed(jaxpr));
            Assert.Equal(2, jaxpr.Equations.Count);
            Assert.Equal(list.EndsWith(" zone=2", StringComparison.Ordinal), jaxpr.Equations[0].Params.Items.Any(i => i.Key == "zone" && Equals(i.Value, (Dim)2)));
            Assert.Equal(list.StartsWith("a=1 ", StringComparison.Ordinal), jaxpr.Equations[0].Params.Items.Any(i => i.Key == "a" && Equals(i.Value, (Dim)1)));
            Assert.Equal(jaxpr, Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless)));
        }
    }

    [Fact]
    public void A_string_is_the_parameter_as_it_stands()
    {
        Params parameters = Jaxpr.Parse("{ lambda ; a:f32[]. let b:f32[] = check[debug=False msg=`x.y` isn't (so. zone= ] a in (b,) }").Equations[0].Params;
        Assert.Equal(["debug", "msg", "zone"], parameters.Items.Select(i => i.Key));
        Assert.Equal("`x.y` isn't (so.", parameters.Text("msg"));
    }

    [Fact]
    public void Strings_stand_on_several_lines_in_nested_and_in_shared_jaxprs()
    {
        const string Inner = "{ lambda ; c:f32[]. let d:f32[] = check[msg=first (line\n  and second] c in (d,) }";
        Jaxpr nested = Jaxpr.Parse($"{{ lambda ; a:f32[]. let\n    b:f32[] = jit[\n      name=f\n      jaxpr={Inner}\n    ] a\n  in (b,) }}");
        Assert.Equal("first (line\n  and second", nested.Equations[0].Params.Jaxpr("jaxpr").Equations[0].Params.Text("msg"));
        Jaxpr shared = Jaxpr.Parse($"let f = {Inner} in\n{{ lambda ; a:f32[]. let\n    b:f32[] = jit[name=f jaxpr=f] a\n    e:f32[] = jit[name=f jaxpr=f] b\n  in (e,) }}");
        Assert.Equal(2, shared.Equations.Count);
        Assert.Same(shared.Equations[0].Params.Jaxpr("jaxpr"), shared.Equations[1].Params.Jaxpr("jaxpr"));
        Jaxpr broken = Jaxpr.Parse("{ lambda ; a:f32[]. let\n    b:f32[] = check[\n      debug=False\n      msg=one two, \n      zone=1\n    ] a\n  in (b,) }");
        Assert.Equal("one two, ", broken.Equations[0].Params.Text("msg"));
    }

    [Theory]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes=] a in (b,) }", "'axes' has no value")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes= (0,)] a in (b,) }", "'axes' has no value")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes=(0,) out_sharding None] a in (b,) }", "expected '=' after the parameter 'out_sharding'")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes=(0, out_sharding=None] a in (b,) }", "expected '=' after the parameter")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = check[msg=no end a in (b,) }", "expected")]
    public void What_no_reading_explains_is_an_error(string text, string part) => Assert.Contains(part, Assert.Throws<JaxprParseException>(() => Jaxpr.Parse(text)).Message);

    private static string Printed(Jaxpr jaxpr) => JaxprPrinter.Print(jaxpr, JaxprStyle.Current, 1000);
}
