// Merges what two sides of a fork left in memory: equal values stay known, numbers and arrays that differ become outputs of both, objects are merged field by field.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private sealed class Merger(Interpreter host, IOperation place, NdArray test, Store.Moment before, Side left, Side right)
    {
        private readonly List<(NdArray Left, NdArray Right, bool IsArray)> _holes = [];
        private readonly Dictionary<(int, int), Value.Fresh> _objects = [];
        private readonly Dictionary<int, int> _partners = [];
        private readonly HashSet<(int, int)> _open = [];

        public int Holes => _holes.Count;

        /// <summary>The objects that existed before and are now meant by a merged one too.</summary>
        public HashSet<int> Aliased { get; } = [];

        public bool IsArray(int hole) => _holes[hole].IsArray;

        /// <summary>What the two sides give for the holes.</summary>
        public (Jaxpr Left, Jaxpr Right) Jaxprs() =>
            (left.Trace.Run(() => left.Trace.ToJaxpr([.. _holes.Select(h => h.Left)])), right.Trace.Run(() => right.Trace.ToJaxpr([.. _holes.Select(h => h.Right)])));

        /// <summary>What a hole is filled with is what either side gives for it.</summary>
        public NumberRange RangeOf(int hole) => left.Facts.RangeOf(_holes[hole].Left).Or(right.Facts.RangeOf(_holes[hole].Right));

        public Value Merge(Value a, Value b)
        {
            if (ReferenceEquals(a, b) || SameValue(a, b))
            {
                return a;
            }
            switch (a, b)
            {
                case (Value.Nothing { Choice: not null }, _) or (_, Value.Nothing { Choice: not null }) when !ReferenceEquals(a, Value.Unset) && !ReferenceEquals(b, Value.Unset):
                    return Either(a, b, ((a as Value.Nothing) ?? (Value.Nothing)b).Reason!);
                case (Value.Nothing, _) when ReferenceEquals(a, Value.Unset):
                    return Alone(b, false);
                case (_, Value.Nothing) when ReferenceEquals(b, Value.Unset):
                    return Alone(a, true);
                case (Value.Nothing, Value.Nothing):
                    return ((Value.Nothing)a).Reason is null ? a : b;
                case (Value.Nothing, _):
                    return a;
                case (_, Value.Nothing):
                    return b;
                case (Value.Array x, Value.Array y):
                    return x.Data.Aval.Shape.Equals(y.Data.Aval.Shape) && x.Data.Dtype == y.Data.Dtype
                        ? Hole(x.Data, y.Data, true)
                        : Either(a, b, $"has shape {x.Data.Aval} on one way and {y.Data.Aval} on the other of a traced condition");
                case (Value.Tuple x, Value.Tuple y) when x.Items.Length == y.Items.Length:
                    return new Value.Tuple([.. x.Items.Zip(y.Items, Merge)]);
                case (Value.Struct x, Value.Struct y) when SymbolEqualityComparer.Default.Equals(x.Type, y.Type):
                    return x with { Fields = Fields(x.Fields, y.Fields) };
                case (Value.Span x, Value.Span y) when x.Of == y.Of:
                    return new Value.Span(x.Of, Merge(x.Start, y.Start), Merge(x.Length, y.Length));
                case (Value.Index x, Value.Index y) when x.FromEnd == y.FromEnd:
                    return new Value.Index(Merge(x.Offset, y.Offset), x.FromEnd);
                case (Value.Range x, Value.Range y) when x.Start.FromEnd == y.Start.FromEnd && x.End.FromEnd == y.End.FromEnd:
                    return new Value.Range((Value.Index)Merge(x.Start, y.Start), (Value.Index)Merge(x.End, y.End));
                case (Value.Reference x, Value.Reference y):
                    return Objects(x, y);
            }
            if (IsNumber(a) && IsNumber(b))
            {
                NdArray first = left.Trace.Run(() => host.Lift(place, a)), second = right.Trace.Run(() => host.Lift(place, b));
                return first.Dtype == second.Dtype ? Hole(first, second, false) : Either(a, b, "has another type on one way of a traced condition than on the other");
            }
            return Either(a, b, IsNull(a) || IsNull(b) ? "is null on one way of a traced condition and not on the other" : "differs between the two ways of a traced condition");
        }

        public Content Merge(Content a, Content b)
        {
            switch (a, b)
            {
                case var _ when ReferenceEquals(a, b):
                    return a;
                case (Content.Object x, Content.Object y) when SymbolEqualityComparer.Default.Equals(x.Type, y.Type):
                    return x with { Fields = Fields(x.Fields, y.Fields), Shared = x.Shared | y.Shared };
                case (Content.Sequence x, Content.Sequence y) when x.Items.Length == y.Items.Length && x.Fixed == y.Fixed && x.Lengths.SequenceEqual(y.Lengths):
                    return x with { Items = x.Items == y.Items ? x.Items : [.. x.Items.Zip(y.Items, Merge)], Shared = x.Shared | y.Shared };
                case (Content.Numbers or Content.Sequence, Content.Numbers or Content.Sequence):
                    NdArray? first = left.Trace.Run(() => host.AsNumbers(place, a)), second = right.Trace.Run(() => host.AsNumbers(place, b));
                    return first is null || second is null || !first.Shape.Equals(second.Shape) || first.Dtype != second.Dtype
                        ? new Content.Lost("has other items or another length on one way of a traced condition than on the other")
                        : new Content.NumbersHole((a as Content.Numbers)?.Element ?? ((b as Content.Numbers)?.Element)!, Index(first, second, true));
                case (Content.Box x, Content.Box y) when SymbolEqualityComparer.Default.Equals(x.Type, y.Type):
                    return x with { Inner = Merge(x.Inner, y.Inner) };
                case (Content.Enumerator x, Content.Enumerator y) when SameValue(x.Source, y.Source):
                    return x with { Next = Merge(x.Next, y.Next) };
                case (Content.Table x, Content.Table y) when x.Keys.SequenceEqual(y.Keys):
                    return x with { Items = x.Keys.ToImmutableDictionary(k => k, k => Merge(x.Items[k], y.Items[k])) };
                default:
                    return a.Equals(b) ? a : new Content.Lost("differs between the two ways of a traced condition");
            }
        }

        private bool Knows(int address) => before.Knows(address) || host._store.IsOutside(address);

        private ImmutableDictionary<string, Value> Fields(ImmutableDictionary<string, Value> a, ImmutableDictionary<string, Value> b)
        {
            // In a fixed order: holes are numbered as they come.
            ImmutableDictionary<string, Value>.Builder merged = a.ToBuilder();
            foreach (string name in a.Keys.Union(b.Keys).OrderBy(k => k, StringComparer.Ordinal))
            {
                merged[name] = Merge(a.TryGetValue(name, out Value? x) ? x : Value.Unset, b.TryGetValue(name, out Value? y) ? y : Value.Unset);
            }
            return merged.ToImmutable();
        }

        private Value Objects(Value.Reference a, Value.Reference b)
        {
            if (_objects.TryGetValue((a.Address, b.Address), out Value.Fresh? known))
            {
                return known;
            }
            if (!host._store.TryFind(left.After, a.Address, out Content? first) || !host._store.TryFind(right.After, b.Address, out Content? second))
            {
                return Lost("is another object on one way of a traced condition than on the other");
            }
            // Whether the sides mean one object each, and no other place means it too, decides whether it can be written later.
            if (!_open.Add((a.Address, b.Address)))
            {
                return Lost("holds itself");
            }
            bool shared = Knows(a.Address) || Knows(b.Address) || _partners.ContainsKey(a.Address) || _partners.ContainsKey(b.Address);
            _partners[a.Address] = b.Address;
            _partners[b.Address] = a.Address;
            Content merged = Merge(first, second);
            if (merged is Content.Lost lost)
            {
                return Either(a, b, lost.Reason);
            }
            Aliased.UnionWith(new[] { a.Address, b.Address }.Where(Knows));
            return _objects[(a.Address, b.Address)] = new Value.Fresh(merged, shared);
        }

        // Both, told apart by the condition: what asks for the value runs once for each.
        private Value Either(Value a, Value b, string reason) => CanStay(a) && CanStay(b)
            ? new Value.Nothing(reason) { Choice = (new Value.Scalar(test), Alone(b, false), Alone(a, true)) }
            : Lost(reason);

        // Objects, functions of variables that were there before, and what is chosen of them already.
        private bool CanStay(Value value) => value switch
        {
            Value.Constant or Value.Array or Value.Scalar or Value.Size => true,
            Value.Struct structure => structure.Fields.Values.All(CanStay),
            Value.Tuple tuple => tuple.Items.All(CanStay),
            Value.Reference reference => (host._store.TryFind(left.After, reference.Address, out Content? content) || host._store.TryFind(right.After, reference.Address, out content)) && content is Content.Object or Content.Sequence or Content.Numbers or Content.Box,
            Value.Closure closure => (closure.Receiver is null || closure.Receiver is Place.Cell receiver && before.Knows(receiver.Id)) && closure.Mentioned.All(p => p is Place.Cell cell && before.Knows(cell.Id)),
            Value.Nothing { Choice: var (_, whenTrue, whenFalse) } => CanStay(whenTrue) && CanStay(whenFalse),
            _ => false,
        };

        /// <summary>A value that only one side has: the other side's is never read.</summary>
        public Value Alone(Value value, bool isLeft)
        {
            JaxprTrace trace = isLeft ? left.Trace : right.Trace;
            switch (value)
            {
                case Value.Array { Data: var data } when ReferenceEquals(data.Trace, trace):
                    return One(data, true);
                case Value.Scalar { Data: var data } when ReferenceEquals(data.Trace, trace):
                    return One(data, false);
                case Value.Nothing { Choice: var (of, whenTrue, whenFalse) } choice:
                    return choice with { Choice = (Alone(of, isLeft), Alone(whenTrue, isLeft), Alone(whenFalse, isLeft)) };
                case Value.Tuple tuple:
                    return new Value.Tuple([.. tuple.Items.Select(i => Alone(i, isLeft))]);
                case Value.Struct structure:
                    return structure with { Fields = structure.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, Value: Alone(f.Value, isLeft))).ToImmutableDictionary(f => f.Key, f => f.Value) };
                case Value.Reference reference when !Knows(reference.Address):
                    if (_objects.TryGetValue((reference.Address, reference.Address), out Value.Fresh? known))
                    {
                        return known;
                    }
                    Content content = (isLeft ? left : right).After.Heap[reference.Address];
                    Content? alone = content switch
                    {
                        Content.Object made => made with { Fields = made.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, Value: Alone(f.Value, isLeft))).ToImmutableDictionary(f => f.Key, f => f.Value) },
                        Content.Sequence sequence => sequence with { Items = [.. sequence.Items.Select(i => Alone(i, isLeft))] },
                        Content.Numbers numbers => ReferenceEquals(numbers.Data.Trace, trace) ? new Content.NumbersHole(numbers.Element, OneIndex(numbers.Data, true)) : numbers,
                        Content.Box box => box with { Inner = Alone(box.Inner, isLeft) },
                        _ => null,
                    };
                    return alone is null ? Lost("exists on one way of a traced condition only") : _objects[(reference.Address, reference.Address)] = new Value.Fresh(alone, false);
                case Value.Span span when !Knows(span.Of.Address):
                    return Lost("is part of an array of one way of a traced condition only");
                default:
                    return value;
            }

            Value One(NdArray data, bool isArray) => new Value.Hole(OneIndex(data, isArray));

            int OneIndex(NdArray data, bool isArray)
            {
                NdArray zeros = (isLeft ? right : left).Trace.Run(() => Zeros(data.Aval));
                return isLeft ? Index(data, zeros, isArray) : Index(zeros, data, isArray);
            }
        }

        private Value Hole(NdArray a, NdArray b, bool isArray) => new Value.Hole(Index(a, b, isArray));

        private int Index(NdArray a, NdArray b, bool isArray)
        {
            // A result is weak where both are.
            bool weak = a.Aval.Weak && b.Aval.Weak;
            _holes.Add((left.Trace.Run(() => WithWeak(a, weak)), right.Trace.Run(() => WithWeak(b, weak)), isArray));
            return _holes.Count - 1;
        }

        private static Value.Nothing Lost(string reason) => new(reason);
    }

    private static NdArray WithWeak(NdArray value, bool weak) => value.Aval.Weak == weak ? value : Erased.Lax.ConvertElementType(value, value.Dtype, weakType: weak);

    private static NdArray Zeros(Aval aval) => aval.Rank == 0 ? new NdArray(Scalar.Of(0, aval.DType), aval.Weak) : Erased.Lax.Zeros(aval);
}
