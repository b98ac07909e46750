// JAX's source texts, as the conformance data spells them, and the same functions over the erased facade.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Jnp = SrcGenJit.Erased.Jnp;
using Lax = SrcGenJit.Erased.Lax;
using Nn = SrcGenJit.Erased.Nn;
using Operators = SrcGenJit.Erased.Operators;

namespace Runtime.Tests.Api;

internal static partial class FacadeCases
{
    private static readonly IndexEntry s_all = IndexEntry.All;

    /// <summary>From the src of a case to the function it defines.</summary>
    public static IReadOnlyDictionary<string, Func<NdArray[], NdArray[]>> BySource { get; } = Unary()
        .Concat(Binary()).Concat(Reductions()).Concat(Shapes()).Concat(Selection()).Concat(Indexing()).Concat(Composed())
        .ToDictionary(c => c.Source, c => c.Function, StringComparer.Ordinal);

    private static (string Source, Func<NdArray[], NdArray[]> Function) Case(string source, Func<NdArray, NdArray> f) => (source, xs => [f(xs[0])]);

    private static (string Source, Func<NdArray[], NdArray[]> Function) Case(string source, Func<NdArray, NdArray, NdArray> f) => (source, xs => [f(xs[0], xs[1])]);

    private static (string Source, Func<NdArray[], NdArray[]> Function) Case(string source, Func<NdArray, NdArray, NdArray, NdArray> f) => (source, xs => [f(xs[0], xs[1], xs[2])]);

    private static NdArray Py(double value) => new(Scalar.Python(value, DType.Float32), weak: true);

    private static NdArray Py(int value) => SrcGenJit.Erased.Lax.Number(value);

    private static NdArray Ints(Shape shape, params int[] values) => new(new Aval(shape, DType.Int32), values);

    private static NdArray At(NdArray x, params IndexEntry[] indices) => Operators.Item(x, indices);

