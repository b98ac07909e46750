// The lattice of what a loop carries: constants that stay, numbers and arrays that change (holes), and what cannot be carried.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private sealed partial class Carry
    {
        private Value Join(Interpreter host, JaxprTrace trace, Store.Moment end, Value template, Value value)
        {
            switch (template, value)
            {
                case (Value.Hole hole, _):
                    return Widen(host, trace, hole.Number, value) ? template : Lost("changes in a traced loop in a way that no equation expresses");
                case (Value.Fresh fresh, Value.Reference reference):
                    if (!host._store.TryFind(end, reference.Address, out Content? content))
                    {
                        return Lost("is another object in each iteration of a traced loop");
                    }
                    fresh.Content = Join(host, trace, end, fresh.Content, content);
                    Share(fresh, IsUnique(end, reference));
                    return fresh;
                case var _ when ReferenceEquals(template, value) || SameValue(template, value):
                    return template;
                // What a condition chose is told apart by that condition, which is another in each iteration.
                case (Value.Nothing { Choice: not null }, _) or (_, Value.Nothing { Choice: not null }) when template is not Value.Nothing { Choice: null } || ReferenceEquals(template, Value.Unset):
                    return Lost("is another object in each iteration of a traced loop");
                case (Value.Nothing, _) when ReferenceEquals(template, Value.Unset):
                    _changed = true;
                    return Late(trace, value);
                case (Value.Nothing, _):
                    return template;
                case (_, Value.Nothing):
                    if (ReferenceEquals(value, Value.Unset))
                    {
                        return template;
                    }
                    _changed = true;
                    return value;
                case (Value.Array x, Value.Array y):
                    return ShapeInference.SameType(x.Data.Aval, y.Data.Aval)
                        ? NewHole(Weaker(x.Data.Aval, y.Data.Aval), true, template)
                        : Lost($"has shape {x.Data.Aval} in one iteration of a traced loop and {y.Data.Aval} in the next");
                case (Value.Tuple x, Value.Tuple y) when x.Items.Length == y.Items.Length:
                    return new Value.Tuple([.. x.Items.Zip(y.Items, (a, b) => Join(host, trace, end, a, b))]);
                case (Value.Struct x, Value.Struct y) when SymbolEqualityComparer.Default.Equals(x.Type, y.Type):
                    return x with { Fields = Join(host, trace, end, x.Fields, y.Fields) };
                case (Value.Span x, Value.Span y) when x.Of == y.Of:
                    return new Value.Span(x.Of, Join(host, trace, end, x.Start, y.Start), Join(host, trace, end, x.Length, y.Length));
                case (Value.Index x, Value.Index y) when x.FromEnd == y.FromEnd:
                    return new Value.Index(Join(host, trace, end, x.Offset, y.Offset), x.FromEnd);
                case (Value.Reference x, Value.Reference y):
                    return Objects(host, trace, end, x, y);
            }
            if (IsNumber(template) && IsNumber(value))
            {
                Aval before = AvalOf(host, trace, template), after = AvalOf(host, trace, value);
                return before.DType == after.DType ? NewHole(Weaker(before, after), false, template) : Lost("has another type in each iteration of a traced loop");
            }
            return Lost(IsNull(template) || IsNull(value) ? "is null in some iterations of a traced loop" : "changes in a traced loop in a way that no equation expresses");
        }

        private Content Join(Interpreter host, JaxprTrace trace, Store.Moment end, Content template, Content content)
        {
            switch (template, content)
            {
                case var _ when ReferenceEquals(template, content):
                    return template;
                case (Content.Lost, _):
                    return template;
                case (Content.NumbersHole hole, Content.Numbers numbers):
                    return Widen(host, trace, hole.Number, new Value.Array(numbers.Data)) ? template : LostContent("changes its length or type in a traced loop");
                case (Content.Object x, Content.Object y) when SymbolEqualityComparer.Default.Equals(x.Type, y.Type):
                    return x with { Fields = Join(host, trace, end, x.Fields, y.Fields) };
                case (Content.Sequence x, Content.Sequence y) when x.Items.Length == y.Items.Length && x.Fixed == y.Fixed:
                    return x.Items == y.Items ? x : Items(host, trace, end, x, y);
                case (Content.Numbers or Content.Sequence, Content.Numbers or Content.Sequence):
                    return Whole(host, trace, template, content);
                case (Content.Box x, Content.Box y):
                    return x with { Inner = Join(host, trace, end, x.Inner, y.Inner) };
                case (Content.Enumerator x, Content.Enumerator y) when SameValue(x.Source, y.Source):
                    return x with { Next = Join(host, trace, end, x.Next, y.Next) };
                case (Content.Table x, Content.Table y) when x.Keys.SequenceEqual(y.Keys):
                    return x with { Items = x.Keys.ToImmutableDictionary(k => k, k => Join(host, trace, end, x.Items[k], y.Items[k])) };
                default:
                    return template.Equals(content) ? template : LostContent("changes in a traced loop in a way that no equation expresses");
            }
        }

        private Content Items(Interpreter host, JaxprTrace trace, Store.Moment end, Content.Sequence x, Content.Sequence y)
        {
            int differing = x.Items.Zip(y.Items, (a, b) => a is Value.Hole || !SameValue(a, b)).Count(d => d);
            return differing > MaxItems && x.Fixed && !x.Items.Any(i => i is Value.Hole) && y.Items.All(IsNumber) && x.Items.All(IsNumber)
                ? Whole(host, trace, x, y)
                : x with { Items = [.. x.Items.Zip(y.Items, (a, b) => Join(host, trace, end, a, b))] };
        }

        // An array of numbers as one that is carried.
        private Content Whole(Interpreter host, JaxprTrace trace, Content template, Content content)
        {
            if (template is Content.Sequence { Items: var items } && items.Any(i => i is Value.Hole))
            {
                // Its items were carried one by one so far; from now on it is one array, which begins as they did.
                template = (Content.Sequence)template with { Items = [.. items.Select(i => i is Value.Hole hole && _holes[hole.Number].Initial is Value first ? first : i)] };
            }
            NdArray? before = trace.Run(() => host.AsNumbers(place, template)), after = trace.Run(() => host.AsNumbers(place, content));
            ITypeSymbol? element = (content as Content.Numbers)?.Element ?? (template as Content.Numbers)?.Element ?? (content as Content.Sequence)?.Element;
            if (before is null || after is null || element is null || !ShapeInference.SameType(before.Aval, after.Aval))
            {
                return LostContent("changes its length or type in a traced loop");
            }
            return new Content.NumbersHole(element, ((Value.Hole)NewHole(before.Aval.Strong(), true, template)).Number);
        }

        private ImmutableDictionary<string, Value> Join(Interpreter host, JaxprTrace trace, Store.Moment end, ImmutableDictionary<string, Value> x, ImmutableDictionary<string, Value> y)
        {
            ImmutableDictionary<string, Value>.Builder joined = x.ToBuilder();
            foreach (string name in x.Keys.Union(y.Keys).OrderBy(k => k, StringComparer.Ordinal))
            {
                joined[name] = Join(host, trace, end, x.TryGetValue(name, out Value? a) ? a : Value.Unset, y.TryGetValue(name, out Value? b) ? b : Value.Unset);
            }
            return joined.ToImmutable();
        }

        // Another object than the one that the loop began with: it is carried by what it holds.
        private Value Objects(Interpreter host, JaxprTrace trace, Store.Moment end, Value.Reference x, Value.Reference y)
        {
            if (_objects.TryGetValue((x.Address, y.Address), out Value.Fresh? known))
            {
                return known;
            }
            if (!host._store.TryFind(before, x.Address, out Content? first) || !host._store.TryFind(end, y.Address, out Content? second))
            {
                return Lost("is another object in each iteration of a traced loop");
            }
            _changed = true;
            Value.Fresh fresh = new(first, false);
            _objects[(x.Address, y.Address)] = fresh;
            fresh.Content = Join(host, trace, end, _templates.TryGetValue(x.Address, out object? template) ? (Content)template : first, second);
            bool unique = !host.IsOutside(x) && IsUnique(before, x) && IsUnique(end, y);
            Share(fresh, unique);
            if (!unique)
            {
                _aliased.Add(x.Address);
            }
            return fresh.Content is Content.Lost lost ? Lost(lost.Reason) : fresh;
        }

        private void Share(Value.Fresh fresh, bool unique)
        {
            if (!unique && !fresh.Shared)
            {
                fresh.Shared = true;
                _changed = true;
            }
        }

        // True when one place only refers to an object.
        private static bool IsUnique(Store.Moment moment, Value.Reference reference)
        {
            int count = moment.Cells.Values.Sum(Mentions) + moment.Heap.Values.Sum(InContent);
            return count <= 1;

            int Mentions(Value value) => value switch
            {
                Value.Reference other => other.Address == reference.Address ? 1 : 0,
                Value.Span span => Mentions(span.Of),
                Value.Tuple tuple => tuple.Items.Sum(Mentions),
                Value.Struct structure => structure.Fields.Values.Sum(Mentions),
                Value.Closure { Receiver: not null } => 2,
                _ => 0,
            };

            int InContent(Content content) => content switch
            {
                Content.Object made => made.Fields.Values.Sum(Mentions),
                Content.Sequence { Items: { Length: > 0 } items } => items[0] is Value.Constant or Value.Scalar ? 0 : items.Sum(Mentions),
                Content.Box box => Mentions(box.Inner),
                Content.Enumerator enumerator => Mentions(enumerator.Source),
                Content.Query query => query.Arguments.Sum(Mentions) * 2,
                Content.Table table => table.Items.Values.Sum(Mentions),
                _ => 0,
            };
        }

        // What a variable without a value becomes in an iteration.
        private Value Late(JaxprTrace trace, Value value) => value switch
        {
            Value.Array { Data: var data } when ReferenceEquals(data.Trace, trace) => NewHole(data.Aval, true, null),
            Value.Scalar { Data: var data } when ReferenceEquals(data.Trace, trace) => NewHole(data.Aval, false, null),
            Value.Tuple tuple => new Value.Tuple([.. tuple.Items.Select(i => Late(trace, i))]),
            Value.Struct structure => structure with { Fields = structure.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, Value: Late(trace, f.Value))).ToImmutableDictionary(f => f.Key, f => f.Value) },
            Value.Nothing { Choice: not null } => Lost("is another object in each iteration of a traced loop"),
            Value.Reference reference when !before.Knows(reference.Address) => Lost("is another object in each iteration of a traced loop"),
            Value.Span span when !before.Knows(span.Of.Address) => Lost("is part of another array in each iteration of a traced loop"),
            _ => value,
        };

        private bool Widen(Interpreter host, JaxprTrace trace, int index, Value value)
        {
            Hole hole = _holes[index];
            if (value is Value.Nothing)
            {
                return ReferenceEquals(value, Value.Unset);
            }
            if (!IsNumber(value) && value is not Value.Array)
            {
                return false;
            }
            Aval aval = AvalOf(host, trace, value);
            if (!ShapeInference.SameType(hole.Aval, aval))
            {
                return false;
            }
            if (hole.Aval.Weak && !aval.Weak)
            {
                _holes[index] = hole with { Aval = hole.Aval.Strong() };
                _changed = true;
            }
            return true;
        }

        private Aval AvalOf(Interpreter host, JaxprTrace trace, Value value) => value switch
        {
            Value.Array array => array.Data.Aval,
            Value.Scalar scalar => scalar.Data.Aval,
            Value.Size => Aval.Scalar(DType.Int32, weak: true),
            _ => trace.Run(() => host.Lift(place, value)).Aval,
        };

        private static Aval Weaker(Aval a, Aval b) => a.Weak && b.Weak ? a : a.Strong();

        private Value NewHole(Aval aval, bool isArray, object? initial)
        {
            _holes.Add(new Hole(aval, isArray, initial));
            _changed = true;
            return new Value.Hole(_holes.Count - 1);
        }

        private Value.Nothing Lost(string reason)
        {
            _changed = true;
            return new Value.Nothing(reason);
        }

        private Content.Lost LostContent(string reason)
        {
            _changed = true;
            return new Content.Lost(reason);
        }

        // What an iteration ends with, for each hole.
        private void Extract(Interpreter host, Store.Moment end, object template, object value, NdArray?[] results)
        {
            switch (template, value)
            {
                case (Value.Hole, Value.Nothing):
                    break;
                case (Value.Hole hole, Value number):
                    results[hole.Number] = host.Lift(place, number);
                    break;
                case (Value.Fresh fresh, Value.Reference reference):
                    Extract(host, end, fresh.Content, host._store.TryFind(end, reference.Address, out Content content) ? content : fresh.Content, results);
                    break;
                case (Value.Tuple x, Value.Tuple y):
                    Each(x.Items, y.Items);
                    break;
                case (Value.Struct x, Value.Struct y):
                    Fields(x.Fields, y.Fields);
                    break;
                case (Value.Span x, Value.Span y):
                    Each([x.Start, x.Length], [y.Start, y.Length]);
                    break;
                case (Value.Index x, Value.Index y):
                    Extract(host, end, x.Offset, y.Offset, results);
                    break;
                case (Content.NumbersHole hole, Content array):
                    results[hole.Number] = host.AsNumbers(place, array);
                    break;
                case (Content.Object x, Content.Object y):
                    Fields(x.Fields, y.Fields);
                    break;
                case (Content.Sequence x, Content.Sequence y):
                    Each(x.Items, y.Items);
                    break;
                case (Content.Box x, Content.Box y):
                    Extract(host, end, x.Inner, y.Inner, results);
                    break;
                case (Content.Enumerator x, Content.Enumerator y):
                    Extract(host, end, x.Next, y.Next, results);
                    break;
                case (Content.Table x, Content.Table y):
                    Each([.. x.Keys.Select(k => x.Items[k])], [.. x.Keys.Select(k => y.Items[k])]);
                    break;
            }

            void Each(IReadOnlyList<Value> templates, IReadOnlyList<Value> values)
            {
                for (int i = 0; i < templates.Count; i++)
                {
                    Extract(host, end, templates[i], values[i], results);
                }
            }

            void Fields(ImmutableDictionary<string, Value> templates, ImmutableDictionary<string, Value> values)
            {
                foreach (KeyValuePair<string, Value> field in templates)
                {
                    if (values.TryGetValue(field.Key, out Value? with))
                    {
                        Extract(host, end, field.Value, with, results);
                    }
                }
            }
        }
    }
}
