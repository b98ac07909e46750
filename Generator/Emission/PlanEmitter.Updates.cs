// Updates of an array: a copy of the whole where the result is other memory, then the block to its place.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal sealed partial class PlanEmitter
{
    private void WriteUpdate(CodeWriter code, UpdateStep update)
    {
        if (_buffers[update.Operand] != _buffers[update.Output])
        {
            code.Line($"{SpanOf(update.Operand)}.CopyTo({TargetOf(update.Output)});");
        }
        if (IsNumber(update.Output))
        {
            code.Line($"{_buffers[update.Output]} = {_buffers[update.Update]};");
            return;
        }
        Shape shape = update.Output.Aval.Shape, block = update.Update.Aval.Shape;
        string[] starts = update.Starts.Select((start, axis) => $"Clamp({ElementTypes.AsNative(_buffers[start])}, 0, {(shape[axis] - block[axis]).ToCSharpNative(Symbol)})").ToArray();
        if (IsOne(update.Update))
        {
            code.Line($"Unsafe.Add(ref MemoryMarshal.GetReference({_buffers[update.Output]}), {Offset(starts, shape)}) = {_buffers[update.Update]};");
            return;
        }
        // The last axes that the block fills are one run of elements with the axis before them.
        int run = shape.Rank - 1;
        while (run > 0 && shape[run].Equals(block[run]))
        {
            run--;
        }
        string[] places = starts.Select(_ => _names.Take("start")).ToArray(), loops = starts.Take(run).Select(_ => _names.Take("at")).ToArray();
        for (int axis = 0; axis < places.Length; axis++)
        {
            code.Line($"int {places[axis]} = (int){starts[axis]};");
        }
        WriteRuns(0);

        void WriteRuns(int axis)
        {
            if (axis < run)
            {
                using (code.Block($"for (int {loops[axis]} = 0; {loops[axis]} < {Text(block[axis])}; {loops[axis]}++)"))
                {
                    WriteRuns(axis + 1);
                }
                return;
            }
            string length = Text(Shape.Of(block.Skip(run)).Size);
            string from = run == 0 ? "0" : Offset([.. loops, .. Enumerable.Repeat("0", block.Rank - run)], block);
            string to = Offset([.. places.Select((place, a) => a < run ? $"({place} + {loops[a]})" : place)], shape);
            code.Line($"{SpanOf(update.Update)}.Slice({from}, {length}).CopyTo({_buffers[update.Output]}.Slice({to}, {length}));");
        }
    }

    private string Offset(IReadOnlyList<string> index, Shape shape)
    {
        List<string> terms = [];
        for (int axis = 0; axis < index.Count; axis++)
        {
            string stride = Shape.Of(shape.Skip(axis + 1)).Size.ToCSharpFactor(Symbol);
            if (index[axis] != "0")
            {
                terms.Add(stride == "1" ? index[axis] : $"({index[axis]} * {stride})");
            }
        }
        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }
}
