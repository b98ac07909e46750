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
            return Lax.Pow(xs[0], xs[1]);
        }
        return IntegerPower(xs[0].Dtype.IsBool ? Lax.ConvertElementType(xs[0], DType.Int32) : xs[0], xs[1].Dtype.IsBool ? Lax.ConvertElementType(xs[1], DType.Int32) : xs[1]);
    }

    /// <summary>A power with an exponent that is known while tracing.</summary>
    public static NdArray Power(NdArray x1, int exponent)
    {
        if (x1.Dtype.IsInteger && exponent < 0)
        {
            throw new System.ArgumentOutOfRangeException(nameof(exponent), $"Integers to negative integer powers are not allowed (exponent {exponent}); convert to a float type first");
        }
        return Lax.IntegerPow(x1, exponent);
    }

    /// <summary>The quotient rounded towards negative infinity.</summary>
    public static NdArray FloorDivide(NdArray x1, NdArray x2) => NamedJit.Call(
        "floor_divide",
        "",
        xs =>
        {
            (NdArray a, NdArray b) = Numeric(xs[0], xs[1]);
            return a.Dtype.Kind == DTypeKind.UInt ? Lax.Div(a, b) : a.Dtype.IsInteger ? FloorDivideIntegers(a, b) : FloorDivideFloats(a, b);
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
            NdArray zero = Lax.Constant(0, a.Dtype);
            if (a.Dtype.IsInteger)
            {
                b = Where(Lax.Eq(b, zero), Lax.OnesLike(b), b);
            }
            NdArray rest = Lax.Rem(a, b);
            NdArray some = Lax.Ne(rest, zero);
            NdArray signs = Lax.Ne(Lax.Lt(rest, zero), Lax.Lt(b, zero));
            return Lax.SelectN(Lax.BitwiseAnd(signs, some), rest, Lax.Add(rest, b));
        },
        x1,
        x2);

    private static NdArray Select(NdArray condition, NdArray x, NdArray y)
    {
        condition = AsBool(condition);
        NdArray[] values = Promotion.Promote(x, y);
        Shape shape = Promotion.Broadcast("where", condition.Shape, values[0].Shape, values[1].Shape);
        NdArray chosen = condition.Rank == 0 ? condition : BroadcastTo(condition, shape), then = BroadcastTo(values[0], shape);
        return Lax.SelectN(chosen, BroadcastTo(values[1], shape), then);
    }

    private static NdArray FloorDivideIntegers(NdArray a, NdArray b)
    {
        NdArray quotient = Lax.Div(a, b);
        NdArray signs = Lax.Ne(Lax.Sign(a), Lax.Sign(b));
        NdArray inexact = Lax.Ne(Lax.Rem(a, b), Weak(0, a.Dtype));
        NdArray adjust = Logical(Lax.BitwiseAnd, signs, inexact);
        return Where(adjust, Lax.Sub(quotient, Weak(1, a.Dtype)), quotient);
    }

    // A Python number beside an array of this type.
    private static NdArray Weak(long value, DType dtype) => new(Scalar.Of(value, dtype), weak: true);

    private static NdArray FloorDivideFloats(NdArray a, NdArray b)
    {
        NdArray zero = Lax.Constant(0, a.Dtype), one = Lax.Constant(1, a.Dtype);
        NdArray rest = Lax.Rem(a, b);
        NdArray byZero = Lax.Eq(b, zero);
        NdArray exact = Where(byZero, a, Lax.Sub(a, rest));
        NdArray quotient = Lax.Div(exact, b);
        NdArray some = Lax.Ne(rest, zero);
        NdArray signs = Lax.Ne(Lax.Sign(b), Lax.Sign(rest));
        NdArray adjust = Lax.BitwiseAnd(some, signs);
        // JAX computes the remainder with the quotient, wanted or not: the jaxpr shows it as dead equations.
        Lax.SelectN(adjust, rest, Lax.Add(rest, b));
        NdArray floored = Lax.SelectN(adjust, quotient, Lax.Sub(quotient, one));
        return Lax.Round(floored, 0);
    }

    // Binary powers: six bits of exponent are more than any 64-bit integer can bear.
    private static NdArray IntegerPower(NdArray x1, NdArray x2)
    {
        NdArray[] xs = Promotion.Promote(x1, x2);
        (x1, x2) = (xs[0], xs[1]);
        NdArray zero = Lax.Constant(0, x1.Dtype), one = Lax.Constant(1, x1.Dtype);
        NdArray power = Where(Lax.BitwiseAnd(Lax.Eq(x1, zero), Lax.Ne(x2, zero)), zero, one);
        for (int bit = 0; bit < 6; bit++)
        {
            power = Where(Lax.BitwiseAnd(x2, one), Lax.Mul(power, x1), power);
            x1 = Lax.Mul(x1, x1);
            x2 = Lax.ShiftRightLogical(x2, one);
        }
        return power;
    }
}
