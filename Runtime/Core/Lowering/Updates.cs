// Arrays that a loop's body or a branch takes, changes in places and gives back: their updates are steps of their own, which may happen in place.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Updates
{
    /// <summary>The updates on the ways from results back to inputs.</summary>
    public static HashSet<Equation> HandedThrough(Jaxpr jaxpr)
    {
        HashSet<Equation> updates = [];
        if (!Contain(jaxpr))
        {
            return updates;
        }
        Dictionary<Var, (Equation Equation, int Output)> definitions = Definitions(jaxpr);
        foreach (Atom output in jaxpr.Outputs)
        {
            List<Equation> way = [];
            if (InputOf(jaxpr, output, definitions, way) is not null)
            {
                updates.UnionWith(way);
            }
        }
        return updates;
    }

    /// <summary>Single elements that are read of the arrays updated.</summary>
    public static IEnumerable<Var> ElementsRead(Jaxpr jaxpr, IReadOnlyCollection<Equation> updates)
    {
        HashSet<Atom> changed = [.. updates.Select(u => u.Inputs[0])];
        return changed.Count == 0 ? [] : jaxpr.Equations
            .Where(e => e.Primitive.Semantics is Semantics.Pull { Updates: false } && e.Inputs.Count > 0 && changed.Contains(e.Inputs[0]) && e.Outputs[0].Aval.Shape.Size.Equals((Dim)1))
            .Select(e => e.Outputs[0]);
    }

    private static bool Contain(Jaxpr jaxpr) => jaxpr.Equations.Any(e =>
        e.Primitive.Semantics is Semantics.Pull { Updates: true } or Semantics.Scan or Semantics.While or Semantics.Cond && e.Outputs.Any(o => o.Aval.Rank > 0));

    private static Dictionary<Var, (Equation Equation, int Output)> Definitions(Jaxpr jaxpr)
    {
        Dictionary<Var, (Equation Equation, int Output)> definitions = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            for (int i = 0; i < equation.Outputs.Count; i++)
            {
                definitions[equation.Outputs[i]] = (equation, i);
            }
        }
        return definitions;
    }

    // The position of the input that a result is, but for updates. Loops and branches are walked through.
    private static int? InputOf(Jaxpr jaxpr, Atom result, Dictionary<Var, (Equation Equation, int Output)> definitions, List<Equation> updates)
    {
        Atom? at = result;
        while (at is Var variable && definitions.TryGetValue(variable, out (Equation Equation, int Output) definition))
        {
            (Equation equation, int output) = definition;
            at = equation.Primitive.Semantics switch
            {
                Semantics.Pull { Updates: true } => equation.Inputs[0],
                Semantics.Scan when new ScanParts(equation.Params) is var parts && output < parts.Carries => equation.Inputs[parts.Consts + output],
                Semantics.While when new WhileParts(equation.Params) is var parts => equation.Inputs[parts.ConditionConsts + parts.BodyConsts + output],
                Semantics.Cond => OfBranches(equation, output),
                _ => null,
            };
            if (equation.Primitive.Semantics is Semantics.Pull)
            {
                updates.Add(equation);
            }
        }
        int position = at is Var input && input.Aval.Rank > 0 ? jaxpr.InVars.TakeWhile(v => !ReferenceEquals(v, input)).Count() : jaxpr.InVars.Count;
        return position < jaxpr.InVars.Count ? position : null;
    }

    private static Atom? OfBranches(Equation equation, int output)
    {
        int?[] inputs = equation.Params.Jaxprs("branches").Select(b => ThroughBranch(b, output)).Distinct().ToArray();
        return inputs is [{ } same] ? equation.Inputs[1 + same] : null;
    }

    // Asked for at every level of nesting: found once.
    private static int? ThroughBranch(Jaxpr branch, int output) =>
        JaxprCache.Derive(branch, "handed through " + output, () => System.Tuple.Create(InputOf(branch, branch.Outputs[output], Definitions(branch), []))).Item1;
}
