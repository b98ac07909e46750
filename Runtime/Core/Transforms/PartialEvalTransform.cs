// Partial evaluation: splits a jaxpr into what depends on known inputs alone and the rest, joined by residuals.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

/// <param name="Known">From the known inputs to the known outputs, then the residuals that are not known inputs themselves.</param>
/// <param name="Unknown">From all residuals, then the unknown inputs, to the unknown outputs.</param>
/// <param name="UnknownOutputs">Which of the original outputs the second jaxpr computes.</param>
/// <param name="ResidualInputs">For each residual, the position among the known inputs of the one that it is; null: the next extra output of the first jaxpr.</param>
internal sealed record JaxprSplit(Jaxpr Known, Jaxpr Unknown, bool[] UnknownOutputs, int?[] ResidualInputs)
{
    /// <summary>The residuals' values, from the known inputs and the first jaxpr's results.</summary>
    public NdArray[] Residuals(IReadOnlyList<NdArray> knownInputs, IReadOnlyList<NdArray> knownResults)
    {
        int next = UnknownOutputs.Count(u => !u);
        return ResidualInputs.Select(input => input is { } i ? knownInputs[i] : knownResults[next++]).ToArray();
    }
}

internal static class PartialEvalTransform
{
    /// <summary>
    /// Splits. Known equations all stay, dead ones too, unless <paramref name="dropDead"/>; of the unknown ones only those that are needed. Outputs marked in
    /// <paramref name="instantiate"/> count as unknown. Made once for each jaxpr object.
    /// </summary>
    public static JaxprSplit Split(Jaxpr jaxpr, bool[] unknownInputs, bool[]? instantiate = null, bool dropDead = false) =>
        JaxprCache.Derive(
            jaxpr, $"split {JaxprCache.KeyOf(unknownInputs)} {JaxprCache.KeyOf(instantiate ?? [])} {dropDead}", () => SplitAnew(jaxpr, unknownInputs, instantiate, dropDead));

    private static JaxprSplit SplitAnew(Jaxpr jaxpr, bool[] unknownInputs, bool[]? instantiate, bool dropDead)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        HashSet<Atom> unknown = [.. jaxpr.InVars.Where((_, i) => unknownInputs[i])];
        List<Equation> known = [], later = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            bool[] flags = equation.Inputs.Select(unknown.Contains).ToArray();
            if (!flags.Any(f => f))
            {
                known.Add(equation);
            }
            else if (equation.Primitive.PartialEval(flags, equation) is { } parts)
            {
                known.AddRange(parts.Hoisted);
                Append(known, parts.Known);
                Append(later, parts.Unknown);
                unknown.UnionWith(equation.Outputs.Where((_, i) => parts.UnknownOutputs[i]));
            }
            else
            {
                later.Add(equation);
                unknown.UnionWith(equation.Outputs);
            }
        }
        bool[] unknownOutputs = jaxpr.Outputs.Select((o, i) => unknown.Contains(o) || (instantiate?[i] ?? false)).ToArray();
        Atom[] laterOutputs = jaxpr.Outputs.Where((_, i) => unknownOutputs[i]).ToArray();
        later = JaxprParts.Live(later, laterOutputs);

        Var[] laterInputs = jaxpr.InVars.Where((_, i) => unknownInputs[i]).ToArray();
        List<Var> residuals = FreeVariables(later, laterOutputs, laterInputs);
        Var[] knownInputs = jaxpr.InVars.Where((_, i) => !unknownInputs[i]).ToArray();
        Dictionary<Var, int> places = [];
        for (int i = 0; i < knownInputs.Length; i++)
        {
            places[knownInputs[i]] = i;
        }
        int?[] residualInputs = residuals.Select(r => places.TryGetValue(r, out int place) ? place : (int?)null).ToArray();
        Atom[] knownOutputs = [.. jaxpr.Outputs.Where((_, i) => !unknownOutputs[i]), .. residuals.Where((_, i) => residualInputs[i] is null)];
        if (dropDead)
        {
            known = JaxprParts.Live(known, knownOutputs);
        }
        return new JaxprSplit(
            JaxprParts.Build(jaxpr.ConstVars, jaxpr.Consts, knownInputs, known, knownOutputs),
            JaxprParts.Build([], [], [.. residuals, .. laterInputs], later, laterOutputs),
            unknownOutputs,
            residualInputs);
    }

    private static void Append(List<Equation> equations, Equation? equation)
    {
        if (equation is not null)
        {
            equations.Add(equation);
        }
    }

    // In the order of first use.
    private static List<Var> FreeVariables(List<Equation> equations, Atom[] outputs, Var[] inputs)
    {
        HashSet<Atom> bound = [.. inputs];
        List<Var> free = [];
        foreach (Equation equation in equations)
        {
            Collect(equation.Inputs);
            bound.UnionWith(equation.Outputs);
        }
        Collect(outputs);
        return free;

        void Collect(IReadOnlyList<Atom> atoms)
        {
            foreach (Atom atom in atoms)
            {
                if (atom is Var variable && bound.Add(variable))
                {
                    free.Add(variable);
                }
            }
        }
    }
}
