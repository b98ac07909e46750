// Conversions to lanes of 512 bits from lanes of the same family with other element types, and of masks.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes512<T>
{
    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes512<T> value)
        where R : struct, ILanes<R> =>
        R.ConvertFrom(value, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes512<T> mask)
        where R : struct, ILanes<R> =>
        R.MaskFrom(mask, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes512<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes512<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static P Part<P>(Lanes512<T> value, int index)
        where P : struct, ILanes<P> =>
        Unsafe.BitCast<Lanes512<T>, P>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> InDouble<F>(Lanes512<T> x, Lanes512<T> y)
        where F : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x, y);
        }
        Lanes512<double> low = F.Invoke(Lanes512<double>.ConvertFrom(x, 0), Lanes512<double>.ConvertFrom(y, 0));
        if (Count == 1)
        {
            return FromDouble(low._v, low._v);
        }
        Lanes512<double> high = F.Invoke(Lanes512<double>.ConvertFrom(x, Lanes512<double>.Count), Lanes512<double>.ConvertFrom(y, Lanes512<double>.Count));
        return FromDouble(low._v, high._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> InDouble<F>(Lanes512<T> x)
        where F : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x);
        }
        Lanes512<double> low = F.Invoke(Lanes512<double>.ConvertFrom(x, 0));
        if (Count == 1)
        {
            return FromDouble(low._v, low._v);
        }
        return FromDouble(low._v, F.Invoke(Lanes512<double>.ConvertFrom(x, Lanes512<double>.Count))._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> MaskFrom<S>(S mask, int index)
        where S : struct, ILanes<S>
    {
        if (mask is IElements<double> or IElements<long>)
        {
            Vector512<long> wide = S.Part<Lanes512<long>>(mask, index)._v;
            return Unsafe.SizeOf<T>() == 8
                ? new(wide.As<long, T>())
                : new(Vector512.Narrow(wide, S.Part<Lanes512<long>>(mask, index + Lanes512<long>.Count)._v).As<int, T>());
        }
        Vector512<int> narrow = S.Part<Lanes512<int>>(mask, index)._v;
        return Unsafe.SizeOf<T>() == 4 ? new(narrow.As<int, T>()) : new((Upper(index) ? Vector512.WidenUpper(narrow) : Vector512.WidenLower(narrow)).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ConvertFrom<S>(S value, int index)
        where S : struct, ILanes<S>
    {
        if (value is IElements<float>)
        {
            return FromSingle(S.Part<Lanes512<float>>(value, index)._v, index);
        }
        if (value is IElements<double>)
        {
            return FromDouble(S.Part<Lanes512<double>>(value, index)._v, S.Part<Lanes512<double>>(value, Second(index))._v);
        }
        if (value is IElements<long>)
        {
            return FromInt64(S.Part<Lanes512<long>>(value, index)._v, S.Part<Lanes512<long>>(value, Second(index))._v);
        }
        return value is IElements<int>
            ? FromInt32(S.Part<Lanes512<int>>(value, index)._v, index)
            : FromUInt32(S.Part<Lanes512<uint>>(value, index)._v, index);
    }

    // Where 4-byte elements become 8-byte ones: whether those wanted are in the upper half of their vector.
    [MethodImpl(AggressiveInlining)]
    private static bool Upper(int index) => Count > 1 && (index & Vector512<long>.Count) != 0;

    // Where 8-byte elements become 4-byte ones: the index of the second vector; else the first again, which is not used.
    [MethodImpl(AggressiveInlining)]
    private static int Second(int index) => Unsafe.SizeOf<T>() == 4 && Count > 1 ? index + Vector512<long>.Count : index;

    [MethodImpl(AggressiveInlining)]
    private static Lanes512<T> FromSingle(Vector512<float> value, int index)
    {
        if (typeof(T) == typeof(float))
        {
            return new(value.As<float, T>());
        }
        if (typeof(T) == typeof(int))
        {
            return new(Vector512.ConvertToInt32(value).As<int, T>());
        }
        if (typeof(T) == typeof(uint))
        {
            return new(Vector512.ConvertToUInt32(value).As<uint, T>());
        }
        Vector512<double> wide = Upper(index) ? Vector512.WidenUpper(value) : Vector512.WidenLower(value);
        return typeof(T) == typeof(double) ? new(wide.As<double, T>()) : new(Vector512.ConvertToInt64(wide).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes512<T> FromDouble(Vector512<double> value, Vector512<double> second)
    {
        if (typeof(T) == typeof(double))
        {
            return new(value.As<double, T>());
        }
        if (typeof(T) == typeof(long))
        {
            return new(Vector512.ConvertToInt64(value).As<long, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.Narrow(value, second).As<float, T>());
        }
        Vector512<double> low = Vector512.Create(typeof(T) == typeof(int) ? -2147483648.0 : 0), high = Vector512.Create(typeof(T) == typeof(int) ? 2147483647.0 : 4294967295.0);
        value = Vector512.Min(Vector512.Max(value, low), high);
        second = Vector512.Min(Vector512.Max(second, low), high);
        return new(Vector512.Narrow(Vector512.ConvertToInt64(value), Vector512.ConvertToInt64(second)).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes512<T> FromInt64(Vector512<long> value, Vector512<long> second)
    {
        if (typeof(T) == typeof(long))
        {
            return new(value.As<long, T>());
        }
        if (typeof(T) == typeof(double))
        {
            return new(Vector512.ConvertToDouble(value).As<double, T>());
        }
        return typeof(T) == typeof(float)
            ? LaneByLane.ToSingle<Lanes512<T>, Lanes512<long>>(new(value), new(second))
            : new(Vector512.Narrow(value, second).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes512<T> FromInt32(Vector512<int> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<int, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.ConvertToSingle(value).As<float, T>());
        }
        Vector512<long> wide = Upper(index) ? Vector512.WidenUpper(value) : Vector512.WidenLower(value);
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector512.ConvertToDouble(wide).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes512<T> FromUInt32(Vector512<uint> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<uint, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.ConvertToSingle(value).As<float, T>());
        }
        Vector512<long> wide = (Upper(index) ? Vector512.WidenUpper(value) : Vector512.WidenLower(value)).AsInt64();
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector512.ConvertToDouble(wide).As<double, T>());
    }
}
