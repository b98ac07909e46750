// How far a floating-point number may be from what is expected.
using System;

namespace Runtime.Tests.Comparing;

/// <summary>
/// Within <c>Absolute + Relative * |expected|</c>, or within <c>Ulps</c> neighbouring numbers. Infinities and NaN agree with themselves alone, and a zero with a zero of its
/// sign, unless <c>AnyZero</c>: for expected values that are not computed as the program computes them, such as quotients of differences.
/// </summary>
internal readonly record struct Tolerance(double Relative, double Absolute = 0, long Ulps = 0, bool AnyZero = false)
{
    public static Tolerance Bits { get; } = new(0);

    public bool Covers(double actual, double expected) =>
        Special(actual, expected) ?? (Math.Abs(actual - expected) <= Absolute + (Relative * Math.Abs(expected)) || Distance(Ordered(BitConverter.DoubleToInt64Bits(actual)), Ordered(BitConverter.DoubleToInt64Bits(expected))) <= (ulong)Ulps);

    public bool Covers(float actual, float expected) =>
        Special(actual, expected) ?? (Math.Abs((double)actual - expected) <= Absolute + (Relative * Math.Abs((double)expected)) || Distance(Ordered(BitConverter.SingleToInt32Bits(actual)), Ordered(BitConverter.SingleToInt32Bits(expected))) <= (ulong)Ulps);

    // NaN, infinities and zeros, which a distance does not tell apart; null for all other pairs.
    private bool? Special(double actual, double expected)
    {
        if (!double.IsFinite(actual) || !double.IsFinite(expected))
        {
            return actual.Equals(expected);
        }
        return actual == 0 && expected == 0 ? AnyZero || double.IsNegative(actual) == double.IsNegative(expected) : null;
    }

    // Bits as numbers that neighbours in the order of the floats differ by one.
    private static long Ordered(long bits) => bits < 0 ? long.MinValue - bits : bits;

    private static long Ordered(int bits) => bits < 0 ? (long)int.MinValue - bits : bits;

    private static ulong Distance(long a, long b) => a > b ? unchecked((ulong)a - (ulong)b) : unchecked((ulong)b - (ulong)a);
}
