// Lanes of 512 bits: one Vector512<T>.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector512&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _v = value;

    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    public static Type ElementType
    {
        [MethodImpl(AggressiveInlining)]
        get => typeof(T);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Constant(double value) => new(Vector512.Create(Element.FromDouble<T>(value)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Bits(long bits) => new(Vector512.Create(Element.FromBits<T>(bits)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Sequence(T start, T step) => new(Vector512.CreateSequence(start, step));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => new(left._v + right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => new(left._v - right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => new(left._v * right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) =>
        Element.IsFloat<T>() ? new(left._v / right._v) : LaneByLane.Divide<Lanes512<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> value) =>
        Element.IsFloat<T>() ? new(value._v ^ Vector512.Create(Element.SignBit<T>())) : new(-value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right) => new(left._v & right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right) => new(left._v | right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> left, Lanes512<T> right) => new(left._v ^ right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> value) => new(~value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c)
    {
        if (typeof(T) == typeof(float) && Element.HasFma)
        {
            return new(Vector512.FusedMultiplyAdd(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>());
        }
        if (typeof(T) == typeof(double) && Element.HasFma)
        {
            return new(Vector512.FusedMultiplyAdd(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>());
        }
        return new((a._v * b._v) + c._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> value) => new(Vector512.Sqrt(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> value) => new(Vector512.Abs(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> value) =>
        typeof(T) == typeof(float) ? new(Vector512.Floor(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector512.Floor(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> value) =>
        typeof(T) == typeof(float) ? new(Vector512.Round(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector512.Round(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Max(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Min(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> MaxNative(Lanes512<T> left, Lanes512<T> right) => new(Vector512.MaxNative(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> MinNative(Lanes512<T> left, Lanes512<T> right) => new(Vector512.MinNative(left._v, right._v));

    public static Lanes512<T> Remainder(Lanes512<T> left, Lanes512<T> right) => LaneByLane.Remainder<Lanes512<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Equals(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Less(Lanes512<T> left, Lanes512<T> right) => new(Vector512.LessThan(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LessOrEqual(Lanes512<T> left, Lanes512<T> right) => new(Vector512.LessThanOrEqual(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> ifTrue, Lanes512<T> ifFalse) => new(Vector512.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => mask._v.AsByte() != Vector512<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> left, Lanes512<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> SubtractBits(Lanes512<T> left, Lanes512<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftLeftBits(Lanes512<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() << count).As<int, T>())
        : new((value._v.AsInt64() << count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftRightLogicalBits(Lanes512<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >>> count).As<int, T>())
        : new((value._v.AsInt64() >>> count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftRightArithmeticBits(Lanes512<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >> count).As<int, T>())
        : new((value._v.AsInt64() >> count).As<long, T>());

    public static Lanes512<T> ShiftLeft(Lanes512<T> value, Lanes512<T> counts) => LaneByLane.ShiftLeft<Lanes512<T>, T>(value, counts);

    public static Lanes512<T> ShiftRightLogical(Lanes512<T> value, Lanes512<T> counts) => LaneByLane.ShiftRightLogical<Lanes512<T>, T>(value, counts);

    public static Lanes512<T> ShiftRightArithmetic(Lanes512<T> value, Lanes512<T> counts) => LaneByLane.ShiftRightArithmetic<Lanes512<T>, T>(value, counts);

    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes512<T> value)
        where R : struct, ILanes<R>
    {
        if (typeof(R) == typeof(Lanes512<T>))
        {
            return Unsafe.BitCast<Lanes512<T>, R>(value);
        }
        if (typeof(T) == typeof(float) && typeof(R) == typeof(Lanes512<int>))
        {
            return Unsafe.BitCast<Vector512<int>, R>(Vector512.ConvertToInt32(value._v.As<T, float>()));
        }
        if (typeof(T) == typeof(int) && typeof(R) == typeof(Lanes512<float>))
        {
            return Unsafe.BitCast<Vector512<float>, R>(Vector512.ConvertToSingle(value._v.As<T, int>()));
        }
        if ((typeof(T) == typeof(int) && typeof(R) == typeof(Lanes512<uint>)) || (typeof(T) == typeof(uint) && typeof(R) == typeof(Lanes512<int>)))
        {
            return Unsafe.BitCast<Lanes512<T>, R>(value);
        }
        return LaneByLane.Convert<Lanes512<T>, T, R>(value);
    }

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes512<T> mask)
        where R : struct, ILanes<R> =>
        Element.SizeOf(R.ElementType) == Unsafe.SizeOf<T>() ? Unsafe.BitCast<Lanes512<T>, R>(mask) : LaneByLane.Mask<Lanes512<T>, T, R>(mask);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes512<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes512<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Load(ref T source, nint index) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes512<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes512<T> Load(ref T source, nint index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref source, index))
            {
                return Unsafe.SizeOf<T>() == 4
                    ? new(Avx512F.MaskLoad((int*)p, FirstInt32(count), Vector512<int>.Zero).As<int, T>())
                    : new(Avx512F.MaskLoad((long*)p, FirstInt64(count), Vector512<long>.Zero).As<long, T>());
            }
        }
        return LaneByLane.Load<Lanes512<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes512<T> value, ref T destination, nint index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref destination, index))
            {
                if (Unsafe.SizeOf<T>() == 4)
                {
                    Avx512F.MaskStore((int*)p, FirstInt32(count), value._v.AsInt32());
                }
                else
                {
                    Avx512F.MaskStore((long*)p, FirstInt64(count), value._v.AsInt64());
                }
            }
            return;
        }
        LaneByLane.Store<Lanes512<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector512<int> FirstInt32(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector512<long> FirstInt64(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes512<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes512<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LoadMask(ref bool source, nint index, int count)
    {
        if (Avx512F.IsSupported && Unsafe.SizeOf<T>() == 4 && count == 16)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref source, index)));
            return new((~Vector512.Equals(Avx512F.ConvertToVector512Int32(bytes), Vector512<int>.Zero)).As<int, T>());
        }
        return LaneByLane.LoadMask<Lanes512<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes512<T> mask, ref bool destination, nint index, int count)
    {
        if (Avx512F.IsSupported && Unsafe.SizeOf<T>() == 4 && count == 16)
        {
            Avx512F.ConvertToVector128Byte(mask._v.AsUInt32() & Vector512<uint>.One).StoreUnsafe(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref destination, index)));
            return;
        }
        LaneByLane.StoreMask<Lanes512<T>, T>(mask, ref destination, index, count);
    }
}
