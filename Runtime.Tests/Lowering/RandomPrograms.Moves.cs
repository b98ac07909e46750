// The steps of random programs that move, index and reduce elements, and those with programs of their own inside.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Lowering;

internal sealed partial class RandomPrograms
{
    private NdArray[] Move(NdArray x, List<NdArray> values)
    {
        int rank = x.Rank, axis = Next(0, Math.Max(rank, 1));
        int[] sizes = Sizes(x.Shape);
        switch (Next(0, 8))
        {
            case 0:
                return [Lax.Transpose(x, Permutation(rank))];
            case 1:
                return [Lax.Reshape(x, x.Shape.IsConstant ? Regrouped(sizes) : [.. Next(0, 2) == 0 ? [x.Shape.Size] : Merged(x.Shape)])];
            case 2:
                return [Lax.Squeeze(x, Enumerable.Range(0, rank).Where(i => sizes[i] == 1 && Next(0, 2) == 0).ToArray())];
            case 3:
                int[] starts = sizes.Select(s => Next(0, s + 1)).ToArray();
                int[] limits = sizes.Select((s, i) => Next(starts[i], s + 1)).ToArray();
                return [Lax.Slice(
                    x, Shape.Of(x.Shape.Select((d, i) => d.IsConstant ? starts[i] : (Dim)0)), Shape.Of(x.Shape.Select((d, i) => d.IsConstant ? limits[i] : d)), Next(0, 2) == 0 ? null : sizes.Select(_ => Next(1, 4)).ToArray())];
            case 4:
                return [Lax.Pad(x, Number(x.Dtype), sizes.Select(_ => ((Dim)Next(-2, 3), (Dim)Next(-2, 4), Next(0, 3))).ToArray())];
            case 5 when rank > 0:
                NdArray[] parts = [x, .. values.Where(v => v.Dtype == x.Dtype && v.Rank == rank && Enumerable.Range(0, rank).All(i => i == axis || v.Shape[i].Equals(x.Shape[i]))).Take(2)];
                return [Lax.Concatenate(Next(0, 2) == 0 ? parts : [.. parts.Reverse()], axis)];
            case 6 when rank > 0:
                int first = Next(0, sizes[axis] + 1), second = Next(first, sizes[axis] + 1);
                return Lax.Split(x, [first, second - first, sizes[axis] - second], axis);
            default:
                return [Lax.ExpandDims(x, [Next(0, rank + 1)])];
        }
    }

    private Shape Stretched(Shape shape, out int[] axes)
    {
        List<Dim> result = [];
        List<int> positions = [];
        foreach (Dim dim in shape)
        {
            if (Next(0, 3) == 0)
            {
                result.Add(Next(0, 4));
            }
            positions.Add(result.Count);
            result.Add(dim.Equals(1) && Next(0, 2) == 0 ? Next(1, 5) : dim);
        }
        if (Next(0, 2) == 0)
        {
            result.Add(Next(1, 20));
        }
        axes = [.. positions];
        return Shape.Of(result);
    }

    private static Dim[] Merged(Shape shape) => shape.Rank < 2 ? [1, .. shape] : [shape[0] * shape[1], .. shape.Skip(2)];

    private Shape Regrouped(int[] sizes)
    {
        List<int> factors = [];
        foreach (int size in sizes)
        {
            int rest = size;
            for (int p = 2; p * p <= rest && Next(0, 3) > 0; p++)
            {
                if (rest % p == 0)
                {
                    factors.Add(p);
                    rest /= p;
                }
            }
            factors.Add(rest);
        }
        List<Dim> groups = [];
        foreach (int factor in factors)
        {
            if (groups.Count > 0 && Next(0, 2) == 0)
            {
                groups[^1] = groups[^1].Value * factor;
            }
            else
            {
                groups.Add(factor);
            }
        }
        return Shape.Of(groups);
    }

    private NdArray Reduce(NdArray x)
    {
        int[] axes = Enumerable.Range(0, x.Rank).Where(_ => Next(0, 2) == 0).ToArray();
        if (x.Rank > 0 && x.Dtype != DType.Bool && Next(0, 6) == 0)
        {
            return Next(0, 2) == 0 ? Lax.Argmax(x, Next(0, x.Rank), DType.Int32) : Lax.Argmin(x, Next(0, x.Rank), DType.Int32);
        }
        Func<NdArray, int[], NdArray>[] functions = x.Dtype.IsFloat ? [Lax.ReduceSum, Lax.ReduceMax, Lax.ReduceMin]
            : x.Dtype == DType.Bool ? [Lax.ReduceAnd, Lax.ReduceOr, Lax.ReduceMax, Lax.ReduceMin]
            : [Lax.ReduceSum, Lax.ReduceMax, Lax.ReduceMin, Lax.ReduceAnd, Lax.ReduceOr];
        return Pick(functions)(x, axes);
    }

    // With itself transposed, over some axes, some of them batches.
    private NdArray Dot(NdArray x)
    {
        NdArray left = x.Dtype == DType.Bool ? Lax.ConvertElementType(x, DType.Float32) : x;
        int[] permutation = Permutation(x.Rank), roles = permutation.Select(_ => Next(0, 3)).ToArray();
        int[] At(int role) => Enumerable.Range(0, x.Rank).Where(i => roles[i] == role).ToArray();
        int[] There(int role) => At(role).Select(i => Array.IndexOf(permutation, i)).ToArray();
        return Lax.DotGeneral(left, Lax.Transpose(left, permutation), At(1), There(1), At(2), There(2));
    }

