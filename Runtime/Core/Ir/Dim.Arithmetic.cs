// Arithmetic of dimensions: sums, products, floor division, modulus and decidable comparison, all in normal form.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit;

public sealed partial class Dim
{
    public static Dim operator +(Dim left, Dim right) => left._terms is null && right._terms is null
        ? Constant(checked(left._constant + right._constant))
        : RawSum(left, right).Collapsed();

    public static Dim operator -(Dim left, Dim right) => left + -1 * right;

    public static Dim operator *(Dim left, Dim right)
    {
        if (left._terms is null && right._terms is null)
        {
            return Constant(checked(left._constant * right._constant));
        }
        List<Term> products = [];
        foreach (Term l in left.WithConstant())
        {
            foreach (Term r in right.WithConstant())
            {
                products.Add(l.Times(r));
            }
        }
        return Normal(0, products);
    }

    /// <summary>Division rounded towards negative infinity; exact divisions of polynomials stay polynomials.</summary>
    public static Dim FloorDiv(Dim left, Dim right)
    {
        if (right.IsConstant && right._constant == 0)
        {
            throw new DivideByZeroException($"floor division of the dimension {left} by zero");
        }
        if (left.IsConstant && right.IsConstant)
        {
            return Constant(Floor(left._constant, right._constant));
        }
        if (right.IsConstant && right._constant == 1)
        {
            return left;
        }
        (Dim whole, Dim rest) = Divide(left, right);
        return rest.IsConstant && rest._constant == 0 ? whole
            : right.IsConstant && right._constant > 0 && rest.IsConstant ? whole + FloorDiv(rest, right)
            : whole + Divided("floordiv", rest, right);
    }

    /// <summary>The rest of <see cref="FloorDiv"/>, with the sign of the divisor.</summary>
    public static Dim Mod(Dim left, Dim right)
    {
        if (left.IsConstant && right.IsConstant)
        {
            return left - right * FloorDiv(left, right);
        }
        (_, Dim rest) = Divide(left, right);
        return rest.IsConstant && rest._constant == 0 ? rest
            : right.IsConstant && rest.IsConstant ? Mod(rest, right)
            : Divided("mod", rest, right);
    }

    public static Dim Max(Dim left, Dim right) => left.IsAtLeast(right) ? left.Unique : right.IsAtLeast(left) ? right.Unique : Extremum("max", left, right);

    public static Dim Min(Dim left, Dim right) => left.IsAtLeast(right) ? right.Unique : right.IsAtLeast(left) ? left.Unique : Extremum("min", left, right);

    /// <summary>The sign of this minus <paramref name="other"/> where it is the same for all values of the symbols (0 only for equal expressions), else null.</summary>
    public int? CompareTo(Dim other)
    {
        Dim difference = this - other;
        return difference.IsConstant ? Math.Sign(difference._constant)
            : (difference - 1).IsNatural ? 1
            : (-1 * difference - 1).IsNatural ? -1
            : Equals(other) ? 0
            : null;
    }

    /// <summary>True when this is at least <paramref name="other"/> for all values of the symbols.</summary>
    public bool IsAtLeast(Dim other) => (this - other).IsNatural;

    /// <summary>The expression with values for some of its symbols.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> values)
    {
        Dim result = Constant(_constant);
        foreach (Term term in Terms)
        {
            Dim product = Constant(term.Coefficient);
            foreach (Factor factor in term.Factors)
            {
                Dim value = factor.Atom.Substitute(values);
                for (int i = 0; i < factor.Power; i++)
                {
                    product *= value;
                }
            }
            result += product;
        }
        return result;
    }

    // A division; one of maxima may come to maxima again, or to a line.
    private static Dim Divided(string operation, Dim left, Dim right)
    {
        Dim plain = FromAtom(new OperationAtom(operation, left, right));
        return left.HasOperation ? OneSymbol.Of(plain)?.Form ?? plain : plain;
    }

    private Term[] Terms => _terms ?? [];

    private IEnumerable<Term> WithConstant() => _constant == 0 ? Terms : Terms.Append(new Term(_constant, []));

    private static Dim FromAtom(Atom atom) => new(0, [new Term(1, [new Factor(atom, 1)])]);

    // left = whole * right + rest, taking out of left every term that is a multiple of right (or of its leading term).
    private static (Dim Whole, Dim Remainder) Divide(Dim left, Dim right)
    {
        if (right.IsConstant)
        {
            long divisor = right._constant;
            Dim whole = Normal(FloorDiv(left._constant, divisor)._constant, left.Terms.Where(t => t.Coefficient % divisor == 0).Select(t => t with { Coefficient = t.Coefficient / divisor }));
            return (whole, left - whole * right);
        }
        Dim quotient = 0, remainder = left;
        Term lead = right.Terms[0];
        for (int guard = 0; guard < 16; guard++)
        {
            Term? divisible = remainder.Terms.FirstOrDefault(t => t.DividedBy(lead) is not null);
            if (divisible is null)
            {
                break;
            }
            Dim step = Normal(0, [divisible.DividedBy(lead)!]);
            quotient += step;
            remainder -= step * right;
        }
        return remainder.IsConstant && remainder._constant == 0 ? (quotient, remainder) : (0, left);
    }

    private static Dim Normal(long constant, IEnumerable<Term> terms)
    {
        List<Term> merged = [];
        foreach (IGrouping<Term, Term> group in terms.GroupBy(t => t with { Coefficient = 1 }))
        {
            long coefficient = group.Aggregate(0L, (sum, t) => checked(sum + t.Coefficient));
            if (group.Key.Factors.Count == 0)
            {
                constant = checked(constant + coefficient);
            }
            else if (coefficient != 0)
            {
                merged.Add(group.Key with { Coefficient = coefficient });
            }
        }
        return merged.Count == 0 ? Constant(constant) : new Dim(constant, [.. merged.OrderByDescending(t => t.Degree).ThenBy(t => t.Key, StringComparer.Ordinal)]);
    }
}
