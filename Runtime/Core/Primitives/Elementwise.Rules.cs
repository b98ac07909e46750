// Constructors and rule bodies of the elementwise arithmetic table; the bodies are JAX's (jax/_src/lax/lax.py), term by term.
using System;
using System.Linq;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Elementwise
{
    private static Primitive Make(
        string name, Semantics semantics, ShapeRule shape, Term?[] terms, TransposeRule transpose, bool broadcasts = true,
        Func<Func<Primitive>, JvpRule>? jvp = null, BatchRule? batch = null)
    {
        Primitive primitive = null!;
        Func<Primitive> self = () => primitive;
        return primitive = new Primitive
        {
            Name = name,
            Shape = shape,
            Jvp = jvp?.Invoke(self) ?? ElementwiseFamily.Jvp(self, terms),
            Transpose = transpose,
            Batch = batch ?? (broadcasts ? ElementwiseFamily.BatchBroadcasting(self) : ElementwiseFamily.BatchOne(self)),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = semantics,
            Printing = Printing.Plain,
        };
    }

    private static Primitive Unary(string name, string kernel, DTypeSet accepted, Term? term, DType? result = null, string? template = null, int cost = 1, int length = 1) =>
        Make(name, new Semantics.Elementwise(kernel, _ => template ?? kernel + "({0})") { Cost = cost, Length = length }, Shapes(name, result, accepted), [term], Rules.NotLinear, false);

    // A function of the vector library.
    private static Primitive Function(string name, string kernel, int length, DTypeSet accepted, Term term) => Unary(name, kernel, accepted, term, cost: 16, length: length);

    // With an integer parameter that the kernel takes.
    private static Primitive WithParameter(string name, string kernel, string parameter, ShapeRule shape, Term? term, int cost) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => $"{kernel}({{0}}, {{{parameter}}})") { Cost = cost, Parameter = parameter }, shape, [term], Rules.NotLinear, false);

    private static Primitive Linear(string name, string kernel, string template, DTypeSet accepted, Func<NdArray, Aval, NdArray?[]> transpose) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template) { Cost = kernel == "Copy" ? 0 : 1 }, Shapes(name, accepted), [],
            (cts, _, inputs, _) => cts[0] is { } ct ? transpose(ct, inputs[0].Aval) : [null],
            false, ElementwiseFamily.LinearJvp);

    private static Primitive Binary(
        string name, string kernel, DTypeSet left, DTypeSet right, Term? leftTerm = null, Term? rightTerm = null, string? template = null, int cost = 1, int length = 1, JvpRule? jvp = null) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template ?? kernel + "({0}, {1})") { Cost = cost, Length = length }, Shapes(name, left, right), [leftTerm, rightTerm], Rules.NotLinear,
            jvp: jvp is null ? null : _ => jvp);

    private static Primitive Sum(
        string name, string kernel, string template, Func<Primitive, NdArray[], NdArray?[], (NdArray, NdArray?)>? jvp, Func<NdArray, Aval, Aval, NdArray?[]> transpose,
        BatchRule? batch = null) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template), Shapes(name, Num, Num), [],
            (cts, _, inputs, _) => cts[0] is { } ct ? Pick(transpose(ct, inputs[0].Aval, inputs[1].Aval), inputs) : [null, null],
            true,
            self => jvp is null ? ElementwiseFamily.LinearJvp(self) : (primals, tangents, _) =>
            {
                (NdArray y, NdArray? t) = jvp(self(), primals, tangents);
                return ([y], [t]);
            },
            batch);

    private static NdArray?[] Pick(NdArray?[] cotangents, TransposeInput[] inputs) => cotangents.Select((ct, i) => inputs[i].IsLinear ? ct : null).ToArray();

    private static ShapeRule Shapes(string name, params DTypeSet[] accepted) => Shapes(name, null, accepted);

    private static ShapeRule Shapes(string name, DType? result, params DTypeSet[] accepted) => (inputs, _) => [ElementwiseFamily.Result(name, inputs, accepted, result)];

    // The magnitude of a complex number is real.
    private static Aval[] AbsShape(Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result("abs", inputs, [Signed | Float | DTypeSet.Complex], null);
        return [result.DType == DType.Complex64 ? result.WithDType(DType.Float32) : result.DType == DType.Complex128 ? result.WithDType(DType.Float64) : result];
    }

    private static Aval[] IntegerPowShape(Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result("integer_pow", inputs, [Num], null);
        int exponent = parameters.Int("y");
        return exponent < 0 && result.DType.IsInteger
            ? throw new ShapeException($"Integers cannot be raised to negative powers, got integer_pow({result.DType.Name}{result.Shape.ToBrackets()}, {exponent})")
            : [result];
    }

    private static NdArray IntegerPowTerm(NdArray g, NdArray y, NdArray[] x, Params parameters)
    {
        int n = parameters.Int("y");
        return n switch
        {
            0 => ZerosLike(g),
            1 => g,
            2 => Mul(g, Mul(Const(x[0], n), x[0])),
            _ => Mul(g, Mul(Const(x[0], n), IntegerPow(x[0], n - 1))),
        };
    }

    // The slope at 0 is 1/2; 1/x is taken where it is finite.
    private static NdArray BesselI1eTerm(NdArray g, NdArray y, NdArray[] x, Params parameters)
    {
        double epsilon = x[0].Dtype.Epsilon;
        NdArray large = Gt(Abs(x[0]), Const(x[0], epsilon));
        NdArray safe = Select(large, x[0], FullLike(x[0], epsilon));
        NdArray slope = Sub(BesselI0e(safe), Mul(y, Add(Sign(safe), Reciprocal(safe))));
        return Mul(g, Select(large, slope, FullLike(x[0], 0.5)));
    }

    private static NdArray Reciprocal(NdArray x) => IntegerPow(x, -1);

    private static Aval[] RoundShape(Aval[] inputs, Params parameters) => parameters.Int("rounding_method") is 0 or 1
        ? [ElementwiseFamily.Result("round", inputs, [DTypeSet.Float], null)]
        : throw new ShapeException($"round has rounding_method 0 (away from zero) or 1 (to nearest even), got {parameters.Int("rounding_method")}");

    private static (NdArray Primal, NdArray? Tangent) AddJvp(Primitive self, NdArray[] x, NdArray?[] t)
    {
        NdArray y = Add(x[0], x[1]);
        return (y, t[0] is null ? MaybeBroadcast(y.Shape, t[1]!) : t[1] is null ? MaybeBroadcast(y.Shape, t[0]!) : Add(t[0]!, t[1]!));
    }

    private static (NdArray Primal, NdArray? Tangent) SubJvp(Primitive self, NdArray[] x, NdArray?[] t)
    {
        NdArray y = Sub(x[0], x[1]);
        return (y, t[0] is null ? MaybeBroadcast(y.Shape, Neg(t[1]!)) : t[1] is null ? MaybeBroadcast(y.Shape, t[0]!) : Sub(t[0]!, t[1]!));
    }

    // Sums of cotangents have operands of one shape, so a value without the batch axis gets all of it (JAX's add_batched).
    private static (NdArray[] Outputs, int?[] Dims) AddAnyBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int axis = dims[1] ?? dims[0]!.Value;
        NdArray[] aligned = inputs.Select((x, i) => dims[i] is { } from
            ? MoveAxis(x, from, axis)
            : BroadcastInDim(x, BatchTransform.Insert(x.Aval, axis, size).Shape, Axes.Without(x.Rank + 1, [axis]))).ToArray();
        return ([AddAny(aligned[0], aligned[1])], [axis]);
    }

    private static NdArray?[] MulTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null, null];
        }
        return inputs[0].IsLinear
            ? [Unbroadcast(inputs[0].Aval, Mul(ct, inputs[1].Value ?? throw Nonlinear("mul"))), null]
            : [null, Unbroadcast(inputs[1].Aval, Mul(inputs[0].Value!, ct))];
    }

    private static NdArray?[] DivTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        cotangents[0] is not { } ct ? [null, null] : [Unbroadcast(inputs[0].Aval, Div(ct, inputs[1].Value ?? throw Nonlinear("div"))), null];

    private static InvalidOperationException Nonlinear(string name) => new($"nonlinear {name} can't be transposed");

    private static NdArray DivRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(Mul(Neg(g), x[0]), IntegerPow(x[1], -2));

    // The quotient's whole part, which JAX writes so that it is right for both signs.
    private static NdArray RemRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(Neg(g), Mul(Sign(Div(x[0], x[1])), Floor(Abs(Div(x[0], x[1])))));

    private static NdArray SumOfSquares(NdArray[] x) => Add(Square(x[0]), Square(x[1]));

    // 1 where x was chosen, shared equally with y where both were.
    private static NdArray BalancedEq(NdArray x, NdArray z, NdArray y) => Div(Select(Eq(x, z), OnesLike(z), ZerosLike(z)), Select(Eq(y, z), FullLike(z, 2), OnesLike(z)));

    private static NdArray ReplaceZero(NdArray x) => Select(Eq(x, Const(x, 0)), OnesLike(x), x);

    private static Aval[] PowShape(Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result("pow", inputs, [FloatOrComplex, Num], null, same: false);
        return inputs[0].DType == inputs[1].DType || inputs[1].DType.IsInteger
            ? [result]
            : throw new ShapeException(
                "the first argument to pow must have an inexact dtype (float or complex), and the second argument must have an inexact or integer dtype, "
                + $"and two inexact dtypes must match, but got {inputs[0].DType} and {inputs[1].DType} respectively.");
    }

    private static NdArray PowLeft(NdArray g, NdArray y, NdArray[] operands, Params parameters)
    {
        bool integer = operands[1].Dtype.IsInteger;
        NdArray x = operands[0], n = ConvertElementType(operands[1], x.Dtype, operands[1].Dtype == x.Dtype && operands[1].Aval.Weak);
        if (!integer)
        {
            return Mul(g, Mul(n, Pow(x, Sub(n, OnesLike(n)))));
        }
        x = MaybeBroadcast(y.Shape, x);
        n = MaybeBroadcast(y.Shape, n);
        return Mul(g, Select(Eq(n, Const(n, 0)), ZerosLike(n), Mul(ReplaceZero(n), Pow(x, Sub(n, OnesLike(n))))));
    }

    private static NdArray PowRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(g, Mul(Log(ReplaceZero(x[0])), y));
}
