// Arrays, lists and other sequences.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value NewSequence(ITypeSymbol? element, ImmutableArray<Value> items, bool isFixed) => _store.Allocate(new Content.Sequence(element, items, isFixed));

    /// <summary>The items of a sequence.</summary>
    private ImmutableArray<Value> Items(IOperation place, Value value) => value switch
    {
        Value.Reference reference when _store[reference] is Content.Sequence sequence => sequence.Items,
        Value.Constant { Data: Shape shape } => DimsOf(shape),
        Value.Constant { Data: string text } => [.. text.Select(c => (Value)new Value.Constant(c))],
        Value.Constant { Data: IndexEntry[] entries } => [.. entries.Select(e => (Value)new Value.Constant(e))],
        _ => throw Unsupported(place, $"'{Excerpt(place)}' as a sequence"),
    };

    // How many there are is the rank.
    private ImmutableArray<Value> DimsOf(Shape shape)
    {
        ReadsRank = true;
        return [.. shape.Select(d => (Value)new Value.Size(d))];
    }

    private Value CreateArray(IArrayCreationOperation creation)
    {
        ITypeSymbol? element = creation.Type is IArrayTypeSymbol type ? _frame.Types.Of(type.ElementType) : null;
        if (creation.Initializer is { } initializer)
        {
            return NewSequence(element, [.. initializer.ElementValues.Select(e => e is IArrayInitializerOperation ? throw Unsupported(e, "an array of several dimensions") : Evaluate(e))], true);
        }
        if (creation.DimensionSizes.Length != 1)
        {
            throw Unsupported(creation, "an array of several dimensions");
        }
        int length = KnownInt(creation.DimensionSizes[0], Evaluate(creation.DimensionSizes[0]));
        Step(creation);
        Spend(creation, length);
        return NewSequence(element, [.. Enumerable.Repeat(Default(element), length)], true);
    }

    private Value CreateCollection(ICollectionExpressionOperation collection)
    {
        List<Value> items = [];
        foreach (IOperation element in collection.Elements)
        {
            if (element is ISpreadOperation spread)
            {
                items.AddRange(Items(spread, Evaluate(spread.Operand)).Select(i => Convert(spread, i, spread.ElementConversion, spread.ElementType, null)));
            }
            else
            {
                items.Add(Evaluate(element));
            }
        }
        return _known.Is(collection.Type, "Shape")
            ? new Value.Constant(Shape.Of(items.Select(i => AsDim(collection, i))))
            : NewSequence(null, [.. items], collection.Type is IArrayTypeSymbol or { Name: "ReadOnlySpan" or "Span" });
    }

    private int Position(IOperation place, Value index, int count)
    {
        int position = index is Value.Index { FromEnd: true } end ? count - end.Offset : IndexOf(place, index).Offset;
        return position >= 0 && position < count ? position : throw AlwaysThrows(place, null);
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        Value array = Evaluate(element.ArrayReference);
        return element.Indices.Length == 1 ? ReadItem(element, array, Evaluate(element.Indices[0])) : throw Unsupported(element, "an array of several dimensions");
    }

    private Value ReadItem(IOperation place, Value sequence, Value index)
    {
        ImmutableArray<Value> items = Items(place, sequence);
        if (index is Value.Range range)
        {
            int start = range.Start.FromEnd ? items.Length - range.Start.Offset : range.Start.Offset;
            int end = range.End.FromEnd ? items.Length - range.End.Offset : range.End.Offset;
            return start < 0 || end < start || end > items.Length ? throw AlwaysThrows(place, null) : NewSequence(null, [.. items.Skip(start).Take(end - start)], true);
        }
        return items[Position(place, index, items.Length)];
    }

    private Value ReadImplicit(IImplicitIndexerReferenceOperation element) => ReadItem(element, Evaluate(element.Instance), Evaluate(element.Argument));

    private Value WriteElement(IOperation place, IOperation target, ImmutableArray<IOperation> indices, Value value)
    {
        if (indices.Length != 1 || Evaluate(target) is not Value.Reference reference || _store[reference] is not Content.Sequence sequence)
        {
            throw Fail(place, Diagnostics.JitRules.Effect, $"The write to '{Excerpt(place)}'");
        }
        int position = Position(place, Evaluate(indices[0]), sequence.Items.Length);
        Spend(place, sequence.Items.Length);
        _store[reference] = sequence with { Items = sequence.Items.SetItem(position, value) };
        return value;
    }
}
