// A [Jit] method that the build did not compile, as generated code registers it: why, and how its calls run.
using System.ComponentModel;
using SrcGenJit.Eager;

namespace SrcGenJit.CompilerServices;

/// <summary>A [Jit] method without a kernel. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UncompiledMethod
{
    /// <summary>The method's name, as the jit equation prints it.</summary>
    public required string Name { get; init; }

    /// <summary>The method's full name, for people.</summary>
    public required string Display { get; init; }

    /// <summary>The diagnostic that says why, as in SGJ104.</summary>
    public required string Rule { get; init; }

    /// <summary>What the diagnostic says.</summary>
    public required string Reason { get; init; }

    /// <summary>True when direct calls are traced at run time, once for each combination of shapes, as those of a function that Jax.Jit returned; else they run operation by operation.</summary>
    public bool RunsTraced { get; init; }

    public override string ToString() => $"{Display}: {Rule}: {Reason}";

    /// <summary>The traces of its calls.</summary>
    internal JitCache? Traces { get; set; }
}
