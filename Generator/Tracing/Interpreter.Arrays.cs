// What System.Array and spans do with arrays: filled, copied, reversed, searched.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value? ArrayMethod(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        switch (method.Name, arguments.Length)
        {
            case ("Empty", 0):
                return NewSequence(_frame.Types.Of(method.TypeArguments[0]), [], true);
            case ("GetLength", 1) when self is Value.Reference reference:
                return LengthAlong(place, reference, KnownInt(place, arguments[0]));
            case ("GetLowerBound" or "GetUpperBound", 1) when self is Value.Reference array && KnownInt(place, arguments[0]) is var bounded:
                return bounded < 0 || bounded >= Axes(array) ? throw ThrowsA(place, "System.IndexOutOfRangeException")
                    : method.Name == "GetLowerBound" ? new Value.Constant(0)
                    : Less(place, LengthAlong(place, array, bounded), new Value.Constant(1));
            case ("Clone", 0) when self is Value.Reference reference:
                return _store.Allocate(_store[reference] switch
                {
                    Content.Numbers numbers => numbers with { Shared = false },
                    Content.Sequence sequence => sequence with { Shared = false },
                    _ => throw Unsupported(place, "this 'Clone'"),
                });
            case ("Fill", 2) when arguments[0] is Value.Reference or Value.Span:
                return FillAll(place, arguments[0], arguments[1]);
            case ("Fill", 4) when arguments[0] is Value.Reference reference:
                return FillAll(place, Part(place, Whole(place, reference), arguments[2], arguments[3]), arguments[1]);
            case ("Clear", 3) when arguments[0] is Value.Reference reference && Axes(reference) == 1:
                return FillAll(place, Part(place, Whole(place, reference), arguments[1], arguments[2]), Default(ElementType(place, reference)));
            case ("Clear", 1) when arguments[0] is Value.Reference:
                return FillAll(place, arguments[0], Default(ElementType(place, arguments[0])));
            case ("IndexOf", 2) when arguments[0] is Value.Reference:
                return PositionOf(place, arguments[0], item => EqualByDefault(place, item, arguments[1]));
            case ("BinarySearch", 2) when arguments[0] is Value.Reference reference && Axes(reference) == 1 && IsNumber(arguments[1]) && KnownTypes.DTypeOf(ElementType(place, reference)) is { IsBool: false }:
                return BinarySearch(place, reference, arguments[1]);
            case ("FindIndex", 2) when arguments[0] is Value.Reference:
                return PositionOf(place, arguments[0], item => Apply(place, arguments[1], item));
            case ("Find", 2) when arguments[0] is Value.Reference:
                return Chosen(place, "FirstOrDefault", arguments[0], arguments[1], _frame.Types.Of(method.ReturnType));
            case ("Exists", 2) when arguments[0] is Value.Reference:
                return Search(place, method, arguments, true, item => Apply(place, arguments[1], item));
            case ("TrueForAll", 2) when arguments[0] is Value.Reference:
                return Search(place, method, arguments, false, item => Apply(place, arguments[1], item));
            case ("ConvertAll", 2) when arguments[0] is Value.Reference:
                return Collected(place, arguments[0], _frame.Types.Of(method.TypeArguments[1]), true, arguments[1]);
            case ("Reverse", 1) when arguments[0] is Value.Reference reference:
                return Reversed(place, reference);
            case ("Reverse", 3) when arguments[0] is Value.Reference reference:
                return Reversed(place, Part(place, Whole(place, reference), arguments[1], arguments[2]));
            case ("Copy", 3) when arguments[0] is Value.Reference from && arguments[1] is Value.Reference to && (Axes(from) > 1 || Axes(to) > 1):
                return CopyGrid(place, from, to, arguments[2]);
            case ("Copy", 3) when arguments[0] is Value.Reference source && arguments[1] is Value.Reference target:
                return CopyTo(place, Part(place, new Value.Span(source, new Value.Constant(0), LengthOf(place, source)), new Value.Constant(0), arguments[2]), new Value.Span(target, new Value.Constant(0), LengthOf(place, target)));
            case ("Copy", 5) when arguments[0] is Value.Reference source && arguments[2] is Value.Reference target && Axes(source) == 1 && Axes(target) == 1:
                return CopyTo(place, Part(place, Whole(place, source), arguments[1], arguments[4]), Part(place, Whole(place, target), arguments[3], arguments[4]));
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
            // C# binds these to spans where they stand on arrays too.
            case ("IndexOf", 1) when method.IsGenericMethod && sequence is Value.Span or Value.Reference:
                return PositionOf(place, sequence, item => EqualByDefault(place, item, rest[0]));
            case ("SequenceEqual", 1) or ("Contains", 1) when method.IsGenericMethod && sequence is Value.Span or Value.Reference:
                return End(place, method, [sequence, rest[0]]);
            case ("Slice", 2) when sequence is Value.Span:
                return Part(place, sequence, rest[0], rest[1]);
            case ("Fill", 1) when sequence is Value.Span:
                return FillAll(place, sequence, rest[0]);
            case ("Reverse", 0) when sequence is Value.Span:
                return Reversed(place, sequence);
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

    // The index of the first item for which a test holds, or -1.
    private Value PositionOf(IOperation place, Value sequence, Func<Value, Value> test)
    {
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        Place.Cell next = _store.NewCell(new Value.Constant(0)), found = _store.NewCell(new Value.Constant(-1));
        ForEach(place, sequence, item =>
        {
            When(place, test(item), () => _store.Write(found.Id, _store.Read(next)));
            _store.Write(next.Id, StepNumber(place, _store.Read(next), true, false, number));
        }, () => Arithmetic(place, BinaryOperatorKind.LessThan, false, _store.Read(found), new Value.Constant(0), null));
        return _store.Read(found);
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

    private Value.Span Whole(IOperation place, Value.Reference array) => new(array, new Value.Constant(0), LengthOf(place, array));

    private Value Reversed(IOperation place, Value sequence)
    {
        if (sequence is Value.Reference reference && _store[reference] is Content.Sequence items && !IsOutside(reference))
        {
            RefuseShared(items.Shared, place);
            _store[reference] = items with { Items = [.. items.Items.Reverse()] };
            return Value.Unset;
        }
        Value copy = Copied(sequence), length = LengthOf(place, sequence);
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        Value last = Arithmetic(place, BinaryOperatorKind.Subtract, false, length, new Value.Constant(1), number);
        Iterate(place, length, i => WriteElement(place, sequence, [i], ReadElement(place, copy, [Arithmetic(place, BinaryOperatorKind.Subtract, false, last, i, number)])));
        return Value.Unset;
    }

    private Value LengthAlong(IOperation place, Value.Reference array, int axis) => _store[array] switch
    {
        Content.Numbers numbers when axis >= 0 && axis < numbers.Data.Rank => SizeOf(numbers.Data.Shape[axis]),
        Content.Sequence { Lengths: { Length: > 0 } lengths } when axis >= 0 && axis < lengths.Length => new Value.Constant(lengths[axis]),
        Content.Sequence sequence when axis == 0 => new Value.Constant(sequence.Items.Length),
        _ => throw ThrowsA(place, "System.IndexOutOfRangeException"),
    };

    private Value Less(IOperation place, Value number, Value by) => Arithmetic(place, BinaryOperatorKind.Subtract, false, number, by, _known.Compilation.GetSpecialType(SpecialType.System_Int32));

    private int Axes(Value.Reference array) => _store[array] switch
    {
        Content.Numbers numbers => numbers.Data.Rank,
        Content.Sequence { Lengths.Length: > 1 and var axes } => axes,
        _ => 1,
    };

    // Arrays of several dimensions are copied row after row, whatever their lengths.
    private Value CopyGrid(IOperation place, Value.Reference from, Value.Reference to, Value count)
    {
        if (Axes(from) != Axes(to))
        {
            throw ThrowsA(place, "System.RankException");
        }
        Content.Numbers target = ToNumbers(place, to);
        if (_store.IsOutside(to.Address) || IsOutside(to))
        {
            throw Fail(place, Diagnostics.JitRules.Effect, $"The write to '{Excerpt(place)}'");
        }
        RefuseShared(target.Shared, place);
        Shape shape = target.Data.Shape;
        Value.Reference source = Row(ToNumbers(place, from)), row = Row(target);
        CopyTo(place, Part(place, Whole(place, source), new Value.Constant(0), count), Whole(place, row));
        _store[to] = target with { Data = Core(place, () => Erased.Lax.Reshape(((Content.Numbers)_store[row]).Data, shape)) };
        return Value.Unset;

        Value.Reference Row(Content.Numbers array) => _store.Allocate(array with { Shared = false, Data = Core(place, () => Erased.Lax.Reshape(array.Data, Shape.Of([array.Data.Shape.Size]))) });
    }

    private Value CopyTo(IOperation place, Value source, Value target)
    {
        Value length = LengthOf(place, source);
        RequireBetween(place, length, Arithmetic(place, BinaryOperatorKind.Add, false, LengthOf(place, target), new Value.Constant(1), _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
        // As memmove does: the source is read before anything is written.
        Value copy = source switch
        {
            Value.Span { Length: Value.Scalar } span => span with { Of = _store.Allocate(_store[span.Of]) },
            Value.Span span => Part(place, _store.Allocate(_store[span.Of]), span.Start, span.Length),
            Value.Reference array => _store.Allocate(_store[array]),
            _ => source,
        };
        Iterate(place, length, i => WriteElement(place, target, [i], ReadElement(place, copy, [i])));
        return Value.Unset;
    }
}
