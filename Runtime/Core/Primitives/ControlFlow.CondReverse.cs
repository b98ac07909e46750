// Reverse differentiation of cond: branches split into known and unknown, joined by residuals that all branches give; and transposition.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Lists;
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
        (Atom[] index, Atom[] operands) = SplitList(equation.Inputs, 1);
        (_, bool[] unknownOperands) = SplitList(unknown, 1);
        bool[] unknownOutputs = branches.Select(b => PartialEvalTransform.Split(b, unknownOperands).UnknownOutputs).Aggregate(Or);
        JaxprSplit[] splits = branches.Select(b => PartialEvalTransform.Split(b, unknownOperands, unknownOutputs, dropDead: true)).ToArray();
        (Atom[] knownInputs, Atom[] laterInputs) = PartitionList(unknownOperands, operands);
        (Var[] knownOutputs, Var[] laterOutputs) = PartitionList(unknownOutputs, equation.Outputs);
        BranchResiduals residuals = new(splits);
        Var[] places = residuals.Places.Select(aval => new Var(aval)).ToArray();

        Equation? known = knownOutputs.Length + places.Length == 0 ? null : new Equation(
            equation.Primitive, [.. index, .. knownInputs], [.. knownOutputs, .. places],
            WithBranches(equation.Params, splits.Select((split, b) => residuals.Known(split, b, knownOutputs.Length))));
        Equation later = new(
            equation.Primitive, [.. index, .. places, .. residuals.Operands.Select(i => knownInputs[i]), .. laterInputs], laterOutputs,
            WithBranches(equation.Params, splits.Select((split, b) => residuals.Later(split, b, knownInputs))));
        return new PartialEvalResult(known, later, unknownOutputs);
    }

    /// <summary>
    /// The residuals of all branches, joined. Those that are operands are read again from outside, each once. Computed ones share places by type: the n-th of a
    /// type in a branch has the n-th place of that type, and a branch fills with zeros the places that it does not use.
    /// </summary>
    private sealed class BranchResiduals
    {
        // For each branch and residual, its place; -1: an operand.
        private readonly int[][] _placeOf;

        public BranchResiduals(JaxprSplit[] splits)
        {
            Operands = [.. splits.SelectMany(s => s.ResidualInputs).Where(i => i is not null).Select(i => i!.Value).Distinct().OrderBy(i => i)];
            Dictionary<Aval, List<int>> byType = [];
            _placeOf = splits.Select(split =>
            {
                Dictionary<Aval, int> taken = [];
                return split.ResidualInputs.Select((input, r) => input is null ? Place(split.Unknown.InVars[r].Aval, taken, byType) : -1).ToArray();
            }).ToArray();
        }

        /// <summary>The known operands that some branch reads again.</summary>
        public int[] Operands { get; }

        /// <summary>The types of what is computed.</summary>
        public List<Aval> Places { get; } = [];

        /// <summary>The known part of a branch: the known outputs, then all places.</summary>
        public Jaxpr Known(JaxprSplit split, int branch, int outputs) => Tracing.MakeJaxpr(
            inputs =>
            {
                (NdArray[] results, NdArray[] computed) = SplitList(Tracing.EvalJaxpr(split.Known, inputs), outputs);
                NdArray?[] filled = new NdArray?[Places.Count];
                int next = 0;
                foreach (int place in _placeOf[branch].Where(p => p >= 0))
                {
                    filled[place] = computed[next++];
                }
                return [.. results, .. filled.Select((value, p) => value ?? Zeros(Places[p]))];
            },
            split.Known.InAvals());

        /// <summary>The unknown part of a branch: takes all places, all operands that are read again, then the unknown operands.</summary>
        public Jaxpr Later(JaxprSplit split, int branch, Atom[] knownOperands)
        {
            (Var[] own, Var[] inputs) = SplitList(split.Unknown.InVars, split.ResidualInputs.Length);
            Var[] places = Places.Select(aval => new Var(aval)).ToArray();
            Dictionary<int, Var> operands = [];
            for (int r = 0; r < own.Length; r++)
            {
                if (split.ResidualInputs[r] is { } operand)
                {
                    operands[operand] = own[r];
                }
                else
                {
                    places[_placeOf[branch][r]] = own[r];
                }
            }
            return Rearrange(
                split.Unknown,
                [.. places, .. Operands.Select(i => operands.TryGetValue(i, out Var? variable) ? variable : new Var(knownOperands[i].Aval)), .. inputs],
                [.. split.Unknown.Outputs]);
        }

        private int Place(Aval aval, Dictionary<Aval, int> taken, Dictionary<Aval, List<int>> byType)
        {
            Aval type = aval.Strong();
            if (!byType.TryGetValue(type, out List<int>? places))
            {
                byType[type] = places = [];
            }
            taken.TryGetValue(type, out int count);
            taken[type] = count + 1;
            if (count == places.Count)
            {
                places.Add(Places.Count);
                Places.Add(aval);
            }
            return places[count];
        }
    }

    internal static NdArray?[] CondTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        (TransposeInput[] index, TransposeInput[] operands) = SplitList(inputs, 1);
        bool[] linear = operands.Select(o => o.IsLinear).ToArray(), arriving = IsPresent(cotangents);
        TransposedJaxpr[] own = branches.Select(b => TransposeTransform.OfJaxpr(b, linear, arriving)).ToArray();
        bool[] nonzero = own.Select(t => t.Nonzero).Aggregate(Or);
        Jaxpr[] transposed = branches.Select((branch, b) => Tracing.MakeJaxpr(
            given =>
            {
                NdArray?[] results = SpreadList(own[b].Nonzero, Tracing.EvalJaxpr(own[b].Jaxpr, given));
                return Present(results.Select((ct, i) => nonzero[i] ? ct ?? Zeros(branch.InVars[i].Aval) : null).ToArray());
            },
            own[b].Jaxpr.InAvals())).ToArray();
        NdArray[] values = Present(operands.Select(o => o.Value).ToArray());
        NdArray[] pulled = self.Bind(WithBranches(parameters, transposed), [index[0].Value!, .. values, .. Present(cotangents)]);
        return [null, .. SpreadList(nonzero, pulled)];
    }
}
