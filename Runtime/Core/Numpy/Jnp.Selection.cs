// jax.numpy's choosing functions, erased: where, clip, powers, floor division and remainder, each staged as JAX stages it.
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>x where the condition holds, y elsewhere; all three broadcast.</summary>
    public static NdArray Where(NdArray condition, NdArray x, NdArray y) => NamedJit.Call("_where", "", xs => Select(xs[0], xs[1], xs[2]), condition, x, y);

    /// <summary>Limits to an interval; a null bound does not limit.</summary>
    public static NdArray Clip(NdArray x, NdArray? min, NdArray? max)
    {
        NdArray[] operands = new[] { x, min, max }.OfType<NdArray>().ToArray();
        bool below = min is not null, above = max is not null;
        return NamedJit.Call(
            "clip",
            $"{below},{above}",
            xs =>
            {
                NdArray y = below ? Maximum(xs[1], xs[0]) : xs[0];
                return above ? Minimum(xs[xs.Length - 1], y) : y;
            },
            operands);
    }

    public static NdArray Power(NdArray x1, NdArray x2)
    {
        NdArray[] xs = Promotion.Rank(Promotion.Promote(x1, x2));
        if (xs[0].Dtype.IsInexact)
        {
            return Op.Bind("pow", xs[0], xs[1]);
        }
        return IntegerPower(xs[0].Dtype.IsBool ? Op.Convert(xs[0], DType.Int32) : xs[0], xs[1].Dtype.IsBool ? Op.Convert(xs[1], DType.Int32) : xs[1]);
    }

    /// <summary>A power with an exponent that is known while tracing.</summary>
    public static NdArray Power(NdArray x1, int exponent)
    {
        if (x1.Dtype.IsInteger && exponent < 0)
        {
            throw new System.ArgumentOutOfRangeException(nameof(exponent), $"Integers to negative integer powers are not allowed (exponent {exponent}); convert to a float type first");
        }
        return Op.Bind("integer_pow", Params.Of(("y", exponent)), x1);
    }

    /// <summary>The quotient rounded towards negative infinity.</summary>
    public static NdArray FloorDivide(NdArray x1, NdArray x2) => NamedJit.Call(
        "floor_divide",
        "",
        xs =>
        {
            (NdArray a, NdArray b) = Numeric(xs[0], xs[1]);
            return a.Dtype.Kind == DTypeKind.UInt ? Op.Bind("div", a, b) : a.Dtype.IsInteger ? FloorDivideIntegers(a, b) : FloorDivideFloats(a, b);
        },
        x1,
        x2);

    /// <summary>The remainder with the sign of the divisor: Python's <c>%</c>. An integer by zero leaves 0.</summary>
    public static NdArray Mod(NdArray x1, NdArray x2) => NamedJit.Call(
        "remainder",
        "",
        xs =>
        {
            (NdArray a, NdArray b) = Numeric(xs[0], xs[1]);
            NdArray zero = Op.Constant(0, a.Dtype);
            if (a.Dtype.IsInteger)
            {
                b = Where(Op.Bind("eq", b, zero), Lax.OnesLike(b), b);
            }
            NdArray rest = Op.Bind("rem", a, b);
            NdArray some = Op.Bind("ne", rest, zero);
            NdArray signs = Op.Bind("ne", Op.Bind("lt", rest, zero), Op.Bind("lt", b, zero));
            return Op.Bind("select_n", Op.Bind("and", signs, some), rest, Op.Bind("add", rest, b));
        },
        x1,
        x2);

    private static NdArray Select(NdArray condition, NdArray x, NdArray y)
    {
        condition = AsBool(condition);
        NdArray[] values = Promotion.Promote(x, y);
        Shape shape = Promotion.Broadcast("where", condition.Shape, values[0].Shape, values[1].Shape);
        NdArray chosen = condition.Rank == 0 ? condition : BroadcastTo(condition, shape), then = BroadcastTo(values[0], shape);
        return Op.Bind("select_n", chosen, BroadcastTo(values[1], shape), then);
    }

    private static NdArray FloorDivideIntegers(NdArray a, NdArray b)
    {
        NdArray quotient = Op.Bind("div", a, b);
        NdArray signs = Op.Bind("ne", Op.Bind("sign", a), Op.Bind("sign", b));
        NdArray inexact = Op.Bind("ne", Op.Bind("rem", a, b), Weak(0, a.Dtype));
        NdArray adjust = Logical("and", signs, inexact);
        return Where(adjust, Op.Bind("sub", quotient, Weak(1, a.Dtype)), quotient);
    }

    // A Python number beside an array of this type.
    private static NdArray Weak(long value, DType dtype) => new(Scalar.Of(value, dtype), weak: true);

    private static NdArray FloorDivideFloats(NdArray a, NdArray b)
    {
        NdArray zero = Op.Constant(0, a.Dtype), one = Op.Constant(1, a.Dtype);
        NdArray rest = Op.Bind("rem", a, b);
        NdArray byZero = Op.Bind("eq", b, zero);
        NdArray exact = Where(byZero, a, Op.Bind("sub", a, rest));
        NdArray quotient = Op.Bind("div", exact, b);
        NdArray some = Op.Bind("ne", rest, zero);
        NdArray signs = Op.Bind("ne", Op.Bind("sign", b), Op.Bind("sign", rest));
        NdArray adjust = Op.Bind("and", some, signs);
        // JAX computes the remainder with the quotient, wanted or not: the jaxpr shows it as dead equations.
        Op.Bind("select_n", adjust, rest, Op.Bind("add", rest, b));
        NdArray floored = Op.Bind("select_n", adjust, quotient, Op.Bind("sub", quotient, one));
        return Lax.Round(floored, 0);
    }

    // Binary powers: six bits of exponent are more than any 64-bit integer can bear.
    private static NdArray IntegerPower(NdArray x1, NdArray x2)
    {
        NdArray[] xs = Promotion.Promote(x1, x2);
        (x1, x2) = (xs[0], xs[1]);
        NdArray zero = Op.Constant(0, x1.Dtype), one = Op.Constant(1, x1.Dtype);
        NdArray power = Where(Op.Bind("and", Op.Bind("eq", x1, zero), Op.Bind("ne", x2, zero)), zero, one);
        for (int bit = 0; bit < 6; bit++)
        {
            power = Where(Op.Bind("and", x2, one), Op.Bind("mul", power, x1), power);
            x1 = Op.Bind("mul", x1, x1);
            x2 = Op.Bind("shift_right_logical", x2, one);
        }
        return power;
    }
}
