// Functions that C# takes from the platform's mathematical library: here those of VectorMath (DESIGN 6.1), with C#'s special values, and what .NET composes of them.
using System;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class Transcendentals
{
    /// <summary>The function of a name, on floats of one type; null when it is not here.</summary>
    public static Num? Call(NumberCall call) => (call.Name, call.Count) switch
    {
        ("Sin", 1) => call[0].Apply(Lax.Sin),
        ("Cos", 1) => call[0].Apply(Lax.Cos),
        ("Tan", 1) => call[0].Apply(Lax.Tan),
        ("Asin", 1) => call[0].Apply(Lax.Asin),
        ("Acos", 1) => call[0].Apply(Lax.Acos),
        ("Atan", 1) => call[0].Apply(Lax.Atan),
        ("Atan2", 2) => call[0].Apply(Lax.Atan2, call[1]),
        ("Sinh", 1) => call[0].Apply(Lax.Sinh),
        ("Cosh", 1) => call[0].Apply(Lax.Cosh),
        ("Tanh", 1) => call[0].Apply(Lax.Tanh),
        ("Asinh", 1) => call[0].Apply(Lax.Asinh),
        ("Acosh", 1) => call[0].Apply(Lax.Acosh),
        ("Atanh", 1) => call[0].Apply(Lax.Atanh),
        ("Exp", 1) => call[0].Apply(Lax.Exp),
        ("Exp2", 1) => Pow(call[0].Like(2.0), call[0]),
        ("Exp10", 1) => Pow(call[0].Like(10.0), call[0]),
        ("ExpM1", 1) => call[0].Apply(Lax.Exp) - 1,
        ("Exp2M1", 1) => Pow(call[0].Like(2.0), call[0]) - 1,
        ("Exp10M1", 1) => Pow(call[0].Like(10.0), call[0]) - 1,
        ("Log", 1) => call[0].Apply(Lax.Log),
        ("Log", 2) => Log(call[0], call[1]),
        ("Log2", 1) => Log2(call[0]),
        ("Log10", 1) => call[0].Apply(Lax.Log10),
        ("LogP1", 1) => (call[0] + 1).Apply(Lax.Log),
        ("Log2P1", 1) => Log2(call[0] + 1),
        ("Log10P1", 1) => (call[0] + 1).Apply(Lax.Log10),
        ("Pow", 2) => Pow(call[0], call[1]),
        ("Cbrt", 1) => call[0].Apply(Lax.Cbrt),
        ("RootN", 2) => RootN(call),
        ("Hypot", 2) => Hypot(call[0], call[1]),
        ("SinPi", 1) => SinPi(call[0]),
        ("CosPi", 1) => CosPi(call[0]),
        ("TanPi", 1) => TanPi(call[0]),
        ("AsinPi", 1) => call[0].Apply(Lax.Asin) / Math.PI,
        ("AcosPi", 1) => call[0].Apply(Lax.Acos) / Math.PI,
        ("AtanPi", 1) => call[0].Apply(Lax.Atan) / Math.PI,
        ("Atan2Pi", 2) => call[0].Apply(Lax.Atan2, call[1]) / Math.PI,
        _ => null,
    };

    /// <summary>The functions that give a pair; null when the name is none.</summary>
    public static (Num First, Num Second)? Pair(NumberCall call) => call.Name switch
    {
        "SinCos" => (call[0].Apply(Lax.Sin), call[0].Apply(Lax.Cos)),
        "SinCosPi" => (SinPi(call[0]), CosPi(call[0])),
        _ => null,
    };

    // Powers of integers that a float holds exactly are known while building: sizes are made of them.
    private static Num Pow(Num x, Num y)
    {
        if (x.Known is { } a && y.Known is { } b && a.Real == Math.Floor(a.Real) && b.Real == Math.Floor(b.Real) && b.Real is >= 0 and <= 64)
        {
            double power = 1, limit = x.Type == DType.Float32 ? 16777216 : 9007199254740992;
            for (int i = 0; i < b.Real && Math.Abs(power) <= limit; i++)
            {
                power *= a.Real;
            }
            if (Math.Abs(power) <= limit)
            {
                return x.Like(power);
            }
        }
        return new(Lax.Pow(x.Data, y.Data));
    }

    // Exact for powers of two, on every platform.
    private static Num Log2(Num x)
    {
        if (x.Known is { } value)
        {
            for (int i = -1022; i < 1024; i++)
            {
                if (value.Real == BitConverter.Int64BitsToDouble((long)(i + 1023) << 52))
                {
                    return x.Like((double)i);
                }
            }
        }
        return x.Apply(Lax.Log2);
    }

    private static Num Log(Num x, Num newBase)
    {
        Num nan = x.Like(double.NaN);
        Num result = x.Apply(Lax.Log) / newBase.Apply(Lax.Log);
        Num none = newBase.Is(1) | (x.IsNot(1) & (newBase.Is(0) | newBase.Is(double.PositiveInfinity)));
        return Num.Select(none, nan, result);
    }

    private static Num RootN(NumberCall call)
    {
        Num x = call[0];
        int n = call.KnownInt(1);
        if (n == 0)
        {
            return x.Like(double.NaN);
        }
        if (n == 2)
        {
            return Num.Select(x.Is(0), x.Like(0.0), FloatFunctions.Sqrt(x));
        }
        if (n == 3)
        {
            return x.Apply(Lax.Cbrt);
        }
        // Of floats too in double.
        Num size = FloatFunctions.Abs(x).To(DType.Float64), root = new Num(Lax.Pow(size.Data, size.Like(1.0 / n).Data)).To(x.Type);
        bool odd = (n & 1) != 0;
        Num negative = odd ? -root : x.Like(double.NaN);
        Num zero = n > 0 ? odd ? x : x.Like(0.0) : odd ? FloatFunctions.CopySign(x.Like(double.PositiveInfinity), x) : x.Like(double.PositiveInfinity);
        return Num.Select(x.Is(0), zero, Num.Select(x < 0, negative, root));
    }

    // Floats by way of double, where nothing overflows; doubles scaled by a power of two where the squares would.
    public static Num Hypot(Num x, Num y)
    {
        bool single = x.Type == DType.Float32;
        Num a = FloatFunctions.Abs(x).To(DType.Float64), b = FloatFunctions.Abs(y).To(DType.Float64);
        Num root;
        if (single)
        {
            root = FloatFunctions.Sqrt((a * a) + (b * b)).To(DType.Float32);
        }
        else
        {
            Num large = FloatFunctions.Max(a, b);
            Num scale = Num.Select(large > Math.Pow(2, 500), a.Like(Math.Pow(2, -600)), Num.Select(large < Math.Pow(2, -500), a.Like(Math.Pow(2, 600)), a.Like(1.0)));
            (Num p, Num q) = (a * scale, b * scale);
            root = FloatFunctions.Sqrt(new Num(Lax.Fma(p.Data, p.Data, (q * q).Data))) / scale;
        }
        Num infinite = a.Is(double.PositiveInfinity) | b.Is(double.PositiveInfinity);
        return Num.Select(infinite, x.Like(double.PositiveInfinity), root);
    }

    // Of the exact remainder by 2, in the quarter of the circle where the function is steep.
    private static Num SinPi(Num x)
    {
        (Num quarter, Num rest) = Reduced(x);
        Num angle = rest * Math.PI, sine = angle.Apply(Lax.Sin), cosine = angle.Apply(Lax.Cos);
        Num odd = (quarter & 1).IsNot(0), back = (quarter & 2).IsNot(0);
        Num value = Num.Select(odd, cosine, sine);
        value = Num.Select(back, -value, value);
        Num signed = Num.Select(FloatFunctions.IsNegative(x), -value, value);
        // Whole numbers give a zero of their sign.
        return Num.Select(FloatFunctions.IsInteger(x), FloatFunctions.CopySign(x.Like(0.0), x), signed);
    }

    private static Num CosPi(Num x)
    {
        (Num quarter, Num rest) = Reduced(x);
        Num angle = rest * Math.PI, sine = angle.Apply(Lax.Sin), cosine = angle.Apply(Lax.Cos);
        Num odd = (quarter & 1).IsNot(0), negative = ((quarter + quarter.Like(1L)) & 2).IsNot(0);
        Num value = Num.Select(odd, sine, cosine);
        value = Num.Select(negative, -value, value);
        // Halves give +0.
        return Num.Select(odd & rest.Is(0), x.Like(0.0), value);
    }

    private static Num TanPi(Num x)
    {
        (Num quarter, Num rest) = Reduced(x);
        Num tangent = (rest * Math.PI).Apply(Lax.Tan);
        Num odd = (quarter & 1).IsNot(0);
        Num value = Num.Select(odd, -(1 / tangent), tangent);
        Num signed = Num.Select(FloatFunctions.IsNegative(x), -value, value);
        Num whole = rest.Is(0);
        // Zeros and poles alternate in sign: +0 at even, -0 at odd numbers, and so for the halves between.
        Num alternate = Num.Select((quarter & 2).Is(0), Num.Select(odd, x.Like(double.PositiveInfinity), x.Like(0.0)), Num.Select(odd, x.Like(double.NegativeInfinity), x.Like(-0.0)));
        return Num.Select(whole, Num.Select(FloatFunctions.IsNegative(x), -alternate, alternate), signed);
    }

    // |x| = quarter / 2 + rest modulo 2, |rest| at most a quarter, exactly; NaN for infinities and NaN.
    private static (Num Quarter, Num Remainder) Reduced(Num x)
    {
        Num size = FloatFunctions.Abs(x) % x.Like(2.0);
        Num quarter = FloatFunctions.RoundToEven(size * 2);
        return (quarter.To(DType.Int32), size - (quarter * 0.5));
    }
}
