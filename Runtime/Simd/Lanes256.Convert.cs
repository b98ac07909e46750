// Conversions to lanes of 256 bits from lanes of the same family with other element types, and of masks.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes256<T>
{
    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes256<T> value)
        where R : struct, ILanes<R> =>
        R.ConvertFrom(value, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes256<T> mask)
        where R : struct, ILanes<R> =>
        R.MaskFrom(mask, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes256<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes256<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static P Part<P>(Lanes256<T> value, int index)
        where P : struct, ILanes<P> =>
        Unsafe.BitCast<Lanes256<T>, P>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> InDouble<F>(Lanes256<T> x, Lanes256<T> y)
        where F : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x, y);
        }
        Lanes256<double> low = F.Invoke(Lanes256<double>.ConvertFrom(x, 0), Lanes256<double>.ConvertFrom(y, 0));
        if (Count == 1)
        {
            return FromDouble(low._v, low._v);
        }
        Lanes256<double> high = F.Invoke(Lanes256<double>.ConvertFrom(x, Lanes256<double>.Count), Lanes256<double>.ConvertFrom(y, Lanes256<double>.Count));
        return FromDouble(low._v, high._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> InDouble<F>(Lanes256<T> x)
        where F : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x);
        }
        Lanes256<double> low = F.Invoke(Lanes256<double>.ConvertFrom(x, 0));
        if (Count == 1)
        {
            return FromDouble(low._v, low._v);
        }
        return FromDouble(low._v, F.Invoke(Lanes256<double>.ConvertFrom(x, Lanes256<double>.Count))._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> MaskFrom<S>(S mask, int index)
        where S : struct, ILanes<S>
    {
        if (mask is IElements<double> or IElements<long>)
        {
            Vector256<long> wide = S.Part<Lanes256<long>>(mask, index)._v;
            return Unsafe.SizeOf<T>() == 8
                ? new(wide.As<long, T>())
                : new(Vector256.Narrow(wide, S.Part<Lanes256<long>>(mask, index + Lanes256<long>.Count)._v).As<int, T>());
        }
        Vector256<int> narrow = S.Part<Lanes256<int>>(mask, index)._v;
        return Unsafe.SizeOf<T>() == 4 ? new(narrow.As<int, T>()) : new((Upper(index) ? Vector256.WidenUpper(narrow) : Vector256.WidenLower(narrow)).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ConvertFrom<S>(S value, int index)
        where S : struct, ILanes<S>
    {
        if (value is IElements<float>)
        {
            return FromSingle(S.Part<Lanes256<float>>(value, index)._v, index);
        }
        if (value is IElements<double>)
        {
            return FromDouble(S.Part<Lanes256<double>>(value, index)._v, S.Part<Lanes256<double>>(value, Second(index))._v);
        }
        if (value is IElements<long>)
        {
            return FromInt64(S.Part<Lanes256<long>>(value, index)._v, S.Part<Lanes256<long>>(value, Second(index))._v);
        }
        return value is IElements<int>
            ? FromInt32(S.Part<Lanes256<int>>(value, index)._v, index)
            : FromUInt32(S.Part<Lanes256<uint>>(value, index)._v, index);
    }

    // Where 4-byte elements become 8-byte ones: whether those wanted are in the upper half of their vector.
    [MethodImpl(AggressiveInlining)]
    private static bool Upper(int index) => Count > 1 && (index & Vector256<long>.Count) != 0;

    // Where 8-byte elements become 4-byte ones: the index of the second vector; else the first again, which is not used.
    [MethodImpl(AggressiveInlining)]
    private static int Second(int index) => Unsafe.SizeOf<T>() == 4 && Count > 1 ? index + Vector256<long>.Count : index;

    [MethodImpl(AggressiveInlining)]
    private static Lanes256<T> FromSingle(Vector256<float> value, int index)
    {
        if (typeof(T) == typeof(float))
        {
            return new(value.As<float, T>());
        }
        if (typeof(T) == typeof(int))
        {
            return new(Vector256.ConvertToInt32(value).As<int, T>());
        }
        if (typeof(T) == typeof(uint))
        {
            return new(Vector256.ConvertToUInt32(value).As<uint, T>());
        }
        Vector256<double> wide = Upper(index) ? Vector256.WidenUpper(value) : Vector256.WidenLower(value);
        return typeof(T) == typeof(double) ? new(wide.As<double, T>()) : new(Vector256.ConvertToInt64(wide).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes256<T> FromDouble(Vector256<double> value, Vector256<double> second)
    {
        if (typeof(T) == typeof(double))
        {
            return new(value.As<double, T>());
        }
        if (typeof(T) == typeof(long))
        {
            return new(Vector256.ConvertToInt64(value).As<long, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector256.Narrow(value, second).As<float, T>());
        }
        Vector256<double> low = Vector256.Create(typeof(T) == typeof(int) ? -2147483648.0 : 0), high = Vector256.Create(typeof(T) == typeof(int) ? 2147483647.0 : 4294967295.0);
        value = Vector256.Min(Vector256.Max(value, low), high);
        second = Vector256.Min(Vector256.Max(second, low), high);
        return new(Vector256.Narrow(Vector256.ConvertToInt64(value), Vector256.ConvertToInt64(second)).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes256<T> FromInt64(Vector256<long> value, Vector256<long> second)
    {
        if (typeof(T) == typeof(long))
        {
            return new(value.As<long, T>());
        }
        if (typeof(T) == typeof(double))
        {
            return new(Vector256.ConvertToDouble(value).As<double, T>());
        }
        return typeof(T) == typeof(float)
            ? LaneByLane.ToSingle<Lanes256<T>, Lanes256<long>>(new(value), new(second))
            : new(Vector256.Narrow(value, second).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes256<T> FromInt32(Vector256<int> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<int, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector256.ConvertToSingle(value).As<float, T>());
        }
        Vector256<long> wide = Upper(index) ? Vector256.WidenUpper(value) : Vector256.WidenLower(value);
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector256.ConvertToDouble(wide).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes256<T> FromUInt32(Vector256<uint> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<uint, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector256.ConvertToSingle(value).As<float, T>());
        }
        Vector256<long> wide = (Upper(index) ? Vector256.WidenUpper(value) : Vector256.WidenLower(value)).AsInt64();
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector256.ConvertToDouble(wide).As<double, T>());
    }
}
