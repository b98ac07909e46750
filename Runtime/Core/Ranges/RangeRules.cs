// Rules of the range that a primitive gives, from the ranges of its operands, and back. Rounding is monotonous: bounds computed in the type of the result are bounds of the result.
using System;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>The range of the result of an equation, of operands that none is empty of.</summary>
internal delegate NumberRange RangeRule(Equation equation, NumberRange[] operands);

/// <summary>The range of the one operand of an equation whose result has a range; null where nothing follows.</summary>
internal delegate NumberRange? OperandRule(Equation equation, NumberRange result);

internal static class RangeRules
{
    // Quotients of integers below this are never rounded to an integer that they are not.
    private const double Divides = 1L << 52;

    public static RangeRule None { get; } = (e, _) => NumberRange.All(TypeOf(e));

    public static RangeRule Same { get; } = Unary((_, x) => x);

    public static RangeRule Neg { get; } = Unary(Negated);

    public static RangeRule Abs { get; } = Unary(Size);

    public static RangeRule Sqrt { get; } = Unary((t, x) => NumberRange.Floats(t, Root(t, x.Low), Root(t, x.High), x.HasNaN || x.Low < 0));

    public static RangeRule Square { get; } = Unary(Squared);

    public static RangeRule NotNegative { get; } = Unary((t, x) => NumberRange.Floats(t, 0, double.PositiveInfinity, x.HasNaN));

    public static RangeRule Sign { get; } = Unary((t, x) => Exactly(t, Math.Sign(x.Low), Math.Sign(x.High), x));

    public static RangeRule Floor { get; } = Unary((t, x) => Exactly(t, Math.Floor(x.Low), Math.Floor(x.High), x));

    public static RangeRule Ceil { get; } = Unary((t, x) => Exactly(t, Math.Ceiling(x.Low), Math.Ceiling(x.High), x));

    public static RangeRule Convert { get; } = Unary(Converted);

    public static RangeRule Add { get; } = Binary((t, x, y) => Rounded(t, x.Low + y.Low, x.High + y.High, x.HasNaN || y.HasNaN || Cancels(x, y.Low, y.High)));

    public static RangeRule Sub { get; } = Binary((t, x, y) => Rounded(t, x.Low - y.High, x.High - y.Low, x.HasNaN || y.HasNaN || Cancels(x, -y.High, -y.Low)));

    public static RangeRule Mul { get; } = (e, x) => ReferenceEquals(e.Inputs[0], e.Inputs[1]) ? Squared(TypeOf(e), x[0]) : Product(TypeOf(e), x[0], x[1]);

    public static RangeRule Div { get; } = Binary((t, x, y) => t.IsFloat ? Quotient(t, x, y) : WholeQuotient(t, x, y));

    public static RangeRule Rem { get; } = Binary(Remainder);

    public static RangeRule Max { get; } = Binary((t, x, y) => Exactly(t, Math.Max(x.Low, y.Low), Math.Max(x.High, y.High), x, y));

    public static RangeRule Min { get; } = Binary((t, x, y) => Exactly(t, Math.Min(x.Low, y.Low), Math.Min(x.High, y.High), x, y));

    public static RangeRule And { get; } = Binary((t, x, y) => t.IsInteger && (y.Low >= 0 || x.Low >= 0)
        ? NumberRange.Integers(t, 0, Math.Min(x.Low >= 0 ? x.High : double.PositiveInfinity, y.Low >= 0 ? y.High : double.PositiveInfinity))
        : NumberRange.All(t));

    // The first bit is a sign to it, whatever the type.
    public static RangeRule ShiftRight { get; } = Binary((t, x, y) => y.IsOne && y.Low is >= 0 and < 32 && t.Kind != DTypeKind.UInt
        ? NumberRange.Integers(t, Math.Floor(x.Low / Math.Pow(2, y.Low)), Math.Floor(x.High / Math.Pow(2, y.Low)))
        : NumberRange.All(t));

    public static OperandRule NegOperand { get; } = (e, range) => range.Type.IsFloat ? Negated(range.Type, range) : null;

    public static OperandRule AbsOperand { get; } = (e, range) =>
    {
        NumberRange both = new(range.Type, -range.High, range.High, range.HasNaN);
        return !range.Type.IsFloat ? null : range.Contains(0) ? both : both.Without(0);
    };

    // Wider types hold every number of narrower ones.
    public static OperandRule ConvertOperand { get; } = (e, range) =>
    {
        DType from = e.Inputs[0].Aval.DType;
        if (from.IsBool || !(range.Type == DType.Float64 && from != DType.Int64 && from != DType.UInt64 || range.Type == DType.Int64 && from == DType.Int32))
        {
            return null;
        }
        NumberRange all = NumberRange.All(from), bound = from.IsFloat ? new NumberRange(from, from.Round(range.Low), from.Round(range.High), range.HasNaN)
            : NumberRange.Integers(from, Math.Max(all.Low, Math.Ceiling(range.Low)), Math.Min(all.High, Math.Floor(range.High)));
        return bound.Keeping(range, v => v);
    };

    /// <summary>What an equation of one result gives; all numbers where nothing is known.</summary>
    public static NumberRange Of(Equation equation, NumberRange[] operands)
    {
        RangeRule rule = equation.Primitive.Range;
        return operands.Any(o => o.IsEmpty) ? TypeOf(equation).IsFloat && rule != None ? NumberRange.OnlyNaN(TypeOf(equation)) : NumberRange.All(TypeOf(equation)) : rule(equation, operands);
    }

    private static RangeRule Unary(Func<DType, NumberRange, NumberRange> rule) => (e, x) => rule(TypeOf(e), x[0]);

    private static RangeRule Binary(Func<DType, NumberRange, NumberRange, NumberRange> rule) => (e, x) => rule(TypeOf(e), x[0], x[1]);

    private static DType TypeOf(Equation equation) => equation.Outputs[0].Aval.DType;

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

    private static NumberRange Size(DType type, NumberRange x)
    {
        if (type.Kind == DTypeKind.UInt || MayWrap(type, x))
        {
            return type.Kind == DTypeKind.UInt ? x : NumberRange.All(type);
        }
        double far = Math.Max(-x.Low, x.High), near = x.Low <= 0 && x.High >= 0 ? 0 : Math.Min(Math.Abs(x.Low), Math.Abs(x.High));
        NumberRange range = Exactly(type, near, far, x);
        return x.Contains(0) || !range.Contains(0) ? range : range.Without(0);
    }

    private static double Root(DType type, double value) => value <= 0 ? 0 : type.Round(Math.Sqrt(value));

    private static NumberRange Squared(DType type, NumberRange x)
    {
        NumberRange size = Size(type, x);
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
        return corners.Length < 4 ? Rounded(type, Math.Min(0, corners.DefaultIfEmpty(0).Min()), Math.Max(0, corners.DefaultIfEmpty(0).Max()), hasNaN)
            : Rounded(type, corners.Min(), corners.Max(), hasNaN);
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
        return NumberRange.Clamped(type, x.HasNaN ? Math.Min(low, 0) : low, x.HasNaN ? Math.Max(high, 0) : high);
    }
}
