// Conversions to lanes of one element from lanes of the same family with other element types, and of masks.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes1<T>
{
    [MethodImpl(AggressiveInlining)]
    public static R Convert<R>(Lanes1<T> value)
        where R : struct, ILanes<R> =>
        R.ConvertFrom(value, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Mask<R>(Lanes1<T> mask)
        where R : struct, ILanes<R> =>
        R.MaskFrom(mask, 0);

    [MethodImpl(AggressiveInlining)]
    public static R Reinterpret<R>(Lanes1<T> value)
        where R : struct, ILanes<R> =>
        Unsafe.BitCast<Lanes1<T>, R>(value);

    [MethodImpl(AggressiveInlining)]
    public static P Part<P>(Lanes1<T> value, int index)
        where P : struct, ILanes<P> =>
        Unsafe.BitCast<Lanes1<T>, P>(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> InDouble<F>(Lanes1<T> x, Lanes1<T> y)
        where F : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x, y);
        }
        Lanes1<double> low = F.Invoke(Lanes1<double>.ConvertFrom(x, 0), Lanes1<double>.ConvertFrom(y, 0));
        if (Count == 1)
        {
            return FromDouble(low._v, low._v);
        }
        Lanes1<double> high = F.Invoke(Lanes1<double>.ConvertFrom(x, Lanes1<double>.Count), Lanes1<double>.ConvertFrom(y, Lanes1<double>.Count));
        return FromDouble(low._v, high._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> InDouble<F>(Lanes1<T> x)
        where F : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
        {
            return F.Invoke(x);
        }
        Lanes1<double> low = F.Invoke(Lanes1<double>.ConvertFrom(x, 0));
        return FromDouble(low._v, low._v);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MaskFrom<S>(S mask, int index)
        where S : struct, ILanes<S>
    {
        if (mask is IElements<double> or IElements<long>)
        {
            Vector128<long> wide = S.Part<Lanes1<long>>(mask, index)._v;
            return Unsafe.SizeOf<T>() == 8
                ? new(wide.As<long, T>())
                : new(Vector128.Narrow(wide, S.Part<Lanes1<long>>(mask, index + Lanes1<long>.Count)._v).As<int, T>());
        }
        Vector128<int> narrow = S.Part<Lanes1<int>>(mask, index)._v;
        return Unsafe.SizeOf<T>() == 4 ? new(narrow.As<int, T>()) : new((Upper(index) ? Vector128.WidenUpper(narrow) : Vector128.WidenLower(narrow)).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ConvertFrom<S>(S value, int index)
        where S : struct, ILanes<S>
    {
        if (value is IElements<float>)
        {
            return FromSingle(S.Part<Lanes1<float>>(value, index)._v, index);
        }
        if (value is IElements<double>)
        {
            return FromDouble(S.Part<Lanes1<double>>(value, index)._v, S.Part<Lanes1<double>>(value, Second(index))._v);
        }
        if (value is IElements<long>)
        {
            return FromInt64(S.Part<Lanes1<long>>(value, index)._v, S.Part<Lanes1<long>>(value, Second(index))._v);
        }
        return value is IElements<int>
            ? FromInt32(S.Part<Lanes1<int>>(value, index)._v, index)
            : FromUInt32(S.Part<Lanes1<uint>>(value, index)._v, index);
    }

    // Where 4-byte elements become 8-byte ones: whether those wanted are in the upper half of their vector.
    [MethodImpl(AggressiveInlining)]
    private static bool Upper(int index) => Count > 1 && (index & Vector128<long>.Count) != 0;

    // Where 8-byte elements become 4-byte ones: the index of the second vector; else the first again, which is not used.
    [MethodImpl(AggressiveInlining)]
    private static int Second(int index) => Unsafe.SizeOf<T>() == 4 && Count > 1 ? index + Vector128<long>.Count : index;

    [MethodImpl(AggressiveInlining)]
    private static Lanes1<T> FromSingle(Vector128<float> value, int index)
    {
        if (typeof(T) == typeof(float))
        {
            return new(value.As<float, T>());
        }
        if (typeof(T) == typeof(int))
        {
            return new(Vector128.ConvertToInt32(value).As<int, T>());
        }
        if (typeof(T) == typeof(uint))
        {
            return new(Vector128.ConvertToUInt32(value).As<uint, T>());
        }
        Vector128<double> wide = Upper(index) ? Vector128.WidenUpper(value) : Vector128.WidenLower(value);
        return typeof(T) == typeof(double) ? new(wide.As<double, T>()) : new(Vector128.ConvertToInt64(wide).As<long, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes1<T> FromDouble(Vector128<double> value, Vector128<double> second)
    {
        if (typeof(T) == typeof(double))
        {
            return new(value.As<double, T>());
        }
        if (typeof(T) == typeof(long))
        {
            return new(Vector128.ConvertToInt64(value).As<long, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector128.Narrow(value, second).As<float, T>());
        }
        Vector128<double> low = Vector128.Create(typeof(T) == typeof(int) ? -2147483648.0 : 0), high = Vector128.Create(typeof(T) == typeof(int) ? 2147483647.0 : 4294967295.0);
        value = Vector128.Min(Vector128.Max(value, low), high);
        second = Vector128.Min(Vector128.Max(second, low), high);
        return new(Vector128.Narrow(Vector128.ConvertToInt64(value), Vector128.ConvertToInt64(second)).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes1<T> FromInt64(Vector128<long> value, Vector128<long> second)
    {
        if (typeof(T) == typeof(long))
        {
            return new(value.As<long, T>());
        }
        if (typeof(T) == typeof(double))
        {
            return new(Vector128.ConvertToDouble(value).As<double, T>());
        }
        return typeof(T) == typeof(float)
            ? LaneByLane.ToSingle<Lanes1<T>, Lanes1<long>>(new(value), new(second))
            : new(Vector128.Narrow(value, second).As<int, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes1<T> FromInt32(Vector128<int> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<int, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector128.ConvertToSingle(value).As<float, T>());
        }
        Vector128<long> wide = Upper(index) ? Vector128.WidenUpper(value) : Vector128.WidenLower(value);
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector128.ConvertToDouble(wide).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    private static Lanes1<T> FromUInt32(Vector128<uint> value, int index)
    {
        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            return new(value.As<uint, T>());
        }
        if (typeof(T) == typeof(float))
        {
            return new(Vector128.ConvertToSingle(value).As<float, T>());
        }
        Vector128<long> wide = (Upper(index) ? Vector128.WidenUpper(value) : Vector128.WidenLower(value)).AsInt64();
        return typeof(T) == typeof(long) ? new(wide.As<long, T>()) : new(Vector128.ConvertToDouble(wide).As<double, T>());
    }
}
