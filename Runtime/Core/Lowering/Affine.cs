// Index expressions in normal form: a constant plus multiples of atoms (loops, floor divisions, moduli, clamps, data).
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// <see cref="Offset"/> + sum of Coefficient * Atom; each atom once, coefficients not zero, in a fixed order, so that equal expressions are equal values. The coefficient of a
/// loop that occurs in no other atom is the stride along it.
/// </summary>
internal sealed partial class Affine : IEquatable<Affine>
{
    private readonly int _hash;

    private Affine(Dim offset, IReadOnlyList<AffineTerm> terms)
    {
        Offset = offset;
        Terms = terms;
        int hash = offset.GetHashCode();
        foreach (AffineTerm term in terms)
        {
            hash = unchecked((hash * 31 + term.Coefficient.GetHashCode()) * 31 + term.Atom.GetHashCode());
            Loops |= term.Atom.Loops;
            Size += term.Atom.Size;
            HasData |= term.Atom.HasData;
        }
        _hash = hash;
    }

    public Dim Offset { get; }

    public IReadOnlyList<AffineTerm> Terms { get; }

    /// <summary>The loops it depends on, bit k for loop k, also through data.</summary>
    public ulong Loops { get; }

    /// <summary>The number of atoms, at any depth: what it takes to compute it.</summary>
    public int Size { get; }

    public bool IsConstant => Terms.Count == 0;

    /// <summary>An element's value is in it, at some depth.</summary>
    public bool HasData { get; }

    /// <summary>The values whose elements it uses, at any depth.</summary>
    public IEnumerable<NestValue> Data => !HasData ? [] : Terms.SelectMany(t => t.Atom.Data).Distinct();

    public bool DependsOn(int loop) => loop >= 0 && (Loops >> loop & 1) != 0;

    /// <summary>How the expression moves along a loop.</summary>
    public Access AccessAlong(int loop)
    {
        Dim stride = 0;
        foreach (AffineTerm term in Terms)
        {
            if (term.Atom is IndexAtom.Loop at && at.Number == loop)
            {
                stride = term.Coefficient;
            }
            else if (loop >= 0 && (term.Atom.Loops >> loop & 1) != 0)
            {
                return Access.General;
            }
        }
        return new Access(stride);
    }

    public bool Equals(Affine? other) =>
        other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && Offset.Equals(other.Offset) && Terms.SequenceEqual(other.Terms)));

    public override bool Equals(object? obj) => Equals(obj as Affine);

    public override int GetHashCode() => _hash;

    public override string ToString()
    {
        IEnumerable<string> terms = Terms.Select(t => t.Coefficient.Equals((Dim)1) ? t.Atom.ToString()! : Factor(t.Coefficient) + "*" + t.Atom);
        return string.Join(" + ", IsConstant || !Offset.Equals((Dim)0) ? terms.Append(Offset.ToString()) : terms);
    }

    private static string Factor(Dim dim) => dim.IsConstant || dim.SymbolName is not null ? dim.ToString() : "(" + dim + ")";
}

internal readonly record struct AffineTerm(Dim Coefficient, IndexAtom Atom);

/// <summary>What an <see cref="Affine"/> is made of.</summary>
internal abstract record IndexAtom
{
    /// <summary>Bit k for loop k.</summary>
    public abstract ulong Loops { get; }

    /// <summary>The number of atoms in it, itself too.</summary>
    public virtual int Size => 1;

    public virtual bool HasData => false;

    public virtual IEnumerable<NestValue> Data => [];

    /// <summary>The index of a loop, in [0, Extent).</summary>
    public sealed record Loop(int Number, Dim Extent) : IndexAtom
    {
        public override ulong Loops => 1UL << Number;

        public override int GetHashCode() => Number;

        public override string ToString() => "i" + Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Rounds to negative infinity; the divisor is positive.</summary>
    public sealed record FloorDiv(Affine Dividend, Dim Divisor) : IndexAtom
    {
        public override ulong Loops => Dividend.Loops;

        public override int Size => Dividend.Size + 1;

        public override bool HasData => Dividend.HasData;

        public override IEnumerable<NestValue> Data => Dividend.Data;

        public override int GetHashCode() => unchecked(Dividend.GetHashCode() * 31 + Divisor.GetHashCode() + 1);

        public override string ToString() => $"floordiv({Dividend}, {Divisor})";
    }

    /// <summary>In [0, Divisor).</summary>
    public sealed record Mod(Affine Dividend, Dim Divisor) : IndexAtom
    {
        public override ulong Loops => Dividend.Loops;

        public override int Size => Dividend.Size + 1;

        public override bool HasData => Dividend.HasData;

        public override IEnumerable<NestValue> Data => Dividend.Data;

        public override int GetHashCode() => unchecked(Dividend.GetHashCode() * 31 + Divisor.GetHashCode() + 2);

        public override string ToString() => $"mod({Dividend}, {Divisor})";
    }

    /// <summary>max(Low, min(High, Inner)).</summary>
    public sealed record Clamp(Affine Inner, Dim Low, Dim High) : IndexAtom
    {
        public override ulong Loops => Inner.Loops;

        public override int Size => Inner.Size + 1;

        public override bool HasData => Inner.HasData;

        public override IEnumerable<NestValue> Data => Inner.Data;

        public override int GetHashCode() => unchecked(Inner.GetHashCode() * 31 + Low.GetHashCode() + High.GetHashCode() * 7 + 3);

        public override string ToString() => $"clamp({Inner}, {Low}, {High})";
    }

    /// <summary>The value of an integer (or bool) element, as a 64-bit integer.</summary>
    public sealed record OfData(NestValue Value) : IndexAtom
    {
        public override ulong Loops => Value.Loops;

        public override bool HasData => true;

        public override IEnumerable<NestValue> Data => [Value];

        public bool Equals(OfData? other) => other is not null && ReferenceEquals(Value, other.Value);

        // The position in the block: the same in every process.
        public override int GetHashCode() => Value.Id + 77;

        public override string ToString() => $"data(v{Value.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
    }
}
