// What vector functions do with lanes of 256 bits beyond arithmetic: bits as integers, choices by bits and comparisons, exponents, signs, calls out of line.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes256<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
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
    public static Lanes256<T> SelectEven(Lanes256<T> bits, Lanes256<T> ifEven, Lanes256<T> ifOdd)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            ifEven._v = Vector256.ConditionalSelect(Vector256.Equals(bits._v.AsInt32() & Vector256<int>.One, Vector256<int>.Zero).As<int, T>(), ifEven._v, ifOdd._v);
        }
        else
        {
            ifEven._v = Vector256.ConditionalSelect(Vector256.Equals(bits._v.AsInt64() & Vector256<long>.One, Vector256<long>.Zero).As<long, T>(), ifEven._v, ifOdd._v);
        }
        return ifEven;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> SelectLess(Lanes256<T> left, Lanes256<T> right, Lanes256<T> ifTrue, Lanes256<T> ifFalse)
    {
        Lanes256<T> r;
        r._v = Vector256.ConditionalSelect(Vector256.LessThan(left._v, right._v), ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> SubtractBits(Lanes256<T> left, Lanes256<T> right)
    {
        Lanes256<T> r;
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
    public static Lanes256<T> Scale(Lanes256<T> value, Lanes256<T> exponent) => PowerOfTwo.Scale(value, exponent);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Split(Lanes256<T> value, out Lanes256<T> exponent) => PowerOfTwo.Split(value, out exponent);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> FlipSign(Lanes256<T> value, Lanes256<T> sign) => value ^ (sign & Constant(-0.0));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Call<F>(Lanes256<T> x)
        where F : struct, IUnaryFunction
    {
        OutOfLine.Run<F, Lanes256<T>>(in x, out Lanes256<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Call<F>(Lanes256<T> x, Lanes256<T> y)
        where F : struct, IBinaryFunction
    {
        OutOfLine.Run<F, Lanes256<T>>(in x, in y, out Lanes256<T> result);
        return result;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Call<F>(Lanes256<T> x, out Lanes256<T> first, out Lanes256<T> second)
        where F : struct, IPairFunction
    {
        // Locals of their own: what a method is given the address of stays in memory, here only where it is called.
        OutOfLine.RunPair<F, Lanes256<T>>(in x, out Lanes256<T> a, out Lanes256<T> b);
        first = a;
        second = b;
    }
}
