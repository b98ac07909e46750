// What vector functions do with lanes of one element beyond arithmetic: bits as integers, choices by bits and comparisons, exponents, signs, calls out of line.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes1<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> AddBits(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
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
    public static Lanes1<T> SelectEven(Lanes1<T> bits, Lanes1<T> ifEven, Lanes1<T> ifOdd)
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
    public static Lanes1<T> SelectLess(Lanes1<T> left, Lanes1<T> right, Lanes1<T> ifTrue, Lanes1<T> ifFalse)
    {
        Lanes1<T> r;
        r._v = Vector128.ConditionalSelect(Vector128.LessThan(left._v, right._v), ifTrue._v, ifFalse._v);
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> SubtractBits(Lanes1<T> left, Lanes1<T> right)
    {
        Lanes1<T> r;
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
    public static Lanes1<T> Scale(Lanes1<T> value, Lanes1<T> exponent) => PowerOfTwo.Scale(value, exponent);

    // Positive normal numbers are taken apart as integers; all others as on every width.
    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Split(Lanes1<T> value, out Lanes1<T> exponent)
    {
        Lanes1<T> r;
        if (Unsafe.SizeOf<T>() == 4)
        {
            int bits = value._v.AsInt32().ToScalar();
            if (bits is >= 0x00800000 and < 0x7f800000)
            {
                int e = (bits - 0x3f400000) >> 23;
                exponent._v = Vector128.Create((float)e).As<float, T>();
                r._v = Vector128.Create(bits - (e << 23)).As<int, T>();
                return r;
            }
        }
        else
        {
            long bits = value._v.AsInt64().ToScalar();
            if (bits is >= 0x0010000000000000 and < 0x7ff0000000000000)
            {
                long e = (bits - 0x3fe8000000000000) >> 52;
                exponent._v = Vector128.Create((double)e).As<double, T>();
                r._v = Vector128.Create(bits - (e << 52)).As<long, T>();
                return r;
            }
        }
        // Locals of their own: those that the call is given the addresses of stay in memory.
        Lanes1<T> any = value;
        SplitAny(in any, out Lanes1<T> significand, out Lanes1<T> rest);
        exponent = rest;
        return significand;
    }

    [MethodImpl(NoInlining | AggressiveOptimization)]
    private static void SplitAny(in Lanes1<T> value, out Lanes1<T> significand, out Lanes1<T> exponent)
    {
        significand = PowerOfTwo.SplitAny(value, out Lanes1<T> e);
        exponent = e;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> FlipSign(Lanes1<T> value, Lanes1<T> sign) => value ^ (sign & Constant(-0.0));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Call<F>(Lanes1<T> x)
        where F : struct, IUnaryFunction =>
        Broadcast(OutOfLine.Scalar<F, T>(x._v.ToScalar()));

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Call<F>(Lanes1<T> x, Lanes1<T> y)
        where F : struct, IBinaryFunction =>
        Broadcast(OutOfLine.Scalar<F, T>(x._v.ToScalar(), y._v.ToScalar()));

    [MethodImpl(AggressiveInlining)]
    public static void Call<F>(Lanes1<T> x, out Lanes1<T> first, out Lanes1<T> second)
        where F : struct, IPairFunction
    {
        // Locals of their own: what a method is given the address of stays in memory, here only where it is called.
        OutOfLine.RunPair<F, Lanes1<T>>(in x, out Lanes1<T> a, out Lanes1<T> b);
        first = a;
        second = b;
    }
}
