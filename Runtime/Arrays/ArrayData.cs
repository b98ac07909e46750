// Storage shared by the typed and the erased arrays: adopting managed arrays, and the elements of scalar constants.
using System;
using SrcGenJit.Core;

namespace SrcGenJit
{
    public sealed partial class NdArray
    {
        /// <summary>A one-dimensional array that takes ownership of <paramref name="data"/> without a copy: do not write to it afterwards.</summary>
        public static NdArray<T> Adopt<T>(T[] data)
            where T : struct
        {
            ArgumentNullException.ThrowIfNull(data);
            return new(data, [data.Length], owned: true);
        }

        /// <summary>An array of the given shape that takes ownership of <paramref name="data"/> without a copy: do not write to it afterwards.</summary>
        /// <exception cref="ArgumentException">The number of elements is not the size of the shape.</exception>
        public static NdArray<T> Adopt<T>(T[] data, Shape shape)
            where T : struct
        {
            ArgumentNullException.ThrowIfNull(data);
            ArgumentNullException.ThrowIfNull(shape);
            return new(data, NdArray<T>.Checked(shape, data.Length), owned: true);
        }
    }
}

namespace SrcGenJit.Core
{
    /// <summary>Elements of concrete erased arrays.</summary>
    internal static class ArrayData
    {
        /// <summary>The elements of a concrete array of this element type; those of a scalar constant are made here.</summary>
        public static T[] Of<T>(NdArray array)
            where T : struct => array.Data is { } data ? (T[])data : [ElementType<T>.FromScalar(array.Constant!.Value)];
    }
}
