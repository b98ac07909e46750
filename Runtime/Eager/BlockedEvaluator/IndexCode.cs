// Index expressions and guards with all sizes known, evaluated for whole segments.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

/// <summary>An <see cref="Affine"/> with numbers for dimensions.</summary>
internal sealed class IndexCode
{
    private readonly long _offset;
    private readonly (int Loop, long Coefficient)[] _loops;
    private readonly (long Coefficient, Part Part)[] _parts;

    public IndexCode(Affine affine, Func<Dim, long> size, int vectorLoop)
    {
        _offset = size(affine.Offset);
        _loops = affine.Terms.Where(t => t.Atom is IndexAtom.Loop).Select(t => (((IndexAtom.Loop)t.Atom).Number, size(t.Coefficient))).ToArray();
        _parts = affine.Terms.Where(t => t.Atom is not IndexAtom.Loop).Select(t => (size(t.Coefficient), Part.Of(t.Atom, size, vectorLoop))).ToArray();
        Stride = _loops.FirstOrDefault(l => l.Loop == vectorLoop).Coefficient;
        IsLinear = !affine.Terms.Any(t => t.Atom is not IndexAtom.Loop && vectorLoop >= 0 && (t.Atom.Loops >> vectorLoop & 1) != 0);
    }

    /// <summary>Along a segment it is a start and <see cref="Stride"/>.</summary>
    public bool IsLinear { get; }

    public long Stride { get; }

    /// <summary>The value at the first point of a segment; for linear expressions.</summary>
    public long Start(Tile tile, int segment)
    {
        ReadOnlySpan<long> at = tile.Start(segment);
        long value = _offset;
        foreach ((int loop, long coefficient) in _loops)
        {
            value += at[loop] * coefficient;
        }
        foreach ((long coefficient, Part part) in _parts)
        {
            value += coefficient * part.Start(tile, segment);
        }
        return value;
    }

    /// <summary>The values along a segment whose first point is number <paramref name="position"/> of the tile.</summary>
    public void Fill(Tile tile, int segment, int position, Span<long> result)
    {
        ReadOnlySpan<long> at = tile.Start(segment);
        long value = _offset;
        foreach ((int loop, long coefficient) in _loops)
        {
            value += at[loop] * coefficient;
        }
        for (int e = 0; e < result.Length; e++)
        {
            result[e] = value;
            value += Stride;
        }
        if (_parts.Length == 0)
        {
            return;
        }
        Span<long> other = tile.RentNumbers().AsSpan(0, result.Length);
        foreach ((long coefficient, Part part) in _parts)
        {
            part.Fill(tile, segment, position, other);
            for (int e = 0; e < result.Length; e++)
            {
                result[e] += coefficient * other[e];
            }
        }
        tile.Return();
    }

    private static long FloorDiv(long a, long b)
    {
        long quotient = a / b;
        return a < 0 && quotient * b != a ? quotient - 1 : quotient;
    }

    private abstract class Part
    {
        public static Part Of(IndexAtom atom, Func<Dim, long> size, int vectorLoop) => atom switch
        {
            IndexAtom.FloorDiv div => new Quotient(new IndexCode(div.Dividend, size, vectorLoop), Math.Max(1, size(div.Divisor))),
            IndexAtom.Mod mod => new Modulus(new IndexCode(mod.Dividend, size, vectorLoop), Math.Max(1, size(mod.Divisor))),
            IndexAtom.Clamp clamp => new Clamped(new IndexCode(clamp.Inner, size, vectorLoop), size(clamp.Low), size(clamp.High)),
            IndexAtom.OfData data => new Number(data.Value.Id, KernelTable.Kind(data.Value.DType)),
            _ => throw new InvalidOperationException($"unknown index atom {atom.GetType().Name}"),
        };

        public abstract long Start(Tile tile, int segment);

        public abstract void Fill(Tile tile, int segment, int position, Span<long> result);
    }

    private sealed class Quotient(IndexCode inner, long divisor) : Part
    {
        public override long Start(Tile tile, int segment) => FloorDiv(inner.Start(tile, segment), divisor);

        public override void Fill(Tile tile, int segment, int position, Span<long> result)
        {
            inner.Fill(tile, segment, position, result);
            foreach (ref long value in result)
            {
                value = FloorDiv(value, divisor);
            }
        }
    }

    private sealed class Modulus(IndexCode inner, long divisor) : Part
    {
        public override long Start(Tile tile, int segment)
        {
            long value = inner.Start(tile, segment);
            return value - divisor * FloorDiv(value, divisor);
        }

