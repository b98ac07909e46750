// A scalar constant of any element type, as a literal in a jaxpr holds it.
using System;

namespace SrcGenJit.Core;

/// <summary>
/// A scalar value. Floats of every width are held as double (exactly), integers and bools as their 64 bits.
/// <paramref name="PythonNumber"/> marks a number that has not met an array yet and prints its own digits (jaxpr-format.md, section 8).
/// </summary>
internal readonly record struct Scalar(DType DType, double Real, long Bits, bool PythonNumber = false)
{
    public static Scalar Of(float value) => new(DType.Float32, value, 0);

    public static Scalar Of(double value) => new(DType.Float64, value, 0);

    public static Scalar Of(int value) => new(DType.Int32, 0, value);

    public static Scalar Of(long value) => new(DType.Int64, 0, value);

    public static Scalar Of(uint value) => new(DType.UInt32, 0, value);

    public static Scalar Of(bool value) => new(DType.Bool, 0, value ? 1 : 0);

    /// <summary>A number as the element type holds it: floats rounded to their width, integers wrapped.</summary>
    public static Scalar Of(double value, DType dtype) => dtype.Kind switch
    {
        DTypeKind.Float when dtype == DType.Float32 => Of((float)value),
        DTypeKind.Float => new(dtype, value, 0),
        DTypeKind.Bool => Of(value != 0),
        _ => Of((long)value, dtype),
    };

    public static Scalar Of(long value, DType dtype) => dtype.Kind switch
    {
        DTypeKind.Float => Of((double)value, dtype),
        DTypeKind.Bool => Of(value != 0),
        _ when dtype == DType.Int32 => Of(unchecked((int)value)),
        _ when dtype == DType.UInt32 => Of(unchecked((uint)value)),
        _ => new(dtype, 0, value),
    };

    public double AsDouble() => DType.IsFloat ? Real : DType == DType.UInt64 ? unchecked((ulong)Bits) : Bits;

    public bool Equals(Scalar other) =>
        DType == other.DType && Bits == other.Bits && PythonNumber == other.PythonNumber
        && BitConverter.DoubleToInt64Bits(Real) == BitConverter.DoubleToInt64Bits(other.Real);

    public override int GetHashCode() => unchecked(StableHash.Of(DType.Name) * 31 + (int)(Bits ^ BitConverter.DoubleToInt64Bits(Real)));
}
