// Writes fInto: a member of the user's partial type that runs the kernel of f on spans and into spans, and the slot that the kernel fills when the module starts.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed class IntoEmitter
{
    private readonly KernelModel _model;
    private readonly Names _names;
    private readonly List<string> _inputs;
    private readonly List<string> _results;
    private readonly Dictionary<string, string> _symbols = [];
    private readonly List<string> _parameters = [];
    private readonly List<string> _checks = [];

    private IntoEmitter(KernelModel model)
    {
        _model = model;
        _names = new Names(["Run", "RunEagerly", "Compiled", "Program", "IntoSupport", "KernelSupport", "JaxConfig", "Shape", "Span", "ReadOnlySpan", .. model.Leaves.Select(l => l.Name)]);
        _inputs = [.. model.Leaves.Select(l => l.Path)];
        _results = [.. model.Jaxpr.Outputs.Select(_ => _names.Take("destination"))];
        FindSymbols();
    }

    private string Slot => $"{_model.Id}_Into";

    /// <summary>The file of the member; null where the type is not partial or the parameters are more than arrays and numbers.</summary>
    public static string? Emit(KernelModel model) => Applies(model) ? new IntoEmitter(model).Write() : null;

    /// <summary>C# that fills the slot from inside the entry; null where there is none.</summary>
    public static string? Fill(KernelModel model, Plan plan)
    {
        if (!Applies(model))
        {
            return null;
        }
        IntoEmitter into = new(model);
        return plan.Symbols.All(into._symbols.ContainsKey)
            ? $"{into.Slot}.Compiled = static ({string.Join(", ", into._inputs.Concat(into._symbols.Values).Concat(into._results))}) => {model.Id}.Run({string.Join(", ", into.KernelArguments(plan))});"
            : null;
    }

    private static bool Applies(KernelModel model) => model is { Into: not null, PrivateType: null }
        && model.Leaves.All(l => !l.Path.Contains('.') && !l.Nullable && ElementTypes.Keyword(l.Aval.DType) is not null) && model.Jaxpr.Outputs.Count > 0
        && model.Jaxpr.Outputs.All(o => ElementTypes.Keyword(o.Aval.DType) is not null)
        && model.Leaves.SelectMany(l => l.Aval.Shape).Concat(model.Jaxpr.Outputs.SelectMany(o => o.Aval.Shape)).All(d => !d.ToCSharp(s => "s").Contains('('));

    private IEnumerable<string> KernelArguments(Plan plan) => Enumerable.Range(0, _model.Jaxpr.ConstVars.Count).Select(i => $"Constant{i}")
        .Concat(_model.Leaves.Select((l, i) => l.IsArray ? _inputs[i] : $"new ReadOnlySpan<{Element(l.Aval)}>(in {_inputs[i]})"))
        .Concat(plan.Symbols.Select(s => _symbols[s]))
        .Concat(_results);

    // A length gives the one unknown dimension of its shape; where two are unknown, the last becomes a parameter.
    private void FindSymbols()
    {
        List<int> open = [.. Enumerable.Range(0, _model.Leaves.Count).Where(i => _model.Leaves[i].IsArray)];
        while (open.Count > 0)
        {
            int next = open.FindIndex(i => Unknown(_model.Leaves[i].Aval.Shape).Length <= 1);
            if (next < 0)
            {
                string free = Unknown(_model.Leaves[open[0]].Aval.Shape).Last();
                _parameters.Add(_symbols[free] = _names.Take(Names.Clean(free)));
                continue;
            }
            Leaf leaf = _model.Leaves[open[next]];
            string length = _inputs[open[next]] + ".Length", name = Quote(leaf.Parameter);
            open.RemoveAt(next);
            if (Unknown(leaf.Aval.Shape) is [var symbol])
            {
                if (leaf.Aval.Shape.Count(d => d.Symbols.Contains(symbol)) == 1 && leaf.Aval.Shape.Any(d => d.SymbolName == symbol))
                {
                    string others = Product(leaf.Aval.Shape.Where(d => d.SymbolName != symbol));
                    _symbols[symbol] = _names.Take(Names.Clean(symbol));
                    _checks.Add(others == "1" ? $"int {_symbols[symbol]} = {length};" : $"int {_symbols[symbol]} = IntoSupport.Quotient({name}, {length}, {others});");
                    continue;
                }
                _parameters.Add(_symbols[symbol] = _names.Take(Names.Clean(symbol)));
            }
            _checks.Add($"IntoSupport.CheckLength({name}, {length}, {Product(leaf.Aval.Shape)});");
        }
    }

    private string[] Unknown(IEnumerable<Dim> shape) => [.. shape.SelectMany(d => d.Symbols).Where(s => !_symbols.ContainsKey(s)).Distinct()];

    private string Product(IEnumerable<Dim> dims)
    {
        string[] factors = [.. dims.Select(d => d.SymbolName is null && !d.IsConstant ? "(" + d.ToCSharpNative(s => _symbols[s]) + ")" : d.ToCSharpFactor(s => _symbols[s])).Where(f => f != "1")];
        return factors.Length == 0 ? "1" : factors.Length == 1 ? factors[0]
            : factors.Length == 2 && factors.All(f => f[0] != '(') ? "(long)" + string.Join(" * ", factors)
            : $"KernelSupport.Product({string.Join(", ", factors)})";
    }

    private string Write()
    {
        CodeWriter code = new();
        code.Line("// <auto-generated/>");
        code.Line("#nullable enable");
        if (_model.Obsolete)
        {
            code.Line("#pragma warning disable CS0612, CS0618 // The method is obsolete, and says so where it is called.");
        }
        code.Line();
        Member(code, 0);
        code.Line();
        using (code.Block("namespace SrcGenJit.Generated"))
        {
            code.Lines("""
                using System;
                using System.Buffers;
                using SrcGenJit;
                using SrcGenJit.Eager;
                """);
            code.Line();
            code.Line($"/// <summary>What <c>{Documentation.Escape(_model.Name)}Into</c> runs: the kernel once the module is initialised, else the method.</summary>");
            using (code.Block($"internal static class {Slot}"))
            {
                code.Line("/// <summary>The kernel; null where implementation parts were not generated.</summary>");
                code.Line("internal static Program? Compiled = null;");
                code.Line();
                code.Line($"internal delegate void Program({string.Join(", ", Inputs("").Concat(_symbols.Values.Select(s => "int " + s)).Concat(Destinations("")))});");
                code.Line();
                Run(code);
                code.Line();
                RunEagerly(code);
            }
        }
        return code.ToString();
    }

    private void Member(CodeWriter code, int level)
    {
        if (level < _model.Into!.Containers.Count)
        {
            using (code.Block(_model.Into.Containers[level]))
            {
                Member(code, level + 1);
            }
            return;
        }
        code.Line($"/// <summary>As <c>{Documentation.Escape(_model.Display)}</c>, into memory of the caller; allocates nothing.</summary>");
        code.Line("/// <remarks>A destination may be an input exactly; any other overlap is rejected.</remarks>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">Lengths do not agree, or memory overlaps in part.</exception>");
        code.Line($"{_model.Into.Accessibility} static void {_model.Name}Into({string.Join(", ", Parameters("global::System."))}) =>");
        code.Line($"    global::SrcGenJit.Generated.{Slot}.Run({string.Join(", ", _inputs.Concat(_parameters).Concat(_results))});");
    }

    private void Run(CodeWriter code)
    {
        using (code.Block($"internal static void Run({string.Join(", ", Parameters(""))})"))
        {
            foreach (string check in _checks)
            {
                code.Line(check);
            }
            string aliased = _names.Take("aliased"), compiled = _names.Take("compiled");
            List<string> overlaps = [];
            for (int i = 0; i < _results.Count; i++)
            {
                code.Line($"IntoSupport.CheckLength({Quote(_results[i])}, {_results[i]}.Length, {Product(_model.Jaxpr.Outputs[i].Aval.Shape)});");
                overlaps.AddRange(_model.Leaves.Select((l, j) => (l, j)).Where(p => p.l.IsArray).Select(p => $"IntoSupport.Aliases({_inputs[p.j]}, {_results[i]}, {Quote(p.l.Parameter)}, {Quote(_results[i])})"));
                for (int j = 0; j < i; j++)
                {
                    code.Line($"IntoSupport.CheckApart({_results[j]}, {_results[i]}, {Quote(_results[j])}, {Quote(_results[i])});");
                }
            }
            code.Line($"bool {aliased} = {(overlaps.Count == 0 ? "false" : string.Join(" | ", overlaps))};");
            using (code.Block($"if (Compiled is not {{ }} {compiled} || JaxConfig.DisableJit)"))
            {
                code.Line($"RunEagerly({string.Join(", ", _inputs.Concat(_symbols.Values).Concat(_results))});");
                code.Line("return;");
            }
            using (code.Block($"if (!{aliased})"))
            {
                code.Line($"{compiled}({string.Join(", ", _inputs.Concat(_symbols.Values).Concat(_results))});");
                code.Line("return;");
            }
            // A kernel may read an input again after it has written a result.
            string[] scratch = [.. _results.Select(_ => _names.Take("scratch"))];
            for (int i = 0; i < scratch.Length; i++)
            {
                code.Line($"{Element(_model.Jaxpr.Outputs[i].Aval)}[] {scratch[i]} = ArrayPool<{Element(_model.Jaxpr.Outputs[i].Aval)}>.Shared.Rent({_results[i]}.Length);");
            }
            code.Line($"{compiled}({string.Join(", ", _inputs.Concat(_symbols.Values).Concat(scratch.Select((s, i) => $"{s}.AsSpan(0, {_results[i]}.Length)")))});");
            for (int i = 0; i < scratch.Length; i++)
            {
                code.Line($"{scratch[i]}.AsSpan(0, {_results[i]}.Length).CopyTo({_results[i]});");
                code.Line($"ArrayPool<{Element(_model.Jaxpr.Outputs[i].Aval)}>.Shared.Return({scratch[i]});");
            }
        }
    }

    private void RunEagerly(CodeWriter code)
    {
        using (code.Block($"private static void RunEagerly({string.Join(", ", Inputs("").Concat(_symbols.Values.Select(s => "int " + s)).Concat(Destinations("")))})"))
        {
            string value = _names.Take("value");
            string[] arguments = [.. _model.Leaves.Select((l, i) => l.IsArray
                ? $"KernelSupport.Array({_inputs[i]}.ToArray(), {(l.Aval.Rank == 0 ? "Shape.Scalar" : $"new Shape({string.Join(", ", l.Aval.Shape.Select(d => d.ToCSharp(s => _symbols[s])))})")})"
                : _inputs[i])];
            code.Line($"{_model.ReturnType} {value} = {_model.FullName}({string.Join(", ", arguments)});");
            for (int i = 0; i < _results.Count; i++)
            {
                string leaf = _model.Results[i].Path.Replace("{0}", value);
                code.Line(_model.Results[i].IsArray ? $"{leaf}.Span.CopyTo({_results[i]});" : $"{_results[i]}[0] = {leaf};");
            }
        }
    }

    private IEnumerable<string> Parameters(string system) => Inputs(system).Concat(_parameters.Select(p => "int " + p)).Concat(Destinations(system));

    private IEnumerable<string> Inputs(string system) => _model.Leaves.Select((l, i) => (l.IsArray ? $"{system}ReadOnlySpan<{Element(l.Aval)}>" : Element(l.Aval)) + " " + _inputs[i]);

    private IEnumerable<string> Destinations(string system) => _model.Jaxpr.Outputs.Select((o, i) => $"{system}Span<{Element(o.Aval)}> {_results[i]}");

    private static string Element(Aval aval) => ElementTypes.Keyword(aval.DType)!;

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
