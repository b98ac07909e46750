// Putting a jaxpr together from equations of another: fresh variables, and only what is still read.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class JaxprParts
{
    /// <summary>
    /// A jaxpr of its own: every variable is a copy, and constant variables that nothing reads are left out.
    /// </summary>
    public static Jaxpr Build(
        IReadOnlyList<Var> constVars, IReadOnlyList<NdArray> consts, IReadOnlyList<Var> inVars, IReadOnlyList<Equation> equations, IReadOnlyList<Atom> outputs)
    {
        HashSet<Atom> used = [.. outputs, .. equations.SelectMany(e => e.Inputs)];
        Dictionary<Var, Var> copies = [];
        List<Var> keptVars = [];
        List<NdArray> keptConsts = [];
        for (int i = 0; i < constVars.Count; i++)
        {
            if (used.Contains(constVars[i]))
            {
                keptVars.Add(Copy(constVars[i]));
                if (consts.Count == constVars.Count)
                {
                    keptConsts.Add(consts[i]);
                }
            }
        }
        Var[] inputs = inVars.Select(Copy).ToArray();
        Equation[] body = equations
            .Select(e => new Equation(e.Primitive, e.Inputs.Select(Read).ToArray(), e.Outputs.Select(Copy).ToArray(), e.Params))
            .ToArray();
        return new Jaxpr(keptVars, inputs, body, outputs.Select(Read).ToArray(), keptConsts);

        Var Copy(Var variable) => copies[variable] = new Var(variable.Aval);

        Atom Read(Atom atom) => atom is Var variable ? copies[variable] : atom;
    }

    /// <summary>The jaxpr with only the wanted outputs and what they need, and which inputs that leaves. Made once for each jaxpr object.</summary>
    public static (Jaxpr Jaxpr, bool[] UsedInputs) Shrink(Jaxpr jaxpr, bool[] wanted)
    {
        Tuple<Jaxpr, bool[]> shrunk = JaxprCache.Derive(jaxpr, "dce " + JaxprCache.KeyOf(wanted), () =>
        {
            Atom[] outputs = jaxpr.Outputs.Where((_, i) => wanted[i]).ToArray();
            List<Equation> live = Live(jaxpr.Equations, outputs);
            HashSet<Atom> read = [.. outputs, .. live.SelectMany(e => e.Inputs)];
            bool[] used = jaxpr.InVars.Select(read.Contains).ToArray();
            return Tuple.Create(Build(jaxpr.ConstVars, jaxpr.Consts, jaxpr.InVars.Where((_, i) => used[i]).ToArray(), live, outputs), used);
        });
        return (shrunk.Item1, shrunk.Item2);
    }

    private static readonly ConditionalWeakTable<Equation, Dictionary<string, Equation>> s_smaller = new();

    /// <summary>The equations that the wanted atoms depend on, and those that have effects, in order; an equation may shrink to what is used of it.</summary>
    public static List<Equation> Live(IReadOnlyList<Equation> equations, IEnumerable<Atom> wanted)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        HashSet<Atom> used = [.. wanted];
        List<Equation> live = [];
        for (int i = equations.Count - 1; i >= 0; i--)
        {
            Equation equation = equations[i];
            bool[] usedOutputs = equation.Outputs.Select(used.Contains).ToArray();
            if (usedOutputs.Any(u => u) || equation.HasEffect)
            {
                Equation kept = usedOutputs.All(u => u) ? equation : Smaller(equation, usedOutputs);
                used.UnionWith(kept.Inputs);
                live.Add(kept);
            }
        }
        live.Reverse();
        return live;
    }

    // What is used of an equation, made once for each equation object: what looks inside it again (the rounds of an enclosing scan) finds it done.
    private static Equation Smaller(Equation equation, bool[] usedOutputs)
    {
        Dictionary<string, Equation> known = s_smaller.GetOrCreateValue(equation);
        string key = JaxprCache.KeyOf(usedOutputs);
        lock (known)
        {
            if (known.TryGetValue(key, out Equation? found))
            {
                return found;
            }
        }
        Equation smaller = equation.Primitive.Dce(usedOutputs, equation) ?? equation;
        lock (known)
        {
            return known.TryGetValue(key, out Equation? found) ? found : known[key] = smaller;
        }
    }
}
