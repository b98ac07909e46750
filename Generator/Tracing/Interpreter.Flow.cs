// Running a flow graph: blocks whose conditions are known simply execute, one after the other.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // The loops that are being executed, of all running methods.
    private readonly List<LoopRun> _loops = [];

    /// <summary>
    /// Where a run came to: one block, or one of several. Of two, <paramref name="Selector"/> is a bool that says whether it is the first; of more, it is the ordinal.
    /// Each has the scope with which execution goes on there.
    /// </summary>
    private sealed record Outcome(ImmutableArray<int> Ends, ImmutableArray<Scope> Scopes, Value Selector)
    {
        public int? Single => Ends.Length == 1 ? Ends[0] : null;

        public Scope? ScopeAt(int end) => Ends.IndexOf(end) is var i && i >= 0 ? Scopes[i] : null;
    }

    private Outcome At(int block) => new([block], [_frame.Scope], new Value.Constant(block));

    // The selector of an outcome among more ends: a bool for two, an ordinal for more.
    private Value SelectorAmong(IOperation place, Outcome outcome, ImmutableArray<int> ends)
    {
        if (outcome.Single is { } single)
        {
            return ends.Length == 2 ? Fold(single == ends[0]) : new Value.Constant(single);
        }
        if (outcome.Ends.Length > 2)
        {
            return outcome.Selector;
        }
        return ends.Length == 2
            ? outcome.Ends[0] == ends[0] ? outcome.Selector : Not(place, outcome.Selector)
            : new Value.Scalar(Core(place, () => Erased.Lax.Select(Lift(place, outcome.Selector), new NdArray(Scalar.Of(outcome.Ends[0]), weak: true), new NdArray(Scalar.Of(outcome.Ends[1]), weak: true))));
    }

    private Value IsAt(IOperation place, Outcome outcome, int end) =>
        outcome.Single is { } single ? Fold(single == end)
        : outcome.Ends.Length == 2 ? outcome.Ends[0] == end ? outcome.Selector : Not(place, outcome.Selector)
        : Arithmetic(place, BinaryOperatorKind.Equals, false, outcome.Selector, new Value.Constant(end), null);

    /// <summary>What bounds a run: the blocks before which it ends, the loop whose one iteration it is, and the block of the fork that it is a side of (handlers around that are not its own).</summary>
    private readonly record struct Bounds(ImmutableHashSet<int> Stops, FlowLoop? Iteration, ControlFlowRegion? Outside)
    {
        public static Bounds None => new([], null, null);

        /// <summary>True for a block at which a run ends, whoever goes on there.</summary>
        public bool End(int block) => Stops.Contains(block) || Iteration is { } iteration && (block == iteration.Header || iteration.IsLeft(block));
    }

    /// <summary>Runs the graph of the current frame from its entry; the result of the method.</summary>
    private Value RunGraph()
    {
        Frame frame = _frame;
        frame.Result = _store.NewCell(Value.Unset);
        frame.Entry = frame.Scope;
        EnterRegion(frame.Graph!.Source.Root);
        Run(0, Bounds.None, false);
        return _store.Read(frame.Result);
    }

    /// <summary>Runs from a block until the bounds. <paramref name="begins"/> when the block is the header with which an iteration begins.</summary>
    private Outcome Run(int block, Bounds bounds, bool begins)
    {
        FlowGraph graph = _frame.Graph!;
        int mine = _loops.Count, calls = _calls.Count, at = block;
        try
        {
            while (true)
            {
                if (at == graph.Exit || !begins && bounds.End(at))
                {
                    return At(at);
                }
                begins = false;
                try
                {
                    Outcome next = NoteLoop(at, mine, bounds) ?? RunChosen(graph.Blocks[at], bounds);
                    if (next.Single is null && (next = Dispatch(next, bounds)).Single is null)
                    {
                        return next;
                    }
                    at = Enter(next);
                }
                catch (LoopConversion conversion) when (_loops.IndexOf(conversion.Loop) >= mine)
                {
                    Unwind(calls);
                    Outcome whole = Converted(conversion);
                    if (whole.Single is null && (whole = Dispatch(whole, bounds)).Single is null)
                    {
                        return whole;
                    }
                    at = Enter(whole);
                }
                catch (InterpretedThrow thrown)
                {
                    thrown.Calls ??= [.. _calls];
                    Unwind(calls);
                    if (HandlerOf(graph.Blocks[at], thrown, bounds) is not { } handler)
                    {
                        throw;
                    }
                    at = handler;
                }
            }
        }
        finally
        {
            _loops.RemoveRange(mine, _loops.Count - mine);
        }
    }

    private int Enter(Outcome outcome)
    {
        _frame.Scope = outcome.Scopes[0];
        return outcome.Ends[0];
    }

    // Goes on from the first of several blocks to the next of them, until one is left or all are ends: what several ways lead to runs once.
    private Outcome Dispatch(Outcome outcome, Bounds bounds)
    {
        FlowGraph graph = _frame.Graph!;
        IOperation place = graph.Source.OriginalOperation;
        while (outcome.Single is null)
        {
            int[] open = [.. outcome.Ends.Where(e => e != graph.Exit && !bounds.End(e))];
            if (open.Length == 0)
            {
                return outcome;
            }
            // None of the others leads to it.
            int first = open.Where(e => !open.Any(o => o != e && graph.Ahead(o, e).Contains(e))).DefaultIfEmpty(open[0]).First();
            Outcome rest = Without(place, outcome, first);
            Bounds inner = bounds with { Stops = bounds.Stops.Union(rest.Ends) };
            Scope scope = outcome.ScopeAt(first)!;
            outcome = Fork(place, Lift(place, IsAt(place, outcome, first)), () =>
            {
                _frame.Scope = scope;
                return Run(first, inner, false);
            }, () => rest, isFlow: true);
        }
        return outcome;
    }

    private Outcome Without(IOperation place, Outcome outcome, int end)
    {
        int index = outcome.Ends.IndexOf(end);
        ImmutableArray<int> ends = outcome.Ends.RemoveAt(index);
        return new Outcome(ends, outcome.Scopes.RemoveAt(index), ends.Length == 1 ? new Value.Constant(ends[0]) : ends.Length == 2 ? IsAt(place, outcome, ends[0]) : outcome.Selector);
    }

    private Outcome RunBlock(BasicBlock block, Bounds bounds)
    {
        // A block may be empty, and a loop of such blocks endless.
        Step(block.BranchValue ?? (block.Operations.Length > 0 ? block.Operations[0] : _frame.Graph!.Source.OriginalOperation));
        if (_frame.Graph!.Repeats(block.Ordinal) is { } again)
        {
            return Repeat(block, again);
        }
        foreach (IOperation operation in block.Operations)
        {
            Perform(operation);
        }
        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            return Follow(block, block.FallThroughSuccessor!, bounds);
        }
        Value condition = Evaluate(block.BranchValue!);
        ControlFlowBranch conditional = block.ConditionalSuccessor!, next = block.FallThroughSuccessor!;
        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        switch (condition)
        {
            case Value.Constant { Data: bool known }:
                return Follow(block, known == jumpsWhen ? conditional : next, bounds);
            case Value.Scalar { Data.Dtype.IsBool: true } or Value.Array { Data: { Rank: 0, Dtype.IsBool: true } }:
                NdArray test = Lift(block.BranchValue!, condition);
                if (Decided(test) is { } decided)
                {
                    return Follow(block, decided == jumpsWhen ? conditional : next, bounds);
                }
                return Branch(block, test, jumpsWhen ? conditional : next, jumpsWhen ? next : conditional, bounds);
            default:
                throw Unsupported(block.BranchValue!, "this condition");
        }
    }

    // An operation by itself: of the [Jit] method all that fail are reported, not the first alone.
    private void Perform(IOperation operation)
    {
        if (_depth > 1 || _calls.Count > 0 || _trying > 0)
        {
            Evaluate(operation);
            return;
        }
        try
        {
            Evaluate(operation);
        }
        catch (TraceFailure failure) when (failure.Rule != Diagnostics.JitRules.Limit)
        {
            if (!_failures.Any(f => f.SaysTheSame(failure)))
            {
                _failures.Add(failure);
            }
            Unwind(0);
            Forget(operation);
        }
    }

    // What a failed operation would have written is unknown.
    private void Forget(IOperation operation)
    {
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            object? key = inner switch
            {
                IFlowCaptureOperation capture => capture.Id,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
                ISimpleAssignmentOperation { Target: IParameterReferenceOperation parameter } => Declared(parameter.Parameter),
                ICompoundAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
                IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
                ILocalReferenceOperation { IsDeclaration: true } local => local.Local,
                _ => null,
            };
            if (key is not null && _frame.Scope.Find(key) is Place.Cell cell)
            {
                _store.Write(cell.Id, Value.Unknown);
            }
        }
    }

    /// <summary>Takes a branch: what it leaves dies, finally blocks on the way run, what it enters is born.</summary>
    private Outcome Follow(BasicBlock block, ControlFlowBranch branch, Bounds bounds)
    {
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw:
                Value thrown = block.BranchValue is { } exception ? Evaluate(exception) : Value.Null;
                throw new InterpretedThrow(block.BranchValue ?? _frame.Graph!.Source.OriginalOperation, thrown);
            case ControlFlowBranchSemantics.Rethrow:
                throw new InterpretedThrow(_frame.Graph!.Source.OriginalOperation, _frame.Scope.Find(CaughtKey) is Place.Cell caught ? _store.Read(caught) : Value.Null);
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                return At(_frame.Graph!.Exit);
            case ControlFlowBranchSemantics.ProgramTermination or ControlFlowBranchSemantics.Error or ControlFlowBranchSemantics.None:
                throw Unsupported(_frame.Graph!.Source.OriginalOperation, "code with errors");
            case ControlFlowBranchSemantics.Return when block.BranchValue is { } value && block.ConditionKind == ControlFlowConditionKind.None:
                _store.Write(_frame.Result!.Id, Evaluate(value));
                break;
        }
        foreach (ControlFlowRegion region in branch.LeavingRegions)
        {
            // A finally block runs as soon as its try is left: what is around it is still alive.
            if (region.Kind == ControlFlowRegionKind.TryAndFinally && region.NestedRegions.FirstOrDefault(branch.FinallyRegions.Contains) is { } last)
            {
                RunFinally(last);
            }
            LeaveRegion(region);
        }
        foreach (ControlFlowRegion region in branch.EnteringRegions)
        {
            EnterRegion(region);
        }
        return At(branch.Destination!.Ordinal);
    }

    private void EnterRegion(ControlFlowRegion region)
    {
        foreach (ILocalSymbol local in region.Locals)
        {
            _frame.Scope = _frame.Scope.With(local, _store.NewCell(Value.Unset));
        }
        foreach (CaptureId capture in region.CaptureIds)
        {
            _frame.Scope = _frame.Scope.With(capture, _store.NewCell(Value.Unset));
        }
    }

    // No branch leads into a handler or finally block: the regions in which it begins are entered with it.
    private void EnterHandler(ControlFlowRegion region)
    {
        for (ControlFlowRegion? inner = region; inner is not null; inner = inner.NestedRegions.FirstOrDefault(r => r.FirstBlockOrdinal == region.FirstBlockOrdinal))
        {
            EnterRegion(inner);
        }
    }

    private void LeaveRegion(ControlFlowRegion region)
    {
        foreach (ILocalSymbol local in region.Locals)
        {
            _frame.Scope = _frame.Scope.Without(local);
        }
        foreach (CaptureId capture in region.CaptureIds)
        {
            _frame.Scope = _frame.Scope.Without(capture).Without((capture, "before"));
        }
    }

    private void RunFinally(ControlFlowRegion region)
    {
        Scope scope = _frame.Scope;
        EnterHandler(region);
        Run(region.FirstBlockOrdinal, Bounds.None with { Outside = region }, false);
        _frame.Scope = scope;
    }
}
