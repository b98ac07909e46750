// What conditions say: a comparison that holds, or does not, bounds both of its operands, and what these were computed from.
using System.Collections.Immutable;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Facts
{
    /// <summary>What is known where a condition holds, or where it does not.</summary>
    public Facts Learn(NdArray test, bool holds)
    {
        _work.Left = MaxWork;
        return Learn(new Term(test), holds, 0, 0);
    }

    private Facts Learn(Term test, bool holds, int depth, int choices)
    {
        if (test.Variable is not { } variable || !NumberRange.Holds(variable.Aval) || !variable.Aval.DType.IsBool || depth >= MaxDepth)
        {
            return this;
        }
        double value = holds ? 1 : 0;
        Facts facts = new(_ranges.SetItem(variable, new NumberRange(variable.Aval.DType, value, value, false)), _relations, Integers, _work);
        if (test.Definition is not { Outputs.Count: 1 } equation)
        {
            return facts;
        }
        switch (equation.Primitive.Logic)
        {
            case Logic.Opposite:
                return facts.Learn(test.Operand(0), !holds, depth + 1, choices);
            case Logic.Joins { One: var one }:
                Term left = test.Operand(0), right = test.Operand(1);
                if (holds != one)
                {
                    return facts.Learn(left, holds, depth + 1, choices).Learn(right, holds, depth + 1, choices);
                }
                // One of both decides, which the other leaves to it.
                return facts.Decide(left, depth + 1, choices) == !holds ? facts.Learn(right, holds, depth + 1, choices)
                    : facts.Decide(right, depth + 1, choices) == !holds ? facts.Learn(left, holds, depth + 1, choices)
                    : facts;
            case Logic.Finite when holds && NumberRange.Holds(equation.Inputs[0].Aval):
                Term number = test.Operand(0);
                NumberRange range = facts.RangeOf(number, depth + 1, choices);
                return facts.Narrowed(number, range.WithoutNaN().Without(double.PositiveInfinity).Without(double.NegativeInfinity), depth + 1);
            case Logic.Compares { Truth: var truth } when equation.Inputs.All(i => NumberRange.Holds(i.Aval)):
                return facts.Compared(test.Operand(0), test.Operand(1), holds ? truth : Relation.Any & ~truth, depth + 1, choices);
            default:
                return facts;
        }
    }

    private Facts Compared(Term left, Term right, Relation truth, int depth, int choices)
    {
        NumberRange a = RangeOf(left, depth, choices), b = RangeOf(right, depth, choices);
        Relation possible = Possible(left, right, depth, choices) & truth;
        // What cannot be is not executed: nothing needs to be known there.
        if (possible == Relation.None)
        {
            return this;
        }
        Facts facts = this;
        if (left.Variable is { } first && right.Variable is { } second && !ReferenceEquals(first, second))
        {
            facts = new Facts(_ranges, _relations.Remove((second, first)).SetItem((first, second), possible), Integers, _work);
        }
        if ((possible & Relation.Unordered) == 0)
        {
            (a, b) = (a.WithoutNaN(), b.WithoutNaN());
        }
        (NumberRange narrowA, NumberRange narrowB) = (a, b);
        if (!ReferenceEquals(left.Variable, right.Variable) || left.Variable is null)
        {
            // A number that is compared with NaN is not bounded by it.
            if (!b.HasNaN)
            {
                narrowA = Bounded(a, b, possible);
            }
            if (!a.HasNaN)
            {
                narrowB = Bounded(b, a, Mirrored(possible));
            }
        }
        else if (possible == Relation.Unordered)
        {
            narrowA = narrowB = NumberRange.OnlyNaN(a.Type);
        }
        return facts.Narrowed(left, narrowA, depth).Narrowed(right, narrowB, depth);
    }

    // A number that may compare so with another, which is no NaN.
    private static NumberRange Bounded(NumberRange number, NumberRange other, Relation possible)
    {
        bool mayBeEqual = (possible & Relation.Equal) != 0;
        if ((possible & ~Relation.Unordered) == 0)
        {
            return NumberRange.OnlyNaN(number.Type);
        }
        if ((possible & Relation.Greater) == 0)
        {
            number = number.Within(double.NegativeInfinity, other.High, false);
            number = mayBeEqual ? number : number.Within(double.NegativeInfinity, number.Previous(other.High), false);
        }
        if ((possible & Relation.Less) == 0)
        {
            number = number.Within(other.Low, double.PositiveInfinity, false);
            number = mayBeEqual ? number : number.Within(number.Next(other.Low), double.PositiveInfinity, false);
        }
        return !mayBeEqual && other.IsOne ? number.Without(other.Low) : number;
    }

    // What is computed from a number bounds it too.
    private Facts Narrowed(Term term, NumberRange range, int depth)
    {
        if (term.Variable is not { } variable || range.IsEmpty && !range.HasNaN)
        {
            return this;
        }
        Facts facts = new(_ranges.SetItem(variable, _ranges.TryGetValue(variable, out NumberRange known) ? known.And(range) : range), _relations, Integers, _work);
        if (depth >= MaxDepth || term.Definition is not { Outputs.Count: 1 } equation || !equation.Inputs.All(i => NumberRange.Holds(i.Aval)))
        {
            return facts;
        }
        if (range.IsEmpty || equation.Primitive.Operand?.Invoke(equation, range) is not { } bound)
        {
            return facts;
        }
        Term operand = term.Operand(0);
        NumberRange before = facts.RangeOf(operand, depth + 1, MaxChoices), after = before.And(bound);
        return after == before ? facts : facts.Narrowed(operand, after, depth + 1);
    }
}
