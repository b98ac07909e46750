// jax.numpy's functions of single elements, erased: promotion, broadcasting to one rank, then one primitive (or JAX's few).
using System;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    public static NdArray Exp(NdArray x) => Float(Lax.Exp, x);

    public static NdArray Exp2(NdArray x) => Float(Lax.Exp2, x);

    public static NdArray Log(NdArray x) => Float(Lax.Log, x);

    public static NdArray Expm1(NdArray x) => Float(Lax.Expm1, x);

    public static NdArray Log1p(NdArray x) => Float(Lax.Log1p, x);

    public static NdArray Sqrt(NdArray x) => Float(Lax.Sqrt, x);

    public static NdArray Cbrt(NdArray x) => Float(Lax.Cbrt, x);

    public static NdArray Square(NdArray x) => Lax.Square(x);

    public static NdArray Negative(NdArray x) => Lax.Neg(x);

    public static NdArray Abs(NdArray x) => x.Dtype.IsBool || x.Dtype.Kind == DTypeKind.UInt ? x : Lax.Abs(x);

    public static NdArray Sign(NdArray x) => Lax.Sign(x);

    public static NdArray Floor(NdArray x) => x.Dtype.IsInexact ? Lax.Floor(x) : x;

    public static NdArray Ceil(NdArray x) => x.Dtype.IsInexact ? Lax.Ceil(x) : x;

    /// <summary>To the nearest integer, halves to even.</summary>
    public static NdArray Rint(NdArray x) => NamedJit.Call("rint", "", xs => Lax.Round(Promotion.PromoteInexact(xs[0])[0], 1), x);

    /// <summary>To so many decimals, halves to even; integers stay.</summary>
    public static NdArray Round(NdArray x, int decimals) => NamedJit.Call(
        "round",
        $"decimals={decimals}",
        xs =>
        {
            if (!xs[0].Dtype.IsInexact)
            {
                return decimals >= 0 ? xs[0] : throw new System.NotSupportedException("integers cannot be rounded to tens");
            }
            if (decimals == 0)
            {
                return Lax.Round(xs[0], 1);
            }
            NdArray factor = Lax.Constant(decimals > 0 ? TenTo(decimals) : 1 / TenTo(-decimals), xs[0].Dtype);
            return Lax.Div(Lax.Round(Lax.Mul(xs[0], factor), 1), factor);
        },
        x);

    /// <summary>Towards zero.</summary>
    public static NdArray Trunc(NdArray x) => NamedJit.Call(
        "trunc",
        "",
        xs => xs[0].Dtype.IsInexact ? Where(Lax.Lt(xs[0], Lax.Constant(0, xs[0].Dtype)), Lax.Ceil(xs[0]), Lax.Floor(xs[0])) : xs[0],
        x);

    public static NdArray Isfinite(NdArray x) => x.Dtype.IsInexact ? Lax.IsFinite(x) : Lax.Full(x.Shape, Lax.Constant(true));

    public static NdArray Isnan(NdArray x) => x.Dtype.IsInexact ? Lax.Ne(x, x) : Lax.Full(x.Shape, Lax.Constant(false));

    public static NdArray Isinf(NdArray x) => NamedJit.Call(
        "isinf",
        "",
        xs => xs[0].Dtype.IsInexact ? Lax.Eq(Lax.Abs(xs[0]), Lax.Constant(double.PositiveInfinity, xs[0].Dtype)) : Lax.Full(xs[0].Shape, Lax.Constant(false)),
        x);

    public static NdArray Log2(NdArray x)
    {
        NdArray log = Log(x);
        return Lax.Div(log, Lax.Log(Lax.Constant(2, log.Dtype)));
    }

    public static NdArray Log10(NdArray x)
    {
        NdArray log = Log(x);
        return Lax.Mul(log, Lax.Constant(0.4342944819032518, log.Dtype));
    }

    public static NdArray Reciprocal(NdArray x) => Lax.IntegerPow(Promotion.PromoteInexact(x)[0], -1);

    public static NdArray Add(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return x1.Dtype.IsBool ? Lax.BitwiseOr(x1, x2) : Lax.Add(x1, x2);
    }

    public static NdArray Subtract(NdArray x1, NdArray x2) => Binary(Lax.Sub, x1, x2);

    public static NdArray Multiply(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return x1.Dtype.IsBool ? Lax.BitwiseAnd(x1, x2) : Lax.Mul(x1, x2);
    }

    public static NdArray Divide(NdArray x1, NdArray x2) => TrueDivide(x1, x2);

    public static NdArray TrueDivide(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Lax.Div(x1, x2);
    }

    public static NdArray Maximum(NdArray x1, NdArray x2) => Binary(Lax.Max, x1, x2);

    public static NdArray Minimum(NdArray x1, NdArray x2) => Binary(Lax.Min, x1, x2);

    public static NdArray Arctan2(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Lax.Atan2(x1, x2);
    }

    public static NdArray Atan2(NdArray x1, NdArray x2) => Arctan2(x1, x2);

    public static NdArray Nextafter(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Lax.Nextafter(x1, x2);
    }

    /// <summary>The larger side times the root of 1 + the square of the quotient.</summary>
    public static NdArray Hypot(NdArray x1, NdArray x2) => NamedJit.Call(
        "hypot",
        "",
        xs =>
        {
            (NdArray a, NdArray b) = Inexact(xs[0], xs[1]);
            NdArray zero = Lax.Constant(0, a.Dtype), infinity = Lax.Constant(double.PositiveInfinity, a.Dtype);
            (a, b) = (Lax.Abs(a), Lax.Abs(b));
            NdArray infinite = Lax.BitwiseOr(Lax.Eq(a, infinity), Lax.Eq(b, infinity));
            (a, b) = (Lax.Max(a, b), Lax.Min(a, b));
            NdArray none = Lax.Eq(a, zero);
            NdArray quotient = Lax.Div(b, Where(Lax.Eq(a, zero), Lax.OnesLike(a), a));
            NdArray root = Lax.Sqrt(Lax.Add(Lax.Constant(1, a.Dtype), Lax.Square(quotient)));
            return Where(infinite, infinity, Where(none, a, Lax.Mul(a, root)));
        },
        x1,
        x2);

    /// <summary>log(exp(x1) + exp(x2)) without overflow, with a derivative of its own.</summary>
    public static NdArray Logaddexp(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return LogaddexpCall(x1, x2);
    }

    public static NdArray Equal(NdArray x1, NdArray x2) => Binary(Lax.Eq, x1, x2);

    public static NdArray NotEqual(NdArray x1, NdArray x2) => Binary(Lax.Ne, x1, x2);

    public static NdArray Less(NdArray x1, NdArray x2) => Binary(Lax.Lt, x1, x2);

    public static NdArray LessEqual(NdArray x1, NdArray x2) => Binary(Lax.Le, x1, x2);

    public static NdArray Greater(NdArray x1, NdArray x2) => Binary(Lax.Gt, x1, x2);

    public static NdArray GreaterEqual(NdArray x1, NdArray x2) => Binary(Lax.Ge, x1, x2);

    public static NdArray BitwiseAnd(NdArray x1, NdArray x2) => Binary(Lax.BitwiseAnd, x1, x2);

    public static NdArray BitwiseOr(NdArray x1, NdArray x2) => Binary(Lax.BitwiseOr, x1, x2);

    public static NdArray BitwiseXor(NdArray x1, NdArray x2) => Binary(Lax.BitwiseXor, x1, x2);

    public static NdArray BitwiseNot(NdArray x) => Lax.BitwiseNot(x);

    public static NdArray LeftShift(NdArray x1, NdArray x2) => Binary(Lax.ShiftLeft, x1, x2);

    /// <summary>Keeps the sign of signed integers.</summary>
    public static NdArray RightShift(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return x1.Dtype.Kind == DTypeKind.UInt ? Lax.ShiftRightLogical(x1, x2) : Lax.ShiftRightArithmetic(x1, x2);
    }

    public static NdArray LogicalAnd(NdArray x1, NdArray x2) => Logical(Lax.BitwiseAnd, x1, x2);

    public static NdArray LogicalOr(NdArray x1, NdArray x2) => Logical(Lax.BitwiseOr, x1, x2);

    public static NdArray LogicalXor(NdArray x1, NdArray x2) => Logical(Lax.BitwiseXor, x1, x2);

    public static NdArray LogicalNot(NdArray x) => Lax.BitwiseNot(AsBool(x));

    /// <summary>Anything but 0 is true.</summary>
    internal static NdArray AsBool(NdArray x) => x.Dtype.IsBool ? x : Lax.Ne(x, Lax.Constant(0, x.Dtype));

    private static NdArray Logical(Func<NdArray, NdArray, NdArray> function, NdArray x1, NdArray x2)
    {
        // Comparisons of weak numbers are weak.
        NdArray[] xs = Promotion.Rank(Lax.ConvertElementType(AsBool(x1), DType.Bool), Lax.ConvertElementType(AsBool(x2), DType.Bool));
        return function(xs[0], xs[1]);
    }

    private static NdArray Float(Func<NdArray, NdArray> function, NdArray x) => function(x.Dtype.IsInexact ? x : Lax.ConvertElementType(x, Promotion.Inexact(x.Dtype), x.Aval.Weak));

    private static NdArray Scaled(NdArray x, double factor)
    {
        x = Promotion.PromoteInexact(x)[0];
        return Lax.Mul(x, Lax.Constant(factor, x.Dtype));
    }

    // Exact to 10^22, and the same on every host.
    private static double TenTo(int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }
        return power;
    }

    private static NdArray LogaddexpCall(NdArray x1, NdArray x2)
    {
        if (Trace.Current is null)
        {
            return LogaddexpBody(x1, x2);
        }
        Jaxpr call = JaxprCache.Trace("logaddexp", [x1.Aval, x2.Aval], xs => [LogaddexpBody(xs[0], xs[1])]);
        return Calls.BindCustomJvp("logaddexp", call, "_logaddexp_jvp", CustomRules.Logaddexp, x1, x2)[0];
    }

    // Gives the sum by the function itself, as JAX's does, so that derivatives of every order go by this rule.
    internal static NdArray[] LogaddexpRule(NdArray[] xs)
    {
        NdArray sum = LogaddexpCall(xs[0], xs[1]);
        return [sum, Lax.Add(Part(xs[0], xs[2]), Part(xs[1], xs[3]))];

        NdArray Part(NdArray x, NdArray t) => Lax.Mul(t, Lax.Exp(Lax.Sub(FiniteOrZero(x), FiniteOrZero(sum))));
    }

    // The difference is NaN for NaNs and for infinities of one sign, whose sum is the result.
    private static NdArray LogaddexpBody(NdArray a, NdArray b)
    {
        NdArray max = Lax.Max(a, b), difference = Lax.Sub(a, b), none = Lax.Ne(difference, difference), sum = Lax.Add(a, b);
        NdArray rest = Lax.Log1p(Lax.Exp(Lax.Neg(Lax.Abs(difference))));
        return Lax.SelectN(none, Lax.Add(max, rest), sum);
    }

    private static NdArray FiniteOrZero(NdArray x) => Lax.SelectN(Lax.Eq(x, Lax.Constant(double.PositiveInfinity, x.Dtype)), x, Lax.ZerosLike(x));

    private static NdArray Binary(Func<NdArray, NdArray, NdArray> function, NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return function(x1, x2);
    }

    // JAX promotes the types first, then the ranks.
    private static (NdArray X1, NdArray X2) Numeric(NdArray x1, NdArray x2)
    {
        NdArray[] xs = Promotion.Promote(x1, x2);
        xs = Promotion.Rank(xs);
        return (xs[0], xs[1]);
    }

    private static (NdArray X1, NdArray X2) Inexact(NdArray x1, NdArray x2)
    {
        NdArray[] xs = Promotion.PromoteInexact(x1, x2);
        xs = Promotion.Rank(xs);
        return (xs[0], xs[1]);
    }
}
