// What pulling asks about the jaxpr being lowered: which equation defines a variable, which variables are in memory, and what recomputing one costs.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class LoweringProgram
{
    /// <summary>More operands than this are written side by side, each to its place, instead of choosing among them for every element.</summary>
    private const int MostJoined = 8;

    /// <summary>What takes more equations than this to compute is dear, whatever they cost.</summary>
    private const int MostEquations = 160;

    private readonly Dictionary<Var, (Equation Equation, int Output)> _definitions = [];
    private readonly Dictionary<(Equation Equation, int Output), ValueExpr> _rules = [];
    private readonly Dictionary<Var, PlanBuffer> _buffers = [];
    private readonly Dictionary<Scalar, PlanBuffer> _literals = [];
    private readonly HashSet<Var> _stored = [];

    // Updates of an array that a loop or branch hands through.
    private readonly IReadOnlyCollection<Equation> _updates;

    public LoweringProgram(Jaxpr jaxpr, IReadOnlyDictionary<Var, NdArray> constants, InnerPlans plans, bool isInner)
    {
        Jaxpr = jaxpr;
        Plans = plans;
        _updates = isInner ? Updates.HandedThrough(jaxpr) : [];
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
                bool views = equation.Primitive.Semantics is Semantics.Reduce || IsProduct(equation) || JoinAxis(equation) is not null;
                _stored.UnionWith(views ? [] : equation.Inputs.OfType<Var>());
            }
        }
        // An element of an array that changes is read where it has not changed yet.
        _stored.UnionWith(Updates.ElementsRead(jaxpr, _updates));
        Cuts.Chains(this);
    }

    public Jaxpr Jaxpr { get; }

    /// <summary>The plans of the jaxprs in loops and branches.</summary>
    public InnerPlans Plans { get; }

    /// <summary>The program has an expression that is too large: <see cref="Cuts.Everywhere"/> has stored what keeps expressions small.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Its nests computed much again: <see cref="Cuts.Shared"/> has stored what several of them need.</summary>
    public bool IsShared { get; private set; }

    public IReadOnlyList<PlanBuffer> Consts { get; }

    public IReadOnlyList<PlanBuffer> Inputs { get; }

    /// <summary>One for each output of the jaxpr, in order.</summary>
    public IReadOnlyList<PlanBuffer> Outputs { get; }

    /// <summary>True for what elementwise and movement primitives make, which nests compute where it is needed.</summary>
    public bool IsPulled(Equation equation) => !_updates.Contains(equation) && ((equation.Primitive.Semantics is Semantics.Elementwise or Semantics.Pull && JoinAxis(equation) is null)
        || (equation.Primitive.Semantics is Semantics.Reduce && equation.Params.Ints("axes").Length == 0));

    /// <summary>The axis along which an equation lays many operands side by side; null for all other equations.</summary>
    public static int? JoinAxis(Equation equation) => equation.Inputs.Count > MostJoined && equation.Primitive.Semantics is Semantics.Pull { JoinedAxis: { } axis } ? equation.Params.Int(axis) : null;

    /// <summary>True for contractions that are matrix products of numbers; those of bools are the interpreter's.</summary>
    public static bool IsProduct(Equation equation) => equation.Primitive.Semantics is Semantics.Dot && !equation.Outputs[0].Aval.DType.IsBool;

    public bool IsStored(Var variable) => _stored.Contains(variable);

    public bool IsPulled(Var variable) => !_stored.Contains(variable) && _definitions.ContainsKey(variable);

    /// <summary>Decides that a variable is kept in memory.</summary>
    public bool Store(Var variable) => _stored.Add(variable);

    /// <summary>Stores what keeps expressions small.</summary>
    public void Cut()
    {
        IsCut = true;
        Cuts.Everywhere(this);
    }

    /// <summary>Stores what several nests need.</summary>
    public void Share()
    {
        IsShared = true;
        Cuts.Shared(this);
    }

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

    /// <summary>True when computing an element, down to memory, costs so much: an addition is 1, a transcendental function 16. Walks no further than it must.</summary>
    public bool CostsAtLeast(Var variable, int bound)
    {
        HashSet<Var> seen = [variable];
        Stack<Var> open = new([variable]);
        int cost = 0;
        while (open.Count > 0 && cost < bound && seen.Count <= MostEquations)
        {
            if (DefinitionOrNull(open.Pop()) is not { } equation)
            {
                continue;
            }
            cost += equation.Primitive.Semantics is Semantics.Elementwise elementwise
                ? elementwise.Cost
                : HasData(equation) ? 6 : 0;
            foreach (Var input in equation.Inputs.OfType<Var>().Where(v => IsPulled(v) && seen.Add(v)))
            {
                open.Push(input);
            }
        }
        return cost >= bound || seen.Count > MostEquations;
    }

    // Gathers: an index that is data.
    private static bool HasData(Equation equation) => equation.Inputs.Count > 1 && equation.Inputs.Skip(1).Any(i => i.Aval.DType.IsInteger) && !equation.Inputs[0].Aval.Equals(equation.Inputs[1].Aval);

    private PlanBuffer Memory(Var variable, PlanBuffer buffer)
    {
        _buffers[variable] = buffer;
        _stored.Add(variable);
        return buffer;
    }
}
