// The parameters of fInto: spans and numbers as f has them, an int for each declared dimension that no length gives, and a destination for each result.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed class IntoSignature
{
    private readonly Names _names;
    private readonly Dictionary<string, string> _symbols = [];
    private readonly List<string> _parameters = [];
    private readonly List<string> _checks = [];

    public IntoSignature(IntoModel model)
    {
        Model = model;
        _names = new Names();
        Inputs = [.. model.Inputs.Select(i => Names.Escape(_names.TakeVerbatim(i.Name)))];
        Destinations = [.. model.Results.Select(_ => _names.Take("destination"))];
        FindSymbols();
    }

    public IntoModel Model { get; }

    public string Slot => Model.Id + "_Into";

    /// <summary>The names of the inputs, as C# writes them.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Destinations { get; }

    /// <summary>The variable of each declared dimension.</summary>
    public IReadOnlyDictionary<string, string> Symbols => _symbols;

    /// <summary>Statements that make the dimensions which lengths give, and check the other lengths.</summary>
    public IReadOnlyList<string> Checks => _checks;

    /// <summary>A name that nothing in the scope has.</summary>
    public string Take(string wanted) => _names.Take(wanted);

    /// <summary>What callers of fInto write.</summary>
    public string Parameters => string.Join(", ", InputParameters.Concat(_parameters.Select(p => "int " + p)).Concat(DestinationParameters));

    public string Arguments => string.Join(", ", Inputs.Concat(_parameters).Concat(Destinations));

    /// <summary>As <see cref="Parameters"/>, with all dimensions.</summary>
    public string AllParameters => string.Join(", ", InputParameters.Concat(_symbols.Values.Select(s => "int " + s)).Concat(DestinationParameters));

    public string AllArguments => string.Join(", ", Inputs.Concat(_symbols.Values).Concat(Destinations));

    /// <summary>C# of a product of dimensions, in 64 bits.</summary>
    public static string Product(IEnumerable<Dim> dims, System.Func<string, string> variable)
    {
        string[] factors = [.. dims.Select(d => d.SymbolName is null && !d.IsConstant ? "(" + d.ToCSharpNative(variable) + ")" : d.ToCSharpFactor(variable)).Where(f => f != "1")];
        return Qualify(factors.Length == 0 ? "1" : factors.Length == 1 ? factors[0]
            : factors.Length == 2 && factors.All(f => f[0] != '(') ? "(long)" + string.Join(" * ", factors)
            : $"KernelSupport.Product({string.Join(", ", factors)})");
    }

    /// <summary>C# of a shape.</summary>
    public string Shape(Shape shape) => shape.Rank == 0 ? "global::SrcGenJit.Shape.Scalar"
        : $"new global::SrcGenJit.Shape({string.Join(", ", shape.Select(d => d.SymbolName is null && !d.IsConstant ? "(int)(" + Qualify(d.ToCSharp(s => _symbols[s])) + ")" : d.ToCSharp(s => _symbols[s])))})";

    // Parameters and dimensions may have any name: what is called stands with its full name.
    public static string Qualify(string dimension) => dimension
        .Replace("KernelSupport.Product(", "global::SrcGenJit.Eager.KernelSupport.Product(")
        .Replace("FloorDiv(", "global::SrcGenJit.Simd.LaneMemory.FloorDiv(")
        .Replace("Mod(", "global::SrcGenJit.Simd.LaneMemory.Mod(");

    public static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private IEnumerable<string> InputParameters => Model.Inputs.Select((p, i) => (p.IsArray ? $"global::System.ReadOnlySpan<{p.Element}>" : p.Element) + " " + Inputs[i]);

    private IEnumerable<string> DestinationParameters => Model.Results.Select((r, i) => $"global::System.Span<{r.Element}> {Destinations[i]}");

    // A length gives the one unknown dimension of its shape; where two are unknown, the last becomes a parameter.
    private void FindSymbols()
    {
        List<int> open = [.. Enumerable.Range(0, Model.Inputs.Count).Where(i => Model.Inputs[i] is { IsArray: true, Shape: not null })];
        while (open.Count > 0)
        {
            int next = open.FindIndex(i => Unknown(Model.Inputs[i].Shape!).Length <= 1);
            if (next < 0)
            {
                Ask(Unknown(Model.Inputs[open[0]].Shape!).Last());
                continue;
            }
            Shape shape = Model.Inputs[open[next]].Shape!;
            string length = Inputs[open[next]] + ".Length", name = Quote(Model.Inputs[open[next]].Name);
            open.RemoveAt(next);
            if (Unknown(shape) is [var symbol])
            {
                if (shape.Count(d => d.Symbols.Contains(symbol)) == 1 && shape.Any(d => d.SymbolName == symbol))
                {
                    string others = Product(shape.Where(d => d.SymbolName != symbol), s => _symbols[s]);
                    _symbols[symbol] = _names.Take(Names.Clean(symbol));
                    _checks.Add(others == "1" ? $"int {_symbols[symbol]} = {length};" : $"int {_symbols[symbol]} = global::SrcGenJit.Eager.IntoSupport.Quotient({name}, {length}, {others});");
                    continue;
                }
                Ask(symbol);
            }
            _checks.Add($"global::SrcGenJit.Eager.IntoSupport.CheckLength({name}, {length}, {Product(shape, s => _symbols[s])});");
        }
    }

    private void Ask(string symbol) => _parameters.Add(_symbols[symbol] = _names.Take(Names.Clean(symbol)));

    private string[] Unknown(IEnumerable<Dim> shape) => [.. shape.SelectMany(d => d.Symbols).Where(s => !_symbols.ContainsKey(s)).Distinct()];
}
