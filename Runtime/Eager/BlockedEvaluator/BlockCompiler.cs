// Compiles the straight-line code of a nest to operations on tiles, with slots given by the values' lifetimes.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

/// <summary>A compiled block: what is computed once, what is computed for every tile.</summary>
internal sealed class TileBlock
{
    private readonly TileOp[] _once;
    private readonly TileOp[] _ops;

    private TileBlock(TileOp[] once, TileOp[] ops, int values, int slots)
    {
        _once = once;
        _ops = ops;
        ValueCount = values;
        SlotCount = slots;
    }

    public int ValueCount { get; }

    public int SlotCount { get; }

    public bool IsEmpty => _ops.Length == 0;

    /// <summary>Computes what depends on no loop.</summary>
    public void Begin(Tile tile)
    {
        if (_once.Length == 0)
        {
            return;
        }
        tile.Single(new long[tile.LoopCount], 1);
        foreach (TileOp op in _once)
        {
            op.Run(tile);
        }
    }

    public void Run(Tile tile)
    {
        foreach (TileOp op in _ops)
        {
            op.Run(tile);
        }
    }

    /// <summary>Compiles a block; <paramref name="keep"/> are values that are read after it.</summary>
    public static TileBlock Compile(NestBlock block, IReadOnlyCollection<NestValue> keep, int vectorLoop, Func<Dim, long> size)
    {
        Compiler compiler = new(block, vectorLoop, size);
        return compiler.Compile(keep);
    }

    private sealed class Compiler(NestBlock block, int vectorLoop, Func<Dim, long> size)
    {
        private readonly List<TileOp> _once = [];
        private readonly List<TileOp> _ops = [];
        private readonly Stack<int> _free = [];
        private int _slots;
        private int _values = block.Values.Count;
        private readonly ILookup<NestValue, NestValue.Apply> _unary = block.Values.OfType<NestValue.Apply>().Where(a => a.Inputs.Count == 1).ToLookup(a => a.Inputs[0]);

        public TileBlock Compile(IReadOnlyCollection<NestValue> keep)
        {
            IReadOnlyList<NestValue> values = block.Values;
            int[] lastUse = LastUses(keep);
            int[] slotOf = new int[values.Count];
            bool[] fixedValues = new bool[values.Count], done = new bool[values.Count];
            ILookup<NestValue, NestStore> stores = block.Stores.ToLookup(s => s.Value);
            for (int i = 0; i < values.Count; i++)
            {
                NestValue value = values[i];
                bool invariant = fixedValues[i] = value.Loops == 0 && value is not NestValue.Reduced && value.Operands.All(o => fixedValues[o.Id]);
                List<TileOp> ops = invariant ? _once : _ops;
                if (!done[i])
                {
                    slotOf[i] = invariant || value is NestValue.Constant or NestValue.Reduced ? -1 : Allot();
                    if (value is NestValue.Apply first && Partner(first) is var (second, kernel, swapped))
                    {
                        done[second.Id] = true;
                        slotOf[second.Id] = invariant ? -1 : Allot();
                        PairOp.Result one = new(i, Slot(slotOf[i]), invariant ? null : Direct(stores[value]));
                        PairOp.Result two = new(second.Id, Slot(slotOf[second.Id]), invariant ? null : Direct(stores[second].Where(IsAlone)));
                        ops.Add(new PairOp(kernel, first.Inputs[0].Id, KernelTable.Kind(first.DType), first.DType.ItemSize, swapped ? two : one, swapped ? one : two));
                    }
                    else
                    {
                        Emit(value, slotOf[i], invariant ? null : Direct(stores[value]), ops);
                    }
                }
                foreach (NestStore store in stores[value])
                {
                    _ops.Add(new StoreOp(i, Code(store), value.DType.ItemSize));
                }
                foreach (NestValue operand in value.Operands.Append(value).Distinct().Where(o => lastUse[o.Id] == i && slotOf[o.Id] >= 0))
                {
                    _free.Push(slotOf[operand.Id]);
                }
            }
            return new TileBlock([.. _once], [.. _ops], _values, Math.Max(_slots, 1));
        }

        private int Allot() => _free.Count > 0 ? _free.Pop() : _slots++;

        private StoreCode Code(NestStore store) => new(store.Buffer.Id, new IndexCode(store.Offset, size, vectorLoop));

        private StoreCode? Direct(IEnumerable<NestStore> stores) =>
            stores.FirstOrDefault() is { } store && store.Offset.AccessAlong(vectorLoop) is { IsGeneral: false } ? Code(store) : null;

        // What is computed early may be written early only where nothing else touches the memory.
        private bool IsAlone(NestStore store) =>
            block.Stores.Count(s => ReferenceEquals(s.Buffer, store.Buffer)) == 1 && !block.Values.Any(v => v is NestValue.Load load && ReferenceEquals(load.Buffer, store.Buffer));

        // A later function of the same argument that one kernel computes together with this one; swapped when that kernel's first result is the later value's.
        private (NestValue.Apply Value, SpanKernel Kernel, bool Swapped)? Partner(NestValue.Apply apply)
        {
            if (apply.Inputs.Count != 1 || apply.Inputs[0].DType != apply.DType)
            {
                return null;
            }
            foreach (NestValue.Apply other in _unary[apply.Inputs[0]].Where(o => o.Id > apply.Id))
            {
                string mine = apply.Elementwise.Kernel, its = other.Elementwise.Kernel;
                if ((KernelTable.Both(mine, its) ?? KernelTable.Both(its, mine)) is { } kernel)
                {
                    return (other, kernel, KernelTable.Both(mine, its) is null);
                }
            }
            return null;
        }

