// Numbers as arrays: what stands for a Python number, a NumPy scalar, the size of an axis.
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>A number as JAX sees a Python number: weakly typed, with digits of its own until it meets an array.</summary>
    internal static NdArray Number(double value, DType dtype) => new(Scalar.Python(value, dtype), weak: true);

    internal static NdArray Number(int value) => new(Scalar.Of(value), weak: true);

    /// <summary>A constant of exactly this type: NumPy's <c>np.float32(2)</c>.</summary>
    internal static NdArray Constant(double value, DType dtype) => new(Scalar.Of(value, dtype), weak: false);

    internal static NdArray Constant(bool value) => new(Scalar.Of(value), weak: false);

    /// <summary>The value of a dimension as an array of rank 0: a constant, or the run-time value of a symbolic one.</summary>
    internal static NdArray Size(Dim dim, DType dtype) => dim.IsConstant ? new(Scalar.Of(dim.Value, dtype), weak: false) : ConvertElementType(DimAsValue(dim), dtype);
}
