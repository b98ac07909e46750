// What a bool that a primitive gives says of its operands.
using System;

namespace SrcGenJit.Core;

/// <summary>How two numbers may compare.</summary>
[Flags]
internal enum Relation { None = 0, Less = 1, Equal = 2, Greater = 4, Unordered = 8, Any = 15 }

internal abstract record Logic
{
    /// <summary>True where the operands compare as one of <paramref name="Truth"/>.</summary>
    public sealed record Compares(Relation Truth) : Logic;

    /// <summary>The opposite of the operand.</summary>
    public sealed record Opposite : Logic;

    /// <summary>Of two bools: both, or one of them where <paramref name="One"/> is true.</summary>
    public sealed record Joins(bool One) : Logic;

    /// <summary>True where the operand is a number and not infinite.</summary>
    public sealed record Finite : Logic;

    /// <summary>No bool: the second operand where the first is false, the third where it is true.</summary>
    public sealed record Chooses : Logic;
}
