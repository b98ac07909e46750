// Objects and functions that a traced condition chose: a block that asks one runs once for each way, with the one that there is on that way.
using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>Unwinds to the block that asks for what a condition chose.</summary>
    private sealed class ChoiceNeeded(NdArray test) : Exception
    {
        public NdArray Test { get; } = test;
    }

    /// <summary>What there is on this way.</summary>
    private Value Decided(Value value)
    {
        while (value is Value.Nothing { Choice: ({ } test, var whenTrue, var whenFalse) } && IsDecided(test) is { } holds)
        {
            value = holds ? whenTrue : whenFalse;
        }
        return value;
    }

    private bool? IsDecided(Value test) => test switch
    {
        Value.Constant { Data: bool known } => known,
        Value.Scalar { Data.Constant: { } constant } => constant.Bits != 0,
        Value.Scalar { Data: var data } => Decided(data),
        _ => null,
    };

    // What one of two gives, as the condition has it.
    private Value OnEachWay(IOperation place, Value test, Func<Value> whenTrue, Func<Value> whenFalse)
    {
        Place.Cell result = _store.NewCell(Value.Unset);
        Fork(place, Lift(place, test), () => Did(() => _store.Write(result.Id, whenTrue())), () => Did(() => _store.Write(result.Id, whenFalse())));
        return _store.Read(result);
    }

    // The condition, where it is not decided and was there before the block began: the block can begin again on each side of it.
    private NdArray? IsOpen(Value test) => test is Value.Scalar { Data: var data } && IsDecided(test) is null && !_begun.IsEmpty && _begun.Peek().Knows(data) ? data : null;

    // Where the blocks that run began.
    private ImmutableStack<BlockRun> _begun = [];

    private sealed record BlockRun(JaxprTrace? Trace, (int Equations, int Consts) Mark, Store.Moment Before, Scope Scope)
    {
        /// <summary>False for what the block itself computed.</summary>
        public bool Knows(NdArray value) => value.Variable is not { } variable || Trace is null || !Trace.DefinedSince(Mark, variable);
    }

    private Outcome RunChosen(BasicBlock block, Bounds bounds)
    {
        ImmutableStack<BlockRun> outer = _begun;
        BlockRun begun = new(Trace.Current as JaxprTrace, (Trace.Current as JaxprTrace)?.Mark ?? default, _store.Now, _frame.Scope);
        (Facts facts, ImmutableList<Value> held, int calls, int failures) = (_facts, _held, _calls.Count, _failures.Count);
        _begun = outer.Push(begun);
        NdArray test;
        try
        {
            return RunBlock(block, bounds);
        }
        catch (ChoiceNeeded choice)
        {
            test = choice.Test;
        }
        finally
        {
            _begun = outer;
        }
        Unwind(calls);
        _store.Restore(begun.Before);
        _frame.Scope = begun.Scope;
        (_facts, _held) = (facts, held);
        begun.Trace?.Undo(begun.Mark);
        _failures.RemoveRange(failures, _failures.Count - failures);
        return Fork(block.BranchValue ?? (block.Operations.Length > 0 ? block.Operations[0] : _frame.Graph!.Source.OriginalOperation), test, () => RunChosen(block, bounds), () => RunChosen(block, bounds), isFlow: true);
    }
}
