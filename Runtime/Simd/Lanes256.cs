// Lanes of 256 bits: one Vector256<T>. Members are written so that inlining each costs the JIT at most a local or two: it stops inlining at 512 a method.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector256&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private Vector256<T> _v = value;

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
    public static Lanes256<T> Constant(double value)
    {
        Lanes256<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector256.Create((float)value).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector256.Create(value).As<double, T>();
        }
        else
        {
            r._v = Vector256.Create(Element.FromDouble<T>(value));
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Bits(long bits)
    {
        Lanes256<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            r._v = Vector256.Create((int)bits).As<int, T>();
        }
        else
        {
            r._v = Vector256.Create(bits).As<long, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value)
    {
        Lanes256<T> r;
        r._v = Vector256.Create(value);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Sequence(T start, T step)
    {
        Lanes256<T> r;
        r._v = Vector256.CreateSequence(start, step);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v + right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v - right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v * right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            r._v = left._v / right._v;
        }
        else
        {
            r = LaneByLane.Divide<Lanes256<T>, T>(left, right);
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> value)
    {
        Lanes256<T> r;
        r._v = -value._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v & right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v | right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = left._v ^ right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> value)
    {
        Lanes256<T> r;
        r._v = ~value._v;
        return r;
    }

    // MultiplyAddEstimate is fused where the hardware is, else a multiplication and an addition.
    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c)
    {
        Lanes256<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector256.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), c._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            r._v = Vector256.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), c._v.As<T, double>()).As<double, T>();
        }
        else
        {
            r._v = (a._v * b._v) + c._v;
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, double c)
    {
        Lanes256<T> r;
        if (typeof(T) == typeof(float))
        {
            r._v = Vector256.MultiplyAddEstimate(a._v.As<T, float>(), b._v.As<T, float>(), Vector256.Create((float)c)).As<float, T>();
        }
        else
        {
            r._v = Vector256.MultiplyAddEstimate(a._v.As<T, double>(), b._v.As<T, double>(), Vector256.Create(c)).As<double, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> value)
    {
        Lanes256<T> r;
        r._v = Vector256.Sqrt(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> value)
    {
        Lanes256<T> r;
        r._v = Vector256.Abs(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector256.Floor(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector256.Floor(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> value)
    {
        if (typeof(T) == typeof(float))
        {
            value._v = Vector256.Round(value._v.As<T, float>()).As<float, T>();
        }
        else if (typeof(T) == typeof(double))
        {
            value._v = Vector256.Round(value._v.As<T, double>()).As<double, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.Max(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.Min(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> MaxNative(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.MaxNative(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> MinNative(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.MinNative(left._v, right._v);
        return r;
    }

    public static Lanes256<T> Remainder(Lanes256<T> left, Lanes256<T> right) => LaneByLane.Remainder<Lanes256<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Equal(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.Equals(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Less(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.LessThan(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LessOrEqual(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
        r._v = Vector256.LessThanOrEqual(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> ifTrue, Lanes256<T> ifFalse)
    {
        Lanes256<T> r;
        r._v = Vector256.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => mask._v.AsByte() != Vector256<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static bool AllLess(Lanes256<T> left, Lanes256<T> right) => Vector256.LessThanAll(left._v, right._v);
}
