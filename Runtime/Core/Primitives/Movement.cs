// The table of movement primitives: an output element is an input element (or one of several) at a computed index.
using System;
using static SrcGenJit.Core.ElementwiseFamily;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Movement
{
    public static readonly Primitive
        BroadcastInDim = Make("broadcast_in_dim", BroadcastShape, BroadcastTranspose, _ => BroadcastBatch, BroadcastPull, BroadcastPrinting),
        Reshape        = Make("reshape",          ReshapeShape,   ReshapeTranspose,   _ => ReshapeBatch,   ReshapePull),
        Squeeze        = Make("squeeze",          SqueezeShape,   SqueezeTranspose,   _ => SqueezeBatch,   SqueezePull),
        Transpose      = Make("transpose",        TransposeShape, TransposeTranspose, _ => TransposeBatch, TransposePull),
        Rev            = Make("rev",              RevShape,       RevTranspose,       _ => RevBatch,       RevPull),
        Slice          = Make("slice",            SliceShape,     SliceTranspose,     _ => SliceBatch,     SlicePull),
        Pad            = Make("pad",              PadShape,       PadTranspose,       _ => PadBatch,       PadPull),
        Concatenate    = Make("concatenate",      ConcatShape,    ConcatTranspose,    _ => ConcatBatch,    ConcatPull),
        Iota           = Make("iota",             IotaShape,      Rules.NotLinear,    _ => NoInputs,       IotaPull),
        DimAsValue     = Make("dim_as_value",     DimShape,       Rules.NotLinear,    _ => NoInputs,       DimPull, DimPrinting);

    public static Primitive[] Table { get; } = [BroadcastInDim, Reshape, Squeeze, Transpose, Rev, Slice, Pad, Concatenate, Iota, DimAsValue];

    private static Printing BroadcastPrinting => new([], ["shape", "sharding"], [new("broadcast_dimensions", PyTuple.OfInts([]))])
    {
        Restore = (parameters, outputs) =>
        {
            Params known = parameters.Has("broadcast_dimensions") ? parameters : parameters.With("broadcast_dimensions", PyTuple.OfInts([]));
            return known.Has("shape") ? known : known.With("shape", PyTuple.OfDims(outputs[0].Shape));
        },
    };

    private static Printing DimPrinting => new([], ["dtype"], [])
    {
        Restore = (parameters, outputs) => parameters.Has("dtype") ? parameters : parameters.With("dtype", outputs[0].DType),
    };

    private static Primitive Make(string name, ShapeRule shape, TransposeRule transpose, Func<Func<Primitive>, BatchRule> batch, PullRule pull, Printing? printing = null)
    {
        Primitive primitive = null!;
        Func<Primitive> self = () => primitive;
        return primitive = new Primitive
        {
            Name = name,
            Shape = shape,
            Jvp = LinearJvp(self),
            Transpose = transpose,
            Batch = batch(self),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Pull(pull),
            Printing = printing ?? Printing.Plain,
        };
    }

    private static (NdArray[] Outputs, int?[] Dims) NoInputs(Dim size, NdArray[] inputs, int?[] dims, Params parameters) =>
        throw new InvalidOperationException("batching of a primitive without inputs");
}