        // A selection may hand on its operand's location, so operands live as long as it does.
        private int[] LastUses(IReadOnlyCollection<NestValue> keep)
        {
            int[] last = new int[block.Values.Count];
            for (int i = 0; i < last.Length; i++)
            {
                last[i] = i;
                foreach (NestValue operand in block.Values[i].Operands)
                {
                    last[operand.Id] = i;
                }
            }
            foreach (NestValue value in keep)
            {
                last[value.Id] = int.MaxValue;
            }
            for (int i = last.Length - 1; i >= 0; i--)
            {
                if (block.Values[i] is NestValue.Select select)
                {
                    last[select.Then.Id] = Math.Max(last[select.Then.Id], last[i]);
                    last[select.Else.Id] = Math.Max(last[select.Else.Id], last[i]);
                }
            }
            return last;
        }

        private void Emit(NestValue value, int slot, StoreCode? direct, List<TileOp> ops)
        {
            int id = value.Id, width = value.DType.ItemSize;
            switch (value)
            {
                case NestValue.Constant constant:
                    ops.Add(new ConstantOp(id, Storage.Of(new NdArray(constant.Value, weak: false)), width));
                    break;
                case NestValue.Load load:
                    IndexCode offset = new(load.Offset, size, vectorLoop);
                    GuardCode guard = new(load.Guard, size, vectorLoop);
                    ops.Add(offset.IsLinear && guard.IsLinear ? new LinearLoadOp(id, load.Buffer.Id, offset, guard, slot, width) : new GatherOp(id, load.Buffer.Id, offset, guard, Slot(slot), width));
                    break;
                case NestValue.OfIndex index:
                    ops.Add(new IndexOp(id, new IndexCode(index.Index, size, vectorLoop), KernelTable.Kind(value.DType), slot));
                    break;
                case NestValue.Select select:
                    ops.Add(new SelectOp(id, new GuardCode(select.Guard, size, vectorLoop), select.Then.Id, select.Else.Id, Slot(slot), width));
                    break;
                case NestValue.Apply apply:
                    Apply(apply, slot, direct, ops);
                    break;
            }
        }

        private void Apply(NestValue.Apply apply, int slot, StoreCode? direct, List<TileOp> ops)
        {
            IReadOnlyList<NestValue> inputs = apply.Inputs;
            bool selects = apply.Elementwise.Kernel == nameof(SpanKernels.Select);
            if (selects && (inputs.Count != 3 || !inputs[0].DType.IsBool))
            {
                SelectMany(apply, slot, ops);
                return;
            }
            DType common = inputs[selects ? 1 : 0].DType;
            int[] operands = inputs.Select((x, i) => (selects && i == 0) || x.DType == common ? x.Id : Converted(x, common, ops)).ToArray();
            int parameter = apply.Elementwise.ParameterOf(apply.Params);
            ops.Add(new KernelOp(
                apply.Id, KernelTable.Find(apply.Elementwise.Kernel), operands, KernelTable.Kind(common), KernelTable.Kind(apply.DType), parameter, Slot(slot), apply.DType.ItemSize, direct));
        }

        // A value of its own, in a slot that is never given back.
        private int Converted(NestValue value, DType dtype, List<TileOp> ops)
        {
            int id = _values++;
            ops.Add(new KernelOp(id, SpanKernels.Convert, [value.Id], KernelTable.Kind(value.DType), KernelTable.Kind(dtype), 0, _slots++, dtype.ItemSize, null));
            return id;
        }

        // select_n with an integer choice, many cases or only one: case k replaces what was chosen so far where the choice is k.
        private void SelectMany(NestValue.Apply apply, int slot, List<TileOp> ops)
        {
            NestValue choice = apply.Inputs[0];
            ElementKind kind = KernelTable.Kind(choice.DType), type = KernelTable.Kind(apply.DType);
            if (apply.Inputs.Count == 2)
            {
                ops.Add(new KernelOp(apply.Id, SpanKernels.Copy, [apply.Inputs[1].Id], type, type, 0, Slot(slot), apply.DType.ItemSize, null));
                return;
            }
            int chosen = apply.Inputs[1].Id, width = apply.DType.ItemSize, flags = _slots++, spare = _slots++;
            for (int k = 2; k < apply.Inputs.Count; k++)
            {
                int number = _values++, equal = _values++, result = k == apply.Inputs.Count - 1 ? apply.Id : _values++;
                _once.Add(new ConstantOp(number, Storage.Of(new NdArray(Core.Scalar.Of(k - 1, choice.DType), weak: false)), choice.DType.ItemSize));
                ops.Add(new KernelOp(equal, SpanKernels.Equal, [choice.Id, number], kind, ElementKind.Bool, 0, flags, 1, null));
                // Never writes over the value it reads.
                int target = result == apply.Id ? Slot(slot) : k % 2 == 0 ? spare : _slots++;
                ops.Add(new KernelOp(result, SpanKernels.Select, [equal, chosen, apply.Inputs[k].Id], type, type, 0, target, width, null));
                chosen = result;
            }
        }

        private static int Slot(int slot) => Math.Max(slot, 0);
    }
}
