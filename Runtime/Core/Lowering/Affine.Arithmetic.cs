// Arithmetic of index expressions. Every factory simplifies, by ranges: a reshape that only splits or merges dimensions vanishes.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed partial class Affine
{
    public static Affine Zero { get; } = new(0, []);

    public static Affine Constant(Dim value) => new(value, []);

    /// <summary>The index of a loop; of a loop of one iteration, zero.</summary>
    public static Affine Loop(int number, Dim extent) =>
        extent.IsConstant && extent.Value == 1 ? Zero : Of(new IndexAtom.Loop(number, extent));

    /// <summary>An integer (or bool) value as an index.</summary>
    public static Affine OfData(NestValue value) => value switch
    {
        NestValue.Constant constant => Constant(constant.Value.Bits),
        NestValue.OfIndex index => index.Index,
        _ => Of(new IndexAtom.OfData(value)),
    };

    public static Affine operator +(Affine left, Affine right) => left.IsConstant && IsValue(left.Offset, 0)
        ? right
        : right.IsConstant && IsValue(right.Offset, 0)
        ? left
        : left.IsConstant && right.IsConstant
        ? new Affine(left.Offset + right.Offset, [])
        : Normal(left.Offset + right.Offset, left.Terms.Concat(right.Terms));

    public static Affine operator -(Affine left, Affine right) => left + right * -1;

    public static Affine operator *(Affine left, Dim factor) =>
        factor.IsConstant && factor.Value == 1 ? left : Normal(left.Offset * factor, left.Terms.Select(t => new AffineTerm(t.Coefficient * factor, t.Atom)));

    /// <summary>Division by a positive divisor, rounded to negative infinity. (A zero divisor belongs to a loop that never runs, and gives zero.)</summary>
    public static Affine FloorDiv(Affine dividend, Dim divisor)
    {
        if (IsValue(divisor, 0))
        {
            return Zero;
        }
        if (IsValue(divisor, 1))
        {
            return dividend;
        }
        (Affine quotient, Affine rest) = dividend.Split(divisor);
        if (rest.IsWithin(divisor))
        {
            return quotient;
        }
        if (rest.IsConstant)
        {
            return quotient + Constant(Dim.FloorDiv(rest.Offset, divisor));
        }
        if (rest.CommonFactor(divisor) is { } common)
        {
            return quotient + FloorDiv(common.Quotient, Dim.FloorDiv(divisor, common.Factor));
        }
        if (rest.SingleAtom is IndexAtom.FloorDiv inner)
        {
            return quotient + FloorDiv(inner.Dividend, inner.Divisor * divisor);
        }
        if (rest.SingleAtom is IndexAtom.Mod mod && IsMultiple(mod.Divisor, divisor))
        {
            return quotient + Mod(FloorDiv(mod.Dividend, divisor), Dim.FloorDiv(mod.Divisor, divisor));
        }
        return quotient + Of(new IndexAtom.FloorDiv(rest, divisor));
    }

    /// <summary>The rest of <see cref="FloorDiv"/>, in [0, divisor).</summary>
    public static Affine Mod(Affine dividend, Dim divisor)
    {
        if (IsValue(divisor, 0) || IsValue(divisor, 1))
        {
            return Zero;
        }
        (_, Affine rest) = dividend.Split(divisor);
        if (rest.IsWithin(divisor))
        {
            return rest;
        }
        if (rest.IsConstant)
        {
            return Constant(Dim.Mod(rest.Offset, divisor));
        }
        if (rest.CommonFactor(divisor) is { } common)
        {
            return Mod(common.Quotient, Dim.FloorDiv(divisor, common.Factor)) * common.Factor + common.Remainder;
        }
        return rest.SingleAtom is IndexAtom.Mod inner && IsMultiple(inner.Divisor, divisor)
            ? Mod(inner.Dividend, divisor)
            : Of(new IndexAtom.Mod(rest, divisor));
    }

    /// <summary>max(low, min(high, inner)).</summary>
    public static Affine Clamp(Affine inner, Dim low, Dim high)
    {
        (Dim? least, Dim? most) = inner.Range();
        if (least is not null && most is not null && least.IsAtLeast(low) && high.IsAtLeast(most))
        {
            return inner;
        }
        if (low.Equals(high) || (most is not null && low.IsAtLeast(most)))
        {
            return Constant(low);
        }
        if (least is not null && least.IsAtLeast(high) && high.IsAtLeast(low))
        {
            return Constant(high);
        }
        return Of(new IndexAtom.Clamp(inner, low, high));
    }

    /// <summary>The same expression of other loops, values and dimensions.</summary>
    public Affine Substitute(Func<IndexAtom.Loop, Affine> loops, Func<NestValue, NestValue> values, Func<Dim, Dim> dims)
    {
        Affine result = Constant(dims(Offset));
        foreach (AffineTerm term in Terms)
        {
            Affine atom = term.Atom switch
            {
                IndexAtom.Loop loop => loops(loop),
                IndexAtom.FloorDiv div => FloorDiv(div.Dividend.Substitute(loops, values, dims), dims(div.Divisor)),
                IndexAtom.Mod mod => Mod(mod.Dividend.Substitute(loops, values, dims), dims(mod.Divisor)),
                IndexAtom.Clamp clamp => Clamp(clamp.Inner.Substitute(loops, values, dims), dims(clamp.Low), dims(clamp.High)),
                IndexAtom.OfData data => OfData(values(data.Value)),
                _ => Of(term.Atom),
            };
            result += atom * dims(term.Coefficient);
        }
        return result;
    }

    /// <summary>The least and the greatest value over all loops, where they can be told (loops that run have extents of at least 1).</summary>
    public (Dim? Low, Dim? High) Range()
    {
        Dim? low = Offset, high = Offset;
        foreach (AffineTerm term in Terms)
        {
            (Dim? least, Dim? most) = Range(term.Atom);
            if (term.Coefficient.IsAtLeast(0))
            {
                low = low is null || least is null ? null : low + least * term.Coefficient;
                high = high is null || most is null ? null : high + most * term.Coefficient;
            }
            else if (((Dim)0).IsAtLeast(term.Coefficient))
            {
                low = low is null || most is null ? null : low + most * term.Coefficient;
                high = high is null || least is null ? null : high + least * term.Coefficient;
            }
            else
            {
                return (null, null);
            }
        }
        return (low, high);
    }

    /// <summary>True when it is provably in [0, extent).</summary>
    public bool IsWithin(Dim extent)
    {
        (Dim? low, Dim? high) = Range();
        return low is not null && high is not null && low.IsAtLeast(0) && (extent - 1).IsAtLeast(high);
    }

    /// <summary>True when it is provably outside [0, extent).</summary>
    public bool IsOutside(Dim extent)
    {
        (Dim? low, Dim? high) = Range();
        return (low is not null && low.IsAtLeast(extent)) || (high is not null && ((Dim)(-1)).IsAtLeast(high));
    }

    private IndexAtom? SingleAtom => Terms.Count == 1 && IsValue(Offset, 0) && IsValue(Terms[0].Coefficient, 1) ? Terms[0].Atom : null;

    private static Affine Of(IndexAtom atom) => new(0, [new AffineTerm(1, atom)]);

    private static (Dim? Low, Dim? High) Range(IndexAtom atom)
    {
        switch (atom)
        {
            case IndexAtom.Loop loop:
                return (0, loop.Extent - 1);
            case IndexAtom.Mod mod:
                return (0, mod.Divisor - 1);
            case IndexAtom.FloorDiv div:
                (Dim? low, Dim? high) = div.Dividend.Range();
                return (low is null ? null : Dim.FloorDiv(low, div.Divisor), high is null ? null : DivideHigh(high, div.Divisor));
            case IndexAtom.Clamp clamp:
                return clamp.High.IsAtLeast(clamp.Low) ? (clamp.Low, clamp.High) : (clamp.Low, null);
            case IndexAtom.OfData { Value.DType: var dtype }:
                return dtype.IsBool ? (0, 1) : dtype.Kind == DTypeKind.UInt ? (0, null) : (null, null);
            default:
                return (null, null);
        }
    }

    // The greatest quotient; written from one above where that division is exact: floordiv(n*m - 1, m) is n - 1.
    private static Dim DivideHigh(Dim high, Dim divisor) =>
        IsMultiple(high + 1, divisor) ? Dim.FloorDiv(high + 1, divisor) - 1 : Dim.FloorDiv(high, divisor);

    // this = Quotient * divisor + Remainder, with every multiple of the divisor in the quotient.
    private (Affine Quotient, Affine Remainder) Split(Dim divisor)
    {
        List<AffineTerm> whole = [], rest = [];
        foreach (AffineTerm term in Terms)
        {
            if (IsMultiple(term.Coefficient, divisor))
            {
                whole.Add(new AffineTerm(Dim.FloorDiv(term.Coefficient, divisor), term.Atom));
            }
            else
            {
                rest.Add(term);
            }
        }
        Dim offset = IsMultiple(Offset, divisor) || (Offset.IsConstant && divisor.IsConstant) ? Dim.FloorDiv(Offset, divisor) : 0;
        return (new Affine(offset, whole), new Affine(Offset - offset * divisor, rest));
    }

    // this = Factor * Quotient + Remainder with 0 <= Remainder < Factor, and the factor divides the divisor.
    private (Dim Factor, Affine Quotient, Affine Remainder)? CommonFactor(Dim divisor)
    {
        foreach (Dim factor in Terms.Select(t => t.Coefficient).Distinct())
        {
            if (!IsValue(factor, 1) && factor.IsAtLeast(0) && IsMultiple(divisor, factor))
            {
                (Affine quotient, Affine rest) = Split(factor);
                if (rest.IsWithin(factor))
                {
                    return (factor, quotient, rest);
                }
            }
        }
        return null;
    }

    private static bool IsValue(Dim dim, long value) => dim.IsConstant && dim.Value == value;

    private static bool IsMultiple(Dim value, Dim divisor) => !IsValue(divisor, 0) && (IsValue(divisor, 1) || IsValue(Dim.Mod(value, divisor), 0));

    private static Affine Normal(Dim offset, IEnumerable<AffineTerm> terms)
    {
        List<AffineTerm> merged = [];
        foreach (AffineTerm term in terms)
        {
            int same = merged.FindIndex(m => m.Atom.Equals(term.Atom));
            if (same < 0)
            {
                merged.Add(term);
            }
            else
            {
                merged[same] = new AffineTerm(merged[same].Coefficient + term.Coefficient, term.Atom);
            }
        }
        merged.RemoveAll(t => IsValue(t.Coefficient, 0));
        if (Recombined(merged) is { } whole)
        {
            return Normal(offset, merged) + whole;
        }
        merged.Sort(Order);
        return new Affine(offset, merged);
    }

    // c*d * floordiv(a, d) + c * mod(a, d) is c * a: takes the two out of the list and gives what they make.
    private static Affine? Recombined(List<AffineTerm> terms)
    {
        foreach (AffineTerm term in terms)
        {
            if (term.Atom is IndexAtom.Mod mod && FloorDiv(mod.Dividend, mod.Divisor).SingleAtom is { } quotient)
            {
                Dim coefficient = term.Coefficient * mod.Divisor;
                int other = terms.FindIndex(t => t.Atom.Equals(quotient) && t.Coefficient.Equals(coefficient));
                if (other >= 0)
                {
                    terms.RemoveAt(other);
                    terms.Remove(term);
                    return mod.Dividend * term.Coefficient;
                }
            }
        }
        return null;
    }

    private static int Order(AffineTerm a, AffineTerm b)
    {
        int left = Rank(a.Atom), right = Rank(b.Atom);
        return left != right ? left.CompareTo(right) : string.CompareOrdinal(a.Atom.ToString(), b.Atom.ToString());
    }

    private static int Rank(IndexAtom atom) => atom is IndexAtom.Loop loop ? loop.Number : 64;
}
