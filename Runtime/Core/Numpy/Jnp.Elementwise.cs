// jax.numpy's functions of single elements, erased: promotion, broadcasting to one rank, then one primitive (or JAX's few).
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    public static NdArray Sin(NdArray x) => Float("sin", x);

    public static NdArray Cos(NdArray x) => Float("cos", x);

    public static NdArray Exp(NdArray x) => Float("exp", x);

    public static NdArray Log(NdArray x) => Float("log", x);

    public static NdArray Expm1(NdArray x) => Float("expm1", x);

    public static NdArray Log1p(NdArray x) => Float("log1p", x);

    public static NdArray Tanh(NdArray x) => Float("tanh", x);

    public static NdArray Sqrt(NdArray x) => Float("sqrt", x);

    public static NdArray Square(NdArray x) => Op.Bind("square", x);

    public static NdArray Negative(NdArray x) => Op.Bind("neg", x);

    public static NdArray Abs(NdArray x) => x.Dtype.IsBool || x.Dtype.Kind == DTypeKind.UInt ? x : Op.Bind("abs", x);

    public static NdArray Sign(NdArray x) => Op.Bind("sign", x);

    public static NdArray Floor(NdArray x) => x.Dtype.IsInexact ? Op.Bind("floor", x) : x;

    public static NdArray Isfinite(NdArray x) => x.Dtype.IsInexact ? Op.Bind("is_finite", x) : Op.Full(x.Shape, Op.Constant(true));

    public static NdArray Isnan(NdArray x) => x.Dtype.IsInexact ? Op.Bind("ne", x, x) : Op.Full(x.Shape, Op.Constant(false));

    public static NdArray Log2(NdArray x)
    {
        NdArray log = Log(x);
        return Op.Bind("div", log, Op.Bind("log", Op.Constant(2, log.Dtype)));
    }

    public static NdArray Reciprocal(NdArray x)
    {
        x = Promotion.PromoteInexact(x)[0];
        return Op.Bind("div", Op.Constant(1, x.Dtype), x);
    }

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
        NdArray[] xs = Promotion.Rank(AsBool(x1), AsBool(x2));
        return Op.Bind(primitive, xs[0], xs[1]);
    }

    private static NdArray Float(string primitive, NdArray x) => Op.Bind(primitive, x.Dtype.IsInexact ? x : Op.Convert(x, Promotion.Inexact(x.Dtype), x.Aval.Weak));

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
