// Operators of the erased arrays: element types meet by JAX's promotion, and C# numbers are weak.
using SrcGenJit.Core;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

public sealed partial class NdArray
{
    public static implicit operator NdArray(int value) => new(Scalar.Of(value), weak: true);

    public static implicit operator NdArray(long value) => new(Scalar.Of(value), weak: true);

    public static implicit operator NdArray(float value) => new(Scalar.Of(value), weak: true);

    public static implicit operator NdArray(double value) => new(Scalar.Of(value), weak: true);

    public static implicit operator NdArray(bool value) => new(Scalar.Of(value), weak: false);

    public static NdArray operator -(NdArray operand) => Twin.UnaryNegation(operand.NotNull());

    public static NdArray operator +(NdArray left, NdArray right) => Twin.Addition(left.NotNull(), right.NotNull());

    public static NdArray operator -(NdArray left, NdArray right) => Twin.Subtraction(left.NotNull(), right.NotNull());

    public static NdArray operator *(NdArray left, NdArray right) => Twin.Multiply(left.NotNull(), right.NotNull());

    /// <summary>Integers become floats first.</summary>
    public static NdArray operator /(NdArray left, NdArray right) => Twin.Division(left.NotNull(), right.NotNull());

    public static NdArray operator <(NdArray left, NdArray right) => Twin.LessThan(left.NotNull(), right.NotNull());

    public static NdArray operator <=(NdArray left, NdArray right) => Twin.LessThanOrEqual(left.NotNull(), right.NotNull());

    public static NdArray operator >(NdArray left, NdArray right) => Twin.GreaterThan(left.NotNull(), right.NotNull());

    public static NdArray operator >=(NdArray left, NdArray right) => Twin.GreaterThanOrEqual(left.NotNull(), right.NotNull());
}
