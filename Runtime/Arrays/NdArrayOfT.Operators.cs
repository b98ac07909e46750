// Operators of the typed arrays that mean something for every element type: + - *, unary minus and comparisons, with NumPy broadcasting.
using System.Diagnostics.CodeAnalysis;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

[SuppressMessage("Usage", "CA2225", Justification = "The named alternates are Jnp.Add, Jnp.Less, ...")]
[SuppressMessage("Style", "IDE0079", Justification = "Analyzers differ between hosts.")]
public sealed partial class NdArray<T>
{
    public static NdArray<T> operator -(NdArray<T> operand) => From(Twin.UnaryNegation(operand.Erase()));

    public static NdArray<T> operator +(NdArray<T> operand) => operand.NotNull();

    public static NdArray<T> operator +(NdArray<T> left, NdArray<T> right) => From(Twin.Addition(left.Erase(), right.Erase()));

    public static NdArray<T> operator +(NdArray<T> left, T right) => From(Twin.Addition(left.Erase(), Weak(right)));

    public static NdArray<T> operator +(T left, NdArray<T> right) => From(Twin.Addition(Weak(left), right.Erase()));

    public static NdArray<T> operator -(NdArray<T> left, NdArray<T> right) => From(Twin.Subtraction(left.Erase(), right.Erase()));

    public static NdArray<T> operator -(NdArray<T> left, T right) => From(Twin.Subtraction(left.Erase(), Weak(right)));

    public static NdArray<T> operator -(T left, NdArray<T> right) => From(Twin.Subtraction(Weak(left), right.Erase()));

    public static NdArray<T> operator *(NdArray<T> left, NdArray<T> right) => From(Twin.Multiply(left.Erase(), right.Erase()));

    public static NdArray<T> operator *(NdArray<T> left, T right) => From(Twin.Multiply(left.Erase(), Weak(right)));

    public static NdArray<T> operator *(T left, NdArray<T> right) => From(Twin.Multiply(Weak(left), right.Erase()));

    public static NdArray<bool> operator ==(NdArray<T>? left, NdArray<T>? right) => left is null || right is null
        ? KnownBools.Of(ReferenceEquals(left, right))
        : NdArray<bool>.From(Twin.Equality(left.Erase(), right.Erase()));

    public static NdArray<bool> operator ==(NdArray<T>? left, T right) => left is null ? KnownBools.Of(false) : NdArray<bool>.From(Twin.Equality(left.Erase(), Weak(right)));

    public static NdArray<bool> operator ==(T left, NdArray<T>? right) => right is null ? KnownBools.Of(false) : NdArray<bool>.From(Twin.Equality(Weak(left), right.Erase()));

    public static NdArray<bool> operator !=(NdArray<T>? left, NdArray<T>? right) => left is null || right is null
        ? KnownBools.Of(!ReferenceEquals(left, right))
        : NdArray<bool>.From(Twin.Inequality(left.Erase(), right.Erase()));

    public static NdArray<bool> operator !=(NdArray<T>? left, T right) => left is null ? KnownBools.Of(true) : NdArray<bool>.From(Twin.Inequality(left.Erase(), Weak(right)));

    public static NdArray<bool> operator !=(T left, NdArray<T>? right) => right is null ? KnownBools.Of(true) : NdArray<bool>.From(Twin.Inequality(Weak(left), right.Erase()));

    public static NdArray<bool> operator <(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThan(left.Erase(), right.Erase()));

    public static NdArray<bool> operator <(NdArray<T> left, T right) => NdArray<bool>.From(Twin.LessThan(left.Erase(), Weak(right)));

    public static NdArray<bool> operator <(T left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThan(Weak(left), right.Erase()));

    public static NdArray<bool> operator <=(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erase(), right.Erase()));

    public static NdArray<bool> operator <=(NdArray<T> left, T right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erase(), Weak(right)));

    public static NdArray<bool> operator <=(T left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThanOrEqual(Weak(left), right.Erase()));

    public static NdArray<bool> operator >(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThan(left.Erase(), right.Erase()));

    public static NdArray<bool> operator >(NdArray<T> left, T right) => NdArray<bool>.From(Twin.GreaterThan(left.Erase(), Weak(right)));

    public static NdArray<bool> operator >(T left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThan(Weak(left), right.Erase()));

    public static NdArray<bool> operator >=(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erase(), right.Erase()));

    public static NdArray<bool> operator >=(NdArray<T> left, T right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erase(), Weak(right)));

    public static NdArray<bool> operator >=(T left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(Weak(left), right.Erase()));

    /// <summary>By reference: <c>==</c> compares elements.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>By reference.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    internal static NdArray Weak(T value) => new(ElementType<T>.ToScalar(value), weak: true);
}

/// <summary>The results of comparisons with null, made once: <c>if (x == null)</c> allocates nothing.</summary>
internal static class KnownBools
{
    private static readonly NdArray<bool> s_false = false;
    private static readonly NdArray<bool> s_true = true;

    public static NdArray<bool> Of(bool value) => value ? s_true : s_false;
}
