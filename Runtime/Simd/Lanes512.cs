// Lanes of 512 bits: one Vector512<T>. Members are written so that inlining each costs the JIT at most a local or two: it stops inlining at 512 a method.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector512&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private Vector512<T> _v = value;

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
    public static Lanes512<T> Constant(double value)
    {
        Lanes512<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector512.Create((float)value).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector512.Create(value).As<double, T>();
        }
        else
        {
            r._v = Vector512.Create(Element.FromDouble<T>(value));
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Bits(long bits)
    {
        Lanes512<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            r._v = Vector512.Create((int)bits).As<int, T>();
        }
        else
        {
            r._v = Vector512.Create(bits).As<long, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value)
    {
        Lanes512<T> r;
        r._v = Vector512.Create(value);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Sequence(T start, T step)
    {
        Lanes512<T> r;
        r._v = Vector512.CreateSequence(start, step);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v + right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v - right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v * right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            r._v = left._v / right._v;
        }
        else
        {
            r = LaneByLane.Divide<Lanes512<T>, T>(left, right);
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> value)
    {
        Lanes512<T> r;
        r._v = -value._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v & right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v | right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = left._v ^ right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> value)
    {
        Lanes512<T> r;
        r._v = ~value._v;
        return r;
    }

    // MultiplyAddEstimate is fused where the hardware is, else a multiplication and an addition.
    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c)
    {
        Lanes512<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector512.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector512.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>();
        }
        else
        {
            r._v = (a._v * b._v) + c._v;
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, double c)
    {
        Lanes512<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector512.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), Vector512.Create((float)c)).As<float, T>();
        }
        else
        {
            r._v = Vector512.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), Vector512.Create(c)).As<double, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> value)
    {
        Lanes512<T> r;
        r._v = Vector512.Sqrt(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> value)
    {
        Lanes512<T> r;
        r._v = Vector512.Abs(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector512.Floor(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector512.Floor(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector512.Round(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector512.Round(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.Max(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.Min(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> MaxNative(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.MaxNative(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> MinNative(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.MinNative(left._v, right._v);
        return r;
    }

    public static Lanes512<T> Remainder(Lanes512<T> left, Lanes512<T> right) => LaneByLane.Remainder<Lanes512<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.Equals(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Less(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.LessThan(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LessOrEqual(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        r._v = Vector512.LessThanOrEqual(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> ifTrue, Lanes512<T> ifFalse)
    {
        Lanes512<T> r;
        r._v = Vector512.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => mask._v.AsByte() != Vector512<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static bool AllLess(Lanes512<T> left, Lanes512<T> right) => Vector512.LessThanAll(left._v, right._v);
}
