// What the generated entries of [Jit] methods call: tracing, shape checks, collapsing and broadcasting.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class JitSupport
{
    /// <summary>True when a function is being traced on this thread.</summary>
    public static bool IsTracing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Trace.Current is not null;
    }

    /// <summary>Records a call as a jit equation, whose jaxpr is the body's, traced once for each combination of avals.</summary>
    public static NdArray[] Record(KernelInfo method, NdArray[] inputs, Func<NdArray[], NdArray[]> body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(inputs);
        try
        {
            return NamedJit.Call(method.Name, (object)method, body, inputs);
        }
        catch (ConcretizationException)
        {
            // The body meets C# numbers or branches on values, which only the build can trace.
            return RecordCompiled(method, inputs);
        }
    }

    /// <summary>Records a call as a jit equation with the jaxpr that the build traced: for methods over C# numbers, which cannot be traced at run time.</summary>
    public static NdArray[] RecordCompiled(KernelInfo method, NdArray[] inputs)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(inputs);
        Dictionary<string, Dim>? sizes = method.SizesOf(inputs);
        return NamedJit.Call(method.Name, (method, sizes is null ? "" : string.Join(", ", sizes)), xs => method.Run(xs, sizes), inputs);
    }

    /// <summary>Counts a call that the compiled code does not take.</summary>
    public static void FellBack(KernelInfo method, string reason)
    {
        ArgumentNullException.ThrowIfNull(method);
        method.CountFallback(reason);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool SameShape(Shape first, Shape second) => ReferenceEquals(first, second) || first.Equals(second);

    /// <summary>The number of elements before the last <paramref name="trailing"/> axes.</summary>
    public static int Leading(Shape shape, int trailing)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long size = 1;
        for (int i = 0; i < shape.Rank - trailing; i++)
        {
            size = KernelSupport.Product(size, shape[i].Value);
        }
        return size <= Array.MaxLength ? (int)size : throw KernelSupport.TooLarge($"the leading axes of shape {shape}", size);
    }

    /// <summary>The axes of a shape before its last <paramref name="trailing"/>, then others.</summary>
    public static Shape Join(Shape shape, int trailing, params ReadOnlySpan<int> rest)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Dim[] dims = new Dim[shape.Rank - trailing + rest.Length];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = i < shape.Rank - trailing ? shape[i] : rest[i - (shape.Rank - trailing)];
        }
        return new Shape(dims);
    }

    /// <summary>The leading axes of two arguments must be the same.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static bool SameLeading(Shape first, int firstTrailing, Shape second, int secondTrailing)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int count = first.Rank - firstTrailing;
        if (second.Rank - secondTrailing != count)
        {
            return false;
        }
        for (int i = 0; i < count; i++)
        {
            if (!first[i].Equals(second[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The shape that arguments broadcast to; null when they do not, which the body then says.</summary>
    public static Shape? Broadcast(params ReadOnlySpan<Shape> shapes)
    {
        int rank = 0;
        foreach (Shape shape in shapes)
        {
            rank = Math.Max(rank, shape.Rank);
        }
        Dim[] dims = new Dim[rank];
        Array.Fill(dims, (Dim)1);
        foreach (Shape shape in shapes)
        {
            for (int i = 0; i < shape.Rank; i++)
            {
                ref Dim dim = ref dims[rank - shape.Rank + i];
                if (!shape[i].Equals((Dim)1) && !dim.Equals((Dim)1) && !dim.Equals(shape[i]))
                {
                    return null;
                }
                dim = dim.Equals((Dim)1) ? shape[i] : dim;
            }
        }
        return new Shape(dims);
    }

    /// <summary>An argument at the shape that all arguments broadcast to.</summary>
    public static NdArray<T> BroadcastTo<T>(NdArray<T> array, Shape shape)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(shape);
        if (array.Shape.Equals(shape))
        {
            return array;
        }
        T[] result = (T[])Storage.Allocate(new Aval(shape, array.Dtype));
        int[] from = array.Shape.ToInts(), to = shape.ToInts();
        int[] strides = new int[to.Length];
        for (int i = from.Length - 1, stride = 1; i >= 0; stride *= from[i--])
        {
            strides[to.Length - from.Length + i] = from[i] == 1 ? 0 : stride;
        }
        int[] index = new int[to.Length];
        ReadOnlySpan<T> source = array.Span;
        for (int at = 0, position = 0; at < result.Length; at++)
        {
            result[at] = source[position];
            for (int axis = to.Length - 1; axis >= 0; axis--)
            {
                position += strides[axis];
                if (++index[axis] < to[axis])
                {
                    break;
                }
                position -= strides[axis] * to[axis];
                index[axis] = 0;
            }
        }
        return KernelSupport.Array(result, shape);
    }

    /// <summary>A dimension named in [Shape] has two values.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    public static void Disagree(string dimension, string first, long firstValue, string second, long secondValue) => throw new ArgumentException(
        $"the dimension '{dimension}' is {firstValue} by '{first}' and {secondValue} by '{second}'; arguments whose [Shape] names the same dimension must agree in it", second);

    /// <summary>An argument has not the declared shape.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    public static void WrongShape(string name, string declared, Shape shape) => throw new ArgumentException($"'{name}' has shape {shape}, and its [Shape] says {declared}", name);
}
