// The parts of a symbolic dimension (terms, factors, atoms) and its text in JAX's spelling.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class Dim
{
    public override string ToString()
    {
        if (_terms is null)
        {
            return _constant.ToString(CultureInfo.InvariantCulture);
        }
        StringBuilder text = new();
        foreach (Term term in _terms)
        {
            Append(text, term.Coefficient, term.Key);
        }
        if (_constant != 0)
        {
            Append(text, _constant, "");
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, long coefficient, string product, string times = "*")
    {
        string magnitude = Math.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
        string sign = coefficient < 0 ? (text.Length == 0 ? "- " : " - ") : text.Length == 0 ? "" : " + ";
        text.Append(sign).Append(product.Length == 0 ? magnitude : magnitude == "1" ? product : magnitude + times + product);
    }

    private abstract record Atom
    {
        public abstract string Text { get; }

        public abstract IEnumerable<string> Symbols { get; }

        /// <summary>True when the value is known never to be negative.</summary>
        public abstract bool IsNatural { get; }

        public abstract Dim Substitute(IReadOnlyDictionary<string, Dim> values);
    }

    private sealed record SymbolAtom(string Name) : Atom
    {
        public override string Text => Name;

        public override IEnumerable<string> Symbols => [Name];

        public override bool IsNatural => true;

        public override Dim Substitute(IReadOnlyDictionary<string, Dim> values) => values.TryGetValue(Name, out Dim? value) ? value : Symbol(Name);

        public override int GetHashCode() => StableHash.Of(Name);
    }

    private sealed record OperationAtom(string Operation, Dim Left, Dim Right) : Atom
    {
        public override string Text { get; } = Operation + "(" + Left + ", " + Right + ")";

        public override IEnumerable<string> Symbols => Left.Symbols.Concat(Right.Symbols);

        public override bool IsNatural => Operation switch
        {
            "floordiv" => Left.IsAtLeast(0) && Right.IsAtLeast(1),
            "mod" => Right.IsAtLeast(1),
            "max" => Left.IsAtLeast(0) || Right.IsAtLeast(0),
            _ => Left.IsAtLeast(0) && Right.IsAtLeast(0),
        };

        public override Dim Substitute(IReadOnlyDictionary<string, Dim> values)
        {
            Dim left = Left.Substitute(values), right = Right.Substitute(values);
            return Operation switch
            {
                "floordiv" => FloorDiv(left, right),
                "mod" => Mod(left, right),
                "max" => Max(left, right),
                _ => Min(left, right),
            };
        }

        /// <summary>By its form: normal forms are made of it.</summary>
        public bool Equals(OperationAtom? other) => other is not null && Operation == other.Operation && Left.HasFormOf(other.Left) && Right.HasFormOf(other.Right);

        public override int GetHashCode() => StableHash.Of(Text);
    }

    private sealed record Factor(Atom Atom, int Power)
    {
        public string Text => Power == 1 ? Atom.Text : Atom.Text + "^" + Power.ToString(CultureInfo.InvariantCulture);

        public override int GetHashCode() => unchecked(Atom.GetHashCode() * 31 + Power);
    }

    private sealed record Term(long Coefficient, EquatableList<Factor> Factors)
    {
        public Term(long coefficient, IEnumerable<Factor> factors)
            : this(coefficient, new EquatableList<Factor>(factors))
        {
        }

        public bool HasOperation => Factors.Any(f => f.Atom is OperationAtom);

        public int Degree => Factors.Sum(f => f.Power);

        public override int GetHashCode() => unchecked(StableHash.Of(Coefficient) * 31 + Factors.GetHashCode());

        public string Key => string.Join("*", Factors.Select(f => f.Text));

        public Term Times(Term other) => new(checked(Coefficient * other.Coefficient), Merge(Factors.Concat(other.Factors)));

        /// <summary>The quotient of two terms when it is a term with an integer coefficient.</summary>
        public Term? DividedBy(Term other)
        {
            if (Coefficient % other.Coefficient != 0)
            {
                return null;
            }
            List<Factor> rest = Merge(Factors.Concat(other.Factors.Select(f => f with { Power = -f.Power }))).ToList();
            return rest.All(f => f.Power > 0) ? new Term(Coefficient / other.Coefficient, rest) : null;
        }

        private static IEnumerable<Factor> Merge(IEnumerable<Factor> factors) => factors
            .GroupBy(f => f.Atom)
            .Select(g => new Factor(g.Key, g.Sum(f => f.Power)))
            .Where(f => f.Power != 0)
            .OrderBy(f => f.Atom.Text, StringComparer.Ordinal);
    }
}
