// Elements at traced positions of arrays and lists that hold tuples, structs and rows: each of their numbers is an element of an array of its own.
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
    // A write goes to one of so many numbers.
    private const int MaxParts = 256;

    /// <summary>The item at a traced position.</summary>
    private Value Chosen(IOperation place, Content.Sequence sequence, Value[] positions)
    {
        NdArray index = FlatIndex(place, sequence, positions);
        return Choose(sequence.Items);

        Value Choose(ImmutableArray<Value> items)
        {
            Spend(place, 1);
            return items[0] switch
            {
                _ when items.FirstOrDefault(i => i is Value.Nothing) is { } nothing => throw NoValue(place, nothing),
                var first when items.All(i => SameValue(i, first)) => first,
                _ when items.All(IsNumber) && AsNumbers(place, new Content.Sequence(null, items, true)) is { } data => new Value.Scalar(ElementAt(place, data, [index])),
                Value.Tuple first when items.All(i => i is Value.Tuple) => new Value.Tuple([.. first.Items.Select((_, part) => Choose([.. items.Select(i => ((Value.Tuple)i).Items[part])]))]),
                Value.Struct first when items.All(i => i is Value.Struct other && SymbolEqualityComparer.Default.Equals(other.Type, first.Type)) => first with
                {
                    Fields = Names(first).ToImmutableDictionary(f => f, f => Choose([.. items.Select(i => ((Value.Struct)i).Fields[f])])),
                },
                Value.Reference => Row(items),
                _ => throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'"),
            };
        }

        // One of several arrays: no write to it can tell which it means, and none to those is seen through it.
        Value Row(ImmutableArray<Value> items)
        {
            Content[] rows = [.. items.Select(i => i is Value.Reference row ? _store[row] : throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'"))];
            NdArray?[] data = [.. rows.Select(r => AsNumbers(place, r))];
            ITypeSymbol? element = rows.Select(r => (r as Content.Numbers)?.Element ?? (r as Content.Sequence)?.Element).FirstOrDefault(e => e is not null);
            if (element is null || data.Any(d => d is null || !d.Shape.Equals(data[0]!.Shape) || d.Dtype != data[0]!.Dtype))
            {
                throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'");
            }
            foreach (Value.Reference row in items.Cast<Value.Reference>().Where(r => !IsOutside(r)))
            {
                MarkShared(row);
            }
            Shape shape = data[0]!.Shape, one = Shape.Of([1, .. shape]);
            NdArray chosen = Core(place, () => Erased.Lax.Reshape(
                Erased.Lax.SliceAt(Erased.Lax.Concatenate([.. data.Select(d => Erased.Lax.Reshape(d!, one))], 0), [index, .. shape.Select(_ => new NdArray(Scalar.Of(0, index.Dtype), true))], one), shape));
            return _store.Allocate(new Content.Numbers(element, chosen) { Shared = true });
        }
    }

    /// <summary>The items when one at a traced position is another.</summary>
    private Content.Sequence Replaced(IOperation place, Content.Sequence sequence, Value[] positions, Value value)
    {
        NdArray index = FlatIndex(place, sequence, positions);
        int parts = 0;
        return sequence with { Items = Replace(sequence.Items, value) };

        ImmutableArray<Value> Replace(ImmutableArray<Value> items, Value given)
        {
            if (items.Any(i => i is Value.Nothing) || (parts += items.Length) > MaxParts)
            {
                throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'");
            }
            Spend(place, items.Length);
            switch (given)
            {
                case var _ when items.All(i => SameValue(i, given)):
                    return items;
                case Value.Tuple tuple when items.All(i => i is Value.Tuple):
                    ImmutableArray<Value>[] columns = [.. tuple.Items.Select((item, part) => Replace([.. items.Select(i => ((Value.Tuple)i).Items[part])], item))];
                    return [.. items.Select((_, row) => (Value)new Value.Tuple([.. columns.Select(c => c[row])]))];
                case Value.Struct structure when items.All(i => i is Value.Struct other && SymbolEqualityComparer.Default.Equals(other.Type, structure.Type)):
                    Dictionary<string, ImmutableArray<Value>> fields = Names(structure).ToDictionary(f => f, f => Replace([.. items.Select(i => ((Value.Struct)i).Fields[f])], structure.Fields[f]));
                    return [.. items.Select((_, row) => (Value)(structure with { Fields = fields.ToImmutableDictionary(f => f.Key, f => f.Value[row]) }))];
                case var _ when IsNumber(given) && items.All(IsNumber):
                    return [.. items.Select((item, row) => ItemOr(item, row, given))];
                default:
                    throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'");
            }
        }

        Value ItemOr(Value item, int row, Value given)
        {
            NdArray old = Lift(place, item), next = Lift(place, given);
            return old.Dtype != next.Dtype
                ? throw Fail(place, JitRules.NotKnown, $"the index in '{Excerpt(place)}'")
                : new Value.Scalar(Core(place, () => Weak(Erased.Lax.Select(Erased.Lax.Eq(index, new NdArray(Scalar.Of(row, index.Dtype), true)), next, old))));
        }
    }

    // Fields in a fixed order: equations come as they are asked for.
    private static IEnumerable<string> Names(Value.Struct structure) => structure.Fields.Keys.OrderBy(k => k, StringComparer.Ordinal);

    private NdArray FlatIndex(IOperation place, Content.Sequence sequence, Value[] positions)
    {
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        Value flat = positions[0];
        for (int axis = 1; axis < positions.Length; axis++)
        {
            flat = Arithmetic(place, BinaryOperatorKind.Add, false, Arithmetic(place, BinaryOperatorKind.Multiply, false, flat, new Value.Constant(sequence.Lengths[axis]), number), positions[axis], number);
        }
        return Index(place, flat);
    }
}
