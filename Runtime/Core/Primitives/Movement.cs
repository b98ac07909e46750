// The table of movement primitives: an output element is an input element (or one of several) at a computed index.
using static SrcGenJit.Core.Movement;
using static SrcGenJit.Core.Parameter;
using static SrcGenJit.Core.ParamKind;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        BroadcastInDim = Make("broadcast_in_dim", BroadcastShape, BroadcastTranspose, BroadcastBatch, BroadcastPull,
                               [Implied("shape", Dims, y => PyTuple.OfDims(y[0].Shape)), Optional("broadcast_dimensions", Ints, PyTuple.OfInts([])), Optional("sharding", Any, null)]),
        Reshape        = Make("reshape",          ReshapeShape,   ReshapeTranspose,   ReshapeBatch,   ReshapePull,
                               [Required("new_sizes", Dims), Optional("dimensions", Ints, null, Printed.Always), Optional("sharding", Any, null, Printed.Always)]),
        Squeeze        = Make("squeeze",          SqueezeShape,   SqueezeTranspose,   SqueezeBatch,   SqueezePull, [Required("dimensions", Ints)]),
        Transpose      = Make("transpose",        TransposeShape, TransposeTranspose, TransposeBatch, TransposePull, [Required("permutation", Ints)]),
        Rev            = Make("rev",              RevShape,       RevTranspose,       RevBatch,       RevPull, [Required("dimensions", Ints)]),
        Slice          = Make("slice",            SliceShape,     SliceTranspose,     SliceBatch,     SlicePull,
                               [Required("start_indices", Dims), Required("limit_indices", Dims), Optional("strides", Ints, null, Printed.Always)]),
        Pad            = Make("pad",              PadShape,       PadTranspose,       PadBatch,       PadPull, [Required("padding_config", ParamKind.Tuple)]),
        Concatenate    = Make("concatenate",      ConcatShape,    ConcatTranspose,    ConcatBatch,    ConcatPull, [Required("dimension", Int)], joined: "dimension"),
        Iota           = Make("iota",             IotaShape,      Rules.NotLinear,    NoInputs,       IotaPull,
                               [Required("dtype", ParamKind.DType), Required("shape", Dims), Required("dimension", Int), Optional("sharding", Any, null, Printed.Always)]),
        DimAsValue     = Make("dim_as_value",     DimShape,       Rules.NotLinear,    NoInputs,       DimPull,
                               [Required("dim", ParamKind.Dim), Implied("dtype", ParamKind.DType, y => y[0].DType)], DimFold);
}
