// The one staging trace: it records every primitive as an equation and simplifies nothing.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// Records equations. Scalars made from C# numbers become literals; concrete arrays, and tracers of enclosing traces, become constant variables in the order of first use.
/// </summary>
internal sealed class JaxprTrace : Trace
{
    private readonly List<Var> _inputs = [];
    private readonly List<Equation> _equations = [];
    private readonly List<Var> _constVars = [];
    private readonly List<NdArray> _consts = [];
    private readonly Dictionary<object, List<int>> _constIndex = [];

    // Found when asked for: the equations up to a count, by their results.
    private readonly Dictionary<Var, Equation> _definitions = [];
    private int _defined;

    public int EquationCount => _equations.Count;

    /// <summary>Adds an input variable.</summary>
    public NdArray NewInput(Aval aval)
    {
        Var variable = new(aval);
        _inputs.Add(variable);
        return new NdArray(this, variable);
    }

    /// <summary>True for a variable that an equation recorded after a point defines.</summary>
    public bool DefinedSince((int Equations, int Consts) mark, Var variable) => _equations.Skip(mark.Equations).Any(e => e.Outputs.Contains(variable));

    /// <summary>A point in the recording to which <see cref="Undo"/> goes back.</summary>
    public (int Equations, int Consts) Mark => (_equations.Count, _consts.Count);

    /// <summary>Forgets everything that was recorded since a mark: its values must not be used any more.</summary>
    public void Undo((int Equations, int Consts) mark)
    {
        _equations.RemoveRange(mark.Equations, _equations.Count - mark.Equations);
        _defined = Math.Min(_defined, mark.Equations);
        _constVars.RemoveRange(mark.Consts, _constVars.Count - mark.Consts);
        _consts.RemoveRange(mark.Consts, _consts.Count - mark.Consts);
        foreach (List<int> candidates in _constIndex.Values)
        {
            candidates.RemoveAll(c => c >= mark.Consts);
        }
    }

    public override NdArray[] Process(Primitive primitive, NdArray[] inputs, Params parameters)
    {
        Atom[] atoms = new Atom[inputs.Length];
        Aval[] avals = new Aval[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            atoms[i] = AtomOf(inputs[i]);
            avals[i] = inputs[i].Aval;
        }
        return Record(primitive, atoms, ShapesOf(primitive, inputs, avals, parameters), parameters);
    }

    // Inference wants to know on what operands a shape rule failed.
    private static Aval[] ShapesOf(Primitive primitive, NdArray[] inputs, Aval[] avals, Params parameters)
    {
        if (ShapeInference.Current is null)
        {
            return primitive.Shape(primitive, avals, parameters);
        }
        try
        {
            return primitive.Shape(primitive, avals, parameters);
        }
        catch (ShapeException)
        {
            ShapeInference.Suspect(inputs);
            throw;
        }
    }

    /// <summary>Appends an equation whose output avals are known.</summary>
    public NdArray[] Record(Primitive primitive, Atom[] inputs, Aval[] outputs, Params parameters)
    {
        Var[] variables = Array.ConvertAll(outputs, aval => new Var(aval));
        _equations.Add(new Equation(primitive, inputs, variables, parameters));
        return Array.ConvertAll(variables, variable => new NdArray(this, variable));
    }

    /// <summary>The equation that computes a variable of this trace; null for an input or a constant.</summary>
    public Equation? DefinitionOf(Var variable)
    {
        for (; _defined < _equations.Count; _defined++)
        {
            foreach (Var output in _equations[_defined].Outputs)
            {
                _definitions[output] = _equations[_defined];
            }
        }
        return _definitions.TryGetValue(variable, out Equation? equation) ? equation : null;
    }

    /// <summary>The value of a variable that stands for something from outside; null for any other.</summary>
    public NdArray? ConstantOf(Var variable) => _constVars.IndexOf(variable) is >= 0 and var at ? _consts[at] : null;

    /// <summary>The variable or literal that stands for a value in this trace.</summary>
    /// <exception cref="UnexpectedTracerException">The value is a tracer whose trace is not active on this thread.</exception>
    public Atom AtomOf(NdArray value)
    {
        if (ReferenceEquals(value.Trace, this))
        {
            return value.Variable!;
        }
        if (value.IsTracer)
        {
            return Encloses(value.Trace!) ? Const(value, value.Variable!) : throw UnexpectedTracerException.For(value);
        }
        if (value.Constant is { } scalar)
        {
            return new Literal(scalar, value.Aval);
        }
        return value.Data is { } data
            ? Const(value, data)
            : throw new InvalidOperationException($"the array {value.Aval} is only a shape and an element type (from EvalShape): it has no values to compute with");
    }

    /// <summary>The numbers of the inputs that a value of this trace depends on.</summary>
    public IReadOnlyCollection<int> InputsBehind(NdArray value)
    {
        HashSet<Var> behind = Behind(value);
        return [.. Enumerable.Range(0, _inputs.Count).Where(i => behind.Contains(_inputs[i]))];
    }

    /// <summary>The inputs, by number, whose variables are among these.</summary>
    public IReadOnlyCollection<int> InputsAmong(ICollection<Var> variables) => [.. Enumerable.Range(0, _inputs.Count).Where(i => variables.Contains(_inputs[i]))];

    /// <summary>The values of enclosing traces that these variables stand for.</summary>
    public IEnumerable<NdArray> Captured(ICollection<Var> variables) => _consts.Where((_, i) => variables.Contains(_constVars[i]));

    /// <summary>The variables of this trace that a value depends on, its own among them; none for values of other traces.</summary>
    public HashSet<Var> Behind(NdArray value)
    {
        if (!ReferenceEquals(value.Trace, this))
        {
            return [];
        }
        HashSet<Var> behind = [value.Variable!];
        for (int i = _equations.Count - 1; i >= 0; i--)
        {
            if (_equations[i].Outputs.Any(behind.Contains))
            {
                behind.UnionWith(_equations[i].Inputs.OfType<Var>());
            }
        }
        return behind;
    }

    /// <summary>Ends the recording.</summary>
    public Jaxpr ToJaxpr(IReadOnlyList<NdArray> outputs)
    {
        Atom[] results = outputs.Select(AtomOf).ToArray();
        return new Jaxpr([.. _constVars], [.. _inputs], [.. _equations], results, [.. _consts]);
    }

    private bool Encloses(Trace trace)
    {
        for (Trace? outer = Parent; outer is not null; outer = outer.Parent)
        {
            if (ReferenceEquals(outer, trace))
            {
                return true;
            }
        }
        return false;
    }

    // One variable for each array: typed wrappers share storage, so the identity is that of the storage (or of the outer variable) and the type.
    private Var Const(NdArray value, object identity)
    {
        if (!_constIndex.TryGetValue(identity, out List<int>? candidates))
        {
            _constIndex[identity] = candidates = [];
        }
        foreach (int candidate in candidates)
        {
            if (_constVars[candidate].Aval.Equals(value.Aval))
            {
                return _constVars[candidate];
            }
        }
        candidates.Add(_consts.Count);
        Var variable = new(value.Aval);
        _constVars.Add(variable);
        _consts.Add(value);
        return variable;
    }
}
