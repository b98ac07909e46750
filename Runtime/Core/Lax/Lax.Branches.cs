// cond and switch over trees: functions are traced once, and what they capture becomes operands that all branches take.
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
            ShapeInference.NeedsRank(pred, 0);
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
        if (branches.Count == 0)
        {
            throw new ArgumentException("Empty branch sequence: switch needs at least one function.", nameof(branches));
        }
        if (branches.Count == 1)
        {
            return branches[0](operands);
        }
        NdArray at = index.Dtype == DType.Int32 ? index : ConvertElementType(index, DType.Int32);
        return Branch(Clamp(Int(0), at, Int(branches.Count - 1)), branches, operands, "switch");
    }

    private static Tree Branch(NdArray index, IReadOnlyList<Func<Tree, Tree>> functions, Tree operands, string name)
    {
        (Jaxpr Jaxpr, Tree Output)[] traced = functions.Select(f => Tracing.MakeJaxpr(f, operands)).ToArray();
        for (int b = 1; b < traced.Length; b++)
        {
            if (traced[b].Output.Structure != traced[0].Output.Structure
                || !traced[b].Jaxpr.OutAvals().Zip(traced[0].Jaxpr.OutAvals(), ShapeInference.SameType).All(same => same))
            {
                throw new ShapeException(
                    $"{name} branches must return equal structures and types: branch 0 gives {Types(traced[0].Jaxpr)}, branch {b} gives {Types(traced[b].Jaxpr)}. Convert one of them.");
            }
        }
        return traced[0].Output.Unflatten(Choose(index, traced.Select(t => t.Jaxpr).ToArray(), operands.Flatten()));
    }

    /// <summary>One of several jaxprs of the same operands. Those that only read what they captured may leave out what none reads: <paramref name="readOnly"/>.</summary>
    private static NdArray[] Choose(NdArray index, IReadOnlyList<Jaxpr> traced, IReadOnlyList<NdArray> operands, bool readOnly = false)
    {
        // Every branch takes the constants of all, each once, then the operands.
        SharedConsts shared = new();
        int[][] places = traced.Select(t => t.Consts.Select(shared.Place).ToArray()).ToArray();
        Jaxpr[] branches = traced.Select((t, b) => new Jaxpr([], [.. shared.Variables(t, places[b]), .. t.InVars], t.Equations, t.Outputs)).ToArray();

        // What every branch hands on unchanged needs no choice.
        NdArray[] inputs = [.. shared.Values, .. operands];
        int?[][] forwarded = branches.Select(Forwarded).ToArray();
        int?[] same = forwarded[0].Select((input, o) => forwarded.All(f => f[o] == input) ? input : null).ToArray();
        bool[] chosen = same.Select(input => input is null).ToArray();
        Jaxpr[] lean = branches.Select(b => new Jaxpr([], b.InVars, b.Equations, Lists.WhereTrue(chosen, b.Outputs))).ToArray();
        NdArray[] given = inputs;
        if (readOnly)
        {
            lean = lean.Select(b => new Jaxpr([], b.InVars, JaxprParts.Live(b.Equations, b.Outputs), b.Outputs)).ToArray();
            bool[] read = lean.Select(ReadInputs).Aggregate(Lists.Or);
            lean = lean.Select(b => new Jaxpr([], Lists.WhereTrue(read, b.InVars), b.Equations, b.Outputs)).ToArray();
            given = Lists.WhereTrue(read, inputs);
        }
        Queue<NdArray> results = new(lean[0].Outputs.Count == 0 ? [] : Prims.Cond.Bind(Params.Of(("branches", PyTuple.Of(lean))), [index, .. given]));
        return same.Select(input => input is { } i ? inputs[i] : results.Dequeue()).ToArray();
    }

    private static bool[] ReadInputs(Jaxpr jaxpr)
    {
        HashSet<Atom> read = [.. jaxpr.Equations.SelectMany(e => e.Inputs), .. jaxpr.Outputs];
        return jaxpr.InVars.Select(read.Contains).ToArray();
    }

    /// <summary>The constants that several jaxprs captured, each once: the same tracer, or the same storage of the same type.</summary>
    private sealed class SharedConsts
    {
        private readonly Dictionary<object, List<int>> _byIdentity = [];

        public List<NdArray> Values { get; } = [];

        public int Place(NdArray value)
        {
            object identity = (object?)value.Variable ?? (object?)value.Data ?? value;
            if (!_byIdentity.TryGetValue(identity, out List<int>? places))
            {
                _byIdentity[identity] = places = [];
            }
            foreach (int place in places)
            {
                if (Values[place].Aval.Equals(value.Aval))
                {
                    return place;
                }
            }
            places.Add(Values.Count);
            Values.Add(value);
            return Values.Count - 1;
        }

        /// <summary>A variable for each constant: the jaxpr's own where it captured it.</summary>
        public Var[] Variables(Jaxpr jaxpr, int[] places)
        {
            Var?[] variables = new Var?[Values.Count];
            for (int i = 0; i < places.Length; i++)
            {
                variables[places[i]] = jaxpr.ConstVars[i];
            }
            return variables.Select((v, i) => v ?? new Var(Values[i].Aval)).ToArray();
        }
    }

    /// <summary>For each output of a jaxpr, the position of the input that it is.</summary>
    private static int?[] Forwarded(Jaxpr jaxpr)
    {
        Dictionary<Atom, int> inputs = [];
        for (int i = 0; i < jaxpr.InVars.Count; i++)
        {
            inputs[jaxpr.InVars[i]] = i;
        }
        return jaxpr.Outputs.Select(o => inputs.TryGetValue(o, out int at) ? at : (int?)null).ToArray();
    }

    private static string Types(Jaxpr jaxpr) => "(" + string.Join(", ", jaxpr.OutAvals().Select(a => a.ToString())) + ")";
}
