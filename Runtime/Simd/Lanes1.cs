// One element as lanes: the first element of a Vector128, so that a scalar loop runs the very functions that vector loops run.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One element; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes1<T>(Vector128<T> value) : ILanes<Lanes1<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _v = value;

    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => 1;
    }

    public static Type ElementType
    {
        [MethodImpl(AggressiveInlining)]
        get => typeof(T);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Constant(double value) => new(Vector128.Create(Element.FromDouble<T>(value)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Bits(long bits) => new(Vector128.Create(Element.FromBits<T>(bits)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Sequence(T start, T step) => new(Vector128.Create(start));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator +(Lanes1<T> left, Lanes1<T> right) => new(left._v + right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> left, Lanes1<T> right) => new(left._v - right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator *(Lanes1<T> left, Lanes1<T> right) => new(left._v * right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator /(Lanes1<T> left, Lanes1<T> right) =>
        Element.IsFloat<T>() ? new(left._v / right._v) : LaneByLane.Divide<Lanes1<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> value) =>
        Element.IsFloat<T>() ? new(value._v ^ Vector128.Create(Element.SignBit<T>())) : new(-value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator &(Lanes1<T> left, Lanes1<T> right) => new(left._v & right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator |(Lanes1<T> left, Lanes1<T> right) => new(left._v | right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator ^(Lanes1<T> left, Lanes1<T> right) => new(left._v ^ right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator ~(Lanes1<T> value) => new(~value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Fma(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c)
    {
        if (typeof(T) == typeof(float) && Element.HasFma)
        {
            return new(Vector128.FusedMultiplyAdd(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>());
        }
        if (typeof(T) == typeof(double) && Element.HasFma)
        {
            return new(Vector128.FusedMultiplyAdd(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>());
        }
        return new((a._v * b._v) + c._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Sqrt(Lanes1<T> value) => new(Vector128.Sqrt(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Abs(Lanes1<T> value) => new(Vector128.Abs(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Floor(Lanes1<T> value) =>
        typeof(T) == typeof(float) ? new(Vector128.Floor(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector128.Floor(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Round(Lanes1<T> value) =>
        typeof(T) == typeof(float) ? new(Vector128.Round(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector128.Round(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Max(Lanes1<T> left, Lanes1<T> right) => new(Vector128.Max(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Min(Lanes1<T> left, Lanes1<T> right) => new(Vector128.Min(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MaxNative(Lanes1<T> left, Lanes1<T> right) => new(Vector128.MaxNative(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MinNative(Lanes1<T> left, Lanes1<T> right) => new(Vector128.MinNative(left._v, right._v));

    public static Lanes1<T> Remainder(Lanes1<T> left, Lanes1<T> right) => LaneByLane.Remainder<Lanes1<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Equal(Lanes1<T> left, Lanes1<T> right) => new(Vector128.Equals(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Less(Lanes1<T> left, Lanes1<T> right) => new(Vector128.LessThan(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LessOrEqual(Lanes1<T> left, Lanes1<T> right) => new(Vector128.LessThanOrEqual(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> ifTrue, Lanes1<T> ifFalse) => new(Vector128.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes1<T> mask) => Unsafe.SizeOf<T>() == 4 ? mask._v.AsInt32().ToScalar() != 0 : mask._v.AsInt64().ToScalar() != 0;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> AddBits(Lanes1<T> left, Lanes1<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> SubtractBits(Lanes1<T> left, Lanes1<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftLeftBits(Lanes1<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() << count).As<int, T>())
        : new((value._v.AsInt64() << count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightLogicalBits(Lanes1<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >>> count).As<int, T>())
        : new((value._v.AsInt64() >>> count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightArithmeticBits(Lanes1<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >> count).As<int, T>())
        : new((value._v.AsInt64() >> count).As<long, T>());

    public static Lanes1<T> ShiftLeft(Lanes1<T> value, Lanes1<T> counts) => LaneByLane.ShiftLeft<Lanes1<T>, T>(value, counts);

    public static Lanes1<T> ShiftRightLogical(Lanes1<T> value, Lanes1<T> counts) => LaneByLane.ShiftRightLogical<Lanes1<T>, T>(value, counts);

    public static Lanes1<T> ShiftRightArithmetic(Lanes1<T> value, Lanes1<T> counts) => LaneByLane.ShiftRightArithmetic<Lanes1<T>, T>(value, counts);

    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes1<T> value)
        where R : struct, ILanes<R>
    {
        if (typeof(R) == typeof(Lanes1<T>))
        {
            return Unsafe.BitCast<Lanes1<T>, R>(value);
        }
        if (typeof(T) == typeof(float) && typeof(R) == typeof(Lanes1<int>))
        {
            return Unsafe.BitCast<Vector128<int>, R>(Vector128.ConvertToInt32(value._v.As<T, float>()));
        }
        if (typeof(T) == typeof(int) && typeof(R) == typeof(Lanes1<float>))
        {
            return Unsafe.BitCast<Vector128<float>, R>(Vector128.ConvertToSingle(value._v.As<T, int>()));
        }
        if ((typeof(T) == typeof(int) && typeof(R) == typeof(Lanes1<uint>)) || (typeof(T) == typeof(uint) && typeof(R) == typeof(Lanes1<int>)))
        {
            return Unsafe.BitCast<Lanes1<T>, R>(value);
        }
        return LaneByLane.Convert<Lanes1<T>, T, R>(value);
    }

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes1<T> mask)
        where R : struct, ILanes<R> =>
        Element.SizeOf(R.ElementType) == Unsafe.SizeOf<T>() ? Unsafe.BitCast<Lanes1<T>, R>(mask) : LaneByLane.Mask<Lanes1<T>, T, R>(mask);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes1<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes1<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Load(ref T source, nint index) => new(Vector128.CreateScalar(Unsafe.Add(ref source, index)));

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes1<T> value, ref T destination, nint index) => Unsafe.Add(ref destination, index) = value._v.ToScalar();

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Load(ref T source, nint index, int count) => count > 0 ? Load(ref source, index) : default;

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes1<T> value, ref T destination, nint index, int count)
    {
        if (count > 0)
        {
            Store(value, ref destination, index);
        }
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes1<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes1<T> value, int index) => value._v.ToScalar();

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LoadMask(ref bool source, nint index, int count)
    {
        return LaneByLane.LoadMask<Lanes1<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes1<T> mask, ref bool destination, nint index, int count)
    {
        LaneByLane.StoreMask<Lanes1<T>, T>(mask, ref destination, index, count);
    }
}
