// Groups what must be stored into nests and other steps, in equation order. One pass: an equation is compared with a bounded number of nests.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class NestPlanner
{
    /// <summary>The number of nests of a domain that something may still join.</summary>
    private const int Window = 16;

    private const int WorkAnEquation = 4, WorkInAll = 2000;

    private readonly LoweringProgram _program;
    private readonly List<object> _units = [];
    private readonly Dictionary<PlanBuffer, int> _madeAt = [];
    private readonly Dictionary<Shape, List<NestUnit>> _open = [];
    private readonly Readiness _readiness;

    public NestPlanner(LoweringProgram program)
    {
        _program = program;
        _readiness = new Readiness(program, _madeAt);
    }

    /// <summary>A <see cref="NestUnit"/> or a <see cref="Step"/> each, in order.</summary>
    public IReadOnlyList<object> Units => _units;

    /// <summary>An expression was too large, and the program has not been cut: the units are not complete.</summary>
    public bool NeedsCuts { get; private set; }

    /// <summary>Variables were stored on the way: what was formed before could not know it.</summary>
    public bool HasStored { get; private set; }

    /// <summary>Elements computed in all nests.</summary>
    public int Work { get; private set; }

    /// <summary>The nests compute more elements than this an equation and in all, and the program has not been shared: the units are not complete.</summary>
    public bool NeedsSharing => Work > (WorkAnEquation * _program.Jaxpr.Equations.Count) + WorkInAll && !_program.IsShared;

    /// <summary>Makes the units.</summary>
    public void Form()
    {
        foreach (Equation equation in _program.Jaxpr.Equations)
        {
            if (LoweringProgram.JoinAxis(equation) is { } axis)
            {
                AddParts(equation, axis);
            }
            else if (_program.IsPulled(equation))
            {
                foreach (Var output in equation.Outputs.Where(_program.IsStored))
                {
                    Add(NestRoot.Of(output, _program));
                }
                _readiness.Note(equation);
            }
            else if (equation.Primitive.Semantics is Semantics.Reduce)
            {
                Add(new ReductionRoot(equation, _program.BufferOf(equation.Outputs[0])));
            }
            else
            {
                Add(StepLowering.Lower(equation, _program, Relay));
            }
            if (NeedsCuts || NeedsSharing)
            {
                return;
            }
        }
        for (int i = 0; i < _program.Outputs.Count; i++)
        {
            Atom source = _program.Jaxpr.Outputs[i];
            if (source is Literal || !ReferenceEquals(_program.BufferOf((Var)source), _program.Outputs[i]))
            {
                Add(new NestRoot(source.Aval.Shape, _program.Outputs[i], null, source, (block, index) => block.Element(source, index, Guard.None)));
            }
        }
    }

    private void Add(NestRoot root)
    {
        bool unlimited = false;
        while (!NeedsCuts && !Join(root))
        {
            NestUnit fresh = NewUnit(root.Domain, new EquatableList<int>([]));
            fresh.Body.IsUnlimited = unlimited;
            if (fresh.TryAdd(root, keepExplosion: true))
            {
                Made(root.Target, fresh);
                return;
            }
            unlimited = !Relieve(fresh, root.Variable);
        }
    }

    private bool Join(NestRoot root)
    {
        int earliest = root.Variable is { } variable ? _readiness.OfInputs(_program.Definition(variable).Equation, variable.Aval.Shape).Earliest : _readiness.Of(root.Source).Earliest;
        NestUnit[] candidates = Candidates(root.Domain, earliest);
        int first = candidates.Length > 0 && candidates[0].Position == earliest ? 1 : 0;
        if (first == 1 && candidates[0].TryAdd(root))
        {
            return Made(root.Target, candidates[0]);
        }
        // Only the unit that makes the last of what the root reads can have it for an epilogue.
        if (earliest < _units.Count && _units[earliest] is NestUnit { Reductions.Count: > 0, IsClosed: false } reduction && reduction.OutputShape.Equals(root.Domain)
            && reduction.TryAddToEpilogue(root))
        {
            return Made(root.Target, reduction);
        }
        for (int i = first; i < candidates.Length; i++)
        {
            if (candidates[i].TryAdd(root))
            {
                return Made(root.Target, candidates[i]);
            }
        }
        return false;
    }

    private void Add(ReductionRoot root)
    {
        bool unlimited = false;
        while (!NeedsCuts && !Join(root))
        {
            NestUnit fresh = NewUnit(root.Domain, root.Axes);
            fresh.Body.IsUnlimited = unlimited;
            if (fresh.TryAdd(root, keepExplosion: true))
            {
                Made(root.Target, fresh);
                return;
            }
            unlimited = !Relieve(fresh, null);
        }
    }

    private bool Join(ReductionRoot root)
    {
        Ready ready = _readiness.OfInputs(root.Equation, root.Domain);
        EquatableList<int> axes = root.Axes;
        foreach (NestUnit unit in Candidates(root.Domain, ready.Earliest))
        {
            if (unit.Axes.Equals(axes) && unit.TryAdd(root))
            {
                return Made(root.Target, unit);
            }
        }
        // A nest that stores what the reduction reads can reduce in the same pass.
        if (ready.SameShape == ready.Earliest && _units[ready.Earliest] is NestUnit { Axes.Count: 0 } map && map.Domain.Equals(root.Domain)
            && map.Reordered(axes) is { } reordered && reordered.TryAdd(root))
        {
            _units[ready.Earliest] = reordered;
            _open[root.Domain].Remove(map);
            Open(reordered);
            return Made(root.Target, reordered);
        }
        return false;
    }

    // Each operand goes to its own place: no element chooses among many.
    private void AddParts(Equation equation, int axis)
    {
        PlanBuffer target = _program.BufferOf(equation.Outputs[0]);
        Dim start = 0;
        foreach (Atom input in equation.Inputs)
        {
            Add(new NestRoot(input.Aval.Shape, target, null, input, (block, index) => block.Element(input, index, Guard.None)) { Part = (axis, start) });
            start += input.Aval.Shape[axis];
        }
    }

    private void Add(Step step)
    {
        foreach (PlanBuffer buffer in step.Writes)
        {
            _madeAt[buffer] = _units.Count;
        }
        _units.Add(step);
    }

    private PlanBuffer Relay(Shape shape, DType dtype, Atom source, Func<BlockBuilder, IReadOnlyList<Affine>, NestValue> element)
    {
        PlanBuffer buffer = new(BufferKind.Temporary, new Aval(shape, dtype), null);
        Add(new NestRoot(shape, buffer, null, source, element));
        return buffer;
    }

    // A buffer that is filled in parts is made when the last of them is.
    private bool Made(PlanBuffer buffer, NestUnit unit)
    {
        _madeAt[buffer] = _madeAt.TryGetValue(buffer, out int at) ? Math.Max(at, unit.Position) : unit.Position;
        Work += unit.NewWork();
        return true;
    }

    private NestUnit[] Candidates(Shape domain, int earliest) =>
        _open.TryGetValue(domain, out List<NestUnit>? units) ? units.Where(u => u.Position >= earliest && !u.IsClosed).ToArray() : [];

    private NestUnit NewUnit(Shape domain, EquatableList<int> axes)
    {
        NestUnit unit = new(_program, _madeAt, _units.Count, domain, axes);
        _units.Add(unit);
        Open(unit);
        return unit;
    }

    // In order of position; the oldest gives way.
    private void Open(NestUnit unit)
    {
        if (!_open.TryGetValue(unit.Domain, out List<NestUnit>? units))
        {
            _open[unit.Domain] = units = [];
        }
        int after = units.FindIndex(u => u.Position > unit.Position);
        units.Insert(after < 0 ? units.Count : after, unit);
        if (units.Count > Window)
        {
            units.RemoveAt(0);
        }
    }

    // After an explosion: the nest is void, and something that it computes is stored before it. False when there is nothing to store.
    private bool Relieve(NestUnit exploded, Var? root)
    {
        _units.RemoveAt(_units.Count - 1);
        _open[exploded.Domain].Remove(exploded);
        if (!_program.IsCut)
        {
            NeedsCuts = true;
            return true;
        }
        if (exploded.Body.Heaviest(v => _program.IsPulled(v) && !ReferenceEquals(v, root)) is not { } large)
        {
            return false;
        }
        _program.Store(large);
        HasStored = true;
        Add(NestRoot.Of(large, _program));
        return true;
    }
}
