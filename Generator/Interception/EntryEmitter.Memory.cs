// The part of an entry about C# arrays and spans: their lengths, memory that two of them share, and what is written back.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed partial class EntryEmitter
{
    private void WriteLengths(List<Action> open)
    {
        foreach (Leaf leaf in _leaves.Where(l => l.IsMemory))
        {
            for (int axis = 0; axis < leaf.Aval.Rank; axis++)
            {
                Dim dim = leaf.Aval.Shape[axis];
                string size = LengthOf(leaf, axis);
                if (dim.SymbolName is { } symbol && !_symbols.ContainsKey(symbol))
                {
                    _code.Line($"int {Define(symbol, leaf.Parameter)} = {size};");
                }
                else if (dim.Symbols.Any(s => !_symbols.ContainsKey(s)))
                {
                    open.Add(() => WriteLength(leaf, dim, size));
                }
                else
                {
                    WriteLength(leaf, dim, size);
                }
            }
        }
    }

    private void WriteLength(Leaf leaf, Dim dim, string size)
    {
        string expected = dim.ToCSharpNative(Variable), owner = string.Join(", ", dim.Symbols.Select(s => _owners[s]).Distinct());
        using (_code.Block($"if ({size} != {expected})"))
        {
            if (leaf.IsOutside)
            {
                WriteFallback(OtherLength(leaf.Parameter));
            }
            else
            {
                _code.Line($"JitSupport.Disagree(\"{dim}\", {Quote(owner.Length > 0 ? owner : "[Shape]")}, {expected}, {Quote(leaf.Parameter)}, {size});");
            }
        }
    }

    private static string LengthOf(Leaf leaf, int axis) => leaf.Holding == Holding.Grid ? $"{leaf.Path}.GetLength({Text(axis)})" : leaf.Path + ".Length";

    // C# sees in one array what it has just written to the other.
    private void WriteOverlaps()
    {
        List<(string Test, string Names)> pairs = [];
        for (int i = 0; i < _leaves.Count; i++)
        {
            for (int j = i + 1; j < _leaves.Count; j++)
            {
                if ((_leaves[i].IsWritten || _leaves[j].IsWritten) && Overlap(_leaves[i], _leaves[j]) is { } test)
                {
                    pairs.Add((test, $"'{_leaves[i].Parameter}' and '{_leaves[j].Parameter}'"));
                }
            }
        }
        if (pairs.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", pairs.Select(p => p.Test))})"))
            {
                WriteFallback((pairs.Count == 1 ? pairs[0].Names : "arrays or spans that are written") + " share memory");
            }
        }
    }

    private static string? Overlap(Leaf one, Leaf two)
    {
        if (!(one.IsMemory || one.IsReferred) || !(two.IsMemory || two.IsReferred))
        {
            return null;
        }
        bool isSpan = one.Holding is Holding.Span or Holding.ReadOnlySpan or Holding.Number || two.Holding is Holding.Span or Holding.ReadOnlySpan or Holding.Number;
        // The runtime takes an int[] for a uint[].
        bool isAlike = one.Aval.DType == two.Aval.DType || one.Aval.DType.IsInteger && two.Aval.DType.IsInteger && one.Aval.DType.ItemSize == two.Aval.DType.ItemSize;
        return isSpan ? $"JitSupport.Overlap<{Keyword(one.Aval.DType)}, {Keyword(two.Aval.DType)}>({Elements(one)}, {Elements(two)})"
            : isAlike && one.Aval.Rank == two.Aval.Rank ? $"ReferenceEquals({one.Path}, {two.Path})"
            : null;
    }

    // Until it is known that the kernel's results hold, and while it reads what was there, the caller's memory stays as it is.
    private string Destination(int index, List<(string From, string To)> copies)
    {
        Leaf leaf = _leaves[index];
        if (!_model.IsGuarded && !MayGiveUp && !IsRead(_model.Jaxpr.InVars[index]))
        {
            return Elements(leaf);
        }
        string type = Keyword(leaf.Aval.DType), scratch = _names.Take(Names.Local(Names.Clean(leaf.Name)) + "Scratch");
        _code.Line($"using Scratch<{type}> {scratch} = new({leaf.Path}.Length);");
        copies.Add((scratch + ".Span", Elements(leaf)));
        return scratch + ".Span";
    }

    private bool IsRead(Var variable) => _model.Jaxpr.Outputs.Contains(variable) || _model.Jaxpr.Equations.Any(e => e.Inputs.Contains(variable));

    private static string Elements(Leaf leaf) => leaf.Holding == Holding.Number ? $"new ReadOnlySpan<{Keyword(leaf.Aval.DType)}>(in {leaf.Path})"
        : leaf.Holding == Holding.Grid ? $"JitSupport.Elements<{Keyword(leaf.Aval.DType)}>({leaf.Path})" : leaf.Path;
}
