// What vector functions do with lanes of 128 bits beyond arithmetic: bits as integers, choices by bits and comparisons, exponents, signs, calls out of line.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes128<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> SelectEven(Lanes128<T> bits, Lanes128<T> ifEven, Lanes128<T> ifOdd)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            ifEven._v = Vector128.ConditionalSelect(Vector128.Equals(bits._v.AsInt32() & Vector128<int>.One, Vector128<int>.Zero).As<int, T>(), ifEven._v, ifOdd._v);
        }
        else
        {
            ifEven._v = Vector128.ConditionalSelect(Vector128.Equals(bits._v.AsInt64() & Vector128<long>.One, Vector128<long>.Zero).As<long, T>(), ifEven._v, ifOdd._v);
        }
        return ifEven;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> SelectLess(Lanes128<T> left, Lanes128<T> right, Lanes128<T> ifTrue, Lanes128<T> ifFalse)
    {
        Lanes128<T> r;
        r._v = Vector128.ConditionalSelect(Vector128.LessThan(left._v, right._v), ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> SubtractBits(Lanes128<T> left, Lanes128<T> right)
    {
        Lanes128<T> r;
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
    public static Lanes128<T> Scale(Lanes128<T> value, Lanes128<T> exponent) => PowerOfTwo.Scale(value, exponent);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Split(Lanes128<T> value, out Lanes128<T> exponent) => PowerOfTwo.Split(value, out exponent);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> FlipSign(Lanes128<T> value, Lanes128<T> sign) => value ^ (sign & Constant(-0.0));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Call<F>(Lanes128<T> x)
        where F : struct, IUnaryFunction
    {
        OutOfLine.Run<F, Lanes128<T>>(in x, out Lanes128<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Call<F>(Lanes128<T> x, Lanes128<T> y)
        where F : struct, IBinaryFunction
    {
        OutOfLine.Run<F, Lanes128<T>>(in x, in y, out Lanes128<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Call<F>(Lanes128<T> x, out Lanes128<T> first, out Lanes128<T> second)
        where F : struct, IPairFunction
    {
        // Locals of their own: what a method is given the address of stays in memory, here only where it is called.
        OutOfLine.RunPair<F, Lanes128<T>>(in x, out Lanes128<T> a, out Lanes128<T> b);
        first = a;
        second = b;
    }
}
