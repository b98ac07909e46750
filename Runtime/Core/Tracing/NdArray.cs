// The erased array: an aval with either storage or a place in a trace.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>An n-dimensional array whose element type is known at run time. Immutable; contiguous and row-major over a managed array, or a tracer.</summary>
public sealed partial class NdArray
{
    /// <summary>A concrete array; <paramref name="data"/> is a float[], double[], int[], long[], uint[], bool[], ... of the aval's size.</summary>
    internal NdArray(Aval aval, Array data)
    {
        Aval = aval;
        Data = data;
    }

    /// <summary>A scalar constant; a Python number keeps its digits until it meets an array.</summary>
    internal NdArray(Scalar value, bool weak)
    {
        Aval = Aval.Scalar(value.DType, weak);
        Constant = value;
    }

    /// <summary>A tracer: the value of a variable while <paramref name="trace"/> runs.</summary>
    internal NdArray(Trace trace, Var variable)
    {
        Aval = variable.Aval;
        Trace = trace;
        Variable = variable;
    }

    private NdArray(Aval aval) => Aval = aval;

    /// <summary>Only a shape and an element type: what <c>EvalShape</c> gives, and takes as an example (JAX's ShapeDtypeStruct).</summary>
    internal static NdArray Abstract(Aval aval) => new(aval);

    internal Aval Aval { get; }

    /// <summary>The elements; null for a tracer, and for a scalar <see cref="Constant"/> until asked for by an executor.</summary>
    internal Array? Data { get; private set; }

    /// <summary>Set for scalars made from C# numbers: these become literals in a jaxpr; arrays become constant variables.</summary>
    internal Scalar? Constant { get; }

    internal Trace? Trace { get; }

    internal Var? Variable { get; }

    internal bool IsTracer => Trace is not null;

    public Shape Shape => Aval.Shape;

    public int Rank => Aval.Rank;

    public DType Dtype => Aval.DType;
}
