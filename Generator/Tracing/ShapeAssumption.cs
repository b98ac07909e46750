// What a trace assumes of parameters without a declared shape.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A shape for each undeclared array, in order; one alone holds for all of them. Leading dimensions that count as one are split in two where <paramref name="Split"/> says so.</summary>
internal sealed record ShapeAssumption(IReadOnlyList<ShapeSpec> Undeclared, bool Split = false)
{
    /// <summary>Ints that are sizes, by the paths of their leaves: dimensions, which a call must give as numbers that are not negative.</summary>
    public IReadOnlyCollection<string> Sizes { get; init; } = [];

    /// <summary>All undeclared arrays have one shape, whose dimensions count as one.</summary>
    public static ShapeAssumption OneShape { get; } = new([new ShapeSpec("s", Shape.Of([Dim.Symbol("s")]))]);

    // What a method reads beside its parameters is known only while it is traced.
    public ShapeSpec Of(int undeclared) => Undeclared.Count == 1 ? Undeclared[0]
        : undeclared < Undeclared.Count ? Undeclared[undeclared]
        : new ShapeSpec(null, Shape.Of([Dim.Symbol("outside" + undeclared)]));

    public ShapeAssumption InTwo() => this with { Split = true };

    /// <summary>What listens to a trace under these guesses.</summary>
    public ShapeInference Listener(bool learns) => new(learns ? [.. Undeclared.Select(s => s.Shape)] : []);
}
