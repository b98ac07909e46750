// Writes what fills the slot of fInto: the kernel, behind what it assumes of shapes. Where a call is outside of that, f itself runs.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

internal sealed class IntoFiller
{
    private readonly KernelModel _model;
    private readonly Plan _plan;
    private readonly IntoSignature _signature;
    private readonly Dictionary<string, string> _symbols;
    private readonly CodeWriter _code = new();

    private IntoFiller(KernelModel model, Plan plan, IntoSignature signature)
    {
        (_model, _plan, _signature) = (model, plan, signature);
        _symbols = signature.Symbols.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
    }

    /// <summary>A statement that fills the slot; null where there is no fInto, or its spans never have the shapes that the kernel is for.</summary>
    public static string? Emit(KernelModel model, Plan plan)
    {
        if (model.Into is null || model.Leaves.Count(l => !l.IsOutside) != model.Into.Inputs.Count || model.Holders.Count > 0 || model.Jaxpr.Outputs.Count - (model.IsGuarded ? 1 : 0) != model.Into.Results.Count)
        {
            return null;
        }
        IntoFiller filler = new(model, plan, new IntoSignature(model.Into));
        return filler.Write() ? filler._code.ToString().TrimEnd('\n') + ";" : null;
    }

    private bool Write()
    {
        string parameters = string.Join(", ", _signature.Inputs.Concat(_signature.Symbols.Values).Concat(_signature.Destinations));
        using (_code.Block($"global::SrcGenJit.Generated.{_signature.Slot}.Compiled = static ({parameters}) =>"))
        {
            // What the method reads beside its parameters is the last.
            List<string> inputs = [];
            for (int i = 0; i < _model.Leaves.Count; i++)
            {
                if (_model.Leaves[i].IsOutside)
                {
                    if (Outside(_model.Leaves[i]) is not { } read)
                    {
                        return false;
                    }
                    inputs.Add(read);
                    continue;
                }
                BindSize(_model.Leaves[i], _signature.Inputs[i]);
                inputs.Add(_model.Leaves[i].IsArray ? _signature.Inputs[i] : $"new global::System.ReadOnlySpan<{_model.Into!.Inputs[i].Element}>(in {_signature.Inputs[i]})");
                if (_model.Into!.Inputs[i] is { IsArray: true, Shape: null } && !BindOneAxis(_model.Leaves[i], _signature.Inputs[i]))
                {
                    return false;
                }
            }
            if (!_plan.Symbols.Concat(_model.Jaxpr.Outputs.SelectMany(o => o.Aval.Shape).SelectMany(d => d.Symbols)).All(_symbols.ContainsKey))
            {
                return false;
            }
            FallBack(EntryEmitter.OutOfInts(_model, Variable).Select(IntoSignature.Qualify), EntryEmitter.SizeReason(_model.Leaves.Where(l => l.Size is not null)));
            FallBack(_model.NotOne.Select(d => IntoSignature.Qualify(d.ToCSharpNative(Variable)) + " == 1"), "an axis has one element");
            Requirement[] requirements = [.. _plan.Requirements, .. _plan.InnerRequirements];
            FallBack(requirements.Select(r => IntoSignature.Qualify(r.Dim.ToCSharpNative(Variable)) + " < 0"), EntryEmitter.ReasonOf(requirements));
            for (int i = 0; i < _signature.Destinations.Count; i++)
            {
                string name = _signature.Destinations[i];
                _code.Line($"global::SrcGenJit.Eager.IntoSupport.CheckLength({IntoSignature.Quote(name)}, {name}.Length, {IntoSignature.Product(_model.Jaxpr.Outputs[i].Aval.Shape, Variable)});");
            }
            IEnumerable<string> arguments = Enumerable.Range(0, _model.Jaxpr.ConstVars.Count).Select(i => $"{_model.Id}_Entry.Constant{i}")
                .Concat(inputs)
                .Concat(_plan.Symbols.Select(Variable))
                .Concat(_signature.Destinations);
            string? holds = null;
            if (_model.IsGuarded)
            {
                holds = _signature.Take("holds");
                _code.Line($"bool {holds} = false;");
                arguments = arguments.Append($"new global::System.Span<bool>(ref {holds})");
            }
            _code.Line($"global::SrcGenJit.Generated.{_model.Id}.Run({string.Join(", ", arguments)});");
            FallBack(holds is null ? [] : ["!" + holds], EntryEmitter.ReasonOf(_model.Guards));
        }
        return true;
    }

