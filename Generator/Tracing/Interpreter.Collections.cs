// Arrays, spans, lists, dictionaries and enumerators of the base library.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value? CollectionMethod(IOperation place, IMethodSymbol method, Value? self, object[] given, Value[] arguments)
    {
        switch (method.Name, arguments.Length)
        {
            case ("GetEnumerator", 0) when self is not null:
                return IsNull(self) ? throw ThrowsA(place, "System.NullReferenceException") : GetEnumerator(place, self);
            case ("MoveNext", 0) when self is Value.Reference reference && _store[reference] is Content.Enumerator enumerator:
                return MoveNext(place, enumerator);
            case ("Dispose", 0) when self is Value.Reference reference && _store[reference] is Content.Enumerator:
                return Value.Unset;
            case ("Dispose", 0) when self is not null && TypeOf(self) is { } type && method.ContainingType.TypeKind == TypeKind.Interface && Implementation(type, method) is var dispose && _models.Contains(dispose):
                return Call(place, dispose, self, []);
            case ("GetValueOrDefault", _) when method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return self is not null && !IsNull(self) ? self : arguments.Length > 0 ? arguments[0] : Default(method.ContainingType.TypeArguments[0]);
        }
        return self is Value.Reference list
            ? _store[list] switch
            {
                Content.Sequence { Fixed: false } sequence => ListMethod(place, method, list, sequence, arguments),
                Content.Table table => TableMethod(place, method, list, table, given, arguments),
                Content.Numbers or Content.Sequence => ArrayMethod(place, method, self, arguments),
                _ => null,
            }
            : self is Value.Span ? SpanMethod(place, method, self, arguments) : null;
    }

    private Value? ReadCollection(IOperation place, IPropertySymbol property, Value self)
    {
        switch (property.Name, self)
        {
            case ("Current", Value.Reference reference) when _store[reference] is Content.Enumerator enumerator:
                return Current(place, reference, enumerator);
            case ("Length" or "Count" or "LongLength", Value.Reference or Value.Span) when property.Name != "LongLength":
                return self is Value.Reference dictionary && _store[dictionary] is Content.Table { Keys: var keys } ? new Value.Constant(keys.Length) : LengthOf(place, self);
            case ("IsEmpty", Value.Span span):
                return Arithmetic(place, BinaryOperatorKind.Equals, false, span.Length, new Value.Constant(0), null);
            case ("Rank", Value.Reference reference):
                return new Value.Constant(_store[reference] is Content.Numbers numbers ? numbers.Data.Rank : Math.Max(1, ((Content.Sequence)_store[reference]).Lengths.Length));
            case ("Keys", Value.Reference reference) when _store[reference] is Content.Table table:
                return NewSequence(null, [.. table.Keys.Select(k => (Value)Constant(k))], true);
            case ("Values", Value.Reference reference) when _store[reference] is Content.Table table:
                return NewSequence(null, [.. table.Keys.Select(k => table.Items[k])], true);
            case ("IsFromEnd", Value.Index index):
                return Fold(index.FromEnd);
            case ("Value", Value.Index index):
                return index.Offset;
            case ("Start", Value.Range range):
                return range.Start;
            case ("End", Value.Range range):
                return range.End;
            default:
                return null;
        }
    }

    private Value? ConstructCollection(IOperation place, INamedTypeSymbol type, Value[] arguments)
    {
        string space = type.ContainingNamespace.ToDisplayString();
        switch (type.Name)
        {
            case "List" when space == "System.Collections.Generic":
                return NewSequence(type.TypeArguments[0], arguments is [Value.Reference or Value.Span] ? Items(place, arguments[0]) : [], false);
            case "Dictionary" or "HashSet" when space == "System.Collections.Generic" && arguments.All(a => a is Value.Constant { Data: int }):
                return _store.Allocate(new Content.Table(type, [], ImmutableDictionary<object, Value>.Empty));
            case "Span" or "ReadOnlySpan" when space == "System" && arguments is [Value.Reference array, ..]:
                Value whole = new Value.Span(array, new Value.Constant(0), LengthOf(place, array));
                return arguments.Length == 3 ? Part(place, whole, arguments[1], arguments[2]) : whole;
            default:
                return null;
        }
    }

    private Value.Reference GetEnumerator(IOperation place, Value sequence)
    {
        // What a deferred query gives is computed now: that must make no difference.
        if (sequence is Value.Reference reference && _store[reference] is Content.Query query)
        {
            if (!place.IsImplicit || MayChange(query))
            {
                throw Unsupported(place, "a 'foreach' over a query whose functions read variables that change");
            }
            sequence = NewSequence(null, Enumerate(place, query), true);
        }
        else if (sequence is Value.Reference table && _store[table] is Content.Table)
        {
            return _store.Allocate(new Content.Enumerator(NewSequence(null, Items(place, sequence), true), new Value.Constant(0), null));
        }
        if (!place.IsImplicit)
        {
            throw Unsupported(place, "an enumerator that is used by hand");
        }
        return _store.Allocate(new Content.Enumerator(sequence, new Value.Constant(0), sequence is Value.Reference list && _store[list] is Content.Sequence { Fixed: false } version ? version : null));
    }

    // The compiler's foreach calls MoveNext and then reads Current once: the position moves when Current is read, so that the test of a loop writes nothing.
    private Value MoveNext(IOperation place, Content.Enumerator enumerator)
    {
        if (enumerator.Version is { } version && !ReferenceEquals(version, _store[(Value.Reference)enumerator.Source]))
        {
            throw ThrowsA(place, "System.InvalidOperationException");
        }
        return Arithmetic(place, BinaryOperatorKind.LessThan, false, enumerator.Next, LengthOf(place, enumerator.Source), null);
    }

    private void Advance(IOperation place, Value.Reference reference, Content.Enumerator enumerator)
    {
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        _store[reference] = enumerator with { Next = Arithmetic(place, BinaryOperatorKind.Add, false, enumerator.Next, new Value.Constant(1), number) };
    }

    // 'foreach (ref T item in span)': the element itself.
    private Place.Element CurrentPlace(IOperation place, Value.Reference reference, Content.Enumerator enumerator)
    {
        Advance(place, reference, enumerator);
        return new Place.Element(enumerator.Source, [enumerator.Next]);
    }

    private Value Current(IOperation place, Value.Reference reference, Content.Enumerator enumerator)
    {
        Advance(place, reference, enumerator);
        switch (enumerator.Source)
        {
            case Value.Reference array when _store[array] is Content.Numbers { Data.Rank: > 1 } or Content.Sequence { Lengths.Length: > 1 }:
                return Items(place, array)[KnownInt(place, enumerator.Next)];
            case Value.Reference array:
                return ElementOf(place, array, [enumerator.Next], check: false);
            case Value.Span span:
                return ElementOf(place, span.Of, [Shifted(place, enumerator.Next, span.Start)], check: false);
            default:
                return Items(place, enumerator.Source)[KnownInt(place, enumerator.Next)];
        }
    }

    private Value? ListMethod(IOperation place, IMethodSymbol method, Value.Reference reference, Content.Sequence sequence, Value[] arguments)
    {
        ImmutableArray<Value> items = sequence.Items;
        ImmutableArray<Value>? changed = (method.Name, arguments.Length) switch
        {
            ("Add", 1) => items.Add(arguments[0]),
            ("AddRange", 1) => items.AddRange(Items(place, arguments[0])),
            ("Insert", 2) => items.Insert(InBounds(arguments[0], items.Length + 1), arguments[1]),
            ("RemoveAt", 1) => items.RemoveAt(InBounds(arguments[0], items.Length)),
            ("Clear", 0) => [],
            ("Reverse", 0) => [.. items.Reverse()],
            _ => null,
        };
        if (changed is { } after)
        {
            if (IsOutside(reference))
            {
                throw Fail(place, JitRules.Effect, $"The write to '{Excerpt(place)}'");
            }
            RefuseShared(sequence.Shared, place);
            Spend(place, after.Length);
            _store[reference] = sequence with { Items = after };
            return Value.Unset;
        }
        return (method.Name, arguments.Length) switch
        {
            ("ToArray", 0) => _store.Allocate(new Content.Sequence(sequence.Element, items, true)),
            ("Contains", 1) => Any(place, items.Select(i => Equal(place, i, arguments[0]))),
            _ => null,
        };

        int InBounds(Value index, int count) => KnownInt(place, index) is var at && at >= 0 && at < count ? at : throw ThrowsA(place, "System.ArgumentOutOfRangeException");
    }

    private Value Any(IOperation place, IEnumerable<Value> conditions)
    {
        Value result = Fold(false);
        foreach (Value condition in conditions)
        {
            result = condition is Value.Constant { Data: bool known } ? known ? condition : result
                : result is Value.Constant { Data: false } ? condition
                : result is Value.Constant ? result
                : Bind(place, Erased.Lax.BitwiseOr, Lift(place, result), Lift(place, condition));
        }
        return result;
    }

    private Value? ArrayMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        switch (method.Name, arguments.Length)
        {
            case ("Empty", 0):
                return NewSequence(_frame.Types.Of(method.TypeArguments[0]), [], true);
            case ("GetLength", 1) when self is Value.Reference reference:
                int axis = KnownInt(place, arguments[0]);
                return _store[reference] switch
                {
                    Content.Numbers numbers when axis >= 0 && axis < numbers.Data.Rank => SizeOf(numbers.Data.Shape[axis]),
                    Content.Sequence { Lengths: { Length: > 0 } lengths } when axis >= 0 && axis < lengths.Length => new Value.Constant(lengths[axis]),
                    Content.Sequence sequence when axis == 0 => new Value.Constant(sequence.Items.Length),
                    _ => throw ThrowsA(place, "System.IndexOutOfRangeException"),
                };
            case ("Clone", 0) when self is Value.Reference reference:
                return _store.Allocate(_store[reference] switch
                {
                    Content.Numbers numbers => numbers with { Shared = false },
                    Content.Sequence sequence => sequence with { Shared = false },
                    _ => throw Unsupported(place, "this 'Clone'"),
                });
            case ("Fill", 2) when arguments[0] is Value.Reference or Value.Span:
                return FillAll(place, arguments[0], arguments[1]);
            case ("Clear", 1) when arguments[0] is Value.Reference:
                return FillAll(place, arguments[0], Default(ElementType(place, arguments[0])));
            case ("Reverse", 1) when arguments[0] is Value.Reference reference && _store[reference] is Content.Sequence sequence:
                RefuseShared(sequence.Shared || IsOutside(reference), place);
                _store[reference] = sequence with { Items = [.. sequence.Items.Reverse()] };
                return Value.Unset;
            case ("Copy", 3) when arguments[0] is Value.Reference source && arguments[1] is Value.Reference target:
                return CopyTo(place, Part(place, new Value.Span(source, new Value.Constant(0), LengthOf(place, source)), new Value.Constant(0), arguments[2]), new Value.Span(target, new Value.Constant(0), LengthOf(place, target)));
            case ("CopyTo", 2) when self is Value.Reference source && arguments[0] is Value.Reference target:
                Value whole = new Value.Span(target, new Value.Constant(0), LengthOf(place, target));
                return CopyTo(place, source, Part(place, whole, arguments[1], Arithmetic(place, BinaryOperatorKind.Subtract, false, LengthOf(place, target), arguments[1], _known.Compilation.GetSpecialType(SpecialType.System_Int32))));
            default:
                return null;
        }
    }

    private ITypeSymbol? ElementType(IOperation place, Value sequence) => sequence switch
    {
        Value.Span span => ElementType(place, span.Of),
        Value.Reference reference when _store[reference] is Content.Numbers numbers => numbers.Element,
        Value.Reference reference when _store[reference] is Content.Sequence items => items.Element,
        _ => throw Unsupported(place, $"'{Excerpt(place)}'"),
    };

    private Value? SpanMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        Value? sequence = self ?? arguments.FirstOrDefault();
        Value[] rest = self is null ? [.. arguments.Skip(1)] : arguments;
        switch (method.Name, rest.Length)
        {
            case ("GetEnumerator", 0) when sequence is Value.Span:
                return GetEnumerator(place, sequence);
            case ("AsSpan", 0) when sequence is Value.Reference array:
                return new Value.Span(array, new Value.Constant(0), LengthOf(place, array));
            case ("AsSpan", 2) when sequence is Value.Reference array:
                return Part(place, new Value.Span(array, new Value.Constant(0), LengthOf(place, array)), rest[0], rest[1]);
            case ("AsSpan" or "Slice", 1) when sequence is Value.Reference or Value.Span:
                Value whole = sequence is Value.Reference reference ? new Value.Span(reference, new Value.Constant(0), LengthOf(place, sequence)) : sequence!;
                return rest[0] is Value.Range range ? Slice(place, whole, range)
                    : Part(place, whole, rest[0], Arithmetic(place, BinaryOperatorKind.Subtract, false, LengthOf(place, whole), rest[0], _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
            case ("Slice", 2) when sequence is Value.Span:
                return Part(place, sequence, rest[0], rest[1]);
            case ("Fill", 1) when sequence is Value.Span:
                return FillAll(place, sequence, rest[0]);
            case ("Clear", 0) when sequence is Value.Span:
                return FillAll(place, sequence, Default(ElementType(place, sequence)));
            case ("CopyTo", 1) when sequence is Value.Span or Value.Reference && rest[0] is Value.Span or Value.Reference:
                return CopyTo(place, sequence, rest[0]);
            case ("ToArray", 0) when sequence is Value.Span span:
                Value.Reference copy = _store.Allocate(_store[span.Of] switch
                {
                    Content.Numbers numbers => numbers with { Shared = false },
                    Content.Sequence items => items with { Shared = false },
                    _ => throw Unsupported(place, "this span"),
                });
                return Part(place, copy, span.Start, span.Length);
            default:
                return null;
        }
    }

    // All elements of an array or span set to one value.
    private Value FillAll(IOperation place, Value sequence, Value value)
    {
        if (sequence is Value.Reference reference && !_store.IsOutside(reference.Address))
        {
            switch (_store[reference])
            {
                case Content.Numbers numbers:
                    RefuseShared(numbers.Shared, place);
                    NdArray element = As(place, Lift(place, value), Aval.Scalar(numbers.Data.Dtype));
                    _store[reference] = numbers with { Data = Core(place, () => Erased.Jnp.BroadcastTo(element, numbers.Data.Shape)) };
                    return Value.Unset;
                case Content.Sequence items when !IsOutside(reference):
                    RefuseShared(items.Shared, place);
                    _store[reference] = items with { Items = [.. items.Items.Select(_ => value)] };
                    return Value.Unset;
            }
        }
        Iterate(place, LengthOf(place, sequence), i => WriteElement(place, sequence, [i], value));
        return Value.Unset;
    }

    private Value CopyTo(IOperation place, Value source, Value target)
    {
        Value length = LengthOf(place, source);
        RequireBetween(place, length, Arithmetic(place, BinaryOperatorKind.Add, false, LengthOf(place, target), new Value.Constant(1), _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
        // As memmove does: the source is read before anything is written.
        Value copy = source switch
        {
            Value.Span span => Part(place, _store.Allocate(_store[span.Of]), span.Start, span.Length),
            Value.Reference array => _store.Allocate(_store[array]),
            _ => source,
        };
        Iterate(place, length, i => WriteElement(place, target, [i], ReadElement(place, copy, [i])));
        return Value.Unset;
    }
}
