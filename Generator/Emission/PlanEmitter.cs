// Writes a plan as methods: one that runs its steps over spans, one for each loop nest, and those of the plans inside scans, loops and branches.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <summary>The methods of a kernel: their names, and what is still to be written.</summary>
internal sealed class KernelMethods
{
    // Methods that are longer take the JIT too long, or are not optimised at all.
    private const int MostValues = 1200;

    private readonly Queue<Action<CodeWriter>> _pending = new();
    private readonly Dictionary<object, int> _room = [];

    public Names Names { get; } = new(KernelNames.Reserved);

    /// <summary>Constants of the class: texts of library calls.</summary>
    public List<(string Name, string Text)> Constants { get; } = [];

    public void Add(Action<CodeWriter> write) => _pending.Enqueue(write);

    /// <summary>How many more values a method may compute in bodies that stand in it; what is asked for is taken where there is as much.</summary>
    public int Room(object method, int wanted)
    {
        int left = _room.TryGetValue(method, out int known) ? known : MostValues;
        _room[method] = wanted <= left ? left - wanted : left;
        return left;
    }

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
    private readonly Plan _plan;
    private readonly KernelMethods _methods;
    private readonly Names _names;
    private readonly Dictionary<PlanBuffer, string> _buffers = [];
    private readonly Dictionary<string, string> _symbols = new(StringComparer.Ordinal);

    // Whether buffers of one element are locals.
    private readonly bool _hasNumbers;

    // The emitter of the method that this plan stands in.
    private readonly PlanEmitter _method;

    // Memory that another buffer has already.
    private readonly HashSet<PlanBuffer> _given = [];

    /// <summary>The plan of a kernel, whose inputs and results are spans.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="methods">The kernel.</param>
    /// <param name="inputNames">Wanted names of constants and inputs; null: the plan's own.</param>
    /// <param name="outputNames">Wanted names of outputs; null: the plan's own.</param>
    public PlanEmitter(Plan plan, KernelMethods methods, IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? outputNames = null)
        : this(plan, methods, new Names(KernelNames.Reserved), IsScalar(plan), null)
    {
        IsKernel = true;
        TakeNames(inputNames, outputNames);
    }

    // The plan of a loop or branch as a method of its own; these inputs are the memory of outputs.
    private PlanEmitter(Plan plan, KernelMethods methods, IReadOnlyList<(int Input, int Output)> inPlace)
        : this(plan, methods, new Names(KernelNames.Reserved), true, null)
    {
        TakeNames(null, null);
        Share(inPlace);
    }

