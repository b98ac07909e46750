// A [Jit] method for each member of the facade: the build traces it, and the test traces it again at run time.
using SrcGenJit;

namespace Runtime.Tests.Bullets;

internal static class FacadeMethods
{
    [Jit]
    public static NdArray<float> JnpTan([Shape("3 4")] NdArray<float> x) => Jnp.Tan(x);

    [Jit]
    public static NdArray<float> JnpArcsin([Shape("3 4")] NdArray<float> x) => Jnp.Arcsin(x);

    [Jit]
    public static NdArray<float> JnpAsin([Shape("3 4")] NdArray<float> x) => Jnp.Asin(x);

    [Jit]
    public static NdArray<float> JnpArccos([Shape("3 4")] NdArray<float> x) => Jnp.Arccos(x);

    [Jit]
    public static NdArray<float> JnpAcos([Shape("3 4")] NdArray<float> x) => Jnp.Acos(x);

    [Jit]
    public static NdArray<float> JnpArctan([Shape("3 4")] NdArray<float> x) => Jnp.Arctan(x);

    [Jit]
    public static NdArray<float> JnpAtan([Shape("3 4")] NdArray<float> x) => Jnp.Atan(x);

    [Jit]
    public static NdArray<float> JnpSinh([Shape("3 4")] NdArray<float> x) => Jnp.Sinh(x);

    [Jit]
    public static NdArray<float> JnpCosh([Shape("3 4")] NdArray<float> x) => Jnp.Cosh(x);

    [Jit]
    public static NdArray<float> JnpArcsinh([Shape("3 4")] NdArray<float> x) => Jnp.Arcsinh(x);

    [Jit]
    public static NdArray<float> JnpAsinh([Shape("3 4")] NdArray<float> x) => Jnp.Asinh(x);

    [Jit]
    public static NdArray<float> JnpArccosh([Shape("3 4")] NdArray<float> x) => Jnp.Arccosh(x);

    [Jit]
    public static NdArray<float> JnpAcosh([Shape("3 4")] NdArray<float> x) => Jnp.Acosh(x);

    [Jit]
    public static NdArray<float> JnpArctanh([Shape("3 4")] NdArray<float> x) => Jnp.Arctanh(x);

    [Jit]
    public static NdArray<float> JnpAtanh([Shape("3 4")] NdArray<float> x) => Jnp.Atanh(x);

    [Jit]
    public static NdArray<float> JnpExp2([Shape("3 4")] NdArray<float> x) => Jnp.Exp2(x);

    [Jit]
    public static NdArray<float> JnpLog10([Shape("3 4")] NdArray<float> x) => Jnp.Log10(x);

    [Jit]
    public static NdArray<float> JnpCbrt([Shape("3 4")] NdArray<float> x) => Jnp.Cbrt(x);

    [Jit]
    public static NdArray<float> JnpCeil([Shape("3 4")] NdArray<float> x) => Jnp.Ceil(x);

    [Jit]
    public static NdArray<float> JnpTrunc([Shape("3 4")] NdArray<float> x) => Jnp.Trunc(x);

    [Jit]
    public static NdArray<float> JnpRint([Shape("3 4")] NdArray<float> x) => Jnp.Rint(x);

    [Jit]
    public static NdArray<float> JnpRound([Shape("3 4")] NdArray<float> x) => Jnp.Round(x);

    [Jit]
    public static NdArray<float> JnpDegrees([Shape("3 4")] NdArray<float> x) => Jnp.Degrees(x);

    [Jit]
    public static NdArray<float> JnpRad2deg([Shape("3 4")] NdArray<float> x) => Jnp.Rad2deg(x);

    [Jit]
    public static NdArray<float> JnpRadians([Shape("3 4")] NdArray<float> x) => Jnp.Radians(x);

    [Jit]
    public static NdArray<float> JnpDeg2rad([Shape("3 4")] NdArray<float> x) => Jnp.Deg2rad(x);

    [Jit]
    public static NdArray<float> JnpRoundDecimals([Shape("3 4")] NdArray<float> x) => Jnp.Round(x, decimals: 2);

    [Jit]
    public static NdArray<bool> JnpIsinf([Shape("3 4")] NdArray<float> x) => Jnp.Isinf(x);

