// Why a method cannot be traced: a rule, where, and what the message says.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Ends a trace. <see cref="Related"/> holds the offence itself when it lies in a helper and <see cref="Place"/> is the call in the [Jit] method.</summary>
internal sealed class TraceFailure(DiagnosticDescriptor rule, Location place, object?[] arguments, IReadOnlyList<Location>? related = null)
    : Exception(rule.Id)
{
    public DiagnosticDescriptor Rule { get; } = rule;

    public Location Place { get; } = place;

    public object?[] Arguments { get; } = arguments;

    public IReadOnlyList<Location> Related { get; } = related ?? [];

    /// <summary>All failures of the trace that this one ends.</summary>
    public IReadOnlyList<TraceFailure> All { get; private set; } = [];

    public TraceFailure With(IReadOnlyList<TraceFailure> all)
    {
        All = [.. all];
        return this;
    }

    public bool SaysTheSame(TraceFailure other) => Rule == other.Rule && Place == other.Place && Arguments.Select(a => a?.ToString()).SequenceEqual(other.Arguments.Select(a => a?.ToString()));

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place, Related, Arguments);
}
