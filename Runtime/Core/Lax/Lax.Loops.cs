// scan, while_loop and fori_loop over trees: bodies are traced once, and what they capture becomes operands.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using static SrcGenJit.Core.Lists;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>
    /// jax.lax.scan: <paramref name="f"/> maps (carry, x) to (carry, y), over the leading axis of <paramref name="xs"/>; the result is (carry, ys stacked).
    /// </summary>
    public static Tree Scan(Func<Tree, Tree> f, Tree init, Tree xs, int? length = null, bool reverse = false, int unroll = 1)
    {
        if (unroll < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(unroll), unroll, "`unroll` must be a non-negative int (0: the whole loop).");
        }
        NdArray[] rows = [.. xs.Flatten()];
        Dim steps = ScanLength([.. rows], length);
        Tree x = xs.Map(row => NdArray.Abstract(BatchTransform.Remove(row.Aval, 0)));
        (Closed body, Tree output, List<NdArray> carry) = Loop("scan", f, init, carried => Tree.Tuple(carried, x), result => Part(result, 0, "scan"));
        Tree ys = Part(output, 1, "scan");

        (NdArray[] last, NdArray[] stacked) = BindScan(body, carry, rows, steps, reverse, unroll);
        return Tree.Tuple(init.Unflatten(last), ys.Unflatten(stacked));
    }

    /// <summary>A scan of a body that takes its constants, the carry and a row of each operand: the last carry and the stacked results.</summary>
    private static (NdArray[] Carry, NdArray[] Ys) BindScan(Closed body, IReadOnlyList<NdArray> carry, NdArray[] rows, Dim steps, bool reverse = false, int unroll = 1)
    {
        // A carry that the body hands on unchanged is a constant (JAX does so too), and ys that are xs need no copy.
        int firstRow = body.Consts.Count + carry.Count;
        bool[] constant = body.HandsOn(carry.Count);
        (_, int?[] forwarded) = SplitList(Forwarded(body.Jaxpr), carry.Count);
        int?[] copied = forwarded.Select(input => input >= firstRow ? input - firstRow : null).ToArray();
        (NdArray[] moving, NdArray[] still) = PartitionList(constant, carry);
        Closed lean = body.WithConstant(constant, still, [.. Not(constant), .. copied.Select(c => c is null)]);
        NdArray[] results = lean.Jaxpr.Outputs.Count == 0 ? [] : Prims.Scan.Bind(
            Params.Of(
                ("jaxpr", lean.Jaxpr), ("length", steps), ("num_carry", (Dim)moving.Length), ("num_consts", (Dim)lean.Consts.Count),
                ("reverse", reverse), ("unroll", (Dim)unroll)),
            [.. lean.Consts, .. moving, .. rows]);
        (NdArray[] last, NdArray[] stacked) = SplitList(results, moving.Length);
        int next = 0;
        return (MergeLists(constant, last, still), copied.Select(row => row is { } r ? rows[r] : stacked[next++]).ToArray());
    }

    /// <summary>A scan over nothing but the number of steps: <paramref name="f"/> maps the carry to (carry, y).</summary>
    public static Tree Scan(Func<Tree, Tree> f, Tree init, int length, bool reverse, int unroll) =>
        Scan(pair => f(Tree.Tuple(Part(pair, 0, "scan"))), init, Tree.Tuple(), length, reverse, unroll);

    /// <summary>A scan without ys: <paramref name="step"/> maps (carry, x) to the carry; the result is the last carry.</summary>
    public static Tree Scan(Func<Tree, Tree> step, Tree init, Tree xs, bool reverse, int unroll) =>
        Part(Scan(pair => Tree.Tuple(step(pair), Tree.Tuple()), init, xs, null, reverse, unroll), 0, "scan");

    /// <summary>jax.lax.while_loop: the body while the condition (a bool scalar) holds.</summary>
    public static Tree WhileLoop(Func<Tree, Tree> condFun, Func<Tree, Tree> bodyFun, Tree initVal)
    {
        (Closed body, _, List<NdArray> carry) = Loop("while_loop", bodyFun, initVal, carried => carried, result => result);
        Tree start = initVal.Unflatten(carry);
        (Jaxpr traced, _) = Tracing.MakeJaxpr(condFun, start);
        if (traced.Outputs is not [{ Aval: { Rank: 0, DType.IsBool: true } }])
        {
            throw new ShapeException($"cond_fun must return a boolean scalar, but got output type(s) {string.Join(", ", traced.OutAvals().Select(a => a.ToString()))}.");
        }
        return initVal.Unflatten(BindWhile(Close(traced), body, carry));
    }

    /// <summary>A while of a condition and a body that take their constants and the carry: the last carry.</summary>
    private static NdArray[] BindWhile(Closed condition, Closed body, IReadOnlyList<NdArray> carry, Dim? maxTrips = null)
    {
        // A carry that the body hands on unchanged, and that the condition does not need, is a constant of the body. What is dead in the condition may read it still.
        List<Equation> live = JaxprParts.Live(condition.Jaxpr.Equations, condition.Jaxpr.Outputs);
        HashSet<Atom> read = [.. live.SelectMany(e => e.Inputs), .. condition.Jaxpr.Outputs];
        (Var[] conditionConsts, Var[] conditionCarry) = SplitList(condition.Jaxpr.InVars, condition.Consts.Count);
        bool[] constant = body.HandsOn(carry.Count).Select((same, i) => same && !read.Contains(conditionCarry[i])).ToArray();
        (NdArray[] moving, NdArray[] still) = PartitionList(constant, carry);
        Closed leanBody = body.WithConstant(constant, still, Not(constant));
        Jaxpr leanCondition = Marked(constant) == 0
            ? condition.Jaxpr
            : new Jaxpr([], [.. conditionConsts, .. PartitionList(constant, conditionCarry).WhereFalse], live, condition.Jaxpr.Outputs);
        NdArray[] results = Prims.While.Bind(
            WhileParts.Of(leanCondition, conditionConsts.Length, leanBody.Jaxpr, leanBody.Consts.Count, maxTrips), [.. condition.Consts, .. leanBody.Consts, .. moving]);
        return MergeLists(constant, results, still);
    }

    /// <summary>jax.lax.fori_loop: <paramref name="bodyFun"/> maps (i, value) to value. With constant bounds it is a scan, which differentiates both ways; else a while.</summary>
    public static Tree ForiLoop(NdArray lower, NdArray upper, Func<Tree, Tree> bodyFun, Tree initVal)
    {
        if (lower.Rank != 0 || upper.Rank != 0)
        {
            ShapeInference.NeedsRank(lower, 0);
            ShapeInference.NeedsRank(upper, 0);
            throw new ShapeException($"lower and upper arguments to fori_loop must be scalars, got {lower.Aval} and {upper.Aval}");
        }
        (decimal? from, decimal? to) = (Whole(lower), Whole(upper));
        if (lower.Dtype != upper.Dtype)
        {
            if (!lower.Dtype.IsInteger || !upper.Dtype.IsInteger || lower.Aval.Weak == upper.Aval.Weak)
            {
                throw new ShapeException($"lower and upper arguments to fori_loop must have equal types, got {lower.Dtype.Name} and {upper.Dtype.Name}");
            }
            (lower, upper) = lower.Aval.Weak ? (ConvertElementType(lower, upper.Dtype), upper) : (lower, ConvertElementType(upper, lower.Dtype));
        }
        // More steps than a scan counts are a while. Bounds that are no integers count as integers where they are known.
        if (from is { } first && to is { } last && last - first <= int.MaxValue && (lower.Dtype.IsInteger || Math.Abs(first) <= int.MaxValue))
        {
            NdArray start = lower.Dtype.IsInteger ? lower : new NdArray(Core.Scalar.Of((int)first), weak: true);
            Tree result = Scan(
                pair => Tree.Tuple(Step(Part(pair, 0, "fori_loop")), Tree.Tuple()), Tree.Tuple(start, initVal), Tree.Tuple(), (int)Math.Max(0, last - first));
            return Part(Part(result, 0, "fori_loop"), 1, "fori_loop");
        }
        // The carry is (i, upper, value), as in JAX.
        Tree final = WhileLoop(
            carry => Lt(Item(carry, 0), Item(carry, 1)),
            carry =>
            {
                Tree stepped = Step(Tree.Tuple(Item(carry, 0), ((Tree.Node)carry).Children[2]));
                return Tree.Tuple(((Tree.Node)stepped).Children[0], Item(carry, 1), ((Tree.Node)stepped).Children[1]);
            },
            Tree.Tuple(lower, upper, initVal));
        return ((Tree.Node)final).Children[2];

        Tree Step(Tree pair)
        {
            NdArray i = Item(pair, 0);
            return Tree.Tuple(Add(i, new NdArray(Core.Scalar.Of(1, i.Dtype), i.Aval.Weak)), bodyFun(pair));
        }

        static NdArray Item(Tree tree, int index) => ((Tree.Leaf)((Tree.Node)tree).Children[index]).Value;

        // Towards zero, as int(...) of Python; exact for integers of every width.
        static decimal? Whole(NdArray bound) => (bound.Constant, bound.Data) switch
        {
            ({ DType.IsFloat: true } scalar, _) => Truncate(scalar.Real),
            ({ } scalar, _) when scalar.DType == DType.UInt64 => unchecked((ulong)scalar.Bits),
            ({ } scalar, _) => scalar.Bits,
            (_, { } data) => data.GetValue(0) switch
            {
                float single => Truncate(single),
                double number => Truncate(number),
                ulong big => big,
                bool flag => flag ? 1 : 0,
                long or int or uint or short or ushort or sbyte or byte => System.Convert.ToInt64(data.GetValue(0), System.Globalization.CultureInfo.InvariantCulture),
                _ => null,
            },
            _ => null,
        };

        static decimal? Truncate(double bound) => Math.Abs(bound) < 1e18 ? decimal.Truncate((decimal)bound) : null;
    }
}
