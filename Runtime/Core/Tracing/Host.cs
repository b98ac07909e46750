// What an executor gives the primitive table: a way to compute concrete values without Core knowing SIMD.
using System;

namespace SrcGenJit.Core;

/// <summary>
/// Evaluates on concrete arrays. The Runtime's host covers everything over <c>Runtime/Simd</c>; the generator's folds only what is exact on every host
/// and answers null otherwise (the operation then becomes an equation).
/// </summary>
internal abstract class Host
{
    /// <summary>Set once by the assembly that links Core.</summary>
    public static Host? Installed { get; set; }

    /// <summary>Evaluates one primitive on concrete inputs; null when this host cannot do it exactly.</summary>
    public abstract NdArray[]? Evaluate(Primitive primitive, NdArray[] inputs, Params parameters);
}
