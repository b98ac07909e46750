// The range of what a primitive gives, from the ranges of its operands. Rounding is monotonous: bounds computed in the type of the result are bounds of the result.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class RangeRules
{
    // Quotients of integers below this are never rounded to an integer that they are not.
    private const double Divides = 1L << 52;

    private static readonly Dictionary<Primitive, Func<DType, NumberRange, NumberRange>> s_unary = new()
    {
        [Prims.Copy] = (_, x) => x,
        [Prims.StopGradient] = (_, x) => x,
        [Prims.Neg] = Negated,
        [Prims.Abs] = Abs,
        [Prims.Sqrt] = (t, x) => NumberRange.Floats(t, Root(t, x.Low), Root(t, x.High), x.HasNaN || x.Low < 0),
        [Prims.Square] = Square,
        [Prims.Exp] = (t, x) => NumberRange.Floats(t, 0, double.PositiveInfinity, x.HasNaN),
        [Prims.Sign] = (t, x) => Exactly(t, Math.Sign(x.Low), Math.Sign(x.High), x),
        [Prims.Floor] = (t, x) => Exactly(t, Math.Floor(x.Low), Math.Floor(x.High), x),
        [Prims.Ceil] = (t, x) => Exactly(t, Math.Ceiling(x.Low), Math.Ceiling(x.High), x),
        [Prims.ConvertElementType] = Converted,
    };

    private static readonly Dictionary<Primitive, Func<DType, NumberRange, NumberRange, NumberRange>> s_binary = new()
    {
        [Prims.Add] = (t, x, y) => Rounded(t, x.Low + y.Low, x.High + y.High, x.HasNaN || y.HasNaN || Cancels(x, y.Low, y.High)),
        [Prims.Sub] = (t, x, y) => Rounded(t, x.Low - y.High, x.High - y.Low, x.HasNaN || y.HasNaN || Cancels(x, -y.High, -y.Low)),
        [Prims.Mul] = Product,
        [Prims.Div] = (t, x, y) => t.IsFloat ? Quotient(t, x, y) : WholeQuotient(t, x, y),
        [Prims.Rem] = Remainder,
        [Prims.Max] = (t, x, y) => Exactly(t, Math.Max(x.Low, y.Low), Math.Max(x.High, y.High), x, y),
        [Prims.Min] = (t, x, y) => Exactly(t, Math.Min(x.Low, y.Low), Math.Min(x.High, y.High), x, y),
        [Prims.And] = (t, x, y) => t.IsInteger && (y.Low >= 0 || x.Low >= 0) ? NumberRange.Integers(t, 0, Math.Min(x.Low >= 0 ? x.High : double.PositiveInfinity, y.Low >= 0 ? y.High : double.PositiveInfinity)) : NumberRange.All(t),
        [Prims.ShiftRightArithmetic] = (t, x, y) => y.IsOne && y.Low is >= 0 and < 32 ? NumberRange.Integers(t, Math.Floor(x.Low / Math.Pow(2, y.Low)), Math.Floor(x.High / Math.Pow(2, y.Low))) : NumberRange.All(t),
    };

    /// <summary>What an equation of one result gives; all numbers where nothing is known.</summary>
    public static NumberRange Of(Equation equation, NumberRange[] operands)
    {
        DType type = equation.Outputs[0].Aval.DType;
        if (operands.Any(o => o.IsEmpty))
        {
            return type.IsFloat && (s_unary.ContainsKey(equation.Primitive) || s_binary.ContainsKey(equation.Primitive)) ? NumberRange.OnlyNaN(type) : NumberRange.All(type);
        }
        if (operands.Length == 2 && equation.Primitive == Prims.Mul && ReferenceEquals(equation.Inputs[0], equation.Inputs[1]))
        {
            return Square(type, operands[0]);
        }
        return operands.Length == 1 && s_unary.TryGetValue(equation.Primitive, out Func<DType, NumberRange, NumberRange>? unary) ? unary(type, operands[0])
            : operands.Length == 2 && s_binary.TryGetValue(equation.Primitive, out Func<DType, NumberRange, NumberRange, NumberRange>? binary) ? binary(type, operands[0], operands[1])
            : NumberRange.All(type);
    }

    // Bounds that are numbers of the type.
    private static NumberRange Exactly(DType type, double low, double high, params NumberRange[] operands) => new(type, low, high, operands.Any(o => o.HasNaN));

    // The least integer is its own negative.
    private static bool MayWrap(DType type, NumberRange x) => !type.IsFloat && (type.Kind == DTypeKind.UInt || x.Low <= NumberRange.All(type).Low);

    private static NumberRange Negated(DType type, NumberRange x) => (MayWrap(type, x) ? NumberRange.All(type) : Exactly(type, -x.High, -x.Low, x)).Keeping(x, v => -v);

    private static NumberRange Rounded(DType type, double low, double high, bool hasNaN) =>
        type.IsFloat ? NumberRange.Floats(type, type.Round(low), type.Round(high), hasNaN) : NumberRange.Integers(type, low, high);

    // Infinities of two signs.
    private static bool Cancels(NumberRange x, double low, double high) =>
        double.IsNegativeInfinity(x.Low) && double.IsPositiveInfinity(high) || double.IsPositiveInfinity(x.High) && double.IsNegativeInfinity(low);

    private static NumberRange Abs(DType type, NumberRange x)
    {
        if (MayWrap(type, x))
        {
            return NumberRange.All(type);
        }
        double far = Math.Max(-x.Low, x.High), near = x.Low <= 0 && x.High >= 0 ? 0 : Math.Min(Math.Abs(x.Low), Math.Abs(x.High));
        NumberRange range = Exactly(type, near, far, x);
        return x.Contains(0) || !range.Contains(0) ? range : range.Without(0);
    }

    private static double Root(DType type, double value) => value <= 0 ? 0 : type.Round(Math.Sqrt(value));

    private static NumberRange Square(DType type, NumberRange x)
    {
        NumberRange size = Abs(type, x);
        // The least integer has no absolute value.
        return size.Low < 0 ? NumberRange.All(type) : Rounded(type, size.Low * size.Low, size.High * size.High, x.HasNaN);
    }

    private static NumberRange Product(DType type, NumberRange x, NumberRange y)
    {
        double[] corners = [.. from a in new[] { x.Low, x.High } from b in new[] { y.Low, y.High } select a == 0 || b == 0 ? 0 : a * b];
        return Rounded(type, corners.Min(), corners.Max(), x.HasNaN || y.HasNaN || x.Contains(0) && y.HasInfinity || y.Contains(0) && x.HasInfinity);
    }

    private static NumberRange Quotient(DType type, NumberRange x, NumberRange y)
    {
        bool hasNaN = x.HasNaN || y.HasNaN || x.HasInfinity && y.HasInfinity || x.Contains(0) && y.Contains(0);
        if (y.Low <= 0 && y.High >= 0)
        {
            return NumberRange.Floats(type, double.NegativeInfinity, double.PositiveInfinity, hasNaN);
        }
        double[] corners = [.. from a in new[] { x.Low, x.High } from b in new[] { y.Low, y.High } let q = a / b where !double.IsNaN(q) select q];
        // Infinity by infinity is NaN, and what is nearly so anything between.
        return corners.Length < 4 ? NumberRange.Floats(type, Math.Min(0, corners.DefaultIfEmpty(0).Min()), Math.Max(0, corners.DefaultIfEmpty(0).Max()), hasNaN)
            : NumberRange.Floats(type, type.Round(corners.Min()), type.Round(corners.Max()), hasNaN);
    }

    private static NumberRange WholeQuotient(DType type, NumberRange x, NumberRange y)
    {
        double far = Math.Max(Math.Abs(x.Low), Math.Abs(x.High));
        if (y.Low <= 0 && y.High >= 0 || far >= Divides)
        {
            return NumberRange.Integers(type, x.Low < 0 || y.Low < 0 ? -far : 0, far);
        }
        double[] corners = [.. from a in new[] { x.Low, x.High } from b in new[] { y.Low, y.High } select Math.Truncate(a / b)];
        return NumberRange.Integers(type, corners.Min(), corners.Max());
    }

    // It has the sign of the dividend, and is smaller than the divisor.
    private static NumberRange Remainder(DType type, NumberRange x, NumberRange y)
    {
        double divisor = Math.Max(Math.Abs(y.Low), Math.Abs(y.High)), most = type.IsFloat ? divisor : Math.Max(divisor - 1, 0);
        double low = x.Low < 0 ? Math.Max(x.Low, -most) : 0, high = x.High > 0 ? Math.Min(x.High, most) : 0;
        return type.IsFloat ? NumberRange.Floats(type, low, high, x.HasNaN || y.HasNaN || x.HasInfinity || y.Contains(0))
            // By zero, integers have no remainder, and give what they give.
            : y.Contains(0) ? NumberRange.All(type) : NumberRange.Integers(type, low, high);
    }

    private static NumberRange Converted(DType type, NumberRange x)
    {
        if (type.IsFloat)
        {
            NumberRange rounded = NumberRange.Floats(type, type.Round(x.Low), type.Round(x.High), x.HasNaN);
            return x.Contains(0) || x.Type.IsFloat && type.ItemSize < x.Type.ItemSize ? rounded : rounded.Without(0);
        }
        if (type.IsBool)
        {
            return NumberRange.All(type);
        }
        if (!x.Type.IsFloat)
        {
            NumberRange all = NumberRange.All(type);
            return x.Low >= all.Low && (x.High < all.High || x.High == all.High && x.Type.Kind == type.Kind) ? new NumberRange(type, x.Low, x.High, false).Keeping(x, v => v) : all;
        }
        // Towards zero, the nearest there is, and 0 for NaN.
        NumberRange whole = NumberRange.All(type);
        double low = Math.Max(whole.Low, Math.Min(whole.High, Math.Truncate(x.Low))), high = Math.Max(whole.Low, Math.Min(whole.High, Math.Truncate(x.High)));
        return new NumberRange(type, x.HasNaN ? Math.Min(low, 0) : low, x.HasNaN ? Math.Max(high, 0) : high, false);
    }
}
