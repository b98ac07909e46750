// Reference evaluation of dot_general: operands laid out as batch, rows and contracted, then one matrix product a batch.
using System;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

/// <summary>The axes of one operand of a dot_general, by their part in it.</summary>
internal sealed record ContractionAxes(int[] Contracting, int[] Batch, int[] Free)
{
    public static (ContractionAxes Left, ContractionAxes Right) Of(Params parameters, int leftRank, int rightRank)
    {
        PyTuple numbers = parameters.Tuple("dimension_numbers");
        int[][] contracting = Pair(numbers.Items[0]), batch = Pair(numbers.Items[1]);
        return (Side(contracting[0], batch[0], leftRank), Side(contracting[1], batch[1], rightRank));
    }

    private static ContractionAxes Side(int[] contracting, int[] batch, int rank) =>
        new(contracting, batch, Enumerable.Range(0, rank).Except(contracting).Except(batch).ToArray());

    private static int[][] Pair(object? value) =>
        ((PyTuple)value!).Items.Select(side => ((PyTuple)side!).Items.Select(d => (int)(Dim)d!).ToArray()).ToArray();
}

internal static class Contraction
{
    public static NdArray Evaluate(NdArray left, NdArray right, Params parameters, Aval output) =>
        output.DType.IsBool
            ? ElementwiseEvaluation.Convert(Evaluate(left, right, parameters, output.WithDType(DType.Int32)), DType.Bool)
            : Storage.Dispatch<Run, NdArray>(output.DType, new Run(left, right, parameters, output));

    private readonly record struct Run(NdArray Left, NdArray Right, Params Parameters, Aval Output) : ITyped<NdArray>
    {
        public NdArray Invoke<T>()
            where T : unmanaged
        {
            (ContractionAxes l, ContractionAxes r) = ContractionAxes.Of(Parameters, Left.Rank, Right.Rank);
            int[] leftShape = Left.Shape.ToInts(), rightShape = Right.Shape.ToInts();
            T[] c = (T[])Storage.Allocate(Output);
            int batch = Product(leftShape, l.Batch), rows = Product(leftShape, l.Free), inner = Product(leftShape, l.Contracting), columns = Product(rightShape, r.Free);
            T[] a = Layout<T>(Left, leftShape, [.. l.Batch, .. l.Free, .. l.Contracting]);
            T[] b = Layout<T>(Right, rightShape, [.. r.Batch, .. r.Contracting, .. r.Free]);
            for (int i = 0; i < batch; i++)
            {
                MatMul.Multiply<T>(
                    a.AsSpan(i * rows * inner, rows * inner), b.AsSpan(i * inner * columns, inner * columns), c.AsSpan(i * rows * columns, rows * columns), rows, inner, columns);
            }
            return new NdArray(Output, c);
        }

        private T[] Layout<T>(NdArray array, int[] shape, int[] order)
            where T : unmanaged
        {
            T[] source = array.Dtype == Output.DType ? Storage.Of<T>(array) : Storage.Of<T>(ElementwiseEvaluation.Convert(array, Output.DType));
            if (order.SequenceEqual(Enumerable.Range(0, order.Length)))
            {
                return source;
            }
            T[] result = new T[source.Length];
            StridedView.Contiguous(shape).Permute(order).CopyTo(source, result);
            return result;
        }

        private static int Product(int[] shape, int[] axes) => axes.Aggregate(1, (size, axis) => checked(size * shape[axis]));
    }
}
