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
            return Scalar.Of(unchecked((long)(ulong)(object)value), DType);
        }
        if (typeof(T) == typeof(Complex))
        {
            throw new NotSupportedException("complex numbers have no literals yet; make an array: new NdArray<Complex>([value])");
        }
        return Scalar.Of(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture), DType);
    }

    /// <summary>The element a scalar constant of this type holds.</summary>
    public static T FromScalar(Scalar value) => (T)Box(value);

    private static object Box(Scalar value)
    {
        if (typeof(T) == typeof(float))
        {
            return (float)value.Real;
        }
        if (typeof(T) == typeof(double))
        {
            return value.Real;
        }
        if (typeof(T) == typeof(Half))
        {
            return (Half)value.Real;
        }
        if (typeof(T) == typeof(bool))
        {
            return value.Bits != 0;
        }
        if (typeof(T) == typeof(ulong))
        {
            return unchecked((ulong)value.Bits);
        }
        return Convert.ChangeType(value.Bits, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

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
