// Scaling by powers of two, and taking numbers apart into exponent and significand, on the bits.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class PowerOfTwo
{
    /// <summary>p * 2^n for integral n, in two steps where it may not be a normal number, so that overflow and gradual underflow come out right.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Scale<V>(V p, V n)
        where V : struct, ILanes<V>
    {
        if (V.AllLess(V.Abs(n), V.Constant(n is IElements<float> ? 100 : 1000)))
        {
            return p * Of(n);
        }
        V half = V.Floor(n * V.Constant(0.5));
        return p * Of(half) * Of(n - half);
    }

    /// <summary>2^n for integral n in the range of normal exponents.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Of<V>(V n)
        where V : struct, ILanes<V> =>
        n is IElements<float>
            ? V.ShiftLeftBits(V.AddBits(n + V.Constant(12582912f), V.Bits(127)), 23)
            : V.ShiftLeftBits(V.AddBits(n + V.Constant(6755399441055744), V.Bits(1023)), 52);

    /// <summary><see cref="ILanes{V}.Split"/> on the bits: in few operations where all numbers are positive and normal.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Split<V>(V x, out V exponent)
        where V : struct, ILanes<V>
    {
        bool single = x is IElements<float>;
        if (!(V.AllLess(V.Constant(single ? 1.1754942e-38f : 2.225073858507201e-308), x) & V.AllLess(x, V.Constant(double.PositiveInfinity))))
        {
            V.Call<AnySplit>(x, out V significand, out V any);
            exponent = any;
            return significand;
        }
        if (single)
        {
            V bits = V.ShiftRightArithmeticBits(V.SubtractBits(x, V.Bits(0x3f400000)), 23);
            exponent = FromBits(bits);
            return V.SubtractBits(x, V.ShiftLeftBits(bits, 23));
        }
        // Doubles have no arithmetic shift on most machines: the exponent is biased by 1023, as 2^52 + 1023 + exponent and then in the number's own bits.
        V biased = V.ShiftRightLogicalBits(V.AddBits(x, V.Bits(0x0008000000000000)), 52);
        exponent = (biased | V.Bits(0x4330000000000000)) - V.Constant(4503599627370496.0 + 1023);
        return V.AddBits(V.SubtractBits(x, V.ShiftLeftBits(biased, 52)), V.Bits(0x3ff0000000000000));
    }

    private readonly struct AnySplit : IPairFunction
    {
        [MethodImpl(AggressiveInlining)]
        public static void Invoke<V>(V x, out V first, out V second)
            where V : struct, ILanes<V> =>
            first = SplitAny(x, out second);
    }

    /// <summary>Of any numbers: denormals are normalised; zeros and infinities have infinite exponents, negative numbers no significand.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SplitAny<V>(V x, out V exponent)
        where V : struct, ILanes<V>
    {
        V zero = V.Constant(0), infinity = V.Constant(double.PositiveInfinity), m, e;
        if (x is IElements<float>)
        {
            V denormal = V.Less(x, V.Constant(1.17549435e-38f));
            V s = V.Select(denormal, x * V.Constant(8388608f), x);
            V bits = V.ShiftRightArithmeticBits(V.SubtractBits(s, V.Bits(0x3f400000)), 23);
            e = FromBits(bits) - (denormal & V.Constant(23));
            m = V.SubtractBits(s, V.ShiftLeftBits(bits, 23));
        }
        else
        {
            V denormal = V.Less(x, V.Constant(2.2250738585072014e-308));
            V s = V.Select(denormal, x * V.Constant(4503599627370496), x);
            V bits = V.ShiftRightArithmeticBits(V.SubtractBits(s, V.Bits(0x3fe8000000000000)), 52);
            e = FromBits(bits) - (denormal & V.Constant(52));
            m = V.SubtractBits(s, V.ShiftLeftBits(bits, 52));
        }
        exponent = V.Select(V.Equal(x, zero), -infinity, V.Select(V.Equal(x, infinity), infinity, e));
        return V.Select(V.LessOrEqual(zero, x), m, V.Constant(double.NaN));
    }

    /// <summary>A small integer in the bits, as a number: added to the bits of 1.5 * 2^(significand bits), it is the low part of the sum.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FromBits<V>(V bits)
        where V : struct, ILanes<V> =>
        bits is IElements<float>
            ? V.AddBits(bits, V.Constant(12582912f)) - V.Constant(12582912f)
            : V.AddBits(bits, V.Constant(6755399441055744)) - V.Constant(6755399441055744);
}
