// Axis arithmetic shared by shape rules, batching and the array functions.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Axes
{
    /// <summary>An axis counted from the end when negative.</summary>
    public static int Canonical(int axis, int rank) => axis >= -rank && axis < rank
        ? (axis < 0 ? axis + rank : axis)
        : throw OutOfBounds(axis, rank);

    private static ShapeException OutOfBounds(int axis, int rank)
    {
        ShapeInference.NeedsAxis(axis, rank);
        return new ShapeException($"axis {axis} is out of bounds for array of dimension {rank}");
    }

    /// <summary>The axes of an array of this rank that are not listed, in order.</summary>
    public static int[] Without(int rank, IReadOnlyCollection<int> axes) => Enumerable.Range(0, rank).Where(i => !axes.Contains(i)).ToArray();

    /// <summary>Axes of a value without its batch axis, as axes of the value with it.</summary>
    public static int[] Bump(IEnumerable<int> axes, int batch) => axes.Select(a => a >= batch ? a + 1 : a).ToArray();

    public static int[] Inverse(IReadOnlyList<int> permutation) =>
        Enumerable.Range(0, permutation.Count).OrderBy(i => permutation[i]).ToArray();

    /// <summary>Python's tuple text.</summary>
    public static string Text(IEnumerable<int> axes) => Shape.Of(axes.Select(a => (Dim)a)).ToString();
}
