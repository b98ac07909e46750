// What pulling asks about the jaxpr being lowered: which equation defines a variable, which variables are in memory, and what recomputing one costs.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class LoweringProgram
{
    /// <summary>The longest chain that is pulled through: what comes after loads what it gave.</summary>
    private const int LongestChain = 160;

    private readonly Dictionary<Var, (Equation Equation, int Output)> _definitions = [];
    private readonly Dictionary<(Equation Equation, int Output), ValueExpr> _rules = [];
    private readonly Dictionary<Var, PlanBuffer> _buffers = [];
    private readonly Dictionary<Scalar, PlanBuffer> _literals = [];
    private readonly HashSet<Var> _stored = [];

    public LoweringProgram(Jaxpr jaxpr, IReadOnlyDictionary<Var, NdArray> constants)
    {
        Jaxpr = jaxpr;
        Consts = jaxpr.ConstVars.Select((v, i) => Memory(v, new PlanBuffer(BufferKind.Const, v.Aval, v) { Data = i < jaxpr.Consts.Count ? jaxpr.Consts[i] : null })).ToArray();
        Inputs = jaxpr.InVars.Select(v => Memory(v, new PlanBuffer(BufferKind.Input, v.Aval, v))).ToArray();
        foreach (KeyValuePair<Var, NdArray> constant in constants)
        {
            Memory(constant.Key, new PlanBuffer(BufferKind.Const, constant.Key.Aval, constant.Key) { Data = constant.Value });
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            for (int i = 0; i < equation.Outputs.Count; i++)
            {
                _definitions[equation.Outputs[i]] = (equation, i);
            }
        }
        PlanBuffer[] outputs = new PlanBuffer[jaxpr.Outputs.Count];
        for (int i = 0; i < outputs.Length; i++)
        {
            Var? variable = jaxpr.Outputs[i] as Var;
            outputs[i] = new PlanBuffer(BufferKind.Output, jaxpr.Outputs[i].Aval, variable);
            if (variable is not null && _definitions.ContainsKey(variable) && !_buffers.ContainsKey(variable))
            {
                Memory(variable, outputs[i]);
            }
        }
        Outputs = outputs;
        foreach (Equation equation in jaxpr.Equations)
        {
            if (!IsPulled(equation))
            {
                _stored.UnionWith(equation.Outputs);
                bool views = equation.Primitive.Semantics is Semantics.Reduce || IsProduct(equation);
                _stored.UnionWith(views ? [] : equation.Inputs.OfType<Var>());
            }
        }
        CutChains();
    }

    public Jaxpr Jaxpr { get; }

    public IReadOnlyList<PlanBuffer> Consts { get; }

    public IReadOnlyList<PlanBuffer> Inputs { get; }

    /// <summary>One for each output of the jaxpr, in order.</summary>
    public IReadOnlyList<PlanBuffer> Outputs { get; }

    /// <summary>True for what elementwise and movement primitives make, which nests compute where it is needed.</summary>
    public static bool IsPulled(Equation equation) => equation.Primitive.Semantics is Semantics.Elementwise or Semantics.Pull
        || (equation.Primitive.Semantics is Semantics.Reduce && equation.Params.Ints("axes").Length == 0);

    /// <summary>True for contractions that are matrix products of numbers; those of bools are the interpreter's.</summary>
    public static bool IsProduct(Equation equation) => equation.Primitive.Semantics is Semantics.Dot && !equation.Outputs[0].Aval.DType.IsBool;

    public bool IsStored(Var variable) => _stored.Contains(variable);

    public bool IsPulled(Var variable) => !_stored.Contains(variable) && _definitions.ContainsKey(variable);

    /// <summary>Decides that a variable is kept in memory.</summary>
    public bool Store(Var variable) => _stored.Add(variable);

    public (Equation Equation, int Output) Definition(Var variable) => _definitions[variable];

    public Equation? DefinitionOrNull(Var variable) => _definitions.TryGetValue(variable, out (Equation Equation, int Output) found) ? found.Equation : null;

    public PlanBuffer BufferOf(Var variable) =>
        _buffers.TryGetValue(variable, out PlanBuffer? known) ? known : Memory(variable, new PlanBuffer(BufferKind.Temporary, variable.Aval, variable));

    /// <summary>The memory of an operand of a step that is not a nest.</summary>
    public PlanBuffer BufferOf(Atom atom)
    {
        if (atom is Var variable)
        {
            return BufferOf(variable);
        }
        Literal literal = (Literal)atom;
        Scalar value = literal.Value.As(literal.Aval.DType);
        if (!_literals.TryGetValue(value, out PlanBuffer? buffer))
        {
            _literals[value] = buffer = new PlanBuffer(BufferKind.Literal, literal.Aval, null) { Value = value };
        }
        return buffer;
    }

    /// <summary>The element expression of a movement equation over loops numbered by output axis.</summary>
    public ValueExpr Rule(Equation equation, int output)
    {
        if (!_rules.TryGetValue((equation, output), out ValueExpr? rule))
        {
            IndexExpr[] loops = equation.Outputs[output].Aval.Shape.Select((extent, axis) => (IndexExpr)new IndexExpr.Loop(axis, extent)).ToArray();
            Semantics.Pull pull = (Semantics.Pull)equation.Primitive.Semantics;
            _rules[(equation, output)] = rule = pull.Rule(equation, output, loops, (operand, index) => new ValueExpr.Element(equation.Inputs[operand], new EquatableList<IndexExpr>(index)));
        }
        return rule;
    }

    /// <summary>What computing an element costs, down to memory: an addition is 1, a transcendental function 16.</summary>
    public int Cost(Var variable)
    {
        HashSet<Var> seen = [];
        int cost = 0;
        Visit(variable, true);
        return cost;

        void Visit(Atom atom, bool first)
        {
            if (atom is not Var v || (!first && !IsPulled(v)) || !seen.Add(v) || DefinitionOrNull(v) is not { } equation || cost > 1000)
            {
                return;
            }
            cost += equation.Primitive.Semantics is Semantics.Elementwise elementwise
                ? elementwise.Cost
                : HasData(equation) ? 6 : 0;
            foreach (Atom input in equation.Inputs)
            {
                Visit(input, false);
            }
        }
    }

    // Gathers: an index that is data.
    private static bool HasData(Equation equation) => equation.Inputs.Count > 1 && equation.Inputs.Skip(1).Any(i => i.Aval.DType.IsInteger) && !equation.Inputs[0].Aval.Equals(equation.Inputs[1].Aval);

    // Where a chain has become too long, everything that is used beyond that point is stored, so that what follows recomputes nothing of it.
    private void CutChains()
    {
        IReadOnlyList<Equation> equations = Jaxpr.Equations;
        Dictionary<Atom, int> lastUse = [], lengths = [];
        for (int i = 0; i < equations.Count; i++)
        {
            foreach (Atom input in equations[i].Inputs)
            {
                lastUse[input] = i;
            }
        }
        List<Var> open = [];
        for (int i = 0; i < equations.Count; i++)
        {
            if (!IsPulled(equations[i]))
            {
                continue;
            }
            int length = 1 + equations[i].Inputs.Select(a => lengths.TryGetValue(a, out int known) ? known : 0).DefaultIfEmpty().Max();
            foreach (Var output in equations[i].Outputs.Where(o => !IsStored(o)))
            {
                lengths[output] = length;
                open.Add(output);
            }
            if (length >= LongestChain)
            {
                foreach (Var variable in open.Where(v => lengths[v] > 1 && lastUse.TryGetValue(v, out int last) && last > i))
                {
                    _stored.Add(variable);
                    lengths.Remove(variable);
                }
                open.Clear();
            }
        }
    }

    private PlanBuffer Memory(Var variable, PlanBuffer buffer)
    {
        _buffers[variable] = buffer;
        _stored.Add(variable);
        return buffer;
    }
}
