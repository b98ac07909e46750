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
    public static DType DType { get; } = Find();

    /// <summary>A C# number as a scalar constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar ToScalar(T value)
    {
        if (typeof(T) == typeof(float))
        {
            return Scalar.Of((float)(object)value);
        }
        if (typeof(T) == typeof(double))
        {
            return Scalar.Of((double)(object)value);
        }
        if (typeof(T) == typeof(bool))
        {
            return Scalar.Of((bool)(object)value);
        }
        if (typeof(T) == typeof(Half))
        {
            return Scalar.Of((double)(Half)(object)value, DType);
        }
        if (typeof(T) == typeof(ulong))
        {
            return Scalar.Of((ulong)(object)value);
        }
        if (typeof(T) == typeof(Complex))
        {
            return Scalar.Complex(((Complex)(object)value).Real, ((Complex)(object)value).Imaginary, DType);
        }
        return Scalar.Of(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture), DType);
    }

    /// <summary>The element that a scalar constant of this type holds.</summary>
    public static T FromScalar(Scalar value) => (T)value.AsElement().Box();

    private static DType Find() =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(uint) ? DType.UInt32
        : typeof(T) == typeof(ulong) ? DType.UInt64
        : typeof(T) == typeof(bool) ? DType.Bool
        : typeof(T) == typeof(short) ? DType.Int16
        : typeof(T) == typeof(ushort) ? DType.UInt16
        : typeof(T) == typeof(sbyte) ? DType.Int8
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(Half) ? DType.Float16
        : typeof(T) == typeof(Complex) ? DType.Complex128
        : throw new NotSupportedException(
            $"arrays of {typeof(T)} do not exist; the element types are float, double, int, uint, long, ulong, short, ushort, sbyte, byte, bool, Half and Complex");
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
