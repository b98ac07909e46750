// A primitive is registered by being made: nothing lists them, and none can be forgotten.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Primitives;

public class Registration
{
    [Fact]
    public void Every_primitive_that_a_field_holds_is_found_by_its_name()
    {
        Primitive[] held =
        [
            .. typeof(Primitive).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
                .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(f => f.FieldType == typeof(Primitive)).Select(f => (Primitive)f.GetValue(null)!),
        ];
        Assert.True(held.Length > 100, "no fields found");
        Assert.All(held, p => Assert.Same(p, Prims.Get(p.Name)));
        Assert.Equal(held.Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal), Prims.All.Select(p => p.Name));
    }

    // The field is the name as C# spells it: reduce_sum is Prims.ReduceSum, so that who looks for one finds it.
    [Fact]
    public void Fields_are_named_after_what_they_hold()
    {
        foreach (FieldInfo field in typeof(Prims).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(Primitive)))
        {
            string name = ((Primitive)field.GetValue(null)!).Name;
            IEnumerable<string> words = name.Split('_', '-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]);
            Assert.Equal(string.Concat(words), field.Name);
        }
    }

    [Fact]
    public void Two_primitives_of_one_name_cannot_be_made()
    {
        Primitive sine = Prims.Sin;
        Exception error = Assert.Throws<InvalidOperationException>(() => new Primitive("sin")
        {
            Shape = sine.Shape,
            Jvp = sine.Jvp,
            Transpose = sine.Transpose,
            Batch = sine.Batch,
            PartialEval = sine.PartialEval,
            Dce = sine.Dce,
            Semantics = sine.Semantics,
            Parameters = sine.Parameters,
        });
        Assert.Contains("'sin'", error.Message);
        Assert.Same(sine, Prims.Get("sin"));
    }

    // The rules of an entry work on whatever primitive they are handed: here one of another name, which appears in its own derivative.
    [Fact]
    public void Rules_use_the_primitive_that_they_are_handed()
    {
        Primitive other = Primitive.Opaque("other_sum");
        Aval vector = new([3], DType.Float32);
        Aval[] shapes = Prims.ReduceSum.Shape(other, [vector], Prims.ReduceSum.Parameters.Canonical("other_sum", Params.Of(("axes", PyTuple.OfInts([0])))));
        Assert.Equal([Aval.Scalar(DType.Float32)], shapes);
        ShapeException error = Assert.Throws<ShapeException>(() => Prims.Sin.Shape(other, [new Aval([3], DType.Int32)], Params.Empty));
        Assert.StartsWith("other_sum does not accept dtype int32", error.Message);
    }
}
