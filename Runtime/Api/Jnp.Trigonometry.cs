// jax.numpy, typed: trigonometric and hyperbolic functions and their inverses, angles and lengths.
using System.Numerics;

namespace SrcGenJit;

public static partial class Jnp
{
    /// <summary>The sine of each element; <c>jax.numpy.sin</c>.</summary>
    public static NdArray<T> Sin<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Sin(x.Erase()));

    /// <summary>The cosine of each element; <c>jax.numpy.cos</c>.</summary>
    public static NdArray<T> Cos<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Cos(x.Erase()));

    /// <summary>The tangent; <c>jax.numpy.tan</c>.</summary>
    public static NdArray<T> Tan<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Tan(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1]. <c>jax.numpy.arcsin</c>.</summary>
    public static NdArray<T> Arcsin<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arcsin(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1]. <c>jax.numpy.asin</c>.</summary>
    public static NdArray<T> Asin<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Asin(x.Erase()));

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1]. <c>jax.numpy.arccos</c>.</summary>
    public static NdArray<T> Arccos<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arccos(x.Erase()));

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1]. <c>jax.numpy.acos</c>.</summary>
    public static NdArray<T> Acos<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Acos(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x. <c>jax.numpy.arctan</c>.</summary>
    public static NdArray<T> Arctan<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arctan(x.Erase()));

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x. <c>jax.numpy.atan</c>.</summary>
    public static NdArray<T> Atan<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Atan(x.Erase()));

    /// <summary>The hyperbolic sine; <c>jax.numpy.sinh</c>.</summary>
    public static NdArray<T> Sinh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Sinh(x.Erase()));

    /// <summary>The hyperbolic cosine; <c>jax.numpy.cosh</c>.</summary>
    public static NdArray<T> Cosh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Cosh(x.Erase()));

    /// <summary>The number whose hyperbolic sine is x. <c>jax.numpy.arcsinh</c>.</summary>
    public static NdArray<T> Arcsinh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arcsinh(x.Erase()));

    /// <summary>The number whose hyperbolic sine is x. <c>jax.numpy.asinh</c>.</summary>
    public static NdArray<T> Asinh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Asinh(x.Erase()));

    /// <summary>The number from 0 on whose hyperbolic cosine is x; NaN below 1. <c>jax.numpy.arccosh</c>.</summary>
    public static NdArray<T> Arccosh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arccosh(x.Erase()));

    /// <summary>The number from 0 on whose hyperbolic cosine is x; NaN below 1. <c>jax.numpy.acosh</c>.</summary>
    public static NdArray<T> Acosh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Acosh(x.Erase()));

    /// <summary>The number whose hyperbolic tangent is x; NaN outside [-1, 1]. <c>jax.numpy.arctanh</c>.</summary>
    public static NdArray<T> Arctanh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arctanh(x.Erase()));

    /// <summary>The number whose hyperbolic tangent is x; NaN outside [-1, 1]. <c>jax.numpy.atanh</c>.</summary>
    public static NdArray<T> Atanh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Atanh(x.Erase()));

    /// <summary>The hyperbolic tangent; <c>jax.numpy.tanh</c>.</summary>
    public static NdArray<T> Tanh<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Tanh(x.Erase()));

    /// <summary>Radians to degrees; <c>jax.numpy.degrees</c>.</summary>
    public static NdArray<T> Degrees<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Degrees(x.Erase()));

    /// <summary>Radians to degrees; <c>jax.numpy.rad2deg</c>.</summary>
    public static NdArray<T> Rad2deg<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Rad2deg(x.Erase()));

    /// <summary>Degrees to radians; <c>jax.numpy.radians</c>.</summary>
    public static NdArray<T> Radians<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Radians(x.Erase()));

    /// <summary>Degrees to radians; <c>jax.numpy.deg2rad</c>.</summary>
    public static NdArray<T> Deg2rad<T>(NdArray<T> x)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Deg2rad(x.Erase()));

    /// <summary>The angle of the point (x2, x1), from -pi to pi; <c>jax.numpy.arctan2</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Arctan2<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Arctan2(x1.Erase(), x2.Erase()));

    /// <summary>The angle of the point (x2, x1), from -pi to pi; <c>jax.numpy.atan2</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Atan2<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Atan2(x1.Erase(), x2.Erase()));

    /// <summary>The root of x1² + x2², without overflow between; <c>jax.numpy.hypot</c>.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static NdArray<T> Hypot<T>(NdArray<T> x1, NdArray<T> x2)
        where T : struct, IFloatingPointIeee754<T> => NdArray<T>.From(Erased.Jnp.Hypot(x1.Erase(), x2.Erase()));
}
