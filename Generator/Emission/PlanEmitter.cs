// Writes a plan as methods: one that runs its steps over spans, one for each loop nest, and those of the plans inside scans, loops and branches.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <summary>The methods of a kernel: their names, and what is still to be written.</summary>
internal sealed class KernelMethods
{
    private readonly Queue<Action<CodeWriter>> _pending = new();

    public Names Names { get; } = new(KernelNames.Reserved);

    /// <summary>Constants of the class: texts of library calls.</summary>
    public List<(string Name, string Text)> Constants { get; } = [];

    public void Add(Action<CodeWriter> write) => _pending.Enqueue(write);

    public void WriteAll(CodeWriter code)
    {
        while (_pending.Count > 0)
        {
            code.Line();
            _pending.Dequeue()(code);
        }
    }
}

internal sealed partial class PlanEmitter
{
    // A method's temporaries stand on the stack up to this many bytes.
    private const long StackBytes = 2048;

    private readonly Plan _plan;
    private readonly KernelMethods _methods;
    private readonly Names _names = new(KernelNames.Reserved);
    private readonly Dictionary<PlanBuffer, string> _buffers = [];
    private readonly Dictionary<string, string> _symbols = new(StringComparer.Ordinal);
    private long _stack;

    /// <param name="plan">The plan.</param>
    /// <param name="methods">The kernel.</param>
    /// <param name="inputNames">Wanted names of constants and inputs; null: the plan's own.</param>
    /// <param name="outputNames">Wanted names of outputs; null: the plan's own.</param>
    public PlanEmitter(Plan plan, KernelMethods methods, IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? outputNames = null)
    {
        _plan = plan;
        _methods = methods;
        PlanBuffer[] inputs = [.. plan.Consts, .. plan.Inputs];
        for (int i = 0; i < inputs.Length; i++)
        {
            _buffers[inputs[i]] = Names.Escape(Take(inputNames?[i] ?? inputs[i].Name));
        }
        foreach (string symbol in plan.Symbols)
        {
            _symbols[symbol] = Names.Escape(Take(Names.Clean(symbol)));
        }
        for (int i = 0; i < plan.Outputs.Count; i++)
        {
            _buffers[plan.Outputs[i]] = Names.Escape(Take(outputNames?[i] ?? plan.Outputs[i].Name));
        }
        foreach (PlanBuffer buffer in plan.Buffers.Where(b => !_buffers.ContainsKey(b)))
        {
            _buffers[buffer] = _names.Take(Names.Local(buffer.Name));
        }
    }

    private string Take(string wanted) => _names.TakeVerbatim(Names.Local(wanted));

    private string Parameters => string.Join(", ",
        _plan.Consts.Concat(_plan.Inputs).Select(b => $"ReadOnlySpan<{Element(b)}> {_buffers[b]}")
            .Concat(_plan.Symbols.Select(s => $"int {_symbols[s]}"))
            .Concat(_plan.Outputs.Select(b => $"Span<{Element(b)}> {_buffers[b]}")));

    /// <summary>Writes the method <paramref name="name"/>; the methods it calls are left with the kernel.</summary>
    public void Write(CodeWriter code, string name, string access)
    {
        using (code.Block($"{access} static void {name}({Parameters})"))
        {
            foreach (Requirement requirement in _plan.Requirements)
            {
                code.Line($"KernelSupport.Require({requirement.Dim.ToCSharpNative(Symbol)}, {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(requirement.Reason, true)});");
            }
            foreach (PlanBuffer buffer in _plan.Buffers)
            {
                Declare(code, buffer);
            }
            foreach (Step step in _plan.Steps)
            {
                code.Line($"// {PlanText.Describe(step)}");
                Write(code, step);
            }
        }
    }

    private void Declare(CodeWriter code, PlanBuffer buffer)
    {
        if (buffer.Kind == BufferKind.Literal)
        {
            code.Line($"ReadOnlySpan<{Element(buffer)}> {_buffers[buffer]} = [{ElementTypes.Literal(buffer.Value!.Value)}];");
        }
        else if (buffer.Kind == BufferKind.Temporary)
        {
            DeclareScratch(code, _buffers[buffer], buffer.Aval);
        }
    }

