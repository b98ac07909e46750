// Elementwise functions of jax.lax, erased: one equation each, without promotion; scalars and axes of size one broadcast.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    public static NdArray Neg(NdArray x) => One(Elementwise.Neg, x);

    public static NdArray Sin(NdArray x) => One(Elementwise.Sin, x);

    public static NdArray Cos(NdArray x) => One(Elementwise.Cos, x);

    public static NdArray Tan(NdArray x) => One(Elementwise.Tan, x);

    public static NdArray Asin(NdArray x) => One(Elementwise.Asin, x);

    public static NdArray Acos(NdArray x) => One(Elementwise.Acos, x);

    public static NdArray Atan(NdArray x) => One(Elementwise.Atan, x);

    public static NdArray Sinh(NdArray x) => One(Elementwise.Sinh, x);

    public static NdArray Cosh(NdArray x) => One(Elementwise.Cosh, x);

    public static NdArray Exp(NdArray x) => One(Elementwise.Exp, x);

    public static NdArray Exp2(NdArray x) => One(Elementwise.Exp2, x);

    public static NdArray Log(NdArray x) => One(Elementwise.Log, x);

    public static NdArray Log1p(NdArray x) => One(Elementwise.Log1p, x);

    public static NdArray Expm1(NdArray x) => One(Elementwise.Expm1, x);

    public static NdArray Tanh(NdArray x) => One(Elementwise.Tanh, x);

    public static NdArray Asinh(NdArray x) => One(Elementwise.Asinh, x);

    public static NdArray Acosh(NdArray x) => One(Elementwise.Acosh, x);

    public static NdArray Atanh(NdArray x) => One(Elementwise.Atanh, x);

    public static NdArray Sqrt(NdArray x) => One(Elementwise.Sqrt, x);

    public static NdArray Rsqrt(NdArray x) => One(Elementwise.Rsqrt, x);

    public static NdArray Cbrt(NdArray x) => One(Elementwise.Cbrt, x);

    public static NdArray Square(NdArray x) => One(Elementwise.Square, x);

    public static NdArray Logistic(NdArray x) => One(Elementwise.Logistic, x);

    public static NdArray Erf(NdArray x) => One(Elementwise.Erf, x);

    public static NdArray Erfc(NdArray x) => One(Elementwise.Erfc, x);

    public static NdArray ErfInv(NdArray x) => One(Elementwise.ErfInv, x);

    public static NdArray Lgamma(NdArray x) => One(Gamma.Lgamma, x);

    public static NdArray Digamma(NdArray x) => One(Gamma.Digamma, x);

    public static NdArray BesselI0e(NdArray x) => One(Elementwise.BesselI0e, x);

    public static NdArray BesselI1e(NdArray x) => One(Elementwise.BesselI1e, x);

    public static NdArray IntegerPow(NdArray x, int y) => Elementwise.IntegerPow.Bind(Params.Of(("y", y)), x)[0];

    public static NdArray Abs(NdArray x) => One(Elementwise.Abs, x);

    public static NdArray Sign(NdArray x) => One(Elementwise.Sign, x);

    public static NdArray Floor(NdArray x) => One(Elementwise.Floor, x);

    public static NdArray Ceil(NdArray x) => One(Elementwise.Ceil, x);

    /// <summary>To the nearest integer; halves away from zero (0) or to even (1).</summary>
    public static NdArray Round(NdArray x, int roundingMethod) => Elementwise.Round.Bind(Params.Of(("rounding_method", roundingMethod)), x)[0];

    public static NdArray IsFinite(NdArray x) => One(Elementwise.IsFinite, x);

    public static NdArray BitwiseNot(NdArray x) => One(Elementwise.Not, x);

    public static NdArray PopulationCount(NdArray x) => One(Elementwise.PopulationCount, x);

    public static NdArray Clz(NdArray x) => One(Elementwise.Clz, x);

    public static NdArray Copy(NdArray x) => One(Elementwise.Copy, x);

    /// <summary>The value, constant under differentiation; arrays that are not differentiated anyway pass through.</summary>
    public static NdArray StopGradient(NdArray x) => x.Dtype.IsInexact ? One(Elementwise.StopGradient, x) : x;

    public static NdArray Add(NdArray x, NdArray y) => One(Elementwise.Add, x, y);

    /// <summary>The sum of two cotangents or tangents.</summary>
    public static NdArray AddAny(NdArray x, NdArray y) => One(Elementwise.AddAny, x, y);

    public static NdArray Sub(NdArray x, NdArray y) => One(Elementwise.Sub, x, y);

    public static NdArray Mul(NdArray x, NdArray y) => One(Elementwise.Mul, x, y);

    public static NdArray Div(NdArray x, NdArray y) => One(Elementwise.Div, x, y);

    public static NdArray Max(NdArray x, NdArray y) => One(Elementwise.Max, x, y);

    public static NdArray Min(NdArray x, NdArray y) => One(Elementwise.Min, x, y);

    public static NdArray Rem(NdArray x, NdArray y) => One(Elementwise.Rem, x, y);

    public static NdArray Pow(NdArray x, NdArray y) => One(Elementwise.Pow, x, y);

    public static NdArray Atan2(NdArray x, NdArray y) => One(Elementwise.Atan2, x, y);

    public static NdArray Nextafter(NdArray x1, NdArray x2) => One(Elementwise.Nextafter, x1, x2);

    public static NdArray BitwiseAnd(NdArray x, NdArray y) => One(Elementwise.And, x, y);

    public static NdArray BitwiseOr(NdArray x, NdArray y) => One(Elementwise.Or, x, y);

    public static NdArray BitwiseXor(NdArray x, NdArray y) => One(Elementwise.Xor, x, y);

    public static NdArray ShiftLeft(NdArray x, NdArray y) => One(Elementwise.ShiftLeft, x, y);

    public static NdArray ShiftRightLogical(NdArray x, NdArray y) => One(Elementwise.ShiftRightLogical, x, y);

    public static NdArray ShiftRightArithmetic(NdArray x, NdArray y) => One(Elementwise.ShiftRightArithmetic, x, y);

    public static NdArray Eq(NdArray x, NdArray y) => One(Comparisons.Eq, x, y);

    public static NdArray Ne(NdArray x, NdArray y) => One(Comparisons.Ne, x, y);

    public static NdArray Lt(NdArray x, NdArray y) => One(Comparisons.Lt, x, y);

    public static NdArray Le(NdArray x, NdArray y) => One(Comparisons.Le, x, y);

    public static NdArray Gt(NdArray x, NdArray y) => One(Comparisons.Gt, x, y);

    public static NdArray Ge(NdArray x, NdArray y) => One(Comparisons.Ge, x, y);

    /// <summary>Where <paramref name="pred"/> (of the cases' shape, or a scalar) holds, <paramref name="onTrue"/>, else <paramref name="onFalse"/>.</summary>
    public static NdArray Select(NdArray pred, NdArray onTrue, NdArray onFalse) => One(Comparisons.SelectN, pred, onFalse, onTrue);

    /// <summary>The case that <paramref name="which"/> (bool, or an integer index) names, element by element.</summary>
    public static NdArray SelectN(NdArray which, params NdArray[] cases) => One(Comparisons.SelectN, [which, .. cases]);

    /// <summary><paramref name="x"/> limited to [<paramref name="min"/>, <paramref name="max"/>]; the limits are scalars or have the shape of x.</summary>
    public static NdArray Clamp(NdArray min, NdArray x, NdArray max) => One(Comparisons.Clamp, min, x, max);

    /// <summary>The values as another element type; a number that has not met an array yet is converted at once.</summary>
    public static NdArray ConvertElementType(NdArray operand, DType newDtype) => ConvertElementType(operand, newDtype, false);

    internal static NdArray ConvertElementType(NdArray operand, DType newDtype, bool weakType)
    {
        if (operand.Dtype == newDtype && operand.Aval.Weak == weakType)
        {
            return operand;
        }
        if (operand.Constant is { } scalar && newDtype.Kind <= DTypeKind.Complex)
        {
            return new NdArray(scalar.As(newDtype), weakType);
        }
        return Comparisons.ConvertElementType.Bind(Params.Of(("new_dtype", newDtype), ("weak_type", weakType)), operand)[0];
    }

    /// <summary>The same bits as another element type of the same width.</summary>
    public static NdArray BitcastConvertType(NdArray operand, DType newDtype) => Comparisons.BitcastConvertType.Bind(Params.Of(("new_dtype", newDtype)), operand)[0];

    private static NdArray One(Primitive primitive, params NdArray[] inputs) => primitive.Bind(Params.Empty, inputs)[0];
}
