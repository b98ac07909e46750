// jax.numpy: trigonometric and hyperbolic functions and their inverses, degrees and radians.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    public static NdArray Sin(NdArray x) => Float("sin", x);

    public static NdArray Cos(NdArray x) => Float("cos", x);

    public static NdArray Tan(NdArray x) => Float("tan", x);

    public static NdArray Arcsin(NdArray x) => Float("asin", x);

    public static NdArray Asin(NdArray x) => Float("asin", x);

    public static NdArray Arccos(NdArray x) => Float("acos", x);

    public static NdArray Acos(NdArray x) => Float("acos", x);

    public static NdArray Arctan(NdArray x) => Float("atan", x);

    public static NdArray Atan(NdArray x) => Float("atan", x);

    public static NdArray Sinh(NdArray x) => Float("sinh", x);

    public static NdArray Cosh(NdArray x) => Float("cosh", x);

    public static NdArray Arcsinh(NdArray x) => Float("asinh", x);

    public static NdArray Asinh(NdArray x) => Float("asinh", x);

    /// <summary>Wrapped in jit by JAX, unlike its siblings.</summary>
    public static NdArray Arccosh(NdArray x) => NamedJit.Call("arccosh", "", xs => Float("acosh", xs[0]), x);

    public static NdArray Acosh(NdArray x) => Arccosh(x);

    public static NdArray Arctanh(NdArray x) => Float("atanh", x);

    public static NdArray Atanh(NdArray x) => Float("atanh", x);

    public static NdArray Tanh(NdArray x) => Float("tanh", x);

    public static NdArray Degrees(NdArray x) => Scaled(x, 180 / System.Math.PI);

    public static NdArray Rad2deg(NdArray x) => Degrees(x);

    public static NdArray Radians(NdArray x) => Scaled(x, System.Math.PI / 180);

    public static NdArray Deg2rad(NdArray x) => Radians(x);
}
