// jax.numpy's ways to make arrays, erased.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>The data itself: C# arrays arrive as concrete arrays, numbers as weak scalars.</summary>
    public static NdArray Array(DType dtype, NdArray data) => Lax.ConvertElementType(data, dtype);

    public static NdArray Zeros(DType dtype, Shape shape) => Lax.Full(shape, Lax.Constant(0, dtype));

    public static NdArray Ones(DType dtype, Shape shape) => Lax.Full(shape, Lax.Constant(1, dtype));

    public static NdArray Full(DType dtype, Shape shape, NdArray fillValue) => BroadcastTo(Lax.ConvertElementType(fillValue, dtype), shape);

    public static NdArray ZerosLike(NdArray x) => Zeros(x.Dtype, x.Shape);

    public static NdArray OnesLike(NdArray x) => Ones(x.Dtype, x.Shape);

    /// <summary>0, 1, ... below a dimension, which may be symbolic.</summary>
    public static NdArray Arange(Dim size) => Lax.BroadcastedIota(DType.Int32, [Dim.Max(size, 0)], 0);

    public static NdArray Arange(DType dtype, NdArray stop) => Arange(dtype, new NdArray(Scalar.Of(0L, dtype), weak: false), stop);

    public static NdArray Arange(DType dtype, NdArray start, NdArray stop) => Arange(dtype, start, stop, Lax.Constant(1, dtype));

    /// <summary>start, start + step, ... before stop. The three are numbers known while tracing: they decide the shape.</summary>
    public static NdArray Arange(DType dtype, NdArray start, NdArray stop, NdArray step)
    {
        Scalar from = Known(start, nameof(start)), by = Known(step, nameof(step));
        NdArray y = Lax.BroadcastedIota(dtype, [ArangeLength.Of(from, Known(stop, nameof(stop)), by)], 0);
        y = by.AsDouble() == 1 ? y : Lax.Mul(Lax.ConvertElementType(step, dtype), y);
        return from.IsTrue ? Lax.Add(Lax.ConvertElementType(start, dtype), y) : y;
    }

    /// <summary><paramref name="num"/> evenly spaced numbers, with the end or without it.</summary>
    public static NdArray Linspace(NdArray start, NdArray stop, int num, bool endpoint)
    {
        if (num < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(num), $"Number of samples, {num}, must be non-negative.");
        }
        DType dtype = Promotion.Inexact(Promotion.ResultType(start.Aval, stop.Aval).DType);
        return NamedJit.Call("_linspace", $"{num},{endpoint},{dtype}", xs => [Spaced(xs[0], xs[1], num, endpoint, dtype, out NdArray? step), .. step is null ? System.Array.Empty<NdArray>() : new[] { step }], 1, start, stop)[0];
    }

    /// <summary>Ones on diagonal <paramref name="k"/>, zeros elsewhere.</summary>
    public static NdArray Eye(DType dtype, Dim n, Dim? m, int k)
    {
        Shape shape = new(n, m ?? n);
        NdArray rows = Lax.BroadcastedIota(DType.Int32, shape, 0), columns = Lax.BroadcastedIota(DType.Int32, shape, 1);
        NdArray diagonal = Lax.Eq(Lax.Add(rows, Lax.Constant(k, DType.Int32)), columns);
        return Lax.ConvertElementType(diagonal, dtype);
    }

    private static NdArray Spaced(NdArray start, NdArray stop, int num, bool endpoint, DType dtype, out NdArray? step)
    {
        step = null;
        start = Lax.ConvertElementType(start, dtype);
        stop = Lax.ConvertElementType(stop, dtype);
        if (start.Rank != 0 || stop.Rank != 0)
        {
            throw new ShapeException($"linspace takes numbers or arrays of rank 0 as bounds, and got shapes {start.Shape} and {stop.Shape}");
        }
        int intervals = endpoint ? num - 1 : num;
        if (num == 0)
        {
            return Zeros(dtype, [0]);
        }
        if (num == 1)
        {
            return Lax.Reshape(start, [1]);
        }
        // JAX's function computes the step too, for retstep, and the jaxpr shows it.
        step = Lax.Div(Lax.Sub(stop, start), Lax.Constant(intervals, dtype));
        NdArray part = Lax.Div(Lax.BroadcastedIota(dtype, [intervals], 0), Lax.Constant(intervals, dtype));
        NdArray from = Lax.Reshape(start, [1]);
        NdArray low = Lax.Mul(from, Lax.Sub(Lax.Constant(1, dtype), part));
        NdArray high = Lax.Mul(Lax.Reshape(stop, [1]), part);
        NdArray y = Lax.Add(low, high);
        return endpoint ? Lax.Concatenate([y, Lax.Full([1], stop)], 0) : y;
    }

    private static Scalar Known(NdArray number, string name) => number.Constant
        ?? throw new ArgumentException($"Arange: '{name}' must be a number that is known while tracing, because it decides the shape; it is {number.Aval}", name);
}
