// The operations of a block on a tile: loads, index numbers, kernels, selections and stores. Each leaves its result's location in the tile.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

internal abstract class TileOp
{
    public abstract void Run(Tile tile);
}

/// <summary>A constant, put in its cell.</summary>
internal sealed class ConstantOp(int value, Array one, int size) : TileOp
{
    public override void Run(Tile tile)
    {
        Location cell = tile.Scalar(value);
        Elements.Copy(ref MemoryMarshal.GetArrayDataReference(one), 1, ref cell.Start, 1, size);
        tile.Values[value] = cell;
    }
}

/// <summary>A load whose offset has one stride along a segment and whose guard holds on an interval: in place where the elements lie one after the other, else copied.</summary>
internal sealed class LinearLoadOp(int value, int buffer, IndexCode offset, GuardCode guard, int slot, int size) : TileOp
{
    public override void Run(Tile tile)
    {
        Location source = tile.Buffers[buffer];
        if (tile.SegmentCount == 1 && guard.IsUniform && (offset.Stride == 0 || guard.IsNone))
        {
            if (offset.Stride == 0)
            {
                bool inside = guard.IsNone || guard.Interval(tile, 0).High > 0;
                tile.Values[value] = inside ? new Location(source.Data, source.Offset + (nint)offset.Start(tile, 0) * size, isScalar: true) : tile.Zero;
                return;
            }
            if (offset.Stride == 1)
            {
                tile.Values[value] = source.Advance((nint)offset.Start(tile, 0) * size);
                return;
            }
        }
        else if (guard.IsNone && offset.Stride == 1 && IsContiguous(tile, out long start))
        {
            tile.Values[value] = source.Advance((nint)start * size);
            return;
        }
        Location target = tile.Slot(slot);
        for (int segment = 0, position = 0; segment < tile.SegmentCount; position += tile.Lengths[segment++])
        {
            int length = tile.Lengths[segment];
            (int low, int high) = guard.IsNone ? (0, length) : guard.Interval(tile, segment);
            ref byte to = ref Unsafe.AddByteOffset(ref target.Start, (nint)position * size);
            if (low > 0 || high < length)
            {
                Unsafe.InitBlockUnaligned(ref to, 0, (uint)(length * size));
            }
            if (high > low)
            {
                nint first = (nint)(offset.Start(tile, segment) + low * offset.Stride);
                Elements.Copy(ref Unsafe.AddByteOffset(ref source.Start, first * size), (nint)offset.Stride, ref Unsafe.AddByteOffset(ref to, (nint)low * size), high - low, size);
            }
        }
        tile.Values[value] = target;
    }

