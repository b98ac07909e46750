// Groups what must be stored into nests and other steps, in equation order, and says what more should be stored so that nothing dear is computed twice.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class NestPlanner(LoweringProgram program)
{
    /// <summary>Computing this much again costs more than a store and a load.</summary>
    private const int Dear = 12;

    private readonly List<object> _units = [];
    private readonly Dictionary<PlanBuffer, int> _madeAt = [];
    private Var? _tooLarge;

    /// <summary>A <see cref="NestUnit"/> or a <see cref="Step"/> each, in order.</summary>
    public IReadOnlyList<object> Units => _units;

    /// <summary>False when an expression exploded.</summary>
    public bool IsComplete => _tooLarge is null;

    /// <summary>Makes the units. Stops early when an expression explodes: <see cref="WorthStoring"/> then gives what to store against it.</summary>
    public void Form()
    {
        foreach (Equation equation in program.Jaxpr.Equations)
        {
            if (LoweringProgram.IsPulled(equation))
            {
                foreach (Var output in equation.Outputs.Where(program.IsStored))
                {
                    Add(new NestRoot(output.Aval.Shape, program.BufferOf(output), output, (block, index) => block.Define(output, index)));
                }
            }
            else if (equation.Primitive.Semantics is Semantics.Reduce)
            {
                Add(new ReductionRoot(equation, program.BufferOf(equation.Outputs[0])));
            }
            else
            {
                Add(StepLowering.Lower(equation, program, Relay));
            }
            if (_tooLarge is not null)
            {
                return;
            }
        }
        for (int i = 0; i < program.Outputs.Count; i++)
        {
            Atom source = program.Jaxpr.Outputs[i];
            if (source is Literal || !ReferenceEquals(program.BufferOf((Var)source), program.Outputs[i]))
            {
                Add(new NestRoot(source.Aval.Shape, program.Outputs[i], null, (block, index) => block.Element(source, index, Guard.None)));
            }
        }
    }

    /// <summary>Variables to store before forming again; none when the units are final.</summary>
    public IReadOnlyList<Var> WorthStoring()
    {
        if (_tooLarge is not null)
        {
            return [_tooLarge];
        }
        Dictionary<Var, int> nests = [];
        HashSet<Var> repeated = [];
        List<Var> order = [];
        foreach (NestUnit unit in _units.OfType<NestUnit>())
        {
            Count(unit.Body, unit.Domain.Size);
            Count(unit.Epilogue, unit.OutputShape.Size);
        }
        foreach (Var variable in order.Where(v => nests[v] > 1))
        {
            repeated.Add(variable);
        }
        repeated.RemoveWhere(v => program.Cost(v) < Dear);
        // Of a chain computed again as a whole, the last is stored.
        HashSet<Var> inner = [];
        foreach (Equation equation in program.Jaxpr.Equations.Where(e => e.Outputs.Any(repeated.Contains)))
        {
            inner.UnionWith(equation.Inputs.OfType<Var>());
        }
        return order.Where(v => repeated.Contains(v) && !inner.Contains(v)).ToArray();

        void Count(BlockBuilder block, Dim points)
        {
            foreach (KeyValuePair<Var, int> computed in block.Computed.Where(c => program.IsPulled(c.Key)))
            {
                if (!nests.ContainsKey(computed.Key))
                {
                    order.Add(computed.Key);
                    nests[computed.Key] = 0;
                }
                nests[computed.Key]++;
                if (computed.Value > 1 || !computed.Key.Aval.Shape.Size.IsAtLeast(points))
                {
                    repeated.Add(computed.Key);
                }
            }
        }
    }

    private void Add(NestRoot root)
    {
        foreach (NestUnit unit in _units.Skip(Earliest(root.Variable)).OfType<NestUnit>())
        {
            if ((unit.Domain.Equals(root.Domain) && unit.TryAdd(root)) || (unit.Reductions.Count > 0 && unit.OutputShape.Equals(root.Domain) && unit.TryAddToEpilogue(root)))
            {
                _madeAt[root.Target] = _units.IndexOf(unit);
                return;
            }
        }
        NestUnit fresh = NewUnit(root.Domain, new EquatableList<int>([]));
        _madeAt[root.Target] = _units.Count - 1;
        if (!fresh.TryAdd(root, keepExplosion: true))
        {
            _tooLarge = Largest(fresh.Body, root.Variable);
        }
    }

    private void Add(ReductionRoot root)
    {
        int earliest = Earliest(root.Variable);
        foreach (NestUnit unit in _units.Skip(earliest).OfType<NestUnit>())
        {
            if (unit.Domain.Equals(root.Domain) && unit.Axes.Equals(root.Axes) && unit.TryAdd(root))
            {
                _madeAt[root.Target] = _units.IndexOf(unit);
                return;
            }
        }
        for (int i = earliest; i < _units.Count; i++)
        {
            if (_units[i] is NestUnit { Axes.Count: 0 } unit && unit.Domain.Equals(root.Domain) && Reads(root.Input, unit)
                && unit.Reordered(root.Axes) is { } reordered && reordered.TryAdd(root))
            {
                _units[i] = reordered;
                _madeAt[root.Target] = i;
                return;
            }
        }
        NestUnit fresh = NewUnit(root.Domain, root.Axes);
        _madeAt[root.Target] = _units.Count - 1;
        if (!fresh.TryAdd(root, keepExplosion: true))
        {
            _tooLarge = Largest(fresh.Body, null);
        }
    }

    // The first unit that may compute a variable: the last of those that make what it reads.
    private int Earliest(Var? variable)
    {
        if (variable is null)
        {
            return 0;
        }
        int earliest = 0;
        HashSet<Var> seen = [];
        Stack<Var> open = new([variable]);
        while (open.Count > 0)
        {
            foreach (Var input in program.Definition(open.Pop()).Equation.Inputs.OfType<Var>().Where(seen.Add))
            {
                if (program.IsPulled(input))
                {
                    open.Push(input);
                }
                else if (_madeAt.TryGetValue(program.BufferOf(input), out int at))
                {
                    earliest = Math.Max(earliest, at);
                }
            }
        }
        return earliest;
    }

    // A nest that stores what the reduction reads can reduce in the same pass.
    private bool Reads(Atom atom, NestUnit unit)
    {
        if (atom is not Var variable)
        {
            return false;
        }
        if (unit.Defines(variable))
        {
            return true;
        }
        return program.IsPulled(variable) && program.DefinitionOrNull(variable) is { } equation && equation.Inputs.Any(i => i.Aval.Shape.Equals(variable.Aval.Shape) && Reads(i, unit));
    }

    private NestUnit NewUnit(Shape domain, EquatableList<int> axes)
    {
        NestUnit unit = new(program, _madeAt, _units.Count, domain, axes);
        _units.Add(unit);
        return unit;
    }

    private void Add(Step step)
    {
        foreach (PlanBuffer buffer in step.Writes)
        {
            _madeAt[buffer] = _units.Count;
        }
        _units.Add(step);
    }

    private PlanBuffer Relay(Shape shape, DType dtype, Func<BlockBuilder, IReadOnlyList<Affine>, NestValue> element)
    {
        PlanBuffer buffer = new(BufferKind.Temporary, new Aval(shape, dtype), null);
        Add(new NestRoot(shape, buffer, null, element));
        return buffer;
    }

    // The variable computed at the most indices; in a chain of single ones, the one half way.
    private Var Largest(BlockBuilder block, Var? root)
    {
        List<KeyValuePair<Var, int>> candidates = block.Computed.Where(c => program.IsPulled(c.Key) && !ReferenceEquals(c.Key, root)).ToList();
        if (candidates.Count == 0)
        {
            throw new NotSupportedException("one operation makes a loop body that is too large");
        }
        int most = candidates.Max(c => c.Value);
        return most > 1 ? candidates.First(c => c.Value == most).Key : candidates[candidates.Count / 2].Key;
    }
}