    // A span without a declared shape has one axis: it binds the dimensions of the compiled shape, or must agree with them.
    private bool BindOneAxis(Leaf leaf, string input)
    {
        Dim[] shape = [.. leaf.Aval.Shape];
        if (leaf is { Leading: not null, LeastLeading: 0 } && shape.Length == 2)
        {
            // No leading axes.
            return Bind(shape[0], "1", leaf.Parameter) && Bind(shape[1], input + ".Length", leaf.Parameter);
        }
        return shape.Length == 1 && Bind(shape[0], input + ".Length", leaf.Parameter);
    }

    // Null for what only an entry takes.
    private string? Outside(Leaf leaf)
    {
        string type = ElementTypes.Keyword(leaf.Aval.DType)!, local = _signature.Take(Names.Clean(leaf.Name)), path = leaf.Path.StartsWith("Read_", StringComparison.Ordinal) ? $"{_model.Id}_Entry.{leaf.Path}" : leaf.Path;
        if (leaf.Holding == Holding.Number)
        {
            _code.Line($"{type} {local} = {path};");
            BindSize(leaf, local);
            return $"new global::System.ReadOnlySpan<{type}>(in {local})";
        }
        if (leaf.Holding != Holding.Vector)
        {
            return null;
        }
        _code.Line($"{type}[]? {local} = {path};");
        FallBack([local + " is null"], $"'{leaf.Parameter}' is null");
        return Bind(leaf.Aval.Shape[0], local + ".Length", leaf.Parameter) ? local : null;
    }

    private void BindSize(Leaf leaf, string number)
    {
        if (leaf.Size is not null)
        {
            _symbols[leaf.Size] = number;
            FallBack([number + " < 0"], EntryEmitter.SizeReason([leaf]));
        }
    }

    private bool Bind(Dim dim, string value, string parameter)
    {
        if (dim.SymbolName is { } symbol && !_symbols.ContainsKey(symbol))
        {
            _symbols[symbol] = _signature.Take(Names.Clean(symbol));
            _code.Line($"int {_symbols[symbol]} = {value};");
            return true;
        }
        if (dim.LineIn(_symbols.ContainsKey) is var (name, slope, added))
        {
            _symbols[name] = _signature.Take(Names.Clean(name));
            _code.Line($"int {_symbols[name]} = {IntoSignature.Qualify(added.ToCSharpSolved(value, slope, Variable))};");
            FallBack([_symbols[name] + " < 0"], EntryEmitter.OtherLength(parameter));
            if (slope == 1)
            {
                return true;
            }
        }
        if (!dim.Symbols.All(_symbols.ContainsKey))
        {
            return false;
        }
        FallBack([$"{IntoSignature.Qualify(dim.ToCSharpNative(Variable))} != {value}"], EntryEmitter.OtherLength(parameter));
        return true;
    }

    private void FallBack(IEnumerable<string> conditions, string reason)
    {
        string condition = string.Join(" || ", conditions);
        if (condition.Length > 0)
        {
            using CodeWriter.Scope block = _code.Block($"if ({condition})");
            _code.Line($"global::SrcGenJit.Eager.JitSupport.FellBack({_model.Id}_Entry.Info, {IntoSignature.Quote(reason)});");
            _code.Line($"global::SrcGenJit.Generated.{_signature.Slot}.RunEagerly({_signature.AllArguments});");
            _code.Line("return;");
        }
    }

    private string Variable(string symbol) => _symbols[symbol];
}
