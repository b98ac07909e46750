// The table of indexing primitives: static splits, dynamic slices, gather and scatter.
using static SrcGenJit.Core.Indexing;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Split              = Make("split",                SplitShape,  LinearIn(1),     SplitTranspose,  SplitBatch,  new Semantics.Pull(SplitPull)),
        DynamicSlice       = Make("dynamic_slice",        SliceShape,  LinearIn(1, tangentFirst: true), SliceTranspose,  SliceBatch,  new Semantics.Pull(SlicePull)),
        DynamicUpdateSlice = Make("dynamic_update_slice", UpdateShape, LinearIn(2),     UpdateTranspose, UpdateBatch, new Semantics.Pull(UpdatePull)),
        Gather             = Make("gather",               GatherShape, LinearIn(1),     GatherTranspose, GatherBatch, new Semantics.Pull(GatherPull)),
        Scatter            = Make("scatter",              ScatterShape, LinearIn(1, 2, zerosFirst: true), ScatterTranspose, ScatterBatch, new Semantics.Scatter(null)),
        ScatterAdd         = Make("scatter-add",          ScatterShape, LinearIn(1, 2), ScatterAddTranspose, ScatterBatch, new Semantics.Scatter(Monoid.Sum)),
        Argmax             = MakeArg("argmax", max: true),
        Argmin             = MakeArg("argmin", max: false);
}
