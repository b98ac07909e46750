// Lanes of 256 bits: one Vector256<T>.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector256&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _v = value;

    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    public static Type ElementType
    {
        [MethodImpl(AggressiveInlining)]
        get => typeof(T);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Constant(double value) => new(Vector256.Create(Element.FromDouble<T>(value)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Bits(long bits) => new(Vector256.Create(Element.FromBits<T>(bits)));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Sequence(T start, T step) => new(Vector256.CreateSequence(start, step));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => new(left._v + right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => new(left._v - right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => new(left._v * right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) =>
        Element.IsFloat<T>() ? new(left._v / right._v) : LaneByLane.Divide<Lanes256<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> value) =>
        Element.IsFloat<T>() ? new(value._v ^ Vector256.Create(Element.SignBit<T>())) : new(-value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right) => new(left._v & right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right) => new(left._v | right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> left, Lanes256<T> right) => new(left._v ^ right._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> value) => new(~value._v);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c)
    {
        if (typeof(T) == typeof(float) && Element.HasFma)
        {
            return new(Vector256.FusedMultiplyAdd(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>());
        }
        if (typeof(T) == typeof(double) && Element.HasFma)
        {
            return new(Vector256.FusedMultiplyAdd(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>());
        }
        return new((a._v * b._v) + c._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> value) => new(Vector256.Sqrt(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> value) => new(Vector256.Abs(value._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> value) =>
        typeof(T) == typeof(float) ? new(Vector256.Floor(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector256.Floor(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> value) =>
        typeof(T) == typeof(float) ? new(Vector256.Round(value._v.As<T, float>()).As<float, T>())
        : typeof(T) == typeof(double) ? new(Vector256.Round(value._v.As<T, double>()).As<double, T>())
        : value;

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Max(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Min(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> MaxNative(Lanes256<T> left, Lanes256<T> right) => new(Vector256.MaxNative(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> MinNative(Lanes256<T> left, Lanes256<T> right) => new(Vector256.MinNative(left._v, right._v));

    public static Lanes256<T> Remainder(Lanes256<T> left, Lanes256<T> right) => LaneByLane.Remainder<Lanes256<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Equal(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Equals(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Less(Lanes256<T> left, Lanes256<T> right) => new(Vector256.LessThan(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LessOrEqual(Lanes256<T> left, Lanes256<T> right) => new(Vector256.LessThanOrEqual(left._v, right._v));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> ifTrue, Lanes256<T> ifFalse) => new(Vector256.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => mask._v.AsByte() != Vector256<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> left, Lanes256<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> SubtractBits(Lanes256<T> left, Lanes256<T> right) => Unsafe.SizeOf<T>() == 4
        ? new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>())
        : new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftLeftBits(Lanes256<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() << count).As<int, T>())
        : new((value._v.AsInt64() << count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftRightLogicalBits(Lanes256<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >>> count).As<int, T>())
        : new((value._v.AsInt64() >>> count).As<long, T>());

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftRightArithmeticBits(Lanes256<T> value, int count) => Unsafe.SizeOf<T>() == 4
        ? new((value._v.AsInt32() >> count).As<int, T>())
        : new((value._v.AsInt64() >> count).As<long, T>());

    public static Lanes256<T> ShiftLeft(Lanes256<T> value, Lanes256<T> counts) => LaneByLane.ShiftLeft<Lanes256<T>, T>(value, counts);

    public static Lanes256<T> ShiftRightLogical(Lanes256<T> value, Lanes256<T> counts) => LaneByLane.ShiftRightLogical<Lanes256<T>, T>(value, counts);

    public static Lanes256<T> ShiftRightArithmetic(Lanes256<T> value, Lanes256<T> counts) => LaneByLane.ShiftRightArithmetic<Lanes256<T>, T>(value, counts);

    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes256<T> value)
        where R : struct, ILanes<R>
    {
        if (typeof(R) == typeof(Lanes256<T>))
        {
            return Unsafe.BitCast<Lanes256<T>, R>(value);
        }
        if (typeof(T) == typeof(float) && typeof(R) == typeof(Lanes256<int>))
        {
            return Unsafe.BitCast<Vector256<int>, R>(Vector256.ConvertToInt32(value._v.As<T, float>()));
        }
        if (typeof(T) == typeof(int) && typeof(R) == typeof(Lanes256<float>))
        {
            return Unsafe.BitCast<Vector256<float>, R>(Vector256.ConvertToSingle(value._v.As<T, int>()));
        }
        if ((typeof(T) == typeof(int) && typeof(R) == typeof(Lanes256<uint>)) || (typeof(T) == typeof(uint) && typeof(R) == typeof(Lanes256<int>)))
        {
            return Unsafe.BitCast<Lanes256<T>, R>(value);
        }
        return LaneByLane.Convert<Lanes256<T>, T, R>(value);
    }

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes256<T> mask)
        where R : struct, ILanes<R> =>
        Element.SizeOf(R.ElementType) == Unsafe.SizeOf<T>() ? Unsafe.BitCast<Lanes256<T>, R>(mask) : LaneByLane.Mask<Lanes256<T>, T, R>(mask);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes256<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes256<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Load(ref T source, nint index) => new(Vector256.LoadUnsafe(ref Unsafe.Add(ref source, index)));

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes256<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes256<T> Load(ref T source, nint index, int count)
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
        return LaneByLane.Load<Lanes256<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes256<T> value, ref T destination, nint index, int count)
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
        LaneByLane.Store<Lanes256<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector256<int> FirstInt32(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector256<long> FirstInt64(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes256<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes256<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LoadMask(ref bool source, nint index, int count)
    {
        if (Avx2.IsSupported && Unsafe.SizeOf<T>() == 4 && count == 8)
        {
            Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref source, index)))).AsByte();
            return new((~Vector256.Equals(Avx2.ConvertToVector256Int32(bytes), Vector256<int>.Zero)).As<int, T>());
        }
        return LaneByLane.LoadMask<Lanes256<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes256<T> mask, ref bool destination, nint index, int count)
    {
        LaneByLane.StoreMask<Lanes256<T>, T>(mask, ref destination, index, count);
    }
}
