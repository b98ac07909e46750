// Compiles, and never runs: one line for every public name of Lax.
using SrcGenJit;

namespace Runtime.Tests.Api;

internal static partial class PublicSurface
{
    private static void ControlFlow(NdArray<float> x, NdArray<int> n, NdArray<bool> b)
    {
        x = Lax.Cond(b, v => v * 2, v => v + 1, x);
        x = Lax.Cond(Jnp.Sum(x) > 0, () => x, () => -x);
        x = Lax.Cond(true, p => p.A + p.B, p => p.A - p.B, (A: x, B: x));
        (NdArray<float> carry, NdArray<float> ys) = Lax.Scan((NdArray<float> c, NdArray<float> row) => (c + row, c * row), x, x);
        (carry, ys) = Lax.Scan((c, row) => (c + row, c), x, x, reverse: true);
        (carry, ys) = Lax.Scan(c => (c * 2, c), x, 5);
        (carry, ys) = Lax.Scan(c => (c * 2, c), x, length: 5, reverse: true);
        x = Lax.Scan((c, row) => c + row, x, x);
        x = Lax.Scan((c, row) => c + row, x, x, reverse: true, unroll: 2);
        x = Lax.WhileLoop(v => Jnp.Sum(v) < 10, v => v * 2, x);
        x = Lax.ForiLoop(0, 10, (i, v) => v + i.AsType<float>(), x);
        x = Lax.ForiLoop(0, n, (i, v) => v * 2, x);
        _ = (carry, ys);
    }

    private static void Primitives(NdArray<float> x, NdArray<int> i, NdArray<uint> u, NdArray<bool> b)
    {
        x = Lax.Neg(x) + Lax.Sin(x) + Lax.Cos(x) + Lax.Exp(x) + Lax.Log(x) + Lax.Log1p(x) + Lax.Expm1(x) + Lax.Tanh(x) + Lax.Sqrt(x) + Lax.Rsqrt(x) + Lax.Square(x) + Lax.Logistic(x);
        x = Lax.Tan(x) + Lax.Asin(x) + Lax.Acos(x) + Lax.Atan(x) + Lax.Sinh(x) + Lax.Cosh(x) + Lax.Asinh(x) + Lax.Acosh(x) + Lax.Atanh(x) + Lax.Exp2(x) + Lax.Cbrt(x);
        x = Lax.Erfc(x) + Lax.BesselI0e(x) + Lax.BesselI1e(x) + Lax.Ceil(x) + Lax.Round(x) + Lax.Round(x, RoundingMethod.ToNearestEven) + Lax.Nextafter(x, 1);
        x = Lax.Erf(x) + Lax.ErfInv(x) + Lax.Lgamma(x) + Lax.Digamma(x) + Lax.Cumsum(x) + Lax.Cumprod(x, 0, true) + Lax.Cummax(x, axis: 0) + Lax.Cummin(x, reverse: true) + Lax.IntegerPow(x, 3) + Lax.Abs(x) + Lax.Sign(x) + Lax.Floor(x) + Lax.StopGradient(x);
        x = Lax.Add(x, x) + Lax.Sub(x, 1) + Lax.Mul(x, 2f) + Lax.Div(x, x) + Lax.Rem(x, x) + Lax.Max(x, x) + Lax.Min(x, x) + Lax.Pow(x, x) + Lax.Atan2(x, x);
        i = Lax.BitwiseAnd(i, i) + Lax.BitwiseOr(i, i) + Lax.BitwiseXor(i, i) + Lax.BitwiseNot(i) + Lax.ShiftLeft(i, 1) + Lax.ShiftRightArithmetic(i, 1) + Lax.Rem(i, 3);
        u = Lax.ShiftRightLogical(u, 9u) + Lax.BitcastConvertType<float, uint>(x);
        b = Lax.Eq(x, x) | Lax.Ne(x, x) | Lax.Lt(x, x) | Lax.Le(x, x) | Lax.Gt(x, x) | Lax.Ge(x, x) | Lax.IsFinite(x);
        x = Lax.Select(b, x, x) + Lax.Clamp(0, x, 1) + Lax.ReduceSum(x, [0]) + Lax.ReduceMax(x, [0]) + Lax.ReduceMin(x, [0, 1]);
        x = Lax.BroadcastInDim(x, [2, 3], [1]) + Lax.Reshape(x, [6]) + Lax.Squeeze(x, [0]) + Lax.ExpandDims(x, [0]) + Lax.Transpose(x, [1, 0]);
        x = Lax.Slice(x, [0], [2]) + Lax.Slice(x, [0], [4], [2]) + Lax.DynamicSlice(x, [i, 0], [1, 2]) + Lax.DynamicUpdateSlice(x, x, [0, i]) + Lax.Concatenate([x, x], 0);
        i = Lax.Iota<int>(5) + Lax.Iota<int>(x.Shape[0]);
        _ = (i, u);
    }
}
