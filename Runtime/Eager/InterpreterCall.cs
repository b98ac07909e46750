// One equation of a kernel that runs the interpreter's code: scatter, argmax. The kernel's plan names it so.
using System;
using System.ComponentModel;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Called by generated code: inputs are added in order, then the equation runs, then its results are copied out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct InterpreterCall
{
    private readonly Jaxpr _equation;
    private readonly NdArray[] _inputs;
    private int _count;
    private NdArray[] _outputs;

    /// <param name="text">A jaxpr of one equation.</param>
    /// <param name="inputs">The number of inputs.</param>
    public InterpreterCall(string text, int inputs)
    {
        _equation = KernelSupport.Parse(text);
        _inputs = new NdArray[inputs];
        _outputs = [];
        _count = 0;
    }

    public void Add<T>(ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged
    {
        Aval aval = new(shape, _equation.InVars[_count].Aval.DType);
        if (ElementType<T>.DType != aval.DType || !shape.Holds(elements.Length))
        {
            throw new ArgumentException($"{elements.Length} elements of {ElementType<T>.DType} are no {aval}", nameof(elements));
        }
        _inputs[_count] = new NdArray(aval, elements.ToArray());
        _count++;
    }

    public void Run()
    {
        // The shapes of the results come from those of the inputs: a dimension need not be a symbol alone.
        Equation equation = Instantiation.At(_equation, _inputs).Equations[0];
        _outputs = Interpreter.Evaluate(equation.Primitive, _inputs, equation.Params, equation.Primitive.Shape(equation.Primitive, [.. _inputs.Select(i => i.Aval)], equation.Params));
    }

    public readonly void CopyTo<T>(int output, Span<T> destination)
        where T : unmanaged =>
        Storage.Of<T>(_outputs[output]).CopyTo(destination);
}
