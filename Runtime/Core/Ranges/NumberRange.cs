// What is known of a traced number: the least and the greatest it can be, whether it can be NaN, and a few values that it is not.
using System;
using System.Collections.Immutable;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// The numbers from <paramref name="Low"/> to <paramref name="High"/>, both included, and NaN where it is possible. Integers that a double does not hold are bounded by the next ones that it does,
/// and a zero stands for both zeros. Where <paramref name="Low"/> is above <paramref name="High"/> there is no number, NaN at most.
/// </summary>
internal readonly record struct NumberRange(DType Type, double Low, double High, bool HasNaN)
{
    // Up to here doubles hold every integer.
    private const double Exact = 1L << 53;

    private const int MostHoles = 4;

    private readonly ImmutableArray<double> _holes = [];

    private ImmutableArray<double> Holes
    {
        get => _holes.IsDefault ? [] : _holes;
        init => _holes = value;
    }

    /// <summary>True for the types of which something can be known: those of C#'s traced numbers, and bool.</summary>
    public static bool Holds(Aval aval) => aval.Rank == 0
        && (aval.DType == DType.Float64 || aval.DType == DType.Float32 || aval.DType == DType.Int32 || aval.DType == DType.Int64 || aval.DType == DType.UInt32 || aval.DType == DType.UInt64 || aval.DType.IsBool);

    /// <summary>Every number of a type.</summary>
    public static NumberRange All(DType type) => type.IsFloat ? new(type, double.NegativeInfinity, double.PositiveInfinity, true)
        : type.IsBool ? new(type, 0, 1, false)
        : type.Kind == DTypeKind.UInt ? new(type, 0, type.ItemSize == 8 ? 18446744073709551616.0 : uint.MaxValue, false)
        : new(type, type.ItemSize == 8 ? long.MinValue : int.MinValue, type.ItemSize == 8 ? 9223372036854775808.0 : int.MaxValue, false);

    /// <summary>NaN alone.</summary>
    public static NumberRange OnlyNaN(DType type) => new(type, double.PositiveInfinity, double.NegativeInfinity, true);

    /// <summary>One number.</summary>
    public static NumberRange Of(Scalar value, DType type)
    {
        if (type.IsFloat)
        {
            double real = type.Round(value.Real);
            return double.IsNaN(real) ? OnlyNaN(type) : new(type, real, real, false);
        }
        double whole = type.Kind == DTypeKind.UInt ? (ulong)value.Bits : value.Bits;
        return Integers(type, whole, whole);
    }

    /// <summary>Integers between bounds, widened to those that a double holds; all where a bound is beyond the type: then something may have wrapped around.</summary>
    public static NumberRange Integers(DType type, double low, double high)
    {
        NumberRange all = All(type);
        (low, high) = Widened(low, high);
        return low >= all.Low && high <= all.High ? new(type, low, high, false) : all;
    }

    /// <summary>Integers between bounds, of which the type's own are taken where they are beyond it.</summary>
    public static NumberRange Clamped(DType type, double low, double high)
    {
        NumberRange all = All(type);
        (low, high) = Widened(low, high);
        return new(type, Math.Max(low, all.Low), Math.Min(high, all.High), false);
    }

    // Rounding may have moved a bound by one at most.
    private static (double Low, double High) Widened(double low, double high) => (Math.Abs(low) < Exact ? low : Below(low), Math.Abs(high) < Exact ? high : Above(high));

    /// <summary>A float range between bounds; a bound that is NaN says nothing.</summary>
    public static NumberRange Floats(DType type, double low, double high, bool hasNaN) =>
        new(type, double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high, hasNaN);

    public bool IsEmpty => Low > High;

    /// <summary>True where there is one number, and no NaN.</summary>
    public bool IsOne => Low == High && !HasNaN && (Type.IsFloat || Math.Abs(Low) < Exact);

    public bool Contains(double value) => value >= Low && value <= High && !Holes.Contains(value);

    public bool HasInfinity => double.IsNegativeInfinity(Low) && Low <= High || double.IsPositiveInfinity(High) && Low <= High;

    /// <summary>What of this is also between bounds; strictly, where they are excluded themselves.</summary>
    public NumberRange Within(double low, double high, bool excluded)
    {
        if (excluded)
        {
            low = Next(low);
            high = Previous(high);
        }
        return (this with { Low = Math.Max(Low, low), High = Math.Min(High, high) }).Shrunk();
    }

    public NumberRange WithoutNaN() => this with { HasNaN = false };

    public NumberRange Without(double value) => !Contains(value) || Holes.Length >= MostHoles && value != Low && value != High ? this : (this with { Holes = Holes.Add(value) }).Shrunk();

    /// <summary>What is in both.</summary>
    public NumberRange And(NumberRange other)
    {
        NumberRange both = this with { Low = Math.Max(Low, other.Low), High = Math.Min(High, other.High), HasNaN = HasNaN && other.HasNaN };
        return other.Holes.Aggregate(both, (range, hole) => range.Without(hole)).Shrunk();
    }

    /// <summary>What is in either.</summary>
    public NumberRange Or(NumberRange other)
    {
        NumberRange self = this;
        return new NumberRange(Type, Math.Min(Low, other.Low), Math.Max(High, other.High), HasNaN || other.HasNaN)
        {
            Holes = [.. Holes.Union(other.Holes).Where(h => !self.Contains(h) && !other.Contains(h))],
        };
    }

    /// <summary>As another type's range, of what a function does that maps the values that this is not to values that the result is not.</summary>
    public NumberRange Keeping(NumberRange source, Func<double, double> map)
    {
        NumberRange result = this;
        foreach (double hole in source.Holes)
        {
            result = result.Without(map(hole));
        }
        return result;
    }

    /// <summary>The next greater number of the type.</summary>
    public double Next(double value) => Type.IsFloat ? Type == DType.Float32 ? AboveSingle(value) : Above(value) : Math.Abs(value) < Exact ? value + 1 : value;

    public double Previous(double value) => -Next(-value);

    // Bounds that the number is not are none.
    private NumberRange Shrunk()
    {
        NumberRange range = this;
        while (!range.IsEmpty && range.Holes.Contains(range.Low) && range.Next(range.Low) > range.Low)
        {
            range = range with { Low = range.Next(range.Low) };
        }
        while (!range.IsEmpty && range.Holes.Contains(range.High) && range.Previous(range.High) < range.High)
        {
            range = range with { High = range.Previous(range.High) };
        }
        return range.IsEmpty ? range with { Low = double.PositiveInfinity, High = double.NegativeInfinity, Holes = [] } : range;
    }

    private static double Below(double value) => -Above(-value);

    private static double Above(double value) => value == 0 ? double.Epsilon
        : double.IsNaN(value) || double.IsPositiveInfinity(value) ? value
        : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + (value > 0 ? 1 : -1));

    private static double AboveSingle(double value)
    {
        float single = (float)value;
        return single == 0 ? float.Epsilon
            : float.IsNaN(single) || float.IsPositiveInfinity(single) ? single
            : BitConverter.ToSingle(BitConverter.GetBytes(BitConverter.ToInt32(BitConverter.GetBytes(single), 0) + (single > 0 ? 1 : -1)), 0);
    }
}
