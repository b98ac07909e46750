// A scalar constant of any element type, as a literal in a jaxpr holds it. What a number becomes in an element type, DType knows.
using System;

namespace SrcGenJit.Core;

/// <summary>
/// A scalar value. Floats of every width are held as double (exactly), integers and bools as their 64 bits, complex numbers as both.
/// Two are equal when their bits are: -0 is not 0, and NaN, of which there is one, is itself.
/// </summary>
internal readonly struct Scalar : IEquatable<Scalar>
{
    private Scalar(DType dtype, double real, long bits, bool pythonNumber = false)
    {
        DType = dtype;
        Real = double.IsNaN(real) ? double.NaN : real;
        Bits = bits;
        PythonNumber = pythonNumber;
    }

    public DType DType { get; }

    /// <summary>A float, or the real part of a complex number.</summary>
    public double Real { get; }

    /// <summary>An integer (extended to 64 bits), 0 or 1 for a bool, the bits of a complex number's imaginary part.</summary>
    public long Bits { get; }

    /// <summary>Marks a number that has not met an array yet: it is not rounded, and prints its own digits (jaxpr-format.md, section 8).</summary>
    public bool PythonNumber { get; }

    public double Imaginary => DType.Kind == DTypeKind.Complex ? BitConverter.Int64BitsToDouble(Bits) : 0;

    /// <summary>True for what counts as true: all but zeros.</summary>
    public bool IsTrue => DType.Kind switch
    {
        DTypeKind.Float => Real != 0,
        DTypeKind.Complex => Real != 0 || Imaginary != 0,
        _ => Bits != 0,
    };

    public static Scalar Of(float value) => new(DType.Float32, value, 0);

    public static Scalar Of(double value) => new(DType.Float64, value, 0);

    public static Scalar Of(int value) => new(DType.Int32, 0, value);

    public static Scalar Of(long value) => new(DType.Int64, 0, value);

    public static Scalar Of(uint value) => new(DType.UInt32, 0, value);

    public static Scalar Of(ulong value) => new(DType.UInt64, 0, unchecked((long)value));

    public static Scalar Of(bool value) => new(DType.Bool, 0, value ? 1 : 0);

    /// <summary>A number as the element type holds it: floats rounded to its width; integers truncated, the nearest there is, and 0 for NaN.</summary>
    public static Scalar Of(double value, DType dtype) => dtype.Kind switch
    {
        DTypeKind.Float => new(dtype, dtype.Round(value), 0),
        DTypeKind.Complex => Complex(value, 0, dtype),
        DTypeKind.Bool => Of(value != 0),
        _ => new(dtype, 0, dtype.Saturate(value)),
    };

    /// <summary>An integer as the element type holds it: floats rounded, integers wrapped.</summary>
    public static Scalar Of(long value, DType dtype) => dtype.Kind switch
    {
        DTypeKind.Float or DTypeKind.Complex => Rounded(value < 0, value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value, dtype),
        DTypeKind.Bool => Of(value != 0),
        DTypeKind.Int or DTypeKind.UInt => new(dtype, 0, dtype.Wrap(value)),
        _ => new(dtype, 0, value),
    };

    public static Scalar Complex(double real, double imaginary, DType dtype)
    {
        double part = dtype.Part.Round(imaginary);
        return new(dtype, dtype.Part.Round(real), BitConverter.DoubleToInt64Bits(part));
    }

    /// <summary>A number as Python has it, before it meets an array: a float keeps all digits.</summary>
    public static Scalar Python(double value, DType dtype) => dtype.IsFloat ? new(dtype, value, 0, pythonNumber: true) : Of(value, dtype);

    public static Scalar Python(long value, DType dtype) => new(dtype, 0, dtype.Wrap(value), pythonNumber: true);

    /// <summary>The value in another element type, or rounded to its own: what <c>convert_element_type</c> gives for arrays.</summary>
    public Scalar As(DType dtype) => (DType.Kind, dtype.Kind) switch
    {
        _ when DType == dtype && !PythonNumber => this,
        (_, DTypeKind.Bool) => Of(IsTrue),
        (DTypeKind.Float, _) => Of(Real, dtype),
        (DTypeKind.Complex, DTypeKind.Complex) => Complex(Real, Imaginary, dtype),
        (DTypeKind.Complex, _) => Of(Real, dtype),
        (DTypeKind.UInt, DTypeKind.Float or DTypeKind.Complex) => Rounded(false, (ulong)Bits, dtype),
        _ => Of(Bits, dtype),
    };

    /// <summary>The number as an array element: a Python number is rounded.</summary>
    public Scalar AsElement() => As(DType);

    public double AsDouble() => As(DType.Float64).Real;

    public bool Equals(Scalar other) =>
        DType == other.DType && Bits == other.Bits && PythonNumber == other.PythonNumber
        && BitConverter.DoubleToInt64Bits(Real) == BitConverter.DoubleToInt64Bits(other.Real);

    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    public override int GetHashCode()
    {
        long bits = Bits * 31 + BitConverter.DoubleToInt64Bits(Real);
        return unchecked(DType.GetHashCode() * 31 + (int)(bits ^ (bits >> 32)));
    }

    private static Scalar Rounded(bool negative, ulong magnitude, DType dtype) =>
        dtype.Kind == DTypeKind.Complex ? Complex(dtype.Part.Round(negative, magnitude), 0, dtype) : new(dtype, dtype.Round(negative, magnitude), 0);
}
