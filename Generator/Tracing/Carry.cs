// What a loop carries: the parts of memory that its iterations write, found by joining what iterations begin with and what they end with until nothing changes.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private sealed partial class Carry(IOperation place, Store.Moment before, Scope scope, HashSet<int> dead)
    {
        // Items of an array that are a number each; a longer one is carried as a whole.
        private const int MaxItems = 64;

        private readonly SortedDictionary<int, object> _templates = [];
        private readonly List<Hole> _holes = [];
        private readonly Dictionary<(int, int), Value.Fresh> _objects = [];
        private readonly HashSet<int> _aliased = [];
        private bool _changed;
        private bool _guarded;
        private NdArray[] _inputs = [];
        private NdArray? _ok;
        private (JaxprTrace Trace, NdArray[] Inputs, NdArray Ok, Store.Moment End)? _last;

        /// <summary>A number or array that iterations change; <paramref name="Initial"/> is what the first begins with: a value, an array's content, or nothing that is read.</summary>
        private sealed record Hole(Aval Aval, bool IsArray, object? Initial);

        /// <summary>The number of the exit, an input of the iteration that was entered last.</summary>
        public NdArray? Exit { get; private set; }

        /// <summary>What names mean in every iteration: a 'ref' that iterations turn to another variable means nothing that all of them share.</summary>
        public Scope Scope { get; private set; } = scope;

        /// <summary>Notes what names mean where the next iteration begins; false when one means something else there.</summary>
        public bool Meet(Scope? next)
        {
            int count = Scope.Places.Count;
            foreach (KeyValuePair<object, Place> item in next is null ? Scope.Empty.Places : Scope.Places)
            {
                // A variable that every iteration makes anew is another one each time, of which the next reads nothing.
                if (item.Key is not (ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } or Microsoft.CodeAnalysis.FlowAnalysis.CaptureId) && !item.Value.Equals(next!.Find(item.Key)))
                {
                    Scope = Scope.Without(item.Key);
                }
            }
            return Scope.Places.Count == count;
        }

        /// <summary>Begins an iteration: what is carried becomes inputs of the trace.</summary>
        public void Enter(Interpreter host, JaxprTrace trace)
        {
            _inputs = [.. _holes.Select(h => trace.NewInput(h.Aval))];
            foreach (KeyValuePair<int, Erased.IntegerRange> known in _counters)
            {
                host.Narrow(new Value.Scalar(_inputs[known.Key]), known.Value.Low, known.Value.High);
            }
            _ok = trace.NewInput(Aval.Scalar(DType.Bool));
            Exit = trace.NewInput(Aval.Scalar(DType.Int32));
            Write(host, _inputs);
            host.Hold(before.Cells[host._ok.Id]);
            if (_guarded)
            {
                host.Hold(new Value.Scalar(_ok));
            }
            host._store.Write(host._ok.Id, Value.True);
        }

        /// <summary>
        /// Finds what only counts up or down, within bounds: it is never below (or above) what it begins with. True when that was not known before and may save a guard, or
        /// bound a loop inside (<paramref name="isWanted"/>).
        /// </summary>
        public bool FindCounters(Interpreter host, bool isWanted, Func<(Outcome Ends, int Header)>? decision)
        {
            (_, NdArray[] inputs, _, Store.Moment end) = _last!.Value;
            if (_counters.Count > 0 || (end.Cells[host._ok.Id] is Value.Constant && !isWanted))
            {
                return false;
            }
            NdArray?[] results = new NdArray?[_holes.Count];
            foreach (KeyValuePair<int, object> item in _templates)
            {
                if (item.Value is Value.Hole hole && end.Cells[item.Key] is Value.Scalar { Data: var last })
                {
                    results[hole.Number] = last;
                }
            }
            for (int i = 0; i < results.Length; i++)
            {
                if (results[i]?.Variable is { } variable && host._stepsInRange.Contains(variable) && host._definitions.TryGetValue(variable, out (Microsoft.CodeAnalysis.Operations.BinaryOperatorKind Kind, Value Left, Value) step)
                    && step.Left is Value.Scalar { Data: var from } && SameArray(from, inputs[i]) && _holes[i].Initial is Value first && host.RangeOf(first) is var start)
                {
                    bool up = step.Kind == Microsoft.CodeAnalysis.Operations.BinaryOperatorKind.Add;
                    if ((up ? start.Low : start.High) is { } bound)
                    {
                        _counters[i] = up ? new Erased.IntegerRange(bound, null) : new Erased.IntegerRange(null, bound);
                    }
                }
            }
            // Where the body decides whether the loop goes on, what it decides by.
            if (isWanted && decision?.Invoke() is var (ends, header))
            {
                Erased.IntegerRange[] ranges = Erased.Lax.RangesInLoop(Body(host, ends, header), [.. _holes.Select(h => h.Initial is Value first && !h.IsArray ? host.RangeOf(first) : default)]);
                for (int i = 0; i < ranges.Length; i++)
                {
                    if (ranges[i] != default)
                    {
                        _counters[i] = ranges[i];
                    }
                }
            }
            return _counters.Count > 0;
        }

        private readonly SortedDictionary<int, Erased.IntegerRange> _counters = [];

        /// <summary>Ends an iteration; true when what is carried has changed, so that another is needed.</summary>
        public bool Join(Interpreter host, JaxprTrace trace, Store.Moment end)
        {
            _changed = false;
            foreach (int address in host._store.WrittenSince(before))
            {
                if (address == host._ok.Id)
                {
                    continue;
                }
                if (dead.Contains(address))
                {
                    // Written before it is read in every iteration.
                    _templates[address] = Value.Unset;
                    continue;
                }
                if (before.Cells.TryGetValue(address, out Value? cell))
                {
                    _templates[address] = Join(host, trace, end, _templates.TryGetValue(address, out object? known) ? (Value)known : cell, end.Cells[address]);
                }
                else if (before.Heap.TryGetValue(address, out Content? content))
                {
                    _templates[address] = Join(host, trace, end, _templates.TryGetValue(address, out object? known) ? (Content)known : content, end.Heap[address]);
                }
            }
            _last = (trace, _inputs, _ok!, end);
            bool guarded = end.Cells[host._ok.Id] is not Value.Constant;
            _changed |= guarded != _guarded;
            _guarded = guarded;
            return _changed;
        }

        /// <summary>
        /// Makes the loop, in the trace around it, and writes what is carried out of it. <paramref name="holds"/> is its condition, of the iteration entered last in
        /// <paramref name="conditionTrace"/>. The result is the number of the block to which it leads, where that is carried.
        /// </summary>
        public Value Leave(Interpreter host, JaxprTrace conditionTrace, NdArray holds, Outcome? last = null, int header = 0)
        {
            bool guarded = _last!.Value.End.Cells[host._ok.Id] is not Value.Constant;
            host._hasLoop = true;
            Jaxpr body = Body(host, last, header);
            NdArray[] carry = [.. _holes.Select(h => host.As(place, Initial(host, h), h.Aval)), new NdArray(Scalar.Of(true), weak: false), new NdArray(Scalar.Of(0), weak: false)];
            Jaxpr condition = conditionTrace.Run(() => conditionTrace.ToJaxpr([holds]));
            // A loop that counts ends by itself; another is not begun, or ends, when a call is not as C# would have it.
            if (!Erased.Lax.Counts(condition, body, carry))
            {
                Value required = host.Held(place);
                if (guarded || required is not Value.Constant)
                {
                    carry[_holes.Count] = host.Lift(place, required);
                    condition = conditionTrace.Run(() => conditionTrace.ToJaxpr([host.Core(place, () => Erased.Lax.BitwiseAnd(holds, _ok!))]));
                }
            }
            host.NoteBound(condition, body, carry);
            NdArray[] done = host.Core(place, () => Erased.Lax.WhileOf(condition, body, carry, rangeOf: host.RangeOf));
            Write(host, done);
            if (guarded)
            {
                host._store.Write(host._ok.Id, host.And(place, host._store.Read(host._ok), new Value.Scalar(done[_holes.Count])));
            }
            foreach (int address in _aliased)
            {
                host.MarkShared(new Value.Reference(address));
            }
            return new Value.Scalar(done[done.Length - 1]);
        }

        // One iteration, of what is carried to what the next one begins with.
        private Jaxpr Body(Interpreter host, Outcome? last, int header)
        {
            (JaxprTrace trace, _, NdArray okBefore, Store.Moment end) = _last!.Value;
            Value ok = end.Cells[host._ok.Id];
            NdArray?[] results = new NdArray?[_holes.Count];
            return trace.Run(() =>
            {
                foreach (KeyValuePair<int, object> item in _templates)
                {
                    Extract(host, end, item.Value, item.Value is Value ? end.Cells[item.Key] : end.Heap[item.Key], results);
                }
                NdArray[] outputs = [.. _holes.Select((h, i) => host.As(place, results[i] ?? Zeros(h.Aval), h.Aval))];
                NdArray okAfter = ok is Value.Constant ? okBefore : host.Core(place, () => Erased.Lax.BitwiseAnd(okBefore, host.Lift(place, ok)));
                NdArray exit = last is null ? new NdArray(Scalar.Of(0), weak: false) : ExitNumber(host, last, header);
                return trace.ToJaxpr([.. outputs, okAfter, exit]);
            });
        }

        // 0 where the loop goes on.
        private NdArray ExitNumber(Interpreter host, Outcome last, int header)
        {
            NdArray Number(int value) => new(Scalar.Of(value), weak: false);
            NdArray Chosen(Value first, NdArray yes, NdArray no) => first is Value.Constant { Data: bool known } ? known ? yes : no : host.Core(place, () => Erased.Lax.Select(host.Lift(place, first), yes, no));
            int Of(int end) => end == header ? 0 : end;
            if (last.Ends.Length <= 2)
            {
                return last.Single is { } single ? Number(Of(single)) : Chosen(last.Selector, Number(Of(last.Ends[0])), Number(Of(last.Ends[1])));
            }
            NdArray selector = host.As(place, host.Lift(place, last.Selector), Aval.Scalar(DType.Int32));
            return last.Ends.Contains(header) ? host.Core(place, () => Erased.Lax.Select(Erased.Lax.Eq(selector, Number(header)), Number(0), selector)) : selector;
        }

        private NdArray Initial(Interpreter host, Hole hole) => hole.Initial switch
        {
            Value value => host.Lift(place, value),
            Content content => host.AsNumbers(place, content)!,
            _ => Zeros(hole.Aval),
        };

        private void Write(Interpreter host, NdArray[] values)
        {
            Dictionary<Value.Fresh, Value> made = [];
            foreach (KeyValuePair<int, object> item in _templates)
            {
                if (item.Value is Value value)
                {
                    host._store.Write(item.Key, host.Fill(value, values, h => _holes[h].IsArray, made));
                }
                else
                {
                    host._store[new Value.Reference(item.Key)] = host.Fill((Content)item.Value, values, h => _holes[h].IsArray, made);
                }
            }
        }
    }

    /// <summary>A value of the type that a loop or branch carries: as weak as that, no less.</summary>
    private NdArray As(IOperation place, NdArray value, Aval aval) => value.Dtype == aval.DType && value.Aval.Weak == aval.Weak
        ? value
        : Core(place, () => Erased.Lax.ConvertElementType(value, aval.DType, weakType: aval.Weak));
}
