// Templates: values with holes for numbers and arrays, filled when the cond or the loop that gives these has been made.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>True where a value is a C# number or bool, known or traced.</summary>
    private static bool IsNumber(Value value) => value is Value.Scalar or Value.Size || value is Value.Constant { Data: var data } && KnownTypes.ScalarOf(data) is not null;

    /// <summary>True where two values are the same to the bit, in whatever way they came about.</summary>
    private static bool SameValue(Value a, Value b) => (a, b) switch
    {
        (Value.Constant x, Value.Constant y) => SameData(x.Data, y.Data),
        (Value.Scalar x, Value.Scalar y) => SameArray(x.Data, y.Data),
        (Value.Array x, Value.Array y) => SameArray(x.Data, y.Data),
        (Value.Size x, Value.Size y) => x.Dim.Equals(y.Dim),
        (Value.Constant x, Value.Size y) => x.Data is int number && y.Dim.Equals((Dim)number),
        (Value.Size, Value.Constant) => SameValue(b, a),
        (Value.Tuple x, Value.Tuple y) => x.Items.Length == y.Items.Length && x.Items.Zip(y.Items, SameValue).All(s => s),
        (Value.Struct x, Value.Struct y) => SymbolEqualityComparer.Default.Equals(x.Type, y.Type) && x.Fields.Count == y.Fields.Count && x.Fields.All(f => y.Fields.TryGetValue(f.Key, out Value? other) && SameValue(f.Value, other)),
        (Value.Reference x, Value.Reference y) => x.Address == y.Address,
        (Value.Span x, Value.Span y) => x.Of == y.Of && SameValue(x.Start, y.Start) && SameValue(x.Length, y.Length),
        (Value.Index x, Value.Index y) => x.FromEnd == y.FromEnd && SameValue(x.Offset, y.Offset),
        (Value.Range x, Value.Range y) => SameValue(x.Start, y.Start) && SameValue(x.End, y.End),
        _ => a.Equals(b),
    };

    private static bool SameData(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (float x, float y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        _ => Equals(a, b),
    };

    private static bool SameArray(NdArray a, NdArray b) => ReferenceEquals(a, b) || a.Variable is { } variable && ReferenceEquals(variable, b.Variable)
        || a.Constant is { } x && b.Constant is { } y && x == y && a.Aval.Equals(b.Aval);

    private Value Fill(Value template, IReadOnlyList<NdArray> results, Func<int, bool> isArray, Dictionary<Value.Fresh, Value> made)
    {
        switch (template)
        {
            case Value.Hole hole:
                return isArray(hole.Number) ? new Value.Array(results[hole.Number]) : new Value.Scalar(results[hole.Number]);
            case Value.Tuple tuple:
                return new Value.Tuple([.. tuple.Items.Select(i => Fill(i, results, isArray, made))]);
            case Value.Struct structure:
                return structure with { Fields = Fill(structure.Fields, results, isArray, made) };
            case Value.Span span:
                return new Value.Span(span.Of, Fill(span.Start, results, isArray, made), Fill(span.Length, results, isArray, made));
            case Value.Index index:
                return new Value.Index(Fill(index.Offset, results, isArray, made), index.FromEnd);
            case Value.Range range:
                return new Value.Range((Value.Index)Fill(range.Start, results, isArray, made), (Value.Index)Fill(range.End, results, isArray, made));
            case Value.Nothing { Choice: var (test, whenTrue, whenFalse) } choice:
                return choice with { Choice = (Fill(test, results, isArray, made), Fill(whenTrue, results, isArray, made), Fill(whenFalse, results, isArray, made)) };
            case Value.Fresh fresh:
                if (!made.TryGetValue(fresh, out Value? reference))
                {
                    made[fresh] = reference = _store.Allocate(Fill(fresh.Content, results, isArray, made));
                    if (fresh.Shared)
                    {
                        MarkShared((Value.Reference)reference);
                    }
                }
                return reference;
            default:
                return template;
        }
    }

    private Content Fill(Content template, IReadOnlyList<NdArray> results, Func<int, bool> isArray, Dictionary<Value.Fresh, Value> made) => template switch
    {
        Content.Object value => value with { Fields = Fill(value.Fields, results, isArray, made) },
        Content.Sequence value => value with { Items = [.. value.Items.Select(i => Fill(i, results, isArray, made))] },
        Content.NumbersHole value => new Content.Numbers(value.Element, results[value.Number]),
        Content.Box value => value with { Inner = Fill(value.Inner, results, isArray, made) },
        Content.Enumerator value => value with { Next = Fill(value.Next, results, isArray, made) },
        Content.Table value => value with { Items = value.Items.ToImmutableDictionary(i => i.Key, i => Fill(i.Value, results, isArray, made)) },
        _ => template,
    };

    private ImmutableDictionary<string, Value> Fill(ImmutableDictionary<string, Value> fields, IReadOnlyList<NdArray> results, Func<int, bool> isArray, Dictionary<Value.Fresh, Value> made)
    {
        ImmutableDictionary<string, Value>.Builder filled = fields.ToBuilder();
        foreach (KeyValuePair<string, Value> field in fields)
        {
            filled[field.Key] = Fill(field.Value, results, isArray, made);
        }
        return filled.ToImmutable();
    }

    /// <summary>The numbers of an array as one traced array; null where its items are no numbers of one type.</summary>
    private NdArray? AsNumbers(IOperation place, Content content)
    {
        switch (content)
        {
            case Content.Numbers numbers:
                return numbers.Data;
            case Content.Sequence { Items: { Length: > 0 } items, Lengths: var lengths } when items.All(IsNumber):
                NdArray[] parts = [.. items.Select(i => Lift(place, i))];
                if (parts.Any(p => p.Dtype != parts[0].Dtype))
                {
                    return null;
                }
                Shape shape = lengths.IsEmpty ? Shape.Of([items.Length]) : Shape.Of(lengths.Select(l => (Dim)l));
                if (items.All(i => SameValue(i, items[0])))
                {
                    return Core(place, () => Erased.Jnp.BroadcastTo(parts[0], shape));
                }
                if (items.All(i => i is Value.Constant { Data: { } constant } && KnownTypes.ScalarOf(constant)!.Value.DType == parts[0].Dtype))
                {
                    Array data = Array.CreateInstance(((Value.Constant)items[0]).Data!.GetType(), items.Length);
                    for (int i = 0; i < items.Length; i++)
                    {
                        data.SetValue(((Value.Constant)items[i]).Data, i);
                    }
                    return new NdArray(new Aval(shape, parts[0].Dtype), data);
                }
                return Core(place, () => Erased.Lax.Reshape(Erased.Lax.Concatenate([.. parts.Select(p => Erased.Lax.Reshape(p, Shape.Of([1])))], 0), shape));
            default:
                return null;
        }
    }
}