    [Jit]
    public static NdArray<float> JnpAtan2([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Atan2(x, y);

    [Jit]
    public static NdArray<float> JnpHypot([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Hypot(x, y);

    [Jit]
    public static NdArray<float> JnpLogaddexp([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Logaddexp(x, y);

    [Jit]
    public static NdArray<float> JnpNextafter([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Nextafter(x, y);

    [Jit]
    public static NdArray<float> LaxTan([Shape("3 4")] NdArray<float> x) => Lax.Tan(x);

    [Jit]
    public static NdArray<float> LaxAsin([Shape("3 4")] NdArray<float> x) => Lax.Asin(x);

    [Jit]
    public static NdArray<float> LaxAcos([Shape("3 4")] NdArray<float> x) => Lax.Acos(x);

    [Jit]
    public static NdArray<float> LaxAtan([Shape("3 4")] NdArray<float> x) => Lax.Atan(x);

    [Jit]
    public static NdArray<float> LaxSinh([Shape("3 4")] NdArray<float> x) => Lax.Sinh(x);

    [Jit]
    public static NdArray<float> LaxCosh([Shape("3 4")] NdArray<float> x) => Lax.Cosh(x);

    [Jit]
    public static NdArray<float> LaxAsinh([Shape("3 4")] NdArray<float> x) => Lax.Asinh(x);

    [Jit]
    public static NdArray<float> LaxAcosh([Shape("3 4")] NdArray<float> x) => Lax.Acosh(x);

    [Jit]
    public static NdArray<float> LaxAtanh([Shape("3 4")] NdArray<float> x) => Lax.Atanh(x);

    [Jit]
    public static NdArray<float> LaxExp2([Shape("3 4")] NdArray<float> x) => Lax.Exp2(x);

    [Jit]
    public static NdArray<float> LaxCbrt([Shape("3 4")] NdArray<float> x) => Lax.Cbrt(x);

    [Jit]
    public static NdArray<float> LaxErfc([Shape("3 4")] NdArray<float> x) => Lax.Erfc(x);

    [Jit]
    public static NdArray<float> LaxBesselI0e([Shape("3 4")] NdArray<float> x) => Lax.BesselI0e(x);

    [Jit]
    public static NdArray<float> LaxBesselI1e([Shape("3 4")] NdArray<float> x) => Lax.BesselI1e(x);

    [Jit]
    public static NdArray<float> LaxCeil([Shape("3 4")] NdArray<float> x) => Lax.Ceil(x);

    [Jit]
    public static NdArray<float> LaxRound([Shape("3 4")] NdArray<float> x) => Lax.Round(x);

    [Jit]
    public static NdArray<float> LaxRoundToEven([Shape("3 4")] NdArray<float> x) => Lax.Round(x, RoundingMethod.ToNearestEven);

    [Jit]
    public static NdArray<int> LaxPopulationCount([Shape("3 4")] NdArray<int> i) => Lax.PopulationCount(i);

    [Jit]
    public static NdArray<int> LaxClz([Shape("3 4")] NdArray<int> i) => Lax.Clz(i);

    [Jit]
    public static NdArray<float> LaxNextafter([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Nextafter(x, y);

    [Jit]
    public static NdArray<float> NnSoftplus([Shape("3 4")] NdArray<float> x) => Nn.Softplus(x);

    [Jit]
    public static NdArray<float> NnLogSigmoid([Shape("3 4")] NdArray<float> x) => Nn.LogSigmoid(x);

    [Jit]
    public static NdArray<float> JnpAbs([Shape("3 4")] NdArray<float> x) => Jnp.Abs(x);

    [Jit]
    public static NdArray<float> JnpCos([Shape("3 4")] NdArray<float> x) => Jnp.Cos(x);

    [Jit]
    public static NdArray<float> JnpExp([Shape("3 4")] NdArray<float> x) => Jnp.Exp(x);

    [Jit]
    public static NdArray<float> JnpExpm1([Shape("3 4")] NdArray<float> x) => Jnp.Expm1(x);

    [Jit]
    public static NdArray<float> JnpFloor([Shape("3 4")] NdArray<float> x) => Jnp.Floor(x);

    [Jit]
    public static NdArray<float> JnpLog([Shape("3 4")] NdArray<float> x) => Jnp.Log(x);

    [Jit]
    public static NdArray<float> JnpLog1p([Shape("3 4")] NdArray<float> x) => Jnp.Log1p(x);

    [Jit]
    public static NdArray<float> JnpLog2([Shape("3 4")] NdArray<float> x) => Jnp.Log2(x);

    [Jit]
    public static NdArray<float> JnpNegative([Shape("3 4")] NdArray<float> x) => Jnp.Negative(x);

    [Jit]
    public static NdArray<float> JnpOnesLike([Shape("3 4")] NdArray<float> x) => Jnp.OnesLike(x);

    [Jit]
    public static NdArray<float> JnpRavel([Shape("3 4")] NdArray<float> x) => Jnp.Ravel(x);

    [Jit]
    public static NdArray<float> JnpReciprocal([Shape("3 4")] NdArray<float> x) => Jnp.Reciprocal(x);

    [Jit]
    public static NdArray<float> JnpSign([Shape("3 4")] NdArray<float> x) => Jnp.Sign(x);

    [Jit]
    public static NdArray<float> JnpSin([Shape("3 4")] NdArray<float> x) => Jnp.Sin(x);

    [Jit]
    public static NdArray<float> JnpSqrt([Shape("3 4")] NdArray<float> x) => Jnp.Sqrt(x);

    [Jit]
    public static NdArray<float> JnpSquare([Shape("3 4")] NdArray<float> x) => Jnp.Square(x);

    [Jit]
    public static NdArray<float> JnpSqueeze([Shape("3 4")] NdArray<float> x) => Jnp.Squeeze(x);

    [Jit]
    public static NdArray<float> JnpTanh([Shape("3 4")] NdArray<float> x) => Jnp.Tanh(x);

    [Jit]
    public static NdArray<float> JnpZerosLike([Shape("3 4")] NdArray<float> x) => Jnp.ZerosLike(x);

    [Jit]
    public static NdArray<float> JnpCumsum([Shape("3 4")] NdArray<float> x) => Jnp.Cumsum(x);

    [Jit]
    public static NdArray<float> JnpCumprod([Shape("3 4")] NdArray<float> x) => Jnp.Cumprod(x);

    [Jit]
    public static NdArray<bool> JnpIsfinite([Shape("3 4")] NdArray<float> x) => Jnp.Isfinite(x);

    [Jit]
    public static NdArray<bool> JnpIsnan([Shape("3 4")] NdArray<float> x) => Jnp.Isnan(x);

    [Jit]
    public static NdArray<float> JnpAdd([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Add(x, y);

    [Jit]
    public static NdArray<float> JnpArctan2([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Arctan2(x, y);

    [Jit]
    public static NdArray<float> JnpDivide([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Divide(x, y);

    [Jit]
    public static NdArray<float> JnpFloorDivide([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.FloorDivide(x, y);

    [Jit]
    public static NdArray<float> JnpMaximum([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Maximum(x, y);

    [Jit]
    public static NdArray<float> JnpMinimum([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Minimum(x, y);

    [Jit]
    public static NdArray<float> JnpMod([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Mod(x, y);

    [Jit]
    public static NdArray<float> JnpMultiply([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Multiply(x, y);

    [Jit]
    public static NdArray<float> JnpPower([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Power(x, y);

    [Jit]
    public static NdArray<float> JnpSubtract([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Subtract(x, y);

    [Jit]
    public static NdArray<float> JnpTrueDivide([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.TrueDivide(x, y);

    [Jit]
    public static NdArray<bool> JnpEqual([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Equal(x, y);

    [Jit]
    public static NdArray<bool> JnpGreater([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Greater(x, y);

    [Jit]
    public static NdArray<bool> JnpGreaterEqual([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.GreaterEqual(x, y);

    [Jit]
    public static NdArray<bool> JnpLess([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Less(x, y);

    [Jit]
    public static NdArray<bool> JnpLessEqual([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.LessEqual(x, y);

    [Jit]
    public static NdArray<bool> JnpNotEqual([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.NotEqual(x, y);

    [Jit]
    public static NdArray<int> JnpBitwiseAnd([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Jnp.BitwiseAnd(i, j);

    [Jit]
    public static NdArray<int> JnpBitwiseOr([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Jnp.BitwiseOr(i, j);

    [Jit]
    public static NdArray<int> JnpBitwiseXor([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Jnp.BitwiseXor(i, j);

    [Jit]
    public static NdArray<int> JnpLeftShift([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Jnp.LeftShift(i, j);

    [Jit]
    public static NdArray<int> JnpRightShift([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Jnp.RightShift(i, j);

    [Jit]
    public static NdArray<int> JnpBitwiseNot([Shape("3 4")] NdArray<int> i) => Jnp.BitwiseNot(i);

    [Jit]
    public static NdArray<bool> JnpLogicalAnd([Shape("3 4")] NdArray<bool> b, [Shape("3 4")] NdArray<bool> c) => Jnp.LogicalAnd(b, c);

    [Jit]
    public static NdArray<bool> JnpLogicalOr([Shape("3 4")] NdArray<bool> b, [Shape("3 4")] NdArray<bool> c) => Jnp.LogicalOr(b, c);

    [Jit]
    public static NdArray<bool> JnpLogicalXor([Shape("3 4")] NdArray<bool> b, [Shape("3 4")] NdArray<bool> c) => Jnp.LogicalXor(b, c);

    [Jit]
    public static NdArray<bool> JnpLogicalNot([Shape("3 4")] NdArray<bool> b) => Jnp.LogicalNot(b);

    [Jit]
    public static NdArray<bool> JnpAll([Shape("3 4")] NdArray<bool> b) => Jnp.All(b);

    [Jit]
    public static NdArray<bool> JnpAllAxis([Shape("3 4")] NdArray<bool> b) => Jnp.All(b, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<bool> JnpAny([Shape("3 4")] NdArray<bool> b) => Jnp.Any(b);

    [Jit]
    public static NdArray<bool> JnpAnyAxis([Shape("3 4")] NdArray<bool> b) => Jnp.Any(b, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpSum([Shape("3 4")] NdArray<float> x) => Jnp.Sum(x);

    [Jit]
    public static NdArray<float> JnpSumAxis([Shape("3 4")] NdArray<float> x) => Jnp.Sum(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpSumAxes([Shape("3 4")] NdArray<float> x) => Jnp.Sum(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpSumSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Sum(d, axis: 0);

    [Jit]
    public static NdArray<float> JnpMean([Shape("3 4")] NdArray<float> x) => Jnp.Mean(x);

    [Jit]
    public static NdArray<float> JnpMeanAxis([Shape("3 4")] NdArray<float> x) => Jnp.Mean(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpMeanAxes([Shape("3 4")] NdArray<float> x) => Jnp.Mean(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpMeanSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Mean(d, axis: 0);

    [Jit]
    public static NdArray<float> JnpVar([Shape("3 4")] NdArray<float> x) => Jnp.Var(x);

    [Jit]
    public static NdArray<float> JnpVarAxis([Shape("3 4")] NdArray<float> x) => Jnp.Var(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpVarAxes([Shape("3 4")] NdArray<float> x) => Jnp.Var(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpVarSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Var(d, axis: 0);

    [Jit]
    public static NdArray<float> JnpStd([Shape("3 4")] NdArray<float> x) => Jnp.Std(x);

    [Jit]
    public static NdArray<float> JnpStdAxis([Shape("3 4")] NdArray<float> x) => Jnp.Std(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpStdAxes([Shape("3 4")] NdArray<float> x) => Jnp.Std(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpStdSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Std(d, axis: 0);

    [Jit]
    public static NdArray<float> JnpMax([Shape("3 4")] NdArray<float> x) => Jnp.Max(x);

    [Jit]
    public static NdArray<float> JnpMaxAxis([Shape("3 4")] NdArray<float> x) => Jnp.Max(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpMaxAxes([Shape("3 4")] NdArray<float> x) => Jnp.Max(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpMaxSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Max(d, axis: 0);

    [Jit]
    public static NdArray<float> JnpMin([Shape("3 4")] NdArray<float> x) => Jnp.Min(x);

    [Jit]
    public static NdArray<float> JnpMinAxis([Shape("3 4")] NdArray<float> x) => Jnp.Min(x, axis: 1, keepdims: true);

    [Jit]
    public static NdArray<float> JnpMinAxes([Shape("3 4")] NdArray<float> x) => Jnp.Min(x, [0, 1]);

    [Jit]
    public static NdArray<double> JnpMinSymbolic([Shape("n m")] NdArray<double> d) => Jnp.Min(d, axis: 0);

    [Jit]
    public static NdArray<int> JnpArgmax([Shape("3 4")] NdArray<float> x) => Jnp.Argmax(x, axis: 1);

    [Jit]
    public static NdArray<float> JnpArange([Shape("3 4")] NdArray<float> x) => Jnp.Arange<float>(4) + x;

    [Jit]
    public static NdArray<float> JnpArangeStep([Shape("3 4")] NdArray<float> x) => Jnp.Arange(0f, 2f, 0.5f) * x;

    [Jit]
    public static NdArray<float> JnpArray([Shape("3 4")] NdArray<float> x) => x * Jnp.Array(new float[] { 1, 2, 3, 4 });

    [Jit]
    public static NdArray<float> JnpBroadcastTo([Shape("3 4")] NdArray<float> x) => Jnp.BroadcastTo(x, [2, 3, 4]);

    [Jit]
    public static NdArray<float> JnpClip([Shape("3 4")] NdArray<float> x) => Jnp.Clip(x, -1f, 1f);

    [Jit]
    public static NdArray<float> JnpConcatenate([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Concatenate([x, y], axis: 1);

    [Jit]
    public static NdArray<float> JnpStack([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Stack([x, y], axis: 1);

    [Jit]
    public static NdArray<float> JnpDot([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Dot(x, Jnp.Transpose(y));

    [Jit]
    public static NdArray<float> JnpMatmul([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Matmul(x, Jnp.Transpose(y));

    [Jit]
    public static NdArray<float> JnpExpandDims([Shape("3 4")] NdArray<float> x) => Jnp.ExpandDims(x, 1);

    [Jit]
    public static NdArray<float> JnpEye([Shape("3 4")] NdArray<float> x) => x + Jnp.Eye<float>(3, 4);

    [Jit]
    public static NdArray<float> JnpFull([Shape("3 4")] NdArray<float> x) => x * Jnp.Full([3, 4], 2f);

    [Jit]
    public static NdArray<float> JnpLinspace([Shape("3 4")] NdArray<float> x) => x + Jnp.Linspace(0f, 1f, 4);

    [Jit]
    public static NdArray<float> JnpOnes([Shape("3 4")] NdArray<float> x) => x + Jnp.Ones<float>([3, 4]);

    [Jit]
    public static NdArray<float> JnpZeros([Shape("3 4")] NdArray<float> x) => x + Jnp.Zeros<float>([3, 4]);

    [Jit]
    public static NdArray<float> JnpReshape([Shape("3 4")] NdArray<float> x) => Jnp.Reshape(x, [2, 6]);

    [Jit]
    public static NdArray<float> JnpTake([Shape("3 4")] NdArray<float> x, [Shape("2")] NdArray<int> k) => Jnp.Take(x, k, axis: 0);

    [Jit]
    public static NdArray<float> JnpTranspose([Shape("3 4")] NdArray<float> x) => Jnp.Transpose(x, [1, 0]);

    [Jit]
    public static NdArray<float> JnpWhere([Shape("3 4")] NdArray<bool> b, [Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jnp.Where(b, x, y);

    [Jit]
    public static NdArray<float> LaxAbs([Shape("3 4")] NdArray<float> x) => Lax.Abs(x);

    [Jit]
    public static NdArray<float> LaxCos([Shape("3 4")] NdArray<float> x) => Lax.Cos(x);

    [Jit]
    public static NdArray<float> LaxDigamma([Shape("3 4")] NdArray<float> x) => Lax.Digamma(x);

    [Jit]
    public static NdArray<float> LaxErf([Shape("3 4")] NdArray<float> x) => Lax.Erf(x);

    [Jit]
    public static NdArray<float> LaxErfInv([Shape("3 4")] NdArray<float> x) => Lax.ErfInv(x);

    [Jit]
    public static NdArray<float> LaxExp([Shape("3 4")] NdArray<float> x) => Lax.Exp(x);

    [Jit]
    public static NdArray<float> LaxExpm1([Shape("3 4")] NdArray<float> x) => Lax.Expm1(x);

    [Jit]
    public static NdArray<float> LaxFloor([Shape("3 4")] NdArray<float> x) => Lax.Floor(x);

    [Jit]
    public static NdArray<float> LaxLgamma([Shape("3 4")] NdArray<float> x) => Lax.Lgamma(x);

    [Jit]
    public static NdArray<float> LaxLog([Shape("3 4")] NdArray<float> x) => Lax.Log(x);

    [Jit]
    public static NdArray<float> LaxLog1p([Shape("3 4")] NdArray<float> x) => Lax.Log1p(x);

    [Jit]
    public static NdArray<float> LaxLogistic([Shape("3 4")] NdArray<float> x) => Lax.Logistic(x);

    [Jit]
    public static NdArray<float> LaxNeg([Shape("3 4")] NdArray<float> x) => Lax.Neg(x);

    [Jit]
    public static NdArray<float> LaxRsqrt([Shape("3 4")] NdArray<float> x) => Lax.Rsqrt(x);

    [Jit]
    public static NdArray<float> LaxSign([Shape("3 4")] NdArray<float> x) => Lax.Sign(x);

    [Jit]
    public static NdArray<float> LaxSin([Shape("3 4")] NdArray<float> x) => Lax.Sin(x);

    [Jit]
    public static NdArray<float> LaxSqrt([Shape("3 4")] NdArray<float> x) => Lax.Sqrt(x);

    [Jit]
    public static NdArray<float> LaxSquare([Shape("3 4")] NdArray<float> x) => Lax.Square(x);

    [Jit]
    public static NdArray<float> LaxStopGradient([Shape("3 4")] NdArray<float> x) => Lax.StopGradient(x);

    [Jit]
    public static NdArray<float> LaxTanh([Shape("3 4")] NdArray<float> x) => Lax.Tanh(x);

    [Jit]
    public static NdArray<float> LaxCumsum([Shape("3 4")] NdArray<float> x) => Lax.Cumsum(x);

    [Jit]
    public static NdArray<float> LaxCumprod([Shape("3 4")] NdArray<float> x) => Lax.Cumprod(x);

    [Jit]
    public static NdArray<float> LaxCummax([Shape("3 4")] NdArray<float> x) => Lax.Cummax(x);

    [Jit]
    public static NdArray<float> LaxCummin([Shape("3 4")] NdArray<float> x) => Lax.Cummin(x);

    [Jit]
    public static NdArray<bool> LaxIsFinite([Shape("3 4")] NdArray<float> x) => Lax.IsFinite(x);

    [Jit]
    public static NdArray<float> LaxAdd([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Add(x, y);

    [Jit]
    public static NdArray<float> LaxAtan2([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Atan2(x, y);

    [Jit]
    public static NdArray<float> LaxDiv([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Div(x, y);

    [Jit]
    public static NdArray<float> LaxMax([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Max(x, y);

    [Jit]
    public static NdArray<float> LaxMin([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Min(x, y);

    [Jit]
    public static NdArray<float> LaxMul([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Mul(x, y);

    [Jit]
    public static NdArray<float> LaxPow([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Pow(x, y);

    [Jit]
    public static NdArray<float> LaxRem([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Rem(x, y);

    [Jit]
    public static NdArray<float> LaxSub([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Sub(x, y);

    [Jit]
    public static NdArray<bool> LaxEq([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Eq(x, y);

    [Jit]
    public static NdArray<bool> LaxGe([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Ge(x, y);

    [Jit]
    public static NdArray<bool> LaxGt([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Gt(x, y);

    [Jit]
    public static NdArray<bool> LaxLe([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Le(x, y);

    [Jit]
    public static NdArray<bool> LaxLt([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Lt(x, y);

    [Jit]
    public static NdArray<bool> LaxNe([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Ne(x, y);

    [Jit]
    public static NdArray<int> LaxBitwiseAnd([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.BitwiseAnd(i, j);

    [Jit]
    public static NdArray<int> LaxBitwiseOr([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.BitwiseOr(i, j);

    [Jit]
    public static NdArray<int> LaxBitwiseXor([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.BitwiseXor(i, j);

    [Jit]
    public static NdArray<int> LaxShiftLeft([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.ShiftLeft(i, j);

    [Jit]
    public static NdArray<int> LaxShiftRightArithmetic([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.ShiftRightArithmetic(i, j);

    [Jit]
    public static NdArray<int> LaxShiftRightLogical([Shape("3 4")] NdArray<int> i, [Shape("3 4")] NdArray<int> j) => Lax.ShiftRightLogical(i, j);

    [Jit]
    public static NdArray<int> LaxBitwiseNot([Shape("3 4")] NdArray<int> i) => Lax.BitwiseNot(i);

    [Jit]
    public static NdArray<int> LaxBitcastConvertType([Shape("3 4")] NdArray<float> x) => Lax.BitcastConvertType<float, int>(x);

    [Jit]
    public static NdArray<float> LaxBroadcastInDim([Shape("3 4")] NdArray<float> x) => Lax.BroadcastInDim(x, [2, 3, 4], [1, 2]);

    [Jit]
    public static NdArray<float> LaxClamp([Shape("")] NdArray<float> a, [Shape("3 4")] NdArray<float> x, [Shape("")] NdArray<float> c) => Lax.Clamp(a, x, c);

    [Jit]
    public static NdArray<float> LaxConcatenate([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Concatenate([x, y], 0);

    [Jit]
    public static NdArray<float> LaxDynamicSlice([Shape("3 4")] NdArray<float> x, [Shape("")] NdArray<int> k) => Lax.DynamicSlice(x, [k, k], [2, 2]);

    [Jit]
    public static NdArray<float> LaxDynamicUpdateSlice([Shape("3 4")] NdArray<float> x, [Shape("2 2")] NdArray<float> y, [Shape("")] NdArray<int> k) => Lax.DynamicUpdateSlice(x, y, [k, k]);

    [Jit]
    public static NdArray<float> LaxExpandDims([Shape("3 4")] NdArray<float> x) => Lax.ExpandDims(x, [0]);

    [Jit]
    public static NdArray<float> LaxIntegerPow([Shape("3 4")] NdArray<float> x) => Lax.IntegerPow(x, 3);

    [Jit]
    public static NdArray<float> LaxIota([Shape("3 4")] NdArray<float> x) => x + Jnp.Reshape(Lax.Iota<float>(4), [1, 4]);

    [Jit]
    public static NdArray<float> LaxReduceMax([Shape("3 4")] NdArray<float> x) => Lax.ReduceMax(x, [1]);

    [Jit]
    public static NdArray<float> LaxReduceMin([Shape("3 4")] NdArray<float> x) => Lax.ReduceMin(x, [1]);

    [Jit]
    public static NdArray<float> LaxReduceSum([Shape("3 4")] NdArray<float> x) => Lax.ReduceSum(x, [1]);

    [Jit]
    public static NdArray<float> LaxReshape([Shape("3 4")] NdArray<float> x) => Lax.Reshape(x, [12]);

    [Jit]
    public static NdArray<float> LaxSelect([Shape("3 4")] NdArray<bool> b, [Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Lax.Select(b, x, y);

    [Jit]
    public static NdArray<float> LaxSlice([Shape("3 4")] NdArray<float> x) => Lax.Slice(x, [0, 1], [3, 4], [1, 2]);

    [Jit]
    public static NdArray<float> LaxSqueeze([Shape("1 4")] NdArray<float> x) => Lax.Squeeze(x, [0]);

    [Jit]
    public static NdArray<float> LaxTranspose([Shape("3 4")] NdArray<float> x) => Lax.Transpose(x, [1, 0]);

    [Jit]
    public static NdArray<float> LaxCond([Shape("")] NdArray<bool> p, [Shape("3 4")] NdArray<float> x) => Lax.Cond(p, (NdArray<float> v) => Jnp.Sin(v), (NdArray<float> v) => v * 2f, x);

    [Jit]
    public static NdArray<float> LaxScan([Shape("3 4")] NdArray<float> x) => Lax.Scan((NdArray<float> c, NdArray<float> v) => (c + v, c * v), Jnp.Zeros<float>(4), x).Ys;

    [Jit]
    public static NdArray<float> LaxScanWithoutXs([Shape("3 4")] NdArray<float> x) => Lax.Scan((NdArray<float> c) => (c * 2f, c + x), x, 3).Ys;

    [Jit]
    public static NdArray<float> LaxScanWithoutYs([Shape("3 4")] NdArray<float> x) => Lax.Scan((NdArray<float> c, NdArray<float> v) => c * v, Jnp.Ones<float>(4), x, reverse: true);

    [Jit]
    public static NdArray<float> LaxWhileLoop([Shape("")] NdArray<float> a) => Lax.WhileLoop((NdArray<float> v) => v < 10f, (NdArray<float> v) => v * 2f + 1f, a);

    [Jit]
    public static NdArray<float> LaxForiLoop([Shape("3 4")] NdArray<float> x) => Lax.ForiLoop(0, 3, (NdArray<int> i, NdArray<float> v) => v * 2f, x);

    [Jit]
    public static NdArray<float> NnGelu([Shape("3 4")] NdArray<float> x) => Nn.Gelu(x);

    [Jit]
    public static NdArray<float> NnLogSoftmax([Shape("3 4")] NdArray<float> x) => Nn.LogSoftmax(x);

    [Jit]
    public static NdArray<float> NnLogsumexp([Shape("3 4")] NdArray<float> x) => Nn.Logsumexp(x);

    [Jit]
    public static NdArray<float> NnRelu([Shape("3 4")] NdArray<float> x) => Nn.Relu(x);

    [Jit]
    public static NdArray<float> NnSigmoid([Shape("3 4")] NdArray<float> x) => Nn.Sigmoid(x);

    [Jit]
    public static NdArray<float> NnSoftmax([Shape("3 4")] NdArray<float> x) => Nn.Softmax(x);

    [Jit]
    public static NdArray<float> NnOneHot([Shape("2")] NdArray<int> k) => Nn.OneHot<float>(k, 5);

    [Jit]
    public static NdArray<uint> RandomBits([Shape("2")] NdArray<uint> key) => JaxRandom.Bits(key, [5]);

    [Jit]
    public static NdArray<uint> RandomFoldIn([Shape("2")] NdArray<uint> key) => JaxRandom.FoldIn(key, 3);

    [Jit]
    public static NdArray<float> RandomNormal([Shape("2")] NdArray<uint> key) => JaxRandom.Normal(key, [5]);

    [Jit]
    public static NdArray<float> RandomUniform([Shape("2")] NdArray<uint> key) => JaxRandom.Uniform(key, [5]);

    [Jit]
    public static NdArray<uint> RandomSplit([Shape("2")] NdArray<uint> key) => JaxRandom.Split(key);

    [Jit]
    public static NdArray<uint> RandomPRNGKey([Shape("")] NdArray<int> seed) => JaxRandom.PRNGKey(seed);

    [Jit]
    public static NdArray<float> JaxGrad([Shape("3 4")] NdArray<float> x) => Jax.Grad((NdArray<float> v) => Jnp.Sum(Jnp.Sin(v) * v))(x);

    [Jit]
    public static NdArray<float> JaxValueAndGrad([Shape("3 4")] NdArray<float> x) => Jax.ValueAndGrad((NdArray<float> v) => Jnp.Sum(v * v))(x).Gradient;

    [Jit]
    public static NdArray<float> JaxJvp([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jax.Jvp((NdArray<float> v) => Jnp.Exp(v), x, y).Tangent;

    [Jit]
    public static NdArray<float> JaxVjp([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jax.Vjp((NdArray<float> v) => Jnp.Tanh(v), x).Pullback(y);

    [Jit]
    public static NdArray<float> JaxVmap([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => Jax.Vmap((NdArray<float> v, NdArray<float> w) => Jnp.Dot(v, w))(x, y);

    [Jit]
    public static NdArray<float> JaxStopGradient([Shape("3 4")] NdArray<float> x) => Jax.StopGradient(x) * x;

    [Jit]
    public static NdArray<float> JaxJit([Shape("3 4")] NdArray<float> x) => Jax.Jit((NdArray<float> v) => Jnp.Sin(v))(x);

    [Jit]
    public static NdArray<float> OperatorsOfArrays([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<float> y) => -(x + y) * x / y - 2f * x;

    [Jit]
    public static NdArray<bool> OperatorsOfBools([Shape("3 4")] NdArray<float> x, [Shape("3 4")] NdArray<bool> b) => (x > 0f) & b | ~b ^ (x == 1f);

    [Jit]
    public static NdArray<float> Indexing([Shape("3 4")] NdArray<float> x) => x[1..3, ^1] + x[0, 2];

    [Jit]
    public static NdArray<float> AtSet([Shape("3 4")] NdArray<float> x) => x.At[1, 2].Set(3f);

    [Jit]
    public static NdArray<float> AtAdd([Shape("3 4")] NdArray<float> x, [Shape("2")] NdArray<int> k) => x.At[k].Add(1f);

    [Jit]
    public static NdArray<double> AsType([Shape("3 4")] NdArray<float> x) => x.AsType<double>();
}
