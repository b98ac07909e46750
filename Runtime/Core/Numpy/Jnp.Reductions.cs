// jax.numpy's reductions, erased.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jnp
{
    /// <summary>Bools and small integers add up in 32 bits; float16 in float32, rounded at the end.</summary>
    public static NdArray Sum(NdArray x, int? axis, bool keepdims) => Sum(x, OneAxis(axis, x), keepdims);

    public static NdArray Sum(NdArray x, int[] axes, bool keepdims) => Accumulate(x, SumType(x.Dtype), Axes(axes, x.Rank), keepdims, null);

    public static NdArray Mean(NdArray x, int? axis, bool keepdims) => Mean(x, OneAxis(axis, x), keepdims);

    public static NdArray Mean(NdArray x, int[] axes, bool keepdims)
    {
        axes = Axes(axes, x.Rank);
        // JAX counts bools as integers first.
        x = x.Dtype.IsBool ? Lax.ConvertElementType(x, DType.Int32) : x;
        return Accumulate(x, Promotion.Inexact(x.Dtype), axes, keepdims, Count(x, axes));
    }

    /// <summary>The mean squared distance from the mean, with <paramref name="ddof"/> taken off the count.</summary>
    public static NdArray Var(NdArray x, int? axis, bool keepdims, int ddof) => Var(x, OneAxis(axis, x), keepdims, ddof);

    public static NdArray Var(NdArray x, int[] axes, bool keepdims, int ddof)
    {
        int[] reduced = Axes(axes, x.Rank);
        return NamedJit.Call("_var", Statics(reduced, keepdims), xs => Variance(xs[0], xs[1], reduced, keepdims), x, Ddof(x, ddof));
    }

    public static NdArray Std(NdArray x, int? axis, bool keepdims, int ddof) => Std(x, OneAxis(axis, x), keepdims, ddof);

    public static NdArray Std(NdArray x, int[] axes, bool keepdims, int ddof)
    {
        int[] reduced = Axes(axes, x.Rank);
        string statics = Statics(reduced, keepdims);
        return NamedJit.Call(
            "_std",
            statics,
            xs => Lax.Sqrt(NamedJit.Call("_var", statics, ys => Variance(ys[0], ys[1], reduced, keepdims), xs)),
            x,
            Ddof(x, ddof));
    }

    /// <summary>NaN when any element is.</summary>
    public static NdArray Max(NdArray x, int? axis, bool keepdims) => Max(x, OneAxis(axis, x), keepdims);

    public static NdArray Max(NdArray x, int[] axes, bool keepdims) => Extreme(Prims.ReduceMax, Monoid.Max, x, axes, keepdims);

    public static NdArray Min(NdArray x, int? axis, bool keepdims) => Min(x, OneAxis(axis, x), keepdims);

    public static NdArray Min(NdArray x, int[] axes, bool keepdims) => Extreme(Prims.ReduceMin, Monoid.Min, x, axes, keepdims);

    public static NdArray Any(NdArray x, int? axis, bool keepdims) => Any(x, OneAxis(axis, x), keepdims);

    public static NdArray Any(NdArray x, int[] axes, bool keepdims) => Reduced(Lax.ReduceOr, Lax.ConvertElementType(x, DType.Bool), Axes(axes, x.Rank), keepdims);

    public static NdArray All(NdArray x, int? axis, bool keepdims) => All(x, OneAxis(axis, x), keepdims);

    public static NdArray All(NdArray x, int[] axes, bool keepdims) => Reduced(Lax.ReduceAnd, Lax.ConvertElementType(x, DType.Bool), Axes(axes, x.Rank), keepdims);

    /// <summary>The first index of the largest element (or of a NaN), along an axis or in the flattened array.</summary>
    public static NdArray Argmax(NdArray x, int? axis, bool keepdims)
    {
        NdArray flat = axis is null ? Ravel(x) : x;
        int at = Core.Axes.Canonical(axis ?? 0, flat.Rank);
        if (flat.Shape[at].Equals((Dim)0))
        {
            throw new ShapeException($"attempt to get argmax of an empty sequence: axis {at} of shape {x.Shape} has no elements");
        }
        NdArray index = Lax.Argmax(flat, at, DType.Int32);
        return !keepdims ? index : Lax.ExpandDims(index, axis is null ? Enumerable.Range(0, x.Rank).ToArray() : [at]);
    }

    /// <summary>The sums of the elements up to each one, along an axis or in the flattened array.</summary>
    public static NdArray Cumsum(NdArray x, int? axis) => Cumulate("cumsum", x, axis, Lax.Cumsum);

    /// <summary>The products of the elements up to each one, along an axis or in the flattened array.</summary>
    public static NdArray Cumprod(NdArray x, int? axis) => Cumulate("cumprod", x, axis, Lax.Cumprod);

    private static NdArray Cumulate(string name, NdArray x, int? axis, Func<NdArray, int, bool, NdArray> cumulate)
    {
        int at = axis is { } given ? Core.Axes.Canonical(given, x.Rank) : 0;
        return NamedJit.Call(
            name,
            axis is null ? "" : at.ToString(System.Globalization.CultureInfo.InvariantCulture),
            xs =>
            {
                NdArray flat = axis is null && xs[0].Rank != 1 ? Ravel(xs[0]) : xs[0];
                return [cumulate(flat.Dtype.IsBool ? Lax.ConvertElementType(flat, DType.Int32) : flat, at, false)];
            },
            x)[0];
    }

    /// <summary>The number of elements that reducing these axes puts together.</summary>
    internal static Dim Count(NdArray x, int[] axes) => axes.Aggregate((Dim)1, (count, axis) => count * x.Shape[axis]);

    internal static int[] OneAxis(int? axis, NdArray x)
    {
        // A sum over no axes is seldom meant.
        ShapeInference.WishesRank(x, 1);
        return axis is { } a ? [a] : Enumerable.Range(0, x.Rank).ToArray();
    }

    internal static NdArray Reduced(Func<NdArray, int[], NdArray> reduction, NdArray x, int[] axes, bool keepdims)
    {
        NdArray y = reduction(x, [.. axes.OrderBy(a => a)]);
        return keepdims ? Lax.ExpandDims(y, axes) : y;
    }

    private static NdArray Accumulate(NdArray x, DType result, int[] axes, bool keepdims, Dim? divisor)
    {
        DType wide = result == DType.Float16 || result == DType.BFloat16 ? DType.Float32 : result;
        NdArray y = Reduced(Lax.ReduceSum, Lax.ConvertElementType(x, wide), axes, keepdims);
        if (divisor is not null)
        {
            y = Lax.Div(y, Lax.Size(divisor, wide));
        }
        return Lax.ConvertElementType(y, result);
    }

    // A Python integer beside 64-bit arrays is one of 64 bits.
    private static NdArray Ddof(NdArray x, int ddof) => new(Scalar.Of((long)ddof, x.Dtype.ItemSize == 8 ? DType.Int64 : DType.Int32), weak: true);

    private static NdArray Variance(NdArray x, NdArray ddof, int[] axes, bool keepdims)
    {
        DType result = Promotion.Inexact(x.Dtype), wide = result.ItemSize < 4 ? DType.Float32 : result;
        x = Lax.ConvertElementType(x, wide);
        NdArray centered = Lax.Square(Subtract(x, Accumulate(x, wide, axes, keepdims: true, Count(x, axes))));
        NdArray normalizer = Lax.Sub(Lax.Size(Count(x, axes), wide), Lax.ConvertElementType(ddof, wide));
        NdArray variance = Lax.Div(Reduced(Lax.ReduceSum, centered, axes, keepdims), normalizer);
        variance = Where(Lax.Gt(normalizer, Lax.Constant(0, wide)), variance, Lax.Number(double.NaN, wide));
        return Lax.ConvertElementType(variance, result);
    }

    private static NdArray Extreme(Primitive primitive, Monoid monoid, NdArray x, int[] axes, bool keepdims)
    {
        int[] reduced = Axes(axes, x.Rank);
        Reductions.RequireElements(monoid, x.Shape, reduced);
        NdArray y = primitive.Bind(Params.Of(("axes", PyTuple.OfInts(reduced.OrderBy(a => a))), ("nonempty", true)), Lax.ConvertElementType(x, x.Dtype))[0];
        return keepdims ? Lax.ExpandDims(y, reduced) : y;
    }

    private static DType SumType(DType dtype) => dtype.IsBool || (dtype.Kind == DTypeKind.Int && dtype.ItemSize < 4) ? DType.Int32
        : dtype.Kind == DTypeKind.UInt && dtype.ItemSize < 4 ? DType.UInt32
        : dtype;

    private static string Statics(int[] axes, bool keepdims) => string.Join(",", axes.Select(a => a.ToString(System.Globalization.CultureInfo.InvariantCulture))) + keepdims;
}
