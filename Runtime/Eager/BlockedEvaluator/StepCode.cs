// The steps of a plan that are not nests, with all sizes known: matrix products, calls of the interpreter's code, control flow over compiled plans.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

internal abstract class StepCode
{
    /// <summary>Runs the step; buffers are indexed by the plan's numbers.</summary>
    public abstract void Run(Location[] buffers);

    protected static int[] Ids(IReadOnlyList<PlanBuffer> buffers) => buffers.Select(b => b.Id).ToArray();

    protected static Location[] Pick(Location[] buffers, int[] ids) => Array.ConvertAll(ids, id => buffers[id]);

    /// <summary>A buffer as an array: its own storage when it is a whole array, else a copy.</summary>
    protected static NdArray View(Location location, Aval aval)
    {
        int size = checked((int)aval.Shape.Size.Value);
        if (location.Offset == 0 && location.Data.Length == size)
        {
            return new NdArray(aval, location.Data);
        }
        Array copy = Storage.Allocate(aval, size);
        Elements.Copy(ref location.Start, 1, ref new Location(copy, 0).Start, size, aval.DType.ItemSize);
        return new NdArray(aval, copy);
    }
}

/// <summary>Avals with numbers for dimensions.</summary>
internal static class Sizes
{
    public static Aval Of(Aval aval, Func<Dim, long> size) => aval.Shape.IsConstant ? aval : aval.WithShape(Shape.Of(aval.Shape.Select(d => (Dim)size(d))));

    /// <summary>The number of elements; where that is more than 64 bits hold, the largest they hold.</summary>
    public static long Count(Aval aval, Func<Dim, long> size) => KernelSupport.Product([.. aval.Shape.Select(size)]);
}

internal sealed class ProductCode(MatrixProduct product, Func<Dim, long> size) : StepCode
{
    private readonly int _batch = checked((int)size(product.Batch));
    private readonly int _rows = checked((int)size(product.Rows));
    private readonly int _inner = checked((int)size(product.Inner));
    private readonly int _columns = checked((int)size(product.Columns));

    public override void Run(Location[] buffers) =>
        Storage.Dispatch<Product, bool>(product.Output.Aval.DType, new Product(this, buffers[product.Left.Id], buffers[product.Right.Id], buffers[product.Output.Id]));

    private readonly record struct Product(ProductCode Code, Location Left, Location Right, Location Output) : ITyped<bool>
    {
        public bool Invoke<T>()
            where T : unmanaged
        {
            nint size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
            int rows = Code._rows, inner = Code._inner, columns = Code._columns;
            for (int i = 0; i < Code._batch; i++)
            {
                MatMul.Multiply<T>(
                    Left.Advance(i * size * rows * inner).Span<T>(rows * inner), Right.Advance(i * size * inner * columns).Span<T>(inner * columns),
                    Output.Advance(i * size * rows * columns).Target<T>(rows * columns), rows, inner, columns);
            }
            return true;
        }
    }
}

internal sealed class InterpreterCode(LibraryCall call, Func<Dim, long> size) : StepCode
{
    private readonly Aval[] _inputs = call.Inputs.Select(b => Sizes.Of(b.Aval, size)).ToArray();
    private readonly Aval[] _outputs = call.Outputs.Select(b => Sizes.Of(b.Aval, size)).ToArray();

    public override void Run(Location[] buffers)
    {
        NdArray[] inputs = call.Inputs.Select((b, i) => View(buffers[b.Id], _inputs[i])).ToArray();
        NdArray[] results = Interpreter.Evaluate(call.Primitive, inputs, call.Params, _outputs);
        for (int i = 0; i < results.Length; i++)
        {
            Array data = Storage.Of(results[i]);
            Elements.Copy(ref new Location(data, 0).Start, 1, ref buffers[call.Outputs[i].Id].Start, data.Length, _outputs[i].DType.ItemSize);
        }
    }
}

/// <summary>Copies carries and constants about by their size.</summary>
internal sealed class CarrySet
{
    private readonly Location[] _memory;
    private readonly int[] _sizes;

    /// <param name="carries">The carries.</param>
    /// <param name="size">The values of dimensions.</param>
    /// <param name="other">A set that shares memory with this one.</param>
    /// <param name="inPlace">The carries whose memory is shared.</param>
    public CarrySet(IReadOnlyList<PlanBuffer> carries, Func<Dim, long> size, CarrySet? other = null, bool[]? inPlace = null)
    {
        _sizes = carries.Select(c => c.Aval.DType.ItemSize).ToArray();
        _memory = carries.Select((c, i) => other is not null && inPlace![i] ? other[i] : new Location(Storage.Allocate(Sizes.Of(c.Aval, size), Sizes.Count(c.Aval, size)), 0)).ToArray();
    }

    public Location this[int carry] => _memory[carry];

    public int Count => _memory.Length;

    public void CopyFrom(Location[] source) => Copy(source, _memory);

    public void CopyTo(Location[] target) => Copy(_memory, target);

    private void Copy(Location[] from, Location[] to)
    {
        for (int i = 0; i < _sizes.Length; i++)
        {
            Elements.Copy(ref from[i].Start, 1, ref to[i].Start, _memory[i].Data.Length, _sizes[i]);
        }
    }
}

