// The table of indexing primitives: static splits, dynamic slices, gather and scatter.
using System;
using System.Linq;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Indexing
{
    public static readonly Primitive
        Split              = Make("split",                SplitShape,  LinearIn(1),     SplitTranspose,  SplitBatch,  new Semantics.Pull(SplitPull)),
        DynamicSlice       = Make("dynamic_slice",        SliceShape,  LinearIn(1, tangentFirst: true), SliceTranspose,  SliceBatch,  new Semantics.Pull(SlicePull)),
        DynamicUpdateSlice = Make("dynamic_update_slice", UpdateShape, LinearIn(2),     UpdateTranspose, UpdateBatch, new Semantics.Pull(UpdatePull)),
        Gather             = Make("gather",               GatherShape, LinearIn(1, tangentParams: ReadsZero), GatherTranspose, GatherBatch, new Semantics.Pull(GatherPull)),
        Scatter            = Make("scatter",              ScatterShape, LinearIn(1, 2, zerosFirst: true), ScatterTranspose, ScatterBatch, new Semantics.Scatter(null)),
        ScatterAdd         = Make("scatter-add",          ScatterShape, LinearIn(1, 2), ScatterAddTranspose, ScatterBatch, new Semantics.Scatter(Monoid.Sum)),
        Argmax             = MakeArg("argmax", max: true),
        Argmin             = MakeArg("argmin", max: false);

    public static Primitive[] Table { get; } = [Split, DynamicSlice, DynamicUpdateSlice, Gather, Scatter, ScatterAdd, Argmax, Argmin];

    // The primitive on the tangents of its linear operands; the indices pass through. With two places, they are operand 0 and operand 2.
    // The order of the equations is JAX's: zeros of a scatter come before both, and a dynamic slice's tangent before its value.
    private static Func<Func<Primitive>, JvpRule> LinearIn(int count, int last = 0, bool zerosFirst = false, bool tangentFirst = false, Func<Params, Params>? tangentParams = null) => self => (primals, tangents, parameters) =>
    {
        int[] places = last == 0 ? (count == 1 ? [0] : [0, 1]) : [0, last];
        if (places.All(place => tangents[place] is null))
        {
            NdArray[] constant = self().Bind(parameters, primals);
            return (constant, new NdArray?[constant.Length]);
        }
        NdArray[]? results = zerosFirst || tangentFirst ? null : self().Bind(parameters, primals);
        NdArray[] linear = (NdArray[])primals.Clone();
        foreach (int place in places)
        {
            linear[place] = tangents[place] ?? Zeros(primals[place].Aval);
        }
        if (zerosFirst)
        {
            results = self().Bind(parameters, primals);
        }
        NdArray[] slopes = self().Bind(tangentParams?.Invoke(parameters) ?? parameters, linear);
        return (results ?? self().Bind(parameters, primals), slopes);
    };

    // What a gather fills in does not depend on the operand: its tangent is zero.
    private static Params ReadsZero(Params gather) => IndexMode.Drops(gather) ? gather.With("fill_value", (Dim)0) : gather;

    private static Primitive Make(string name, ShapeRule shape, Func<Func<Primitive>, JvpRule> jvp, TransposeRule transpose, Func<Func<Primitive>, BatchRule> batch, Semantics semantics)
    {
        Primitive primitive = null!;
        Func<Primitive> self = () => primitive;
        return primitive = new Primitive
        {
            Name = name,
            Shape = shape,
            Jvp = jvp(self),
            Transpose = transpose,
            Batch = batch(self),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = semantics,
            Printing = Printing.Plain,
        };
    }

    private static Primitive MakeArg(string name, bool max)
    {
        Primitive primitive = null!;
        return primitive = new Primitive
        {
            Name = name,
            Shape = ArgShape,
            Jvp = (primals, _, parameters) => (primitive.Bind(parameters, primals), [null]),
            Transpose = Rules.NotLinear,
            Batch = (_, inputs, dims, parameters) =>
            {
                int batch = dims[0]!.Value, axis = parameters.Ints("axes")[0];
                int bumped = axis >= batch ? axis + 1 : axis;
                return (primitive.Bind(parameters.With("axes", PyTuple.OfInts([bumped])), inputs), [batch > bumped ? batch - 1 : batch]);
            },
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.ArgReduce(max),
            Printing = Printing.Plain,
        };
    }
}
