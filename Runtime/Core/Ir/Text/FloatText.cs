// Floats as text and back, by exact integer arithmetic, so that every host gives the same bytes: shortest digits that round-trip, correctly rounded parsing.
using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace SrcGenJit.Core;

internal static class FloatText
{
    /// <summary>Python's <c>repr(float)</c>: <c>0.1</c>, <c>1e+16</c>, <c>inf</c>, <c>nan</c>.</summary>
    public static string Repr(double value) => Repr(value, Digits(value));

    /// <summary>Shortest digits that round-trip as a float32, as NumPy's str gives them: scientific from 1e8.</summary>
    public static string Repr(float value) => Repr(value, Digits(value), 8);

    /// <summary>The text of a float32 by itself in NumPy 2.4: scientific from 1e6, and below the decimal 0.0001 (as the float32 nearest to it is).</summary>
    public static string Scalar(float value) => Repr(value, Digits(value), 6, small: Math.Abs((double)value) < 1e-4);

    /// <summary>The shortest decimal digits of a finite, non-zero double, and the exponent of the first digit.</summary>
    public static (string Digits, int Exponent) Digits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        return exponent == 0 ? Shortest(fraction, -1074, false) : Shortest(fraction | 0x10000000000000, exponent - 1075, fraction == 0 && exponent > 1);
    }

    /// <summary>The shortest decimal digits of a finite, non-zero float.</summary>
    public static (string Digits, int Exponent) Digits(float value)
    {
        // The bits of a float, taken from its exact double: netstandard2.0 has no SingleToInt32Bits.
        int bits = BitConverter.ToInt32(BitConverter.GetBytes(value), 0);
        int exponent = (bits >> 23) & 0xFF;
        int fraction = bits & 0x7FFFFF;
        return exponent == 0 ? Shortest(fraction, -149, false) : Shortest(fraction | 0x800000, exponent - 150, fraction == 0 && exponent > 1);
    }

    /// <summary>Parses Python's or C#'s spelling of a decimal number, <c>inf</c> and <c>nan</c>; false when the text is no number.</summary>
    public static bool TryParse(string text, out double value)
    {
        bool negative = text.StartsWith("-", StringComparison.Ordinal);
        string body = negative || text.StartsWith("+", StringComparison.Ordinal) ? text.Substring(1) : text;
        value = body switch { "inf" => double.PositiveInfinity, "nan" => double.NaN, _ => 0 };
        if (value == 0)
        {
            if (!TryParseDecimal(body, out BigInteger digits, out int exponent))
            {
                return false;
            }
            value = Round(digits, exponent);
        }
        value = negative ? -value : value;
        return true;
    }

    private static string Repr(double value, (string Digits, int Exponent) shortest, int scientificFrom = 16, bool small = false)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }
        string sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (double.IsInfinity(value))
        {
            return sign + "inf";
        }
        if (value == 0)
        {
            return sign + "0.0";
        }
        (string digits, int exponent) = shortest;
        if (small || exponent < -4 || exponent >= scientificFrom)
        {
            string mantissa = digits.Length == 1 ? digits : digits[0] + "." + digits.Substring(1);
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        }
        if (exponent < 0)
        {
            return sign + "0." + new string('0', -exponent - 1) + digits;
        }
        return digits.Length <= exponent + 1
            ? sign + digits + new string('0', exponent + 1 - digits.Length) + ".0"
            : sign + digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }

    // Steele and White's free-format printing: digits are generated until they identify the number among its neighbours.
    private static (string Digits, int Exponent) Shortest(long mantissa, int exponent, bool unequalGaps)
    {
        if (mantissa == 0)
        {
            return ("0", 0);
        }
        bool even = (mantissa & 1) == 0;
        BigInteger numerator = new BigInteger(mantissa) << (Math.Max(exponent, 0) + 1), denominator = BigInteger.One << (Math.Max(-exponent, 0) + 1);
        BigInteger above = BigInteger.One << Math.Max(exponent, 0), below = above;
        if (unequalGaps)
        {
            above <<= 1;
            numerator <<= 1;
            denominator <<= 1;
        }
        int scale = (int)Math.Ceiling((BigInteger.Log10(numerator) - BigInteger.Log10(denominator)) - 1e-9);
        BigInteger power = BigInteger.Pow(10, Math.Abs(scale));
        if (scale >= 0)
        {
            denominator *= power;
        }
        else
        {
            numerator *= power;
            above *= power;
            below *= power;
        }
        while (even ? numerator + above >= denominator : numerator + above > denominator)
        {
            denominator *= 10;
            scale++;
        }
        while (even ? (numerator + above) * 10 < denominator : (numerator + above) * 10 <= denominator)
        {
            numerator *= 10;
            above *= 10;
            below *= 10;
            scale--;
        }
        StringBuilder digits = new();
        while (true)
        {
            numerator *= 10;
            above *= 10;
            below *= 10;
            BigInteger digit = BigInteger.DivRem(numerator, denominator, out numerator);
            bool low = even ? numerator <= below : numerator < below;
            bool high = even ? numerator + above >= denominator : numerator + above > denominator;
            if (!low && !high)
            {
                digits.Append((char)('0' + (int)digit));
                continue;
            }
            // Both neighbours identify the number: the nearer one, and of two equally near ones the even one, as Python prints.
            int half = (numerator * 2).CompareTo(denominator);
            bool up = high && (!low || half > 0 || (half == 0 && !digit.IsEven));
            digits.Append((char)('0' + (int)digit + (up ? 1 : 0)));
            return (digits.ToString(), scale - 1);
        }
    }

    private static bool TryParseDecimal(string text, out BigInteger digits, out int exponent)
    {
        digits = BigInteger.Zero;
        exponent = 0;
        int i = 0, seen = 0;
        bool point = false;
        StringBuilder all = new();
        for (; i < text.Length && (char.IsDigit(text[i]) || (text[i] == '.' && !point)); i++)
        {
            if (text[i] == '.')
            {
                point = true;
                continue;
            }
            all.Append(text[i]);
            seen++;
            exponent -= point ? 1 : 0;
        }
        if (seen == 0 || seen > 2000)
        {
            return false;
        }
        digits = BigInteger.Parse(all.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
        if (i == text.Length)
        {
            return true;
        }
        if (text[i] is not ('e' or 'E') || !int.TryParse(text.Substring(i + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) || Math.Abs(power) > 100_000)
        {
            return false;
        }
        exponent += power;
        return true;
    }

    private static double Round(BigInteger digits, int exponent)
    {
        if (digits.IsZero)
        {
            return 0;
        }
        double magnitude = BigInteger.Log10(digits) + exponent;
        if (magnitude > 310)
        {
            return double.PositiveInfinity;
        }
        if (magnitude < -330)
        {
            return 0;
        }
        BigInteger numerator = exponent >= 0 ? digits * BigInteger.Pow(10, exponent) : digits, denominator = exponent < 0 ? BigInteger.Pow(10, -exponent) : BigInteger.One;
        int shift = (int)Math.Floor(BigInteger.Log(numerator, 2) - BigInteger.Log(denominator, 2)) - 54;
        shift = Math.Max(shift, -1076);
        BigInteger quotient = shift >= 0
            ? BigInteger.DivRem(numerator, denominator << shift, out BigInteger rest)
            : BigInteger.DivRem(numerator << -shift, denominator, out rest);
        // Keep 53 bits (fewer below the normal range), rounding half to even with the rest as a sticky bit.
        int bits = (int)Math.Floor(BigInteger.Log(quotient + BigInteger.One, 2) + 1e-12) + 2;
        while (bits > 0 && (quotient >> (bits - 1)).IsZero)
        {
            bits--;
        }
        int drop = Math.Max(bits - 53, -1074 - shift);
        if (drop > 0)
        {
            BigInteger half = BigInteger.One << (drop - 1), low = quotient & ((BigInteger.One << drop) - 1);
            quotient >>= drop;
            shift += drop;
            if (low > half || (low == half && (!rest.IsZero || !quotient.IsEven)))
            {
                quotient += 1;
            }
        }
        double value = (double)quotient;
        while (shift > 0)
        {
            int step = Math.Min(shift, 1000);
            value *= PowerOfTwo(step);
            shift -= step;
        }
        while (shift < 0)
        {
            // Exact: the quotient has at most 53 bits and the result is representable.
            int step = Math.Min(-shift, 1000);
            value *= PowerOfTwo(-step);
            shift += step;
        }
        return value;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
