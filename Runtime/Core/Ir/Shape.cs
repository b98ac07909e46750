// Shapes: immutable lists of dimensions, constant or symbolic.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>The dimensions of an array, outermost first. Converts from <c>int[]</c> and from collection expressions.</summary>
[CollectionBuilder(typeof(ShapeBuilder), nameof(ShapeBuilder.Create))]
public sealed class Shape : IReadOnlyList<Dim>, IEquatable<Shape>
{
    private readonly Dim[] _dims;

    public Shape(params Dim[] dims) => _dims = (Dim[])(dims ?? throw new ArgumentNullException(nameof(dims))).Clone();

    public static Shape Scalar { get; } = new();

    public static Shape Of(IEnumerable<Dim> dims) => new((dims ?? throw new ArgumentNullException(nameof(dims))).ToArray());

    /// <summary>The shape of a vector.</summary>
    public static implicit operator Shape(int length) => new((Dim)length);

    /// <summary>The shape of a vector.</summary>
    public static implicit operator Shape(Dim length) => new(length ?? throw new ArgumentNullException(nameof(length)));

    public static implicit operator Shape(int[] dims) => new((dims ?? throw new ArgumentNullException(nameof(dims))).Select(d => (Dim)d).ToArray());

    public int Rank => _dims.Length;

    int IReadOnlyCollection<Dim>.Count => _dims.Length;

    public Dim this[int axis]
    {
        get
        {
            if ((uint)axis >= (uint)_dims.Length)
            {
                ShapeInference.NeedsRank(this, axis < 0 ? -axis : axis + 1);
            }
            return _dims[axis];
        }
    }

    /// <summary>The number of elements.</summary>
    public Dim Size
    {
        get
        {
            Dim size = 1;
            foreach (Dim dim in _dims)
            {
                size *= dim;
            }
            return size;
        }
    }

    /// <summary>True when the dimensions are known, and their product is this number of elements.</summary>
    internal bool Holds(int length)
    {
        long size = 1;
        bool empty = false;
        foreach (Dim dim in _dims)
        {
            if (!dim.IsConstant || dim.Value < 0)
            {
                return false;
            }
            empty |= dim.Value == 0;
            // Beyond the length of any array it does not matter by how much.
            size = size > int.MaxValue || dim.Value > int.MaxValue ? long.MaxValue : size * dim.Value;
        }
        return empty ? length == 0 : size == length;
    }

    public bool IsConstant
    {
        get
        {
            foreach (Dim dim in _dims)
            {
                if (!dim.IsConstant)
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>The dimensions as integers; throws when one is symbolic.</summary>
    public int[] ToInts() => _dims.Select(d => checked((int)d.Value)).ToArray();

    /// <summary>Equal dimension by dimension, not by reference.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    public bool Equals(Shape? other) => other is not null && (ReferenceEquals(this, other) || SameDims(_dims, other._dims));

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => _dims.Aggregate(_dims.Length, (h, d) => unchecked(h * 31 + d.GetHashCode()));

    private static bool SameDims(Dim[] first, Dim[] second)
    {
        if (first.Length != second.Length)
        {
            return false;
        }
        for (int i = 0; i < first.Length; i++)
        {
            if (!first[i].Equals(second[i]))
            {
                return false;
            }
        }
        return true;
    }

    public IEnumerator<Dim> GetEnumerator() => ((IEnumerable<Dim>)_dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _dims.GetEnumerator();

    /// <summary><c>[2,3]</c>, as in jaxpr text.</summary>
    internal string ToBrackets() => "[" + string.Join(",", (IEnumerable<Dim>)_dims) + "]";

    /// <summary>Python's tuple text, <c>(2, 3)</c> or <c>(9,)</c>.</summary>
    public override string ToString() => "(" + string.Join(", ", (IEnumerable<Dim>)_dims) + (_dims.Length == 1 ? ",)" : ")");
}

/// <summary>Builds shapes from collection expressions.</summary>
public static class ShapeBuilder
{
    public static Shape Create(ReadOnlySpan<Dim> dims) => new(dims.ToArray());
}
