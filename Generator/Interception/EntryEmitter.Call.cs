// The method of an entry that interceptors call: what must hold, the kernel, and what becomes of its results.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed partial class EntryEmitter
{
    // Memory of C# holds values, which a trace has none of: then the method itself runs, or says so.
    private bool NeedsValues => _model.IsVoid || _model.Leaves.Any(l => l.IsWritten) || _model.Results.Any(r => r.Holding is Holding.Vector or Holding.Grid);

    private void WriteCall()
    {
        _code.Line("/// <summary>Runs the kernel; where it does not apply, the method itself.</summary>");
        using (_code.Block($"public static {_model.ReturnType} Call({_model.Parameters})"))
        {
            // The kernel has it among its inputs, and does not read it.
            foreach (Leaf leaf in _leaves.Where(l => l.IsOut))
            {
                _code.Line($"Unsafe.SkipInit(out {leaf.Path});");
            }
            WriteHolders();
            if (_model.Distinct.Count > 0)
            {
                using (_code.Block($"if ({string.Join(" || ", _model.Distinct.Select(d => $"ReferenceEquals({d.One}, {d.Two})"))})"))
                {
                    WriteFallback("two arguments are one object");
                }
            }
            if (Arrays.Any())
            {
                using (_code.Block($"if ({string.Join(" || ", Arrays.Select(l => $"KernelSupport.IsTraced({l.Path})"))})"))
                {
                    if (NeedsValues)
                    {
                        WriteBodyCall();
                    }
                    else
                    {
                        _code.Line($"return Record({_model.Arguments});");
                    }
                }
            }
            using (_code.Block("if (JaxConfig.DisableJit)"))
            {
                WriteBodyCall();
            }
            WriteShapes();
            WriteOverlaps();
            WriteRun();
        }
    }

    private void WriteBodyCall()
    {
        if (_model.IsVoid)
        {
            _code.Line($"Body({_model.Arguments});");
            _code.Line("return;");
            return;
        }
        _code.Line($"return Body({_model.Arguments});");
    }

    private void WriteHolders()
    {
        List<string> absent = [];
        foreach (Holder holder in _model.Holders)
        {
            if (holder.Nullable)
            {
                absent.Add(holder.Path);
                if (holder.Type is null)
                {
                    continue;
                }
            }
            WriteAbsent(absent);
            if (!holder.Nullable)
            {
                _code.Line($"ArgumentNullException.ThrowIfNull({holder.Path});");
            }
            if (holder.Type is not null)
            {
                using (_code.Block($"if ({holder.Path}.GetType() != typeof({holder.Type}))"))
                {
                    WriteFallback($"'{holder.Path}' is of a derived type");
                }
            }
        }
        if (_leaves.Any(IsLocal))
        {
            WriteAbsent(absent);
            WriteLocals();
        }
        absent.AddRange(_leaves.Where(l => l.Nullable).Select(l => l.Path));
        WriteAbsent(absent);
    }

    // What is null has no leaves that could be traced.
    private void WriteAbsent(List<string> absent)
    {
        if (absent.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", absent.Select(path => path + " is null"))})"))
            {
                WriteFellBack(string.Join(" or ", absent.Select(path => $"'{path}'")) + " is null");
                WriteBodyCall();
            }
            absent.Clear();
        }
    }

    // A member that others may write meanwhile is read once.
    private static bool IsLocal(Leaf leaf) => leaf.IsMemory && !IsPlain(leaf.Path) || leaf is { IsArray: true, IsOutside: true };

    private void WriteLocals()
    {
        for (int i = 0; i < _leaves.Count; i++)
        {
            Leaf leaf = _leaves[i];
            if (IsLocal(leaf))
            {
                string type = Keyword(leaf.Aval.DType), local = _names.Take(Names.Local(Names.Clean(leaf.Name)));
                _code.Line($"{(leaf.IsArray ? $"NdArray<{type}>?" : leaf.Holding == Holding.Grid ? $"{type}[{new string(',', leaf.Aval.Rank - 1)}]?" : type + "[]?")} {local} = {leaf.Path};");
                _leaves[i] = leaf with { Path = local };
            }
        }
    }

    private void WriteRun()
    {
        Jaxpr jaxpr = _model.Jaxpr;
        // The method itself tells what does not fit, or does without.
        if (_plan.Requirements.Count > 0)
        {
            using (_code.Block($"if ({string.Join(" || ", _plan.Requirements.Select(r => r.Dim.ToCSharpNative(Variable) + " < 0"))})"))
            {
                WriteFallback(ReasonOf(_plan.Requirements));
            }
        }
        List<string> arguments = [.. Enumerable.Range(0, jaxpr.ConstVars.Count).Select(i => "Constant" + Text(i)), .. _leaves.Select(Input), .. _plan.Symbols.Select(Variable)];
        List<string> results = [];
        for (int i = 0; i < _model.Results.Count; i++)
        {
            (string value, string destination) = Result(_model.Results[i], jaxpr.Outputs[i].Aval);
            results.Add(value);
            arguments.Add(destination);
        }
        List<(string From, string To)> copies = [], numbers = [];
        foreach (int i in Enumerable.Range(0, _leaves.Count).Where(i => _leaves[i].IsWritten))
        {
            if (_leaves[i].Holding == Holding.Number)
            {
                string type = Keyword(_leaves[i].Aval.DType), last = _names.Take("last");
                _code.Line($"{type} {last} = default;");
                arguments.Add($"new Span<{type}>(ref {last})");
                numbers.Add((last, _leaves[i].Path));
                continue;
            }
            arguments.Add(Destination(i, copies));
        }
        string guard = "";
        if (_model.IsGuarded)
        {
            guard = _names.Take("holds");
            _code.Line($"bool {guard} = false;");
            arguments.Add($"new Span<bool>(ref {guard})");
        }
        if (MayGiveUp)
        {
            using (_code.Block("try"))
            {
                _code.Line($"{_model.Id}.Run({string.Join(", ", arguments)});");
            }
            using (_code.Block("catch (ShapeException)"))
            {
                _code.Line("// A branch or loop that was entered needs more elements than there are.");
                WriteFallback(ReasonOf(_plan.InnerRequirements));
            }
        }
        else
        {
            _code.Line($"{_model.Id}.Run({string.Join(", ", arguments)});");
        }
        if (_model.IsGuarded)
        {
            using (_code.Block($"if (!{guard})"))
            {
                _code.Line("// An exception, most likely, which is the method's own to throw.");
                WriteFallback(ReasonOf(_model.Guards));
            }
        }
        foreach ((string from, string to) in copies)
        {
            _code.Line($"{from}.CopyTo({to});");
        }
        foreach ((string from, string to) in numbers)
        {
            _code.Line($"{to} = {from};");
        }
        if (!_model.IsVoid)
        {
            _code.Line($"return {Fill(_model.Result, results)};");
        }
    }

    // The kernel may throw after it has begun to write.
    private bool MayGiveUp => _mayGiveUp ??= _plan.InnerRequirements.Count > 0;

    private bool? _mayGiveUp;

    public static string ReasonOf(IReadOnlyList<Requirement> sizes) => "the sizes do not fit: " + string.Join(", ", sizes.Select(r => r.Dim + " < 0"));

    public static string ReasonOf(EquatableList<string> guards) => guards.Count == 0 ? "what the kernel takes for granted does not hold"
        : "one of these does not hold: " + string.Join("; ", guards.Take(MaxGuards)) + (guards.Count > MaxGuards ? "; ..." : "");

    public static string OtherLength(string parameter) => $"'{parameter}' has another length";

    private string Input(Leaf leaf)
    {
        if (leaf.IsArray)
        {
            return leaf.Path + ".Span";
        }
        if (leaf.IsMemory)
        {
            return Elements(leaf);
        }
        // Parameters can be referred to; what is read from somewhere is copied first.
        string type = Keyword(leaf.Aval.DType), number = leaf.Path;
        if (!IsPlain(number))
        {
            number = _names.Take(Names.Local(Names.Clean(leaf.Name)));
            _code.Line($"{type} {number} = {leaf.Path};");
        }
        return $"new ReadOnlySpan<{type}>(in {number})";
    }

    private (string Value, string Destination) Result(ResultLeaf result, Aval aval)
    {
        string type = Keyword(aval.DType), name = _names.Take("result");
        switch (result.Holding)
        {
            case Holding.Number:
                _code.Line($"{type} {name} = default;");
                return (name, $"new Span<{type}>(ref {name})");
            case Holding.Grid:
                _code.Line($"{type}[{new string(',', aval.Rank - 1)}] {name} = new {type}[{string.Join(", ", aval.Shape.Select(d => d.ToCSharpNative(Variable)))}];");
                return (name, $"JitSupport.Elements<{type}>({name})");
            default:
                _code.Line($"{type}[] {name} = KernelSupport.New<{type}>({aval.Shape.Size.ToCSharpNative(Variable)});");
                return (result.IsArray ? $"KernelSupport.Array({name}, {ShapeOf(aval.Shape)})" : name, name);
        }
    }

    private static bool IsPlain(string path) => Names.IsIdentifier(path.TrimStart('@'));
}
