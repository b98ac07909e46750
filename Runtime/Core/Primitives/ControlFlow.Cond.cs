// Rules of cond: forward derivative and batching.
using System.Linq;
using static SrcGenJit.Core.Lists;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static (NdArray[] Primals, NdArray?[] Tangents) CondJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        (_, NdArray?[] operandTangents) = SplitList(tangents, 1);
        bool[] nonzero = IsPresent(operandTangents);
        bool[] any = branches.Select(b => JvpTransform.OfJaxpr(b, nonzero).Nonzero).Aggregate(Or);
        NdArray[] results = self.Bind(WithBranches(parameters, branches.Select(b => JvpTransform.OfJaxpr(b, nonzero, any).Jaxpr)), [.. primals, .. Present(operandTangents)]);
        (NdArray[] outputs, NdArray[] slopes) = SplitList(results, any.Length);
        return (outputs, SpreadList(any, slopes));
    }

    internal static (NdArray[] Outputs, int?[] Dims) CondBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        return dims[0] is null ? BatchOfOneChoice(self, branches, size, inputs, dims, parameters) : BatchOfChoices(branches, size, inputs, dims);
    }

    private static (NdArray[] Outputs, int?[] Dims) BatchOfOneChoice(Primitive self, Jaxpr[] branches, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        (_, int?[] operandDims) = SplitList(dims, 1);
        bool[] none = new bool[branches[0].Outputs.Count];
        bool[] batched = branches.Select(b => IsBatched(BatchTransform.OfJaxpr(b, size, operandDims, none).Dims)).Aggregate(Or);
        return (self.Bind(WithBranches(parameters, branches.Select(b => BatchTransform.OfJaxpr(b, size, operandDims, batched).Jaxpr)), inputs), Front(batched));
    }

    // Every branch runs on all examples, and the results are selected. A branch sees the values of the examples that do not take it without their derivatives:
    // what is infinite there must not reach a gradient.
    private static (NdArray[] Outputs, int?[] Dims) BatchOfChoices(Jaxpr[] branches, Dim size, NdArray[] inputs, int?[] dims)
    {
        NdArray[] front = inputs.Select((x, i) => ElementwiseFamily.BatchAtFront(x, dims[i], size)).ToArray();
        (NdArray[] index, NdArray[] operands) = SplitList(front, 1);
        NdArray[][] results = branches.Select((branch, b) =>
        {
            NdArray here = Eq(index[0], new NdArray(Scalar.Of(b, index[0].Dtype), weak: false));
            NdArray[] chosen = operands.Select(x =>
            {
                NdArray stopped = StopGradient(x);
                return Select(Spread(here, x.Shape), x, stopped);
            }).ToArray();
            (NdArray[] outputs, int?[] places) = BatchTransform.Run(branch, size, chosen, chosen.Select(_ => (int?)0).ToArray());
            return outputs.Select((o, i) => ElementwiseFamily.BatchAtFront(o, places[i], size)).ToArray();
        }).ToArray();
        NdArray[] selected = results.Length == 1 ? results[0] : results[0].Select((first, i) => SelectN(Spread(index[0], first.Shape), results.Select(r => r[i]).ToArray())).ToArray();
        return (selected, selected.Select(_ => (int?)0).ToArray());
    }

    // A batch of choices over the rest of a shape.
    private static NdArray Spread(NdArray flags, Shape shape) =>
        flags.Rank == shape.Rank ? flags : BroadcastInDim(flags, shape, Enumerable.Range(0, flags.Rank).ToArray());

    private static Params WithBranches(Params parameters, System.Collections.Generic.IEnumerable<Jaxpr> branches) => parameters.With("branches", PyTuple.Of(branches));
}
