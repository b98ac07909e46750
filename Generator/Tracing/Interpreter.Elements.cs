// Elements and parts of sequences: read and written, within their bounds or C# throws.
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
    /// <summary>The position that an index means: from the front.</summary>
    private Value Offset(IOperation place, Value index, Value length) => index is Value.Index entry
        ? entry.FromEnd ? Arithmetic(place, BinaryOperatorKind.Subtract, false, length, entry.Offset, _known.Compilation.GetSpecialType(SpecialType.System_Int32)) : entry.Offset
        : index;

    /// <summary>An index within its bounds, or C# throws: known, or required of the call. Without an upper bound, that it is not negative.</summary>
    private void RequireBetween(IOperation place, Value index, Value? length)
    {
        if (index is Value.Constant { Data: long or uint or ulong or short or ushort or byte or sbyte or char })
        {
            index = new Value.Constant(KnownInt(place, index));
        }
        if (IsBetween(index, length))
        {
            return;
        }
        if (!IsBetween(index, null))
        {
            Check(Arithmetic(place, BinaryOperatorKind.GreaterThanOrEqual, false, index, new Value.Constant(0), null));
        }
        if (length is not null)
        {
            Check(Arithmetic(place, BinaryOperatorKind.LessThan, false, index, length, null));
        }

        void Check(Value holds)
        {
            if (IsFalse(holds))
            {
                throw ThrowsA(place, length is null ? "System.OverflowException" : "System.IndexOutOfRangeException");
            }
            if (holds is not Value.Constant)
            {
                Require(place, Lift(place, holds), $"the index '{Excerpt(place)}' is within its bounds");
            }
        }
    }

    private Value ReadElement(IOperation place, Value sequence, ImmutableArray<Value> indices)
    {
        if (IsNull(sequence))
        {
            throw ThrowsA(place, "System.NullReferenceException");
        }
        if (sequence is Value.Reference table && _store[table] is Content.Table content)
        {
            return ReadTable(place, content, indices[0]);
        }
        if (indices[0] is Value.Range range)
        {
            return Slice(place, sequence, range);
        }
        if (sequence is Value.Constant { Data: string text })
        {
            Value position = Offset(place, indices[0], new Value.Constant(text.Length));
            RequireBetween(place, position, new Value.Constant(text.Length));
            return new Value.Constant(text[KnownInt(place, position)]);
        }
        if (sequence is Value.Span span)
        {
            Value position = Offset(place, indices[0], span.Length);
            RequireBetween(place, position, span.Length);
            return ElementOf(place, span.Of, [Shifted(place, position, span.Start)], check: false);
        }
        return ElementOf(place, (Value.Reference)sequence, indices, check: true);
    }

    private Value Shifted(IOperation place, Value position, Value start) => start is Value.Constant { Data: 0 } ? position : Arithmetic(place, BinaryOperatorKind.Add, false, position, start, _known.Compilation.GetSpecialType(SpecialType.System_Int32));

    private Value ElementOf(IOperation place, Value.Reference reference, ImmutableArray<Value> indices, bool check)
    {
        (Value[] positions, bool known) = Positions(place, reference, indices, check);
        if (known && _store[reference] is Content.Sequence sequence)
        {
            Value item = Decided(sequence.Items[Flat(place, positions, sequence)]);
            return item is Value.Nothing ? throw NoValue(place, item) : item;
        }
        if (_store[reference] is Content.Sequence { Items.Length: > 0 } items && !(items.Fixed && items.Items.All(IsNumber)))
        {
            return Chosen(place, items, positions);
        }
        Content.Numbers numbers = ToNumbers(place, reference);
        return new Value.Scalar(ElementAt(place, numbers.Data, [.. positions.Select(p => Index(place, p))]));
    }

    // Each index from the front, within its bounds; whether all are known and the array's items too.
    private (Value[] Positions, bool Known) Positions(IOperation place, Value.Reference reference, ImmutableArray<Value> indices, bool check)
    {
        Content content = _store[reference];
        if (content is Content.Lost lost)
        {
            throw Unsupported(place, $"'{Excerpt(place)}', which {lost.Reason},");
        }
        Value[] positions = new Value[indices.Length];
        for (int axis = 0; axis < positions.Length; axis++)
        {
            Value length = content switch
            {
                Content.Numbers numbers => SizeOf(numbers.Data.Shape[axis]),
                Content.Sequence { Lengths: { Length: > 0 } lengths } => new Value.Constant(lengths[axis]),
                _ => new Value.Constant(Items(place, reference).Length),
            };
            positions[axis] = Offset(place, indices[axis], length);
            if (check)
            {
                RequireBetween(place, positions[axis], length);
            }
        }
        return (positions, content is Content.Sequence && positions.All(p => p is Value.Constant or Value.Size { Dim.IsConstant: true }));
    }

    private int Flat(IOperation place, Value[] positions, Content.Sequence sequence)
    {
        int flat = 0;
        for (int axis = 0; axis < positions.Length; axis++)
        {
            flat = flat * (sequence.Lengths.IsEmpty ? 1 : sequence.Lengths[axis]) + KnownInt(place, positions[axis]);
        }
        return flat;
    }

    /// <summary>Makes an array of known items a traced one, where it stands.</summary>
    private Content.Numbers ToNumbers(IOperation place, Value.Reference reference)
    {
        Content content = _store[reference];
        if (content is Content.Numbers numbers)
        {
            return numbers;
        }
        if (content is Content.Sequence { Fixed: true } sequence && AsNumbers(place, sequence) is { } data && (sequence.Element ?? null) is { } element)
        {
            Content.Numbers made = new(element, data) { Shared = sequence.Shared };
            if (!IsOutside(reference))
            {
                _store[reference] = made;
            }
            return made;
        }
        throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'");
    }

    private NdArray Index(IOperation place, Value position)
    {
        NdArray index = Lift(place, position);
        return As(place, index, Aval.Scalar(index.Dtype == DType.Int64 || index.Dtype == DType.UInt32 ? DType.Int64 : DType.Int32));
    }

    private NdArray ElementAt(IOperation place, NdArray data, NdArray[] positions) => Core(place, () => Weak(Erased.Lax.Reshape(
        Erased.Lax.SliceAt(data, positions, Shape.Of(Enumerable.Repeat((Dim)1, data.Rank))), Shape.Scalar)));

    // C# numbers are weak.
    private static NdArray Weak(NdArray value) => value.Dtype.IsBool ? value : WithWeak(value, true);

    private void WriteElement(IOperation place, Value sequence, ImmutableArray<Value> indices, Value value)
    {
        if (IsNull(sequence))
        {
            throw ThrowsA(place, "System.NullReferenceException");
        }
        bool check = true;
        if (sequence is Value.Span span)
        {
            Value position = Offset(place, indices[0], span.Length);
            RequireBetween(place, position, span.Length);
            (sequence, indices, check) = (span.Of, [Shifted(place, position, span.Start)], false);
        }
        if (sequence is not Value.Reference reference || _store.IsOutside(reference.Address))
        {
            throw Fail(place, JitRules.Effect, $"The write to '{Excerpt(place)}'");
        }
        if (_store[reference] is Content.Table table)
        {
            WriteTable(place, reference, table, indices[0], value);
            return;
        }
        if (_store[reference] is Content.Sequence && IsOutside(reference))
        {
            throw Fail(place, JitRules.Effect, $"The write to '{Excerpt(place)}'");
        }
        RefuseCaptured(reference.Address, place);
        (Value[] positions, bool known) = Positions(place, reference, indices, check);
        if (known && _store[reference] is Content.Sequence items)
        {
            RefuseShared(items.Shared, place);
            Spend(place, 1);
            _store[reference] = items with { Items = items.Items.SetItem(Flat(place, positions, items), value) };
            return;
        }
        if (_store[reference] is Content.Sequence { Items.Length: > 0 } parts && !(parts.Fixed && parts.Items.All(IsNumber)))
        {
            RefuseShared(parts.Shared, place);
            _store[reference] = Replaced(place, parts, positions, value);
            return;
        }
        Content.Numbers numbers = ToNumbers(place, reference);
        RefuseShared(numbers.Shared, place);
        NdArray element = Core(place, () => Erased.Lax.Reshape(As(place, Lift(place, value), Aval.Scalar(numbers.Data.Dtype)), Shape.Of(Enumerable.Repeat((Dim)1, numbers.Data.Rank))));
        NdArray[] starts = [.. positions.Select(p => Index(place, p))];
        _store[reference] = numbers with { Data = Core(place, () => Erased.Lax.UpdateAt(numbers.Data, element, starts)) };
    }

    // a[1..^1] of an array or list copies; of a span it is a part that shares its elements.
    private Value Slice(IOperation place, Value sequence, Value.Range range)
    {
        Value length = LengthOf(place, sequence);
        Value start = Offset(place, range.Start, length), end = Offset(place, range.End, length);
        return Part(place, sequence, start, Difference(place, end, start));
    }

    private Value Part(IOperation place, Value sequence, Value start, Value count)
    {
        Value length = LengthOf(place, sequence), int1 = new Value.Constant(1);
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        RequireBetween(place, start, Arithmetic(place, BinaryOperatorKind.Add, false, length, int1, number));
        RequireBetween(place, count, Arithmetic(place, BinaryOperatorKind.Add, false, Arithmetic(place, BinaryOperatorKind.Subtract, false, length, start, number), int1, number));
        switch (sequence)
        {
            case Value.Span span:
                return new Value.Span(span.Of, Shifted(place, start, span.Start), count);
            case Value.Constant { Data: string text }:
                return new Value.Constant(text.Substring(KnownInt(place, start), KnownInt(place, count)));
            case Value.Reference reference when _store[reference] is Content.Numbers { Data.Rank: 1 } numbers:
                Shape size = Shape.Of([AsDim(place, count)]);
                NdArray first = Index(place, start);
                return _store.Allocate(numbers with { Shared = false, Data = Core(place, () => Erased.Lax.SliceAt(numbers.Data, [first], size)) });
            default:
                Content.Sequence items = _store[(Value.Reference)sequence] as Content.Sequence ?? throw Unsupported(place, $"'{Excerpt(place)}'");
                return _store.Allocate(items with { Shared = false, Items = [.. items.Items.Skip(KnownInt(place, start)).Take(KnownInt(place, count))] });
        }
    }
}
