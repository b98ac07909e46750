// The error of a tracer that outlived its trace.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>A traced value was used after its trace had ended, or on another thread: it leaked out of the function being transformed (JAX's UnexpectedTracerError).</summary>
public sealed class UnexpectedTracerException : InvalidOperationException
{
    public UnexpectedTracerException(string message)
        : base(message)
    {
    }

    internal static UnexpectedTracerException For(NdArray tracer) => new(
        "Encountered an unexpected tracer. A function transformed by SrcGenJit had a side effect, allowing for a reference to an intermediate value "
        + $"with type {tracer.Aval} wrapped in a JitTracer to escape the scope of the transformation.\n"
        + "Transformations require that functions explicitly return their outputs, and disallow saving intermediate values to global state.");
}
