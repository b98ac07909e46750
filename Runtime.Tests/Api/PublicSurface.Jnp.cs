// Compiles, and never runs: one line for every public name of Jnp.
using SrcGenJit;

namespace Runtime.Tests.Api;

internal static partial class PublicSurface
{
    private static void Elementwise(NdArray<float> x, NdArray<double> d, NdArray<int> i, NdArray<bool> b, NdArray<uint> u)
    {
        x = Jnp.Sin(x) + Jnp.Cos(x) + Jnp.Exp(x) + Jnp.Log(x) + Jnp.Log1p(x) + Jnp.Expm1(x) + Jnp.Log2(x) + Jnp.Tanh(x) + Jnp.Sqrt(x) + Jnp.Reciprocal(x) + Jnp.Floor(x);
        x = Jnp.Tan(x) + Jnp.Arcsin(x) + Jnp.Asin(x) + Jnp.Arccos(x) + Jnp.Acos(x) + Jnp.Arctan(x) + Jnp.Atan(x) + Jnp.Sinh(x) + Jnp.Cosh(x) + Jnp.Exp2(x) + Jnp.Log10(x) + Jnp.Cbrt(x);
        x = Jnp.Arcsinh(x) + Jnp.Asinh(x) + Jnp.Arccosh(x) + Jnp.Acosh(x) + Jnp.Arctanh(x) + Jnp.Atanh(x) + Jnp.Hypot(x, 1) + Jnp.Logaddexp(x, 0) + Jnp.Nextafter(x, 1) + Jnp.Atan2(x, x);
        x = Jnp.Ceil(x) + Jnp.Trunc(x) + Jnp.Rint(x) + Jnp.Round(x) + Jnp.Round(x, 2) + Jnp.Degrees(x) + Jnp.Rad2deg(x) + Jnp.Radians(x) + Jnp.Deg2rad(x);
        x = Jnp.Square(x) + Jnp.Negative(x) + Jnp.Abs(x) + Jnp.Sign(x);
        i = Jnp.Square(i) + Jnp.Negative(i) + Jnp.Abs(i) + Jnp.Sign(i);
        b = Jnp.Isfinite(x) | Jnp.Isinf(x) | Jnp.Isnan(x);
        x = Jnp.Add(x, 1) + Jnp.Subtract(1f, x) + Jnp.Multiply(x, x) + Jnp.Divide(x, 2) + Jnp.TrueDivide(x, x);
        i = Jnp.FloorDivide(i, 2) + Jnp.Mod(i, 3) + Jnp.Power(i, i);
        x = Jnp.FloorDivide(x, 2) + Jnp.Mod(x, 3) + Jnp.Power(x, x) + Jnp.Power(x, 2) + Jnp.Power(x, 0.5f);
        d = Jnp.Power(d, 0.5) + Jnp.Power(d, -2) + Jnp.Arctan2(d, 1);
        x = Jnp.Maximum(x, 0) + Jnp.Minimum(0f, x) + Jnp.Arctan2(x, x);
        b = Jnp.Equal(x, x) | Jnp.NotEqual(x, 0) | Jnp.Less(x, 1) | Jnp.LessEqual(x, 1) | Jnp.Greater(x, 1) | Jnp.GreaterEqual(1f, x);
        i = Jnp.BitwiseAnd(i, 1) + Jnp.BitwiseOr(i, 1) + Jnp.BitwiseXor(i, 1) + Jnp.BitwiseNot(i) + Jnp.LeftShift(i, 1) + Jnp.RightShift(i, 1);
        u = Jnp.BitwiseXor(u, 1u);
        b = Jnp.LogicalAnd(x, x) | Jnp.LogicalOr(i, i) | Jnp.LogicalXor(b, b) | Jnp.LogicalNot(x) | Jnp.BitwiseAnd(b, true);
        _ = (x, d, i, b, u);
    }

    private static void Reductions(NdArray<float> x, NdArray<int> i, NdArray<bool> b)
    {
        x = Jnp.Sum(x) + Jnp.Sum(x, 0) + Jnp.Sum(x, axis: -1, keepdims: true) + Jnp.Sum(x, [0, 1]) + Jnp.Sum(x, axes: [0], keepdims: true);
        x = Jnp.Mean(x) + Jnp.Mean(x, 0) + Jnp.Mean(x, [0, 1], keepdims: true);
        x = Jnp.Var(x) + Jnp.Var(x, 0, ddof: 1) + Jnp.Std(x) + Jnp.Std(x, [0], ddof: 1);
        x = Jnp.Max(x) + Jnp.Max(x, -1, true) + Jnp.Min(x) + Jnp.Min(x, [0]);
        x = Jnp.Cumsum(x) + Jnp.Cumprod(x, 0);
        i = Jnp.Sum(i) + Jnp.Sum(b) + Jnp.Sum(b, 0) + Jnp.Max(i) + Jnp.Argmax(x) + Jnp.Argmax(x, -1) + Jnp.Argmax(x, 0, keepdims: true);
        b = Jnp.Any(x) | Jnp.Any(b, 0) | Jnp.All(b) | Jnp.All(x > 0, [0, 1]);
        _ = (x, i, b);
    }

    private static void Making(NdArray<float> x, float s)
    {
        x = Jnp.Array([1f, 2f]) + Jnp.Array(new float[,] { { 1 } }) + Jnp.Array(2f);
        x = Jnp.Zeros<float>([2, 3]) + Jnp.Ones<float>([3]) + Jnp.Full([2, 3], 7f) + Jnp.Full<float>([], 1) + Jnp.ZerosLike(x) + Jnp.OnesLike(x);
        x = Jnp.Zeros<float>(x.Shape) + Jnp.Zeros<float>([x.Shape[0], 2]) + Jnp.Full(x.Shape, s);
        NdArray<int> i = Jnp.Arange(5) + Jnp.Arange(1, 5) + Jnp.Arange(5, 0, -2) + Jnp.Arange(x.Shape[0]);
        x = Jnp.Arange(5f) + Jnp.Arange<float>(5) + Jnp.Arange(0f, 1, 0.25f) + Jnp.Linspace(0f, 1f) + Jnp.Linspace(0f, x, 5, endpoint: false);
        x = Jnp.Eye<float>(3) + Jnp.Eye<float>(2, 3, k: 1) + Jnp.Eye<float>(x.Shape[0]);
        _ = (x, i);
    }

    private static void Shaping(NdArray<float> x, NdArray<int> i, NdArray<bool> b)
    {
        x = Jnp.Where(b, x, x) + Jnp.Where(b, x, 0) + Jnp.Where(b, 1f, x) + Jnp.Where(b, 1f, 0f) + Jnp.Where(x > 0, x, 0.1f * x);
        x = Jnp.Clip(x, 0, 1) + Jnp.Clip(x, min: 0f) + Jnp.Clip(x, max: x);
        x = Jnp.Dot(x, x) + Jnp.Matmul(x, x);
        x = Jnp.Reshape(x, [2, 3]) + Jnp.Reshape(x, [-1]) + Jnp.Reshape(x, [x.Shape[0], 1]) + Jnp.Ravel(x) + Jnp.Transpose(x) + Jnp.Transpose(x, [1, 0]);
        x = Jnp.Squeeze(x) + Jnp.Squeeze(x, 0) + Jnp.ExpandDims(x, -1) + Jnp.BroadcastTo(x, [2, 3]);
        x = Jnp.Stack([x, x]) + Jnp.Stack([x, x], axis: -1) + Jnp.Concatenate([x, x], 1);
        x = Jnp.Take(x, i) + Jnp.Take(x, i, axis: 0);
        _ = x;
    }
}
