// What primitives compute, as data that every executor reads: executors know these few forms, never a primitive's name.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Core;

internal abstract record Semantics
{
    /// <summary>
    /// One output element from the input elements at the same index. <paramref name="Kernel"/> names the static property of <c>Simd.SpanKernels</c>
    /// (<c>Sin</c>); <paramref name="Template"/> gives the C# over lane values for an input element type: <c>Sin({0})</c>, <c>{0} + {1}</c>
    /// (<c>{param}</c> inserts an equation parameter). Inputs of rank 0, and axes of size one, stretch to the output's shape. Kernels take the operands
    /// in the equation's order (<c>Select</c>: which, case 0, case 1, ...), templates as the lane functions do (<c>Select(mask, ifTrue, ifFalse)</c>).
    /// </summary>
    public sealed record Elementwise(string Kernel, Func<DType, string> Template) : Semantics
    {
        /// <summary>What an element costs to compute: 0 for a copy, 1 for an addition, 4 for a division, 16 for a transcendental function.</summary>
        public int Cost { get; init; } = 1;

        /// <summary>About how many vector instructions it inlines in float; a loop with more of them than the JIT inlines calls the longest functions instead.</summary>
        public int Length { get; init; } = 1;

        /// <summary>True where the result is the one operand when their types are the same: copies and conversions.</summary>
        public bool KeepsValues { get; init; }

        /// <summary>The integer parameter of the equation that the kernel takes: an exponent, a rounding method.</summary>
        public string? Parameter { get; init; }

        /// <summary>The value of <see cref="Parameter"/> in an equation, 0 where there is none.</summary>
        public int ParameterOf(Params parameters) => Parameter is null ? 0 : parameters.Int(Parameter);
    }

    /// <summary>
    /// Moves elements: an output element is an input element, or a choice among some, at a computed index. All of the movement, indexing,
    /// padding, iota and gather family.
    /// </summary>
    public sealed record Pull(PullRule Rule) : Semantics
    {
        /// <summary>Where the operands stand side by side, in order: the parameter that gives the axis.</summary>
        public string? JoinedAxis { get; init; }

        /// <summary>True where the result is the first operand with the second in it, from the indices on that the others give (held to where it fits): what loops do in place.</summary>
        public bool Updates { get; init; }
    }

    /// <summary>Reduces the axes in parameter <c>axes</c>.</summary>
    public sealed record Reduce(Monoid Monoid) : Semantics;

    /// <summary>Index of the first extreme element along parameter <c>axes</c> (one axis).</summary>
    public sealed record ArgReduce(bool Max) : Semantics;

    /// <summary><c>dot_general</c> by its dimension numbers.</summary>
    public sealed record Dot() : Semantics;

    /// <summary>Calls the jaxpr in the named parameter on the inputs. Inlined by lowering.</summary>
    public sealed record Call(string JaxprParam) : Semantics;

    /// <summary>Written with other primitives; traced on demand and inlined (threefry2x32, square, ...).</summary>
    public sealed record Expand(Func<NdArray[], Params, NdArray[]> Body) : Semantics;

    /// <summary>Parameters <c>jaxpr, length, num_carry, num_consts, reverse</c>.</summary>
    public sealed record Scan() : Semantics;

    /// <summary>Parameters <c>cond_jaxpr, cond_nconsts, body_jaxpr, body_nconsts</c>.</summary>
    public sealed record While() : Semantics;

    /// <summary>Parameter <c>branches</c>; the first input is the index, clamped.</summary>
    public sealed record Cond() : Semantics;

    /// <summary>
    /// Scatters updates into an operand; runs the interpreter's code in every executor and is named so in a plan. <paramref name="Combine"/> null overwrites.
    /// </summary>
    public sealed record Scatter(Monoid? Combine) : Semantics;

    /// <summary>Stops the program with the message in the named parameter where the one input, a bool scalar, is false.</summary>
    public sealed record Check(string MessageParam) : Semantics;

    /// <summary>Parses, prints and checks; no executor runs it yet.</summary>
    public sealed record NotExecutable(string Why) : Semantics;
}

/// <summary>An associative operation with an identity.</summary>
internal enum Monoid { Sum, Prod, Max, Min, And, Or }

/// <summary>
/// The element of output number <paramref name="output"/> at <paramref name="index"/> (one expression for each output axis).
/// <paramref name="element"/> gives the element of an operand at an index.
/// </summary>
internal delegate ValueExpr PullRule(Equation equation, int output, IReadOnlyList<IndexExpr> index, Func<int, IReadOnlyList<IndexExpr>, ValueExpr> element);
