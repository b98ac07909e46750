// The values of a loop nest: hash-consed scalar operations at a point of the domain.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// A value at a point. Total: every value can be computed at every point of the domain (guarded loads give zero outside their guard), so vectors compute both sides of a select.
/// Compared by reference; <see cref="Id"/> is the position in the block.
/// </summary>
internal abstract class NestValue(DType dtype)
{
    public DType DType { get; } = dtype;

    /// <summary>The position in <see cref="NestBlock.Values"/>.</summary>
    public int Id { get; internal set; }

    /// <summary>The loops the value depends on, bit k for loop k: what does not depend on the vector loop can be computed once outside it.</summary>
    public ulong Loops { get; internal set; }

    /// <summary>How often the block's values, stores, reductions use it.</summary>
    public int Uses { get; internal set; }

    /// <summary>In an epilogue: it is, or needs, the result of a reduction.</summary>
    public bool FollowsReduction { get; internal set; }

    public bool DependsOn(int loop) => loop >= 0 && (Loops >> loop & 1) != 0;

    /// <summary>The values this one needs: operands, and data in indices and guards.</summary>
    public abstract IReadOnlyList<NestValue> Operands { get; }

    /// <summary>
    /// The element at a flat offset of a buffer; zero (false) where a condition of the guard fails, and then memory is not touched. With its guard the offset is always inside the buffer.
    /// </summary>
    public sealed class Load(PlanBuffer buffer, Affine offset, Guard guard) : NestValue(buffer.Aval.DType)
    {
        public PlanBuffer Buffer { get; } = buffer;

        public Affine Offset { get; } = offset;

        public Guard Guard { get; } = guard;

        public override IReadOnlyList<NestValue> Operands { get; } = offset.HasData || guard.HasData ? [.. offset.Data.Concat(guard.Data).Distinct()] : [];

        /// <summary>How the offset moves along a loop.</summary>
        public Access AccessAlong(int loop) => Guard.DependsOn(loop) ? Access.General : Offset.AccessAlong(loop);
    }

    public sealed class Constant(Scalar value) : NestValue(value.DType)
    {
        public Scalar Value { get; } = value;

        public override IReadOnlyList<NestValue> Operands => [];
    }

    /// <summary>An index as a number (iota).</summary>
    public sealed class OfIndex(Affine index, DType dtype) : NestValue(dtype)
    {
        public Affine Index { get; } = index;

        public override IReadOnlyList<NestValue> Operands { get; } = [.. index.Data];
    }

    /// <summary>An elementwise primitive: its kernel and template are in <see cref="Elementwise"/>.</summary>
    public sealed class Apply(Primitive primitive, Params parameters, IReadOnlyList<NestValue> inputs, DType dtype) : NestValue(dtype)
    {
        public Primitive Primitive { get; } = primitive;

        public Params Params { get; } = parameters;

        public IReadOnlyList<NestValue> Inputs { get; } = inputs;

        public Semantics.Elementwise Elementwise => (Semantics.Elementwise)Primitive.Semantics;

        public override IReadOnlyList<NestValue> Operands => Inputs;
    }

    /// <summary><see cref="Then"/> where the guard holds, else <see cref="Else"/>; both may be computed everywhere.</summary>
    public sealed class Select(Guard guard, NestValue then, NestValue otherwise) : NestValue(then.DType)
    {
        public Guard Guard { get; } = guard;

        public NestValue Then { get; } = then;

        public NestValue Else { get; } = otherwise;

        public override IReadOnlyList<NestValue> Operands { get; } = [.. guard.Data.Concat([then, otherwise]).Distinct()];
    }

    /// <summary>In an epilogue: the result of the nest's reduction of this number.</summary>
    public sealed class Reduced(int number, DType dtype) : NestValue(dtype)
    {
        public int Number { get; } = number;

        public override IReadOnlyList<NestValue> Operands => [];
    }
}

/// <summary>All of 0 &lt;= index &lt; extent; empty: always true.</summary>
internal sealed record Guard(EquatableList<Condition> Conditions)
{
    public static Guard None { get; } = new(new EquatableList<Condition>([]));

    public bool IsNone => Conditions.Count == 0;

    public bool HasData => Conditions.Any(c => c.Index.HasData);

    public IEnumerable<NestValue> Data => Conditions.SelectMany(c => c.Index.Data).Distinct();

    public bool Equals(Guard? other) => other is not null && Conditions.Equals(other.Conditions);

    public override int GetHashCode() => Conditions.GetHashCode();

    public bool DependsOn(int loop) => Conditions.Any(c => c.Index.DependsOn(loop));

    public override string ToString() => string.Join(" & ", Conditions.Select(c => $"{c.Index} in [0, {c.Extent})"));
}

/// <summary>0 &lt;= <paramref name="Index"/> &lt; <paramref name="Extent"/>.</summary>
internal sealed record Condition(Affine Index, Dim Extent)
{
    public override int GetHashCode() => unchecked(Index.GetHashCode() * 31 + Extent.GetHashCode());
}

/// <summary>How an offset moves along a loop: by a stride (0: the same element, 1: contiguous), or in a way only its formula tells (null).</summary>
internal readonly record struct Access(Dim? Stride)
{
    public static Access General => new(null);

    public bool IsGeneral => Stride is null;

    public bool IsBroadcast => Stride is { IsConstant: true, Value: 0 };

    public bool IsUnit => Stride is { IsConstant: true, Value: 1 };
}
