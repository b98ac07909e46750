// The table of the elementwise arithmetic primitives: name, span kernel, C# over lanes, element types, derivative, transpose.
using System;
using System.Linq;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Elementwise
{
    private const double TwoOverSqrtPi = 1.1283791670955126, HalfSqrtPi = 0.886226925452758;

    public static readonly Primitive
        Neg         = Linear("neg",   "Negate", "-{0}",  Num, (ct, _) => [Neg(ct)]),
        Copy        = Linear("copy",  "Copy",   "{0}",   AnyOrKey, (ct, _) => [Copy(ct)]),
        Sin         = Unary("sin",         "Sin",      FloatOrComplex, (g, y, x, q) => Mul(g, Cos(x[0]))),
        Cos         = Unary("cos",         "Cos",      FloatOrComplex, (g, y, x, q) => Neg(Mul(g, Sin(x[0])))),
        Exp         = Unary("exp",         "Exp",      FloatOrComplex, (g, y, x, q) => Mul(g, y)),
        Log         = Unary("log",         "Log",      FloatOrComplex, (g, y, x, q) => Div(g, x[0])),
        Log1p       = Unary("log1p",       "Log1p",    FloatOrComplex, (g, y, x, q) => Div(g, Add(x[0], ScalarOne(x[0])))),
        Expm1       = Unary("expm1",       "Expm1",    FloatOrComplex, (g, y, x, q) => Mul(g, Add(y, ScalarOne(y)))),
        Tanh        = Unary("tanh",        "Tanh",     FloatOrComplex, (g, y, x, q) => Mul(Add(g, Mul(g, y)), Sub(ScalarOne(x[0]), y))),
        Sqrt        = Unary("sqrt",        "Sqrt",     FloatOrComplex, (g, y, x, q) => Mul(g, Div(Const(x[0], 0.5), y))),
        Rsqrt       = Unary("rsqrt",       "Rsqrt",    FloatOrComplex, (g, y, x, q) => Mul(g, Mul(Const(x[0], -0.5), Div(y, x[0])))),
        Square      = Unary("square",      "Square",   Num,            (g, y, x, q) => Mul(g, Mul(Const(x[0], 2), x[0]))),
        Logistic    = Unary("logistic",    "Logistic", FloatOrComplex, (g, y, x, q) => Mul(g, Mul(y, Sub(ScalarOne(y), y)))),
        Erf         = Unary("erf",         "Erf",      Float,          (g, y, x, q) => Mul(Const(x[0], TwoOverSqrtPi), Mul(g, Exp(Neg(Square(x[0])))))),
        ErfInv      = Unary("erf_inv",     "ErfInv",   Float,          (g, y, x, q) => Mul(Const(x[0], HalfSqrtPi), Mul(g, Exp(Square(y))))),
        Abs         = Make("abs", new Semantics.Elementwise("Abs", _ => "Abs({0})"), AbsShape, [(g, y, x, q) => Select(Ge(x[0], Const(x[0], 0)), g, Neg(g))], Rules.NotLinear, false),
        Sign        = Unary("sign",        "Sign",     Num,            null),
        Floor       = Unary("floor",       "Floor",    Float,          null),
        IsFinite    = Unary("is_finite",   "IsFinite", Float,          null, DType.Bool),
        Not         = Unary("not",         "Not",      BoolOrInt,      null, template: "~{0}"),
        StopGradient = Unary("stop_gradient", "Copy",  AnyOrKey,       null, template: "{0}"),
        IntegerPow  = Make("integer_pow", new Semantics.Elementwise("IntegerPower", _ => "IntegerPower({0}, {y})"), IntegerPowShape, [IntegerPowTerm], Rules.NotLinear, false),

        Add         = Sum("add",     "Add",      "{0} + {1}", AddJvp, (ct, a, b) => [Unbroadcast(a, ct), Unbroadcast(b, ct)]),
        AddAny      = Sum("add_any", "Add",      "{0} + {1}", null,   (ct, a, b) => [ct, ct], AddAnyBatch),
        Sub         = Sum("sub",     "Subtract", "{0} - {1}", SubJvp, (ct, a, b) => [Unbroadcast(a, ct), Unbroadcast(b, Neg(ct))]),
        Mul         = Make("mul", new Semantics.Elementwise("Multiply", _ => "{0} * {1}"), Shapes("mul", Num, Num), [(g, y, x, q) => Mul(g, x[1]), (g, y, x, q) => Mul(x[0], g)], MulTranspose),
        Div         = Make("div", new Semantics.Elementwise("Divide", _ => "{0} / {1}"),   Shapes("div", Num, Num), [(g, y, x, q) => Div(g, x[1]), DivRight], DivTranspose),
        Max         = Binary("max",   "Maximum",   Any, Any, (g, y, x, q) => Mul(g, BalancedEq(x[0], y, x[1])), (g, y, x, q) => Mul(g, BalancedEq(x[1], y, x[0]))),
        Min         = Binary("min",   "Minimum",   Any, Any, (g, y, x, q) => Mul(g, BalancedEq(x[0], y, x[1])), (g, y, x, q) => Mul(g, BalancedEq(x[1], y, x[0]))),
        Rem         = Binary("rem",   "Remainder", Int | Float, Int | Float, (g, y, x, q) => MaybeBroadcast(y.Shape, g), RemRight),
        Pow         = Make("pow", new Semantics.Elementwise("Power", _ => "Power({0}, {1})"), PowShape, [PowLeft, PowRight], Rules.NotLinear),
        Atan2       = Binary("atan2", "Atan2",     FloatOrComplex, FloatOrComplex, (g, y, x, q) => Mul(g, Div(x[1], SumOfSquares(x))), (g, y, x, q) => Mul(g, Div(Neg(x[0]), SumOfSquares(x)))),
        And         = Binary("and",   "And",       BoolOrInt, BoolOrInt, template: "{0} & {1}"),
        Or          = Binary("or",    "Or",        BoolOrInt, BoolOrInt, template: "{0} | {1}"),
        Xor         = Binary("xor",   "Xor",       BoolOrInt, BoolOrInt, template: "{0} ^ {1}"),
        ShiftLeft            = Binary("shift_left",             "ShiftLeft",            Int, Int),
        ShiftRightLogical    = Binary("shift_right_logical",    "ShiftRightLogical",    Int, Int),
        ShiftRightArithmetic = Binary("shift_right_arithmetic", "ShiftRightArithmetic", Int, Int);

    public static Primitive[] Table { get; } =
    [
        Neg, Sin, Cos, Exp, Log, Log1p, Expm1, Tanh, Sqrt, Rsqrt, Square, Logistic, Erf, ErfInv, IntegerPow, Pow, Abs, Sign, Floor, IsFinite, StopGradient, Copy,
        Add, AddAny, Sub, Mul, Div, Max, Min, Rem, Atan2, And, Or, Xor, Not, ShiftLeft, ShiftRightLogical, ShiftRightArithmetic,
    ];
}
