// Arithmetic of dimensions in normal form.
using System;

namespace SrcGenJit;

public sealed partial class Dim
{
    private readonly long _value;

    private Dim(long value) => _value = value;

    public static Dim Constant(long value) => new(value);

    public bool IsConstant => true;

    /// <summary>The value of a constant; throws when the dimension is symbolic.</summary>
    public long Value => _value;

    public static Dim operator +(Dim left, Dim right) => new(left._value + right._value);

    public static Dim operator -(Dim left, Dim right) => new(left._value - right._value);

    public static Dim operator *(Dim left, Dim right) => new(left._value * right._value);

    public bool Equals(Dim? other) => other is not null && _value == other._value;

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
