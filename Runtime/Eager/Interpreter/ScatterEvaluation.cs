// Reference evaluation of scatter with JAX's dimension numbers and out-of-bounds modes; every executor runs this code.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Updates are applied in row-major order of the updates array.</summary>
internal static class ScatterEvaluation
{
    public static NdArray Evaluate(Monoid? combine, NdArray operand, NdArray indices, NdArray updates, Params parameters) =>
        Storage.Dispatch<Run, NdArray>(operand.Dtype, new Run(combine, operand, indices, updates, parameters));

    private readonly record struct Run(Monoid? Combine, NdArray Operand, NdArray Indices, NdArray Updates, Params Parameters) : ITyped<NdArray>
    {
        public NdArray Invoke<T>()
            where T : unmanaged
        {
            T[] result = (T[])Storage.Of<T>(Operand).Clone();
            T[] updates = Storage.Of<T>(Updates);
            long[] indices = Storage.Integers(Indices);
            // jnp's at[].apply: a scatter whose combination is a function of its own.
            Func<T, T, T> write = Combine is null && Parameters["update_jaxpr"] is Jaxpr { Equations.Count: > 0 } function
                ? (old, update) => Apply(function, old, update)
                : Write<T>(Combine);
            PyRecord numbers = (PyRecord)Parameters["dimension_numbers"]!;
            int[] window = Axes(numbers, "update_window_dims"), inserted = Axes(numbers, "inserted_window_dims"), scattered = Axes(numbers, "scatter_dims_to_operand_dims");
            int[] operandBatch = Axes(numbers, "operand_batching_dims"), indexBatch = Axes(numbers, "scatter_indices_batching_dims");
            int[] shape = Operand.Shape.ToInts(), updateShape = Updates.Shape.ToInts(), indexShape = Indices.Shape.ToInts();
            long[] operandStrides = StridedView.Contiguous(shape).Strides, indexStrides = StridedView.Contiguous(indexShape).Strides;
            int[] scatterAxes = Enumerable.Range(0, updateShape.Length).Except(window).ToArray();
            int[] windowAxes = Enumerable.Range(0, shape.Length).Except(inserted).Except(operandBatch).ToArray();
            int vector = indexShape.Length - 1;
            int[] indexAxes = Enumerable.Range(0, vector).ToArray();
            int[] extent = shape.Select(_ => 1).ToArray();
            for (int w = 0; w < window.Length; w++)
            {
                extent[windowAxes[w]] = updateShape[window[w]];
            }
            bool clip = Parameters["mode"]?.ToString() is { } mode && (mode.EndsWith("CLIP", StringComparison.Ordinal) || mode == "0");
            long[] start = new long[shape.Length];
            int[] at = new int[updateShape.Length];
            for (int u = 0; u < updates.Length; u++, Next(at, updateShape))
            {
                long indexOffset = 0;
                for (int i = 0; i < indexAxes.Length; i++)
                {
                    indexOffset += at[scatterAxes[i]] * indexStrides[i];
                }
                Array.Clear(start);
                for (int s = 0; s < scattered.Length; s++)
                {
                    start[scattered[s]] = indices[indexOffset + s];
                }
                for (int b = 0; b < operandBatch.Length; b++)
                {
                    start[operandBatch[b]] = at[scatterAxes[indexBatch[b]]];
                }
                long offset = 0;
                bool inside = true;
                for (int axis = 0; axis < shape.Length; axis++)
                {
                    if (clip)
                    {
                        start[axis] = Math.Max(0, Math.Min(shape[axis] - extent[axis], start[axis]));
                    }
                    inside &= start[axis] >= 0 && start[axis] <= shape[axis] - extent[axis];
                    offset += start[axis] * operandStrides[axis];
                }
                for (int w = 0; w < window.Length; w++)
                {
                    offset += at[window[w]] * operandStrides[windowAxes[w]];
                }
                if (inside)
                {
                    result[offset] = write(result[offset], updates[u]);
                }
            }
            return new NdArray(Operand.Aval, result);
        }

        private static int[] Axes(PyRecord numbers, string field) =>
            ((PyTuple)numbers[field]!).Items.Select(d => (int)(Dim)d!).ToArray();

        private static void Next(int[] index, int[] shape)
        {
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        private static T Apply<T>(Jaxpr function, T old, T update)
            where T : unmanaged
        {
            NdArray[] inputs = [new(function.InVars[0].Aval, new[] { old }), new(function.InVars[1].Aval, new[] { update })];
            return Storage.Of<T>(Interpreter.Run(function, inputs)[0])[0];
        }

        private static Func<T, T, T> Write<T>(Monoid? combine)
            where T : unmanaged => combine switch
            {
                null => (_, update) => update,
                Monoid.Sum when typeof(T) == typeof(float) => (Func<T, T, T>)(object)(Func<float, float, float>)((a, b) => a + b),
                Monoid.Sum when typeof(T) == typeof(double) => (Func<T, T, T>)(object)(Func<double, double, double>)((a, b) => a + b),
                Monoid.Sum when typeof(T) == typeof(int) => (Func<T, T, T>)(object)(Func<int, int, int>)((a, b) => unchecked(a + b)),
                Monoid.Sum when typeof(T) == typeof(long) => (Func<T, T, T>)(object)(Func<long, long, long>)((a, b) => unchecked(a + b)),
                Monoid.Sum when typeof(T) == typeof(uint) => (Func<T, T, T>)(object)(Func<uint, uint, uint>)((a, b) => unchecked(a + b)),
                Monoid.Sum when typeof(T) == typeof(bool) => (Func<T, T, T>)(object)(Func<bool, bool, bool>)((a, b) => a || b),
                _ => throw new NotSupportedException($"scatter of {typeof(T).Name} with {combine} is not in this version"),
            };
    }
}
