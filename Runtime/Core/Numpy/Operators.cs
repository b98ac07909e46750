// Erased twins of the operators, indexers and members of NdArray<T>: the name is the CLR's without op_, or the member's.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static class Operators
{
    public static NdArray UnaryNegation(NdArray operand) => Jnp.Negative(operand);

    public static NdArray UnaryPlus(NdArray operand) => operand;

    public static NdArray Addition(NdArray left, NdArray right) => Jnp.Add(left, right);

    public static NdArray Subtraction(NdArray left, NdArray right) => Jnp.Subtract(left, right);

    public static NdArray Multiply(NdArray left, NdArray right) => Jnp.Multiply(left, right);

    public static NdArray Division(NdArray left, NdArray right) => Jnp.TrueDivide(left, right);

    public static NdArray Equality(NdArray left, NdArray right) => Jnp.Equal(left, right);

    public static NdArray Inequality(NdArray left, NdArray right) => Jnp.NotEqual(left, right);

    public static NdArray LessThan(NdArray left, NdArray right) => Jnp.Less(left, right);

    public static NdArray LessThanOrEqual(NdArray left, NdArray right) => Jnp.LessEqual(left, right);

    public static NdArray GreaterThan(NdArray left, NdArray right) => Jnp.Greater(left, right);

    public static NdArray GreaterThanOrEqual(NdArray left, NdArray right) => Jnp.GreaterEqual(left, right);

    public static NdArray BitwiseAnd(NdArray left, NdArray right) => Jnp.BitwiseAnd(left, right);

    public static NdArray BitwiseOr(NdArray left, NdArray right) => Jnp.BitwiseOr(left, right);

    public static NdArray ExclusiveOr(NdArray left, NdArray right) => Jnp.BitwiseXor(left, right);

    public static NdArray LeftShift(NdArray left, NdArray right) => Jnp.LeftShift(left, right);

    public static NdArray RightShift(NdArray left, NdArray right) => Jnp.RightShift(left, right);

    public static NdArray OnesComplement(NdArray operand) => Jnp.BitwiseNot(operand);

    public static NdArray LogicalNot(NdArray operand) => Jnp.LogicalNot(operand);

    /// <summary>A C# number that becomes an array: it is a weak array of rank 0 already.</summary>
    public static NdArray Implicit(NdArray value) => value;

    public static Shape Shape(NdArray self) => self.Shape;

    public static int Rank(NdArray self) => self.Rank;

    public static Dim Size(NdArray self) => self.Shape.Size;

    public static DType Dtype(NdArray self) => self.Dtype;

    public static NdArray AsType(DType dtype, NdArray self) => Lax.ConvertElementType(self, dtype);

    public static NdArray Item(NdArray self, IndexEntry[] indices) => Indexer.Get(self, indices);

    public static NdArray Set(NdArray self, IndexEntry[] indices, NdArray values) => Indexer.Scatter(self, indices, values, add: false);

    public static NdArray Add(NdArray self, IndexEntry[] indices, NdArray values) => Indexer.Scatter(self, indices, values, add: true);
}
