// The part of an entry about shapes: checks, values of symbolic dimensions, and the shapes of results.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed partial class EntryEmitter
{
    private string Variable(string symbol) => _symbols.TryGetValue(symbol, out string? name) ? name
        : throw new NotSupportedException($"the dimension '{symbol}' is not the whole of any dimension of a parameter, so a call cannot tell its value");

    private string Define(string symbol, string owner)
    {
        _owners[symbol] = owner;
        return _symbols[symbol] = _names.Take(Names.Local(Names.Clean(symbol)));
    }

    private void WriteUndeclared()
    {
        Leaf[] arrays = [.. Arrays.Where(l => !l.Declared)];
        if (arrays.Length == 0)
        {
            return;
        }
        Leaf first = arrays[0];
        if (arrays.Length > 1)
        {
            using (_code.Block($"if ({string.Join(" || ", arrays.Skip(1).Select(l => $"!JitSupport.SameShape({first.Path}.Shape, {l.Path}.Shape)"))})"))
            {
                WriteOtherShapes(arrays);
            }
        }
        if (_model.Assumption == RankAssumption.LastAxis)
        {
            using (_code.Block($"if ({first.Path}.Rank == 0)"))
            {
                WriteFallback($"'{first.Parameter}' has no axes");
            }
            _code.Line($"int {Define("s", first.Parameter)} = JitSupport.Leading({first.Path}.Shape, 1);");
            _code.Line($"int {Define("n", first.Parameter)} = (int){first.Path}.Shape[{first.Path}.Rank - 1];");
        }
        else
        {
            _code.Line($"int {Define("s", first.Parameter)} = {first.Path}.Span.Length;");
        }
    }

    private void WriteOtherShapes(Leaf[] arrays)
    {
        if (_model.Broadcasts && _model.Leaves.All(l => !l.Path.Contains('.')))
        {
            // Elements meet only elementwise: the broadcast of the inputs gives the broadcast of the result.
            string shape = _names.Take("shape");
            using (_code.Block($"if (JitSupport.Broadcast({string.Join(", ", arrays.Select(a => a.Path + ".Shape"))}) is {{ }} {shape})"))
            {
                IEnumerable<string> arguments = _model.Leaves.Select(l => l.IsArray && !l.Declared ? $"JitSupport.BroadcastTo({l.Path}, {shape})" : l.Path);
                _code.Line($"return Call({string.Join(", ", arguments)});");
            }
        }
        WriteFallback("the shapes of " + string.Join(", ", arrays.Select(a => $"'{a.Parameter}'").Distinct()) + " differ");
    }

    private void WriteFallback(string reason)
    {
        _code.Line($"JitSupport.FellBack(Info, {Quote(reason)});");
        WriteBodyCall();
    }

    private void WriteDeclared(Leaf leaf)
    {
        Shape shape = leaf.Aval.Shape;
        int from = leaf.Leading is null ? 0 : 1;
        if (leaf.Leading is null)
        {
            _code.Line($"KernelSupport.CheckShape({leaf.Path}, {Quote(leaf.Parameter)}, \"{shape.ToBrackets()}\", [{string.Join(", ", shape.Select(d => d.IsConstant ? d.ToString() : "-1"))}]);");
        }
        else
        {
            WriteLeading(leaf, shape.Rank - 1);
        }
        for (int axis = from; axis < shape.Rank; axis++)
        {
            string position = leaf.Leading is null ? Text(axis) : $"{leaf.Path}.Rank - {Text(shape.Rank - axis)}";
            string size = $"(int){leaf.Path}.Shape[{position}]";
            if (shape[axis].SymbolName is { } symbol && !_symbols.ContainsKey(symbol))
            {
                _code.Line($"int {Define(symbol, leaf.Parameter)} = {size};");
            }
            else if (!shape[axis].IsConstant || leaf.Leading is not null)
            {
                string expected = shape[axis].ToCSharpNative(Variable);
                string owner = string.Join(", ", shape[axis].Symbols.Select(s => _owners[s]).Distinct());
                using (_code.Block($"if ({size} != {expected})"))
                {
                    _code.Line($"JitSupport.Disagree(\"{shape[axis]}\", {Quote(owner.Length > 0 ? owner : "[Shape]")}, {expected}, {Quote(leaf.Parameter)}, {size});");
                }
            }
        }
    }

    private void WriteLeading(Leaf leaf, int trailing)
    {
        using (_code.Block($"if ({leaf.Path}.Rank < {Text(trailing)})"))
        {
            _code.Line($"JitSupport.WrongShape({Quote(leaf.Parameter)}, \"[*{leaf.Aval.Shape.ToBrackets().Substring(1)}\", {leaf.Path}.Shape);");
        }
        Leaf? earlier = Arrays.TakeWhile(l => l != leaf).FirstOrDefault(l => l.Declared && l.Leading == leaf.Leading);
        if (earlier is null)
        {
            _code.Line($"int {Define(leaf.Leading!, leaf.Parameter)} = JitSupport.Leading({leaf.Path}.Shape, {Text(trailing)});");
            return;
        }
        using (_code.Block($"if (!JitSupport.SameLeading({earlier.Path}.Shape, {Text(earlier.Aval.Rank - 1)}, {leaf.Path}.Shape, {Text(trailing)}))"))
        {
            _code.Line($"JitSupport.Disagree(\"*{leaf.Leading}\", {Quote(earlier.Parameter)}, {Variable(leaf.Leading!)}, {Quote(leaf.Parameter)}, JitSupport.Leading({leaf.Path}.Shape, {Text(trailing)}));");
        }
    }

    private string ShapeOf(Shape shape)
    {
        if (shape.Rank == 0)
        {
            return "Shape.Scalar";
        }
        if (Arrays.FirstOrDefault(l => l.Aval.Shape.Equals(shape)) is { } same)
        {
            return same.Path + ".Shape";
        }
        HashSet<string> leading = [.. Arrays.Where(l => l.Leading is not null).Select(l => l.Leading!)];
        if (shape.Skip(1).Any(d => d.Symbols.Any(leading.Contains)) || shape[0].SymbolName is null && shape[0].Symbols.Any(leading.Contains))
        {
            throw new NotSupportedException($"the result's shape {shape} cannot be told for every number of axes");
        }
        string Rest(int from) => string.Join(", ", shape.Skip(from).Select(d => "(int)(" + d.ToCSharp(Variable) + ")"));
        return shape[0].SymbolName is { } symbol && Arrays.FirstOrDefault(l => l.Leading == symbol) is { } source
            ? $"JitSupport.Join({source.Path}.Shape, {Text(source.Aval.Rank - 1)}{(shape.Rank > 1 ? ", " + Rest(1) : "")})"
            : $"new Shape({Rest(0)})";
    }
}
