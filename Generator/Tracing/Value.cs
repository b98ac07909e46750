// The values of the build-time interpreter: what an expression of a traced method can be while the project builds.
using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A value. Every kind is immutable; what C# can change in place stands in the <see cref="Store"/> behind a <see cref="Reference"/>.</summary>
internal abstract record Value
{
    public static Value Null { get; } = new Constant(null);

    /// <summary>Known while building: a C# number, bool, char, string, enum (as its number), null, or data of Core (<see cref="Shape"/>, <see cref="DType"/>, ...).</summary>
    public sealed record Constant(object? Data) : Value;

    /// <summary>An <c>NdArray</c> or <c>NdArray&lt;T&gt;</c>: a tracer, or an array made of a constant.</summary>
    public sealed record Array(NdArray Data) : Value;

    /// <summary>A C# number or bool that is traced: an array of rank 0.</summary>
    public sealed record Scalar(NdArray Data) : Value;

    /// <summary>A <c>Dim</c>, or a C# integer computed from one, that is symbolic or may become so.</summary>
    public sealed record Size(Dim Dim) : Value;

    /// <summary>A C# tuple.</summary>
    public sealed record Tuple(ImmutableArray<Value> Items) : Value;

    /// <summary>A struct of the user (a symbol with fields), copied on assignment as in C#.</summary>
    public sealed record Struct(INamedTypeSymbol Type, ImmutableDictionary<string, Value> Fields) : Value;

    /// <summary>A class instance, array, list or dictionary: the address of its content in the store.</summary>
    public sealed record Reference(int Address) : Value;

    /// <summary>A <c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c> of an array.</summary>
    public sealed record Span(Reference Items, Value Start, Value Length) : Value;

    /// <summary>A lambda, local function or method group with what it captured.</summary>
    public sealed record Closure(IMethodSymbol Method, IOperation? Body, Frame? Captured, Value? Receiver, TypeMap Types) : Value;

    /// <summary>A function made by a transform: it takes the tuple of its arguments.</summary>
    public sealed record Function(Func<Tree, Tree> Call) : Value;

    /// <summary><c>^i</c> or <c>i</c> as a <c>System.Index</c>.</summary>
    public sealed record Index(int Offset, bool FromEnd) : Value;

    /// <summary><c>a..b</c>.</summary>
    public sealed record Range(Index Start, Index End) : Value;
}

/// <summary>What a <see cref="Value.Reference"/> points to.</summary>
internal abstract record Content
{
    public sealed record Object(INamedTypeSymbol Type, ImmutableDictionary<string, Value> Fields) : Content;

    /// <summary>A C# array, a list or any sequence; <paramref name="Fixed"/> for arrays.</summary>
    public sealed record Sequence(ITypeSymbol? Element, ImmutableArray<Value> Items, bool Fixed) : Content;

    /// <summary>A C# array (<c>T[]</c>, <c>T[,]</c>) of numbers or bools that is traced.</summary>
    public sealed record Numbers(ITypeSymbol Element, NdArray Data) : Content;
}
