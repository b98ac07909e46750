// A double beside a float array: 0.5 * x is a weak number, narrowed to the element type of x, as a Python number is in JAX.
using SrcGenJit.Core;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

/// <summary>Operators between a <c>double</c> and an array of a narrower float type.</summary>
public static class NarrowedNumberOperators
{
    extension(NdArray<float>)
    {
        public static NdArray<float> operator +(NdArray<float> left, double right) => NdArray<float>.From(Twin.Addition(left.Erase(), Single(right)));

        public static NdArray<float> operator +(double left, NdArray<float> right) => NdArray<float>.From(Twin.Addition(Single(left), right.Erase()));

        public static NdArray<float> operator -(NdArray<float> left, double right) => NdArray<float>.From(Twin.Subtraction(left.Erase(), Single(right)));

        public static NdArray<float> operator -(double left, NdArray<float> right) => NdArray<float>.From(Twin.Subtraction(Single(left), right.Erase()));

        public static NdArray<float> operator *(NdArray<float> left, double right) => NdArray<float>.From(Twin.Multiply(left.Erase(), Single(right)));

        public static NdArray<float> operator *(double left, NdArray<float> right) => NdArray<float>.From(Twin.Multiply(Single(left), right.Erase()));

        public static NdArray<float> operator /(NdArray<float> left, double right) => NdArray<float>.From(Twin.Division(left.Erase(), Single(right)));

        public static NdArray<float> operator /(double left, NdArray<float> right) => NdArray<float>.From(Twin.Division(Single(left), right.Erase()));

        public static NdArray<bool> operator ==(NdArray<float>? left, double right) => left is null ? KnownBools.Of(false) : NdArray<bool>.From(Twin.Equality(left.Erase(), Single(right)));

        public static NdArray<bool> operator ==(double left, NdArray<float>? right) => right is null ? KnownBools.Of(false) : NdArray<bool>.From(Twin.Equality(Single(left), right.Erase()));

        public static NdArray<bool> operator !=(NdArray<float>? left, double right) => left is null ? KnownBools.Of(true) : NdArray<bool>.From(Twin.Inequality(left.Erase(), Single(right)));

        public static NdArray<bool> operator !=(double left, NdArray<float>? right) => right is null ? KnownBools.Of(true) : NdArray<bool>.From(Twin.Inequality(Single(left), right.Erase()));

        public static NdArray<bool> operator <(NdArray<float> left, double right) => NdArray<bool>.From(Twin.LessThan(left.Erase(), Single(right)));

        public static NdArray<bool> operator <(double left, NdArray<float> right) => NdArray<bool>.From(Twin.LessThan(Single(left), right.Erase()));

        public static NdArray<bool> operator <=(NdArray<float> left, double right) => NdArray<bool>.From(Twin.LessThanOrEqual(left.Erase(), Single(right)));

        public static NdArray<bool> operator <=(double left, NdArray<float> right) => NdArray<bool>.From(Twin.LessThanOrEqual(Single(left), right.Erase()));

        public static NdArray<bool> operator >(NdArray<float> left, double right) => NdArray<bool>.From(Twin.GreaterThan(left.Erase(), Single(right)));

        public static NdArray<bool> operator >(double left, NdArray<float> right) => NdArray<bool>.From(Twin.GreaterThan(Single(left), right.Erase()));

        public static NdArray<bool> operator >=(NdArray<float> left, double right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(left.Erase(), Single(right)));

        public static NdArray<bool> operator >=(double left, NdArray<float> right) => NdArray<bool>.From(Twin.GreaterThanOrEqual(Single(left), right.Erase()));
    }

    private static NdArray Single(double value) => new(Scalar.Of(value, DType.Float32), weak: true);
}