    // Memory for a temporary: the stack when it is small, else the array pool until the method returns.
    private void DeclareScratch(CodeWriter code, string name, Aval aval, bool reassigned = false)
    {
        string scoped = reassigned ? "scoped " : "";
        string element = ElementTypes.Keyword(aval.DType)!;
        Dim size = aval.Shape.Size;
        if (size.IsConstant && _stack + (size.Value * aval.DType.ItemSize) <= StackBytes)
        {
            _stack += size.Value * aval.DType.ItemSize;
            code.Line($"{scoped}Span<{element}> {name} = stackalloc {element}[{size}];");
            return;
        }
        string scratch = _names.Take(name.TrimStart('@') + "Scratch");
        code.Line($"using Scratch<{element}> {scratch} = new({size.ToCSharpNative(Symbol)});");
        code.Line($"{scoped}Span<{element}> {name} = {scratch}.Span;");
    }

    private void Write(CodeWriter code, Step step)
    {
        switch (step)
        {
            case LoopNest nest:
                NestEmitter emitter = new(nest, _methods.Names.Take("Loop"), b => _buffers[b], Symbol);
                code.Line(emitter.Call);
                _methods.Add(emitter.Write);
                break;
            case MatrixProduct product:
                WriteProduct(code, product);
                break;
            case LibraryCall call:
                WriteLibraryCall(code, call);
                break;
            case ScanStep scan:
                WriteScan(code, scan);
                break;
            case WhileStep loop:
                WriteWhile(code, loop);
                break;
            case CondStep cond:
                WriteCond(code, cond);
                break;
            default:
                throw new InvalidOperationException("unknown step " + step.GetType().Name);
        }
    }

    private void WriteProduct(CodeWriter code, MatrixProduct product)
    {
        string element = Element(product.Output), rows = Text(product.Rows), inner = Text(product.Inner), columns = Text(product.Columns);
        if (product.Batch is { IsConstant: true, Value: 1 })
        {
            code.Line($"MatMul.Multiply<{element}>({_buffers[product.Left]}, {_buffers[product.Right]}, {_buffers[product.Output]}, {rows}, {inner}, {columns});");
            return;
        }
        string batch = _names.Take("batch");
        using (code.Block($"for (int {batch} = 0; {batch} < {Text(product.Batch)}; {batch}++)"))
        {
            code.Line($"MatMul.Multiply<{element}>(");
            code.Line($"    {Slice(product.Left, batch, product.Rows * product.Inner)}, {Slice(product.Right, batch, product.Inner * product.Columns)},");
            code.Line($"    {Slice(product.Output, batch, product.Rows * product.Columns)}, {rows}, {inner}, {columns});");
        }
    }

    // The interpreter's code for one primitive, on copies: what the plan names so.
    private void WriteLibraryCall(CodeWriter code, LibraryCall call)
    {
        Var[] inputs = call.Inputs.Select(b => new Var(b.Aval)).ToArray(), outputs = call.Outputs.Select(b => new Var(b.Aval)).ToArray();
        Jaxpr equation = new([], inputs, [new Equation(call.Primitive, inputs, outputs, call.Params)], outputs);
        string word = string.Concat(call.Primitive.Name.Split('_', '-').Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w.Substring(1)));
        string constant = _methods.Names.Take(word + "Text"), variable = _names.Take(char.ToLowerInvariant(word[0]) + word.Substring(1));
        _methods.Constants.Add((constant, equation.ToString(JaxprStyle.Lossless)));
        code.Line($"InterpreterCall {variable} = new({constant}, {call.Inputs.Count});");
        foreach (PlanBuffer input in call.Inputs)
        {
            code.Line($"{variable}.Add<{Element(input)}>({_buffers[input]}, [{string.Join(", ", input.Aval.Shape.Select(Text))}]);");
        }
        code.Line($"{variable}.Run();");
        for (int i = 0; i < call.Outputs.Count; i++)
        {
            code.Line($"{variable}.CopyTo<{Element(call.Outputs[i])}>({i}, {_buffers[call.Outputs[i]]});");
        }
    }

    private static string Element(PlanBuffer buffer) => ElementTypes.Keyword(buffer.Aval.DType) ?? throw new NotSupportedException($"kernels do not compute with {buffer.Aval.DType.Name}");

    private string Symbol(string symbol) => _symbols[symbol];

    // A dimension as an int expression.
    private string Text(Dim dim)
    {
        string text = dim.ToCSharp(Symbol);
        return dim.IsConstant || Names.IsIdentifier(text.TrimStart('@')) ? text : $"checked((int)({text}))";
    }

    private string Slice(PlanBuffer buffer, string index, Dim size)
    {
        string text = size.ToCSharpFactor(Symbol);
        return text == "1" ? $"{_buffers[buffer]}.Slice({index}, 1)" : $"{_buffers[buffer]}.Slice({index} * {Text(size)}, {Text(size)})";
    }
}
