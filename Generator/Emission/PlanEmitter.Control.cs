// Scans, while loops and branches as C# loops and branches. Numbers are locals; arrays that a body changes in place have one memory, others two.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal sealed partial class PlanEmitter
{
    private void WriteScan(CodeWriter code, ScanStep scan)
    {
        Carry[] carries = DeclareCarries(code, scan.CarryIn, scan.CarryOut, InPlace.Of(scan));
        string step = _names.Take("step"), index = step;
        using (code.Block($"for (int {step} = 0; {step} < {Text(scan.Length)}; {step}++)"))
        {
            if (scan.Reverse)
            {
                index = _names.Take("at");
                code.Line($"int {index} = {Text(scan.Length)} - 1 - {step};");
            }
            string[] rows = scan.Xs.Select(b => Row(code, b, index)).ToArray();
            List<(string Text, PlanBuffer Ys)> numbers = [];
            string[] ys = scan.Ys.Select(b => Stacked(code, b, index, numbers)).ToArray();
            WriteBody(code, "ScanBody", scan.Body, [.. scan.Consts.Select(b => _buffers[b]), .. carries.Select(c => c.Now), .. rows], [.. carries.Select(c => c.Next), .. ys], Pairs(carries, scan.Consts.Count));
            foreach ((string text, PlanBuffer stack) in numbers)
            {
                code.Line($"{_buffers[stack]}[{index}] = {text};");
            }
            Swap(code, carries);
        }
        Finish(code, carries, scan.CarryOut);
    }

    private void WriteWhile(CodeWriter code, WhileStep loop)
    {
        Carry[] carries = DeclareCarries(code, loop.CarryIn, loop.CarryOut, InPlace.Of(loop));
        string go = _names.Take("go");
        using (code.Block("while (true)"))
        {
            code.Line($"bool {go} = default;");
            WriteBody(code, "Condition", loop.Condition, [.. loop.ConditionConsts.Select(b => _buffers[b]), .. carries.Select(c => c.Now)], [go], []);
            using (code.Block($"if (!{go})"))
            {
                code.Line("break;");
            }
            WriteBody(
                code, "LoopBody", loop.Body, [.. loop.BodyConsts.Select(b => _buffers[b]), .. carries.Select(c => c.Now)], [.. carries.Select(c => c.Next)], Pairs(carries, loop.BodyConsts.Count));
            Swap(code, carries);
        }
        Finish(code, carries, loop.CarryOut);
    }

    private void WriteCond(CodeWriter code, CondStep cond)
    {
        string[] inputs = [.. cond.Inputs.Select(b => _buffers[b])], outputs = [.. cond.Outputs.Select(b => _buffers[b])];
        (int Input, int Output)[] pairs = [.. InPlace.Of(cond).Select((input, o) => (Input: input, Output: o)).Where(p => p.Input is { } i && inputs[i] == outputs[p.Output]).Select(p => (p.Input!.Value, p.Output))];
        string which = _names.Take("which");
        code.Line(cond.Index.Aval.DType == DType.Bool ? $"int {which} = {_buffers[cond.Index]} ? 1 : 0;" : $"int {which} = {_buffers[cond.Index]};");
        // The index is held to the branches there are.
        if (cond.Branches.Count == 1)
        {
            WriteBody(code, "Branch", cond.Branches[0], inputs, outputs, pairs);
            return;
        }
        if (cond.Branches.Count == 2)
        {
            using (code.Block($"if ({which} > 0)"))
            {
                WriteBody(code, "Branch", cond.Branches[1], inputs, outputs, pairs);
            }
            using (code.Block("else"))
            {
                WriteBody(code, "Branch", cond.Branches[0], inputs, outputs, pairs);
            }
            return;
        }
        using (code.Block($"switch (Math.Clamp({which}, 0, {cond.Branches.Count - 1}))"))
        {
            for (int i = 0; i < cond.Branches.Count; i++)
            {
                // The last one is also what the compiler sees as the default.
                using (code.Block(i == cond.Branches.Count - 1 ? "default:" : $"case {i}:"))
                {
                    WriteBody(code, "Branch", cond.Branches[i], inputs, outputs, pairs);
                    code.Line("break;");
                }
            }
        }
    }

    // Small bodies of numbers stand in the loop or branch, others are methods.
    private void WriteBody(CodeWriter code, string name, Plan plan, string[] inputs, string[] outputs, IReadOnlyList<(int Input, int Output)> inPlace)
    {
        int weight = Weight(plan);
        if (NeedsNoMemory(plan, inPlace) && weight <= _methods.Room(_method, weight))
        {
            new PlanEmitter(plan, this, inputs, outputs, inPlace).WriteSteps(code);
            return;
        }
        string method = _methods.Names.Take(name);
        PlanEmitter body = new(plan, _methods, inPlace);
        _methods.Add(writer => body.Write(writer, method, "private"));
        code.Line($"{method}({body.Arguments(inputs, plan.Symbols.Select(Symbol), outputs)});");
    }

    private string Arguments(string[] inputs, IEnumerable<string> symbols, string[] outputs) => string.Join(", ",
        inputs.Where((_, i) => !_given.Contains(_plan.Inputs[i])).Concat(symbols).Concat(outputs.Select((o, i) => IsNumber(_plan.Outputs[i]) ? "ref " + o : o)));

    // True where a body has no memory of its own but numbers: it may stand in a loop.
    private static bool NeedsNoMemory(Plan plan, IReadOnlyList<(int Input, int Output)> inPlace)
    {
        HashSet<PlanBuffer> given = [.. inPlace.SelectMany(p => InPlace.Shared(plan, p.Input, p.Output)!)];
        return plan.Consts.Count == 0
            && plan.Buffers.All(b => b.Kind is BufferKind.Input or BufferKind.Output or BufferKind.Literal || (b.Kind == BufferKind.Temporary && (IsOne(b) || given.Contains(b))))
            && plan.Steps.All(s => s switch
            {
                LoopNest or CondStep or UpdateStep => true,
                ScanStep scan => InPlace.Of(scan).Select((same, c) => same || IsOne(scan.CarryOut[c])).All(free => free),
                WhileStep loop => InPlace.Of(loop).Select((same, c) => same || IsOne(loop.CarryOut[c])).All(free => free),
                _ => false,
            });
    }

    // The values that a body computes, with those of the bodies in it.
    private static int Weight(Plan plan) => plan.Steps.Sum(s => s switch
    {
        LoopNest nest => 1 + (nest.Loops.Count == 0 ? nest.Body.Values.Count : 0),
        ScanStep scan => 4 + Weight(scan.Body),
        WhileStep loop => 4 + Weight(loop.Condition) + Weight(loop.Body),
        CondStep cond => 2 + cond.Branches.Sum(Weight),
        _ => 2,
    });

    private static (int Input, int Output)[] Pairs(Carry[] carries, int consts) => [.. carries.Select((c, i) => (c.IsInPlace, i)).Where(c => c.IsInPlace).Select(c => (consts + c.i, c.i))];

    private string Row(CodeWriter code, PlanBuffer stacked, string index)
    {
        string row = _names.Take("row" + Upper(stacked));
        bool isNumber = Shape.Of(stacked.Aval.Shape.Skip(1)).Size.Equals((Dim)1);
        code.Line(isNumber ? $"{Element(stacked)} {row} = {SpanOf(stacked)}[{index}];" : $"ReadOnlySpan<{Element(stacked)}> {row} = {SliceOf(stacked, index)};");
        return row;
    }

    private string Stacked(CodeWriter code, PlanBuffer stack, string index, List<(string Text, PlanBuffer Ys)> numbers)
    {
        string row = _names.Take("row" + Upper(stack));
        if (!Shape.Of(stack.Aval.Shape.Skip(1)).Size.Equals((Dim)1))
        {
            code.Line($"Span<{Element(stack)}> {row} = {SliceOf(stack, index)};");
            return row;
        }
        if (IsNumber(stack))
        {
            // A stack of one step.
            return _buffers[stack];
        }
        code.Line($"{Element(stack)} {row} = default;");
        numbers.Add((row, stack));
        return row;
    }

    private string SliceOf(PlanBuffer stacked, string index) => Slice(stacked, index, Shape.Of(stacked.Aval.Shape.Skip(1)).Size);

    private Carry[] DeclareCarries(CodeWriter code, IReadOnlyList<PlanBuffer> carryIn, IReadOnlyList<PlanBuffer> carryOut, bool[] inPlace)
    {
        Carry[] carries = new Carry[carryOut.Count];
        for (int i = 0; i < carries.Length; i++)
        {
            string name = Upper(carryOut[i]), element = Element(carryOut[i]);
            if (inPlace[i] && !IsOne(carryOut[i]))
            {
                string memory = _buffers[carryOut[i]];
                if (_buffers[carryIn[i]] != memory)
                {
                    code.Line($"{_buffers[carryIn[i]]}.CopyTo({memory});");
                }
                carries[i] = new Carry(memory, memory, "", CarryKind.InPlace);
                continue;
            }
            bool isNumber = IsNumber(carryOut[i]);
            carries[i] = new Carry(_names.Take("carry" + name), _names.Take("next" + name), isNumber ? "" : _names.Take("last" + name), isNumber ? CarryKind.Number : CarryKind.Double);
            if (isNumber)
            {
                code.Line($"{element} {carries[i].Now} = {_buffers[carryIn[i]]};");
                code.Line($"{element} {carries[i].Next} = default;");
                continue;
            }
            DeclareScratch(code, carries[i].Now, carryOut[i].Aval, reassigned: true);
            DeclareScratch(code, carries[i].Next, carryOut[i].Aval, reassigned: true);
            code.Line($"scoped Span<{element}> {carries[i].Last} = {carries[i].Next};");
            code.Line($"{_buffers[carryIn[i]]}.CopyTo({carries[i].Now});");
        }
        return carries;
    }

    private string Upper(PlanBuffer buffer)
    {
        string name = Names.IsIdentifier(_buffers[buffer].TrimStart('@')) ? _buffers[buffer].TrimStart('@') : buffer.Name;
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static void Swap(CodeWriter code, Carry[] carries)
    {
        foreach (Carry carry in carries.Where(c => !c.IsInPlace))
        {
            if (carry.Kind == CarryKind.Number)
            {
                code.Line($"{carry.Now} = {carry.Next};");
                continue;
            }
            code.Line($"{carry.Last} = {carry.Now};");
            code.Line($"{carry.Now} = {carry.Next};");
            code.Line($"{carry.Next} = {carry.Last};");
        }
    }

    private void Finish(CodeWriter code, Carry[] carries, IReadOnlyList<PlanBuffer> carryOut)
    {
        for (int i = 0; i < carries.Length; i++)
        {
            if (carries[i].Kind == CarryKind.Number)
            {
                code.Line($"{_buffers[carryOut[i]]} = {carries[i].Now};");
            }
            else if (carries[i].Kind == CarryKind.Double)
            {
                code.Line($"{carries[i].Now}.CopyTo({_buffers[carryOut[i]]});");
            }
        }
    }

    private enum CarryKind { Number, InPlace, Double }

    private sealed record Carry(string Now, string Next, string Last, CarryKind Kind)
    {
        public bool IsInPlace => Kind == CarryKind.InPlace;
    }
}
