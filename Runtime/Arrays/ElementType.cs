// The bridge between a C# element type and its DType, for storage and scalars.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>What Core needs to know of the element type <typeparamref name="T"/>. The tests on <c>typeof(T)</c> are resolved when the code is compiled.</summary>
internal static class ElementType<T>
    where T : struct
{
    /// <summary>True for the types that every executor computes with; of others there are no arrays.</summary>
    public static bool IsSupported => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(int)
        || typeof(T) == typeof(long) || typeof(T) == typeof(uint) || typeof(T) == typeof(bool);

    /// <exception cref="NotSupportedException">There are no arrays of this type.</exception>
    public static DType DType =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(uint) ? DType.UInt32
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw Unsupported();

    /// <summary>A C# number as a scalar constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar ToScalar(T value) =>
        typeof(T) == typeof(float) ? Scalar.Of((float)(object)value)
        : typeof(T) == typeof(double) ? Scalar.Of((double)(object)value)
        : typeof(T) == typeof(int) ? Scalar.Of((int)(object)value)
        : typeof(T) == typeof(long) ? Scalar.Of((long)(object)value)
        : typeof(T) == typeof(uint) ? Scalar.Of((uint)(object)value)
        : typeof(T) == typeof(bool) ? Scalar.Of((bool)(object)value)
        : throw Unsupported();

    /// <summary>The element a scalar constant of this type holds.</summary>
    public static T FromScalar(Scalar value) =>
        typeof(T) == typeof(float) ? (T)(object)(float)value.Real
        : typeof(T) == typeof(double) ? (T)(object)value.Real
        : typeof(T) == typeof(int) ? (T)(object)unchecked((int)value.Bits)
        : typeof(T) == typeof(long) ? (T)(object)value.Bits
        : typeof(T) == typeof(uint) ? (T)(object)unchecked((uint)value.Bits)
        : typeof(T) == typeof(bool) ? (T)(object)(value.Bits != 0)
        : throw Unsupported();

    public static NotSupportedException Unsupported() =>
        new($"there are no arrays of {typeof(T)} in this version: the element types are float, double, int, long, uint and bool");
}
