// Elementwise functions of jax.lax, erased: one equation each, without promotion; scalars and axes of size one broadcast.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    public static NdArray Neg(NdArray x) => One(Prims.Neg, x);

    public static NdArray Sin(NdArray x) => One(Prims.Sin, x);

    public static NdArray Cos(NdArray x) => One(Prims.Cos, x);

    public static NdArray Tan(NdArray x) => One(Prims.Tan, x);

    public static NdArray Asin(NdArray x) => One(Prims.Asin, x);

    public static NdArray Acos(NdArray x) => One(Prims.Acos, x);

    public static NdArray Atan(NdArray x) => One(Prims.Atan, x);

    public static NdArray Sinh(NdArray x) => One(Prims.Sinh, x);

    public static NdArray Cosh(NdArray x) => One(Prims.Cosh, x);

    public static NdArray Exp(NdArray x) => One(Prims.Exp, x);

    public static NdArray Exp2(NdArray x) => One(Prims.Exp2, x);

    public static NdArray Log(NdArray x) => One(Prims.Log, x);

    public static NdArray Log1p(NdArray x) => One(Prims.Log1p, x);

    public static NdArray Expm1(NdArray x) => One(Prims.Expm1, x);

    public static NdArray Tanh(NdArray x) => One(Prims.Tanh, x);

    public static NdArray Asinh(NdArray x) => One(Prims.Asinh, x);

    public static NdArray Acosh(NdArray x) => One(Prims.Acosh, x);

    public static NdArray Atanh(NdArray x) => One(Prims.Atanh, x);

    public static NdArray Sqrt(NdArray x) => One(Prims.Sqrt, x);

    public static NdArray Rsqrt(NdArray x) => One(Prims.Rsqrt, x);

    internal static NdArray Log2(NdArray x) => One(Prims.Log2, x);

    internal static NdArray Log10(NdArray x) => One(Prims.Log10, x);

    public static NdArray Cbrt(NdArray x) => One(Prims.Cbrt, x);

    public static NdArray Square(NdArray x) => One(Prims.Square, x);

    public static NdArray Logistic(NdArray x) => One(Prims.Logistic, x);

    public static NdArray Erf(NdArray x) => One(Prims.Erf, x);

    public static NdArray Erfc(NdArray x) => One(Prims.Erfc, x);

    public static NdArray ErfInv(NdArray x) => One(Prims.ErfInv, x);

    public static NdArray Lgamma(NdArray x) => One(Prims.Lgamma, x);

    public static NdArray Digamma(NdArray x) => One(Prims.Digamma, x);

    public static NdArray BesselI0e(NdArray x) => One(Prims.BesselI0e, x);

    public static NdArray BesselI1e(NdArray x) => One(Prims.BesselI1e, x);

    public static NdArray IntegerPow(NdArray x, int y) => Prims.IntegerPow.Bind(Params.Of(("y", y)), x)[0];

    public static NdArray Abs(NdArray x) => One(Prims.Abs, x);

    public static NdArray Sign(NdArray x) => One(Prims.Sign, x);

    public static NdArray Floor(NdArray x) => One(Prims.Floor, x);

    public static NdArray Ceil(NdArray x) => One(Prims.Ceil, x);

    /// <summary>To the nearest integer; halves away from zero (0) or to even (1).</summary>
    public static NdArray Round(NdArray x, int roundingMethod) => Prims.Round.Bind(Params.Of(("rounding_method", roundingMethod)), x)[0];

    public static NdArray IsFinite(NdArray x) => One(Prims.IsFinite, x);

    public static NdArray BitwiseNot(NdArray x) => One(Prims.Not, x);

    public static NdArray PopulationCount(NdArray x) => One(Prims.PopulationCount, x);

    public static NdArray Clz(NdArray x) => One(Prims.Clz, x);

    public static NdArray Copy(NdArray x) => One(Prims.Copy, x);

    /// <summary>The value, constant under differentiation; arrays that are not differentiated anyway pass through.</summary>
    public static NdArray StopGradient(NdArray x) => x.Dtype.IsInexact ? One(Prims.StopGradient, x) : x;

    public static NdArray Add(NdArray x, NdArray y) => One(Prims.Add, x, y);

    /// <summary>The sum of two cotangents or tangents.</summary>
    public static NdArray AddAny(NdArray x, NdArray y) => One(Prims.AddAny, x, y);

    public static NdArray Sub(NdArray x, NdArray y) => One(Prims.Sub, x, y);

    public static NdArray Mul(NdArray x, NdArray y) => One(Prims.Mul, x, y);

    public static NdArray Div(NdArray x, NdArray y) => One(Prims.Div, x, y);

    public static NdArray Max(NdArray x, NdArray y) => One(Prims.Max, x, y);

    public static NdArray Min(NdArray x, NdArray y) => One(Prims.Min, x, y);

    public static NdArray Rem(NdArray x, NdArray y) => One(Prims.Rem, x, y);

    public static NdArray Pow(NdArray x, NdArray y) => One(Prims.Pow, x, y);

    public static NdArray Atan2(NdArray x, NdArray y) => One(Prims.Atan2, x, y);

    /// <summary><c>x * y + z</c>, rounded once.</summary>
    internal static NdArray Fma(NdArray x, NdArray y, NdArray z) => One(Prims.Fma, x, y, z);

    /// <summary><c>x * y + z</c>, rounded once where the hardware has it, else twice.</summary>
    internal static NdArray MultiplyAdd(NdArray x, NdArray y, NdArray z) => One(Prims.MultiplyAdd, x, y, z);

    public static NdArray Nextafter(NdArray x1, NdArray x2) => One(Prims.Nextafter, x1, x2);

    public static NdArray BitwiseAnd(NdArray x, NdArray y) => One(Prims.And, x, y);

    public static NdArray BitwiseOr(NdArray x, NdArray y) => One(Prims.Or, x, y);

    public static NdArray BitwiseXor(NdArray x, NdArray y) => One(Prims.Xor, x, y);

    public static NdArray ShiftLeft(NdArray x, NdArray y) => One(Prims.ShiftLeft, x, y);

    public static NdArray ShiftRightLogical(NdArray x, NdArray y) => One(Prims.ShiftRightLogical, x, y);

    public static NdArray ShiftRightArithmetic(NdArray x, NdArray y) => One(Prims.ShiftRightArithmetic, x, y);

    public static NdArray Eq(NdArray x, NdArray y) => One(Prims.Eq, x, y);

    public static NdArray Ne(NdArray x, NdArray y) => One(Prims.Ne, x, y);

    public static NdArray Lt(NdArray x, NdArray y) => One(Prims.Lt, x, y);

    public static NdArray Le(NdArray x, NdArray y) => One(Prims.Le, x, y);

    public static NdArray Gt(NdArray x, NdArray y) => One(Prims.Gt, x, y);

    public static NdArray Ge(NdArray x, NdArray y) => One(Prims.Ge, x, y);

    /// <summary>Where <paramref name="pred"/> (of the cases' shape, or a scalar) holds, <paramref name="onTrue"/>, else <paramref name="onFalse"/>.</summary>
    public static NdArray Select(NdArray pred, NdArray onTrue, NdArray onFalse) => One(Prims.SelectN, pred, onFalse, onTrue);

    /// <summary>The case that <paramref name="which"/> (bool, or an integer index) names, element by element.</summary>
    public static NdArray SelectN(NdArray which, params NdArray[] cases) => One(Prims.SelectN, [which, .. cases]);

    /// <summary><paramref name="x"/> limited to [<paramref name="min"/>, <paramref name="max"/>]; the limits are scalars or have the shape of x.</summary>
    public static NdArray Clamp(NdArray min, NdArray x, NdArray max) => One(Prims.Clamp, min, x, max);

    /// <summary>The values as another element type; a number that has not met an array yet is converted at once.</summary>
    public static NdArray ConvertElementType(NdArray operand, DType newDtype) => ConvertElementType(operand, newDtype, false);

    internal static NdArray ConvertElementType(NdArray operand, DType newDtype, bool weakType)
    {
        if (operand.Dtype == newDtype && operand.Aval.Weak == weakType && operand.Constant is not { PythonNumber: true })
        {
            return operand;
        }
        if (operand.Constant is { } scalar && newDtype.Kind <= DTypeKind.Complex)
        {
            return new NdArray(scalar.As(newDtype), weakType);
        }
        return Prims.ConvertElementType.Bind(Params.Of(("new_dtype", newDtype), ("weak_type", weakType)), operand)[0];
    }

    /// <summary>The same bits as another element type of the same width.</summary>
    public static NdArray BitcastConvertType(NdArray operand, DType newDtype) => Prims.BitcastConvertType.Bind(Params.Of(("new_dtype", newDtype)), operand)[0];

    private static NdArray One(Primitive primitive, params NdArray[] inputs) => primitive.Bind(Params.Empty, inputs)[0];
}
