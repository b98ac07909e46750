// Dimensions: integers, or exact symbolic expressions over named unknowns.
using System;

namespace SrcGenJit;

/// <summary>
/// A dimension: a constant, or a polynomial with integer coefficients over symbols and over <c>floordiv</c> and <c>mod</c> of polynomials, in normal form,
/// so that equal expressions are equal values. Converts from <c>int</c>.
/// </summary>
public sealed partial class Dim : IEquatable<Dim>
{
    public static implicit operator Dim(int value) => Constant(value);

    public static implicit operator Dim(long value) => Constant(value);

    /// <summary>The value of a constant dimension.</summary>
    public static explicit operator int(Dim dim) => checked((int)dim.Value);

    public override bool Equals(object? obj) => Equals(obj as Dim);
}
