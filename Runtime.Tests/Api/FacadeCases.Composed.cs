// Further cases of the conformance data that the facade can spell: lax's functions, promotion of numbers, dynamic indexing and small compositions.
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
    // A Python int is as wide as the configuration says, which the array tells.
    private static NdArray Python(long value, NdArray beside) => new(SrcGenJit.Core.Scalar.Of(value, beside.Dtype.ItemSize == 8 ? DType.Int64 : DType.Int32), weak: true);

    private static NdArray Square(NdArray x) => Jnp.Power(x, 2);

    private static NdArray Total(NdArray x) => Jnp.Sum(x, axis: null, keepdims: false);

    private static IEnumerable<(string Source, Func<NdArray[], NdArray[]> Function)> Composed() =>
    [
        Case("lambda x, y: jnp.true_divide(x,y)", Jnp.TrueDivide),
        Case("lambda x, y: jnp.remainder(x,y)", Jnp.Mod),
        Case("lambda x, y: lax.add(x,y)", Lax.Add),
        Case("lambda x, y: lax.div(x,y)", Lax.Div),
        Case("lambda x, y: lax.rem(x,y)", Lax.Rem),
        Case("lambda x, y: lax.pow(x,y)", Lax.Pow),
        Case("lambda x, y: lax.atan2(x,y)", Lax.Atan2),
        Case("lambda x, y: lax.max(x,y)", Lax.Max),
        Case("lambda x, y: jnp.sqrt(x*x+y*y)", (x, y) => Jnp.Sqrt(Jnp.Add(Jnp.Multiply(x, x), Jnp.Multiply(y, y)))),
        Case("lambda x, y: x+0.25*(y-x)", (x, y) => Jnp.Add(x, Jnp.Multiply(Py(0.25), Jnp.Subtract(y, x)))),
        Case("lambda x, y: (x-y)**2", (x, y) => Square(Jnp.Subtract(x, y))),
        Case("lambda x, y: jnp.exp(-(x-y)**2)", (x, y) => Jnp.Exp(Jnp.Negative(Square(Jnp.Subtract(x, y))))),
        Case("lambda x, y: x**jnp.abs(y)", (x, y) => Jnp.Power(x, Jnp.Abs(y))),
        Case(
            "lambda x, y: (x < y) & (x != 0) | (y >= 1)",
            (x, y) => Jnp.BitwiseOr(Jnp.BitwiseAnd(Jnp.Less(x, y), Jnp.NotEqual(x, Py(0))), Jnp.GreaterEqual(y, Py(1)))),
        Case(
            "lambda x, y: jnp.where(x > 0, jnp.where(y > 0, x * y, x), y)",
            (x, y) =>
            {
                NdArray outer = Jnp.Greater(x, Py(0));
                return Jnp.Where(outer, Jnp.Where(Jnp.Greater(y, Py(0)), Jnp.Multiply(x, y), x), y);
            }),
        Case("lambda x: jnp.minimum(x, 1.)", x => Jnp.Minimum(x, Py(1.0))),
        Case("lambda x: jnp.clip(x, 0., 1.)", x => Jnp.Clip(x, Py(0.0), Py(1.0))),
        Case("lambda x: x*x", x => Jnp.Multiply(x, x)),
        Case("lambda x: x+2147483647", x => Jnp.Add(x, Py(2147483647))),
        Case("lambda x: x//0", x => Jnp.FloorDivide(x, Py(0))),
        Case("lambda x: x%0", x => Jnp.Mod(x, Py(0))),
        Case("lambda x: x//2", x => Jnp.FloorDivide(x, Py(2))),
        Case("lambda x: x // 2", x => Jnp.FloorDivide(x, Python(2, x))),
        Case("lambda x: x.astype(jnp.uint32)", x => Operators.AsType(DType.UInt32, x)),
        Case("lambda x: x.astype(jnp.float32)", x => Operators.AsType(DType.Float32, x)),
        Case("lambda x: x * 2", x => Jnp.Multiply(x, Py(2))),
        Case("lambda x: x * 1.5", x => Jnp.Multiply(x, Py(1.5))),
        Case("lambda x: x * 2.5", x => Jnp.Multiply(x, SrcGenJit.Erased.Lax.Number(2.5, Promotion.Inexact(x.Dtype)))),
        Case("lambda x: x + 1", x => Jnp.Add(x, Py(1))),
        Case("lambda x: x ** 2", x => Jnp.Power(x, 2)),
        Case("lambda x: jnp.maximum(x, 0)", x => Jnp.Maximum(x, Py(0))),
        Case("lambda x: jnp.where(x > 0, 1, 0)", x => Jnp.Where(Jnp.Greater(x, Py(0)), Python(1, x), Python(0, x))),
        Case("lambda x: jnp.stack([x, 2.0])", x => Jnp.Stack([x, Py(2.0)], 0)),
        Case("lambda x, y: jnp.stack([x, y])", (x, y) => Jnp.Stack([x, y], 0)),
        Case("lambda x, y: jnp.stack([x, y], axis=1)", (x, y) => Jnp.Stack([x, y], 1)),
        Case("lambda x, y: jnp.stack([x, y], axis=-1)", (x, y) => Jnp.Stack([x, y], -1)),
        Case("lambda x, y: lax.concatenate([x, y], 0)", (x, y) => Lax.Concatenate([x, y], 0)),
        Case("lambda x: lax.broadcast(x, (2,))", x => Lax.Broadcast(x, [2])),
        Case("lambda x: lax.squeeze(x, (0,))", x => Lax.Squeeze(x, [0])),
        Case("lambda x: lax.rev(x, (0, 1))", x => Lax.Rev(x, [0, 1])),
        Case("lambda x: lax.bitcast_convert_type(x, jnp.uint32)", x => Lax.BitcastConvertType(x, DType.UInt32)),
        Case("lambda x: lax.iota(jnp.float32, 4) * x", x => Jnp.Multiply(Lax.Iota(DType.Float32, 4), x)),
        Case("lambda x: lax.dynamic_slice(x, (1, 0), (2, 2))", x => Lax.DynamicSlice(x, [Py(1), Py(0)], [2, 2])),
        Case("lambda x: lax.dynamic_slice(x, (9,), (2,))", x => Lax.DynamicSlice(x, [Py(9)], [2])),
        Case("lambda x: lax.dynamic_slice_in_dim(x, 1, 2, axis=1)", x => Lax.DynamicSlice(x, [Py(0), Py(1)], [2, 2])),
        Case("lambda x, i: lax.dynamic_slice(x, (i,), (2,))", (x, i) => Lax.DynamicSlice(x, [i], [2])),
        Case("lambda x, i: lax.dynamic_slice(x, (i, 0), (1, 3))", (x, i) => Lax.DynamicSlice(x, [i, Py(0)], [1, 3])),
        Case("lambda x, u: lax.dynamic_update_slice(x, u, (1,))", (x, u) => Lax.DynamicUpdateSlice(x, u, [Py(1)])),
        Case("lambda x, u: lax.dynamic_update_slice(x, u, (1, 2))", (x, u) => Lax.DynamicUpdateSlice(x, u, [Py(1), Py(2)])),
        Case("lambda x, u: lax.dynamic_update_slice(x, u, (4,))", (x, u) => Lax.DynamicUpdateSlice(x, u, [Py(4)])),
        Case("lambda x, u: lax.dynamic_update_slice_in_dim(x, u, 1, axis=0)", (x, u) => Lax.DynamicUpdateSlice(x, u, [Py(1), Py(0)])),
        Case("lambda x: x.at[jnp.array([0, 9])].set(5., mode='drop')", x => Operators.Set(x, [IndexEntry.Of(Ints([2], 0, 9))], Py(5.0))),
        Case(
            "lambda x: x.at[jnp.arange(3), jnp.arange(3)].set(0.)",
            x => Operators.Set(x, [IndexEntry.Of(Jnp.Arange(DType.Int32, Py(3))), IndexEntry.Of(Jnp.Arange(DType.Int32, Py(3)))], Py(0.0))),
        Case("lambda x: x.at[0].set(2)", x => Operators.Set(x, [IndexEntry.Of(0)], Py(2))),
        Case(
            "lambda x, u: lax.gather(x, jnp.array([[0], [2]]), lax.GatherDimensionNumbers((1,), (0,), (0,)), (1, 3)) + u",
            (x, u) => Jnp.Add(Lax.Gather(x, Ints([2, 1], 0, 2), new GatherNumbers([1], [0], [0], [], []), [1, 3], IndexMode.PromiseInBounds), u)),
        Case("lambda x: lax.rsqrt(x)", Lax.Rsqrt),
        Case("lambda x: lax.erf_inv(x)", Lax.ErfInv),
        Case("lambda x: lax.digamma(x)", Lax.Digamma),
        Case("lambda x: lax.integer_pow(x,3)", x => Lax.IntegerPow(x, 3)),
        Case("lambda x: lax.integer_pow(x,-2)", x => Lax.IntegerPow(x, -2)),
        Case("lambda x: lax.square(x)", Lax.Square),
        Case("lambda x: jnp.sin(x)*x", x => Jnp.Multiply(Jnp.Sin(x), x)),
        Case("lambda x: jnp.bitwise_not(x)", Jnp.BitwiseNot),
        Case("lambda x: ~x", Jnp.BitwiseNot),
        Case("lambda x: x+x", x => Jnp.Add(x, x)),
        Case("lambda x: x*1", x => Jnp.Multiply(x, Py(1))),
        Case("lambda x: nn.gelu(x,approximate=False)", x => Nn.Gelu(x, false)),
        Case("lambda x: jnp.sin(x) * jnp.exp(-x)", x => Jnp.Multiply(Jnp.Sin(x), Jnp.Exp(Jnp.Negative(x)))),
        Case("lambda x: jnp.sum(jnp.sin(x) * x ** 2)", x => Total(Jnp.Multiply(Jnp.Sin(x), Square(x)))),
        Case("lambda x: jnp.log(jnp.sum(jnp.exp(x)))", x => Jnp.Log(Total(Jnp.Exp(x)))),
        Case("lambda x: jnp.sqrt(jnp.sum(x ** 2))", x => Jnp.Sqrt(Total(Square(x)))),
        Case(
            "lambda x: jnp.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)",
            x =>
            {
                NdArray first = Jnp.Multiply(Py(100.0), Square(Jnp.Subtract(At(x, From(1, null)), Square(At(x, From(null, -1))))));
                return Total(Jnp.Add(first, Square(Jnp.Subtract(Py(1), At(x, From(null, -1))))));
            }),
        Case(
            "lambda x: jnp.stack([x[0] * x[1], jnp.sin(x[2]), x[0] ** 2 + x[2]])",
            x =>
            {
                NdArray At0(int i) => At(x, IndexEntry.Of(i));
                NdArray product = Jnp.Multiply(At0(0), At0(1)), sine = Jnp.Sin(At0(2));
                return Jnp.Stack([product, sine, Jnp.Add(Square(At0(0)), At0(2))], 0);
            }),
        Case("lambda x, y: jnp.sum(x * jnp.sin(y)) + jnp.sum(y ** 2)", (x, y) => Jnp.Add(Total(Jnp.Multiply(x, Jnp.Sin(y))), Total(Square(y)))),
        Case("lambda m, v: m @ v", Jnp.Matmul),
        Case("lambda x: lax.cumprod(x, axis=1)", x => Lax.Cumprod(x, 1, false)),
        Case("lambda x: lax.cummax(x)", x => Lax.Cummax(x, 0, false)),
        Case("lambda x: lax.cummin(x, axis=0)", x => Lax.Cummin(x, 0, false)),
        Case("lambda x: lax.select(x > 0, x, 2 * x)", x => Lax.Select(Jnp.Greater(x, Py(0)), x, Jnp.Multiply(Py(2), x))),
        ("lambda x, y: (x * y, x + y)", xs => [Jnp.Multiply(xs[0], xs[1]), Jnp.Add(xs[0], xs[1])]),
    ];
}
