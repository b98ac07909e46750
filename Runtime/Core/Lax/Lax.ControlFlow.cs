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
        Forwarded forwarded = new(body.Jaxpr);

        // A carry that the body hands on unchanged is a constant (JAX does so too), and ys that are xs need no copy.
        bool[] constant = carry.Select((_, i) => forwarded.Of(i) == body.Consts.Count + i).ToArray();
        int? Row(int y) => forwarded.Of(carry.Count + y) is { } input && input >= body.Consts.Count + carry.Count ? input - body.Consts.Count - carry.Count : null;
        int?[] copied = Enumerable.Range(0, body.Jaxpr.Outputs.Count - carry.Count).Select(Row).ToArray();
        Jaxpr lean = Reorder(body, constant, rows.Count, keepOutputs: [.. constant.Select(c => !c), .. copied.Select(c => c is null)]);
        NdArray[] fixedValues = carry.Where((_, i) => constant[i]).ToArray(), moving = carry.Where((_, i) => !constant[i]).ToArray();
        Queue<NdArray> results = new(lean.Outputs.Count == 0 ? [] : Prims.Scan.Bind(
            Params.Of(
                ("jaxpr", lean), ("length", steps), ("num_carry", (Dim)moving.Length), ("num_consts", (Dim)(fixedValues.Length + body.Consts.Count)),
                ("reverse", reverse), ("unroll", (Dim)unroll)),
            [.. fixedValues, .. body.Consts, .. moving, .. rows]));
        NdArray[] last = carry.Select((c, i) => constant[i] ? c : results.Dequeue()).ToArray();
        return Tree.Tuple(init.Unflatten(last), ys.Unflatten(copied.Select(row => row is { } r ? rows[r] : results.Dequeue()).ToArray()));
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
        // A carry that the body hands on unchanged, and that the condition does not read, is a constant of the body.
        Forwarded forwarded = new(body.Jaxpr);
        HashSet<Atom> read = [.. JaxprParts.Live(closedCondition.Jaxpr.Equations, closedCondition.Jaxpr.Outputs).SelectMany(e => e.Inputs), .. closedCondition.Jaxpr.Outputs];
        int condConsts = closedCondition.Consts.Count;
        bool[] constant = carry.Select((_, i) => forwarded.Of(i) == body.Consts.Count + i && !read.Contains(closedCondition.Jaxpr.InVars[condConsts + i])).ToArray();
        Jaxpr leanBody = Reorder(body, constant, 0, constant.Select(c => !c).ToArray());
        Jaxpr leanCondition = new(
            [], closedCondition.Jaxpr.InVars.Where((_, i) => i < condConsts || !constant[i - condConsts]).ToArray(), closedCondition.Jaxpr.Equations,
            closedCondition.Jaxpr.Outputs);
        NdArray[] fixedValues = carry.Where((_, i) => constant[i]).ToArray();
        Queue<NdArray> results = new(Prims.While.Bind(
            Params.Of(
                ("body_jaxpr", leanBody), ("body_nconsts", (Dim)(fixedValues.Length + body.Consts.Count)),
                ("cond_jaxpr", leanCondition), ("cond_nconsts", (Dim)condConsts)),
            [.. closedCondition.Consts, .. fixedValues, .. body.Consts, .. carry.Where((_, i) => !constant[i])]));
        return initVal.Unflatten(carry.Select((c, i) => constant[i] ? c : results.Dequeue()).ToArray());
    }

    /// <summary>jax.lax.fori_loop: <paramref name="bodyFun"/> maps (i, value) to value. With constant bounds it is a scan, which differentiates both ways; else a while.</summary>
    public static Tree ForiLoop(NdArray lower, NdArray upper, Func<Tree, Tree> bodyFun, Tree initVal)
    {
        if (Whole(lower) is { } from && Whole(upper) is { } to)
        {
            Tree result = Scan(pair => Tree.Tuple(Step(Part(pair, 0, "fori_loop")), Tree.Tuple()), Tree.Tuple(lower, initVal), Tree.Tuple(), checked((int)Math.Max(0, to - from)));
            return Part(Part(result, 0, "fori_loop"), 1, "fori_loop");
        }
        if (lower.Dtype != upper.Dtype)
        {
            if (!lower.Dtype.IsInteger || !upper.Dtype.IsInteger || lower.Aval.Weak == upper.Aval.Weak)
            {
                throw new ShapeException($"lower and upper arguments to fori_loop must have equal types, got {lower.Dtype.Name} and {upper.Dtype.Name}");
            }
            (lower, upper) = lower.Aval.Weak ? (ConvertElementType(lower, upper.Dtype), upper) : (lower, ConvertElementType(upper, lower.Dtype));
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

        static long? Whole(NdArray bound) => bound.Constant is { } scalar ? scalar.Bits : bound.Data is { } data ? System.Convert.ToInt64(data.GetValue(0)) : null;
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
        // Every branch takes the constants of all, each once, then the operands.
        List<NdArray> consts = [];
        foreach (NdArray value in traced.SelectMany(t => t.Jaxpr.Consts))
        {
            if (Place(value) < 0)
            {
                consts.Add(value);
            }
        }
        Jaxpr[] branches = traced.Select(t =>
        {
            int[] places = t.Jaxpr.Consts.Select(Place).ToArray();
            Var[] shared = consts.Select((c, i) => Array.IndexOf(places, i) is var at and >= 0 ? t.Jaxpr.ConstVars[at] : new Var(c.Aval)).ToArray();
            return new Jaxpr([], [.. shared, .. t.Jaxpr.InVars], t.Jaxpr.Equations, t.Jaxpr.Outputs);
        }).ToArray();

        // What every branch hands on unchanged needs no choice.
        NdArray[] inputs = [.. consts, .. operands.Flatten()];
        Forwarded[] forwarded = branches.Select(b => new Forwarded(b)).ToArray();
        int?[] same = traced[0].Jaxpr.Outputs.Select((_, o) => forwarded.All(f => f.Of(o) == forwarded[0].Of(o)) ? forwarded[0].Of(o) : null).ToArray();
        Jaxpr[] lean = branches.Select(b => new Jaxpr([], b.InVars, b.Equations, b.Outputs.Where((_, o) => same[o] is null).ToArray())).ToArray();
        Queue<NdArray> results = new(lean[0].Outputs.Count == 0 ? [] : Prims.Cond.Bind(Params.Of(("branches", PyTuple.Of(lean))), [index, .. inputs]));
        return traced[0].Output.Unflatten(same.Select(input => input is { } i ? inputs[i] : results.Dequeue()).ToArray());

        int Place(NdArray value) => consts.FindIndex(c => c.Aval.Equals(value.Aval) && (ReferenceEquals(c, value)
            || (value.Data is { } data && ReferenceEquals(c.Data, data)) || (value.Variable is { } variable && ReferenceEquals(c.Variable, variable))));
    }

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
            if (!before.SameType(now))
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

    /// <summary>For each output of a jaxpr, the position of the input that it is.</summary>
    private sealed class Forwarded(Jaxpr jaxpr)
    {
        private readonly Var[] _inputs = [.. jaxpr.InVars];

        public int? Of(int output) => jaxpr.Outputs[output] is Var variable && Array.IndexOf(_inputs, variable) is var at and >= 0 ? at : null;
    }

    // The carries marked go in front of the constants; outputs that are not kept are left out.
    private static Jaxpr Reorder(Closed body, bool[] constant, int rows, bool[] keepOutputs)
    {
        IReadOnlyList<Var> inputs = body.Jaxpr.InVars;
        int consts = body.Consts.Count;
        Var[] carry = inputs.Skip(consts).Take(constant.Length).ToArray();
        return new Jaxpr(
            [],
            [.. carry.Where((_, i) => constant[i]), .. inputs.Take(consts), .. carry.Where((_, i) => !constant[i]), .. inputs.Skip(inputs.Count - rows)],
            body.Jaxpr.Equations, body.Jaxpr.Outputs.Where((_, o) => keepOutputs[o]).ToArray());
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
