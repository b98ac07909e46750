// The bridge between a C# element type and its DType, for storage and scalars.
using System;
using System.Numerics;
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

    /// <summary>The element that a scalar constant of this type holds.</summary>
    public static T FromScalar(Scalar value) => (T)value.AsElement().Box();

    public static NotSupportedException Unsupported() =>
        new($"there are no arrays of {typeof(T)} in this version: the element types are float, double, int, long, uint and bool");
}

internal static class ScalarElements
{
    /// <summary>The value as the C# number of its element type.</summary>
    public static object Box(this Scalar value) => value.DType.Kind switch
    {
        DTypeKind.Bool => (object)(value.Bits != 0),
        DTypeKind.Complex => new Complex(value.Real, value.Imaginary),
        DTypeKind.Float => value.DType == DType.Float32 ? (object)(float)value.Real : value.DType == DType.Float16 ? (Half)value.Real : value.Real,
        DTypeKind.UInt => value.DType.ItemSize switch { 1 => (object)(byte)value.Bits, 2 => (ushort)value.Bits, 4 => (uint)value.Bits, _ => (ulong)value.Bits },
        _ => value.DType.ItemSize switch { 1 => (object)(sbyte)value.Bits, 2 => (short)value.Bits, 4 => (int)value.Bits, _ => value.Bits },
    };
}