    private bool IsContiguous(Tile tile, out long start)
    {
        start = offset.Start(tile, 0);
        long next = start + tile.Lengths[0];
        for (int segment = 1; segment < tile.SegmentCount; next += tile.Lengths[segment++])
        {
            if (offset.Start(tile, segment) != next)
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>A load whose offsets or guard are computed for every element.</summary>
internal sealed class GatherOp(int value, int buffer, IndexCode offset, GuardCode guard, int slot, int size) : TileOp
{
    public override void Run(Tile tile)
    {
        Location source = tile.Buffers[buffer], target = tile.Slot(slot);
        Span<long> offsets = tile.RentNumbers();
        for (int segment = 0, position = 0; segment < tile.SegmentCount; position += tile.Lengths[segment++])
        {
            Span<long> part = offsets[..tile.Lengths[segment]];
            offset.Fill(tile, segment, position, part);
            Span<bool> mask = guard.IsNone ? [] : tile.Mask(part.Length);
            guard.Fill(tile, segment, position, mask);
            Elements.Gather(ref source.Start, part, mask, ref Unsafe.AddByteOffset(ref target.Start, (nint)position * size), size);
        }
        tile.Return();
        tile.Values[value] = target;
    }
}

/// <summary>Indices as numbers.</summary>
internal sealed class IndexOp(int value, IndexCode index, ElementKind kind, int slot) : TileOp
{
    public override void Run(Tile tile)
    {
        Span<long> numbers = tile.RentNumbers();
        bool scalar = tile.SegmentCount == 1 && index.IsLinear && index.Stride == 0;
        Location target = scalar ? tile.Scalar(value) : tile.Slot(slot);
        for (int segment = 0, position = 0; segment < tile.SegmentCount; position += tile.Lengths[segment++])
        {
            Span<long> part = numbers[..(scalar ? 1 : tile.Lengths[segment])];
            index.Fill(tile, segment, position, part);
            Write(part, target, position);
        }
        tile.Return();
        tile.Values[value] = target;
    }

    private void Write(ReadOnlySpan<long> numbers, Location target, int position)
    {
        switch (kind)
        {
            case ElementKind.Float32:
                Write(numbers, target.Target<float>(position + numbers.Length)[position..]);
                break;
            case ElementKind.Float64:
                Write(numbers, target.Target<double>(position + numbers.Length)[position..]);
                break;
            case ElementKind.Int32:
                Write(numbers, target.Target<int>(position + numbers.Length)[position..]);
                break;
            case ElementKind.UInt32:
                Write(numbers, target.Target<uint>(position + numbers.Length)[position..]);
                break;
            case ElementKind.Int64:
                Write(numbers, target.Target<long>(position + numbers.Length)[position..]);
                break;
            case ElementKind.Bool:
                Span<bool> flags = target.Target<bool>(position + numbers.Length)[position..];
                for (int i = 0; i < numbers.Length; i++)
                {
                    flags[i] = numbers[i] != 0;
                }
                break;
            default:
                throw new InvalidOperationException($"positions as {kind} are not in this version");
        }
    }

    private static void Write<T>(ReadOnlySpan<long> numbers, Span<T> target)
        where T : System.Numerics.INumber<T>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            target[i] = T.CreateTruncating(numbers[i]);
        }
    }
}

/// <summary>A span kernel. One element when all operands are one element.</summary>
internal sealed class KernelOp(int value, SpanKernel kernel, int[] inputs, ElementKind kind, ElementKind toKind, int parameter, int slot, int size, StoreCode? direct) : TileOp
{
    private readonly int _a = inputs[0];
    private readonly int _b = inputs.Length > 1 ? inputs[1] : -1;
    private readonly int _c = inputs.Length > 2 ? inputs[2] : -1;

    public override void Run(Tile tile)
    {
        Location a = tile.Values[_a];
        bool scalar = a.IsScalar;
        KernelCall call = new() { A = ref a.Start, ScalarA = a.IsScalar, Kind = kind, ToKind = toKind, Parameter = parameter };
        if (_b >= 0)
        {
            Location b = tile.Values[_b];
            call.B = ref b.Start;
            call.ScalarB = b.IsScalar;
            scalar &= b.IsScalar;
        }
        if (_c >= 0)
        {
            Location c = tile.Values[_c];
            call.C = ref c.Start;
            call.ScalarC = c.IsScalar;
            scalar &= c.IsScalar;
        }
        Location target = scalar ? tile.Scalar(value) : direct?.Place(tile, size) ?? tile.Slot(slot);
        if (scalar)
        {
            call.ScalarA = call.ScalarB = call.ScalarC = false;
        }
        call.Length = scalar ? 1 : tile.Length;
        call.Destination = ref target.Start;
        kernel.Run(ref call);
        tile.Values[value] = target;
    }
}

/// <summary>A kernel of one operand and two results.</summary>
internal sealed class PairOp(SpanKernel kernel, int input, ElementKind kind, int size, PairOp.Result first, PairOp.Result second) : TileOp
{
    /// <summary>Where one of the results goes.</summary>
    internal readonly record struct Result(int Value, int Slot, StoreCode? Direct);

    public override void Run(Tile tile)
    {
        Location a = tile.Values[input], one = Target(tile, first, a.IsScalar), two = Target(tile, second, a.IsScalar);
        KernelCall call = new() { A = ref a.Start, Destination = ref one.Start, Destination2 = ref two.Start, Kind = kind, ToKind = kind, Length = a.IsScalar ? 1 : tile.Length };
        kernel.Run(ref call);
        tile.Values[first.Value] = one;
        tile.Values[second.Value] = two;
    }

