// vmap: a function of one example becomes a function of a batch.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jax
{
    /// <summary>
    /// Maps a function over an axis of its arguments. <paramref name="inAxes"/> gives the axis of each argument (null in the list: not mapped; negative counts from the
    /// end; one entry holds for all arguments); <paramref name="outAxes"/> the place of the batch axis in each part of the result likewise.
    /// </summary>
    public static Func<Tree, Tree> Vmap(Func<Tree, Tree> fun, int?[]? inAxes = null, int?[]? outAxes = null) => args =>
    {
        Tree[] arguments = Arguments(args);
        int?[] axes = inAxes ?? [0];
        if (axes.Length != 1 && axes.Length != arguments.Length)
        {
            throw new ArgumentException(
                $"vmap in_axes must be an int, None, or a tuple of entries corresponding to the positional arguments passed to the function, "
                + $"but got {axes.Length} entries for {arguments.Length} arguments");
        }
        List<NdArray> leaves = [];
        List<int?> dims = [];
        List<string> names = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            List<NdArray> own = arguments[i].Flatten();
            for (int k = 0; k < own.Count; k++)
            {
                leaves.Add(own[k]);
                dims.Add(MappedAxis(own[k], axes[axes.Length == 1 ? 0 : i]));
                names.Add(arguments[i] is Tree.Leaf ? $"args[{i}]" : $"args[{i}][{k}]");
            }
        }
        Dim size = AxisSize(leaves, dims, names);
        Tree example = args.Unflatten(leaves.Select((leaf, i) => dims[i] is { } axis ? NdArray.Abstract(BatchTransform.Remove(leaf.Aval, axis)) : leaf).ToArray());
        (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(fun, example);
        (NdArray[] results, int?[] resultDims) = BatchTransform.Run(jaxpr, size, leaves, dims);
        int?[] targets = Targets(output, outAxes ?? [0]);
        return output.Unflatten(results.Select((r, i) => Place(r, resultDims[i], targets[i], size)).ToArray());
    };

    private static int? MappedAxis(NdArray leaf, int? axis) => axis switch
    {
        null => null,
        { } a when a >= -leaf.Rank && a < leaf.Rank => a < 0 ? a + leaf.Rank : a,
        { } a => throw NoAxis(leaf, a),
    };

    private static ArgumentException NoAxis(NdArray leaf, int axis)
    {
        int rank = axis >= 0 ? axis + 1 : -axis;
        ShapeInference.NeedsRank(leaf, rank);
        return new ArgumentException($"vmap was requested to map its argument along axis {axis}, which implies that its rank should be at least {rank}, but is only {leaf.Rank} (its shape is {leaf.Shape})");
    }

    private static Dim AxisSize(List<NdArray> leaves, List<int?> dims, List<string> names)
    {
        if (leaves.Count == 0)
        {
            throw new ArgumentException("vmap wrapped function must be passed at least one argument containing an array or axis_size must be specified, got empty *args=() and **kwargs={}");
        }
        var mapped = leaves
            .Select((leaf, i) => (Leaf: leaf, Axis: dims[i], Name: names[i]))
            .Where(m => m.Axis is not null)
            .Select(m => (m.Leaf, Axis: m.Axis!.Value, m.Name, Size: m.Leaf.Shape[m.Axis!.Value]))
            .ToList();
        if (mapped.Count == 0)
        {
            throw new ArgumentException("vmap must have at least one non-None value in in_axes or axis_size must be specified");
        }
        ShapeInference.CountsAxis();
        if (mapped.All(m => m.Size.Agrees(mapped[0].Size)))
        {
            return mapped[0].Size;
        }
        var groups = mapped.GroupBy(m => m.Size).OrderByDescending(g => g.Count()).ToList();
        IEnumerable<string> lines = groups.Select((g, i) =>
        {
            var first = g.First();
            string of = $"axis {first.Axis} of {first.Name} of type {first.Leaf.Dtype.Name}{first.Leaf.Shape.ToBrackets()}";
            return g.Count() == 1 ? $"  * one axis had size {g.Key}: {of}"
                : $"  * {(i == 0 ? "most" : "some")} axes ({g.Count()} of them) had size {g.Key}, e.g. {of}";
        });
        throw new ArgumentException("vmap got inconsistent sizes for array axes to be mapped:\n" + string.Join(";\n", lines));
    }

    private static int?[] Targets(Tree output, int?[] outAxes)
    {
        int leaves = output.Flatten().Count;
        if (outAxes.Length == 1)
        {
            return Enumerable.Repeat(outAxes[0], leaves).ToArray();
        }
        return output is Tree.Node node && node.Children.Count == outAxes.Length
            ? node.Children.SelectMany((child, i) => child.Flatten().Select(_ => outAxes[i])).ToArray()
            : throw new ArgumentException($"vmap out_axes has {outAxes.Length} entries, and the function's result has the structure {output.Structure}");
    }

    private static NdArray Place(NdArray result, int? dim, int? target, Dim size)
    {
        if (target is not { } to)
        {
            return dim is null ? result : throw new ArgumentException($"at vmap out_axes, got axis spec None but output was batched on axis {dim}");
        }
        int rank = result.Rank + (dim is null ? 1 : 0);
        int axis = Axes.Canonical(to, rank);
        return dim is { } from
            ? Lax.MoveAxis(result, from, axis)
            : Lax.BroadcastInDim(result, BatchTransform.Insert(result.Aval, axis, size).Shape, Axes.Without(rank, [axis]));
    }
}
