// Index rules of the movement primitives: where each output element comes from. Every executor reads these.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class Movement
{
    public static ValueExpr BroadcastPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Shape operand = equation.Inputs[0].Aval.Shape;
        int[] dims = equation.Params.Ints("broadcast_dimensions");
        return element(0, dims.Select((d, i) => operand[i].Equals(1) ? 0 : index[d]).ToArray());
    }

    public static ValueExpr SqueezePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        int[] squeezed = equation.Params.Ints("dimensions");
        Queue<IndexExpr> rest = new(index);
        return element(0, Enumerable.Range(0, equation.Inputs[0].Aval.Rank).Select(i => squeezed.Contains(i) ? 0 : rest.Dequeue()).ToArray());
    }

    public static ValueExpr TransposePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        int[] inverse = Axes.Inverse(equation.Params.Ints("permutation"));
        return element(0, inverse.Select(i => index[i]).ToArray());
    }

    public static ValueExpr RevPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        int[] axes = equation.Params.Ints("dimensions");
        Shape shape = equation.Inputs[0].Aval.Shape;
        return element(0, index.Select((at, axis) => axes.Contains(axis) ? Plus(Times(at, -1), shape[axis] - 1) : at).ToArray());
    }

    public static ValueExpr SlicePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Dim[] start = equation.Params.Dims("start_indices");
        int[] strides = Strides(equation.Params, start.Length);
        return element(0, start.Select((s, i) => Plus(Times(index[i], strides[i]), s)).ToArray());
    }

    public static ValueExpr PadPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Shape operand = equation.Inputs[0].Aval.Shape;
        List<InRange> conditions = [];
        IndexExpr[] inner = PaddingConfig(equation.Params).Select((c, i) =>
        {
            IndexExpr shifted = Plus(index[i], -1 * c.Low);
            IndexExpr position = shifted;
            if (c.Interior > 0)
            {
                conditions.Add(new InRange(new IndexExpr.Mod(shifted, c.Interior + 1), 1));
                position = new IndexExpr.FloorDiv(shifted, c.Interior + 1);
            }
            if (c.Interior > 0 || !(((Dim)0).IsAtLeast(c.Low) && ((Dim)0).IsAtLeast(c.High)))
            {
                conditions.Add(new InRange(position, operand[i]));
            }
            return position;
        }).ToArray();
        ValueExpr inside = element(0, inner);
        return conditions.Count == 0 ? inside : new ValueExpr.Where(new EquatableList<InRange>(conditions), inside, element(1, []));
    }

    public static ValueExpr ConcatPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        int axis = equation.Params.Int("dimension");
        Dim offset = 0;
        List<(InRange Here, ValueExpr Value)> parts = [];
        for (int i = 0; i < equation.Inputs.Count; i++)
        {
            IndexExpr[] inner = [.. index];
            inner[axis] = Plus(index[axis], -1 * offset);
            Dim size = equation.Inputs[i].Aval.Shape[axis];
            parts.Add((new InRange(inner[axis], size), element(i, inner)));
            offset += size;
        }
        ValueExpr result = parts[parts.Count - 1].Value;
        for (int i = parts.Count - 2; i >= 0; i--)
        {
            result = new ValueExpr.Where(new EquatableList<InRange>([parts[i].Here]), parts[i].Value, result);
        }
        return result;
    }

    public static ValueExpr IotaPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element) =>
        new ValueExpr.OfIndex(index[equation.Params.Int("dimension")], equation.Params.DType("dtype"));

    public static ValueExpr DimPull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element) =>
        new ValueExpr.OfIndex(equation.Params.Dim("dim"), equation.Params.DType("dtype"));

    public static ValueExpr ReshapePull(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element)
    {
        Shape operand = equation.Inputs[0].Aval.Shape;
        int[] order = equation.Params["dimensions"] is null ? Enumerable.Range(0, operand.Rank).ToArray() : equation.Params.Ints("dimensions");
        IndexExpr[] flat = ReshapeIndex(order.Select(d => operand[d]).ToArray(), equation.Outputs[0].Aval.Shape.ToArray(), index);
        return element(0, Axes.Inverse(order).Select(i => flat[i]).ToArray());
    }

    /// <summary>
    /// The index into an array of dimensions <paramref name="from"/> of the element that has <paramref name="index"/> in the reshaped array. Runs of axes with equal
    /// products are handled apart, so that only axes that are really split or merged cost divisions.
    /// </summary>
    internal static IndexExpr[] ReshapeIndex(Dim[] from, Dim[] to, IReadOnlyList<IndexExpr> index)
    {
        IndexExpr[] result = new IndexExpr[from.Length];
        int i = 0, j = 0;
        while (i < from.Length || j < to.Length)
        {
            (int iEnd, int jEnd) = NextRun(from, to, i, j);
            IndexExpr linear = 0;
            for (int k = j; k < jEnd; k++)
            {
                linear = Plus(Times(linear, to[k]), index[k]);
            }
            Dim inner = 1;
            for (int k = iEnd - 1; k >= i; k--)
            {
                IndexExpr position = inner.Equals(1) ? linear : new IndexExpr.FloorDiv(linear, inner);
                result[k] = from[k].Equals(1) ? 0 : k == i ? position : new IndexExpr.Mod(position, from[k]);
                inner *= from[k];
            }
            (i, j) = (iEnd, jEnd);
        }
        return result;
    }

    // The shortest runs from (i, j) on whose products are equal; the rest when there are none (sizes of zero).
    private static (int From, int To) NextRun(Dim[] from, Dim[] to, int i, int j)
    {
        for (int total = 1; total <= from.Length - i + to.Length - j; total++)
        {
            for (int a = Math.Min(total, from.Length - i); a >= 0 && total - a <= to.Length - j; a--)
            {
                if (Product(from, i, i + a).Equals(Product(to, j, j + total - a)))
                {
                    return (i + a, j + total - a);
                }
            }
        }
        return (from.Length, to.Length);
    }

    private static Dim Product(Dim[] dims, int start, int end) => dims.Skip(start).Take(end - start).Aggregate((Dim)1, (a, b) => a * b);

    internal static IndexExpr Plus(IndexExpr left, IndexExpr right) => (left, right) switch
    {
        (IndexExpr.Constant l, IndexExpr.Constant r) => l.Size + r.Size,
        (IndexExpr.Constant l, _) when l.Size.Equals(0) => right,
        (_, IndexExpr.Constant r) when r.Size.Equals(0) => left,
        _ => new IndexExpr.Add(left, right),
    };

    internal static IndexExpr Plus(IndexExpr left, Dim right) => Plus(left, (IndexExpr)right);

    private static IndexExpr Times(IndexExpr index, Dim factor) => index switch
    {
        IndexExpr.Constant c => c.Size * factor,
        _ when factor.Equals(1) => index,
        _ => new IndexExpr.Mul(index, factor),
    };
}
