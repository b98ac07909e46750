// The values of the build-time interpreter: what an expression of a traced method can be while the project builds.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A value. Every kind is immutable; what C# can change in place stands in the <see cref="Store"/> behind a <see cref="Reference"/>.</summary>
internal abstract record Value
{
    public static Value Null { get; } = new Constant(null);

    public static Value True { get; } = new Constant(true);

    /// <summary>A variable that nothing was written to: C# does not let it be read.</summary>
    public static Value Unset { get; } = new Nothing("has no value here");

    /// <summary>What a failed operation gives: the failure is reported already.</summary>
    public static Value Unknown { get; } = new Nothing(null);

    /// <summary>Known while building: a C# number, bool, char, string, enum (as its number), null, or data of Core (<see cref="Shape"/>, <see cref="DType"/>, ...).</summary>
    public sealed record Constant(object? Data) : Value
    {
        /// <summary>Zeros of different signs are different: a persistent map keeps what equals the new value.</summary>
        public bool Equals(Constant? other) => other is not null && Equals(Data, other.Data) && Data switch
        {
            double zero and 0 => double.IsNegativeInfinity(1 / zero) == double.IsNegativeInfinity(1 / (double)other.Data!),
            float zero and 0 => float.IsNegativeInfinity(1 / zero) == float.IsNegativeInfinity(1 / (float)other.Data!),
            _ => true,
        };

        public override int GetHashCode() => Data?.GetHashCode() ?? 0;
    }

    /// <summary>An <c>NdArray</c> or <c>NdArray&lt;T&gt;</c>: a tracer, or an array made of a constant.</summary>
    public sealed record Array(NdArray Data) : Value;

    /// <summary>A C# number or bool that is traced: an array of rank 0.</summary>
    public sealed record Scalar(NdArray Data) : Value;

    /// <summary>A <c>Dim</c>, or a C# integer computed from one, that is symbolic or may become so.</summary>
    public sealed record Size(Dim Dim) : Value;

    /// <summary>A C# tuple.</summary>
    public sealed record Tuple(ImmutableArray<Value> Items) : Value;

    /// <summary>A struct (a symbol with fields), copied on assignment as in C#.</summary>
    public sealed record Struct(INamedTypeSymbol Type, ImmutableDictionary<string, Value> Fields) : Value;

    /// <summary>A class instance, array, list, box or enumerator: the address of its content in the store.</summary>
    public sealed record Reference(int Address) : Value;

    /// <summary>A <c>Span&lt;T&gt;</c> or <c>ReadOnlySpan&lt;T&gt;</c>: a part of an array, which it shares.</summary>
    public sealed record Span(Reference Of, Value Start, Value Length) : Value;

    /// <summary>A lambda, local function or method group with what it captured.</summary>
    public sealed record Closure(IMethodSymbol Method, IFlowAnonymousFunctionOperation? Lambda, FlowGraph? Graph, Scope? Captured, Place? Receiver, TypeMap Types) : Value
    {
        /// <summary>The variables around it whose names its body mentions, and <c>this</c>.</summary>
        public IEnumerable<Place> Mentioned
        {
            get
            {
                if (Captured is null || Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } syntax)
                {
                    return [];
                }
                HashSet<string> names = [.. syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText)];
                return Captured.Places.Where(p => p.Key is ISymbol symbol ? names.Contains(symbol.Name) : ReferenceEquals(p.Key, Scope.This)).Select(p => p.Value);
            }
        }
    }

    /// <summary>A function made by a transform: it takes the tuple of its arguments.</summary>
    public sealed record Function(Func<Tree, Tree> Call) : Value;

    /// <summary><c>^i</c> or <c>i</c> as a <c>System.Index</c>.</summary>
    public sealed record Index(Value Offset, bool FromEnd) : Value;

    /// <summary><c>a..b</c>.</summary>
    public sealed record Range(Index Start, Index End) : Value;

    /// <summary>A place in a template that a number or array fills: where branches or iterations differ.</summary>
    public sealed record Hole(int Number) : Value;

    /// <summary>An object in a template, to be made anew when it is filled: branches or iterations come with different ones.</summary>
    public sealed record Fresh : Value
    {
        public Fresh(Content content, bool shared) => (Content, Shared) = (content, shared);

        public Content Content { get; set; }

        public bool Shared { get; set; }

        // Two objects of equal content are two.
        public bool Equals(Fresh? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    /// <summary>No value: nothing was written, branches or iterations differ in a way that no equation expresses, or a failure has been reported (no reason).</summary>
    public sealed record Nothing(string? Reason) : Value
    {
        /// <summary>Where branches differ in what can be told apart by their condition: it, and what there is where it holds and where not.</summary>
        public (Value Test, Value WhenTrue, Value WhenFalse)? Choice { get; init; }
    }
}

/// <summary>What a <see cref="Value.Reference"/> points to.</summary>
internal abstract record Content
{
    public sealed record Object(INamedTypeSymbol Type, ImmutableDictionary<string, Value> Fields) : Content
    {
        /// <summary>True when several traced objects became this one: no write to it can tell which of them it means.</summary>
        public bool Shared { get; init; }
    }

    /// <summary>A C# array, a list or any sequence; <paramref name="Fixed"/> for arrays.</summary>
    public sealed record Sequence(ITypeSymbol? Element, ImmutableArray<Value> Items, bool Fixed) : Content
    {
        /// <summary>The lengths of an array of several dimensions, whose items are row-major; empty for others.</summary>
        public ImmutableArray<int> Lengths { get; init; } = [];

        public bool Shared { get; init; }
    }

    /// <summary>A C# array of numbers or bools that is traced.</summary>
    public sealed record Numbers(ITypeSymbol Element, NdArray Data) : Content
    {
        public bool Shared { get; init; }
    }

    /// <summary>In a template: an array of numbers to be filled in.</summary>
    public sealed record NumbersHole(ITypeSymbol Element, int Number) : Content;

    /// <summary>Branches or iterations differ in a way that no equation expresses.</summary>
    public sealed record Lost(string Reason) : Content;

    /// <summary>A number or struct as an object.</summary>
    public sealed record Box(ITypeSymbol Type, Value Inner) : Content;

    /// <summary>An enumerator over a sequence; <paramref name="Next"/> is the position of what comes next.</summary>
    public sealed record Enumerator(Value Source, Value Next, Content? Version) : Content;

    /// <summary>A deferred query of LINQ: it runs each time it is enumerated.</summary>
    public sealed record Query(IMethodSymbol Method, ImmutableArray<Value> Arguments) : Content;

    /// <summary>A dictionary or set with keys known while building, in the order in which they came.</summary>
    public sealed record Table(ITypeSymbol Type, ImmutableArray<object> Keys, ImmutableDictionary<object, Value> Items) : Content;
}
