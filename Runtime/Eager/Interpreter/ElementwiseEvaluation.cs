// Reference evaluation of elementwise primitives: one span kernel over whole arrays.
using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

internal static class ElementwiseEvaluation
{
    /// <summary>Applies a kernel; operands have the output's shape or rank 0.</summary>
    public static NdArray Evaluate(string kernel, NdArray[] inputs, Aval output, int parameter = 0)
    {
        Array result = Storage.Allocate(output);
        // A selection's first operand is the choice; the others, and every other function's operands, share one element type.
        bool selects = kernel == nameof(SpanKernels.Select);
        if (selects && (inputs.Length != 3 || !inputs[0].Dtype.IsBool))
        {
            return SelectMany(inputs, output);
        }
        DType common = inputs[selects ? 1 : 0].Dtype;
        NdArray[] operands = inputs.Select((x, i) => Stretch(selects && i == 0 || x.Dtype == common ? x : Convert(x, common), output.Shape)).ToArray();
        KernelCall call = new()
        {
            Destination = ref Start(result),
            Length = result.Length,
            Kind = KernelTable.Kind(common),
            ToKind = KernelTable.Kind(output.DType),
            Parameter = parameter,
            A = ref Start(Storage.Of(operands[0])),
            ScalarA = IsScalar(operands[0], output),
        };
        if (operands.Length > 1)
        {
            call.B = ref Start(Storage.Of(operands[1]));
            call.ScalarB = IsScalar(operands[1], output);
        }
        if (operands.Length > 2)
        {
            call.C = ref Start(Storage.Of(operands[2]));
            call.ScalarC = IsScalar(operands[2], output);
        }
        if (result.Length > 0)
        {
            KernelTable.Find(kernel).Run(ref call);
        }
        return new NdArray(output, result);
    }

    public static NdArray Convert(NdArray array, DType dtype) =>
        Evaluate(nameof(SpanKernels.Convert), [array], array.Aval.WithDType(dtype));

    /// <summary>The first byte of an array's elements.</summary>
    public static ref byte Start(Array data) => ref MemoryMarshal.GetArrayDataReference(data);

    // Axes of size one stretch; scalars stay as they are.
    private static NdArray Stretch(NdArray operand, Shape shape)
    {
        if (operand.Rank == 0 || operand.Shape.Equals(shape))
        {
            return operand;
        }
        int[] from = operand.Shape.ToInts(), to = shape.ToInts();
        StridedView whole = StridedView.Contiguous(from);
        StridedView view = new(to, 0, whole.Strides.Select((stride, axis) => from[axis] == 1 ? 0 : stride).ToArray());
        Aval aval = operand.Aval.WithShape(shape);
        return new NdArray(aval, Storage.Dispatch<Copy, Array>(operand.Dtype, new Copy(operand, aval, view)));
    }

    private readonly record struct Copy(NdArray Source, Aval Aval, StridedView View) : ITyped<Array>
    {
        public Array Invoke<T>()
            where T : unmanaged
        {
            T[] result = (T[])Storage.Allocate(Aval);
            View.CopyTo(Storage.Of<T>(Source), result);
            return result;
        }
    }

    private static bool IsScalar(NdArray operand, Aval output) => operand.Rank == 0 && output.Rank != 0;

    // select_n with more than two cases, or an integer choice.
    private static NdArray SelectMany(NdArray[] inputs, Aval output)
    {
        NdArray result = inputs[1];
        for (int k = 2; k < inputs.Length; k++)
        {
            NdArray index = new(new Aval(Shape.Scalar, inputs[0].Dtype), Storage.Of(Convert(new NdArray(Core.Scalar.Of(k - 1), false), inputs[0].Dtype)));
            NdArray chosen = Evaluate(nameof(SpanKernels.Equal), [inputs[0], index], inputs[0].Aval.WithDType(DType.Bool));
            result = Evaluate(nameof(SpanKernels.Select), [chosen, result, inputs[k]], output);
        }
        return result;
    }
}
