// What vector functions do with lanes of 512 bits beyond arithmetic: bits as integers, choices by bits and comparisons, exponents, signs, calls out of line.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes512<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            r._v = (left._v.AsInt32() + right._v.AsInt32()).As<int, T>();
        }
        else
        {
            r._v = (left._v.AsInt64() + right._v.AsInt64()).As<long, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> SelectEven(Lanes512<T> bits, Lanes512<T> ifEven, Lanes512<T> ifOdd)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            ifEven._v = Vector512.ConditionalSelect(Vector512.Equals(bits._v.AsInt32() & Vector512<int>.One, Vector512<int>.Zero).As<int, T>(), ifEven._v, ifOdd._v);
        }
        else
        {
            ifEven._v = Vector512.ConditionalSelect(Vector512.Equals(bits._v.AsInt64() & Vector512<long>.One, Vector512<long>.Zero).As<long, T>(), ifEven._v, ifOdd._v);
        }
        return ifEven;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> SelectLess(Lanes512<T> left, Lanes512<T> right, Lanes512<T> ifTrue, Lanes512<T> ifFalse)
    {
        Lanes512<T> r;
        r._v = Vector512.ConditionalSelect(Vector512.LessThan(left._v, right._v), ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> SubtractBits(Lanes512<T> left, Lanes512<T> right)
    {
        Lanes512<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            r._v = (left._v.AsInt32() - right._v.AsInt32()).As<int, T>();
        }
        else
        {
            r._v = (left._v.AsInt64() - right._v.AsInt64()).As<long, T>();
        }
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> value, Lanes512<T> exponent)
    {
        if (Avx512F.IsSupported)
        {
            Lanes512<T> r;
            if (typeof(T) == typeof(float))
            {
                r._v = Avx512F.Scale(value._v.As<T, float>(), exponent._v.As<T, float>()).As<float, T>();
            }
            else
            {
                r._v = Avx512F.Scale(value._v.As<T, double>(), exponent._v.As<T, double>()).As<double, T>();
            }
            return r;
        }
        return PowerOfTwo.Scale(value, exponent);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Split(Lanes512<T> value, out Lanes512<T> exponent)
    {
        if (Avx512F.IsSupported)
        {
            // Interval [0.75, 1.5); the sign of zero is dropped, a negative number gives NaN.
            Lanes512<T> m;
            if (typeof(T) == typeof(float))
            {
                m._v = Avx512F.GetMantissa(value._v.As<T, float>(), 0b1111).As<float, T>();
                exponent._v = (Avx512F.GetExponent(value._v.As<T, float>()) - Avx512F.GetExponent(m._v.As<T, float>())).As<float, T>();
            }
            else
            {
                m._v = Avx512F.GetMantissa(value._v.As<T, double>(), 0b1111).As<double, T>();
                exponent._v = (Avx512F.GetExponent(value._v.As<T, double>()) - Avx512F.GetExponent(m._v.As<T, double>())).As<double, T>();
            }
            return m;
        }
        return PowerOfTwo.Split(value, out exponent);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> FlipSign(Lanes512<T> value, Lanes512<T> sign)
    {
        if (Avx512F.IsSupported && Unsafe.SizeOf<T>() == 4)
        {
            // value ^ (sign & mask) in one instruction.
            Lanes512<T> r;
            r._v = Avx512F.TernaryLogic(value._v.AsInt32(), sign._v.AsInt32(), Vector512.Create(int.MinValue), 0x78).As<int, T>();
            return r;
        }
        if (Avx512F.IsSupported)
        {
            Lanes512<T> r;
            r._v = Avx512F.TernaryLogic(value._v.AsInt64(), sign._v.AsInt64(), Vector512.Create(long.MinValue), 0x78).As<long, T>();
            return r;
        }
        return value ^ (sign & Constant(-0.0));
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Call<F>(Lanes512<T> x)
        where F : struct, IUnaryFunction
    {
        OutOfLine.Run<F, Lanes512<T>>(in x, out Lanes512<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Call<F>(Lanes512<T> x, Lanes512<T> y)
        where F : struct, IBinaryFunction
    {
        OutOfLine.Run<F, Lanes512<T>>(in x, in y, out Lanes512<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Call<F>(Lanes512<T> x, out Lanes512<T> first, out Lanes512<T> second)
        where F : struct, IPairFunction
    {
        // Locals of their own: what a method is given the address of stays in memory, here only where it is called.
        OutOfLine.RunPair<F, Lanes512<T>>(in x, out Lanes512<T> a, out Lanes512<T> b);
        first = a;
        second = b;
    }
}
