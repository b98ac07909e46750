// Dimensions: integers, or exact symbolic expressions over named unknowns.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>
/// A dimension: a constant, or a polynomial with integer coefficients over symbols and over <c>floordiv</c> and <c>mod</c> of polynomials,
/// and over maxima and minima. Two are equal when they are for all values of their symbols. Converts from <c>int</c>. Symbols stand for integers that are not negative.
/// </summary>
public sealed partial class Dim : IEquatable<Dim>
{
    private static readonly Dim[] s_small = Enumerable.Range(0, 65).Select(v => new Dim(v, null)).ToArray();

    private readonly long _constant;
    private readonly Term[]? _terms;
    private int _hash;

    private Dim(long constant, Term[]? terms)
    {
        _constant = constant;
        _terms = terms is { Length: > 0 } ? terms : null;
    }

    public bool IsConstant => _terms is null;

    /// <summary>The value of a constant; throws when the dimension is symbolic.</summary>
    public long Value => _terms is null
        ? _constant
        : throw new InvalidOperationException($"the dimension '{this}' is symbolic and has no value while tracing; give a constant in [Shape], or use it only in shapes");

    /// <summary>The names of the symbols in this expression, each once, in order.</summary>
    public IReadOnlyList<string> Symbols => _terms is null
        ? []
        : _terms.SelectMany(t => t.Factors).SelectMany(f => f.Atom.Symbols).Distinct().OrderBy(s => s, StringComparer.Ordinal).ToArray();

    internal int TermCount => 1 + (_terms?.Length ?? 0);

    /// <summary>The highest sum of powers in a term.</summary>
    internal int Degree => _terms is null ? 0 : _terms.Max(t => t.Degree);

    /// <summary>The name when this is one plain symbol, else null.</summary>
    public string? SymbolName => _constant == 0 && _terms is [{ Coefficient: 1, Factors: [{ Power: 1, Atom: SymbolAtom symbol }] }] ? symbol.Name : null;

    public static Dim Constant(long value) => value is >= 0 and <= 64 ? s_small[value] : new Dim(value, null);

    public static Dim Symbol(string name) => new(0, [new Term(1, [new Factor(new SymbolAtom(name), 1)])]);

    public static implicit operator Dim(int value) => Constant(value);

    public static implicit operator Dim(long value) => Constant(value);

    /// <summary>The value of a constant dimension.</summary>
    public static explicit operator int(Dim dim) => checked((int)dim.Value);

    /// <summary>Equal as <see cref="Equals(Dim?)"/> says, not by reference.</summary>
    public static bool operator ==(Dim? left, Dim? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Dim? left, Dim? right) => !(left == right);

    /// <summary>Equal for all values of the symbols, however written; where that is too hard to decide, equal in form.</summary>
    public bool Equals(Dim? other) =>
        other is not null && (ReferenceEquals(this, other) || HasFormOf(other)
            || ((HasOperation || other.HasOperation) && GetHashCode() == other.GetHashCode() && AreEqual(this, other) == true));

    public override bool Equals(object? obj) => Equals(obj as Dim);

    /// <summary>Of values at two sizes, so that equal dimensions hash alike, in every process.</summary>
    public override int GetHashCode()
    {
        if (_terms is null)
        {
            return Hash(_constant, _constant);
        }
        if (_hash == 0)
        {
            IReadOnlyList<string> symbols = Symbols;
            long Sample(int salt) => At(symbols.ToDictionary(s => s, s => 3 + (StableHash.Of(s + salt) & 63L), StringComparer.Ordinal)) ?? 0;
            _hash = Hash(Sample(1), Sample(2));
        }
        return _hash;
    }

    // Not 0, which stands for a hash not known yet.
    private static int Hash(long first, long second) => unchecked(StableHash.Of(first) * 31 + StableHash.Of(second)) is var hash and not 0 ? hash : 1;

    private bool HasFormOf(Dim other) =>
        _constant == other._constant && (_terms is null ? other._terms is null : other._terms is not null && _terms.SequenceEqual(other._terms));
}
