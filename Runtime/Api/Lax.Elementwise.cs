// jax.lax, typed: the elementwise primitives as functions, without promotion.
using System.Numerics;

namespace SrcGenJit;

/// <summary>Where halves go when rounding; <c>jax.lax.RoundingMethod</c>.</summary>
public enum RoundingMethod
{
    /// <summary>To the integer of larger magnitude.</summary>
    AwayFromZero = 0,

    /// <summary>To the even integer.</summary>
    ToNearestEven = 1,
}

public static partial class Lax
{
    /// <summary>-x. <c>jax.lax.neg</c>.</summary>
    public static NdArray<T> Neg<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Neg(x.Erase()));

    /// <summary>The sine. <c>jax.lax.sin</c>.</summary>
    public static NdArray<T> Sin<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Sin(x.Erase()));

    /// <summary>The cosine. <c>jax.lax.cos</c>.</summary>
    public static NdArray<T> Cos<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Cos(x.Erase()));

    /// <summary>The tangent. <c>jax.lax.tan</c>.</summary>
    public static NdArray<T> Tan<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Tan(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x. <c>jax.lax.asin</c>.</summary>
    public static NdArray<T> Asin<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Asin(x.Erase()));

    /// <summary>The angle in [0, pi] whose cosine is x. <c>jax.lax.acos</c>.</summary>
    public static NdArray<T> Acos<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Acos(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x. <c>jax.lax.atan</c>.</summary>
    public static NdArray<T> Atan<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Atan(x.Erase()));

    /// <summary>The hyperbolic sine. <c>jax.lax.sinh</c>.</summary>
    public static NdArray<T> Sinh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Sinh(x.Erase()));

    /// <summary>The hyperbolic cosine. <c>jax.lax.cosh</c>.</summary>
    public static NdArray<T> Cosh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Cosh(x.Erase()));

    /// <summary>The number whose hyperbolic sine is x. <c>jax.lax.asinh</c>.</summary>
    public static NdArray<T> Asinh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Asinh(x.Erase()));

    /// <summary>The number from 0 on whose hyperbolic cosine is x. <c>jax.lax.acosh</c>.</summary>
    public static NdArray<T> Acosh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Acosh(x.Erase()));

    /// <summary>The number whose hyperbolic tangent is x. <c>jax.lax.atanh</c>.</summary>
    public static NdArray<T> Atanh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Atanh(x.Erase()));

    /// <summary>e to the power x. <c>jax.lax.exp</c>.</summary>
    public static NdArray<T> Exp<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Exp(x.Erase()));

    /// <summary>2 to the power x. <c>jax.lax.exp2</c>.</summary>
    public static NdArray<T> Exp2<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Exp2(x.Erase()));

    /// <summary>The natural logarithm. <c>jax.lax.log</c>.</summary>
    public static NdArray<T> Log<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Log(x.Erase()));

    /// <summary>exp(x) - 1, accurate near 0. <c>jax.lax.expm1</c>.</summary>
    public static NdArray<T> Expm1<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Expm1(x.Erase()));

    /// <summary>log(1 + x). <c>jax.lax.log1p</c>.</summary>
    public static NdArray<T> Log1p<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Log1p(x.Erase()));

    /// <summary>The hyperbolic tangent. <c>jax.lax.tanh</c>.</summary>
    public static NdArray<T> Tanh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Tanh(x.Erase()));

    /// <summary>The square root. <c>jax.lax.sqrt</c>.</summary>
    public static NdArray<T> Sqrt<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Sqrt(x.Erase()));

    /// <summary>1 / sqrt(x). <c>jax.lax.rsqrt</c>.</summary>
    public static NdArray<T> Rsqrt<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Rsqrt(x.Erase()));

    /// <summary>The cube root, of negative numbers too. <c>jax.lax.cbrt</c>.</summary>
    public static NdArray<T> Cbrt<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Cbrt(x.Erase()));

    /// <summary>x * x. <c>jax.lax.square</c>.</summary>
    public static NdArray<T> Square<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Square(x.Erase()));

    /// <summary>1 / (1 + exp(-x)). <c>jax.lax.logistic</c>.</summary>
    public static NdArray<T> Logistic<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Logistic(x.Erase()));

    /// <summary>The error function. <c>jax.lax.erf</c>.</summary>
    public static NdArray<T> Erf<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Erf(x.Erase()));

    /// <summary>1 minus the error function, accurate where that is small. <c>jax.lax.erfc</c>.</summary>
    public static NdArray<T> Erfc<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Erfc(x.Erase()));

    /// <summary>The inverse of the error function, from (-1, 1). <c>jax.lax.erf_inv</c>.</summary>
    public static NdArray<T> ErfInv<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.ErfInv(x.Erase()));

    /// <summary>The logarithm of the absolute value of the gamma function, by Lanczos' approximation as in XLA. <c>jax.lax.lgamma</c>.</summary>
    public static NdArray<T> Lgamma<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Lgamma(x.Erase()));

    /// <summary>The derivative of <see cref="Lgamma"/>. <c>jax.lax.digamma</c>.</summary>
    public static NdArray<T> Digamma<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Digamma(x.Erase()));

    /// <summary>exp(-|x|) times the modified Bessel function of order 0. <c>jax.lax.bessel_i0e</c>.</summary>
    public static NdArray<T> BesselI0e<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.BesselI0e(x.Erase()));

    /// <summary>exp(-|x|) times the modified Bessel function of order 1. <c>jax.lax.bessel_i1e</c>.</summary>
    public static NdArray<T> BesselI1e<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.BesselI1e(x.Erase()));

    /// <summary>x to a known power, by multiplication. <c>jax.lax.integer_pow</c>.</summary>
    public static NdArray<T> IntegerPow<T>(NdArray<T> x, int y)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.IntegerPow(x.Erase(), y));

    /// <summary>The absolute value. <c>jax.lax.abs</c>.</summary>
    public static NdArray<T> Abs<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Abs(x.Erase()));

    /// <summary>-1, 0 or 1. <c>jax.lax.sign</c>.</summary>
    public static NdArray<T> Sign<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Lax.Sign(x.Erase()));

    /// <summary>The largest integer not above x. <c>jax.lax.floor</c>.</summary>
    public static NdArray<T> Floor<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Floor(x.Erase()));

    /// <summary>The smallest integer not below x. <c>jax.lax.ceil</c>.</summary>
    public static NdArray<T> Ceil<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Ceil(x.Erase()));

    /// <summary>The nearest integer. <c>jax.lax.round</c>.</summary>
    public static NdArray<T> Round<T>(NdArray<T> x, RoundingMethod roundingMethod = RoundingMethod.AwayFromZero)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Round(x.Erase(), (int)roundingMethod));

    /// <summary>Whether x is neither infinite nor NaN. <c>jax.lax.is_finite</c>.</summary>
    public static NdArray<bool> IsFinite<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<bool>.From(Erased.Lax.IsFinite(x.Erase()));

    /// <summary>All bits turned. <c>jax.lax.bitwise_not</c>.</summary>
    public static NdArray<T> BitwiseNot<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Lax.BitwiseNot(x.Erase()));

    /// <summary>The number of bits that are set. <c>jax.lax.population_count</c>.</summary>
    public static NdArray<T> PopulationCount<T>(NdArray<T> x)
        where T : struct, IBinaryInteger<T> => NdArray<T>.From(Erased.Lax.PopulationCount(x.Erase()));

    /// <summary>The number of zeros above the highest bit that is set; of 0 the width. <c>jax.lax.clz</c>.</summary>
    public static NdArray<T> Clz<T>(NdArray<T> x)
        where T : struct, IBinaryInteger<T> => NdArray<T>.From(Erased.Lax.Clz(x.Erase()));

    /// <summary>x + y. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.add</c>.</summary>
    public static NdArray<T> Add<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Add(x.Erase(), y.Erase()));

    /// <summary>x - y. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.sub</c>.</summary>
    public static NdArray<T> Sub<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Sub(x.Erase(), y.Erase()));

    /// <summary>x * y. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.mul</c>.</summary>
    public static NdArray<T> Mul<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Mul(x.Erase(), y.Erase()));

    /// <summary>x / y; of integers, towards zero, and -1 by zero. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.div</c>.</summary>
    public static NdArray<T> Div<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Div(x.Erase(), y.Erase()));

    /// <summary>The remainder with the sign of x; of an integer by zero, x. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.rem</c>.</summary>
    public static NdArray<T> Rem<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Rem(x.Erase(), y.Erase()));

    /// <summary>The larger; NaN when either is. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.max</c>.</summary>
    public static NdArray<T> Max<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Max(x.Erase(), y.Erase()));

    /// <summary>The smaller; NaN when either is. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.min</c>.</summary>
    public static NdArray<T> Min<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Min(x.Erase(), y.Erase()));

    /// <summary>x to the power y. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.pow</c>.</summary>
    public static NdArray<T> Pow<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Pow(x.Erase(), y.Erase()));

    /// <summary>The angle of the point (y, x). No promotion: shapes are equal, or sizes are 1. <c>jax.lax.atan2</c>.</summary>
    public static NdArray<T> Atan2<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.Atan2(x.Erase(), y.Erase()));

    /// <summary>The number after x1 in the direction of x2. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.nextafter</c>.</summary>
    public static NdArray<T> Nextafter<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Lax.Nextafter(x1.Erase(), x2.Erase()));

    /// <summary>The bits set in both. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.bitwise_and</c>.</summary>
    public static NdArray<T> BitwiseAnd<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.BitwiseAnd(x.Erase(), y.Erase()));

    /// <summary>The bits set in either. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.bitwise_or</c>.</summary>
    public static NdArray<T> BitwiseOr<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.BitwiseOr(x.Erase(), y.Erase()));

    /// <summary>The bits set in one. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.bitwise_xor</c>.</summary>
    public static NdArray<T> BitwiseXor<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.BitwiseXor(x.Erase(), y.Erase()));

    /// <summary>x shifted left by y bits. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.shift_left</c>.</summary>
    public static NdArray<T> ShiftLeft<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.ShiftLeft(x.Erase(), y.Erase()));

    /// <summary>x shifted right by y bits, filled with zeros. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.shift_right_logical</c>.</summary>
    public static NdArray<T> ShiftRightLogical<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.ShiftRightLogical(x.Erase(), y.Erase()));

    /// <summary>x shifted right by y bits, filled with the sign. No promotion: shapes are equal, or sizes are 1. <c>jax.lax.shift_right_arithmetic</c>.</summary>
    public static NdArray<T> ShiftRightArithmetic<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<T>.From(Erased.Lax.ShiftRightArithmetic(x.Erase(), y.Erase()));

    /// <summary>x == y. <c>jax.lax.eq</c>.</summary>
    public static NdArray<bool> Eq<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Eq(x.Erase(), y.Erase()));

    /// <summary>x != y. <c>jax.lax.ne</c>.</summary>
    public static NdArray<bool> Ne<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Ne(x.Erase(), y.Erase()));

    /// <summary>x &lt; y. <c>jax.lax.lt</c>.</summary>
    public static NdArray<bool> Lt<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Lt(x.Erase(), y.Erase()));

    /// <summary>x &lt;= y. <c>jax.lax.le</c>.</summary>
    public static NdArray<bool> Le<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Le(x.Erase(), y.Erase()));

    /// <summary>x &gt; y. <c>jax.lax.gt</c>.</summary>
    public static NdArray<bool> Gt<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Gt(x.Erase(), y.Erase()));

    /// <summary>x &gt;= y. <c>jax.lax.ge</c>.</summary>
    public static NdArray<bool> Ge<T>(NdArray<T> x, NdArray<T> y)
        where T : struct => NdArray<bool>.From(Erased.Lax.Ge(x.Erase(), y.Erase()));

    /// <summary>One or the other, element by element. <c>jax.lax.select</c>.</summary>
    public static NdArray<T> Select<T>(NdArray<bool> pred, NdArray<T> onTrue, NdArray<T> onFalse)
        where T : struct => NdArray<T>.From(Erased.Lax.Select(pred.Erase(), onTrue.Erase(), onFalse.Erase()));

    /// <summary>x limited to an interval. <c>jax.lax.clamp</c>.</summary>
    public static NdArray<T> Clamp<T>(NdArray<T> min, NdArray<T> x, NdArray<T> max)
        where T : struct => NdArray<T>.From(Erased.Lax.Clamp(min.Erase(), x.Erase(), max.Erase()));

    /// <summary>The same bits as another type of the same size. <c>jax.lax.bitcast_convert_type</c>.</summary>
    public static NdArray<TNew> BitcastConvertType<T, TNew>(NdArray<T> operand)
        where T : struct
        where TNew : struct => NdArray<TNew>.From(Erased.Lax.BitcastConvertType(operand.Erase(), ElementType<TNew>.DType));
}