    private NdArray Index(NdArray x, List<NdArray> values)
    {
        int[] sizes = Sizes(x.Shape);
        if (x.Rank == 0)
        {
            return Lax.DynamicSlice(Lax.Broadcast(x, [3]), [Start(values)], [2]);
        }
        int[] window = sizes.Select(s => Next(0, 4) == 0 ? s : Next(Math.Min(s, 1), s + 1)).ToArray();
        int axis = Next(0, x.Rank);
        string mode = Pick(IndexMode.Clip, IndexMode.FillOrDrop);
        switch (Next(0, 5))
        {
            case 0:
                return Lax.DynamicSlice(x, sizes.Select(_ => Start(values)).ToArray(), Shape.Of(window.Select(w => (Dim)w)));
            case 1:
                NdArray update = Lax.Slice(FullLike(x, values), Shape.Of(sizes.Select(_ => (Dim)0)), Shape.Of(window.Select(w => (Dim)w)));
                return Lax.DynamicUpdateSlice(x, update, sizes.Select(_ => Start(values)).ToArray());
            case 2:
                NdArray indices = Indices([Next(0, 5), 1], values);
                NdArray rows = Lax.Broadcast(Lax.ConvertElementType(Total(Pick(values)), x.Dtype), Shape.Of([indices.Shape[0], .. x.Shape.Skip(1)]));
                ScatterNumbers numbers = new(Enumerable.Range(1, x.Rank - 1).ToArray(), [0], [0], [], []);
                return x.Dtype == DType.Bool || Next(0, 2) == 0 ? Lax.Scatter(x, indices, rows, numbers, mode) : Lax.ScatterAdd(x, indices, rows, numbers, mode);
            default:
                int[] indexed = Next(0, 2) == 0 || x.Rank == 1 ? [axis] : [axis, (axis + 1) % x.Rank];
                int[] collapsed = Enumerable.Range(0, x.Rank).Where(i => indexed.Contains(i) && sizes[i] > 0 && Next(0, 3) > 0).ToArray();
                Dim[] slices = window.Select((w, i) => collapsed.Contains(i) ? 1 : indexed.Contains(i) ? w : x.Shape[i]).ToArray();
                Dim[] batch = Enumerable.Range(0, Next(0, 3)).Select(_ => (Dim)Next(0, 5)).ToArray();
                int rank = batch.Length + x.Rank - collapsed.Length;
                int[] offsets = Permutation(rank).Take(x.Rank - collapsed.Length).Order().ToArray();
                return Lax.Gather(x, Indices(Shape.Of([.. batch, indexed.Length]), values), new GatherNumbers(offsets, collapsed, indexed, [], []), Shape.Of(slices), mode);
        }
    }

    private NdArray Start(List<NdArray> values) => Next(0, 2) == 0
        ? I32(Next(-3, 9))
        : Lax.ConvertElementType(Total(Pick(values)), DType.Int32);

    private NdArray Indices(Shape shape, List<NdArray> values)
    {
        NdArray count = Lax.BroadcastedIota(DType.Int32, shape, Next(0, shape.Rank));
        NdArray scaled = Lax.Mul(count, I32(Pick(1, 2, -1, 3)));
        return Next(0, 2) == 0 ? scaled : Lax.Add(scaled, Start(values));
    }

    private NdArray[] Scan(NdArray x, List<NdArray> values, int depth)
    {
        NdArray carry = Pick(values);
        NdArray xs = x.Rank > 0 && Sizes(x.Shape)[0] <= 20 ? x : Lax.Broadcast(x.Rank > 3 ? Total(x) : x, [Next(0, 4)]);
        NdArray outer = Pick(values);
        Tree result = Lax.Scan(
            pair =>
            {
                NdArray[] leaves = [.. pair.Flatten()];
                List<NdArray> inner = Body([outer, .. leaves], Next(1, 5), depth + 1);
                return Tree.Tuple(new Tree.Leaf(Fit(inner[^1], leaves[0])), new Tree.Leaf(Pick(inner)));
            },
            new Tree.Leaf(carry), new Tree.Leaf(xs), reverse: Next(0, 2) == 0);
        return [.. result.Flatten()];
    }

    private NdArray[] Branch(NdArray x, List<NdArray> values, int depth)
    {
        NdArray outer = Pick(values), test = Lax.Gt(Total(Pick(values)), new NdArray(Scalar.Of(0.5f), weak: false));
        Func<Tree, Tree> One() => tree => new Tree.Leaf(Fit(Body([outer, tree.Flatten().First()], Next(0, 4), depth + 1)[^1], x));
        return Next(0, 2) == 0
            ? [.. Lax.Cond(test, One(), One(), new Tree.Leaf(x)).Flatten()]
            : [.. Lax.Switch(Start(values), [One(), One(), One()], new Tree.Leaf(x)).Flatten()];
    }

    private NdArray[] Loop(NdArray x, List<NdArray> values, int depth)
    {
        NdArray outer = Pick(values);
        NdArray upper = Lax.Clamp(I32(0), Start(values), I32(4));
        Tree result = Lax.ForiLoop(I32(0), upper, tree =>
        {
            NdArray[] leaves = [.. tree.Flatten()];
            return new Tree.Leaf(Fit(Body([outer, .. leaves], Next(1, 4), depth + 1)[^1], leaves[1]));
        }, new Tree.Leaf(x));
        return [.. result.Flatten()];
    }

    // A value with the aval of another: itself, or what both give.
    private static NdArray Fit(NdArray value, NdArray like)
    {
        if (value.Aval.Equals(like.Aval))
        {
            return value;
        }
        NdArray number = Lax.ConvertElementType(Total(value), like.Dtype);
        return like.Dtype == DType.Bool ? Lax.BitwiseXor(like, number) : Lax.Add(like, number);
    }

    private int[] Permutation(int rank) => Enumerable.Range(0, rank).OrderBy(_ => _random.Next()).ToArray();
}
