// Functions of floats whose results are exact: rounding, bits, comparisons, and what .NET composes of them. They give C#'s bits.
using System;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class FloatFunctions
{
    /// <summary>The function of a name and a number of arguments, on floats of one type; null when it is not here.</summary>
    public static Num? Call(NumberCall call) => (call.Name, call.Count) switch
    {
        ("Abs", 1) => Abs(call[0]),
        ("Sqrt", 1) => Sqrt(call[0]),
        ("Floor", 1) => Floor(call[0]),
        ("Ceiling", 1) => Ceiling(call[0]),
        ("Truncate", 1) => Truncate(call[0]),
        ("Round", _) => Round(call),
        ("Max", 2) => Max(call[0], call[1]),
        ("Min", 2) => Min(call[0], call[1]),
        ("MaxMagnitude" or "MinMagnitude" or "MaxNumber" or "MinNumber" or "MaxMagnitudeNumber" or "MinMagnitudeNumber", 2) => Extreme(call.Name, call[0], call[1]),
        ("Clamp", 3) => Clamp(call),
        ("CopySign", 2) => CopySign(call[0], call[1]),
        ("Sign", 1) => Sign(call),
        ("BitIncrement", 1) => call[0].Apply(Lax.Nextafter, call[0].Like(double.PositiveInfinity)),
        ("BitDecrement", 1) => call[0].Apply(Lax.Nextafter, call[0].Like(double.NegativeInfinity)),
        ("FusedMultiplyAdd", 3) => new Num(Lax.Fma(call[0].Data, call[1].Data, call[2].Data)),
        ("MultiplyAddEstimate", 3) => MultiplyAdd(call[0], call[1], call[2]),
        ("Lerp", 3) => MultiplyAdd(call[0], 1 - call[2], call[1] * call[2]),
        ("IEEERemainder" or "Ieee754Remainder", 2) => IeeeRemainder(call[0], call[1]),
        ("ScaleB", 2) => ScaleB(call[0], call[1]),
        ("ILogB", 1) => ILogB(call[0]),
        ("DegreesToRadians", 1) => call[0] * Math.PI / 180,
        ("RadiansToDegrees", 1) => call[0] * 180 / Math.PI,
        ("IsNaN", 1) => IsNaN(call[0]),
        ("IsRealNumber", 1) => call[0].Is(call[0]),
        ("IsFinite", 1) => IsFinite(call[0]),
        ("IsInfinity", 1) => Abs(call[0]).Is(double.PositiveInfinity),
        ("IsPositiveInfinity", 1) => call[0].Is(double.PositiveInfinity),
        ("IsNegativeInfinity", 1) => call[0].Is(double.NegativeInfinity),
        ("IsNegative", 1) => IsNegative(call[0]),
        ("IsPositive", 1) => !IsNegative(call[0]),
        ("IsZero", 1) => call[0].Is(0),
        ("IsCanonical", 1) => Num.Of(true),
        ("IsComplexNumber" or "IsImaginaryNumber", 1) => Num.Of(false),
        ("IsInteger", 1) => IsInteger(call[0]),
        ("IsEvenInteger", 1) => IsInteger(call[0]) & Abs(call[0] % call[0].Like(2.0)).Is(0),
        ("IsOddInteger", 1) => IsInteger(call[0]) & Abs(call[0] % call[0].Like(2.0)).Is(1),
        ("IsNormal", 1) => IsFinite(call[0]) & (Abs(call[0]) >= SmallestNormal(call[0])),
        ("IsSubnormal", 1) => call[0].IsNot(0) & (Abs(call[0]) < SmallestNormal(call[0])),
        ("IsPow2", 1) => IsPow2(call[0]),
        _ => null,
    };

    public static Num Abs(Num x) => x.Apply(Lax.Abs, Math.Abs);

    public static Num Sqrt(Num x) => x.Apply(Lax.Sqrt, Math.Sqrt);

    public static Num Floor(Num x) => x.Apply(Lax.Floor, Math.Floor);

    public static Num Ceiling(Num x) => x.Apply(Lax.Ceil, Math.Ceiling);

    public static Num Truncate(Num x) => x.Known is not null ? x.Apply(Lax.Floor, Math.Truncate) : Num.Select(x < 0, Ceiling(x), Floor(x));

    /// <summary>To the nearest integer, halves to even.</summary>
    public static Num RoundToEven(Num x) => x.Apply(v => Lax.Round(v, 1), Math.Round);

    /// <summary>The larger; NaN where either is, and +0 over -0.</summary>
    public static Num Max(Num x, Num y) => x.Known is { } a && y.Known is { } b ? Num.Of(Larger(a.Real, b.Real), x.Type) : new(Lax.Max(x.Data, y.Data));

    public static Num Min(Num x, Num y) => x.Known is { } a && y.Known is { } b ? Num.Of(-Larger(-a.Real, -b.Real), x.Type) : new(Lax.Min(x.Data, y.Data));

    public static Num MultiplyAdd(Num x, Num y, Num z) => new(Lax.MultiplyAdd(x.Data, y.Data, z.Data));

    public static Num IsNaN(Num x) => x.IsNot(x);

    public static Num IsFinite(Num x) => x.Known is { } value ? Num.Of(!double.IsNaN(value.Real) && !double.IsInfinity(value.Real)) : new(Lax.IsFinite(x.Data));

    public static Num IsInteger(Num x) => IsFinite(x) & x.Is(Truncate(x));

    /// <summary>The sign bit, of NaNs and zeros too.</summary>
    public static Num IsNegative(Num x) => x.AsBits() is var bits ? bits < bits.Like(0L) : default;

    public static Num CopySign(Num x, Num y)
    {
        Num bits = x.AsBits(), signs = y.AsBits(), sign = Num.Of(x.Type == DType.Float32 ? int.MinValue : long.MinValue, bits.Type);
        return ((bits & ~sign) | (signs & sign)).AsFloat();
    }

    // What is larger on every host: .NET Framework's Math.Max does not look at the sign of zeros.
    private static double Larger(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a > b ? a : b > a ? b : a == 0 && double.IsNegativeInfinity(1 / a) ? b : a;

    private static Num SmallestNormal(Num x) => x.Like(x.Type == DType.Float32 ? 1.1754943508222875E-38 : 2.2250738585072014E-308);

    private static Num Clamp(NumberCall call)
    {
        (Num x, Num low, Num high) = (call[0], call[1], call[2]);
        call.Require(!(low > high), "ArgumentException");
        // Math looks at the value alone, the types' own members at every NaN.
        return call.Method.ContainingType.Name != "Math" ? Min(Max(x, low), high) : Num.Select(x < low, low, Num.Select(x > high, high, x));
    }

    private static Num Sign(NumberCall call)
    {
        Num x = call[0];
        call.Require(x.Is(x), "ArithmeticException");
        return x.Known is not null
            ? Num.Select(x < 0, Num.Of(-1, DType.Int32), Num.Select(x > 0, Num.Of(1, DType.Int32), Num.Of(0, DType.Int32)))
            : x.Apply(Lax.Sign).To(DType.Int32);
    }

    // .NET's: which of two, by comparisons.
    private static Num Extreme(string name, Num x, Num y)
    {
        bool max = name.StartsWith("Max", StringComparison.Ordinal), number = name.EndsWith("Number", StringComparison.Ordinal), magnitude = name.Contains("Magnitude");
        Num a = magnitude ? Abs(x) : x, b = magnitude ? Abs(y) : y;
        Num first = max ? a > b : a < b;
        Num nan = number ? IsNaN(y) : IsNaN(x);
        // Equal ones differ in their sign at most.
        Num tie = IsNegative(x) is var negative && max ? Num.Select(negative, y, x) : Num.Select(IsNegative(x), x, y);
        return Num.Select(first | nan, x, Num.Select(a.Is(b), tie, y));
    }

    private static Num IsPow2(Num x)
    {
        Num bits = x.AsBits();
        long mantissa = x.Type == DType.Float32 ? 0x7FFFFF : 0xFFFFFFFFFFFFF;
        Num fraction = bits & mantissa;
        Num one = fraction & (fraction - fraction.Like(1L));
        // Subnormal powers have one bit set in the fraction, the others none.
        return (bits > bits.Like(0L)) & IsFinite(x) & Num.Select(x < SmallestNormal(x), one.Is(one.Like(0L)), fraction.Is(fraction.Like(0L)));
    }

    private static Num IeeeRemainder(Num x, Num y)
    {
        Num regular = x % y, size = Abs(regular);
        Num other = regular - Num.Select(x < 0, -Abs(y), Abs(y));
        Num quotient = x / y;
        Num tie = Num.Select(Abs(RoundToEven(quotient)) > Abs(quotient), other, regular);
        Num nearest = Num.Select(Abs(other).Is(size), tie, Num.Select(Abs(other) < size, other, regular));
        nearest = Num.Select(regular.Is(0) & IsNegative(x), x.Like(-0.0), nearest);
        return Num.Select(IsNaN(regular), regular, nearest);
    }

    // By three factors at most, each a power of two that is a normal number.
    private static Num ScaleB(Num x, Num n)
    {
        bool single = x.Type == DType.Float32;
        int max = single ? 127 : 1023, min = single ? -126 : -1022, digits = single ? 24 : 53;
        Num large = x.Like(Math.Pow(2, max)), small = x.Like(Math.Pow(2, min + digits));
        for (int i = 0; i < 2; i++)
        {
            Num above = n > max, below = n < min;
            x = Num.Select(above, x * large, Num.Select(below, x * small, x));
            n = Num.Select(above, n - max, Num.Select(below, n - (min + digits), n));
        }
        n = Num.Select(n > max, n.Like((long)max), Num.Select(n < min, n.Like((long)min), n));
        Num biased = n + max;
        Num power = (single ? biased.ShiftLeft(23) : biased.To(DType.Int64).ShiftLeft(52)).AsFloat();
        return x * power;
    }

    private static Num ILogB(Num x)
    {
        bool single = x.Type == DType.Float32;
        int digits = single ? 23 : 52, bias = single ? 127 : 1023;
        // Subnormal numbers are made normal, exactly.
        Num normal = Abs(x) >= SmallestNormal(x);
        Num scaled = Num.Select(normal, x, x * Math.Pow(2, digits + 1));
        Num exponent = (scaled.AsBits().ShiftRightLogical(digits) & (single ? 0xFFL : 0x7FFL)).To(DType.Int32);
        Num result = exponent - Num.Select(normal, Num.Of(bias, DType.Int32), Num.Of(bias + digits + 1, DType.Int32));
        result = Num.Select(x.Is(0), Num.Of(int.MinValue, DType.Int32), result);
        return Num.Select(IsFinite(x), result, Num.Of(int.MaxValue, DType.Int32));
    }

    // Round(x), (x, mode), (x, digits), (x, digits, mode).
    private static Num? Round(NumberCall call)
    {
        bool hasMode = call.Count > 1 && call.Method.Parameters[call.Count - 1].Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum;
        int mode = hasMode ? call.KnownInt(call.Count - 1) : 0;
        bool hasDigits = call.Count == (hasMode ? 3 : 2);
        bool single = call[0].Type == DType.Float32;
        if (mode is < 0 or > 4)
        {
            throw call.Host.Throws("ArgumentException");
        }
        if (!hasDigits)
        {
            return Round(call[0], mode);
        }
        int digits = call.KnownInt(1);
        if (digits < 0 || digits > (single ? 6 : 15))
        {
            throw call.Host.Throws("ArgumentOutOfRangeException");
        }
        Num x = call[0], power = x.Like(Math.Pow(10, digits));
        return Num.Select(Abs(x) < x.Like(single ? 1e8 : 1e16), Round(x * power, mode) / power, x);
    }

    private static Num Round(Num x, int mode) => mode switch
    {
        0 => RoundToEven(x),
        // The largest number below a half, so that what is added does not carry beyond the next integer.
        1 => Truncate(x + CopySign(x.Like(x.Type == DType.Float32 ? 0.4999999701976776 : 0.49999999999999994), x)),
        2 => Truncate(x),
        3 => Floor(x),
        _ => Ceiling(x),
    };
}
