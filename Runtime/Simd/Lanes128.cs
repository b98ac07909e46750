// Lanes of 128 bits: one Vector128<T>. Members are written so that inlining each costs the JIT at most a local or two: it stops inlining at 512 a method.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One Vector128&lt;T&gt;; T is float, double, int, uint or long.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private Vector128<T> _v = value;

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
    public static Lanes128<T> Constant(double value)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> Bits(long bits)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> Broadcast(T value)
    {
        Lanes128<T> r;
        r._v = Vector128.Create(value);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Sequence(T start, T step)
    {
        Lanes128<T> r;
        r._v = Vector128.CreateSequence(start, step);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v + right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v - right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v * right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            r._v = left._v / right._v;
        }
        else
        {
            r = LaneByLane.Divide<Lanes128<T>, T>(left, right);
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> value)
    {
        Lanes128<T> r;
        r._v = -value._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v & right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v | right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = left._v ^ right._v;
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> operator ~(Lanes128<T> value)
    {
        Lanes128<T> r;
        r._v = ~value._v;
        return r;
    }

    // MultiplyAddEstimate is fused where the hardware is, else a multiplication and an addition.
    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, double c)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> Sqrt(Lanes128<T> value)
    {
        Lanes128<T> r;
        r._v = Vector128.Sqrt(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value)
    {
        Lanes128<T> r;
        r._v = Vector128.Abs(value._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> value)
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
    public static Lanes128<T> Round(Lanes128<T> value)
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
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = Vector128.Max(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = Vector128.Min(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> MaxNative(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> MinNative(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
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

    public static Lanes128<T> Remainder(Lanes128<T> left, Lanes128<T> right) => LaneByLane.Remainder<Lanes128<T>, T>(left, right);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Equal(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = Vector128.Equals(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Less(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = Vector128.LessThan(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LessOrEqual(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
        r._v = Vector128.LessThanOrEqual(left._v, right._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> ifTrue, Lanes128<T> ifFalse)
    {
        Lanes128<T> r;
        r._v = Vector128.ConditionalSelect(mask._v, ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => mask._v.AsByte() != Vector128<byte>.Zero;

    [MethodImpl(AggressiveInlining)]
    public static bool AllLess(Lanes128<T> left, Lanes128<T> right) => Vector128.LessThanAll(left._v, right._v);
}