    private Location Target(Tile tile, Result result, bool scalar) => scalar ? tile.Scalar(result.Value) : result.Direct?.Place(tile, size) ?? tile.Slot(result.Slot);
}

/// <summary>One of two values by a condition on indices.</summary>
internal sealed class SelectOp(int value, GuardCode guard, int then, int otherwise, int slot, int size) : TileOp
{
    public override void Run(Tile tile)
    {
        if (tile.SegmentCount == 1 && guard.IsUniform)
        {
            tile.Values[value] = tile.Values[guard.Interval(tile, 0).High > 0 ? then : otherwise];
            return;
        }
        Location yes = tile.Values[then], no = tile.Values[otherwise], target = tile.Slot(slot);
        for (int segment = 0, position = 0; segment < tile.SegmentCount; position += tile.Lengths[segment++])
        {
            int length = tile.Lengths[segment];
            if (guard.IsLinear)
            {
                (int low, int high) = guard.Interval(tile, segment);
                Copy(no, position, low, target);
                Copy(yes, position + low, high - low, target);
                Copy(no, position + high, length - high, target);
                continue;
            }
            Span<bool> mask = tile.Mask(length);
            guard.Fill(tile, segment, position, mask);
            Elements.Choose(mask, ref At(yes, position), yes.IsScalar ? 0 : 1, ref At(no, position), no.IsScalar ? 0 : 1, ref At(target, position), size);
        }
        tile.Values[value] = target;
    }

    private void Copy(Location from, int position, int length, Location target) =>
        Elements.Copy(ref At(from, position), from.IsScalar ? 0 : 1, ref At(target, position), length, size);

    private ref byte At(Location location, int position) => ref Unsafe.AddByteOffset(ref location.Start, location.IsScalar ? 0 : (nint)position * size);
}

/// <summary>Where a store goes; when that is one run of memory, the value is computed in place.</summary>
internal sealed class StoreCode(int buffer, IndexCode offset)
{
    public Location? Place(Tile tile, int size)
    {
        if (!offset.IsLinear || (offset.Stride != 1 && tile.VectorLoop >= 0))
        {
            return null;
        }
        long start = offset.Start(tile, 0), next = start + tile.Lengths[0];
        for (int segment = 1; segment < tile.SegmentCount; next += tile.Lengths[segment++])
        {
            if (offset.Start(tile, segment) != next)
            {
                return null;
            }
        }
        return tile.Buffers[buffer].Advance((nint)start * size);
    }

    public void Write(Tile tile, Location from, int size)
    {
        if (Place(tile, size) is { } target)
        {
            if (!ReferenceEquals(target.Data, from.Data) || target.Offset != from.Offset || from.IsScalar)
            {
                Elements.Copy(ref from.Start, from.IsScalar ? 0 : 1, ref target.Start, tile.Length, size);
            }
            return;
        }
        Location memory = tile.Buffers[buffer];
        Span<long> numbers = tile.RentNumbers();
        for (int segment = 0, position = 0; segment < tile.SegmentCount; position += tile.Lengths[segment++])
        {
            Span<long> offsets = numbers[..tile.Lengths[segment]];
            offset.Fill(tile, segment, position, offsets);
            for (int e = 0; e < offsets.Length; e++)
            {
                ref byte element = ref Unsafe.AddByteOffset(ref from.Start, from.IsScalar ? 0 : (nint)(position + e) * size);
                Unsafe.CopyBlockUnaligned(ref Unsafe.AddByteOffset(ref memory.Start, (nint)offsets[e] * size), ref element, (uint)size);
            }
        }
        tile.Return();
    }
}

internal sealed class StoreOp(int value, StoreCode code, int size) : TileOp
{
    public override void Run(Tile tile) => code.Write(tile, tile.Values[value], size);
}