    // The plan of a loop or branch in the method of another.
    private PlanEmitter(Plan plan, PlanEmitter outer, string[] inputs, string[] outputs, IReadOnlyList<(int Input, int Output)> inPlace)
        : this(plan, outer._methods, outer._names, true, outer._method)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            _buffers[plan.Inputs[i]] = inputs[i];
        }
        for (int i = 0; i < outputs.Length; i++)
        {
            _buffers[plan.Outputs[i]] = outputs[i];
        }
        foreach (string symbol in plan.Symbols)
        {
            _symbols[symbol] = outer.Symbol(symbol);
        }
        TakeRest();
        Share(inPlace);
    }

    private PlanEmitter(Plan plan, KernelMethods methods, Names names, bool hasNumbers, PlanEmitter? method)
    {
        _plan = plan;
        _methods = methods;
        _names = names;
        _hasNumbers = hasNumbers;
        _method = method ?? this;
    }

    // With loops and branches, or nothing but numbers.
    private static bool IsScalar(Plan plan) => plan.Steps.Any(s => s is ScanStep or WhileStep or CondStep) || plan.Steps.All(s => s is LoopNest { Loops.Count: 0, IsReduction: false });

    private bool IsKernel { get; }

    // Constants that the caller gives; the others, of functions called and inside loops, stand in the method.
    private IEnumerable<PlanBuffer> Consts => _plan.Consts.Where(c => IsKernel || c.Data is null);

    private void TakeNames(IReadOnlyList<string>? inputNames, IReadOnlyList<string>? outputNames)
    {
        PlanBuffer[] inputs = [.. Consts, .. _plan.Inputs];
        for (int i = 0; i < inputs.Length; i++)
        {
            _buffers[inputs[i]] = Names.Escape(Take(inputNames?[i] ?? inputs[i].Name));
        }
        foreach (string symbol in _plan.Symbols)
        {
            _symbols[symbol] = Names.Escape(Take(Names.Clean(symbol)));
        }
        for (int i = 0; i < _plan.Outputs.Count; i++)
        {
            _buffers[_plan.Outputs[i]] = Names.Escape(Take(outputNames?[i] ?? _plan.Outputs[i].Name));
        }
        TakeRest();
    }

    private void TakeRest()
    {
        foreach (PlanBuffer buffer in _plan.Buffers.Where(b => !_buffers.ContainsKey(b)))
        {
            _buffers[buffer] = _hasNumbers && buffer.Kind == BufferKind.Literal ? ElementTypes.Literal(buffer.Value!.Value) : _names.Take(Names.Local(buffer.Name));
        }
    }

    private void Share(IReadOnlyList<(int Input, int Output)> inPlace)
    {
        foreach ((int input, int output) in inPlace)
        {
            foreach (PlanBuffer buffer in InPlace.Shared(_plan, input, output)!.Skip(1))
            {
                _buffers[buffer] = _buffers[_plan.Outputs[output]];
                _given.Add(buffer);
            }
        }
    }

    private string Take(string wanted) => _names.TakeVerbatim(Names.Local(wanted));

    private static bool IsOne(PlanBuffer buffer) => buffer.Aval.Shape.Size.Equals((Dim)1);

    // True for what is a local; its text is the variable, else a span.
    private bool IsNumber(PlanBuffer buffer) => _hasNumbers && IsOne(buffer);

    private string Parameters => string.Join(", ",
        Consts.Concat(_plan.Inputs).Where(b => !_given.Contains(b)).Select(b => IsNumber(b) && !IsKernel ? $"{Element(b)} {_buffers[b]}" : $"ReadOnlySpan<{Element(b)}> {_buffers[b]}")
            .Concat(_plan.Symbols.Select(s => $"int {_symbols[s]}"))
            .Concat(_plan.Outputs.Select(b => IsNumber(b) && !IsKernel ? $"ref {Element(b)} {_buffers[b]}" : $"Span<{Element(b)}> {_buffers[b]}")));

    /// <summary>Writes the method <paramref name="name"/>; the methods it calls are left with the kernel.</summary>
    public void Write(CodeWriter code, string name, string access)
    {
        if (_hasNumbers)
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        }
        using (code.Block($"{access} static void {name}({Parameters})"))
        {
            List<(string Span, string Number)> results = IsKernel && _hasNumbers ? TakeNumbers(code) : [];
            WriteSteps(code);
            foreach ((string span, string number) in results)
            {
                code.Line($"{span}[0] = {number};");
            }
        }
    }

    // The inputs of one element are read once, and the results written at the end, or where they come from when that is one nest.
    private List<(string Span, string Number)> TakeNumbers(CodeWriter code)
    {
        foreach (PlanBuffer input in Consts.Concat(_plan.Inputs).Where(IsNumber))
        {
            string number = _names.Take(_buffers[input].TrimStart('@') + "0");
            code.Line($"{Element(input)} {number} = {_buffers[input]}[0];");
            _buffers[input] = number;
        }
        List<(string Span, string Number)> results = [];
        foreach (PlanBuffer output in _plan.Outputs.Where(IsNumber))
        {
            if (_plan.Steps.Count == 1 && _plan.Steps[0] is LoopNest)
            {
                _buffers[output] += "[0]";
                continue;
            }
            string number = _names.Take(_buffers[output].TrimStart('@') + "0");
            code.Line($"{Element(output)} {number} = default;");
            results.Add((_buffers[output], number));
            _buffers[output] = number;
        }
        return results;
    }

    private void WriteSteps(CodeWriter code)
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
            Write(code, step);
        }
    }

    private void Write(CodeWriter code, Step step)
    {
        if (step is LoopNest all)
        {
            if (InPlace.WithoutCopies(all, (from, to) => !IsNumber(from) && _buffers[from] == _buffers[to]) is not { } left)
            {
                return;
            }
            step = left;
        }
        code.Line($"// {PlanText.Describe(step)}");
        if (step is MatrixProduct { Output.Aval.DType: var element } && !ElementTypes.HasLanes(element) || step is LibraryCall library && library.Inputs.Concat(library.Outputs).Any(b => !ElementTypes.HasLanes(b.Aval.DType)))
        {
            throw new NotSupportedException("kernels do not compute with arrays of uint64");
        }
        switch (step)
        {
            case LoopNest { Loops.Count: 0, IsReduction: false } nest when _hasNumbers:
                new ScalarEmitter(nest, _names, b => IsNumber(b) ? _buffers[b] : $"MemoryMarshal.GetReference({_buffers[b]})", IsNumber, Symbol).Write(code);
                break;
            case LoopNest nest:
                NestEmitter emitter = new(nest, _methods.Names.Take("Loop"), b => _buffers[b], Symbol, IsNumber);
                code.Line(emitter.Call);
                _methods.Add(emitter.Write);
                break;
            case MatrixProduct product:
                WriteProduct(code, product);
                break;
            case UpdateStep update:
                WriteUpdate(code, update);
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
            code.Line($"MatMul.Multiply<{element}>({SpanOf(product.Left)}, {SpanOf(product.Right)}, {TargetOf(product.Output)}, {rows}, {inner}, {columns});");
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
            code.Line($"{variable}.Add<{Element(input)}>({SpanOf(input)}, [{string.Join(", ", input.Aval.Shape.Select(Text))}]);");
        }
        code.Line($"{variable}.Run();");
        for (int i = 0; i < call.Outputs.Count; i++)
        {
            code.Line($"{variable}.CopyTo<{Element(call.Outputs[i])}>({i}, {TargetOf(call.Outputs[i])});");
        }
    }

    // A buffer as a span to read, also where it is a local or a literal.
    private string SpanOf(PlanBuffer buffer) => !IsNumber(buffer) ? _buffers[buffer]
        : buffer.Kind == BufferKind.Literal ? $"(ReadOnlySpan<{Element(buffer)}>)[{_buffers[buffer]}]"
        : $"new ReadOnlySpan<{Element(buffer)}>(ref {_buffers[buffer]})";

    private string TargetOf(PlanBuffer buffer) => IsNumber(buffer) ? $"new Span<{Element(buffer)}>(ref {_buffers[buffer]})" : _buffers[buffer];

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
        return text == "1" ? $"{TargetOrSpan(buffer)}.Slice({index}, 1)" : $"{TargetOrSpan(buffer)}.Slice({index} * {Text(size)}, {Text(size)})";
    }

    private string TargetOrSpan(PlanBuffer buffer) => buffer.Kind is BufferKind.Output or BufferKind.Temporary ? TargetOf(buffer) : SpanOf(buffer);
}
