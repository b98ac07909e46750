// The typed arrays: construction, operators, indexing, and what they refuse.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class ArrayTests
{
    private static readonly NdArray<float> s_table = NdArray.Adopt(Enumerable.Range(0, 12).Select(i => (float)i).ToArray(), [3, 4]);

    [Fact]
    public void Constructors_copy_and_Adopt_does_not()
    {
        float[] data = [1, 2];
        NdArray<float> copied = new(data), adopted = NdArray.Adopt(data);
        data[0] = 9;
        Assert.Equal(1f, copied.Span[0]);
        Assert.Equal(9f, adopted.Span[0]);
        Assert.Equal([2, 2], new NdArray<int>(new[,] { { 1, 2 }, { 3, 4 } }).Shape.ToInts());
        Assert.Throws<ArgumentException>(() => new NdArray<float>(data, [3]));
    }

    [Fact]
    public void Numbers_keep_the_element_type_of_the_array()
    {
        Assert.Equal([1.5f, 2.5f], (0.5 + new NdArray<float>([1f, 2f])).ToArray());
        Assert.Equal([0.5f, 1f], (new NdArray<float>([1f, 2f]) / 2).ToArray());
        Assert.Equal([3, 6], (3 * new NdArray<int>([1, 2])).ToArray());
        Assert.Equal([true, false], (new NdArray<double>([1, 2]) < 1.5).ToArray());
    }

    [Fact]
    public void Equality_compares_elements_and_references_to_null()
    {
        NdArray<int> x = new([1, 2]);
        NdArray<int>? none = null;
        Assert.Equal([true, false], (x == 1).ToArray());
        Assert.False((bool)(x == none));
        Assert.True((bool)(none == null));
        Assert.True((bool)(x != none));
        Assert.False(x.Equals(new NdArray<int>([1, 2])));
    }

    [Fact]
    public void Bools_of_one_element_decide()
    {
        int taken = 0;
        if (Jnp.Sum(s_table) > 60 && Jnp.Sum(s_table) < 70)
        {
            taken++;
        }
        Assert.Equal(1, taken);
        Assert.Throws<ArgumentException>(() => s_table > 3 ? 1 : 0);
    }

    [Fact]
    public void Operands_broadcast_and_what_does_not_fit_says_so()
    {
        Assert.Equal([3, 4], (s_table + new NdArray<float>([1f, 2f, 3f, 4f])).Shape.ToInts());
        string message = Assert.Throws<ShapeException>(() => s_table + new NdArray<float>([1f, 2f])).Message;
        Assert.Contains("(3, 4)", message);
    }

    [Fact]
    public void Indices_are_those_of_NumPy()
    {
        Assert.Equal(6f, (float)s_table[1, 2]);
        Assert.Equal(11f, (float)s_table[^1, -1]);
        Assert.Equal([4f, 5f, 6f, 7f], s_table[1].ToArray());
        Assert.Equal([1f, 5f, 9f], s_table[.., 1].ToArray());
        Assert.Equal([4f, 6f, 8f, 10f], s_table[1.., new Slice(null, null, 2)].ToArray());
        Assert.Equal([3, 1, 4], s_table[.., NdIndex.NewAxis, NdIndex.All].Shape.ToInts());
        Assert.Equal([8f, 9f, 10f, 11f, 0f, 1f, 2f, 3f], s_table[new int[] { 2, 0 }].ToArray());
        Assert.Equal([1f, 10f], s_table[new int[] { 0, 2 }, new int[] { 1, 2 }].ToArray());
        Assert.Equal([7f, 8f, 9f, 10f, 11f], s_table[s_table > 6].ToArray());
        Assert.Equal([3f, 2f, 1f, 0f], s_table[0, new Slice(null, null, -1)].ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => s_table[3]);
        Assert.Throws<IndexOutOfRangeException>(() => s_table[0, 0, 0]);
    }

    [Fact]
    public void Updates_make_new_arrays()
    {
        NdArray<float> x = new([1f, 2f, 3f]);
        Assert.Equal([1f, 9f, 3f], x.At[1].Set(9).ToArray());
        Assert.Equal([3f, 2f, 4f], x.At[new int[] { 0, 0, 2 }].Add(1).ToArray());
        Assert.Equal([1f, 0f, 0f], x.At[1..].Set(0f).ToArray());
        Assert.Equal([1f, 2f, 3f], x.ToArray());
    }

    [Fact]
    public void Numbers_come_from_arrays_of_one_element_only()
    {
        Assert.Equal(2f, (float)Jnp.Array(2f));
        Assert.Throws<ArgumentException>(() => (float)s_table);
    }

    [Fact]
    public void Erased_arrays_promote_as_JAX_does()
    {
        NdArray ints = new NdArray<int>([1, 2]), floats = new NdArray<float>([0.5f, 1.5f]);
        NdArray sum = ints + floats;
        Assert.Equal(DType.Float32, sum.Dtype);
        Assert.Equal([1.5f, 3.5f], ((NdArray<float>)sum).ToArray());
        Assert.Equal(DType.Float32, (floats * 2.5).Dtype);
        Assert.Throws<InvalidCastException>(() => (NdArray<int>)sum);
    }

    [Fact]
    public void Under_a_trace_values_are_refused_with_what_to_do()
    {
        NdArray<float> x = new([1f, 2f]);
        Assert.Contains("Jnp.Where", Assert.Throws<TracerBoolConversionException>(
            () => Jax.Jit((NdArray<float> v) => Jnp.Sum(v) > 0 ? v : -v)(x)).Message);
        Assert.Contains("float32[]", Assert.Throws<ConcretizationException>(() => Jax.Jit((NdArray<float> v) => v * (float)Jnp.Sum(v))(x)).Message);
        Assert.Throws<ConcretizationException>(() => Jax.MakeJaxpr((NdArray<float> v) => new NdArray<float>(v.Span))(x));
    }

    [Fact]
    public void A_leaked_tracer_is_detected()
    {
        NdArray<float>? leaked = null;
        Jax.Jit((NdArray<float> v) => leaked = v * 2)(new([1f]));
        Assert.Throws<UnexpectedTracerException>(() => Jax.Jit((NdArray<float> v) => v + leaked!)(new([1f])));
    }
}
