// Where pulling stops before a nest is formed, so that what a nest computes stays bounded: long chains always, and in programs whose expressions grow too large also
// values that are read through several index maps, and what crosses from one stretch of equations to the next.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Cuts
{
    /// <summary>The longest chain that is pulled through: what comes after loads what it gave.</summary>
    private const int LongestChain = 160;

    /// <summary>The most equations between two cuts; with their loads they fit one nest.</summary>
    private const int LongestStretch = 384;

    /// <summary>So much work is not done twice.</summary>
    private const int Dear = 12;

    /// <summary>Where a chain has become too long, everything that is used beyond that point is stored, so that what follows recomputes nothing of it.</summary>
    public static void Chains(LoweringProgram program)
    {
        IReadOnlyList<Equation> equations = program.Jaxpr.Equations;
        Dictionary<Atom, int> lastUse = LastUses(equations), lengths = [];
        List<Var> open = [];
        for (int i = 0; i < equations.Count; i++)
        {
            if (!program.IsPulled(equations[i]))
            {
                continue;
            }
            int length = 0;
            foreach (Atom input in equations[i].Inputs)
            {
                length = Math.Max(length, lengths.TryGetValue(input, out int known) ? known : 0);
            }
            length++;
            foreach (Var output in equations[i].Outputs.Where(o => !program.IsStored(o)))
            {
                lengths[output] = length;
                open.Add(output);
            }
            if (length >= LongestChain)
            {
                foreach (Var variable in open.Where(v => lengths[v] > 1 && lastUse.TryGetValue(v, out int last) && last > i))
                {
                    program.Store(variable);
                    lengths.Remove(variable);
                }
                open.Clear();
            }
        }
    }

    /// <summary>For a program with an expression that is too large: one pass that stores what is dear and read at shifted indices, and what crosses from stretch to stretch.</summary>
    public static void Everywhere(LoweringProgram program)
    {
        IReadOnlyList<Equation> equations = program.Jaxpr.Equations;
        Dictionary<Atom, int> lastUse = LastUses(equations), work = [];
        HashSet<Var> forks = Forks(program);
        List<Var> open = [];
        int stretch = 0;
        for (int i = 0; i < equations.Count; i++)
        {
            if (!program.IsPulled(equations[i]))
            {
                continue;
            }
            int sum = equations[i].Primitive.Semantics is Semantics.Elementwise elementwise ? Math.Max(1, elementwise.Cost) : 1;
            foreach (Atom input in equations[i].Inputs)
            {
                sum = Math.Min(Dear, sum + (work.TryGetValue(input, out int known) ? known : 0));
            }
            foreach (Var output in equations[i].Outputs.Where(o => !program.IsStored(o)))
            {
                if (sum >= Dear && forks.Contains(output))
                {
                    program.Store(output);
                    continue;
                }
                work[output] = sum;
                open.Add(output);
            }
            if (++stretch >= LongestStretch)
            {
                foreach (Var variable in open.Where(v => work[v] > 2 && lastUse.TryGetValue(v, out int last) && last > i))
                {
                    program.Store(variable);
                    work.Remove(variable);
                }
                open.Clear();
                stretch = 0;
            }
        }
    }

    /// <summary>
    /// For a program whose nests compute much again: one pass from the end that stores what is dear and needed in several nests, or at several indices. What is computed from something stored is
    /// needed there alone. A nest cannot need what is made after it: nests differ where what they read has passed through different numbers of reductions and other steps, or where their domains differ.
    /// </summary>
    public static void Shared(LoweringProgram program)
    {
        IReadOnlyList<Equation> equations = program.Jaxpr.Equations;
        Dictionary<Atom, int> levels = [], work = [];
        foreach (Equation equation in equations)
        {
            bool pulled = program.IsPulled(equation);
            int level = pulled ? 0 : 1, own = equation.Primitive.Semantics is Semantics.Elementwise elementwise ? Math.Max(1, elementwise.Cost) : 1, sum = 0;
            foreach (Atom input in equation.Inputs)
            {
                level = Math.Max(level, levels.TryGetValue(input, out int before) ? pulled ? before : before + 1 : 0);
                sum = Math.Min(Dear, sum + (work.TryGetValue(input, out int known) ? known : 0));
            }
            foreach (Var output in equation.Outputs)
            {
                levels[output] = level;
                work[output] = pulled && !program.IsStored(output) ? Math.Min(Dear, sum + own) : 0;
            }
        }
        Dictionary<Var, Need> needs = [];
        for (int i = equations.Count - 1; i >= 0; i--)
        {
            Equation equation = equations[i];
            bool pulled = program.IsPulled(equation), shifts = pulled && Shifts(program, equation);
            foreach (Var output in equation.Outputs)
            {
                Need need = needs.TryGetValue(output, out Need? known) ? known : new Need(-1, output.Aval.Shape);
                if (need.IsShared && pulled && work[output] >= Dear)
                {
                    program.Store(output);
                }
                if (program.IsStored(output))
                {
                    need = new Need(pulled ? levels[output] : levels[output] - 1, pulled ? output.Aval.Shape : equation.Inputs.Count == 0 ? Shape.Scalar : equation.Inputs[0].Aval.Shape);
                }
                foreach (Var input in equation.Inputs.OfType<Var>())
                {
                    needs[input] = needs.TryGetValue(input, out Need? before) ? before.And(need, shifts) : need.Moved(shifts);
                }
            }
        }
    }

    private static Dictionary<Atom, int> LastUses(IReadOnlyList<Equation> equations)
    {
        Dictionary<Atom, int> last = [];
        for (int i = 0; i < equations.Count; i++)
        {
            foreach (Atom input in equations[i].Inputs)
            {
                last[input] = i;
            }
        }
        return last;
    }

    // Variables with several readers, one of which leads to a movement that shifts indices: an element of them may be wanted at more indices than one.
    private static HashSet<Var> Forks(LoweringProgram program)
    {
        HashSet<Var> forks = [], moved = [];
        Dictionary<Var, int> readers = [];
        for (int i = program.Jaxpr.Equations.Count - 1; i >= 0; i--)
        {
            Equation equation = program.Jaxpr.Equations[i];
            if (!program.IsPulled(equation))
            {
                continue;
            }
            bool moves = equation.Outputs.Any(moved.Contains) || Shifts(program, equation);
            foreach (Var input in equation.Inputs.OfType<Var>().Distinct())
            {
                readers[input] = readers.TryGetValue(input, out int known) ? known + 1 : 1;
                if (moves)
                {
                    moved.Add(input);
                }
            }
            forks.UnionWith(equation.Outputs.Where(o => moved.Contains(o) && readers[o] > 1));
        }
        return forks;
    }

    // True for movement that reads elsewhere than at its own loops' indices.
    private static bool Shifts(LoweringProgram program, Equation equation)
    {
        if (equation.Primitive.Semantics is not Semantics.Pull)
        {
            return false;
        }
        Stack<ValueExpr> open = new([program.Rule(equation, 0)]);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case ValueExpr.Element element when element.Index.Any(i => i is not (IndexExpr.Loop or IndexExpr.Constant)):
                    return true;
                case ValueExpr.Where where:
                    open.Push(where.Then);
                    open.Push(where.Else);
                    break;
                case ValueExpr.Apply apply:
                    foreach (ValueExpr input in apply.Inputs)
                    {
                        open.Push(input);
                    }
                    break;
            }
        }
        return false;
    }

    // Where a variable is needed: in the nests of a level and a domain, or in several; and whether a movement lies between.
    private sealed record Need(int Level, Shape Domain)
    {
        private bool _moved;

        public bool IsShared { get; private init; }

        public Need Moved(bool moved) => !moved || _moved ? this : this with { _moved = true };

        public Need And(Need other, bool moved) => new Need(Level, Domain)
        {
            IsShared = IsShared || other.IsShared || _moved || other._moved || moved || Level != other.Level || !Domain.Equals(other.Domain),
            _moved = _moved || other._moved || moved,
        };
    }
}
