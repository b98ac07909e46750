// The table of the elementwise arithmetic primitives: name, span kernel, C# over lanes, element types, derivative, transpose.
using System;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Core.Elementwise;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Neg         = Linear("neg",   "Negate", "-{0}",  Num, (ct, _) => [Neg(ct)], Folding.Exact(a => -a, a => unchecked(-a))).Ranging(RangeRules.Neg, RangeRules.NegOperand),
        Copy        = Linear("copy",  "Copy",   "{0}",   AnyOrKey, (ct, _) => [Copy(ct)]).Ranging(RangeRules.Same),
        Sin         = Function("sin",         "Sin",      42, FloatOrComplex, (g, y, x, q) => Mul(g, Cos(x[0]))),
        Cos         = Function("cos",         "Cos",      42, FloatOrComplex, (g, y, x, q) => Neg(Mul(g, Sin(x[0])))),
        Exp         = Function("exp",         "Exp",      22, FloatOrComplex, (g, y, x, q) => Mul(g, y)).Ranging(RangeRules.NotNegative),
        Log         = Function("log",         "Log",      25, FloatOrComplex, (g, y, x, q) => Div(g, x[0])),
        Log1p       = Function("log1p",       "Log1p",    45, FloatOrComplex, (g, y, x, q) => Div(g, Add(x[0], ScalarOne(x[0])))),
        Expm1       = Function("expm1",       "Expm1",    42, FloatOrComplex, (g, y, x, q) => Mul(g, Add(y, ScalarOne(y)))),
        Tanh        = Function("tanh",        "Tanh",     43, FloatOrComplex, (g, y, x, q) => Mul(Add(g, Mul(g, y)), Sub(ScalarOne(x[0]), y))),
        Sqrt        = Unary("sqrt",        "Sqrt",     FloatOrComplex, (g, y, x, q) => Mul(g, Div(Const(x[0], 0.5), y)), cost: 4, parameters: Accuracy, fold: Folding.Exact(Math.Sqrt, null)).Ranging(RangeRules.Sqrt),
        Rsqrt       = Unary("rsqrt",       "Rsqrt",    FloatOrComplex, (g, y, x, q) => Mul(g, Mul(Const(x[0], -0.5), Div(y, x[0]))), cost: 4, parameters: Accuracy),
        Square      = Unary("square",      "Square",   Num,            (g, y, x, q) => Mul(g, Mul(Const(x[0], 2), x[0]))).Ranging(RangeRules.Square),
        Logistic    = Function("logistic",    "Logistic", 47, FloatOrComplex, (g, y, x, q) => Mul(g, Mul(y, Sub(ScalarOne(y), y)))),
        Erf         = Function("erf",         "Erf",      50, Float,          (g, y, x, q) => Mul(Const(x[0], TwoOverSqrtPi), Mul(g, Exp(Neg(Square(x[0])))))),
        ErfInv      = Function("erf_inv",     "ErfInv",   70, Float,          (g, y, x, q) => Mul(Const(x[0], HalfSqrtPi), Mul(g, Exp(Square(y))))),
        Tan         = Function("tan",      "Tan",      70, FloatOrComplex, (g, y, x, q) => Mul(g, Add(Const(x[0], 1), Square(y)))),
        Asin        = Function("asin",     "Asin",     40, FloatOrComplex, (g, y, x, q) => Mul(g, Rsqrt(Sub(Const(x[0], 1), Square(x[0]))))),
        Acos        = Function("acos",     "Acos",     43, FloatOrComplex, (g, y, x, q) => Mul(g, Neg(Rsqrt(Sub(Const(x[0], 1), Square(x[0])))))),
        Atan        = Function("atan",     "Atan",     70, FloatOrComplex, (g, y, x, q) => Div(g, Add(Const(x[0], 1), Square(x[0])))),
        Sinh        = Function("sinh",     "Sinh",     44, FloatOrComplex, (g, y, x, q) => Mul(g, Cosh(x[0]))),
        Cosh        = Function("cosh",     "Cosh",     42, FloatOrComplex, (g, y, x, q) => Mul(g, Sinh(x[0]))),
        Asinh       = Function("asinh",    "Asinh",    65, FloatOrComplex, (g, y, x, q) => Mul(g, Rsqrt(Add(Square(x[0]), ScalarOne(x[0]))))),
        Acosh       = Function("acosh",    "Acosh",    70, FloatOrComplex, (g, y, x, q) => Mul(g, Rsqrt(Mul(Sub(x[0], ScalarOne(x[0])), Add(x[0], ScalarOne(x[0])))))),
        Atanh       = Function("atanh",    "Atanh",    60, FloatOrComplex, (g, y, x, q) => Mul(Reciprocal(Add(ScalarOne(x[0]), x[0])), Div(g, Sub(ScalarOne(x[0]), x[0])))),
        Exp2        = Function("exp2",     "Exp2",     20, FloatOrComplex, (g, y, x, q) => Mul(Log(Const(x[0], 2)), Mul(g, y))),
        Log2        = Function("log2",     "Log2",     25, Float,          (g, y, x, q) => Div(g, Mul(Log(Const(x[0], 2)), x[0]))),
        Log10       = Function("log10",    "Log10",    25, Float,          (g, y, x, q) => Div(g, Mul(Log(Const(x[0], 10)), x[0]))),
        Cbrt        = Function("cbrt",     "Cbrt",     50, Float,          (g, y, x, q) => Mul(g, Mul(Const(x[0], 1.0 / 3), IntegerPow(y, -2)))),
        Erfc        = Function("erfc",     "Erfc",     90, Float,          (g, y, x, q) => Mul(Const(x[0], -TwoOverSqrtPi), Mul(g, Exp(Neg(Square(x[0])))))),
        BesselI0e   = Function("bessel_i0e", "BesselI0e", 15, Float,       (g, y, x, q) => Mul(g, Sub(BesselI1e(x[0]), Mul(Sign(x[0]), y)))),
        BesselI1e   = Function("bessel_i1e", "BesselI1e", 15, Float,       BesselI1eTerm),
        Abs         = Make("abs", new Semantics.Elementwise("Abs", _ => "Abs({0})"), AbsShape, [(g, y, x, q) => Select(Ge(x[0], Const(x[0], 0)), g, Neg(g))], Rules.NotLinear, false).Ranging(RangeRules.Abs, RangeRules.AbsOperand),
        Sign        = Unary("sign",        "Sign",     Num,            null).Ranging(RangeRules.Sign),
        Floor       = Unary("floor",       "Floor",    Float,          null).Ranging(RangeRules.Floor),
        IsFinite    = Unary("is_finite",   "IsFinite", Float,          null, DType.Bool).Saying(new Logic.Finite()),
        Not         = Unary("not",         "Not",      BoolOrInt,      null, template: "~{0}").Saying(new Logic.Opposite()),
        StopGradient = Unary("stop_gradient", "Copy",  AnyOrKey,       null, template: "{0}", cost: 0).Ranging(RangeRules.Same),
        Ceil        = Unary("ceil",        "Ceil",     Float,          null).Ranging(RangeRules.Ceil),
        PopulationCount = Unary("population_count", "PopulationCount", Int, null, cost: 4),
        Clz         = Unary("clz",         "Clz",      Int,            null, cost: 4),
        IntegerPow  = WithParameter("integer_pow", "IntegerPower", "y", IntegerPowShape, IntegerPowTerm, cost: 4),
        Round       = WithParameter("round", "Round", "rounding_method", RoundShape, null, cost: 1),

        Add         = Sum("add",     "Add",      "{0} + {1}", AddJvp, (ct, a, b) => [Unbroadcast(a, ct), Unbroadcast(b, ct)], numpy: "add", fold: Folding.Exact((a, b) => a + b, (a, b) => unchecked(a + b))).Ranging(RangeRules.Add),
        AddAny      = Sum("add_any", "Add",      "{0} + {1}", null,   (ct, a, b) => [ct, ct], batch: AddAnyBatch, shape: AddAnyShape),
        Sub         = Sum("sub",     "Subtract", "{0} - {1}", SubJvp, (ct, a, b) => [Unbroadcast(a, ct), Unbroadcast(b, Neg(ct))], numpy: "subtract", fold: Folding.Exact((a, b) => a - b, (a, b) => unchecked(a - b), right: 0)).Ranging(RangeRules.Sub),
        Mul         = Make("mul", new Semantics.Elementwise("Multiply", _ => "{0} * {1}"), Shapes(Num, Num), [(g, y, x, q) => Mul(g, x[1]), (g, y, x, q) => Mul(x[0], g)], MulTranspose,
                           numpy: "multiply", fold: Folding.Exact((a, b) => a * b, (a, b) => unchecked(a * b), left: 1, right: 1)).Ranging(RangeRules.Mul),
        Div         = Make("div", new Semantics.Elementwise("Divide", _ => "{0} / {1}") { Cost = 4 },   Shapes(Num, Num), [(g, y, x, q) => Div(g, x[1]), DivRight], DivTranspose,
                           numpy: "true_divide", fold: Folding.Exact((a, b) => a / b, null, right: 1)).Ranging(RangeRules.Div),
        Max         = Binary("max",   "Maximum",   Any, Any, (g, y, x, q) => Mul(g, BalancedEq(x[0], y, x[1])), (g, y, x, q) => Mul(g, BalancedEq(x[1], y, x[0])), numpy: "maximum").Ranging(RangeRules.Max),
        Min         = Binary("min",   "Minimum",   Any, Any, (g, y, x, q) => Mul(g, BalancedEq(x[0], y, x[1])), (g, y, x, q) => Mul(g, BalancedEq(x[1], y, x[0])), numpy: "minimum").Ranging(RangeRules.Min),
        Rem         = Binary("rem",   "Remainder", Int | Float, Int | Float, (g, y, x, q) => MaybeBroadcast(y.Shape, g), RemRight, cost: 4, numpy: "remainder").Ranging(RangeRules.Rem),
        Pow         = Make("pow", new Semantics.Elementwise("Power", _ => "Power({0}, {1})") { Cost = 16 }, PowShape, [PowLeft, PowRight], Rules.NotLinear, numpy: "power"),
        Atan2       = Binary("atan2", "Atan2",     FloatOrComplex, FloatOrComplex, (g, y, x, q) => Mul(g, Div(x[1], SumOfSquares(x))), (g, y, x, q) => Mul(g, Div(Neg(x[0]), SumOfSquares(x))), cost: 16, length: 110, numpy: "arctan2"),
        Nextafter   = Binary("nextafter", "Nextafter", Float, Float, cost: 4, jvp: Rules.NotDifferentiable),
        // x * y + z rounded once; and as .NET's MultiplyAddEstimate, where the hardware decides.
        Fma         = Ternary("fma",          "FusedMultiplyAdd"),
        MultiplyAdd = Ternary("multiply_add", "MultiplyAdd"),
        And         = Binary("and",   "And",       BoolOrInt, BoolOrInt, template: "{0} & {1}", numpy: "bitwise_and").Ranging(RangeRules.And).Saying(new Logic.Joins(One: false)),
        Or          = Binary("or",    "Or",        BoolOrInt, BoolOrInt, template: "{0} | {1}", numpy: "bitwise_or").Saying(new Logic.Joins(One: true)),
        Xor         = Binary("xor",   "Xor",       BoolOrInt, BoolOrInt, template: "{0} ^ {1}", numpy: "bitwise_xor"),
        ShiftLeft            = Binary("shift_left",             "ShiftLeft",            Int, Int, numpy: "left_shift"),
        ShiftRightLogical    = Binary("shift_right_logical",    "ShiftRightLogical",    Int, Int, numpy: "right_shift"),
        ShiftRightArithmetic = Binary("shift_right_arithmetic", "ShiftRightArithmetic", Int, Int, numpy: "right_shift").Ranging(RangeRules.ShiftRight);
}
