// Text and equality of jaxprs.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class Jaxpr
{
    private int? _hash;

    /// <summary>
    /// Reads JAX's current text or our lossless text. Primitives that this version does not have are kept: they print and compare, and do not run.
    /// </summary>
    /// <exception cref="JaxprParseException">The text is not a jaxpr; the message gives line and column.</exception>
    public static Jaxpr Parse(string text) => JaxprParser.Parse(text);

    /// <summary>The text in one of the styles.</summary>
    public string ToString(JaxprStyle style) => JaxprPrinter.Print(this, style);

    /// <summary>Equal up to the names of variables.</summary>
    public bool Equals(Jaxpr? other) =>
        other is not null && (ReferenceEquals(this, other) || (GetHashCode() == other.GetHashCode() && new Matcher().Match(this, other)));

    public override int GetHashCode() => _hash ??= Hash();

    private int Hash()
    {
        int hash = unchecked((ConstVars.Count * 31 + InVars.Count) * 31 + Outputs.Count);
        Dictionary<Var, int> numbers = [];
        foreach (Var variable in ConstVars.Concat(InVars))
        {
            numbers[variable] = numbers.Count;
            hash = unchecked(hash * 31 + variable.Aval.Shape.GetHashCode());
        }
        foreach (Equation equation in Equations)
        {
            hash = unchecked(hash * 31 + StableHash.Of(equation.Primitive.Name));
            hash = unchecked(hash * 31 + equation.Params.GetHashCode());
            foreach (Atom input in equation.Inputs)
            {
                hash = unchecked(hash * 31 + Number(input));
            }
            foreach (Var output in equation.Outputs)
            {
                numbers[output] = numbers.Count;
            }
        }
        return Outputs.Aggregate(hash, (h, o) => unchecked(h * 31 + Number(o)));

        int Number(Atom atom) => atom is Literal literal ? literal.Value.GetHashCode() : numbers.TryGetValue((Var)atom, out int number) ? number : -1;
    }

    private sealed class Matcher
    {
        private readonly Dictionary<Var, Var> _pairs = [];

        public bool Match(Jaxpr left, Jaxpr right) =>
            Define(left.ConstVars, right.ConstVars) && Define(left.InVars, right.InVars)
            && left.Equations.Count == right.Equations.Count
            && left.Equations.Zip(right.Equations, Same).All(same => same)
            && left.Outputs.Count == right.Outputs.Count
            && left.Outputs.Zip(right.Outputs, Same).All(same => same)
            && SameConsts(left.Consts, right.Consts);

        private bool Same(Equation left, Equation right) =>
            left.Primitive.Name == right.Primitive.Name
            && left.Inputs.Count == right.Inputs.Count && left.Inputs.Zip(right.Inputs, Same).All(same => same)
            && left.Params.Equals(right.Params)
            && Define(left.Outputs, right.Outputs);

        private bool Same(Atom left, Atom right) => (left, right) switch
        {
            (Literal l, Literal r) => l.Aval == r.Aval && l.Value == r.Value,
            (Var l, Var r) => _pairs.TryGetValue(l, out Var? paired) && ReferenceEquals(paired, r),
            _ => false,
        };

        private bool Define(IReadOnlyList<Var> left, IReadOnlyList<Var> right)
        {
            if (left.Count != right.Count)
            {
                return false;
            }
            for (int i = 0; i < left.Count; i++)
            {
                if (left[i].Aval != right[i].Aval)
                {
                    return false;
                }
                _pairs[left[i]] = right[i];
            }
            return true;
        }

        private static bool SameConsts(IReadOnlyList<NdArray> left, IReadOnlyList<NdArray> right) =>
            left.Count == right.Count && left.Zip(right, SameConst).All(same => same);

        private static bool SameConst(NdArray left, NdArray right) =>
            ReferenceEquals(left, right)
            || (left.Aval == right.Aval && left.Constant == right.Constant
                && (left.Data is null ? right.Data is null && ReferenceEquals(left.Variable, right.Variable) : right.Data is not null && Constants.Same(left.Data, right.Data)));
    }
}
