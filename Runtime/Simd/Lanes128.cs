// Lanes of 128 bits: one Vector128<T>.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector128&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _v = value;

    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    public static Type ElementType
    {
        [MethodImpl(AggressiveInlining)]
        get => typeof(T);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Constant(double value) => new(Vector128.Create(Element.FromDouble<T>(value)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Bits(long bits) => new(Vector128.Create(Element.FromBits<T>(bits)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Sequence(T start, T step) => new(Vector128.CreateSequence(start, step));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => new(left._v + right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => new(left._v - right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => new(left._v * right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) =>
        Element.IsFloat<T>() ? new(left._v / right._v) : LaneByLane.Divide<Lanes128<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> value) =>
        Element.IsFloat<T>() ? new(value._v ^ Vector128.Create(Element.SignBit<T>())) : new(-value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> left, Lanes128<T> right) => new(left._v & right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> left, Lanes128<T> right) => new(left._v | right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> left, Lanes128<T> right) => new(left._v ^ right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator ~(Lanes128<T> value) => new(~value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c)
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
    public static Lanes128<T> Sqrt(Lanes128<T> value) => new(Vector128.Sqrt(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value) => new(Vector128.Abs(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> value) =>
        typeof(T) == typeof(float) ? new(Vector128.Floor(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector128.Floor(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> value) =>
        typeof(T) == typeof(float) ? new(Vector128.Round(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector128.Round(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Max(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Min(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> MaxNative(Lanes128<T> left, Lanes128<T> right) => new(Vector128.MaxNative(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> MinNative(Lanes128<T> left, Lanes128<T> right) => new(Vector128.MinNative(left._v, right._v));

    public static Lanes128<T> Remainder(Lanes128<T> left, Lanes128<T> right) => LaneByLane.Remainder<Lanes128<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Equal(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Equals(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Less(Lanes128<T> left, Lanes128<T> right) => new(Vector128.LessThan(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LessOrEqual(Lanes128<T> left, Lanes128<T> right) => new(Vector128.LessThanOrEqual(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> ifTrue, Lanes128<T> ifFalse) => new(Vector128.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => mask._v.AsByte() != Vector128<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> left, Lanes128<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> SubtractBits(Lanes128<T> left, Lanes128<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftLeftBits(Lanes128<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() << count).As<int, T>())
        : new((value._v.AsInt64() << count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftRightLogicalBits(Lanes128<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >>> count).As<int, T>())
        : new((value._v.AsInt64() >>> count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftRightArithmeticBits(Lanes128<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >> count).As<int, T>())
        : new((value._v.AsInt64() >> count).As<long, T>());

    public static Lanes128<T> ShiftLeft(Lanes128<T> value, Lanes128<T> counts) => LaneByLane.ShiftLeft<Lanes128<T>, T>(value, counts);

    public static Lanes128<T> ShiftRightLogical(Lanes128<T> value, Lanes128<T> counts) => LaneByLane.ShiftRightLogical<Lanes128<T>, T>(value, counts);

    public static Lanes128<T> ShiftRightArithmetic(Lanes128<T> value, Lanes128<T> counts) => LaneByLane.ShiftRightArithmetic<Lanes128<T>, T>(value, counts);

    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes128<T> value)
        where R : struct, ILanes<R>
    {
        if (typeof(R) == typeof(Lanes128<T>))
        {
            return Unsafe.BitCast<Lanes128<T>, R>(value);
        }
        if (typeof(T) == typeof(float) && typeof(R) == typeof(Lanes128<int>))
        {
            return Unsafe.BitCast<Vector128<int>, R>(Vector128.ConvertToInt32(value._v.As<T, float>()));
        }
        if (typeof(T) == typeof(int) && typeof(R) == typeof(Lanes128<float>))
        {
            return Unsafe.BitCast<Vector128<float>, R>(Vector128.ConvertToSingle(value._v.As<T, int>()));
        }
        if ((typeof(T) == typeof(int) && typeof(R) == typeof(Lanes128<uint>)) || (typeof(T) == typeof(uint) && typeof(R) == typeof(Lanes128<int>)))
        {
            return Unsafe.BitCast<Lanes128<T>, R>(value);
        }
        return LaneByLane.Convert<Lanes128<T>, T, R>(value);
    }

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes128<T> mask)
        where R : struct, ILanes<R> =>
        Element.SizeOf(R.ElementType) == Unsafe.SizeOf<T>() ? Unsafe.BitCast<Lanes128<T>, R>(mask) : LaneByLane.Mask<Lanes128<T>, T, R>(mask);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes128<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes128<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Load(ref T source, nint index) => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes128<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes128<T> Load(ref T source, nint index, int count)
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref source, index))
            {
                return Unsafe.SizeOf<T>() == 4
                    ? new(Avx2.MaskLoad((int*)p, FirstInt32(count)).As<int, T>())
                    : new(Avx2.MaskLoad((long*)p, FirstInt64(count)).As<long, T>());
            }
        }
        return LaneByLane.Load<Lanes128<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes128<T> value, ref T destination, nint index, int count)
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref destination, index))
            {
                if (Unsafe.SizeOf<T>() == 4)
                {
                    Avx2.MaskStore((int*)p, FirstInt32(count), value._v.AsInt32());
                }
                else
                {
                    Avx2.MaskStore((long*)p, FirstInt64(count), value._v.AsInt64());
                }
            }
            return;
        }
        LaneByLane.Store<Lanes128<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector128<int> FirstInt32(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector128<long> FirstInt64(int count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes128<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes128<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LoadMask(ref bool source, nint index, int count)
    {
        return LaneByLane.LoadMask<Lanes128<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes128<T> mask, ref bool destination, nint index, int count)
    {
        LaneByLane.StoreMask<Lanes128<T>, T>(mask, ref destination, index, count);
    }
}
