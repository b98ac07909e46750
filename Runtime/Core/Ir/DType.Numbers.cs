// What an element type does to numbers: rounding, wrapping, saturating, and its limits. Exact integer arithmetic, so that every host gives the same bits.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class DType
{
    /// <summary>The bits of a significand, the leading one included; 0 for what is no float.</summary>
    internal int SignificandBits => this == Float64 || this == Complex128 ? 53 : this == Float32 || this == Complex64 ? 24 : this == Float16 ? 11 : this == BFloat16 ? 8 : 0;

    /// <summary>The exponent of the largest finite floats.</summary>
    private int MaxExponent => this == Float64 || this == Complex128 ? 1023 : this == Float16 ? 15 : 127;

    /// <summary>The distance from 1 to the next float (NumPy's finfo.eps).</summary>
    internal double Epsilon => PowerOfTwo(1 - SignificandBits);

    /// <summary>The largest finite float, or the largest integer.</summary>
    internal Scalar Largest => Kind is DTypeKind.Float ? Scalar.Of((2 - Epsilon) * PowerOfTwo(MaxExponent), this) : Highest;

    /// <summary>What no number is above: infinity for floats, the largest integer, true.</summary>
    internal Scalar Highest => Kind switch
    {
        DTypeKind.Float => Scalar.Of(double.PositiveInfinity, this),
        DTypeKind.Int => Scalar.Of(long.MaxValue >> (64 - 8 * ItemSize), this),
        DTypeKind.UInt => Scalar.Of(-1L, this),
        DTypeKind.Bool => Scalar.Of(true),
        _ => throw Unordered(),
    };

    /// <summary>What no number is below: minus infinity for floats, the smallest integer, false.</summary>
    internal Scalar Lowest => Kind switch
    {
        DTypeKind.Float => Scalar.Of(double.NegativeInfinity, this),
        DTypeKind.Int => Scalar.Of(long.MinValue >> (64 - 8 * ItemSize), this),
        DTypeKind.UInt => Scalar.Of(0L, this),
        DTypeKind.Bool => Scalar.Of(false),
        _ => throw Unordered(),
    };

    /// <summary>The type of the real and the imaginary part.</summary>
    internal DType Part => this == Complex64 ? Float32 : this == Complex128 ? Float64 : this;

    /// <summary>The float of this type nearest to a number, ties to even; a number beyond the range is infinite.</summary>
    internal double Round(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        if (exponent == 0x7FF)
        {
            return double.IsNaN(value) ? double.NaN : value;
        }
        ulong fraction = (ulong)bits & 0xFFFFFFFFFFFFF;
        return SignificandBits >= 53 ? value : Round(bits < 0, exponent == 0 ? fraction : fraction | 0x10000000000000, Math.Max(exponent, 1) - 1075);
    }

    /// <summary>The float of this type nearest to an integer.</summary>
    internal double Round(bool negative, ulong magnitude) => Round(negative, magnitude, 0);

    /// <summary>An integer modulo the type's range, as its 64 bits are held: extended by its sign, or by zeros.</summary>
    internal long Wrap(long value)
    {
        int unused = 64 - 8 * ItemSize;
        return Kind == DTypeKind.UInt ? (long)((ulong)value << unused >> unused) : value << unused >> unused;
    }

    /// <summary>A number truncated to an integer of this type: the nearest one it has where it is out of range, and 0 for NaN.</summary>
    internal long Saturate(double value)
    {
        int bits = 8 * ItemSize - (Kind == DTypeKind.UInt ? 0 : 1);
        double limit = PowerOfTwo(bits);
        return double.IsNaN(value) ? 0
            : value >= limit ? Highest.Bits
            : value <= (Kind == DTypeKind.UInt ? 0 : -limit) ? Lowest.Bits
            : value >= 9223372036854775808.0 ? unchecked((long)(value - 9223372036854775808.0) + long.MinValue)
            : (long)value;
    }

    /// <summary>The same in every process.</summary>
    public override int GetHashCode() => StableHash.Of(Name);

    // magnitude * 2^exponent, rounded to the significand, which has fewer bits below the normal range.
    private double Round(bool negative, ulong magnitude, int exponent)
    {
        int length = 0;
        while (length < 64 && magnitude >> length != 0)
        {
            length++;
        }
        int last = Math.Max(length + exponent - SignificandBits, 2 - MaxExponent - SignificandBits), drop = last - exponent;
        if (drop > 64)
        {
            magnitude = 0;
        }
        else if (drop > 0)
        {
            ulong half = 1UL << (drop - 1), low = drop == 64 ? magnitude : magnitude & ((1UL << drop) - 1);
            magnitude = drop == 64 ? 0 : magnitude >> drop;
            exponent = last;
            magnitude += low > half || (low == half && (magnitude & 1) != 0) ? 1UL : 0;
        }
        // At most 53 bits by now: the conversion is exact, and so are products with powers of two.
        double value = (long)magnitude;
        for (; exponent > 0; exponent -= Math.Min(exponent, 1000))
        {
            value *= PowerOfTwo(Math.Min(exponent, 1000));
        }
        for (; exponent < 0; exponent += Math.Min(-exponent, 1000))
        {
            value *= PowerOfTwo(-Math.Min(-exponent, 1000));
        }
        value = value >= 2 * PowerOfTwo(MaxExponent) ? double.PositiveInfinity : value;
        return negative ? -value : value;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    private InvalidOperationException Unordered() => new($"{Name} has no order, and so no limits");
}
