// An update of an array with all sizes known: a copy, where the result is not the operand's memory, and the block into it.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal sealed class UpdateCode(UpdateStep update, Func<Dim, long> size) : StepCode
{
    private readonly long[] _shape = update.Output.Aval.Shape.Select(size).ToArray();
    private readonly long[] _block = update.Update.Aval.Shape.Select(size).ToArray();
    private readonly int _itemSize = update.Output.Aval.DType.ItemSize;

    public override void Run(Location[] buffers)
    {
        Location from = buffers[update.Operand.Id], to = buffers[update.Output.Id], block = buffers[update.Update.Id];
        if (!ReferenceEquals(from.Data, to.Data) || from.Offset != to.Offset)
        {
            Elements.Copy(ref from.Start, ref to.Start, (nuint)(_shape.Aggregate(1L, (a, b) => a * b) * _itemSize));
        }
        long[] starts = new long[_shape.Length];
        for (int axis = 0; axis < starts.Length; axis++)
        {
            PlanBuffer start = update.Starts[axis];
            starts[axis] = Math.Clamp(Storage.Integer(View(buffers[start.Id], start.Aval)), 0, _shape[axis] - _block[axis]);
        }
        Copy(block, to, 0, starts);
    }

    // Axis by axis; the last one as a run of elements.
    private void Copy(Location from, Location to, int axis, long[] starts)
    {
        if (axis == starts.Length)
        {
            Elements.Copy(ref from.Start, ref to.Start, (nuint)_itemSize);
            return;
        }
        long inner = Rest(_shape, axis), innerBlock = Rest(_block, axis);
        Location first = to.Advance((nint)(starts[axis] * inner * _itemSize));
        if (inner == innerBlock)
        {
            Elements.Copy(ref from.Start, ref first.Start, (nuint)(_block[axis] * inner * _itemSize));
            return;
        }
        for (long i = 0; i < _block[axis]; i++)
        {
            Copy(from.Advance((nint)(i * innerBlock * _itemSize)), first.Advance((nint)(i * inner * _itemSize)), axis + 1, starts);
        }
    }

    private static long Rest(long[] shape, int axis) => shape.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
}
