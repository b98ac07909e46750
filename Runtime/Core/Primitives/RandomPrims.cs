// The table of random primitives: the threefry block function, written with others, and the equations of JAX's key arrays.
using System;
using System.Linq;
using static SrcGenJit.Core.Parameter;
using static SrcGenJit.Core.ParamKind;
using static SrcGenJit.Core.RandomPrims;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Threefry2x32 = Expanded("threefry2x32", ThreefryShape, ThreefryBody),
        RandomSeed   = KeyPrimitive("random_seed",    (_, inputs, _) => [inputs[0].WithDType(DType.KeyFry)], Required("impl", Name)),
        RandomWrap   = KeyPrimitive("random_wrap",    (_, inputs, _) => [new Aval(Shape.Of(inputs[0].Shape.Take(inputs[0].Rank - 1)), DType.KeyFry)], Required("impl", Name)),
        RandomUnwrap = KeyPrimitive("random_unwrap",  (_, inputs, _) => [new Aval(Shape.Of(inputs[0].Shape.Append(2)), DType.UInt32)]),
        RandomFoldIn = KeyPrimitive("random_fold_in", (_, inputs, _) => [inputs[0]]),
        RandomSplit  = KeyPrimitive("random_split",   (_, inputs, q) => [inputs[0].WithShape(Shape.Of(inputs[0].Shape.Concat(q.Dims("shape"))))], Required("shape", Dims)),
        RandomBits   = KeyPrimitive("random_bits",    (_, inputs, q) => [new Aval(Shape.Of(inputs[0].Shape.Concat(q.Dims("shape"))), DType.Find("uint" + q.Int("bit_width"))!)], Required("shape", Dims), Required("bit_width", Int));
}

#pragma warning restore format

internal static class RandomPrims
{
    private static readonly int[][] s_rotations = [[13, 15, 26, 6], [17, 29, 16, 24]];

    public static Aval[] ThreefryShape(Primitive self, Aval[] inputs, Params parameters)
    {
        if (inputs.Length != 4 || inputs.Any(i => i.DType != DType.UInt32))
        {
            throw new ShapeException("threefry2x32 takes four uint32 operands: two key words and two counters");
        }
        Aval result = ElementwiseFamily.Result(self, inputs, Enumerable.Repeat(DTypeSet.Any, 4).ToArray(), DType.UInt32);
        return [result, result];
    }

    // Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011): 20 rounds of add, rotate, xor, a key injection every four.
    public static NdArray[] ThreefryBody(NdArray[] inputs, Params parameters)
    {
        NdArray k0 = inputs[0], k1 = inputs[1];
        NdArray[] keys = [k0, k1, Erased.Lax.BitwiseXor(Erased.Lax.BitwiseXor(k0, k1), Threefry.Word(0x1BD11BDA))];
        NdArray x0 = Erased.Lax.Add(inputs[2], keys[0]), x1 = Erased.Lax.Add(inputs[3], keys[1]);
        for (int group = 0; group < 5; group++)
        {
            foreach (int rotation in s_rotations[group % 2])
            {
                x0 = Erased.Lax.Add(x0, x1);
                x1 = Erased.Lax.BitwiseOr(Erased.Lax.ShiftLeft(x1, Threefry.Word((uint)rotation)), Erased.Lax.ShiftRightLogical(x1, Threefry.Word((uint)(32 - rotation))));
                x1 = Erased.Lax.BitwiseXor(x0, x1);
            }
            x0 = Erased.Lax.Add(x0, keys[(group + 1) % 3]);
            x1 = Erased.Lax.Add(Erased.Lax.Add(x1, keys[(group + 2) % 3]), Threefry.Word((uint)(group + 1)));
        }
        return [x0, x1];
    }

    public static Primitive Expanded(string name, ShapeRule shape, Func<NdArray[], Params, NdArray[]> body) =>
        new(name)
        {
            Shape = shape,
            Jvp = (self, primals, _, parameters) => (self.Bind(parameters, primals), new NdArray?[2]),
            Transpose = Rules.NotLinear,
            Batch = (self, size, inputs, dims, parameters) =>
            {
                // Every operand to the rank of the widest, the batch in front: the operands broadcast against each other.
                NdArray[] front = inputs.Select((x, i) => dims[i] is null ? x : ElementwiseFamily.BatchAtFront(x, dims[i], size)).ToArray();
                int rank = inputs.Select((x, i) => dims[i] is null ? x.Rank : x.Rank - 1).Max();
                NdArray[] even = front.Select((x, i) => dims[i] is null || x.Rank == rank + 1
                    ? x.Rank == 0 || dims[i] is not null ? x : Erased.Lax.ExpandDims(x, [0])
                    : Erased.Lax.Reshape(x, Shape.Of(x.Shape.Take(1).Concat(Enumerable.Repeat((Dim)1, rank + 1 - x.Rank)).Concat(x.Shape.Skip(1))))).ToArray();
                NdArray[] results = self.Bind(parameters, even);
                return (results, results.Select(_ => (int?)0).ToArray());
            },
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Expand(body),
            Parameters = Schema.None,
        };

    public static Primitive KeyPrimitive(string name, ShapeRule shape, params Parameter[] parameters) => new(name)
    {
        Shape = shape,
        Jvp = (self, _, _, _) => throw NoKeys(self.Name),
        Transpose = Rules.NotLinear,
        Batch = (self, _, _, _, _) => throw NoKeys(self.Name),
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.NotExecutable("arrays of typed keys are not in this version; use raw keys (JaxRandom.PRNGKey)"),
        Parameters = Schema.Of(parameters),
    };

    private static NotSupportedException NoKeys(string name) => new($"'{name}' works on typed keys, which this version only parses, prints and checks; use raw keys (JaxRandom.PRNGKey)");
}
