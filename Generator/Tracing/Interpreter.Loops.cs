// Loops with a traced condition, and long ones: one iteration is traced with what it changes as inputs, to a fixpoint, and becomes the body of a while or a scan.
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
    // A loop with a known count is unrolled while it is short.
    private const int MaxUnrolled = 32;

    private const int MaxUnrolledEquations = 2_000;

    // Iterations until what is carried, and as what, does not change any more.
    private const int MaxRounds = 24;

    // Equations of a test that stands both in the condition and in the body.
    private const int MaxTest = 16;

    private int _trying;

    // True when a loop was rolled.
    private bool _hasLoop;

    /// <summary>A loop that is being executed, and the state in which it was entered.</summary>
    private sealed class LoopRun(FlowLoop loop, Frame frame, Store.Moment before, Scope scope, Facts facts, JaxprTrace trace)
    {
        public FlowLoop Loop { get; } = loop;

        public Frame Frame { get; } = frame;

        public Store.Moment Before { get; } = before;

        public Scope Scope { get; } = scope;

        public Facts Facts { get; } = facts;

        public JaxprTrace Trace { get; } = trace;

        public (int Equations, int Consts) Mark { get; } = trace.Mark;

        public int Iterations { get; set; }

        /// <summary>False when the loop did not trace with a traced index.</summary>
        public bool CanRoll { get; set; } = true;

        /// <summary>True when every iteration throws: then the first is a side of its test that only throws.</summary>
        public bool Throws { get; set; }
    }

    /// <summary>Unwinds to the run that entered a loop, to make it a while.</summary>
    private sealed class LoopConversion(LoopRun loop, bool mayFail = false) : Exception
    {
        public LoopRun Loop { get; } = loop;

        /// <summary>True for a loop that can be unrolled instead.</summary>
        public bool MayFail { get; } = mayFail;
    }

    // The innermost loop being executed that a branch leaves.
    private LoopRun? LeftBy(BasicBlock block, ControlFlowBranch branch, Bounds bounds)
    {
        int target = _frame.Graph!.Target(branch);
        for (int i = _loops.Count - 1; i >= 0; i--)
        {
            LoopRun run = _loops[i];
            if (!run.Throws && ReferenceEquals(run.Frame, _frame) && run.Loop.MayGoOn(block.Ordinal) && !run.Loop.MayGoOn(target)
                && run.Loop != bounds.Iteration && (bounds.Iteration is not { } iteration || iteration.Contains(run.Loop.Header)))
            {
                return run;
            }
        }
        return null;
    }

    // Keeps account of the loops that are entered and left. A long one is rolled, if it can be: then the outcome of the whole loop.
    private Outcome? NoteLoop(int block, int mine, Bounds bounds)
    {
        while (_loops.Count > mine && !_loops[_loops.Count - 1].Loop.Contains(block))
        {
            _loops.RemoveAt(_loops.Count - 1);
        }
        if (_frame.Graph!.LoopAt(block) is not { } loop || loop == bounds.Iteration)
        {
            return null;
        }
        if (_loops.Count <= mine || _loops[_loops.Count - 1].Loop != loop)
        {
            if (Trace.Current is JaxprTrace trace)
            {
                _loops.Add(new LoopRun(loop, _frame, _store.Now, _frame.Scope, _facts, trace));
            }
            return null;
        }
        LoopRun run = _loops[_loops.Count - 1];
        int equations = run.Trace.EquationCount - run.Mark.Equations;
        run.Iterations++;
        if (!run.CanRoll || equations == 0 || (run.Iterations < MaxUnrolled && equations < MaxUnrolledEquations))
        {
            return null;
        }
        throw new LoopConversion(run, mayFail: true);
    }

    /// <summary>Makes a while of a loop, in the state in which it was entered: where execution goes on. One that may fail is executed from its beginning instead.</summary>
    private Outcome Converted(LoopConversion conversion)
    {
        LoopRun run = conversion.Loop;
        _loops.RemoveRange(_loops.IndexOf(run), _loops.Count - _loops.IndexOf(run));
        Undo(run);
        int calls = _calls.Count;
        if (!conversion.MayFail)
        {
            try
            {
                return Convert(run);
            }
            catch (InterpretedThrow)
            {
                Unwind(calls);
                Undo(run);
                _loops.Add(new LoopRun(run.Loop, run.Frame, run.Before, run.Scope, run.Facts, run.Trace) { CanRoll = false, Throws = true, Iterations = -1 });
                return At(run.Loop.Header);
            }
        }
        _trying++;
        try
        {
            return Convert(run);
        }
        catch (Exception error) when (error is TraceFailure or InterpretedThrow or EndlessRecursion)
        {
            Unwind(calls);
            Undo(run);
            _loops.Add(new LoopRun(run.Loop, run.Frame, run.Before, run.Scope, run.Facts, run.Trace) { CanRoll = false, Iterations = -1 });
            return At(run.Loop.Header);
        }
        finally
        {
            _trying--;
        }
    }

    private void Undo(LoopRun run)
    {
        _store.Restore(run.Before);
        _frame.Scope = run.Scope;
        _facts = run.Facts;
        run.Trace.Undo(run.Mark);
    }

    private Outcome Convert(LoopRun run)
    {
        FlowLoop loop = run.Loop;
        IOperation place = LoopPlace(loop);
        Step(place);
        if (loop.Test is { } test && ConvertTested(run, test, place) is { } tested)
        {
            return tested;
        }
        return ConvertByExits(run, place);
    }

    private IOperation LoopPlace(FlowLoop loop)
    {
        BasicBlock header = _frame.Graph!.Blocks[loop.Header];
        return header.BranchValue ?? (header.Operations.Length > 0 ? header.Operations[0] : _frame.Graph.Source.OriginalOperation);
    }

    // while (test) body: the test is the condition, and the body is what follows it.
    private Outcome? ConvertTested(LoopRun run, LoopTest test, IOperation place)
    {
        FlowLoop loop = run.Loop;
        int header = loop.Header;
        bool isTest = true;
        Carry? carry = Fixpoint(run.Before, run.Scope, place, () =>
        {
            Outcome tested = Run(header, TestBounds(loop, test), true);
            isTest &= tested.Ends.Contains(test.Body);
            if (!isTest)
            {
                return null;
            }
            _frame.Scope = tested.ScopeAt(test.Body)!;
            if (IsAt(place, tested, test.Body) is Value.Scalar { Data: var holding })
            {
                Learn(holding, true);
            }
            return Run(test.Body, new Bounds([], loop, LoopRegion(loop)), false).ScopeAt(header);
        }, () => isTest, null, header, test.Exit);
        if (carry is null)
        {
            return null;
        }
        // The condition by itself: the same operations on the same carry.
        JaxprTrace trace = new();
        NdArray? holds = null;
        bool writes = false;
        Facts facts = _facts;
        ImmutableList<Value> held = _held;
        trace.Run(() =>
        {
            carry.Enter(this, trace);
            Store.Moment entered = _store.Now;
            Outcome tested = Run(header, TestBounds(loop, test), true);
            writes = _store.WrittenSince(entered).Any(w => w != _ok.Id);
            if (_store.Read(_ok) is Value.Constant && (!writes || test.IsOneBlock) && trace.EquationCount <= MaxTest && tested.Single is null)
            {
                holds = Lift(place, IsAt(place, tested, test.Body));
            }
            return 0;
        });
        _store.Restore(run.Before);
        (_frame.Scope, _facts, _held) = (carry.Scope, facts, held);
        if (holds is null)
        {
            return null;
        }
        Union(_behindCounts, _operands, holds);
        carry.Leave(this, trace, holds);
        if (writes)
        {
            // What the test does besides testing is done once more by the test that fails.
            Outcome failed = Run(header, TestBounds(loop, test), true);
            return new Outcome([test.Exit], [failed.ScopeAt(test.Exit)!], new Value.Constant(test.Exit));
        }
        ControlFlowBranch exit = _frame.Graph!.Blocks.Where(b => loop.Contains(b.Ordinal)).SelectMany(_frame.Graph.Branches).First(b => _frame.Graph.Target(b) == test.Exit);
        foreach (ControlFlowRegion region in exit.LeavingRegions)
        {
            LeaveRegion(region);
        }
        foreach (ControlFlowRegion region in exit.EnteringRegions)
        {
            EnterRegion(region);
        }
        return At(test.Exit);
    }

    private static Bounds TestBounds(FlowLoop loop, LoopTest test) => new([test.Body], loop, null);

    private ControlFlowRegion LoopRegion(FlowLoop loop) => _frame.Graph!.Blocks[loop.Header].EnclosingRegion;

    // Exits anywhere: their block's number is carried, 0 while the loop goes on.
    private Outcome ConvertByExits(LoopRun run, IOperation place)
    {
        FlowLoop loop = run.Loop;
        Outcome last = At(loop.Header);
        Carry carry = Fixpoint(
            run.Before, run.Scope, place, () => (last = Run(loop.Header, new Bounds([], loop, LoopRegion(loop)), true)).ScopeAt(loop.Header), () => true, () => (last, loop.Header), loop.Exits)!;
        ImmutableArray<int> exits = [.. last.Ends.Where(e => e != loop.Header)];
        if (exits.IsEmpty)
        {
            throw Unsupported(place, "a loop that does not end");
        }
        JaxprTrace trace = new();
        Facts facts = _facts;
        ImmutableList<Value> held = _held;
        NdArray goesOn = trace.Run(() =>
        {
            carry.Enter(this, trace);
            return Core(place, () => Erased.Lax.Eq(carry.Exit!, Erased.Lax.Constant(0, DType.Int32)));
        });
        _store.Restore(run.Before);
        (_facts, _held) = (facts, held);
        Value number = carry.Leave(this, trace, goesOn, last, loop.Header);
        ImmutableArray<Scope> scopes = [.. exits.Select(e => Scope.Meet(last.ScopeAt(e)!, carry.Scope, (_, _, _) => null))];
        Value selector = exits.Length == 1 ? new Value.Constant(exits[0])
            : exits.Length == 2 ? Arithmetic(place, BinaryOperatorKind.Equals, false, number, new Value.Constant(exits[0]), null) : number;
        return new Outcome(exits, scopes, selector);
    }

    // Traces iterations until the carry does not change; null when it turns out not to be what was expected. Iterations that decide by themselves whether the loop goes on
    // say to which blocks they lead, and which of them is the header.
    private Carry? Fixpoint(Store.Moment before, Scope scope, IOperation place, Func<Scope?> iteration, Func<bool> holds, Func<(Outcome Ends, int Header)>? decision, params int[] readers)
    {
        Carry carry = new(place, before, scope, readers.Length == 0 ? [] : DeadAt(readers));
        Facts facts = _facts;
        ImmutableList<Value> held = _held;
        for (int round = 0; round < MaxRounds; round++)
        {
            JaxprTrace trace = new();
            int unbounded = _unbounded;
            try
            {
                Scope? next = trace.Run(() =>
                {
                    carry.Enter(this, trace);
                    return iteration();
                });
                if (!holds())
                {
                    return null;
                }
                // A 'ref' that iterations turn to another variable has no meaning that all of them share.
                bool same = carry.Meet(next);
                if (!carry.Join(this, trace, _store.Now) && same && !carry.FindCounters(this, _unbounded > unbounded, decision))
                {
                    return carry;
                }
            }
            finally
            {
                _store.Restore(before);
                _frame.Scope = carry.Scope;
                (_facts, _held) = (facts, held);
            }
        }
        throw Unsupported(place, "a loop whose variables change their types or shapes from iteration to iteration");
    }
}
