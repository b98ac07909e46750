// Expressions of lowering: integer expressions over loop indices, and element values over loads, constants and elementwise primitives.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Core;

/// <summary>An integer expression over loop indices. Build with the operators and factories, which simplify.</summary>
internal abstract partial record IndexExpr
{
    /// <summary>A constant or symbolic dimension.</summary>
    public sealed record Constant(Dim Size) : IndexExpr;

    /// <summary>The index of loop <paramref name="Axis"/>, in [0, <paramref name="Extent"/>).</summary>
    public sealed record Loop(int Axis, Dim Extent) : IndexExpr;

    public sealed record Add(IndexExpr Left, IndexExpr Right) : IndexExpr;

    public sealed record Mul(IndexExpr Left, Dim Factor) : IndexExpr;

    public sealed record FloorDiv(IndexExpr Left, Dim Divisor) : IndexExpr;

    public sealed record Mod(IndexExpr Left, Dim Divisor) : IndexExpr;

    public sealed record Clamp(IndexExpr Inner, Dim Low, Dim High) : IndexExpr;

    /// <summary>An index that is data: the integer value of an element (gather, dynamic_slice).</summary>
    public sealed record OfData(ValueExpr Element) : IndexExpr;

    public static implicit operator IndexExpr(Dim value) => new Constant(value);

    public static implicit operator IndexExpr(int value) => new Constant(value);
}

/// <summary>A condition on indices: 0 &lt;= <paramref name="Index"/> &lt; <paramref name="Extent"/>.</summary>
internal sealed record InRange(IndexExpr Index, Dim Extent);

/// <summary>The value of one element.</summary>
internal abstract partial record ValueExpr(DType DType)
{
    /// <summary>The element of a variable at an index; lowering replaces it by the variable's own expression or by a load from its buffer.</summary>
    public sealed record Element(Atom Source, EquatableList<IndexExpr> Index) : ValueExpr(Source.Aval.DType);

    public sealed record Constant(Scalar Value) : ValueExpr(Value.DType);

    /// <summary>An index as a number (iota).</summary>
    public sealed record OfIndex(IndexExpr Index, DType Type) : ValueExpr(Type);

    /// <summary>An elementwise primitive.</summary>
    public sealed record Apply(Primitive Primitive, Params Params, EquatableList<ValueExpr> Inputs, DType Type) : ValueExpr(Type);

    /// <summary><paramref name="Then"/> where every condition holds, else <paramref name="Else"/>; the other side is not evaluated.</summary>
    public sealed record Where(EquatableList<InRange> Conditions, ValueExpr Then, ValueExpr Else) : ValueExpr(Then.DType);
}
