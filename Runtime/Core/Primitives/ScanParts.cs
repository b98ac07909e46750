// A scan's operands, body and flags by their part in it: constants, carry, and the values scanned over.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed record ScanParts(Params Params)
{
    public Jaxpr Jaxpr { get; } = Params.Jaxpr("jaxpr");

    public Dim Length { get; } = Params.Dim("length");

    public int Consts { get; } = Params.Int("num_consts");

    public int Carries { get; } = Params.Int("num_carry");

    public int Xs => Jaxpr.InVars.Count - Consts - Carries;

    public int Ys => Jaxpr.Outputs.Count - Carries;

    public T[] ConstsOf<T>(IReadOnlyList<T> inputs) => inputs.Take(Consts).ToArray();

    public T[] CarryOf<T>(IReadOnlyList<T> inputs) => inputs.Skip(Consts).Take(Carries).ToArray();

    public T[] XsOf<T>(IReadOnlyList<T> inputs) => inputs.Skip(Consts + Carries).ToArray();

    /// <summary>The parameters of a scan over another body.</summary>
    public Params With(Jaxpr jaxpr, int consts, int carries, bool? reverse = null) => Params
        .With("jaxpr", jaxpr).With("num_consts", (Dim)consts).With("num_carry", (Dim)carries).With("reverse", reverse ?? Params.Bool("reverse"));
}
