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

    private readonly Dictionary<string, (Leaf Leaf, int Axis)> _definers = new(StringComparer.Ordinal);

    private string Define(string symbol, string owner)
    {
        _owners[symbol] = owner;
        return _symbols[symbol] = _names.Take(Names.Local(Names.Clean(symbol)));
    }

    private IEnumerable<Leaf> Inferred => Arrays.Where(l => !l.Declared);

    private void WriteShapes()
    {
        foreach (Leaf leaf in _leaves.Where(l => l.Size is not null))
        {
            _code.Line($"int {Define(leaf.Size!, leaf.Parameter)} = {leaf.Path};");
        }
        if (_model.Assumption == RankAssumption.OneShape)
        {
            WriteOneShape();
        }
        List<Action> open = [];
        foreach (Leaf leaf in Arrays.Where(l => l.Declared))
        {
            WriteDeclared(leaf, open);
        }
        if (_model.Assumption == RankAssumption.Inferred)
        {
            WriteRanks();
        }
        WriteLengths(open);
        WriteLines();
        WriteSizes();
        // What a later parameter defines.
        foreach (Action check in open)
        {
            check();
        }
        if (_model.Assumption == RankAssumption.Inferred)
        {
            WriteInferred();
        }
        if (_model.NotOne.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", _model.NotOne.Select(d => d.ToCSharpNative(Variable) + " == 1"))})"))
            {
                WriteFallback("an axis has one element");
            }
        }
    }

    // An int that is a size is not negative, and C# does not wrap around where it computes with it.
    private void WriteSizes()
    {
        Leaf[] sizes = [.. _leaves.Where(l => l.Size is not null)];
        if (sizes.Length > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", sizes.Select(l => Variable(l.Size!) + " < 0").Concat(OutOfInts(_model, Variable)))})"))
            {
                WriteFallback(SizeReason(sizes));
            }
        }
    }

    public static string SizeReason(IEnumerable<Leaf> sizes) => string.Join(", ", sizes.Select(l => $"'{l.Parameter}'").Distinct()) + " is negative or too large for a size";

    /// <summary>C# that is true where a dimension that C# computes in an int is none.</summary>
    public static IEnumerable<string> OutOfInts(KernelModel model, Func<string, string> variable) => model.Ints.Select(d => d.ToCSharpNative(variable)).SelectMany(d => new[] { d + " < int.MinValue", d + " > int.MaxValue" });

    private void WriteOneShape()
    {
        Leaf[] arrays = [.. Inferred];
        Leaf first = arrays[0];
        if (arrays.Length > 1)
        {
            using (_code.Block($"if ({string.Join(" || ", arrays.Skip(1).Select(l => $"!JitSupport.SameShape({first.Path}.Shape, {l.Path}.Shape)"))})"))
            {
                WriteOtherShapes(arrays);
            }
        }
        if (!_model.IsElementwise)
        {
            // A reduction of no axes, or a map over one that is not there, is another program.
            using (_code.Block($"if ({first.Path}.Rank == 0)"))
            {
                WriteFallback($"'{first.Parameter}' has no axes");
            }
        }
        _code.Line($"int {Define("s", first.Parameter)} = {first.Path}.Span.Length;");
    }

    // The ranks, and the symbols that stand alone.
    private void WriteRanks()
    {
        List<string> wrong = [];
        foreach (Leaf leaf in Inferred)
        {
            int least = leaf.Aval.Rank - 1 + leaf.LeastLeading;
            if (leaf.Leading is null || least > 0)
            {
                wrong.Add($"{leaf.Path}.Rank " + (leaf.Leading is null ? $"!= {Text(leaf.Aval.Rank)}" : $"< {Text(least)}"));
            }
        }
        if (wrong.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", wrong)})"))
            {
                WriteFallback("the ranks are not those of " + _model.Inferred);
            }
        }
        foreach (Leaf leaf in Inferred)
        {
            for (int axis = 0; axis < leaf.Aval.Rank; axis++)
            {
                if (leaf.Aval.Shape[axis].SymbolName is { } symbol && !_symbols.ContainsKey(symbol))
                {
                    string size = axis == 0 && leaf.Leading is not null ? $"JitSupport.Leading({leaf.Path}.Shape, {Text(leaf.Aval.Rank - 1)})" : SizeOf(leaf, axis);
                    _code.Line($"int {Define(symbol, leaf.Parameter)} = {size};");
                    _definers[symbol] = (leaf, axis);
                }
            }
        }
    }

    // Symbols that stand alone nowhere: a size that is a multiple of one and something known gives it. The sizes are compared with all others.
    private void WriteLines()
    {
        while (_leaves.Where(l => l.IsArray || l.IsMemory).SelectMany(leaf => leaf.Aval.Shape.Select((dim, axis) => (Line: dim.LineIn(_symbols.ContainsKey), Leaf: leaf, Axis: axis))).FirstOrDefault(l => l.Line is not null)
            is { Line: { } line, Leaf: var leaf, Axis: var axis })
        {
            string size = leaf.IsMemory ? LengthOf(leaf, axis) : SizeOf(leaf, axis), value = line.Added.ToCSharpSolved(size, line.Slope, Variable), variable = Define(line.Symbol, leaf.Parameter);
            _code.Line($"int {variable} = {value};");
            using (_code.Block($"if ({variable} < 0)"))
            {
                if (leaf.IsArray && !leaf.Declared)
                {
                    WriteFallback("the dimensions are not those of " + _model.Inferred);
                }
                else if (leaf.IsOutside)
                {
                    WriteFallback($"'{leaf.Parameter}' is too short");
                }
                else
                {
                    _code.Line($"JitSupport.WrongShape({Quote(leaf.Parameter)}, \"{leaf.Aval.Shape.ToBrackets()}\", {(leaf.IsMemory ? $"new Shape({string.Join(", ", leaf.Aval.Shape.Select((_, a) => LengthOf(leaf, a)))})" : leaf.Path + ".Shape")});");
                }
            }
        }
    }

    private void WriteInferred()
    {
        List<string> wrong = [];
        foreach (Leaf leaf in Inferred)
        {
            for (int axis = 0; axis < leaf.Aval.Rank; axis++)
            {
                Dim dim = leaf.Aval.Shape[axis];
                if (dim.SymbolName is { } symbol && _definers.TryGetValue(symbol, out (Leaf Leaf, int Axis) definer) && definer == (leaf, axis))
                {
                    continue;
                }
                wrong.Add(axis == 0 && leaf.Leading is { } leading && _definers.TryGetValue(leading, out (Leaf Leaf, int Axis) first)
                    ? $"!JitSupport.SameLeading({first.Leaf.Path}.Shape, {Text(first.Leaf.Aval.Rank - 1)}, {leaf.Path}.Shape, {Text(leaf.Aval.Rank - 1)})"
                    : $"{SizeOf(leaf, axis)} != {dim.ToCSharpNative(Variable)}");
            }
        }
        if (wrong.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", wrong)})"))
            {
                WriteFallback("the dimensions are not those of " + _model.Inferred);
            }
        }
    }

    private static string SizeOf(Leaf leaf, int axis) =>
        $"(int){leaf.Path}.Shape[{(leaf.Leading is null ? Text(axis) : $"{leaf.Path}.Rank - {Text(leaf.Aval.Rank - axis)}")}]";

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

    private void WriteFellBack(string reason) => _code.Line($"JitSupport.FellBack(Info, {Quote(reason)});");

    private void WriteFallback(string reason)
    {
        WriteFellBack(reason);
        if (RunsTraced)
        {
            _traces = true;
            _code.Line($"return Traced({_model.Arguments});");
        }
        else
        {
            WriteBodyCall();
        }
    }

    // True once a fallback is written that runs traced.
    private bool _traces;

    // C# numbers cannot be traced at run time.
    private bool RunsTraced => _model.Assumption != RankAssumption.None && IsOverLeaves && !NeedsValues;

    private void WriteTraced()
    {
        _code.Line("/// <summary>Outside of what was compiled: traced at these shapes, or as it was written.</summary>");
        using (_code.Block($"private static {_model.ReturnType} Traced({_model.Parameters})"))
        {
            string results = _names.Take("results");
            WriteBodyOverLeaves($"NdArray[]? {results} = JitSupport.RunTraced");
            _code.Line($"return {results} is null ? Body({_model.Arguments}) : {Fill(_model.Result, Outputs(results))};");
        }
    }

    private void WriteDeclared(Leaf leaf, List<Action> open)
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
            string size = SizeOf(leaf, axis);
            Dim dim = shape[axis];
            if (dim.SymbolName is { } symbol && !_symbols.ContainsKey(symbol))
            {
                _code.Line($"int {Define(symbol, leaf.Parameter)} = {size};");
            }
            else if (dim.Symbols.Any(s => !_symbols.ContainsKey(s)))
            {
                open.Add(() => WriteAgreement(leaf, dim, size));
            }
            else if (!dim.IsConstant || leaf.Leading is not null)
            {
                WriteAgreement(leaf, dim, size);
            }
        }
    }

    private void WriteAgreement(Leaf leaf, Dim dim, string size)
    {
        string expected = dim.ToCSharpNative(Variable);
        string owner = string.Join(", ", dim.Symbols.Select(s => _owners[s]).Distinct());
        using (_code.Block($"if ({size} != {expected})"))
        {
            _code.Line($"JitSupport.Disagree(\"{dim}\", {Quote(owner.Length > 0 ? owner : "[Shape]")}, {expected}, {Quote(leaf.Parameter)}, {size});");
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
        if (Arrays.FirstOrDefault(l => l.Aval.Shape.Equals(shape) && (l.Leading is null || l.Declared || shape[0].SymbolName == l.Leading)) is { } same)
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
