// Typed access to the storage of erased arrays, and dispatch from an element type to a type parameter.
using System;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Something to do for an element type.</summary>
internal interface ITyped<out TResult>
{
    TResult Invoke<T>() where T : unmanaged;
}

internal static class Storage
{
    /// <summary>Calls <paramref name="action"/> with the .NET type of the element type; throws for types that have none here.</summary>
    public static TResult Dispatch<TAction, TResult>(DType dtype, TAction action)
        where TAction : ITyped<TResult>
    {
        if (dtype == DType.Float32)
        {
            return action.Invoke<float>();
        }
        if (dtype == DType.Float64)
        {
            return action.Invoke<double>();
        }
        if (dtype == DType.Int32)
        {
            return action.Invoke<int>();
        }
        if (dtype == DType.Int64)
        {
            return action.Invoke<long>();
        }
        if (dtype == DType.UInt32)
        {
            return action.Invoke<uint>();
        }
        if (dtype == DType.Bool)
        {
            return action.Invoke<bool>();
        }
        throw new NotSupportedException($"arrays of {dtype.Name} have no executor in this version; use float32, float64, int32, int64, uint32 or bool");
    }

    /// <summary>The elements of a concrete array. Its element type is asked, not its storage: to the runtime an <c>uint[]</c> is an <c>int[]</c>.</summary>
    public static T[] Of<T>(NdArray array)
        where T : unmanaged =>
        array.Dtype != ElementType<T>.DType ? throw new InvalidOperationException($"an array of {array.Dtype.Name} was read as {typeof(T).Name}")
        : array.Data is T[] data ? data
        : [FromScalar<T>(array)];

    /// <summary>The elements of a concrete array as an untyped array.</summary>
    public static Array Of(NdArray array) => array.Data ?? Dispatch<ScalarArray, Array>(array.Dtype, new ScalarArray(array));

    /// <summary>Memory for an array of known shape, whose elements will all be written.</summary>
    public static Array Allocate(Aval aval)
    {
        long size = 1;
        for (int axis = 0; axis < aval.Rank; axis++)
        {
            size = KernelSupport.Product(size, aval.Shape[axis].Value);
        }
        return Allocate(aval, size);
    }

    /// <summary>As above, the number of elements being known too.</summary>
    /// <exception cref="ArgumentException">More elements than a .NET array holds, or a negative number.</exception>
    public static Array Allocate(Aval aval, long size) => (ulong)size <= (ulong)Array.MaxLength
        ? Dispatch<Allocation, Array>(aval.DType, new Allocation((int)size))
        : throw NoArray(aval.Shape, size);

    private static ArgumentException NoArray(Shape shape, long size) =>
        size < 0 ? KernelSupport.Negative($"an array of shape {shape}") : KernelSupport.TooLarge($"an array of shape {shape}", size);

    /// <summary>The value of a 0-d array as a 64-bit integer; bools give 0 and 1.</summary>
    public static long Integer(NdArray array) => Integers(array)[0];

    /// <summary>The elements as 64-bit integers; bools give 0 and 1.</summary>
    public static long[] Integers(NdArray array) =>
        array.Dtype == DType.Int32 ? Array.ConvertAll(Of<int>(array), static i => (long)i)
        : array.Dtype == DType.Int64 ? Of<long>(array)
        : array.Dtype == DType.UInt32 ? Array.ConvertAll(Of<uint>(array), static i => (long)i)
        : array.Dtype == DType.Bool ? Array.ConvertAll(Of<bool>(array), static b => b ? 1L : 0)
        : throw new InvalidOperationException($"an index of type {array.Dtype.Name} is not an integer");

    private static T FromScalar<T>(NdArray array)
        where T : unmanaged
    {
        Scalar value = array.Constant
            ?? throw new InvalidOperationException($"an array of {array.Dtype.Name} was read as {typeof(T).Name}, or a tracer was read outside its trace");
        return ElementType<T>.FromScalar(value);
    }

    private readonly record struct ScalarArray(NdArray Value) : ITyped<Array>
    {
        public Array Invoke<T>()
            where T : unmanaged =>
            new[] { FromScalar<T>(Value) };
    }

    private readonly record struct Allocation(int Size) : ITyped<Array>
    {
        public Array Invoke<T>()
            where T : unmanaged =>
            Size == 0 ? [] : GC.AllocateUninitializedArray<T>(Size);
    }
}
