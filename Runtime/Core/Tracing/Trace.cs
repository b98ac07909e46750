// Traces: who carries out a primitive now. The ambient trace is thread-local; without one, operations run at once.
using System;

namespace SrcGenJit.Core;

/// <summary>Carries out primitives: evaluates them, or records equations.</summary>
internal abstract class Trace
{
    [ThreadStatic]
    private static Trace? s_current;

    /// <summary>The innermost active trace of this thread; null when operations run at once.</summary>
    public static Trace? Current => s_current;

    /// <summary>The trace that was active when this one began.</summary>
    public Trace? Parent { get; private set; }

    public bool IsActive { get; private set; }

    public abstract NdArray[] Process(Primitive primitive, NdArray[] inputs, Params parameters);

    /// <summary>Runs <paramref name="body"/> with this trace ambient.</summary>
    public T Run<T>(Func<T> body)
    {
        Parent = s_current;
        s_current = this;
        IsActive = true;
        try
        {
            return body();
        }
        finally
        {
            IsActive = false;
            s_current = Parent;
        }
    }
}
