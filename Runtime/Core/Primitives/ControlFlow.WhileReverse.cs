// Reverse differentiation of while: where the number of steps has a bound that is known before the loop, the loop over what is known counts its steps and records what
// the derivative needs of each; the derivative is a loop over so many steps, and its transpose counts them backwards.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Lists;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static PartialEvalResult? WhilePartialEval(bool[] unknown, Equation equation)
    {
        WhileParts parts = new(equation.Params);
        if (parts.MaxTrips is not null && parts.Condition.Outputs[0].Aval.Rank > 0)
        {
            // Many loops at once are one that goes on while any does.
            (bool[] test, _, _) = parts.Split(unknown);
            (Atom[] testInputs, _, _) = parts.Split(equation.Inputs);
            Params together = parts.With(
                BatchedWhile.Condition(parts.Condition), parts.ConditionConsts,
                BatchedWhile.Body(parts.Condition, parts.ConditionConsts, parts.Body, parts.BodyConsts), parts.ConditionConsts + parts.BodyConsts);
            unknown = [.. test, .. unknown];
            equation = new Equation(equation.Primitive, [.. testInputs, .. equation.Inputs], equation.Outputs, Complete(equation.Primitive, together));
            parts = new(equation.Params);
        }
        (bool[] conditionConsts, bool[] consts, bool[] carry) = parts.Split(unknown);
        carry = Fixpoint(carry, round => Body(round, dropDead: false).UnknownOutputs);
        JaxprSplit condition = PartialEvalTransform.Split(parts.Condition, [.. conditionConsts, .. carry], dropDead: true);
        if (condition.UnknownOutputs[0] || carry.All(c => c))
        {
            return null;
        }
        WhileSplit split = new(equation, parts, conditionConsts, consts, carry, condition.Known, Body(carry, dropDead: true));
        return parts.MaxTrips is { } most ? Recorded(split, most) : Repeated(split);

        JaxprSplit Body(bool[] round, bool dropDead) => PartialEvalTransform.Split(parts.Body, [.. consts, .. round], round, dropDead);
    }

    /// <summary>A while, which of its operands are unknown, and its condition and body split accordingly.</summary>
    private sealed record WhileSplit(Equation Equation, WhileParts Parts, bool[] ConditionConsts, bool[] Consts, bool[] Carry, Jaxpr Condition, JaxprSplit Body);

    // The loop over what is known runs by itself; the loop over everything runs again where an unknown part is wanted. Forward mode alone can use it.
    private static PartialEvalResult Repeated(WhileSplit split)
    {
        (Equation equation, bool[] carry) = (split.Equation, split.Carry);
        (Var[] knownOutputs, _) = PartitionList(carry, equation.Outputs);
        // Residuals are of no use: the later loop computes everything.
        Jaxpr whole = split.Body.Known;
        (Atom[] results, _) = SplitList(whole.Outputs, knownOutputs.Length);
        Jaxpr body = JaxprParts.Build(whole.ConstVars, whole.Consts, whole.InVars, JaxprParts.Live(whole.Equations, results), results);
        Equation known = new(
            equation.Primitive, PartitionList([.. split.ConditionConsts, .. split.Consts, .. carry], equation.Inputs).WhereFalse, knownOutputs,
            split.Parts.With(split.Condition, Marked(Not(split.ConditionConsts)), body, Marked(Not(split.Consts))));
        Equation again = new(equation.Primitive, equation.Inputs, equation.Outputs.Select((o, i) => carry[i] ? o : new Var(o.Aval)).ToArray(), equation.Params);
        return new PartialEvalResult(known, again, carry);
    }

    // The loop over what is known counts its steps, and keeps what the later one needs of each; that one takes so many steps.
    private static PartialEvalResult Recorded(WhileSplit split, Dim most)
    {
        (Equation equation, WhileParts parts, JaxprSplit body) = (split.Equation, split.Parts, split.Body);
        (Atom[] conditionInputs, Atom[] constInputs, Atom[] carryInputs) = parts.Split(equation.Inputs);
        Atom[] conditionKnown = PartitionList(split.ConditionConsts, conditionInputs).WhereFalse;
        (Atom[] constKnown, Atom[] constLater) = PartitionList(split.Consts, constInputs);
        (Atom[] carryKnown, Atom[] carryLater) = PartitionList(split.Carry, carryInputs);
        (Var[] knownOutputs, Var[] laterOutputs) = PartitionList(split.Carry, equation.Outputs);

        // A residual that is the same in every step is read as it is.
        Hoisted known = Hoist(body.Known, constKnown);
        (Atom[] results, Atom[] computed) = SplitList(body.Known.Outputs, carryKnown.Length);
        Var[] residuals = SplitList(body.Unknown.InVars, body.ResidualInputs.Length).First;
        List<Atom> constant = [], kept = [];
        List<Var> stacks = [];
        bool[] isKept = new bool[residuals.Length];
        for (int r = 0, next = 0; r < residuals.Length; r++)
        {
            Atom value = body.ResidualInputs[r] is { } at ? body.Known.InVars[at] : computed[next++];
            if (value is Literal || known.Outside.ContainsKey((Var)value))
            {
                constant.Add(value is Literal ? value : known.Outside[(Var)value]);
            }
            else
            {
                isKept[r] = true;
                kept.Add(value);
                stacks.Add(new Var(BatchTransform.Insert(value.Aval, 0, most)));
            }
        }

        Aval counter = Aval.Scalar(DType.Int32);
        Aval[] stackAvals = [.. stacks.Select(s => s.Aval)];
        Atom[] ends = [.. results, .. kept];
        Var[] read = known.ReadInside(ends);
        Jaxpr step = new(body.Known.ConstVars, [.. read, .. body.Known.InVars.Skip(constKnown.Length)], known.Inside, ends, body.Known.Consts);
        Jaxpr knownBody = Tracing.MakeJaxpr(
            inputs =>
            {
                (NdArray[] outside, NdArray[] carried) = SplitList(inputs, read.Length);
                (NdArray[] count, NdArray[] carry, NdArray[] before) = SplitList(carried, 1, carryKnown.Length);
                (NdArray[] next, NdArray[] values) = SplitList(Tracing.EvalJaxpr(step, [.. outside, .. carry]), carry.Length);
                return [Add(count[0], Int(1)), .. next, .. before.Zip(values, (stack, value) => Put(stack, value, count[0]))];
            },
            [.. read.Select(v => v.Aval), counter, .. carryKnown.Select(a => a.Aval), .. stackAvals]);
        (Var[] testConsts, Var[] testCarry) = SplitList(split.Condition.InVars, conditionKnown.Length);
        Jaxpr test = Rearrange(split.Condition, [.. testConsts, new Var(counter), .. testCarry, .. stackAvals.Select(a => new Var(a))], [.. split.Condition.Outputs]);
        Jaxpr empty = Tracing.MakeJaxpr(_ => [.. stackAvals.Select(Zeros)], []);
        Literal none = new(Scalar.Of(0), counter);
        Var count = new(counter);
        Equation loop = new(
            equation.Primitive, [.. conditionKnown, .. read.Select(v => known.Outside[v]), none, .. carryKnown, .. empty.Outputs], [count, .. knownOutputs, .. stacks],
            parts.With(test, conditionKnown.Length, knownBody, read.Length));

        Jaxpr laterBody = Tracing.MakeJaxpr(
            inputs =>
            {
                (NdArray[] same, NdArray[] rows, NdArray[] rest) = SplitList(inputs, constant.Count, stacks.Count);
                (NdArray[] consts, NdArray[] at, NdArray[] carry) = SplitList(rest, constLater.Length, 1);
                NdArray[] values = MergeLists(isKept, same, rows.Zip(kept, (stack, value) => Get(stack, value.Aval, at[0])).ToArray());
                return [Add(at[0], Int(1)), .. Tracing.EvalJaxpr(body.Unknown, [.. values, .. consts, .. carry])];
            },
            [.. constant.Select(a => a.Aval), .. stackAvals, .. constLater.Select(a => a.Aval), counter, .. carryLater.Select(a => a.Aval)]);
        Jaxpr within = Tracing.MakeJaxpr(inputs => [Lt(inputs[1], inputs[0])], [counter, counter, .. carryLater.Select(a => a.Aval)]);
        Equation later = new(
            equation.Primitive, [count, .. constant, .. stacks, .. constLater, none, .. carryLater], [new Var(counter), .. laterOutputs],
            parts.With(within, 1, laterBody, constant.Count + stacks.Count + constLater.Length));
        return new PartialEvalResult(loop, later, split.Carry) { Hoisted = [.. known.Equations, .. empty.Equations] };
    }

    // One row of a stack: what a step keeps, at its number.
    private static NdArray Put(NdArray stack, NdArray value, NdArray at) =>
        UpdateAt(stack, Reshape(value, Shape.Of([1, .. value.Shape])), [at, .. value.Shape.Select(_ => Int(0))]);

    private static NdArray Get(NdArray stack, Aval aval, NdArray at) =>
        Reshape(SliceAt(stack, [at, .. aval.Shape.Select(_ => Int(0))], Shape.Of([1, .. aval.Shape])), aval.Shape);

    private static NdArray Int(int value) => new(Scalar.Of(value), weak: false);

    /// <summary>A loop that counts its steps, and is linear in all else that it carries, runs backwards.</summary>
    internal static NdArray?[] WhileTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        WhileParts parts = new(parameters);
        (TransposeInput[] tests, TransposeInput[] consts, TransposeInput[] carry) = parts.Split(inputs);
        if (LoopCounter.Of(parts, tests, consts, carry) is not { } counter)
        {
            throw new NotSupportedException(
                "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values. "
                + "Try using lax.scan, or using fori_loop with static start/stop.");
        }
        bool[] isCounter = carry.Select((_, i) => i == counter.Carry).ToArray();
        bool[] constLinear = consts.Select(c => c.IsLinear).ToArray();
        NdArray[] values = Present(consts.Select(c => c.Value).ToArray());
        NdArray[] sums = consts.Where(c => c.IsLinear).Select(c => Zeros(c.Aval)).ToArray();
        NdArray[] back = cotangents.Select((ct, i) => ct ?? Zeros(outputs[i])).Where((_, i) => !isCounter[i]).ToArray();

        NdArray[] state = [counter.Stop, .. sums, .. back];
        Aval[] avals = [.. values.Select(v => v.Aval), .. state.Select(v => v.Aval)];
        Jaxpr test = Tracing.MakeJaxpr(given => [Gt(given[1], given[0])], [counter.Start.Aval, .. state.Select(v => v.Aval)]);
        NdArray[] results = self.Bind(parts.With(test, 1, WithPartsAdded(Tracing.MakeJaxpr(Backward, avals)), values.Length), [counter.Start, .. values, .. state]);
        (_, NdArray[] constResults, NdArray[] carryResults) = SplitList(results, 1, sums.Length);
        int next = 0;
        return
        [
            .. tests.Select(_ => (NdArray?)null),
            .. SpreadList(constLinear, constResults),
            // A carry that starts from a value starts from zeros: it gets no cotangent.
            .. carry.Select((c, i) => isCounter[i] ? null : carryResults[next++] is var ct && c.IsLinear ? ct : null),
        ];

        // One step backwards: constants' cotangents are added up beside the carry's own.
        NdArray[] Backward(NdArray[] given)
        {
            (NdArray[] c, NdArray[] above, NdArray[] rest) = SplitList(given, values.Length, 1);
            (NdArray[] summed, NdArray[] k) = SplitList(rest, sums.Length);
            NdArray at = Sub(above[0], Int(1));
            NdArray?[] operands = [.. SpreadList(Not(constLinear), c), .. SpreadList(isCounter, [at])];
            NdArray?[] pulled = TransposeTransform.Run(parts.Body, operands, MergeLists(isCounter, k, new NdArray?[1])!);
            NdArray[] linear = pulled.Select((ct, i) => ct ?? Zeros(parts.Body.InVars[i].Aval)).ToArray();
            (NdArray[] constBack, NdArray[] carryBack) = SplitList(linear, consts.Length);
            return [at, .. summed.Zip(WhereTrue(constLinear, constBack), AddAny), .. WhereTrue(Not(isCounter), carryBack)];
        }
    }

    /// <summary>What a loop counts by one, from <paramref name="Start"/> up to <paramref name="Stop"/>, when that is all that decides how many steps it takes.</summary>
    private sealed record LoopCounter(int Carry, NdArray Start, NdArray Stop)
    {
        /// <summary>Null for a loop whose steps nobody counts, or that carries anything else that is not linear.</summary>
        public static LoopCounter? Of(WhileParts parts, TransposeInput[] tests, TransposeInput[] consts, TransposeInput[] carry)
        {
            Jaxpr condition = parts.Condition, body = parts.Body;
            if (condition.Equations is not [{ Inputs: [Var left, var right] } test] || test.Primitive != Prims.Lt || condition.Outputs[0] != test.Outputs[0]
                || Position(condition.InVars, left) - tests.Length is not (>= 0 and var at)
                || Stop(right) is not { } stop || carry[at].Value is not { } start
                || body.Equations.FirstOrDefault(e => e.Outputs.Contains(body.Outputs[at])) is not { Inputs: [Var before, Literal { Value: var one }] } step
                || step.Primitive != Prims.Add || before != body.InVars[consts.Length + at] || !one.Equals(Scalar.Of(1)))
            {
                return null;
            }
            bool[] linear = Fixpoint(carry.Select(c => c.IsLinear).ToArray(), round =>
                PartialEvalTransform.Split(body, [.. consts.Select(c => c.IsLinear), .. round], round).UnknownOutputs);
            return linear.Select((l, i) => l != (i == at)).All(fits => fits) ? new LoopCounter(at, start, stop) : null;

            NdArray? Stop(Atom atom) => atom is Literal literal ? Tracing.ValueOf(literal)
                : Position(condition.InVars, atom) is var i && i >= 0 && i < tests.Length ? tests[i].Value : null;
        }

        private static int Position(IReadOnlyList<Var> variables, Atom atom)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (ReferenceEquals(variables[i], atom))
                {
                    return i;
                }
            }
            return -1;
        }
    }
}
