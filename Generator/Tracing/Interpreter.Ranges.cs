// What is known of traced integers: the range of a loop's counter, what a condition that holds says. An index that is surely within its bounds needs no guard.
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Erased;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // Loops of which no most number of steps was found so far.
    private int _unbounded;

    private readonly Dictionary<Var, (BinaryOperatorKind Kind, Value Left, Value Right)> _definitions = [];
    private readonly HashSet<Var> _stepsInRange = [];
    private readonly Dictionary<Var, (NdArray Left, NdArray Right)> _conjunctions = [];

    // What conditions said on the way here.
    private Facts _facts = Facts.None();

    // Remembers how an integer or a comparison came about.
    private Value Note(BinaryOperatorKind kind, Value left, Value right, Value result)
    {
        if (result is Value.Scalar { Data.Variable: { } variable } && IsInt(left) && IsInt(right) && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply
            or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals)
        {
            _definitions[variable] = (kind, left, right);
            // A step by one from what is below (or above) a bound does not wrap around.
            if (right is Value.Constant { Data: 1 } && RangeOf(left) is var range && (kind == BinaryOperatorKind.Add ? range.High is { } high && KnownIntegers.Fits(high + 1, DType.Int32)
                : kind == BinaryOperatorKind.Subtract && range.Low is { } low && KnownIntegers.Fits(low - 1, DType.Int32)))
            {
                _stepsInRange.Add(variable);
            }
        }
        return result;
    }

    private static bool IsInt(Value value) => value is Value.Size or Value.Constant { Data: int } || value is Value.Scalar { Data: var data } && data.Dtype == DType.Int32;

    private IntegerRange RangeOf(Value value, int depth = 0)
    {
        switch (value)
        {
            case Value.Constant { Data: int known }:
                return new IntegerRange(known, known);
            case Value.Size size:
                return new IntegerRange(size.Dim, size.Dim);
            case Value.Scalar { Data.Variable: { } variable } when depth < 8:
                if (_facts.Integers.TryGetValue(variable, out IntegerRange range) && range is { Low: not null, High: not null } || !_definitions.TryGetValue(variable, out (BinaryOperatorKind Kind, Value Left, Value Right) made))
                {
                    return range;
                }
                IntegerRange a = RangeOf(made.Left, depth + 1), b = RangeOf(made.Right, depth + 1);
                IntegerRange computed = made.Kind switch
                {
                    BinaryOperatorKind.Add => new IntegerRange(a.Low is null || b.Low is null ? null : a.Low + b.Low, a.High is null || b.High is null ? null : a.High + b.High),
                    BinaryOperatorKind.Subtract => new IntegerRange(a.Low is null || b.High is null ? null : a.Low - b.High, a.High is null || b.Low is null ? null : a.High - b.Low),
                    BinaryOperatorKind.Multiply when a.Low is { IsConstant: true } k && a == new IntegerRange(k, k) => Scaled(b, k.Value),
                    BinaryOperatorKind.Multiply when b.Low is { IsConstant: true } k && b == new IntegerRange(k, k) => Scaled(a, k.Value),
                    _ => default,
                };
                // Only with both bounds is it sure that nothing wraps around.
                return computed is { Low: not null, High: not null } ? new IntegerRange(range.Low ?? computed.Low, range.High ?? computed.High) : range;
            default:
                return default;
        }
    }

    private IntegerRange RangeOf(NdArray value) => value.Dtype == DType.Int32 ? RangeOf(new Value.Scalar(value)) : default;

    private void NoteBound(Jaxpr condition, Jaxpr body, IReadOnlyList<NdArray> carry)
    {
        if (!Erased.Lax.IsBounded(condition, body, carry, RangeOf))
        {
            _unbounded++;
        }
    }

    private static IntegerRange Scaled(IntegerRange range, long factor) => range.Low is null || range.High is null ? default
        : factor >= 0 ? new IntegerRange(range.Low * factor, range.High * factor) : new IntegerRange(range.High * factor, range.Low * factor);

    /// <summary>True where an index is surely at least 0 and below a length.</summary>
    private bool IsBetween(Value index, Value? length) => RangeOf(index) is { Low: { } low } range && low.IsAtLeast(0)
        && (length is null || range.High is { } high && RangeOf(length).Low is { } limit && limit.IsAtLeast(high + 1));

    // What a condition that holds, or does not, says of what it compares.
    private void Learn(NdArray test, bool holds)
    {
        _facts = _facts.Learn(test, holds);
        LearnIntegers(test, holds);
    }

    /// <summary>The value of a condition, where what is known leaves one only.</summary>
    private bool? Decided(NdArray test) => _facts.Decide(test) ?? DecidedByIntegers(test);

    // A comparison of integers that may be dimensions.
    private bool? DecidedByIntegers(NdArray test)
    {
        bool negated = false;
        while (test.Variable is { } variable && _negations.TryGetValue(variable, out NdArray? before) && !_definitions.ContainsKey(variable))
        {
            (test, negated) = (before, !negated);
        }
        if (test.Variable is not { } comparison || !_definitions.TryGetValue(comparison, out (BinaryOperatorKind Kind, Value Left, Value Right) made))
        {
            return null;
        }
        IntegerRange left = RangeOf(made.Left), right = RangeOf(made.Right);
        bool? holds = made.Kind switch
        {
            BinaryOperatorKind.LessThan => Below(left, right, 1) ? true : Below(right, left, 0) ? false : null,
            BinaryOperatorKind.LessThanOrEqual => Below(left, right, 0) ? true : Below(right, left, 1) ? false : null,
            BinaryOperatorKind.GreaterThan => Below(right, left, 1) ? true : Below(left, right, 0) ? false : null,
            BinaryOperatorKind.GreaterThanOrEqual => Below(right, left, 0) ? true : Below(left, right, 1) ? false : null,
            _ => null,
        };
        return holds ^ negated;

        static bool Below(IntegerRange low, IntegerRange high, int by) => low.High is { } most && high.Low is { } least && least.IsAtLeast(most + by);
    }

    private void LearnIntegers(NdArray test, bool holds)
    {
        while (test.Variable is { } negated && _negations.TryGetValue(negated, out NdArray? before) && !_definitions.ContainsKey(negated))
        {
            (test, holds) = (before, !holds);
        }
        if (holds && test.Variable is { } both && _conjunctions.TryGetValue(both, out (NdArray Left, NdArray Right) parts))
        {
            LearnIntegers(parts.Left, true);
            LearnIntegers(parts.Right, true);
            return;
        }
        if (test.Variable is not { } variable || !_definitions.TryGetValue(variable, out (BinaryOperatorKind Kind, Value Left, Value Right) made))
        {
            return;
        }
        BinaryOperatorKind kind = holds ? made.Kind : made.Kind switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThanOrEqual,
            BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThan,
            _ => BinaryOperatorKind.None,
        };
        IntegerRange left = RangeOf(made.Left), right = RangeOf(made.Right);
        switch (kind)
        {
            case BinaryOperatorKind.LessThan:
                Narrow(made.Left, null, right.High is null ? null : right.High - 1);
                Narrow(made.Right, left.Low is null ? null : left.Low + 1, null);
                break;
            case BinaryOperatorKind.LessThanOrEqual:
                Narrow(made.Left, null, right.High);
                Narrow(made.Right, left.Low, null);
                break;
            case BinaryOperatorKind.GreaterThan:
                Narrow(made.Left, right.Low is null ? null : right.Low + 1, null);
                Narrow(made.Right, null, left.High is null ? null : left.High - 1);
                break;
            case BinaryOperatorKind.GreaterThanOrEqual:
                Narrow(made.Left, right.Low, null);
                Narrow(made.Right, null, left.High);
                break;
            case BinaryOperatorKind.Equals:
                Narrow(made.Left, right.Low, right.High);
                Narrow(made.Right, left.Low, left.High);
                break;
        }
    }

    private void Narrow(Value value, Dim? low, Dim? high)
    {
        if (value is Value.Scalar { Data.Variable: { } variable } && (low is not null || high is not null))
        {
            IntegerRange known = _facts.Integers.TryGetValue(variable, out IntegerRange range) ? range : default;
            _facts = _facts.With(_facts.Integers.SetItem(variable, new IntegerRange(
                known.Low is { } before && (low is null || before.IsAtLeast(low)) ? before : low ?? known.Low,
                known.High is { } above && (high is null || high.IsAtLeast(above)) ? above : high ?? known.High)));
        }
    }
}
