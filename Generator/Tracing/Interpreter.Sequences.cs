// Arrays, lists, spans and other sequences: made, indexed, written. An array of numbers becomes a traced array where an index or a length is traced.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value.Reference NewSequence(ITypeSymbol? element, ImmutableArray<Value> items, bool isFixed) => _store.Allocate(new Content.Sequence(element, items, isFixed));

    /// <summary>The items of a sequence; of a traced array they are known where its length is.</summary>
    private ImmutableArray<Value> Items(IOperation place, Value value)
    {
        switch (value)
        {
            case Value.Reference reference:
                switch (_store[reference])
                {
                    case Content.Sequence sequence:
                        return sequence.Items;
                    case Content.Numbers { Data: { } data } when data.Shape.IsConstant && data.Shape.Size.Value <= MaxConstant:
                        return [.. Enumerable.Range(0, (int)data.Shape.Size.Value).Select(i => (Value)new Value.Scalar(ElementAt(place, data, [.. Position(i, data.Shape).Select(p => new NdArray(Scalar.Of(p), weak: false))])))];
                    case Content.Query query:
                        return Enumerate(place, query);
                    case Content.Table table:
                        return [.. table.Keys.Select(k => (Value)new Value.Struct(KeyValueType(table), ImmutableDictionary<string, Value>.Empty.Add("Key", Constant(k)).Add("Value", table.Items[k])))];
                    case Content.Lost lost:
                        throw Unsupported(place, $"'{Excerpt(place)}', which {lost.Reason},");
                    case Content.Numbers:
                        throw Fail(place, JitRules.NotKnown, $"the length of '{Excerpt(place)}'");
                }
                break;
            case Value.Span span when span.Length is Value.Constant { Data: int length } && span.Start is Value.Constant { Data: int start }:
                return [.. Items(place, span.Of).Skip(start).Take(length)];
            case Value.Constant { Data: Shape shape }:
                return DimsOf(shape);
            case Value.Constant { Data: string text }:
                return [.. text.Select(c => (Value)new Value.Constant(c))];
            case Value.Constant { Data: IndexEntry[] entries }:
                return [.. entries.Select(e => (Value)new Value.Constant(e))];
            case Value.Constant { Data: null }:
                throw ThrowsA(place, "System.NullReferenceException");
        }
        throw Unsupported(place, $"'{Excerpt(place)}' as a sequence");
    }

    private static IEnumerable<int> Position(int flat, Shape shape)
    {
        int[] position = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            int size = (int)shape[axis].Value;
            position[axis] = flat % size;
            flat /= size;
        }
        return position;
    }

    private static Value.Constant Constant(object key) => new(key);

    private INamedTypeSymbol KeyValueType(Content.Table table) =>
        table.Type is INamedTypeSymbol { TypeArguments.Length: 2 } type && _known.Compilation.GetTypeByMetadataName("System.Collections.Generic.KeyValuePair`2") is { } pair
            ? pair.Construct([.. type.TypeArguments])
            : _known.Compilation.GetSpecialType(SpecialType.System_Object);

    // How many there are is the rank.
    private ImmutableArray<Value> DimsOf(Shape shape)
    {
        ReadsRank = true;
        return [.. shape.Select(d => (Value)new Value.Size(d))];
    }

    private Value CreateArray(IArrayCreationOperation creation)
    {
        IArrayTypeSymbol type = (IArrayTypeSymbol)TypeOf(creation)!;
        Value[] sizes = [.. creation.DimensionSizes.Select(Evaluate)];
        if (creation.Initializer is { } initializer)
        {
            List<Value> values = [];
            AddAll(initializer, values);
            return _store.Allocate(new Content.Sequence(type.ElementType, [.. values], true) { Lengths = type.Rank == 1 ? [] : [.. sizes.Select(s => KnownInt(creation, s))] });
        }
        return NewArray(creation, type.ElementType, sizes);
    }

    // Zeros: item by item where the lengths are known.
    private Value.Reference NewArray(IOperation creation, ITypeSymbol element, Value[] sizes)
    {
        foreach (Value size in sizes)
        {
            RequireBetween(creation, size, null);
        }
        if (sizes.All(s => s is Value.Constant or Value.Size { Dim.IsConstant: true }))
        {
            int[] lengths = [.. sizes.Select(s => KnownInt(creation, s))];
            long count = lengths.Aggregate(1L, (a, b) => a * b);
            Spend(creation, count);
            return _store.Allocate(new Content.Sequence(element, [.. Enumerable.Repeat(Default(element), (int)count)], true) { Lengths = sizes.Length == 1 ? [] : [.. lengths] });
        }
        DType dtype = KnownTypes.DTypeOf(element) ?? throw Fail(creation, JitRules.NotKnown, $"the length of '{Excerpt(creation)}'");
        Shape shape = Shape.Of(sizes.Select(s => AsDim(creation, s)));
        return _store.Allocate(new Content.Numbers(element, Core(creation, () => Erased.Jnp.Zeros(dtype, shape))));
    }

    // 'stackalloc' as a span: an array that nobody else has. Its operation is of no kind, with the length and then the items as children.
    private Value AllocateOnStack(IOperation operation, ITypeSymbol element)
    {
        Value[] parts = [.. operation.ChildOperations.Select(Evaluate)];
        bool hasItems = operation.Syntax is ImplicitStackAllocArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax { Initializer: not null };
        Value.Reference made = hasItems ? NewSequence(element, [.. parts.Skip(1)], true) : NewArray(operation, element, [parts[0]]);
        return new Value.Span(made, new Value.Constant(0), LengthOf(operation, made));
    }

    private void AddAll(IArrayInitializerOperation initializer, List<Value> values)
    {
        foreach (IOperation value in initializer.ElementValues)
        {
            if (value is IArrayInitializerOperation inner)
            {
                AddAll(inner, values);
            }
            else
            {
                values.Add(Evaluate(value));
            }
        }
    }

    private Value CreateCollection(ICollectionExpressionOperation collection)
    {
        (Value Value, ISpreadOperation? Spread)[] parts = Parts(collection);
        ITypeSymbol? type = TypeOf(collection);
        ITypeSymbol? item = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments.Length: 1 } named => named.TypeArguments[0],
            _ => null,
        };
        bool isSpan = type is INamedTypeSymbol { Name: "ReadOnlySpan" or "Span" };
        if (item is not null && KnownTypes.DTypeOf(item) is not null && (isSpan || type is IArrayTypeSymbol) && Total(collection, parts) is { IsConstant: false } total)
        {
            Value.Reference filled = Filled(collection, item, total, add =>
            {
                foreach ((Value value, ISpreadOperation? spread) in parts)
                {
                    if (spread is null)
                    {
                        add(value);
                        continue;
                    }
                    ForEach(spread, value, i => add(Convert(spread, i, spread.ElementConversion, spread.ElementType, null)));
                }
            });
            return isSpan ? new Value.Span(filled, new Value.Constant(0), SizeOf(total)) : filled;
        }
        Value[] items = [.. parts.SelectMany(p => p.Spread is { } spread ? Items(spread, p.Value).Select(i => Convert(spread, i, spread.ElementConversion, spread.ElementType, null)) : [p.Value])];
        if (_known.Is(collection.Type, "Shape"))
        {
            return new Value.Constant(Shape.Of(items.Select(i => AsDim(collection, i))));
        }
        Value.Reference made = NewSequence(item, [.. items], isSpan || type is IArrayTypeSymbol);
        return isSpan ? new Value.Span(made, new Value.Constant(0), new Value.Constant(items.Length)) : made;
    }

    // Where the compiler can tell all lengths and has few parts to keep, it takes the items of spreads when all up to the last of them have been evaluated, else one part after the other.
    private (Value Value, ISpreadOperation? Spread)[] Parts(ICollectionExpressionOperation collection)
    {
        ISpreadOperation? last = collection.Elements.OfType<ISpreadOperation>().LastOrDefault();
        bool inOrder = collection.Elements.Reverse().SkipWhile(e => e is not ISpreadOperation).Count() > MaxKept || collection.Elements.OfType<ISpreadOperation>().Any(s => s.Operand.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IOrderedEnumerable" });
        List<(Value Value, ISpreadOperation? Spread)> parts = [];
        foreach (IOperation element in collection.Elements)
        {
            ISpreadOperation? spread = element as ISpreadOperation;
            Value value = Evaluate(spread?.Operand ?? element);
            parts.Add((spread is not null && inOrder ? Collected(spread, value, SpreadElement(spread), true) : value, spread));
            if (spread is not null && spread == last)
            {
                parts = [.. parts.Select(p => p.Spread is null ? p : (Copied(p.Value), p.Spread))];
            }
        }
        return [.. parts];
    }

    // The compiler's own limit.
    private const int MaxKept = 3;

    private ITypeSymbol SpreadElement(ISpreadOperation spread) => spread.ElementType is { } type ? _frame.Types.Of(type) : _known.Compilation.ObjectType;

    // How many items a collection has; null where a part does not tell.
    private Dim? Total(IOperation place, (Value Value, ISpreadOperation? Spread)[] parts)
    {
        Dim total = 0;
        foreach ((Value value, ISpreadOperation? spread) in parts)
        {
            if ((spread is null ? (Dim)1 : ItemCount(place, value)) is not { } count)
            {
                return null;
            }
            total += count;
        }
        return total;
    }

    /// <summary>The number of items, known or a dimension.</summary>
    private Value LengthOf(IOperation place, Value sequence) => sequence switch
    {
        Value.Span span => span.Length,
        Value.Reference reference when _store[reference] is Content.Numbers numbers => SizeOf(numbers.Data.Shape.Size),
        _ => new Value.Constant(Items(place, sequence).Length),
    };

    private static Value SizeOf(Dim dim) => dim.IsConstant ? new Value.Constant(checked((int)dim.Value)) : new Value.Size(dim);
}
