// A double beside a float or Half array: 0.5 * x is a weak number, narrowed to the element type of x, as a Python number is in JAX.
using System;
using SrcGenJit.Core;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

/// <summary>Operators between a <c>double</c> and an array of a narrower float type.</summary>
public static class NarrowedNumberOperators
{
    extension(NdArray<float>)
    {
        public static NdArray<float> operator +(NdArray<float> left, double right) => NdArray<float>.From(Twin.Addition(left.Erased, Single(right)));

        public static NdArray<float> operator +(double left, NdArray<float> right) => NdArray<float>.From(Twin.Addition(Single(left), right.Erased));

        public static NdArray<float> operator -(NdArray<float> left, double right) => NdArray<float>.From(Twin.Subtraction(left.Erased, Single(right)));

        public static NdArray<float> operator -(double left, NdArray<float> right) => NdArray<float>.From(Twin.Subtraction(Single(left), right.Erased));

        public static NdArray<float> operator *(NdArray<float> left, double right) => NdArray<float>.From(Twin.Multiply(left.Erased, Single(right)));

        public static NdArray<float> operator *(double left, NdArray<float> right) => NdArray<float>.From(Twin.Multiply(Single(left), right.Erased));

        public static NdArray<float> operator /(NdArray<float> left, double right) => NdArray<float>.From(Twin.Division(left.Erased, Single(right)));

        public static NdArray<float> operator /(double left, NdArray<float> right) => NdArray<float>.From(Twin.Division(Single(left), right.Erased));

        public static NdArray<bool> operator ==(NdArray<float> left, double right) => NdArray<bool>.From(Twin.Equality(left.Erased, Single(right)));

        public static NdArray<bool> operator ==(double left, NdArray<float> right) => NdArray<bool>.From(Twin.Equality(Single(left), right.Erased));

        public static NdArray<bool> operator !=(NdArray<float> left, double right) => NdArray<bool>.From(Twin.Inequality(left.Erased, Single(right)));

        public static NdArray<bool> operator !=(double left, NdArray<float> right) => NdArray<bool>.From(Twin.Inequality(Single(left), right.Erased));

        public static NdArray<bool> operator <(NdArray<float> left, double right) => NdArray<bool>.From(Twin.LessThan(left.Erased, Single(right)));

        public static NdArray<bool> operator <(double left, NdArray<float> right) => NdArray<bool>.From(Twin.LessThan(Single(left), right.Erased));

        public static NdArray<bool> operator <=(NdArray<float> left, double right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erased, Single(right)));

        public static NdArray<bool> operator <=(double left, NdArray<float> right) => NdArray<bool>.From(Twin.LessThanOrEqual(Single(left), right.Erased));

        public static NdArray<bool> operator >(NdArray<float> left, double right) => NdArray<bool>.From(Twin.GreaterThan(left.Erased, Single(right)));

        public static NdArray<bool> operator >(double left, NdArray<float> right) => NdArray<bool>.From(Twin.GreaterThan(Single(left), right.Erased));

        public static NdArray<bool> operator >=(NdArray<float> left, double right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erased, Single(right)));

        public static NdArray<bool> operator >=(double left, NdArray<float> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(Single(left), right.Erased));
    }

    extension(NdArray<Half>)
    {
        public static NdArray<Half> operator +(NdArray<Half> left, double right) => NdArray<Half>.From(Twin.Addition(left.Erased, Half(right)));

        public static NdArray<Half> operator +(double left, NdArray<Half> right) => NdArray<Half>.From(Twin.Addition(Half(left), right.Erased));

        public static NdArray<Half> operator -(NdArray<Half> left, double right) => NdArray<Half>.From(Twin.Subtraction(left.Erased, Half(right)));

        public static NdArray<Half> operator -(double left, NdArray<Half> right) => NdArray<Half>.From(Twin.Subtraction(Half(left), right.Erased));

        public static NdArray<Half> operator *(NdArray<Half> left, double right) => NdArray<Half>.From(Twin.Multiply(left.Erased, Half(right)));

        public static NdArray<Half> operator *(double left, NdArray<Half> right) => NdArray<Half>.From(Twin.Multiply(Half(left), right.Erased));

        public static NdArray<Half> operator /(NdArray<Half> left, double right) => NdArray<Half>.From(Twin.Division(left.Erased, Half(right)));

        public static NdArray<Half> operator /(double left, NdArray<Half> right) => NdArray<Half>.From(Twin.Division(Half(left), right.Erased));

        public static NdArray<bool> operator ==(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.Equality(left.Erased, Half(right)));

        public static NdArray<bool> operator ==(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.Equality(Half(left), right.Erased));

        public static NdArray<bool> operator !=(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.Inequality(left.Erased, Half(right)));

        public static NdArray<bool> operator !=(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.Inequality(Half(left), right.Erased));

        public static NdArray<bool> operator <(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.LessThan(left.Erased, Half(right)));

        public static NdArray<bool> operator <(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.LessThan(Half(left), right.Erased));

        public static NdArray<bool> operator <=(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erased, Half(right)));

        public static NdArray<bool> operator <=(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.LessThanOrEqual(Half(left), right.Erased));

        public static NdArray<bool> operator >(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.GreaterThan(left.Erased, Half(right)));

        public static NdArray<bool> operator >(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.GreaterThan(Half(left), right.Erased));

        public static NdArray<bool> operator >=(NdArray<Half> left, double right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erased, Half(right)));

        public static NdArray<bool> operator >=(double left, NdArray<Half> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(Half(left), right.Erased));
    }

    private static NdArray Single(double value) => new(Scalar.Of(value, DType.Float32), weak: true);

    private static NdArray Half(double value) => new(Scalar.Of(value, DType.Float16), weak: true);
}
