// The table of movement primitives: an output element is an input element (or one of several) at a computed index.
using static SrcGenJit.Core.Movement;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        BroadcastInDim = Make("broadcast_in_dim", BroadcastShape, BroadcastTranspose, BroadcastBatch, BroadcastPull, BroadcastPrinting),
        Reshape        = Make("reshape",          ReshapeShape,   ReshapeTranspose,   ReshapeBatch,   ReshapePull),
        Squeeze        = Make("squeeze",          SqueezeShape,   SqueezeTranspose,   SqueezeBatch,   SqueezePull),
        Transpose      = Make("transpose",        TransposeShape, TransposeTranspose, TransposeBatch, TransposePull),
        Rev            = Make("rev",              RevShape,       RevTranspose,       RevBatch,       RevPull),
        Slice          = Make("slice",            SliceShape,     SliceTranspose,     SliceBatch,     SlicePull),
        Pad            = Make("pad",              PadShape,       PadTranspose,       PadBatch,       PadPull),
        Concatenate    = Make("concatenate",      ConcatShape,    ConcatTranspose,    ConcatBatch,    ConcatPull),
        Iota           = Make("iota",             IotaShape,      Rules.NotLinear,    NoInputs,       IotaPull),
        DimAsValue     = Make("dim_as_value",     DimShape,       Rules.NotLinear,    NoInputs,       DimPull, DimPrinting);
}
