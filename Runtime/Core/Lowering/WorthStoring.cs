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
        Dictionary<Var, Uses> uses = [];
        HashSet<Var> repeated = [];
        List<Var> order = [];
        foreach (NestUnit unit in units.OfType<NestUnit>())
        {
            Count(unit.Body, unit.Domain.Size);
            Count(unit.Epilogue, unit.OutputShape.Size);
        }
        repeated.UnionWith(order.Where(v => uses[v].Nests > 1));
        repeated.RemoveWhere(v => !program.CostsAtLeast(v, Dear));
        if (repeated.Count == 0)
        {
            return [];
        }
        HashSet<Var> relieved = patient ? InnerOf(program, repeated) : RelievedOf(program, repeated, uses);
        return order.Where(v => repeated.Contains(v) && !relieved.Contains(v)).ToArray();

        void Count(BlockBuilder block, Dim points)
        {
            for (int i = 0; i < block.Work; i++)
            {
                (Var variable, EquatableList<Affine> index) = block.Computed(i);
                if (!uses.TryGetValue(variable, out Uses? all))
                {
                    if (!program.IsPulled(variable))
                    {
                        continue;
                    }
                    uses[variable] = all = new Uses(variable.Aval.Shape.Size);
                    order.Add(variable);
                }
                if (all.Meet(block, index) > 1 || !all.Size.IsAtLeast(points))
                {
                    repeated.Add(variable);
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
    private static HashSet<Var> RelievedOf(LoweringProgram program, HashSet<Var> repeated, Dictionary<Var, Uses> uses)
    {
        HashSet<Var> relieved = [.. repeated];
        foreach (Equation equation in program.Jaxpr.Equations)
        {
            int most = equation.Outputs.Where(repeated.Contains).Select(o => uses[o].Most).DefaultIfEmpty(0).Max();
            relieved.ExceptWith(equation.Inputs.OfType<Var>().Where(v => repeated.Contains(v) && uses[v].Most > most));
        }
        // One that nothing reads is read by nothing that could relieve it.
        relieved.IntersectWith(program.Jaxpr.Equations.SelectMany(e => e.Inputs).OfType<Var>());
        return relieved;
    }

    // Where a variable is computed: in how many blocks, and at how many different indices in one of them at most.
    private sealed class Uses(Dim size)
    {
        private BlockBuilder? _block;
        private EquatableList<Affine>? _first;
        private HashSet<EquatableList<Affine>>? _others;

        public Dim Size { get; } = size;

        public int Nests { get; private set; }

        public int Most { get; private set; }

        /// <summary>Gives the number of indices in this block so far.</summary>
        public int Meet(BlockBuilder block, EquatableList<Affine> index)
        {
            if (!ReferenceEquals(_block, block))
            {
                (_block, _first, _others) = (block, index, null);
                Nests++;
            }
            else if (!index.Equals(_first))
            {
                (_others ??= []).Add(index);
            }
            int here = 1 + (_others?.Count ?? 0);
            Most = System.Math.Max(Most, here);
            return here;
        }
    }
}
