// Index expressions and guards as C# over loop variables.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <param name="loop">The variable of a loop.</param>
/// <param name="symbol">The variable of a symbolic dimension.</param>
/// <param name="data">A value used as an index.</param>
internal sealed class IndexText(Func<int, string> loop, Func<string, string> symbol, Func<NestValue, string> data)
{
    public string Of(Dim dim) => dim.ToCSharp(symbol);

    /// <summary>An expression of type nint (or a constant).</summary>
    public string Of(Affine index)
    {
        List<string> terms = index.Terms.Select(Of).ToList();
        if (!index.Offset.IsConstant)
        {
            terms.Add(index.Offset.ToCSharpFactor(symbol));
        }
        else if (index.Offset.Value > 0 || terms.Count == 0)
        {
            terms.Add(index.Offset.ToCSharp(symbol));
        }
        string sum = string.Join(" + ", terms);
        return index.Offset.IsConstant && index.Offset.Value < 0 && terms.Count > 0 ? sum + " - " + ((Dim)(-index.Offset.Value)).ToCSharp(symbol) : sum;
    }

    /// <summary>A condition of type bool.</summary>
    public string Of(Guard guard) => string.Join(" && ", guard.Conditions.Select(c => $"InRange({Of(c.Index)}, {Of(c.Extent)})"));

    private string Of(AffineTerm term)
    {
        string atom = Of(term.Atom);
        return term.Coefficient is { IsConstant: true, Value: 1 } ? atom : $"({atom} * {term.Coefficient.ToCSharpFactor(symbol)})";
    }

    private string Of(IndexAtom atom) => atom switch
    {
        IndexAtom.Loop at => loop(at.Number),
        IndexAtom.FloorDiv floor => $"FloorDiv({Of(floor.Dividend)}, {Of(floor.Divisor)})",
        IndexAtom.Mod mod => $"Mod({Of(mod.Dividend)}, {Of(mod.Divisor)})",
        IndexAtom.Clamp clamp => $"Clamp({Of(clamp.Inner)}, {Of(clamp.Low)}, {Of(clamp.High)})",
        IndexAtom.OfData element => data(element.Value),
        _ => throw new InvalidOperationException("unknown index " + atom),
    };
}
