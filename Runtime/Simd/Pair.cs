// Two lanes side by side as one of twice the count: how mixed element widths share one count, and how reductions get 32 virtual lanes on every width.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>Twice the elements of <typeparamref name="H"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pair<H, T>(H low, H high) : ILanes<Pair<H, T>, T>
    where H : struct, ILanes<H, T>
    where T : unmanaged
{
    private readonly H _low = low;
    private readonly H _high = high;

    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => 2 * H.Count;
    }

    public static Type ElementType
    {
        [MethodImpl(AggressiveInlining)]
        get => typeof(T);
    }

    /// <summary>The first half of the elements.</summary>
    public H Low
    {
        [MethodImpl(AggressiveInlining)]
        get => _low;
    }

    /// <summary>The second half of the elements.</summary>
    public H High
    {
        [MethodImpl(AggressiveInlining)]
        get => _high;
    }

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Constant(double value) => new(H.Constant(value), H.Constant(value));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Bits(long bits) => new(H.Bits(bits), H.Bits(bits));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Broadcast(T value) => new(H.Broadcast(value), H.Broadcast(value));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Sequence(T start, T step) => new(H.Sequence(start, step), H.Sequence(Element.Advance(start, step, H.Count), step));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator +(Pair<H, T> left, Pair<H, T> right) => new(left._low + right._low, left._high + right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator -(Pair<H, T> left, Pair<H, T> right) => new(left._low - right._low, left._high - right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator *(Pair<H, T> left, Pair<H, T> right) => new(left._low * right._low, left._high * right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator /(Pair<H, T> left, Pair<H, T> right) => new(left._low / right._low, left._high / right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator &(Pair<H, T> left, Pair<H, T> right) => new(left._low & right._low, left._high & right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator |(Pair<H, T> left, Pair<H, T> right) => new(left._low | right._low, left._high | right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator ^(Pair<H, T> left, Pair<H, T> right) => new(left._low ^ right._low, left._high ^ right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator -(Pair<H, T> value) => new(-value._low, -value._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> operator ~(Pair<H, T> value) => new(~value._low, ~value._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Fma(Pair<H, T> a, Pair<H, T> b, Pair<H, T> c) => new(H.Fma(a._low, b._low, c._low), H.Fma(a._high, b._high, c._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Fma(Pair<H, T> a, Pair<H, T> b, double c) => new(H.Fma(a._low, b._low, c), H.Fma(a._high, b._high, c));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Scale(Pair<H, T> value, Pair<H, T> exponent) => new(H.Scale(value._low, exponent._low), H.Scale(value._high, exponent._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Split(Pair<H, T> value, out Pair<H, T> exponent)
    {
        H low = H.Split(value._low, out H lowExponent), high = H.Split(value._high, out H highExponent);
        exponent = new(lowExponent, highExponent);
        return new(low, high);
    }

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> FlipSign(Pair<H, T> value, Pair<H, T> sign) => new(H.FlipSign(value._low, sign._low), H.FlipSign(value._high, sign._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Lookup(ReadOnlySpan<double> table, Pair<H, T> index) => new(H.Lookup(table, index._low), H.Lookup(table, index._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Call<F>(Pair<H, T> x)
        where F : struct, IUnaryFunction =>
        new(H.Call<F>(x._low), H.Call<F>(x._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Call<F>(Pair<H, T> x, Pair<H, T> y)
        where F : struct, IBinaryFunction =>
        new(H.Call<F>(x._low, y._low), H.Call<F>(x._high, y._high));

    [MethodImpl(AggressiveInlining)]
    public static void Call<F>(Pair<H, T> x, out Pair<H, T> first, out Pair<H, T> second)
        where F : struct, IPairFunction
    {
        H.Call<F>(x._low, out H firstLow, out H secondLow);
        H.Call<F>(x._high, out H firstHigh, out H secondHigh);
        first = new(firstLow, firstHigh);
        second = new(secondLow, secondHigh);
    }

    [MethodImpl(AggressiveInlining)]
    public static bool AllLess(Pair<H, T> left, Pair<H, T> right) => H.AllLess(left._low, right._low) && H.AllLess(left._high, right._high);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Sqrt(Pair<H, T> value) => new(H.Sqrt(value._low), H.Sqrt(value._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Abs(Pair<H, T> value) => new(H.Abs(value._low), H.Abs(value._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Floor(Pair<H, T> value) => new(H.Floor(value._low), H.Floor(value._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Round(Pair<H, T> value) => new(H.Round(value._low), H.Round(value._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Max(Pair<H, T> left, Pair<H, T> right) => new(H.Max(left._low, right._low), H.Max(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Min(Pair<H, T> left, Pair<H, T> right) => new(H.Min(left._low, right._low), H.Min(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> MaxNative(Pair<H, T> left, Pair<H, T> right) => new(H.MaxNative(left._low, right._low), H.MaxNative(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> MinNative(Pair<H, T> left, Pair<H, T> right) => new(H.MinNative(left._low, right._low), H.MinNative(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Remainder(Pair<H, T> left, Pair<H, T> right) => new(H.Remainder(left._low, right._low), H.Remainder(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Equal(Pair<H, T> left, Pair<H, T> right) => new(H.Equal(left._low, right._low), H.Equal(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Less(Pair<H, T> left, Pair<H, T> right) => new(H.Less(left._low, right._low), H.Less(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> LessOrEqual(Pair<H, T> left, Pair<H, T> right) => new(H.LessOrEqual(left._low, right._low), H.LessOrEqual(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> SelectEven(Pair<H, T> bits, Pair<H, T> ifEven, Pair<H, T> ifOdd) =>
        new(H.SelectEven(bits._low, ifEven._low, ifOdd._low), H.SelectEven(bits._high, ifEven._high, ifOdd._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> SelectLess(Pair<H, T> left, Pair<H, T> right, Pair<H, T> ifTrue, Pair<H, T> ifFalse) =>
        new(H.SelectLess(left._low, right._low, ifTrue._low, ifFalse._low), H.SelectLess(left._high, right._high, ifTrue._high, ifFalse._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> AddBits(Pair<H, T> left, Pair<H, T> right) => new(H.AddBits(left._low, right._low), H.AddBits(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> SubtractBits(Pair<H, T> left, Pair<H, T> right) => new(H.SubtractBits(left._low, right._low), H.SubtractBits(left._high, right._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftLeft(Pair<H, T> value, Pair<H, T> counts) => new(H.ShiftLeft(value._low, counts._low), H.ShiftLeft(value._high, counts._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftRightLogical(Pair<H, T> value, Pair<H, T> counts) => new(H.ShiftRightLogical(value._low, counts._low), H.ShiftRightLogical(value._high, counts._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftRightArithmetic(Pair<H, T> value, Pair<H, T> counts) => new(H.ShiftRightArithmetic(value._low, counts._low), H.ShiftRightArithmetic(value._high, counts._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftLeftBits(Pair<H, T> value, int count) => new(H.ShiftLeftBits(value._low, count), H.ShiftLeftBits(value._high, count));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftRightLogicalBits(Pair<H, T> value, int count) => new(H.ShiftRightLogicalBits(value._low, count), H.ShiftRightLogicalBits(value._high, count));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ShiftRightArithmeticBits(Pair<H, T> value, int count) => new(H.ShiftRightArithmeticBits(value._low, count), H.ShiftRightArithmeticBits(value._high, count));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Select(Pair<H, T> mask, Pair<H, T> ifTrue, Pair<H, T> ifFalse) => new(H.Select(mask._low, ifTrue._low, ifFalse._low), H.Select(mask._high, ifTrue._high, ifFalse._high));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Pair<H, T> mask) => H.Any(mask._low) || H.Any(mask._high);

    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Pair<H, T> value)
        where R : struct, ILanes<R> =>
        R.ConvertFrom(value, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Pair<H, T> mask)
        where R : struct, ILanes<R> =>
        R.MaskFrom(mask, 0);

    [MethodImpl(AggressiveInlining)]
    public static P Part<P>(Pair<H, T> value, int index)
        where P : struct, ILanes<P> =>
        index < H.Count ? H.Part<P>(value._low, index) : H.Part<P>(value._high, index - H.Count);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> ConvertFrom<S>(S value, int index)
        where S : struct, ILanes<S> =>
        new(H.ConvertFrom(value, index), H.ConvertFrom(value, index + H.Count));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> InDouble<F>(Pair<H, T> x)
        where F : struct, IUnaryFunction =>
        new(H.InDouble<F>(x._low), H.InDouble<F>(x._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> InDouble<F>(Pair<H, T> x, Pair<H, T> y)
        where F : struct, IBinaryFunction =>
        new(H.InDouble<F>(x._low, y._low), H.InDouble<F>(x._high, y._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> MaskFrom<S>(S mask, int index)
        where S : struct, ILanes<S> =>
        new(H.MaskFrom(mask, index), H.MaskFrom(mask, index + H.Count));

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Pair<H, T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Pair<H, T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Load(ref T source, nint index) => new(H.Load(ref source, index), H.Load(ref source, index + H.Count));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> Load(ref T source, nint index, int count) => new(
        H.Load(ref source, index, Math.Min(count, H.Count)),
        H.Load(ref source, index + H.Count, Math.Max(count - H.Count, 0)));

    [MethodImpl(AggressiveInlining)]
    public static void Store(Pair<H, T> value, ref T destination, nint index)
    {
        H.Store(value._low, ref destination, index);
        H.Store(value._high, ref destination, index + H.Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void Store(Pair<H, T> value, ref T destination, nint index, int count)
    {
        H.Store(value._low, ref destination, index, Math.Min(count, H.Count));
        H.Store(value._high, ref destination, index + H.Count, Math.Max(count - H.Count, 0));
    }

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> LoadStrided(ref T source, nint index, nint stride, int count) => new(
        H.LoadStrided(ref source, index, stride, Math.Min(count, H.Count)),
        H.LoadStrided(ref source, index + (H.Count * stride), stride, Math.Max(count - H.Count, 0)));

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Pair<H, T> value, int index) => index < H.Count ? H.GetElement(value._low, index) : H.GetElement(value._high, index - H.Count);

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> LoadMask(ref bool source, nint index) => new(H.LoadMask(ref source, index), H.LoadMask(ref source, index + H.Count));

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Pair<H, T> mask, ref bool destination, nint index)
    {
        H.StoreMask(mask._low, ref destination, index);
        H.StoreMask(mask._high, ref destination, index + H.Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static T Fold<M>(Pair<H, T> value)
        where M : struct, IMonoid =>
        H.Fold<M>(M.Combine(value._low, value._high));

    [MethodImpl(AggressiveInlining)]
    public static Pair<H, T> LoadMask(ref bool source, nint index, int count) => new(
        H.LoadMask(ref source, index, Math.Min(count, H.Count)),
        H.LoadMask(ref source, index + H.Count, Math.Max(count - H.Count, 0)));

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Pair<H, T> mask, ref bool destination, nint index, int count)
    {
        H.StoreMask(mask._low, ref destination, index, Math.Min(count, H.Count));
        H.StoreMask(mask._high, ref destination, index + H.Count, Math.Max(count - H.Count, 0));
    }
}
