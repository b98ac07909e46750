// An abstract value: what tracing knows of an array, its shape, element type and weakness.
using System;

namespace SrcGenJit.Core;

/// <summary>Shape, element type and weak flag of an array that need not exist yet.</summary>
internal sealed record Aval(Shape Shape, DType DType, bool Weak = false)
{
    public static Aval Scalar(DType dtype, bool weak = false) => new(Shape.Scalar, dtype, weak);

    public int Rank => Shape.Rank;

    public Aval WithShape(Shape shape) => new(shape, DType, Weak);

    public Aval WithDType(DType dtype, bool weak = false) => new(Shape, dtype, weak);

    public Aval Strong() => Weak ? this with { Weak = false } : this;

    /// <summary>The same in every process.</summary>
    public override int GetHashCode() => unchecked((Shape.GetHashCode() * 31 + DType.GetHashCode()) * 31 + (Weak ? 1 : 0));

    /// <summary>Equal but for weakness.</summary>
    public bool SameType(Aval other) => DType == other.DType && Shape.Equals(other.Shape);

    /// <summary>JAX's short text, <c>f32[2,3]</c>.</summary>
    public override string ToString() => DType.ShortName + Shape.ToBrackets();
}
