// Operators that exist for some element types only, as extension operators: division of floats, bit operations of integers and bools, truth of bools.
using System.Numerics;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

/// <summary>Operators on the element types where they mean something. <c>/</c> on integers and <c>%</c> are left out, because C# and JAX disagree on them.</summary>
public static class NdArrayOperators
{
    extension<T>(NdArray<T>)
        where T : struct, IFloatingPointIeee754<T>
    {
        public static NdArray<T> operator /(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.Division(left.Erased, right.Erased));

        public static NdArray<T> operator /(NdArray<T> left, T right) => NdArray<T>.From(Twin.Division(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator /(T left, NdArray<T> right) => NdArray<T>.From(Twin.Division(NdArray<T>.Weak(left), right.Erased));
    }

    extension<T>(NdArray<T>)
        where T : struct, IBinaryInteger<T>
    {
        public static NdArray<T> operator &(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseAnd(left.Erased, right.Erased));

        public static NdArray<T> operator &(NdArray<T> left, T right) => NdArray<T>.From(Twin.BitwiseAnd(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator &(T left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseAnd(NdArray<T>.Weak(left), right.Erased));

        public static NdArray<T> operator |(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseOr(left.Erased, right.Erased));

        public static NdArray<T> operator |(NdArray<T> left, T right) => NdArray<T>.From(Twin.BitwiseOr(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator |(T left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseOr(NdArray<T>.Weak(left), right.Erased));

        public static NdArray<T> operator ^(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.ExclusiveOr(left.Erased, right.Erased));

        public static NdArray<T> operator ^(NdArray<T> left, T right) => NdArray<T>.From(Twin.ExclusiveOr(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator ^(T left, NdArray<T> right) => NdArray<T>.From(Twin.ExclusiveOr(NdArray<T>.Weak(left), right.Erased));

        public static NdArray<T> operator <<(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.LeftShift(left.Erased, right.Erased));

        public static NdArray<T> operator <<(NdArray<T> left, T right) => NdArray<T>.From(Twin.LeftShift(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator >>(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.RightShift(left.Erased, right.Erased));

        public static NdArray<T> operator >>(NdArray<T> left, T right) => NdArray<T>.From(Twin.RightShift(left.Erased, NdArray<T>.Weak(right)));

        public static NdArray<T> operator ~(NdArray<T> operand) => NdArray<T>.From(Twin.OnesComplement(operand.Erased));
    }

    extension(NdArray<bool>)
    {
        public static NdArray<bool> operator &(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseAnd(left.Erased, right.Erased));

        public static NdArray<bool> operator &(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.BitwiseAnd(left.Erased, NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator &(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseAnd(NdArray<bool>.Weak(left), right.Erased));

        public static NdArray<bool> operator |(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseOr(left.Erased, right.Erased));

        public static NdArray<bool> operator |(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.BitwiseOr(left.Erased, NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator |(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseOr(NdArray<bool>.Weak(left), right.Erased));

        public static NdArray<bool> operator ^(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.ExclusiveOr(left.Erased, right.Erased));

        public static NdArray<bool> operator ^(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.ExclusiveOr(left.Erased, NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator ^(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.ExclusiveOr(NdArray<bool>.Weak(left), right.Erased));

        public static NdArray<bool> operator ~(NdArray<bool> operand) => NdArray<bool>.From(Twin.OnesComplement(operand.Erased));

        public static NdArray<bool> operator !(NdArray<bool> operand) => NdArray<bool>.From(Twin.LogicalNot(operand.Erased));

        /// <summary>The truth of an array of one element.</summary>
        /// <exception cref="TracerBoolConversionException">The array is a tracer.</exception>
        public static bool operator true(NdArray<bool> operand) => Truth(operand);

        /// <summary>The untruth of an array of one element.</summary>
        /// <exception cref="TracerBoolConversionException">The array is a tracer.</exception>
        public static bool operator false(NdArray<bool> operand) => !Truth(operand);
    }

    private static bool Truth(NdArray<bool> operand) => operand.IsTracer
        ? throw TracerBoolConversionException.For(operand.Erased.Aval)
        : operand.DataOrNull is { Length: 1 } data
            ? data[0]
            : throw new System.ArgumentException(
                $"the truth of an array of shape {operand.Shape} is ambiguous: use Jnp.Any or Jnp.All");
}
