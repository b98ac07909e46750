// Scans, while loops and branches as C# loops and branches, with two sets of buffers for the carries.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal sealed partial class PlanEmitter
{
    private void WriteScan(CodeWriter code, ScanStep scan)
    {
        string body = Method("ScanBody", scan.Body);
        Carry[] carries = DeclareCarries(code, scan.CarryIn, scan.CarryOut);
        string step = _names.Take("step"), index = step;
        using (code.Block($"for (int {step} = 0; {step} < {Text(scan.Length)}; {step}++)"))
        {
            if (scan.Reverse)
            {
                index = _names.Take("at");
                code.Line($"int {index} = {Text(scan.Length)} - 1 - {step};");
            }
            IEnumerable<string> inputs = scan.Consts.Select(b => _buffers[b]).Concat(carries.Select(c => c.Now)).Concat(scan.Xs.Select(b => SliceOf(b, index)));
            IEnumerable<string> outputs = carries.Select(c => c.Next).Concat(scan.Ys.Select(b => SliceOf(b, index)));
            code.Line(CallOf(body, scan.Body, inputs, outputs));
            Swap(code, carries);
        }
        Finish(code, carries, scan.CarryOut);
    }

    private void WriteWhile(CodeWriter code, WhileStep loop)
    {
        string condition = Method("Condition", loop.Condition), body = Method("LoopBody", loop.Body);
        Carry[] carries = DeclareCarries(code, loop.CarryIn, loop.CarryOut);
        string go = _names.Take("go");
        code.Line($"Span<bool> {go} = stackalloc bool[1];");
        using (code.Block("while (true)"))
        {
            code.Line(CallOf(condition, loop.Condition, loop.ConditionConsts.Select(b => _buffers[b]).Concat(carries.Select(c => c.Now)), [go]));
            using (code.Block($"if (!{go}[0])"))
            {
                code.Line("break;");
            }
            code.Line(CallOf(body, loop.Body, loop.BodyConsts.Select(b => _buffers[b]).Concat(carries.Select(c => c.Now)), carries.Select(c => c.Next)));
            Swap(code, carries);
        }
        Finish(code, carries, loop.CarryOut);
    }

    private void WriteCond(CodeWriter code, CondStep cond)
    {
        string[] branches = cond.Branches.Select(b => Method("Branch", b)).ToArray();
        IEnumerable<string> inputs = cond.Inputs.Select(b => _buffers[b]), outputs = cond.Outputs.Select(b => _buffers[b]);
        string index = cond.Index.Aval.DType == DType.Bool ? $"{_buffers[cond.Index]}[0] ? 1 : 0" : $"Math.Clamp({_buffers[cond.Index]}[0], 0, {branches.Length - 1})";
        using (code.Block($"switch ({index})"))
        {
            for (int i = 0; i < branches.Length; i++)
            {
                // The index is held to the branches there are: the last one is also what the compiler sees as the default.
                code.Line(i == branches.Length - 1 ? "default:" : $"case {i}:");
                code.Line("    " + CallOf(branches[i], cond.Branches[i], inputs, outputs));
                code.Line("    break;");
            }
        }
    }

    private string Method(string name, Plan plan)
    {
        string method = _methods.Names.Take(name);
        _methods.Add(code => new PlanEmitter(plan, _methods).Write(code, method, "private"));
        return method;
    }

    private string CallOf(string method, Plan plan, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        $"{method}({string.Join(", ", inputs.Concat(plan.Symbols.Select(Symbol)).Concat(outputs))});";

    private string SliceOf(PlanBuffer stacked, string index) => Slice(stacked, index, Shape.Of(stacked.Aval.Shape.Skip(1)).Size);

    private Carry[] DeclareCarries(CodeWriter code, IReadOnlyList<PlanBuffer> carryIn, IReadOnlyList<PlanBuffer> carryOut)
    {
        Carry[] carries = carryOut.Select(b => new Carry(
            _names.Take("carry" + Upper(b)), _names.Take("next" + Upper(b)), _names.Take("last" + Upper(b)), Element(b))).ToArray();
        for (int i = 0; i < carries.Length; i++)
        {
            DeclareScratch(code, carries[i].Now, carryOut[i].Aval, reassigned: true);
            DeclareScratch(code, carries[i].Next, carryOut[i].Aval, reassigned: true);
            code.Line($"scoped Span<{carries[i].Element}> {carries[i].Last} = {carries[i].Next};");
            code.Line($"{_buffers[carryIn[i]]}.CopyTo({carries[i].Now});");
        }
        return carries;
    }

    private string Upper(PlanBuffer buffer)
    {
        string name = _buffers[buffer].TrimStart('@');
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static void Swap(CodeWriter code, Carry[] carries)
    {
        foreach (Carry carry in carries)
        {
            code.Line($"{carry.Last} = {carry.Now};");
            code.Line($"{carry.Now} = {carry.Next};");
            code.Line($"{carry.Next} = {carry.Last};");
        }
    }

    private void Finish(CodeWriter code, Carry[] carries, IReadOnlyList<PlanBuffer> carryOut)
    {
        for (int i = 0; i < carries.Length; i++)
        {
            code.Line($"{carries[i].Now}.CopyTo({_buffers[carryOut[i]]});");
        }
    }

    private sealed record Carry(string Now, string Next, string Last, string Element);
}
