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
    private readonly Dictionary<Var, NdArray> _negations = [];

    // Equations of a side that is evaluated whatever the condition is: cheaper than a branch.
    private const int MaxFlatSide = 12;

    /// <summary>A side of a fork: what it recorded and the memory as it left it; no outcome when it throws.</summary>
    private sealed record Side(JaxprTrace Trace, Outcome? Outcome, Store.Moment After, Facts Facts);

    private Outcome Branch(BasicBlock block, NdArray test, ControlFlowBranch whenTrue, ControlFlowBranch whenFalse, Bounds bounds)
    {
        IOperation place = block.BranchValue!;
        bool throwsWhenTrue = OnlyThrows(whenTrue, bounds), throwsWhenFalse = OnlyThrows(whenFalse, bounds);
        if (throwsWhenTrue || throwsWhenFalse)
        {
            Require(place, throwsWhenTrue ? Not(place, test) : test, $"'{Excerpt(place)}' is {(throwsWhenTrue ? "false" : "true")}");
            Learn(test, throwsWhenFalse);
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
        // Both sides end where they may meet.
        FlowGraph graph = _frame.Graph!;
        IEnumerable<int> joint = graph.Ahead(graph.Target(whenTrue), block.Ordinal).Intersect(graph.Ahead(graph.Target(whenFalse), block.Ordinal));
        Bounds inner = bounds with { Stops = bounds.Stops.Union(joint), Outside = block.EnclosingRegion };
        return Fork(place, test, () => Along(whenTrue), () => Along(whenFalse), isFlow: true);

        Outcome Along(ControlFlowBranch branch) => Run(Enter(Follow(block, branch, inner)), inner, false);
    }

    // True for a branch from which every way throws.
    private bool OnlyThrows(ControlFlowBranch branch, Bounds bounds) => _frame.Graph!.Target(branch) is var target
        && (target == FlowGraph.End || !_frame.Graph.Reaches(target) && bounds.Iteration?.Contains(target) != true);

    /// <summary>Runs both sides of a traced condition and merges what they did. Where they are ways of the flow graph, what is dead at the blocks to which they lead is left out.</summary>
    private Outcome Fork(IOperation place, NdArray test, Func<Outcome> whenTrue, Func<Outcome> whenFalse, bool isFlow = false)
    {
        Step(place);
        if (Decided(test) is { } decided)
        {
            return decided ? whenTrue() : whenFalse();
        }
        Store.Moment before = _store.Now;
        Side right = RunSide(test, true, whenTrue);
        if (right.Outcome is null)
        {
            Require(place, Not(place, test), $"'{Excerpt(place)}' is false");
            Learn(test, false);
            return whenFalse();
        }
        Side left = RunSide(test, false, whenFalse);
        if (left.Outcome is null)
        {
            Require(place, test, $"'{Excerpt(place)}' is true");
            Learn(test, true);
            return whenTrue();
        }
        return Merge(place, test, before, left, right, isFlow);
    }

    private Side RunSide(NdArray test, bool holds, Func<Outcome> run)
    {
        Facts facts = _facts;
        ImmutableList<Value> held = _held;
        Store.Moment before = _store.Now;
        Scope scope = _frame.Scope;
        int calls = _calls.Count;
        JaxprTrace trace = new();
        try
        {
            Hold(_store.Read(_ok));
            _store.Write(_ok.Id, Value.True);
            Learn(test, holds);
            Outcome outcome = trace.Run(run);
            return new Side(trace, outcome, _store.Now, _facts);
        }
        catch (Exception error) when (error is InterpretedThrow or EndlessRecursion)
        {
            Unwind(calls);
            return new Side(trace, null, _store.Now, _facts);
        }
        finally
        {
            _store.Restore(before);
            _frame.Scope = scope;
            (_facts, _held) = (facts, held);
        }
    }

    private Outcome Merge(IOperation place, NdArray test, Store.Moment before, Side left, Side right, bool isFlow)
    {
        Merger merger = new(this, place, test, before, left, right);
        ImmutableArray<int> ends = [.. left.Outcome!.Ends.Union(right.Outcome!.Ends)];
        HashSet<int> dead = isFlow ? DeadAt([.. ends]) : [];
        List<(int Address, object Template)> changes = [];
        // Writes of both sides are in the log.
        foreach (int address in _store.WrittenSince(before))
        {
            if (before.Cells.ContainsKey(address))
            {
                changes.Add((address, dead.Contains(address) ? Value.Unset : merger.Merge(left.After.Cells[address], right.After.Cells[address])));
            }
            else if (before.Heap.ContainsKey(address))
            {
                changes.Add((address, merger.Merge(left.After.Heap[address], right.After.Heap[address])));
            }
        }
        List<(Place.Cell Cell, Value Template)> born = [];
        Dictionary<(int, int), Place.Cell> both = [];
        ImmutableArray<Scope> scopes = [.. ends.Select(end => (left.Outcome.ScopeAt(end), right.Outcome.ScopeAt(end)) switch
        {
            ({ } one, { } other) => Scope.Meet(one, other, Born),
            ({ } one, null) => Kept(one, true),
            var (_, other) => Kept(other!, false),
        })];
        Value selector = ends.Length == 1 ? new Value.Constant(ends[0])
            : merger.Merge(left.Trace.Run(() => SelectorAmong(place, left.Outcome, ends)), right.Trace.Run(() => SelectorAmong(place, right.Outcome, ends)));

        NdArray[] results = merger.Holes == 0 ? [] : Chosen(place, test, merger);
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
            _store.Give(cell, Fill(template, results, merger.IsArray, made));
        }
        foreach (int address in merger.Aliased)
        {
            MarkShared(new Value.Reference(address));
        }
        return new Outcome(ends, scopes, Fill(selector, results, merger.IsArray, made));

        // A variable that both sides made for themselves. A 'ref' to one of two that were there before has no meaning that both share.
        Place? Born(object key, Place a, Place b)
        {
            bool isOwn = key is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } || key is CaptureId capture && !_frame.Graph!.IsPlace(capture);
            if (a is not Place.Cell x || b is not Place.Cell y || !isOwn && (before.Knows(x.Id) || before.Knows(y.Id))
                || !left.After.Cells.TryGetValue(x.Id, out Value? first) || !right.After.Cells.TryGetValue(y.Id, out Value? second))
            {
                return null;
            }
            if (!both.TryGetValue((x.Id, y.Id), out Place.Cell? cell))
            {
                both[(x.Id, y.Id)] = cell = _store.NewCell(Value.Unset);
                born.Add((cell, merger.Merge(first, second)));
            }
            return cell;
        }

        // The variables of a block to which only one side leads.
        Scope Kept(Scope scope, bool isLeft)
        {
            Side side = isLeft ? left : right;
            foreach (Place place in scope.Places.Values)
            {
                if (place is Place.Cell cell && !before.Knows(cell.Id) && side.After.Cells.TryGetValue(cell.Id, out Value? value))
                {
                    born.Add((cell, merger.Alone(value, isLeft)));
                }
            }
            return scope;
        }
    }

    // The variables of the running method that nothing reads any more from a block on, by whatever name: a capture or a ref may be another's.
    private HashSet<int> DeadAt(params int[] blocks)
    {
        if (_frame.Graph is not { } graph || blocks.Any(b => b < 0))
        {
            return [];
        }
        HashSet<int> dead = [], live = [];
        foreach (KeyValuePair<object, Place> item in _frame.Scope.Places)
        {
            if (Root(item.Value) is { } cell && cell.Id > _frame.Before)
            {
                (graph.IsLocal(item.Key) && !blocks.Any(b => graph.IsLive(item.Key, b)) ? dead : live).Add(cell.Id);
            }
        }
        dead.ExceptWith(live);
        return dead;

        static Place.Cell? Root(Place? place) => place switch
        {
            Place.Cell cell => cell,
            Place.Part part => Root(part.Outer),
            Place.Item part => Root(part.Outer),
            Place.Property property => Root(property.Self),
            _ => null,
        };
    }

    // The values that differ: a cond, or logic for bools.
    private NdArray[] Chosen(IOperation place, NdArray test, Merger merger)
    {
        (Jaxpr whenFalse, Jaxpr whenTrue) = merger.Jaxprs();
        NdArray?[] results = new NdArray?[merger.Holes];
        NdArray[]? trueValues = null, falseValues = null;
        for (int i = 0; i < results.Length; i++)
        {
            if (whenFalse.Outputs[i] is not { Aval: { Rank: 0, DType.IsBool: true } } low || whenTrue.Outputs[i] is not { } high)
            {
                continue;
            }
            results[i] = (low, high) switch
            {
                (Literal a, Literal) => a.Value.Bits != 0 ? Not(place, test) : test,
                (Literal a, _) when IsFlat(whenTrue) && (trueValues ??= Core(place, () => SrcGenJit.Core.Tracing.EvalJaxpr(whenTrue, []))) is { } values =>
                    a.Value.Bits != 0 ? Or(place, Not(place, test), values[i]) : Both(place, test, values[i]),
                (_, Literal b) when IsFlat(whenFalse) && (falseValues ??= Core(place, () => SrcGenJit.Core.Tracing.EvalJaxpr(whenFalse, []))) is { } values =>
                    b.Value.Bits != 0 ? Or(place, test, values[i]) : Both(place, Not(place, test), values[i]),
                _ => null,
            };
        }
        int[] open = [.. Enumerable.Range(0, results.Length).Where(i => results[i] is null)];
        if (open.Length > 0)
        {
            Jaxpr[] branches = [.. new[] { whenFalse, whenTrue }.Select(b => new Jaxpr(b.ConstVars, b.InVars, b.Equations, [.. open.Select(i => b.Outputs[i])], b.Consts))];
            NdArray[] chosen = Core(place, () => Erased.Lax.BranchOf(Erased.Lax.ConvertElementType(test, DType.Int32), branches));
            for (int i = 0; i < open.Length; i++)
            {
                results[open[i]] = chosen[i];
                _facts = _facts.With(chosen[i], merger.RangeOf(open[i]));
            }
        }
        return [.. results.Select(r => r!)];
    }

    // Few operations on numbers, which have no effect and may be done in vain.
    private static bool IsFlat(Jaxpr jaxpr) => jaxpr.Equations.Count <= MaxFlatSide
        && jaxpr.Equations.All(e => e.Primitive.Semantics is Semantics.Elementwise && e.Outputs.All(o => o.Aval.Rank == 0));

    private readonly List<string> _guards = [];

    /// <summary>What calls were found to depend on, for people.</summary>
    public IReadOnlyList<string> Guards => _guards;

    /// <summary>A call is only as C# would have it where <paramref name="ok"/> holds; elsewhere the C# body runs.</summary>
    private void Require(IOperation place, NdArray ok, string why)
    {
        if (Decided(ok) == true)
        {
            return;
        }
        if (!_guards.Contains(why))
        {
            _guards.Add(why);
        }
        _store.Write(_ok.Id, And(place, _store.Read(_ok), new Value.Scalar(ok)));
        _facts = _facts.Learn(ok, true);
    }

    // What was required before the innermost fork, iteration or function: a loop in it that might not end is not begun where that does not hold.
    private ImmutableList<Value> _held = [];

    private void Hold(Value ok) => _held = ok is Value.Constant ? _held : _held.Add(ok);

    private Value Held(IOperation place) => _held.Aggregate(_store.Read(_ok), (all, ok) => And(place, ok, all));

    private Value And(IOperation place, Value left, Value right) =>
        left is Value.Constant { Data: true } ? right
        : right is Value.Constant { Data: true } ? left
        : Bind(place, Erased.Lax.BitwiseAnd, Lift(place, left), Lift(place, right));

    private NdArray Both(IOperation place, NdArray left, NdArray right)
    {
        NdArray both = Core(place, () => Erased.Lax.BitwiseAnd(left, right));
        if (both.Variable is { } variable)
        {
            _conjunctions[variable] = (left, right);
        }
        return both;
    }

    // The negation of a negation is what was negated.
    private NdArray Not(IOperation place, NdArray test)
    {
        if (test.Variable is { } known && _negations.TryGetValue(known, out NdArray? before))
        {
            return before;
        }
        NdArray result = Core(place, () => Erased.Lax.BitwiseNot(test));
        if (result.Variable is { } variable)
        {
            _negations[variable] = test;
        }
        return result;
    }

    // Either holds; of two negations, the negation of both.
    private NdArray Or(IOperation place, NdArray left, NdArray right) =>
        left.Variable is { } a && _negations.TryGetValue(a, out NdArray? notLeft) && right.Variable is { } b && _negations.TryGetValue(b, out NdArray? notRight)
            ? Not(place, Both(place, notLeft, notRight))
            : Core(place, () => Erased.Lax.BitwiseOr(left, right));

    // What was required so far stands in the trace from here on: a function passes to Core, or the method ends.
    private void CheckRequirements(IOperation place)
    {
        if (_store.Read(_ok) is not Value.Constant { Data: true } and var ok)
        {
            Hold(ok);
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