        public override void Fill(Tile tile, int segment, int position, Span<long> result)
        {
            inner.Fill(tile, segment, position, result);
            foreach (ref long value in result)
            {
                value -= divisor * FloorDiv(value, divisor);
            }
        }
    }

    private sealed class Clamped(IndexCode inner, long low, long high) : Part
    {
        public override long Start(Tile tile, int segment) => Math.Max(low, Math.Min(high, inner.Start(tile, segment)));

        public override void Fill(Tile tile, int segment, int position, Span<long> result)
        {
            inner.Fill(tile, segment, position, result);
            foreach (ref long value in result)
            {
                value = Math.Max(low, Math.Min(high, value));
            }
        }
    }

    private sealed class Number(int value, ElementKind kind) : Part
    {
        public override long Start(Tile tile, int segment)
        {
            Span<long> one = stackalloc long[1];
            Fill(tile, segment, tile.Positions[segment], one);
            return one[0];
        }

        public override void Fill(Tile tile, int segment, int position, Span<long> result)
        {
            Location at = tile.Values[value];
            int from = at.IsScalar ? 0 : position, step = at.IsScalar ? 0 : 1;
            int length = at.IsScalar ? 1 : position + result.Length;
            switch (kind)
            {
                case ElementKind.Int32:
                    Widen(at.Span<int>(length), from, step, result);
                    break;
                case ElementKind.UInt32:
                    Widen(at.Span<uint>(length), from, step, result);
                    break;
                case ElementKind.Int64:
                    Widen(at.Span<long>(length), from, step, result);
                    break;
                case ElementKind.Bool:
                    Widen(at.Span<byte>(length), from, step, result);
                    break;
                default:
                    throw new InvalidOperationException($"an index of type {kind} is not an integer");
            }
        }

        private static void Widen<T>(ReadOnlySpan<T> source, int from, int step, Span<long> result)
            where T : unmanaged, System.Numerics.IBinaryInteger<T>
        {
            for (int e = 0; e < result.Length; e++)
            {
                result[e] = long.CreateTruncating(source[from + e * step]);
            }
        }
    }
}

/// <summary>Conditions with numbers for dimensions.</summary>
internal sealed class GuardCode(Guard guard, Func<Dim, long> size, int vectorLoop)
{
    private readonly (IndexCode Index, long Extent)[] _conditions = guard.Conditions.Select(c => (new IndexCode(c.Index, size, vectorLoop), size(c.Extent))).ToArray();

    public bool IsNone => _conditions.Length == 0;

    /// <summary>Along a segment it holds in one interval.</summary>
    public bool IsLinear => _conditions.All(c => c.Index.IsLinear);

    /// <summary>It holds for a whole segment or not at all.</summary>
    public bool IsUniform => _conditions.All(c => c.Index.IsLinear && c.Index.Stride == 0);

    /// <summary>The points [low, high) of a segment where it holds; for linear guards.</summary>
    public (int Low, int High) Interval(Tile tile, int segment)
    {
        long low = 0, high = tile.Lengths[segment];
        foreach ((IndexCode index, long extent) in _conditions)
        {
            long start = index.Start(tile, segment), stride = index.Stride;
            if (stride == 0)
            {
                high = (ulong)start < (ulong)extent && extent > 0 ? high : 0;
            }
            else if (stride > 0)
            {
                low = Math.Max(low, CeilDiv(-start, stride));
                high = Math.Min(high, CeilDiv(extent - start, stride));
            }
            else
            {
                low = Math.Max(low, CeilDiv(start - extent + 1, -stride));
                high = Math.Min(high, CeilDiv(start + 1, -stride));
            }
        }
        low = Math.Min(low, tile.Lengths[segment]);
        return ((int)low, (int)Math.Max(low, high));
    }

    /// <summary>Where it holds along a segment.</summary>
    public void Fill(Tile tile, int segment, int position, Span<bool> mask)
    {
        mask.Fill(true);
        Span<long> index = tile.RentNumbers().AsSpan(0, mask.Length);
        foreach ((IndexCode code, long extent) in _conditions)
        {
            code.Fill(tile, segment, position, index);
            for (int e = 0; e < mask.Length; e++)
            {
                mask[e] &= index[e] >= 0 && index[e] < extent;
            }
        }
        tile.Return();
    }

    private static long CeilDiv(long a, long b)
    {
        long quotient = a / b;
        return a > 0 && quotient * b != a ? quotient + 1 : quotient;
    }
}
