// The table of indexing primitives: static splits, dynamic slices, gather and scatter.
using static SrcGenJit.Core.Indexing;
using static SrcGenJit.Core.Parameter;
using static SrcGenJit.Core.ParamKind;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Split              = Make("split",                SplitShape,  LinearIn(1),     SplitTranspose,  SplitBatch,  new Semantics.Pull(SplitPull), Required("sizes", Dims), Required("axis", Int)),
        DynamicSlice       = Make("dynamic_slice",        SliceShape,  LinearIn(1, tangentFirst: true), SliceTranspose,  SliceBatch,  new Semantics.Pull(SlicePull), Required("slice_sizes", Dims)),
        DynamicUpdateSlice = Make("dynamic_update_slice", UpdateShape, LinearIn(2),     UpdateTranspose, UpdateBatch, new Semantics.Pull(UpdatePull) { Updates = true }),
        Gather             = Make("gather",               GatherShape, LinearIn(1, tangentParams: ReadsZero), GatherTranspose, GatherBatch, new Semantics.Pull(GatherPull),
            Required("dimension_numbers", Record), Optional("fill_value", Any, null, Printed.Always), Required("indices_are_sorted", Bool),
            Required("mode", Any), Required("slice_sizes", Dims), Required("unique_indices", Bool)),
        Scatter            = Make("scatter",              ScatterShape, LinearIn(1, 2, zerosFirst: true), ScatterTranspose, ScatterBatch, new Semantics.Scatter(null), ScatterParameters),
        ScatterAdd         = Make("scatter-add",          ScatterShape, LinearIn(1, 2), ScatterAddTranspose, ScatterBatch, new Semantics.Scatter(Monoid.Sum), ScatterParameters),
        Argmax             = MakeArg("argmax", max: true),
        Argmin             = MakeArg("argmin", max: false);
}
