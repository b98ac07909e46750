// jax.numpy's functions of single elements, erased: promotion, broadcasting to one rank, then one primitive (or JAX's few).
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    public static NdArray Exp(NdArray x) => Float("exp", x);

    public static NdArray Exp2(NdArray x) => Float("exp2", x);

    public static NdArray Log(NdArray x) => Float("log", x);

    public static NdArray Expm1(NdArray x) => Float("expm1", x);

    public static NdArray Log1p(NdArray x) => Float("log1p", x);

    public static NdArray Sqrt(NdArray x) => Float("sqrt", x);

    public static NdArray Cbrt(NdArray x) => Float("cbrt", x);

    public static NdArray Square(NdArray x) => Op.Bind("square", x);

    public static NdArray Negative(NdArray x) => Op.Bind("neg", x);

    public static NdArray Abs(NdArray x) => x.Dtype.IsBool || x.Dtype.Kind == DTypeKind.UInt ? x : Op.Bind("abs", x);

    public static NdArray Sign(NdArray x) => Op.Bind("sign", x);

    public static NdArray Floor(NdArray x) => x.Dtype.IsInexact ? Op.Bind("floor", x) : x;

    public static NdArray Ceil(NdArray x) => x.Dtype.IsInexact ? Op.Bind("ceil", x) : x;

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
            NdArray factor = Op.Constant(decimals > 0 ? TenTo(decimals) : 1 / TenTo(-decimals), xs[0].Dtype);
            return Op.Bind("div", Lax.Round(Op.Bind("mul", xs[0], factor), 1), factor);
        },
        x);

    /// <summary>Towards zero.</summary>
    public static NdArray Trunc(NdArray x) => NamedJit.Call(
        "trunc",
        "",
        xs => xs[0].Dtype.IsInexact ? Where(Op.Bind("lt", xs[0], Op.Constant(0, xs[0].Dtype)), Op.Bind("ceil", xs[0]), Op.Bind("floor", xs[0])) : xs[0],
        x);

    public static NdArray Isfinite(NdArray x) => x.Dtype.IsInexact ? Op.Bind("is_finite", x) : Op.Full(x.Shape, Op.Constant(true));

    public static NdArray Isnan(NdArray x) => x.Dtype.IsInexact ? Op.Bind("ne", x, x) : Op.Full(x.Shape, Op.Constant(false));

    public static NdArray Isinf(NdArray x) => NamedJit.Call(
        "isinf",
        "",
        xs => xs[0].Dtype.IsInexact ? Op.Bind("eq", Op.Bind("abs", xs[0]), Op.Constant(double.PositiveInfinity, xs[0].Dtype)) : Op.Full(xs[0].Shape, Op.Constant(false)),
        x);

    public static NdArray Log2(NdArray x)
    {
        NdArray log = Log(x);
        return Op.Bind("div", log, Op.Bind("log", Op.Constant(2, log.Dtype)));
    }

    public static NdArray Log10(NdArray x)
    {
        NdArray log = Log(x);
        return Op.Bind("mul", log, Op.Constant(0.4342944819032518, log.Dtype));
    }

    public static NdArray Reciprocal(NdArray x) => Op.Bind("integer_pow", Params.Of(("y", -1)), Promotion.PromoteInexact(x)[0]);

    public static NdArray Add(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return Op.Bind(x1.Dtype.IsBool ? "or" : "add", x1, x2);
    }

    public static NdArray Subtract(NdArray x1, NdArray x2) => Binary("sub", x1, x2);

    public static NdArray Multiply(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return Op.Bind(x1.Dtype.IsBool ? "and" : "mul", x1, x2);
    }

    public static NdArray Divide(NdArray x1, NdArray x2) => TrueDivide(x1, x2);

    public static NdArray TrueDivide(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Op.Bind("div", x1, x2);
    }

    public static NdArray Maximum(NdArray x1, NdArray x2) => Binary("max", x1, x2);

    public static NdArray Minimum(NdArray x1, NdArray x2) => Binary("min", x1, x2);

    public static NdArray Arctan2(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Op.Bind("atan2", x1, x2);
    }

    public static NdArray Atan2(NdArray x1, NdArray x2) => Arctan2(x1, x2);

    public static NdArray Nextafter(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return Op.Bind("nextafter", x1, x2);
    }

    /// <summary>The larger side times the root of 1 + the square of the quotient.</summary>
    public static NdArray Hypot(NdArray x1, NdArray x2) => NamedJit.Call(
        "hypot",
        "",
        xs =>
        {
            (NdArray a, NdArray b) = Inexact(xs[0], xs[1]);
            NdArray zero = Op.Constant(0, a.Dtype), infinity = Op.Constant(double.PositiveInfinity, a.Dtype);
            (a, b) = (Op.Bind("abs", a), Op.Bind("abs", b));
            NdArray infinite = Op.Bind("or", Op.Bind("eq", a, infinity), Op.Bind("eq", b, infinity));
            (a, b) = (Op.Bind("max", a, b), Op.Bind("min", a, b));
            NdArray none = Op.Bind("eq", a, zero);
            NdArray quotient = Op.Bind("div", b, Where(Op.Bind("eq", a, zero), Lax.OnesLike(a), a));
            NdArray root = Op.Bind("sqrt", Op.Bind("add", Op.Constant(1, a.Dtype), Op.Bind("square", quotient)));
            return Where(infinite, infinity, Where(none, a, Op.Bind("mul", a, root)));
        },
        x1,
        x2);

    /// <summary>log(exp(x1) + exp(x2)) without overflow, with a derivative of its own.</summary>
    public static NdArray Logaddexp(NdArray x1, NdArray x2)
    {
        (x1, x2) = Inexact(x1, x2);
        return LogaddexpCall(x1, x2);
    }

    public static NdArray Equal(NdArray x1, NdArray x2) => Binary("eq", x1, x2);

    public static NdArray NotEqual(NdArray x1, NdArray x2) => Binary("ne", x1, x2);

    public static NdArray Less(NdArray x1, NdArray x2) => Binary("lt", x1, x2);

    public static NdArray LessEqual(NdArray x1, NdArray x2) => Binary("le", x1, x2);

    public static NdArray Greater(NdArray x1, NdArray x2) => Binary("gt", x1, x2);

    public static NdArray GreaterEqual(NdArray x1, NdArray x2) => Binary("ge", x1, x2);

    public static NdArray BitwiseAnd(NdArray x1, NdArray x2) => Binary("and", x1, x2);

    public static NdArray BitwiseOr(NdArray x1, NdArray x2) => Binary("or", x1, x2);

    public static NdArray BitwiseXor(NdArray x1, NdArray x2) => Binary("xor", x1, x2);

    public static NdArray BitwiseNot(NdArray x) => Op.Bind("not", x);

    public static NdArray LeftShift(NdArray x1, NdArray x2) => Binary("shift_left", x1, x2);

    /// <summary>Keeps the sign of signed integers.</summary>
    public static NdArray RightShift(NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return Op.Bind(x1.Dtype.Kind == DTypeKind.UInt ? "shift_right_logical" : "shift_right_arithmetic", x1, x2);
    }

    public static NdArray LogicalAnd(NdArray x1, NdArray x2) => Logical("and", x1, x2);

    public static NdArray LogicalOr(NdArray x1, NdArray x2) => Logical("or", x1, x2);

    public static NdArray LogicalXor(NdArray x1, NdArray x2) => Logical("xor", x1, x2);

    public static NdArray LogicalNot(NdArray x) => Op.Bind("not", AsBool(x));

    /// <summary>Anything but 0 is true.</summary>
    internal static NdArray AsBool(NdArray x) => x.Dtype.IsBool ? x : Op.Bind("ne", x, Op.Constant(0, x.Dtype));

    private static NdArray Logical(string primitive, NdArray x1, NdArray x2)
    {
        // Comparisons of weak numbers are weak.
        NdArray[] xs = Promotion.Rank(Op.Convert(AsBool(x1), DType.Bool), Op.Convert(AsBool(x2), DType.Bool));
        return Op.Bind(primitive, xs[0], xs[1]);
    }

    private static NdArray Float(string primitive, NdArray x) => Op.Bind(primitive, x.Dtype.IsInexact ? x : Op.Convert(x, Promotion.Inexact(x.Dtype), x.Aval.Weak));

    private static NdArray Scaled(NdArray x, double factor)
    {
        x = Promotion.PromoteInexact(x)[0];
        return Op.Bind("mul", x, Op.Constant(factor, x.Dtype));
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
        return [sum, Op.Bind("add", Part(xs[0], xs[2]), Part(xs[1], xs[3]))];

        NdArray Part(NdArray x, NdArray t) => Op.Bind("mul", t, Op.Bind("exp", Op.Bind("sub", FiniteOrZero(x), FiniteOrZero(sum))));
    }

    // The difference is NaN for NaNs and for infinities of one sign, whose sum is the result.
    private static NdArray LogaddexpBody(NdArray a, NdArray b)
    {
        NdArray max = Op.Bind("max", a, b), difference = Op.Bind("sub", a, b), none = Op.Bind("ne", difference, difference), sum = Op.Bind("add", a, b);
        NdArray rest = Op.Bind("log1p", Op.Bind("exp", Op.Bind("neg", Op.Bind("abs", difference))));
        return Op.Bind("select_n", none, Op.Bind("add", max, rest), sum);
    }

    private static NdArray FiniteOrZero(NdArray x) => Op.Bind("select_n", Op.Bind("eq", x, Op.Constant(double.PositiveInfinity, x.Dtype)), x, Lax.ZerosLike(x));

    private static NdArray Binary(string primitive, NdArray x1, NdArray x2)
    {
        (x1, x2) = Numeric(x1, x2);
        return Op.Bind(primitive, x1, x2);
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
