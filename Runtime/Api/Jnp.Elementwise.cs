// jax.numpy, typed: functions of single elements. Operands broadcast by NumPy's rules.
using System.Numerics;

namespace SrcGenJit;

/// <summary>jax.numpy: NumPy's functions on arrays, traced or not.</summary>
public static partial class Jnp
{
    /// <summary>e to the power of each element; <c>jax.numpy.exp</c>.</summary>
    public static NdArray<T> Exp<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Exp(x.Erase()));

    /// <summary>2 to the power of each element; <c>jax.numpy.exp2</c>.</summary>
    public static NdArray<T> Exp2<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Exp2(x.Erase()));

    /// <summary>The natural logarithm; NaN below 0. <c>jax.numpy.log</c>.</summary>
    public static NdArray<T> Log<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Log(x.Erase()));

    /// <summary>exp(x) - 1, accurate near 0. <c>jax.numpy.expm1</c>.</summary>
    public static NdArray<T> Expm1<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Expm1(x.Erase()));

    /// <summary>log(1 + x), exact near 0; <c>jax.numpy.log1p</c>.</summary>
    public static NdArray<T> Log1p<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Log1p(x.Erase()));

    /// <summary>The logarithm to base 2; <c>jax.numpy.log2</c>.</summary>
    public static NdArray<T> Log2<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Log2(x.Erase()));

    /// <summary>The logarithm to base 10; <c>jax.numpy.log10</c>.</summary>
    public static NdArray<T> Log10<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Log10(x.Erase()));

    /// <summary>The square root; NaN below 0. <c>jax.numpy.sqrt</c>.</summary>
    public static NdArray<T> Sqrt<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Sqrt(x.Erase()));

    /// <summary>The cube root, of negative numbers too; <c>jax.numpy.cbrt</c>.</summary>
    public static NdArray<T> Cbrt<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Cbrt(x.Erase()));

    /// <summary>1 / x; <c>jax.numpy.reciprocal</c>.</summary>
    public static NdArray<T> Reciprocal<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Reciprocal(x.Erase()));

    /// <summary>The largest integer not above each element; <c>jax.numpy.floor</c>.</summary>
    public static NdArray<T> Floor<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Floor(x.Erase()));

    /// <summary>The smallest integer not below each element; <c>jax.numpy.ceil</c>.</summary>
    public static NdArray<T> Ceil<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Ceil(x.Erase()));

    /// <summary>The integer part: rounded towards zero. <c>jax.numpy.trunc</c>.</summary>
    public static NdArray<T> Trunc<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Trunc(x.Erase()));

    /// <summary>The nearest integer, halves to even; <c>jax.numpy.rint</c>.</summary>
    public static NdArray<T> Rint<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Rint(x.Erase()));

    /// <summary>Rounded to so many decimals (negative: to tens), halves to even; <c>jax.numpy.round</c>.</summary>
    public static NdArray<T> Round<T>(NdArray<T> x, int decimals = 0)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Round(x.Erase(), decimals));

    /// <summary>x * x; <c>jax.numpy.square</c>.</summary>
    public static NdArray<T> Square<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Square(x.Erase()));

    /// <summary>-x; integers wrap. <c>jax.numpy.negative</c>.</summary>
    public static NdArray<T> Negative<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Negative(x.Erase()));

    /// <summary>The absolute value; the smallest integer stays as it is. <c>jax.numpy.abs</c>.</summary>
    public static NdArray<T> Abs<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Abs(x.Erase()));

    /// <summary>-1, 0 or 1; the signed zero and NaN stay as they are. <c>jax.numpy.sign</c>.</summary>
    public static NdArray<T> Sign<T>(NdArray<T> x)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Sign(x.Erase()));

    /// <summary>Whether each element is neither infinite nor NaN; <c>jax.numpy.isfinite</c>.</summary>
    public static NdArray<bool> Isfinite<T>(NdArray<T> x)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Isfinite(x.Erase()));

    /// <summary>Whether each element is infinite; <c>jax.numpy.isinf</c>.</summary>
    public static NdArray<bool> Isinf<T>(NdArray<T> x)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Isinf(x.Erase()));

    /// <summary>Whether each element is NaN; <c>jax.numpy.isnan</c>.</summary>
    public static NdArray<bool> Isnan<T>(NdArray<T> x)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Isnan(x.Erase()));

    /// <summary>x1 + x2; bools are or-ed. <c>jax.numpy.add</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Add<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.Add(x1.Erase(), x2.Erase()));

    /// <summary>x1 - x2; <c>jax.numpy.subtract</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Subtract<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Subtract(x1.Erase(), x2.Erase()));

    /// <summary>x1 * x2; bools are and-ed. <c>jax.numpy.multiply</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Multiply<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.Multiply(x1.Erase(), x2.Erase()));

    /// <summary>x1 / x2; <c>jax.numpy.divide</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Divide<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Divide(x1.Erase(), x2.Erase()));

    /// <summary>x1 / x2; <c>jax.numpy.true_divide</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> TrueDivide<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.TrueDivide(x1.Erase(), x2.Erase()));

    /// <summary>x1 / x2 rounded towards negative infinity: Python's <c>//</c>. <c>jax.numpy.floor_divide</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> FloorDivide<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.FloorDivide(x1.Erase(), x2.Erase()));

    /// <summary>The remainder with the sign of x2: Python's <c>%</c>. An integer by zero leaves 0. <c>jax.numpy.mod</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Mod<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Mod(x1.Erase(), x2.Erase()));

    /// <summary>x1 to the power x2; <c>jax.numpy.power</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Power<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Power(x1.Erase(), x2.Erase()));

    /// <summary>x1 to a power known while tracing, by multiplication; <c>x ** 2</c> in JAX.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">The exponent is negative and T an integer.</exception>
    public static NdArray<T> Power<T>(NdArray<T> x1, int exponent)
        where T : struct, INumber<T> => NdArray<T>.From(Erased.Jnp.Power(x1.Erase(), exponent));

    /// <summary>log(exp(x1) + exp(x2)) without overflow; <c>jax.numpy.logaddexp</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Logaddexp<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Logaddexp(x1.Erase(), x2.Erase()));

    /// <summary>The number after x1 in the direction of x2; <c>jax.numpy.nextafter</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Nextafter<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Nextafter(x1.Erase(), x2.Erase()));

    /// <summary>The larger of each pair; NaN when either is. <c>jax.numpy.maximum</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Maximum<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.Maximum(x1.Erase(), x2.Erase()));

    /// <summary>The smaller of each pair; NaN when either is. <c>jax.numpy.minimum</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Minimum<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.Minimum(x1.Erase(), x2.Erase()));

    /// <summary>x1 == x2; <c>jax.numpy.equal</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> Equal<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Equal(x1.Erase(), x2.Erase()));

    /// <summary>x1 != x2; <c>jax.numpy.not_equal</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> NotEqual<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.NotEqual(x1.Erase(), x2.Erase()));

    /// <summary>x1 &lt; x2; <c>jax.numpy.less</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> Less<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Less(x1.Erase(), x2.Erase()));

    /// <summary>x1 &lt;= x2; <c>jax.numpy.less_equal</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> LessEqual<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.LessEqual(x1.Erase(), x2.Erase()));

    /// <summary>x1 &gt; x2; <c>jax.numpy.greater</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> Greater<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.Greater(x1.Erase(), x2.Erase()));

    /// <summary>x1 &gt;= x2; <c>jax.numpy.greater_equal</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> GreaterEqual<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.GreaterEqual(x1.Erase(), x2.Erase()));

    /// <summary>The bits set in both, or the and of bools; <c>jax.numpy.bitwise_and</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> BitwiseAnd<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.BitwiseAnd(x1.Erase(), x2.Erase()));

    /// <summary>The bits set in either, or the or of bools; <c>jax.numpy.bitwise_or</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> BitwiseOr<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.BitwiseOr(x1.Erase(), x2.Erase()));

    /// <summary>The bits set in one, or the exclusive or of bools; <c>jax.numpy.bitwise_xor</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> BitwiseXor<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<T>.From(Erased.Jnp.BitwiseXor(x1.Erase(), x2.Erase()));

    /// <summary>All bits turned, or the not of bools; <c>jax.numpy.bitwise_not</c>.</summary>
    public static NdArray<T> BitwiseNot<T>(NdArray<T> x)
        where T : struct => NdArray<T>.From(Erased.Jnp.BitwiseNot(x.Erase()));

    /// <summary>x1 shifted left by x2 bits; 0 beyond the width. <c>jax.numpy.left_shift</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> LeftShift<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IBinaryInteger<T> => NdArray<T>.From(Erased.Jnp.LeftShift(x1.Erase(), x2.Erase()));

    /// <summary>x1 shifted right by x2 bits, keeping the sign of signed integers; <c>jax.numpy.right_shift</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> RightShift<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IBinaryInteger<T> => NdArray<T>.From(Erased.Jnp.RightShift(x1.Erase(), x2.Erase()));

    /// <summary>Whether both are not 0; <c>jax.numpy.logical_and</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> LogicalAnd<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.LogicalAnd(x1.Erase(), x2.Erase()));

    /// <summary>Whether either is not 0; <c>jax.numpy.logical_or</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> LogicalOr<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.LogicalOr(x1.Erase(), x2.Erase()));

    /// <summary>Whether exactly one is not 0; <c>jax.numpy.logical_xor</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<bool> LogicalXor<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct => NdArray<bool>.From(Erased.Jnp.LogicalXor(x1.Erase(), x2.Erase()));

    /// <summary>Whether each element is 0; <c>jax.numpy.logical_not</c>.</summary>
    public static NdArray<bool> LogicalNot<T>(NdArray<T> x)
        where T : struct => NdArray<bool>.From(Erased.Jnp.LogicalNot(x.Erase()));
}