    private static IndexEntry From(int? start, int? stop, int step = 1) =>
        IndexEntry.Slice(start is { } a ? new SliceBound(a, false) : null, stop is { } b ? new SliceBound(b, false) : null, step);

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Unary() =>
    [
        Case("lambda x: jnp.sin(x)", Jnp.Sin),
        Case("lambda x: jnp.cos(x)", Jnp.Cos),
        Case("lambda x: jnp.exp(x)", Jnp.Exp),
        Case("lambda x: jnp.log(x)", Jnp.Log),
        Case("lambda x: jnp.log2(x)", Jnp.Log2),
        Case("lambda x: jnp.log1p(x)", Jnp.Log1p),
        Case("lambda x: jnp.expm1(x)", Jnp.Expm1),
        Case("lambda x: jnp.tanh(x)", Jnp.Tanh),
        Case("lambda x: jnp.sqrt(x)", Jnp.Sqrt),
        Case("lambda x: jnp.square(x)", Jnp.Square),
        Case("lambda x: jnp.negative(x)", Jnp.Negative),
        Case("lambda x: -x", Operators.UnaryNegation),
        Case("lambda x: jnp.abs(x)", Jnp.Abs),
        Case("lambda x: jnp.fabs(x)", Jnp.Abs),
        Case("lambda x: jnp.sign(x)", Jnp.Sign),
        Case("lambda x: jnp.floor(x)", Jnp.Floor),
        Case("lambda x: jnp.isnan(x)", Jnp.Isnan),
        Case("lambda x: jnp.isfinite(x)", Jnp.Isfinite),
        Case("lambda x: jnp.reciprocal(x)", Jnp.Reciprocal),
        Case("lambda x: jnp.logical_not(x)", Jnp.LogicalNot),
        Case("lambda x: x**2", x => Jnp.Power(x, 2)),
        Case("lambda x: x**3", x => Jnp.Power(x, 3)),
        Case("lambda x: x**-1", x => Jnp.Power(x, -1)),
        Case("lambda x: x**0.5", x => Jnp.Power(x, Py(0.5))),
        Case("lambda x: 1-x", x => Jnp.Subtract(Py(1), x)),
        Case("lambda x: 1/x", x => Jnp.TrueDivide(Py(1), x)),
        Case("lambda x: x+1", x => Jnp.Add(x, Py(1))),
        Case("lambda x: x*2.5", x => Jnp.Multiply(x, Py(2.5))),
        Case("lambda x: jnp.maximum(x,0)", x => Jnp.Maximum(x, Py(0))),
        Case("lambda x: jnp.clip(x,-0.5,0.5)", x => Jnp.Clip(x, Py(-0.5), Py(0.5))),
        Case("lambda x: x-jnp.floor(x)", x => Jnp.Subtract(x, Jnp.Floor(x))),
        Case("lambda x: jnp.sin(x)+jnp.cos(x)", x => Jnp.Add(Jnp.Sin(x), Jnp.Cos(x))),
        Case("lambda x: 3*x**2-2*x+1", x => Jnp.Add(Jnp.Subtract(Jnp.Multiply(Py(3), Jnp.Power(x, 2)), Jnp.Multiply(Py(2), x)), Py(1))),
        Case("lambda x: jnp.tanh(x)**2", x => Jnp.Power(Jnp.Tanh(x), 2)),
        Case("lambda x: x*jnp.log(x)", x => Jnp.Multiply(x, Jnp.Log(x))),
        Case("lambda x: x.astype(jnp.int32)", x => Operators.AsType(DType.Int32, x)),
        Case("lambda x: x.astype(bool)", x => Operators.AsType(DType.Bool, x)),
        Case("lambda x: jnp.tan(x)", Jnp.Tan),
        Case("lambda x: jnp.arcsin(x)", Jnp.Arcsin),
        Case("lambda x: jnp.arccos(x)", Jnp.Arccos),
        Case("lambda x: jnp.arctan(x)", Jnp.Arctan),
        Case("lambda x: jnp.sinh(x)", Jnp.Sinh),
        Case("lambda x: jnp.cosh(x)", Jnp.Cosh),
        Case("lambda x: jnp.arcsinh(x)", Jnp.Arcsinh),
        Case("lambda x: jnp.arccosh(x)", Jnp.Arccosh),
        Case("lambda x: jnp.arctanh(x)", Jnp.Arctanh),
        Case("lambda x: jnp.exp2(x)", Jnp.Exp2),
        Case("lambda x: jnp.log10(x)", Jnp.Log10),
        Case("lambda x: jnp.cbrt(x)", Jnp.Cbrt),
        Case("lambda x: jnp.ceil(x)", Jnp.Ceil),
        Case("lambda x: jnp.trunc(x)", Jnp.Trunc),
        Case("lambda x: jnp.rint(x)", Jnp.Rint),
        Case("lambda x: jnp.degrees(x)", Jnp.Degrees),
        Case("lambda x: jnp.isinf(x)", Jnp.Isinf),
        Case("lambda x: jnp.round(x)", x => Jnp.Round(x, 0)),
        Case("lambda x: jnp.round(x,2)", x => Jnp.Round(x, 2)),
        Case("lambda x: jnp.floor(x)+jnp.ceil(x)", x => Jnp.Add(Jnp.Floor(x), Jnp.Ceil(x))),
        Case("lambda x: jnp.hypot(x,x)", x => Jnp.Hypot(x, x)),
        Case("lambda x: jnp.logaddexp(x,x)", x => Jnp.Logaddexp(x, x)),
        Case("lambda x: nn.softplus(x)", Nn.Softplus),
        Case("lambda x: nn.log_sigmoid(x)", Nn.LogSigmoid),
        Case("lambda x: lax.erfc(x)", Lax.Erfc),
        Case("lambda x: lax.cbrt(x)", Lax.Cbrt),
        Case("lambda x: lax.exp2(x)", Lax.Exp2),
        Case("lambda x: lax.bessel_i0e(x)", Lax.BesselI0e),
        Case("lambda x: lax.bessel_i1e(x)", Lax.BesselI1e),
        Case("lambda x: lax.population_count(x)", Lax.PopulationCount),
        Case("lambda x: lax.clz(x)", Lax.Clz),
        Case("lambda x: lax.round(x,lax.RoundingMethod.AWAY_FROM_ZERO)", x => Lax.Round(x, 0)),
        Case("lambda x: lax.round(x,lax.RoundingMethod.TO_NEAREST_EVEN)", x => Lax.Round(x, 1)),
        Case("lambda x: nn.relu(x)", Nn.Relu),
        Case("lambda x: nn.sigmoid(x)", Nn.Sigmoid),
        Case("lambda x: nn.gelu(x)", x => Nn.Gelu(x, true)),
        Case("lambda x: nn.softmax(x)", x => Nn.Softmax(x, -1)),
        Case("lambda x: nn.softmax(x, axis=-1)", x => Nn.Softmax(x, -1)),
        Case("lambda x: nn.softmax(x, axis=0)", x => Nn.Softmax(x, 0)),
        Case("lambda x: nn.log_softmax(x)", x => Nn.LogSoftmax(x, -1)),
        Case("lambda x: nn.logsumexp(x)", x => Nn.Logsumexp(x, null, false)),
        Case("lambda x: nn.logsumexp(x, axis=0, keepdims=True)", x => Nn.Logsumexp(x, 0, true)),
        Case("lambda x: nn.one_hot(x, 4)", x => Nn.OneHot(DType.Float32, x, 4, -1)),
        Case("lambda x: nn.one_hot(x, 3)", x => Nn.OneHot(DType.Float32, x, 3, -1)),
    ];

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Binary() =>
    [
        Case("lambda x, y: x+y", Jnp.Add),
        Case("lambda x, y: jnp.hypot(x,y)", Jnp.Hypot),
        Case("lambda x, y: jnp.nextafter(x,y)", Jnp.Nextafter),
        Case("lambda x, y: x + y", Jnp.Add),
        Case("lambda x, y: x-y", Jnp.Subtract),
        Case("lambda x, y: x*y", Jnp.Multiply),
        Case("lambda x, s: x * s", Jnp.Multiply),
        Case("lambda x, y: x/y", Jnp.TrueDivide),
        Case("lambda x, y: x//y", Jnp.FloorDivide),
        Case("lambda x, y: x%y", Jnp.Mod),
        Case("lambda x, y: x**y", Jnp.Power),
        Case("lambda x, y: jnp.power(x,y)", Jnp.Power),
        Case("lambda x, y: jnp.arctan2(x,y)", Jnp.Arctan2),
        Case("lambda x, y: jnp.maximum(x,y)", Jnp.Maximum),
        Case("lambda x, y: jnp.minimum(x,y)", Jnp.Minimum),
        Case("lambda x, y: x==y", Jnp.Equal),
        Case("lambda x, y: x!=y", Jnp.NotEqual),
        Case("lambda x, y: x<y", Jnp.Less),
        Case("lambda x, y: x<=y", Jnp.LessEqual),
        Case("lambda x, y: x>y", Jnp.Greater),
        Case("lambda x, y: x>=y", Jnp.GreaterEqual),
        Case("lambda x, y: x&y", Jnp.BitwiseAnd),
        Case("lambda x, y: x|y", Jnp.BitwiseOr),
        Case("lambda x, y: x^y", Jnp.BitwiseXor),
        Case("lambda x, y: x<<(y&7)", (x, y) => Jnp.LeftShift(x, Jnp.BitwiseAnd(y, Py(7)))),
        Case("lambda x, y: x>>(y&7)", (x, y) => Jnp.RightShift(x, Jnp.BitwiseAnd(y, Py(7)))),
        Case("lambda x, y: jnp.logical_and(x,y)", Jnp.LogicalAnd),
        Case("lambda x, y: jnp.logical_or(x,y)", Jnp.LogicalOr),
        Case("lambda x, y: jnp.logical_xor(x,y)", Jnp.LogicalXor),
        Case("lambda x, y: x @ y", Jnp.Matmul),
        Case("lambda x, y: jnp.dot(x, y)", Jnp.Dot),
        Case("lambda x, y: x[:, None] + y[None, :]", (x, y) => Jnp.Add(At(x, s_all, IndexEntry.NewAxis), At(y, IndexEntry.NewAxis, s_all))),
        Case("lambda a, b, c: a * b + c", (a, b, c) => Jnp.Add(Jnp.Multiply(a, b), c)),
        Case("lambda x, y: nn.relu(x @ y)", (x, y) => Nn.Relu(Jnp.Matmul(x, y))),
        ("lambda x, y: jnp.broadcast_arrays(x, y)", xs => Array.ConvertAll(xs, x => Jnp.BroadcastTo(x, Promotion.Broadcast("", xs[0].Shape, xs[1].Shape)))),
    ];

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Reductions()
    {
        List<(string, Func<NdArray[], NdArray[]>)> cases = [];
        (string Name, Func<NdArray, int?, bool, NdArray> One, Func<NdArray, int[], bool, NdArray> Many)[] functions =
        [
            ("sum", Jnp.Sum, Jnp.Sum), ("mean", Jnp.Mean, Jnp.Mean), ("max", Jnp.Max, Jnp.Max), ("min", Jnp.Min, Jnp.Min),
            ("any", Jnp.Any, Jnp.Any), ("all", Jnp.All, Jnp.All),
            ("var", (x, a, k) => Jnp.Var(x, a, k, 0), (x, a, k) => Jnp.Var(x, a, k, 0)), ("std", (x, a, k) => Jnp.Std(x, a, k, 0), (x, a, k) => Jnp.Std(x, a, k, 0)),
        ];
        foreach ((string name, Func<NdArray, int?, bool, NdArray> one, Func<NdArray, int[], bool, NdArray> many) in functions)
        {
            cases.Add(Case($"lambda x: jnp.{name}(x)", x => one(x, null, false)));
            cases.Add(Case($"lambda x: x.{name}()", x => one(x, null, false)));
            cases.Add(Case($"lambda x: jnp.{name}(x, axis=None)", x => one(x, null, false)));
            foreach (int axis in new[] { 0, 1, -1 })
            {
                cases.Add(Case($"lambda x: jnp.{name}(x, axis={axis})", x => one(x, axis, false)));
                cases.Add(Case($"lambda x: jnp.{name}(x, axis={axis}, keepdims=True)", x => one(x, axis, true)));
            }
            cases.Add(Case($"lambda x: jnp.{name}(x, axis=(0, 1))", x => many(x, [0, 1], false)));
            cases.Add(Case($"lambda x: jnp.{name}(x, axis=(0, 2))", x => many(x, [0, 2], false)));
        }
        cases.Add(Case("lambda x: jnp.all(x > 0)", x => Jnp.All(Jnp.Greater(x, Py(0)), axis: null, false)));
        cases.Add(Case("lambda x: jnp.var(x, axis=1, ddof=1)", x => Jnp.Var(x, 1, false, 1)));
        cases.Add(Case("lambda x: jnp.cumsum(x)", x => Jnp.Cumsum(x, null)));
        cases.Add(Case("lambda x: jnp.cumsum(x, axis=1)", x => Jnp.Cumsum(x, 1)));
        cases.Add(Case("lambda x: jnp.cumprod(x)", x => Jnp.Cumprod(x, null)));
        cases.Add(Case("lambda x: lax.lgamma(x)", x => SrcGenJit.Erased.Lax.Lgamma(x)));
        cases.Add(Case("lambda x: jnp.argmax(x)", x => Jnp.Argmax(x, null, false)));
        cases.Add(Case("lambda x: jnp.argmax(x, axis=0)", x => Jnp.Argmax(x, 0, false)));
        cases.Add(Case("lambda x: jnp.argmax(x, axis=1)", x => Jnp.Argmax(x, 1, false)));
        cases.Add(Case("lambda x: jnp.argmax(x, axis=1, keepdims=True)", x => Jnp.Argmax(x, 1, true)));
        return cases;
    }

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Shapes() =>
    [
        Case("lambda x: jnp.reshape(x, (4, 3))", x => Jnp.Reshape(x, [4, 3])),
        Case("lambda x: x.reshape(2, -1)", x => Jnp.Reshape(x, [2, -1])),
        Case("lambda x: x.reshape(())", x => Jnp.Reshape(x, [])),
        Case("lambda x: x.reshape(1, 3, 1)", x => Jnp.Reshape(x, [1, 3, 1])),
        Case("lambda x: jnp.ravel(x)", Jnp.Ravel),
        Case("lambda x: x.flatten()", Jnp.Ravel),
        Case("lambda x: jnp.transpose(x)", x => Jnp.Transpose(x, null)),
        Case("lambda x: x.T", x => Jnp.Transpose(x, null)),
        Case("lambda x: jnp.transpose(x, (2, 0, 1))", x => Jnp.Transpose(x, [2, 0, 1])),
        Case("lambda x: jnp.expand_dims(x, 1)", x => Jnp.ExpandDims(x, 1)),
        Case("lambda x: jnp.squeeze(x)", x => Jnp.Squeeze(x, null)),
        Case("lambda x: jnp.squeeze(x, axis=2)", x => Jnp.Squeeze(x, 2)),
        Case("lambda x: jnp.broadcast_to(x, (2, 3))", x => Jnp.BroadcastTo(x, [2, 3])),
        Case("lambda x: jnp.broadcast_to(x, (4, 2, 3))", x => Jnp.BroadcastTo(x, [4, 2, 3])),
        Case("lambda x: jnp.zeros_like(x)", Jnp.ZerosLike),
        Case("lambda x: jnp.ones_like(x)", Jnp.OnesLike),
        Case("lambda x: jnp.eye(3) * x", x => Jnp.Multiply(Jnp.Eye(x.Dtype, 3, null, 0), x)),
        Case("lambda x: jnp.eye(2, 3, k=1) * x", x => Jnp.Multiply(Jnp.Eye(x.Dtype, 2, 3, 1), x)),
        Case("lambda x: jnp.ones((2, 3)) + x", x => Jnp.Add(Jnp.Ones(x.Dtype, [2, 3]), x)),
        Case("lambda x: jnp.arange(5) * x", x => Jnp.Multiply(Jnp.Arange(x.Dtype == DType.Float64 ? DType.Int64 : DType.Int32, Py(5)), x)),
        Case("lambda x: jnp.arange(5, 0, -2) + x", x => Jnp.Add(Jnp.Arange(DType.Int32, Py(5), Py(0), Py(-2)), x)),
        Case("lambda x: jnp.linspace(0., x, 5)", x => Jnp.Linspace(SrcGenJit.Erased.Lax.Number(0.0, x.Dtype), x, 5, true)),
        Case("lambda x: jnp.linspace(x, 2., 4, endpoint=False)", x => Jnp.Linspace(x, SrcGenJit.Erased.Lax.Number(2.0, x.Dtype), 4, false)),
        Case("lambda x, y: jnp.concatenate([x, y])", (x, y) => Jnp.Concatenate([x, y], 0)),
        Case("lambda x, y: jnp.concatenate([x, y, x], axis=1)", (x, y) => Jnp.Concatenate([x, y, x], 1)),
        ("lambda: jnp.full((2,), True)", _ => [Jnp.Full(DType.Bool, [2], SrcGenJit.Erased.Lax.Constant(true))]),
        ("lambda: jnp.arange(3, dtype=jnp.float32)", _ => [Jnp.Arange(DType.Float32, Py(3))]),
    ];

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Selection() =>
    [
        Case("lambda c, x, y: jnp.where(c, x, y)", Jnp.Where),
        Case("lambda c, x, y: jnp.where(c[:, None], x, y)", (c, x, y) => Jnp.Where(At(c, s_all, IndexEntry.NewAxis), x, y)),
        Case("lambda x: jnp.where(x > 0, x, -x)", x => Jnp.Where(Jnp.Greater(x, Py(0)), x, Jnp.Negative(x))),
        Case("lambda x: jnp.where(x > 0, jnp.log(x), 0)", x => Jnp.Where(Jnp.Greater(x, Py(0)), Jnp.Log(x), Py(0))),
        Case(
            "lambda x: jnp.where(x > 0, jnp.log(jnp.where(x > 0, x, 1)), 0)",
            x =>
            {
                NdArray outer = Jnp.Greater(x, Py(0));
                return Jnp.Where(outer, Jnp.Log(Jnp.Where(Jnp.Greater(x, Py(0)), x, Py(1))), Py(0));
            }),
        Case("lambda x, lo, hi: jnp.clip(x, lo, hi)", (x, lo, hi) => Jnp.Clip(x, lo, hi)),
        Case("lambda x: jnp.clip(x, min=0.)", x => Jnp.Clip(x, Py(0.0), null)),
        Case("lambda x: jnp.clip(x, -2, 3)", x => Jnp.Clip(x, Py(-2), Py(3))),
    ];

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Indexing() =>
    [
        Case("lambda x: x[1]", x => At(x, IndexEntry.Of(1))),
        Case("lambda x: x[-1]", x => At(x, IndexEntry.Of(-1))),
        Case("lambda x: x[0]", x => At(x, IndexEntry.Of(0))),
        Case("lambda x: x[1:3]", x => At(x, From(1, 3))),
        Case("lambda x: x[::2]", x => At(x, From(null, null, 2))),
        Case("lambda x: x[-3:-1]", x => At(x, From(-3, -1))),
        Case("lambda x: x[1:, :2]", x => At(x, From(1, null), From(null, 2))),
        Case("lambda x: x[..., 0]", x => At(x, IndexEntry.Ellipsis, IndexEntry.Of(0))),
        Case("lambda x: x[0, ..., 1:]", x => At(x, IndexEntry.Of(0), IndexEntry.Ellipsis, From(1, null))),
        Case("lambda x: x[None, :, None]", x => At(x, IndexEntry.NewAxis, s_all, IndexEntry.NewAxis)),
        Case("lambda x: x[:, None, :]", x => At(x, s_all, IndexEntry.NewAxis, s_all)),
        Case("lambda x: x[1:100]", x => At(x, From(1, 100))),
        Case("lambda x: x[1:][0] * x[:-1][1]", x => Jnp.Multiply(At(At(x, From(1, null)), IndexEntry.Of(0)), At(At(x, From(null, -1)), IndexEntry.Of(1)))),
        Case("lambda x, i: x[i]", (x, i) => At(x, IndexEntry.Of(i))),
        Case("lambda x, i: x[i, 1:]", (x, i) => At(x, IndexEntry.Of(i), From(1, null))),
        Case("lambda x, i: x[i, i]", (x, i) => At(x, IndexEntry.Of(i), IndexEntry.Of(i))),
        Case("lambda x, i: x[i].sum(axis=1)", (x, i) => Jnp.Sum(At(x, IndexEntry.Of(i)), 1, false)),
        Case("lambda x: x[jnp.array([0, 2, 2])]", x => At(x, IndexEntry.Of(Ints([3], 0, 2, 2)))),
        Case("lambda x: x[jnp.array([-1, 0])]", x => At(x, IndexEntry.Of(Ints([2], -1, 0)))),
        Case("lambda x: x[jnp.array([2, 0])]", x => At(x, IndexEntry.Of(Ints([2], 2, 0)))),
        Case("lambda x: x[:, jnp.array([2, 0])]", x => At(x, s_all, IndexEntry.Of(Ints([2], 2, 0)))),
        Case("lambda x: x[jnp.array([[0, 1], [2, 3]])]", x => At(x, IndexEntry.Of(Ints([2, 2], 0, 1, 2, 3)))),
        Case("lambda x: x[jnp.array([[0], [1]]), jnp.array([1, 2])]", x => At(x, IndexEntry.Of(Ints([2, 1], 0, 1)), IndexEntry.Of(Ints([2], 1, 2)))),
        Case("lambda x: x[jnp.array([0, 2]), 1:3]", x => At(x, IndexEntry.Of(Ints([2], 0, 2)), From(1, 3))),
        Case("lambda x: jnp.take(x, jnp.array([0, 2]), axis=0)", x => Jnp.Take(x, Ints([2], 0, 2), 0)),
        Case("lambda x: jnp.take(x, jnp.array([0, 2]), axis=1)", x => Jnp.Take(x, Ints([2], 0, 2), 1)),
        Case("lambda x: jnp.take(x, jnp.array([0, 9]))", x => Jnp.Take(x, Ints([2], 0, 9), null)),
        Case("lambda x, i: jnp.take(x, i, axis=0)", (x, i) => Jnp.Take(x, i, 0)),
        Case("lambda x: x.at[1].set(9.)", x => Operators.Set(x, [IndexEntry.Of(1)], Py(9.0))),
        Case("lambda x: x.at[9].set(5.)", x => Operators.Set(x, [IndexEntry.Of(9)], Py(5.0))),
        Case("lambda x: x.at[1:3].set(0.)", x => Operators.Set(x, [From(1, 3)], Py(0.0))),
        Case("lambda x, u: x.at[1:3].set(u)", (x, u) => Operators.Set(x, [From(1, 3)], u)),
        Case("lambda x, i: x.at[i].set(1.)", (x, i) => Operators.Set(x, [IndexEntry.Of(i)], Py(1.0))),
        Case("lambda x: x.at[jnp.array([0, 0, 2])].add(1.)", x => Operators.Add(x, [IndexEntry.Of(Ints([3], 0, 0, 2))], Py(1.0))),
        Case("lambda x: x.at[jnp.array([0, 0])].add(1.)", x => Operators.Add(x, [IndexEntry.Of(Ints([2], 0, 0))], Py(1.0))),
        Case("lambda x, u: x.at[jnp.array([0, 2])].add(u)", (x, u) => Operators.Add(x, [IndexEntry.Of(Ints([2], 0, 2))], u)),
        Case("lambda x, i: nn.one_hot(i, 5) @ x", (x, i) => Jnp.Matmul(Nn.OneHot(DType.Float32, i, 5, -1), x)),
    ];
}
