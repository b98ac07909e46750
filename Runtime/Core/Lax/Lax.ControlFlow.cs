// Structured control flow over trees: functions are traced once, and what they capture becomes operands.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    /// <summary>jax.lax.cond: one of two functions of the operands.</summary>
    public static Tree Cond(NdArray pred, Func<Tree, Tree> trueFun, Func<Tree, Tree> falseFun, Tree operands)
    {
        if (pred.Rank != 0)
        {
            throw new ShapeException($"Pred must be a scalar, got a value of shape {pred.Shape}; use Jnp.Where to choose element by element.");
        }
        NdArray index = ConvertElementType(pred.Dtype.IsBool ? pred : Ne(pred, new NdArray(Scalar.Of(0, pred.Dtype), true)), DType.Int32);
        return Branch(index, [falseFun, trueFun], operands, "cond");
    }

    /// <summary>jax.lax.switch: the function at an index, which is clamped.</summary>
    public static Tree Switch(NdArray index, IReadOnlyList<Func<Tree, Tree>> branches, Tree operands)
    {
        if (index.Rank != 0 || !index.Dtype.IsInteger)
        {
            throw new ShapeException($"Index must be an integer scalar, got {index.Aval}.");
        }
        if (branches.Count == 1)
        {
            return branches[0](operands);
        }
        NdArray at = index.Dtype == DType.Int32 ? index : ConvertElementType(index, DType.Int32);
        return Branch(Clamp(Int(0), at, Int(branches.Count - 1)), branches, operands, "switch");
    }

    /// <summary>
    /// jax.lax.scan: <paramref name="f"/> maps (carry, x) to (carry, y), over the leading axis of <paramref name="xs"/>; the result is (carry, ys stacked).
    /// </summary>
    public static Tree Scan(Func<Tree, Tree> f, Tree init, Tree xs, int? length = null, bool reverse = false, int unroll = 1)
    {
        List<NdArray> rows = xs.Flatten();
        Dim steps = Length(rows, length);
        Tree x = xs.Map(row => NdArray.Abstract(BatchTransform.Remove(row.Aval, 0)));
        (Closed body, Tree output, List<NdArray> carry) = Loop("scan", f, init, carried => Tree.Tuple(carried, x), result => Part(result, 0, "scan"));
        Tree ys = Part(output, 1, "scan");
        NdArray[] results = ControlFlow.Scan.Bind(
            Params.Of(
                ("jaxpr", body.Jaxpr), ("length", steps), ("num_carry", (Dim)carry.Count), ("num_consts", (Dim)body.Consts.Count), ("reverse", reverse), ("unroll", (Dim)unroll)),
            [.. body.Consts, .. carry, .. rows]);
        return Tree.Tuple(init.Unflatten(results.Take(carry.Count).ToArray()), ys.Unflatten(results.Skip(carry.Count).ToArray()));
    }

    /// <summary>jax.lax.while_loop: the body while the condition (a bool scalar) holds.</summary>
    public static Tree WhileLoop(Func<Tree, Tree> condFun, Func<Tree, Tree> bodyFun, Tree initVal)
    {
        (Closed body, _, List<NdArray> carry) = Loop("while_loop", bodyFun, initVal, carried => carried, result => result);
        Tree start = initVal.Unflatten(carry);
        (Jaxpr condition, _) = Tracing.MakeJaxpr(condFun, start);
        Closed closedCondition = Close(condition);
        if (condition.Outputs is not [{ Aval: { Rank: 0, DType.IsBool: true } }])
        {
            throw new ShapeException($"cond_fun must return a boolean scalar, but got output type(s) {string.Join(", ", condition.OutAvals().Select(a => a.ToString()))}.");
        }
        NdArray[] results = ControlFlow.While.Bind(
            Params.Of(
                ("body_jaxpr", body.Jaxpr), ("body_nconsts", (Dim)body.Consts.Count),
                ("cond_jaxpr", closedCondition.Jaxpr), ("cond_nconsts", (Dim)closedCondition.Consts.Count)),
            [.. closedCondition.Consts, .. body.Consts, .. carry]);
        return initVal.Unflatten(results);
    }

    /// <summary>jax.lax.fori_loop: <paramref name="bodyFun"/> maps (i, value) to value. With constant bounds it is a scan, which differentiates both ways; else a while.</summary>
    public static Tree ForiLoop(NdArray lower, NdArray upper, Func<Tree, Tree> bodyFun, Tree initVal)
    {
        Tree start = Tree.Tuple(lower, initVal);
        if (lower.Constant is { } from && upper.Constant is { } to)
        {
            long steps = Math.Max(0, to.Bits - from.Bits);
            Tree result = Scan(pair => Tree.Tuple(Step(Part(pair, 0, "fori_loop")), Tree.Tuple()), start, Tree.Tuple(), checked((int)steps));
            return Part(Part(result, 0, "fori_loop"), 1, "fori_loop");
        }
        Tree final = WhileLoop(
            value => Lt(((Tree.Leaf)Part(Part(value, 0, "fori_loop"), 0, "fori_loop")).Value, ((Tree.Leaf)Part(value, 1, "fori_loop")).Value),
            value => Tree.Tuple(Step(Part(value, 0, "fori_loop")), Part(value, 1, "fori_loop")),
            Tree.Tuple(start, upper));
        return Part(Part(final, 0, "fori_loop"), 1, "fori_loop");

        Tree Step(Tree pair)
        {
            NdArray i = ((Tree.Leaf)Part(pair, 0, "fori_loop")).Value;
            return Tree.Tuple(Add(i, new NdArray(Scalar.Of(1, i.Dtype), true)), bodyFun(pair));
        }
    }

    private static Tree Branch(NdArray index, IReadOnlyList<Func<Tree, Tree>> functions, Tree operands, string name)
    {
        (Jaxpr Jaxpr, Tree Output)[] traced = functions.Select(f => Tracing.MakeJaxpr(f, operands)).ToArray();
        for (int b = 1; b < traced.Length; b++)
        {
            if (traced[b].Output.Structure != traced[0].Output.Structure
                || !traced[b].Jaxpr.OutAvals().Zip(traced[0].Jaxpr.OutAvals(), (l, r) => l.SameType(r)).All(same => same))
            {
                throw new ShapeException(
                    $"{name} branches must return equal structures and types: branch 0 gives {Types(traced[0].Jaxpr)}, branch {b} gives {Types(traced[b].Jaxpr)}. Convert one of them.");
            }
        }
        // Every branch takes the constants of all, then the operands.
        NdArray[] consts = traced.SelectMany(t => t.Jaxpr.Consts).ToArray();
        Jaxpr[] branches = traced.Select((t, b) =>
        {
            Var[] all = traced.SelectMany((other, o) => o == b ? other.Jaxpr.ConstVars : other.Jaxpr.ConstVars.Select(v => new Var(v.Aval))).ToArray();
            return new Jaxpr([], [.. all, .. t.Jaxpr.InVars], t.Jaxpr.Equations, t.Jaxpr.Outputs);
        }).ToArray();
        NdArray[] results = ControlFlow.Cond.Bind(Params.Of(("branches", PyTuple.Of(branches))), [index, .. consts, .. operands.Flatten()]);
        return traced[0].Output.Unflatten(results);
    }

    // Traces a body until the types of the carry stand still: a weak carry that comes back strong starts strong.
    private static (Closed Body, Tree Output, List<NdArray> Carry) Loop(string name, Func<Tree, Tree> f, Tree init, Func<Tree, Tree> arguments, Func<Tree, Tree> carryOf)
    {
        List<NdArray> carry = init.Flatten();
        while (true)
        {
            (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(f, arguments(init.Unflatten(carry)));
            Tree after = carryOf(output);
            if (after.Structure != init.Structure)
            {
                throw new ShapeException($"{name} body function carry input and carry output must have the same structure, got {init.Structure} and {after.Structure}.");
            }
            bool changed = false;
            for (int i = 0; i < carry.Count; i++)
            {
                Aval before = carry[i].Aval, now = jaxpr.Outputs[i].Aval;
                if (!before.SameType(now))
                {
                    throw new ShapeException(
                        $"{name} body function carry input and carry output must have equal types, but they differ: the input carry component {i} has type {Long(before)} "
                        + $"but the corresponding output carry component has type {Long(now)}, so the {(before.DType == now.DType ? "shapes" : "dtypes")} do not match.");
                }
                if (before.Weak && !now.Weak)
                {
                    carry[i] = ConvertElementType(carry[i], before.DType);
                    changed = true;
                }
            }
            if (!changed)
            {
                return (Close(jaxpr), output, carry);
            }
        }
    }

    /// <summary>A jaxpr whose constants have become its first inputs.</summary>
    private sealed record Closed(Jaxpr Jaxpr, IReadOnlyList<NdArray> Consts);

    private static Closed Close(Jaxpr jaxpr) => new(new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs), jaxpr.Consts);

    private static Tree Part(Tree tree, int index, string name) => tree is Tree.Node { Children.Count: 2 } pair
        ? pair.Children[index]
        : throw new ShapeException($"{name} body function must return a pair, got {tree.Structure}.");

    private static Dim Length(List<NdArray> rows, int? length)
    {
        Dim? steps = length is { } given ? given : null;
        foreach (NdArray row in rows)
        {
            if (row.Rank == 0)
            {
                throw new ShapeException("scan got value with no leading axis to scan over: a scalar among xs.");
            }
            steps ??= row.Shape[0];
            if (!steps.Equals(row.Shape[0]))
            {
                throw new ShapeException($"scan got values with different leading axis sizes: {string.Join(", ", rows.Select(r => r.Shape[0]))}{(length is null ? "" : $", and length {length}")}.");
            }
        }
        return steps ?? throw new ShapeException("scan got no values to scan over and `length` not provided.");
    }

    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    private static string Long(Aval aval) => aval.DType.Name + aval.Shape.ToBrackets();

    private static string Types(Jaxpr jaxpr) => "(" + string.Join(", ", jaxpr.OutAvals().Select(a => a.ToString())) + ")";
}
