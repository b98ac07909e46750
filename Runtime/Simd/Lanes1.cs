// One element as lanes: the first of a Vector128, so that a scalar loop runs the very functions that vector loops run. Members are written so that inlining each costs the JIT at most a local or two: it stops inlining at 512 a method.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One element; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Lanes1<T>(Vector128<T> value) : ILanes<Lanes1<T>, T>
    where T : unmanaged
{
    private Vector128<T> _v = value;

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
    public static Lanes1<T> Constant(double value)
    {
        Lanes1<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector128.Create((float)value).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector128.Create(value).As<double, T>();
        }
        else
        {
            r._v = Vector128.Create(Element.FromDouble<T>(value));
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Bits(long bits)
    {
        Lanes1<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            r._v = Vector128.Create((int)bits).As<int, T>();
        }
        else
        {
            r._v = Vector128.Create(bits).As<long, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Broadcast(T value)
    {
        Lanes1<T> r;
        r._v = Vector128.Create(value);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Sequence(T start, T step)
    {
        Lanes1<T> r;
        r._v = Vector128.CreateSequence(start, step);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator +(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v + right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v - right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator *(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v * right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator /(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            r._v = left._v / right._v;
        }
        else
        {
            r = LaneByLane.Divide<Lanes1<T>, T>(left, right);
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> value)
    {
        Lanes1<T> r;
        r._v = -value._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator &(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v & right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator |(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v | right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator ^(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = left._v ^ right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator ~(Lanes1<T> value)
    {
        Lanes1<T> r;
        r._v = ~value._v;
        return r;
    }

    // MultiplyAddEstimate is fused where the hardware is, else a multiplication and an addition.
    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Fma(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c)
    {
        Lanes1<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector128.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector128.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>();
        }
        else
        {
            r._v = (a._v * b._v) + c._v;
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Fma(Lanes1<T> a, Lanes1<T> b, double c)
    {
        Lanes1<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector128.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), Vector128.Create((float)c)).As<float, T>();
        }
        else
        {
            r._v = Vector128.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), Vector128.Create(c)).As<double, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Sqrt(Lanes1<T> value)
    {
        Lanes1<T> r;
        r._v = Vector128.Sqrt(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Abs(Lanes1<T> value)
    {
        Lanes1<T> r;
        r._v = Vector128.Abs(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Floor(Lanes1<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector128.Floor(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector128.Floor(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Round(Lanes1<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector128.Round(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector128.Round(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Max(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = Vector128.Max(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Min(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = Vector128.Min(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MaxNative(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        // Elsewhere than on x86 the native instruction gives NaN when either is.
        if (Sse.IsSupported)
        {
            r._v = Vector128.MaxNative(left._v, right._v);
        }
        else
        {
            r._v = Vector128.ConditionalSelect(Vector128.GreaterThan(left._v, right._v), left._v, right._v);
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MinNative(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        // Elsewhere than on x86 the native instruction gives NaN when either is.
        if (Sse.IsSupported)
        {
            r._v = Vector128.MinNative(left._v, right._v);
        }
        else
        {
            r._v = Vector128.ConditionalSelect(Vector128.LessThan(left._v, right._v), left._v, right._v);
        }
        return r;
    }

    public static Lanes1<T> Remainder(Lanes1<T> left, Lanes1<T> right) => LaneByLane.Remainder<Lanes1<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Equal(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = Vector128.Equals(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Less(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = Vector128.LessThan(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LessOrEqual(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
        r._v = Vector128.LessThanOrEqual(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> ifTrue, Lanes1<T> ifFalse)
    {
        Lanes1<T> r;
        r._v = Vector128.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes1<T> mask) => Unsafe.SizeOf<T>() == 4 ? mask._v.AsInt32().ToScalar() != 0 : mask._v.AsInt64().ToScalar() != 0;

    [MethodImpl(AggressiveInlining)]
    public static bool AllLess(Lanes1<T> left, Lanes1<T> right)
    {
        if (typeof(T) == typeof(float))
        {
            return left._v.As<T, float>().ToScalar() < right._v.As<T, float>().ToScalar();
        }
        else if (typeof(T) == typeof(double))
        {
            return left._v.As<T, double>().ToScalar() < right._v.As<T, double>().ToScalar();
        }
        return Any(Less(left, right));
    }
}
