// jax.numpy's ways to make arrays, erased.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>The data itself: C# arrays arrive as concrete arrays, numbers as weak scalars.</summary>
    public static NdArray Array(DType dtype, NdArray data) => Op.Convert(data, dtype);

    public static NdArray Zeros(DType dtype, Shape shape) => Op.Full(shape, Op.Constant(0, dtype));

    public static NdArray Ones(DType dtype, Shape shape) => Op.Full(shape, Op.Constant(1, dtype));

    public static NdArray Full(DType dtype, Shape shape, NdArray fillValue) => BroadcastTo(Op.Convert(fillValue, dtype), shape);

    public static NdArray ZerosLike(NdArray x) => Zeros(x.Dtype, x.Shape);

    public static NdArray OnesLike(NdArray x) => Ones(x.Dtype, x.Shape);

    /// <summary>0, 1, ... below a dimension, which may be symbolic.</summary>
    public static NdArray Arange(Dim size) => Op.Iota(DType.Int32, [Dim.Max(size, 0)], 0);

    public static NdArray Arange(DType dtype, NdArray stop) => Arange(dtype, new NdArray(Scalar.Of(0L, dtype), weak: false), stop);

    public static NdArray Arange(DType dtype, NdArray start, NdArray stop) => Arange(dtype, start, stop, Op.Constant(1, dtype));

    /// <summary>start, start + step, ... before stop. The three are numbers known while tracing: they decide the shape.</summary>
    public static NdArray Arange(DType dtype, NdArray start, NdArray stop, NdArray step)
    {
        Scalar from = Known(start, nameof(start)), by = Known(step, nameof(step));
        NdArray y = Op.Iota(dtype, [ArangeLength.Of(from, Known(stop, nameof(stop)), by)], 0);
        y = by.AsDouble() == 1 ? y : Op.Bind("mul", Op.Convert(step, dtype), y);
        return from.IsTrue ? Op.Bind("add", Op.Convert(start, dtype), y) : y;
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
        NdArray rows = Op.Iota(DType.Int32, shape, 0), columns = Op.Iota(DType.Int32, shape, 1);
        NdArray diagonal = Op.Bind("eq", Op.Bind("add", rows, Op.Constant(k, DType.Int32)), columns);
        return Op.Convert(diagonal, dtype);
    }

    private static NdArray Spaced(NdArray start, NdArray stop, int num, bool endpoint, DType dtype, out NdArray? step)
    {
        step = null;
        start = Op.Convert(start, dtype);
        stop = Op.Convert(stop, dtype);
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
            return Op.Reshape(start, [1]);
        }
        // JAX's function computes the step too, for retstep, and the jaxpr shows it.
        step = Op.Bind("div", Op.Bind("sub", stop, start), Op.Constant(intervals, dtype));
        NdArray part = Op.Bind("div", Op.Iota(dtype, [intervals], 0), Op.Constant(intervals, dtype));
        NdArray from = Op.Reshape(start, [1]);
        NdArray low = Op.Bind("mul", from, Op.Bind("sub", Op.Constant(1, dtype), part));
        NdArray high = Op.Bind("mul", Op.Reshape(stop, [1]), part);
        NdArray y = Op.Bind("add", low, high);
        return endpoint ? Op.Concatenate([y, Op.Full([1], stop)], 0) : y;
    }

    private static Scalar Known(NdArray number, string name) => number.Constant
        ?? throw new ArgumentException($"Arange: '{name}' must be a number that is known while tracing, because it decides the shape; it is {number.Aval}", name);
}
