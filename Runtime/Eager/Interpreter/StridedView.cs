// Copies through affine index maps: an offset and one stride for each output axis.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>An affine view of an array: element <c>i</c> of the view is at <c>Offset + sum(i[axis] * Strides[axis])</c>.</summary>
internal sealed record StridedView(int[] Shape, long Offset, long[] Strides)
{
    /// <summary>The view that an element expression describes; null when its index is not affine.</summary>
    public static StridedView? Of(ValueExpr.Element element, int[] shape, Shape sourceShape)
    {
        long offset = 0;
        long[] strides = new long[shape.Length];
        int[] source = sourceShape.ToInts();
        long scale = 1;
        for (int axis = source.Length - 1; axis >= 0; axis--)
        {
            if (!Add(element.Index[axis], scale, strides, ref offset))
            {
                return null;
            }
            scale *= source[axis];
        }
        return new StridedView(shape, offset, strides);
    }

    /// <summary>The row-major view of a whole array.</summary>
    public static StridedView Contiguous(int[] shape)
    {
        long[] strides = new long[shape.Length];
        long scale = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = scale;
            scale *= shape[axis];
        }
        return new StridedView(shape, 0, strides);
    }

    /// <summary>The same elements with the axes in another order.</summary>
    public StridedView Permute(IEnumerable<int> axes)
    {
        int[] order = axes.ToArray();
        return new StridedView(order.Select(a => Shape[a]).ToArray(), Offset, order.Select(a => Strides[a]).ToArray());
    }

    public void CopyTo<T>(T[] source, T[] destination)
    {
        int rank = Shape.Length;
        if (destination.Length == 0)
        {
            return;
        }
        if (rank == 0)
        {
            destination[0] = source[Offset];
            return;
        }
        int inner = Shape[rank - 1];
        long stride = Strides[rank - 1];
        long[] index = new long[rank];
        long from = Offset;
        for (int to = 0; to < destination.Length; to += inner)
        {
            CopyRow(source, from, stride, destination.AsSpan(to, inner));
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                from += Strides[axis];
                if (++index[axis] < Shape[axis])
                {
                    break;
                }
                from -= Strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }
    }

    private static void CopyRow<T>(T[] source, long from, long stride, Span<T> row)
    {
        switch (stride)
        {
            case 0:
                row.Fill(source[from]);
                break;
            case 1:
                source.AsSpan((int)from, row.Length).CopyTo(row);
                break;
            default:
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = source[from + i * stride];
                }
                break;
        }
    }

    private static bool Add(IndexExpr index, long scale, long[] strides, ref long offset)
    {
        switch (index)
        {
            case IndexExpr.Constant constant:
                offset += scale * constant.Size.Value;
                return true;
            case IndexExpr.Loop loop:
                strides[loop.Axis] += scale;
                return true;
            case IndexExpr.Add add:
                return Add(add.Left, scale, strides, ref offset) && Add(add.Right, scale, strides, ref offset);
            case IndexExpr.Mul mul:
                return Add(mul.Left, scale * mul.Factor.Value, strides, ref offset);
            default:
                return false;
        }
    }
}
