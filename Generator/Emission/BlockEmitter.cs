// Writes the straight-line code of a nest: each value one statement at the loop level where it belongs, then stores.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <summary>What the code of a nest can refer to.</summary>
/// <param name="Nest">The nest.</param>
/// <param name="Lanes">Its lane types.</param>
/// <param name="Names">The names in scope of its method.</param>
/// <param name="Buffers">The variable of a buffer: a reference to its first element.</param>
/// <param name="LoopNames">The variable of each loop: the index, or the first index of a block.</param>
/// <param name="Symbol">The variable of a symbolic dimension.</param>
/// <param name="Called">The functions that are called, not inlined.</param>
internal sealed record NestScope(
    LoopNest Nest, LaneTypes Lanes, Names Names, Func<PlanBuffer, string> Buffers, IReadOnlyList<string> LoopNames, Func<string, string> Symbol, HashSet<NestValue> Called);

/// <param name="scope">The nest.</param>
/// <param name="block">Body or epilogue.</param>
/// <param name="vectorLoop">The loop that the block's code is vectorised over; -1 when every lane computes the same.</param>
/// <param name="count">The variable (or constant) with the number of elements in the block.</param>
/// <param name="reduced">In an epilogue, the lanes of a reduction's result.</param>
/// <param name="rowResult">In an epilogue of one element, the variable of a reduction's result.</param>
internal sealed class BlockEmitter(
    NestScope scope, NestBlock block, int vectorLoop, string count, Func<NestValue.Reduced, string>? reduced = null, Func<NestValue.Reduced, string>? rowResult = null)
{
    private readonly Dictionary<NestValue, LaneExpression> _values = [];
    private readonly HashSet<NestValue> _done = [];

    private LaneTypes Lanes => scope.Lanes;

    /// <summary>The variable with the number of elements in a block.</summary>
    public string Count => count;

    /// <summary>Writes the values that become computable inside loop number <paramref name="level"/> - 1 (level 0: outside all loops).</summary>
    public void WriteValues(CodeWriter code, int level, int levels)
    {
        foreach (NestValue value in block.Values)
        {
            if (!_done.Contains(value) && (level == levels || LevelOf(value) <= level))
            {
                Write(code, value);
                _done.Add(value);
            }
        }
    }

    public void WriteStores(CodeWriter code)
    {
        foreach (NestStore store in block.Stores)
        {
            Write(code, store);
        }
    }

    /// <summary>The lanes of a value; a mask in the nest's mask type when it is a bool.</summary>
    public string Lane(NestValue value) => value.DType == DType.Bool ? As(value, Lanes.MaskType) : _values[value].Text;

    // The level of a value is that of the deepest loop it depends on.
    private static int LevelOf(NestValue value)
    {
        int level = 0;
        for (ulong loops = value.Loops; loops != 0; loops >>= 1)
        {
            level++;
        }
        return level;
    }

    private void Write(CodeWriter code, NestValue value)
    {
        switch (value)
        {
            case NestValue.Constant constant:
                _values[value] = Constant(constant.Value);
                break;
            case NestValue.Load load:
                WriteLoad(code, load);
                break;
            case NestValue.OfIndex index:
                WriteIndex(code, index);
                break;
            case NestValue.Select select:
                WriteSelect(code, select);
                break;
            case NestValue.Reduced result:
                _values[value] = new LaneExpression(reduced!(result), result.DType == DType.Bool ? Lanes.MaskType : result.DType);
                break;
            case NestValue.Apply apply when LaneTemplates.IsComparison(apply) && !IsStored(apply):
                _values[value] = Apply(apply);
                break;
            case NestValue.Apply apply when Partner(apply) is { } partner:
                string sine = scope.Names.Take("sin"), cosine = scope.Names.Take("cos");
                code.Line($"SinCos({Lane(apply.Inputs[0])}, out {Lanes.Of(value.DType)} {sine}, out {Lanes.Of(value.DType)} {cosine});");
                _values[value] = new LaneExpression(LaneTemplates.IsSine(value) ? sine : cosine, value.DType);
                _values[partner] = new LaneExpression(LaneTemplates.IsSine(value) ? cosine : sine, value.DType);
                _done.Add(partner);
                break;
            case NestValue.Apply apply:
                LaneExpression expression = Apply(apply);
                Declare(code, value, expression.Text, expression.Lanes);
                break;
            default:
                throw new InvalidOperationException("unknown value " + value.GetType().Name);
        }
    }

    private bool IsStored(NestValue value) => block.Stores.Any(s => ReferenceEquals(s.Value, value));

    // The cosine of a sine's argument, and the other way round: both come from one reduction of the argument.
    private NestValue? Partner(NestValue.Apply apply)
    {
        bool sine = LaneTemplates.IsSine(apply);
        return sine || LaneTemplates.IsCosine(apply)
            ? block.Values.FirstOrDefault(v => (sine ? LaneTemplates.IsCosine(v) : LaneTemplates.IsSine(v)) && ReferenceEquals(((NestValue.Apply)v).Inputs[0], apply.Inputs[0]))
            : null;
    }

    private string Declare(CodeWriter code, NestValue value, string expression, DType lanes)
    {
        string name = scope.Names.TakeLetter();
        code.Line($"{Lanes.Of(lanes)} {name} = {expression};");
        _values[value] = new LaneExpression(name, lanes);
        return name;
    }

    private LaneExpression Constant(Scalar value)
    {
        if (value.DType == DType.Bool)
        {
            return new LaneExpression($"{Lanes.Mask}.Bits({(value.Bits != 0 ? "-1" : "0")})", Lanes.MaskType);
        }
        return new LaneExpression($"{Lanes.Of(value.DType)}.Broadcast({ElementTypes.Literal(value)})", value.DType);
    }

    // A value in the lanes of an element type: only masks change lanes without changing value.
    private string As(NestValue value, DType lanes)
    {
        LaneExpression expression = _values[value];
        return expression.Lanes == lanes || value.DType != DType.Bool
            ? expression.Text
            : $"{Lanes.Of(expression.Lanes)}.Mask<{Lanes.Of(lanes)}>({expression.Text})";
    }

    private LaneExpression Apply(NestValue.Apply apply)
    {
        if (LaneTemplates.IsConversion(apply))
        {
            return Convert(apply.Inputs[0], apply.DType);
        }
        if (apply.Elementwise.Kernel == "Bitcast")
        {
            return apply.Inputs[0].DType == apply.DType
                ? _values[apply.Inputs[0]]
                : new LaneExpression($"{Lanes.Of(apply.Inputs[0].DType)}.Reinterpret<{Lanes.Of(apply.DType)}>({Lane(apply.Inputs[0])})", apply.DType);
        }
        if (LaneTemplates.IsSelection(apply))
        {
            return Choose(apply, apply.DType == DType.Bool ? Lanes.MaskType : apply.DType);
        }
        DType first = apply.Inputs[0].DType == DType.Bool ? _values[apply.Inputs[0]].Lanes : apply.Inputs[0].DType;
        string[] operands = apply.Inputs.Select(i => i.DType == DType.Bool ? As(i, first) : i.DType == first ? Lane(i) : Convert(i, first).Text).ToArray();
        return new LaneExpression(scope.Called.Contains(apply) ? LaneTemplates.Call(apply, Lanes.Of(first), operands) : LaneTemplates.Of(apply, operands), first);
    }

    // By a bool the second of two cases where it is set; by an integer any of several.
    private LaneExpression Choose(NestValue.Apply apply, DType lanes)
    {
        NestValue which = apply.Inputs[0];
        if (which.DType == DType.Bool && apply.Inputs.Count == 3)
        {
            return new LaneExpression(LaneTemplates.Select(As(which, lanes), As(apply.Inputs[2], lanes), As(apply.Inputs[1], lanes)), lanes);
        }
        string chosen = As(apply.Inputs[1], lanes), from = Lanes.Of(which.DType);
        for (int i = 2; i < apply.Inputs.Count; i++)
        {
            string equal = $"Equal({Lane(which)}, {from}.Constant({i - 1}))";
            chosen = LaneTemplates.Select(which.DType == lanes ? equal : $"{from}.Mask<{Lanes.Of(lanes)}>({equal})", As(apply.Inputs[i], lanes), chosen);
        }
        return new LaneExpression(chosen, lanes);
    }

    private LaneExpression Convert(NestValue input, DType type)
    {
        if (input.DType == type)
        {
            return _values[input];
        }
        string lanes = Lanes.Of(type);
        if (input.DType == DType.Bool)
        {
            return new LaneExpression(LaneTemplates.Select(As(input, type), lanes + ".Constant(1)", lanes + ".Constant(0)"), type);
        }
        string from = Lanes.Of(input.DType);
        return type == DType.Bool
            ? new LaneExpression($"NotEqual({Lane(input)}, {from}.Constant(0))", input.DType)
            : new LaneExpression($"{from}.Convert<{lanes}>({Lane(input)})", type);
    }

    // ---- memory ----

    private IndexText Index(string vector, Func<NestValue, string> data) =>
        new(loop => loop == vectorLoop ? vector : scope.LoopNames[loop], scope.Symbol, data);

    private IndexText AtBlock => Index(vectorLoop >= 0 ? scope.LoopNames[vectorLoop] : "", value => Integer(value, "0"));

    // An element of a block of integers, as an index.
    private string Integer(NestValue value, string lane)
    {
        LaneExpression expression = _values[value];
        string lanes = Lanes.Of(expression.Lanes);
        return value.DType == DType.Bool
            ? $"(IsSet<{lanes}, {ElementTypes.Keyword(expression.Lanes)}>({expression.Text}, {lane}) ? 1 : 0)"
            : $"(nint){lanes}.GetElement({expression.Text}, {lane})";
    }

    private void WriteLoad(CodeWriter code, NestValue.Load load)
    {
        bool mask = load.DType == DType.Bool;
        DType type = mask ? Lanes.MaskType : load.DType;
        string lanes = Lanes.Of(type), element = ElementTypes.Keyword(load.DType)!, source = "ref " + scope.Buffers(load.Buffer);
        if (!load.DependsOn(vectorLoop))
        {
            string offset = AtBlock.Of(load.Offset);
            string at = offset == "0" ? scope.Buffers(load.Buffer) : $"Unsafe.Add({source}, {offset})";
            string value = mask ? $"Mask<{lanes}>({at})" : $"{lanes}.Broadcast({at})";
            string[] conditions = Hoisted(load).Concat(load.Guard.IsNone ? [] : [AtBlock.Of(load.Guard)]).ToArray();
            Declare(code, load, conditions.Length == 0 ? value : $"{string.Join(" && ", conditions)} ? {value} : {lanes}.Bits(0)", type);
            return;
        }
        Access access = load.Offset.AccessAlong(vectorLoop);
        string? block = access.IsGeneral ? null
            : access.IsUnit ? (mask ? $"{lanes}.LoadMask({source}, {AtBlock.Of(load.Offset)}, {count})" : $"Load<{lanes}, {element}>({source}, {AtBlock.Of(load.Offset)}, {count})")
            : mask ? null
            : $"{lanes}.LoadStrided({source}, {AtBlock.Of(load.Offset)}, {access.Stride!.ToCSharp(scope.Symbol)}, {count})";
        if (block is not null && !load.Guard.DependsOn(vectorLoop))
        {
            Declare(code, load, load.Guard.IsNone ? block : $"{AtBlock.Of(load.Guard)} ? {block} : {lanes}.Bits(0)", type);
            return;
        }
        if (access.IsUnit && !mask && Range(load.Guard) is { } range)
        {
            string some = $"LoadRange<{lanes}, {element}>({source}, {AtBlock.Of(load.Offset)}, {count}, {range.From}, {range.To})";
            Declare(code, load, range.Holds.Length == 0 ? some : $"{range.Holds} ? {some} : {lanes}.Bits(0)", type);
            return;
        }
        // What is built lane by lane stands in memory: the value itself is a copy.
        string built = scope.Names.TakeLetter();
        code.Line($"{lanes} {built} = {lanes}.Bits(0);");
        WriteLanes(code, load.Guard, (index, lane) =>
        {
            string at = $"Unsafe.Add({source}, {index.Of(load.Offset)})";
            return mask ? $"SetMask<{lanes}, {ElementTypes.Keyword(type)}>(ref {built}, {lane}, {at});" : $"Lane<{lanes}, {element}>(ref {built}, {lane}) = {at};";
        });
        Declare(code, load, built, type);
    }

    // The lanes where a guard holds, when these are neighbours: each condition moves by one along the vector loop, or not at all.
    private (string Holds, string From, string To)? Range(Guard guard)
    {
        Condition[] moving = guard.Conditions.Where(c => c.Index.DependsOn(vectorLoop)).ToArray();
        if (moving.Length == 0 || !moving.All(c => c.Index.AccessAlong(vectorLoop).IsUnit))
        {
            return null;
        }
        string holds = string.Join(" && ", guard.Conditions.Except(moving).Select(c => $"InRange({AtBlock.Of(c.Index)}, {AtBlock.Of(c.Extent)})"));
        string[] from = moving.Select(c => Distance(c.Index, 0)).ToArray(), to = moving.Select(c => Distance(c.Index, c.Extent)).ToArray();
        return (holds, from.Aggregate((a, b) => $"nint.Max({a}, {b})"), to.Aggregate((a, b) => $"nint.Min({a}, {b})"));
    }

    // Lanes from the first of a block to the one whose index is at a bound.
    private string Distance(Affine index, Dim bound) => index.Terms.Count == 1
        ? $"{(bound - index.Offset).ToCSharp(scope.Symbol)} - {scope.LoopNames[vectorLoop]}"
        : $"{bound.ToCSharp(scope.Symbol)} - ({AtBlock.Of(index)})";

    // Lanes one at a time.
    private void WriteLanes(CodeWriter code, Guard guard, Func<IndexText, string, string> statement)
    {
        string first = scope.LoopNames[vectorLoop], lane = scope.Names.Take("lane"), at = scope.Names.Take(first + "Lane");
        using (code.Block($"for (int {lane} = 0; {lane} < {count}; {lane}++)"))
        {
            code.Line($"nint {at} = {first} + {lane};");
            IndexText index = Index(at, value => Integer(value, value.DependsOn(vectorLoop) ? lane : "0"));
            if (guard.IsNone)
            {
                code.Line(statement(index, lane));
                return;
            }
            using (code.Block($"if ({index.Of(guard)})"))
            {
                code.Line(statement(index, lane));
            }
        }
    }

    // A load moved out of a loop that may be empty must not touch memory then. An epilogue stands outside the loops of the reduction.
    private IEnumerable<string> Hoisted(NestValue.Load load) => reduced is not null ? [] : scope.Nest.Loops
        .Where((loop, number) => number >= LevelOf(load) && loop.Kind != LoopKind.Parallel && !loop.Extent.IsConstant)
        .Select(loop => $"{loop.Extent.ToCSharpFactor(scope.Symbol)} > 0");

    private void WriteIndex(CodeWriter code, NestValue.OfIndex index)
    {
        Access access = index.Index.AccessAlong(vectorLoop);
        string type = ElementTypes.Keyword(index.DType)!;
        if (index.DType == DType.Bool)
        {
            throw new NotSupportedException("an index as a bool");
        }
        string lanes = Lanes.Of(index.DType);
        if (!index.DependsOn(vectorLoop))
        {
            Declare(code, index, $"{lanes}.Broadcast(({type})({AtBlock.Of(index.Index)}))", index.DType);
        }
        else if (!access.IsGeneral && index.DType != DType.Float32)
        {
            Declare(code, index, $"{lanes}.Sequence(({type})({AtBlock.Of(index.Index)}), ({type})({access.Stride!.ToCSharp(scope.Symbol)}))", index.DType);
        }
        else
        {
            // Floats one lane at a time: a sequence of sums would round differently from converted integers.
            string built = scope.Names.TakeLetter();
            code.Line($"{lanes} {built} = {lanes}.Bits(0);");
            WriteLanes(code, Guard.None, (at, lane) => $"Lane<{lanes}, {type}>(ref {built}, {lane}) = ({type})({at.Of(index.Index)});");
            Declare(code, index, built, index.DType);
        }
    }

    private void WriteSelect(CodeWriter code, NestValue.Select select)
    {
        DType type = select.DType == DType.Bool ? Lanes.MaskType : select.DType;
        string then = As(select.Then, type), otherwise = As(select.Else, type);
        if (!select.Guard.DependsOn(vectorLoop))
        {
            Declare(code, select, $"{AtBlock.Of(select.Guard)} ? {then} : {otherwise}", type);
            return;
        }
        string lanes = Lanes.Of(type), element = ElementTypes.Keyword(type)!;
        if (Range(select.Guard) is { } range)
        {
            string some = LaneTemplates.Select($"LaneRange<{lanes}, {element}>({range.From}, {range.To})", then, otherwise);
            Declare(code, select, range.Holds.Length == 0 ? some : $"{range.Holds} ? {some} : {otherwise}", type);
            return;
        }
        string built = scope.Names.TakeLetter(), source = scope.Names.TakeLetter();
        code.Line($"{lanes} {built} = {otherwise};");
        code.Line($"{lanes} {source} = {then};");
        WriteLanes(code, select.Guard, (_, lane) => $"Lane<{lanes}, {element}>(ref {built}, {lane}) = Lane<{lanes}, {element}>(ref {source}, {lane});");
        Declare(code, select, built, type);
    }

    private void Write(CodeWriter code, NestStore store)
    {
        bool mask = store.Buffer.Aval.DType == DType.Bool;
        DType type = mask ? Lanes.MaskType : store.Buffer.Aval.DType;
        string lanes = Lanes.Of(type), element = ElementTypes.Keyword(store.Buffer.Aval.DType)!, value = As(store.Value, type), target = "ref " + scope.Buffers(store.Buffer);
        Access access = store.Offset.AccessAlong(vectorLoop);
        string offset = AtBlock.Of(store.Offset);
        if (vectorLoop < 0 || !store.Offset.DependsOn(vectorLoop))
        {
            string at = offset == "0" ? scope.Buffers(store.Buffer) : $"Unsafe.Add({target}, {offset})";
            code.Line(mask ? $"{at} = IsSet<{lanes}, {ElementTypes.Keyword(type)}>({value}, 0);"
                : store.Value is NestValue.Reduced result && rowResult is not null ? $"{at} = {rowResult(result)};"
                : $"{at} = {lanes}.GetElement({value}, 0);");
        }
        else if (access.IsUnit)
        {
            code.Line(mask ? $"{lanes}.StoreMask({value}, {target}, {offset}, {count});" : $"Store<{lanes}, {element}>({value}, {target}, {offset}, {count});");
        }
        else
        {
            string stored = scope.Names.TakeLetter();
            code.Line($"{lanes} {stored} = {value};");
            WriteLanes(code, Guard.None, (index, lane) => mask
                ? $"Unsafe.Add({target}, {index.Of(store.Offset)}) = IsSet<{lanes}, {ElementTypes.Keyword(type)}>({stored}, {lane});"
                : $"Unsafe.Add({target}, {index.Of(store.Offset)}) = {lanes}.GetElement({stored}, {lane});");
        }
    }

    /// <summary>An expression, and the element type whose lanes it has.</summary>
    private readonly record struct LaneExpression(string Text, DType Lanes);
}
