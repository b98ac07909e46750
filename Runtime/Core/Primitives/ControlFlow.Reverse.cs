// Reverse differentiation of cond: branches split into known and unknown, joined by residuals that all branches give; and while, which only goes forwards.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static PartialEvalResult? CondPartialEval(bool[] unknown, Equation equation)
    {
        if (unknown[0])
        {
            return null;
        }
        Jaxpr[] branches = equation.Params.Jaxprs("branches");
        bool[] operands = unknown.Skip(1).ToArray();
        bool[] unknownOutputs = branches.Select(b => PartialEvalTransform.Split(b, operands).UnknownOutputs).Aggregate(Or);
        JaxprSplit[] splits = branches.Select(b => PartialEvalTransform.Split(b, operands, unknownOutputs, dropDead: true)).ToArray();
        Atom[] knownOperands = Where(equation.Inputs.Skip(1), operands.Select(u => !u).ToArray());

        // Residuals that are operands are read again from outside; computed ones share places by type, and a branch fills with zeros those that it does not use.
        int[] reread = splits.SelectMany(s => s.ResidualInputs).Where(i => i is not null).Select(i => i!.Value).Distinct().OrderBy(i => i).ToArray();
        List<Var> places = [];
        int[][] placeOf = splits.Select(split =>
        {
            HashSet<int> taken = [];
            return split.ResidualInputs.Select((input, r) =>
            {
                if (input is not null)
                {
                    return -1;
                }
                Aval aval = split.Unknown.InVars[r].Aval;
                int place = Enumerable.Range(0, places.Count).Where(p => !taken.Contains(p) && places[p].Aval.SameType(aval)).DefaultIfEmpty(places.Count).First();
                if (place == places.Count)
                {
                    places.Add(new Var(aval));
                }
                taken.Add(place);
                return place;
            }).ToArray();
        }).ToArray();

        int knownOutputs = unknownOutputs.Count(u => !u);
        Jaxpr[] knownBranches = splits.Select((split, b) => Tracing.MakeJaxpr(
            inputs =>
            {
                NdArray[] results = Tracing.EvalJaxpr(split.Known, inputs);
                int[] filled = placeOf[b].Where(p => p >= 0).ToArray();
                return
                [
                    .. results.Take(knownOutputs),
                    .. places.Select((place, p) => Array.IndexOf(filled, p) is var at and >= 0 ? results[knownOutputs + at] : Zeros(place.Aval)),
                ];
            },
            split.Known.InAvals())).ToArray();
        Jaxpr[] laterBranches = splits.Select((split, b) =>
        {
            int residuals = split.ResidualInputs.Length;
            Var Residual(Func<int, bool> isIt, Aval aval) =>
                Enumerable.Range(0, residuals).Where(isIt).Select(r => split.Unknown.InVars[r]).FirstOrDefault() ?? new Var(aval);
            return Rearrange(
                split.Unknown,
                [
                    .. places.Select((place, p) => Residual(r => placeOf[b][r] == p, place.Aval)),
                    .. reread.Select(i => Residual(r => split.ResidualInputs[r] == i, knownOperands[i].Aval)),
                    .. split.Unknown.InVars.Skip(residuals),
                ],
                split.Unknown.Outputs);
        }).ToArray();

        Atom index = equation.Inputs[0];
        Equation? known = knownOutputs + places.Count == 0 ? null : new Equation(
            Cond, [index, .. knownOperands], [.. Where(equation.Outputs, unknownOutputs.Select(u => !u).ToArray()), .. places],
            equation.Params.With("branches", PyTuple.Of(knownBranches)));
        Equation later = new(
            Cond, [index, .. places, .. reread.Select(i => knownOperands[i]), .. Where(equation.Inputs.Skip(1), operands)], Where(equation.Outputs, unknownOutputs),
            equation.Params.With("branches", PyTuple.Of(laterBranches)));
        return new PartialEvalResult(known, later, unknownOutputs, places);
    }

    internal static NdArray?[] CondTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        TransposeInput[] operands = inputs.Skip(1).ToArray();
        bool[] linear = operands.Select(o => o.IsLinear).ToArray();
        bool[] arriving = cotangents.Select(ct => ct is not null).ToArray();
        bool[] nonzero = branches.Select(b => TransposeTransform.OfJaxpr(b, linear, arriving).Nonzero).Aggregate(Or);
        Jaxpr[] transposed = branches.Select(branch =>
        {
            TransposedJaxpr own = TransposeTransform.OfJaxpr(branch, linear, arriving);
            return Tracing.MakeJaxpr(
                given =>
                {
                    Queue<NdArray> results = new(Tracing.EvalJaxpr(own.Jaxpr, given));
                    NdArray?[] all = own.Nonzero.Select((n, i) => n ? results.Dequeue() : nonzero[i] ? Zeros(branch.InVars[i].Aval) : null).ToArray();
                    return Present(all);
                },
                own.Jaxpr.InAvals());
        }).ToArray();
        Queue<NdArray> pulled = new(Cond.Bind(
            parameters.With("branches", PyTuple.Of(transposed)),
            [inputs[0].Value!, .. operands.Where(o => !o.IsLinear).Select(o => o.Value!), .. Present(cotangents)]));
        return [null, .. nonzero.Select(n => n ? pulled.Dequeue() : null)];
    }

    // The loop over what is known runs by itself; the loop over everything runs again where an unknown part is wanted (forward mode alone can use it).
    internal static PartialEvalResult? WhilePartialEval(bool[] unknown, Equation equation)
    {
        int condConsts = equation.Params.Int("cond_nconsts"), bodyConsts = equation.Params.Int("body_nconsts");
        Jaxpr condJaxpr = equation.Params.Jaxpr("cond_jaxpr"), bodyJaxpr = equation.Params.Jaxpr("body_jaxpr");
        bool[] conditionConsts = unknown.Take(condConsts).ToArray(), consts = unknown.Skip(condConsts).Take(bodyConsts).ToArray();
        bool[] carry = unknown.Skip(condConsts + bodyConsts).ToArray();
        while (true)
        {
            bool[] grown = Or(carry, PartialEvalTransform.Split(bodyJaxpr, [.. consts, .. carry], carry).UnknownOutputs);
            if (grown.SequenceEqual(carry))
            {
                break;
            }
            carry = grown;
        }
        JaxprSplit condition = PartialEvalTransform.Split(condJaxpr, [.. conditionConsts, .. carry], dropDead: true);
        if (condition.UnknownOutputs[0] || carry.All(c => c))
        {
            return null;
        }
        JaxprSplit body = PartialEvalTransform.Split(bodyJaxpr, [.. consts, .. carry], carry, dropDead: true);
        bool[] known = carry.Select(c => !c).ToArray();
        int knownCarry = known.Count(k => k);
        Jaxpr knownBody = JaxprParts.Build(
            body.Known.ConstVars, body.Known.Consts, body.Known.InVars, JaxprParts.Live(body.Known.Equations, body.Known.Outputs.Take(knownCarry)),
            body.Known.Outputs.Take(knownCarry).ToArray());
        Equation first = new(
            While, Where(equation.Inputs, [.. conditionConsts.Select(c => !c), .. consts.Select(c => !c), .. known]), Where(equation.Outputs, known),
            Params.Of(
                ("body_jaxpr", knownBody), ("body_nconsts", (Dim)consts.Count(c => !c)), ("cond_jaxpr", condition.Known), ("cond_nconsts", (Dim)conditionConsts.Count(c => !c))));
        Equation again = new(While, equation.Inputs, equation.Outputs.Select((o, i) => carry[i] ? o : new Var(o.Aval)).ToArray(), equation.Params);
        return new PartialEvalResult(first, again, carry, []);
    }

    internal static NdArray?[] WhileTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        throw new NotSupportedException(
            "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values. "
            + "Try using lax.scan, or using fori_loop with static start/stop.");
}
