// Reference evaluation of reductions: kept axes first, reduced axes last, then the fixed order of Simd's reductions.
using System;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;
using Reductions = SrcGenJit.Simd.Reductions;

namespace SrcGenJit.Eager;

internal static class ReductionEvaluation
{
    public static NdArray Evaluate(Monoid monoid, NdArray input, int[] axes, Aval output)
    {
        if (axes.Length == 0)
        {
            return new NdArray(output, Storage.Of(input));
        }
        if (input.Dtype.IsBool)
        {
            // Bools reduce as the integers 0 and 1, by operations whose identities convert back to false and true.
            Monoid integers = monoid is Monoid.Sum or Monoid.Or or Monoid.Max ? Monoid.Or : Monoid.And;
            NdArray whole = Evaluate(integers, ElementwiseEvaluation.Convert(input, DType.Int32), axes, output.WithDType(DType.Int32));
            return ElementwiseEvaluation.Convert(whole, DType.Bool);
        }
        return monoid switch
        {
            Monoid.Sum => Run<SumMonoid>(input, axes, output),
            Monoid.Prod => Run<ProdMonoid>(input, axes, output),
            Monoid.Max => Run<MaxMonoid>(input, axes, output),
            Monoid.Min => Run<MinMonoid>(input, axes, output),
            Monoid.And => Run<AndMonoid>(input, axes, output),
            _ => Run<OrMonoid>(input, axes, output),
        };
    }

    public static NdArray ArgReduce(bool max, NdArray input, int axis, Aval output) =>
        Storage.Dispatch<Arg, NdArray>(input.Dtype.IsBool ? DType.Int32 : input.Dtype, new Arg(max, input.Dtype.IsBool ? ElementwiseEvaluation.Convert(input, DType.Int32) : input, axis, output));

    private static NdArray Run<M>(NdArray input, int[] axes, Aval output)
        where M : struct, IMonoid =>
        Storage.Dispatch<Reduction<M>, NdArray>(input.Dtype, new Reduction<M>(input, axes, output));

    /// <summary>The elements with the axes in the given order, contiguous.</summary>
    private static T[] Arrange<T>(NdArray input, int[] order)
        where T : unmanaged
    {
        T[] source = Storage.Of<T>(input);
        if (order.SequenceEqual(Enumerable.Range(0, order.Length)))
        {
            return source;
        }
        T[] arranged = new T[source.Length];
        StridedView.Contiguous(input.Shape.ToInts()).Permute(order).CopyTo(source, arranged);
        return arranged;
    }

    private readonly record struct Reduction<M>(NdArray Input, int[] Axes, Aval Output) : ITyped<NdArray>
        where M : struct, IMonoid
    {
        public NdArray Invoke<T>()
            where T : unmanaged
        {
            int[] shape = Input.Shape.ToInts(), axes = Axes;
            // Trailing reduced axes form rows; the reduced axes before them are accumulated in order, one accumulator an output.
            int firstTrailing = shape.Length;
            while (firstTrailing > 0 && axes.Contains(firstTrailing - 1))
            {
                firstTrailing--;
            }
            int[] trailing = Enumerable.Range(firstTrailing, shape.Length - firstTrailing).ToArray();
            int[] leading = axes.Where(a => a < firstTrailing).OrderBy(a => a).ToArray();
            int[] kept = Enumerable.Range(0, firstTrailing).Except(leading).ToArray();
            T[] data = Arrange<T>(Input, [.. leading, .. kept, .. trailing]);
            T[] result = (T[])Storage.Allocate(Output);
            if (data.Length == 0)
            {
                result.AsSpan().Fill(Reductions.Reduce<T, M>([]));
                return new NdArray(Output, result);
            }
            int row = trailing.Aggregate(1, (size, axis) => size * shape[axis]);
            if (trailing.Length > 0)
            {
                T[] rows = leading.Length == 0 ? result : (T[])Storage.Allocate(Input.Aval.WithShape(Shape.Of(leading.Concat(kept).Select(axis => (Dim)shape[axis]))));
                for (int i = 0; i < rows.Length; i++)
                {
                    rows[i] = Reductions.Reduce<T, M>(data.AsSpan(i * row, row));
                }
                data = rows;
            }
            if (leading.Length > 0)
            {
                Reductions.ReduceColumns<T, M>(data, (int)KernelSupport.Product([.. leading.Select(axis => (long)shape[axis])]), result);
            }
            return new NdArray(Output, result);
        }
    }

    private readonly record struct Arg(bool Max, NdArray Input, int Axis, Aval Output) : ITyped<NdArray>
    {
        public NdArray Invoke<T>()
            where T : unmanaged
        {
            int[] shape = Input.Shape.ToInts();
            int axis = Axis, length = shape[axis];
            T[] data = Arrange<T>(Input, [.. Enumerable.Range(0, shape.Length).Where(a => a != axis), axis]);
            long[] result = new long[length == 0 ? 0 : data.Length / length];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = Extreme<T>(data.AsSpan(i * length, length));
            }
            return ElementwiseEvaluation.Convert(new NdArray(Output.WithDType(DType.Int64), result), Output.DType);
        }

        private int Extreme<T>(ReadOnlySpan<T> row)
            where T : unmanaged =>
            typeof(T) == typeof(float) ? Reductions.ArgExtreme(Cast<T, float>(row), Max)
            : typeof(T) == typeof(double) ? Reductions.ArgExtreme(Cast<T, double>(row), Max)
            : typeof(T) == typeof(int) ? Reductions.ArgExtreme(Cast<T, int>(row), Max)
            : typeof(T) == typeof(uint) ? Reductions.ArgExtreme(Cast<T, uint>(row), Max)
            : typeof(T) == typeof(long) ? Reductions.ArgExtreme(Cast<T, long>(row), Max)
            : throw new NotSupportedException($"argmax and argmin of {typeof(T).Name} are not in this version");

        private static ReadOnlySpan<U> Cast<T, U>(ReadOnlySpan<T> row)
            where T : unmanaged
            where U : unmanaged =>
            System.Runtime.InteropServices.MemoryMarshal.Cast<T, U>(row);
    }
}
