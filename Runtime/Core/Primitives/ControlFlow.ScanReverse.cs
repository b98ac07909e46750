// Reverse differentiation of scan: partial evaluation that stacks residuals, and transposition into a scan the other way.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static PartialEvalResult? ScanPartialEval(bool[] unknown, Equation equation)
    {
        ScanParts parts = new(equation.Params);
        bool[] consts = parts.ConstsOf(unknown), carry = parts.CarryOf(unknown), xs = parts.XsOf(unknown);
        JaxprSplit split;
        while (true)
        {
            split = PartialEvalTransform.Split(parts.Jaxpr, [.. consts, .. carry, .. xs], [.. carry, .. Enumerable.Repeat(false, parts.Ys)], dropDead: true);
            bool[] grown = Or(carry, split.UnknownOutputs.Take(parts.Carries).ToArray());
            if (grown.SequenceEqual(carry))
            {
                break;
            }
            carry = grown;
        }
        bool[] inside = [.. consts, .. carry, .. xs];
        Atom[] knownOuter = Where(equation.Inputs, inside.Select(u => !u).ToArray());
        int knownConsts = consts.Count(u => !u), knownCarry = carry.Count(u => !u);
        int knownOutputs = split.UnknownOutputs.Count(u => !u);

        // A residual that is a constant or a scanned value of the known scan is read again from outside; a carry, or a computed value, is stacked.
        List<Atom> stackedInside = [];
        List<Var> stackedOutside = [];
        List<Atom> constResiduals = [], scannedResiduals = [];
        List<Var> constInside = [], scannedInside = [];
        int extra = knownOutputs;
        for (int r = 0; r < split.ResidualInputs.Length; r++)
        {
            Var variable = split.Unknown.InVars[r];
            int? input = split.ResidualInputs[r];
            if (input < knownConsts)
            {
                constResiduals.Add(knownOuter[input.Value]);
                constInside.Add(variable);
            }
            else if (input >= knownConsts + knownCarry)
            {
                scannedResiduals.Add(knownOuter[input.Value]);
                scannedInside.Add(variable);
            }
            else
            {
                Atom value = input is { } carried ? split.Known.InVars[carried] : split.Known.Outputs[extra++];
                Var stacked = new(BatchTransform.Insert(value.Aval, 0, parts.Length));
                stackedInside.Add(value);
                stackedOutside.Add(stacked);
                scannedResiduals.Add(stacked);
                scannedInside.Add(variable);
            }
        }

        Jaxpr knownBody = Rearrange(split.Known, split.Known.InVars, [.. split.Known.Outputs.Take(knownOutputs), .. stackedInside]);
        bool[] knownFlags = split.UnknownOutputs.Select(u => !u).ToArray();
        Equation known = new(Scan, knownOuter, [.. Where(equation.Outputs, knownFlags), .. stackedOutside], parts.With(knownBody, knownConsts, knownCarry));

        Var[] laterInputs = split.Unknown.InVars.Skip(split.ResidualInputs.Length).ToArray();
        int laterConsts = consts.Count(u => u), laterCarry = carry.Count(u => u);
        Jaxpr laterBody = Rearrange(
            split.Unknown,
            [.. constInside, .. laterInputs.Take(laterConsts + laterCarry), .. scannedInside, .. laterInputs.Skip(laterConsts + laterCarry)],
            split.Unknown.Outputs);
        Atom[] laterOuter = Where(equation.Inputs, inside);
        Equation later = new(
            Scan,
            [.. constResiduals, .. laterOuter.Take(laterConsts + laterCarry), .. scannedResiduals, .. laterOuter.Skip(laterConsts + laterCarry)],
            Where(equation.Outputs, split.UnknownOutputs),
            parts.With(laterBody, constInside.Count + laterConsts, laterCarry));
        return new PartialEvalResult(known, later, split.UnknownOutputs, stackedOutside);
    }

    internal static NdArray?[] ScanTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        ScanParts parts = new(parameters);
        bool[] linear = inputs.Select(i => i.IsLinear).ToArray();
        // A carry that starts from a value starts from zeros (the derivative's, made real): it gets no cotangent.
        bool[] constLinear = parts.ConstsOf(linear), carryLinear = parts.CarryOf(linear), xsLinear = parts.XsOf(linear);
        NdArray[] constValues = parts.ConstsOf(inputs).Where(i => !i.IsLinear).Select(i => i.Value!).ToArray();
        NdArray[] xsValues = parts.XsOf(inputs).Where(i => !i.IsLinear).Select(i => i.Value!).ToArray();
        NdArray[] constSums = parts.ConstsOf(inputs).Where(i => i.IsLinear).Select(i => Zeros(i.Aval)).ToArray();
        NdArray[] carryCotangents = cotangents.Take(parts.Carries).Select((ct, i) => ct ?? Zeros(outputs[i])).ToArray();
        bool[] ysNonzero = cotangents.Skip(parts.Carries).Select(ct => ct is not null).ToArray();
        NdArray[] ys = Present(cotangents.Skip(parts.Carries));

        Aval[] avals =
        [
            .. constValues.Select(v => v.Aval), .. constSums.Select(v => v.Aval), .. carryCotangents.Select(v => v.Aval),
            .. ys.Select(v => BatchTransform.Remove(v.Aval, 0)), .. xsValues.Select(v => BatchTransform.Remove(v.Aval, 0)),
        ];
        Jaxpr body = Tracing.MakeJaxpr(Backward, avals);
        NdArray[] results = Scan.Bind(
            parts.With(body, constValues.Length, constSums.Length + parts.Carries, reverse: !parameters.Bool("reverse")),
            [.. constValues, .. constSums, .. carryCotangents, .. ys, .. xsValues]);
        int next = 0, nextX = constSums.Length + parts.Carries;
        return
        [
            .. constLinear.Select(isLinear => isLinear ? results[next++] : null),
            .. carryLinear.Select((isLinear, i) => isLinear ? results[next + i] : null),
            .. xsLinear.Select(isLinear => isLinear ? results[nextX++] : null),
        ];

        NdArray[] Backward(NdArray[] given)
        {
            Queue<NdArray> queue = new(given);
            NdArray[] Take(int count) => Enumerable.Range(0, count).Select(_ => queue.Dequeue()).ToArray();
            NdArray[] consts = Take(constValues.Length), sums = Take(constSums.Length), carry = Take(parts.Carries), yCotangents = Take(ys.Length), xs = Take(xsValues.Length);
            int c = 0, x = 0, y = 0;
            NdArray?[] bodyInputs =
            [
                .. constLinear.Select(isLinear => isLinear ? null : consts[c++]),
                .. Enumerable.Repeat<NdArray?>(null, parts.Carries),
                .. xsLinear.Select(isLinear => isLinear ? null : xs[x++]),
            ];
            NdArray?[] bodyCotangents = [.. carry, .. ysNonzero.Select(nonzero => nonzero ? yCotangents[y++] : null)];
            NdArray?[] back = TransposeTransform.Run(parts.Jaxpr, bodyInputs, bodyCotangents);
            NdArray[] Linear(NdArray?[] values, bool[] flags, IReadOnlyList<Var> variables) =>
                values.Select((v, i) => (v, i)).Where(p => flags[p.i]).Select(p => p.v ?? Zeros(variables[p.i].Aval)).ToArray();
            NdArray[] constBack = Linear(parts.ConstsOf(back), constLinear, parts.ConstsOf(parts.Jaxpr.InVars));
            NdArray[] carryBack = parts.CarryOf(back).Select((v, i) => v ?? Zeros(parts.CarryOf(parts.Jaxpr.InVars)[i].Aval)).ToArray();
            NdArray[] xsBack = Linear(parts.XsOf(back), xsLinear, parts.XsOf(parts.Jaxpr.InVars));
            return [.. sums.Zip(constBack, AddAny), .. carryBack, .. xsBack];
        }
    }
}
