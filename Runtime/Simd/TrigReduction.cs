// Reduction of trigonometric arguments modulo pi/2, with the low part of the reduced argument: Cody-Waite in three parts for usual
// arguments (without FMA four: fdlibm's for doubles, Cephes's for floats with its last in two, all with trailing zeros but the last); for huge ones the product with the
// bits of 2/pi that matter, in integers (M. Payne, R. Hanek, "Radian reduction for trigonometric functions", 1983).
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class TrigReduction
{
    // Below the first limits Reduce serves, below the second ReduceMedium. Each element goes the way that its own size asks, so that a result does not depend on its neighbours.
    [MethodImpl(AggressiveInlining)]
    private static V UsualLimit<V>(V x)
        where V : struct, ILanes<V> =>
        V.Constant(x is IElements<float> ? (Element.HasFma ? 1600 : 8192) : Element.HasFma ? 1.6e6 : 1e5);

    [MethodImpl(AggressiveInlining)]
    public static V MediumLimit<V>(V x)
        where V : struct, ILanes<V> =>
        V.Constant(x is IElements<float> ? (Element.HasFma ? 71476 : 8192) : Element.HasFma ? 1e9 : 1e5);

    /// <summary>True when <see cref="Reduce{V}"/> serves for every element.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool IsUsual<V>(V x)
        where V : struct, ILanes<V> =>
        V.AllLess(V.Abs(x), UsualLimit(x));

    /// <summary>
    /// |x| = quadrant pi/2 + r + low, with |r| about pi/4 at most and low what rounding r lost; the quadrant's two low bits are in the low bits of <paramref name="quadrant"/>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Reduce<V>(V x, out V low, out V quadrant)
        where V : struct, ILanes<V>
    {
        x = V.Abs(x);
        V n = Quadrant(x, out quadrant), a, b, r;
        // With FMA: a is exact, and so is the second part's product with n up to 2^10 (2^20 in double), which makes a - r exact too.
        if (x is IElements<float>)
        {
            if (Element.HasFma)
            {
                a = V.Fma(n, V.Constant(-1.57079637050628662), x);
                r = V.Fma(n, V.Constant(4.3710315367206931114e-8), a);
                low = V.Fma(n, V.Constant(1.0746346304144061001e-12), V.Fma(n, V.Constant(4.3710315367206931114e-8), a - r));
                return r;
            }
            a = x - (n * V.Constant(1.5703125f)) - (n * V.Constant(4.837512969970703125e-4f));
            b = n * V.Constant(7.54953362047672e-8f);
            r = a - b;
            low = (a - r) - b - (n * V.Constant(2.5633441515e-12f));
            return r;
        }
        if (Element.HasFma)
        {
            a = V.Fma(n, V.Constant(-1.5707963267948966), x);
            r = V.Fma(n, V.Constant(-6.1232339953846098996e-17), a);
            low = V.Fma(n, V.Constant(-3.5215598651832001817e-27), V.Fma(n, V.Constant(-6.1232339953846098996e-17), a - r));
            return r;
        }
        a = x - (n * V.Constant(1.57079632673412561417e+00)) - (n * V.Constant(6.07710050630396597660e-11));
        b = n * V.Constant(2.02226624871116645580e-21);
        r = a - b;
        low = (a - r) - b - (n * V.Constant(8.47842766036889956997e-32));
        return r;
    }

    /// <summary>The same for larger arguments, with FMA: the second part has all bits, and its product with n is taken in two parts.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ReduceMedium<V>(V x, out V low)
        where V : struct, ILanes<V>
    {
        V n = Quadrant(x, out _), a, second, third;
        if (x is IElements<float>)
        {
            a = V.Fma(n, V.Constant(-1.57079637050628662), x);
            second = V.Constant(4.37113882867379289e-8);
            third = V.Constant(1.71512451000580818e-15);
        }
        else
        {
            a = V.Fma(n, V.Constant(-1.5707963267948966), x);
            second = V.Constant(-6.123233995736766e-17);
            third = V.Constant(1.4973849048591698e-33);
        }
        V product = n * second, r = a + product;
        low = product - (r - a) + V.Fma(n, third, V.Fma(n, second, -product));
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    private static V Quadrant<V>(V x, out V quadrant)
        where V : struct, ILanes<V>
    {
        if (x is IElements<float>)
        {
            quadrant = V.Fma(x, V.Constant(0.636619772f), 12582912f);
            return quadrant - V.Constant(12582912f);
        }
        quadrant = V.Fma(x, V.Constant(0.6366197723675814), 6755399441055744);
        return quadrant - V.Constant(6755399441055744);
    }

    /// <summary><see cref="Reduce{V}"/> for arguments of any size in double, in float for those below <see cref="MediumLimit{V}"/>; NaN where they are not finite.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ReduceAny<V>(V x, out V low, out V quadrant)
        where V : struct, ILanes<V>
    {
        V r = Reduce(x, out low, out quadrant);
        x = V.Abs(x);
        if (Element.HasFma)
        {
            V medium = ReduceMedium(x, out V mediumLow), usual = V.Less(x, UsualLimit(x));
            r = V.Select(usual, r, medium);
            low = V.Select(usual, low, mediumLow);
        }
        if (x is IElements<double> && !V.AllLess(x, MediumLimit(x)))
        {
            ReduceHuge(x, ref r, ref low, ref quadrant);
        }
        return r;
    }

    /// <summary>The results of <paramref name="usual"/>, but for floats beyond <see cref="MediumLimit{V}"/> those of a function computed in double.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V WithHuge<V, F>(V x, V usual)
        where V : struct, ILanes<V>
        where F : struct, IUnaryFunction
    {
        if (x is IElements<double>)
        {
            return usual;
        }
        V a = V.Abs(x), limit = MediumLimit(x);
        return V.AllLess(a, limit) ? usual : V.Select(V.Less(a, limit), usual, V.FlipSign(V.InDouble<F>(V.Select(V.Less(a, limit), limit, a)), x));
    }

    /// <summary>The reduction of positive doubles that are floats of at least 2^12, to 52 bits; NaN where they are not finite.</summary>
    // x = m 2^(16 k - 11) with an integer m below 2^40, of 24 bits. 2/pi 2^(16 k - 11) modulo 4, in parts of 29 bits and a rest, times m: the first two
    // products are exact, and so are their distances from the next integers.
    [MethodImpl(AggressiveInlining)]
    public static V ReduceSingle<V>(V x, out V quadrant)
        where V : struct, ILanes<V>
    {
        V magic = V.Constant(6755399441055744), k = V.ShiftRightLogicalBits(V.SubtractBits(x, V.Bits((1023L + 12) << 52)), 56);
        V m = V.AddBits(V.SubtractBits(x, V.ShiftLeftBits(k, 56)), V.Bits(11L << 52));
        V first = m * V.Lookup(FirstBits, k), second = m * V.Lookup(SecondBits, k), n = first + magic - magic, o = second + magic - magic;
        V f = first - n + (second - o) + (m * V.Lookup(OtherBits, k)), p = f + magic - magic;
        quadrant = n + o + p + magic;
        return V.Fma(f - p, V.Constant(1.5707963267948966), x - x);
    }

    private static ReadOnlySpan<double> FirstBits => [0.00031085312366485596, 0.3718327134847641, 0.42886021733283997, 1.7832434922456741, 2.645500473678112, 3.51921047270298, 2.9775184765458107, 2.6508135870099068];

    private static ReadOnlySpan<double> SecondBits => [-3.6254384910838766e-09, 2.2778388758526447e-09, 6.159535798078153e-10, -1.1194253857205183e-10, 2.555902697820578e-09, -3.1413194268026245e-10, -9.967087710727185e-10, -1.0656339838321927e-09];

    private static ReadOnlySpan<double> OtherBits => [-6.79548103572501e-18, 3.4433832994363997e-18, -1.1396310069923022e-18, 3.3963074098932567e-18, -5.436234771590921e-18, 1.4866112301206969e-18, 4.483166332503077e-18, 2.1430876817977447e-18];

    // x = m 2^e with an integer m. The bits of 2/pi before position e - 2 give multiples of four quadrants. They are taken from a byte on, and m is shifted by the
    // up to seven bits before; 192 bits times m leave 126 of a quadrant, more than 60 after the worst cancellation. Products are made an element at a time, all else in lanes.
    [MethodImpl(AggressiveInlining)]
    [SkipLocalsInit]
    private static void ReduceHuge<V>(V x, ref V r, ref V low, ref V quadrant)
        where V : struct, ILanes<V>
    {
        Unsafe.SkipInit(out V turns);
        Unsafe.SkipInit(out V rest);
        V limit = MediumLimit(x), any = V.Select(V.Less(x, limit), limit, x);
        V position = V.AddBits(V.ShiftRightLogicalBits(any, 52), V.Bits(ZeroBits - 1077)), shift = position & V.Bits(7);
        V integer = (any & V.Bits(0xFFFFFFFFFFFFF)) | V.Bits(0x10000000000000), start = V.SubtractBits(V.Bits(LastWindow), V.ShiftRightLogicalBits(position, 3));
        for (int i = 0; i < V.Count; i++)
        {
            int at = At<V, int>(ref start, i);
            ulong m = At<V, ulong>(ref integer, i) << At<V, int>(ref shift, i);
            ulong high = Math.BigMul(m, Window(at - 8), out ulong middle), below = middle + High(m, Window(at - 16));
            At<V, ulong>(ref turns, i) = (m * Window(at)) + high + (below < middle ? 1UL : 0UL);
            At<V, ulong>(ref rest, i) = below;
        }
        V quadrants = V.ShiftRightLogicalBits(V.AddBits(turns, V.Bits(1L << 61)), 62);
        V fraction = V.ShiftLeftBits(turns, 2) | V.ShiftRightLogicalBits(rest, 62);
        // Put into the low bits of 1.5 2^20 and the like and these subtracted, integers become numbers, scaled. x - x is NaN where x is not finite.
        V first = V.Constant(1.5 * 1048576), second = V.Constant(1.5 / 4096), third = V.Constant(1.5 / 9223372036854775808);
        V a = V.AddBits(V.ShiftRightArithmeticBits(fraction, 32), first) - first, b = V.AddBits(fraction & V.Bits(0xFFFFFFFF), second) - second;
        V c = V.AddBits(V.ShiftRightLogicalBits(V.ShiftLeftBits(rest, 2), 13), third) - third + (x - x);
        // The fraction of a quadrant, a + b + c, in two parts, times pi/2 in two parts.
        V head = a + b, tail = b - (head - a) + c, half = V.Constant(1.5707963267948966), p = head * half;
        V lost = DoubleDouble.ProductError(head, half, p) + V.Fma(tail, half, head * V.Constant(6.123233995736766e-17));
        r = V.Select(V.Less(x, limit), r, p);
        low = V.Select(V.Less(x, limit), low, lost);
        quadrant = V.Select(V.Less(x, limit), quadrant, quadrants);
    }

    // The upper half of a product, without the trip through memory that the lower half takes.
    [MethodImpl(AggressiveInlining)]
    private static ulong High(ulong a, ulong b) => System.Runtime.Intrinsics.X86.Bmi2.X64.IsSupported ? System.Runtime.Intrinsics.X86.Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    // Elements are evenly spaced in the lanes' memory, though not always next to each other (pairs of single elements).
    [MethodImpl(AggressiveInlining)]
    private static ref T At<V, T>(ref V lanes, int index)
        where V : struct, ILanes<V> =>
        ref Unsafe.As<byte, T>(ref Unsafe.Add(ref Unsafe.As<V, byte>(ref lanes), index * (Unsafe.SizeOf<V>() / V.Count)));

    private const int ZeroBits = 64;

    // Where the window of the first 64 bits starts.
    private const int LastWindow = 152;

    // 64 bits of 2/pi.
    [MethodImpl(AggressiveInlining)]
    private static ulong Window(int start)
    {
        ulong window = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(TwoOverPi), start));
        return BitConverter.IsLittleEndian ? window : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(window);
    }

    /// <summary>The bytes of 2/pi after the binary point behind eight zeros, the last first, so that a window is one load.</summary>
    private static ReadOnlySpan<byte> TwoOverPi =>
    [
        0xAB, 0x6B, 0x7B, 0xFC, 0x46, 0x30, 0x03, 0x56, 0x08, 0x5D, 0x8D, 0x1F, 0xB1, 0x5F, 0xFB, 0x6B, 0xEA, 0x92, 0x52, 0x8A,
        0xF7, 0x39, 0x07, 0x3D, 0x7B, 0xF1, 0xE5, 0xEB, 0xC7, 0xBA, 0x27, 0x75, 0x2D, 0xEA, 0x5F, 0x9E, 0x66, 0x3F, 0x46, 0x4F,
        0xB7, 0x09, 0xCB, 0x27, 0xCF, 0x7E, 0x36, 0x6D, 0x1F, 0x6D, 0x0A, 0x5A, 0x8B, 0x11, 0x2F, 0xEF, 0x0F, 0x98, 0x05, 0xDE,
        0xFF, 0x97, 0xF8, 0x1F, 0x3B, 0x28, 0xF9, 0xBD, 0x8B, 0x5F, 0x84, 0x9C, 0xF4, 0x39, 0x53, 0x83, 0x39, 0xD6, 0x91, 0x39,
        0x41, 0x7E, 0x5F, 0xB4, 0x26, 0x70, 0x9C, 0xE9, 0x84, 0x44, 0xBB, 0x2E, 0xF5, 0x35, 0x82, 0xE8, 0x3E, 0xA7, 0x29, 0xB1,
        0x1C, 0xEB, 0x1D, 0xFE, 0x1C, 0x92, 0xD1, 0x09, 0xEA, 0x2E, 0x49, 0x06, 0xE0, 0xD2, 0x4D, 0x42, 0x3A, 0x6E, 0x24, 0xB7,
        0x61, 0xC5, 0xBB, 0xDE, 0xAB, 0x63, 0x51, 0xFE, 0x41, 0x90, 0x43, 0x3C, 0x99, 0x95, 0x62, 0xDB, 0xC0, 0xDD, 0x34, 0xF5,
        0xD1, 0x57, 0x27, 0xFC, 0x29, 0x15, 0x44, 0x4E, 0x6E, 0x83, 0xF9, 0xA2, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];
}
