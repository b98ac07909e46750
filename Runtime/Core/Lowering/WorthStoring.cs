// Says what more should be stored, after nests were formed, so that nothing dear is computed twice.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class WorthStoring
{
    /// <summary>Computing this much again costs more than a store and a load.</summary>
    private const int Dear = 12;

    /// <summary>
    /// Variables to store before forming again; none when the units are good. With <paramref name="patient"/>, of a chain computed again as a whole only the last, since the rest may then
    /// be computed once; else all that storing the others does not relieve for certain.
    /// </summary>
    public static IReadOnlyList<Var> Choose(LoweringProgram program, IReadOnlyList<object> units, bool patient)
    {
        Dictionary<Var, int> nests = [], indices = [];
        HashSet<Var> repeated = [];
        List<Var> order = [];
        foreach (NestUnit unit in units.OfType<NestUnit>())
        {
            Count(unit.Body, unit.Domain.Size);
            Count(unit.Epilogue, unit.OutputShape.Size);
        }
        foreach (Var variable in order.Where(v => nests[v] > 1))
        {
            repeated.Add(variable);
        }
        repeated.RemoveWhere(v => !program.CostsAtLeast(v, Dear));
        if (repeated.Count == 0)
        {
            return [];
        }
        HashSet<Var> relieved = patient ? InnerOf(program, repeated) : RelievedOf(program, repeated, indices);
        return order.Where(v => repeated.Contains(v) && !relieved.Contains(v)).ToArray();

        void Count(BlockBuilder block, Dim points)
        {
            foreach (KeyValuePair<Var, int> computed in block.Computed.Where(c => program.IsPulled(c.Key)))
            {
                if (!nests.TryGetValue(computed.Key, out int known))
                {
                    order.Add(computed.Key);
                    indices[computed.Key] = 0;
                }
                nests[computed.Key] = known + 1;
                indices[computed.Key] = System.Math.Max(indices[computed.Key], computed.Value);
                if (computed.Value > 1 || !computed.Key.Aval.Shape.Size.IsAtLeast(points))
                {
                    repeated.Add(computed.Key);
                }
            }
        }
    }

    // What some repeated variable is computed from.
    private static HashSet<Var> InnerOf(LoweringProgram program, HashSet<Var> repeated)
    {
        HashSet<Var> inner = [];
        foreach (Equation equation in program.Jaxpr.Equations.Where(e => e.Outputs.Any(repeated.Contains)))
        {
            inner.UnionWith(equation.Inputs.OfType<Var>());
        }
        return inner;
    }

    // What only repeated variables are computed from, at no more indices than they are.
    private static HashSet<Var> RelievedOf(LoweringProgram program, HashSet<Var> repeated, Dictionary<Var, int> indices)
    {
        HashSet<Var> relieved = [.. repeated];
        foreach (Equation equation in program.Jaxpr.Equations)
        {
            int most = equation.Outputs.Where(repeated.Contains).Select(o => indices[o]).DefaultIfEmpty(0).Max();
            relieved.ExceptWith(equation.Inputs.OfType<Var>().Where(v => repeated.Contains(v) && indices[v] > most));
        }
        // One that nothing reads is read by nothing that could relieve it.
        HashSet<Atom> read = [.. program.Jaxpr.Equations.SelectMany(e => e.Inputs)];
        relieved.RemoveWhere(v => !read.Contains(v));
        return relieved;
    }
}
