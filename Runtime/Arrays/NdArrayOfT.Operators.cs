// Operators of the typed arrays that mean something for every element type: + - *, unary minus and comparisons, with NumPy broadcasting.
using System.Diagnostics.CodeAnalysis;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

[SuppressMessage("Usage", "CA2225", Justification = "The named alternates are Jnp.Add, Jnp.Less, ...")]
[SuppressMessage("Style", "IDE0079", Justification = "Analyzers differ between hosts.")]
public sealed partial class NdArray<T>
{
    public static NdArray<T> operator -(NdArray<T> operand) => From(Twin.UnaryNegation(operand.Erased));

    public static NdArray<T> operator +(NdArray<T> operand) => operand;

    public static NdArray<T> operator +(NdArray<T> left, NdArray<T> right) => From(Twin.Addition(left.Erased, right.Erased));

    public static NdArray<T> operator +(NdArray<T> left, T right) => From(Twin.Addition(left.Erased, Weak(right)));

    public static NdArray<T> operator +(T left, NdArray<T> right) => From(Twin.Addition(Weak(left), right.Erased));

    public static NdArray<T> operator -(NdArray<T> left, NdArray<T> right) => From(Twin.Subtraction(left.Erased, right.Erased));

    public static NdArray<T> operator -(NdArray<T> left, T right) => From(Twin.Subtraction(left.Erased, Weak(right)));

    public static NdArray<T> operator -(T left, NdArray<T> right) => From(Twin.Subtraction(Weak(left), right.Erased));

    public static NdArray<T> operator *(NdArray<T> left, NdArray<T> right) => From(Twin.Multiply(left.Erased, right.Erased));

    public static NdArray<T> operator *(NdArray<T> left, T right) => From(Twin.Multiply(left.Erased, Weak(right)));

    public static NdArray<T> operator *(T left, NdArray<T> right) => From(Twin.Multiply(Weak(left), right.Erased));

    public static NdArray<bool> operator ==(NdArray<T>? left, NdArray<T>? right) => left is null || right is null
        ? ReferenceEquals(left, right)
        : NdArray<bool>.From(Twin.Equality(left.Erased, right.Erased));

    public static NdArray<bool> operator ==(NdArray<T>? left, T right) => left is null ? false : NdArray<bool>.From(Twin.Equality(left.Erased, Weak(right)));

    public static NdArray<bool> operator ==(T left, NdArray<T>? right) => right is null ? false : NdArray<bool>.From(Twin.Equality(Weak(left), right.Erased));

    public static NdArray<bool> operator !=(NdArray<T>? left, NdArray<T>? right) => left is null || right is null
        ? !ReferenceEquals(left, right)
        : NdArray<bool>.From(Twin.Inequality(left.Erased, right.Erased));

    public static NdArray<bool> operator !=(NdArray<T>? left, T right) => left is null ? true : NdArray<bool>.From(Twin.Inequality(left.Erased, Weak(right)));

    public static NdArray<bool> operator !=(T left, NdArray<T>? right) => right is null ? true : NdArray<bool>.From(Twin.Inequality(Weak(left), right.Erased));

    public static NdArray<bool> operator <(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThan(left.Erased, right.Erased));

    public static NdArray<bool> operator <(NdArray<T> left, T right) => NdArray<bool>.From(Twin.LessThan(left.Erased, Weak(right)));

    public static NdArray<bool> operator <(T left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThan(Weak(left), right.Erased));

    public static NdArray<bool> operator <=(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erased, right.Erased));

    public static NdArray<bool> operator <=(NdArray<T> left, T right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erased, Weak(right)));

    public static NdArray<bool> operator <=(T left, NdArray<T> right) => NdArray<bool>.From(Twin.LessThanOrEqual(Weak(left), right.Erased));

    public static NdArray<bool> operator >(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThan(left.Erased, right.Erased));

    public static NdArray<bool> operator >(NdArray<T> left, T right) => NdArray<bool>.From(Twin.GreaterThan(left.Erased, Weak(right)));

    public static NdArray<bool> operator >(T left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThan(Weak(left), right.Erased));

    public static NdArray<bool> operator >=(NdArray<T> left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erased, right.Erased));

    public static NdArray<bool> operator >=(NdArray<T> left, T right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erased, Weak(right)));

    public static NdArray<bool> operator >=(T left, NdArray<T> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(Weak(left), right.Erased));

    /// <summary>By reference: <c>==</c> compares elements.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>By reference.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    internal static NdArray Weak(T value) => new(ElementType<T>.ToScalar(value), weak: true);
}
