// Functions of integers: of Math, of the integer types, of BitOperations.
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class IntegerFunctions
{
    /// <summary>The function of a name, on integers; null when it is not here. <paramref name="type"/> is their C# type.</summary>
    public static Num? Call(NumberCall call, NumberType type) => (call.Name, call.Count) switch
    {
        ("Abs", 1) => type.IsSigned ? Abs(call, type) : call[0],
        ("Max", 2) => Max(call[0], call[1]),
        ("Min", 2) => Min(call[0], call[1]),
        ("MaxMagnitude" or "MinMagnitude" or "MaxMagnitudeNumber" or "MinMagnitudeNumber", 2) => Magnitude(call.Name[1] == 'a', type, call[0], call[1]),
        ("MaxNumber", 2) => Max(call[0], call[1]),
        ("MinNumber", 2) => Min(call[0], call[1]),
        ("Clamp", 3) => Clamp(call),
        ("Sign", 1) => Sign(call[0]),
        ("CopySign", 2) => type.IsSigned ? CopySign(call, type) : call[0],
        ("IsNegative", 1) => call[0] < Zero(call[0]),
        ("IsPositive", 1) => call[0] >= Zero(call[0]),
        ("IsZero", 1) => call[0].Is(Zero(call[0])),
        ("IsEvenInteger", 1) => (call[0] & 1).Is(Zero(call[0])),
        ("IsOddInteger", 1) => (call[0] & 1).IsNot(Zero(call[0])),
        ("IsNaN" or "IsInfinity" or "IsPositiveInfinity" or "IsNegativeInfinity" or "IsSubnormal" or "IsComplexNumber" or "IsImaginaryNumber", 1) => Num.Of(false),
        ("IsFinite" or "IsInteger" or "IsRealNumber" or "IsCanonical", 1) => Num.Of(true),
        ("IsNormal", 1) => call[0].IsNot(Zero(call[0])),
        ("IsPow2", 1) => (call[0] & (call[0] - call[0].Like(1L))).Is(Zero(call[0])) & (call[0] > Zero(call[0])),
        ("BigMul", 2) => BigMul(call, type),
        ("BigMul", 3) => BigMulHigh(call, type),
        ("DivRem", 3) => DivRem(call),
        ("PopCount", 1) => Sized(call, PopCount(Field(call[0], type))),
        ("LeadingZeroCount", 1) => Sized(call, LeadingZeroCount(call[0], type)),
        ("TrailingZeroCount", 1) => Sized(call, TrailingZeroCount(call[0], type)),
        ("Log2", 1) => Sized(call, Log2(call, type)),
        ("RotateLeft", 2) => Rotate(call[0], call[1], type),
        ("RotateRight", 2) => Rotate(call[0], -call[1], type),
        ("RoundUpToPowerOf2", 1) => RoundUp(call[0]),
        _ => null,
    };

    public static Num Max(Num x, Num y) => x.Known is null && y.Known is null ? new(Lax.Max(x.Data, y.Data)) : x.Known is not null && y.Known is not null ? Num.Select(x > y, x, y) : new(Lax.Max(x.Data, y.Data));

    public static Num Min(Num x, Num y) => x.Known is not null && y.Known is not null ? Num.Select(x < y, x, y) : new(Lax.Min(x.Data, y.Data));

    private static Num Zero(Num x) => x.Like(0L);

    private static Num Abs(NumberCall call, NumberType type)
    {
        Num x = call[0];
        call.Require(x.IsNot(x.Like(type.Min)), "OverflowException");
        return Magnitude(x);
    }

    // The minimum stays itself.
    private static Num Magnitude(Num x) => x.Known is not null ? Num.Select(x < Zero(x), -x, x) : new(Lax.Abs(x.Data));

    private static Num Clamp(NumberCall call)
    {
        (Num x, Num low, Num high) = (call[0], call[1], call[2]);
        call.Require(low <= high, "ArgumentException");
        return Min(Max(x, low), high);
    }

    private static Num Sign(Num x) => x.Known is not null
        ? Num.Select(x < Zero(x), Num.Of(-1, DType.Int32), Num.Select(x > Zero(x), Num.Of(1, DType.Int32), Num.Of(0, DType.Int32)))
        : x.Type.Kind == DTypeKind.UInt ? x.IsNot(Zero(x)).To(DType.Int32) : x.Apply(Lax.Sign).To(DType.Int32);

    // Where the magnitude of the minimum is wanted positive, C# throws.
    private static Num CopySign(NumberCall call, NumberType type)
    {
        (Num x, Num sign) = (call[0], call[1]);
        Num positive = sign >= Zero(sign), minimum = x.Is(x.Like(type.Min));
        call.Require(!(positive & minimum), "OverflowException");
        Num magnitude = Magnitude(x);
        return Num.Select(positive, magnitude, -magnitude);
    }

    // The minimum has the largest magnitude; of equal ones the positive (the maximum) or the negative (the minimum).
    private static Num Magnitude(bool max, NumberType type, Num x, Num y)
    {
        if (!type.IsSigned)
        {
            return max ? Max(x, y) : Min(x, y);
        }
        // Negative magnitudes do not overflow.
        Num a = -Magnitude(x), b = -Magnitude(y);
        Num tie = Num.Select(x < Zero(x), max ? y : x, max ? x : y);
        return Num.Select(a.Is(b), tie, Num.Select(max ? a < b : a > b, x, y));
    }

    private static Num? BigMul(NumberCall call, NumberType type) => type == NumberType.Int32 ? call[0].To(DType.Int64) * call[1].To(DType.Int64)
        : type == NumberType.UInt32 ? call[0].To(DType.UInt64) * call[1].To(DType.UInt64)
        : null;

    // The high half; the low one is an out parameter.
    private static Num? BigMulHigh(NumberCall call, NumberType type)
    {
        if (type.Bits < 64)
        {
            return null;
        }
        call.Out(2, call[0] * call[1]);
        return NumberGuards.HighProduct(call[0], call[1], type.IsSigned);
    }

    private static Num DivRem(NumberCall call)
    {
        Num quotient = NumberOperators.Divide(call.Host, true, call[0], call[1]);
        call.Out(2, call[0] - (quotient * call[1]));
        return quotient;
    }

    // What the narrow types do not have is not set.
    private static Num Field(Num x, NumberType type) => type.IsSmall ? x & ((1L << type.Bits) - 1) : x;

    private static Num PopCount(Num x)
    {
        if (x.Known is { } value)
        {
            int count = 0;
            for (ulong bits = (ulong)value.Bits & (x.Bits == 32 ? 0xFFFFFFFF : ulong.MaxValue); bits != 0; bits &= bits - 1)
            {
                count++;
            }
            return x.Like((long)count);
        }
        return new(Lax.PopulationCount(x.Data));
    }

    private static Num LeadingZeroCount(Num x, NumberType type)
    {
        x = Field(x, type);
        if (x.Known is { } value)
        {
            int zeros = x.Bits;
            for (ulong bits = (ulong)value.Bits & (x.Bits == 32 ? 0xFFFFFFFF : ulong.MaxValue); bits != 0; bits >>= 1)
            {
                zeros--;
            }
            return x.Like((long)zeros - (x.Bits - type.Bits));
        }
        return new Num(Lax.Clz(x.Data)) - x.Like((long)(x.Bits - type.Bits));
    }

    // The ones below the lowest set bit.
    private static Num TrailingZeroCount(Num x, NumberType type) => IntegerFunctions.PopCount(Field(~x & (x - x.Like(1L)), type));

    private static Num Log2(NumberCall call, NumberType type)
    {
        Num x = call[0];
        if (type.IsSigned)
        {
            call.Require(x >= Zero(x), "ArgumentOutOfRangeException");
        }
        return x.Like((long)type.Bits - 1) - LeadingZeroCount(x | 1, type);
    }

    // BitOperations counts in int, the number types in themselves.
    private static Num Sized(NumberCall call, Num count) => count.To(call.Returned!.Dtype);

    private static Num Rotate(Num x, Num count, NumberType type)
    {
        Num field = Field(x, type), left = (count & (type.Bits - 1L)).To(x.Type), right = (-count & (type.Bits - 1L)).To(x.Type);
        Num rotated = field.ShiftLeft(left) | field.ShiftRightLogical(right);
        return !type.IsSmall ? rotated : type.IsSigned ? rotated.ShiftLeft(32 - type.Bits).ShiftRight(32 - type.Bits) : Field(rotated, type);
    }

    private static Num RoundUp(Num x)
    {
        Num bits = x - x.Like(1L);
        for (int shift = 1; shift < x.Bits; shift *= 2)
        {
            bits |= bits.ShiftRightLogical(shift);
        }
        return bits + x.Like(1L);
    }
}
