// What generated kernels need at their borders: entry checks, results, and running a program's text where there is no kernel.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelSupport
{
    private static readonly ConcurrentDictionary<string, Jaxpr> s_parsed = new(StringComparer.Ordinal);

    /// <summary>Forgets the parsed texts; they are parsed again when needed.</summary>
    internal static void ClearParsed() => s_parsed.Clear();

    /// <summary>True when a function is being traced, or the array stands for a value of one: then a kernel cannot run.</summary>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTraced<T>(NdArray<T> array, [CallerArgumentExpression(nameof(array))] string name = "")
        where T : struct
    {
        if (array is null)
        {
            ThrowNull(name);
        }
        return array.IsTracer || Trace.Current is not null;
    }

    /// <summary>Checks rank and constant dimensions.</summary>
    /// <param name="array">The argument.</param>
    /// <param name="name">Its parameter.</param>
    /// <param name="declared">The shape that was compiled, as text.</param>
    /// <param name="dims">Its dimensions; -1 for a symbolic one.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public static void CheckShape<T>(NdArray<T> array, string name, string declared, params ReadOnlySpan<int> dims)
        where T : struct
    {
        Shape shape = array.Shape;
        bool same = shape.Rank == dims.Length;
        for (int i = 0; same && i < dims.Length; i++)
        {
            same = dims[i] < 0 || shape[i].Value == dims[i];
        }
        if (!same)
        {
            throw new ArgumentException($"'{name}' has shape {shape.ToBrackets()}; the compiled program takes {declared}", name);
        }
    }

    /// <summary>Checks a dimension that other dimensions determine.</summary>
    /// <exception cref="ArgumentException">The dimension has another size.</exception>
    public static void CheckDimension<T>(NdArray<T> array, string name, int axis, string declared, long size)
        where T : struct
    {
        if (array.Shape[axis].Value != size)
        {
            throw new ArgumentException($"axis {axis} of '{name}' has {array.Shape[axis]} elements; '{declared}' is {size} by the dimensions of the other inputs (shape {array.Shape.ToBrackets()})", name);
        }
    }

    /// <summary>Checks what the shapes of a program require beyond the sizes of its inputs.</summary>
    /// <exception cref="ShapeException">The dimension is negative: a slice, window or padding does not fit its array.</exception>
    public static void Require(long dimension, string reason)
    {
        if (dimension < 0)
        {
            throw new ShapeException(reason);
        }
    }

    /// <summary>Memory for a result; every element is written before it is read.</summary>
    /// <exception cref="ArgumentException">More elements than a .NET array holds, or a negative number.</exception>
    public static T[] New<T>(long size, [CallerArgumentExpression(nameof(size))] string text = "")
        where T : unmanaged =>
        (ulong)size <= (ulong)System.Array.MaxLength
            ? GC.AllocateUninitializedArray<T>((int)size)
            : throw NoResult(size, text);

    /// <summary>A product of sizes; where 64 bits do not hold it, the largest they hold; -1 where a size is negative.</summary>
    public static long Product(params ReadOnlySpan<long> sizes)
    {
        long product = 1;
        bool overflows = false, empty = false;
        foreach (long size in sizes)
        {
            if (size < 0)
            {
                return -1;
            }
            empty |= size == 0;
            overflows |= Math.BigMul(product, Math.Max(size, 1), out long low) != low >> 63;
            product = overflows ? long.MaxValue : low;
        }
        return empty ? 0 : product;
    }

    [DoesNotReturn]
    private static void ThrowNull(string name) => throw new ArgumentNullException(name?.TrimStart('@'), "an array argument is null");

    private static ArgumentException NoResult(long size, string text) =>
        size < 0 ? Negative("a result") : TooLarge($"a result of {text.Replace("(nint)", "", StringComparison.Ordinal)}", size);

    internal static ArgumentException Negative(string what) => new ShapeException($"the size of {what} is negative for these inputs: a slice, window or padding does not fit its array");

    internal static ArgumentException TooLarge(string what, long size) =>
        new($"{what} would have {(size == long.MaxValue ? "2^63 or more" : size.ToString(CultureInfo.InvariantCulture))} elements, and a .NET array holds at most {System.Array.MaxLength}");

    /// <summary>A result as an array, without a copy.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the size of the shape.</exception>
    public static NdArray<T> Array<T>(T[] data, Shape shape)
        where T : struct =>
        shape.Holds(data.Length) ? new(data, shape, owned: true) : throw NdArray<T>.Misfit(shape, data.Length);

    /// <summary>Runs a program from its text, one equation at a time; while a function is traced, records it as a jit equation.</summary>
    public static NdArray[] RunText(string name, string text, params NdArray[] inputs)
    {
        Jaxpr jaxpr = Instantiation.Checked(Parse(text), inputs);
        if (Trace.Current is not null)
        {
            Jaxpr closed = jaxpr.ConstVars.Count == 0 ? jaxpr : new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs);
            return Calls.BindJit(name, closed, inputs);
        }
        int consts = jaxpr.ConstVars.Count;
        return Interpreter.Run(jaxpr, inputs[consts..], inputs[..consts]);
    }

    internal static Jaxpr Parse(string text) => s_parsed.GetOrAdd(text, Jaxpr.Parse);
}
