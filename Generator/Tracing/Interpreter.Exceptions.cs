// Exceptions that are thrown while building: they unwind to the handler in the traced code, or out of the side of a fork, which becomes a guard.
using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private static readonly object CaughtKey = new();

    /// <summary>An exception of the traced program; <paramref name="exception"/> is null where its type is not known.</summary>
    private sealed class InterpretedThrow(IOperation place, Value exception) : Exception
    {
        public IOperation Place { get; } = place;

        public Value Exception { get; } = exception;

        /// <summary>The calls that led to it, for the message.</summary>
        public Location[]? Calls { get; set; }
    }

    /// <summary>An operation that throws in C#, with values that are known while building.</summary>
    private InterpretedThrow AlwaysThrows(IOperation place, Value? exception) => new(place, exception ?? Value.Null) { Calls = [.. _calls] };

    /// <summary>As <see cref="AlwaysThrows"/>, an exception of the base library.</summary>
    private InterpretedThrow ThrowsA(IOperation place, string exceptionType) =>
        AlwaysThrows(place, _known.Compilation.GetTypeByMetadataName(exceptionType) is { } type ? _store.Allocate(new Content.Object(type, ImmutableDictionary<string, Value>.Empty)) : null);

    private TraceFailure Uncaught(InterpretedThrow thrown)
    {
        INamedTypeSymbol? type = ExceptionType(thrown);
        Location place = (thrown.Place.Syntax.FirstAncestorOrSelf<SyntaxNode>(n => n is ThrowStatementSyntax or ThrowExpressionSyntax or StatementSyntax or MemberDeclarationSyntax) is var around && around is ThrowStatementSyntax or ThrowExpressionSyntax
            ? around : thrown.Place.Syntax).GetLocation();
        Location[] calls = thrown.Calls ?? [];
        object[] arguments = [KnownTypes.Name(_root), type?.Name ?? "an exception"];
        return calls.Length == 0
            ? new TraceFailure(JitRules.AlwaysThrows, place, arguments)
            : new TraceFailure(JitRules.AlwaysThrows, calls[calls.Length - 1], arguments, [.. calls.Take(calls.Length - 1).Prepend(place).Distinct().Take(MaxLocations)]);
    }

    private INamedTypeSymbol? ExceptionType(InterpretedThrow thrown) =>
        thrown.Exception is Value.Reference reference && _store.TryFind(reference.Address, out Content content) && content is Content.Object made ? made.Type : null;

    // Calls that an exception or a failed attempt has left.
    private void Unwind(int calls)
    {
        while (_calls.Count > calls)
        {
            _calls.Pop();
        }
    }

    // The first block of the handler around a block that takes the exception; finally blocks on the way out are run. Null when it is not caught in this run.
    private int? HandlerOf(BasicBlock block, InterpretedThrow thrown, Bounds bounds)
    {
        foreach (ControlFlowRegion region in _frame.Graph!.RegionsAround(block).TakeWhile(r => !IsAround(r, bounds.Outside)))
        {
            LeaveRegion(region);
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } attempt)
            {
                continue;
            }
            foreach (ControlFlowRegion handler in attempt.NestedRegions)
            {
                if (handler.Kind == ControlFlowRegionKind.Finally)
                {
                    RunFinally(handler);
                }
                else if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler && Catches(handler, thrown) is { } first)
                {
                    return first;
                }
            }
        }
        return null;
    }

    private static bool IsAround(ControlFlowRegion region, ControlFlowRegion? inner)
    {
        for (; inner is not null; inner = inner.EnclosingRegion)
        {
            if (ReferenceEquals(inner, region))
            {
                return true;
            }
        }
        return false;
    }

    private int? Catches(ControlFlowRegion handler, InterpretedThrow thrown)
    {
        if (handler.ExceptionType is { SpecialType: not SpecialType.System_Object } type && !(type is { Name: "Exception", ContainingNamespace.Name: "System" }))
        {
            if (ExceptionType(thrown) is not { } actual)
            {
                throw Unsupported(thrown.Place, "an exception whose type is not known, in a 'try' that catches by type");
            }
            if (!Inherits(actual, _frame.Types.Of(type)))
            {
                return null;
            }
        }
        Scope scope = _frame.Scope;
        _frame.Scope = scope.With(CaughtKey, _store.NewCell(thrown.Exception));
        if (handler.Kind == ControlFlowRegionKind.Catch)
        {
            EnterHandler(handler);
            return handler.FirstBlockOrdinal;
        }
        ControlFlowRegion filter = handler.NestedRegions[0], body = handler.NestedRegions[1];
        EnterHandler(handler);
        Outcome chosen = Run(filter.FirstBlockOrdinal, Bounds.None with { Stops = [body.FirstBlockOrdinal], Outside = filter }, false);
        if (chosen.Single == body.FirstBlockOrdinal)
        {
            return body.FirstBlockOrdinal;
        }
        _frame.Scope = scope;
        return null;
    }
}
