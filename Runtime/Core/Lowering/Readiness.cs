// The units that make what a variable is computed from, noted equation by equation: where in the plan the variable can be computed, without walking over its expression.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Core;

/// <param name="Earliest">The last of the units that make what is read: nothing before it can compute the variable.</param>
/// <param name="SameShape">The last of those that make something of the variable's own shape, read through elementwise operations alone; -1 when there is none.</param>
internal readonly record struct Ready(int Earliest, int SameShape);

internal sealed class Readiness(LoweringProgram program, IReadOnlyDictionary<PlanBuffer, int> madeAt)
{
    private readonly Dictionary<Var, Ready> _pulled = [];

    /// <summary>Notes what an equation makes; equations come in order.</summary>
    public void Note(Equation equation)
    {
        foreach (Var output in equation.Outputs)
        {
            _pulled[output] = OfInputs(equation, output.Aval.Shape);
        }
    }

    public Ready Of(Atom atom)
    {
        if (atom is not Var variable)
        {
            return new Ready(0, -1);
        }
        if (program.IsPulled(variable))
        {
            return _pulled.TryGetValue(variable, out Ready known) ? known : new Ready(0, -1);
        }
        return madeAt.TryGetValue(program.BufferOf(variable), out int at) ? new Ready(at, at) : new Ready(0, -1);
    }

    /// <summary>Of all that an equation reads.</summary>
    public Ready OfInputs(Equation equation, Shape shape)
    {
        int earliest = 0, same = -1;
        foreach (Atom input in equation.Inputs)
        {
            Ready ready = Of(input);
            earliest = Math.Max(earliest, ready.Earliest);
            same = input.Aval.Shape.Equals(shape) ? Math.Max(same, ready.SameShape) : same;
        }
        return new Ready(earliest, same);
    }
}
