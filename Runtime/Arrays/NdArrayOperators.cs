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
        public static NdArray<T> operator /(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.Division(left.Erase(), right.Erase()));

        public static NdArray<T> operator /(NdArray<T> left, T right) => NdArray<T>.From(Twin.Division(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator /(T left, NdArray<T> right) => NdArray<T>.From(Twin.Division(NdArray<T>.Weak(left), right.Erase()));
    }

    extension<T>(NdArray<T>)
        where T : struct, IBinaryInteger<T>
    {
        public static NdArray<T> operator &(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseAnd(left.Erase(), right.Erase()));

        public static NdArray<T> operator &(NdArray<T> left, T right) => NdArray<T>.From(Twin.BitwiseAnd(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator &(T left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseAnd(NdArray<T>.Weak(left), right.Erase()));

        public static NdArray<T> operator |(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseOr(left.Erase(), right.Erase()));

        public static NdArray<T> operator |(NdArray<T> left, T right) => NdArray<T>.From(Twin.BitwiseOr(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator |(T left, NdArray<T> right) => NdArray<T>.From(Twin.BitwiseOr(NdArray<T>.Weak(left), right.Erase()));

        public static NdArray<T> operator ^(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.ExclusiveOr(left.Erase(), right.Erase()));

        public static NdArray<T> operator ^(NdArray<T> left, T right) => NdArray<T>.From(Twin.ExclusiveOr(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator ^(T left, NdArray<T> right) => NdArray<T>.From(Twin.ExclusiveOr(NdArray<T>.Weak(left), right.Erase()));

        public static NdArray<T> operator <<(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.LeftShift(left.Erase(), right.Erase()));

        public static NdArray<T> operator <<(NdArray<T> left, T right) => NdArray<T>.From(Twin.LeftShift(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator >>(NdArray<T> left, NdArray<T> right) => NdArray<T>.From(Twin.RightShift(left.Erase(), right.Erase()));

        public static NdArray<T> operator >>(NdArray<T> left, T right) => NdArray<T>.From(Twin.RightShift(left.Erase(), NdArray<T>.Weak(right)));

        public static NdArray<T> operator ~(NdArray<T> operand) => NdArray<T>.From(Twin.OnesComplement(operand.Erase()));
    }

    extension(NdArray<bool>)
    {
        public static NdArray<bool> operator &(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseAnd(left.Erase(), right.Erase()));

        public static NdArray<bool> operator &(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.BitwiseAnd(left.Erase(), NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator &(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseAnd(NdArray<bool>.Weak(left), right.Erase()));

        public static NdArray<bool> operator |(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseOr(left.Erase(), right.Erase()));

        public static NdArray<bool> operator |(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.BitwiseOr(left.Erase(), NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator |(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.BitwiseOr(NdArray<bool>.Weak(left), right.Erase()));

        public static NdArray<bool> operator ^(NdArray<bool> left, NdArray<bool> right) => NdArray<bool>.From(Twin.ExclusiveOr(left.Erase(), right.Erase()));

        public static NdArray<bool> operator ^(NdArray<bool> left, bool right) => NdArray<bool>.From(Twin.ExclusiveOr(left.Erase(), NdArray<bool>.Weak(right)));

        public static NdArray<bool> operator ^(bool left, NdArray<bool> right) => NdArray<bool>.From(Twin.ExclusiveOr(NdArray<bool>.Weak(left), right.Erase()));

        public static NdArray<bool> operator ~(NdArray<bool> operand) => NdArray<bool>.From(Twin.OnesComplement(operand.Erase()));

        public static NdArray<bool> operator !(NdArray<bool> operand) => NdArray<bool>.From(Twin.LogicalNot(operand.Erase()));

        /// <summary>The truth of an array of one element.</summary>
        /// <exception cref="TracerBoolConversionException">The array is a tracer.</exception>
        public static bool operator true(NdArray<bool> operand) => Truth(operand);

        /// <summary>The untruth of an array of one element.</summary>
        /// <exception cref="TracerBoolConversionException">The array is a tracer.</exception>
        public static bool operator false(NdArray<bool> operand) => !Truth(operand);
    }

    private static bool Truth(NdArray<bool> operand) => operand.NotNull().IsTracer
        ? throw TracerBoolConversionException.For(operand.Erase().Aval)
        : operand.DataOrNull is { Length: 1 } data
            ? data[0]
            : throw new System.ArgumentException(
                $"the truth of an array of shape {operand.Shape} is ambiguous: use Jnp.Any or Jnp.All");
}
