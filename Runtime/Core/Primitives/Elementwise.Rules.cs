// Constructors and rule bodies of the elementwise arithmetic table; the bodies are JAX's (jax/_src/lax/lax.py), term by term.
using System;
using System.Linq;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class Elementwise
{
    public const double TwoOverSqrtPi = 1.1283791670955126, HalfSqrtPi = 0.886226925452758;

    public static Primitive Make(
        string name, Semantics semantics, ShapeRule shape, Term?[] terms, TransposeRule transpose, bool broadcasts = true, JvpRule? jvp = null, BatchRule? batch = null, Schema? parameters = null,
        FoldRule? fold = null, string? numpy = null) =>
        new(name)
        {
            Shape = shape,
            Jvp = jvp ?? ElementwiseFamily.Jvp(terms),
            Transpose = transpose,
            Batch = batch ?? (broadcasts ? ElementwiseFamily.BatchBroadcasting : ElementwiseFamily.BatchOne),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = semantics,
            Parameters = parameters ?? Schema.None,
            Fold = fold ?? Folding.None,
            Numpy = numpy,
        };

    public static Primitive Unary(string name, string kernel, DTypeSet accepted, Term? term, DType? result = null, string? template = null, int cost = 1, int length = 1, Schema? parameters = null,
        FoldRule? fold = null) =>
        Make(name, new Semantics.Elementwise(kernel, _ => template ?? kernel + "({0})") { Cost = cost, Length = length, KeepsValues = kernel == "Copy" }, Shapes(result, accepted), [term], Rules.NotLinear, false,
            parameters: parameters, fold: fold);

    // What JAX calls accuracy asks for a faster or a better function; there is one of each here, better than the default.
    public static Schema Accuracy { get; } = Schema.Of(Parameter.Optional("accuracy", ParamKind.Any, null));

    // A function of the vector library.
    public static Primitive Function(string name, string kernel, int length, DTypeSet accepted, Term term) => Unary(name, kernel, accepted, term, cost: 16, length: length, parameters: Accuracy);

    // With an integer parameter that the kernel takes.
    public static Primitive WithParameter(string name, string kernel, string parameter, ShapeRule shape, Term? term, int cost) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => $"{kernel}({{0}}, {{{parameter}}})") { Cost = cost, Parameter = parameter }, shape, [term], Rules.NotLinear, false,
            parameters: Schema.Of(Parameter.Required(parameter, ParamKind.Int)));

    public static Primitive Linear(string name, string kernel, string template, DTypeSet accepted, Func<NdArray, Aval, NdArray?[]> transpose, FoldRule? fold = null) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template) { Cost = kernel == "Copy" ? 0 : 1, KeepsValues = kernel == "Copy" }, Shapes(accepted), [],
            (_, cts, _, inputs, _) => cts[0] is { } ct ? transpose(ct, inputs[0].Aval) : [null],
            false, ElementwiseFamily.LinearJvp, fold: fold);

    public static Primitive Binary(
        string name, string kernel, DTypeSet left, DTypeSet right, Term? leftTerm = null, Term? rightTerm = null, string? template = null, int cost = 1, int length = 1, JvpRule? jvp = null,
        string? numpy = null) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template ?? kernel + "({0}, {1})") { Cost = cost, Length = length }, Shapes(left, right), [leftTerm, rightTerm], Rules.NotLinear,
            jvp: jvp, numpy: numpy);

    // x * y + z. Linear in z alone: its derivative is written with the plain product.
    public static Primitive Ternary(string name, string kernel) => Make(
        name, new Semantics.Elementwise(kernel, _ => kernel + "({0}, {1}, {2})"), Shapes(DTypeSet.Float, DTypeSet.Float, DTypeSet.Float),
        [(g, y, x, q) => Mul(g, x[1]), (g, y, x, q) => Mul(g, x[0]), (g, y, x, q) => MaybeBroadcast(y.Shape, g)], Rules.NotLinear);

    public static Primitive Sum(
        string name, string kernel, string template, Func<NdArray[], NdArray?[], (NdArray, NdArray?)>? jvp, Func<NdArray, Aval, Aval, NdArray?[]> transpose,
        BatchRule? batch = null, FoldRule? fold = null, string? numpy = null, ShapeRule? shape = null) =>
        Make(
            name, new Semantics.Elementwise(kernel, _ => template), shape ?? Shapes(Num, Num), [],
            (_, cts, _, inputs, _) => cts[0] is { } ct ? Pick(transpose(ct, inputs[0].Aval, inputs[1].Aval), inputs) : [null, null],
            true,
            jvp is null ? ElementwiseFamily.LinearJvp : (_, primals, tangents, _) =>
            {
                (NdArray y, NdArray? t) = jvp(primals, tangents);
                return ([y], [t]);
            },
            batch, fold: fold, numpy: numpy);

    public static NdArray?[] Pick(NdArray?[] cotangents, TransposeInput[] inputs) => cotangents.Select((ct, i) => inputs[i].IsLinear ? ct : null).ToArray();

    public static ShapeRule Shapes(params DTypeSet[] accepted) => Shapes(null, accepted);

    public static ShapeRule Shapes(DType? result, params DTypeSet[] accepted) => (self, inputs, _) => [ElementwiseFamily.Result(self, inputs, accepted, result)];

    // Cotangents of one value have its shape: nothing stretches.
    public static Aval[] AddAnyShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result(self, inputs, [Num, Num], null);
        return inputs[0].Shape.Equals(inputs[1].Shape)
            ? [result]
            : throw new ShapeException($"{self.Name} takes arrays of one shape, got {inputs[0].Shape} and {inputs[1].Shape}.");
    }

    // The magnitude of a complex number is real.
    public static Aval[] AbsShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result(self, inputs, [Signed | Float | DTypeSet.Complex], null);
        return [result.DType == DType.Complex64 ? result.WithDType(DType.Float32) : result.DType == DType.Complex128 ? result.WithDType(DType.Float64) : result];
    }

    public static Aval[] IntegerPowShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result(self, inputs, [Num], null);
        int exponent = parameters.Int("y");
        return exponent < 0 && result.DType.IsInteger
            ? throw new ShapeException($"Integers cannot be raised to negative powers, got integer_pow({result.DType.Name}{result.Shape.ToBrackets()}, {exponent})")
            : [result];
    }

    public static NdArray IntegerPowTerm(NdArray g, NdArray y, NdArray[] x, Params parameters)
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
    public static NdArray BesselI1eTerm(NdArray g, NdArray y, NdArray[] x, Params parameters)
    {
        double epsilon = x[0].Dtype.Epsilon;
        NdArray large = Gt(Abs(x[0]), Const(x[0], epsilon));
        NdArray safe = Select(large, x[0], FullLike(x[0], epsilon));
        NdArray slope = Sub(BesselI0e(safe), Mul(y, Add(Sign(safe), Reciprocal(safe))));
        return Mul(g, Select(large, slope, FullLike(x[0], 0.5)));
    }

    public static NdArray Reciprocal(NdArray x) => IntegerPow(x, -1);

    public static Aval[] RoundShape(Primitive self, Aval[] inputs, Params parameters) => parameters.Int("rounding_method") is 0 or 1
        ? [ElementwiseFamily.Result(self, inputs, [DTypeSet.Float], null)]
        : throw new ShapeException($"round has rounding_method 0 (away from zero) or 1 (to nearest even), got {parameters.Int("rounding_method")}");

    public static (NdArray Primal, NdArray? Tangent) AddJvp(NdArray[] x, NdArray?[] t)
    {
        NdArray y = Add(x[0], x[1]);
        return (y, t[0] is null ? MaybeBroadcast(y.Shape, t[1]!) : t[1] is null ? MaybeBroadcast(y.Shape, t[0]!) : Add(t[0]!, t[1]!));
    }

    public static (NdArray Primal, NdArray? Tangent) SubJvp(NdArray[] x, NdArray?[] t)
    {
        NdArray y = Sub(x[0], x[1]);
        return (y, t[0] is null ? MaybeBroadcast(y.Shape, Neg(t[1]!)) : t[1] is null ? MaybeBroadcast(y.Shape, t[0]!) : Sub(t[0]!, t[1]!));
    }

    // Sums of cotangents have operands of one shape, so a value without the batch axis gets all of it (JAX's add_batched).
    public static (NdArray[] Outputs, int?[] Dims) AddAnyBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int axis = dims[1] ?? dims[0]!.Value;
        NdArray[] aligned = inputs.Select((x, i) => dims[i] is { } from
            ? MoveAxis(x, from, axis)
            : BroadcastInDim(x, BatchTransform.Insert(x.Aval, axis, size).Shape, Axes.Without(x.Rank + 1, [axis]))).ToArray();
        return ([AddAny(aligned[0], aligned[1])], [axis]);
    }

    public static NdArray?[] MulTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        if (cotangents[0] is not { } ct)
        {
            return [null, null];
        }
        return inputs[0].IsLinear
            ? [Unbroadcast(inputs[0].Aval, Mul(ct, inputs[1].Value ?? throw Nonlinear("mul"))), null]
            : [null, Unbroadcast(inputs[1].Aval, Mul(inputs[0].Value!, ct))];
    }

    public static NdArray?[] DivTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        cotangents[0] is not { } ct ? [null, null] : [Unbroadcast(inputs[0].Aval, Div(ct, inputs[1].Value ?? throw Nonlinear("div"))), null];

    public static InvalidOperationException Nonlinear(string name) => new($"nonlinear {name} can't be transposed");

    public static NdArray DivRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(Mul(Neg(g), x[0]), IntegerPow(x[1], -2));

    // The quotient's whole part, which JAX writes so that it is right for both signs.
    public static NdArray RemRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(Neg(g), Mul(Sign(Div(x[0], x[1])), Floor(Abs(Div(x[0], x[1])))));

    public static NdArray SumOfSquares(NdArray[] x) => Add(Square(x[0]), Square(x[1]));

    // 1 where x was chosen, shared equally with y where both were.
    public static NdArray BalancedEq(NdArray x, NdArray z, NdArray y) => Div(Select(Eq(x, z), OnesLike(z), ZerosLike(z)), Select(Eq(y, z), FullLike(z, 2), OnesLike(z)));

    public static NdArray ReplaceZero(NdArray x) => Select(Eq(x, Const(x, 0)), OnesLike(x), x);

    public static Aval[] PowShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval result = ElementwiseFamily.Result(self, inputs, [FloatOrComplex, Num], null, same: false);
        return inputs[0].DType == inputs[1].DType || inputs[1].DType.IsInteger
            ? [result]
            : throw new ShapeException(
                "the first argument to pow must have an inexact dtype (float or complex), and the second argument must have an inexact or integer dtype, "
                + $"and two inexact dtypes must match, but got {inputs[0].DType} and {inputs[1].DType} respectively.");
    }

    public static NdArray PowLeft(NdArray g, NdArray y, NdArray[] operands, Params parameters)
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

    public static NdArray PowRight(NdArray g, NdArray y, NdArray[] x, Params parameters) => Mul(g, Mul(Log(ReplaceZero(x[0])), y));
}
