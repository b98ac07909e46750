// Traced conditions: both sides run on forks of the store, each into a trace of its own, and merge into a cond; a side that only throws becomes a guard.
using System;
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
    // Equations of a side that is evaluated whatever the condition is: cheaper than a branch.
    private const int MaxFlatSide = 12;

    /// <summary>A side of a fork: what it recorded and the memory as it left it; no outcome when it throws.</summary>
    private sealed record Side(JaxprTrace Trace, Outcome? Outcome, Store.Moment After, Scope Scope);

    private Outcome Branch(BasicBlock block, NdArray test, ControlFlowBranch whenTrue, ControlFlowBranch whenFalse, Bounds bounds)
    {
        IOperation place = block.BranchValue!;
        bool throwsWhenTrue = OnlyThrows(whenTrue, bounds), throwsWhenFalse = OnlyThrows(whenFalse, bounds);
        if (throwsWhenTrue || throwsWhenFalse)
        {
            Require(place, throwsWhenTrue ? Not(place, test) : test, $"the condition '{Excerpt(place)}' leads to an exception");
            return Follow(block, throwsWhenTrue ? whenFalse : whenTrue, bounds);
        }
        if (LeftBy(block, whenTrue, bounds) is { } left)
        {
            throw new LoopConversion(left);
        }
        if (LeftBy(block, whenFalse, bounds) is { } other)
        {
            throw new LoopConversion(other);
        }
        int meet = Meet(block.Ordinal, bounds);
        Bounds inner = bounds with { Stop = meet == FlowGraph.End ? bounds.Stop : meet, Outside = block.EnclosingRegion };
        return Fork(place, test, () => Along(whenTrue), () => Along(whenFalse));

        Outcome Along(ControlFlowBranch branch) => Run(Follow(block, branch, inner).Ends[0], inner, false);
    }

    // True for a branch from which every way throws.
    private bool OnlyThrows(ControlFlowBranch branch, Bounds bounds) => _frame.Graph!.Target(branch) is var target
        && (target == FlowGraph.End || !_frame.Graph.Reaches(target) && bounds.Iteration?.Contains(target) != true);

    /// <summary>Runs both sides of a traced condition and merges what they did.</summary>
    private Outcome Fork(IOperation place, NdArray test, Func<Outcome> whenTrue, Func<Outcome> whenFalse)
    {
        Step(place);
        Store.Moment before = _store.Now;
        Side right = RunSide(whenTrue);
        if (right.Outcome is null)
        {
            Require(place, Not(place, test), $"where '{Excerpt(place)}' holds, an exception is thrown");
            return whenFalse();
        }
        Side left = RunSide(whenFalse);
        if (left.Outcome is null)
        {
            Require(place, test, $"where '{Excerpt(place)}' does not hold, an exception is thrown");
            return whenTrue();
        }
        return Merge(place, test, before, left, right);
    }

    private Side RunSide(Func<Outcome> run)
    {
        Store.Moment before = _store.Now;
        Scope scope = _frame.Scope;
        int calls = _calls.Count;
        JaxprTrace trace = new();
        try
        {
            _store.Write(_ok.Id, Value.True);
            Outcome outcome = trace.Run(run);
            return new Side(trace, outcome, _store.Now, _frame.Scope);
        }
        catch (InterpretedThrow)
        {
            Unwind(calls);
            return new Side(trace, null, _store.Now, _frame.Scope);
        }
        finally
        {
            _store.Restore(before);
            _frame.Scope = scope;
        }
    }

    private Outcome Merge(IOperation place, NdArray test, Store.Moment before, Side left, Side right)
    {
        SortedSet<int> written = _store.WrittenSince(before);
        Merger merger = new(this, place, before, left, right);
        List<(int Address, object Template)> changes = [];
        foreach (int address in written)
        {
            // Writes of both sides are in the log.
            if (before.Cells.TryGetValue(address, out _))
            {
                changes.Add((address, merger.Merge(left.After.Cells[address], right.After.Cells[address])));
            }
            else if (before.Heap.ContainsKey(address))
            {
                changes.Add((address, merger.Merge(left.After.Heap[address], right.After.Heap[address])));
            }
        }
        List<(Place.Cell Cell, Value Template)> born = [];
        Scope scope = Scope.Meet(left.Scope, right.Scope, (a, b) =>
        {
            if (a is not Place.Cell x || b is not Place.Cell y || !left.After.Cells.TryGetValue(x.Id, out Value? first) || !right.After.Cells.TryGetValue(y.Id, out Value? second))
            {
                return null;
            }
            Place.Cell cell = _store.NewCell(Value.Unset);
            born.Add((cell, merger.Merge(first, second)));
            return cell;
        });
        ImmutableArray<int> ends = [.. left.Outcome!.Ends.Union(right.Outcome!.Ends)];
        Value selector = merger.Merge(left.Outcome.Selector, right.Outcome.Selector);

        NdArray[] results = merger.Holes == 0 ? [] : Chosen(place, test, left, right, merger);
        Dictionary<Value.Fresh, Value> made = [];
        Value ok = _store.Read(_ok);
        foreach ((int address, object template) in changes)
        {
            if (template is Value value)
            {
                Value filled = Fill(value, results, merger.IsArray, made);
                _store.Write(address, address == _ok.Id ? And(place, ok, filled) : filled);
            }
            else
            {
                _store[new Value.Reference(address)] = Fill((Content)template, results, merger.IsArray, made);
            }
        }
        foreach ((Place.Cell cell, Value template) in born)
        {
            _store.Write(cell.Id, Fill(template, results, merger.IsArray, made));
        }
        foreach (int address in merger.Aliased)
        {
            MarkShared(new Value.Reference(address));
        }
        _frame.Scope = scope;
        return new Outcome(ends, Fill(selector, results, merger.IsArray, made));
    }

    // The values that differ: a cond, or logic where there is one bool that is known on one side.
    private NdArray[] Chosen(IOperation place, NdArray test, Side left, Side right, Merger merger)
    {
        (Jaxpr whenFalse, Jaxpr whenTrue) = merger.Jaxprs();
        if (whenFalse.Outputs is [var a] && whenTrue.Outputs is [var b] && a.Aval is { Rank: 0, DType.IsBool: true })
        {
            if (a is Literal known && IsFlat(whenTrue))
            {
                NdArray value = Core(place, () => SrcGenJit.Core.Tracing.EvalJaxpr(whenTrue, [])[0]);
                return [known.Value.Bits != 0 ? Core(place, () => Erased.Lax.BitwiseOr(Erased.Lax.BitwiseNot(test), value)) : Core(place, () => Erased.Lax.BitwiseAnd(test, value))];
            }
            if (b is Literal other && IsFlat(whenFalse))
            {
                NdArray value = Core(place, () => SrcGenJit.Core.Tracing.EvalJaxpr(whenFalse, [])[0]);
                return [other.Value.Bits != 0 ? Core(place, () => Erased.Lax.BitwiseOr(test, value)) : Core(place, () => Erased.Lax.BitwiseAnd(Erased.Lax.BitwiseNot(test), value))];
            }
        }
        return Core(place, () => Erased.Lax.BranchOf(Erased.Lax.ConvertElementType(test, DType.Int32), [whenFalse, whenTrue]));
    }

    // Few operations on numbers, which have no effect and may be done in vain.
    private static bool IsFlat(Jaxpr jaxpr) => jaxpr.Equations.Count <= MaxFlatSide
        && jaxpr.Equations.All(e => e.Primitive.Semantics is Semantics.Elementwise && e.Outputs.All(o => o.Aval.Rank == 0));

    /// <summary>A call is only as C# would have it where <paramref name="ok"/> holds; elsewhere the C# body runs.</summary>
    private void Require(IOperation place, NdArray ok, string why)
    {
        _ = why;
        _store.Write(_ok.Id, And(place, _store.Read(_ok), new Value.Scalar(ok)));
    }

    private Value And(IOperation place, Value left, Value right) =>
        left is Value.Constant { Data: true } ? right
        : right is Value.Constant { Data: true } ? left
        : Bind(place, Erased.Lax.BitwiseAnd, Lift(place, left), Lift(place, right));

    private NdArray Not(IOperation place, NdArray test) => Core(place, () => Erased.Lax.BitwiseNot(test));

    // What was required so far stands in the trace from here on: a function passes to Core, or the method ends.
    private void CheckRequirements(IOperation place)
    {
        if (_store.Read(_ok) is not Value.Constant { Data: true } and var ok)
        {
            _store.Write(_ok.Id, Value.True);
            Core(place, () =>
            {
                Erased.Lax.Check(Lift(place, ok), $"a call of '{KnownTypes.Name(_root)}' is not as C# would have it: an exception, an index or a shape");
                return 0;
            });
        }
    }

    // Several objects became one: which of them a write would mean is not known.
    private void MarkShared(Value.Reference reference)
    {
        if (_store.TryFind(reference.Address, out Content content))
        {
            _store[reference] = content switch
            {
                Content.Object value => value with { Shared = true },
                Content.Sequence value => value with { Shared = true },
                Content.Numbers value => value with { Shared = true },
                _ => content,
            };
        }
    }
}
