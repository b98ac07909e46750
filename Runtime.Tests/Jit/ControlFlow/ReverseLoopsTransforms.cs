// The reverse derivatives of the methods of ReverseLoops, compiled: of first and second order, and over many x.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class ReverseLoopsTransforms
{
    [Jit]
    public static double TreeSlope(double x) => Jax.Grad((double v) => ReverseLoops.Tree(v))(x);

    [Jit]
    public static double TreeCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Tree(v))(w))(x);

    [Jit]
    public static NdArray<double> TreeSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Tree((double)v)))(x))(xs);

    [Jit]
    public static double TriangularSolveSlope(double x) => Jax.Grad((double v) => ReverseLoops.TriangularSolve(v))(x);

    [Jit]
    public static double TriangularSolveCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.TriangularSolve(v))(w))(x);

    [Jit]
    public static NdArray<double> TriangularSolveSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.TriangularSolve((double)v)))(x))(xs);

    [Jit]
    public static double CholeskySlope(double x) => Jax.Grad((double v) => ReverseLoops.Cholesky(v))(x);

    [Jit]
    public static double CholeskyCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Cholesky(v))(w))(x);

    [Jit]
    public static NdArray<double> CholeskySlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Cholesky((double)v)))(x))(xs);

    [Jit]
    public static double UpperTriangleSlope(double x) => Jax.Grad((double v) => ReverseLoops.UpperTriangle(v))(x);

    [Jit]
    public static double UpperTriangleCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.UpperTriangle(v))(w))(x);

    [Jit]
    public static NdArray<double> UpperTriangleSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.UpperTriangle((double)v)))(x))(xs);

    [Jit]
    public static double HornerDoSlope(double x) => Jax.Grad((double v) => ReverseLoops.HornerDo(v))(x);

    [Jit]
    public static double HornerDoCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.HornerDo(v))(w))(x);

    [Jit]
    public static NdArray<double> HornerDoSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.HornerDo((double)v)))(x))(xs);

    [Jit]
    public static double NestedDoSlope(double x) => Jax.Grad((double v) => ReverseLoops.NestedDo(v))(x);

    [Jit]
    public static double NestedDoCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.NestedDo(v))(w))(x);

    [Jit]
    public static NdArray<double> NestedDoSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.NestedDo((double)v)))(x))(xs);

    [Jit]
    public static double NewtonSlope(double x) => Jax.Grad((double v) => ReverseLoops.Newton(v))(x);

    [Jit]
    public static double NewtonCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Newton(v))(w))(x);

    [Jit]
    public static NdArray<double> NewtonSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Newton((double)v)))(x))(xs);

    [Jit]
    public static double NewtonTestedSlope(double x) => Jax.Grad((double v) => ReverseLoops.NewtonTested(v))(x);

    [Jit]
    public static double NewtonTestedCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.NewtonTested(v))(w))(x);

    [Jit]
    public static NdArray<double> NewtonTestedSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.NewtonTested((double)v)))(x))(xs);

    [Jit]
    public static double SimpsonSlope(double x) => Jax.Grad((double v) => ReverseLoops.Simpson(v))(x);

    [Jit]
    public static double SimpsonCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Simpson(v))(w))(x);

    [Jit]
    public static NdArray<double> SimpsonSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Simpson((double)v)))(x))(xs);

    [Jit]
    public static double ReturnsSlope(double x) => Jax.Grad((double v) => ReverseLoops.Returns(v))(x);

    [Jit]
    public static double ReturnsCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Returns(v))(w))(x);

    [Jit]
    public static NdArray<double> ReturnsSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Returns((double)v)))(x))(xs);

    [Jit]
    public static double InsertionSlope(double x) => Jax.Grad((double v) => ReverseLoops.Insertion(v))(x);

    [Jit]
    public static double InsertionCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Insertion(v))(w))(x);

    [Jit]
    public static NdArray<double> InsertionSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Insertion((double)v)))(x))(xs);

    [Jit]
    public static double HalvingSlope(double x) => Jax.Grad((double v) => ReverseLoops.Halving(v))(x);

    [Jit]
    public static double HalvingCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Halving(v))(w))(x);

    [Jit]
    public static NdArray<double> HalvingSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Halving((double)v)))(x))(xs);

    [Jit]
    public static double StridesSlope(double x) => Jax.Grad((double v) => ReverseLoops.Strides(v))(x);

    [Jit]
    public static double StridesCurve(double x) => Jax.Grad((double w) => w * Jax.Grad((double v) => ReverseLoops.Strides(v))(w))(x);

    [Jit]
    public static NdArray<double> StridesSlopes([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> x) => Jax.Grad((NdArray<double> v) => Jnp.Array(ReverseLoops.Strides((double)v)))(x))(xs);
}
