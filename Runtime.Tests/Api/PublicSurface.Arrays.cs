// Compiles, and never runs: one line for every public name and operator of the arrays, because overload resolution decides what is possible.
using System;
using SrcGenJit;

namespace Runtime.Tests.Api;

internal static partial class PublicSurface
{
    private static void Arrays(float[] data, float[,] table, ReadOnlySpan<float> span)
    {
        NdArray<float> a = new(data);
        a = new(table);
        a = new(span);
        a = new([1f, 2f, 3f]);
        a = new(data, [3, 4]);
        a = new(span, [3, 4]);
        a = NdArray.Adopt(data);
        a = NdArray.Adopt(data, [3, 4]);
        a = 2f;
        a = 2;
        NdArray<double> d = 2;
        d = 2.5f;
        Shape shape = a.Shape;
        Dim first = shape[0], size = a.Size;
        int rank = a.Rank, rows = (int)a.Shape[0];
        DType dtype = a.Dtype;
        ReadOnlySpan<float> elements = a.Span;
        float[] copy = a.ToArray();
        NdArray<int> i = a.AsType<int>();
        NdArray erased = a;
        a = (NdArray<float>)erased;
        float number = (float)a[0];
        double wide = (double)a[0];
        int whole = (int)a[0];
        bool same = a.Equals(a);
        _ = a.GetHashCode();
        _ = (d, i, first, size, rank, rows, dtype, elements.Length, copy, number, wide, whole, same);
    }

    private static void Arithmetic(NdArray<float> x, NdArray<double> d, NdArray<int> i, NdArray<bool> b, NdArray<uint> u, NdArray<long> l)
    {
        NdArray<float> f = -x + +x - x * x;
        f = x + 1f;
        f = 1f + x;
        f = x - 1;
        f = 1 - x;
        f = 2 * x;
        f = x * 2;
        f = 0.5 * x;
        f = x * 0.5 + 1.0 - 0.25 * x / 2.0;
        f = 1.0 / x;
        f = 1 / x;
        f = x / 2;
        f = x / 2f;
        f = x / x;
        f = 1.5 - x;
        f += x;
        f *= 2;
        f -= 0.5;
        f /= 2;
        d = 0.5 * d + 1 / d - d / 2;
        d = d * d + 2f * d;
        i = -i + 1 - 2 * i;
        i = i & 3 | i ^ 1;
        i = 3 & i;
        i = ~i << 2 >> 1;
        i = i << i;
        u = u ^ 0x1BD11BDAu;
        u = (u << 13) | (u >> 19);
        u = u + 1u;
        l = l * 3 - 1L;
        b = b & !b | ~b ^ true;
        b = x < -x & x > 0;
        b = x <= 1f | x >= 0.5;
        b = 0 < x;
        b = 0.5 < x;
        b = x == -x;
        b = x != 0;
        b = 1 == x;
        b = i == 3 & u != 4u & l > 5;
        b = b == true;
        if (b)
        {
        }
        if (b && b || !b)
        {
        }
        bool chosen = b ? true : false;
        while (x < 1)
        {
        }
        if (x == null || null != x)
        {
        }
        _ = (f, chosen);
    }

    private static void Indexing(NdArray<float> x, NdArray<int> i, NdArray<bool> m, int n)
    {
        NdArray<float> y = x[1];
        y = x[^1];
        y = x[n, -1];
        y = x[2..5];
        y = x[1.., ..^1];
        y = x[1, ^1, 2..5, .., NdIndex.NewAxis];
        y = x[NdIndex.Ellipsis, NdIndex.All, 0];
        y = x[new Slice(null, null, 2), new Slice(1, -1)];
        y = x[i];
        y = x[i, 1..3];
        y = x[m];
        y = x[new int[] { 0, 2 }];
        y = x[new bool[] { true, false }, 0];
        y = x.At[0].Set(1f);
        y = x.At[1..3, ^1].Set(x);
        y = x.At[i].Add(1);
        y = x.At[m].Add(x);
        _ = y;
    }

    private static void OfElements<T>(NdArray<T> x, T number)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        NdArray<T> y = -x + number * x / x - number;
        y = Jnp.Sin(y) + Jnp.Where(x > number, x, number);
        y = Jnp.Sum(y * y, axis: -1, keepdims: true) / Jnp.Sqrt(y);
        _ = y;
    }

    private static void Erased(NdArray<float> x, NdArray<int> i)
    {
        NdArray e = x, k = i;
        _ = (e.Shape, e.Rank, e.Dtype);
        e = (e + k) * 2 - 0.5 / e;
        e = -e + x;
        e = e < k;
        e = 1.5 >= e;
        _ = ((NdArray<float>)e, (NdArray<int>)k);
    }
}
