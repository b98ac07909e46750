// Reverse differentiation of scan: partial evaluation, which stacks residuals and takes what is the same in every step out of the loop; and transposition.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Lists;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static PartialEvalResult? ScanPartialEval(bool[] unknown, Equation equation)
    {
        ScanParts parts = new(equation.Params);
        (bool[] consts, bool[] carry, bool[] xs) = parts.Split(unknown);
        carry = Fixpoint(carry, round => parts.SplitResults(Split(round).UnknownOutputs).Carry);
        JaxprSplit split = Split(carry);
        (Atom[] knownInputs, Atom[] unknownInputs) = PartitionList([.. consts, .. carry, .. xs], equation.Inputs);
        (Var[] knownOutputs, Var[] unknownOutputs) = PartitionList(split.UnknownOutputs, equation.Outputs);
        int laterConsts = Marked(consts), laterCarry = Marked(carry), knownConsts = consts.Length - laterConsts, knownCarry = carry.Length - laterCarry;

        // A residual that is the same in every step is read as it is, so is one that is scanned over already; any other is stacked.
        (Atom[] knownConstants, Atom[] knownSteps) = SplitList(knownInputs, knownConsts);
        Hoisted known = Hoist(split.Known, knownConstants);
        (Atom[] results, Atom[] computed) = SplitList(split.Known.Outputs, knownOutputs.Length);
        (Var[] residuals, Var[] laterInputs) = SplitList(split.Unknown.InVars, split.ResidualInputs.Length);
        List<(Var Inside, Atom Outside)> constant = [], scanned = [];
        List<Atom> stacked = [];
        List<Var> stacks = [];
        for (int r = 0, next = 0; r < residuals.Length; r++)
        {
            int? input = split.ResidualInputs[r];
            Atom value = input is { } at ? split.Known.InVars[at] : computed[next++];
            if (known.Outside.TryGetValue((Var)value, out Atom? outside))
            {
                constant.Add((residuals[r], outside));
            }
            else if (input >= knownConsts + knownCarry)
            {
                scanned.Add((residuals[r], knownInputs[input.Value]));
            }
            else
            {
                Var stack = new(BatchTransform.Insert(value.Aval, 0, parts.Length));
                stacked.Add(value);
                stacks.Add(stack);
                scanned.Add((residuals[r], stack));
            }
        }

        Atom[] knownResults = [.. results, .. stacked];
        Var[] read = known.ReadInside(knownResults);
        Jaxpr knownBody = new(split.Known.ConstVars, [.. read, .. split.Known.InVars.Skip(knownConsts)], known.Inside, knownResults, split.Known.Consts);
        Equation? loop = knownResults.Length == 0 ? null : new Equation(
            equation.Primitive, [.. read.Select(v => known.Outside[v]), .. knownSteps], [.. knownOutputs, .. stacks], parts.With(knownBody, read.Length, knownCarry));

        Jaxpr laterBody = Rearrange(
            split.Unknown, [.. constant.Select(r => r.Inside), .. laterInputs, .. scanned.Select(r => r.Inside)], [.. split.Unknown.Outputs]);
        Equation later = new(
            equation.Primitive, [.. constant.Select(r => r.Outside), .. unknownInputs, .. scanned.Select(r => r.Outside)], unknownOutputs,
            parts.With(laterBody, constant.Count + laterConsts, laterCarry));
        return new PartialEvalResult(loop, later, split.UnknownOutputs) { Hoisted = known.Equations };

        JaxprSplit Split(bool[] round) => PartialEvalTransform.Split(parts.Jaxpr, [.. consts, .. round, .. xs], [.. round, .. parts.NoYs], dropDead: true);
    }

    /// <param name="Equations">What is computed once, before the loop.</param>
    /// <param name="Inside">What is left in the body.</param>
    /// <param name="Outside">For each variable of the body that is the same in every step, the atom that it is outside.</param>
    private sealed record Hoisted(IReadOnlyList<Equation> Equations, IReadOnlyList<Equation> Inside, IReadOnlyDictionary<Var, Atom> Outside)
    {
        /// <summary>The variables from outside that the rest of the body or its results read, in the order of first use.</summary>
        public Var[] ReadInside(IEnumerable<Atom> results) =>
            Inside.SelectMany(e => e.Inputs).Concat(results).OfType<Var>().Where(Outside.ContainsKey).Distinct().ToArray();
    }

    /// <summary>Takes what depends on a body's constants alone out of it. What is computed outside has variables of its own there.</summary>
    private static Hoisted Hoist(Jaxpr body, IReadOnlyList<Atom> constants)
    {
        Dictionary<Var, Atom> outside = [];
        for (int i = 0; i < constants.Count; i++)
        {
            outside[body.InVars[i]] = constants[i];
        }
        List<Equation> hoisted = [], inside = [];
        foreach (Equation equation in body.Equations)
        {
            if (!equation.Inputs.All(a => a is Literal || outside.ContainsKey((Var)a)))
            {
                inside.Add(equation);
                continue;
            }
            Var[] outputs = equation.Outputs.Select(o => new Var(o.Aval)).ToArray();
            hoisted.Add(new Equation(equation.Primitive, equation.Inputs.Select(a => a is Var v ? outside[v] : a).ToArray(), outputs, equation.Params));
            for (int i = 0; i < outputs.Length; i++)
            {
                outside[equation.Outputs[i]] = outputs[i];
            }
        }
        return new Hoisted(hoisted, inside, outside);
    }

    internal static NdArray?[] ScanTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        ScanParts parts = new(parameters);
        (TransposeInput[] consts, TransposeInput[] carry, TransposeInput[] xs) = parts.Split(inputs);
        // A carry that starts from a value starts from zeros (the derivative's, made real): it gets no cotangent.
        bool[] constLinear = Linear(consts), carryLinear = Linear(carry), xLinear = Linear(xs);
        NdArray[] constValues = Values(consts), xValues = Values(xs);
        (NdArray?[] carryCotangents, NdArray?[] yCotangents) = parts.SplitResults(cotangents);
        NdArray[] carryBack = carryCotangents.Select((ct, i) => ct ?? Zeros(outputs[i])).ToArray(), ysBack = Present(yCotangents);
        NdArray[] sums = consts.Where(i => i.IsLinear).Select(i => Zeros(i.Aval)).ToArray();
        bool[] yNonzero = IsPresent(yCotangents);

        Aval[] avals = [.. constValues.Concat(sums).Concat(carryBack).Select(v => v.Aval), .. ysBack.Concat(xValues).Select(v => BatchTransform.Remove(v.Aval, 0))];
        Jaxpr body = WithPartsAdded(Tracing.MakeJaxpr(Backward, avals));
        NdArray[] results = self.Bind(
            parts.With(body, constValues.Length, sums.Length + parts.Carries, reverse: !parameters.Bool("reverse")),
            [.. constValues, .. sums, .. carryBack, .. ysBack, .. xValues]);
        (NdArray[] constResults, NdArray[] carryResults, NdArray[] xResults) = SplitList(results, sums.Length, parts.Carries);
        return
        [
            .. SpreadList(constLinear, constResults),
            .. carryResults.Select((ct, i) => carryLinear[i] ? ct : null),
            .. SpreadList(xLinear, xResults),
        ];

        // The body backwards: constants' cotangents are added up in the carry, beside the carry's own.
        NdArray[] Backward(NdArray[] given)
        {
            (NdArray[] c, NdArray[] summed, NdArray[] rest) = SplitList(given, constValues.Length, sums.Length);
            (NdArray[] k, NdArray[] y, NdArray[] x) = SplitList(rest, parts.Carries, ysBack.Length);
            NdArray?[] values = [.. SpreadList(Not(constLinear), c), .. new NdArray?[parts.Carries], .. SpreadList(Not(xLinear), x)];
            NdArray?[] back = TransposeTransform.Run(parts.Jaxpr, values, [.. k, .. SpreadList(yNonzero, y)]);
            bool[] wanted = [.. constLinear, .. k.Select(_ => true), .. xLinear];
            NdArray[] linear = Present(back.Select((ct, i) => wanted[i] ? ct ?? Zeros(parts.Jaxpr.InVars[i].Aval) : null).ToArray());
            (NdArray[] cBack, NdArray[] others) = SplitList(linear, summed.Length);
            return [.. summed.Zip(cBack, AddAny), .. others];
        }

        static bool[] Linear(TransposeInput[] part) => Array.ConvertAll(part, i => i.IsLinear);

        static NdArray[] Values(TransposeInput[] part) => Present(Array.ConvertAll(part, i => i.Value));
    }
}
