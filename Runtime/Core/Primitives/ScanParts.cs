// A scan's and a while's operands and results by their part in it: constants, carry, and what is scanned over.
using System.Collections.Generic;

namespace SrcGenJit.Core;

internal sealed record ScanParts(Params Params)
{
    public Jaxpr Jaxpr { get; } = Params.Jaxpr("jaxpr");

    public Dim Length { get; } = Params.Dim("length");

    public int Consts { get; } = Params.Int("num_consts");

    public int Carries { get; } = Params.Int("num_carry");

    public int Xs => Jaxpr.InVars.Count - Consts - Carries;

    public int Ys => Jaxpr.Outputs.Count - Carries;

    /// <summary>No mark for any of the stacked results.</summary>
    public bool[] NoYs => new bool[Ys];

    /// <summary>What belongs to each operand, or to each input of the body.</summary>
    public (T[] Consts, T[] Carry, T[] Xs) Split<T>(IReadOnlyList<T> inputs) => Lists.SplitList(inputs, Consts, Carries);

    /// <summary>What belongs to each result, or to each output of the body.</summary>
    public (T[] Carry, T[] Ys) SplitResults<T>(IReadOnlyList<T> outputs) => Lists.SplitList(outputs, Carries);

    /// <summary>The parameters of a scan over another body.</summary>
    public Params With(Jaxpr jaxpr, int consts, int carries, bool? reverse = null) => Params
        .With("jaxpr", jaxpr).With("num_consts", (Dim)consts).With("num_carry", (Dim)carries).With("reverse", reverse ?? Params.Bool("reverse"));
}

internal sealed record WhileParts(Params Params)
{
    public Jaxpr Condition { get; } = Params.Jaxpr("cond_jaxpr");

    public Jaxpr Body { get; } = Params.Jaxpr("body_jaxpr");

    public int ConditionConsts { get; } = Params.Int("cond_nconsts");

    public int BodyConsts { get; } = Params.Int("body_nconsts");

    /// <summary>The most steps that the loop can take, where that is known before it begins.</summary>
    public Dim? MaxTrips { get; } = (Dim?)Params["max_trips"];

    /// <summary>What belongs to each operand.</summary>
    public (T[] ConditionConsts, T[] BodyConsts, T[] Carry) Split<T>(IReadOnlyList<T> inputs) => Lists.SplitList(inputs, ConditionConsts, BodyConsts);

    public static Params Of(Jaxpr condition, int conditionConsts, Jaxpr body, int bodyConsts, Dim? maxTrips = null) => Params.Of(
        ("body_jaxpr", body), ("body_nconsts", (Dim)bodyConsts), ("cond_jaxpr", condition), ("cond_nconsts", (Dim)conditionConsts), ("max_trips", maxTrips));

    /// <summary>The parameters of a loop that takes as many steps.</summary>
    public Params With(Jaxpr condition, int conditionConsts, Jaxpr body, int bodyConsts) => Of(condition, conditionConsts, body, bodyConsts, MaxTrips);
}
