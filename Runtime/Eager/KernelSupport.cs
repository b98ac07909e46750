// What generated kernels need at their borders: entry checks, results, and running a program's text where there is no kernel.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelSupport
{
    private static readonly ConcurrentDictionary<string, Jaxpr> s_parsed = new(StringComparer.Ordinal);

    /// <summary>True when a function is being traced, or the array stands for a value of one: then a kernel cannot run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTraced<T>(NdArray<T> array)
        where T : struct =>
        array.IsTracer || Trace.Current is not null;

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
    public static T[] New<T>(long size)
        where T : unmanaged
    {
        Require(size, "the size of a result is negative for these inputs: a slice, window or padding does not fit its array");
        return size <= System.Array.MaxLength
            ? GC.AllocateUninitializedArray<T>((int)size)
            : throw new ArgumentException($"a result has {size} elements, and an array holds at most {System.Array.MaxLength}");
    }

    /// <summary>A result as an array, without a copy.</summary>
    public static NdArray<T> Array<T>(T[] data, Shape shape)
        where T : struct =>
        new(data, shape, owned: true);

    /// <summary>Runs a program from its text, one equation at a time; while a function is traced, records it as a jit equation.</summary>
    public static NdArray[] RunText(string name, string text, params NdArray[] inputs)
    {
        Jaxpr jaxpr = Instantiation.Checked(Parse(text), inputs);
        if (Trace.Current is not null)
        {
            Jaxpr closed = jaxpr.ConstVars.Count == 0 ? jaxpr : new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs);
            return Prims.Find("jit") is { } jit
                ? jit.Bind(Params.Of(("jaxpr", closed), ("name", name)), inputs)
                : Tracing.EvalJaxpr(closed, inputs);
        }
        int consts = jaxpr.ConstVars.Count;
        return Interpreter.Run(jaxpr, inputs[consts..], inputs[..consts]);
    }

    internal static Jaxpr Parse(string text) => s_parsed.GetOrAdd(text, Jaxpr.Parse);
}
