// What is known of traced numbers where execution stands: what the conditions say that led there, and what follows from it for numbers that are computed of them. Immutable: a fork keeps its own.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Erased;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Facts
{
    // How far back a number is followed, and how many numbers for one answer.
    private const int MaxDepth = 10;

    private const int MaxWork = 400;

    // Choices are looked into with what their condition says: the work doubles with each.
    private const int MaxChoices = 2;

    private readonly ImmutableDictionary<Var, NumberRange> _ranges;
    private readonly ImmutableDictionary<(Var, Var), Relation> _relations;

    // Of what was asked for, while these facts are all there are.
    private readonly Dictionary<Var, NumberRange> _computed = [];
    private readonly Work _work;

    private Facts(ImmutableDictionary<Var, NumberRange> ranges, ImmutableDictionary<(Var, Var), Relation> relations, ImmutableDictionary<Var, IntegerRange> integers, Work work) =>
        (_ranges, _relations, Integers, _work) = (ranges, relations, integers, work);

    /// <summary>Nothing is known.</summary>
    public static Facts None() => new(ImmutableDictionary<Var, NumberRange>.Empty, ImmutableDictionary<(Var, Var), Relation>.Empty, ImmutableDictionary<Var, IntegerRange>.Empty, new Work());

    /// <summary>Bounds of integers that may be dimensions.</summary>
    public ImmutableDictionary<Var, IntegerRange> Integers { get; }

    public Facts With(ImmutableDictionary<Var, IntegerRange> integers) => new(_ranges, _relations, integers, _work);

    /// <summary>What is known besides of a number that was just computed.</summary>
    public Facts With(NdArray number, NumberRange range) => new Term(number) is { Variable: { } variable } term && NumberRange.Holds(variable.Aval)
        ? Narrowed(term, RangeOf(term, MaxDepth, 0).And(range), 0)
        : this;

    /// <summary>What a number may be.</summary>
    public NumberRange RangeOf(NdArray number)
    {
        _work.Left = MaxWork;
        return RangeOf(new Term(number), 0, 0);
    }

    /// <summary>The value of a bool, where it can have only one.</summary>
    public bool? Decide(NdArray test)
    {
        _work.Left = MaxWork;
        return Decide(new Term(test), 0, 0);
    }

    // What is left of the work for one answer, of all facts that are tried for it.
    private sealed class Work
    {
        public int Left { get; set; }
    }

    /// <summary>A value in the trace that computes it: an operand may come from a trace around.</summary>
    private readonly struct Term
    {
        public Term(NdArray value)
        {
            while (value.Trace is JaxprTrace trace)
            {
                (Trace, Variable, Type) = (trace, value.Variable!, value.Dtype);
                Definition = trace.DefinitionOf(Variable);
                if (Definition is not null || trace.ConstantOf(Variable) is not { } outside)
                {
                    return;
                }
                value = outside;
            }
            (Trace, Variable, Constant, Type) = (null, null, value.Constant, value.Dtype);
        }

        private Term(Literal literal) => (Constant, Type) = (literal.Value, literal.Aval.DType);

        private JaxprTrace? Trace { get; }

        /// <summary>Null for what is no tracer.</summary>
        public Var? Variable { get; }

        public Scalar? Constant { get; }

        public DType Type { get; }

        /// <summary>The equation that computes it; null for inputs and constants.</summary>
        public Equation? Definition { get; }

        public Term Operand(int index) => Definition!.Inputs[index] switch
        {
            Literal literal => new Term(literal),
            Var variable => new Term(new NdArray(Trace!, variable)),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    private NumberRange RangeOf(Term term, int depth, int choices)
    {
        if (term.Variable is not { } variable)
        {
            return term.Constant is { } constant ? NumberRange.Of(constant, term.Type) : NumberRange.All(term.Type);
        }
        if (_computed.TryGetValue(variable, out NumberRange known))
        {
            return known;
        }
        NumberRange range = _ranges.TryGetValue(variable, out NumberRange learned) ? learned : NumberRange.All(term.Type);
        if (Integers.TryGetValue(variable, out IntegerRange bounds))
        {
            // A dimension is not negative.
            range = range.Within(bounds.Low is { IsConstant: true } low ? low.Value : bounds.Low?.IsAtLeast(0) == true ? 0 : double.NegativeInfinity,
                bounds.High is { IsConstant: true } high ? high.Value : double.PositiveInfinity, false);
        }
        if (depth >= MaxDepth || --_work.Left < 0)
        {
            return range;
        }
        if (term.Definition is { Outputs.Count: 1 } equation && equation.Inputs.All(i => NumberRange.Holds(i.Aval)) && !term.Type.IsBool)
        {
            range = range.And(Computed(term, equation, depth + 1, choices));
        }
        return _computed[variable] = range;
    }

    private NumberRange Computed(Term term, Equation equation, int depth, int choices)
    {
        if (equation.Primitive.Logic is not Logic.Chooses)
        {
            NumberRange[] operands = new NumberRange[equation.Inputs.Count];
            for (int i = 0; i < operands.Length; i++)
            {
                operands[i] = RangeOf(term.Operand(i), depth, choices);
            }
            return RangeRules.Of(equation, operands);
        }
        Term test = term.Operand(0);
        if (equation.Inputs.Count != 3 || !equation.Inputs[0].Aval.DType.IsBool)
        {
            return NumberRange.All(equation.Outputs[0].Aval.DType);
        }
        if (Decide(test, depth, choices) is { } decided)
        {
            return RangeOf(term.Operand(decided ? 2 : 1), depth, choices);
        }
        return choices >= MaxChoices
            ? RangeOf(term.Operand(1), depth, choices).Or(RangeOf(term.Operand(2), depth, choices))
            : Learn(test, false, depth, choices + 1).RangeOf(term.Operand(1), depth, choices + 1).Or(Learn(test, true, depth, choices + 1).RangeOf(term.Operand(2), depth, choices + 1));
    }

    private bool? Decide(Term test, int depth, int choices)
    {
        if (test.Variable is not { } variable)
        {
            return test.Constant is { DType.IsBool: true } constant ? constant.Bits != 0 : null;
        }
        if (!NumberRange.Holds(variable.Aval) || !variable.Aval.DType.IsBool)
        {
            return null;
        }
        if (_ranges.TryGetValue(variable, out NumberRange range) && range.IsOne)
        {
            return range.Low != 0;
        }
        if (test.Definition is not { Outputs.Count: 1 } equation || depth >= MaxDepth || --_work.Left < 0)
        {
            return null;
        }
        switch (equation.Primitive.Logic)
        {
            case Logic.Opposite:
                return !Decide(test.Operand(0), depth + 1, choices);
            case Logic.Joins { One: var settles }:
                bool? left = Decide(test.Operand(0), depth + 1, choices), right = left == settles ? null : Decide(test.Operand(1), depth + 1, choices);
                return left == settles || right == settles ? settles : left is not null && right is not null ? !settles : null;
            case Logic.Finite:
                return RangeOf(test.Operand(0), depth + 1, choices) is { IsEmpty: false, HasNaN: false, HasInfinity: false } ? true : null;
            case Logic.Compares { Truth: var truth } when equation.Inputs.All(i => NumberRange.Holds(i.Aval)):
                Relation possible = Possible(test.Operand(0), test.Operand(1), depth + 1, choices);
                return possible == Relation.None ? null : (possible & truth) == 0 ? false : (possible & ~truth) == 0 ? true : null;
            default:
                return null;
        }
    }

    // How two operands may compare.
    private Relation Possible(Term left, Term right, int depth, int choices)
    {
        NumberRange a = RangeOf(left, depth, choices), b = RangeOf(right, depth, choices);
        if (left.Variable is { } same && ReferenceEquals(same, right.Variable))
        {
            return (a.IsEmpty ? Relation.None : Relation.Equal) | (a.HasNaN ? Relation.Unordered : Relation.None);
        }
        Relation possible = a.HasNaN || b.HasNaN ? Relation.Unordered : Relation.None;
        if (!a.IsEmpty && !b.IsEmpty)
        {
            possible |= (a.Low < b.High ? Relation.Less : Relation.None) | (a.High > b.Low ? Relation.Greater : Relation.None);
            possible |= a.Low <= b.High && b.Low <= a.High && !(b.IsOne && !a.Contains(b.Low)) && !(a.IsOne && !b.Contains(a.Low)) ? Relation.Equal : Relation.None;
        }
        return possible & Known(left, right);
    }

    private Relation Known(Term left, Term right) =>
        left.Variable is not { } a || right.Variable is not { } b ? Relation.Any
        : _relations.TryGetValue((a, b), out Relation relation) ? relation
        : _relations.TryGetValue((b, a), out Relation mirrored) ? Mirrored(mirrored)
        : Relation.Any;

    private static Relation Mirrored(Relation relation) => (relation & (Relation.Equal | Relation.Unordered))
        | ((relation & Relation.Less) != 0 ? Relation.Greater : Relation.None) | ((relation & Relation.Greater) != 0 ? Relation.Less : Relation.None);
}
