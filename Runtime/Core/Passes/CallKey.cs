// A call of one jaxpr object on certain atoms: the same call gives the same results, and is inlined once.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal sealed class CallKey(Jaxpr jaxpr, IReadOnlyList<Atom> inputs) : IEquatable<CallKey>
{
    private readonly Jaxpr _jaxpr = jaxpr;
    private readonly EquatableList<object> _inputs = new(inputs.Select(Identity));

    /// <summary>Variables are the same by reference, literals by value and type.</summary>
    public static object Identity(Atom atom) => atom is Literal literal ? (literal.Value, literal.Aval) : atom;

    public bool Equals(CallKey? other) => other is not null && ReferenceEquals(_jaxpr, other._jaxpr) && _inputs.Equals(other._inputs);

    public override bool Equals(object? obj) => Equals(obj as CallKey);

    public override int GetHashCode() => unchecked(RuntimeHelpers.GetHashCode(_jaxpr) * 31 + _inputs.GetHashCode());
}
