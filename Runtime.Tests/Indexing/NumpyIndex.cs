// NumPy's indexing rules by themselves: loops over plain numbers that say, for every element of the result, which element of the array it is.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;

namespace Runtime.Tests.Indexing;

/// <summary>What stands between the commas, and how it is written in C#.</summary>
internal abstract record Term
{
    public sealed record Integer(int Value) : Term;

    public sealed record Slice(int? Start, int? Stop, int Step) : Term;

    public sealed record NewAxis : Term;

    public sealed record Ellipsis : Term;

    public sealed record Array(int[] Shape, int[] Values) : Term;

    public sealed record Mask(int[] Shape, bool[] Values) : Term;

    public NdIndex ToIndex() => this switch
    {
        Integer i => i.Value,
        Slice s => new SrcGenJit.Slice(s.Start, s.Stop, s.Step),
        NewAxis => NdIndex.NewAxis,
        Ellipsis => NdIndex.Ellipsis,
        Array a => new NdArray<int>(a.Values, a.Shape),
        Mask m => new NdArray<bool>(m.Values, m.Shape),
        _ => throw new InvalidOperationException(),
    };

    public sealed override string ToString() => this switch
    {
        Integer i => $"{i.Value}",
        Slice s => $"{s.Start}:{s.Stop}:{s.Step}",
        NewAxis => "None",
        Ellipsis => "...",
        Array a => $"array({string.Join(' ', a.Values)} as {string.Join('x', a.Shape)})",
        Mask m => $"mask({string.Join(' ', m.Values.Select(v => v ? 1 : 0))} as {string.Join('x', m.Shape)})",
        _ => "?",
    };
}

/// <summary>The shape of x[terms], and the flat position in x of each of its elements.</summary>
internal sealed class NumpyIndex
{
    private NumpyIndex(int[] shape, int[] positions)
    {
        Shape = shape;
        Positions = positions;
    }

    public int[] Shape { get; }

    public int[] Positions { get; }

    /// <summary>The positions of a slice, as Python's reference describes them.</summary>
    public static int[] Slice(int? start, int? stop, int step, int length)
    {
        int low = step > 0 ? 0 : -1, high = step > 0 ? length : length - 1;
        int Bound(int value) => Math.Clamp(value < 0 ? value + length : value, low, high);
        int from = start is { } a ? Bound(a) : step > 0 ? low : high;
        int to = stop is { } b ? Bound(b) : step > 0 ? high : low;
        List<int> positions = [];
        for (long i = from; step > 0 ? i < to : i > to; i += step)
        {
            positions.Add((int)i);
        }
        return [.. positions];
    }

    public static NumpyIndex Of(int[] shape, params Term[] terms)
    {
        // Masks are the arrays of their true positions.
        terms = [.. terms.SelectMany(t => t is Term.Mask mask ? Nonzero(mask) : [t])];
        int missing = shape.Length - terms.Count(t => t is Term.Integer or Term.Slice or Term.Array);
        bool anyArray = terms.Any(t => t is Term.Array);
        int[] advanced = [.. Enumerable.Range(0, terms.Length).Where(i => anyArray && terms[i] is Term.Array or Term.Integer)];
        bool apart = anyArray && advanced[^1] - advanced[0] + 1 != advanced.Length;
        int[] common = Broadcast(terms.OfType<Term.Array>().Select(a => a.Shape));

        // Each axis of the result writes into the source index: a slice its position, an axis of the arrays all of them.
        List<int> lengths = [];
        List<(int Axis, int At, int[] Positions)> slices = [];
        List<(int Axis, Term.Array Array)> arrays = [];
        int firstCommon = -1, axis = 0;
        if (apart)
        {
            firstCommon = 0;
            lengths.AddRange(common);
        }
        if (!terms.Any(t => t is Term.Ellipsis))
        {
            terms = [.. terms, new Term.Ellipsis()];
        }
        foreach (Term term in terms)
        {
            switch (term)
            {
                case Term.NewAxis:
                    lengths.Add(1);
                    break;
                case Term.Ellipsis:
                    for (int i = 0; i < missing; i++, axis++)
                    {
                        slices.Add((axis, lengths.Count, [.. Enumerable.Range(0, shape[axis])]));
                        lengths.Add(shape[axis]);
                    }
                    break;
                case Term.Slice slice:
                    int[] positions = Slice(slice.Start, slice.Stop, slice.Step, shape[axis]);
                    slices.Add((axis++, lengths.Count, positions));
                    lengths.Add(positions.Length);
                    break;
                case Term.Integer or Term.Array:
                    if (anyArray && firstCommon < 0)
                    {
                        firstCommon = lengths.Count;
                        lengths.AddRange(common);
                    }
                    arrays.Add((axis++, term as Term.Array ?? new Term.Array([], [((Term.Integer)term).Value])));
                    break;
            }
        }
        List<int> result = [];
        int[] at = new int[lengths.Count];
        int count = lengths.Aggregate(1, (a, b) => a * b);
        for (int e = 0; e < count; e++)
        {
            int[] x = new int[shape.Length];
            foreach ((int into, int from, int[] positions) in slices)
            {
                x[into] = positions[at[from]];
            }
            foreach ((int into, Term.Array array) in arrays)
            {
                int offset = 0;
                for (int d = 0; d < array.Shape.Length; d++)
                {
                    int place = firstCommon + common.Length - array.Shape.Length + d;
                    offset = (offset * array.Shape[d]) + (array.Shape[d] == 1 ? 0 : at[place]);
                }
                int value = array.Values[offset];
                x[into] = value < 0 ? value + shape[into] : value;
            }
            result.Add(Enumerable.Range(0, shape.Length).Aggregate(0, (flat, d) => (flat * shape[d]) + x[d]));
            for (int d = at.Length - 1; d >= 0 && ++at[d] == lengths[d]; d--)
            {
                at[d] = 0;
            }
        }
        return new NumpyIndex([.. lengths], [.. result]);
    }

    private static IEnumerable<Term> Nonzero(Term.Mask mask)
    {
        int[] flat = [.. Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i])];
        for (int d = 0; d < mask.Shape.Length; d++)
        {
            int inner = mask.Shape.Skip(d + 1).Aggregate(1, (a, b) => a * b);
            yield return new Term.Array([flat.Length], [.. flat.Select(i => i / inner % mask.Shape[d])]);
        }
    }

    private static int[] Broadcast(IEnumerable<int[]> shapes)
    {
        int rank = shapes.Select(s => s.Length).DefaultIfEmpty(0).Max();
        int[] common = [.. Enumerable.Repeat(1, rank)];
        foreach (int[] shape in shapes)
        {
            for (int d = 0; d < shape.Length; d++)
            {
                ref int size = ref common[rank - shape.Length + d];
                size = size == 1 ? shape[d] : size;
            }
        }
        return common;
    }
}
