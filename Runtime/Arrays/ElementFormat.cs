// How NumPy formats the elements of one array: a common width, and for floats one choice between positional and scientific notation.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using SrcGenJit.Core;

namespace SrcGenJit.Arrays;

internal static class ElementFormat
{
    private const int Precision = 8;

    public static Func<object, string> For(IReadOnlyList<object> shown, bool scalar)
    {
        switch (shown[0])
        {
            case bool:
                return value => (bool)value ? (scalar ? "True" : " True") : "False";
            case float or double:
                return Floats(shown);
            default:
                int width = shown.Max(v => Integer(v).Length);
                return value => Integer(value).PadLeft(width);
        }
    }

    private static string Integer(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    private static Func<object, string> Floats(IReadOnlyList<object> shown)
    {
        double[] values = shown.Select(Widen).ToArray();
        object[] finite = shown.Where(v => double.IsFinite(Widen(v))).ToArray();
        double[] magnitudes = finite.Select(v => Math.Abs(Widen(v))).Where(v => v != 0).ToArray();
        bool single = shown[0] is float;
        // NumPy compares in the element type, whose decimal digits (six, of fifteen) also bound the positional notation.
        bool scientific = magnitudes.Length > 0
            && (magnitudes.Max() >= (single ? 1e6 : 1e8) || magnitudes.Min() < (single ? 0.0001f : 0.0001) || Ratio(magnitudes.Max(), magnitudes.Min(), single) > 1000);
        int padLeft = 0, padRight = 0, digits = 0, exponentDigits = 0;
        if (finite.Length > 0 && scientific)
        {
            (string Whole, string Fraction, int Exponent)[] parts = finite.Select(v => Scientific(v, Precision)).ToArray();
            digits = parts.Max(p => p.Fraction.Length);
            exponentDigits = Math.Max(2, parts.Max(p => Math.Abs(p.Exponent).ToString(CultureInfo.InvariantCulture).Length));
            padLeft = parts.Max(p => p.Whole.Length);
            padRight = exponentDigits + 2 + digits;
        }
        else if (finite.Length > 0)
        {
            (string Whole, string Fraction)[] parts = finite.Select(Positional).ToArray();
            padLeft = parts.Max(p => p.Whole.Length);
            padRight = parts.Max(p => p.Fraction.Length);
        }
        if (finite.Length < shown.Count)
        {
            bool negative = values.Any(double.IsNegativeInfinity);
            padLeft = Math.Max(padLeft, Math.Max(3 - (padRight + 1), 3 + (negative ? 1 : 0) - (padRight + 1)));
        }
        return value =>
        {
            double number = Widen(value);
            if (!double.IsFinite(number))
            {
                string name = double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
                return name.PadLeft(padLeft + padRight + 1);
            }
            if (scientific)
            {
                (string whole, string fraction, int exponent) = Scientific(value, digits, exactly: true);
                return whole.PadLeft(padLeft) + "." + fraction.PadRight(digits, '0') + "e" + (exponent < 0 ? "-" : "+")
                    + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
            }
            (string left, string right) = Positional(value);
            return left.PadLeft(padLeft) + "." + right.PadRight(padRight);
        };
    }

    private static double Ratio(double max, double min, bool single) => single ? (float)max / (float)min : max / min;

    private static double Widen(object value) => value is float single ? single : (double)value;

    private static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    // Shortest digits, cut to eight after the point by rounding the exact value.
    private static (string Whole, string Fraction) Positional(object value)
    {
        double number = Widen(value);
        (string digits, int exponent) = Digits(value);
        if (digits.Length - 1 - exponent > Precision)
        {
            digits = RoundedDigits(Math.Abs(number), Precision).ToString(CultureInfo.InvariantCulture).PadLeft(Precision + 1, '0');
            return (Sign(number) + digits[..^Precision], digits[^Precision..].TrimEnd('0'));
        }
        string whole = exponent < 0 ? "0" : digits.PadRight(exponent + 1, '0')[..(exponent + 1)];
        string fraction = exponent < 0 ? new string('0', -exponent - 1) + digits : digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "";
        return (Sign(number) + whole, fraction.TrimEnd('0'));
    }

    // Shortest digits, cut to the precision; or (as NumPy fills up a column) exactly that many digits of the value itself.
    private static (string Whole, string Fraction, int Exponent) Scientific(object value, int precision, bool exactly = false)
    {
        double number = Widen(value);
        (string digits, int exponent) = Digits(value);
        if (number != 0 && (digits.Length - 1 > precision || (exactly && digits.Length - 1 < precision)))
        {
            // The shortest digits may be a power of ten that the value itself does not reach, as with the float32 nearest to 0.0001.
            exponent -= Rounded(40, exponent).Length <= 40 ? 1 : 0;
            digits = Rounded(precision, exponent);
            exponent += digits.Length - 1 - precision;
            digits = digits[..(precision + 1)];
        }
        return (Sign(number) + digits[0], digits[1..].TrimEnd('0'), exponent);

        string Rounded(int places, int leading) => RoundedDigits(Math.Abs(number), places - leading).ToString(CultureInfo.InvariantCulture);
    }

    private static (string Digits, int Exponent) Digits(object value) => Widen(value) == 0 ? ("0", 0)
        : value is float single ? FloatText.Digits(Math.Abs(single)) : FloatText.Digits(Math.Abs((double)value));

    // round-half-even(value * 10^places), exactly.
    private static BigInteger RoundedDigits(double value, int places)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = exponent == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000, denominator = BigInteger.One;
        int power = Math.Max(exponent, 1) - 1075;
        if (power >= 0)
        {
            numerator <<= power;
        }
        else
        {
            denominator <<= -power;
        }
        if (places >= 0)
        {
            numerator *= BigInteger.Pow(10, places);
        }
        else
        {
            denominator *= BigInteger.Pow(10, -places);
        }
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
