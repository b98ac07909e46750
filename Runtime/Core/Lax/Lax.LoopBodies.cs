// What scan and while_loop share: tracing a body to a fixed carry type, what it captures as operands, and the length of what is scanned over.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using static SrcGenJit.Core.Lists;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    // Traces a body; a weak carry that comes back as another type starts as the type that both promote to, and the body is traced again.
    private static (Closed Body, Tree Output, List<NdArray> Carry) Loop(string name, Func<Tree, Tree> f, Tree init, Func<Tree, Tree> arguments, Func<Tree, Tree> carryOf)
    {
        List<NdArray> carry = init.Flatten();
        (Jaxpr jaxpr, Tree output) = Traced();
        bool changed = false;
        for (int i = 0; i < carry.Count; i++)
        {
            Aval before = carry[i].Aval, now = jaxpr.Outputs[i].Aval;
            if (before.Weak && !before.SameType(now))
            {
                carry[i] = ConvertElementType(carry[i], Promotion.ResultType(before, now).DType);
                changed = true;
            }
        }
        if (changed)
        {
            (jaxpr, output) = Traced();
        }
        for (int i = 0; i < carry.Count; i++)
        {
            Aval before = carry[i].Aval, now = jaxpr.Outputs[i].Aval;
            if (!ShapeInference.SameType(before, now))
            {
                throw new ShapeException(
                    $"{name} body function carry input and carry output must have equal types, but they differ: the input carry component {i} has type {Long(before)} "
                    + $"but the corresponding output carry component has type {Long(now)}, so the {(before.DType == now.DType ? "shapes" : "dtypes")} do not match.");
            }
        }
        return (Close(jaxpr), output, carry);

        (Jaxpr, Tree) Traced()
        {
            (Jaxpr traced, Tree result) = Tracing.MakeJaxpr(f, arguments(init.Unflatten(carry)));
            TreeStructure after = carryOf(result).Structure;
            return after == init.Structure
                ? (traced, result)
                : throw new ShapeException($"{name} body function carry input and carry output must have the same structure, got {init.Structure} and {after}.");
        }
    }

    /// <summary>A jaxpr whose constants have become its first inputs.</summary>
    private sealed record Closed(Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts)
    {
        public (Jaxpr, IReadOnlyList<NdArray>) Parts => (Jaxpr, Consts);

        /// <summary>Which of the carries the jaxpr hands on unchanged.</summary>
        public bool[] HandsOn(int carries)
        {
            int?[] forwarded = Forwarded(Jaxpr);
            return Enumerable.Range(0, carries).Select(i => forwarded[i] == Consts.Count + i).ToArray();
        }

        /// <summary>The carries marked, whose values are given, go in front of the constants; outputs that are not kept are left out.</summary>
        public Closed WithConstant(bool[] constant, NdArray[] values, bool[] keepOutputs)
        {
            (Var[] consts, Var[] carry, Var[] rows) = SplitList(Jaxpr.InVars, Consts.Count, constant.Length);
            (Var[] moving, Var[] still) = PartitionList(constant, carry);
            return new(new Jaxpr([], [.. still, .. consts, .. moving, .. rows], Jaxpr.Equations, WhereTrue(keepOutputs, Jaxpr.Outputs)), [.. values, .. Consts]);
        }
    }

    private static Closed Close(Jaxpr jaxpr) => new(new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs), jaxpr.Consts);

    private static Tree Part(Tree tree, int index, string name) => tree is Tree.Node { Children.Count: 2 } pair
        ? pair.Children[index]
        : throw new ShapeException($"{name} body function must return a pair, got {tree.Structure}.");

    /// <summary>The number of steps of a scan.</summary>
    internal static Dim ScanLength(List<NdArray> rows, int? length)
    {
        foreach (NdArray row in rows)
        {
            if (row.Rank == 0)
            {
                ShapeInference.NeedsRank(row, 1);
                throw new ShapeException($"scan got value with no leading axis to scan over: {row.Aval}; xs are arrays whose leading axis counts the steps.");
            }
        }
        if (length < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "scan got a negative `length` argument.");
        }
        if (length is { } given)
        {
            return rows.All(row => row.Shape[0].Agrees(given))
                ? given
                : throw new ShapeException(
                    $"scan got `length` argument of {given} which disagrees with leading axis sizes [{string.Join(", ", rows.Select(r => r.Shape[0]))}].");
        }
        return rows.Count == 0 ? throw new ShapeException("scan got no values to scan over and `length` not provided.")
            : rows.All(row => row.Shape[0].Agrees(rows[0].Shape[0])) ? rows[0].Shape[0]
            : throw new ShapeException($"scan got values with different leading axis sizes: {string.Join(", ", rows.Select(r => r.Shape[0]))}.");
    }

    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    private static string Long(Aval aval) => aval.DType.Name + aval.Shape.ToBrackets();
}