internal sealed class ScanCode : StepCode
{
    private readonly ScanStep _scan;
    private readonly PlanCode _body;
    private readonly long _length;
    private readonly int[] _consts;
    private readonly int[] _carryIn;
    private readonly int[] _xs;
    private readonly int[] _carryOut;
    private readonly int[] _ys;
    private readonly nint[] _xBytes;
    private readonly nint[] _yBytes;
    private readonly Func<Dim, long> _size;

    public ScanCode(ScanStep scan, Func<Dim, long> size)
    {
        _scan = scan;
        _size = size;
        _body = new PlanCode(scan.Body, size);
        _length = size(scan.Length);
        (_consts, _carryIn, _xs, _carryOut, _ys) = (Ids(scan.Consts), Ids(scan.CarryIn), Ids(scan.Xs), Ids(scan.CarryOut), Ids(scan.Ys));
        int first = scan.Consts.Count + scan.CarryIn.Count;
        _xBytes = scan.Body.Inputs.Skip(first).Select(b => (nint)(size(b.Aval.Shape.Size) * b.Aval.DType.ItemSize)).ToArray();
        _yBytes = scan.Body.Outputs.Skip(scan.CarryOut.Count).Select(b => (nint)(size(b.Aval.Shape.Size) * b.Aval.DType.ItemSize)).ToArray();
    }

    public override void Run(Location[] buffers)
    {
        CarrySet now = new(_scan.CarryIn, _size), next = new(_scan.CarryIn, _size, now, InPlace.Of(_scan));
        now.CopyFrom(Pick(buffers, _carryIn));
        Location[] frame = _body.NewFrame();
        for (long k = 0; k < _length; k++)
        {
            nint i = (nint)(_scan.Reverse ? _length - 1 - k : k);
            int input = 0, output = 0;
            foreach (int id in _consts)
            {
                _body.SetInput(frame, input++, buffers[id]);
            }
            for (int c = 0; c < now.Count; c++)
            {
                _body.SetInput(frame, input++, now[c]);
                _body.SetOutput(frame, output++, next[c]);
            }
            for (int x = 0; x < _xs.Length; x++)
            {
                _body.SetInput(frame, input++, buffers[_xs[x]].Advance(i * _xBytes[x]));
            }
            for (int y = 0; y < _ys.Length; y++)
            {
                _body.SetOutput(frame, output++, buffers[_ys[y]].Advance(i * _yBytes[y]));
            }
            _body.Run(frame);
            (now, next) = (next, now);
        }
        now.CopyTo(Pick(buffers, _carryOut));
    }
}

internal sealed class WhileCode : StepCode
{
    private readonly WhileStep _loop;
    private readonly PlanCode _condition;
    private readonly PlanCode _body;
    private readonly int[] _conditionConsts;
    private readonly int[] _bodyConsts;
    private readonly int[] _carryIn;
    private readonly int[] _carryOut;
    private readonly Func<Dim, long> _size;

    public WhileCode(WhileStep loop, Func<Dim, long> size)
    {
        _loop = loop;
        _size = size;
        _condition = new PlanCode(loop.Condition, size);
        _body = new PlanCode(loop.Body, size);
        (_conditionConsts, _bodyConsts, _carryIn, _carryOut) = (Ids(loop.ConditionConsts), Ids(loop.BodyConsts), Ids(loop.CarryIn), Ids(loop.CarryOut));
    }

    public override void Run(Location[] buffers)
    {
        CarrySet now = new(_loop.CarryIn, _size), next = new(_loop.CarryIn, _size, now, InPlace.Of(_loop));
        now.CopyFrom(Pick(buffers, _carryIn));
        Location[] condition = _condition.NewFrame(), body = _body.NewFrame();
        bool[] goesOn = new bool[1];
        _condition.SetOutput(condition, 0, new Location(goesOn, 0));
        Bind(_condition, condition, _conditionConsts);
        Bind(_body, body, _bodyConsts);
        while (true)
        {
            for (int c = 0; c < now.Count; c++)
            {
                _condition.SetInput(condition, _conditionConsts.Length + c, now[c]);
            }
            _condition.Run(condition);
            if (!goesOn[0])
            {
                break;
            }
            for (int c = 0; c < now.Count; c++)
            {
                _body.SetInput(body, _bodyConsts.Length + c, now[c]);
                _body.SetOutput(body, c, next[c]);
            }
            _body.Run(body);
            (now, next) = (next, now);
        }
        now.CopyTo(Pick(buffers, _carryOut));

        void Bind(PlanCode plan, Location[] frame, int[] consts)
        {
            for (int i = 0; i < consts.Length; i++)
            {
                plan.SetInput(frame, i, buffers[consts[i]]);
            }
        }
    }
}

internal sealed class CondCode(CondStep cond, Func<Dim, long> size) : StepCode
{
    private readonly PlanCode[] _branches = cond.Branches.Select(b => new PlanCode(b, size)).ToArray();
    private readonly int[] _inputs = Ids(cond.Inputs);
    private readonly int[] _outputs = Ids(cond.Outputs);

    public override void Run(Location[] buffers)
    {
        long index = Storage.Integer(View(buffers[cond.Index.Id], cond.Index.Aval));
        PlanCode branch = _branches[Math.Max(0, Math.Min(_branches.Length - 1, index))];
        Location[] frame = branch.NewFrame();
        for (int i = 0; i < _inputs.Length; i++)
        {
            branch.SetInput(frame, i, buffers[_inputs[i]]);
        }
        for (int i = 0; i < _outputs.Length; i++)
        {
            branch.SetOutput(frame, i, buffers[_outputs[i]]);
        }
        branch.Run(frame);
    }
}
