// jax.numpy: trigonometric and hyperbolic functions and their inverses, degrees and radians.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    public static NdArray Sin(NdArray x) => Float(Lax.Sin, x);

    public static NdArray Cos(NdArray x) => Float(Lax.Cos, x);

    public static NdArray Tan(NdArray x) => Float(Lax.Tan, x);

    public static NdArray Arcsin(NdArray x) => Float(Lax.Asin, x);

    public static NdArray Asin(NdArray x) => Float(Lax.Asin, x);

    public static NdArray Arccos(NdArray x) => Float(Lax.Acos, x);

    public static NdArray Acos(NdArray x) => Float(Lax.Acos, x);

    public static NdArray Arctan(NdArray x) => Float(Lax.Atan, x);

    public static NdArray Atan(NdArray x) => Float(Lax.Atan, x);

    public static NdArray Sinh(NdArray x) => Float(Lax.Sinh, x);

    public static NdArray Cosh(NdArray x) => Float(Lax.Cosh, x);

    public static NdArray Arcsinh(NdArray x) => Float(Lax.Asinh, x);

    public static NdArray Asinh(NdArray x) => Float(Lax.Asinh, x);

    /// <summary>Wrapped in jit by JAX, unlike its siblings.</summary>
    public static NdArray Arccosh(NdArray x) => NamedJit.Call("arccosh", "", xs => Float(Lax.Acosh, xs[0]), x);

    public static NdArray Acosh(NdArray x) => Arccosh(x);

    public static NdArray Arctanh(NdArray x) => Float(Lax.Atanh, x);

    public static NdArray Atanh(NdArray x) => Float(Lax.Atanh, x);

    public static NdArray Tanh(NdArray x) => Float(Lax.Tanh, x);

    public static NdArray Degrees(NdArray x) => Scaled(x, 180 / System.Math.PI);

    public static NdArray Rad2deg(NdArray x) => Degrees(x);

    public static NdArray Radians(NdArray x) => Scaled(x, System.Math.PI / 180);

    public static NdArray Deg2rad(NdArray x) => Radians(x);
}
