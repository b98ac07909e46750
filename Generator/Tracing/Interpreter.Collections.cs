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
            // As '??=' asks for it.
            case ("get_HasValue", 0) when method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return Fold(!IsNull(self!));
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
            // The items of a stack stand as they are taken: the last one first.
            case "Stack" or "Queue" when space == "System.Collections.Generic" && arguments is [] or [Value.Constant { Data: >= 0 }] or [Value.Reference]:
                ImmutableArray<Value> given = arguments is [Value.Reference] ? Items(place, arguments[0]) : [];
                return NewSequence(type.TypeArguments[0], type.Name == "Stack" ? [.. given.Reverse()] : given, false);
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
            if (place.IsImplicit && IsOpen(place, sequence) && Begun(sequence) is var begun && ViewOf(place, begun) is not null)
            {
                return _store.Allocate(new Content.Enumerator(begun, new Value.Constant(0), null));
            }
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
        return Arithmetic(place, BinaryOperatorKind.LessThan, false, enumerator.Next, CountOf(place, enumerator.Source), null);
    }

    private Value CountOf(IOperation place, Value source) => source is Value.Reference query && _store[query] is Content.Query ? ViewOf(place, query)!.Count : LengthOf(place, source);

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
            case Value.Reference grid when _store[grid] is Content.Numbers { Data.Rank: > 1 } numbers && !(enumerator.Next is Value.Constant && numbers.Data.Shape.IsConstant):
                return ElementOf(place, grid, RowMajor(place, grid, numbers.Data.Rank, enumerator.Next), check: false);
            case Value.Reference array when _store[array] is Content.Numbers { Data.Rank: > 1 } or Content.Sequence { Lengths.Length: > 1 }:
                return Items(place, array)[KnownInt(place, enumerator.Next)];
            case Value.Reference query when _store[query] is Content.Query:
                return ViewOf(place, query)!.At(enumerator.Next);
            case Value.Reference array:
                return ElementOf(place, array, [enumerator.Next], check: false);
            case Value.Span span:
                return ElementOf(place, span.Of, [Shifted(place, enumerator.Next, span.Start)], check: false);
            default:
                return Items(place, enumerator.Source)[KnownInt(place, enumerator.Next)];
        }
    }

    // The indices of an element of an array of several dimensions, from its place in the order in which C# enumerates. An element exists, so no length is 0.
    private ImmutableArray<Value> RowMajor(IOperation place, Value.Reference array, int rank, Value position)
    {
        NdArray rest = Lift(place, position);
        Value[] indices = new Value[rank];
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            NdArray length = Lift(place, LengthAlong(place, array, axis)), whole = rest;
            indices[axis] = new Value.Scalar(axis == 0 ? rest : Core(place, () => Erased.Lax.Rem(whole, length)));
            rest = Core(place, () => Erased.Lax.Div(whole, length));
        }
        return [.. indices];
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
            ("Push", 1) => items.Insert(0, arguments[0]),
            ("Enqueue", 1) => items.Add(arguments[0]),
            ("Pop" or "Dequeue", 0) => items.IsEmpty ? throw ThrowsA(place, "System.InvalidOperationException") : items.RemoveAt(0),
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
            return method.ReturnsVoid ? Value.Unset : items[0];
        }
        return (method.Name, arguments.Length) switch
        {
            ("Peek", 0) => items.IsEmpty ? throw ThrowsA(place, "System.InvalidOperationException") : items[0],
            ("ToArray", 0) => _store.Allocate(new Content.Sequence(sequence.Element, items, true)),
            ("Contains", 1) => Any(place, items.Select(i => EqualByDefault(place, i, arguments[0]))),
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
}
